/* SPDX-License-Identifier: MIT */
/* Report make: one or several reports from a snapshot, in one pass over its units. */
#include "nrr/report.h"

#include "memory.h"
#include "report_state.h"
#include "snapshot_state.h"
#include "sweep.h"

#include <string.h>

/* What reports are made of: a sweep, and timelines that are built on the way. */
typedef struct make_work {
    const nrr_snapshot *snapshot;
    nrr__sweep sweep;
    nrr__timeline_builder builder;
} make_work;

/* The parents of a snapshot, if a query asks for them. */
static nrr_status make_parents(make_work *work, const nrr__parent_timeline **parents)
{
    size_t i;

    *parents = NULL;
    for (i = 0; i < work->sweep.target_count; i++)
        if (work->sweep.targets[i].query->unit == NRR_UNIT_PARENT)
            return nrr__parent_timeline_of(work->snapshot, &work->builder, parents);
    return NRR_OK;
}

/* Says which targets a block belongs to; whether there are any. */
static int make_choose(nrr__sweep *sweep, uint32_t first_customer)
{
    size_t i;
    int any = 0;

    for (i = 0; i < sweep->target_count; i++) {
        nrr__target *target = &sweep->targets[i];
        target->is_active = nrr__query_has_block(target->query, nrr__block_of(first_customer));
        any |= target->is_active;
    }
    return any;
}

/* Counts the contradictions of a block for the targets that it belongs to. */
static void make_count_findings(make_work *work, const nrr__timeline *timeline)
{
    uint64_t count = nrr__timeline_findings(timeline);
    size_t i;

    for (i = 0; i < work->sweep.target_count; i++)
        if (work->sweep.targets[i].is_active)
            work->sweep.targets[i].findings += count;
}

/* Contradicting values of the dimensions that a query is by belong to its first part. */
static void make_count_contradictions(nrr__sweep *sweep)
{
    size_t i;

    for (i = 0; i < sweep->target_count; i++)
        if (sweep->targets[i].query->part == 0)
            sweep->targets[i].findings += sweep->targets[i].map.grouping.contradictions;
}

/* A strict snapshot does not report over contradictions, whatever else is wrong in which block. */
static nrr_status make_check_strict(make_work *work)
{
    const nrr_snapshot *snapshot = work->snapshot;
    const nrr__timeline *timeline;
    nrr_status status = NRR_OK;
    size_t target;
    uint32_t i;

    for (target = 0; target < work->sweep.target_count; target++)
        if (snapshot->is_strict && work->sweep.targets[target].findings != 0)
            return NRR_E_FINDINGS;
    for (i = 0; snapshot->is_strict && i < snapshot->version_count && status == NRR_OK; i++) {
        if (!make_choose(&work->sweep, snapshot->versions[i]->first_customer))
            continue;
        status = nrr__timeline_of(snapshot->versions[i], &work->builder, &timeline);
        if (status == NRR_OK && nrr__timeline_findings(timeline) != 0)
            status = NRR_E_FINDINGS;
    }
    return status;
}

static nrr_status make_sweep_block(make_work *work, nrr__block_version *version,
                                   const nrr__parent_timeline *parents)
{
    nrr__sweep_block block = {NULL, NULL, version->first_customer, parents};
    nrr_status status = nrr__timeline_of(version, &work->builder, &block.timeline);

    if (status != NRR_OK)
        return status;
    make_count_findings(work, block.timeline);
    return nrr__sweep_add(&work->sweep, &block);
}

static nrr_status make_sweep(make_work *work)
{
    const nrr_snapshot *snapshot = work->snapshot;
    const nrr__parent_timeline *parents = NULL;
    nrr_status status;
    uint32_t i;

    make_count_contradictions(&work->sweep);
    status = make_check_strict(work);
    if (status == NRR_OK)
        status = make_parents(work, &parents);
    for (i = 0; i < snapshot->version_count && status == NRR_OK; i++)
        if (make_choose(&work->sweep, snapshot->versions[i]->first_customer))
            status = make_sweep_block(work, snapshot->versions[i], parents);
    if (status == NRR_OK && parents != NULL)
        status = nrr__sweep_add_parents(&work->sweep, parents);
    if (status == NRR_OK)
        nrr__sweep_finish(&work->sweep);
    return status;
}

/* The report of a swept target. */
static nrr_status make_report(const make_work *work, const nrr__target *target, nrr_report **report)
{
    const nrr_snapshot *snapshot = work->snapshot;
    nrr_report *made = nrr__report_new(target->query, &target->cells, 1, &snapshot->memory);
    nrr_status status;

    if (made == NULL)
        return NRR_E_MEMORY;
    status = nrr__group_keys_of_map(&made->groups, &target->map, snapshot);
    if (status != NRR_OK) {
        nrr_report_free(made);
        return status;
    }
    made->findings = target->findings;
    made->pieces[0].mark = nrr__mark_hold(snapshot->mark);
    made->pieces[0].part = target->query->part;
    made->pieces[0].parts = target->query->parts;
    nrr__cells_add(&made->cells, &target->cells);
    nrr__report_flag(made, &snapshot->coverage);
    status = nrr__report_fill(made);
    if (status != NRR_OK) {
        nrr_report_free(made);
        return status;
    }
    *report = made;
    return NRR_OK;
}

/* All reports or none. */
static nrr_status make_reports(make_work *work, nrr_report **reports)
{
    size_t count = work->sweep.target_count, made;
    nrr_status status = make_sweep(work);

    if (status != NRR_OK)
        return status;
    for (made = 0; made < count && status == NRR_OK; made++)
        status = make_report(work, &work->sweep.targets[made], &reports[made]);
    if (status == NRR_OK)
        return NRR_OK;
    for (made--; made > 0; made--)
        nrr_report_free(reports[made - 1]);
    return status;
}

static nrr_status make_check(const nrr_query *const *queries, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (queries[i] == NULL)
            return NRR_E_NULL;
        if (queries[i]->period_count == 0)
            return NRR_E_PERIODS;
        if (queries[i]->part >= queries[i]->parts)
            return NRR_E_PART;
    }
    return NRR_OK;
}

nrr_status nrr_snapshot_reports(const nrr_snapshot *snapshot, const nrr_query *const *queries,
                                size_t count, nrr_report **reports)
{
    make_work work;
    nrr_report **made;
    nrr_status status;

    if (snapshot == NULL || ((queries == NULL || reports == NULL) && count != 0))
        return NRR_E_NULL;
    status = make_check(queries, count);
    if (status != NRR_OK)
        return status;
    made = nrr__memory_array(&snapshot->memory, count, sizeof *made);
    if (made == NULL)
        return NRR_E_MEMORY;
    work.snapshot = snapshot;
    nrr__timeline_builder_begin(&work.builder, &snapshot->memory);
    status = nrr__sweep_begin(&work.sweep, snapshot, queries, count, 1);
    if (status == NRR_OK)
        status = make_reports(&work, made);
    nrr__sweep_end(&work.sweep);
    nrr__timeline_builder_end(&work.builder);
    if (status == NRR_OK && count != 0)
        memcpy(reports, made, count * sizeof *made);
    nrr__memory_release(&snapshot->memory, made, count, sizeof *made);
    return status;
}

nrr_status nrr_snapshot_report(const nrr_snapshot *snapshot, const nrr_query *query,
                               nrr_report **report)
{
    if (report == NULL)
        return NRR_E_NULL;
    return nrr_snapshot_reports(snapshot, &query, 1, report);
}
