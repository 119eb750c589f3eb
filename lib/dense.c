/* SPDX-License-Identifier: MIT */
/* Dense: see dense.h. This file is which jobs take part, and their batches. */
#include "dense_width.h"

#include "atomic.h"
#include "invariant.h"
#include "memory.h"

#include <string.h>

enum {
    DENSE_BYTES_MOST = 1 << 21, /* of all batches, so that they stay in the cache */
    DENSE_EDGES_MOST = 4,       /* for each period of a job */
    /* What things cost, in hundredths of nanoseconds where it was measured; only their ratio counts. Here: */
    DENSE_COST_EDGE = 20,  /* of a unit */
    DENSE_COST_PLACE = 30, /* of a unit, for each job */
    DENSE_COST_PATH = 50,  /* likewise, if it asks for all measures */
    DENSE_COST_MOVEMENT = 300,
    DENSE_COST_FLOW = 800, /* of a movement, if any job asks for all measures */
    DENSE_COST_SERIES_GROSS = 100, /* of a movement, for each job that does */
    DENSE_COST_WINDOW_GROSS = 700,
    /* In the other kernels, for each job; what is called gross besides, if it asks for all measures: */
    DENSE_WINDOW_MOVEMENT = 1200, /* of a movement, as the next ones */
    DENSE_WINDOW_GROSS = 5000,
    DENSE_SERIES_MOVEMENT = 800,
    DENSE_SERIES_GROSS = 400
};

/* Whether so many batches stay in the cache, with what a target asks for. */
static int dense_can_have(const nrr__dense *dense, size_t batches, const nrr__target *target)
{
    size_t row = NRR__DENSE_UNITS * (sizeof *dense->levels + sizeof *dense->marks);

    if (target->is_full)
        row += NRR__DENSE_UNITS * 2 * sizeof *dense->paths +
               nrr__dense_flow_width(&target->reasons) * sizeof *dense->flows;
    return batches <= DENSE_BYTES_MOST / row / nrr__dense_rows(dense);
}

/* Whether a job can take part, others aside. One with few periods would pay for the edges of the others. */
static int dense_suits(const nrr__dense *dense, const nrr__job *job)
{
    const nrr__target *target = job->target;

    return NRR__HAS_VECTORS && job->run->count > 1 &&
           job->run->count >= dense->edge_count / DENSE_EDGES_MOST && !target->query->has_expiry;
}

/* The job whose batches the others share: one by groups, if there is any. */
static const nrr__job *dense_find_first(const nrr__dense *dense, const nrr__job *jobs, size_t job_count)
{
    const nrr__job *first = NULL;
    size_t i;

    for (i = 0; i < job_count; i++) {
        const nrr__job *job = &jobs[i];
        if (!dense_suits(dense, job) ||
            !dense_can_have(dense, job->target->cells.groups, job->target))
            continue;
        if (nrr__target_has_groups(job->target))
            return job;
        if (first == NULL)
            first = job;
    }
    return first;
}

/* Whether a target asks for the same reasons as others do, so that they share flows. Slots tell how many are named. */
static int dense_has_reasons(const nrr__dense *dense, const nrr__target *target)
{
    const nrr_query *query = target->query, *beside = dense->reasons->query;
    size_t slots = target->reasons.slots;

    return slots == dense->reasons->slots &&
           (slots <= NRR__REASON_SLOT_FIRST_NAMED_HOST ||
            memcmp(query->reasons, beside->reasons,
                   query->reason_count * sizeof *query->reasons) == 0);
}

/* Whether a job can take part beside the first one. */
static int dense_joins(const nrr__dense *dense, const nrr__job *job, const nrr__job *first)
{
    const nrr__target *target = job->target;
    const nrr_query *query = target->query, *beside = first->target->query;

    return dense_suits(dense, job) &&
           (!nrr__target_has_groups(target) || target == first->target) &&
           dense_can_have(dense, dense->batch_count, target) &&
           (!target->is_full || dense->reasons == NULL || dense_has_reasons(dense, target)) &&
           query->part == beside->part && query->parts == beside->parts &&
           query->unit == beside->unit;
}

/* Finds the edges of the periods of a job that takes part. */
static nrr_status dense_index(nrr__job *job, const nrr__edges *edges, const nrr_allocator *memory)
{
    const nrr__plan *plan = &job->target->plan;
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
    return NRR_OK;
}

/* The movements of a unit from which on it costs less here, one at least; more than there can be if that is never so. */
static uint32_t dense_least_movements(const nrr__dense *dense)
{
    uint64_t unit = (uint64_t)dense->edge_count * DENSE_COST_EDGE;
    uint64_t movement = DENSE_COST_MOVEMENT, elsewhere = 0;
    const nrr__job *job;

    if (dense->reasons != NULL)
        movement += DENSE_COST_FLOW;
    for (job = dense->jobs; job != NULL; job = job->beside) {
        uint32_t is_series = job->run->is_series;
        unit += (uint64_t)job->run->count * DENSE_COST_PLACE;
        elsewhere += is_series ? DENSE_SERIES_MOVEMENT : DENSE_WINDOW_MOVEMENT;
        if (!job->target->is_full)
            continue;
        unit += (uint64_t)job->run->count * DENSE_COST_PATH;
        movement += is_series ? DENSE_COST_SERIES_GROSS : DENSE_COST_WINDOW_GROSS;
        elsewhere += is_series ? DENSE_SERIES_GROSS : DENSE_WINDOW_GROSS;
    }
    return elsewhere > movement ? (uint32_t)(unit / (elsewhere - movement)) + 1 : UINT32_MAX;
}

