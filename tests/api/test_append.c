/* SPDX-License-Identifier: MIT */
/* Facts as rows: what is accepted, what is refused and how the refusal says so. */
#include "fixture.h"

#include <string.h>

/* A refusal that no call writes. */
static nrr_refusal untouched(void)
{
    nrr_refusal refusal = {-77, -78, -79};

    return refusal;
}

static void assert_untouched(const nrr_refusal *refusal)
{
    ck_assert_int_eq(refusal->row, -77);
    ck_assert_int_eq(refusal->field, -78);
    ck_assert_int_eq(refusal->status, -79);
}

static void assert_refusal(const nrr_refusal *refusal, int64_t row, nrr_field field,
                           nrr_status status)
{
    ck_assert_int_eq(refusal->status, status);
    ck_assert_int_eq(refusal->field, field);
    ck_assert_int_eq(refusal->row, row);
}

/* The ledger has no fact, and a report of it says so. */
static void assert_empty(void)
{
    int64_t value = 0;

    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FACTS), 0);
    ck_assert_int_eq(nrr_ledger_counter(the.ledger, NRR_COUNTER_FIRST_TIME, &value), NRR_E_UNSET);
    ck_assert_int_eq(nrr_ledger_counter(the.ledger, NRR_COUNTER_LAST_TIME, &value), NRR_E_UNSET);
    ask(INT64_MIN, INT64_MAX);
    compute();
    ck_assert_uint_eq(flags(0), NRR_ROW_EMPTY);
    assert_row(0, NULL, 0);
}

/* The fact is refused, alone and behind good ones, and a batch with it adds none of them. */
static void refuses_fact(nrr_fact fact, nrr_field field, nrr_status status)
{
    nrr_fact batch[] = {FACT(A, MAIN, 1, NEW, 5), FACT(B, P, 2, LEVEL, 5), FACT(C, Q, 3, NEW, 5),
                        FACT(D, MAIN, 4, NEW, 5)};
    nrr_refusal refusal = untouched();

    ck_assert_int_eq(nrr_ledger_append(the.ledger, &fact, sizeof fact, 1, &refusal), status);
    assert_refusal(&refusal, 0, field, status);
    batch[2] = fact;
    refusal = untouched();
    ck_assert_int_eq(nrr_ledger_append(the.ledger, batch, sizeof *batch, COUNT(batch), &refusal),
                     status);
    assert_refusal(&refusal, 2, field, status);
    ck_assert_int_eq(nrr_ledger_append(the.ledger, batch, sizeof *batch, COUNT(batch), NULL),
                     status);
    assert_empty();
}

static void accepts_fact(nrr_fact fact)
{
    nrr_refusal refusal = untouched();

    ck_assert_int_eq(nrr_ledger_append(the.ledger, &fact, sizeof fact, 1, &refusal), NRR_OK);
    assert_untouched(&refusal);
}

START_TEST(a_batch_without_rows_is_a_batch)
{
    nrr_refusal refusal = untouched();
    nrr_fact fact = FACT(A, MAIN, 1, NEW, 5);
    nrr_ledger *plain = NULL; /* without a customer yet */

    ck_assert_int_eq(nrr_ledger_new(&the.memory.allocator, &plain), NRR_OK);
    ck_assert_int_eq(nrr_ledger_append(plain, NULL, sizeof fact, 0, &refusal), NRR_OK);
    nrr_ledger_free(plain);
    ck_assert_int_eq(nrr_ledger_append(the.ledger, NULL, sizeof fact, 0, &refusal), NRR_OK);
    ck_assert_int_eq(nrr_ledger_append(the.ledger, &fact, sizeof fact, 0, &refusal), NRR_OK);
    assert_untouched(&refusal);
    assert_empty();
}
END_TEST

