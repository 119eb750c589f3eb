/* SPDX-License-Identifier: MIT */
/* Sweep plan: the jobs of a sweep and the edges that they share; its life. */
#include "sweep.h"

#include "memory.h"
#include "sort.h"

#include <string.h>

enum {
    SWEEP_SETS_ASKED = 8,  /* sets that a run is compared with: so many queries are rarely alike */
    SWEEP_SET_LARGER = 8,  /* a run shares edges of which it needs a share of one in so many, */
    SWEEP_SET_SMALL = 1024 /* or any that are not more than that */
};

/* Whether a run can use a set of edges: it has all of the run's, and not many more. */
static int sweep_shares(const nrr__edges *edges, const nrr__job *job)
{
    const nrr__plan *plan = &job->target->plan;
    const nrr__run *run = job->run;

    if (edges->count > SWEEP_SET_SMALL && edges->count / SWEEP_SET_LARGER > run->count)
        return 0;
    return nrr__edges_hold(edges, plan->starts + run->first, run->count) &&
           nrr__edges_hold(edges, plan->ends + run->first, run->count);
}

/* Gives a job its edges: those of an earlier one, or its own. */
static nrr_status sweep_find_set(nrr__sweep *sweep, nrr__job *job)
{
    const nrr__plan *plan = &job->target->plan;
    uint32_t asked = sweep->set_count < SWEEP_SETS_ASKED ? sweep->set_count : SWEEP_SETS_ASKED;
    nrr_status status;

    for (job->set = 0; job->set < asked; job->set++)
        if (sweep_shares(&sweep->sets[job->set], job))
            return NRR_OK;
    job->set = sweep->set_count;
    status = nrr__edges_make(&sweep->sets[sweep->set_count++], &sweep->memory,
                             plan->starts + job->run->first, plan->ends + job->run->first,
                             job->run->count);
    return status;
}

static int sweep_compare_jobs(const void *a, const void *b, const void *context)
{
    const nrr__job *left = a, *right = b;

    (void)context;
    return (left->set > right->set) - (left->set < right->set);
}

/* Orders the jobs by set; half of their memory is scratch. */
static void sweep_sort_jobs(nrr__sweep *sweep)
{
    nrr__sortable jobs = {sweep->jobs, sweep->jobs + sweep->job_count, sweep->job_count,
                          sizeof *sweep->jobs, NULL};

    if (!nrr__sort_is_done(&jobs, sweep_compare_jobs))
        nrr__sort(&jobs, sweep_compare_jobs);
}

/* Room for the longest schedule: a run has no more switches than places. */
static nrr_status sweep_make_switches(nrr__sweep *sweep)
{
    size_t i;

    for (i = 0; i < sweep->job_count; i++)
        if (nrr__target_has_groups(sweep->jobs[i].target) &&
            sweep->jobs[i].run->count > sweep->switch_capacity)
            sweep->switch_capacity = sweep->jobs[i].run->count;
    sweep->switches = nrr__memory_array(&sweep->memory, sweep->switch_capacity,
                                        sizeof *sweep->switches);
    return sweep->switches == NULL ? NRR_E_MEMORY : NRR_OK;
}

/* Runs of a target that are swept. */
static size_t sweep_run_count(const nrr__target *target)
{
    return target->total_of != NULL ? 0 : target->plan.run_count;
}

static nrr_status sweep_make_jobs(nrr__sweep *sweep)
{
    const nrr_allocator *memory = &sweep->memory;
    nrr_status status = NRR_OK;
    size_t i, count = 0;

    for (i = 0; i < sweep->target_count; i++)
        count += sweep_run_count(&sweep->targets[i]);
    sweep->job_count = count;
    sweep->jobs = nrr__memory_zeroed(memory, count, 2 * sizeof *sweep->jobs);
    sweep->sets = nrr__memory_zeroed(memory, count, sizeof *sweep->sets);
    if (sweep->jobs == NULL || sweep->sets == NULL)
        return NRR_E_MEMORY;
    for (i = 0, count = 0; i < sweep->target_count; i++) {
        if (sweep->targets[i].total_of != NULL)
            continue;
        nrr__target_jobs(&sweep->targets[i], sweep->jobs + count);
        count += sweep_run_count(&sweep->targets[i]);
        status = nrr__target_make_lanes(&sweep->targets[i], memory);
        if (status != NRR_OK)
            return status;
    }
    for (i = 0; i < count && status == NRR_OK; i++)
        status = sweep_find_set(sweep, &sweep->jobs[i]);
    sweep_sort_jobs(sweep);
    for (i = 0; i < count && status == NRR_OK; i++)
        status = nrr__job_index(&sweep->jobs[i], &sweep->sets[sweep->jobs[i].set], memory);
    return status == NRR_OK ? sweep_make_switches(sweep) : status;
}

