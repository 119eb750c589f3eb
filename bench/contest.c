/* SPDX-License-Identifier: MIT */
/*
 * Cold runs come first, and leave each contestant with the facts in it; what is warm is run on these.
 */
#include "contest.h"

#include "clock.h"
#include "keys.h"
#include "progress.h"

#include <stdio.h>
#include <string.h>

/* One contestant on a number of threads. */
typedef struct entry {
    bench_contestant *who;
    size_t index;
    unsigned threads;
} entry;

typedef int contest_step(bench_contest *contest, const entry *entrant);

static int has_task(const bench_contest *contest, bench_task task)
{
    return (contest->options->tasks >> task & 1U) != 0;
}

static int add_time(bench_contest *contest, bench_line line, const entry *entrant, int64_t begun,
                    int64_t counted)
{
    int64_t ns = bench_now() - begun;
    int64_t instructions = counted < 0 ? -1 : bench_instructions() - counted;

    return bench_results_add(&contest->results, line, entrant->index, entrant->threads, ns,
                             instructions);
}

/* --- figures -------------------------------------------------------------------------------------- */

static void forget_figures(bench_contest *contest)
{
    for (size_t view = 0; view < BENCH_VIEWS; view++) {
        contest->wanted[view].rows = 0;
    }
}

/* The first to be asked is libnrr: all others must say what it says. */
static int compare_view(bench_contest *contest, const bench_contestant *who, bench_view view)
{
    bench_figures *wanted = &contest->wanted[view];
    bench_figures figures = {0, 0, NULL};
    int is_equal;

    if (wanted->rows == 0) {
        if (who->is_peer) {
            fprintf(stderr, "nrr-bench: %s is asked before libnrr\n", who->name);
        }
        return !who->is_peer && who->figures(who->self, view, wanted);
    }
    is_equal = who->figures(who->self, view, &figures) &&
               bench_figures_equal(wanted, &figures, view, who->name);
    if (who->is_peer && is_equal) {
        contest->compared += figures.rows * BENCH_MEASURES;
    }
    bench_figures_free(&figures);
    return is_equal;
}

static int compare(bench_contest *contest, const bench_contestant *who, unsigned views)
{
    for (int view = 0; view < BENCH_VIEWS; view++) {
        if (views & BENCH_ASK(view) && !compare_view(contest, who, (bench_view)view)) {
            return 0;
        }
    }
    return 1;
}

/* --- one step of one contestant --------------------------------------------------------------------- */

/* Columns in, the three reports out. */
static int step_cold(bench_contest *contest, const entry *entrant)
{
    bench_contestant *who = entrant->who;
    int64_t begun;
    int64_t counted;

    if (!who->reset(who->self)) {
        return 0;
    }
    contest->prepared_bytes =
        who->is_peer ? contest->prepared_bytes : bench_arena_live(contest->arena);
    begun = bench_now();
    counted = bench_instructions();
    if (!who->ingest(who->self, &contest->data->facts, entrant->threads) ||
        !add_time(contest, BENCH_LINE_APPEND, entrant, begun, counted)) {
        return 0;
    }
    if (!who->is_peer) {
        contest->ledger_bytes = bench_arena_live(contest->arena);
    }
    if (who->cold != NULL) {
        begun = bench_now();
        counted = bench_instructions();
        return who->cold(who->self, &contest->data->facts, entrant->threads) &&
               add_time(contest, BENCH_LINE_COLD, entrant, begun, counted) &&
               compare(contest, who, BENCH_THREE);
    }
    if (!who->ask(who->self, BENCH_THREE, entrant->threads) ||
        !add_time(contest, BENCH_LINE_COLD, entrant, begun, counted)) {
        return 0;
    }
    if (!who->is_peer && strcmp(who->name, contest->who[0].name) == 0) {
        contest->warm_bytes = bench_arena_live(contest->arena);
        contest->peak_bytes = bench_arena_peak(contest->arena);
    }
    return compare(contest, who, BENCH_THREE);
}

