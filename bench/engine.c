/* SPDX-License-Identifier: MIT */
/*
 * Queries are made once, for each view and each part of what several threads share; see engine.h.
 */
#include "engine.h"

#include "extra.h"
#include "host.h"
#include "parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a host keeps that has reports brought up to date: the parts of each, and the snapshot they are of. */
typedef struct engine_kept {
    nrr_snapshot *snapshot;
    unsigned threads; /* 0: nothing yet */
    bench_part part[BENCH_PARTS_MAX];
} engine_kept;

struct bench_engine {
    const bench_data *data;
    bench_arena *arena;
    unsigned fields;
    size_t batch;
    bench_extra extra; /* of all facts of the data */
    uint64_t appended;
    nrr_ledger *ledger;
    nrr_snapshot *snapshot;
    int is_stale;                                 /* facts came since the snapshot was taken */
    const nrr_report *shown[BENCH_LISTS][BENCH_VIEWS]; /* those asked for last, else NULL: */
    nrr_report *merged[BENCH_LISTS][BENCH_VIEWS];      /* of several parts, or */
    bench_part asked[BENCH_LISTS][BENCH_PARTS_MAX];    /* all that there is, or kept */
    engine_kept kept;
    /* by list, number of threads - 1, part, view */
    nrr_query *query[BENCH_LISTS][BENCH_PARTS_MAX][BENCH_PARTS_MAX][BENCH_VIEWS];
};

/* --- queries -------------------------------------------------------------------------------------- */

static nrr_status query_measures(nrr_query *query)
{
    nrr_status status = NRR_OK;

    for (size_t i = 0; status == NRR_OK && i < BENCH_MEASURES; i++) {
        status = nrr_query_add_measure(query, bench_measures[i]);
    }
    return status;
}

static nrr_status query_periods(nrr_query *query, const bench_data *data, bench_view view)
{
    size_t months = data->size.months;
    int64_t start;
    int64_t end;

    switch (view) {
    case BENCH_TTM:
        return nrr_query_add_edges(query, data->edges, months + 1, BENCH_WINDOW);
    case BENCH_ONE:
        bench_odd_period(data->edges, months, &start, &end);
        return nrr_query_add_period(query, start, end);
    case BENCH_MONTH:
    case BENCH_SEGMENT:
    case BENCH_VIEWS:
    default:
        return nrr_query_add_edges(query, data->edges, months + 1, 1);
    }
}

static nrr_status query_group(nrr_query *query, bench_view view)
{
    if (view == BENCH_SEGMENT) {
        return nrr_query_add_dimension_integer(query, BENCH_DIMENSION);
    }
    return NRR_OK;
}

static nrr_status query_part(nrr_query *query, unsigned threads, unsigned part)
{
    nrr_status status = nrr_query_set(query, NRR_QUERY_PARTS, threads);

    return status == NRR_OK ? nrr_query_set(query, NRR_QUERY_PART, part) : status;
}

static nrr_status make_query(const bench_data *data, bench_list list, bench_view view,
                             nrr_query **query)
{
    nrr_status status = nrr_query_new(NULL, query);

    if (status == NRR_OK) {
        status = query_periods(*query, data, view);
    }
    if (status == NRR_OK && list == BENCH_HEADLINE) {
        status = query_measures(*query);
    }
    if (status == NRR_OK) {
        status = query_group(*query, view);
    }
    return status;
}

/* The queries of one list, for one thread and for more. */
static nrr_status make_queries(bench_engine *engine, bench_list list)
{
    nrr_status status = NRR_OK;

    for (unsigned threads = 1; threads <= BENCH_PARTS_MAX; threads++) {
        for (unsigned part = 0; part < threads; part++) {
            for (int view = 0; status == NRR_OK && view < BENCH_VIEWS; view++) {
                nrr_query **query = &engine->query[list][threads - 1][part][view];
                status = make_query(engine->data, list, (bench_view)view, query);
                if (status == NRR_OK) {
                    status = query_part(*query, threads, part);
                }
            }
        }
    }
    return status;
}

bench_engine *bench_engine_new(const bench_data *data, bench_arena *arena, unsigned fields,
                               size_t batch)
{
    bench_engine *engine = calloc(1, sizeof *engine);
    nrr_status status = NRR_OK;

    if (engine == NULL) {
        return NULL;
    }
    engine->data = data;
    engine->arena = arena;
    engine->fields = fields;
    engine->batch = batch;
    status = bench_extra_new(&data->facts, 0, fields, &engine->extra) ? NRR_OK : NRR_E_MEMORY;
    for (int list = 0; status == NRR_OK && list < BENCH_LISTS; list++) {
        status = make_queries(engine, (bench_list)list);
    }
    if (status != NRR_OK) {
        fprintf(stderr, "libnrr: no queries, or no columns: status %d\n", (int)status);
        bench_engine_free(engine);
        return NULL;
    }
    return engine;
}

