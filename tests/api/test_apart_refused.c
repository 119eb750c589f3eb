/* SPDX-License-Identifier: MIT */
/* Figures that are taken apart are refused for what their report is refused for, in whichever block of
 * customers, or among the parents, it is. */
#include "tables.h"

enum { AWAY = 1 + 1024 }; /* a customer of another block */

static nrr_status units_of(nrr_measure measure, nrr_rate rate)
{
    nrr_cell cell = {.measure = measure, .rate = rate};

    return nrr_snapshot_units(the.snapshot, the.query, &cell, &all_rows, &table);
}

static nrr_status call_units(void)
{
    return units_of(NRR_MEASURE_CLOSING, 0);
}

static nrr_status call_units_with_lines(void)
{
    return units_of(0, NRR_RATE_GRR_LINES);
}

static nrr_status call_units_capped(void)
{
    return units_of(0, NRR_RATE_GRR_AGGREGATE);
}

static nrr_status causes_of(nrr_rate rate, nrr_rate minus)
{
    nrr_reconciliation asked = {.rate = rate, .minus = minus};

    return nrr_snapshot_reconcile(the.snapshot, the.query, &asked, &table);
}

static nrr_status call_causes(void)
{
    return causes_of(NRR_RATE_NRR_MOVEMENTS, NRR_RATE_NRR);
}

static nrr_status call_causes_capped(void)
{
    return causes_of(NRR_RATE_GRR_AGGREGATE, NRR_RATE_GRR_LINES);
}

static nrr_status call_units_behind(void)
{
    nrr_reconciliation asked = {.rate = NRR_RATE_NRR_MOVEMENTS, .minus = NRR_RATE_NRR};

    return nrr_snapshot_reconcile_units(the.snapshot, the.query, &asked, &all_rows, &table);
}

static nrr_status call_units_behind_capped(void)
{
    nrr_reconciliation asked = {.rate = NRR_RATE_GRR_AGGREGATE, .minus = NRR_RATE_GRR};

    return nrr_snapshot_reconcile_units(the.snapshot, the.query, &asked, &all_rows, &table);
}

static nrr_status call_cohorts(void)
{
    static const int64_t edges[] = {0, 10, 20};

    return nrr_snapshot_cohorts(the.snapshot, the.query, edges, COUNT(edges), &table);
}

static nrr_status call_concentration(void)
{
    static const nrr_concentration asked = {0, 1};

    return nrr_snapshot_concentration(the.snapshot, the.query, &asked, &table);
}

static nrr_status (*const calls[])(void) = {
    call_units,        call_units_with_lines,    call_units_capped, call_causes,       call_causes_capped,
    call_units_behind, call_units_behind_capped, call_cohorts,      call_concentration};

static void begin(const nrr_fact *facts, size_t count)
{
    uint32_t id;

    for (int64_t key = CUSTOMERS + 1; key <= AWAY; key++)
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, key, &id), NRR_OK);
    put(facts, count);
    ask(10, 20);
}
#define BEGIN(facts) begin((facts), COUNT(facts))

/* The report, and each of the calls, answers with this status. */
static void all_answer(nrr_status status)
{
    nrr_report *report = NULL;

    take_snapshot();
    for (size_t i = 0; i < COUNT(calls); i++) {
        nrr_status given = calls[i]();
        if (given != status || (table != NULL) != (status == NRR_OK))
            ck_abort_msg("call %zu answers %d, not %d", i, (int)given, (int)status);
        forget_table();
    }
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, the.query, &report), status);
    nrr_report_free(report);
    nrr_snapshot_free(the.snapshot);
    the.snapshot = NULL;
}

static const nrr_fact fine[] = {FACT(A, P, 5, NEW, 10), FACT(AWAY, Q, 6, NEW, 20)};
static const nrr_fact too_much[] = {FACT(A, P, 7, EXPANSION, INT64_MAX),
                                    FACT(AWAY, Q, 7, EXPANSION, INT64_MAX)};
static const nrr_fact wrong[] = {FACT(A, P, 8, CHURN, 1), FACT(AWAY, Q, 8, CHURN, 1)};

START_TEST(an_overflow_of_the_first_or_of_the_last_customers_is_one)
{
    BEGIN(fine);
    all_answer(NRR_OK);
    put(&too_much[_i], 1);
    all_answer(NRR_E_OVERFLOW);
}
END_TEST

START_TEST(a_contradiction_comes_first_for_a_strict_ledger_wherever_the_overflow_is)
{
    BEGIN(fine);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_STRICT, 1), NRR_OK);
    all_answer(NRR_OK);
    put(&too_much[_i % 2], 1);
    all_answer(NRR_E_OVERFLOW);
    put(&wrong[_i / 2], 1);
    all_answer(NRR_E_FINDINGS);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_STRICT, 0), NRR_OK);
    all_answer(NRR_E_OVERFLOW);
}
END_TEST

/* Each of two customers fits, and what they sum to does not. */
START_TEST(customers_that_fit_may_be_too_much_for_their_parent)
{
    static const nrr_fact halves[] = {FACT(A, P, 5, NEW, INT64_MAX / 2),
                                      FACT(AWAY, Q, 6, NEW, INT64_MAX / 2 + 1)};
    static const nrr_fact more[] = {FACT(A, P, 7, EXPANSION, 1)};
    static const nrr_fact later[] = {FACT(A, P, 8, LEVEL, 5), FACT(AWAY, Q, 8, LEVEL, 5)};
    static const nrr_fact mended[] = {FACT(A, P, 7, LEVEL, 5)}; /* before it expands */
    static const uint32_t parts[] = {A, AWAY}, tops[] = {D, D};

    BEGIN(halves);
    ck_assert_int_eq(nrr_ledger_set_parents(the.ledger, parts, tops, 2, NULL), NRR_OK);
    option(NRR_QUERY_UNIT, NRR_UNIT_PARENT);
    all_answer(NRR_OK);
    PUT(more);
    all_answer(NRR_E_OVERFLOW);
    PUT(later);
    all_answer(NRR_E_OVERFLOW); /* it was there at an instant, */
    option(NRR_QUERY_UNIT, NRR_UNIT_CUSTOMER);
    all_answer(NRR_OK); /* and for the parent alone */
    option(NRR_QUERY_UNIT, NRR_UNIT_PARENT);
    PUT(mended);
    all_answer(NRR_OK);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("apart refused");
    TCase *cases = table_cases("refused");

    tcase_add_loop_test(cases, an_overflow_of_the_first_or_of_the_last_customers_is_one, 0, 2);
    tcase_add_loop_test(cases,
                        a_contradiction_comes_first_for_a_strict_ledger_wherever_the_overflow_is, 0, 4);
    tcase_add_test(cases, customers_that_fit_may_be_too_much_for_their_parent);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
