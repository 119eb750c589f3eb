/* SPDX-License-Identifier: MIT */
/* Long batches of facts that have lines, sequences, ids and times of their own, with repeats and voids among
 * them: they give what their rows give one by one, and are refused for the same row and field. */
#include "fixture.h"

#include <string.h>

enum { ROWS = 1300, BROKEN = 837, FIRST_BROKEN = 200, REPEATED = 600 }; /* some slabs of the library, and a part of one */

static nrr_fact facts[ROWS];
static nrr_ledger *single; /* gets the facts one by one */

static void intern(nrr_key_family family, int64_t key)
{
    uint32_t id;

    ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, family, key, &id), NRR_OK);
    ck_assert_int_eq(nrr_ledger_key_integer(single, family, key, &id), NRR_OK);
}

/* Every row has an id. From some row on, every third one is an earlier fact once more, known at another time.
 * Among the first rows are voids, of a fact before and of one behind; the slabs behind have none. */
static void make_facts(void)
{
    memset(facts, 0, sizeof facts);
    for (int i = 0; i < ROWS; i++) {
        nrr_fact *fact = &facts[i];
        fact->customer = (uint32_t)(1 + i % CUSTOMERS);
        fact->line = (uint32_t)(i % 3 == 0 ? 0 : 1 + i % LINES);
        fact->time = i / 7;
        fact->sequence = i % 2 == 0 ? (uint64_t)(i * 7 % 23) : 0;
        fact->kind = i % 4 == 0 ? NRR_KIND_LEVEL : i % 4 == 1 ? NRR_KIND_CHANGE_UP : NRR_KIND_CHURN;
        fact->flags = fact->kind == NRR_KIND_CHURN ? NRR_FACT_ALL : 0;
        fact->amount = fact->kind == NRR_KIND_CHURN ? -5 : 1 + i % 97; /* -5 is not read */
        fact->reason = i % 5 == 0 ? NRR_REASON_HOST + i % 3 : NRR_REASON_PRICE;
        fact->id = (uint32_t)i + 1;
        fact->known = i * 3 % 400; /* which is not read without a flag */
        fact->flags |= i % 3 == 1 ? NRR_FACT_KNOWN : 0;
        if (i >= REPEATED && i % 3 == 0)
            *fact = facts[i - REPEATED];
        if (i >= REPEATED && i % 3 == 0 && i % 2 == 0) {
            fact->flags |= NRR_FACT_KNOWN;
            fact->known = i % 50;
        }
        if (i == 350 || i == 422) {
            memset(fact, 0, sizeof *fact);
            fact->kind = NRR_KIND_VOID;
            fact->id = i == 350 ? 1200 : 100;
        }
    }
}

static void begin(void)
{
    fixture_begin();
    ask(0, 50);
    ask(50, 100);
    ask(100, 300);
    single = ledger_new();
    for (int64_t key = 1; key <= ROWS; key++)
        intern(NRR_KEY_FACT, key);
    make_facts();
}

static void end(void)
{
    nrr_ledger_free(single);
    fixture_end();
}

static nrr_report *report_as_known(nrr_ledger *ledger, int64_t known)
{
    nrr_snapshot *snapshot, *then;
    nrr_report *report;

    ck_assert_int_eq(nrr_ledger_snapshot(ledger, &snapshot), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_as_known(snapshot, known, &then), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_report(then, the.query, &report), NRR_OK);
    nrr_snapshot_free(then);
    nrr_snapshot_free(snapshot);
    return report;
}

/* Both ledgers say the same, now and of what was known before. */
static void assert_same(void)
{
    static const int64_t known[] = {INT64_MIN, 5, 150, INT64_MAX};
    static const nrr_counter counters[] = {NRR_COUNTER_FACTS, NRR_COUNTER_DUPLICATES, NRR_COUNTER_VOIDS,
                                           NRR_COUNTER_FIRST_TIME, NRR_COUNTER_LAST_TIME};

    for (size_t i = 0; i < COUNT(counters); i++)
        ck_assert_int_eq(counter(the.ledger, counters[i]), counter(single, counters[i]));
    for (int unit = NRR_UNIT_CUSTOMER; unit <= NRR_UNIT_LINE; unit++) {
        option(NRR_QUERY_UNIT, unit);
        for (size_t i = 0; i < COUNT(known); i++) {
            nrr_report *left = report_as_known(the.ledger, known[i]);
            nrr_report *right = report_as_known(single, known[i]);
            assert_same_reports(left, right);
            nrr_report_free(left);
            nrr_report_free(right);
        }
    }
}

static void put_one_by_one(void)
{
    for (size_t i = 0; i < ROWS; i++)
        ck_assert_int_eq(nrr_ledger_append(single, &facts[i], sizeof *facts, 1, NULL), NRR_OK);
}

