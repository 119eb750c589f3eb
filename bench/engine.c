/* SPDX-License-Identifier: MIT */
/*
 * Queries are made once, for each view and each part of what several threads share; see engine.h.
 */
#include "engine.h"

#include "extra.h"
#include "host.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ENGINE_THREADS_MAX = 2 };

/* What one thread makes: its part of each report that was asked for. */
typedef struct engine_part {
    const nrr_snapshot *snapshot;
    const nrr_query *query[BENCH_VIEWS];
    nrr_report *report[BENCH_VIEWS];
    size_t count;
    nrr_status status;
} engine_part;

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
    nrr_report *report[BENCH_LISTS][BENCH_VIEWS]; /* those asked for last, else NULL */
    /* by list, number of threads - 1, part, view */
    nrr_query *query[BENCH_LISTS][ENGINE_THREADS_MAX][ENGINE_THREADS_MAX][BENCH_VIEWS];
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

    for (unsigned threads = 1; threads <= ENGINE_THREADS_MAX; threads++) {
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
    for (size_t i = 0; i < ENGINE_THREADS_MAX; i++) {
        for (size_t part = 0; part < ENGINE_THREADS_MAX; part++) {
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
        nrr_report_free(engine->report[list][view]);
        engine->report[list][view] = NULL;
    }
}

void bench_engine_drop(bench_engine *engine)
{
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

static void *run_part(void *argument)
{
    engine_part *part = argument;

    part->status = nrr_snapshot_reports(part->snapshot, part->query, part->count, part->report);
    return NULL;
}

static nrr_status run_parts(engine_part *parts, unsigned threads)
{
    pthread_t thread[ENGINE_THREADS_MAX];
    nrr_status status = NRR_OK;
    unsigned started = 1;

    while (started < threads &&
           pthread_create(&thread[started], NULL, run_part, &parts[started]) == 0) {
        started++;
    }
    run_part(&parts[0]);
    for (unsigned i = 1; i < started; i++) {
        pthread_join(thread[i], NULL);
    }
    for (unsigned i = 0; i < threads; i++) {
        status = status == NRR_OK ? parts[i].status : status;
    }
    return started == threads ? status : NRR_E_MEMORY;
}

/* Takes the parts of one view together to its report. */
static nrr_status join_parts(engine_part *parts, unsigned threads, size_t at, nrr_report **report)
{
    const nrr_report *pieces[ENGINE_THREADS_MAX];

    if (threads == 1) {
        *report = parts[0].report[at];
        parts[0].report[at] = NULL;
        return NRR_OK;
    }
    for (unsigned i = 0; i < threads; i++) {
        pieces[i] = parts[i].report[at];
    }
    return nrr_report_merge(pieces, threads, report);
}

static void drop_parts(engine_part *parts, unsigned threads)
{
    for (unsigned i = 0; i < threads; i++) {
        for (size_t at = 0; at < parts[i].count; at++) {
            nrr_report_free(parts[i].report[at]);
        }
    }
}

nrr_status bench_engine_ask(bench_engine *engine, bench_list list, unsigned views, unsigned threads)
{
    engine_part parts[ENGINE_THREADS_MAX];
    nrr_status status = take_snapshot(engine);

    if (status != NRR_OK) {
        return status;
    }
    memset(parts, 0, sizeof parts);
    drop_reports(engine, list);
    for (unsigned i = 0; i < threads; i++) {
        parts[i].snapshot = engine->snapshot;
        for (int view = 0; view < BENCH_VIEWS; view++) {
            if (views & BENCH_ASK(view)) {
                parts[i].query[parts[i].count++] = engine->query[list][threads - 1][i][view];
            }
        }
    }
    status = run_parts(parts, threads);
    for (size_t view = 0, at = 0; status == NRR_OK && view < BENCH_VIEWS; view++) {
        if (views & BENCH_ASK(view)) {
            status = join_parts(parts, threads, at++, &engine->report[list][view]);
        }
    }
    drop_parts(parts, threads);
    return status;
}

nrr_status bench_engine_refresh(bench_engine *engine, bench_list list)
{
    const nrr_report *old[BENCH_THREE_COUNT];
    nrr_report *fresh[BENCH_THREE_COUNT];
    nrr_snapshot *after;
    nrr_status status = nrr_ledger_snapshot(engine->ledger, &after);

    if (status != NRR_OK) {
        return status;
    }
    memcpy(old, engine->report[list], sizeof old);
    status = nrr_report_refresh(old, BENCH_THREE_COUNT, engine->snapshot, after, fresh);
    if (status != NRR_OK) {
        nrr_snapshot_free(after);
        return status;
    }
    drop_reports(engine, list);
    memcpy(engine->report[list], fresh, sizeof fresh);
    nrr_snapshot_free(engine->snapshot);
    engine->snapshot = after;
    engine->is_stale = 0;
    return NRR_OK;
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
    const nrr_report *report = engine->report[list][view];
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
