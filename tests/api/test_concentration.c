/* SPDX-License-Identifier: MIT */
/* Concentration: by hand, and misuse. */
#include "tables.h"

/* From 0 to 30: A 500 -> 600, B 300 -> 150, C 100 -> 0, D 100 -> 100, E comes. */
static const nrr_fact facts[] = {
    FACT(A, MAIN, -1, NEW, 500), FACT(A, MAIN, 5, EXPANSION, 100),
    FACT(B, MAIN, -1, NEW, 300), FACT(B, MAIN, 5, CONTRACTION, 150),
    FACT(C, P, -1, NEW, 100),    FACT(C, P, 6, CHURN, ALL),
    FACT(D, MAIN, -1, NEW, 100), FACT(E, MAIN, 7, NEW, 9000),
};

static void begin(void)
{
    PUT(facts);
    ask(0, 30);
    take_snapshot();
}

static nrr_status figures_of(uint64_t row, uint64_t top)
{
    nrr_concentration asked = {row, top};

    forget_table();
    return nrr_snapshot_concentration(the.snapshot, the.query, &asked, &table);
}

START_TEST(the_largest_have_a_share_and_can_be_left_out)
{
    begin();
    ck_assert_int_eq(figures_of(0, 1), NRR_OK);
    COLUMN(FIGURE, NRR_FIGURE_OPENING_SHARE, NRR_FIGURE_LOSS_SHARE, NRR_FIGURE_GAIN_SHARE,
           NRR_FIGURE_NRR_WITHOUT, NRR_FIGURE_GRR_WITHOUT, NRR_FIGURE_MEDIAN);
    /* Losses 150 + 100; gains 100; NRR 850 of 1000 and 250 of 500 without A; GRR 750, 250 of 500. */
    COLUMN(NUMERATOR, 500, 150, 100, 250, 250, 150);
    COLUMN(DENOMINATOR, 1000, 250, 100, 500, 500, 300);
    COLUMN(STATUS, 0, 0, 0, 0, 0, 0);
    COLUMN(UNITS, 1, 1, 1, 1, 1, 4);
    COLUMN(CUSTOMER, 0, 0, 0, 0, 0, B); /* C 0%, B 50%, D 100%, A 120%: the lower of the two */
    COLUMN(LINE, 0, 0, 0, 0, 0, 0);
}
END_TEST

START_TEST(who_has_no_part_is_none_of_the_largest)
{
    begin();
    ck_assert_int_eq(figures_of(0, 3), NRR_OK);
    COLUMN(UNITS, 3, 2, 1, 3, 3, 4);
    /* Without A, B and D nothing is left of the numerator, and C's 100 of the opening. */
    COLUMN(NUMERATOR, 900, 250, 100, 0, 0, 150);
    COLUMN(DENOMINATOR, 1000, 250, 100, 100, 100, 300);
    ck_assert_int_eq(figures_of(0, 0), NRR_OK);
    COLUMN(NUMERATOR, 0, 0, 0, 850, 750, 150);
    COLUMN(DENOMINATOR, 1000, 250, 100, 1000, 1000, 300);
}
END_TEST

START_TEST(of_nobody_everything_is_undefined)
{
    begin();
    ask(-20, -10);
    ck_assert_int_eq(figures_of(1, UINT64_MAX), NRR_OK);
    COLUMN(NUMERATOR, 0, 0, 0, 0, 0, 0);
    COLUMN(DENOMINATOR, 0, 0, 0, 0, 0, 0);
    COLUMN(STATUS, NRR_RATIO_UNDEFINED, NRR_RATIO_UNDEFINED, NRR_RATIO_UNDEFINED,
           NRR_RATIO_UNDEFINED, NRR_RATIO_UNDEFINED, NRR_RATIO_UNDEFINED);
    COLUMN(UNITS, 0, 0, 0, 0, 0, 0);
    COLUMN(CUSTOMER, 0, 0, 0, 0, 0, 0);
}
END_TEST

START_TEST(equal_ratios_and_sizes_go_by_key)
{
    static const nrr_fact equal[] = {FACT(B, MAIN, -1, NEW, 50), FACT(A, MAIN, -1, NEW, 50),
                                     FACT(C, Q, -1, NEW, 50)};

    PUT(equal);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    ask(0, 30);
    take_snapshot();
    ck_assert_int_eq(figures_of(0, 2), NRR_OK);
    COLUMN(CUSTOMER, 0, 0, 0, 0, 0, B);
    COLUMN(NUMERATOR, 100, 0, 0, 50, 50, 50);
}
END_TEST

START_TEST(wrong_questions_are_refused)
{
    nrr_concentration asked = {0, 1};

    take_snapshot();
    ck_assert_int_eq(figures_of(0, 1), NRR_E_PERIODS);
    ask(0, 30);
    ck_assert_int_eq(figures_of(1, 1), NRR_E_ROW);
    ck_assert_int_eq(nrr_snapshot_concentration(NULL, the.query, &asked, &table), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_concentration(the.snapshot, NULL, &asked, &table), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_concentration(the.snapshot, the.query, NULL, &table), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_concentration(the.snapshot, the.query, &asked, NULL), NRR_E_NULL);
    ck_assert_ptr_null(table);
}
END_TEST

START_TEST(what_does_not_fit_is_an_overflow)
{
    static const nrr_fact huge[] = {FACT(A, MAIN, -1, NEW, INT64_MAX), FACT(B, MAIN, -1, NEW, 1)};

    PUT(huge);
    ask(0, 30);
    take_snapshot();
    ck_assert_int_eq(figures_of(0, 1), NRR_E_OVERFLOW);
}
END_TEST

START_TEST(a_strict_ledger_with_a_contradiction_has_no_figures)
{
    static const nrr_fact wrong[] = {FACT(F, MAIN, 5, EXPANSION, 1)};

    PUT(wrong);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_STRICT, 1), NRR_OK);
    begin();
    ck_assert_int_eq(figures_of(0, 1), NRR_E_FINDINGS);
}
END_TEST

START_TEST(a_part_of_the_units_has_no_figures)
{
    begin();
    option(NRR_QUERY_PARTS, 2);
    ck_assert_int_eq(figures_of(0, 1), NRR_E_PART);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("concentration");
    TCase *cases = table_cases("concentration");

    tcase_add_test(cases, the_largest_have_a_share_and_can_be_left_out);
    tcase_add_test(cases, who_has_no_part_is_none_of_the_largest);
    tcase_add_test(cases, of_nobody_everything_is_undefined);
    tcase_add_test(cases, equal_ratios_and_sizes_go_by_key);
    tcase_add_test(cases, wrong_questions_are_refused);
    tcase_add_test(cases, what_does_not_fit_is_an_overflow);
    tcase_add_test(cases, a_strict_ledger_with_a_contradiction_has_no_figures);
    tcase_add_test(cases, a_part_of_the_units_has_no_figures);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
