/* SPDX-License-Identifier: MIT */
/* Group view: the groups that a unit was in, from when on (METRICS.md section 7), as the kernels read
 * them. */
#ifndef NRR_LIB_GROUP_VIEW_H
#define NRR_LIB_GROUP_VIEW_H

#include <stddef.h>
#include <stdint.h>

typedef struct nrr__group_view {
    const int64_t *times;   /* ascending, each once */
    const uint32_t *groups; /* the group in force from that time on */
    uint32_t count;
} nrr__group_view;

/* The views of some units. */
typedef struct nrr__group_views {
    const uint32_t *shared;  /* by unit: the only group, from the one time on; NULL: they are written one by one */
    int64_t shared_time;
    nrr__group_view *views; /* by unit */
    size_t unit_capacity;
    int64_t *times;   /* of views that are not borrowed */
    uint32_t *groups;
    size_t count, capacity;
    uint32_t longest; /* changes of a view, at most */
} nrr__group_views;

static inline nrr__group_view nrr__group_views_of(const nrr__group_views *views, uint32_t unit)
{
    nrr__group_view view;

    if (views->shared == NULL)
        return views->views[unit];
    view.times = &views->shared_time;
    view.groups = views->shared + unit;
    view.count = 1;
    return view;
}

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
