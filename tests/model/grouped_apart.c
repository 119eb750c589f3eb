/* SPDX-License-Identifier: MIT */
/*
 * Figures of groups, taken apart: the checks of apart.h, on rows of reports by one or two dimensions.
 */
#include "model/apart.h"
#include "model/grouped.h"

#include <string.h>

static void check_unit(apart_case *one, const grouped_scenario *given, apart_check *check)
{
    static apart_groups groups;

    groups.by = grouped_grouping(given, given->count);
    apart_find_groups(one, &groups);
    one->groups = &groups;
    one->query = apart_make_query(&one->asked, one->difference);
    expect(one->difference, "answer to dimensions", grouped_add_dimensions(one->query, given),
           NRR_OK);
    if (!one->difference->found) {
        check(one);
    }
    nrr_query_free(one->query);
}

/* By each unit, as known at an instant or as it is. */
static void check_known(apart_case *one, const grouped_scenario *given, model_clock clock,
                        apart_check *check)
{
    static model_books books;
    static model_history history;
    model_fact seen[MODEL_ARRIVALS_MAX];

    arrival_settle(&given->told, &books);
    model_replay(seen, model_seen(&books, clock, seen), &history);
    one->history = &history;
    for (size_t u = 0; u < ARRIVAL_UNITS && !one->difference->found; u++) {
        one->asked = grouped_query(given, u).model;
        check_unit(one, given, check);
    }
}

static void check_all(const grouped_scenario *given, apart_check *check,
                      compare_difference *difference)
{
    static const model_clock now;
    random_source source = random_start(given->told.feeding, 29);
    grouped_snapshots snapshots = grouped_tell(given, &source, difference);
    model_clock then = {1, grouped_known_at(given)};
    apart_case one = {NULL, NULL, NULL, NULL, {0}, &source, difference};

    if (!difference->found) {
        one.snapshot = snapshots.late;
        check_known(&one, given, now, check);
        one.snapshot = snapshots.known;
        check_known(&one, given, then, check);
    }
    grouped_forget(&snapshots);
}

void grouped_check_units(const grouped_scenario *given, compare_difference *difference)
{
    check_all(given, apart_check_cells, difference);
}

void grouped_check_reconciliations(const grouped_scenario *given, compare_difference *difference)
{
    check_all(given, apart_check_questions, difference);
}

void grouped_check_concentrations(const grouped_scenario *given, compare_difference *difference)
{
    check_all(given, apart_check_figures, difference);
}

void grouped_check_cohorts(const grouped_scenario *given, compare_difference *difference)
{
    check_all(given, apart_check_triangle, difference);
}

void grouped_check_contributions(const grouped_scenario *given, compare_difference *difference)
{
    check_all(given, apart_check_reasons, difference);
}