START_TEST(rows_need_a_ledger_and_a_pointer)
{
    nrr_refusal refusal = untouched();
    nrr_fact fact = FACT(A, MAIN, 1, NEW, 5);

    ck_assert_int_eq(nrr_ledger_append(NULL, &fact, sizeof fact, 1, &refusal), NRR_E_NULL);
    assert_refusal(&refusal, -1, 0, NRR_E_NULL);
    refusal = untouched();
    ck_assert_int_eq(nrr_ledger_append(the.ledger, NULL, sizeof fact, 1, &refusal), NRR_E_NULL);
    assert_refusal(&refusal, -1, 0, NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_append(NULL, NULL, 0, 0, NULL), NRR_E_NULL);
    assert_empty();
}
END_TEST

START_TEST(a_row_smaller_than_a_fact_is_refused)
{
    static const size_t sizes[] = {0, 1, 56, 63};
    nrr_refusal refusal = untouched();
    nrr_fact fact = FACT(A, MAIN, 1, NEW, 5);

    ck_assert_uint_eq(sizeof fact, 64);
    ck_assert_int_eq(nrr_ledger_append(the.ledger, &fact, sizes[_i], 1, &refusal), NRR_E_ROW_SIZE);
    assert_refusal(&refusal, -1, 0, NRR_E_ROW_SIZE);
    assert_empty();
}
END_TEST

START_TEST(a_batch_larger_than_memory_is_refused)
{
    nrr_refusal refusal = untouched();
    nrr_fact fact = FACT(A, MAIN, 1, NEW, 5);

    ck_assert_int_eq(
        nrr_ledger_append(the.ledger, &fact, sizeof fact, SIZE_MAX / sizeof fact + 1, &refusal),
        NRR_E_TOO_MANY);
    assert_refusal(&refusal, -1, 0, NRR_E_TOO_MANY);
    assert_empty();
}
END_TEST

/* Rows of a host that was built with a newer header. */
typedef struct newer_fact {
    nrr_fact fact;
    unsigned char more[24];
} newer_fact;

START_TEST(a_longer_row_whose_tail_is_zero_is_read)
{
    newer_fact rows[2];
    nrr_refusal refusal = untouched();
    static const nrr_fact facts[] = {FACT(A, MAIN, 1, NEW, 5), FACT(B, MAIN, 2, NEW, 7)};

    memset(rows, 0, sizeof rows);
    rows[0].fact = facts[0];
    rows[1].fact = facts[1];
    ck_assert_int_eq(nrr_ledger_append(the.ledger, &rows[0].fact, sizeof *rows, 2, &refusal),
                     NRR_OK);
    assert_untouched(&refusal);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FACTS), 2);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_LAST_TIME), 2);
}
END_TEST

START_TEST(a_longer_row_with_something_in_its_tail_is_refused)
{
    static const size_t places[] = {0, 11, 23};
    newer_fact rows[2];
    nrr_refusal refusal = untouched();
    static const nrr_fact facts[] = {FACT(A, MAIN, 1, NEW, 5), FACT(B, MAIN, 2, NEW, 7)};

    memset(rows, 0, sizeof rows);
    rows[0].fact = facts[0];
    rows[1].fact = facts[1];
    rows[1].more[places[_i]] = 1;
    ck_assert_int_eq(nrr_ledger_append(the.ledger, &rows[0].fact, sizeof *rows, 2, &refusal),
                     NRR_E_ROW_TAIL);
    assert_refusal(&refusal, 1, NRR_FIELD_RESERVED, NRR_E_ROW_TAIL);
    assert_empty();
}
END_TEST

START_TEST(rows_may_be_unaligned)
{
    unsigned char bytes[2 * sizeof(nrr_fact) + 8];
    static const nrr_fact facts[] = {FACT(A, MAIN, 1, NEW, 5), FACT(B, MAIN, 2, NEW, 7)};
    size_t row_size = sizeof *facts + 1, i;
    const void *rows = bytes + 3;

    memset(bytes, 0, sizeof bytes);
    for (i = 0; i < 2; i++)
        memcpy(bytes + 3 + i * row_size, &facts[i], sizeof *facts);
    ck_assert_int_eq(nrr_ledger_append(the.ledger, rows, row_size, 2, NULL), NRR_OK);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_LAST_TIME), 2);
}
END_TEST

