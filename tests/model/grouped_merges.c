/* SPDX-License-Identifier: MIT */
/*
 * Reports by groups that are not made in one go: added up from parts or from two ledgers, made
 * together, or brought up to another snapshot.
 */
#include "model/grouped.h"

#include <string.h>

enum { PARTS_MAX = 5 };

static void free_reports(nrr_report **reports, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        nrr_report_free(reports[i]);
    }
}

static void compare_reports(const scenario_query *query, const nrr_report *one,
                            const nrr_report *other, compare_difference *difference)
{
    uint64_t findings[2] = {1, 0};

    compare_twins(&query->model, one, other, difference);
    (void)nrr_report_findings(one, &findings[0]);
    (void)nrr_report_findings(other, &findings[1]);
    expect(difference, "findings of two reports by groups", findings[1], findings[0]);
}

/* ---- parts ---- */

/* The first status that is not NRR_OK, or that of adding up. */
static nrr_status add_parts(const grouped_scenario *given, const nrr_snapshot *snapshot,
                            const scenario_query *query, size_t parts, random_source *source,
                            nrr_report **merged)
{
    nrr_report *reports[PARTS_MAX] = {NULL};
    size_t order[PARTS_MAX];
    nrr_status status = NRR_OK;

    random_order(source, order, parts);
    for (size_t i = 0; i < parts && status == NRR_OK; i++) {
        grouped_part part = {(int64_t)order[i], (int64_t)parts};
        status = grouped_ask_part(given, snapshot, query, part, source, &reports[i]);
    }
    if (status == NRR_OK) {
        status = nrr_report_merge((const nrr_report *const *)reports, parts, merged);
    }
    free_reports(reports, parts);
    return status;
}

void grouped_check_parts(const grouped_scenario *given, compare_difference *difference)
{
    random_source source = random_start(given->told.feeding, 8);
    grouped_snapshots snapshots = grouped_tell(given, &source, difference);

    for (size_t u = 0; u < ARRIVAL_UNITS && !difference->found; u++) {
        scenario_query query = grouped_query(given, u);
        nrr_report *reports[2] = {NULL, NULL};
        size_t parts = 1 + (size_t)random_below(&source, PARTS_MAX);
        nrr_status status =
            add_parts(given, snapshots.late, &query, parts, &source, &reports[1]);
        expect(difference, "answer to parts by groups", status,
               grouped_ask(given, snapshots.late, &query, &source, &reports[0]));
        if (!difference->found && status == NRR_OK) {
            compare_reports(&query, reports[0], reports[1], difference);
        }
        free_reports(reports, 2);
    }
    grouped_forget(&snapshots);
}

/* ---- two ledgers ---- */

/* Which of two ledgers a customer is in: that of its parent. */
static int side_of(const grouped_scenario *given, const model_books *books, uint32_t customer)
{
    return (int)(given->told.feeding >> (model_top(books, customer) % 32) & 1);
}

static void tell_side_facts(arrival_host *host, const grouped_scenario *given,
                            const model_books *books, int side, compare_difference *difference)
{
    model_fact facts[MODEL_ARRIVALS_MAX];
    size_t count = 0;

    for (size_t i = 0; i < books->count; i++) {
        const model_fact *fact = &books->arrived[i];
        if (fact->kind == NRR_KIND_VOID || side_of(given, books, fact->customer) == side) {
            facts[count++] = *fact;
        }
    }
    expect(difference, "answer to the facts of a side", arrival_feed(host, facts, count, NULL),
           NRR_OK);
}

static void tell_side_parents(arrival_host *host, const grouped_scenario *given,
                              const model_books *books, int side, compare_difference *difference)
{
    uint32_t customers[MODEL_CUSTOMERS_MAX];
    uint32_t parents[MODEL_CUSTOMERS_MAX];
    size_t count = 0;

    for (uint32_t customer = 1; customer < MODEL_CUSTOMERS_MAX; customer++) {
        if (books->parents[customer] != 0 && side_of(given, books, customer) == side) {
            customers[count] = customer;
            parents[count++] = books->parents[customer];
        }
    }
    expect(difference, "answer to the parents of a side",
           arrival_feed_parents(host, customers, parents, count, NULL), NRR_OK);
}

static void tell_side_assignments(arrival_host *host, const grouped_scenario *given,
                                  const model_books *books, int side,
                                  compare_difference *difference)
{
    model_assignment assignments[MODEL_ASSIGNMENTS_MAX];
    size_t count = 0;

    for (size_t i = 0; i < given->count; i++) {
        if (side_of(given, books, given->assignments[i].customer) == side) {
            assignments[count++] = given->assignments[i];
        }
    }
    expect(difference, "answer to the assignments of a side",
           grouped_feed(host, assignments, count), NRR_OK);
}

