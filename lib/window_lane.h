/* SPDX-License-Identifier: MIT */
/* Window: the kernel for any run (kernel.h), over the lanes of NRR__LANE_BITS bits. Included once for
 * each width, so it has no include guard.
 *
 * A unit's window is the range of its movements that lie in the period, [left, entered). At a place
 * where one enters or leaves, what the unit came to before is withdrawn from the cells and what it comes
 * to now is added. Sums over the window are kept beside, for when O becomes zero or positive or the group
 * changes, and all of them move from some cells to others.
 *
 * The sliding minimum is a queue of movements with rising levels: one that enters takes away those
 * before it that are not below it, since they leave earlier and will never be the lowest again. */
#include "invariant.h"
#include "kernel.h"

#include <string.h>

#define LANE_JOIN_BITS(a, b) a##b
#define LANE_JOIN(a, b) LANE_JOIN_BITS(a, b)
#define LANE(name) LANE_JOIN(name, NRR__LANE_BITS)

/* What a unit comes to in the period at hand, as the cells have it. */
typedef struct LANE(window_asserted) {
    int64_t opening, amount;
    uint32_t state, group;
    int64_t path_lost, capped_lost;
    int64_t returned;
} LANE(window_asserted);

typedef struct LANE(window) {
    const nrr__kernel *kernel;
    nrr__kernel_unit unit;
    LANE(nrr__lane) *cells; /* of the place at hand, group 0 */
    LANE(window_asserted) now;
    uint32_t entered, left;
    uint32_t switched;      /* switches of the schedule that are behind */
    LANE(nrr__lane) sums[NRR__CLASSES]; /* amounts of the window by class */
    uint32_t lowest_first, lowest_end;
} LANE(window);

static inline LANE(nrr__lane) *LANE(window_cells)(const LANE(window) *window, uint32_t group)
{
    return window->cells + group * window->kernel->cell_count;
}

static inline void LANE(window_put)(LANE(nrr__lane) *cell, LANE(nrr__lane) value)
{
    *cell = LANE(nrr__lane_add)(*cell, value);
}

static inline void LANE(window_put_integer)(LANE(nrr__lane) *cell, int64_t value)
{
    *cell = LANE(nrr__lane_add)(*cell, LANE(nrr__lane_of)(value));
}

/* The next place where the window or the group changes; the run's count or more if there is none. */
static inline uint32_t LANE(window_next)(const LANE(window) *window, const nrr__schedule *schedule)
{
    const nrr__kernel *kernel = window->kernel;
    const nrr__kernel_unit *unit = &window->unit;
    uint32_t next = kernel->run->count, place;

    if (window->entered < unit->movements.count)
        next = kernel->enter[unit->indices[window->entered]];
    if (window->left < window->entered) {
        place = kernel->leave[unit->indices[window->left]];
        next = place < next ? place : next;
    }
    if (window->switched < schedule->count) {
        place = schedule->switches[window->switched].place;
        next = place < next ? place : next;
    }
    return next;
}

/* Adds the state that the unit is in, or withdraws it. */
static inline void LANE(window_put_state)(LANE(nrr__lane) *cells,
                                          const LANE(window_asserted) *values, int64_t sign)
{
    if (values->state == NRR__STATE_NONE)
        return;
    LANE(window_put_integer)(&cells[2 * values->state], sign);
    LANE(window_put_integer)(&cells[2 * values->state + 1], sign * values->amount);
}

/* Makes O of one value that of another. */
static inline void LANE(window_put_base)(LANE(nrr__lane) *cells, int64_t from, int64_t to)
{
    LANE(window_put_integer)(&cells[NRR__CELL_BASE_UNITS], (to > 0) - (from > 0));
    LANE(window_put_integer)(&cells[NRR__CELL_BASE], to - from);
}

/* Replaces what the cells have of the unit by what it comes to next, as far as it is net. */
static inline void LANE(window_replace_net)(const LANE(window) *window,
                                            const LANE(window_asserted) *next)
{
    LANE(nrr__lane) *before = LANE(window_cells)(window, window->now.group);
    LANE(nrr__lane) *after = LANE(window_cells)(window, next->group);

    LANE(window_put_state)(before, &window->now, -1);
    LANE(window_put_state)(after, next, 1);
    if (before == after) {
        LANE(window_put_base)(after, window->now.opening, next->opening);
        return;
    }
    LANE(window_put_base)(before, window->now.opening, 0);
    LANE(window_put_base)(after, 0, next->opening);
}

