/* SPDX-License-Identifier: MIT */
/*
 * The reference model: METRICS.md sections 2 to 5, and of 7 groups, the second clock, cohorts and
 * drill-down, written down once more, slow and obvious.
 *
 * It shares no code with the library and was written from METRICS.md alone. Nothing here is clever:
 * levels are sums over all that happened before, measures are loops over periods and units. Of the
 * public headers it takes the numbers of kinds, measures, rates and statuses, and no more.
 */
#ifndef NRR_TEST_MODEL_H
#define NRR_TEST_MODEL_H

#include <stddef.h>
#include <stdint.h>

#include "nrr/fact.h"
#include "nrr/finding.h"
#include "nrr/measure.h"
#include "nrr/parent.h"
#include "nrr/query.h"
#include "nrr/ratio.h"
#include "nrr/report.h"

#ifndef __SIZEOF_INT128__
#error "the reference model needs a compiler with 128-bit integers (the library does not)"
#endif
__extension__ typedef __int128 model_wide;

enum {
    MODEL_FACTS_MAX = 64,
    MODEL_ARRIVALS_MAX = 2 * MODEL_FACTS_MAX,  /* every fact twice */
    MODEL_ASSIGNMENTS_MAX = 64,
    /* Every fact by every rule, and every assignment. */
    MODEL_FINDINGS_MAX = 5 * MODEL_FACTS_MAX + MODEL_ASSIGNMENTS_MAX,
    MODEL_CUSTOMERS_MAX = 100,                 /* above the numbers of customers with parents */
    MODEL_PERIODS_MAX = 40,
    MODEL_ROWS_MAX = 800,                      /* periods by groups */
    MODEL_EDGES_MAX = 14,      /* of a triangle of cohorts */
    MODEL_CODES_MAX = 4,                            /* a host's reasons that a query names */
    MODEL_MEASURES = NRR_MEASURE_RENEWALS_KEPT + 1, /* those that are one number; from 1 */
    MODEL_REASONS = NRR_REASON_MIGRATION + 1,       /* the named ones; from 0 */
    MODEL_REASON_COLUMNS = MODEL_REASONS + 1 + MODEL_CODES_MAX
};

typedef struct model_fact {
    uint32_t customer; /* any number; equal numbers are one customer */
    uint32_t line;     /* any number; 0 is the default line like any other */
    int64_t time;
    int64_t amount;
    uint64_t sequence;
    nrr_kind kind;
    nrr_reason reason;
    int all;
    /* How it arrived; 0 throughout in ledgers that do without. */
    uint32_t id; /* 0: none; the numbers of keys are in the order of the keys */
    int has_known;
    int64_t known;
    uint32_t top; /* the customer at the top of the parents */
} model_fact;

/* ---- replay.c: section 2 ---- */

/* A fact in its place of the replay, with the level of its line before and after it. */
typedef struct model_step {
    model_fact fact;
    model_wide before;
    model_wide after;
} model_step;

/* What the facts of a ledger do: line after line, each in the order of the replay. */
typedef struct model_history {
    size_t count;
    model_step steps[MODEL_FACTS_MAX];
} model_history;

/* Whose level: a customer's, one line's, or that of all below a parent. */
typedef struct model_unit {
    uint32_t customer; /* or the parent */
    uint32_t line;     /* read for lines only */
    int is_line;
    int is_parent;
} model_unit;

