/* SPDX-License-Identifier: MIT */
/* Ledgers, keys, facts, assignments and queries for which there is no memory: see trial.h. Snapshots and reports
 * are in test_memory_reports.c. */
#include "trial.h"

#include <string.h>

static void nothing(void)
{
}

static const nrr_fact facts[] = {
    FACT(A, P, 0, NEW, 100, WHY(UPSELL)),
    FACT(A, Q, 12, NEW, 7, HOST(3)),
    FACT(B, MAIN, 3, OPENING, 5),
};

static void periods(void)
{
    ask(0, 5);
    ask(5, 20);
    ask(0, 20);
    ask(10, 15);
}

static void some_facts(void)
{
    PUT(facts);
    periods();
}

/* Facts of two blocks of customers. */
static void two_blocks(void)
{
    nrr_fact far_away[] = {FACT(1100, MAIN, 6, NEW, 1000), FACT(1099, S, 1, NEW, 20)};
    uint32_t id;
    int64_t key;

    for (key = CUSTOMERS + 1; key <= 1100; key++)
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, key, &id), NRR_OK);
    some_facts();
    PUT(far_away);
}

static void full_chunk(void)
{
    nrr_fact fact = FACT(A, MAIN, 1, CHANGE_UP, 1);
    int i;

    for (i = 0; i < 16; i++)
        put(&fact, 1);
    periods();
}

static void a_snapshot(void)
{
    some_facts();
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &the.snapshot), NRR_OK);
}

static void eight_periods(void)
{
    PUT(facts);
    periods();
    periods();
}

static void eight_reasons(void)
{
    int i;

    some_facts();
    for (i = 1; i <= 8; i++)
        ck_assert_int_eq(nrr_query_add_reason(the.query, NRR_REASON_HOST + i), NRR_OK);
}

/* Two dimensions and three values, and two assignments that contradict each other. */
static void some_values(void)
{
    static const nrr_assignment assignments[] = {
        {.customer = A, .time = 5, .dimension = 1, .value = 1},
        {.customer = A, .time = 5, .dimension = 1, .value = 2},
    };
    uint32_t id;
    int64_t key;

    some_facts();
    for (key = 1; key <= 3; key++) {
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_DIMENSION, key, &id), NRR_OK);
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_VALUE, key, &id), NRR_OK);
    }
    ck_assert_int_eq(nrr_ledger_assign(the.ledger, assignments, sizeof *assignments,
                                       COUNT(assignments), NULL),
                     NRR_OK);
}

static void values_and_a_snapshot(void)
{
    some_values();
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &the.snapshot), NRR_OK);
}

static nrr_status call_ledger_new(void)
{
    return nrr_ledger_new(&the.memory.allocator, &made.ledger);
}

static nrr_status call_query_new(void)
{
    return nrr_query_new(&the.memory.allocator, &made.query);
}

static nrr_status call_key(void)
{
    return nrr_ledger_key(empty, NRR_KEY_CUSTOMER, "the new one", 11, &made.id);
}

/* A string among integers. */
static void integer_keys(void)
{
    uint32_t id;
    int64_t key;

    for (key = 1; key <= 3; key++)
        ck_assert_int_eq(nrr_ledger_key_integer(empty, NRR_KEY_CUSTOMER, key, &id), NRR_OK);
}

static nrr_status call_long_key(void)
{
    static char bytes[NRR_KEY_LENGTH_MAX];

    return nrr_ledger_key(empty, NRR_KEY_LINE, bytes, sizeof bytes, &made.id);
}

static nrr_status call_key_integer(void)
{
    return nrr_ledger_key_integer(empty, NRR_KEY_CUSTOMER, 5, &made.id);
}

