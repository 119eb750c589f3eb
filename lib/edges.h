/* SPDX-License-Identifier: MIT */
/* Edges: the instants at which periods begin and end, ascending, and how many of them are at or before
 * a movement: its index, from which the places of a run follow where it enters and leaves. The search
 * begins in a table of equal steps of time, so that it costs a look-up and mostly no comparison more. */
#ifndef NRR_LIB_EDGES_H
#define NRR_LIB_EDGES_H

#include "nrr/allocator.h"
#include "nrr/status.h"

#include <stddef.h>
#include <stdint.h>

typedef struct nrr__edges {
    int64_t *ticks; /* ascending, each once */
    uint32_t count; /* at least 2 */
    uint32_t capacity;
    uint32_t
        *steps; /* by step of time from the first tick on, and one more: ticks before the step */
    uint32_t step_count;
    uint32_t shift; /* a step is so many bits of time */
    int is_even;    /* no step holds two ticks, and these are not too far from each other, or behind */
} nrr__edges;

/* The edges of some periods: starts and ends, of which there are `count` each. */
nrr_status nrr__edges_make(nrr__edges *edges, const nrr_allocator *memory, const int64_t *starts,
                           const int64_t *ends, uint32_t count);
void nrr__edges_end(nrr__edges *edges, const nrr_allocator *memory);

/* Whether all of some ticks are edges. */
int nrr__edges_hold(const nrr__edges *edges, const int64_t *ticks, uint32_t count);

/* Where a tick is that is an edge. */
uint32_t nrr__edges_place(const nrr__edges *edges, int64_t tick);

/* Edges at or before a time, of edges that are even: no jump depends on the time, but for one before the first of them or
 * behind the last. */
static inline uint32_t nrr__edges_index_even(const nrr__edges *edges, int64_t time)
{
    uint64_t step = ((uint64_t)time - (uint64_t)edges->ticks[0]) >> edges->shift;
    uint32_t low;

    if (step >= edges->step_count)
        return time < edges->ticks[0] ? 0 : edges->count;
    low = edges->steps[step];
    return low + (uint32_t)(edges->ticks[low] <= time);
}

/* The same of any edges. */
static inline uint32_t nrr__edges_index(const nrr__edges *edges, int64_t time)
{
    uint64_t step;
    uint32_t low, high;

    if (edges->count == 2)
        return (uint32_t)(edges->ticks[0] <= time) + (uint32_t)(edges->ticks[1] <= time);
    if (edges->is_even)
        return nrr__edges_index_even(edges, time);
    if (time < edges->ticks[0])
        return 0;
    step = ((uint64_t)time - (uint64_t)edges->ticks[0]) >> edges->shift;
    if (step >= edges->step_count)
        return edges->count;
    low = edges->steps[step];
    high = edges->steps[step + 1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (edges->ticks[middle] <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

#endif