static nrr_snapshot *tell_side(const grouped_scenario *given, const model_books *books, int side,
                               random_source *source, compare_difference *difference)
{
    arrival_host host = arrival_open(source, difference);
    nrr_snapshot *snapshot = NULL;

    if (host.ledger == NULL) {
        return NULL;
    }
    expect(difference, "answer to a coverage", check_coverage(host.ledger, &given->coverage),
           NRR_OK);
    tell_side_facts(&host, given, books, side, difference);
    tell_side_assignments(&host, given, books, side, difference);
    tell_side_parents(&host, given, books, side, difference);
    expect(difference, "answer to a snapshot", nrr_ledger_snapshot(host.ledger, &snapshot),
           NRR_OK);
    nrr_ledger_free(host.ledger);
    return snapshot;
}

/* The first status that is not NRR_OK, or that of adding up. */
static nrr_status add_sides(const grouped_scenario *given, nrr_snapshot *const *sides,
                            const scenario_query *query, random_source *source,
                            nrr_report **merged)
{
    nrr_report *reports[2] = {NULL, NULL};
    nrr_status status = NRR_OK;

    for (size_t i = 0; i < 2 && status == NRR_OK; i++) {
        status = grouped_ask(given, sides[i], query, source, &reports[i]);
    }
    if (status == NRR_OK) {
        status = nrr_report_merge((const nrr_report *const *)reports, 2, merged);
    }
    free_reports(reports, 2);
    return status;
}

void grouped_check_merged(const grouped_scenario *given, compare_difference *difference)
{
    static model_books books;
    static model_history history;
    random_source source = random_start(given->told.feeding, 9);
    nrr_snapshot *sides[2];
    model_fact seen[MODEL_ARRIVALS_MAX];

    arrival_settle(&given->told, &books);
    model_replay(seen, model_seen(&books, given->told.clocks[0], seen), &history);
    for (int i = 0; i < 2; i++) {
        sides[i] = tell_side(given, &books, i, &source, difference);
    }
    for (size_t u = 0; u < ARRIVAL_UNITS && !difference->found; u++) {
        grouped_case one = {&history, grouped_query(given, u), &given->coverage,
                            grouped_grouping(given, given->count)};
        nrr_report *merged = NULL;
        nrr_status status = add_sides(given, sides, &one.query, &source, &merged);
        grouped_compare(&one, status, merged, &source, difference);
        nrr_report_free(merged);
    }
    nrr_snapshot_free(sides[0]);
    nrr_snapshot_free(sides[1]);
}

/* ---- brought up to another snapshot ---- */

/* Reports by every unit; the first status that is not NRR_OK. */
static nrr_status ask_all(const grouped_scenario *given, const nrr_snapshot *snapshot,
                          random_source *source, nrr_report **reports)
{
    nrr_status status = NRR_OK;

    for (size_t u = 0; u < ARRIVAL_UNITS; u++) {
        scenario_query query = grouped_query(given, u);
        nrr_status own = grouped_ask(given, snapshot, &query, source, &reports[u]);
        status = status == NRR_OK ? own : status;
    }
    return status;
}

static void check_refresh(const grouped_scenario *given, const nrr_snapshot *before,
                          const nrr_snapshot *after, random_source *source,
                          compare_difference *difference)
{
    nrr_report *old[ARRIVAL_UNITS] = {NULL};
    nrr_report *anew[ARRIVAL_UNITS] = {NULL};
    nrr_report *refreshed[ARRIVAL_UNITS] = {NULL};
    nrr_status status = ask_all(given, after, source, anew);
    scenario_query query = grouped_query(given, 0);

    if (ask_all(given, before, source, old) == NRR_OK) {
        expect(difference, "answer to a refresh by groups",
               nrr_report_refresh((const nrr_report *const *)old, ARRIVAL_UNITS, before, after,
                                  refreshed),
               status);
        for (size_t u = 0; u < ARRIVAL_UNITS && refreshed[u] != NULL; u++) {
            compare_reports(&query, anew[u], refreshed[u], difference);
        }
    }
    free_reports(old, ARRIVAL_UNITS);
    free_reports(anew, ARRIVAL_UNITS);
    free_reports(refreshed, ARRIVAL_UNITS);
}

void grouped_check_refreshed(const grouped_scenario *given, compare_difference *difference)
{
    random_source source = random_start(given->told.feeding, 10);
    grouped_snapshots snapshots = grouped_tell(given, &source, difference);

    if (!difference->found) {
        check_refresh(given, snapshots.bare, snapshots.early, &source, difference);
        check_refresh(given, snapshots.early, snapshots.late, &source, difference);
        check_refresh(given, snapshots.late, snapshots.bare, &source, difference);
        check_refresh(given, snapshots.late, snapshots.late, &source, difference);
    }
    grouped_forget(&snapshots);
}
