/* SPDX-License-Identifier: MIT */
/*
 * The machine that an input drives: a ledger, some snapshots, a query, the last report and the last
 * table, each beside what the reference model says of it. Customers, lines and ids of facts are
 * numbers of the model's table of keys (model/arrival_keys.c).
 */
#ifndef NRR_TEST_FUZZ_MACHINE_H
#define NRR_TEST_FUZZ_MACHINE_H

#include "fuzz/arena.h"
#include "fuzz/fuzz.h"
#include "model/arrival_feed.h"

enum { MACHINE_SNAPSHOTS = 3, MACHINE_PERIODS = 4, MACHINE_ROWS = 6, MACHINE_ARRIVALS = 48 };

/* What a ledger should hold, and how it is seen. */
typedef struct machine_state {
    model_books books;
    model_clock clock;
    model_coverage coverage;
    int is_strict;
    size_t ledger; /* which one, of all that there ever were */
} machine_state;

/* Dimensions, by the numbers of their keys. */
typedef struct machine_by {
    size_t count;
    uint32_t dimensions[NRR_DIMENSIONS_MAX];
} machine_by;

typedef struct machine_snapshot {
    nrr_snapshot *snapshot; /* NULL: none */
    machine_state seen;
    size_t number; /* of all snapshots that were ever taken */
} machine_snapshot;

typedef struct machine {
    fuzz_arena arena;
    fuzz_bytes input;
    size_t fail_first; /* of the requests of the next call; 0 = none */
    size_t fail_last;
    int tries_again;   /* a call that failed is made again */
    int failed;        /* a request of the last call did */
    arrival_host host; /* whose ledger is NULL when it was freed */
    machine_state now;
    machine_snapshot snapshots[MACHINE_SNAPSHOTS];
    nrr_query *query;
    model_query asked; /* what the query asks, */
    machine_by by;     /* and by what */
    nrr_report *report;
    uint64_t report_sum; /* of all that it says */
    size_t report_of;        /* the number of its snapshot */
    model_query report_asked; /* what it answers */
    machine_by report_by;
    size_t ledgers, taken; /* that there ever were */
    nrr_table *table;
    uint64_t table_sum;
} machine;

/* Before a call, and behind it:
 *
 *     do {
 *         machine_arm(m);
 *         status = ...;
 *     } while (machine_goes_again(m, status));
 *
 * NRR_E_MEMORY is accepted only if a request was made to fail. */
void machine_arm(machine *m);
int machine_goes_again(machine *m, nrr_status status);

/* Says the difference, if there is one, and aborts. */
void machine_expect_none(const compare_difference *difference);

/* --- choices of the input ------------------------------------------------------------------------ */

uint32_t machine_below(machine *m, uint32_t bound);
int64_t machine_instant(unsigned number); /* 0 to 15 */

/* --- what can be done (machine_facts.c) ---------------------------------------------------------- */

void machine_new_ledger(machine *m);
void machine_append(machine *m);
void machine_set_parents(machine *m);
void machine_set_option(machine *m);
void machine_intern(machine *m);
void machine_count(machine *m);
void machine_snapshot_now(machine *m);
void machine_snapshot_as_known(machine *m);
void machine_free_snapshot(machine *m);
/* Whether the key of a number has an id now. */
int machine_intern_key(machine *m, nrr_key_family family, uint32_t number, uint32_t *id);

/* --- values of dimensions (machine_assign.c) ----------------------------------------------------- */

void machine_assign(machine *m);

/* --- what can be asked (machine_checks.c) -------------------------------------------------------- */

void machine_ask(machine *m);
void machine_ask_by(machine *m);
void machine_report(machine *m);
/* The same of parts that are merged. */
void machine_parts(machine *m);
/* The last report from one snapshot to another, whether it is of that or not. */
void machine_refresh(machine *m);
void machine_findings(machine *m);
void machine_restatement(machine *m);
void machine_stale(machine *m);
void machine_keep_table(machine *m);
/* The last table is this one from now on, or none if it is NULL. */
void machine_keep(machine *m, nrr_table *table);
/* The model's contradictions in a snapshot that a report by these dimensions sees. */
int64_t machine_contradictions(const machine_snapshot *of, const machine_by *by);
/* What these dimensions are to the model. */
model_grouping machine_grouping(const machine_snapshot *of, const machine_by *by);
/* Frees the last report and the last table, and sees that they still say what they said. */
void machine_drop_report(machine *m);
void machine_drop_table(machine *m);

/* --- what takes figures apart, by the query's dimensions (machine_apart.c) ---------------------- */

void machine_units(machine *m);
void machine_movements(machine *m);
void machine_cohorts(machine *m);
void machine_reconcile(machine *m);
void machine_concentration(machine *m);
void machine_contributions(machine *m);
/* Keeps a list of units, as machine_keep_table() keeps one of findings. */
void machine_keep_units(machine *m);
void machine_keep_cohorts(machine *m);

#endif