START_TEST(reserved_members_must_be_zero)
{
    nrr_fact fact = FACT(A, MAIN, 1, NEW, 5);

    if (_i == 0)
        fact.reserved1 = 1;
    else
        fact.reserved2 = UINT32_C(1) << 31;
    refuses_fact(fact, NRR_FIELD_RESERVED, NRR_E_RESERVED);
}
END_TEST

START_TEST(a_kind_that_is_not_there_is_refused)
{
    static const nrr_kind kinds[] = {INT32_MIN,          -1,       0, NRR_KIND_VOID + 1,
                                     256 + NRR_KIND_NEW, INT32_MAX};
    nrr_fact fact = FACT(A, MAIN, 1, NEW, 5);

    fact.kind = kinds[_i];
    refuses_fact(fact, NRR_FIELD_KIND, NRR_E_KIND);
}
END_TEST

START_TEST(a_void_without_an_id_is_refused)
{
    nrr_fact fact = FACT(A, MAIN, 1, VOID, 5);

    refuses_fact(fact, NRR_FIELD_ID, NRR_E_ID);
}
END_TEST

START_TEST(an_id_that_the_ledger_did_not_give_is_refused)
{
    nrr_fact fact = FACT(A, MAIN, 1, NEW, 5);

    fact.id = 1;
    refuses_fact(fact, NRR_FIELD_ID, NRR_E_ID);
}
END_TEST

START_TEST(known_goes_with_every_fact)
{
    nrr_fact fact = FACT(A, MAIN, 1, CHURN, 5);

    fact.flags = _i == 0 ? NRR_FACT_KNOWN : NRR_FACT_KNOWN | NRR_FACT_ALL;
    accepts_fact(fact);
}
END_TEST

START_TEST(known_is_not_read_without_its_flag)
{
    nrr_fact fact = FACT(A, MAIN, 1, NEW, 5);

    fact.known = 99;
    accepts_fact(fact);
}
END_TEST

START_TEST(a_customer_that_the_ledger_did_not_name_is_refused)
{
    static const uint32_t ids[] = {0, CUSTOMERS + 1, UINT32_MAX};
    nrr_fact fact = FACT(A, MAIN, 1, NEW, 5);

    fact.customer = ids[_i];
    refuses_fact(fact, NRR_FIELD_CUSTOMER, NRR_E_CUSTOMER);
}
END_TEST

START_TEST(a_line_that_the_ledger_did_not_name_is_refused)
{
    static const uint32_t ids[] = {LINES + 1, UINT32_MAX};
    nrr_fact fact = FACT(A, MAIN, 1, NEW, 5);

    fact.line = ids[_i];
    refuses_fact(fact, NRR_FIELD_LINE, NRR_E_LINE);
}
END_TEST

START_TEST(the_last_customer_and_line_are_accepted)
{
    nrr_fact fact = FACT(CUSTOMERS, LINES, 1, NEW, 5);

    accepts_fact(fact);
}
END_TEST

static int sets_level(nrr_kind kind)
{
    return kind == NRR_KIND_LEVEL || kind == NRR_KIND_RENEWAL;
}

START_TEST(an_amount_below_what_its_kind_allows_is_refused)
{
    nrr_fact fact = FACT(A, MAIN, 1, NEW, 0);

    fact.kind = (nrr_kind)_i;
    if (sets_level(fact.kind)) {
        accepts_fact(fact); /* of no effect, but it is a fact */
        fixture_again();
    } else {
        refuses_fact(fact, NRR_FIELD_AMOUNT, NRR_E_AMOUNT);
        fixture_again();
    }
    fact.amount = -1;
    refuses_fact(fact, NRR_FIELD_AMOUNT, NRR_E_AMOUNT);
    fixture_again();
    fact.amount = INT64_MIN;
    refuses_fact(fact, NRR_FIELD_AMOUNT, NRR_E_AMOUNT);
}
END_TEST

START_TEST(an_amount_from_1_to_the_largest_is_accepted_for_every_kind)
{
    nrr_fact fact = FACT(A, MAIN, 1, NEW, 1);

    fact.kind = (nrr_kind)_i;
    accepts_fact(fact);
    fact.amount = INT64_MAX;
    accepts_fact(fact);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FACTS), 2);
}
END_TEST

