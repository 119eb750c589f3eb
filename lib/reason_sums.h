/* SPDX-License-Identifier: MIT */
/* Reason sums: the amounts of a window by reason, gains and losses apart. There can be many reasons
 * and most units have few, so the slots that a unit touched are listed. */
#ifndef NRR_LIB_REASON_SUMS_H
#define NRR_LIB_REASON_SUMS_H

#include "query_state.h"
#include "wide.h"

/* Slots of reasons: the named ones, the sum of all host codes, and each host code that a query
 * names. */
enum {
    NRR__REASON_SLOT_HOST = NRR_REASON_MIGRATION + 1,
    NRR__REASON_SLOT_FIRST_NAMED_HOST
};

typedef struct nrr__reason_sums {
    const nrr_query *query;
    size_t slots;       /* 0 if nobody asked for reasons */
    nrr__wide *sums;    /* by slot: gains; behind them losses */
    uint8_t *is_touched; /* likewise */
    uint32_t *touched;  /* the slots that are, touched_count of them */
    size_t touched_count;
} nrr__reason_sums;

nrr_status nrr__reason_sums_make(nrr__reason_sums *reasons, const nrr_query *query, size_t slots,
                                 const nrr_allocator *memory);
void nrr__reason_sums_end(nrr__reason_sums *reasons, const nrr_allocator *memory);

/* The slots of a host's code, as if of gains: that of all host codes, and the one that the code has if the query
 * names it. Answers how many. */
size_t nrr__reason_slots_of_host(const nrr__reason_sums *reasons, uint16_t reason, size_t slots[2]);

/* The slots of a reason's gains or losses: its own, or those of a host's code. Answers how many. */
static inline size_t nrr__reason_slots_of(const nrr__reason_sums *reasons, uint16_t reason,
                                          int is_loss, size_t slots[2])
{
    size_t first = is_loss ? reasons->slots : 0, count = 1;

    slots[0] = reason;
    if (reason >= NRR_REASON_HOST)
        count = nrr__reason_slots_of_host(reasons, reason, slots);
    slots[0] += first;
    slots[1] = count == 2 ? slots[1] + first : 0;
    return count;
}

/* Adds an amount to the sum of a slot; to withdraw it, add what it lacks to zero. */
static inline void nrr__reason_sums_add(nrr__reason_sums *reasons, size_t slot, nrr__wide amount)
{
    reasons->sums[slot] = nrr__wide_add(reasons->sums[slot], amount);
    if (!reasons->is_touched[slot]) {
        reasons->is_touched[slot] = 1;
        reasons->touched[reasons->touched_count++] = (uint32_t)slot;
    }
}

/* Makes all sums zero. */
void nrr__reason_sums_clear(nrr__reason_sums *reasons);

/* Where a host's code is, or would be, among those that a query or a report names. */
size_t nrr__reason_place(const uint16_t *reasons, size_t count, nrr_reason reason);

#endif
