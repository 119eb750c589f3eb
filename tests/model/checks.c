/* SPDX-License-Identifier: MIT */
/*
 * The library beside the model; an earlier snapshot beside a later one; one order of arrival beside
 * another.
 */
#include "model/checks.h"

#include <string.h>

#include "model/feed.h"
#include "nrr/nrr.h"

static nrr_status add_periods(nrr_query *query, const scenario_query *given, random_source *source)
{
    const model_query *model = &given->model;
    nrr_status status = NRR_OK;

    if (given->edge_count > 0 && random_chance(source, 50)) {
        return nrr_query_add_edges(query, given->edges, given->edge_count, given->window);
    }
    if (random_chance(source, 50)) {
        return nrr_query_add_periods(query, model->starts, model->ends, model->period_count);
    }
    for (size_t i = 0; i < model->period_count && status == NRR_OK; i++) {
        status = nrr_query_add_period(query, model->starts[i], model->ends[i]);
    }
    return status;
}

static nrr_status add_measures(nrr_query *query, const scenario_query *given)
{
    nrr_status status = NRR_OK;

    for (nrr_measure measure = 1; measure <= NRR_MEASURE_REASON_LOSS && status == NRR_OK;
         measure++) {
        if ((given->measures & MODEL_BIT(measure)) != 0) {
            status = nrr_query_add_measure(query, measure);
        }
    }
    for (nrr_rate rate = 1; rate <= NRR_RATE_ARPA && status == NRR_OK; rate++) {
        if ((given->rates & MODEL_BIT(rate)) != 0) {
            status = nrr_query_add_rate(query, rate);
        }
    }
    for (size_t i = 0; i < given->model.code_count && status == NRR_OK; i++) {
        status = nrr_query_add_reason(query, given->model.codes[i]);
    }
    return status;
}

static nrr_status fill_query(nrr_query *query, const scenario_query *given, random_source *source)
{
    nrr_status status = nrr_query_set(query, NRR_QUERY_UNIT, given->model.unit);

    if (status == NRR_OK && given->model.expiry.on) {
        status = nrr_query_set(query, NRR_QUERY_EXPIRY, given->model.expiry.ticks);
    }
    if (status == NRR_OK) {
        status = add_periods(query, given, source);
    }
    if (status == NRR_OK) {
        status = add_measures(query, given);
    }
    return status;
}

nrr_status check_query(const scenario_query *given, random_source *source, nrr_query **query)
{
    nrr_query *made = NULL;
    nrr_status status = nrr_query_new(NULL, &made);

    if (status == NRR_OK) {
        status = fill_query(made, given, source);
    }
    if (status != NRR_OK) {
        nrr_query_free(made);
        made = NULL;
    }
    *query = made;
    return status;
}

nrr_status check_report(const nrr_snapshot *snapshot, const scenario_query *query,
                        random_source *source, nrr_report **report)
{
    nrr_query *made;
    nrr_status status = check_query(query, source, &made);

    *report = NULL;
    if (status == NRR_OK) {
        status = nrr_snapshot_report(snapshot, made, report);
    }
    nrr_query_free(made);
    return status;
}

nrr_status check_coverage(nrr_ledger *ledger, const model_coverage *coverage)
{
    nrr_status status = nrr_ledger_unset(ledger, NRR_LEDGER_COVERAGE_START);

    if (status == NRR_OK) {
        status = nrr_ledger_unset(ledger, NRR_LEDGER_COVERAGE_END);
    }
    if (status == NRR_OK && coverage->has_start) {
        status = nrr_ledger_set(ledger, NRR_LEDGER_COVERAGE_START, coverage->start);
    }
    if (status == NRR_OK && coverage->has_end) {
        status = nrr_ledger_set(ledger, NRR_LEDGER_COVERAGE_END, coverage->end);
    }
    return status;
}

/* Customers and lines come to ids in another order than that of their facts, strangers among them. */
static nrr_status intern_some(nrr_ledger *ledger, const feed_door *door, random_source *source)
{
    nrr_status status = NRR_OK;

    for (uint64_t left = random_below(source, 6); left > 0 && status == NRR_OK; left--) {
        uint32_t id;
        status = random_chance(source, 50)
                     ? feed_intern(ledger, door, NRR_KEY_CUSTOMER,
                                   1 + (uint32_t)random_below(source, SCENARIO_CUSTOMERS_MAX), &id)
                     : feed_intern(ledger, door, NRR_KEY_LINE,
                                   (uint32_t)random_below(source, SCENARIO_LINES_MAX), &id);
    }
    return status;
}

static nrr_ledger *make_ledger(const feed_door *door, random_source *source,
                               compare_difference *difference)
{
    nrr_ledger *ledger = NULL;

    expect(difference, "answer to a new ledger", nrr_ledger_new(NULL, &ledger), NRR_OK);
    if (ledger != NULL && random_chance(source, 50)) {
        expect(difference, "answer to a hash seed",
               nrr_ledger_set(ledger, NRR_LEDGER_HASH_SEED, (int64_t)(random_bits(source) >> 1)),
               NRR_OK);
    }
    if (ledger != NULL && random_chance(source, 50)) {
        expect(difference, "answer to a key", intern_some(ledger, door, source), NRR_OK);
    }
    return ledger;
}

