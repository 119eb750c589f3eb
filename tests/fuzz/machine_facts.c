/* SPDX-License-Identifier: MIT */
/*
 * The ledger's side: facts, ids, voids, parents, options, snapshots.
 */
#include "fuzz/machine.h"

#include <stdlib.h>
#include <string.h>

/* Of each family some keys of the table, of every shape. 0 is absent. */
enum { CUSTOMERS = 6, LINES = 3, IDS = 8 };
static const uint32_t customer_keys[] = {0, 1, 2, 4, 6, 8, 9};
static const uint32_t line_keys[] = {0, 4, 8, 17};
static const uint32_t fact_keys[] = {0, 1, 2, 5, 6, 8, 10, 13, 14};

void machine_arm(machine *m)
{
    arena_fail(&m->arena, m->fail_first, m->fail_last);
    m->fail_first = 0;
    m->fail_last = 0;
}

int machine_goes_again(machine *m, nrr_status status)
{
    m->failed = m->arena.failed;
    arena_fail(&m->arena, 0, 0);
    if (status != NRR_E_MEMORY) {
        return 0;
    }
    fuzz_expect("NRR_E_MEMORY though memory was there", m->failed, 1);
    return m->tries_again;
}

void machine_expect_none(const compare_difference *difference)
{
    if (difference->found) {
        difference_print(difference);
        abort();
    }
}

uint32_t machine_below(machine *m, uint32_t bound)
{
    return fuzz_byte(&m->input) % bound;
}

int64_t machine_instant(unsigned number)
{
    static const int64_t instants[] = {
        0, 1, 2, 3, 4, 5, 6, 7, -1, 10, 20, 30, INT64_MIN, INT64_MIN + 1, INT64_MAX - 1, INT64_MAX};

    return instants[number % 16];
}

void machine_new_ledger(machine *m)
{
    nrr_status status;

    nrr_ledger_free(m->host.ledger);
    m->host.ledger = NULL;
    memset(&m->now, 0, sizeof m->now);
    m->now.ledger = m->ledgers++;
    do {
        machine_arm(m);
        status = nrr_ledger_new(&m->arena.allocator, &m->host.ledger);
    } while (machine_goes_again(m, status));
    fuzz_expect("a ledger without success", m->host.ledger != NULL, status == NRR_OK);
}

/* --- keys ---------------------------------------------------------------------------------------- */

int machine_intern_key(machine *m, nrr_key_family family, uint32_t number, uint32_t *id)
{
    do {
        machine_arm(m);
        *id = arrival_intern(&m->host, family, number);
    } while (machine_goes_again(m, *id == 0 && number != 0 ? NRR_E_MEMORY : NRR_OK));
    if (number != 0 && *id == 0) {
        return 0;
    }
    fuzz_expect("id of a key that is there", arrival_intern(&m->host, family, number), *id);
    return 1;
}

void machine_intern(machine *m)
{
    unsigned what = fuzz_byte(&m->input);
    uint32_t id;

    if (m->host.ledger != NULL) {
        (void)machine_intern_key(m, (nrr_key_family)(1 + what % 5), 1 + what / 5 % ARRIVAL_KEYS, &id);
    }
}

/* --- facts --------------------------------------------------------------------------------------- */

/* A fact on its way into the ledger. */
typedef struct machine_row {
    model_fact fact;
    nrr_status defect; /* NRR_OK, or what it will be refused for, */
    nrr_field field;   /* and the field to blame */
} machine_row;

static void choose_defect(machine_row *row, unsigned number)
{
    static const struct {
        nrr_status status;
        nrr_field field;
        int of_voids;
    } defects[] = {{NRR_E_KIND, NRR_FIELD_KIND, 1},
                   {NRR_E_FLAGS, NRR_FIELD_FLAGS, 1},
                   {NRR_E_ID, NRR_FIELD_ID, 1},
                   {NRR_E_CUSTOMER, NRR_FIELD_CUSTOMER, 0},
                   {NRR_E_LINE, NRR_FIELD_LINE, 0},
                   {NRR_E_REASON, NRR_FIELD_REASON, 0},
                   {NRR_E_RESERVED, NRR_FIELD_RESERVED, 1},
                   {NRR_E_AMOUNT, NRR_FIELD_AMOUNT, 0}};

    if (number >= sizeof defects / sizeof defects[0] ||
        (row->fact.kind == NRR_KIND_VOID && !defects[number].of_voids) ||
        (row->fact.all && defects[number].status == NRR_E_AMOUNT)) {
        return;
    }
    row->defect = defects[number].status;
    row->field = defects[number].field;
}