/* The same with memory that the system hands out anew. Peers have no such hook. */
static int step_fresh(bench_contest *contest, const entry *entrant)
{
    bench_contestant *who = entrant->who;
    int64_t begun;
    int64_t counted;

    if (who->is_peer) {
        return 1;
    }
    bench_engine_drop(contest->engine);
    if (!bench_arena_forget(contest->arena) || !who->reset(who->self)) {
        return 0;
    }
    begun = bench_now();
    counted = bench_instructions();
    return who->ingest(who->self, &contest->data->facts, entrant->threads) &&
           who->ask(who->self, BENCH_THREE, entrant->threads) &&
           add_time(contest, BENCH_LINE_FRESH, entrant, begun, counted);
}

static int step_views(bench_contest *contest, const entry *entrant, unsigned views, bench_line line)
{
    bench_contestant *who = entrant->who;
    int64_t begun = bench_now();
    int64_t counted = bench_instructions();

    return who->ask(who->self, views, entrant->threads) &&
           add_time(contest, line, entrant, begun, counted) && compare(contest, who, views);
}

static int step_month(bench_contest *contest, const entry *entrant)
{
    return step_views(contest, entrant, BENCH_ASK(BENCH_MONTH), BENCH_LINE_MONTH);
}

static int step_ttm(bench_contest *contest, const entry *entrant)
{
    return step_views(contest, entrant, BENCH_ASK(BENCH_TTM), BENCH_LINE_TTM);
}

static int step_segment(bench_contest *contest, const entry *entrant)
{
    return step_views(contest, entrant, BENCH_ASK(BENCH_SEGMENT), BENCH_LINE_SEGMENT);
}

static int step_one(bench_contest *contest, const entry *entrant)
{
    return step_views(contest, entrant, BENCH_ASK(BENCH_ONE), BENCH_LINE_ONE);
}

static int step_warm(bench_contest *contest, const entry *entrant)
{
    return step_views(contest, entrant, BENCH_THREE, BENCH_LINE_WARM);
}

/* --- all contestants in turn ------------------------------------------------------------------------ */

static int for_each(bench_contest *contest, contest_step *step)
{
    for (size_t i = 0; i < contest->count; i++) {
        for (unsigned threads = 1; threads <= contest->who[i].threads_max; threads++) {
            entry entrant = {&contest->who[i], i, threads};
            if (contest->options->threads >> (threads - 1) & 1U && !step(contest, &entrant)) {
                fprintf(stderr, "nrr-bench: %s failed\n", contest->who[i].name);
                return 0;
            }
        }
    }
    return 1;
}

static int run_step(bench_contest *contest, const char *name, contest_step *step)
{
    for (unsigned run = 0; run < contest->options->runs; run++) {
        bench_progress(name, run + 1, contest->options->runs);
        if (!for_each(contest, step)) {
            return 0;
        }
    }
    bench_progress_end();
    return 1;
}

/* Lets libnrr touch the memory that it will use, and gives everyone the facts: nothing is timed. */
static int load(bench_contest *contest)
{
    for (size_t i = 0; i < contest->count; i++) {
        bench_contestant *who = &contest->who[i];
        if (!who->is_peer && i > 0) {
            continue; /* of one engine */
        }
        bench_progress("loading", 0, 0);
        if (!who->reset(who->self) || !who->ingest(who->self, &contest->data->facts, 1)) {
            return 0;
        }
    }
    bench_progress("first reports", 0, 0);
    for (size_t i = 0; i < contest->count; i++) {
        bench_contestant *who = &contest->who[i];
        unsigned views = BENCH_THREE | BENCH_ASK(BENCH_ONE);
        if (!who->ask(who->self, views, 1) || !compare(contest, who, views)) {
            return 0;
        }
    }
    return 1;
}