/* The place of a fact's kind among those of one time and sequence, from 1. */
int model_kind_place(const model_fact *fact);
/* The kinds of the first group, which set a level: the level that the fact sets, else -1. */
int64_t model_sets_level(const model_fact *fact);
/* The amount of a churn of ALL is not read. */
int64_t model_amount_as_read(const model_fact *fact);
/* Whether one fact of a line is replayed before another one: -1, 0, 1 as for memcmp. */
int model_replay_order(const model_fact *a, const model_fact *b);
void model_replay(const model_fact *facts, size_t count, model_history *history);
/* All units of a kind that have a fact; gives their number. */
size_t model_units(const model_history *history, nrr_unit kind, model_unit *units);
int model_belongs(const model_fact *fact, model_unit unit);
model_wide model_effective_delta(const model_step *step);
/* r(u,t): the level just before the instant. */
model_wide model_level_before(const model_history *history, model_unit unit, int64_t instant);
/* The level when all facts of the instant have been replayed. */
model_wide model_level_after(const model_history *history, model_unit unit, int64_t instant);
/* The instants at which a unit has facts, ascending, each once; gives their number. */
size_t model_instants(const model_history *history, model_unit unit, int64_t *instants);
/* Whether the level of some unit of this kind, after some instant, doesn't fit int64_t. */
int model_levels_overflow(const model_history *history, nrr_unit kind);

/* ---- movements.c: section 3 ---- */

typedef enum model_class {
    MODEL_OPENING,
    MODEL_NEW,
    MODEL_REACTIVATION,
    MODEL_EXPANSION,
    MODEL_CONTRACTION,
    MODEL_CHURN,
    MODEL_CLASSES
} model_class;

typedef struct model_movement {
    int64_t time;
    model_wide before;
    model_wide after;
    model_wide amount;
    model_class class_;
    nrr_reason reason;
} model_movement;

typedef struct model_expiry {
    int on;
    int64_t ticks;
} model_expiry;

/* All movements of a unit, in the order of time; gives their number. */
size_t model_movements(const model_history *history, model_unit unit, model_expiry expiry,
                       model_movement *movements);

/* ---- measures.c: section 4 ---- */

typedef struct model_coverage {
    int has_start;
    int has_end;
    int64_t start;
    int64_t end;
} model_coverage;

typedef struct model_query {
    nrr_unit unit;
    model_expiry expiry;
    size_t period_count;
    int64_t starts[MODEL_PERIODS_MAX];
    int64_t ends[MODEL_PERIODS_MAX];
    uint64_t asked; /* bit m: measure m */
    size_t code_count;
    nrr_reason codes[MODEL_CODES_MAX];
} model_query;

typedef struct model_row {
    int64_t start;
    int64_t end;
    model_wide measure[MODEL_MEASURES];
    /* Columns: the named reasons by their code, the sum of all host codes, the query's codes. */
    model_wide gain[MODEL_REASON_COLUMNS];
    model_wide loss[MODEL_REASON_COLUMNS];
    uint32_t flags;
} model_row;

typedef struct model_report {
    nrr_status status; /* NRR_OK or NRR_E_OVERFLOW */
    size_t count;
    size_t row_groups; /* rows of a period, of which the last one is its total */
    model_row rows[MODEL_ROWS_MAX];
} model_report;

#define MODEL_BIT(measure) (UINT64_C(1) << (measure))
#define MODEL_ASK_ALL      ((UINT64_C(1) << (NRR_MEASURE_REASON_LOSS + 1)) - 2)

void model_compute(const model_history *history, const model_query *query,
                   const model_coverage *coverage, model_report *report);
/* The column of a reason in gain and loss; -1 if the query has none for it. */
int model_reason_column(const model_query *query, nrr_reason reason);

/* ---- groups.c: section 7, groups ---- */

enum { MODEL_GROUPS_MAX = MODEL_FACTS_MAX };

/* A value from an instant on. Numbers of dimensions and values are in the order of their keys. */
typedef struct model_assignment {
    int64_t time;
    uint64_t sequence;
    uint32_t dimension;
    uint32_t customer;
    uint32_t line; /* read for lines only */
    int is_line;
    uint32_t value; /* 0: none from here on */
} model_assignment;

/* What a report is by. */
typedef struct model_grouping {
    size_t assignment_count;
    const model_assignment *assignments;
    size_t dimension_count; /* 1 or 2 */
    uint32_t dimensions[NRR_DIMENSIONS_MAX];
} model_grouping;

