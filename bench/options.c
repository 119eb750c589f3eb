/* SPDX-License-Identifier: MIT */
/*
 * Options are long ones, with a value behind them or behind "=".
 */
#define _GNU_SOURCE
#include "options.h"

#include "extra.h"
#include "figures.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPTION_FACTS = 1,
    OPTION_CUSTOMERS,
    OPTION_MONTHS,
    OPTION_SEED,
    OPTION_FIELDS,
    OPTION_BATCH,
    OPTION_RUNS,
    OPTION_THREADS,
    OPTION_TASKS,
    OPTION_PEERS,
    OPTION_MEASURES,
    OPTION_FORMAT,
    OPTION_CLOCK,
    OPTION_PAGES,
    OPTION_DUCKDB,
    OPTION_HELP
};

static const struct option option_list[] = {
    {"facts", required_argument, NULL, OPTION_FACTS},
    {"customers", required_argument, NULL, OPTION_CUSTOMERS},
    {"months", required_argument, NULL, OPTION_MONTHS},
    {"seed", required_argument, NULL, OPTION_SEED},
    {"fields", required_argument, NULL, OPTION_FIELDS},
    {"batch", required_argument, NULL, OPTION_BATCH},
    {"runs", required_argument, NULL, OPTION_RUNS},
    {"threads", required_argument, NULL, OPTION_THREADS},
    {"tasks", required_argument, NULL, OPTION_TASKS},
    {"peers", required_argument, NULL, OPTION_PEERS},
    {"measures", required_argument, NULL, OPTION_MEASURES},
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"clock", required_argument, NULL, OPTION_CLOCK},
    {"pages", required_argument, NULL, OPTION_PAGES},
    {"duckdb", required_argument, NULL, OPTION_DUCKDB},
    {"help", no_argument, NULL, OPTION_HELP},
    {NULL, 0, NULL, 0},
};

static const char usage[] =
    "usage: nrr-bench [OPTION...]\n"
    "\n"
    "  --facts N        facts (10000000)\n"
    "  --customers N    customers (a tenth of the facts)\n"
    "  --months N       months, 13 to 1200 (60)\n"
    "  --seed N         another set of facts (1)\n"
    "  --fields LIST    beside those that a fact must have, of reason, line, sequence, id, known,\n"
    "                   parent, or none (reason); no figure depends on them\n"
    "  --batch N        facts in each call that appends them to libnrr (all in one)\n"
    "  --runs N         how often each task is run; the median is told (5)\n"
    "  --threads LIST   of 1, 2 (1,2)\n"
    "  --tasks LIST     of append, keys, month, ttm, segment, one, cold, warm, live (all)\n"
    "  --peers LIST     of duckdb, duckdb-kept (with a table of levels), sqlite, none (duckdb and\n"
    "                   sqlite if they are there, sqlite up to 1000000 facts)\n"
    "  --measures LIST  of headline, all (both); peers compute the headline\n"
    "  --format FORMAT  table or json: an object a line (table)\n"
    "  --clock CLOCK    wall, or cpu: the time of all processors that work, for a machine that is\n"
    "                   not idle (wall)\n"
    "  --pages PAGES    small, or huge: of the memory that libnrr gets, if the system has such (small)\n"
    "  --duckdb FILE    DuckDB's shared library\n"
    "  --help\n";

const char *bench_task_name(bench_task task)
{
    static const char *const names[BENCH_TASKS] = {"append", "keys", "month", "ttm", "segment",
                                                   "one",    "cold", "warm",  "live"};

    return names[task];
}

const char *bench_peer_name(bench_peer peer)
{
    static const char *const names[BENCH_PEERS] = {"duckdb", "duckdb-kept", "sqlite"};

    return names[peer];
}

/* A number of [least, most]; digits alone. */
static int read_number(const char *text, uint64_t least, uint64_t most, uint64_t *number)
{
    uint64_t value = 0;

    if (*text == '\0') {
        return 0;
    }
    for (; *text != '\0'; text++) {
        uint64_t digit = (uint64_t)(*text - '0');
        if (*text < '0' || *text > '9' || value > (most - digit) / 10) {
            return 0;
        }
        value = value * 10 + digit;
    }
    *number = value;
    return value >= least;
}

/* The words of a list, as bits by their place among `names`, which ends in NULL. */
static int read_list(const char *text, const char *const *names, unsigned *bits)
{
    *bits = 0;
    for (;;) {
        size_t length = strcspn(text, ",");
        size_t at = 0;
        while (names[at] != NULL &&
               (strlen(names[at]) != length || strncmp(names[at], text, length) != 0)) {
            at++;
        }
        if (names[at] == NULL) {
            return 0;
        }
        *bits |= 1U << at;
        if (text[length] == '\0') {
            return 1;
        }
        text += length + 1;
    }
}

static int read_tasks(const char *text, unsigned *bits)
{
    const char *names[BENCH_TASKS + 1] = {NULL};

    for (int task = 0; task < BENCH_TASKS; task++) {
        names[task] = bench_task_name((bench_task)task);
    }
    return read_list(text, names, bits);
}

