/* SPDX-License-Identifier: MIT */
/* Why definitions differ: the examples of the definitions by hand, and misuse. */
#include "tables.h"

static nrr_status causes_of(nrr_rate rate, nrr_rate minus)
{
    nrr_reconciliation asked = {.rate = rate, .minus = minus};

    forget_table();
    return nrr_snapshot_reconcile(the.snapshot, the.query, &asked, &table);
}

static nrr_status units_of(nrr_rate rate, nrr_rate minus, nrr_cause cause)
{
    nrr_reconciliation asked = {.rate = rate, .minus = minus, .cause = cause};

    forget_table();
    return nrr_snapshot_reconcile_units(the.snapshot, the.query, &asked, &all_rows, &table);
}

#define CAUSES_OF(rate, minus)                                                                     \
    ck_assert_int_eq(causes_of(NRR_RATE_##rate, NRR_RATE_##minus), NRR_OK)
#define UNITS_OF(rate, minus, cause)                                                               \
    ck_assert_int_eq(units_of(NRR_RATE_##rate, NRR_RATE_##minus, cause), NRR_OK)

static void begin(const nrr_fact *facts, size_t count)
{
    put(facts, count);
    ask(0, 30);
    take_snapshot();
}
#define BEGIN(facts) begin((facts), COUNT(facts))

START_TEST(a_newcomer_that_expands_or_leaves_is_what_the_textbook_formula_counts)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, -1, NEW, 100), FACT(B, MAIN, 3, NEW, 100),
                                     FACT(B, MAIN, 9, EXPANSION, 20), FACT(C, MAIN, 3, NEW, 50),
                                     FACT(C, MAIN, 9, CHURN, ALL)};

    BEGIN(facts);
    CAUSES_OF(NRR_MOVEMENTS, NRR);
    COLUMN(CAUSE, NRR_CAUSE_RETURN, NRR_CAUSE_RETURN_AS_NEW, NRR_CAUSE_OUTSIDE_EXPANSION,
           NRR_CAUSE_OUTSIDE_CONTRACTION, NRR_CAUSE_OUTSIDE_CHURN);
    COLUMN(AMOUNT, 0, 0, 20, 0, -50); /* 70 of 100, and 100 of 100 */
    COLUMN(UNITS, 0, 0, 1, 0, 1);
    UNITS_OF(NRR_MOVEMENTS, NRR, NRR_CAUSE_OUTSIDE_CHURN);
    COLUMN(CUSTOMER, C);
    COLUMN(AMOUNT, -50);
    UNITS_OF(NRR_MOVEMENTS, NRR, 0);
    COLUMN(CUSTOMER, C, B);
    COLUMN(AMOUNT, -50, 20);
    UNITS_OF(NRR, NRR_MOVEMENTS, 0);
    COLUMN(AMOUNT, 50, -20);
}
END_TEST

START_TEST(who_came_back_is_in_nrr_and_not_without_returns)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, -1, NEW, 100), FACT(A, MAIN, 5, CHURN, ALL),
                                     FACT(A, MAIN, 20, REACTIVATION, 100)};

    BEGIN(facts);
    CAUSES_OF(NRR, NRR_COHORT_NO_RETURN);
    COLUMN(CAUSE, NRR_CAUSE_RETURN, NRR_CAUSE_RETURN_AS_NEW);
    COLUMN(AMOUNT, 100, 0);
    CAUSES_OF(GRR, GRR_LOSSES);
    COLUMN(CAUSE, NRR_CAUSE_INTERRUPTION, NRR_CAUSE_DIP, NRR_CAUSE_LOSS_OF_GAINS,
           NRR_CAUSE_LOSS_BEYOND_BASE);
    COLUMN(AMOUNT, 100, 0, 0, 0);
    option(NRR_QUERY_EXPIRY, 10);
    CAUSES_OF(NRR, NRR_COHORT_NO_RETURN);
    COLUMN(AMOUNT, 0, 100);
}
END_TEST

