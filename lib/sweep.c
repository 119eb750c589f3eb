/* SPDX-License-Identifier: MIT */
/* Sweep: see sweep.h. This file is the order of the passes; what a pass does is in the kernels. */
#include "sweep_pass.h"

#include "memory.h"

#include <string.h>

static nrr__kernel sweep_kernel(const nrr__sweep *sweep, const nrr__job *job)
{
    nrr__target *target = job->target;
    size_t stride = nrr__cells_stride(&target->cells);
    nrr__kernel kernel;

    memset(&kernel, 0, sizeof kernel);
    kernel.run = job->run;
    kernel.starts = target->plan.starts + job->run->first;
    kernel.ends = target->plan.ends + job->run->first;
    kernel.enter = job->enter;
    kernel.leave = job->leave;
    kernel.within = job->within;
    kernel.points = target->lanes + job->points;
    kernel.lanes64 = target->lanes + job->lanes;
    kernel.lanes128 = target->cells.values + job->run->first * stride;
    kernel.cell_count = target->cells.cell_count;
    kernel.stride = stride;
    kernel.is_full = target->is_full;
    kernel.reasons = &target->reasons;
    kernel.switches = sweep->switches;
    kernel.unassigned = (uint32_t)target->cells.groups - 1;
    return kernel;
}

/* Sweeps units of the track at hand, by the kernel that is right for them. */
static void sweep_units(const nrr__job *job, const nrr__kernel *kernel, nrr__range units)
{
    if (job->target->is_wide)
        nrr__window_sweep128(kernel, units);
    else if (!job->run->is_series)
        nrr__window_sweep64(kernel, units);
    else if (nrr__series_sweep(kernel, units) != 0)
        nrr__window_sweep_switching64(kernel, units);
}

static void sweep_lost(const nrr__sweep_pass *pass, const nrr__kernel *kernel, uint32_t unit, int is_line)
{
    if (pass->job->target->is_wide)
        nrr__lost_sweep128(kernel, unit, &pass->schedule, is_line);
    else
        nrr__lost_sweep64(kernel, unit, &pass->schedule, is_line);
}

/* The lines of a customer, [first, end) of their track; none if it is its own only line. */
static nrr__range sweep_lines_of(const nrr__timeline *timeline, uint32_t customer)
{
    nrr__range lines = {0, 0};

    if (timeline->first_line != NULL) {
        lines.first = timeline->first_line[customer];
        lines.end = timeline->first_line[customer + 1];
    }
    return lines;
}

/* The group of the parents that a customer of a block is a part of, or 0. */
static uint32_t sweep_parent(const nrr__sweep_block *block, uint32_t customer)
{
    return nrr__parent_timeline_group(block->parents, nrr__sweep_customer(block, customer));
}

nrr__schedule nrr__sweep_schedule(const nrr__sweep_pass *pass, uint32_t customer)
{
    nrr__kernel_unit unit = nrr__kernel_unit_of(&pass->kernel, customer);
    uint32_t group = sweep_parent(pass->block, customer);

    if (pass->job->parents != NULL && group != 0)
        return pass->job->parents[group - 1];
    return nrr__schedule_of(&pass->kernel, &unit);
}

/* Adds a customer of a block that is not plain: one of several lines, or of a group. */
static void sweep_customer(nrr__sweep_pass *pass, uint32_t customer)
{
    const nrr__timeline *timeline = pass->block->timeline;
    int by_line = pass->job->target->query->unit == NRR_UNIT_LINE;
    int is_part = sweep_parent(pass->block, customer) != 0;
    nrr__range lines = sweep_lines_of(timeline, customer), self = {customer, customer + 1};
    nrr__kernel of_lines = pass->kernel;
    int has_lines = lines.first != lines.end;

    nrr__swept_track_show(&pass->sweep->lines, &of_lines);
    of_lines.views = pass->line_views;
    of_lines.next = NULL;
    if (by_line && has_lines) {
        sweep_units(pass->job, &of_lines, lines);
        return;
    }
    if (!is_part)
        sweep_units(pass->job, &pass->kernel, self);
    if (!pass->kernel.is_full || (!has_lines && !is_part))
        return;
    pass->schedule = nrr__sweep_schedule(pass, customer);
    if (!is_part)
        sweep_lost(pass, &pass->kernel, customer, 0);
    if (!has_lines)
        sweep_lost(pass, &pass->kernel, customer, 1);
    for (; lines.first < lines.end; lines.first++)
        sweep_lost(pass, &of_lines, lines.first, 1);
}

