/* SPDX-License-Identifier: MIT */
/* Lines that came up for renewal (METRICS.md section 4). */
#include "fixture.h"

static void assert_renewals(size_t row, int64_t due, int64_t retained, int64_t uplift)
{
    ck_assert_int_eq(measure(row, NRR_MEASURE_RENEWAL_DUE), due);
    ck_assert_int_eq(measure(row, NRR_MEASURE_RENEWAL_RETAINED), retained);
    ck_assert_int_eq(measure(row, NRR_MEASURE_RENEWAL_UPLIFT), uplift);
}

static void assert_counts(size_t row, int64_t due, int64_t kept)
{
    ck_assert_int_eq(measure(row, NRR_MEASURE_RENEWALS_DUE), due);
    ck_assert_int_eq(measure(row, NRR_MEASURE_RENEWALS_KEPT), kept);
}

START_TEST(a_renewal_is_flat_uplifted_lower_or_to_nothing)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 1),    FACT(A, MAIN, 11, RENEWAL, 1),
        FACT(B, MAIN, 0, NEW, 10),   FACT(B, MAIN, 12, RENEWAL, 15),
        FACT(C, MAIN, 0, NEW, 100),  FACT(C, MAIN, 13, RENEWAL, 70),
        FACT(D, MAIN, 0, NEW, 1000), FACT(D, MAIN, 14, RENEWAL, 0),
    };

    PUT(facts);
    ask(10, 20);
    compute();
    assert_renewals(0, 1111, 1 + 10 + 70, 5);
    assert_counts(0, 4, 3);
    RATE(0, RENEWAL_RATE, 81, 1111);
    RATE(0, RENEWAL_RATE_COUNT, 3, 4);
}
END_TEST

START_TEST(a_churn_because_of_non_renewal_was_due)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 1),
        FACT(A, MAIN, 11, CHURN, ALL, WHY(NON_RENEWAL)),
        FACT(B, MAIN, 0, NEW, 10),
        FACT(B, MAIN, 11, CHURN, 10, WHY(NON_RENEWAL)),
        FACT(C, MAIN, 0, NEW, 100),
        FACT(C, MAIN, 11, CHURN, 30, WHY(NON_RENEWAL)),
        /* What was not due: a churn for another reason, and the reason without a churn. */
        FACT(D, MAIN, 0, NEW, 1000),
        FACT(D, MAIN, 11, CHURN, ALL, WHY(VOLUNTARY)),
        FACT(E, MAIN, 0, NEW, 1000),
        FACT(E, MAIN, 11, CONTRACTION, 5, WHY(NON_RENEWAL)),
        FACT(F, MAIN, 0, NEW, 1000),
        FACT(F, MAIN, 11, CHANGE_DOWN, 5, WHY(NON_RENEWAL)),
        FACT(7, MAIN, 0, NEW, 1000),
        FACT(7, MAIN, 11, LEVEL, 0, WHY(NON_RENEWAL)),
        FACT(8, MAIN, 0, NEW, 1000),
        FACT(8, MAIN, 11, EXPANSION, 5, WHY(NON_RENEWAL)),
    };

    PUT(facts);
    ask(10, 20);
    compute();
    assert_renewals(0, 111, 70, 0);
    assert_counts(0, 3, 1);
}
END_TEST

START_TEST(a_line_at_zero_is_not_due)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 11, RENEWAL, 50),
        FACT(B, MAIN, 0, NEW, 10),
        FACT(B, MAIN, 5, CHURN, ALL),
        FACT(B, MAIN, 11, RENEWAL, 50),
        FACT(C, MAIN, 11, CHURN, ALL, WHY(NON_RENEWAL)),
        FACT(D, MAIN, 11, NEW, 5), /* just before the instant it was at zero */
        FACT(D, MAIN, 11, RENEWAL, 7),
    };

    PUT(facts);
    ask(10, 20);
    compute();
    assert_renewals(0, 0, 0, 0);
    assert_counts(0, 0, 0);
    RATE(0, RENEWAL_RATE, 0, 0);
}
END_TEST

START_TEST(a_line_is_due_once_in_an_instant_and_each_time_that_it_comes_up)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 10),
        FACT(A, MAIN, 11, RENEWAL, 20, SEQ(1)),
        FACT(A, MAIN, 11, RENEWAL, 30, SEQ(2)),
        FACT(A, MAIN, 11, CHURN, 5, WHY(NON_RENEWAL), SEQ(3)),
        FACT(A, MAIN, 12, RENEWAL, 25),
        FACT(A, MAIN, 13, RENEWAL, 24),
    };

    PUT(facts);
    ask(10, 20);
    compute();
    assert_renewals(0, 10 + 25 + 25, 10 + 25 + 24, 15);
    assert_counts(0, 3, 3);
}
END_TEST