/* A value in each dimension; 0: unassigned. What is beyond the dimensions is 0. */
typedef struct model_group {
    uint32_t values[NRR_DIMENSIONS_MAX];
} model_group;

typedef struct model_group_row {
    model_group group;
    model_row row;
} model_group_row;

/* The group whose values are in force for a unit at an instant. */
model_group model_group_at(const model_grouping *grouping, model_unit unit, int64_t instant);
/* The group that a unit belongs to in a period of a query. */
model_group model_group_of(const model_history *history, const model_query *query,
                           const model_grouping *grouping, model_unit unit, size_t period);
/* By the first value, then by the second, unassigned last in each: -1, 0, 1 as for memcmp. */
int model_group_order(model_group a, model_group b);
/* The groups that have a row in a period, in their order; gives their number. Beside them stands the
 * total, which is what model_compute() gives. */
size_t model_compute_groups(const model_history *history, const model_query *query,
                            const model_coverage *coverage, const model_grouping *grouping,
                            size_t period, model_group_row *rows);
/* The assignments that contradict the one before them: all of one subject at one instant with the
 * greatest sequence there, by value, each value but the first. In the order of lists; gives their
 * number. */
size_t model_contradicting(const model_assignment *assignments, size_t count,
                           model_assignment *contradicting);
/* By time, customer, line, subject, dimension and value: -1, 0, 1 as for memcmp. */
int model_assignment_order(const model_assignment *a, const model_assignment *b);

/* One row of measures.c: of the units of one group, or of all if it is NULL. */
void model_compute_row(const model_history *history, const model_query *query,
                       const model_coverage *coverage, size_t period,
                       const model_grouping *grouping, const model_group *group, model_row *row);

/* ---- arrivals.c: section 2, ids, voids and parents; section 7, the second clock ---- */

/* What a ledger holds. */
typedef struct model_books {
    size_t count;
    model_fact arrived[MODEL_ARRIVALS_MAX]; /* accepted, copies and voids among them */
    size_t conflict_count;
    uint32_t conflicts[MODEL_ARRIVALS_MAX]; /* the id that each refused batch broke on */
    uint32_t parents[MODEL_CUSTOMERS_MAX];  /* by customer; 0: none */
    size_t assignment_count;
    model_assignment assignments[MODEL_ASSIGNMENTS_MAX];
} model_books;

/* As known at an instant, or as it is. */
typedef struct model_clock {
    int is_set;
    int64_t known;
} model_clock;

/* NRR_OK, or NRR_E_CONFLICT and the row to blame. */
nrr_status model_arrive(model_books *books, const model_fact *batch, size_t count, size_t *row);
/* NRR_OK, or NRR_E_CYCLE or NRR_E_CHAIN and the pair to blame. */
nrr_status model_set_parents(model_books *books, const uint32_t *customers, const uint32_t *parents,
                             size_t count, size_t *row);
/* A customer without a parent is its own top. */
uint32_t model_top(const model_books *books, uint32_t customer);
/* The facts that came, each once, with the earliest known of its copies; gives their number. */
size_t model_standing(const model_books *books, model_fact *facts);
/* How often the fact with this id has come; 0 if only a void has, or nothing. */
size_t model_times_come(const model_books *books, uint32_t id);
/* The earliest void of an id, or NULL. */
const model_fact *model_void_of(const model_books *books, uint32_t id);
/* Whether the given instant is at or before the clock's; one that is not given always is. */
int model_is_known(const model_fact *fact, model_clock clock);
/* Of a fact that stands: known by then, and not taken back by then. */
int model_is_seen(const model_books *books, const model_fact *fact, model_clock clock);
/* The facts that count, with the tops of their customers; gives their number. */
size_t model_seen(const model_books *books, model_clock clock, model_fact *facts);

/* ---- findings.c: section 2 ---- */

