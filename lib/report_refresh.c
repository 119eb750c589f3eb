/* SPDX-License-Identifier: MIT */
/* Report refresh: reports of one snapshot brought up to a later one. What customers of whom new rows came
 * added to the cells is taken away, and what they add now is added; nobody else is looked at where differ.c can
 * tell them apart. */
#include "differ.h"
#include "memory.h"
#include "report_state.h"
#include "snapshot_state.h"
#include "sweep.h"

#include <string.h>

typedef struct refresh_work {
    const nrr_report *const *reports;
    size_t count;
    const nrr_snapshot *before, *after;
    nrr__differ differ;
    nrr__sweep minus, plus;
    nrr_status swept; /* NRR_E_OVERFLOW: only contradictions are still looked for */
} refresh_work;

/* Whether a report can be brought up to date block by block. */
static int refresh_is_by_block(const refresh_work *work, const nrr_report *report)
{
    return report->query->unit != NRR_UNIT_PARENT &&
           (report->query->dimension_count == 0 ||
            work->before->assignments == work->after->assignments);
}

/* Says which reports a block belongs to; whether there are any. */
static int refresh_choose(refresh_work *work, uint32_t first_customer)
{
    uint32_t block = nrr__block_of(first_customer);
    int any = 0;
    size_t i;

    for (i = 0; i < work->count; i++) {
        int is_active = refresh_is_by_block(work, work->reports[i]) &&
                        nrr__report_has_block(work->reports[i], block);
        work->minus.targets[i].is_active = is_active;
        work->plus.targets[i].is_active = is_active;
        any |= is_active;
    }
    return any;
}

static void refresh_count(nrr__sweep *sweep, uint64_t findings)
{
    size_t i;

    for (i = 0; i < sweep->target_count; i++)
        if (sweep->targets[i].is_active)
            sweep->targets[i].findings += findings;
}

static nrr_status refresh_sweep(refresh_work *work, const nrr__difference *difference,
                                uint32_t first_customer)
{
    nrr__sweep_block block = {NULL, difference->numbers, first_customer, NULL};
    nrr_status status = NRR_OK;

    if (difference->before != NULL) {
        block.timeline = difference->before;
        status = nrr__sweep_add(&work->minus, &block);
    }
    if (difference->after != NULL && status == NRR_OK) {
        block.timeline = difference->after;
        status = nrr__sweep_add(&work->plus, &block);
    }
    return status;
}

/* Whether there is more to be looked at: a strict snapshot does not report over contradictions, whatever else
 * is wrong before them. */
static int refresh_goes_on(const refresh_work *work, nrr_status status)
{
    return status == NRR_OK || (status == NRR_E_OVERFLOW && work->after->is_strict);
}

/* Takes a block from what it was to what it is; one of both may be NULL. */
static nrr_status refresh_block(refresh_work *work, nrr__block_version *before,
                                nrr__block_version *after)
{
    uint32_t first_customer = before == NULL ? after->first_customer : before->first_customer;
    nrr__difference difference;
    nrr_status status = nrr__differ_find(&work->differ, before, after, &difference);

    if (status != NRR_OK)
        return status;
    refresh_count(&work->minus, difference.findings_before);
    refresh_count(&work->plus, difference.findings_after);
    if (work->swept != NRR_OK)
        return NRR_OK;
    work->swept = refresh_sweep(work, &difference, first_customer);
    return refresh_goes_on(work, work->swept) ? NRR_OK : work->swept;
}

/* The contradictions that report number i sees now. */
static uint64_t refresh_findings(const refresh_work *work, size_t i)
{
    return work->reports[i]->findings - work->minus.targets[i].findings +
           work->plus.targets[i].findings;
}

/* Contradictions that a strict snapshot does not report over. What is made anew asks for itself. */
static nrr_status refresh_check_strict(const refresh_work *work)
{
    size_t i;

    for (i = 0; i < work->count && work->after->is_strict; i++)
        if (refresh_is_by_block(work, work->reports[i]) && refresh_findings(work, i) != 0)
            return NRR_E_FINDINGS;
    return work->swept;
}