START_TEST(before_and_after_are_those_of_the_instant)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 100),      FACT(A, MAIN, 11, CHURN, ALL, WHY(NON_RENEWAL)),
        FACT(A, MAIN, 11, NEW, 80),      FACT(B, MAIN, 0, NEW, 1000),
        FACT(B, MAIN, 11, RENEWAL, 500), FACT(B, MAIN, 11, CHURN, 500),
    };

    PUT(facts);
    ask(10, 20);
    compute();
    assert_renewals(0, 1100, 80, 0);
    assert_counts(0, 2, 1);
}
END_TEST

START_TEST(renewals_belong_to_the_period_of_their_instant)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 1),    FACT(A, MAIN, 10, RENEWAL, 1),
        FACT(B, MAIN, 0, NEW, 10),   FACT(B, MAIN, 19, RENEWAL, 10),
        FACT(C, MAIN, 0, NEW, 100),  FACT(C, MAIN, 20, RENEWAL, 100),
        FACT(D, MAIN, 0, NEW, 1000), FACT(D, MAIN, 9, RENEWAL, 1000),
    };

    PUT(facts);
    ask(10, 20);
    ask(20, 30);
    ask(0, 10);
    ask(0, 30);
    ask(30, 40);
    ask(9, 20);
    ask(9, 21);
    compute();
    assert_renewals(0, 11, 11, 0);
    assert_renewals(1, 100, 100, 0);
    assert_renewals(2, 1000, 1000, 0);
    assert_renewals(3, 1111, 1111, 0);
    assert_renewals(4, 0, 0, 0);
    assert_renewals(5, 1011, 1011, 0);
    assert_renewals(6, 1111, 1111, 0);
}
END_TEST

START_TEST(lines_are_due_whatever_the_unit)
{
    static const nrr_fact facts[] = {
        FACT(A, P, 0, NEW, 100),      FACT(A, Q, 0, NEW, 10),
        FACT(A, P, 11, RENEWAL, 120), FACT(A, Q, 11, CHURN, ALL, WHY(NON_RENEWAL)),
        FACT(A, R, 11, NEW, 7),       FACT(B, P, 0, NEW, 1000),
        FACT(B, P, 11, RENEWAL, 900),
    };

    PUT(facts);
    ask(10, 20);
    compute();
    assert_renewals(0, 1110, 1000, 20);
    assert_counts(0, 3, 2);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    compute();
    assert_renewals(0, 1110, 1000, 20);
    assert_counts(0, 3, 2);
}
END_TEST

START_TEST(a_line_that_was_won_in_the_period_can_be_due_in_it)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 11, NEW, 100),
        FACT(A, MAIN, 12, RENEWAL, 90),
        FACT(A, MAIN, 13, CHURN, ALL),
    };

    PUT(facts);
    ask(10, 20);
    ask(12, 13);
    compute();
    assert_renewals(0, 100, 90, 0);
    ck_assert_uint_eq(flags(0), 0);
    ck_assert_int_eq(measure(0, NRR_MEASURE_UNITS_TRANSIENT), 1);
    assert_renewals(1, 100, 90, 0);
}
END_TEST

START_TEST(a_flat_renewal_is_no_movement)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 0, NEW, 100), FACT(A, MAIN, 12, RENEWAL, 100)};

    PUT(facts);
    ask(10, 20);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_UNITS_UNCHANGED), 1);
    ck_assert_int_eq(measure(0, NRR_MEASURE_EXPANSION), 0);
    assert_renewals(0, 100, 100, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("renewals");
    TCase *cases = fixture_cases("renewals");

    tcase_add_test(cases, a_renewal_is_flat_uplifted_lower_or_to_nothing);
    tcase_add_test(cases, a_churn_because_of_non_renewal_was_due);
    tcase_add_test(cases, a_line_at_zero_is_not_due);
    tcase_add_test(cases, a_line_is_due_once_in_an_instant_and_each_time_that_it_comes_up);
    tcase_add_test(cases, before_and_after_are_those_of_the_instant);
    tcase_add_test(cases, renewals_belong_to_the_period_of_their_instant);
    tcase_add_test(cases, lines_are_due_whatever_the_unit);
    tcase_add_test(cases, a_line_that_was_won_in_the_period_can_be_due_in_it);
    tcase_add_test(cases, a_flat_renewal_is_no_movement);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
