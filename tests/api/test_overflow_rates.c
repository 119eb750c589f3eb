/* SPDX-License-Identifier: MIT */
/* Rates and averages of measures that are as large as they can be: exact, or NRR_E_OVERFLOW. */
#include "overflow.h"

static nrr_status rate_status(size_t row, nrr_rate rate)
{
    nrr_ratio ratio;

    return nrr_report_rate(the.report, row, rate, &ratio);
}

START_TEST(a_numerator_may_overflow_where_its_measures_fit)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 5, NEW, MOST - 10), FACT(B, MAIN, 11, NEW, 5),
                                     FACT(B, MAIN, 12, EXPANSION, 11)};
    static const nrr_fact less[] = {FACT(B, MAIN, 13, CONTRACTION, 1)};
    nrr_ratio ratios[2];
    nrr_decimal decimal;
    static const nrr_precision precision = {2, NRR_ROUND_HALF_EVEN};

    ask_anew();
    ask(0, 1);
    ask(10, 20);
    ck_assert_int_eq(nrr_query_add_rate(the.query, NRR_RATE_NRR_MOVEMENTS), NRR_OK);
    PUT(facts);
    compute();
    ck_assert_int_eq(rate_status(0, NRR_RATE_NRR_MOVEMENTS), NRR_OK);
    ck_assert_int_eq(rate_status(1, NRR_RATE_NRR_MOVEMENTS), NRR_E_OVERFLOW);
    ck_assert_int_eq(nrr_report_rates(the.report, NRR_RATE_NRR_MOVEMENTS, ratios, 2),
                     NRR_E_OVERFLOW);
    ck_assert_int_eq(nrr_report_average(the.report, NRR_RATE_NRR_MOVEMENTS, NRR_AVERAGE_MEAN,
                                        &precision, &decimal),
                     NRR_E_OVERFLOW);
    PUT(less);
    compute();
    RATE(1, NRR_MOVEMENTS, MOST, MOST - 10);
}
END_TEST

START_TEST(a_denominator_may_overflow_where_its_measures_fit)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 5, NEW, MOST - 5), FACT(A, MAIN, 11, CHURN, ALL),
                                     FACT(B, MAIN, 5, NEW, 10), FACT(B, MAIN, 11, CONTRACTION, 5)};
    static const nrr_fact more[] = {FACT(B, MAIN, 12, CONTRACTION, 1)};

    ask(10, 20);
    ck_assert_int_eq(nrr_query_add_rate(the.query, NRR_RATE_QUICK_RATIO), NRR_OK);
    PUT(facts);
    compute();
    RATE(0, QUICK_RATIO, 0, MOST);
    PUT(more);
    compute();
    ck_assert_int_eq(rate_status(0, NRR_RATE_QUICK_RATIO), NRR_E_OVERFLOW);
}
END_TEST

START_TEST(one_reason_overflows_like_any_measure)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 5, NEW, 1),
        FACT(A, MAIN, 11, LEVEL, MOST, WHY(PRICE)),
        FACT(A, MAIN, 12, CHURN, ALL),
        FACT(B, MAIN, 5, NEW, 1),
        FACT(B, MAIN, 11, EXPANSION, 2, WHY(ESCALATOR)),
        FACT(B, MAIN, 12, CHURN, ALL),
    };
    static const nrr_fact more[] = {FACT(C, MAIN, 5, NEW, 1),
                                    FACT(C, MAIN, 11, EXPANSION, 1, WHY(PRICE)),
                                    FACT(C, MAIN, 12, CHURN, ALL)};

    ask(10, 20);
    ck_assert_int_eq(nrr_query_add_rate(the.query, NRR_RATE_NRR_EX_PRICE), NRR_OK);
    PUT(facts);
    ck_assert_int_eq(report_of(the.ledger, &the.report), NRR_E_OVERFLOW);
    /* The loss without a reason alone is too large: 2^63 + 2 by reason UNSPECIFIED. */
    fixture_again();
    ask(10, 20);
    ck_assert_int_eq(nrr_query_add_measure(the.query, NRR_MEASURE_REASON_GAIN), NRR_OK);
    PUT(facts);
    PUT(more);
    compute();
    assert_gain(0, NRR_REASON_PRICE, MOST);
    assert_gain(0, NRR_REASON_ESCALATOR, 2);
}
END_TEST