static void choose_amount(machine_row *row, unsigned number)
{
    static const int64_t amounts[] = {
        1, 2, 3, 5, 7, 10, 20, 50, 100, 1000, 0, 4, INT64_MAX, INT64_MAX - 1, INT64_MAX / 2, 200};
    model_fact *fact = &row->fact;

    fact->amount = amounts[number % 16];
    fact->all = fact->kind == NRR_KIND_CHURN && number % 2 == 1;
    if (fact->amount == 0 && !fact->all && fact->kind != NRR_KIND_LEVEL &&
        fact->kind != NRR_KIND_RENEWAL && fact->kind != NRR_KIND_VOID) {
        row->defect = NRR_E_AMOUNT;
        row->field = NRR_FIELD_AMOUNT;
    }
}

/* Four bytes of the input, or five. */
static void choose_row(machine *m, machine_row *row)
{
    static const nrr_reason reasons[] = {
        NRR_REASON_UNSPECIFIED, NRR_REASON_PRICE,    NRR_REASON_ESCALATOR, NRR_REASON_NON_RENEWAL,
        NRR_REASON_HOST,        NRR_REASON_HOST + 1, NRR_REASON_HOST_LAST, NRR_REASON_MIGRATION};
    unsigned what = fuzz_byte(&m->input);
    unsigned who = fuzz_byte(&m->input);
    unsigned much = fuzz_byte(&m->input);
    unsigned when = fuzz_byte(&m->input);
    model_fact *fact = &row->fact;

    memset(row, 0, sizeof *row);
    fact->kind = (nrr_kind)(1 + what % 11);
    fact->customer = customer_keys[1 + who % 8 % CUSTOMERS];
    fact->line = line_keys[who / 8 % (LINES + 1)];
    fact->sequence = what < 192 ? 0 : what < 224 ? 1 : UINT64_MAX;
    fact->time = machine_instant(when);
    fact->has_known = (who & 32) != 0;
    fact->known = machine_instant(when / 16);
    fact->id = fact_keys[much / 16 <= IDS ? much / 16 : 0];
    if (fact->kind == NRR_KIND_VOID && fact->id == 0) {
        fact->id = fact_keys[1];
    }
    choose_amount(row, much);
    if ((who & 64) != 0) {
        unsigned more = fuzz_byte(&m->input);
        fact->reason = reasons[more % 8];
        if (row->defect == NRR_OK) {
            choose_defect(row, more / 8);
        }
    }
}

/* Gives a row that is right a fault. */
static void break_row(nrr_fact *row, nrr_status defect)
{
    switch (defect) {
    case NRR_E_KIND:
        row->kind = row->kind % 2 == 0 ? 0 : 12;
        break;
    case NRR_E_FLAGS:
        row->flags |= row->kind != NRR_KIND_CHURN ? NRR_FACT_ALL : 4;
        break;
    case NRR_E_ID:
        row->id = row->kind == NRR_KIND_VOID ? 0 : UINT32_MAX;
        break;
    case NRR_E_CUSTOMER:
        row->customer = row->kind % 2 == 0 ? 0 : 5000;
        break;
    case NRR_E_LINE:
        row->line = 5000;
        break;
    case NRR_E_REASON:
        row->reason = row->kind % 2 == 0 ? NRR_REASON_HOST - 1 : -1;
        break;
    case NRR_E_RESERVED:
        row->reserved2 = 1;
        break;
    case NRR_E_AMOUNT:
        row->amount = row->amount % 2 == 0 ? INT64_MIN : -1;
        break;
    default:
        break;
    }
}

