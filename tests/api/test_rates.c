/* SPDX-License-Identifier: MIT */
/* Every rate of METRICS.md section 5: numerator and denominator as defined, and the status. */
#include "fixture.h"

/* One of everything; no two measures have one value where rates could be taken for each other. */
static const nrr_fact facts[] = {
    FACT(A, P, 0, NEW, 1000),
    FACT(A, Q, 0, NEW, 200),
    FACT(B, MAIN, 0, NEW, 500),
    FACT(C, MAIN, 0, NEW, 70),
    FACT(D, MAIN, 0, NEW, 30),
    FACT(E, MAIN, 0, NEW, 9000),
    FACT(E, MAIN, 1, CHURN, ALL),
    FACT(A, P, 11, CONTRACTION, 400, WHY(PRICE)),
    FACT(A, Q, 11, EXPANSION, 650, WHY(PRICE)),
    FACT(A, Q, 12, EXPANSION, 40, WHY(ESCALATOR)),
    FACT(B, MAIN, 12, RENEWAL, 460, WHY(DISCOUNT)),
    FACT(B, MAIN, 13, CONTRACTION, 11, WHY(PRICE)),
    FACT(B, MAIN, 14, CONTRACTION, 3, WHY(ESCALATOR)),
    FACT(C, MAIN, 12, CHURN, ALL, WHY(NON_RENEWAL)),
    FACT(C, MAIN, 15, REACTIVATION, 65),
    FACT(D, MAIN, 13, CHURN, ALL, WHY(VOLUNTARY)),
    FACT(E, MAIN, 13, REACTIVATION, 8),
    FACT(F, MAIN, 13, NEW, 100),
    FACT(F, MAIN, 14, EXPANSION, 4),
    FACT(7, MAIN, 13, NEW, 2),
    FACT(8, MAIN, 13, OPENING, 6000),
    FACT(7, MAIN, 14, CHURN, ALL),
};

START_TEST(every_rate_is_what_its_definition_says)
{
    PUT(facts);
    ask(20, 30); /* the row in question is not the first */
    ask(10, 20);
    ask(0, 10);
    compute();
    ROW(1, IS(OPENING, 1800), IS(CLOSING, 8113), IS(CARRIED_IN, 6000), IS(NEW, 102),
        IS(REACTIVATION, 73), IS(EXPANSION, 294), IS(CONTRACTION, 54), IS(CHURN, 102),
        IS(COHORT_EXPANSION, 290), IS(COHORT_CONTRACTION, 54), IS(COHORT_CHURN, 100),
        IS(COHORT_REACTIVATION, 65), IS(COHORT_CLOSING, 2001), IS(NET_CARRIED_IN, 6000),
        IS(NET_NEW, 104), IS(NET_REACTIVATION, 8), IS(NET_EXPANSION, 290), IS(NET_CONTRACTION, 59),
        IS(NET_CHURN, 30), IS(RETAINED, 1711), IS(RETAINED_PATH, 1646), IS(RETAINED_CAPPED, 1646),
        IS(RETAINED_LINES, 1311), IS(RENEWAL_DUE, 570), IS(RENEWAL_RETAINED, 460),
        IS(UNITS_OPENING, 4), IS(UNITS_CLOSING, 6), IS(UNITS_NEW, 1), IS(UNITS_REACTIVATED, 1),
        IS(UNITS_CARRIED_IN, 1), IS(UNITS_EXPANDED, 1), IS(UNITS_CONTRACTED, 2),
        IS(UNITS_CHURNED, 1), IS(UNITS_TRANSIENT, 1), IS(UNITS_RETURNED, 1), IS(RENEWALS_DUE, 2),
        IS(RENEWALS_KEPT, 1));
    RATE(1, NRR, 2001, 1800);
    RATE(1, NRR_MOVEMENTS, 1800 + 294 - 54 - 102, 1800);
    RATE(1, NRR_MOVEMENTS_REACTIVATION, 1800 + 294 - 54 - 102 + 73, 1800);
    RATE(1, NRR_COHORT_NO_RETURN, 1800 + 290 - 54 - 100, 1800);
    RATE(1, NRR_EX_PRICE, 2001 - 250 - 40 + 11 + 3, 1800);
    RATE(1, GRR, 1711, 1800);
    RATE(1, GRR_PATH, 1646, 1800);
    RATE(1, GRR_CAPPED, 1646, 1800);
    RATE(1, GRR_LOSSES, 1800 - 54 - 100, 1800);
    RATE(1, GRR_AGGREGATE, 1800, 1800);
    RATE(1, GRR_LINES, 1311, 1800);
    RATE(1, REVENUE_CHURN, 89, 1800);
    RATE(1, NET_REVENUE_CHURN, -201, 1800);
    RATE(1, EXPANSION_RATE, 290, 1800);
    RATE(1, CONTRACTION_RATE, 59, 1800);
    RATE(1, CHURN_RATE, 30, 1800);
    RATE(1, LOGO_RETENTION, 3, 4);
    RATE(1, LOGO_CHURN, 1, 4);
    RATE(1, LOGO_CHURN_WITH_NEW, 1, 5);
    RATE(1, RENEWAL_RATE, 460, 570);
    RATE(1, RENEWAL_RATE_COUNT, 1, 2);
    RATE(1, QUICK_RATIO, 102 + 294 + 73, 54 + 102);
    RATE(1, GROWTH, 8113 - 1800, 1800);
    RATE(1, ARPA, 8113, 6);
}
END_TEST