/* (0 - PRICE - ESCALATOR) / opening, with the losses spread over reasons so that each fits. */
START_TEST(the_rate_without_prices_may_be_the_smallest_number)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 5, NEW, 1),
        FACT(A, MAIN, 11, LEVEL, MOST, WHY(PRICE)),
        FACT(A, MAIN, 12, LEVEL, 1, WHY(DISCOUNT)),
        FACT(A, MAIN, 13, CHURN, ALL, WHY(PAUSE)),
        FACT(B, MAIN, 5, NEW, 1),
        FACT(B, MAIN, 11, EXPANSION, 2, WHY(ESCALATOR)),
        FACT(B, MAIN, 12, CHURN, ALL, WHY(PAUSE)),
    };
    static const nrr_fact more[] = {
        FACT(C, MAIN, 5, NEW, 1),
        FACT(C, MAIN, 11, EXPANSION, 1, WHY(PRICE)),
        FACT(C, MAIN, 12, CHURN, ALL, WHY(PAUSE)),
    };

    ask(10, 20);
    ck_assert_int_eq(nrr_query_add_rate(the.query, NRR_RATE_NRR_EX_PRICE), NRR_OK);
    PUT(facts);
    compute();
    RATE(0, NRR_EX_PRICE, -(MOST - 1) - 2, 2); /* -(2^63 - 2) - 2 = -2^63 */
    ck_assert_int_eq(measure(0, NRR_MEASURE_OPENING), 2);
    PUT(more);
    compute();
    ck_assert_int_eq(rate_status(0, NRR_RATE_NRR_EX_PRICE), NRR_E_OVERFLOW);
}
END_TEST

START_TEST(averages_of_the_largest_rates_are_right_or_an_overflow)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 5, NEW, 1), FACT(A, MAIN, 11, LEVEL, MOST),
                                     FACT(A, MAIN, 21, LEVEL, 1)};
    static const nrr_precision whole = {0, NRR_ROUND_HALF_EVEN}, tenths = {1, NRR_ROUND_HALF_EVEN};
    nrr_decimal decimal = {0, 0, 0};

    ask(10, 20);
    ask(20, 30);
    PUT(facts);
    compute();
    ck_assert_int_eq(
        nrr_report_average(the.report, NRR_RATE_NRR, NRR_AVERAGE_CHAIN, &tenths, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.scaled, 10);
    ck_assert_int_eq(
        nrr_report_average(the.report, NRR_RATE_NRR, NRR_AVERAGE_MEAN, &whole, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.scaled, (MOST - 1) / 2 + 1); /* half of 2^63 - 1, to even: 2^62 */
    ck_assert_int_eq(
        nrr_report_average(the.report, NRR_RATE_NRR, NRR_AVERAGE_MEAN, &tenths, &decimal),
        NRR_E_OVERFLOW);
    ck_assert_int_eq(
        nrr_report_average(the.report, NRR_RATE_NRR, NRR_AVERAGE_WEIGHTED, &tenths, &decimal),
        NRR_OK);
    ck_assert_int_eq(decimal.scaled, 10); /* 2^63 / 2^63 */
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("overflow of rates");
    TCase *cases = fixture_cases("rates");

    tcase_add_test(cases, a_numerator_may_overflow_where_its_measures_fit);
    tcase_add_test(cases, a_denominator_may_overflow_where_its_measures_fit);
    tcase_add_test(cases, one_reason_overflows_like_any_measure);
    tcase_add_test(cases, the_rate_without_prices_may_be_the_smallest_number);
    tcase_add_test(cases, averages_of_the_largest_rates_are_right_or_an_overflow);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
