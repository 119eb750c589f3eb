/* SPDX-License-Identifier: MIT */
/*
 * What must hold for every scenario. A check finds out by asking the library; the same scenario
 * gives the same answer again, so that it can be shrunk.
 */
#ifndef NRR_TEST_CHECKS_H
#define NRR_TEST_CHECKS_H

#include "model/compare.h"
#include "model/scenario.h"

#include "nrr/report.h"
#include "nrr/snapshot.h"

typedef void check_function(const scenario *given, compare_difference *difference);

/* checks.c: against the model, and against itself */

check_function check_every_figure;
check_function check_earlier_snapshot;
check_function check_other_order;

/* properties.c: METRICS.md section 4, identities and orderings, without a model */

check_function check_identities;
check_function check_orderings;
check_function check_adjoining_periods;
check_function check_union_of_customers;

/* report_forms.c: the same report by other ways */

check_function check_report_forms;

/* ---- for both ---- */

/* A ledger of these facts, and a snapshot of it; 0 if a call failed, which then is the difference.
 * The ledger is gone: a snapshot needs it no more. */
nrr_snapshot *check_snapshot(const model_fact *facts, size_t count, const model_coverage *coverage,
                             random_source *source, compare_difference *difference);
nrr_status check_coverage(nrr_ledger *ledger, const model_coverage *coverage);
/* The query, made; the caller's to free. */
nrr_status check_query(const scenario_query *given, random_source *source, nrr_query **query);
nrr_status check_report(const nrr_snapshot *snapshot, const scenario_query *query,
                        random_source *source, nrr_report **report);

#endif
