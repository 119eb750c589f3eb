/* SPDX-License-Identifier: MIT */
/*
 * A scenario of facts as they arrive: with ids, repeats, voids, conflicts, a second clock with few
 * instants, and parents. Numbers of keys are places in one table, which is in the order of keys.
 */
#ifndef NRR_TEST_ARRIVAL_H
#define NRR_TEST_ARRIVAL_H

#include "model/scenario.h"

enum {
    ARRIVAL_FACTS_MAX = MODEL_FACTS_MAX,
    ARRIVAL_PARENTS_MAX = 100,
    ARRIVAL_KEYS = 18,       /* numbers 1 to 18 are keys of the table */
    ARRIVAL_FIRST_LINK = 20, /* and above are customers without facts, for chains of parents */
    ARRIVAL_LINKS = NRR_PARENT_CHAIN_MAX + 4,
    ARRIVAL_CLOCKS_MAX = 3,
    ARRIVAL_PAIRS = 2
};

/* A parent, given when at least so many facts have come. */
typedef struct arrival_parent {
    size_t after;
    uint32_t customer;
    uint32_t parent;
    int ends_call;
} arrival_parent;

typedef struct arrival_scenario {
    size_t count;
    model_fact facts[ARRIVAL_FACTS_MAX]; /* voids among them */
    int ends_batch[ARRIVAL_FACTS_MAX];
    size_t parent_count;
    arrival_parent parents[ARRIVAL_PARENTS_MAX]; /* in the order of `after` */
    size_t early;                                /* a snapshot after so many facts, at least */
    size_t clock_count;                          /* the first one is not set */
    model_clock clocks[ARRIVAL_CLOCKS_MAX];
    nrr_restatement restatements[ARRIVAL_PAIRS];
    nrr_staleness staleness[ARRIVAL_PAIRS];
    scenario_query query; /* asked of every unit */
    uint64_t feeding;
} arrival_scenario;

/* The same scenario for the same seed and index. */
void arrival_make(arrival_scenario *out, uint64_t seed, uint64_t index);
void arrival_print(const arrival_scenario *given);
/* The end of the batch that begins at a place. */
size_t arrival_batch_end(const arrival_scenario *given, size_t start);
/* The end of the call that begins at a place. */
size_t arrival_call_end(const arrival_scenario *given, size_t start);

#endif
