/* SPDX-License-Identifier: MIT */
/*
 * Parts, merged; several queries in one pass; both beside one whole report of one query.
 */
#include "model/report_forms.h"

#include <string.h>

#include "nrr/nrr.h"

report_form form_choose(random_source *source, int partly)
{
    report_form form;

    form.parts = 1 + (uint32_t)random_below(source, FORM_PARTS_MAX);
    form.chosen = (1U << form.parts) - 1;
    if (partly && random_chance(source, 40)) {
        form.chosen = 1 + (uint32_t)random_below(source, form.chosen);
    }
    return form;
}

int form_is_whole(report_form form)
{
    return form.chosen == (1U << form.parts) - 1;
}

/* A contradiction in one part of a strict ledger comes before whatever is wrong with another. */
static nrr_status worse_of(nrr_status one, nrr_status other)
{
    return one == NRR_OK || other == NRR_E_FINDINGS ? other : one;
}

/* On their own, or all at once. */
static nrr_status make_parts(const nrr_snapshot *snapshot, const nrr_query *const *queries,
                             size_t count, random_source *source, nrr_report **reports)
{
    nrr_status status = NRR_OK;

    if (random_chance(source, 50)) {
        return nrr_snapshot_reports(snapshot, queries, count, reports);
    }
    for (size_t i = 0; i < count; i++) {
        status = worse_of(status, nrr_snapshot_report(snapshot, queries[i], &reports[i]));
    }
    return status;
}

/* Merges reports from one place on to one, which takes the place of the last of them. */
static nrr_status merge_some(nrr_report **reports, size_t count)
{
    nrr_report *merged = NULL;
    nrr_status status = nrr_report_merge((const nrr_report *const *)reports, count, &merged);

    if (status == NRR_OK) {
        nrr_report_free(reports[count - 1]);
        reports[count - 1] = merged;
    }
    return status;
}

static nrr_status merge_parts(nrr_report **reports, size_t count, random_source *source)
{
    nrr_status status = NRR_OK;
    size_t done = 0;

    while (done + 1 < count && status == NRR_OK) {
        size_t some = 2 + (size_t)random_below(source, count - done - 1);
        status = merge_some(reports + done, some);
        done += some - 1;
    }
    return status;
}

/* The queries of the chosen parts, in any order. */
static nrr_status make_queries(const scenario_query *query, report_form form, random_source *source,
                               nrr_query **queries, size_t *count)
{
    size_t order[FORM_PARTS_MAX];
    nrr_status status = NRR_OK;

    random_order(source, order, form.parts);
    for (size_t i = 0; i < form.parts && status == NRR_OK; i++) {
        if ((form.chosen >> order[i] & 1) == 0) {
            continue;
        }
        status = check_query(query, source, &queries[*count]);
        if (status == NRR_OK) {
            status = nrr_query_set(queries[*count], NRR_QUERY_PARTS, form.parts);
        }
        if (status == NRR_OK) {
            status = nrr_query_set(queries[*count], NRR_QUERY_PART, (int64_t)order[i]);
        }
        *count += 1;
    }
    return status;
}

nrr_status form_report(const nrr_snapshot *snapshot, const scenario_query *query, report_form form,
                       random_source *source, nrr_report **report)
{
    nrr_report *reports[FORM_PARTS_MAX] = {NULL};
    nrr_query *queries[FORM_PARTS_MAX] = {NULL};
    size_t count = 0;
    nrr_status status = make_queries(query, form, source, queries, &count);

    if (status == NRR_OK) {
        status = make_parts(snapshot, (const nrr_query *const *)queries, count, source, reports);
    }
    if (status == NRR_OK) {
        status = merge_parts(reports, count, source);
    }
    if (status == NRR_OK) {
        *report = reports[count - 1];
        reports[count - 1] = NULL;
    }
    for (size_t i = 0; i < FORM_PARTS_MAX; i++) {
        nrr_report_free(reports[i]);
        nrr_query_free(queries[i]);
    }
    return status;
}

void form_compare(const model_query *query, const nrr_report *expected, const nrr_report *actual,
                  compare_difference *difference)
{
    uint64_t findings[2] = {0, 1};

    compare_twins(query, expected, actual, difference);
    expect(difference, "answer to findings", nrr_report_findings(expected, &findings[0]), NRR_OK);
    expect(difference, "answer to findings", nrr_report_findings(actual, &findings[1]), NRR_OK);
    expect(difference, "findings of two forms of a report", findings[1], findings[0]);
}

/* Every query in a form of its own beside the whole. */
static void compare_forms(const scenario *given, const nrr_snapshot *snapshot,
                          random_source *source, compare_difference *difference)
{
    for (size_t i = 0; i < given->query_count && !difference->found; i++) {
        nrr_report *reports[2] = {NULL, NULL};
        report_form form = form_choose(source, 0);
        nrr_status statuses[2];
        statuses[1] = form_report(snapshot, &given->queries[i], form, source, &reports[1]);
        statuses[0] = check_report(snapshot, &given->queries[i], source, &reports[0]);
        expect(difference, "status of merged parts", statuses[1], statuses[0]);
        if (reports[0] != NULL && reports[1] != NULL) {
            form_compare(&given->queries[i].model, reports[0], reports[1], difference);
        }
        nrr_report_free(reports[0]);
        nrr_report_free(reports[1]);
    }
}

/* All queries in one pass, each of them twice, beside each alone. */
static void compare_passes(const scenario *given, const nrr_snapshot *snapshot,
                           random_source *source, compare_difference *difference)
{
    enum { COUNT = 2 * SCENARIO_QUERIES_MAX };
    nrr_query *queries[COUNT] = {NULL};
    nrr_report *together[COUNT] = {NULL};
    nrr_status worst = NRR_OK;
    size_t count = 2 * given->query_count;
    nrr_status status;

    for (size_t i = 0; i < count; i++) {
        expect(difference, "answer to a query",
               check_query(&given->queries[i % given->query_count], source, &queries[i]), NRR_OK);
    }
    status = nrr_snapshot_reports(snapshot, (const nrr_query *const *)queries, count, together);
    for (size_t i = 0; i < count; i++) {
        nrr_report *alone = NULL;
        worst = worse_of(worst, nrr_snapshot_report(snapshot, queries[i], &alone));
        if (alone != NULL && together[i] != NULL) {
            form_compare(&given->queries[i % given->query_count].model, alone, together[i],
                         difference);
        }
        nrr_report_free(alone);
    }
    expect(difference, "status of several queries", status, worst);
    for (size_t i = 0; i < count; i++) {
        expect(difference, "a report is there", together[i] != NULL, status == NRR_OK);
        nrr_report_free(together[i]);
        nrr_query_free(queries[i]);
    }
}

void check_report_forms(const scenario *given, compare_difference *difference)
{
    random_source source = random_start(given->feeding, 8);
    nrr_snapshot *snapshot =
        check_snapshot(given->facts, given->fact_count, &given->coverage, &source, difference);

    if (snapshot != NULL) {
        compare_forms(given, snapshot, &source, difference);
        compare_passes(given, snapshot, &source, difference);
        nrr_snapshot_free(snapshot);
    }
}
