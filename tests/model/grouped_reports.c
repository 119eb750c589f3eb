/* SPDX-License-Identifier: MIT */
/*
 * Reports by groups beside the model: every figure of every group, and of the total.
 */
#include "model/grouped.h"

#include <string.h>

void grouped_compare(const grouped_case *given, nrr_status status, const nrr_report *report,
                     random_source *source, compare_difference *difference)
{
    static model_report expected;

    grouped_expect(given, status, report, &expected, difference);
    if (status == NRR_OK && !difference->found) {
        compare_report(&given->query.model, &expected, status, report, difference);
    }
    if (status == NRR_OK && !difference->found) {
        compare_rates(&given->query.model, &expected, report, source, difference);
    }
}

/* The groups that a report can have, at most: every value with every other one, and the total. */
static size_t most_groups(const grouped_scenario *given)
{
    model_grouping grouping = grouped_grouping(given, given->count);
    size_t groups = 1;

    for (size_t d = 0; d < given->dimension_count; d++) {
        size_t values = 1;
        for (uint32_t value = 1; value <= ARRIVAL_KEYS; value++) {
            values += (size_t)grouped_is_given(&grouping, given->dimensions[d], value);
        }
        groups *= values;
    }
    return groups + 1;
}

/* As many periods as there is room for rows, at most. */
static void fit_periods(scenario_query *query, size_t groups)
{
    if (query->model.period_count * groups > MODEL_ROWS_MAX) {
        query->model.period_count = MODEL_ROWS_MAX / groups;
        query->edge_count = 0;
    }
}

scenario_query grouped_query(const grouped_scenario *given, size_t unit)
{
    scenario_query query = given->told.query;

    query.model.unit = arrival_unit(unit);
    fit_periods(&query, most_groups(given));
    return query;
}

nrr_status grouped_ask(const grouped_scenario *given, const nrr_snapshot *snapshot,
                       const scenario_query *query, random_source *source, nrr_report **report)
{
    return grouped_ask_part(given, snapshot, query, (grouped_part){0, 1}, source, report);
}

nrr_status grouped_ask_part(const grouped_scenario *given, const nrr_snapshot *snapshot,
                            const scenario_query *query, grouped_part part, random_source *source,
                            nrr_report **report)
{
    nrr_query *made = NULL;
    nrr_status status = check_query(query, source, &made);

    *report = NULL;
    if (status == NRR_OK) {
        status = grouped_add_dimensions(made, given);
    }
    if (status == NRR_OK) {
        status = nrr_query_set(made, NRR_QUERY_PARTS, part.parts);
    }
    if (status == NRR_OK) {
        status = nrr_query_set(made, NRR_QUERY_PART, part.part);
    }
    if (status == NRR_OK) {
        status = nrr_snapshot_report(snapshot, made, report);
    }
    nrr_query_free(made);
    return status;
}

static void compare_findings(const nrr_report *report, size_t expected,
                             compare_difference *difference)
{
    uint64_t findings = UINT64_MAX;

    expect(difference, "status of the findings of a report by groups",
           nrr_report_findings(report, &findings), NRR_OK);
    expect(difference, "findings of a report by groups", findings, (model_wide)expected);
}

static void check_snapshot_reports(const grouped_scenario *given, const nrr_snapshot *snapshot,
                                   model_clock clock, size_t assignments, random_source *source,
                                   compare_difference *difference)
{
    static model_books books;
    static model_history history;
    model_fact seen[MODEL_ARRIVALS_MAX];

    arrival_settle(&given->told, &books);
    model_replay(seen, model_seen(&books, clock, seen), &history);
    books.assignment_count = assignments;
    memcpy(books.assignments, given->assignments, assignments * sizeof given->assignments[0]);
    for (size_t u = 0; u < ARRIVAL_UNITS && !difference->found; u++) {
        nrr_report *report = NULL;
        grouped_case one = {&history, grouped_query(given, u), &given->coverage,
                            grouped_grouping(given, assignments)};
        nrr_status status = grouped_ask(given, snapshot, &one.query, source, &report);
        grouped_compare(&one, status, report, source, difference);
        if (report != NULL) {
            compare_findings(report, grouped_count_findings(&books, clock, &one.grouping), difference);
        }
        nrr_report_free(report);
    }
}

void grouped_check_reports(const grouped_scenario *given, compare_difference *difference)
{
    static const model_clock now;
    random_source source = random_start(given->told.feeding, 7);
    grouped_snapshots snapshots = grouped_tell(given, &source, difference);
    model_clock then = {1, grouped_known_at(given)};

    if (!difference->found) {
        check_snapshot_reports(given, snapshots.late, now, given->count, &source, difference);
        check_snapshot_reports(given, snapshots.known, then, given->count, &source, difference);
    }
    grouped_forget(&snapshots);
}