static nrr_status call_keys(const uint8_t *validity)
{
    static char bytes[600];
    static int32_t offsets[301];
    nrr_column column;
    size_t i;

    memset(&column, 0, sizeof column);
    for (i = 0; i < 300; i++) {
        bytes[2 * i] = (char)('a' + i % 26);
        bytes[2 * i + 1] = (char)('a' + i / 26);
        offsets[i + 1] = 2 * (int32_t)(i + 1);
    }
    column.field = NRR_FIELD_KEY;
    column.type = NRR_COLUMN_STRING;
    column.data = bytes;
    column.offsets = offsets;
    column.validity = validity;
    return nrr_ledger_keys(empty, NRR_KEY_LINE, &column, 300, made.ids);
}

static nrr_status call_all_keys(void)
{
    return call_keys(NULL);
}

/* The first one is not there. */
static nrr_status call_some_keys(void)
{
    static uint8_t validity[38];

    memset(validity, 0xFF, sizeof validity);
    validity[0] = 0xFE;
    return call_keys(validity);
}

static nrr_status append_rows(const nrr_fact *rows, size_t count)
{
    return nrr_ledger_append(the.ledger, rows, sizeof *rows, count, &made.refusal);
}

static nrr_status call_append(void)
{
    static const nrr_fact rows[] = {FACT(B, MAIN, 1, NEW, 50), FACT(C, MAIN, -3, NEW, 2)};

    return append_rows(rows, COUNT(rows));
}

static nrr_status call_append_with_lines(void)
{
    static const nrr_fact rows[] = {FACT(B, MAIN, 1, NEW, 50), FACT(C, Q, 99, NEW, 2, SEQ(7))};

    return append_rows(rows, COUNT(rows));
}

/* So many that they are read by the hundred, for which there is memory or not. */
static nrr_status call_append_many(void)
{
    static nrr_fact rows[150];
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        static const nrr_fact row = FACT(A, MAIN, 4, CHANGE_UP, 50);

        rows[i] = row;
        rows[i].customer = 1 + (uint32_t)i % CUSTOMERS;
    }
    return append_rows(rows, COUNT(rows));
}

/* To blocks that have room, and to blocks that have not. */
static nrr_status call_append_to_blocks(void)
{
    static nrr_fact rows[60];
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        static const nrr_fact row = FACT(A, MAIN, 4, CHANGE_UP, 50);

        rows[i] = row;
        rows[i].customer = i % 3 == 0 ? A : 1050 + (uint32_t)i % 30;
    }
    return append_rows(rows, COUNT(rows));
}

static nrr_status call_append_columns(void)
{
    static const int64_t times[] = {4, 6}, amounts[] = {10, 20};
    static const int32_t kinds[] = {NRR_KIND_NEW, NRR_KIND_NEW}, offsets[] = {0, 3, 5};
    static const nrr_column columns[] = {
        {.field = NRR_FIELD_TIME, .type = NRR_COLUMN_INT64, .data = times},
        {.field = NRR_FIELD_AMOUNT, .type = NRR_COLUMN_INT64, .data = amounts},
        {.field = NRR_FIELD_KIND, .type = NRR_COLUMN_INT32, .data = kinds},
        {.field = NRR_FIELD_CUSTOMER,
         .type = NRR_COLUMN_STRING,
         .data = "onetwo",
         .offsets = offsets},
        {.field = NRR_FIELD_LINE, .type = NRR_COLUMN_INT32, .data = offsets},
    };

    return nrr_ledger_append_columns(empty, columns, COUNT(columns), 2, &made.refusal);
}

static nrr_status call_add_period(void)
{
    return nrr_query_add_period(the.query, 3, 9);
}

static const int64_t edges[] = {0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24};

static nrr_status call_add_periods(void)
{
    return nrr_query_add_periods(the.query, edges, edges + 1, COUNT(edges) - 1);
}

static nrr_status call_add_edges(void)
{
    return nrr_query_add_edges(the.query, edges, COUNT(edges), 3);
}

static nrr_status call_add_reason(void)
{
    return nrr_query_add_reason(the.query, NRR_REASON_HOST + 11);
}

