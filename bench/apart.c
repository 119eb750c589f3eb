/* SPDX-License-Identifier: MIT */
/*
 * What it costs to take figures apart, on the made-up facts of the benchmark, by the clock of this
 * machine and without peers: reports by segment beside reports without, triangles of cohorts beside
 * the monthly report, and the hundred largest units behind a figure. All of it warm, on one thread:
 * the timelines are there.
 *
 *     nrr-apart [--facts N] [--customers N] [--months N] [--runs N] [--clock cpu] [--only TEXT]
 *
 * --only takes the lines of the table with that text in their names.
 */
#include "clock.h"
#include "figures.h"
#include "generate.h"
#include "host.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TOP = 100, RUNS_MAX = 101 };

/* Queries by month: with the headline measures or with all, of all units or by segment; and of the one
 * odd period, by segment. */
enum { PLAIN, PLAIN_ALL, SEGMENT, SEGMENT_ALL, ODD, QUERIES };

typedef struct apart {
    bench_size size;
    bench_data data;
    size_t runs;
    const char *only; /* lines with this in their name; NULL: all */
    nrr_snapshot *snapshot;
    nrr_query *queries[QUERIES];
} apart;

static int complain(const char *what, nrr_status status)
{
    const char *name = "no memory";

    if (status != NRR_OK) {
        (void)nrr_vocabulary_name(NRR_VOCABULARY_STATUS, status, &name);
        fprintf(stderr, "nrr-apart: %s: %s\n", what, name);
    }
    return status == NRR_OK;
}

/* ---- what is timed ---- */

/* Asks once, and forgets the answer. */
typedef nrr_status question(const apart *all, const nrr_query *query, const nrr_cell *cell);

static nrr_status ask_report(const apart *all, const nrr_query *query, const nrr_cell *cell)
{
    nrr_report *report = NULL;
    nrr_status status = nrr_snapshot_report(all->snapshot, query, &report);

    (void)cell;
    nrr_report_free(report);
    return status;
}

static nrr_status ask_cohorts(const apart *all, const nrr_query *query, const nrr_cell *cell)
{
    nrr_table *table = NULL;
    nrr_status status = nrr_snapshot_cohorts(all->snapshot, query, all->data.edges,
                                             all->size.months + 1, &table);

    (void)cell;
    nrr_table_free(table);
    return status;
}

static nrr_status ask_top(const apart *all, const nrr_query *query, const nrr_cell *cell)
{
    nrr_page page = {0, TOP};
    nrr_table *table = NULL;
    nrr_status status = nrr_snapshot_units(all->snapshot, query, cell, &page, &table);

    nrr_table_free(table);
    return status;
}

static int compare(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

    return (left > right) - (left < right);
}

/* A line of the table. */
typedef struct line {
    question *ask;
    int query;
    nrr_cell cell;
    const char *name;
    int beside; /* the query of the report that it is compared with, or -1 */
} line;

/* The median of all runs, in nanoseconds; below 0 if a call failed. The first run does not count. */
static int64_t measure(const apart *all, const line *one)
{
    int64_t times[RUNS_MAX];
    nrr_status status = NRR_OK;

    for (size_t run = 0; run <= all->runs && status == NRR_OK; run++) {
        int64_t start = bench_now();
        status = one->ask(all, all->queries[one->query], &one->cell);
        times[run == 0 ? 0 : run - 1] = bench_now() - start;
    }
    qsort(times, all->runs, sizeof *times, compare);
    return complain(one->name, status) ? times[all->runs / 2] : -1;
}

static const line lines[] = {
    {ask_report, PLAIN, {0, 0, 0, 0, 0}, "month", -1},
    {ask_report, SEGMENT, {0, 0, 0, 0, 0}, "month by segment", PLAIN},
    {ask_report, PLAIN_ALL, {0, 0, 0, 0, 0}, "month, all measures", -1},
    {ask_report, SEGMENT_ALL, {0, 0, 0, 0, 0}, "month by segment, all measures", PLAIN_ALL},
    {ask_cohorts, PLAIN, {0, 0, 0, 0, 0}, "cohorts", PLAIN},
    {ask_cohorts, SEGMENT, {0, 0, 0, 0, 0}, "cohorts by segment", PLAIN},
    {ask_top, PLAIN, {30, NRR_MEASURE_OPENING, 0, 0, 0}, "top 100 of opening", -1},
    {ask_top, PLAIN, {30, NRR_MEASURE_NEW, 0, 0, 0}, "top 100 of new", -1},
    {ask_top, PLAIN, {30, NRR_MEASURE_RETAINED_PATH, 0, 0, 0}, "top 100 of retained_path", -1},
    {ask_top, PLAIN, {30, NRR_MEASURE_RETAINED_LINES, 0, 0, 0}, "top 100 of retained_lines", -1},
    {ask_top, PLAIN, {30, NRR_MEASURE_UNITS_OPENING, 0, 0, 0}, "top 100 of units_opening", -1},
    {ask_top, PLAIN, {30, 0, NRR_RATE_NRR_EX_PRICE, 0, 0}, "top 100 of nrr_ex_price", -1},
    {ask_top, ODD, {20, NRR_MEASURE_CLOSING, 0, 0, 0}, "top 100 of closing, odd period", -1},
    {ask_top, ODD, {0, NRR_MEASURE_CLOSING, 0, 0, 0}, "top 100 of closing, one segment of it", -1},
};

