/* SPDX-License-Identifier: MIT */
/*
 * What the library says beside what the model says, cell by cell.
 */
#ifndef NRR_TEST_COMPARE_H
#define NRR_TEST_COMPARE_H

#include "model/model.h"
#include "support/random.h"

/* What is looked at. */
typedef struct compare_place {
    const char *what; /* a cell, a status, a property */
    size_t row;
    int32_t names; /* an nrr_vocabulary that code is of; 0 if it is of none */
    int32_t code;  /* of a measure, rate or reason */
} compare_place;

/* The first thing that was not as it should be. */
typedef struct compare_difference {
    int found;
    compare_place where;
    model_wide expected;
    model_wide actual;
} compare_difference;

/* Remembers the first call of it only, and that only if the values differ. */
void expect(compare_difference *difference, const char *what, model_wide actual,
            model_wide expected);
void expect_at(compare_difference *difference, compare_place where, model_wide actual,
               model_wide expected);
void difference_print(const compare_difference *difference);

/* The status of the call, and every cell and flag. The report is not looked at unless it is NRR_OK. */
void compare_report(const model_query *query, const model_report *model, nrr_status status,
                    const nrr_report *report, compare_difference *difference);
/* Two reports of one query, in every cell and flag. */
void compare_twins(const model_query *query, const nrr_report *one, const nrr_report *other,
                   compare_difference *difference);

/* compare_rates.c */

/* Every rate of a report that is there; the source chooses what is rounded and averaged, and how. */
void compare_rates(const model_query *query, const model_report *model, const nrr_report *report,
                   random_source *source, compare_difference *difference);

#endif