/* Moves the ends of the window to a place. */
static inline void LANE(window_slide)(LANE(window) *window, uint32_t place)
{
    const nrr__kernel *kernel = window->kernel;
    const uint32_t *indices = window->unit.indices, count = window->unit.movements.count;

    while (window->entered < count && kernel->enter[indices[window->entered]] <= place)
        window->entered++;
    while (window->left < window->entered && kernel->leave[indices[window->left]] <= place)
        window->left++;
}

/* What the unit comes to now, beside its group. */
static inline void LANE(window_read_net)(const LANE(window) *window, LANE(window_asserted) *values)
{
    const nrr__unit_movements *unit = &window->unit.movements;
    int64_t opening = nrr__level_before(unit, window->left);
    int64_t closing = nrr__level_before(unit, window->entered);

    values->opening = opening;
    values->amount = nrr__kernel_distance(opening, closing);
    values->state = NRR__STATE_NONE;
    if (window->left != window->entered)
        values->state = nrr__kernel_state(opening, closing, window->unit.classes[window->left]);
}

/* Sweeps a unit of one group for the point-to-point measures. A step takes one movement in, or out, or
 * both; several at one place are several steps, since differences add up. It takes no jump that is hard to
 * predict. */
static inline void LANE(window_unit_net)(const nrr__kernel *kernel, const nrr__kernel_unit *unit,
                                         LANE(nrr__lane) *cells)
{
    const int64_t *levels = unit->movements.levels;
    const uint32_t *enters = kernel->enter, *leaves = kernel->leave, *indices = unit->indices;
    const uint8_t *classes = unit->classes;
    const uint32_t count = unit->movements.count, behind = kernel->run->count;
    const size_t stride = kernel->stride;
    uint32_t entered = 0, left = 0, state = NRR__STATE_NONE;
    uint32_t enter = enters[indices[0]], leave = leaves[indices[0]];
    int64_t opening = 0, closing = 0, amount = 0;

    for (;;) {
        uint32_t place = enter < leave ? enter : leave, enters_now, leaves_now, next;
        int64_t opened = opening;
        LANE(nrr__lane) *at = cells + place * stride;
        if (place >= behind)
            return;
        enters_now = enter == place;
        leaves_now = leave == place;
        closing = nrr__kernel_choose(enters_now, levels[entered], closing);
        opening = nrr__kernel_choose(leaves_now, levels[left], opening);
        entered += enters_now;
        left += leaves_now;
        enter = enters[indices[entered]] | (0U - (uint32_t)(entered == count));
        leave = leaves[indices[left]] | (0U - (uint32_t)(left == count));
        next = nrr__kernel_state(opening, closing, classes[left]);
        next &= 0U - (uint32_t)(left != entered);
        LANE(window_put_integer)(&at[NRR__CELL_BASE_UNITS], (opening > 0) - (opened > 0));
        LANE(window_put_integer)(&at[NRR__CELL_BASE], opening - opened);
        LANE(window_put_integer)(&at[2 * state], -(int64_t)(state != NRR__STATE_NONE));
        LANE(window_put_integer)(&at[2 * state + 1], -amount);
        amount = nrr__kernel_distance(opening, closing);
        state = next;
        LANE(window_put_integer)(&at[2 * state], state != NRR__STATE_NONE);
        LANE(window_put_integer)(&at[2 * state + 1], amount);
    }
}

/* Adds or withdraws the sums of the whole window: the gross amounts if they are asked for, and either
 * what the unit adds outside of the cohort, or its reasons. */
static void LANE(window_put_sums)(const LANE(window) *window, const LANE(window_asserted) *values,
                                  int with_gross, int is_added)
{
    const nrr__reason_sums *reasons = window->kernel->reasons;
    LANE(nrr__lane) *cells = LANE(window_cells)(window, values->group);
    size_t i;

    for (i = 0; i < NRR__CLASSES; i++) {
        LANE(nrr__lane) sum = is_added ? window->sums[i] : LANE(nrr__lane_negate)(window->sums[i]);
        if (with_gross)
            LANE(window_put)(&cells[NRR__CELL_GROSS + i], sum);
        if (values->opening == 0)
            LANE(window_put)(&cells[NRR__CELL_OUTSIDE + i], sum);
    }
    if (values->opening == 0)
        return;
    for (i = 0; i < reasons->touched_count; i++) {
        size_t slot = reasons->touched[i];
        nrr__wide sum = is_added ? reasons->sums[slot] : nrr__wide_negate(reasons->sums[slot]);
        LANE(window_put)(&cells[NRR__CELL_FIXED + slot], LANE(nrr__lane_narrow)(sum));
    }
}