static void leave_out_voids(void)
{
    for (size_t i = 0; i < ROWS; i++)
        if (facts[i].kind == NRR_KIND_VOID)
            facts[i] = facts[i - 1];
}

/* All of it; without voids, so that all slabs are of one piece; without ids. */
START_TEST(a_long_batch_is_its_rows)
{
    if (_i > 0)
        leave_out_voids();
    for (size_t i = 0; i < ROWS && _i == 2; i++)
        facts[i].id = 0;
    ck_assert_int_eq(nrr_ledger_append(the.ledger, facts, sizeof *facts, ROWS, NULL), NRR_OK);
    put_one_by_one();
    ck_assert_int_eq(counter(single, NRR_COUNTER_DUPLICATES) > 100, _i != 2);
    assert_same();
    ck_assert_int_eq(nrr_ledger_append(the.ledger, facts, sizeof *facts, ROWS, NULL), NRR_OK);
    put_one_by_one();
    assert_same();
}
END_TEST

/* Where a row's tail is there, or a number is above all signed ones, rows are read one by one. */
START_TEST(rows_of_any_form_are_read_alike)
{
    static struct {
        nrr_fact fact;
        uint64_t tail;
    } longer[ROWS];

    facts[4].sequence = UINT64_MAX;
    for (size_t i = 0; i < ROWS; i++)
        longer[i].fact = facts[i];
    if (_i == 0)
        ck_assert_int_eq(nrr_ledger_append(the.ledger, &longer->fact, sizeof *longer, ROWS, NULL), NRR_OK);
    else
        ck_assert_int_eq(nrr_ledger_append(the.ledger, facts, sizeof *facts, ROWS, NULL), NRR_OK);
    put_one_by_one();
    assert_same();
}
END_TEST

/* --- columns ------------------------------------------------------------------------------------ */

enum { TIME, AMOUNT, CUSTOMER, KIND, REASON, FLAGS, LINE, SEQUENCE, KNOWN, ID, FIELDS };

static int64_t values[FIELDS][ROWS];
static uint32_t ids[FIELDS][ROWS];
static unsigned char is_known[(ROWS + 7) / 8];

static void make_columns(nrr_column *columns)
{
    static const nrr_field fields[FIELDS] = {
        NRR_FIELD_TIME, NRR_FIELD_AMOUNT, NRR_FIELD_CUSTOMER, NRR_FIELD_KIND,  NRR_FIELD_REASON,
        NRR_FIELD_FLAGS, NRR_FIELD_LINE,  NRR_FIELD_SEQUENCE, NRR_FIELD_KNOWN, NRR_FIELD_ID};

    memset(is_known, 0, sizeof is_known);
    for (size_t i = 0; i < ROWS; i++) {
        values[TIME][i] = facts[i].time;
        values[AMOUNT][i] = facts[i].amount;
        ids[CUSTOMER][i] = facts[i].customer;
        values[KIND][i] = facts[i].kind;
        values[REASON][i] = facts[i].reason;
        values[FLAGS][i] = facts[i].flags & NRR_FACT_ALL;
        ids[LINE][i] = facts[i].line;
        values[SEQUENCE][i] = (int64_t)facts[i].sequence;
        values[KNOWN][i] = facts[i].known;
        ids[ID][i] = facts[i].id;
        is_known[i / 8] |= (unsigned char)(((facts[i].flags & NRR_FACT_KNOWN) != 0) << i % 8);
    }
    memset(columns, 0, FIELDS * sizeof *columns);
    for (size_t f = 0; f < FIELDS; f++) {
        int is_id = f == CUSTOMER || f == LINE || f == ID;
        columns[f].field = fields[f];
        columns[f].type = is_id ? NRR_COLUMN_ID : NRR_COLUMN_INT64;
        columns[f].data = is_id ? (const void *)ids[f] : (const void *)values[f];
    }
}

/* Without a bitmap, each row has a time at which it was known. */
START_TEST(long_columns_are_their_rows)
{
    nrr_column columns[FIELDS];

    if (_i == 0)
        leave_out_voids();
    for (size_t i = 0; i < ROWS && _i == 0; i++)
        facts[i].flags |= NRR_FACT_KNOWN;
    make_columns(columns);
    columns[KNOWN].validity = _i == 0 ? NULL : is_known;
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, FIELDS, ROWS, NULL), NRR_OK);
    put_one_by_one();
    assert_same();
}
END_TEST

START_TEST(a_column_is_refused_for_the_number_that_it_can_not_have)
{
    nrr_refusal refusal;
    nrr_column columns[FIELDS];
    size_t count = _i == 0 ? FIELDS : KNOWN, row = _i == 0 ? BROKEN : FIRST_BROKEN;

    make_columns(columns);
    if (_i == 0)
        values[SEQUENCE][row] = -1;
    else
        values[FLAGS][row] = NRR_FACT_KNOWN; /* but nothing says when */
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, count, ROWS, &refusal),
                     NRR_E_COLUMN_VALUE);
    ck_assert_int_eq(refusal.row, (int64_t)row);
    ck_assert_int_eq(refusal.field, _i == 0 ? NRR_FIELD_SEQUENCE : NRR_FIELD_KNOWN);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FACTS), 0);
}
END_TEST