/* More than there is room for, with the first sequences, and a dimension that had no value. */
static nrr_status call_assign(void)
{
    static nrr_assignment rows[20];
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        rows[i].time = (int64_t)(i / 3);
        rows[i].sequence = i < 9 ? 1 : 0;
        rows[i].dimension = i % 4 == 0 ? 3 : 1;
        rows[i].customer = i % 2 == 0 ? A : B;
        rows[i].value = 1 + (uint32_t)(i % 3);
        rows[i].flags = i % 5 == 0 ? NRR_ASSIGNMENT_LINE : 0;
        rows[i].line = i % 5 == 0 ? Q : 0;
    }
    return nrr_ledger_assign(the.ledger, rows, sizeof *rows, COUNT(rows), &made.refusal);
}

static nrr_status call_assign_columns(void)
{
    static const int64_t times[] = {4, 4};
    static const int32_t offsets[] = {0, 3, 5};
    static const nrr_column columns[] = {
        {.field = NRR_FIELD_TIME, .type = NRR_COLUMN_INT64, .data = times},
        {.field = NRR_FIELD_CUSTOMER, .type = NRR_COLUMN_INT64, .data = times},
        {.field = NRR_FIELD_DIMENSION, .type = NRR_COLUMN_INT64, .data = times},
        {.field = NRR_FIELD_LINE, .type = NRR_COLUMN_INT64, .data = times},
        {.field = NRR_FIELD_VALUE,
         .type = NRR_COLUMN_STRING,
         .data = "onetwo",
         .offsets = offsets},
    };

    return nrr_ledger_assign_columns(empty, columns, COUNT(columns), 2, &made.refusal);
}

static nrr_status call_add_dimension(void)
{
    return nrr_query_add_dimension(the.query, "segment", 7);
}

static const trial trials[] = {
    {nothing, call_ledger_new, 3, 0, 0, 0},
    {nothing, call_query_new, 1, 0, 0, 0},
    {nothing, call_key, 2, 0, 0, 0},
    {nothing, call_key_integer, 2, 0, 0, 0},
    {nothing, call_long_key, 3, 0, 0, 0},
    {integer_keys, call_key, 3, 0, 0, 0},
    {nothing, call_all_keys, 6, 1, 0, 0},
    {nothing, call_some_keys, 6, 1, 0, 0},
    {nothing, call_append, 2, 0, 0, 0},
    {some_facts, call_append, 0, 0, 0, 0},
    {nothing, call_append_many, 2, 0, 0, 1},
    {full_chunk, call_append_many, 1, 0, 0, 1},
    {full_chunk, call_append, 1, 0, 0, 0},
    {full_chunk, call_append_with_lines, 1, 0, 0, 0},
    {a_snapshot, call_append, 0, 0, 0, 0},
    {two_blocks, call_append_to_blocks, 2, 0, 1, 0},
    {nothing, call_append_columns, 8, 1, 0, 0},
    {some_facts, call_append_columns, 8, 1, 0, 0},
    {nothing, call_add_period, 1, 0, 0, 0},
    {some_facts, call_add_period, 0, 0, 0, 0},
    {eight_periods, call_add_period, 1, 0, 0, 0},
    {some_facts, call_add_periods, 1, 0, 0, 0},
    {nothing, call_add_edges, 1, 0, 0, 0},
    {eight_periods, call_add_edges, 1, 0, 0, 0},
    {some_facts, call_add_reason, 1, 0, 0, 0},
    {eight_reasons, call_add_reason, 1, 0, 0, 0},
    {some_values, call_assign, 14, 0, 0, 0},
    {values_and_a_snapshot, call_assign, 14, 0, 0, 0},
    {nothing, call_assign_columns, 14, 1, 0, 0},
    {nothing, call_add_dimension, 1, 0, 0, 0},
};

START_TEST(a_call_that_finds_no_memory_changes_nothing_and_can_be_made_again)
{
    run_trial(&trials[_i]);
}
END_TEST

