/* SPDX-License-Identifier: MIT */
/*
 * nrr-bench: how fast the library is, beside what people use today, on the same made-up facts, in
 * one process, with equal results. See README.md.
 */
#include "clock.h"
#include "contest.h"
#include "output.h"
#include "progress.h"

#include <stdio.h>
#include <string.h>

static void add_contestant(bench_contest *contest, bench_contestant who)
{
    contest->who[contest->count++] = who;
}

/* A peer that is not there is named; it is an error only if it was asked for. */
static int add_peer(bench_contest *contest, bench_peer which)
{
    const bench_options *options = contest->options;
    const char *why = "";
    bench_contestant peer;
    int is_there;

    if ((options->peers >> which & 1U) == 0) {
        return 1;
    }
    if (which == BENCH_PEER_SQLITE && !options->are_peers_named && options->size.facts > 1000000) {
        fprintf(stderr, "sqlite: skipped: above 1000000 facts it takes part only if it is named\n");
        return 1;
    }
    is_there = which == BENCH_PEER_SQLITE ? bench_sqlite(contest->data, &peer, &why)
                                          : bench_duckdb(options->duckdb, contest->data,
                                                         which == BENCH_PEER_KEPT, &peer, &why);
    if (is_there) {
        add_contestant(contest, peer);
    } else {
        fprintf(stderr, "%s: skipped: %s\n", bench_peer_name(which), why);
    }
    return is_there || !options->are_peers_named;
}

static int run(bench_contest *contest)
{
    const bench_options *options = contest->options;

    if (options->headline) {
        add_contestant(contest, bench_ours(contest->engine, BENCH_HEADLINE));
    }
    if (options->all) {
        add_contestant(contest, bench_ours(contest->engine, BENCH_ALL));
    }
    for (int peer = 0; peer < BENCH_PEERS; peer++) {
        if (!add_peer(contest, (bench_peer)peer)) {
            return 0;
        }
    }
    if (!bench_contest_run(contest)) {
        return 0;
    }
    if (options->json) {
        bench_output_json(contest);
    } else {
        bench_output_table(contest);
    }
    return 1;
}

int main(int argc, char **argv)
{
    bench_options options;
    bench_contest contest;
    bench_data data;
    int status;

    if (!bench_options_read(argc, argv, &options, &status)) {
        return status;
    }
    memset(&contest, 0, sizeof contest);
    bench_progress("making facts", 0, 0);
    if (!bench_generate(&options.size, &data)) {
        fprintf(stderr, "nrr-bench: no memory for that many facts\n");
        return 1;
    }
    bench_counter_open();
    if (options.cpu) {
        bench_clock_use_cpu();
    }
    contest.options = &options;
    contest.data = &data;
    contest.arena = bench_arena_new(options.huge);
    contest.engine = contest.arena == NULL
                         ? NULL
                         : bench_engine_new(&data, contest.arena, options.fields, options.batch);
    status = contest.engine != NULL && run(&contest) ? 0 : 1;
    bench_contest_free(&contest);
    bench_engine_free(contest.engine);
    bench_arena_free(contest.arena);
    bench_data_free(&data);
    return status;
}