/* Whether the row was made: its keys found memory. A void has all that a fact has, unread. */
static int make_row(machine *m, const machine_row *from, nrr_fact *row)
{
    const model_fact *fact = &from->fact;

    memset(row, 0, sizeof *row);
    if (!machine_intern_key(m, NRR_KEY_CUSTOMER, fact->customer, &row->customer) ||
        !machine_intern_key(m, NRR_KEY_LINE, fact->line, &row->line) ||
        !machine_intern_key(m, NRR_KEY_FACT, fact->id, &row->id)) {
        return 0;
    }
    row->time = fact->time;
    row->amount = fact->amount;
    row->known = fact->known;
    row->sequence = fact->sequence;
    row->kind = fact->kind;
    row->reason = fact->reason;
    row->flags = (fact->all ? NRR_FACT_ALL : 0U) | (fact->has_known ? NRR_FACT_KNOWN : 0U);
    break_row(row, from->defect);
    return 1;
}

static void add_column(nrr_column *column, const void *first, nrr_field field, nrr_column_type type)
{
    memset(column, 0, sizeof *column);
    column->data = first;
    column->field = field;
    column->type = type;
    column->stride = (int64_t)sizeof(nrr_fact);
}

/* The rows as columns that lie in them; ids as integer keys, if all are such. */
static size_t make_columns(nrr_column *columns, nrr_fact *facts, size_t count, uint8_t *validity)
{
    add_column(&columns[0], &facts[0].time, NRR_FIELD_TIME, NRR_COLUMN_INT64);
    add_column(&columns[1], &facts[0].kind, NRR_FIELD_KIND, NRR_COLUMN_INT32);
    add_column(&columns[2], &facts[0].amount, NRR_FIELD_AMOUNT, NRR_COLUMN_INT64);
    add_column(&columns[3], &facts[0].customer, NRR_FIELD_CUSTOMER, NRR_COLUMN_ID);
    add_column(&columns[4], &facts[0].line, NRR_FIELD_LINE, NRR_COLUMN_ID);
    add_column(&columns[5], &facts[0].sequence, NRR_FIELD_SEQUENCE, NRR_COLUMN_UINT64);
    add_column(&columns[6], &facts[0].reason, NRR_FIELD_REASON, NRR_COLUMN_INT32);
    add_column(&columns[7], &facts[0].flags, NRR_FIELD_FLAGS, NRR_COLUMN_UINT32);
    add_column(&columns[8], &facts[0].id, NRR_FIELD_ID, NRR_COLUMN_ID);
    add_column(&columns[9], &facts[0].known, NRR_FIELD_KNOWN, NRR_COLUMN_INT64);
    *validity = 0;
    for (size_t i = 0; i < count; i++) {
        if ((facts[i].flags & NRR_FACT_KNOWN) != 0) {
            *validity |= (uint8_t)(1U << i);
            facts[i].flags &= ~(uint32_t)NRR_FACT_KNOWN; /* which follows from the column */
        }
    }
    columns[9].validity = validity;
    return 10;
}

static nrr_status append(machine *m, nrr_fact *facts, size_t count, int by_columns,
                         nrr_refusal *refusal)
{
    nrr_column columns[10];
    size_t column_count = 0;
    uint8_t validity = 0;
    nrr_status status;

    if (by_columns) {
        column_count = make_columns(columns, facts, count, &validity);
    }
    do {
        nrr_refusal none = {-1, 0, NRR_OK};
        *refusal = none;
        machine_arm(m);
        status =
            by_columns
                ? nrr_ledger_append_columns(m->host.ledger, columns, column_count, count, refusal)
                : nrr_ledger_append(m->host.ledger, facts, sizeof facts[0], count, refusal);
    } while (machine_goes_again(m, status));
    return status;
}

/* What the ledger must answer: the first row to blame counts. */
static nrr_status arrive(machine_state *state, const machine_row *rows, size_t count,
                         nrr_refusal *refusal)
{
    static model_books before;
    model_fact facts[MACHINE_ROWS];
    size_t right = 0, row = 0;
    nrr_status status;

    before = state->books;
    for (; right < count && rows[right].defect == NRR_OK; right++) {
        facts[right] = rows[right].fact;
    }
    status = model_arrive(&state->books, facts, right, &row);
    refusal->row = (int64_t)row;
    refusal->field = NRR_FIELD_ID;
    if (status == NRR_OK && right < count) {
        state->books = before;
        status = rows[right].defect;
        refusal->row = (int64_t)right;
        refusal->field = rows[right].field;
    }
    refusal->status = status;
    return status;
}

