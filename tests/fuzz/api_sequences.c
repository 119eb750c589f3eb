/* SPDX-License-Identifier: MIT */
/*
 * Sequences of calls, decoded from bytes: keys, facts with ids and voids and what was known when, as
 * rows and as columns, right ones and wrong ones, parents, values of dimensions, options, snapshots,
 * queries, reports and lists, in any order, on memory that fails now and then; and all is freed in any
 * order. Each answer is compared with what METRICS.md says.
 *
 * A byte is a call, and those behind it say with what. Every sequence of bytes is one of calls.
 */
#include "fuzz/machine.h"

#include <string.h>

const char *const fuzz_target = "api_sequences";

enum { CALLS_MAX = 40 };

/* The next call runs out of memory: at one request, or from there on. */
static void fail_next(machine *m)
{
    unsigned what = fuzz_byte(&m->input);

    m->tries_again = what % 2 == 0;
    m->fail_first = 1 + what / 4 % 32;
    m->fail_last = what / 2 % 2 == 0 ? m->fail_first : SIZE_MAX;
}

static void free_ledger(machine *m)
{
    nrr_ledger_free(m->host.ledger);
    m->host.ledger = NULL;
}

static void drop_all(machine *m)
{
    machine_drop_report(m);
    machine_drop_table(m);
    nrr_query_free(m->query);
    m->query = NULL;
}

/* Three bytes out of four say a call of the first kind: that of what they are modulo their number. */
static void make_call(machine *m)
{
    static void (*const calls[])(machine *) = {
        machine_append,        machine_append,     machine_append,   machine_append,
        machine_snapshot_now,  machine_ask,        machine_report,   machine_report,
        machine_set_parents,   machine_findings,   fail_next,        machine_snapshot_as_known,
        machine_restatement,   machine_stale,      machine_append,   machine_count,
        machine_set_option,    machine_intern,     machine_assign,   machine_snapshot_now,
        machine_free_snapshot, machine_ask,        machine_findings, machine_ask,
        machine_drop_report,   machine_keep_table, free_ledger,      machine_new_ledger,
        machine_parts,         machine_refresh,    machine_append,   machine_refresh};
    static void (*const apart[])(machine *) = {
        machine_units,         machine_movements,     machine_cohorts,    machine_reconcile,
        machine_concentration, machine_contributions, machine_keep_units, machine_ask_by,
        machine_units,         machine_ask_by,        machine_cohorts,    machine_keep_cohorts};
    enum { APART = 192 };
    unsigned what = fuzz_byte(&m->input);

    if (what < APART) {
        calls[what % (sizeof calls / sizeof calls[0])](m);
    } else {
        apart[(what - APART) % (sizeof apart / sizeof apart[0])](m);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static machine m;

    memset(&m, 0, sizeof m);
    arena_begin(&m.arena);
    m.input.next = data;
    m.input.left = size;
    machine_new_ledger(&m);
    for (int call = 0; call < CALLS_MAX && m.input.left > 0; call++) {
        make_call(&m);
    }
    if (size % 2 == 0) {
        drop_all(&m);
    }
    for (size_t i = 0; i < MACHINE_SNAPSHOTS; i++) {
        nrr_snapshot_free(m.snapshots[i].snapshot);
    }
    free_ledger(&m);
    drop_all(&m);
    fuzz_expect("blocks of memory that are left", (int64_t)m.arena.live, 0);
    return 0;
}
