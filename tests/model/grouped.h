/* SPDX-License-Identifier: MIT */
/*
 * A scenario of groups: a ledger as it arrives, with values of dimensions for its customers, its lines
 * and its parents. Numbers of keys are places in the table of arrival_keys.c.
 */
#ifndef NRR_TEST_GROUPED_H
#define NRR_TEST_GROUPED_H

#include "model/arrival_checks.h"
#include "model/checks.h"

enum { GROUPED_DIMENSIONS_MAX = 3 };

typedef struct grouped_scenario {
    arrival_scenario told;
    size_t count;
    model_assignment assignments[MODEL_ASSIGNMENTS_MAX]; /* in the order of their arrival */
    int ends_call[MODEL_ASSIGNMENTS_MAX];
    size_t early; /* a snapshot is taken after so many of them, at least */
    size_t dimension_count; /* that is asked for */
    uint32_t dimensions[NRR_DIMENSIONS_MAX];
    model_coverage coverage;
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

/* grouped_tell.c */

typedef struct grouped_snapshots {
    nrr_snapshot *bare;  /* without the last facts */
    nrr_snapshot *early; /* with all facts, without the last assignments and without parents */
    nrr_snapshot *late;
    nrr_snapshot *known; /* the late one, as known at an instant */
    size_t early_count;  /* assignments that the early ones see */
} grouped_snapshots;

grouped_snapshots grouped_tell(const grouped_scenario *given, random_source *source,
                               compare_difference *difference);
void grouped_forget(grouped_snapshots *snapshots);
/* An instant of the second clock. */
int64_t grouped_known_at(const grouped_scenario *given);
nrr_status grouped_add_dimensions(nrr_query *query, const grouped_scenario *given);

/* What must hold for every scenario; the same one gives the same answer again. */
typedef void grouped_check(const grouped_scenario *given, compare_difference *difference);

/* grouped_checks.c */

/* The groups in force, for every unit at every instant that may matter. */
grouped_check grouped_check_lookups;
/* Contradicting assignments, among the findings. */
grouped_check grouped_check_findings;
/* The model's own total beside its groups. */
grouped_check grouped_check_sums;

/* grouped_rows.c */

/* A report, and what the model knows of it. */
typedef struct grouped_case {
    const model_history *history;
    scenario_query query;
    const model_coverage *coverage;
    model_grouping grouping;
} grouped_case;

/* The status of the call, and what the report must be: every row, in the report's order of groups. */
void grouped_expect(const grouped_case *given, nrr_status status, const nrr_report *report,
                    model_report *expected, compare_difference *difference);
/* The group of a row, of which there are so many in a period; that of the total has no values. */
model_group grouped_group_of_row(const model_grouping *grouping, const nrr_report *report, size_t row,
                                 size_t groups, compare_difference *difference);
/* Contradictions that a report by these dimensions sees: those between facts, and in the dimensions. */
size_t grouped_count_findings(const model_books *books, model_clock clock,
                              const model_grouping *grouping);
/* Whether a value was ever given to somebody in a dimension. */
int grouped_is_given(const model_grouping *grouping, uint32_t dimension, uint32_t value);

/* grouped_reports.c */

typedef struct grouped_part {
    int64_t part;
    int64_t parts;
} grouped_part;

/* The scenario's query by one kind of unit, with fewer periods if the model had no room for the rows. */
scenario_query grouped_query(const grouped_scenario *given, size_t unit);
/* A report by the scenario's dimensions, whole or of a part. */
nrr_status grouped_ask(const grouped_scenario *given, const nrr_snapshot *snapshot,
                       const scenario_query *query, random_source *source, nrr_report **report);
nrr_status grouped_ask_part(const grouped_scenario *given, const nrr_snapshot *snapshot,
                            const scenario_query *query, grouped_part part, random_source *source,
                            nrr_report **report);
/* The status of the call, and every figure, rate and flag. */
void grouped_compare(const grouped_case *given, nrr_status status, const nrr_report *report,
                     random_source *source, compare_difference *difference);

/* Every figure of every group, by every unit. */
grouped_check grouped_check_reports;

/* grouped_apart.c: what takes the figures of a group apart (apart.h) */

grouped_check grouped_check_units;
grouped_check grouped_check_reconciliations;
grouped_check grouped_check_concentrations;
grouped_check grouped_check_cohorts;
grouped_check grouped_check_contributions;

/* grouped_merges.c */

/* The parts of a snapshot, added up. */
grouped_check grouped_check_parts;
/* Two ledgers that share no unit, added up. */
grouped_check grouped_check_merged;
/* Brought up to another snapshot, forward and back. */
grouped_check grouped_check_refreshed;

#endif
