/* SPDX-License-Identifier: MIT */
/* Dense take: which units go into batches, and what is done when one is full; see dense.h. */
#include "dense_width.h"

#include "invariant.h"

enum {
    DENSE_UNITS_LEAST = 4, /* in a track, for each batch */
    DENSE_FALLS_MOST = 8   /* to zero, of a unit that may be carried in behind each of them */
};

/* Adds what a batch brings, and makes it empty. */
static void dense_flush(nrr__dense *dense, uint32_t number)
{
    const nrr__dense_width *width = dense->width;
    nrr__dense_batch *batch = &dense->batches[number];
    const nrr__job *job;

    width->settle(dense, batch);
    if (dense->reasons != NULL)
        width->path_settle(dense, batch);
    for (job = dense->jobs; job != NULL; job = job->beside) {
        nrr__lane64 *sums = nrr__dense_sums(job, nrr__dense_group(job, number));
        width->sweep(job, batch, sums);
        if (job->target->is_full)
            width->path_sweep(job, dense, batch, sums);
        nrr__dense_carry(job, batch, sums);
    }
    nrr__dense_clear(dense, batch);
}

/* Whether so many movements of a unit are enough, and not too many. */
static inline int dense_pays(const nrr__dense *dense, uint32_t movements)
{
    return movements >= dense->least && movements <= NRR__DENSE_MOVEMENTS;
}

/* Whether a track has so many units for batches that these pay, of which even an empty one costs something. */
static int dense_has_enough(const nrr__dense *dense, const nrr__track *track)
{
    uint64_t units = 0;
    uint32_t i;

    for (i = 0; i < track->unit_count; i++)
        units += (uint64_t)dense_pays(dense, track->first[i + 1] - track->first[i]);
    return units >= (uint64_t)dense->batch_count * DENSE_UNITS_LEAST;
}

nrr_status nrr__dense_prepare(nrr__dense *dense, const nrr__track *track)
{
    nrr__assert(dense->batch_count != 0);
    if (dense->batches != NULL || !dense_has_enough(dense, track))
        return NRR_OK;
    return nrr__dense_make(dense);
}

/* Whether a unit falls to zero so often that it would cost more here: what it does behind each time is walked over alone. */
static int dense_falls_often(const nrr__kernel_unit *unit)
{
    uint32_t falls = 0, i;

    for (i = 0; i < unit->movements.count; i++)
        falls += unit->movements.levels[i] == 0;
    return falls > DENSE_FALLS_MOST;
}

/* Whether a unit belongs into a batch; into which. */
static inline int dense_wants(const nrr__dense *dense, const nrr__kernel *kernel,
                              const nrr__kernel_unit *unit, uint32_t *batch)
{
    const nrr__unit_movements *movements = &unit->movements;
    uint64_t bits = 0;
    uint32_t i;

    if (!dense_pays(dense, movements->count))
        return 0;
    if (dense->opens_again && dense_falls_often(unit))
        return 0;
    if (kernel->track->level_bits >> NRR__DENSE_LEVEL_BITS != 0)
        for (i = 0; i < movements->count; i++)
            bits |= (uint64_t)movements->levels[i];
    return bits >> NRR__DENSE_LEVEL_BITS == 0 && nrr__kernel_group(kernel, unit, batch);
}

void nrr__dense_take(nrr__dense *dense, const nrr__kernel *kernel, uint32_t *next)
{
    uint32_t count = kernel->track->unit_count, number, batch;

    nrr__assert(dense->batches != NULL);
    dense->opens_again = kernel->track->opens_again;
    for (number = 0; number < count; number++) { /* upwards, as the movements lie in memory */
        nrr__kernel_unit unit = nrr__kernel_unit_of(kernel, number);
        next[number] = (uint32_t)dense_wants(dense, kernel, &unit, &batch);
        if (!next[number])
            continue;
        nrr__dense_put(dense, batch, &unit);
        if (dense->batches[batch].count == NRR__DENSE_UNITS)
            dense_flush(dense, batch);
    }
    next[count] = count;
    for (number = count; number-- > 0;)
        next[number] = next[number] ? next[number + 1] : number;
}

void nrr__dense_finish(nrr__dense *dense)
{
    const nrr__job *job;
    uint32_t batch;

    if (dense->batches == NULL)
        return;
    for (batch = 0; batch < dense->batch_count; batch++)
        if (dense->batches[batch].count != 0)
            dense_flush(dense, batch);
    if (dense->reasons != NULL)
        nrr__dense_flows_finish(dense);
    for (job = dense->jobs; job != NULL; job = job->beside)
        nrr__dense_sum_up(dense, job);
}