START_TEST(the_amount_of_a_churn_of_all_is_not_read)
{
    static const int64_t amounts[] = {INT64_MIN, -1, 0, 3, INT64_MAX};
    static const nrr_fact before[] = {FACT(A, MAIN, 0, NEW, 10)};
    nrr_fact fact = FACT(A, MAIN, 1, CHURN, ALL);

    PUT(before);
    fact.amount = amounts[_i];
    put(&fact, 1);
    ask(1, 2);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_CHURN), 10);
    ck_assert_int_eq(measure(0, NRR_MEASURE_CLOSING), 0);
}
END_TEST

START_TEST(all_goes_with_a_churn_only)
{
    nrr_fact fact = FACT(A, MAIN, 1, NEW, 5);

    fact.kind = (nrr_kind)_i;
    fact.flags = NRR_FACT_ALL;
    if (fact.kind == NRR_KIND_CHURN)
        accepts_fact(fact);
    else
        refuses_fact(fact, NRR_FIELD_FLAGS, NRR_E_FLAGS);
}
END_TEST

START_TEST(a_flag_that_is_not_there_is_refused)
{
    static const uint32_t unknown[] = {4, UINT32_C(1) << 31, 256, NRR_FACT_ALL | 8};
    nrr_fact fact = FACT(A, MAIN, 1, CHURN, 5);

    fact.flags = unknown[_i];
    refuses_fact(fact, NRR_FIELD_FLAGS, NRR_E_FLAGS);
}
END_TEST

START_TEST(a_reason_that_is_not_there_is_refused)
{
    static const nrr_reason unknown[] = {
        INT32_MIN, -1, NRR_REASON_MIGRATION + 1, NRR_REASON_HOST - 1, NRR_REASON_HOST_LAST + 1,
        INT32_MAX};
    nrr_fact fact = FACT(A, MAIN, 1, NEW, 5);

    fact.reason = unknown[_i];
    refuses_fact(fact, NRR_FIELD_REASON, NRR_E_REASON);
}
END_TEST

START_TEST(every_reason_goes_with_every_kind)
{
    nrr_fact fact = FACT(A, MAIN, 1, NEW, 5);

    fact.kind = (nrr_kind)_i;
    for (fact.reason = NRR_REASON_UNSPECIFIED; fact.reason <= NRR_REASON_MIGRATION; fact.reason++)
        accepts_fact(fact);
    fact.reason = NRR_REASON_HOST;
    accepts_fact(fact);
    fact.reason = NRR_REASON_HOST_LAST;
    accepts_fact(fact);
}
END_TEST

START_TEST(the_first_row_that_breaks_a_rule_is_named)
{
    nrr_fact batch[] = {FACT(A, MAIN, 1, NEW, 5), FACT(A, MAIN, 1, NEW, 0),
                        FACT(A, MAIN, 1, VOID, 5)};
    nrr_refusal refusal = untouched();

    ck_assert_int_eq(nrr_ledger_append(the.ledger, batch, sizeof *batch, COUNT(batch), &refusal),
                     NRR_E_AMOUNT);
    assert_refusal(&refusal, 1, NRR_FIELD_AMOUNT, NRR_E_AMOUNT);
    assert_empty();
}
END_TEST