START_TEST(the_aggregate_cap_is_the_closing_of_the_cohort_where_that_is_less)
{
    static const nrr_fact less[] = {
        FACT(A, MAIN, 0, NEW, 100),       FACT(B, MAIN, 0, NEW, 100),
        FACT(A, MAIN, 10, EXPANSION, 30), FACT(B, MAIN, 10, CONTRACTION, 50),
        FACT(C, MAIN, 10, NEW, 1000),
    };

    PUT(less);
    ask(10, 20);
    compute();
    RATE(0, GRR_AGGREGATE, 180, 200);
    RATE(0, GRR, 150, 200);
}
END_TEST

START_TEST(nothing_over_nothing_is_undefined)
{
    nrr_rate rate;

    ask(0, 10);
    compute();
    for (rate = NRR_RATE_NRR; rate <= NRR_RATE_ARPA; rate++)
        assert_rate(0, rate, 0, 0);
}
END_TEST

START_TEST(something_over_nothing_is_unbounded_with_its_sign)
{
    static const nrr_fact without_base[] = {
        FACT(A, MAIN, 1, NEW, 100),
        FACT(A, MAIN, 2, EXPANSION, 7),
        FACT(B, MAIN, 12, NEW, 5),
        FACT(B, MAIN, 13, CONTRACTION, 2),
    };

    PUT(without_base);
    ask(0, 10);
    compute();
    RATE(0, NRR, 0, 0);
    RATE(0, NRR_MOVEMENTS, 7, 0);
    RATE(0, NRR_MOVEMENTS_REACTIVATION, 7, 0);
    RATE(0, QUICK_RATIO, 107, 0);
    RATE(0, GROWTH, 107, 0);
    RATE(0, ARPA, 107, 1);
    RATE(0, LOGO_CHURN_WITH_NEW, 0, 1);
    fixture_again();
    put(without_base + 2, 2);
    ask(10, 20);
    compute();
    RATE(0, NRR_MOVEMENTS, -2, 0);
    RATE(0, QUICK_RATIO, 5, 2);
}
END_TEST

START_TEST(rates_over_movements_and_without_prices_can_be_negative)
{
    static const nrr_fact up_and_away[] = {
        FACT(A, MAIN, 0, NEW, 100),
        FACT(A, MAIN, 11, EXPANSION, 900, WHY(PRICE)),
        FACT(A, MAIN, 12, CHURN, ALL),
    };

    PUT(up_and_away);
    ask(10, 20);
    compute();
    RATE(0, NRR_EX_PRICE, -900, 100);
    RATE(0, GRR_LOSSES, -900, 100);
    RATE(0, NRR_MOVEMENTS, 0, 100);
    RATE(0, NET_REVENUE_CHURN, 100, 100);
    RATE(0, GROWTH, -100, 100);
    RATE(0, ARPA, 0, 0);
    RATE(0, LOGO_RETENTION, 0, 1);
}
END_TEST

START_TEST(a_price_that_falls_counts_against_the_volume)
{
    static const nrr_fact cut[] = {
        FACT(A, MAIN, 0, NEW, 100),
        FACT(A, MAIN, 11, CONTRACTION, 30, WHY(PRICE)),
        FACT(A, MAIN, 12, CONTRACTION, 5, WHY(ESCALATOR)),
        FACT(A, MAIN, 13, EXPANSION, 8),
    };

    PUT(cut);
    ask(10, 20);
    compute();
    RATE(0, NRR, 73, 100);
    RATE(0, NRR_EX_PRICE, 108, 100);
}
END_TEST

