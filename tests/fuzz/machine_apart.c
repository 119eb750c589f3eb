/* SPDX-License-Identifier: MIT */
/*
 * What takes figures apart, beside the model, by the unit, the periods and the dimensions of the query:
 * some questions of a kind, which follow from a byte of the input (model/apart.h).
 */
#include "fuzz/machine.h"

#include "model/apart.h"

#include <string.h>

/* Asks all anew: a query, the model's groups, and what the byte says. What fails is the difference. */
static void ask(const machine *m, const machine_snapshot *of, unsigned byte, apart_check *check,
                compare_difference *difference)
{
    static model_history history;
    static apart_groups groups;
    random_source source = random_start(byte, 31);
    model_fact seen[MODEL_ARRIVALS_MAX];
    apart_case one;

    memset(&one, 0, sizeof one);
    memset(difference, 0, sizeof *difference);
    model_replay(seen, model_seen(&of->seen.books, of->seen.clock, seen), &history);
    one.snapshot = of->snapshot;
    one.history = &history;
    one.asked = m->asked;
    one.asked.asked = MODEL_ASK_ALL;
    one.asked.code_count = 0;
    one.source = &source;
    one.difference = difference;
    one.query = apart_make_query(&one.asked, difference);
    expect(difference, "answer to dimensions",
           apart_add_dimensions(one.query, m->by.dimensions, m->by.count), NRR_OK);
    if (m->by.count > 0) {
        groups.by = machine_grouping(of, &m->by);
        apart_find_groups(&one, &groups);
        one.groups = &groups;
    }
    if (!difference->found) {
        check(&one);
    }
    nrr_query_free(one.query);
}

/* Without memory the first thing that goes wrong must be a call that says so. */
static void take_apart(machine *m, const machine_snapshot *of, unsigned byte, apart_check *check)
{
    compare_difference difference;

    machine_arm(m);
    ask(m, of, byte, check, &difference);
    if (machine_goes_again(m, m->arena.failed && difference.found ? (nrr_status)difference.actual
                                                                  : NRR_OK)) {
        ask(m, of, byte, check, &difference);
    } else if (m->failed && difference.found && difference.actual == NRR_E_MEMORY) {
        return;
    }
    machine_expect_none(&difference);
}

/* Where the ledger was strict and has contradictions nothing is taken apart. */
static void expect_refused(const machine *m, const machine_snapshot *of)
{
    static const int64_t edges[] = {0, 1, 2};
    nrr_page all = {0, UINT64_MAX};
    nrr_cell cell = {0, NRR_MEASURE_OPENING, 0, 0, 0};
    nrr_reconciliation reconciliation = {0, NRR_RATE_NRR, NRR_RATE_NRR_MOVEMENTS, 0, 0};
    nrr_concentration concentration = {0, 3};
    nrr_table *table = NULL;

    fuzz_expect("status of strict units",
                nrr_snapshot_units(of->snapshot, m->query, &cell, &all, &table), NRR_E_FINDINGS);
    fuzz_expect("status of strict cohorts",
                nrr_snapshot_cohorts(of->snapshot, m->query, edges, 3, &table), NRR_E_FINDINGS);
    fuzz_expect("status of strict causes",
                nrr_snapshot_reconcile(of->snapshot, m->query, &reconciliation, &table),
                NRR_E_FINDINGS);
    fuzz_expect("status of a strict concentration",
                nrr_snapshot_concentration(of->snapshot, m->query, &concentration, &table),
                NRR_E_FINDINGS);
    fuzz_expect("a table without success", table != NULL, 0);
}

/* The snapshot, and which questions, by one byte. */
static void look_at(machine *m, apart_check *check)
{
    unsigned byte = fuzz_byte(&m->input);
    const machine_snapshot *of = &m->snapshots[byte % MACHINE_SNAPSHOTS];

    if (of->snapshot == NULL || m->query == NULL || m->asked.period_count == 0) {
        return;
    }
    if (of->seen.is_strict && machine_contradictions(of, &m->by) != 0) {
        expect_refused(m, of);
        return;
    }
    take_apart(m, of, byte, check);
}

void machine_units(machine *m)
{
    look_at(m, apart_check_cells);
}

void machine_movements(machine *m)
{
    look_at(m, apart_check_subjects);
}

void machine_cohorts(machine *m)
{
    look_at(m, apart_check_triangle);
}

void machine_reconcile(machine *m)
{
    look_at(m, apart_check_questions);
}

void machine_concentration(machine *m)
{
    look_at(m, apart_check_figures);
}

void machine_contributions(machine *m)
{
    look_at(m, apart_check_reasons);
}

/* --- tables that are kept for a while ------------------------------------------------------------ */

/* Whether a row is one of the query's report. */
static int has_row(const machine *m, const machine_snapshot *of, uint64_t row)
{
    size_t groups = 0;

    fuzz_expect("status of the number of groups",
                nrr_snapshot_groups(of->snapshot, m->query, &groups), NRR_OK);
    return row < (uint64_t)groups * m->asked.period_count;
}

void machine_keep_units(machine *m)
{
    unsigned byte = fuzz_byte(&m->input);
    const machine_snapshot *of = &m->snapshots[byte % MACHINE_SNAPSHOTS];
    nrr_cell cell = {byte / 4 % 8, (nrr_measure)(1 + byte / 32), 0, 0, NRR_CELL_ALL};
    nrr_page all = {0, UINT64_MAX};
    nrr_table *table = NULL;
    nrr_status status;

    if (of->snapshot != NULL && m->query != NULL) {
        do {
            machine_arm(m);
            status = nrr_snapshot_units(of->snapshot, m->query, &cell, &all, &table);
        } while (machine_goes_again(m, status));
        fuzz_expect("a list without success", table != NULL, status == NRR_OK);
        if (status == NRR_OK || status == NRR_E_ROW) {
            fuzz_expect("whether there is a row", status == NRR_OK, has_row(m, of, cell.row));
        }
    }
    machine_keep(m, table);
}

void machine_keep_cohorts(machine *m)
{
    static const int64_t edges[] = {INT64_MIN, 0, 1, 2, 4, 8, 20, INT64_MAX};
    const machine_snapshot *of = &m->snapshots[machine_below(m, MACHINE_SNAPSHOTS)];
    nrr_table *table = NULL;

    if (of->snapshot != NULL && m->query != NULL) {
        nrr_status status;
        do {
            machine_arm(m);
            status = nrr_snapshot_cohorts(of->snapshot, m->query, edges,
                                          sizeof edges / sizeof edges[0], &table);
        } while (machine_goes_again(m, status));
        fuzz_expect("triangles without success", table != NULL, status == NRR_OK);
    }
    machine_keep(m, table);
}
