/* SPDX-License-Identifier: MIT */
/*
 * The contest: each task is run by all contestants in turn, as often as there are runs, and after
 * each run their figures are compared with those of libnrr. One unit of difference ends it.
 */
#ifndef BENCH_CONTEST_H
#define BENCH_CONTEST_H

#include "arena.h"
#include "contestant.h"
#include "options.h"
#include "results.h"

typedef struct bench_contest {
    const bench_options *options;
    bench_data *data;
    bench_arena *arena;
    bench_engine *engine;
    bench_contestant who[BENCH_CONTESTANTS];
    size_t count;
    bench_results results;
    bench_figures wanted[BENCH_VIEWS]; /* of libnrr, of the facts so far; no rows: not known yet */
    size_t prepared_bytes;             /* live, of keys and segments, before the append */
    size_t ledger_bytes;               /* live, after the append */
    size_t warm_bytes;                 /* live, with the snapshot's timelines and three reports */
    size_t peak_bytes;                 /* the most that was live on the way there */
    uint64_t compared;                 /* figures of peers that were compared, and equal */
} bench_contest;

/* Gives 0 when something failed, which was said on standard error. */
int bench_contest_run(bench_contest *contest);
void bench_contest_free(bench_contest *contest);

#endif
