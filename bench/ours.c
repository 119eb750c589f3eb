/* SPDX-License-Identifier: MIT */
/*
 * The engine as a contestant, once for each list of measures.
 */
#include "contestant.h"

#include <stdio.h>

typedef struct ours {
    bench_engine *engine;
    bench_list list;
} ours;

static int ours_holds(nrr_status status)
{
    const char *name = "?";

    if (status != NRR_OK) {
        nrr_vocabulary_name(NRR_VOCABULARY_STATUS, status, &name);
        fprintf(stderr, "libnrr: %s\n", name);
    }
    return status == NRR_OK;
}

static int ours_reset(void *self)
{
    return ours_holds(bench_engine_reset(((ours *)self)->engine));
}

static int ours_ingest(void *self, const bench_columns *facts, unsigned threads)
{
    (void)threads; /* a ledger is written by one */
    return ours_holds(bench_engine_append(((ours *)self)->engine, facts));
}

static int ours_ask(void *self, unsigned views, unsigned threads)
{
    ours *me = self;

    return ours_holds(bench_engine_ask(me->engine, me->list, views, threads));
}

static int ours_renew(void *self, unsigned threads)
{
    ours *me = self;

    return ours_holds(bench_engine_refresh(me->engine, me->list, threads));
}

static int ours_figures(void *self, bench_view view, bench_figures *figures)
{
    ours *me = self;

    return ours_holds(bench_engine_figures(me->engine, me->list, view, figures));
}

static void ours_close(void *self)
{
    (void)self;
}

bench_contestant bench_ours(bench_engine *engine, bench_list list)
{
    static ours state[BENCH_LISTS];
    bench_contestant made = {
        .version = nrr_version(),
        .is_peer = 0,
        .reset = ours_reset,
        .ingest = ours_ingest,
        .ask = ours_ask,
        .renew = ours_renew,
        .figures = ours_figures,
        .close = ours_close,
    };

    state[list].engine = engine;
    state[list].list = list;
    made.self = &state[list];
    made.name = list == BENCH_ALL ? "libnrr all" : "libnrr";
    made.threads_max = 2;
    return made;
}