nrr_status nrr__dense_begin(nrr__dense *dense, nrr__job *jobs, size_t job_count,
                            const nrr__edges *edges, const nrr_allocator *memory)
{
    const nrr__job *first;
    nrr__job **end = &dense->jobs;
    nrr_status status = NRR_OK;
    size_t i;

    dense->memory = *memory;
    dense->edge_count = edges->count;
    first = dense_find_first(dense, jobs, job_count);
    if (first == NULL)
        return NRR_OK;
    if (nrr__target_has_groups(first->target))
        dense->by = first->target;
    dense->batch_count = (uint32_t)first->target->cells.groups;
    if (first->target->is_full)
        dense->reasons = &first->target->reasons;
    for (i = 0; i < job_count && status == NRR_OK; i++) {
        if (!dense_joins(dense, &jobs[i], first))
            continue;
        status = dense_index(&jobs[i], edges, memory);
        *end = &jobs[i];
        end = &jobs[i].beside;
        if (jobs[i].target->is_full && dense->reasons == NULL)
            dense->reasons = &jobs[i].target->reasons;
    }
    if (status == NRR_OK)
        dense->least = dense_least_movements(dense);
    return status;
}

/* Makes room for all batches. */
static nrr_status dense_make_rows(nrr__dense *dense, size_t rows)
{
    const nrr_allocator *memory = &dense->memory;
    size_t row = NRR__DENSE_UNITS;

    dense->levels = nrr__memory_array(memory, rows, row * sizeof *dense->levels);
    dense->marks = nrr__memory_array(memory, rows, row * sizeof *dense->marks);
    dense->edges = nrr__memory_zeroed(memory, rows, sizeof *dense->edges);
    if (dense->levels == NULL || dense->marks == NULL || dense->edges == NULL)
        return NRR_E_MEMORY;
    if (dense->reasons == NULL)
        return NRR_OK;
    dense->paths = nrr__memory_array(memory, rows, 2 * row * sizeof *dense->paths);
    dense->lowest_from =
        nrr__memory_array(memory, dense->edge_count, row * sizeof *dense->lowest_from);
    if (dense->paths == NULL || dense->lowest_from == NULL)
        return NRR_E_MEMORY;
    return nrr__dense_flows_make(dense);
}

/* Makes room for what jobs add up. */
static nrr_status dense_make_sums(const nrr__dense *dense)
{
    nrr_status status = NRR_OK;
    const nrr__job *job;

    for (job = dense->jobs; job != NULL && status == NRR_OK; job = job->beside)
        status = nrr__target_make_sums(job->target, &dense->memory);
    return status;
}

/* The widest vectors that the machine has. To ask it takes some microseconds where it is a virtual one. */
static const nrr__dense_width *dense_find_width(void)
{
#if NRR__HAS_AVX2
    if (nrr__has_avx2())
        return &nrr__dense_width256;
#endif
    return &nrr__dense_width128;
}

nrr_status nrr__dense_make(nrr__dense *dense)
{
    size_t rows = dense->batch_count * nrr__dense_rows(dense);
    size_t batch = nrr__dense_rows(dense) * NRR__DENSE_UNITS;
    nrr_status status = dense_make_sums(dense);
    uint32_t i;

    if (status == NRR_OK)
        status = dense_make_rows(dense, rows);
    if (status != NRR_OK)
        return status;
    dense->batches = nrr__memory_zeroed(&dense->memory, dense->batch_count, sizeof *dense->batches);
    if (dense->batches == NULL)
        return NRR_E_MEMORY;
    dense->width = dense_find_width();
    for (i = 0; i < dense->batch_count; i++) {
        dense->batches[i].levels = dense->levels + i * batch;
        dense->batches[i].marks = dense->marks + i * batch;
        dense->batches[i].edges = dense->edges + i * nrr__dense_rows(dense);
        if (dense->reasons != NULL) {
            dense->batches[i].losses = dense->paths + i * batch;
            dense->batches[i].lowest = dense->paths + (dense->batch_count + i) * batch;
        }
        nrr__dense_clear(dense, &dense->batches[i]);
    }
    return NRR_OK;
}

void nrr__dense_end(nrr__dense *dense)
{
    const nrr_allocator *memory = &dense->memory;
    size_t rows = dense->batch_count * nrr__dense_rows(dense);
    const nrr__job *job;

    for (job = dense->jobs; job != NULL; job = job->beside)
        nrr__memory_release(memory, job->opens, job->run->count, 2 * sizeof *job->opens);
    nrr__dense_flows_end(dense);
    nrr__memory_release(memory, dense->levels, rows, NRR__DENSE_UNITS * sizeof *dense->levels);
    nrr__memory_release(memory, dense->marks, rows, NRR__DENSE_UNITS * sizeof *dense->marks);
    nrr__memory_release(memory, dense->paths, rows, 2 * NRR__DENSE_UNITS * sizeof *dense->paths);
    nrr__memory_release(memory, dense->lowest_from, dense->edge_count,
                        NRR__DENSE_UNITS * sizeof *dense->lowest_from);
    nrr__memory_release(memory, dense->edges, rows, sizeof *dense->edges);
    nrr__memory_release(memory, dense->batches, dense->batch_count, sizeof *dense->batches);
}
