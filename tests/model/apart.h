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

/* The checks, one file each. */
arrival_check apart_check_cohorts;

#endif
