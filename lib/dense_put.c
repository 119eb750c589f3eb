/* SPDX-License-Identifier: MIT */
/* Dense put: how a unit gets into a batch; see dense.h. */
#include "dense_width.h"

#include <string.h>

/* The places that have a level at their end because of a movement. */
static nrr__range dense_close_places(const nrr__job *job, const nrr__kernel_unit *unit,
                                     uint32_t movement)
{
    nrr__range places = {job->enter[unit->indices[movement]], job->run->count};

    if (movement + 1 < unit->movements.count &&
        job->enter[unit->indices[movement + 1]] < places.end)
        places.end = job->enter[unit->indices[movement + 1]];
    return places;
}

/* Adds units and an amount to a state, in some places. */
static void dense_put_state(nrr__lane64 *lanes, size_t stride, nrr__range places, int64_t units,
                            int64_t amount)
{
    if (places.first >= places.end)
        return;
    lanes[places.first * stride] += units;
    lanes[places.first * stride + 1] += amount;
    lanes[places.end * stride] -= units;
    lanes[places.end * stride + 1] -= amount;
}

/* Makes of a reactivation what the class of a later movement from zero says. */
static void dense_reclass(const nrr__job *job, const nrr__kernel_unit *unit, uint32_t rise,
                          nrr__lane64 *lanes)
{
    const size_t stride = nrr__cells_stride(&job->target->cells);
    uint32_t state = NRR__STATE_CARRIED_IN + (uint32_t)unit->classes[rise], i;

    for (i = rise; i < unit->movements.count; i++) {
        int64_t level = unit->movements.levels[i], is_there = level != 0;
        nrr__range places =
            nrr__dense_rise_places(job, unit, rise, dense_close_places(job, unit, i));
        dense_put_state(lanes + 2 * state, stride, places, is_there, level);
        dense_put_state(lanes + 2 * NRR__STATE_REACTIVATED, stride, places, -is_there, -level);
    }
}

/* The same for all jobs. */
static void dense_reclass_all(const nrr__dense *dense, uint32_t batch, const nrr__kernel_unit *unit,
                              uint32_t rise)
{
    const nrr__job *job;

    for (job = dense->jobs; job != NULL; job = job->beside)
        dense_reclass(job, unit, rise, nrr__dense_lanes(job, nrr__dense_group(job, batch)));
}

/* Where the mark of a unit is among those of an edge: a lane of four vectors of levels after the other. */
static uint32_t dense_mark_place(uint32_t unit, uint32_t lanes)
{
    uint32_t of = unit % (4 * lanes);

    return unit - of + of % lanes * 4 + of / lanes;
}

/* Adds what sums over a batch do not say: where a unit came from zero another time, and that was none of a
 * reactivation. */
static void dense_put_openings(const nrr__dense *dense, uint32_t number,
                               const nrr__kernel_unit *unit)
{
    uint32_t i;

    for (i = 1; i < unit->movements.count; i++)
        if (unit->movements.levels[i - 1] == 0 && unit->classes[i] != NRR__CLASS_REACTIVATION)
            dense_reclass_all(dense, number, unit, i);
}

/* Marks that a unit came and went from one edge to the next, if that is what it did up to a movement that left nothing. */
static void dense_put_visit(const nrr__kernel_unit *unit, uint32_t movement, int8_t *marks)
{
    const int64_t *levels = unit->movements.levels;
    const uint32_t *indices = unit->indices, index = indices[movement];
    uint32_t rise = movement;

    while (rise > 0 && levels[rise - 1] != 0 && indices[rise - 1] == index)
        rise--;
    if (rise == 0 || levels[rise - 1] == 0)
        marks[index * (size_t)NRR__DENSE_UNITS]++;
}

/* Puts the levels of a unit into a batch. Finds the movements that may end a visit: they left nothing, and have the index of
 * the movement before. That takes no jump, which nobody would foresee. */
static uint32_t dense_put_levels(const nrr__kernel_unit *unit, int32_t *levels, uint8_t *ends)
{
    const int64_t *from = unit->movements.levels;
    const uint32_t *indices = unit->indices, count = unit->movements.count;
    uint32_t before = 0, index_before = INT32_MAX, found = 0, i;

    for (i = 0; i < count; i++) {
        uint32_t index = indices[i], level = (uint32_t)from[i];
        levels[index * (size_t)NRR__DENSE_UNITS] += (int32_t)(level - before);
        ends[found] = (uint8_t)i;
        found += ((level | (index ^ index_before)) - 1) >> 31; /* both are zero */
        index_before = index;
        before = level;
    }
    return found;
}

/* Puts what a unit loses on its way into a batch. */
static void dense_put_path(const nrr__dense_batch *batch, const nrr__kernel_unit *unit)
{
    int32_t *losses = batch->losses + batch->count, *lowest = batch->lowest + batch->count;
    const int64_t *levels = unit->movements.levels;
    const uint32_t *indices = unit->indices, count = unit->movements.count;
    int32_t before = 0;
    uint32_t i;

    for (i = 0; i < count; i++) {
        size_t at = indices[i] * (size_t)NRR__DENSE_UNITS;
        int32_t level = (int32_t)levels[i];
        losses[at] += level < before ? before - level : 0;
        lowest[at] = level < lowest[at] ? level : lowest[at];
        before = level;
    }
}

void nrr__dense_clear(const nrr__dense *dense, nrr__dense_batch *batch)
{
    size_t cells = nrr__dense_rows(dense) * NRR__DENSE_UNITS;

    batch->count = 0;
    batch->carried_count = 0;
    memset(batch->levels, 0, cells * sizeof *batch->levels);
    memset(batch->marks, 0, cells * sizeof *batch->marks);
    if (dense->reasons == NULL)
        return;
    memset(batch->losses, 0, cells * sizeof *batch->losses);
    memset(batch->lowest, NRR__DENSE_HIGHEST, cells * sizeof *batch->lowest);
}

void nrr__dense_put(const nrr__dense *dense, uint32_t number, const nrr__kernel_unit *unit)
{
    nrr__dense_batch *batch = &dense->batches[number];
    uint8_t ends[NRR__DENSE_MOVEMENTS];
    uint32_t found = dense_put_levels(unit, batch->levels + batch->count, ends);

    while (found-- > 0)
        dense_put_visit(unit, ends[found],
                        batch->marks + dense_mark_place(batch->count, dense->width->lanes));
    if (dense->opens_again)
        dense_put_openings(dense, number, unit);
    if (dense->reasons != NULL) {
        dense_put_path(batch, unit);
        nrr__dense_put_gross(dense, number, unit);
    }
    batch->carried[batch->carried_count] = (uint8_t)batch->count++;
    batch->indices[batch->carried_count] = unit->indices[0];
    batch->carried_count += unit->classes[0] == NRR__CLASS_OPENING;
}