static int read_fields(const char *text, unsigned *bits)
{
    const char *names[BENCH_FIELDS + 2] = {NULL};

    for (int field = 0; field < BENCH_FIELDS; field++) {
        names[field] = bench_field_name((bench_field)field);
    }
    names[BENCH_FIELDS] = "none";
    if (!read_list(text, names, bits)) {
        return 0;
    }
    if (*bits == 1U << BENCH_FIELDS) {
        *bits = 0;
    }
    return *bits < 1U << BENCH_FIELDS;
}

static int read_peers(const char *text, bench_options *options)
{
    const char *names[BENCH_PEERS + 2] = {NULL};
    unsigned bits;

    for (int peer = 0; peer < BENCH_PEERS; peer++) {
        names[peer] = bench_peer_name((bench_peer)peer);
    }
    names[BENCH_PEERS] = "none";
    if (!read_list(text, names, &bits) || bits > 1U << BENCH_PEERS) {
        return 0;
    }
    options->peers = bits & ((1U << BENCH_PEERS) - 1);
    options->are_peers_named = 1;
    return 1;
}

static int read_measures(const char *text, bench_options *options)
{
    static const char *const names[] = {"headline", "all", NULL};
    unsigned bits;

    if (!read_list(text, names, &bits)) {
        return 0;
    }
    options->headline = (bits & 1U) != 0;
    options->all = (bits & 2U) != 0;
    return 1;
}

static int read_size(const char *text, size_t least, uint64_t most, size_t *size)
{
    uint64_t number;

    if (!read_number(text, least, most, &number)) {
        return 0;
    }
    *size = (size_t)number;
    return 1;
}

static int read_runs(const char *text, unsigned *runs)
{
    uint64_t number;

    if (!read_number(text, 1, 1000, &number)) {
        return 0;
    }
    *runs = (unsigned)number;
    return 1;
}

/* One of two words: whether it is the second. */
static int read_choice(const char *text, const char *first, const char *second, int *is_second)
{
    *is_second = strcmp(text, second) == 0;
    return *is_second || strcmp(text, first) == 0;
}

static int read_option(int option, const char *text, bench_options *options)
{
    static const char *const threads[] = {"1", "2", NULL};

    switch (option) {
    case OPTION_FACTS:
        return read_size(text, 100, UINT32_MAX - 1, &options->size.facts);
    case OPTION_CUSTOMERS:
        return read_size(text, BENCH_SEGMENTS, UINT32_MAX - 1, &options->size.customers);
    case OPTION_MONTHS:
        return read_size(text, BENCH_WINDOW + 1, 1200, &options->size.months);
    case OPTION_SEED:
        return read_number(text, 0, UINT64_MAX, &options->size.seed);
    case OPTION_FIELDS:
        return read_fields(text, &options->fields);
    case OPTION_BATCH:
        return read_size(text, 1, UINT32_MAX, &options->batch);
    case OPTION_RUNS:
        return read_runs(text, &options->runs);
    case OPTION_THREADS:
        return read_list(text, threads, &options->threads);
    case OPTION_TASKS:
        return read_tasks(text, &options->tasks);
    case OPTION_PEERS:
        return read_peers(text, options);
    case OPTION_MEASURES:
        return read_measures(text, options);
    case OPTION_FORMAT:
        return read_choice(text, "table", "json", &options->json);
    case OPTION_CLOCK:
        return read_choice(text, "wall", "cpu", &options->cpu);
    case OPTION_PAGES:
        return read_choice(text, "small", "huge", &options->huge);
    case OPTION_DUCKDB:
        options->duckdb = text;
        return 1;
    default:
        return 0;
    }
}

int bench_options_read(int argc, char **argv, bench_options *options, int *status)
{
    int option;
    int at;

    memset(options, 0, sizeof *options);
    options->size.facts = 10000000;
    options->size.months = 60;
    options->size.seed = 1;
    options->fields = 1U << BENCH_FIELD_REASON;
    options->runs = 5;
    options->threads = 3;
    options->tasks = (1U << BENCH_TASKS) - 1;
    options->peers = 1U << BENCH_PEER_DUCKDB | 1U << BENCH_PEER_SQLITE;
    options->headline = 1;
    options->all = 1;
    options->duckdb = BENCH_DUCKDB;
    *status = 2;
    while ((option = getopt_long(argc, argv, "", option_list, &at)) != -1) {
        if (option == OPTION_HELP) {
            fputs(usage, stdout);
            *status = 0;
            return 0;
        }
        if (option == '?') {
            fputs(usage, stderr);
            return 0;
        }
        if (!read_option(option, optarg, options)) {
            fprintf(stderr, "nrr-bench: --%s: not %s\n", option_list[at].name, optarg);
            return 0;
        }
    }
    if (options->size.customers == 0) {
        options->size.customers =
            options->size.facts / 10 < BENCH_SEGMENTS ? BENCH_SEGMENTS : options->size.facts / 10;
    }
    if (optind < argc || options->size.customers > options->size.facts) {
        fputs(optind < argc ? usage : "nrr-bench: more customers than facts\n", stderr);
        return 0;
    }
    return 1;
}