/* Sweeps the customers of a block: in one go those who are nothing but themselves. */
static void sweep_customers(nrr__sweep_pass *pass)
{
    const nrr__timeline *timeline = pass->block->timeline;
    nrr__range plain = {0, 0};

    for (; plain.end < timeline->customers.unit_count; plain.end++) {
        nrr__range lines = sweep_lines_of(timeline, plain.end);
        if (lines.first == lines.end && sweep_parent(pass->block, plain.end) == 0)
            continue;
        sweep_units(pass->job, &pass->kernel, plain);
        sweep_customer(pass, plain.end);
        plain.first = plain.end + 1;
    }
    sweep_units(pass->job, &pass->kernel, plain);
}

/* Sweeps a block by a job, but for the units that are in a batch (kernel.h). */
static void sweep_job(nrr__sweep *sweep, const nrr__job *job, const nrr__sweep_block *block,
                      const uint32_t *next)
{
    nrr__sweep_pass pass = {sweep, job, block, sweep_kernel(sweep, job), NULL, {0, 0, NULL}};
    nrr__sweep_block own = *block;
    uint32_t i;

    if (job->target->query->unit != NRR_UNIT_PARENT)
        own.parents = NULL;
    pass.block = &own;
    nrr__swept_track_prepare(&sweep->units, job->target->query);
    nrr__swept_track_prepare(&sweep->lines, job->target->query);
    nrr__swept_track_show(&sweep->units, &pass.kernel);
    if (nrr__target_has_groups(job->target)) {
        pass.kernel.views = &job->target->unit_views;
        pass.line_views = &job->target->line_views;
    }
    pass.kernel.next = next;
    sweep_customers(&pass);
    for (i = 0; job->target->is_full && i < block->timeline->renewal_count; i++)
        nrr__sweep_renewal(&pass, &block->timeline->renewals[i]);
}

/* Whether a job passes over indices: nearly all do. */
static int sweep_needs_indices(const nrr__sweep *sweep, const nrr__job *job)
{
    nrr__kernel kernel = sweep_kernel(sweep, job);

    return !job->run->is_series || job->target->is_wide || nrr__target_has_groups(job->target) ||
           nrr__series_needs_indices(&kernel);
}

/* Whether one of the jobs of a set, which begin at a place, does. */
static int sweep_set_needs_indices(const nrr__sweep *sweep, size_t first, uint32_t set)
{
    size_t i;

    for (i = first; i < sweep->job_count && sweep->jobs[i].set == set; i++)
        if (sweep->jobs[i].target->is_active && sweep_needs_indices(sweep, &sweep->jobs[i]))
            return 1;
    return 0;
}

/* Whether the units of a block that all jobs with batches ask for are its customers, and their lanes hold what
 * they bring. */
static int sweep_has_batches(const nrr__dense *dense, const nrr__sweep_block *block)
{
    const nrr__job *job;

    for (job = dense->jobs; job != NULL; job = job->beside) {
        const nrr__target *target = job->target;
        if (!target->is_active || target->is_wide ||
            (target->query->unit == NRR_UNIT_LINE && block->timeline->first_line != NULL) ||
            (target->query->unit == NRR_UNIT_PARENT && block->parents != NULL))
            return 0;
    }
    return dense->batch_count != 0;
}

/* Makes room for what batches say of each unit. */
static nrr_status sweep_reserve_next(nrr__sweep *sweep, size_t units)
{
    if (units <= sweep->next_capacity)
        return NRR_OK;
    nrr__memory_release(&sweep->memory, sweep->next, sweep->next_capacity, sizeof *sweep->next);
    sweep->next = nrr__memory_array(&sweep->memory, units, sizeof *sweep->next);
    sweep->next_capacity = sweep->next == NULL ? 0 : units;
    return sweep->next == NULL ? NRR_E_MEMORY : NRR_OK;
}

