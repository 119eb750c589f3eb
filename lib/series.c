/* SPDX-License-Identifier: MIT */
/* Series: the kernel for periods that adjoin; see kernel.h. A movement enters at its place and leaves
 * at the next, so nothing is ever withdrawn: all but the base is added where it is. Before the first period
 * lies one place more, and behind the last two, for what nobody asked for. */
#include "kernel.h"

/* The movements of a unit in one period, [from, to), and the levels at its ends. */
typedef struct series_place {
    nrr__lane64 *cells;
    uint32_t from, to;
    int64_t opening, closing;
} series_place;

static inline void series_add_net(const series_place *place, size_t stride, uint32_t first)
{
    int64_t opening = place->opening, closing = place->closing;
    uint32_t state = nrr__kernel_state(opening, closing, first);
    nrr__lane64 *cells = place->cells, *next = cells + stride;

    cells[2 * state] += state != NRR__STATE_NONE;
    cells[2 * state + 1] += nrr__kernel_distance(opening, closing);
    next[NRR__CELL_BASE_UNITS] += (closing > 0) - (opening > 0);
    next[NRR__CELL_BASE] += closing - opening;
}

static void series_add_reason(const nrr__kernel *kernel, nrr__lane64 *cells, uint16_t reason,
                              int64_t change)
{
    size_t slots[2];
    size_t count = nrr__reason_slots_of(kernel->reasons, reason, change < 0, slots), i;

    for (i = 0; i < count; i++)
        cells[NRR__CELL_FIXED + slots[i]] += change < 0 ? -change : change;
}

/* Movements of a unit with O = 0. */
static void series_add_outside(const nrr__kernel_unit *unit, const series_place *place)
{
    int64_t level = 0;
    uint32_t i;

    for (i = place->from; i < place->to; i++) {
        int64_t amount = nrr__kernel_distance(level, unit->movements.levels[i]);
        uint32_t kind = unit->classes[i];
        place->cells[NRR__CELL_GROSS + kind] += amount;
        place->cells[NRR__CELL_OUTSIDE + kind] += amount;
        level = unit->movements.levels[i];
    }
}

/* Movements of a unit with O > 0. */
static void series_add_cohort(const nrr__kernel *kernel, const nrr__kernel_unit *unit,
                              const series_place *place)
{
    const int64_t *levels = unit->movements.levels;
    const uint16_t *reasons = unit->movements.reasons;
    int64_t level = place->opening, lowest = place->opening, losses = 0;
    nrr__lane64 *cells = place->cells;
    uint32_t i;

    for (i = place->from; i < place->to; i++) {
        int64_t change = levels[i] - level;
        cells[NRR__CELL_GROSS + unit->classes[i]] += nrr__kernel_distance(level, levels[i]);
        if (kernel->reasons->slots != 0)
            series_add_reason(kernel, cells, reasons == NULL ? 0 : reasons[i], change);
        level = levels[i];
        losses -= change < 0 ? change : 0;
        lowest = level < lowest ? level : lowest;
    }
    cells[NRR__CELL_PATH_LOST] += place->opening - lowest;
    cells[NRR__CELL_CAPPED_LOST] += losses < place->opening ? losses : place->opening;
    cells[NRR__CELL_RETURNED] += lowest == 0 && place->closing > 0;
}

/* Sweeps a unit for the point-to-point measures, movement by movement. What a movement that is not the
 * last of its period would add goes where nobody looks, and so does what lies before or behind all periods,
 * but for the level with which the first one begins: that is cheaper than a jump. */
static inline void series_unit_net(const nrr__kernel *kernel, const nrr__kernel_unit *unit,
                                   nrr__lane64 *cells)
{
    const uint32_t *within = kernel->within, *indices = unit->indices;
    const int64_t *levels = unit->movements.levels;
    const uint8_t *classes = unit->classes;
    const uint32_t count = unit->movements.count;
    const size_t stride = kernel->stride, behind = (kernel->run->count + (size_t)1) * stride;
    uint32_t place = within[indices[0]], first = classes[0], i;
    int64_t opening = 0;

    for (i = 0; i < count; i++) {
        uint32_t next = within[indices[i + 1]];
        uint32_t is_last = (uint32_t)(next != place) | (uint32_t)(i + 1 == count);
        int64_t closing = levels[i], change = closing - opening;
        uint32_t state = nrr__kernel_state(opening, closing, first);
        nrr__lane64 *at =
            cells + nrr__kernel_choose(is_last, (int64_t)(place * stride), (int64_t)behind);
        at[2 * state] += state != NRR__STATE_NONE;
        at[2 * state + 1] += change < 0 ? -change : change;
        at += stride;
        at[NRR__CELL_BASE_UNITS] += (closing > 0) - (opening > 0);
        at[NRR__CELL_BASE] += change;
        opening = nrr__kernel_choose(is_last, closing, opening);
        first = (uint32_t)nrr__kernel_choose(is_last, classes[i + 1], first);
        place = next;
    }
}