/* The version at a place if it is of that block, and the place behind it. */
static nrr__block_version *refresh_take(const nrr_snapshot *snapshot, uint32_t first_customer,
                                        uint32_t *place)
{
    if (*place == snapshot->version_count ||
        snapshot->versions[*place]->first_customer != first_customer)
        return NULL;
    return snapshot->versions[(*place)++];
}

/* The first customer of the next block of a snapshot; no customer behind the last one. */
static uint32_t refresh_next(const nrr_snapshot *snapshot, uint32_t place)
{
    return place == snapshot->version_count ? UINT32_MAX
                                            : snapshot->versions[place]->first_customer;
}

/* Goes through the blocks of both snapshots, which ascend. */
static nrr_status refresh_blocks(refresh_work *work)
{
    uint32_t place_before = 0, place_after = 0;
    nrr_status status = NRR_OK;

    while (status == NRR_OK && (place_before < work->before->version_count ||
                                place_after < work->after->version_count)) {
        uint32_t first = refresh_next(work->before, place_before);
        uint32_t other = refresh_next(work->after, place_after);
        nrr__block_version *before, *after;
        first = other < first ? other : first;
        before = refresh_take(work->before, first, &place_before);
        after = refresh_take(work->after, first, &place_after);
        if (!nrr__block_version_same(before, after) && refresh_choose(work, first))
            status = refresh_block(work, before, after);
    }
    nrr__sweep_finish(&work->minus);
    nrr__sweep_finish(&work->plus);
    return status != NRR_OK ? status : refresh_check_strict(work);
}

/* The report number i as it is now. */
static nrr_status refresh_report(const refresh_work *work, size_t i, nrr_report **refreshed)
{
    const nrr_report *report = work->reports[i];
    nrr_report *made = nrr__report_new(report->query, &report->cells, report->piece_count,
                                       &work->after->memory);
    nrr_status status;
    size_t piece;

    if (made == NULL)
        return NRR_E_MEMORY;
    for (piece = 0; piece < made->piece_count; piece++) {
        made->pieces[piece] = report->pieces[piece];
        made->pieces[piece].mark = nrr__mark_hold(work->after->mark);
    }
    status = nrr__group_keys_of_map(&made->groups, &work->plus.targets[i].map, work->after);
    if (status != NRR_OK) {
        nrr_report_free(made);
        return status;
    }
    nrr__cells_add(&made->cells, &report->cells);
    nrr__cells_subtract(&made->cells, &work->minus.targets[i].cells);
    nrr__cells_add(&made->cells, &work->plus.targets[i].cells);
    made->findings = refresh_findings(work, i);
    nrr__report_flag(made, &work->after->coverage);
    status = nrr__report_fill(made);
    if (status != NRR_OK) {
        nrr_report_free(made);
        return status;
    }
    *refreshed = made;
    return NRR_OK;
}

/* A report whose units are not those of blocks, or whose groups may be others by now, is made anew, part by
 * part. */
static nrr_status refresh_anew(const refresh_work *work, size_t i, nrr_report **refreshed)
{
    const nrr_report *report = work->reports[i];
    const nrr_allocator *memory = &work->after->memory;
    nrr_report **parts = nrr__memory_zeroed(memory, report->piece_count, sizeof *parts);
    nrr_query *query = nrr__query_copy(report->query, memory);
    nrr_status status = parts == NULL || query == NULL ? NRR_E_MEMORY : NRR_OK, made;
    size_t piece;

    for (piece = 0; piece < report->piece_count && refresh_goes_on(work, status); piece++) {
        query->part = report->pieces[piece].part;
        query->parts = report->pieces[piece].parts;
        made = nrr_snapshot_report(work->after, query, &parts[piece]);
        status = made == NRR_OK ? status : made;
    }
    if (status == NRR_OK)
        status = nrr_report_merge((const nrr_report *const *)parts, report->piece_count, refreshed);
    for (piece = 0; parts != NULL && piece < report->piece_count; piece++)
        nrr_report_free(parts[piece]);
    nrr_query_free(query);
    nrr__memory_release(memory, parts, report->piece_count, sizeof *parts);
    return status;
}