/* Puts customers of a block into the batches of a set, and says which are in none (kernel.h); NULL: all. */
static nrr_status sweep_batch(nrr__sweep *sweep, uint32_t set, const nrr__sweep_block *block,
                              const uint32_t **next)
{
    const nrr__track *track = &sweep->units.track;
    nrr__dense *dense;
    nrr__kernel kernel;
    nrr_status status;

    *next = NULL;
    if (sweep->dense == NULL || !sweep_has_batches(&sweep->dense[set], block))
        return NRR_OK;
    dense = &sweep->dense[set];
    status = nrr__dense_prepare(dense, track);
    if (status == NRR_OK && dense->batches != NULL)
        status = sweep_reserve_next(sweep, (size_t)track->unit_count + 1);
    if (status != NRR_OK || dense->batches == NULL)
        return status;
    memset(&kernel, 0, sizeof kernel);
    nrr__swept_track_show(&sweep->units, &kernel);
    kernel.classes = track->classes;
    if (dense->by != NULL) {
        kernel.views = &dense->by->unit_views;
        kernel.unassigned = (uint32_t)dense->by->cells.groups - 1;
    }
    nrr__dense_take(dense, &kernel, sweep->next);
    *next = sweep->next;
    return NRR_OK;
}

static uint64_t sweep_bound(const nrr__sweep_block *block)
{
    const nrr__timeline *timeline = block->timeline;
    uint64_t customers = nrr__track_bound(&timeline->customers);
    uint64_t lines = nrr__track_bound(&timeline->lines);
    nrr__wide renewals = nrr__wide_product((uint64_t)timeline->renewal_count + 1,
                                           timeline->customers.level_bits |
                                               timeline->lines.level_bits);

    if (customers >= NRR__LANE_LIMIT / 4 || lines >= NRR__LANE_LIMIT / 4 || renewals.high != 0 ||
        renewals.low >= NRR__LANE_LIMIT / 4)
        return UINT64_MAX;
    return customers + lines + 2 * renewals.low;
}

static int sweep_wants_parents(const nrr__target *target)
{
    return target->query->unit == NRR_UNIT_PARENT;
}

/* Looks up the groups of all units of a block. */
static nrr_status sweep_view_block(nrr__target *target, const nrr__sweep_block *block,
                                   const nrr_allocator *memory)
{
    const nrr__timeline *timeline = block->timeline;
    int by_line = target->query->unit == NRR_UNIT_LINE;
    uint32_t units = timeline->customers.unit_count, lines = timeline->lines.unit_count, i, line;
    nrr_status status = nrr__group_views_start(&target->unit_views, memory, units);

    if (status == NRR_OK && !by_line && block->numbers == NULL && /* who is not by line has no views of lines */
        nrr__group_views_share(&target->unit_views, &target->map, block->first_customer, units))
        return NRR_OK;
    if (status == NRR_OK)
        status = nrr__group_views_start(&target->line_views, memory, lines);
    for (i = 0; i < units && status == NRR_OK; i++) {
        uint32_t customer = nrr__sweep_customer(block, i);
        nrr__range of = sweep_lines_of(timeline, i);
        status = by_line && of.first == of.end
                     ? nrr__group_views_line(&target->unit_views, &target->map, i, customer,
                                             nrr__timeline_only_line(timeline, i))
                     : nrr__group_views_customer(&target->unit_views, &target->map, i, customer);
        for (line = of.first; by_line && line < of.end && status == NRR_OK; line++)
            status = nrr__group_views_line(&target->line_views, &target->map, line, customer,
                                           timeline->line_ids[line]);
    }
    if (status != NRR_OK)
        return status;
    nrr__group_views_finish(&target->unit_views, units);
    if (by_line)
        nrr__group_views_finish(&target->line_views, lines);
    return NRR_OK;
}