/* What a snapshot holds, and what it is asked. */
typedef struct check_question {
    const model_fact *facts;
    size_t count;
    const model_coverage *coverage;
    const scenario_query *query;
    int with_rates;
} check_question;

/* Append the facts from a place on, and take a snapshot. */
static nrr_snapshot *go_on(nrr_ledger *ledger, const feed_door *door,
                           const check_question *question, size_t from, random_source *source,
                           compare_difference *difference)
{
    nrr_snapshot *snapshot = NULL;

    expect(difference, "answer to facts",
           feed_facts(ledger, door, question->facts + from, question->count - from, source),
           NRR_OK);
    expect(difference, "answer to a coverage", check_coverage(ledger, question->coverage), NRR_OK);
    expect(difference, "answer to a snapshot", nrr_ledger_snapshot(ledger, &snapshot), NRR_OK);
    return snapshot;
}

nrr_snapshot *check_snapshot(const model_fact *facts, size_t count, const model_coverage *coverage,
                             random_source *source, compare_difference *difference)
{
    feed_door door = feed_choose_door(source);
    nrr_ledger *ledger = make_ledger(&door, source, difference);
    check_question content = {facts, count, coverage, NULL, 0};
    nrr_snapshot *snapshot = NULL;

    if (ledger != NULL) {
        snapshot = go_on(ledger, &door, &content, 0, source, difference);
        nrr_ledger_free(ledger);
    }
    return snapshot;
}

/* Ask a snapshot, and look at every cell of what it says; with rates also at what follows of them. */
static void compare_snapshot(const nrr_snapshot *snapshot, const check_question *question,
                             random_source *source, compare_difference *difference)
{
    static model_history history;
    static model_report expected;
    const model_query *query = &question->query->model;
    nrr_report *report = NULL;
    nrr_status status;

    if (snapshot == NULL || difference->found) {
        return;
    }
    model_replay(question->facts, question->count, &history);
    model_compute(&history, query, question->coverage, &expected);
    status = check_report(snapshot, question->query, source, &report);
    compare_report(query, &expected, status, report, difference);
    if (question->with_rates && report != NULL && !difference->found) {
        compare_rates(query, &expected, report, source, difference);
    }
    nrr_report_free(report);
}

void check_every_figure(const scenario *given, compare_difference *difference)
{
    random_source source = random_start(given->feeding, 1);
    nrr_snapshot *snapshot =
        check_snapshot(given->facts, given->fact_count, &given->coverage, &source, difference);

    for (size_t i = 0; i < given->query_count; i++) {
        check_question question = {given->facts, given->fact_count, &given->coverage,
                                   &given->queries[i], 1};
        compare_snapshot(snapshot, &question, &source, difference);
    }
    nrr_snapshot_free(snapshot);
}

/* Two snapshots of one ledger, asked in turn while it goes on, or when it is gone. */
void check_earlier_snapshot(const scenario *given, compare_difference *difference)
{
    random_source source = random_start(given->feeding, 2);
    feed_door door = feed_choose_door(&source);
    nrr_ledger *ledger = make_ledger(&door, &source, difference);
    const scenario_query *query = &given->queries[0];
    check_question then = {given->facts, given->early, &given->early_coverage, query, 0};
    check_question now = {given->facts, given->fact_count, &given->coverage, query, 0};
    nrr_snapshot *early;
    nrr_snapshot *late;

    if (ledger == NULL) {
        return;
    }
    early = go_on(ledger, &door, &then, 0, &source, difference);
    if (random_chance(&source, 50)) {
        compare_snapshot(early, &then, &source, difference);
    }
    late = go_on(ledger, &door, &now, given->early, &source, difference);
    nrr_ledger_free(ledger);
    if (random_chance(&source, 50)) {
        compare_snapshot(late, &now, &source, difference);
        nrr_snapshot_free(late);
        late = NULL;
    }
    compare_snapshot(early, &then, &source, difference);
    nrr_snapshot_free(early);
    compare_snapshot(late, &now, &source, difference);
    nrr_snapshot_free(late);
}

void check_other_order(const scenario *given, compare_difference *difference)
{
    random_source source = random_start(given->feeding, 3);
    scenario other = *given;
    nrr_report *reports[2] = {NULL, NULL};
    nrr_status statuses[2] = {NRR_OK, NRR_OK};

    scenario_reorder(&other, &source);
    for (size_t i = 0; i < 2; i++) {
        const scenario *one = i == 0 ? given : &other;
        nrr_snapshot *snapshot =
            check_snapshot(one->facts, one->fact_count, &one->coverage, &source, difference);
        if (snapshot != NULL) {
            statuses[i] = check_report(snapshot, &one->queries[0], &source, &reports[i]);
            nrr_snapshot_free(snapshot);
        }
    }
    expect(difference, "statuses of two orders", statuses[1], statuses[0]);
    if (reports[0] != NULL && reports[1] != NULL) {
        compare_twins(&given->queries[0].model, reports[0], reports[1], difference);
    }
    nrr_report_free(reports[0]);
    nrr_report_free(reports[1]);
}
