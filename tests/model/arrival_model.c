/* SPDX-License-Identifier: MIT */
/*
 * A ledger and the model go the same way, step by step; then the one is asked what the other says.
 */
#include "model/arrival_checks.h"

#include <string.h>

static nrr_status take_parents(const arrival_scenario *given, size_t start, size_t end,
                               model_books *books, arrival_host *host,
                               compare_difference *difference)
{
    uint32_t customers[ARRIVAL_PARENTS_MAX];
    uint32_t parents[ARRIVAL_PARENTS_MAX];
    size_t row = 0;
    nrr_status expected;
    nrr_refusal refusal = {-7, -7, -7};

    for (size_t i = start; i < end; i++) {
        customers[i - start] = given->parents[i].customer;
        parents[i - start] = given->parents[i].parent;
    }
    expected = model_set_parents(books, customers, parents, end - start, &row);
    if (host == NULL) {
        return expected;
    }
    expect(difference, "answer to parents",
           arrival_feed_parents(host, customers, parents, end - start, &refusal), expected);
    expect(difference, "row of a refused parent", refusal.row,
           expected == NRR_OK ? -7 : (int64_t)row);
    expect(difference, "field of a refused parent", refusal.field,
           expected == NRR_OK ? -7 : NRR_FIELD_PARENT);
    expect(difference, "status of a refused parent", refusal.status,
           expected == NRR_OK ? -7 : expected);
    for (uint32_t c = 1; c < MODEL_CUSTOMERS_MAX && end - start < 10; c++) {
        uint32_t parent = 0;
        uint32_t id = books->parents[c] == 0 ? 0 : arrival_intern(host, NRR_KEY_CUSTOMER, c);
        if (id != 0) {
            expect(difference, "answer to a parent", nrr_ledger_parent(host->ledger, id, &parent),
                   NRR_OK);
            expect(difference, "parent", parent,
                   arrival_intern(host, NRR_KEY_CUSTOMER, books->parents[c]));
        }
    }
    return expected;
}

static void take_batch(const arrival_scenario *given, size_t start, size_t end, model_books *books,
                       arrival_host *host, compare_difference *difference)
{
    size_t row = 0;
    nrr_status expected = model_arrive(books, given->facts + start, end - start, &row);
    nrr_refusal refusal = {-7, -7, -7};
    arrival_counters actual;
    arrival_counters counters;

    if (host == NULL) {
        return;
    }
    arrival_feed_ballast(host, given->facts, given->count, difference);
    expect(difference, "answer to a batch",
           arrival_feed(host, given->facts + start, end - start, &refusal), expected);
    expect(difference, "row of a conflict", refusal.row, expected == NRR_OK ? -7 : (int64_t)row);
    expect(difference, "field of a conflict", refusal.field,
           expected == NRR_OK ? -7 : NRR_FIELD_ID);
    expect(difference, "status of a conflict", refusal.status, expected == NRR_OK ? -7 : expected);
    actual = arrival_count(host);
    counters = arrival_count_model(host, books);
    arrival_compare_counters(&actual, &counters, difference);
}

void arrival_go_on(const arrival_scenario *given, size_t until, arrival_progress *progress,
                   model_books *books, arrival_host *host, compare_difference *difference)
{
    for (;;) {
        size_t start = progress->facts;
        while (progress->parents < given->parent_count &&
               given->parents[progress->parents].after <= start) {
            size_t end = arrival_call_end(given, progress->parents);
            (void)take_parents(given, progress->parents, end, books, host, difference);
            progress->parents = end;
        }
        if (start >= until || start >= given->count) {
            return;
        }
        progress->facts = arrival_batch_end(given, start);
        take_batch(given, start, progress->facts, books, host, difference);
    }
}

void arrival_settle(const arrival_scenario *given, model_books *books)
{
    arrival_progress progress = {0, 0};

    memset(books, 0, sizeof *books);
    arrival_go_on(given, given->count, &progress, books, NULL, NULL);
}

static void compare_reports_to_model(const arrival_scenario *given, const model_books *books,
                                     model_clock clock, size_t contradictions,
                                     const arrival_answer *answer, compare_difference *difference)
{
    static const model_coverage no_coverage;
    static model_history history;
    static model_report expected;
    model_fact seen[MODEL_ARRIVALS_MAX];

    model_replay(seen, model_seen(books, clock, seen), &history);
    for (size_t u = 0; u < ARRIVAL_UNITS && !difference->found; u++) {
        model_query query = given->query.model;
        uint64_t findings = 0;
        query.unit = arrival_unit(u);
        model_compute(&history, &query, &no_coverage, &expected);
        compare_report(&query, &expected, answer->statuses[u], answer->reports[u], difference);
        if (answer->reports[u] != NULL) {
            expect(difference, "answer to a report's findings",
                   nrr_report_findings(answer->reports[u], &findings), NRR_OK);
            expect(difference, "findings of a report", findings, (model_wide)contradictions);
        }
    }
}