START_TEST(a_rate_is_refused_for_a_row_or_code_that_is_not_there)
{
    static const nrr_rate unknown[] = {INT32_MIN, -1, 0, NRR_RATE_ARPA + 1, INT32_MAX};
    nrr_ratio ratio = {-77, -78, -79, 80}, ratios[2];
    size_t i;

    PUT(facts);
    ask(10, 20);
    ask(10, 21);
    compute();
    for (i = 0; i < COUNT(unknown); i++) {
        ck_assert_int_eq(nrr_report_rate(the.report, 0, unknown[i], &ratio), NRR_E_RATE);
        ck_assert_int_eq(nrr_report_rates(the.report, unknown[i], ratios, 2), NRR_E_RATE);
    }
    ck_assert_int_eq(nrr_report_rate(the.report, 2, NRR_RATE_NRR, &ratio), NRR_E_ROW);
    ck_assert_int_eq(nrr_report_rate(the.report, SIZE_MAX, NRR_RATE_NRR, &ratio), NRR_E_ROW);
    ck_assert_int_eq(nrr_report_rate(NULL, 0, NRR_RATE_NRR, &ratio), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_rate(the.report, 0, NRR_RATE_NRR, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_rates(NULL, NRR_RATE_NRR, ratios, 2), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_rates(the.report, NRR_RATE_NRR, NULL, 2), NRR_E_NULL);
    ck_assert_int_eq(ratio.numerator, -77);
    ck_assert_int_eq(ratio.denominator, -78);
    ck_assert_int_eq(ratio.status, -79);
    ck_assert_uint_eq(ratio.reserved, 80);
}
END_TEST

START_TEST(a_rate_is_refused_where_one_of_its_measures_is_missing)
{
    nrr_ratio ratio, ratios[1];

    PUT(facts);
    ask(10, 20);
    ck_assert_int_eq(nrr_query_add_measure(the.query, NRR_MEASURE_OPENING), NRR_OK);
    compute();
    ck_assert_int_eq(nrr_report_rate(the.report, 0, NRR_RATE_NRR, &ratio), NRR_E_NOT_ASKED);
    ck_assert_int_eq(nrr_report_rates(the.report, NRR_RATE_NRR, ratios, 1), NRR_E_NOT_ASKED);
    ck_assert_int_eq(nrr_query_add_measure(the.query, NRR_MEASURE_COHORT_CLOSING), NRR_OK);
    compute();
    RATE(0, NRR, 2001, 1800);
    RATE(0, GRR_AGGREGATE, 1800, 1800);
    RATE(0, NET_REVENUE_CHURN, -201, 1800);
    ck_assert_int_eq(nrr_report_rate(the.report, 0, NRR_RATE_GRR, &ratio), NRR_E_NOT_ASKED);
}
END_TEST

START_TEST(a_column_of_rates_fills_the_array_and_no_more)
{
    nrr_ratio ratios[4], untouched = {-77, -78, -79, 80};
    size_t row;

    PUT(facts);
    ask(10, 20);
    ask(0, 1);
    ask(12, 15);
    compute();
    for (row = 0; row < 4; row++)
        ratios[row] = untouched;
    ck_assert_int_eq(nrr_report_rates(the.report, NRR_RATE_NRR, ratios, 2), NRR_E_CAPACITY);
    ck_assert_int_eq(nrr_report_rates(the.report, NRR_RATE_NRR, ratios, 0), NRR_E_CAPACITY);
    ck_assert_int_eq(nrr_report_rates(the.report, NRR_RATE_NRR, ratios, 3), NRR_OK);
    for (row = 0; row < 3; row++) {
        nrr_ratio wanted;

        ck_assert_int_eq(nrr_report_rate(the.report, row, NRR_RATE_NRR, &wanted), NRR_OK);
        ck_assert_mem_eq(&ratios[row], &wanted, sizeof wanted);
    }
    ck_assert_mem_eq(&ratios[3], &untouched, sizeof untouched);
    ck_assert_int_eq(ratios[1].status, NRR_RATIO_UNDEFINED);
    ck_assert_int_eq(nrr_report_rates(the.report, NRR_RATE_ARPA, ratios, SIZE_MAX), NRR_OK);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rates");
    TCase *definitions = fixture_cases("definitions"), *access = fixture_cases("access");

    tcase_add_test(definitions, every_rate_is_what_its_definition_says);
    tcase_add_test(definitions, the_aggregate_cap_is_the_closing_of_the_cohort_where_that_is_less);
    tcase_add_test(definitions, nothing_over_nothing_is_undefined);
    tcase_add_test(definitions, something_over_nothing_is_unbounded_with_its_sign);
    tcase_add_test(definitions, rates_over_movements_and_without_prices_can_be_negative);
    tcase_add_test(definitions, a_price_that_falls_counts_against_the_volume);
    tcase_add_test(access, a_rate_is_refused_for_a_row_or_code_that_is_not_there);
    tcase_add_test(access, a_rate_is_refused_where_one_of_its_measures_is_missing);
    tcase_add_test(access, a_column_of_rates_fills_the_array_and_no_more);
    suite_add_tcase(suite, definitions);
    suite_add_tcase(suite, access);
    return nrr_test_main(suite);
}
