/* SPDX-License-Identifier: MIT */
/*
 * The library as a host uses it: a ledger whose customers have dense ids, a snapshot of it, and the
 * reports of the views, on one thread or on parts by several.
 */
#ifndef BENCH_ENGINE_H
#define BENCH_ENGINE_H

#include "arena.h"
#include "figures.h"
#include "generate.h"

#include "nrr/nrr.h"

typedef struct bench_engine bench_engine;

/* What a call to bench_engine_ask() asks for, as bits. */
#define BENCH_ASK(view) (1U << (view))

/* The three views that cold, warm and live ask for: the first three. */
enum {
    BENCH_THREE_COUNT = 3,
    BENCH_THREE = BENCH_ASK(BENCH_MONTH) | BENCH_ASK(BENCH_TTM) | BENCH_ASK(BENCH_SEGMENT)
};

/* The two lists of measures. */
typedef enum bench_list {
    BENCH_HEADLINE, /* bench_measures[] */
    BENCH_ALL,      /* all that there are */
    BENCH_LISTS
} bench_list;

/* With the fields that facts have, a bit for each (extra.h), appended `batch` at a time; 0 is all at
 * once. Gives NULL, and says why on standard
 * error, when it can't be made. */
bench_engine *bench_engine_new(const bench_data *data, bench_arena *arena, unsigned fields,
                               size_t batch);
void bench_engine_free(bench_engine *engine);

/* Drops ledger, snapshot and reports. */
void bench_engine_drop(bench_engine *engine);

/* Does that, begins anew with the arena, and makes an empty ledger with all customers' keys and
 * their segments. */
nrr_status bench_engine_reset(bench_engine *engine);

nrr_status bench_engine_append(bench_engine *engine, const bench_columns *facts);

/* Makes the reports of the views that are asked for, in one pass; of a new snapshot if facts were
 * appended since the last one. They are kept, for each list of measures, until the next call. */
nrr_status bench_engine_ask(bench_engine *engine, bench_list list, unsigned views,
                            unsigned threads);

/* Brings the three reports of that list up to a new snapshot, which is taken here, from that of the call before;
 * makes them anew if that was on another number of threads. */
nrr_status bench_engine_refresh(bench_engine *engine, bench_list list, unsigned threads);

/* The figures of a view that was asked for last. Checks the equations between measures too. */
nrr_status bench_engine_figures(const bench_engine *engine, bench_list list, bench_view view,
                                bench_figures *figures);

#endif