/* --- refused ------------------------------------------------------------------------------------ */

static const struct {
    nrr_fact fact;
    nrr_field field;
    nrr_status status;
} broken[] = {
    {FACT(A, LINES + 1, 5, NEW, 1), NRR_FIELD_LINE, NRR_E_LINE},
    {FACT(A, UINT32_MAX, 5, NEW, 1), NRR_FIELD_LINE, NRR_E_LINE},
    {FACT(A, P, 5, NEW, 1, .id = ROWS + 1), NRR_FIELD_ID, NRR_E_ID},
    {FACT(A, P, 5, NEW, 1, .id = UINT32_MAX), NRR_FIELD_ID, NRR_E_ID},
    {FACT(A, P, 5, VOID, 0), NRR_FIELD_ID, NRR_E_ID},
    {FACT(A, P, 5, NEW, 1, .id = 5), NRR_FIELD_ID, NRR_E_CONFLICT},
    {FACT(A, P, 5, NEW, 1, .flags = 4), NRR_FIELD_FLAGS, NRR_E_FLAGS},
    {FACT(A, P, 5, NEW, 1, .flags = NRR_FACT_KNOWN | NRR_FACT_ALL), NRR_FIELD_FLAGS, NRR_E_FLAGS},
    {FACT(A, P, 5, NEW, 1, .reserved1 = 1), NRR_FIELD_RESERVED, NRR_E_RESERVED},
    {FACT(A, P, 5, NEW, 1, .reserved2 = 1), NRR_FIELD_RESERVED, NRR_E_RESERVED},
    {FACT(0, P, 5, NEW, 1), NRR_FIELD_CUSTOMER, NRR_E_CUSTOMER},
    {FACT(A, P, 5, NEW, 0), NRR_FIELD_AMOUNT, NRR_E_AMOUNT},
    {FACT(A, P, 5, NEW, 1, .reason = 18), NRR_FIELD_REASON, NRR_E_REASON},
};

/* And takes all once the row is mended: nothing is left of the ids that it had come to. */
START_TEST(a_long_batch_is_refused_for_its_broken_row)
{
    nrr_fact right = facts[BROKEN];
    nrr_refusal refusal;

    facts[BROKEN] = broken[_i].fact;
    ck_assert_int_eq(nrr_ledger_append(the.ledger, facts, sizeof *facts, ROWS, &refusal), broken[_i].status);
    ck_assert_int_eq(refusal.status, broken[_i].status);
    ck_assert_int_eq(refusal.row, BROKEN);
    ck_assert_int_eq(refusal.field, broken[_i].field);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FACTS), 0);
    facts[BROKEN] = right;
    ck_assert_int_eq(nrr_ledger_append(the.ledger, facts, sizeof *facts, ROWS, NULL), NRR_OK);
    put_one_by_one();
    assert_same();
}
END_TEST

/* Memory for slabs is a means alone: where there is none, the batch is the same. */
START_TEST(a_long_batch_finds_memory_or_changes_nothing)
{
    size_t n, refused = 1;

    for (n = 1; refused != 0; n++) {
        nrr_status status;
        failing_allocator_fail_once(&the.memory, n);
        status = nrr_ledger_append(the.ledger, facts, sizeof *facts, ROWS, NULL);
        refused = failing_allocator_failed(&the.memory);
        failing_allocator_fail_never(&the.memory);
        ck_assert(status == NRR_OK || (status == NRR_E_MEMORY && refused != 0));
        if (status == NRR_E_MEMORY) {
            ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FACTS), 0);
            ck_assert_int_eq(nrr_ledger_append(the.ledger, facts, sizeof *facts, ROWS, NULL), NRR_OK);
        }
        put_one_by_one();
        assert_same();
        end();
        begin();
    }
    ck_assert_uint_gt(n, 5);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("append fields");
    TCase *cases = tcase_create("long batches");

    tcase_add_checked_fixture(cases, begin, end);
    tcase_add_loop_test(cases, a_long_batch_is_its_rows, 0, 3);
    tcase_add_loop_test(cases, rows_of_any_form_are_read_alike, 0, 2);
    tcase_add_loop_test(cases, long_columns_are_their_rows, 0, 2);
    tcase_add_loop_test(cases, a_column_is_refused_for_the_number_that_it_can_not_have, 0, 2);
    tcase_add_loop_test(cases, a_long_batch_is_refused_for_its_broken_row, 0, (int)COUNT(broken));
    tcase_add_test(cases, a_long_batch_finds_memory_or_changes_nothing);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
