/* SPDX-License-Identifier: MIT */
/* Schedule: the groups of a unit at the places of a run (METRICS.md section 7): the value in force at
 * the start of the period if O > 0, else at the first movement in it. Where neither is, the unit adds
 * nothing, and stays in the group that it was in. */
#include "kernel.h"

#include "invariant.h"

/* A unit on its way through the run. */
typedef struct schedule_walk {
    const nrr__kernel *kernel;
    const nrr__kernel_unit *unit;
    nrr__group_view view;
    uint32_t entered, left;
    uint32_t assigned; /* values of the view that are in force at the start */
} schedule_walk;

/* The first place whose period starts at or behind a time. */
static uint32_t schedule_place_from(const schedule_walk *walk, int64_t time)
{
    const nrr__kernel *kernel = walk->kernel;

    return time == INT64_MIN ? 0
                             : nrr__run_place_above(kernel->starts, 0, kernel->run->count, time - 1);
}

/* The next place where the group may change. */
static uint32_t schedule_next(const schedule_walk *walk)
{
    const nrr__kernel *kernel = walk->kernel;
    const uint32_t *indices = walk->unit->indices;
    uint32_t next = kernel->run->count, place;

    if (walk->entered < walk->unit->movements.count)
        next = kernel->enter[indices[walk->entered]];
    if (walk->left < walk->entered) {
        place = kernel->leave[indices[walk->left]];
        next = place < next ? place : next;
    }
    if (walk->assigned < walk->view.count) {
        place = schedule_place_from(walk, walk->view.times[walk->assigned]);
        next = place < next ? place : next;
    }
    return next;
}

static void schedule_go(schedule_walk *walk, uint32_t place)
{
    const nrr__kernel *kernel = walk->kernel;
    const uint32_t *indices = walk->unit->indices;

    while (walk->entered < walk->unit->movements.count &&
           kernel->enter[indices[walk->entered]] <= place)
        walk->entered++;
    while (walk->left < walk->entered && kernel->leave[indices[walk->left]] <= place)
        walk->left++;
    while (walk->assigned < walk->view.count &&
           walk->view.times[walk->assigned] <= kernel->starts[place])
        walk->assigned++;
}

/* The group at the place that the walk is at; the one that it had if there is nothing of the unit. */
static uint32_t schedule_group(const schedule_walk *walk, uint32_t group)
{
    const nrr__unit_movements *unit = &walk->unit->movements;

    if (nrr__level_before(unit, walk->left) > 0)
        return walk->assigned == 0 ? walk->kernel->unassigned
                                   : walk->view.groups[walk->assigned - 1];
    if (walk->left < walk->entered)
        return nrr__group_view_at(&walk->view, unit->times[walk->left], walk->kernel->unassigned);
    return group;
}

nrr__schedule nrr__schedule_of(const nrr__kernel *kernel, const nrr__kernel_unit *unit)
{
    nrr__schedule schedule = {0, 0, NULL};
    schedule_walk walk = {kernel, unit, {NULL, NULL, 0}, 0, 0, 0};
    uint32_t place, group;

    if (unit->movements.count != 0 && nrr__kernel_group(kernel, unit, &schedule.group))
        return schedule; /* nearly always */
    schedule.group = kernel->unassigned;
    if (unit->movements.count == 0)
        return schedule;
    walk.view = nrr__group_views_of(kernel->views, unit->number);
    schedule.switches = kernel->switches;
    group = schedule.group;
    for (place = schedule_next(&walk); place < kernel->run->count; place = schedule_next(&walk)) {
        uint32_t before = group;
        schedule_go(&walk, place);
        group = schedule_group(&walk, group);
        if (group != before) {
            schedule.switches[schedule.count].place = place;
            schedule.switches[schedule.count++].group = group;
        }
    }
    return schedule;
}

uint32_t nrr__schedule_at(const nrr__schedule *schedule, uint32_t place)
{
    uint32_t low = 0, high = schedule->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (schedule->switches[middle].place <= place)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? schedule->group : schedule->switches[low - 1].group;
}