/* A movement that enters or leaves: whether its amounts go to the cells at once. */
typedef struct LANE(window_change) {
    uint32_t movement;
    int enters;
    int puts_gross, puts_side;
} LANE(window_change);

static void LANE(window_change_reason)(const LANE(window) *window,
                                       const LANE(window_change) *change, int is_loss,
                                       int64_t amount)
{
    nrr__reason_sums *reasons = window->kernel->reasons;
    const uint16_t *codes = window->unit.movements.reasons;
    uint16_t reason = codes == NULL ? 0 : codes[change->movement];
    size_t slots[2], count = nrr__reason_slots_of(reasons, reason, is_loss, slots), i;
    LANE(nrr__lane) *cells = LANE(window_cells)(window, window->now.group);

    for (i = 0; i < count; i++) {
        nrr__reason_sums_add(reasons, slots[i], nrr__wide_of(amount));
        if (change->puts_side && window->now.opening > 0)
            LANE(window_put_integer)(&cells[NRR__CELL_FIXED + slots[i]], amount);
    }
}

/* Takes a movement into the sums of the window or out of them. While nothing moves between cells they
 * get it at once: `now` says which ones. */
static void LANE(window_take)(LANE(window) *window, const LANE(window_change) *change)
{
    const nrr__unit_movements *unit = &window->unit.movements;
    LANE(nrr__lane) *cells = LANE(window_cells)(window, window->now.group);
    int64_t moved = unit->levels[change->movement] - nrr__level_before(unit, change->movement);
    int64_t amount = moved < 0 ? -moved : moved, signed_amount = change->enters ? amount : -amount;
    uint32_t kind = window->unit.classes[change->movement];

    LANE(window_put_integer)(&window->sums[kind], signed_amount);
    if (change->puts_gross)
        LANE(window_put_integer)(&cells[NRR__CELL_GROSS + kind], signed_amount);
    if (change->puts_side && window->now.opening == 0)
        LANE(window_put_integer)(&cells[NRR__CELL_OUTSIDE + kind], signed_amount);
    if (window->kernel->reasons->slots != 0)
        LANE(window_change_reason)(window, change, moved < 0, signed_amount);
}

static void LANE(window_enter_lowest)(LANE(window) *window, uint32_t movement)
{
    const int64_t *levels = window->unit.movements.levels;
    uint32_t *lowest = window->kernel->lowest;

    while (window->lowest_end > window->lowest_first &&
           levels[lowest[window->lowest_end - 1]] >= levels[movement])
        window->lowest_end--;
    lowest[window->lowest_end++] = movement;
}

/* Takes all movements between two windows in and out. */
static void LANE(window_take_all)(LANE(window) *window, uint32_t left, uint32_t entered,
                                  LANE(window_change) change)
{
    change.enters = 1;
    for (change.movement = entered; change.movement < window->entered; change.movement++) {
        LANE(window_take)(window, &change);
        LANE(window_enter_lowest)(window, change.movement);
    }
    change.enters = 0;
    for (change.movement = left; change.movement < window->left; change.movement++) {
        LANE(window_take)(window, &change);
        if (window->kernel->lowest[window->lowest_first] == change.movement)
            window->lowest_first++;
    }
    nrr__assert(window->lowest_first <= window->lowest_end);
}

/* What the unit comes to beyond its net movement. */
static void LANE(window_read_full)(const LANE(window) *window, LANE(window_asserted) *values)
{
    const nrr__unit_movements *unit = &window->unit.movements;
    int64_t lowest = values->opening, level;

    values->path_lost = 0;
    values->capped_lost = 0;
    values->returned = 0;
    if (values->opening == 0 || window->left == window->entered)
        return;
    level = unit->levels[window->kernel->lowest[window->lowest_first]];
    lowest = level < lowest ? level : lowest;
    values->path_lost = values->opening - lowest;
    values->capped_lost = LANE(nrr__lane_least)(
        values->opening, LANE(nrr__lane_add)(window->sums[NRR__CLASS_CONTRACTION],
                                             window->sums[NRR__CLASS_CHURN]));
    values->returned = lowest == 0 && nrr__level_before(unit, window->entered) > 0;
}

