/* SPDX-License-Identifier: MIT */
/*
 * All that a snapshot says: reports by every unit and every list, as known at every instant that the
 * scenario asks for.
 */
#ifndef NRR_TEST_ARRIVAL_ANSWERS_H
#define NRR_TEST_ARRIVAL_ANSWERS_H

#include "model/arrival_feed.h"

enum { ARRIVAL_UNITS = 3, LIST_COLUMNS = 14, LIST_ROWS_MAX = MODEL_FINDINGS_MAX };

/* A list, all pages of it, with numbers of the table in the place of ids. */
typedef struct arrival_list {
    nrr_status status;
    size_t count;
    size_t columns;
    nrr_field fields[LIST_COLUMNS];
    int64_t cells[LIST_ROWS_MAX][LIST_COLUMNS];
} arrival_list;

typedef struct arrival_answer {
    nrr_status statuses[ARRIVAL_UNITS];
    nrr_report *reports[ARRIVAL_UNITS];
    uint64_t counts[NRR_RULE_CONFLICT + 1]; /* by rule; 0 = the contradictions */
    arrival_list findings;
    arrival_list restatements[ARRIVAL_PAIRS];
    arrival_list stale[ARRIVAL_PAIRS];
} arrival_answer;

typedef struct arrival_answers {
    arrival_answer by_clock[ARRIVAL_CLOCKS_MAX];
} arrival_answers;

nrr_unit arrival_unit(size_t place);
/* Ask a snapshot everything, and free it. */
void arrival_ask(arrival_answers *answers, const arrival_scenario *given, nrr_snapshot *snapshot,
                 random_source *source, compare_difference *difference);
/* As known at one instant only. */
void arrival_ask_at(arrival_answer *answer, const arrival_scenario *given,
                    const nrr_snapshot *snapshot, random_source *source,
                    compare_difference *difference);
void arrival_forget_answer(arrival_answer *answer);
void arrival_forget(arrival_answers *answers);
/* Two snapshots of which both should say the same, but for what came twice or was refused. */
void arrival_compare_answer(const arrival_scenario *given, const arrival_answer *one,
                            const arrival_answer *other, compare_difference *difference);
void arrival_compare_answers(const arrival_scenario *given, const arrival_answers *one,
                             const arrival_answers *other, compare_difference *difference);

/* arrival_lists.c */

/* One of the lists that a snapshot can be asked for; members that it does not need are NULL. */
typedef struct arrival_question {
    const nrr_restatement *restatement;
    const nrr_staleness *staleness; /* neither of the two: findings */
} arrival_question;

void arrival_read_list(arrival_list *list, const nrr_snapshot *snapshot, arrival_question question,
                       random_source *source, compare_difference *difference);
/* The model's lists. */
void arrival_list_findings(arrival_list *list, const model_finding *findings, size_t count);
void arrival_list_changes(arrival_list *list, const model_change *changes, size_t count);
void arrival_list_stale(arrival_list *list, const model_stale *stale, size_t count);
/* Leaves out duplicates and conflicts. */
void arrival_list_contradictions(arrival_list *out, const arrival_list *findings);
void arrival_compare_lists(const char *what, const arrival_list *actual,
                           const arrival_list *expected, compare_difference *difference);

#endif
