/* SPDX-License-Identifier: MIT */
/*
 * A scenario of groups: a ledger as it arrives, with values of dimensions for its customers, its lines
 * and its parents. Numbers of keys are places in the table of arrival_keys.c.
 */
#ifndef NRR_TEST_GROUPED_H
#define NRR_TEST_GROUPED_H

#include "model/arrival_checks.h"

enum { GROUPED_DIMENSIONS_MAX = 3 };

typedef struct grouped_scenario {
    arrival_scenario told;
    size_t count;
    model_assignment assignments[MODEL_ASSIGNMENTS_MAX]; /* in the order of their arrival */
    int ends_call[MODEL_ASSIGNMENTS_MAX];
    size_t early; /* a snapshot is taken after so many of them, at least */
    size_t dimension_count; /* that is asked for */
    uint32_t dimensions[NRR_DIMENSIONS_MAX];
} grouped_scenario;

/* The same scenario for the same seed and index. */
void grouped_make(grouped_scenario *out, uint64_t seed, uint64_t index);
void grouped_print(const grouped_scenario *given);
/* The end of the call that begins at a place. */
size_t grouped_call_end(const grouped_scenario *given, size_t start);
/* What the query is by, given that so many assignments have come. */
model_grouping grouped_grouping(const grouped_scenario *given, size_t count);

/* grouped_feed.c */

/* Assign values in one call, as rows or as columns. */
nrr_status grouped_feed(arrival_host *host, const model_assignment *assignments, size_t count);

/* What must hold for every scenario; the same one gives the same answer again. */
typedef void grouped_check(const grouped_scenario *given, compare_difference *difference);

/* grouped_checks.c */

/* The groups in force, for every unit at every instant that may matter. */
grouped_check grouped_check_lookups;
/* Contradicting assignments, among the findings. */
grouped_check grouped_check_findings;
/* The model's own total beside its groups. */
grouped_check grouped_check_sums;

#endif
