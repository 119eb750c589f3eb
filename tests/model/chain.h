/* SPDX-License-Identifier: MIT */
/*
 * A chain: reports of a ledger that is still being told, each made once and from then on only refreshed,
 * from snapshot to snapshot. Its twin is told the same, and there every report is made anew.
 *
 * Where it is refreshed nothing is made anew before the end, unless the library does so itself: that
 * would leave timelines behind, and patches would hardly ever lie on patches.
 */
#ifndef NRR_TEST_CHAIN_H
#define NRR_TEST_CHAIN_H

#include "model/grouped.h"

enum {
    CHAIN_VOICES_MAX = 7,
    CHAIN_EVENTS_MAX = 1000,
    CHAIN_CALL_MAX = 64, /* events of one call */
    CHAIN_SNAPSHOTS_MAX = 24,
    CHAIN_STEPS_MAX = 48,
    CHAIN_WALKERS_MAX = 3,
    CHAIN_QUERIES_MAX = 2
};

typedef enum chain_kind {
    CHAIN_FACT,
    CHAIN_CROWD, /* the fact, of so many customers of its own */
    CHAIN_PARENT,
    CHAIN_ASSIGNMENT
} chain_kind;

/* What a snapshot is taken with. */
typedef struct chain_mark {
    int is_taken;
    int is_strict;
    model_coverage coverage;
} chain_mark;

typedef struct chain_event {
    chain_kind kind;
    model_fact fact;
    uint32_t crowd;
    arrival_parent parent;
    model_assignment assignment;
    int ends_call;
    chain_mark mark; /* a snapshot behind the call that ends here */
} chain_event;

typedef struct chain_query {
    scenario_query query;
    size_t dimension_count;
} chain_query;

/* Reports that are refreshed together. */
typedef struct chain_walker {
    size_t count;
    chain_query queries[CHAIN_QUERIES_MAX];
} chain_walker;

/* A walker goes to a snapshot, as it is or as known at an instant. */
typedef struct chain_step {
    size_t walker;
    size_t snapshot;
    model_clock clock;
} chain_step;

typedef struct chain_scenario {
    size_t count;
    chain_event events[CHAIN_EVENTS_MAX];
    size_t walker_count;
    chain_walker walkers[CHAIN_WALKERS_MAX];
    uint32_t dimensions[NRR_DIMENSIONS_MAX];
    size_t step_count;
    chain_step steps[CHAIN_STEPS_MAX];
    int tells_all_first; /* or a snapshot is taken when a step goes there */
    int releases;        /* snapshots are freed when nobody will go there any more */
    uint64_t feeding;
} chain_scenario;

/* The same scenario for the same seed and index. */
void chain_make(chain_scenario *out, uint64_t seed, uint64_t index);
/* The end of the call that begins at a place: of events of one kind. */
size_t chain_call_end(const chain_scenario *given, size_t start);

/* chain_tell.c: many ledgers of arrivals become one */

/* The style of what is told, for all its voices. */
typedef struct chain_style {
    uint64_t seed, index;
    unsigned voices;
    int is_modest; /* no amount is so large that sums don't fit */
    int is_tidy;   /* of facts that can't contradict each other: only then is a patch copied from */
    int is_plain;  /* facts without lines, sequences and the second clock */
    int has_ids;   /* and voids */
    int is_ordered; /* by time, within a voice */
    int is_spread;  /* ordered, and no customer has two facts at an instant */
    int assigns_first;
    int has_crowds;
    unsigned batch_ends; /* percent; 0: as the voices have it */
} chain_style;

/* What the voices want to know. */
typedef struct chain_told {
    scenario_query queries[CHAIN_VOICES_MAX]; /* of each voice; all of them are about one time */
    grouped_scenario first;                   /* the first voice */
} chain_told;

/* Fills the events. */
void chain_tell(chain_scenario *out, const chain_style *style, random_source *source,
                chain_told *told);

/* chain_check.c: must hold for every scenario; the same one gives the same answer again */

typedef void chain_check_function(const chain_scenario *given, compare_difference *difference);
chain_check_function chain_check;

/* chain_shrink.c */

void chain_shrink(chain_scenario *failing, chain_check_function *check,
                  compare_difference *difference);
void chain_print(const chain_scenario *given);

#endif
