/* SPDX-License-Identifier: MIT */
/*
 * What the benchmark is told on its command line.
 */
#ifndef BENCH_OPTIONS_H
#define BENCH_OPTIONS_H

#include "generate.h"

typedef enum bench_task {
    BENCH_TASK_APPEND,
    BENCH_TASK_KEYS,
    BENCH_TASK_MONTH,
    BENCH_TASK_TTM,
    BENCH_TASK_SEGMENT,
    BENCH_TASK_ONE,
    BENCH_TASK_COLD,
    BENCH_TASK_WARM,
    BENCH_TASK_LIVE,
    BENCH_TASKS
} bench_task;

typedef enum bench_peer {
    BENCH_PEER_DUCKDB,
    BENCH_PEER_KEPT, /* DuckDB with a table of levels; only if it is named */
    BENCH_PEER_SQLITE,
    BENCH_PEERS
} bench_peer;

typedef struct bench_options {
    bench_size size;
    unsigned fields; /* of facts, beside those that they must have: a bit for each */
    size_t batch;    /* facts in a call that appends; 0: all in one */
    unsigned runs;
    unsigned threads;    /* a bit for each number of threads: 1, 2 or both */
    unsigned tasks;      /* a bit for each task */
    unsigned peers;      /* a bit for each peer */
    int are_peers_named; /* else those that are there take part, at sizes that suit them */
    int headline;        /* with the headline measures */
    int all;             /* with all measures */
    int json;            /* lines for programs in place of the table */
    int cpu;             /* processors' time, not the wall's */
    int huge;            /* the library's memory is in huge pages */
    const char *duckdb;  /* the path of its shared library */
} bench_options;

const char *bench_task_name(bench_task task);
const char *bench_peer_name(bench_peer peer);

/* Gives 0 when the program is to end, with *status. */
int bench_options_read(int argc, char **argv, bench_options *options, int *status);

#endif
