/* SPDX-License-Identifier: MIT */
/*
 * What takes figures apart, on random arrivals: by every unit, as known at every instant that the
 * scenario asks for.
 */
#include "model/apart.h"

static void check_at(apart_case *one, const arrival_scenario *given, apart_check *check)
{
    for (size_t u = 0; u < ARRIVAL_UNITS && !one->difference->found; u++) {
        one->asked = given->query.model;
        one->asked.unit = arrival_unit(u);
        one->query = apart_make_query(&one->asked, one->difference);
        if (one->query != NULL) {
            check(one);
        }
        nrr_query_free(one->query);
    }
}

static void check_all(const arrival_scenario *given, apart_check *check,
                     compare_difference *difference)
{
    static model_books books;
    static model_history history;
    random_source source = random_start(given->feeding, 23);
    nrr_snapshot *snapshot = arrival_snapshot(given, &books, &source, difference);
    apart_case one = {NULL, NULL, NULL, &history, {0}, &source, difference};

    for (size_t i = 0; i < given->clock_count && snapshot != NULL; i++) {
        model_fact seen[MODEL_ARRIVALS_MAX];
        nrr_snapshot *earlier = NULL;
        model_replay(seen, model_seen(&books, given->clocks[i], seen), &history);
        if (given->clocks[i].is_set) {
            expect(difference, "answer to as_known",
                   nrr_snapshot_as_known(snapshot, given->clocks[i].known, &earlier), NRR_OK);
        }
        one.snapshot = earlier != NULL ? earlier : snapshot;
        check_at(&one, given, check);
        nrr_snapshot_free(earlier);
    }
    nrr_snapshot_free(snapshot);
}

void apart_check_cohorts(const arrival_scenario *given, compare_difference *difference)
{
    check_all(given, apart_check_triangle, difference);
}

void apart_check_units(const arrival_scenario *given, compare_difference *difference)
{
    check_all(given, apart_check_cells, difference);
}

void apart_check_history(const arrival_scenario *given, compare_difference *difference)
{
    check_all(given, apart_check_subjects, difference);
}

void apart_check_reconciliations(const arrival_scenario *given, compare_difference *difference)
{
    check_all(given, apart_check_questions, difference);
}

void apart_check_contributions(const arrival_scenario *given, compare_difference *difference)
{
    check_all(given, apart_check_reasons, difference);
}

void apart_check_concentrations(const arrival_scenario *given, compare_difference *difference)
{
    check_all(given, apart_check_figures, difference);
}
