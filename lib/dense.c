/* SPDX-License-Identifier: MIT */
/* Dense: see dense.h. This file is which jobs and units take part, and how units get into batches. */
#include "dense_kernel.h"

#include "invariant.h"
#include "measure.h"
#include "memory.h"

#include <string.h>

enum {
    DENSE_BYTES_MOST = 1 << 20, /* of all batches, so that they stay in the cache */
    DENSE_MOVEMENTS_MOST = 127, /* of a unit, so that 32 bits hold what it loses, and a mark the times that it goes */
    /* What things cost, in hundredths of nanoseconds where it was measured; their ratio counts. */
    DENSE_COST_EDGE = 8,      /* of a unit */
    DENSE_COST_PLACE = 42,    /* of a unit, for each job */
    DENSE_COST_MOVEMENT = 300,
    DENSE_COST_SERIES = 800,  /* of a movement in the kernel of series, */
    DENSE_COST_WINDOW = 1200  /* and in that for any run */
};

/* The kernel for this processor; NULL: there is none. */
static const nrr__dense_kernel *dense_kernel(void)
{
#if NRR__DENSE_AVX2
    if (__builtin_cpu_supports("avx2"))
        return &nrr__dense_kernel256;
#endif
#if NRR__DENSE_VECTORS
    return &nrr__dense_kernel128;
#else
    return NULL;
#endif
}

/* Whether a job can take part, others aside. */
static int dense_suits(const nrr__dense *dense, const nrr__job *job)
{
    return dense->kernel != NULL && job->run->count > 1 &&
           !(job->target->is_full && job->run->is_series) && !job->target->query->has_expiry;
}

/* Whether so many batches stay in the cache. */
static int dense_can_have(const nrr__dense *dense, size_t batches, int is_full)
{
    size_t unit = sizeof *dense->levels + sizeof *dense->marks;

    if (is_full)
        unit += 2 * sizeof *dense->paths;
    return batches <= DENSE_BYTES_MOST / (nrr__dense_rows(dense) * NRR__DENSE_UNITS * unit);
}

/* Finds the job whose batches the others share: one by groups, if there is any. */
static const nrr__job *dense_find_first(nrr__dense *dense)
{
    const nrr__job *first = NULL;
    size_t i;

    for (i = 0; i < dense->job_count && dense->by == NULL; i++) {
        nrr__target *target = dense->jobs[i].target;
        if (!dense_suits(dense, &dense->jobs[i]) || !dense_can_have(dense, target->cells.groups, target->is_full))
            continue;
        if (nrr__target_has_groups(target))
            dense->by = target;
        if (dense->by != NULL || first == NULL)
            first = &dense->jobs[i];
    }
    return first;
}

/* A batch for each group. */
static uint32_t dense_batches(const nrr__dense *dense)
{
    return dense->by == NULL ? 1 : (uint32_t)dense->by->cells.groups;
}

/* Whether a job can take part beside the first one that does. */
static int dense_joins(const nrr__dense *dense, const nrr__job *job, const nrr__job *first)
{
    const nrr_query *query = job->target->query, *beside = first->target->query;

    if (nrr__target_has_groups(job->target) && job->target != dense->by)
        return 0;
    if (!dense_can_have(dense, dense_batches(dense), job->target->is_full))
        return 0;
    return query->part == beside->part && query->parts == beside->parts &&
           query->unit == beside->unit;
}

/* Fills the tables of a job that takes part. */
static nrr_status dense_index(nrr__job *job, const nrr__edges *edges, const nrr_allocator *memory)
{
    nrr__target *target = job->target;
    const nrr__plan *plan = &target->plan;
    const nrr__run *run = job->run;
    uint32_t place;

    job->opens = nrr__memory_array(memory, run->count, 2 * sizeof *job->opens);
    if (job->opens == NULL)
        return NRR_E_MEMORY;
    job->closes = job->opens + run->count;
    for (place = 0; place < run->count; place++) {
        job->opens[place] = nrr__edges_place(edges, plan->starts[run->first + place]);
        job->closes[place] = nrr__edges_place(edges, plan->ends[run->first + place]);
    }
    if (target->is_full && nrr__dense_flows_make(job, memory) != NRR_OK)
        return NRR_E_MEMORY;
    return nrr__target_make_sums(target, memory);
}

