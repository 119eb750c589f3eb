/* SPDX-License-Identifier: MIT */
/*
 * What takes figures apart, beside the model: the units behind a figure, their movements and facts,
 * cohorts, causes, contributions of reasons, concentration.
 */
#ifndef NRR_TEST_APART_H
#define NRR_TEST_APART_H

#include "model/arrival_checks.h"

/* The groups of a query, as its report has them. */
typedef struct apart_groups {
    model_grouping by;
    size_t row_groups; /* rows of a period */
    int are_known;     /* if not, levels overflow, and so must every answer */
    model_group groups[MODEL_ROWS_MAX]; /* of each row of a period but the last */
} apart_groups;

/* A snapshot, by one kind of unit, and what the model knows of it. */
typedef struct apart_case {
    const nrr_snapshot *snapshot;
    nrr_query *query; /* with the scenario's periods, the unit, and what it is by */
    const apart_groups *groups; /* NULL: it is by no dimension */
    const model_history *history;
    model_query asked;
    random_source *source;
    compare_difference *difference;
} apart_case;

typedef void apart_check(const apart_case *given);

/* The query of a case, without dimensions; NULL if a call failed, which then is the difference. */
nrr_query *apart_make_query(const model_query *asked, compare_difference *difference);
/* Dimensions by the numbers of their keys. */
nrr_status apart_add_dimensions(nrr_query *query, const uint32_t *dimensions, size_t count);

/* apart_rows.c */

/* A row of the query's report: a period, and one group or all units. */
typedef struct apart_row {
    uint64_t number;
    size_t period;
    const model_group *group; /* NULL: all */
} apart_row;

/* Some row, that of some unit's group as a rule. */
apart_row apart_choose_row(const apart_case *given);
/* Finds the groups of a query in their order, as a report names them; by what is given already. */
void apart_find_groups(const apart_case *given, apart_groups *groups);
/* What the model has in it. */
void apart_compute_row(const apart_case *given, apart_row row, model_row *out);
/* The units of it, each as if it were alone; gives their number. */
size_t apart_parts(const apart_case *given, apart_row row, model_part *parts);

/* The number that a customer or a line has in the scenario. */
uint32_t apart_number(const nrr_snapshot *snapshot, nrr_key_family family, int64_t id);
/* Numbers of customers and lines in the order of their keys: below, at or above zero. */
int apart_key_order(uint32_t a, uint32_t b);

/* The id of such a number; 0 if the snapshot does not have its key. */
uint32_t apart_id(const nrr_snapshot *snapshot, nrr_key_family family, uint32_t number);

/* Some page of a list, and how many rows it has of so many in all. */
nrr_page apart_choose_page(const apart_case *given);
uint64_t apart_rows_on(nrr_page page, uint64_t total);

/* Units with an amount, as a list of the library has them. */
typedef struct apart_amount {
    uint32_t customer;
    uint32_t line;
    model_wide amount;
    model_wide opening;
    model_wide closing;
} apart_amount;

typedef struct apart_amounts {
    nrr_status status; /* NRR_OK or NRR_E_OVERFLOW */
    size_t count;
    apart_amount amounts[MODEL_FACTS_MAX]; /* in their order */
} apart_amounts;

/* Puts a unit into its place. */
void apart_add(apart_amounts *list, const model_part *part, model_wide amount);
void apart_compare_amounts(const apart_case *given, nrr_status status, const nrr_table *table,
                           nrr_page page, const apart_amounts *expected);

/* The checks, one file each, with some questions of each kind; all but that of subjects also by groups. */
apart_check apart_check_triangle;
apart_check apart_check_cells;
apart_check apart_check_questions;
apart_check apart_check_figures;
apart_check apart_check_reasons;
apart_check apart_check_subjects;

/* apart_arrivals.c: each of them by every unit, as known at every instant that a scenario asks for */

arrival_check apart_check_cohorts;
arrival_check apart_check_units;
arrival_check apart_check_history;
arrival_check apart_check_reconciliations;
arrival_check apart_check_contributions;
arrival_check apart_check_concentrations;

#endif