/* One contestant takes the batch and answers again; timed only on as many threads as it can have. */
static int step_live(bench_contest *contest, const entry *entrant, const bench_columns *batch)
{
    bench_contestant *who = entrant->who;
    unsigned threads = entrant->threads > who->threads_max ? 1 : entrant->threads;
    int64_t begun = bench_now();
    int64_t counted = bench_instructions();

    return who->ingest(who->self, batch, threads) && who->renew(who->self, threads) &&
           (threads != entrant->threads ||
            add_time(contest, BENCH_LINE_LIVE, entrant, begun, counted)) &&
           compare(contest, who, BENCH_THREE);
}

/* A thousand facts more, for everyone, and the three reports again. libnrr's lists of measures share
 * a ledger, which has a batch but once: the first of them takes part. */
static int run_live(bench_contest *contest, unsigned threads)
{
    bench_columns batch;
    int is_done = bench_columns_new(BENCH_LIVE_BATCH, &batch);

    if (is_done) {
        bench_generate_live(contest->data, &batch);
        forget_figures(contest);
    }
    for (size_t i = 0; is_done && i < contest->count; i++) {
        entry entrant = {&contest->who[i], i, threads};
        if (i == 0 || entrant.who->is_peer) {
            is_done = step_live(contest, &entrant, &batch);
        }
    }
    bench_columns_free(&batch);
    return is_done;
}

/* Ours have what is to be renewed before the first batch comes. */
static int run_lives(bench_contest *contest)
{
    bench_contestant *ours = &contest->who[0];

    for (unsigned threads = 1; threads <= BENCH_THREADS; threads++) {
        if ((contest->options->threads >> (threads - 1) & 1U) == 0) {
            continue;
        }
        if (!ours->renew(ours->self, threads)) {
            return 0;
        }
        for (unsigned run = 0; run < contest->options->runs; run++) {
            bench_progress("live", run + 1, contest->options->runs);
            if (!run_live(contest, threads)) {
                return 0;
            }
        }
    }
    bench_progress_end();
    return 1;
}

/* --- the contest ------------------------------------------------------------------------------------ */

static int run_cold_tasks(bench_contest *contest)
{
    if (!has_task(contest, BENCH_TASK_COLD) && !has_task(contest, BENCH_TASK_APPEND)) {
        return 1;
    }
    return run_step(contest, "cold, fresh memory", step_fresh) && load(contest) &&
           run_step(contest, "cold", step_cold);
}

static int run_warm_tasks(bench_contest *contest)
{
    static const struct {
        bench_task task;
        contest_step *step;
    } steps[] = {
        {BENCH_TASK_MONTH, step_month},     {BENCH_TASK_TTM, step_ttm},
        {BENCH_TASK_SEGMENT, step_segment}, {BENCH_TASK_ONE, step_one},
        {BENCH_TASK_WARM, step_warm},
    };

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (has_task(contest, steps[i].task) &&
            !run_step(contest, bench_task_name(steps[i].task), steps[i].step)) {
            return 0;
        }
    }
    return 1;
}

int bench_contest_run(bench_contest *contest)
{
    const unsigned facts = ~(1U << BENCH_TASK_KEYS);

    contest->results.runs = contest->options->runs;
    if (has_task(contest, BENCH_TASK_KEYS) && !bench_keys_run(contest)) {
        return 0;
    }
    if ((contest->options->tasks & facts) == 0) {
        return 1;
    }
    return load(contest) && run_cold_tasks(contest) && run_warm_tasks(contest) &&
           (!has_task(contest, BENCH_TASK_LIVE) || run_lives(contest));
}

void bench_contest_free(bench_contest *contest)
{
    for (size_t i = 0; i < contest->count; i++) {
        contest->who[i].close(contest->who[i].self);
    }
    for (size_t view = 0; view < BENCH_VIEWS; view++) {
        bench_figures_free(&contest->wanted[view]);
    }
    bench_results_free(&contest->results);
}