/* Keeps the schedules of all groups of parents with a job: first counted, then kept. */
static nrr_status sweep_keep_schedules(const nrr__sweep *sweep, nrr__job *job,
                                       const nrr__kernel *kernel)
{
    size_t count = 0;
    uint32_t group;

    for (group = 0; group < job->parent_count; group++) {
        nrr__kernel_unit unit = nrr__kernel_unit_of(kernel, group);
        job->parents[group] = nrr__schedule_of(kernel, &unit);
        count += job->parents[group].count;
    }
    job->parent_switch_count = count;
    job->parent_switches = nrr__memory_array(&sweep->memory, count, sizeof *job->parent_switches);
    if (job->parent_switches == NULL)
        return NRR_E_MEMORY;
    for (group = 0, count = 0; group < job->parent_count; group++) {
        nrr__kernel_unit unit = nrr__kernel_unit_of(kernel, group);
        nrr__schedule schedule = nrr__schedule_of(kernel, &unit);
        job->parents[group].switches = job->parent_switches + count;
        if (schedule.count != 0)
            memcpy(job->parent_switches + count, schedule.switches,
                   schedule.count * sizeof *schedule.switches);
        count += schedule.count;
    }
    return NRR_OK;
}

/* Looks up the groups of parents. */
static nrr_status sweep_view_parents(nrr__target *target, const nrr__parent_timeline *parents,
                                     const nrr_allocator *memory)
{
    nrr_status status = nrr__group_views_start(&target->unit_views, memory, parents->group_count);
    uint32_t group;

    for (group = 0; group < parents->group_count && status == NRR_OK; group++)
        status = nrr__group_views_customer(&target->unit_views, &target->map, group,
                                           parents->tops[group]);
    if (status == NRR_OK)
        nrr__group_views_finish(&target->unit_views, parents->group_count);
    return status;
}

/* Finds where the lines of customers with a parent go, once for each job that asks: it is the same for all
 * blocks. */
static nrr_status sweep_schedule_parents(nrr__sweep *sweep, nrr__job *job,
                                         const nrr__parent_timeline *parents)
{
    nrr__kernel kernel = sweep_kernel(sweep, job);
    nrr__swept_track swept;
    nrr__target *target = job->target;
    nrr_status status;

    if (!nrr__target_has_groups(target) || !target->is_full || parents == NULL ||
        !sweep_wants_parents(target) || job->parents != NULL)
        return NRR_OK;
    memset(&swept, 0, sizeof swept);
    job->parent_count = parents->group_count;
    job->parents = nrr__memory_zeroed(&sweep->memory, job->parent_count, sizeof *job->parents);
    status = job->parents == NULL ? NRR_E_MEMORY : sweep_view_parents(target, parents, &sweep->memory);
    if (status == NRR_OK)
        status = nrr__swept_track_take(&swept, &parents->groups, &sweep->memory);
    if (status == NRR_OK) {
        nrr__swept_track_index(&swept, &sweep->sets[job->set]);
        swept.classes = swept.track.classes;
        nrr__swept_track_show(&swept, &kernel);
        kernel.views = &target->unit_views;
    }
    if (status == NRR_OK)
        status = sweep_keep_schedules(sweep, job, &kernel);
    nrr__swept_track_end(&swept, &sweep->memory);
    return status;
}

nrr_status nrr__sweep_add(nrr__sweep *sweep, const nrr__sweep_block *block)
{
    const nrr__timeline *timeline = block->timeline;
    nrr_status status = nrr__swept_track_take(&sweep->units, &timeline->customers, &sweep->memory);
    uint64_t bound = sweep_bound(block);
    size_t i;
    uint32_t set;

    if (status == NRR_OK)
        status = nrr__swept_track_take(&sweep->lines, &timeline->lines, &sweep->memory);
    for (i = 0; i < sweep->job_count && status == NRR_OK; i++)
        status = sweep_schedule_parents(sweep, &sweep->jobs[i], block->parents);
    if (status != NRR_OK)
        return status;
    for (i = 0; i < sweep->target_count; i++) {
        if (!sweep->targets[i].is_active || sweep->targets[i].total_of != NULL)
            continue;
        if (sweep->targets[i].query->unit == NRR_UNIT_LINE ? timeline->line_overflow
                                                           : timeline->customer_overflow)
            return NRR_E_OVERFLOW;
        if (nrr__target_has_groups(&sweep->targets[i]))
            status = sweep_view_block(&sweep->targets[i], block, &sweep->memory);
        if (status != NRR_OK)
            return status;
        nrr__target_expect(&sweep->targets[i], bound);
    }
    for (set = 0, i = 0; set < sweep->set_count; set++) {
        const uint32_t *next;
        if (sweep_set_needs_indices(sweep, i, set)) {
            nrr__swept_track_index(&sweep->units, &sweep->sets[set]);
            nrr__swept_track_index(&sweep->lines, &sweep->sets[set]);
        }
        status = sweep_batch(sweep, set, block, &next);
        if (status != NRR_OK)
            return status;
        for (; i < sweep->job_count && sweep->jobs[i].set == set; i++)
            if (sweep->jobs[i].target->is_active)
                sweep_job(sweep, &sweep->jobs[i], block,
                          sweep->jobs[i].opens == NULL ? NULL : next);
    }
    return NRR_OK;
}