START_TEST(losses_of_what_came_after_the_start_are_told_apart)
{
    /* 500 -> 1,379 -> 0: the losses of 1,379 are 879 beyond the base of 500. */
    static const nrr_fact gone[] = {FACT(A, MAIN, -1, NEW, 500), FACT(A, MAIN, 5, EXPANSION, 879),
                                    FACT(A, MAIN, 20, CHURN, ALL)};
    /* 100 -> 150 -> 120: nothing of the base is lost, and 30 of the gain. */
    static const nrr_fact less[] = {FACT(A, MAIN, -1, NEW, 100), FACT(A, MAIN, 5, EXPANSION, 50),
                                    FACT(A, MAIN, 20, CONTRACTION, 30)};
    /* 100 -> 60 -> 90: 30 of the loss are made good. */
    static const nrr_fact dip[] = {FACT(A, MAIN, -1, NEW, 100), FACT(A, MAIN, 5, CONTRACTION, 40),
                                   FACT(A, MAIN, 20, EXPANSION, 30)};

    BEGIN(gone);
    CAUSES_OF(GRR, GRR_LOSSES);
    COLUMN(AMOUNT, 0, 0, 0, 879);
    forget_table();
    fixture_again();
    BEGIN(less);
    CAUSES_OF(GRR, GRR_LOSSES);
    COLUMN(AMOUNT, 0, 0, 30, 0);
    forget_table();
    fixture_again();
    BEGIN(dip);
    CAUSES_OF(GRR, GRR_LOSSES);
    COLUMN(AMOUNT, 0, 30, 0, 0);
    CAUSES_OF(GRR_PATH, GRR);
    COLUMN(AMOUNT, 0, -30);
}
END_TEST

START_TEST(prices_are_taken_out_by_reason)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, -1, NEW, 100), FACT(A, MAIN, 5, EXPANSION, 12, WHY(PRICE)),
        FACT(B, MAIN, -1, NEW, 100), FACT(B, MAIN, 5, EXPANSION, 3, WHY(ESCALATOR)),
        FACT(B, MAIN, 6, CONTRACTION, 1, WHY(PRICE))};

    BEGIN(facts);
    CAUSES_OF(NRR_EX_PRICE, NRR);
    COLUMN(CAUSE, NRR_CAUSE_PRICE, NRR_CAUSE_ESCALATOR);
    COLUMN(AMOUNT, -11, -3);
    COLUMN(UNITS, 2, 1);
    UNITS_OF(NRR_EX_PRICE, NRR, NRR_CAUSE_PRICE);
    COLUMN(CUSTOMER, A, B);
    COLUMN(AMOUNT, -12, 1);
}
END_TEST

START_TEST(netting_is_of_gains_or_of_losses_whichever_are_less)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, -1, NEW, 100), FACT(A, MAIN, 5, EXPANSION, 30),
                                     FACT(B, MAIN, -1, NEW, 100), FACT(B, MAIN, 5, CHURN, ALL)};
    static const nrr_fact more[] = {FACT(A, MAIN, 6, EXPANSION, 200)};

    BEGIN(facts);
    UNITS_OF(GRR_AGGREGATE, GRR, NRR_CAUSE_NETTING); /* 130 of 200: A's gain covers for B */
    COLUMN(CUSTOMER, A);
    COLUMN(AMOUNT, 30);
    PUT(more);
    nrr_snapshot_free(the.snapshot);
    take_snapshot();
    UNITS_OF(GRR_AGGREGATE, GRR, NRR_CAUSE_NETTING); /* 200 of 200: all of B's loss is covered */
    COLUMN(CUSTOMER, B);
    COLUMN(AMOUNT, 100);
}
END_TEST