/* Makes the batches. */
static nrr_status dense_make(nrr__dense *dense, const nrr_allocator *memory)
{
    size_t row = NRR__DENSE_UNITS, rows;
    uint32_t count = dense_batches(dense), i;

    dense->batches = nrr__memory_zeroed(memory, count, sizeof *dense->batches);
    if (dense->batches == NULL)
        return NRR_E_MEMORY;
    dense->batch_count = count;
    rows = count * nrr__dense_rows(dense);
    dense->levels = nrr__memory_array(memory, rows, row * sizeof *dense->levels);
    dense->marks = nrr__memory_array(memory, rows, row * sizeof *dense->marks);
    if (dense->is_full) {
        dense->paths = nrr__memory_array(memory, rows, 2 * row * sizeof *dense->paths);
        dense->lowest_from = nrr__memory_array(memory, dense->edge_count, row * sizeof *dense->lowest_from);
        if (dense->paths == NULL || dense->lowest_from == NULL)
            return NRR_E_MEMORY;
    }
    dense->edges = nrr__memory_array(memory, dense->edge_count, sizeof *dense->edges);
    if (dense->levels == NULL || dense->marks == NULL || dense->edges == NULL)
        return NRR_E_MEMORY;
    for (i = 0; i < count; i++) {
        dense->batches[i].levels = dense->levels + i * nrr__dense_rows(dense) * row;
        dense->batches[i].marks = dense->marks + i * nrr__dense_rows(dense) * row;
        if (dense->is_full) {
            dense->batches[i].losses = dense->paths + i * nrr__dense_rows(dense) * row;
            dense->batches[i].lowest = dense->batches[i].losses + rows * row;
        }
        nrr__dense_clear(dense, &dense->batches[i]);
    }
    return NRR_OK;
}

nrr_status nrr__dense_begin(nrr__dense *dense, nrr__job *jobs, size_t job_count,
                            const nrr__edges *edges, const nrr_allocator *memory)
{
    const nrr__job *first;
    uint64_t batch = (uint64_t)edges->count * DENSE_COST_EDGE, movement = 0;
    nrr_status status = NRR_OK;
    size_t i;

    dense->kernel = dense_kernel();
    dense->jobs = jobs;
    dense->job_count = job_count;
    dense->edge_count = edges->count;
    first = dense_find_first(dense);
    for (i = 0; i < job_count && first != NULL && status == NRR_OK; i++) {
        if (!dense_suits(dense, &jobs[i]) || !dense_joins(dense, &jobs[i], first))
            continue;
        status = dense_index(&jobs[i], edges, memory);
        dense->is_full |= jobs[i].target->is_full;
        batch += (uint64_t)jobs[i].run->count * DENSE_COST_PLACE;
        movement += jobs[i].run->is_series ? DENSE_COST_SERIES : DENSE_COST_WINDOW;
    }
    if (status != NRR_OK || first == NULL)
        return status;
    dense->least = (uint32_t)(batch / (movement - DENSE_COST_MOVEMENT)) + 1;
    return dense_make(dense, memory);
}

void nrr__dense_end(nrr__dense *dense, const nrr_allocator *memory)
{
    size_t rows = dense->batch_count * nrr__dense_rows(dense);

    nrr__memory_release(memory, dense->levels, rows, NRR__DENSE_UNITS * sizeof *dense->levels);
    nrr__memory_release(memory, dense->marks, rows, NRR__DENSE_UNITS * sizeof *dense->marks);
    nrr__memory_release(memory, dense->paths, rows, 2 * NRR__DENSE_UNITS * sizeof *dense->paths);
    nrr__memory_release(memory, dense->lowest_from, dense->edge_count,
                        NRR__DENSE_UNITS * sizeof *dense->lowest_from);
    nrr__memory_release(memory, dense->edges, dense->edge_count, sizeof *dense->edges);
    nrr__memory_release(memory, dense->batches, dense->batch_count, sizeof *dense->batches);
}