/* Sweeps the groups of the job's part, which are those whose parents lie in its blocks, by one job. */
static void sweep_parents(nrr__sweep *sweep, const nrr__job *job,
                          const nrr__parent_timeline *parents)
{
    nrr__sweep_pass pass = {sweep, job, NULL, sweep_kernel(sweep, job), NULL, {0, 0, NULL}};
    nrr__kernel_unit unit;
    uint32_t group;

    nrr__swept_track_prepare(&sweep->units, job->target->query);
    nrr__swept_track_show(&sweep->units, &pass.kernel);
    if (nrr__target_has_groups(job->target))
        pass.kernel.views = &job->target->unit_views;
    for (group = 0; group < parents->group_count; group++) {
        nrr__range self = {group, group + 1};
        if (!nrr__query_has_block(job->target->query, nrr__block_of(parents->tops[group])))
            continue;
        sweep_units(job, &pass.kernel, self);
        if (!job->target->is_full)
            continue;
        unit = nrr__kernel_unit_of(&pass.kernel, group);
        pass.schedule = nrr__schedule_of(&pass.kernel, &unit);
        sweep_lost(&pass, &pass.kernel, group, 0);
    }
}

nrr_status nrr__sweep_add_parents(nrr__sweep *sweep, const nrr__parent_timeline *parents)
{
    nrr_status status = nrr__swept_track_take(&sweep->units, &parents->groups, &sweep->memory);
    uint64_t bound = nrr__track_bound(&parents->groups);
    uint32_t set;
    size_t i;

    if (status != NRR_OK)
        return status;
    for (i = 0; i < sweep->target_count; i++) {
        if (!sweep_wants_parents(&sweep->targets[i]) || sweep->targets[i].total_of != NULL)
            continue;
        if (parents->overflow)
            return NRR_E_OVERFLOW;
        if (nrr__target_has_groups(&sweep->targets[i]))
            status = sweep_view_parents(&sweep->targets[i], parents, &sweep->memory);
        if (status != NRR_OK)
            return status;
        nrr__target_expect(&sweep->targets[i], bound >= NRR__LANE_LIMIT / 4 ? UINT64_MAX : bound);
    }
    for (set = 0, i = 0; set < sweep->set_count; set++) {
        nrr__swept_track_index(&sweep->units, &sweep->sets[set]);
        for (; i < sweep->job_count && sweep->jobs[i].set == set; i++)
            if (sweep_wants_parents(sweep->jobs[i].target))
                sweep_parents(sweep, &sweep->jobs[i], parents);
    }
    return NRR_OK;
}

void nrr__sweep_finish(nrr__sweep *sweep)
{
    size_t i;

    for (i = 0; sweep->dense != NULL && i < sweep->set_count; i++)
        nrr__dense_finish(&sweep->dense[i]);
    for (i = 0; i < sweep->target_count; i++) {
        if (sweep->targets[i].total_of != NULL)
            continue;
        nrr__target_flush(&sweep->targets[i]);
        nrr__cells_finish(&sweep->targets[i].cells, &sweep->targets[i].plan);
        nrr__target_add_sums(&sweep->targets[i]);
    }
    for (i = 0; i < sweep->target_count; i++)
        if (sweep->targets[i].total_of != NULL)
            nrr__target_total(&sweep->targets[i]);
}
