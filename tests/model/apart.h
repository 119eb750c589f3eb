/* SPDX-License-Identifier: MIT */
/*
 * What takes figures apart, on random arrivals: by every unit, as known at every instant that the
 * scenario asks for.
 */
#ifndef NRR_TEST_APART_H
#define NRR_TEST_APART_H

#include "model/arrival_checks.h"

/* A snapshot, by one kind of unit, and what the model knows of it. */
typedef struct apart_case {
    const arrival_scenario *given;
    const nrr_snapshot *snapshot;
    nrr_query *query; /* with the scenario's periods, and the unit */
    const model_history *history;
    model_query asked;
    random_source *source;
    compare_difference *difference;
} apart_case;

typedef void apart_check(const apart_case *given);

/* Each unit and instant of a scenario in turn. */
void apart_check_all(const arrival_scenario *given, apart_check *check,
                     compare_difference *difference);

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

/* The checks, one file each. */
arrival_check apart_check_cohorts;
arrival_check apart_check_units;
arrival_check apart_check_history;
arrival_check apart_check_reconciliations;
arrival_check apart_check_contributions;
arrival_check apart_check_concentrations;

#endif