START_TEST(lines_of_a_parent_are_those_of_its_customers)
{
    static const nrr_fact facts[] = {FACT(A, P, -1, NEW, 100), FACT(A, P, 7, CHURN, ALL),
                                     FACT(B, Q, 7, NEW, 120)};
    static const uint32_t children[] = {B}, parents[] = {A};

    ck_assert_int_eq(nrr_ledger_set_parents(the.ledger, children, parents, 1, NULL), NRR_OK);
    option(NRR_QUERY_UNIT, NRR_UNIT_PARENT);
    BEGIN(facts);
    UNITS_OF(GRR, GRR_LINES, NRR_CAUSE_BETWEEN_LINES);
    COLUMN(CUSTOMER, A);
    COLUMN(AMOUNT, 100);
}
END_TEST

START_TEST(a_definition_does_not_differ_from_itself)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, -1, NEW, 100)};

    BEGIN(facts);
    CAUSES_OF(GRR_AGGREGATE, GRR_AGGREGATE);
    ck_assert_uint_eq(table_total(), 0);
    UNITS_OF(GRR, GRR, 0);
    ck_assert_uint_eq(table_total(), 0);
}
END_TEST

static const struct {
    nrr_reconciliation asked;
    nrr_status status;
} wrong[] = {
    {{.row = 1, .rate = NRR_RATE_NRR, .minus = NRR_RATE_NRR_MOVEMENTS}, NRR_E_ROW},
    {{.rate = NRR_RATE_NRR, .minus = NRR_RATE_GRR}, NRR_E_RATE},
    {{.rate = NRR_RATE_GRR, .minus = NRR_RATE_NRR}, NRR_E_RATE},
    {{.rate = NRR_RATE_NRR}, NRR_E_RATE},
    {{.minus = NRR_RATE_NRR}, NRR_E_RATE},
    {{.rate = NRR_RATE_GRR, .minus = NRR_RATE_REVENUE_CHURN}, NRR_E_RATE},
    {{.rate = NRR_RATE_REVENUE_CHURN, .minus = NRR_RATE_GRR}, NRR_E_RATE},
    {{.rate = NRR_RATE_ARPA, .minus = NRR_RATE_NRR}, NRR_E_RATE},
    {{.rate = NRR_RATE_NRR, .minus = NRR_RATE_NRR_MOVEMENTS, .reserved = 1}, NRR_E_RESERVED},
};

START_TEST(a_wrong_question_is_refused)
{
    ask(0, 30);
    take_snapshot();
    ck_assert_int_eq(nrr_snapshot_reconcile(the.snapshot, the.query, &wrong[_i].asked, &table),
                     wrong[_i].status);
    ck_assert_int_eq(nrr_snapshot_reconcile_units(the.snapshot, the.query, &wrong[_i].asked,
                                                  &all_rows, &table),
                     wrong[_i].status);
    ck_assert_ptr_null(table);
}
END_TEST

START_TEST(a_cause_that_tells_nothing_apart_is_refused)
{
    ask(0, 30);
    take_snapshot();
    ck_assert_int_eq(units_of(NRR_RATE_NRR, NRR_RATE_NRR_EX_PRICE, NRR_CAUSE_RETURN), NRR_E_CAUSE);
    ck_assert_int_eq(units_of(NRR_RATE_NRR, NRR_RATE_NRR_EX_PRICE, -1), NRR_E_CAUSE);
    ck_assert_int_eq(units_of(NRR_RATE_GRR, NRR_RATE_GRR_LINES, 15), NRR_E_CAUSE);
    ck_assert_ptr_null(table);
}
END_TEST