enum {
    SWEEP_TOTALS_ASKED = 64 /* queries that are compared with each other */
};

/* Finds targets that are the totals of others. */
static void sweep_take_totals(nrr__sweep *sweep)
{
    size_t count = sweep->target_count < SWEEP_TOTALS_ASKED ? sweep->target_count
                                                            : SWEEP_TOTALS_ASKED;
    size_t i, j;

    for (i = 0; i < count; i++)
        for (j = 0; j < count; j++) {
            nrr__target *total = &sweep->targets[i], *groups = &sweep->targets[j];
            if (!nrr__target_has_groups(total) && nrr__target_has_groups(groups) &&
                total->query->part == groups->query->part &&
                total->query->parts == groups->query->parts &&
                nrr__query_equal_totals(total->query, groups->query))
                total->total_of = groups;
        }
}

/* Finds the jobs of each set that share batches. */
static nrr_status sweep_make_dense(nrr__sweep *sweep)
{
    nrr_status status = NRR_OK;
    size_t first = 0, end = 0;
    uint32_t set;

    sweep->dense = nrr__memory_zeroed(&sweep->memory, sweep->set_count, sizeof *sweep->dense);
    if (sweep->dense == NULL)
        return NRR_E_MEMORY;
    for (set = 0; set < sweep->set_count && status == NRR_OK; set++, first = end) {
        while (end < sweep->job_count && sweep->jobs[end].set == set)
            end++;
        status = nrr__dense_begin(&sweep->dense[set], sweep->jobs + first, end - first,
                                  &sweep->sets[set], &sweep->memory);
    }
    return status;
}

nrr_status nrr__sweep_begin(nrr__sweep *sweep, const nrr_snapshot *snapshot,
                            const nrr_query *const *queries, size_t count, int is_whole)
{
    nrr_status status;
    size_t i;

    memset(sweep, 0, sizeof *sweep);
    sweep->memory = snapshot->memory;
    sweep->targets = nrr__memory_zeroed(&sweep->memory, count, sizeof *sweep->targets);
    if (sweep->targets == NULL)
        return NRR_E_MEMORY;
    sweep->target_count = count;
    for (i = 0; i < count; i++) {
        status = nrr__target_begin(&sweep->targets[i], snapshot, queries[i]);
        if (status != NRR_OK)
            return status;
    }
    if (is_whole)
        sweep_take_totals(sweep);
    status = sweep_make_jobs(sweep);
    return status == NRR_OK && is_whole ? sweep_make_dense(sweep) : status;
}

void nrr__sweep_end(nrr__sweep *sweep)
{
    const nrr_allocator *memory = &sweep->memory;
    size_t count = sweep->job_count, i;

    nrr__swept_track_end(&sweep->units, memory);
    nrr__swept_track_end(&sweep->lines, memory);
    nrr__memory_release(memory, sweep->next, sweep->next_capacity, sizeof *sweep->next);
    nrr__memory_release(memory, sweep->switches, sweep->switch_capacity, sizeof *sweep->switches);
    for (i = 0; sweep->dense != NULL && i < sweep->set_count; i++)
        nrr__dense_end(&sweep->dense[i]);
    for (i = 0; sweep->jobs != NULL && i < count; i++) {
        nrr__job *job = &sweep->jobs[i];
        nrr__memory_release(memory, job->enter, job->index_count, 3 * sizeof *job->enter);
        nrr__memory_release(memory, job->parents, job->parent_count, sizeof *job->parents);
        nrr__memory_release(memory, job->parent_switches, job->parent_switch_count,
                            sizeof *job->parent_switches);
    }
    for (i = 0; i < sweep->set_count; i++)
        nrr__edges_end(&sweep->sets[i], memory);
    nrr__memory_release(memory, sweep->dense, sweep->set_count, sizeof *sweep->dense);
    nrr__memory_release(memory, sweep->jobs, count, 2 * sizeof *sweep->jobs);
    nrr__memory_release(memory, sweep->sets, count, sizeof *sweep->sets);
    for (i = 0; i < sweep->target_count; i++)
        nrr__target_end(&sweep->targets[i], memory);
    nrr__memory_release(memory, sweep->targets, sweep->target_count, sizeof *sweep->targets);
}