/* Makes what the unit lost on its way from one value that of another; neither has anything if O is zero. */
static inline void LANE(window_put_lost)(LANE(nrr__lane) *cells, const LANE(window_asserted) *from,
                                         const LANE(window_asserted) *to)
{
    LANE(window_put_integer)(&cells[NRR__CELL_PATH_LOST], to->path_lost - from->path_lost);
    LANE(window_put_integer)(&cells[NRR__CELL_CAPPED_LOST], to->capped_lost - from->capped_lost);
    LANE(window_put_integer)(&cells[NRR__CELL_RETURNED], to->returned - from->returned);
}

/* Replaces all that the cells have of the unit, sums over the window aside. */
static void LANE(window_replace_full)(const LANE(window) *window,
                                      const LANE(window_asserted) *next)
{
    static const LANE(window_asserted) none = {0, 0, 0, 0, 0, 0, 0};
    LANE(nrr__lane) *before = LANE(window_cells)(window, window->now.group);
    LANE(nrr__lane) *after = LANE(window_cells)(window, next->group);

    LANE(window_replace_net)(window, next);
    if (before == after) {
        LANE(window_put_lost)(after, &window->now, next);
        return;
    }
    LANE(window_put_lost)(before, &window->now, &none);
    LANE(window_put_lost)(after, &none, next);
}

/* Goes on to a place: from what the cells have of the unit to what it comes to there. */
static void LANE(window_go)(LANE(window) *window, uint32_t place, uint32_t group)
{
    uint32_t left = window->left, entered = window->entered;
    int moves = group != window->now.group, crosses;
    LANE(window_change) change = {0, 0, 0, 0};
    LANE(window_asserted) next;

    LANE(window_slide)(window, place);
    next.group = group;
    LANE(window_read_net)(window, &next);
    crosses = moves || (next.opening > 0) != (window->now.opening > 0);
    if (crosses)
        LANE(window_put_sums)(window, &window->now, moves, 0);
    change.puts_gross = !moves;
    change.puts_side = !crosses;
    LANE(window_take_all)(window, left, entered, change);
    LANE(window_read_full)(window, &next);
    LANE(window_replace_full)(window, &next);
    if (crosses)
        LANE(window_put_sums)(window, &next, moves, 1);
    window->now = next;
}

/* Sweeps a unit for all measures. */
static void LANE(window_unit_full)(LANE(window) *window, const nrr__schedule *schedule)
{
    const nrr__kernel *kernel = window->kernel;
    LANE(nrr__lane) *cells = window->cells;
    uint32_t place, group = schedule->group;

    memset(window->sums, 0, sizeof window->sums);
    window->lowest_first = 0;
    window->lowest_end = 0;
    for (;;) {
        place = LANE(window_next)(window, schedule);
        if (place >= kernel->run->count)
            break;
        while (window->switched < schedule->count &&
               schedule->switches[window->switched].place <= place)
            group = schedule->switches[window->switched++].group;
        window->cells = cells + place * kernel->stride;
        LANE(window_go)(window, place, group);
    }
    nrr__reason_sums_clear(kernel->reasons);
}

/* A window before the first period. */
static LANE(window) LANE(window_begin)(const nrr__kernel *kernel, const nrr__kernel_unit *unit,
                                       uint32_t group)
{
    LANE(window) window;

    window.kernel = kernel;
    window.unit = *unit;
    window.cells = kernel->LANE(lanes);
    memset(&window.now, 0, sizeof window.now);
    window.now.group = group;
    window.entered = 0;
    window.left = 0;
    window.switched = 0;
    return window;
}

