/* SPDX-License-Identifier: MIT */
/* Dense: see dense.h. This file is which jobs take part, and their batches. */
#include "dense_batch.h"

#include "atomic.h"
#include "invariant.h"
#include "memory.h"

#include <string.h>

enum {
    DENSE_BYTES_MOST = 1 << 20, /* of all batches, so that they stay in the cache */
    /* What things cost here and in the other kernels, in hundredths of nanoseconds where it was measured; only
     * their ratio counts. */
    DENSE_COST_EDGE = 10,  /* of a unit */
    DENSE_COST_PLACE = 35, /* of a unit, for each job */
    DENSE_COST_PATH = 60,  /* likewise, if it asks for all measures */
    DENSE_COST_MOVEMENT = 300,
    DENSE_COST_GROSS = 1200, /* of a movement, for each job that asks for all measures */
    DENSE_SERIES_MOVEMENT = 800,
    DENSE_WINDOW_MOVEMENT = 1200,
    DENSE_WINDOW_GROSS = 5000
};

/* Whether a job can take part, others aside. */
static int dense_suits(const nrr__job *job)
{
    return NRR__HAS_VECTORS && job->run->count > 1 &&
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
        if (!dense_suits(&dense->jobs[i]) ||
            !dense_can_have(dense, target->cells.groups, target->is_full))
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
        dense->lowest_from =
            nrr__memory_array(memory, dense->edge_count, row * sizeof *dense->lowest_from);
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

/* The movements of a unit from which on it costs less here. */
static uint32_t dense_least_movements(const nrr__dense *dense)
{
    uint64_t unit = (uint64_t)dense->edge_count * DENSE_COST_EDGE;
    uint64_t movement = DENSE_COST_MOVEMENT, elsewhere = 0;
    size_t i;

    for (i = 0; i < dense->job_count; i++) {
        const nrr__job *job = &dense->jobs[i];
        if (job->opens == NULL)
            continue;
        unit += (uint64_t)job->run->count * DENSE_COST_PLACE;
        elsewhere += job->run->is_series ? DENSE_SERIES_MOVEMENT : DENSE_WINDOW_MOVEMENT;
        if (!job->target->is_full)
            continue;
        unit += (uint64_t)job->run->count * DENSE_COST_PATH;
        movement += DENSE_COST_GROSS;
        elsewhere += DENSE_WINDOW_GROSS;
    }
    nrr__assert(elsewhere > movement);
    return (uint32_t)(unit / (elsewhere - movement)) + 1;
}

nrr_status nrr__dense_begin(nrr__dense *dense, nrr__job *jobs, size_t job_count,
                            const nrr__edges *edges, const nrr_allocator *memory)
{
    const nrr__job *first;
    nrr_status status = NRR_OK;
    size_t i;

    dense->jobs = jobs;
    dense->job_count = job_count;
    dense->edge_count = edges->count;
    first = dense_find_first(dense);
    for (i = 0; i < job_count && first != NULL && status == NRR_OK; i++) {
        if (!dense_suits(&jobs[i]) || !dense_joins(dense, &jobs[i], first))
            continue;
        status = dense_index(&jobs[i], edges, memory);
        dense->is_full |= jobs[i].target->is_full;
    }
    if (status != NRR_OK || first == NULL)
        return status;
    dense->least = dense_least_movements(dense);
    return dense_make(dense, memory);
}

void nrr__dense_end(nrr__dense *dense, const nrr_allocator *memory)
{
    size_t rows = dense->batch_count * nrr__dense_rows(dense), i;

    for (i = 0; i < dense->job_count; i++) {
        nrr__job *job = &dense->jobs[i];
        nrr__dense_flows_end(job, memory);
        if (job->opens != NULL)
            nrr__memory_release(memory, job->opens, job->run->count, 2 * sizeof *job->opens);
    }
    nrr__memory_release(memory, dense->levels, rows, NRR__DENSE_UNITS * sizeof *dense->levels);
    nrr__memory_release(memory, dense->marks, rows, NRR__DENSE_UNITS * sizeof *dense->marks);
    nrr__memory_release(memory, dense->paths, rows, 2 * NRR__DENSE_UNITS * sizeof *dense->paths);
    nrr__memory_release(memory, dense->lowest_from, dense->edge_count,
                        NRR__DENSE_UNITS * sizeof *dense->lowest_from);
    nrr__memory_release(memory, dense->edges, dense->edge_count, sizeof *dense->edges);
    nrr__memory_release(memory, dense->batches, dense->batch_count, sizeof *dense->batches);
}
