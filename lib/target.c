/* SPDX-License-Identifier: MIT */
/* Target: see target.h. */
#include "target.h"

#include "invariant.h"
#include "measure.h"
#include "memory.h"
#include "snapshot_state.h"

#include <string.h>

enum {
    /* Places more than a run has, where kernels may put what nobody asked for: of a series one before its
     * first place, and two behind the last. */
    TARGET_BEHIND = 3
};

nrr_status nrr__target_begin(nrr__target *target, const nrr_snapshot *snapshot,
                             const nrr_query *query)
{
    const nrr_allocator *memory = &snapshot->memory;
    size_t slots = 0;
    nrr_status status;

    target->query = query;
    target->measures = query->measures != 0 ? query->measures : nrr__measures_all();
    target->is_full = !nrr__measures_are_net(target->measures);
    if ((target->measures & nrr__measures_by_reason()) != 0)
        slots = NRR__REASON_SLOT_FIRST_NAMED_HOST + query->reason_count;
    status = nrr__plan_make(&target->plan, query, memory);
    if (status != NRR_OK)
        return status;
    status = nrr__group_map_begin(&target->map, snapshot, query);
    if (status != NRR_OK)
        return status;
    target->cells.places = target->plan.period_count;
    target->cells.groups = target->map.count;
    target->cells.cell_count = target->is_full ? NRR__CELL_FIXED + 2 * slots : NRR__CELL_NET;
    if (!nrr__cells_can_hold(&target->cells))
        return NRR_E_TOO_MANY;
    status = nrr__cells_make(&target->cells, memory);
    if (status != NRR_OK)
        return status;
    return nrr__reason_sums_make(&target->reasons, query, slots, memory);
}

/* A sum for each cell. */
static size_t target_sum_count(const nrr__target *target)
{
    return target->cells.places * nrr__cells_stride(&target->cells);
}

void nrr__target_end(nrr__target *target, const nrr_allocator *memory)
{
    nrr__reason_sums_end(&target->reasons, memory);
    nrr__group_views_end(&target->unit_views, memory);
    nrr__group_views_end(&target->line_views, memory);
    nrr__group_map_end(&target->map);
    nrr__memory_release(memory, target->lanes, target->lane_count, sizeof *target->lanes);
    nrr__memory_release(memory, target->sums, target_sum_count(target), sizeof *target->sums);
    if (target->cells.values != NULL)
        nrr__cells_end(&target->cells, memory);
    nrr__plan_end(&target->plan, memory);
}

/* A run has one piece of lanes, and a series two. */
void nrr__target_jobs(nrr__target *target, nrr__job *jobs)
{
    size_t stride = nrr__cells_stride(&target->cells);
    uint32_t i;

    target->lane_count = 0;
    for (i = 0; i < target->plan.run_count; i++) {
        const nrr__run *run = &target->plan.runs[i];
        size_t places = ((size_t)run->count + TARGET_BEHIND) * stride;
        memset(&jobs[i], 0, sizeof jobs[i]);
        jobs[i].target = target;
        jobs[i].run = run;
        jobs[i].points = target->lane_count;
        if (run->is_series)
            target->lane_count += places;
        jobs[i].lanes = target->lane_count;
        target->lane_count += places;
    }
}

nrr_status nrr__target_make_lanes(nrr__target *target, const nrr_allocator *memory)
{
    target->lanes = nrr__memory_zeroed(memory, target->lane_count, sizeof *target->lanes);
    return target->lanes == NULL ? NRR_E_MEMORY : NRR_OK;
}

nrr_status nrr__target_make_sums(nrr__target *target, const nrr_allocator *memory)
{
    if (target->sums == NULL)
        target->sums = nrr__memory_zeroed(memory, target_sum_count(target), sizeof *target->sums);
    return target->sums == NULL ? NRR_E_MEMORY : NRR_OK;
}

void nrr__target_add_sums(nrr__target *target)
{
    size_t count = target_sum_count(target), i;

    for (i = 0; target->sums != NULL && i < count; i++)
        target->cells.values[i] = nrr__wide_add(target->cells.values[i], nrr__wide_of(target->sums[i]));
}

