/* SPDX-License-Identifier: MIT */
/* Sums: see sums.h. */
#include "sums.h"

#include "memory.h"

nrr_status nrr__sums_make(nrr__sums *sums, const nrr__plan *plan, size_t reason_slots,
                          const nrr_allocator *memory)
{
    sums->plan = plan;
    sums->reason_slots = reason_slots;
    sums->cell_count = NRR__SUM_FIXED + 2 * reason_slots;
    sums->cells = nrr__memory_zeroed(memory, plan->period_count,
                                     sums->cell_count * sizeof *sums->cells);
    return sums->cells == NULL ? NRR_E_MEMORY : NRR_OK;
}

void nrr__sums_end(nrr__sums *sums, const nrr_allocator *memory)
{
    nrr__memory_release(memory, sums->cells, sums->plan->period_count,
                        sums->cell_count * sizeof *sums->cells);
}

void nrr__sums_finish(nrr__sums *sums)
{
    uint32_t run, place;
    size_t cell;

    for (run = 0; run < sums->plan->run_count; run++)
        for (place = 1; place < sums->plan->runs[run].count; place++) {
            size_t period = sums->plan->runs[run].first + (size_t)place;
            nrr__wide *now = sums->cells + period * sums->cell_count;
            const nrr__wide *before = now - sums->cell_count;
            for (cell = 0; cell < sums->cell_count; cell++)
                now[cell] = nrr__wide_add(now[cell], before[cell]);
        }
}