/* Adds what the periods bring in which units move for the first time. */
static void dense_add_first(const nrr__job *job, const nrr__dense_batch *batch, nrr__lane64 *sums)
{
    const size_t stride = nrr__cells_stride(&job->target->cells);
    uint32_t unit;

    for (unit = 0; unit < batch->count; unit++) {
        uint32_t index = batch->indices[unit], state = batch->states[unit];
        uint32_t place = job->enter[index], end = job->leave[index];
        if (end > job->run->count)
            end = job->run->count;
        for (; place < end; place++) {
            int32_t level = batch->levels[job->closes[place] * (size_t)NRR__DENSE_UNITS + unit];
            nrr__lane64 *at = sums + place * stride;
            at[2 * state] += level != 0;
            at[2 * state + 1] += level;
        }
    }
}

static void dense_flush(nrr__dense *dense, uint32_t number)
{
    nrr__dense_batch *batch = &dense->batches[number];
    nrr__lane64 *sums;
    size_t i;

    dense->kernel->settle(dense, batch);
    if (dense->is_full)
        dense->kernel->path_settle(dense, batch);
    for (i = 0; i < dense->job_count; i++) {
        const nrr__job *job = &dense->jobs[i];
        const nrr__cells *cells = &job->target->cells;
        if (job->opens == NULL)
            continue;
        sums = job->target->sums + job->run->first * nrr__cells_stride(cells) +
               nrr__dense_group(job, number) * cells->cell_count;
        dense->kernel->sweep(job, dense, batch, sums);
        if (job->target->is_full)
            dense->kernel->path_sweep(job, dense, batch, sums);
        dense_add_first(job, batch, sums);
    }
    nrr__dense_clear(dense, batch);
}

/* Takes those who move for the first time from the reactivated ones, as which all that rise from zero were added. */
static void dense_part_first(const nrr__job *job)
{
    const nrr__cells *cells = &job->target->cells;
    size_t stride = nrr__cells_stride(cells), count = job->run->count * stride, i;
    nrr__lane64 *sums = job->target->sums + job->run->first * stride;

    for (i = 0; i < count; i += cells->cell_count) {
        nrr__lane64 *at = sums + i + 2 * NRR__STATE_CARRIED_IN;
        at[4] -= at[0] + at[2];
        at[5] -= at[1] + at[3];
    }
}

void nrr__dense_finish(nrr__dense *dense)
{
    uint32_t batch;
    size_t i;

    for (batch = 0; batch < dense->batch_count; batch++)
        if (dense->batches[batch].count != 0)
            dense_flush(dense, batch);
    for (i = 0; i < dense->job_count; i++)
        if (dense->jobs[i].opens != NULL) {
            dense_part_first(&dense->jobs[i]);
            if (dense->jobs[i].flows != NULL)
                nrr__dense_flows_finish(&dense->jobs[i]);
        }
}

/* Whether a unit belongs into a batch; into which. */
static inline int dense_wants(const nrr__dense *dense, const nrr__kernel *kernel,
                              const nrr__kernel_unit *unit, uint32_t *batch)
{
    const nrr__unit_movements *movements = &unit->movements;
    uint64_t bits = 0;
    uint32_t i;

    if (movements->count < dense->least || movements->count > DENSE_MOVEMENTS_MOST)
        return 0;
    if (kernel->track->level_bits >> NRR__DENSE_LEVEL_BITS != 0)
        for (i = 0; i < movements->count; i++)
            bits |= (uint64_t)movements->levels[i];
    return bits >> NRR__DENSE_LEVEL_BITS == 0 && nrr__kernel_group(kernel, unit, batch);
}

void nrr__dense_take(nrr__dense *dense, const nrr__kernel *kernel, uint32_t *next)
{
    uint32_t count = kernel->track->unit_count, number, batch;

    next[count] = count;
    for (number = count; number-- > 0;) {
        nrr__kernel_unit unit = nrr__kernel_unit_of(kernel, number);
        int is_taken = dense_wants(dense, kernel, &unit, &batch);
        next[number] = is_taken ? next[number + 1] : number;
        if (!is_taken)
            continue;
        nrr__dense_put(dense, batch, &unit);
        if (dense->batches[batch].count == NRR__DENSE_UNITS)
            dense_flush(dense, batch);
    }
}