static void free_queries(bench_engine *engine, bench_list list)
{
    for (size_t i = 0; i < BENCH_PARTS_MAX; i++) {
        for (size_t part = 0; part < BENCH_PARTS_MAX; part++) {
            for (size_t view = 0; view < BENCH_VIEWS; view++) {
                nrr_query_free(engine->query[list][i][part][view]);
            }
        }
    }
}

void bench_engine_free(bench_engine *engine)
{
    if (engine == NULL) {
        return;
    }
    bench_engine_drop(engine);
    bench_extra_free(&engine->extra);
    free_queries(engine, BENCH_HEADLINE);
    free_queries(engine, BENCH_ALL);
    free(engine);
}

/* --- the ledger ----------------------------------------------------------------------------------- */

static void drop_reports(bench_engine *engine, bench_list list)
{
    for (size_t view = 0; view < BENCH_VIEWS; view++) {
        nrr_report_free(engine->merged[list][view]);
        engine->merged[list][view] = NULL;
        engine->shown[list][view] = NULL;
    }
    bench_parts_free(engine->asked[list], BENCH_PARTS_MAX);
}

static void drop_kept(engine_kept *kept)
{
    bench_parts_free(kept->part, BENCH_PARTS_MAX);
    nrr_snapshot_free(kept->snapshot);
    memset(kept, 0, sizeof *kept);
}

void bench_engine_drop(bench_engine *engine)
{
    drop_kept(&engine->kept);
    drop_reports(engine, BENCH_HEADLINE);
    drop_reports(engine, BENCH_ALL);
    nrr_snapshot_free(engine->snapshot);
    nrr_ledger_free(engine->ledger);
    engine->snapshot = NULL;
    engine->ledger = NULL;
}

nrr_status bench_engine_reset(bench_engine *engine)
{
    nrr_status status;

    bench_engine_drop(engine);
    if (!bench_arena_reset(engine->arena)) {
        fprintf(stderr, "libnrr: %zu bytes were not released\n", bench_arena_live(engine->arena));
        return NRR_E_MEMORY;
    }
    status = nrr_ledger_new(bench_arena_allocator(engine->arena), &engine->ledger);
    if (status == NRR_OK) {
        status = bench_host_prepare(engine->ledger, engine->data, engine->fields);
    }
    engine->appended = 0;
    return status;
}

nrr_status bench_engine_append(bench_engine *engine, const bench_columns *facts)
{
    int is_all = facts == &engine->data->facts;
    bench_extra few;
    nrr_status status;

    if (!is_all && !bench_extra_new(facts, engine->appended, engine->fields, &few)) {
        return NRR_E_MEMORY;
    }
    status = bench_host_append(engine->ledger, facts, is_all ? &engine->extra : &few,
                               engine->fields, engine->batch);
    if (!is_all) {
        bench_extra_free(&few);
    }
    engine->appended += facts->count;
    engine->is_stale = 1;
    return status;
}

/* Takes a snapshot in place of the one before, if facts came since. */
static nrr_status take_snapshot(bench_engine *engine)
{
    nrr_snapshot *snapshot;
    nrr_status status;

    if (engine->snapshot != NULL && !engine->is_stale) {
        return NRR_OK;
    }
    status = nrr_ledger_snapshot(engine->ledger, &snapshot);
    if (status == NRR_OK) {
        nrr_snapshot_free(engine->snapshot);
        engine->snapshot = snapshot;
        engine->is_stale = 0;
    }
    return status;
}

/* --- reports -------------------------------------------------------------------------------------- */

/* The parts of some views, each by its query. */
static void ask_parts(const bench_engine *engine, bench_list list, unsigned views, unsigned threads,
                      bench_part *parts)
{
    memset(parts, 0, threads * sizeof *parts);
    for (unsigned i = 0; i < threads; i++) {
        for (int view = 0; view < BENCH_VIEWS; view++) {
            if (views & BENCH_ASK(view)) {
                parts[i].query[parts[i].count++] = engine->query[list][threads - 1][i][view];
            }
        }
    }
}