/* Sweeps a unit for all measures, period by period. */
static void series_unit_full(const nrr__kernel *kernel, const nrr__kernel_unit *unit,
                             nrr__lane64 *cells)
{
    const uint32_t *within = kernel->within, *indices = unit->indices;
    const uint32_t count = unit->movements.count;
    series_place at = {NULL, 0, 0, 0, 0};

    while (at.to < count) {
        uint32_t place = within[indices[at.to]];
        if (place > kernel->run->count)
            return;
        at.from = at.to++;
        while (at.to < count && within[indices[at.to]] == place)
            at.to++;
        at.cells = cells + place * kernel->stride;
        at.closing = unit->movements.levels[at.to - 1];
        series_add_net(&at, kernel->stride, unit->classes[at.from]);
        if (place == 0) /* before all: what else is added there nobody sees */
            ;
        else if (at.opening == 0)
            series_add_outside(unit, &at);
        else
            series_add_cohort(kernel, unit, &at);
        at.opening = at.closing;
    }
}

/* Sweeps a unit for the point-to-point measures of a single period: two counts of times say all, and need no
 * indices. */
static inline void series_unit_single(const nrr__kernel *kernel, const nrr__kernel_unit *unit,
                                      nrr__lane64 *cells)
{
    const nrr__unit_movements *movements = &unit->movements;
    const int64_t start = kernel->starts[0], end = kernel->ends[0];
    series_place at = {cells, 0, 0, 0, 0};
    uint32_t i, first;

    for (i = 0; i < movements->count; i++) {
        at.from += movements->times[i] < start;
        at.to += movements->times[i] < end;
    }
    at.opening = nrr__level_before(movements, at.from);
    at.closing = nrr__level_before(movements, at.to);
    cells[NRR__CELL_BASE_UNITS] += at.opening > 0;
    cells[NRR__CELL_BASE] += at.opening;
    first = unit->classes[at.from];
    if (at.from != at.to)
        series_add_net(&at, kernel->stride, first);
}

/* Sweeps units of one group for the point-to-point measures. */
static void series_sweep_net(const nrr__kernel *kernel, nrr__range units)
{
    uint32_t number;

    for (number = nrr__kernel_next(kernel, units.first); number < units.end;
         number = nrr__kernel_next(kernel, number + 1)) {
        nrr__kernel_unit unit = nrr__kernel_unit_of(kernel, number);
        if (unit.movements.count == 0)
            continue;
        if (kernel->run->count == 1)
            series_unit_single(kernel, &unit, kernel->points + kernel->stride);
        else
            series_unit_net(kernel, &unit, kernel->points);
    }
}

int nrr__series_needs_indices(const nrr__kernel *kernel)
{
    return kernel->run->count != 1 || kernel->is_full || kernel->views != NULL;
}

uint32_t nrr__series_sweep(const nrr__kernel *kernel, nrr__range units)
{
    uint32_t number, group, switching = 0;

    if (!kernel->is_full && kernel->views == NULL) {
        series_sweep_net(kernel, units);
        return 0;
    }
    for (number = nrr__kernel_next(kernel, units.first); number < units.end;
         number = nrr__kernel_next(kernel, number + 1)) {
        nrr__kernel_unit unit = nrr__kernel_unit_of(kernel, number);
        if (unit.movements.count == 0)
            continue;
        if (!nrr__kernel_group(kernel, &unit, &group))
            switching++;
        else if (kernel->is_full)
            series_unit_full(kernel, &unit, kernel->points + group * kernel->cell_count);
        else
            series_unit_net(kernel, &unit, kernel->points + group * kernel->cell_count);
    }
    return switching;
}
