/* SPDX-License-Identifier: MIT */
/* Averages of a rate over the rows of a report. */
#include "fixture.h"

static const nrr_precision six = {6, NRR_ROUND_HALF_EVEN};

static nrr_status average_of(nrr_rate rate, nrr_average average, const nrr_precision *precision,
                             nrr_decimal *decimal)
{
    return nrr_report_average(the.report, rate, average, precision, decimal);
}

static void assert_average(nrr_rate rate, nrr_average average, nrr_ratio_status status,
                           int64_t scaled)
{
    nrr_decimal decimal = {-7, -7, -7};

    ck_assert_int_eq(average_of(rate, average, &six, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.status, status);
    ck_assert_int_eq(decimal.scaled, scaled);
    ck_assert_int_eq(decimal.digits, 6);
}

static void assert_refused(nrr_rate rate, nrr_average average, const nrr_precision *precision,
                           nrr_status status)
{
    nrr_decimal decimal = {-7, -7, -7};

    ck_assert_int_eq(average_of(rate, average, precision, &decimal), status);
    ck_assert_int_eq(decimal.scaled, -7);
    ck_assert_int_eq(decimal.digits, -7);
    ck_assert_int_eq(decimal.status, -7);
}

/* Rates of 150/100, 75/150 and 75/75. */
static void compute_three_rows(void)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, -5, NEW, 100),
        FACT(A, MAIN, 5, EXPANSION, 50),
        FACT(A, MAIN, 45, CONTRACTION, 75),
    };

    PUT(facts);
    ask(0, 30);
    ask(30, 60);
    ask(60, 90);
    compute();
}

START_TEST(chain_mean_and_weighted_differ_on_one_series)
{
    compute_three_rows();
    assert_average(NRR_RATE_NRR, NRR_AVERAGE_CHAIN, NRR_RATIO_OK, 750000);
    assert_average(NRR_RATE_NRR, NRR_AVERAGE_MEAN, NRR_RATIO_OK, 1000000);
    assert_average(NRR_RATE_NRR, NRR_AVERAGE_WEIGHTED, NRR_RATIO_OK, 923077); /* 300 / 325 */
}
END_TEST

START_TEST(rows_without_an_opening_are_left_out_by_weighted_alone)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, -5, NEW, 500),
        FACT(A, MAIN, 5, EXPANSION, 879),
        FACT(A, MAIN, 20, CHURN, ALL),
    };

    PUT(facts);
    ask(0, 30);
    ask(30, 60);
    compute();
    RATE(0, GRR_LOSSES, -879, 500);
    RATE(1, GRR_LOSSES, 0, 0);
    assert_average(NRR_RATE_GRR_LOSSES, NRR_AVERAGE_CHAIN, NRR_RATIO_UNDEFINED, 0);
    assert_average(NRR_RATE_GRR_LOSSES, NRR_AVERAGE_MEAN, NRR_RATIO_UNDEFINED, 0);
    assert_average(NRR_RATE_GRR_LOSSES, NRR_AVERAGE_WEIGHTED, NRR_RATIO_OK, -1758000);
    RATE(0, QUICK_RATIO, 879, 1379);
    RATE(1, QUICK_RATIO, 0, 0);
    assert_average(NRR_RATE_QUICK_RATIO, NRR_AVERAGE_WEIGHTED, NRR_RATIO_OK, 637418);
    assert_average(NRR_RATE_RENEWAL_RATE, NRR_AVERAGE_WEIGHTED, NRR_RATIO_UNDEFINED, 0);
}
END_TEST

START_TEST(rates_below_zero_are_averaged_with_their_sign)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, -5, NEW, 500),        FACT(A, MAIN, 5, EXPANSION, 879),
        FACT(A, MAIN, 20, CHURN, ALL),      FACT(A, MAIN, 25, REACTIVATION, 800),
        FACT(A, MAIN, 40, EXPANSION, 1600), FACT(A, MAIN, 50, CHURN, ALL),
    };

    PUT(facts);
    ask(0, 30);
    ask(30, 60);
    compute();
    RATE(0, GRR_LOSSES, -879, 500);
    RATE(1, GRR_LOSSES, -1600, 800);
    assert_average(NRR_RATE_GRR_LOSSES, NRR_AVERAGE_CHAIN, NRR_RATIO_OK, 3516000);
    assert_average(NRR_RATE_GRR_LOSSES, NRR_AVERAGE_MEAN, NRR_RATIO_OK, -1879000);
    assert_average(NRR_RATE_GRR_LOSSES, NRR_AVERAGE_WEIGHTED, NRR_RATIO_OK, -1906923);
}
END_TEST