/* Sweeps a unit that changes its group for the point-to-point measures. */
static void LANE(window_unit_switching)(LANE(window) *window, const nrr__schedule *schedule)
{
    const nrr__kernel *kernel = window->kernel;
    LANE(window_asserted) next = window->now;
    uint32_t place;

    while ((place = LANE(window_next)(window, schedule)) < kernel->run->count) {
        LANE(window_slide)(window, place);
        while (window->switched < schedule->count &&
               schedule->switches[window->switched].place <= place)
            next.group = schedule->switches[window->switched++].group;
        LANE(window_read_net)(window, &next);
        window->cells = kernel->LANE(lanes) + place * kernel->stride;
        LANE(window_replace_net)(window, &next);
        window->now = next;
    }
}

/* Sweeps a unit that has moved. */
static void LANE(window_unit)(const nrr__kernel *kernel, const nrr__kernel_unit *unit)
{
    nrr__schedule schedule = {0, 0, NULL};
    int is_constant = nrr__kernel_group(kernel, unit, &schedule.group);
    LANE(window) window;

    if (is_constant && !kernel->is_full) {
        LANE(window_unit_net)(kernel, unit,
                              kernel->LANE(lanes) + schedule.group * kernel->cell_count);
        return;
    }
    if (!is_constant)
        schedule = nrr__schedule_of(kernel, unit);
    window = LANE(window_begin)(kernel, unit, schedule.group);
    if (kernel->is_full)
        LANE(window_unit_full)(&window, &schedule);
    else
        LANE(window_unit_switching)(&window, &schedule);
}

/* The quick way for the units of one group. */
static void LANE(window_sweep_net)(const nrr__kernel *kernel, nrr__range units)
{
    uint32_t number;

    for (number = nrr__kernel_next(kernel, units.first); number < units.end;
         number = nrr__kernel_next(kernel, number + 1)) {
        nrr__kernel_unit unit = nrr__kernel_unit_of(kernel, number);
        if (unit.movements.count != 0)
            LANE(window_unit_net)(kernel, &unit, kernel->LANE(lanes));
    }
}

void LANE(nrr__window_sweep)(const nrr__kernel *kernel, nrr__range units)
{
    uint32_t number;

    if (!kernel->is_full && kernel->views == NULL) {
        LANE(window_sweep_net)(kernel, units);
        return;
    }
    for (number = nrr__kernel_next(kernel, units.first); number < units.end;
         number = nrr__kernel_next(kernel, number + 1)) {
        nrr__kernel_unit unit = nrr__kernel_unit_of(kernel, number);
        if (unit.movements.count != 0)
            LANE(window_unit)(kernel, &unit);
    }
}

#if NRR__LANE_BITS == 64 /* a series that is wide is swept as any run is */
void LANE(nrr__window_sweep_switching)(const nrr__kernel *kernel, nrr__range units)
{
    uint32_t number, group;

    for (number = nrr__kernel_next(kernel, units.first); number < units.end;
         number = nrr__kernel_next(kernel, number + 1)) {
        nrr__kernel_unit unit = nrr__kernel_unit_of(kernel, number);
        if (unit.movements.count != 0 && !nrr__kernel_group(kernel, &unit, &group))
            LANE(window_unit)(kernel, &unit);
    }
}
#endif

void LANE(nrr__lost_sweep)(const nrr__kernel *kernel, uint32_t number,
                           const nrr__schedule *schedule, int is_line)
{
    nrr__kernel_unit unit = nrr__kernel_unit_of(kernel, number);
    LANE(window) window = LANE(window_begin)(kernel, &unit, schedule->group);
    LANE(nrr__lane) *cells = window.cells;
    int64_t lost = 0;
    uint32_t place;

    while ((place = LANE(window_next)(&window, schedule)) < kernel->run->count) {
        window.cells = cells + place * kernel->stride;
        LANE(window_put_integer)(&LANE(window_cells)(&window, window.now.group)[NRR__CELL_LINES],
                                 -lost);
        LANE(window_slide)(&window, place);
        while (window.switched < schedule->count &&
               schedule->switches[window.switched].place <= place)
            window.now.group = schedule->switches[window.switched++].group;
        lost = nrr__level_before(&unit.movements, window.left) -
               nrr__level_before(&unit.movements, window.entered);
        lost = lost < 0 ? 0 : is_line ? -lost : lost;
        LANE(window_put_integer)(&LANE(window_cells)(&window, window.now.group)[NRR__CELL_LINES],
                                 lost);
    }
}

#undef LANE
#undef LANE_JOIN
#undef LANE_JOIN_BITS