typedef struct model_finding {
    model_fact fact; /* of a conflict where no fact stands: the id alone, its kind 0 */
    size_t place; /* in the replay: of facts without ids it tells apart those that are the same */
    nrr_rule rule;
    model_wide excess;
    int is_assignment; /* about this, and no fact */
    model_assignment assignment;
} model_finding;

/* The whole list, in its order; gives their number. */
size_t model_findings(const model_books *books, model_clock clock, model_finding *findings);
/* Those between facts. */
size_t model_contradictions(const model_finding *findings, size_t count);

/* ---- lists.c: section 7 ---- */

typedef struct model_change {
    model_fact fact; /* its known is that of the fact or of its void */
    int change;
} model_change;

typedef struct model_stale {
    uint32_t customer;
    model_wide level;
    int64_t time;
} model_stale;

size_t model_restate(const model_books *books, model_clock clock,
                     const nrr_restatement *restatement, model_change *changes);
size_t model_list_stale(const model_books *books, model_clock clock, const nrr_staleness *staleness,
                        model_stale *stale);
/* The order of lists of facts: time, customer, line, replay. -1, 0, 1 as for memcmp. */
int model_list_order(const model_fact *a, const model_fact *b);

/* ---- cohorts.c: section 7 ---- */

typedef struct model_cohort_cell {
    size_t cohort;
    size_t age;
    model_wide units;
    model_wide revenue;
    model_wide retained;
} model_cohort_cell;

typedef struct model_triangle {
    nrr_status status; /* NRR_OK or NRR_E_OVERFLOW */
    size_t count;
    model_cohort_cell cells[MODEL_EDGES_MAX * MODEL_EDGES_MAX]; /* by cohort, then by age */
} model_triangle;

/* Edges are two at least, and ascend. */
typedef struct model_cohort_query {
    nrr_unit kind;
    size_t edge_count;
    const int64_t *edges;
    const model_grouping *grouping; /* of the units of one group, */
    const model_group *group;       /* or of all if both are NULL */
} model_cohort_query;

void model_cohorts(const model_history *history, const model_cohort_query *query,
                   model_triangle *triangle);

/* ---- parts.c: section 7 ---- */

/* A unit, and what the measures of a period would be if it were alone. */
typedef struct model_part {
    model_unit unit;
    model_row row;
} model_part;

size_t model_facts_of(const model_history *history, model_unit unit, model_fact *facts);
/* All units that have a fact; gives their number. */
size_t model_parts(const model_history *history, const model_query *query, size_t period,
                   model_part *parts);

/* ---- rates.c: section 5 ---- */

typedef struct model_rate {
    model_wide numerator;
    model_wide denominator;
    nrr_ratio_status status;
    uint64_t made_of; /* bit m: measure m */
    int overflow;     /* the numerator or the denominator doesn't fit */
} model_rate;

void model_rate_of(const model_row *row, nrr_rate rate, model_rate *result);
/* Whether rounding goes from the floor of a number to the integer above it. Half says on which side
 * of the middle between the two the number lies: -1 below, 0 at, 1 above. Not asked for a number
 * that is its own floor. */
int model_rounds_up(nrr_rounding rounding, int is_negative, int floor_is_odd, int half);
/* Gives 0 if the result does not fit. */
int model_round(int64_t numerator, int64_t denominator, const nrr_precision *precision,
                int64_t *scaled);

/* ---- averages.c: section 5, with integers of any length ---- */

/* Whether averages can be computed: only where the library for long integers is there. */
int model_has_averages(void);
/* Rates are OK or not, none of them with overflow. Gives NRR_OK or NRR_E_OVERFLOW. */
nrr_status model_average(const model_rate *rates, size_t count, nrr_average average,
                         const nrr_precision *precision, nrr_decimal *decimal);
nrr_status model_annualise(int64_t numerator, int64_t denominator, int32_t periods,
                           const nrr_precision *precision, nrr_decimal *decimal);

#endif
