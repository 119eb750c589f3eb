/* SPDX-License-Identifier: MIT */
/*
 * The model against every row of METRICS.md section 6. (tests/api has the library against them.)
 */
#include "model/by_hand.h"
#include "support/run.h"

START_TEST(the_textbook_month_has_nrr_102_and_grr_62)
{
    static const model_fact facts[] = {
        FACT(A, 0, -5, OPENING, 1000),   FACT(B, 0, -5, OPENING, 250),
        FACT(C, 0, -5, OPENING, 750),    FACT(D, 0, -5, OPENING, 500),
        FACT(A, 0, 3, CONTRACTION, 700), CHURN_ALL(B, 0, 4),
        FACT(C, 0, 5, EXPANSION, 1000),
    };
    begin();
    ask(0, 30);
    COMPUTE(facts);
    ck_assert_int_eq(MEASURE(OPENING), 2500);
    RATE_IS(NRR, 102, 100); /* 2500 - 700 - 250 + 1000 = 2550 */
    RATE_IS(GRR, 62, 100);  /* 300 + 0 + 750 + 500 = 1550 */
    RATE_IS(QUICK_RATIO, 1000, 950);
}
END_TEST

START_TEST(a_customer_who_leaves_and_returns_was_interrupted)
{
    static const model_fact facts[] = {
        FACT(A, 0, -5, NEW, 100),
        CHURN_ALL(A, 0, 5),
        FACT(A, 0, 20, REACTIVATION, 100),
    };
    begin();
    ask(0, 30);
    COMPUTE(facts);
    RATE_IS(NRR, 1, 1);
    RATE_IS(GRR, 1, 1);
    RATE_IS(GRR_PATH, 0, 1);
    RATE_IS(GRR_LOSSES, 0, 1);
    RATE_IS(NRR_COHORT_NO_RETURN, 0, 1);
    ck_assert_int_eq(MEASURE(UNITS_RETURNED), 1);
}
END_TEST

START_TEST(losses_of_what_was_won_inside_the_period_make_grr_losses_negative)
{
    static const model_fact facts[] = {
        FACT(A, 0, -5, NEW, 500),
        FACT(A, 0, 5, LEVEL, 1379),
        CHURN_ALL(A, 0, 20),
    };
    begin();
    ask(0, 30);
    COMPUTE(facts);
    RATE_IS(NRR, 0, 1);
    RATE_IS(GRR, 0, 1);
    RATE_IS(GRR_LOSSES, -1758, 1000); /* (500 - 1379) / 500 */
    RATE_IS(GRR_CAPPED, 0, 1);
}
END_TEST

START_TEST(the_textbook_formula_counts_expansion_of_new_customers)
{
    static const model_fact facts[] = {
        FACT(A, 0, -5, NEW, 100),
        FACT(B, 0, 3, NEW, 100),
        FACT(B, 0, 9, EXPANSION, 20),
    };
    begin();
    ask(0, 30);
    COMPUTE(facts);
    RATE_IS(NRR, 1, 1);
    RATE_IS(GRR, 1, 1);
    RATE_IS(NRR_MOVEMENTS, 120, 100);
}
END_TEST

START_TEST(the_textbook_formula_counts_churn_of_transient_customers)
{
    static const model_fact facts[] = {
        FACT(A, 0, -5, NEW, 100),
        FACT(B, 0, 3, NEW, 50),
        CHURN_ALL(B, 0, 9),
    };
    begin();
    ask(0, 30);
    COMPUTE(facts);
    RATE_IS(NRR, 1, 1);
    RATE_IS(GRR, 1, 1);
    RATE_IS(NRR_MOVEMENTS, 50, 100);
    ck_assert_int_eq(MEASURE(UNITS_TRANSIENT), 1);
}
END_TEST

START_TEST(a_migration_between_lines_at_one_instant_is_the_difference)
{
    static const model_fact facts[] = {
        FACT(A, 1, -5, NEW, 100),
        CHURN_ALL(A, 1, 7),
        FACT(A, 2, 7, NEW, 120),
    };
    model_movement movements[MODEL_FACTS_MAX];
    model_unit unit = {A, 0, 0, 0};
    begin();
    ask(0, 30);
    COMPUTE(facts);
    RATE_IS(NRR, 120, 100);
    RATE_IS(GRR, 1, 1);
    RATE_IS(GRR_LINES, 0, 1);
    ck_assert_uint_eq(model_movements(&history, unit, query.expiry, movements), 2);
    ck_assert_int_eq(movements[1].class_, MODEL_EXPANSION);
    ck_assert_int_eq((int64_t)movements[1].amount, 20);
}
END_TEST

START_TEST(the_chain_of_monthly_rates_is_not_the_rate_of_the_year)
{
    static const model_fact facts[] = {
        FACT(A, 0, -5, NEW, 100),
        FACT(B, 0, 0, NEW, 100),
        FACT(B, 0, 60, CONTRACTION, 50),
    };
    static const nrr_precision percent = {2, NRR_ROUND_HALF_EVEN};
    model_rate rates[12];
    nrr_decimal chain;
    begin();
    ask(0, 120);
    COMPUTE(facts);
    RATE_IS(NRR, 1, 1);
    RATE_IS(GRR, 1, 1);
    begin();
    for (int month = 0; month < 12; month++) {
        ask(month * 10, month * 10 + 10);
    }
    COMPUTE(facts);
    for (int month = 0; month < 12; month++) {
        model_rate_of(&report.rows[month], NRR_RATE_NRR, &rates[month]);
    }
    /* B is in the cohort of months 2 to 12; month 7 opens with 200 and closes with 150. */
    ck_assert(rates[6].numerator == 150 && rates[6].denominator == 200);
    if (model_has_averages()) {
        ck_assert_int_eq(model_average(rates, 12, NRR_AVERAGE_CHAIN, &percent, &chain), NRR_OK);
        ck_assert_int_eq(chain.scaled, 75);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("the reference model on the worked examples");
    TCase *group = tcase_create("section_6");

    tcase_add_test(group, the_textbook_month_has_nrr_102_and_grr_62);
    tcase_add_test(group, a_customer_who_leaves_and_returns_was_interrupted);
    tcase_add_test(group, losses_of_what_was_won_inside_the_period_make_grr_losses_negative);
    tcase_add_test(group, the_textbook_formula_counts_expansion_of_new_customers);
    tcase_add_test(group, the_textbook_formula_counts_churn_of_transient_customers);
    tcase_add_test(group, a_migration_between_lines_at_one_instant_is_the_difference);
    tcase_add_test(group, the_chain_of_monthly_rates_is_not_the_rate_of_the_year);
    suite_add_tcase(suite, group);
    return nrr_test_main(suite);
}