/* Adds the points of a series as differences: all but the base holds for one place. */
static void target_flush_points(nrr__target *target, const nrr__run *run, const nrr__lane64 *points)
{
    size_t cell_count = target->cells.cell_count, stride = nrr__cells_stride(&target->cells);
    size_t count = run->count * stride, i;
    nrr__wide *cells = target->cells.values + run->first * stride;

    for (i = 0; i < count; i++) {
        nrr__wide value = nrr__wide_of(points[i]);
        if (points[i] == 0)
            continue;
        cells[i] = nrr__wide_add(cells[i], value);
        if (i % cell_count > NRR__CELL_BASE && i + stride < count)
            cells[i + stride] = nrr__wide_subtract(cells[i + stride], value);
    }
}

static void target_flush_lanes(nrr__target *target, const nrr__run *run, const nrr__lane64 *lanes)
{
    size_t stride = nrr__cells_stride(&target->cells), count = run->count * stride, i;
    nrr__wide *cells = target->cells.values + run->first * stride;

    for (i = 0; i < count; i++)
        if (lanes[i] != 0)
            cells[i] = nrr__wide_add(cells[i], nrr__wide_of(lanes[i]));
}

void nrr__target_flush(nrr__target *target)
{
    const nrr__lane64 *lanes = target->lanes;
    uint32_t i;

    for (i = 0; i < target->plan.run_count; i++) {
        const nrr__run *run = &target->plan.runs[i];
        size_t places = ((size_t)run->count + TARGET_BEHIND) * nrr__cells_stride(&target->cells);
        if (run->is_series) {
            target_flush_points(target, run, lanes + nrr__cells_stride(&target->cells));
            lanes += places;
        }
        target_flush_lanes(target, run, lanes);
        lanes += places;
    }
    nrr__assert(lanes == target->lanes + target->lane_count);
    memset(target->lanes, 0, target->lane_count * sizeof *target->lanes);
    target->used = 0;
}

void nrr__target_expect(nrr__target *target, uint64_t bound)
{
    uint64_t changes = (uint64_t)target->unit_views.longest + target->line_views.longest + 1;

    bound = bound >= NRR__LANE_LIMIT / changes ? UINT64_MAX : bound * changes;
    target->is_wide = bound >= NRR__LANE_LIMIT;
    if (target->is_wide)
        return;
    if (bound > NRR__LANE_LIMIT - target->used)
        nrr__target_flush(target);
    target->used += bound;
}

void nrr__target_total(nrr__target *target)
{
    const nrr__cells *from = &target->total_of->cells;
    size_t count = target->cells.cell_count, place, group, cell;

    nrr__assert(target->cells.groups == 1 && from->cell_count == count);
    for (place = 0; place < from->places; place++)
        for (group = 0; group < from->groups; group++)
            for (cell = 0; cell < count; cell++) {
                nrr__wide *into = &target->cells.values[place * count + cell];
                *into = nrr__wide_add(*into,
                                      from->values[(place * from->groups + group) * count + cell]);
            }
}

nrr_status nrr__job_index(nrr__job *job, const nrr__edges *edges, const nrr_allocator *memory)
{
    const nrr__plan *plan = &job->target->plan;
    const int64_t *starts = plan->starts + job->run->first, *ends = plan->ends + job->run->first;
    uint32_t index, enter = 0, leave = 0;

    job->index_count = edges->count + 1;
    job->enter = nrr__memory_array(memory, job->index_count, 3 * sizeof *job->enter);
    if (job->enter == NULL)
        return NRR_E_MEMORY;
    job->leave = job->enter + job->index_count;
    job->within = job->leave + job->index_count;
    /* A movement with so many edges at or before it is before edge number `index`: a period's end is
     * above it from that edge on. */
    for (index = 0; index < job->index_count; index++) {
        while (enter < job->run->count && nrr__edges_place(edges, ends[enter]) < index)
            enter++;
        while (leave < job->run->count && nrr__edges_place(edges, starts[leave]) < index)
            leave++;
        job->enter[index] = enter;
        job->leave[index] = leave;
        job->within[index] = leave == 0 ? 0 : enter + 1;
    }
    return NRR_OK;
}