static void check_batch(machine *m, const machine_row *rows, size_t count, const nrr_refusal *got)
{
    nrr_refusal wanted;
    nrr_status status = arrive(&m->now, rows, count, &wanted);

    fuzz_expect("status of a batch", got->status, status);
    if (status == NRR_E_CONFLICT && m->failed) { /* it found no memory to be noted in */
        m->now.books.conflict_count--;
    }
    if (status != NRR_OK) {
        fuzz_expect("row of a refusal", got->row, wanted.row);
        fuzz_expect("field of a refusal", got->field, wanted.field);
    }
}

void machine_append(machine *m)
{
    machine_row rows[MACHINE_ROWS];
    nrr_fact facts[MACHINE_ROWS];
    unsigned what = fuzz_byte(&m->input);
    size_t count = what / 2 % (MACHINE_ROWS + 1);
    size_t fail_first = m->fail_first;
    int by_columns = what % 2 == 1;
    nrr_refusal refusal = {-1, 0, NRR_OK};
    nrr_status status;

    m->fail_first = 0; /* what fails is the batch, not its keys */
    for (size_t i = 0; i < count; i++) {
        choose_row(m, &rows[i]);
        if (m->host.ledger == NULL || !make_row(m, &rows[i], &facts[i])) {
            return;
        }
        by_columns &= rows[i].defect != NRR_E_RESERVED; /* which columns do not have */
    }
    if (m->host.ledger == NULL || m->now.books.count + count > MACHINE_ARRIVALS) {
        return;
    }
    m->fail_first = fail_first;
    status = append(m, facts, count, by_columns, &refusal);
    fuzz_expect("status in a refusal", refusal.status, status);
    if (status != NRR_E_MEMORY) {
        check_batch(m, rows, count, &refusal);
        return;
    }
    fuzz_expect("row of a refusal for memory", refusal.row, -1);
    fuzz_expect("field of a refusal for memory", refusal.field, 0);
}

/* --- the rest of the ledger ---------------------------------------------------------------------- */

static void check_parents(machine *m, const uint32_t *customers, const uint32_t *parents,
                          size_t count, const nrr_refusal *got)
{
    size_t row = 0;
    size_t right = 0;
    nrr_status status;
    static model_books before;

    before = m->now.books;
    while (right < count && customers[right] != 0) {
        right++;
    }
    status = model_set_parents(&m->now.books, customers, parents, right, &row);
    if (status == NRR_OK && right < count) {
        m->now.books = before;
        status = NRR_E_CUSTOMER;
        row = right;
    }
    fuzz_expect("status of parents", got->status, status);
    if (status != NRR_OK) {
        fuzz_expect("row of a refused parent", got->row, (int64_t)row);
        fuzz_expect("field of a refused parent", got->field,
                    status == NRR_E_CUSTOMER ? NRR_FIELD_CUSTOMER : NRR_FIELD_PARENT);
    }
}

void machine_set_parents(machine *m)
{
    uint32_t customers[MACHINE_ROWS], parents[MACHINE_ROWS];
    uint32_t ids[MACHINE_ROWS], parent_ids[MACHINE_ROWS];
    size_t count = machine_below(m, MACHINE_ROWS + 1);
    size_t fail_first = m->fail_first;
    nrr_refusal refusal = {-1, 0, NRR_OK};
    nrr_status status;

    m->fail_first = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned pair = fuzz_byte(&m->input);
        customers[i] = customer_keys[pair % (CUSTOMERS + 1)];
        parents[i] = customer_keys[pair / (CUSTOMERS + 1) % (CUSTOMERS + 1)];
        if (m->host.ledger == NULL || !machine_intern_key(m, NRR_KEY_CUSTOMER, customers[i], &ids[i]) ||
            !machine_intern_key(m, NRR_KEY_CUSTOMER, parents[i], &parent_ids[i])) {
            return;
        }
    }
    if (m->host.ledger == NULL) {
        return;
    }
    m->fail_first = fail_first;
    do {
        machine_arm(m);
        status = nrr_ledger_set_parents(m->host.ledger, ids, parent_ids, count, &refusal);
    } while (machine_goes_again(m, status));
    refusal.status = status;
    if (status != NRR_E_MEMORY) {
        check_parents(m, customers, parents, count, &refusal);
    }
}

