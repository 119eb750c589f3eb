/* SPDX-License-Identifier: MIT */
/* Window: see window.h.
 *
 * The sliding minimum is a queue of movements with rising levels: one that enters takes away those
 * before it that are not below it, since they leave earlier and will never be the lowest again. */
#include "window.h"

#include "invariant.h"

#include <string.h>

nrr__window nrr__window_begin(const nrr__sweep *sweep, const nrr__run *run,
                              const nrr__unit_movements *unit, int is_unit)
{
    nrr__window window;

    memset(&window, 0, sizeof window);
    window.sweep = sweep;
    window.run = run;
    window.starts = sweep->plan.starts + run->first;
    window.ends = sweep->plan.ends + run->first;
    window.unit = *unit;
    window.is_unit = is_unit;
    return window;
}

/* The level just before a movement. */
static int64_t window_level_before(const nrr__window *window, uint32_t movement)
{
    return movement == 0 ? 0 : window->unit.levels[movement - 1];
}

int64_t nrr__window_opening(const nrr__window *window)
{
    return window_level_before(window, window->left);
}

int64_t nrr__window_closing(const nrr__window *window)
{
    return window_level_before(window, window->entered);
}

int64_t nrr__window_lowest(const nrr__window *window)
{
    int64_t opening = nrr__window_opening(window), lowest;

    if (window->lowest_first == window->lowest_end)
        return opening;
    lowest = window->unit.levels[window->sweep->lowest[window->lowest_first]];
    return lowest < opening ? lowest : opening;
}

/* The class of a movement, reactivation expiry included (METRICS.md section 3). */
static nrr__class window_class(const nrr__window *window, uint32_t movement)
{
    const nrr_query *query = window->sweep->query;
    const int64_t *times = window->unit.times;
    nrr__class own_class = (nrr__class)window->unit.classes[movement];

    /* A reactivation is not the unit's first movement, and the one before it went to zero. */
    if (own_class == NRR__CLASS_REACTIVATION && query->has_expiry &&
        (uint64_t)times[movement] - (uint64_t)times[movement - 1] > (uint64_t)query->expiry)
        return NRR__CLASS_NEW;
    return own_class;
}

static void window_change_reasons(const nrr__window *window, uint32_t movement, nrr__wide change)
{
    uint16_t reason = window->unit.reasons == NULL ? 0 : window->unit.reasons[movement];
    int is_loss = window->unit.levels[movement] < window_level_before(window, movement);

    if (window->sweep->reasons->slots != 0)
        nrr__reason_sums_add(window->sweep->reasons, reason, is_loss, change);
}

/* Adds a movement that enters the window, and withdraws one that leaves. */
static void window_change_sums(nrr__window *window, uint32_t movement, uint32_t place, int enters)
{
    const nrr__sums *sums = &window->sweep->sums;
    nrr__span onwards = {window->run, place, window->run->count};
    int64_t before = window_level_before(window, movement), after = window->unit.levels[movement];
    nrr__class own_class = window_class(window, movement);
    nrr__wide amount = nrr__wide_of(after > before ? after - before : before - after);
    nrr__wide change = enters ? amount : nrr__wide_negate(amount);
    nrr__wide *sum = &window->sums[before == 0 ? NRR__CLASS_NEW : own_class];

    nrr__assert(before != after);
    nrr__sums_add_wide(sums, &onwards, NRR__SUM_GROSS + (size_t)own_class, change);
    *sum = nrr__wide_add(*sum, change);
    window_change_reasons(window, movement, change);
}

static void window_enter_lowest(nrr__window *window, uint32_t movement)
{
    const int64_t *levels = window->unit.levels;
    uint32_t *lowest = window->sweep->lowest;

    while (window->lowest_end > window->lowest_first &&
           levels[lowest[window->lowest_end - 1]] >= levels[movement])
        window->lowest_end--;
    lowest[window->lowest_end++] = movement;
}

static void window_leave_lowest(nrr__window *window, uint32_t movement)
{
    nrr__assert(window->lowest_first < window->lowest_end);
    if (window->sweep->lowest[window->lowest_first] == movement)
        window->lowest_first++;
}

void nrr__window_move(nrr__window *window, uint32_t place)
{
    const int64_t *times = window->unit.times;

    for (; window->entered < window->unit.count && times[window->entered] < window->ends[place];
         window->entered++)
        if (window->is_unit) {
            window_change_sums(window, window->entered, place, 1);
            window_enter_lowest(window, window->entered);
        }
    /* What leaves has entered: a period's start is below its end. */
    for (; window->left < window->entered && times[window->left] < window->starts[place];
         window->left++)
        if (window->is_unit) {
            window_change_sums(window, window->left, place, 0);
            window_leave_lowest(window, window->left);
        }
}

uint32_t nrr__window_next(const nrr__window *window, uint32_t place)
{
    uint32_t next = window->run->count;

    if (window->entered < window->unit.count)
        next = nrr__run_place_above(window->ends, place + 1, next, window->unit.times[window->entered]);
    if (window->left < window->entered)
        next = nrr__run_place_above(window->starts, place + 1, next, window->unit.times[window->left]);
    return next;
}

nrr__state nrr__window_state(const nrr__window *window)
{
    int64_t opening = nrr__window_opening(window), closing = nrr__window_closing(window);

    if (opening > 0) {
        if (closing == 0)
            return NRR__STATE_CHURNED;
        if (closing == opening)
            return NRR__STATE_UNCHANGED;
        return closing > opening ? NRR__STATE_EXPANDED : NRR__STATE_CONTRACTED;
    }
    if (window->left == window->entered)
        return NRR__STATE_NONE;
    if (closing == 0)
        return NRR__STATE_TRANSIENT;
    /* The first movement of the period starts from zero: its class is one of three. */
    switch (window_class(window, window->left)) {
    case NRR__CLASS_OPENING:
        return NRR__STATE_CARRIED_IN;
    case NRR__CLASS_REACTIVATION:
        return NRR__STATE_REACTIVATED;
    default:
        return NRR__STATE_NEW;
    }
}
