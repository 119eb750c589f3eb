/* SPDX-License-Identifier: MIT */
/* Group view: the groups that a unit was in, from when on (METRICS.md section 7), as the kernels read
 * them. */
#ifndef NRR_LIB_GROUP_VIEW_H
#define NRR_LIB_GROUP_VIEW_H

#include <stdint.h>

typedef struct nrr__group_view {
    const int64_t *times;   /* ascending, each once */
    const uint32_t *groups; /* the group in force from that time on */
    uint32_t count;
} nrr__group_view;

/* Values that are in force at a time, by place: those before it are the ones in [0, result). */
static inline uint32_t nrr__group_view_place(const nrr__group_view *view, int64_t time)
{
    uint32_t low = 0, high = view->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (view->times[middle] <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The group in force at a time. */
static inline uint32_t nrr__group_view_at(const nrr__group_view *view, int64_t time,
                                          uint32_t unassigned)
{
    uint32_t place = nrr__group_view_place(view, time);

    return place == 0 ? unassigned : view->groups[place - 1];
}

#endif
