/* SPDX-License-Identifier: MIT */
/* Sweep: one pass over each unit's movements for a run of periods, whatever their number.
 *
 * As the periods of a run go on, movements enter behind the last one and leave before the first:
 * the window of a period is a range of the unit's movements, and between two places where one
 * enters or leaves nothing changes. Each such span is added to the sums at once. */
#ifndef NRR_LIB_SWEEP_H
#define NRR_LIB_SWEEP_H

#include "parent_timeline.h"
#include "reason_sums.h"
#include "sums.h"

typedef struct nrr__sweep {
    nrr_allocator memory;
    const nrr_query *query;
    uint64_t measures; /* those that the query asks for */
    nrr__plan plan;
    nrr__sums sums;
    uint32_t *lowest;  /* memory for the sliding minimum, see window.h */
    size_t lowest_capacity;
    nrr__reason_sums *reasons; /* of the window at hand */
    nrr__reason_sums reason_sums;
} nrr__sweep;

/* Ended with nrr__sweep_end(), also after a failure. */
nrr_status nrr__sweep_begin(nrr__sweep *sweep, const nrr_query *query,
                            const nrr_allocator *memory);
void nrr__sweep_end(nrr__sweep *sweep);

/* Adds a block to the sums. Customers that are part of a group of `parents`, which may be NULL, count
 * there, and here with their lines alone. */
nrr_status nrr__sweep_block(nrr__sweep *sweep, const nrr__timeline *timeline,
                            uint32_t first_customer, const nrr__parent_timeline *parents);

/* Adds the groups to the sums. */
nrr_status nrr__sweep_groups(nrr__sweep *sweep, const nrr__parent_timeline *parents);

#endif