START_TEST(what_must_be_given_is_asked_for)
{
    nrr_reconciliation asked = {.rate = NRR_RATE_NRR, .minus = NRR_RATE_NRR_MOVEMENTS};

    take_snapshot();
    ck_assert_int_eq(causes_of(NRR_RATE_NRR, NRR_RATE_NRR), NRR_E_PERIODS);
    ck_assert_int_eq(nrr_snapshot_reconcile(NULL, the.query, &asked, &table), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_reconcile(the.snapshot, NULL, &asked, &table), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_reconcile(the.snapshot, the.query, NULL, &table), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_reconcile(the.snapshot, the.query, &asked, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_reconcile_units(NULL, the.query, &asked, &all_rows, &table),
                     NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_reconcile_units(the.snapshot, NULL, &asked, &all_rows, &table),
                     NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_reconcile_units(the.snapshot, the.query, NULL, &all_rows, &table),
                     NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_reconcile_units(the.snapshot, the.query, &asked, NULL, &table),
                     NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_reconcile_units(the.snapshot, the.query, &asked, &all_rows, NULL),
                     NRR_E_NULL);
    ck_assert_ptr_null(table);
}
END_TEST

START_TEST(a_strict_ledger_with_a_contradiction_has_no_causes)
{
    static const nrr_fact facts[] = {FACT(F, MAIN, 5, EXPANSION, 1)};

    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_STRICT, 1), NRR_OK);
    BEGIN(facts);
    ck_assert_int_eq(causes_of(NRR_RATE_NRR, NRR_RATE_NRR_MOVEMENTS), NRR_E_FINDINGS);
    ck_assert_int_eq(units_of(NRR_RATE_GRR, NRR_RATE_GRR_AGGREGATE, 0), NRR_E_FINDINGS);
}
END_TEST

START_TEST(an_amount_that_does_not_fit_is_an_overflow)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 1, NEW, 1), FACT(A, MAIN, 2, EXPANSION, INT64_MAX - 1),
                                     FACT(B, MAIN, 1, NEW, 1), FACT(B, MAIN, 2, EXPANSION, 2)};
    static const nrr_fact again[] = {FACT(A, MAIN, 3, LEVEL, 1),
                                     FACT(A, MAIN, 4, LEVEL, INT64_MAX)};

    BEGIN(facts);
    ck_assert_int_eq(causes_of(NRR_RATE_NRR_MOVEMENTS, NRR_RATE_NRR), NRR_E_OVERFLOW);
    /* Each unit's own fits. */
    UNITS_OF(NRR_MOVEMENTS, NRR, 0);
    PUT(again);
    nrr_snapshot_free(the.snapshot);
    take_snapshot();
    ck_assert_int_eq(units_of(NRR_RATE_NRR_MOVEMENTS, NRR_RATE_NRR, NRR_CAUSE_OUTSIDE_EXPANSION),
                     NRR_E_OVERFLOW);
}
END_TEST

START_TEST(a_part_of_the_units_has_no_causes)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 1, NEW, 1)};

    BEGIN(facts);
    option(NRR_QUERY_PARTS, 2);
    ck_assert_int_eq(causes_of(NRR_RATE_NRR, NRR_RATE_NRR_MOVEMENTS), NRR_E_PART);
    ck_assert_int_eq(units_of(NRR_RATE_NRR, NRR_RATE_NRR_MOVEMENTS, 0), NRR_E_PART);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("reconciliation");
    TCase *cases = table_cases("causes"), *misuse = table_cases("misuse");

    tcase_add_test(cases, a_newcomer_that_expands_or_leaves_is_what_the_textbook_formula_counts);
    tcase_add_test(cases, who_came_back_is_in_nrr_and_not_without_returns);
    tcase_add_test(cases, losses_of_what_came_after_the_start_are_told_apart);
    tcase_add_test(cases, prices_are_taken_out_by_reason);
    tcase_add_test(cases, netting_is_of_gains_or_of_losses_whichever_are_less);
    tcase_add_test(cases, lines_of_a_parent_are_those_of_its_customers);
    tcase_add_test(cases, a_definition_does_not_differ_from_itself);
    tcase_add_loop_test(misuse, a_wrong_question_is_refused, 0, COUNT(wrong));
    tcase_add_test(misuse, a_cause_that_tells_nothing_apart_is_refused);
    tcase_add_test(misuse, what_must_be_given_is_asked_for);
    tcase_add_test(misuse, a_strict_ledger_with_a_contradiction_has_no_causes);
    tcase_add_test(misuse, an_amount_that_does_not_fit_is_an_overflow);
    tcase_add_test(misuse, a_part_of_the_units_has_no_causes);
    suite_add_tcase(suite, cases);
    suite_add_tcase(suite, misuse);
    return nrr_test_main(suite);
}
