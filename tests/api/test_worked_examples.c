/* SPDX-License-Identifier: MIT */
/* Every row of METRICS.md section 6, and every number in it. */
#include "fixture.h"

/* A percentage, exactly: scaled thousandths of a percent, so 102% is 102000. */
static void assert_percent(size_t row, nrr_rate code, int64_t thousandths)
{
    static const nrr_precision precision = {5, NRR_ROUND_HALF_EVEN};
    nrr_ratio ratio;
    nrr_decimal decimal;

    ck_assert_int_eq(nrr_report_rate(the.report, row, code, &ratio), NRR_OK);
    ck_assert_int_eq(nrr_ratio_round(&ratio, &precision, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.status, NRR_RATIO_OK);
    ck_assert_int_eq(decimal.scaled, thousandths);
}

START_TEST(the_textbook_month_has_nrr_102_and_grr_62_percent)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, -5, OPENING, 1000),   FACT(B, MAIN, -5, OPENING, 250),
        FACT(C, MAIN, -5, OPENING, 750),    FACT(D, MAIN, -5, OPENING, 500),
        FACT(A, MAIN, 3, CONTRACTION, 700), FACT(B, MAIN, 4, CHURN, 250),
        FACT(C, MAIN, 5, EXPANSION, 1000),
    };

    PUT(facts);
    ask(0, 30);
    compute();
    ROW(0, IS(OPENING, 2500), IS(CLOSING, 2550), IS(EXPANSION, 1000), IS(CONTRACTION, 700),
        IS(CHURN, 250), IS(COHORT_EXPANSION, 1000), IS(COHORT_CONTRACTION, 700),
        IS(COHORT_CHURN, 250), IS(COHORT_CLOSING, 2550), IS(NET_EXPANSION, 1000),
        IS(NET_CONTRACTION, 700), IS(NET_CHURN, 250), IS(RETAINED, 1550), IS(RETAINED_PATH, 1550),
        IS(RETAINED_CAPPED, 1550), IS(RETAINED_LINES, 1550), IS(UNITS_OPENING, 4),
        IS(UNITS_CLOSING, 3), IS(UNITS_EXPANDED, 1), IS(UNITS_CONTRACTED, 1), IS(UNITS_CHURNED, 1),
        IS(UNITS_UNCHANGED, 1));
    RATE(0, NRR, 2550, 2500);
    RATE(0, GRR, 1550, 2500);
    RATE(0, QUICK_RATIO, 1000, 950);
    assert_percent(0, NRR_RATE_NRR, 102000);
    assert_percent(0, NRR_RATE_GRR, 62000);
}
END_TEST

START_TEST(a_customer_who_leaves_and_returns_is_kept_but_was_interrupted)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, -5, NEW, 100),
        FACT(A, MAIN, 5, CHURN, 100),
        FACT(A, MAIN, 20, REACTIVATION, 100),
    };

    PUT(facts);
    ask(0, 30);
    compute();
    ROW(0, IS(OPENING, 100), IS(CLOSING, 100), IS(CHURN, 100), IS(REACTIVATION, 100),
        IS(COHORT_CHURN, 100), IS(COHORT_REACTIVATION, 100), IS(COHORT_CLOSING, 100),
        IS(RETAINED, 100), IS(RETAINED_LINES, 100), IS(UNITS_OPENING, 1), IS(UNITS_CLOSING, 1),
        IS(UNITS_UNCHANGED, 1), IS(UNITS_RETURNED, 1));
    RATE(0, NRR, 100, 100);
    RATE(0, GRR, 100, 100);
    RATE(0, GRR_PATH, 0, 100);
    RATE(0, GRR_LOSSES, 0, 100);
    RATE(0, NRR_COHORT_NO_RETURN, 0, 100);
}
END_TEST

START_TEST(losses_of_what_was_won_inside_the_period_make_grr_losses_negative)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, -5, NEW, 500),
        FACT(A, MAIN, 5, LEVEL, 1379),
        FACT(A, MAIN, 20, CHURN, ALL),
    };

    PUT(facts);
    ask(0, 30);
    compute();
    ROW(0, IS(OPENING, 500), IS(EXPANSION, 879), IS(CHURN, 1379), IS(COHORT_EXPANSION, 879),
        IS(COHORT_CHURN, 1379), IS(NET_CHURN, 500), IS(UNITS_OPENING, 1), IS(UNITS_CHURNED, 1));
    RATE(0, NRR, 0, 500);
    RATE(0, GRR, 0, 500);
    RATE(0, GRR_LOSSES, -879, 500);
    RATE(0, GRR_CAPPED, 0, 500);
    assert_percent(0, NRR_RATE_GRR_LOSSES, -175800);
}
END_TEST