/* Gives the number of contradictions. */
static size_t compare_lists_at(const arrival_scenario *given, const model_books *books,
                               model_clock clock, const arrival_answer *answer,
                               compare_difference *difference)
{
    static model_finding findings[MODEL_FINDINGS_MAX];
    static arrival_list expected;
    static model_history history;
    model_fact seen[MODEL_ARRIVALS_MAX];
    size_t count = model_findings(books, clock, findings);
    uint64_t by_rule[NRR_RULE_CONFLICT + 1] = {0};
    int overflows;

    model_replay(seen, model_seen(books, clock, seen), &history);
    overflows = model_levels_overflow(&history, NRR_UNIT_CUSTOMER); /* at any instant */
    for (size_t i = 0; i < count; i++) {
        by_rule[findings[i].rule]++;
    }
    by_rule[0] = model_contradictions(findings, count);
    for (nrr_rule rule = 0; rule <= NRR_RULE_CONFLICT; rule++) {
        expect_at(difference, (compare_place){"findings by rule", 0, NRR_VOCABULARY_RULE, rule},
                  answer->counts[rule], by_rule[rule]);
    }
    arrival_list_findings(&expected, findings, count);
    arrival_compare_lists("findings", &answer->findings, &expected, difference);
    for (size_t i = 0; i < ARRIVAL_PAIRS; i++) {
        model_change changes[MODEL_FACTS_MAX];
        model_stale stale[MODEL_FACTS_MAX];
        arrival_list_changes(&expected, changes,
                             model_restate(books, clock, &given->restatements[i], changes));
        arrival_compare_lists("restatement", &answer->restatements[i], &expected, difference);
        arrival_list_stale(&expected, stale,
                           model_list_stale(books, clock, &given->staleness[i], stale));
        expected.status = overflows ? NRR_E_OVERFLOW : NRR_OK;
        arrival_compare_lists("stale customers", &answer->stale[i], &expected, difference);
    }
    return (size_t)by_rule[0];
}

void arrival_compare_lists_to_model(const arrival_scenario *given, const model_books *books,
                                    const arrival_answers *answers, compare_difference *difference)
{
    for (size_t i = 0; i < given->clock_count && !difference->found; i++) {
        (void)compare_lists_at(given, books, given->clocks[i], &answers->by_clock[i], difference);
    }
}

static void compare_to_model(const arrival_scenario *given, const model_books *books,
                             const arrival_answers *answers, compare_difference *difference)
{
    for (size_t i = 0; i < given->clock_count && !difference->found; i++) {
        size_t contradictions =
            compare_lists_at(given, books, given->clocks[i], &answers->by_clock[i], difference);
        compare_reports_to_model(given, books, given->clocks[i], contradictions,
                                 &answers->by_clock[i], difference);
    }
}

static nrr_snapshot *take_snapshot(arrival_host *host, compare_difference *difference)
{
    nrr_snapshot *snapshot = NULL;

    expect(difference, "answer to a snapshot", nrr_ledger_snapshot(host->ledger, &snapshot),
           NRR_OK);
    return snapshot;
}

void arrival_check_all_answers(const arrival_scenario *given, compare_difference *difference)
{
    static model_books books;
    static model_books early_books;
    static arrival_answers answers;
    random_source source = random_start(given->feeding, 11);
    arrival_progress progress = {0, 0};
    arrival_host host = arrival_open(&source, difference);
    nrr_snapshot *early;
    nrr_snapshot *late;

    if (host.ledger == NULL) {
        return;
    }
    memset(&books, 0, sizeof books);
    arrival_go_on(given, given->early, &progress, &books, &host, difference);
    early = take_snapshot(&host, difference);
    early_books = books;
    arrival_go_on(given, given->count, &progress, &books, &host, difference);
    late = take_snapshot(&host, difference);
    nrr_ledger_free(host.ledger);
    arrival_ask(&answers, given, late, &source, difference);
    compare_to_model(given, &books, &answers, difference);
    arrival_forget(&answers);
    arrival_ask(&answers, given, early, &source, difference);
    compare_to_model(given, &early_books, &answers, difference);
    arrival_forget(&answers);
}

nrr_snapshot *arrival_snapshot(const arrival_scenario *given, model_books *books,
                               random_source *source, compare_difference *difference)
{
    arrival_progress progress = {0, 0};
    arrival_host host = arrival_open(source, difference);
    nrr_snapshot *snapshot;

    memset(books, 0, sizeof *books);
    if (host.ledger == NULL) {
        return NULL;
    }
    arrival_go_on(given, given->count, &progress, books, &host, difference);
    snapshot = take_snapshot(&host, difference);
    nrr_ledger_free(host.ledger);
    return snapshot;
}