START_TEST(averages_of_the_largest_amounts_are_right_or_an_overflow)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, -5, NEW, INT64_MAX)};
    static const nrr_precision whole = {0, NRR_ROUND_HALF_EVEN}, tenths = {1, NRR_ROUND_HALF_EVEN};
    nrr_decimal decimal = {0, 0, 0};

    PUT(facts);
    ask(0, 30);
    ask(30, 60);
    compute();
    assert_average(NRR_RATE_NRR, NRR_AVERAGE_CHAIN, NRR_RATIO_OK, 1000000);
    assert_average(NRR_RATE_NRR, NRR_AVERAGE_MEAN, NRR_RATIO_OK, 1000000);
    assert_average(NRR_RATE_NRR, NRR_AVERAGE_WEIGHTED, NRR_RATIO_OK, 1000000);
    ck_assert_int_eq(average_of(NRR_RATE_ARPA, NRR_AVERAGE_MEAN, &whole, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.scaled, INT64_MAX);
    ck_assert_int_eq(average_of(NRR_RATE_ARPA, NRR_AVERAGE_WEIGHTED, &whole, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.scaled, INT64_MAX);
    assert_refused(NRR_RATE_ARPA, NRR_AVERAGE_CHAIN, &whole, NRR_E_OVERFLOW);
    assert_refused(NRR_RATE_ARPA, NRR_AVERAGE_MEAN, &tenths, NRR_E_OVERFLOW);
    assert_refused(NRR_RATE_ARPA, NRR_AVERAGE_WEIGHTED, &tenths, NRR_E_OVERFLOW);
}
END_TEST

START_TEST(what_is_no_average_rate_or_precision_is_refused)
{
    static const nrr_precision digits = {19, NRR_ROUND_UP}, negative = {-1, NRR_ROUND_UP};
    static const nrr_precision rounding = {2, NRR_ROUND_FLOOR + 1};
    nrr_average average;

    compute_three_rows();
    assert_refused(NRR_RATE_NRR, 0, &six, NRR_E_AVERAGE);
    assert_refused(NRR_RATE_NRR, NRR_AVERAGE_WEIGHTED + 1, &six, NRR_E_AVERAGE);
    for (average = NRR_AVERAGE_CHAIN; average <= NRR_AVERAGE_WEIGHTED; average++) {
        assert_refused(0, average, &six, NRR_E_RATE);
        assert_refused(NRR_RATE_NRR, average, &digits, NRR_E_DIGITS);
        assert_refused(NRR_RATE_NRR, average, &negative, NRR_E_DIGITS);
        assert_refused(NRR_RATE_NRR, average, &rounding, NRR_E_ROUNDING);
        assert_refused(NRR_RATE_NRR, average, NULL, NRR_E_NULL);
        ck_assert_int_eq(average_of(NRR_RATE_NRR, average, &six, NULL), NRR_E_NULL);
        ck_assert_int_eq(nrr_report_average(NULL, NRR_RATE_NRR, average, &six, NULL), NRR_E_NULL);
    }
}
END_TEST

START_TEST(the_average_of_a_rate_that_was_not_asked_for_is_refused)
{
    ck_assert_int_eq(nrr_query_add_rate(the.query, NRR_RATE_GRR), NRR_OK);
    compute_three_rows();
    assert_average(NRR_RATE_GRR, NRR_AVERAGE_CHAIN, NRR_RATIO_OK, 500000);
    assert_refused(NRR_RATE_NRR, NRR_AVERAGE_CHAIN, &six, NRR_E_NOT_ASKED);
}
END_TEST

START_TEST(without_memory_nothing_is_written)
{
    nrr_decimal decimal = {0, 0, 0};
    size_t n;

    compute_three_rows();
    for (n = 1;; n++) {
        failing_allocator_fail_once(&the.memory, n);
        if (average_of(NRR_RATE_NRR, _i, &six, &decimal) == NRR_OK)
            break;
        failing_allocator_fail_once(&the.memory, n);
        assert_refused(NRR_RATE_NRR, _i, &six, NRR_E_MEMORY);
    }
    failing_allocator_fail_never(&the.memory);
    ck_assert_uint_gt(n, 1);
    ck_assert_int_eq(decimal.status, NRR_RATIO_OK);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("average");
    TCase *cases = fixture_cases("average");

    tcase_add_test(cases, chain_mean_and_weighted_differ_on_one_series);
    tcase_add_test(cases, rows_without_an_opening_are_left_out_by_weighted_alone);
    tcase_add_test(cases, rates_below_zero_are_averaged_with_their_sign);
    tcase_add_test(cases, averages_of_the_largest_amounts_are_right_or_an_overflow);
    tcase_add_test(cases, what_is_no_average_rate_or_precision_is_refused);
    tcase_add_test(cases, the_average_of_a_rate_that_was_not_asked_for_is_refused);
    tcase_add_loop_test(cases, without_memory_nothing_is_written, NRR_AVERAGE_CHAIN,
                        NRR_AVERAGE_WEIGHTED + 1);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