/* Two snapshots' worth of figures, so that a refused batch can be seen to change none. */
START_TEST(a_refused_batch_leaves_figures_and_counters_as_they_were)
{
    static const nrr_fact good[] = {FACT(A, P, 1, NEW, 5), FACT(B, MAIN, 2, NEW, 7, SEQ(3))};
    nrr_fact bad[40];
    nrr_report *before = NULL, *after = NULL;
    nrr_refusal refusal = untouched();
    size_t i;

    for (i = 0; i < COUNT(bad); i++) {
        static const nrr_fact fact = FACT(A, Q, -50, NEW, 1000, SEQ(9));
        bad[i] = fact;
        bad[i].customer = 1 + (uint32_t)i % CUSTOMERS;
        bad[i].time = i % 2 == 0 ? -50 : 50;
    }
    bad[COUNT(bad) - 1].kind = 0;
    PUT(good);
    ask(0, 2);
    ask(-100, 100);
    ck_assert_int_eq(report_of(the.ledger, &before), NRR_OK);
    ck_assert_int_eq(nrr_ledger_append(the.ledger, bad, sizeof *bad, COUNT(bad), &refusal),
                     NRR_E_KIND);
    assert_refusal(&refusal, COUNT(bad) - 1, NRR_FIELD_KIND, NRR_E_KIND);
    ck_assert_int_eq(report_of(the.ledger, &after), NRR_OK);
    assert_same_reports(before, after);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FACTS), 2);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FIRST_TIME), 1);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_LAST_TIME), 2);
    /* And the ledger takes the rest of the batch as if nothing had been. */
    put(bad, COUNT(bad) - 1);
    compute();
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FACTS), 2 + (int64_t)COUNT(bad) - 1);
    ck_assert_int_eq(measure(1, NRR_MEASURE_CLOSING), 12 + 39 * 1000);
    nrr_report_free(before);
    nrr_report_free(after);
}
END_TEST

/* Facts that need columns, in a block that has begun without them, and the other way round. */
START_TEST(facts_with_and_without_line_and_sequence_may_mix)
{
    static const nrr_fact plain[] = {FACT(A, MAIN, 1, NEW, 1), FACT(B, MAIN, 1, NEW, 2)};
    static const nrr_fact mixed[] = {FACT(A, MAIN, 2, EXPANSION, 4), FACT(A, P, 2, NEW, 8),
                                     FACT(B, MAIN, 2, EXPANSION, 16, SEQ(1)),
                                     FACT(B, MAIN, 2, EXPANSION, 32)};
    static const nrr_fact again[] = {FACT(A, MAIN, 3, EXPANSION, 64),
                                     FACT(A, P, 3, LEVEL, 128, SEQ(2)),
                                     FACT(A, P, 3, LEVEL, 256, SEQ(1))};

    PUT(plain);
    PUT(mixed);
    PUT(again);
    ask(0, 10);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_CLOSING), 1 + 2 + 4 + 16 + 32 + 64 + 128);
}
END_TEST

/* One batch, many blocks of customers, chunks of every size. */
START_TEST(a_batch_may_go_to_thousands_of_customers)
{
    enum { MANY = 5000, ROWS = 3 * MANY };
    static nrr_fact batch[ROWS];
    uint32_t i, id = 0;

    for (i = CUSTOMERS + 1; i <= MANY; i++)
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, i, &id), NRR_OK);
    for (i = 0; i < ROWS; i++) {
        static const nrr_fact fact = FACT(A, MAIN, 0, CHANGE_UP, 1);
        batch[i] = fact;
        batch[i].customer = 1 + (i * 7 + i / MANY) % MANY;
        batch[i].time = i / MANY;
    }
    for (i = 0; i < ROWS; i += ROWS / 5)
        ck_assert_int_eq(nrr_ledger_append(the.ledger, batch + i, sizeof *batch, ROWS / 5, NULL),
                         NRR_OK);
    ask(0, 1);
    ask(1, 2);
    ask(2, 3);
    ck_assert_int_eq(report_of(the.ledger, &the.report), NRR_OK);
    for (i = 0; i < 3; i++) {
        ck_assert_int_eq(measure(i, NRR_MEASURE_CLOSING), (int64_t)MANY * (i + 1));
        ck_assert_int_eq(measure(i, NRR_MEASURE_UNITS_CLOSING), MANY);
        ck_assert_int_eq(measure(i, NRR_MEASURE_UNITS_OPENING), i == 0 ? 0 : MANY);
    }
}
END_TEST