static nrr_status refresh_all(refresh_work *work, nrr_report **refreshed)
{
    nrr_status status = refresh_blocks(work), made;
    size_t i;

    for (i = 0; i < work->count && refresh_goes_on(work, status); i++)
        if (!refresh_is_by_block(work, work->reports[i])) {
            made = refresh_anew(work, i, &refreshed[i]);
            status = made == NRR_OK ? status : made;
        }
    for (i = 0; i < work->count && status == NRR_OK; i++)
        if (refresh_is_by_block(work, work->reports[i]))
            status = refresh_report(work, i, &refreshed[i]);
    return status;
}

static nrr_status refresh_begin(refresh_work *work)
{
    const nrr_allocator *memory = &work->after->memory;
    const nrr_query **queries = nrr__memory_array(memory, work->count, sizeof *queries);
    nrr_status status;
    size_t i;

    if (queries == NULL)
        return NRR_E_MEMORY;
    for (i = 0; i < work->count; i++)
        queries[i] = work->reports[i]->query;
    status = nrr__sweep_begin(&work->minus, work->before, queries, work->count, 0);
    if (status == NRR_OK)
        status = nrr__sweep_begin(&work->plus, work->after, queries, work->count, 0);
    nrr__memory_release(memory, queries, work->count, sizeof *queries);
    return status;
}

/* Whether all reports are of the snapshot before, and the other one is of the same ledger. */
static nrr_status refresh_check(const nrr_report *const *reports, size_t count,
                                const nrr_snapshot *before, const nrr_snapshot *after)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (reports[i] == NULL)
            return NRR_E_NULL;
        if (reports[i]->pieces[0].mark != before->mark ||
            reports[i]->pieces[reports[i]->piece_count - 1].mark != before->mark)
            return NRR_E_SNAPSHOT;
    }
    return before->mark->ledger == after->mark->ledger ? NRR_OK : NRR_E_SNAPSHOT;
}

nrr_status nrr_report_refresh(const nrr_report *const *reports, size_t count,
                              const nrr_snapshot *before, const nrr_snapshot *after,
                              nrr_report **refreshed)
{
    refresh_work work;
    nrr_report **made;
    nrr_status status;
    size_t i;

    if (before == NULL || after == NULL || ((reports == NULL || refreshed == NULL) && count != 0))
        return NRR_E_NULL;
    status = refresh_check(reports, count, before, after);
    if (status != NRR_OK)
        return status;
    made = nrr__memory_zeroed(&after->memory, count, sizeof *made);
    if (made == NULL)
        return NRR_E_MEMORY;
    memset(&work.minus, 0, sizeof work.minus);
    memset(&work.plus, 0, sizeof work.plus);
    work.minus.memory = work.plus.memory = after->memory;
    work.reports = reports;
    work.count = count;
    work.before = before;
    work.after = after;
    work.swept = NRR_OK;
    status = nrr__differ_begin(&work.differ, &after->memory);
    if (status == NRR_OK)
        status = refresh_begin(&work);
    if (status == NRR_OK)
        status = refresh_all(&work, made);
    nrr__sweep_end(&work.minus);
    nrr__sweep_end(&work.plus);
    nrr__differ_end(&work.differ);
    for (i = 0; status != NRR_OK && i < count; i++)
        nrr_report_free(made[i]);
    if (status == NRR_OK && count != 0)
        memcpy(refreshed, made, count * sizeof *made);
    nrr__memory_release(&after->memory, made, count, sizeof *made);
    return status;
}
