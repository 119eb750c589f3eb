/* SPDX-License-Identifier: MIT */
/*
 * A form of a report: whole, or of some of the parts into which its units are cut, added up in any
 * order. However it came about, it must say what a report made anew says.
 */
#ifndef NRR_TEST_REPORT_FORMS_H
#define NRR_TEST_REPORT_FORMS_H

#include "model/checks.h"

enum { FORM_PARTS_MAX = 5 };

typedef struct report_form {
    uint32_t parts;
    uint32_t chosen; /* bit p: part p is in it; never 0 */
} report_form;

/* All parts of a few; or, now and then if `partly`, only some of them. */
report_form form_choose(random_source *source, int partly);
int form_is_whole(report_form form);
/* Make the parts, on their own or in one call, and merge them in any order, step by step. */
nrr_status form_report(const nrr_snapshot *snapshot, const scenario_query *query, report_form form,
                       random_source *source, nrr_report **report);
/* All that two reports of one query say, findings too. */
void form_compare(const model_query *query, const nrr_report *expected, const nrr_report *actual,
                  compare_difference *difference);

#endif
