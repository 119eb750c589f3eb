/* SPDX-License-Identifier: MIT */
/*
 * What must hold for every ledger of arrivals. The same scenario gives the same answer again, so
 * that it can be shrunk.
 */
#ifndef NRR_TEST_ARRIVAL_CHECKS_H
#define NRR_TEST_ARRIVAL_CHECKS_H

#include "model/arrival_answers.h"

typedef void arrival_check(const arrival_scenario *given, compare_difference *difference);

/* arrival_model.c: against the model */

arrival_check arrival_check_all_answers;

/* arrival_replays.c: one way of telling beside another one */

arrival_check arrival_check_other_order;
arrival_check arrival_check_batches;
arrival_check arrival_check_repeats;
arrival_check arrival_check_known;
arrival_check arrival_check_parents;
arrival_check arrival_check_strict;

/* A ledger that is told all, and what the model holds of it; NULL if a call failed, which then is the
 * difference. */
nrr_snapshot *arrival_snapshot(const arrival_scenario *given, model_books *books,
                               random_source *source, compare_difference *difference);

/* arrival_reports.c: reports of parts, merged and refreshed, beside reports made anew */

arrival_check arrival_check_refreshed;

/* How far the scenario has been told. */
typedef struct arrival_progress {
    size_t facts;
    size_t parents;
} arrival_progress;

/* Go on until so many facts have been told. Without a host the model goes alone. */
void arrival_go_on(const arrival_scenario *given, size_t until, arrival_progress *progress,
                   model_books *books, arrival_host *host, compare_difference *difference);
/* What the model holds at the end. */
void arrival_settle(const arrival_scenario *given, model_books *books);
/* Whatever the lists should say of these books, beside the lists that are there. */
void arrival_compare_lists_to_model(const arrival_scenario *given, const model_books *books,
                                    const arrival_answers *answers, compare_difference *difference);

/* arrival_shrink.c */

void arrival_shrink(arrival_scenario *failing, arrival_check *check,
                    compare_difference *difference);

#endif