static void set_coverage(machine *m, int is_end, int64_t value)
{
    model_coverage coverage = m->now.coverage;
    nrr_ledger_option option = is_end ? NRR_LEDGER_COVERAGE_END : NRR_LEDGER_COVERAGE_START;
    int is_wrong;

    coverage.has_start |= !is_end;
    coverage.has_end |= is_end;
    *(is_end ? &coverage.end : &coverage.start) = value;
    is_wrong = coverage.has_start && coverage.has_end && coverage.start >= coverage.end;
    fuzz_expect("status of an end of the coverage", nrr_ledger_set(m->host.ledger, option, value),
                is_wrong ? NRR_E_OPTION_VALUE : NRR_OK);
    if (!is_wrong) {
        m->now.coverage = coverage;
    }
}

void machine_set_option(machine *m)
{
    unsigned what = fuzz_byte(&m->input);
    nrr_ledger *ledger = m->host.ledger;
    int is_strict = what / 16 % 2 == 1;

    if (ledger == NULL) {
        return;
    }
    switch (what % 5) {
    case 0:
        fuzz_expect("status of strict", nrr_ledger_set(ledger, NRR_LEDGER_STRICT, is_strict),
                    NRR_OK);
        m->now.is_strict = is_strict;
        break;
    case 1:
    case 2:
        set_coverage(m, what % 5 == 2, machine_instant(what / 16));
        break;
    case 3:
        fuzz_expect("status of no start", nrr_ledger_unset(ledger, NRR_LEDGER_COVERAGE_START),
                    NRR_OK);
        fuzz_expect("status of no end", nrr_ledger_unset(ledger, NRR_LEDGER_COVERAGE_END), NRR_OK);
        memset(&m->now.coverage, 0, sizeof m->now.coverage);
        break;
    default: /* it may be too late for it */
        (void)nrr_ledger_set(ledger, NRR_LEDGER_HASH_SEED, machine_instant(what / 16));
        break;
    }
}

void machine_count(machine *m)
{
    arrival_counters actual, expected;
    compare_difference difference;

    if (m->host.ledger == NULL) {
        return;
    }
    memset(&difference, 0, sizeof difference);
    actual = arrival_count(&m->host);
    expected = arrival_count_model(&m->host, &m->now.books);
    arrival_compare_counters(&actual, &expected, &difference);
    machine_expect_none(&difference);
}

void machine_snapshot_now(machine *m)
{
    machine_snapshot *to = &m->snapshots[machine_below(m, MACHINE_SNAPSHOTS)];
    nrr_status status;

    if (m->host.ledger == NULL) {
        return;
    }
    nrr_snapshot_free(to->snapshot);
    to->snapshot = NULL;
    to->seen = m->now;
    to->number = m->taken++;
    do {
        machine_arm(m);
        status = nrr_ledger_snapshot(m->host.ledger, &to->snapshot);
    } while (machine_goes_again(m, status));
    fuzz_expect("a snapshot without success", to->snapshot != NULL, status == NRR_OK);
}

void machine_snapshot_as_known(machine *m)
{
    unsigned what = fuzz_byte(&m->input);
    const machine_snapshot *from = &m->snapshots[what % MACHINE_SNAPSHOTS];
    machine_snapshot *to = &m->snapshots[what / 4 % MACHINE_SNAPSHOTS];
    int64_t known = machine_instant(what / 16);
    nrr_snapshot *made = NULL;
    nrr_status status;

    if (from->snapshot == NULL) {
        return;
    }
    do {
        machine_arm(m);
        status = nrr_snapshot_as_known(from->snapshot, known, &made);
    } while (machine_goes_again(m, status));
    fuzz_expect("a snapshot without success", made != NULL, status == NRR_OK);
    if (made == NULL) {
        return;
    }
    if (to != from) {
        to->seen = from->seen;
    }
    if (!to->seen.clock.is_set || known < to->seen.clock.known) {
        to->seen.clock.is_set = 1;
        to->seen.clock.known = known;
    }
    nrr_snapshot_free(to->snapshot);
    to->snapshot = made;
    to->number = m->taken++;
}

void machine_free_snapshot(machine *m)
{
    machine_snapshot *it = &m->snapshots[machine_below(m, MACHINE_SNAPSHOTS)];

    nrr_snapshot_free(it->snapshot);
    it->snapshot = NULL;
}