/* Customers that join over time, and pay from then on; a report on the way and one in the end. */
START_TEST(a_ledger_grows_with_its_customers)
{
    enum { STEPS = 40, JOIN = 500 };
    static nrr_fact batch[STEPS * JOIN];
    uint32_t step, i, count = CUSTOMERS, id;

    ask(0, STEPS);
    for (step = 0; step < STEPS; step++) {
        nrr_report *report = NULL;

        for (i = 0; i < JOIN; i++)
            if (nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, ++count, &id) != NRR_OK)
                ck_abort_msg("customer %u", (unsigned)count);
        for (i = 0; i < count / 2; i++) {
            static const nrr_fact fact = FACT(A, MAIN, 0, CHANGE_UP, 1);

            batch[i] = fact;
            batch[i].customer = count - 2 * i;
            batch[i].time = step;
        }
        ck_assert_int_eq(nrr_ledger_append(the.ledger, batch, sizeof *batch, i, NULL), NRR_OK);
        ck_assert_int_eq(report_of(the.ledger, &report), NRR_OK);
        nrr_report_free(the.report);
        the.report = report;
        ck_assert_int_eq(measure(0, NRR_MEASURE_UNITS_CLOSING), count / 2);
    }
    ck_assert_int_eq(measure(0, NRR_MEASURE_CLOSING),
                     STEPS * (CUSTOMERS / 2) + JOIN / 2 * STEPS * (STEPS + 1) / 2);
}
END_TEST

static TCase *rows(void)
{
    TCase *cases = fixture_cases("rows");

    tcase_add_test(cases, a_batch_without_rows_is_a_batch);
    tcase_add_test(cases, rows_need_a_ledger_and_a_pointer);
    tcase_add_loop_test(cases, a_row_smaller_than_a_fact_is_refused, 0, 4);
    tcase_add_test(cases, a_batch_larger_than_memory_is_refused);
    tcase_add_test(cases, a_longer_row_whose_tail_is_zero_is_read);
    tcase_add_loop_test(cases, a_longer_row_with_something_in_its_tail_is_refused, 0, 3);
    tcase_add_test(cases, rows_may_be_unaligned);
    tcase_add_loop_test(cases, reserved_members_must_be_zero, 0, 2);
    return cases;
}

static TCase *members(void)
{
    TCase *cases = fixture_cases("members");
    int first = NRR_KIND_OPENING, end = NRR_KIND_VOID;

    tcase_add_loop_test(cases, a_kind_that_is_not_there_is_refused, 0, 6);
    tcase_add_test(cases, a_void_without_an_id_is_refused);
    tcase_add_test(cases, an_id_that_the_ledger_did_not_give_is_refused);
    tcase_add_loop_test(cases, known_goes_with_every_fact, 0, 2);
    tcase_add_test(cases, known_is_not_read_without_its_flag);
    tcase_add_loop_test(cases, a_customer_that_the_ledger_did_not_name_is_refused, 0, 3);
    tcase_add_loop_test(cases, a_line_that_the_ledger_did_not_name_is_refused, 0, 2);
    tcase_add_test(cases, the_last_customer_and_line_are_accepted);
    tcase_add_loop_test(cases, an_amount_below_what_its_kind_allows_is_refused, first, end);
    tcase_add_loop_test(cases, an_amount_from_1_to_the_largest_is_accepted_for_every_kind, first,
                        end);
    tcase_add_loop_test(cases, the_amount_of_a_churn_of_all_is_not_read, 0, 5);
    tcase_add_loop_test(cases, all_goes_with_a_churn_only, first, end);
    tcase_add_loop_test(cases, a_flag_that_is_not_there_is_refused, 0, 4);
    tcase_add_loop_test(cases, a_reason_that_is_not_there_is_refused, 0, 6);
    tcase_add_loop_test(cases, every_reason_goes_with_every_kind, first, end);
    return cases;
}

static TCase *batches(void)
{
    TCase *cases = fixture_cases("batches");

    tcase_add_test(cases, the_first_row_that_breaks_a_rule_is_named);
    tcase_add_test(cases, a_refused_batch_leaves_figures_and_counters_as_they_were);
    tcase_add_test(cases, facts_with_and_without_line_and_sequence_may_mix);
    tcase_add_test(cases, a_batch_may_go_to_thousands_of_customers);
    tcase_add_test(cases, a_ledger_grows_with_its_customers);
    return cases;
}

int main(void)
{
    Suite *suite = suite_create("append");

    suite_add_tcase(suite, rows());
    suite_add_tcase(suite, members());
    suite_add_tcase(suite, batches());
    return nrr_test_main(suite);
}
