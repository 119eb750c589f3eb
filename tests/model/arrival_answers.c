/* SPDX-License-Identifier: MIT */
/*
 * Asking a snapshot, and one snapshot's answers beside another one's.
 */
#include "model/arrival_answers.h"
#include "model/checks.h"

#include <string.h>

nrr_unit arrival_unit(size_t place)
{
    static const nrr_unit units[ARRIVAL_UNITS] = {NRR_UNIT_CUSTOMER, NRR_UNIT_LINE,
                                                  NRR_UNIT_PARENT};

    return units[place];
}

void arrival_ask_at(arrival_answer *answer, const arrival_scenario *given,
                    const nrr_snapshot *snapshot, random_source *source,
                    compare_difference *difference)
{
    for (size_t u = 0; u < ARRIVAL_UNITS; u++) {
        scenario_query query = given->query;
        query.model.unit = arrival_unit(u);
        answer->statuses[u] = check_report(snapshot, &query, source, &answer->reports[u]);
    }
    for (nrr_rule rule = 0; rule <= NRR_RULE_CONFLICT; rule++) {
        expect_at(difference, (compare_place){"status of a finding count", 0, 0, rule},
                  nrr_snapshot_finding_count(snapshot, rule, &answer->counts[rule]), NRR_OK);
    }
    arrival_read_list(&answer->findings, snapshot, (arrival_question){NULL, NULL}, source,
                      difference);
    for (size_t i = 0; i < ARRIVAL_PAIRS; i++) {
        arrival_read_list(&answer->restatements[i], snapshot,
                          (arrival_question){&given->restatements[i], NULL}, source, difference);
        arrival_read_list(&answer->stale[i], snapshot,
                          (arrival_question){NULL, &given->staleness[i]}, source, difference);
    }
}

void arrival_ask(arrival_answers *answers, const arrival_scenario *given, nrr_snapshot *snapshot,
                 random_source *source, compare_difference *difference)
{
    for (size_t i = 0; i < ARRIVAL_CLOCKS_MAX; i++) {
        memset(answers->by_clock[i].reports, 0, sizeof answers->by_clock[i].reports);
    }
    for (size_t i = 0; i < given->clock_count && snapshot != NULL; i++) {
        nrr_snapshot *earlier = NULL;
        if (given->clocks[i].is_set) {
            expect(difference, "answer to as_known",
                   nrr_snapshot_as_known(snapshot, given->clocks[i].known, &earlier), NRR_OK);
        }
        if (!given->clocks[i].is_set || earlier != NULL) {
            arrival_ask_at(&answers->by_clock[i], given, earlier != NULL ? earlier : snapshot,
                           source, difference);
        }
        nrr_snapshot_free(earlier);
    }
    nrr_snapshot_free(snapshot);
}

void arrival_forget_answer(arrival_answer *answer)
{
    for (size_t u = 0; u < ARRIVAL_UNITS; u++) {
        nrr_report_free(answer->reports[u]);
        answer->reports[u] = NULL;
    }
}

void arrival_forget(arrival_answers *answers)
{
    for (size_t i = 0; i < ARRIVAL_CLOCKS_MAX; i++) {
        arrival_forget_answer(&answers->by_clock[i]);
    }
}

static void compare_reports(const arrival_scenario *given, const arrival_answer *one,
                            const arrival_answer *other, compare_difference *difference)
{
    for (size_t u = 0; u < ARRIVAL_UNITS; u++) {
        expect_at(
            difference,
            (compare_place){"statuses of two reports", 0, NRR_VOCABULARY_UNIT, arrival_unit(u)},
            other->statuses[u], one->statuses[u]);
        if (one->reports[u] != NULL && other->reports[u] != NULL) {
            uint64_t findings[2] = {0, 1};
            compare_twins(&given->query.model, one->reports[u], other->reports[u], difference);
            (void)nrr_report_findings(one->reports[u], &findings[0]);
            (void)nrr_report_findings(other->reports[u], &findings[1]);
            expect(difference, "findings of two reports", findings[1], findings[0]);
        }
    }
}

void arrival_compare_answer(const arrival_scenario *given, const arrival_answer *one,
                            const arrival_answer *other, compare_difference *difference)
{
    static arrival_list contradictions[2];

    compare_reports(given, one, other, difference);
    for (nrr_rule rule = 0; rule <= NRR_RULE_AMBIGUOUS_ORDER; rule++) {
        expect_at(difference, (compare_place){"finding counts of two ledgers", 0, 0, rule},
                  other->counts[rule], one->counts[rule]);
    }
    arrival_list_contradictions(&contradictions[0], &one->findings);
    arrival_list_contradictions(&contradictions[1], &other->findings);
    arrival_compare_lists("findings of two ledgers", &contradictions[1], &contradictions[0],
                          difference);
    for (size_t i = 0; i < ARRIVAL_PAIRS; i++) {
        arrival_compare_lists("restatements of two ledgers", &other->restatements[i],
                              &one->restatements[i], difference);
        arrival_compare_lists("stale customers of two ledgers", &other->stale[i], &one->stale[i],
                              difference);
    }
}

void arrival_compare_answers(const arrival_scenario *given, const arrival_answers *one,
                             const arrival_answers *other, compare_difference *difference)
{
    for (size_t i = 0; i < given->clock_count && !difference->found; i++) {
        arrival_compare_answer(given, &one->by_clock[i], &other->by_clock[i], difference);
    }
}