/* Shows the reports of those views, of which there are parts. */
static nrr_status show_parts(bench_engine *engine, bench_list list, unsigned views, unsigned threads,
                             const bench_part *parts)
{
    nrr_status status = NRR_OK;

    for (size_t view = 0, at = 0; status == NRR_OK && view < BENCH_VIEWS; view++) {
        if ((views & BENCH_ASK(view)) == 0) {
            continue;
        }
        if (threads > 1) {
            status = bench_parts_merge(parts, threads, at, &engine->merged[list][view]);
        }
        engine->shown[list][view] = threads > 1 ? engine->merged[list][view] : parts[0].report[at];
        at++;
    }
    return status;
}

nrr_status bench_engine_ask(bench_engine *engine, bench_list list, unsigned views, unsigned threads)
{
    bench_part *parts = engine->asked[list];
    nrr_status status = take_snapshot(engine);

    if (status != NRR_OK) {
        return status;
    }
    drop_reports(engine, list);
    ask_parts(engine, list, views, threads, parts);
    for (unsigned i = 0; i < threads; i++) {
        parts[i].snapshot = engine->snapshot;
    }
    status = bench_parts_run(parts, threads);
    if (status == NRR_OK) {
        status = show_parts(engine, list, views, threads, parts);
    }
    if (threads > 1) {
        bench_parts_free(parts, threads);
    }
    return status;
}

/* Makes what is to be kept, of a new snapshot: from what was kept, if there is any. */
static nrr_status keep(const bench_engine *engine, bench_list list, unsigned threads,
                       const engine_kept *old, engine_kept *fresh)
{
    nrr_status status;

    memset(fresh, 0, sizeof *fresh);
    fresh->threads = threads;
    status = nrr_ledger_snapshot(engine->ledger, &fresh->snapshot);
    if (status != NRR_OK) {
        return status;
    }
    ask_parts(engine, list, BENCH_THREE, threads, fresh->part);
    for (unsigned i = 0; i < threads; i++) {
        fresh->part[i].before = old->snapshot;
        fresh->part[i].snapshot = fresh->snapshot;
        memcpy(fresh->part[i].old, old->part[i].report, sizeof fresh->part[i].old);
    }
    status = bench_parts_run(fresh->part, threads);
    if (status != NRR_OK) {
        drop_kept(fresh);
    }
    return status;
}

nrr_status bench_engine_refresh(bench_engine *engine, bench_list list, unsigned threads)
{
    engine_kept fresh;
    nrr_status status;

    if (engine->kept.threads != threads) {
        drop_kept(&engine->kept);
        nrr_snapshot_free(engine->snapshot); /* a host that refreshes holds on to none before */
        engine->snapshot = NULL;
    }
    status = keep(engine, list, threads, &engine->kept, &fresh);
    if (status != NRR_OK) {
        return status;
    }
    drop_reports(engine, list);
    drop_kept(&engine->kept);
    engine->kept = fresh;
    return show_parts(engine, list, BENCH_THREE, threads, engine->kept.part);
}

/* --- figures -------------------------------------------------------------------------------------- */

/* The rows of a period are its groups, `unassigned`, and the total: of them the first are told. */
static nrr_status copy_column(const nrr_report *report, size_t column, size_t groups,
                              size_t per_period, bench_figures *figures)
{
    const int64_t *values;
    nrr_status status = nrr_report_column(report, bench_measures[column], &values);

    for (size_t row = 0; status == NRR_OK && row < figures->rows; row++) {
        figures->value[row * BENCH_MEASURES + column] =
            values[row / groups * per_period + row % groups];
    }
    return status;
}

nrr_status bench_engine_figures(const bench_engine *engine, bench_list list, bench_view view,
                                bench_figures *figures)
{
    const nrr_report *report = engine->shown[list][view];
    size_t rows = bench_view_rows(view, engine->data->size.months);
    size_t groups = view == BENCH_SEGMENT ? BENCH_SEGMENTS : 1;
    size_t per_period = view == BENCH_SEGMENT ? BENCH_SEGMENTS + 2 : 1;
    size_t count;
    nrr_status status = nrr_report_count(report, &count);

    if (status == NRR_OK && count != rows / groups * per_period) {
        fprintf(stderr, "libnrr: %s has %zu rows\n", bench_view_name(view), count);
        return NRR_E_ROW;
    }
    if (status == NRR_OK && !bench_figures_new(figures, rows)) {
        status = NRR_E_MEMORY;
    }
    for (size_t column = 0; status == NRR_OK && column < BENCH_MEASURES; column++) {
        status = copy_column(report, column, groups, per_period, figures);
    }
    if (status == NRR_OK) {
        status = nrr_report_check(report, NULL);
    }
    return status;
}
