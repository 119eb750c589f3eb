/* SPDX-License-Identifier: MIT */
/* Reason sums: see reason_sums.h. */
#include "reason_sums.h"

#include "memory.h"

#include <string.h>

nrr_status nrr__reason_sums_make(nrr__reason_sums *reasons, const nrr_query *query, size_t slots,
                                 const nrr_allocator *memory)
{
    memset(reasons, 0, sizeof *reasons);
    reasons->query = query;
    reasons->slots = slots;
    reasons->sums = nrr__memory_zeroed(memory, slots, 2 * sizeof *reasons->sums);
    reasons->is_touched = nrr__memory_zeroed(memory, slots, 2 * sizeof *reasons->is_touched);
    reasons->touched = nrr__memory_array(memory, slots, 2 * sizeof *reasons->touched);
    return reasons->sums == NULL || reasons->is_touched == NULL || reasons->touched == NULL
               ? NRR_E_MEMORY
               : NRR_OK;
}

void nrr__reason_sums_end(nrr__reason_sums *reasons, const nrr_allocator *memory)
{
    size_t slots = reasons->slots;

    nrr__memory_release(memory, reasons->sums, slots, 2 * sizeof *reasons->sums);
    nrr__memory_release(memory, reasons->is_touched, slots, 2 * sizeof *reasons->is_touched);
    nrr__memory_release(memory, reasons->touched, slots, 2 * sizeof *reasons->touched);
}

size_t nrr__reason_place(const uint16_t *reasons, size_t count, nrr_reason reason)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (reasons[middle] < reason)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t nrr__reason_slots_of_host(const nrr__reason_sums *reasons, uint16_t reason, size_t slots[2])
{
    const nrr_query *query = reasons->query;
    size_t place = nrr__reason_place(query->reasons, query->reason_count, reason);

    slots[0] = NRR__REASON_SLOT_HOST;
    if (place == query->reason_count || query->reasons[place] != reason)
        return 1;
    slots[1] = NRR__REASON_SLOT_FIRST_NAMED_HOST + place;
    return 2;
}

void nrr__reason_sums_clear(nrr__reason_sums *reasons)
{
    size_t i;

    for (i = 0; i < reasons->touched_count; i++) {
        reasons->sums[reasons->touched[i]] = nrr__wide_of(0);
        reasons->is_touched[reasons->touched[i]] = 0;
    }
    reasons->touched_count = 0;
}