/* ---- what is asked ---- */

static nrr_status add_measures(nrr_query *query)
{
    nrr_status status = NRR_OK;

    for (size_t m = 0; m < BENCH_MEASURES && status == NRR_OK; m++) {
        status = nrr_query_add_measure(query, bench_measures[m]);
    }
    return status;
}

static nrr_status make_query(apart *all, int which)
{
    size_t months = all->size.months;
    nrr_status status = nrr_query_new(NULL, &all->queries[which]);
    nrr_query *query = all->queries[which];

    if (status == NRR_OK && which == ODD) {
        int64_t start, end;
        bench_odd_period(all->data.edges, months, &start, &end);
        status = nrr_query_add_period(query, start, end);
    } else if (status == NRR_OK) {
        status = nrr_query_add_edges(query, all->data.edges, months + 1, 1);
    }
    if (status == NRR_OK && which >= SEGMENT) {
        status = nrr_query_add_dimension_integer(query, BENCH_DIMENSION);
    }
    return status == NRR_OK && (which == PLAIN || which == SEGMENT) ? add_measures(query) : status;
}

static nrr_status make_snapshot(apart *all)
{
    const unsigned fields = 1U << BENCH_FIELD_REASON;
    nrr_ledger *ledger = NULL;
    bench_extra extra;
    nrr_status status = nrr_ledger_new(NULL, &ledger);

    memset(&extra, 0, sizeof extra);
    if (status == NRR_OK) {
        status = bench_host_prepare(ledger, &all->data, fields);
    }
    if (status == NRR_OK) {
        status = bench_host_append(ledger, &all->data.facts, &extra, fields, 0);
    }
    if (status == NRR_OK) {
        status = nrr_ledger_snapshot(ledger, &all->snapshot);
    }
    nrr_ledger_free(ledger);
    return status;
}

static int show(const apart *all)
{
    int64_t reports[QUERIES] = {0};

    printf("%zu facts, %zu customers, %zu months; medians of %zu, warm, one thread\n\n",
           all->size.facts, all->size.customers, all->size.months, all->runs);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        const line *one = &lines[i];
        int64_t time;
        if (all->only != NULL && strstr(one->name, all->only) == NULL) {
            continue;
        }
        time = measure(all, one);
        if (time < 0) {
            return 0;
        }
        if (one->ask == ask_report) {
            reports[one->query] = time;
        }
        printf("%-40s %10.2f ms", one->name, (double)time / 1e6);
        if (one->beside >= 0 && reports[one->beside] > 0) {
            printf(" %8.2fx", (double)time / (double)reports[one->beside]);
        }
        putchar('\n');
        fflush(stdout);
    }
    return 1;
}

/* ---- the whole ---- */

static int read_number(const char *text, size_t most, size_t *number)
{
    char *end;
    unsigned long long value = strtoull(text, &end, 10);

    *number = (size_t)value;
    return *text >= '0' && *text <= '9' && *end == '\0' && value >= 1 && value <= most;
}

static int read_option(apart *all, const char *name, const char *value)
{
    if (strcmp(name, "--facts") == 0) {
        return read_number(value, UINT32_MAX, &all->size.facts);
    }
    if (strcmp(name, "--customers") == 0) {
        return read_number(value, UINT32_MAX, &all->size.customers);
    }
    if (strcmp(name, "--months") == 0) {
        return read_number(value, 1200, &all->size.months) && all->size.months > 30;
    }
    if (strcmp(name, "--runs") == 0) {
        return read_number(value, RUNS_MAX - 1, &all->runs);
    }
    if (strcmp(name, "--only") == 0) {
        all->only = value;
        return 1;
    }
    if (strcmp(name, "--clock") != 0 || strcmp(value, "cpu") != 0) {
        return 0;
    }
    bench_clock_use_cpu();
    return 1;
}

static int run(apart *all)
{
    nrr_status status = NRR_OK;

    if (!bench_generate(&all->size, &all->data)) {
        return complain("facts", NRR_E_MEMORY);
    }
    for (int which = 0; which < QUERIES && status == NRR_OK; which++) {
        status = make_query(all, which);
    }
    if (status == NRR_OK) {
        status = make_snapshot(all);
    }
    return complain("the snapshot", status) && show(all);
}

int main(int argc, char **argv)
{
    apart all;
    int done;

    memset(&all, 0, sizeof all);
    all.size = (bench_size){10000000, 1000000, 60, 1};
    all.runs = 5;
    for (int i = 1; i < argc; i += 2) {
        if (i + 1 == argc || !read_option(&all, argv[i], argv[i + 1])) {
            fputs("usage: nrr-apart [--facts N] [--customers N] [--months N] [--runs N] [--clock cpu]\n"
                  "                 [--only TEXT]\n",
                  stderr);
            return 2;
        }
    }
    done = all.size.customers <= all.size.facts && run(&all);
    for (int which = 0; which < QUERIES; which++) {
        nrr_query_free(all.queries[which]);
    }
    nrr_snapshot_free(all.snapshot);
    bench_data_free(&all.data);
    return done ? 0 : 1;
}
