/* SPDX-License-Identifier: MIT */
/*
 * A contestant: libnrr with one of the two lists of measures, or a peer. All hold the same facts and
 * are asked for the same views.
 *
 * Each function gives 0, and says why on standard error, when it fails. What is read from a
 * contestant after a call to `ask` is not part of the time that it took.
 */
#ifndef BENCH_CONTESTANT_H
#define BENCH_CONTESTANT_H

#include "engine.h"
#include "figures.h"
#include "generate.h"

typedef struct bench_contestant {
    const char *name;
    const char *version;
    void *self;
    int is_peer;
    unsigned threads_max;
    /* No facts, but all customers and their segments. */
    int (*reset)(void *self);
    int (*ingest)(void *self, const bench_columns *facts, unsigned threads);
    int (*ask)(void *self, unsigned views, unsigned threads);
    /* As ask for the three views, which were asked for before facts came. */
    int (*renew)(void *self, unsigned threads);
    /* From columns to the three views in the fastest way that it has, if that is another than ingest
     * and ask; else NULL. What was ingested before is as it was. */
    int (*cold)(void *self, const bench_columns *facts, unsigned threads);
    int (*figures)(void *self, bench_view view, bench_figures *figures);
    void (*close)(void *self);
} bench_contestant;

/* The library with a list of measures. The engine is the caller's, and is not closed. */
bench_contestant bench_ours(bench_engine *engine, bench_list list);

/* DuckDB, from its shared library at that path; on request with a table of levels that it keeps. Why it can't be had, if so, is said in `why`. */
int bench_duckdb(const char *path, const bench_data *data, int is_kept, bench_contestant *peer,
                 const char **why);

/* SQLite, if the benchmark was built with it. */
int bench_sqlite(const bench_data *data, bench_contestant *peer, const char **why);

#endif
