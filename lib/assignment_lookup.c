/* SPDX-License-Identifier: MIT */
/* Assignment lookup: what an index says; see assignments.h. */
#include "assignments.h"

nrr__assignment_view nrr__assignment_customer(const nrr__assignment_index *index,
                                              uint32_t customer)
{
    nrr__assignment_view view = {NULL, NULL, 0, 0};
    const nrr__assignment_track *track;

    if (index == NULL)
        return view;
    view.unassigned = index->group_count;
    track = &index->tracks[NRR__SUBJECT_CUSTOMER];
    if (customer > track->customer_count)
        return view;
    if (track->first == NULL) {
        view.times = &track->time;
        view.groups = track->groups + (customer - 1);
        view.count = 1;
        return view;
    }
    view.times = track->times + track->first[customer - 1];
    view.groups = track->groups + track->first[customer - 1];
    view.count = track->first[customer] - track->first[customer - 1];
    return view;
}

/* The first of a customer's changes, from `low` to `high`, whose line is not below this one. */
static uint32_t assigned_find_line(const nrr__assignment_track *track, uint32_t low, uint32_t high,
                                   uint64_t line)
{
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (track->lines[middle] < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

nrr__assignment_view nrr__assignment_line(const nrr__assignment_index *index, uint32_t customer,
                                          uint32_t line)
{
    nrr__assignment_view view = {NULL, NULL, 0, 0};
    const nrr__assignment_track *track;
    uint32_t first, end;

    if (index == NULL)
        return view;
    view.unassigned = index->group_count;
    track = &index->tracks[NRR__SUBJECT_LINE];
    if (customer > track->customer_count)
        return view;
    end = track->first[customer];
    first = assigned_find_line(track, track->first[customer - 1], end, line);
    end = assigned_find_line(track, first, end, (uint64_t)line + 1);
    view.times = track->times + first;
    view.groups = track->groups + first;
    view.count = end - first;
    return view;
}

nrr__assignment_stretch nrr__assignment_at(const nrr__assignment_view *view, int64_t time)
{
    nrr__assignment_stretch stretch;
    uint32_t low = 0, high = view->count; /* how many changes are at or before the instant */

    if (high != 0 && view->times[high - 1] <= time) /* which is most often so */
        low = high;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (view->times[middle] <= time)
            low = middle + 1;
        else
            high = middle;
    }
    stretch.group = low == 0 ? view->unassigned : view->groups[low - 1];
    stretch.until = low == view->count ? INT64_MAX : view->times[low];
    return stretch;
}

uint32_t nrr__assignment_group(const nrr__assignment_index *index, uint32_t customer, int64_t time)
{
    const nrr__assignment_track *track;
    nrr__assignment_view view;

    if (index == NULL)
        return 0;
    track = &index->tracks[NRR__SUBJECT_CUSTOMER];
    if (customer <= track->customer_count && track->first == NULL)
        return track->time <= time ? track->groups[customer - 1] : index->group_count;
    view = nrr__assignment_customer(index, customer);
    return nrr__assignment_at(&view, time).group;
}

nrr__assignment_stretch nrr__assignment_line_at(const nrr__assignment_view *own,
                                                const nrr__assignment_view *of_customer,
                                                int64_t time)
{
    nrr__assignment_stretch stretch = nrr__assignment_at(own, time), customer;

    if (stretch.group != own->unassigned)
        return stretch;
    customer = nrr__assignment_at(of_customer, time);
    if (stretch.until < customer.until)
        customer.until = stretch.until;
    return customer;
}
