/* SPDX-License-Identifier: MIT */
/* Run: see run.h. Periods are sorted by start, then end; each then joins the first run whose last
 * end is not above its own. The last ends of the runs descend, so that run is found by bisection,
 * and no cutting needs fewer runs: a period begins a new run only if each run before holds one that
 * contains it and all of those contain each other. */
#include "run.h"

#include "invariant.h"
#include "memory.h"
#include "sort.h"

#include <string.h>

/* A period on its way to a run. */
typedef struct run_period {
    int64_t start, end;
    uint32_t row;
    uint32_t run;
} run_period;

static int run_compare(const void *a, const void *b, const void *context)
{
    const run_period *left = a, *right = b;

    (void)context;
    if (left->start != right->start)
        return left->start < right->start ? -1 : 1;
    return (left->end > right->end) - (left->end < right->end);
}

/* The first run whose last end is not above `end`; run_count if there is none. */
static uint32_t run_find(const int64_t *last_ends, uint32_t run_count, int64_t end)
{
    uint32_t low = 0, high = run_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (last_ends[middle] <= end)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Assigns runs to sorted periods. The plan's ends serve as memory for the last end of each run. */
static void run_assign(nrr__plan *plan, run_period *periods)
{
    int64_t *last_ends = plan->ends;
    uint32_t i;

    for (i = 0; i < plan->period_count; i++) {
        uint32_t run = run_find(last_ends, plan->run_count, periods[i].end);
        if (run == plan->run_count)
            plan->runs[plan->run_count++].count = 0;
        last_ends[run] = periods[i].end;
        periods[i].run = run;
        plan->runs[run].count++;
    }
}

/* Lays the periods out run by run. */
static void run_lay_out(nrr__plan *plan, const run_period *periods)
{
    uint32_t i, place = 0;

    for (i = 0; i < plan->run_count; i++) {
        plan->runs[i].first = place;
        place += plan->runs[i].count;
        plan->runs[i].count = 0;
        plan->runs[i].is_series = 1;
    }
    for (i = 0; i < plan->period_count; i++) {
        nrr__run *run = &plan->runs[periods[i].run];
        place = run->first + run->count++;
        nrr__assert(run->count == 1 || plan->ends[place - 1] <= periods[i].end);
        run->is_series &= run->count == 1 || plan->ends[place - 1] == periods[i].start;
        plan->starts[place] = periods[i].start;
        plan->ends[place] = periods[i].end;
        plan->rows[place] = periods[i].row;
    }
}

static nrr_status run_plan(nrr__plan *plan, const nrr_query *query, const nrr_allocator *memory)
{
    size_t count = query->period_count;
    run_period *periods = nrr__memory_array(memory, count, 2 * sizeof *periods);
    nrr__sortable sortable = {periods, NULL, count, sizeof *periods, NULL};
    uint32_t i;

    if (periods == NULL)
        return NRR_E_MEMORY;
    for (i = 0; i < count; i++) {
        periods[i].start = query->periods[i].start;
        periods[i].end = query->periods[i].end;
        periods[i].row = i;
        periods[i].run = 0;
    }
    sortable.scratch = periods + count;
    nrr__sort(&sortable, run_compare);
    run_assign(plan, periods);
    run_lay_out(plan, periods);
    nrr__memory_release(memory, periods, count, 2 * sizeof *periods);
    return NRR_OK;
}

nrr_status nrr__plan_make(nrr__plan *plan, const nrr_query *query, const nrr_allocator *memory)
{
    size_t count = query->period_count;

    memset(plan, 0, sizeof *plan);
    plan->period_count = (uint32_t)count;
    plan->starts = nrr__memory_array(memory, count, sizeof *plan->starts);
    plan->ends = nrr__memory_array(memory, count, sizeof *plan->ends);
    plan->rows = nrr__memory_array(memory, count, sizeof *plan->rows);
    plan->runs = nrr__memory_array(memory, count, sizeof *plan->runs);
    if (plan->starts == NULL || plan->ends == NULL || plan->rows == NULL || plan->runs == NULL)
        return NRR_E_MEMORY;
    return run_plan(plan, query, memory);
}

void nrr__plan_end(nrr__plan *plan, const nrr_allocator *memory)
{
    nrr__memory_release(memory, plan->starts, plan->period_count, sizeof *plan->starts);
    nrr__memory_release(memory, plan->ends, plan->period_count, sizeof *plan->ends);
    nrr__memory_release(memory, plan->rows, plan->period_count, sizeof *plan->rows);
    nrr__memory_release(memory, plan->runs, plan->period_count, sizeof *plan->runs);
}

uint32_t nrr__run_place_above(const int64_t *edges, uint32_t low, uint32_t high, int64_t time)
{
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (edges[middle] > time)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}