START_TEST(the_textbook_formula_counts_what_new_customers_add)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, -5, NEW, 100),
        FACT(B, MAIN, 3, NEW, 100),
        FACT(B, MAIN, 9, EXPANSION, 20),
    };

    PUT(facts);
    ask(0, 30);
    compute();
    ROW(0, IS(OPENING, 100), IS(CLOSING, 220), IS(NEW, 100), IS(EXPANSION, 20),
        IS(COHORT_CLOSING, 100), IS(NET_NEW, 120), IS(RETAINED, 100), IS(RETAINED_PATH, 100),
        IS(RETAINED_CAPPED, 100), IS(RETAINED_LINES, 100), IS(UNITS_OPENING, 1),
        IS(UNITS_CLOSING, 2), IS(UNITS_NEW, 1), IS(UNITS_UNCHANGED, 1));
    RATE(0, NRR, 100, 100);
    RATE(0, GRR, 100, 100);
    RATE(0, NRR_MOVEMENTS, 120, 100);
}
END_TEST

START_TEST(the_textbook_formula_counts_the_churn_of_transient_customers)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, -5, NEW, 100),
        FACT(B, MAIN, 3, NEW, 50),
        FACT(B, MAIN, 9, CHURN, 50),
    };

    PUT(facts);
    ask(0, 30);
    compute();
    ROW(0, IS(OPENING, 100), IS(CLOSING, 100), IS(NEW, 50), IS(CHURN, 50), IS(COHORT_CLOSING, 100),
        IS(RETAINED, 100), IS(RETAINED_PATH, 100), IS(RETAINED_CAPPED, 100),
        IS(RETAINED_LINES, 100), IS(UNITS_OPENING, 1), IS(UNITS_CLOSING, 1), IS(UNITS_UNCHANGED, 1),
        IS(UNITS_TRANSIENT, 1));
    RATE(0, NRR, 100, 100);
    RATE(0, GRR, 100, 100);
    RATE(0, NRR_MOVEMENTS, 50, 100);
}
END_TEST

START_TEST(a_migration_between_lines_is_one_expansion_of_the_difference)
{
    static const nrr_fact facts[] = {
        FACT(A, P, -5, NEW, 100),
        FACT(A, P, 7, CHURN, 100),
        FACT(A, Q, 7, NEW, 120),
    };

    PUT(facts);
    ask(0, 30);
    compute();
    ROW(0, IS(OPENING, 100), IS(CLOSING, 120), IS(EXPANSION, 20), IS(COHORT_EXPANSION, 20),
        IS(COHORT_CLOSING, 120), IS(NET_EXPANSION, 20), IS(RETAINED, 100), IS(RETAINED_PATH, 100),
        IS(RETAINED_CAPPED, 100), IS(UNITS_OPENING, 1), IS(UNITS_CLOSING, 1),
        IS(UNITS_EXPANDED, 1));
    RATE(0, NRR, 120, 100);
    RATE(0, GRR, 100, 100);
    RATE(0, GRR_LINES, 0, 100);
}
END_TEST

static nrr_decimal average_of_nrr(nrr_average average)
{
    static const nrr_precision precision = {6, NRR_ROUND_HALF_EVEN};
    nrr_decimal decimal = {0, 0, -1};

    ck_assert_int_eq(nrr_report_average(the.report, NRR_RATE_NRR, average, &precision, &decimal),
                     NRR_OK);
    ck_assert_int_eq(decimal.status, NRR_RATIO_OK);
    ck_assert_int_eq(decimal.digits, 6);
    return decimal;
}

START_TEST(a_chain_of_twelve_months_is_not_the_year)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, -5, NEW, 100), FACT(B, MAIN, 3, NEW, 100), /* month 1 is [0, 30) */
        FACT(B, MAIN, 190, CONTRACTION, 50),                     /* month 7 is [180, 210) */
    };
    int64_t edges[13];
    size_t month;

    for (month = 0; month < COUNT(edges); month++)
        edges[month] = (int64_t)month * 30;
    PUT(facts);
    ask(0, 360);
    compute();
    RATE(0, NRR, 100, 100);
    RATE(0, GRR, 100, 100);
    ask_anew();
    ck_assert_int_eq(nrr_query_add_edges(the.query, edges, COUNT(edges), 1), NRR_OK);
    compute();
    RATE(0, NRR, 100, 100);
    for (month = 1; month < 12; month++)
        RATE(month, NRR, month < 6 ? 200 : 150, month < 7 ? 200 : 150);
    ck_assert_int_eq(average_of_nrr(NRR_AVERAGE_CHAIN).scaled, 750000);
    /* (11 + 3/4) / 12 and (100 + 5 * 200 + 6 * 150) / (100 + 6 * 200 + 5 * 150) */
    ck_assert_int_eq(average_of_nrr(NRR_AVERAGE_MEAN).scaled, 979167);
    ck_assert_int_eq(average_of_nrr(NRR_AVERAGE_WEIGHTED).scaled, 975610);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("worked examples");
    TCase *cases = fixture_cases("section 6");

    tcase_add_test(cases, the_textbook_month_has_nrr_102_and_grr_62_percent);
    tcase_add_test(cases, a_customer_who_leaves_and_returns_is_kept_but_was_interrupted);
    tcase_add_test(cases, losses_of_what_was_won_inside_the_period_make_grr_losses_negative);
    tcase_add_test(cases, the_textbook_formula_counts_what_new_customers_add);
    tcase_add_test(cases, the_textbook_formula_counts_the_churn_of_transient_customers);
    tcase_add_test(cases, a_migration_between_lines_is_one_expansion_of_the_difference);
    tcase_add_test(cases, a_chain_of_twelve_months_is_not_the_year);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
