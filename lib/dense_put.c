/* SPDX-License-Identifier: MIT */
/* Dense put: how a unit gets into a batch; see dense.h. */
#include "dense_batch.h"

#include <string.h>

void nrr__dense_clear(const nrr__dense *dense, nrr__dense_batch *batch)
{
    size_t cells = nrr__dense_rows(dense) * NRR__DENSE_UNITS;

    batch->count = 0;
    memset(batch->levels, 0, cells * sizeof *batch->levels);
    memset(batch->marks, 0, cells * sizeof *batch->marks);
    if (!dense->has_path)
        return;
    memset(batch->losses, 0, cells * sizeof *batch->losses);
    memset(batch->lowest, NRR__DENSE_HIGHEST, cells * sizeof *batch->lowest);
}

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
    size_t i;

    for (i = 0; i < dense->job_count; i++) {
        const nrr__job *job = &dense->jobs[i];
        if (job->opens != NULL)
            dense_reclass(job, unit, rise, nrr__dense_lanes(job, nrr__dense_group(job, batch)));
    }
}

/* Adds what sums over a batch do not say: where a unit came and went from one edge to the next, and where it came from
 * zero another time and that was none of a reactivation. */
static void dense_put_odd(const nrr__dense *dense, uint32_t number, const nrr__kernel_unit *unit)
{
    nrr__dense_batch *batch = &dense->batches[number];
    uint32_t risen = unit->indices[0], i;

    for (i = 1; i < unit->movements.count; i++) {
        if (unit->movements.levels[i - 1] == 0) {
            risen = unit->indices[i];
            if (unit->classes[i] != NRR__CLASS_REACTIVATION)
                dense_reclass_all(dense, number, unit, i);
        }
        if (unit->movements.levels[i] == 0 && unit->indices[i] == risen)
            batch->marks[risen * (size_t)NRR__DENSE_UNITS + nrr__dense_mark_place(batch->count)]++;
    }
}

/* Puts the levels of a unit into a batch; whether dense_put_odd() has to say more of it. */
static int dense_put_levels(const nrr__kernel_unit *unit, int32_t *levels)
{
    const int64_t *from = unit->movements.levels;
    const uint32_t *indices = unit->indices, count = unit->movements.count;
    const uint8_t *classes = unit->classes;
    int32_t before = (int32_t)from[0];
    uint32_t risen = indices[0], is_odd = 0, i;

    levels[risen * (size_t)NRR__DENSE_UNITS] += before;
    for (i = 1; i < count; i++) {
        uint32_t index = indices[i];
        int32_t level = (int32_t)from[i];
        levels[index * (size_t)NRR__DENSE_UNITS] += level - before;
        risen ^= (risen ^ index) &
                 (0U - (uint32_t)(before == 0)); /* in place of a jump that nobody foresees */
        is_odd |= (uint32_t)(level == 0) & (uint32_t)(index == risen);
        is_odd |= (uint32_t)(classes[i] < NRR__CLASS_REACTIVATION);
        before = level;
    }
    return (int)is_odd;
}

/* Puts what a unit loses on its way into a batch. */
static void dense_put_path(nrr__dense_batch *batch, const nrr__kernel_unit *unit)
{
    int32_t *losses = batch->losses + batch->count, *lowest = batch->lowest + batch->count;
    int32_t before = 0;
    uint32_t i;

    for (i = 0; i < unit->movements.count; i++) {
        size_t at = unit->indices[i] * (size_t)NRR__DENSE_UNITS;
        int32_t level = (int32_t)unit->movements.levels[i];
        losses[at] += level < before ? before - level : 0;
        lowest[at] = level < lowest[at] ? level : lowest[at];
        before = level;
    }
}

/* Puts what is more than the point-to-point measures. */
static void dense_put_full(const nrr__dense *dense, uint32_t batch, const nrr__kernel_unit *unit)
{
    size_t i;

    dense_put_path(&dense->batches[batch], unit);
    for (i = 0; i < dense->job_count; i++)
        if (dense->jobs[i].opens != NULL && dense->jobs[i].target->is_full)
            nrr__dense_put_gross(&dense->jobs[i], unit, nrr__dense_group(&dense->jobs[i], batch));
}

void nrr__dense_put(const nrr__dense *dense, uint32_t number, const nrr__kernel_unit *unit)
{
    nrr__dense_batch *batch = &dense->batches[number];

    if (dense_put_levels(unit, batch->levels + batch->count))
        dense_put_odd(dense, number, unit);
    if (dense->has_path)
        dense_put_full(dense, number, unit);
    batch->indices[batch->count] = unit->indices[0];
    batch->states[batch->count++] = NRR__STATE_CARRIED_IN + (uint32_t)unit->classes[0];
}
