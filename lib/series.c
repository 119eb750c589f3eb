/* SPDX-License-Identifier: MIT */
/* Series: the kernel for periods that adjoin; see kernel.h. A movement enters at its place and leaves
 * at the next, so nothing is ever withdrawn: all but the base is added where it is. */
#include "kernel.h"

/* The movements of a unit in one period, [from, to), and the levels at its ends. */
typedef struct series_place {
    nrr__lane64 *cells;
    uint32_t from, to;
    int64_t opening, closing;
} series_place;

/* The state of a unit that moved. */
static inline uint32_t series_state(const series_place *place, nrr__class first)
{
    if (place->opening == 0)
        return place->closing == 0 ? (uint32_t)NRR__STATE_TRANSIENT
                                   : (uint32_t)NRR__STATE_CARRIED_IN + (uint32_t)first;
    if (place->closing == 0)
        return NRR__STATE_CHURNED;
    if (place->closing == place->opening)
        return NRR__STATE_NONE;
    return place->closing > place->opening ? NRR__STATE_EXPANDED : NRR__STATE_CONTRACTED;
}

static inline void series_add_net(const nrr__kernel *kernel, const nrr__kernel_unit *unit,
                                  const series_place *place)
{
    nrr__class first = nrr__kernel_class(kernel, &unit->movements, place->from);
    uint32_t state = series_state(place, first);
    int64_t change = place->closing - place->opening;
    nrr__lane64 *next = place->cells + kernel->stride;

    if (state != NRR__STATE_NONE) {
        place->cells[2 * state] += 1;
        place->cells[2 * state + 1] += change < 0 ? -change : change;
    }
    next[NRR__CELL_BASE] += change;
    next[NRR__CELL_BASE_UNITS] += (place->closing > 0) - (place->opening > 0);
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
static void series_add_outside(const nrr__kernel *kernel, const nrr__unit_movements *unit,
                               const series_place *place)
{
    int64_t level = 0;
    uint32_t i;

    for (i = place->from; i < place->to; i++) {
        int64_t change = unit->levels[i] - level, amount = change < 0 ? -change : change;
        nrr__class kind = nrr__kernel_class(kernel, unit, i);
        place->cells[NRR__CELL_GROSS + kind] += amount;
        place->cells[NRR__CELL_OUTSIDE + kind] += amount;
        level = unit->levels[i];
    }
}

/* Movements of a unit with O > 0. */
static void series_add_cohort(const nrr__kernel *kernel, const nrr__unit_movements *unit,
                              const series_place *place)
{
    int64_t level = place->opening, lowest = place->opening, losses = 0;
    nrr__lane64 *cells = place->cells;
    uint32_t i;

    for (i = place->from; i < place->to; i++) {
        int64_t change = unit->levels[i] - level, amount = change < 0 ? -change : change;
        cells[NRR__CELL_GROSS + nrr__kernel_class(kernel, unit, i)] += amount;
        if (kernel->reasons->slots != 0)
            series_add_reason(kernel, cells, unit->reasons == NULL ? 0 : unit->reasons[i], change);
        level = unit->levels[i];
        losses += change < 0 ? amount : 0;
        lowest = level < lowest ? level : lowest;
    }
    cells[NRR__CELL_PATH_LOST] += place->opening - lowest;
    cells[NRR__CELL_CAPPED_LOST] += losses < place->opening ? losses : place->opening;
    cells[NRR__CELL_RETURNED] += lowest == 0 && place->closing > 0;
}

static void series_unit(const nrr__kernel *kernel, const nrr__kernel_unit *unit, uint32_t group)
{
    const nrr__unit_movements *movements = &unit->movements;
    const uint32_t *enter = kernel->enter, *indices = unit->indices, count = kernel->run->count;
    nrr__lane64 *cells = kernel->points + group * kernel->cell_count;
    series_place at = {cells, 0, 0, 0, 0};

    while (at.to < movements->count && kernel->leave[indices[at.to]] == 0)
        at.to++; /* before the first period */
    at.opening = nrr__level_before(movements, at.to);
    cells[NRR__CELL_BASE] += at.opening;
    cells[NRR__CELL_BASE_UNITS] += at.opening > 0;
    while (at.to < movements->count) {
        uint32_t place = enter[indices[at.to]];
        if (place >= count)
            return;
        at.from = at.to++;
        while (at.to < movements->count && enter[indices[at.to]] == place)
            at.to++;
        at.cells = cells + place * kernel->stride;
        at.closing = movements->levels[at.to - 1];
        series_add_net(kernel, unit, &at);
        if (kernel->is_full && at.opening == 0)
            series_add_outside(kernel, movements, &at);
        else if (kernel->is_full)
            series_add_cohort(kernel, movements, &at);
        at.opening = at.closing;
    }
}

uint32_t nrr__series_sweep(const nrr__kernel *kernel, nrr__range units)
{
    uint32_t number, group, switching = 0;

    for (number = units.first; number < units.end; number++) {
        nrr__kernel_unit unit = nrr__kernel_unit_of(kernel, number);
        if (unit.movements.count == 0)
            continue;
        if (nrr__kernel_group(kernel, &unit, &group))
            series_unit(kernel, &unit, group);
        else
            switching++;
    }
    return switching;
}
