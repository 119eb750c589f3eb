/* SPDX-License-Identifier: MIT */
/*
 * A scenario: a random ledger with the questions that are asked of it. It holds every choice that
 * bears on a figure; how the facts are handed over follows from its seed `feeding`.
 */
#ifndef NRR_TEST_SCENARIO_H
#define NRR_TEST_SCENARIO_H

#include "model/model.h"
#include "support/random.h"

enum { SCENARIO_CUSTOMERS_MAX = 4, SCENARIO_LINES_MAX = 3, SCENARIO_QUERIES_MAX = 2 };

typedef struct scenario_query {
    model_query model;
    /* How it is put: as edges and windows, or where there are none as periods; by these measures
     * and rates, or where there are none as "all". */
    size_t edge_count;
    size_t window;
    int64_t edges[MODEL_PERIODS_MAX + 1];
    uint64_t measures;
    uint64_t rates;
} scenario_query;

typedef struct scenario {
    size_t fact_count;
    model_fact facts[MODEL_FACTS_MAX]; /* in the order of their arrival */
    size_t early;                      /* a snapshot is taken after so many of them */
    model_coverage early_coverage;
    model_coverage coverage;
    size_t query_count;
    scenario_query queries[SCENARIO_QUERIES_MAX];
    uint64_t feeding;
} scenario;

/* The same scenario for the same seed and index, for ever on every machine. */
void scenario_make(scenario *out, uint64_t seed, uint64_t index);
/* All of one query's periods as three: [a,b), [b,c), [a,c) again and again, all measures. */
void scenario_ask_for_adjoining(scenario *out, random_source *source);
/* The facts in another order. */
void scenario_reorder(scenario *out, random_source *source);
/* Writes what it holds to standard error, so that it can be typed into a test. */
void scenario_print(const scenario *given);

/* scenario_periods.c */

/* The clock of a scenario: most facts lie in [first, first + span]. */
typedef struct scenario_clock {
    int64_t first;
    int64_t span;
} scenario_clock;

int64_t scenario_instant(random_source *source, const scenario_clock *clock);
void scenario_make_periods(scenario_query *query, random_source *source,
                           const scenario_clock *clock);

#endif