/* Whatever has to grow for it: tables, pages, pieces of bytes. */
START_TEST(a_key_that_finds_no_memory_is_not_there_and_can_be_had_again)
{
    enum { KEYS = 6000 };
    uint32_t i, id, failures = 0;

    fixture_begin();
    ck_assert_int_eq(nrr_ledger_new(&the.memory.allocator, &empty), NRR_OK);
    for (i = 1; i <= KEYS; i++) {
        int64_t key = (int64_t)i << 20;
        size_t n = 1;
        nrr_status status;

        do {
            failing_allocator_fail_once(&the.memory, n++);
            id = 4711;
            status = _i == 0 ? nrr_ledger_key_integer(empty, NRR_KEY_LINE, key, &id)
                             : nrr_ledger_key(empty, NRR_KEY_LINE, &key, sizeof key, &id);
            failures += status != NRR_OK;
            if (failing_allocator_failed(&the.memory) == 0 && status == NRR_OK && id == i)
                break;
            ck_assert_int_eq(status, NRR_E_MEMORY);
            ck_assert_uint_gt(failing_allocator_failed(&the.memory), 0);
            ck_assert_uint_eq(id, 4711);
            ck_assert_int_eq(counter(empty, NRR_COUNTER_LINES), i - 1);
        } while (status != NRR_OK);
    }
    failing_allocator_fail_never(&the.memory);
    ck_assert_uint_gt(failures, 10);
    for (i = 1; i <= KEYS; i++) {
        int64_t key = (int64_t)i << 20;

        id = 0;
        (void)(_i == 0 ? nrr_ledger_find_integer(empty, NRR_KEY_LINE, key, &id)
                       : nrr_ledger_find(empty, NRR_KEY_LINE, &key, sizeof key, &id));
        if (id != i)
            ck_abort_msg("key %u has id %u", (unsigned)i, (unsigned)id);
    }
    nrr_ledger_free(empty);
    fixture_end();
}
END_TEST

/* The first key of a ledger gets as far as an index, which then holds no key. */
START_TEST(a_seed_may_still_be_set_when_the_first_key_found_no_memory)
{
    size_t n;
    nrr_status status = NRR_E_MEMORY;

    for (n = 1; status != NRR_OK; n++) {
        fixture_begin();
        ck_assert_int_eq(nrr_ledger_new(&the.memory.allocator, &empty), NRR_OK);
        made.id = 0;
        failing_allocator_fail_once(&the.memory, n);
        status = call_key();
        failing_allocator_fail_never(&the.memory);
        if (status != NRR_OK) {
            ck_assert_int_eq(nrr_ledger_set(empty, NRR_LEDGER_HASH_SEED, 77), NRR_OK);
            ck_assert_int_eq(call_key(), NRR_OK);
        }
        ck_assert_uint_eq(made.id, 1);
        nrr_ledger_free(empty);
        fixture_end();
    }
    ck_assert_uint_gt(n, 3);
}
END_TEST

START_TEST(an_allocator_needs_all_of_its_functions)
{
    nrr_allocator allocator;

    failing_allocator_init(&the.memory);
    allocator = the.memory.allocator;
    memset(&made, 0, sizeof made);
    if (_i == 0)
        allocator.alloc = NULL;
    else if (_i == 1)
        allocator.resize = NULL;
    else
        allocator.release = NULL;
    ck_assert_int_eq(nrr_ledger_new(&allocator, &made.ledger), NRR_E_ALLOCATOR);
    ck_assert_int_eq(nrr_query_new(&allocator, &made.query), NRR_E_ALLOCATOR);
    ck_assert_ptr_null(made.ledger);
    ck_assert_ptr_null(made.query);
    ck_assert_uint_eq(the.memory.requests, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("memory");
    TCase *cases = tcase_create("running out");

    tcase_add_loop_test(cases, a_call_that_finds_no_memory_changes_nothing_and_can_be_made_again, 0,
                        COUNT(trials));
    tcase_add_loop_test(cases, a_key_that_finds_no_memory_is_not_there_and_can_be_had_again, 0, 2);
    tcase_add_test(cases, a_seed_may_still_be_set_when_the_first_key_found_no_memory);
    tcase_add_loop_test(cases, an_allocator_needs_all_of_its_functions, 0, 3);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
