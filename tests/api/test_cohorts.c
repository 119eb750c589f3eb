/* SPDX-License-Identifier: MIT */
/* Acquisition cohorts: the triangle by hand, and misuse. */
#include "tables.h"

static const int64_t edges[] = {0, 10, 20, 30, 40};

/* A is of cohort 0 and expands; B is of cohort 0, gone before its end, and comes back; C is carried
 * in; D is of cohort 1 and shrinks at an edge; E comes before all edges. */
static const nrr_fact facts[] = {
    FACT(A, MAIN, 0, NEW, 100),       FACT(A, MAIN, 20, EXPANSION, 50),
    FACT(B, MAIN, 3, NEW, 40),        FACT(B, MAIN, 7, CHURN, ALL),
    FACT(B, MAIN, 25, NEW, 30),       FACT(C, MAIN, 5, OPENING, 1000),
    FACT(D, P, 19, NEW, 60),          FACT(D, P, 30, CONTRACTION, 20),
    FACT(E, MAIN, -1, NEW, 7),        FACT(E, MAIN, 12, EXPANSION, 7),
    FACT(A, MAIN, 40, CHURN, ALL),
};

static nrr_status triangle_of(const int64_t *given, size_t count)
{
    forget_table();
    return nrr_snapshot_cohorts(the.snapshot, the.query, given, count, &table);
}

static void assert_ratio(size_t row, nrr_rate rate, int64_t numerator, int64_t denominator)
{
    nrr_ratio ratio = {-7, -7, -7, 7};

    ck_assert_int_eq(nrr_cohort_rate(table, row, rate, &ratio), NRR_OK);
    ck_assert_int_eq(ratio.numerator, numerator);
    ck_assert_int_eq(ratio.denominator, denominator);
    ck_assert_uint_eq(ratio.reserved, 0);
}

START_TEST(a_triangle_follows_each_cohort_from_the_edge_that_ends_it)
{
    PUT(facts);
    take_snapshot();
    ck_assert_int_eq(triangle_of(edges, COUNT(edges)), NRR_OK);
    COLUMN(COHORT, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3);
    COLUMN(TIME, 0, 0, 0, 0, 10, 10, 10, 20, 20, 30);
    COLUMN(AGE, 0, 1, 2, 3, 0, 1, 2, 0, 1, 0);
    COLUMN(UNITS, 1, 1, 2, 2, 1, 1, 1, 0, 0, 0);
    COLUMN(REVENUE, 100, 100, 180, 180, 60, 60, 40, 0, 0, 0);
    COLUMN(RETAINED, 100, 100, 100, 100, 60, 60, 40, 0, 0, 0);
}
END_TEST

START_TEST(rates_are_over_the_base_of_the_cohort)
{
    PUT(facts);
    take_snapshot();
    ck_assert_int_eq(triangle_of(edges, COUNT(edges)), NRR_OK);
    assert_ratio(2, NRR_RATE_NRR, 180, 100);
    assert_ratio(2, NRR_RATE_GRR, 100, 100);
    assert_ratio(2, NRR_RATE_LOGO_RETENTION, 2, 1);
    assert_ratio(6, NRR_RATE_NRR, 40, 60);
    assert_ratio(8, NRR_RATE_GRR, 0, 0);
}
END_TEST

START_TEST(a_cohort_whose_base_was_gone_has_unbounded_rates)
{
    nrr_ratio ratio = {0, 0, 0, 0};
    static const nrr_fact gone[] = {FACT(B, MAIN, 3, NEW, 40), FACT(B, MAIN, 7, CHURN, ALL),
                                    FACT(B, MAIN, 25, NEW, 30)};

    PUT(gone);
    take_snapshot();
    ck_assert_int_eq(triangle_of(edges, COUNT(edges)), NRR_OK);
    ck_assert_int_eq(nrr_cohort_rate(table, 1, NRR_RATE_NRR, &ratio), NRR_OK);
    ck_assert_int_eq(ratio.status, NRR_RATIO_UNDEFINED);
    ck_assert_int_eq(nrr_cohort_rate(table, 2, NRR_RATE_NRR, &ratio), NRR_OK);
    ck_assert_int_eq(ratio.status, NRR_RATIO_UNBOUNDED);
}
END_TEST

START_TEST(lines_have_cohorts_of_their_own)
{
    static const nrr_fact lines[] = {FACT(A, P, 5, NEW, 10), FACT(A, Q, 15, NEW, 20),
                                     FACT(A, P, 15, CHURN, ALL)};

    PUT(lines);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    take_snapshot();
    ck_assert_int_eq(triangle_of(edges, 3), NRR_OK);
    COLUMN(REVENUE, 10, 0, 20);
}
END_TEST

START_TEST(expiry_makes_nobody_a_member_of_another_cohort)
{
    PUT(facts);
    option(NRR_QUERY_EXPIRY, 0);
    take_snapshot();
    ck_assert_int_eq(triangle_of(edges, COUNT(edges)), NRR_OK);
    COLUMN(UNITS, 1, 1, 2, 2, 1, 1, 1, 0, 0, 0);
}
END_TEST

START_TEST(edges_are_checked)
{
    static const int64_t equal[] = {0, 5, 5}, falling[] = {5, 0};
    nrr_table *none = NULL;

    PUT(facts);
    take_snapshot();
    ck_assert_int_eq(triangle_of(equal, 3), NRR_E_EDGES);
    ck_assert_int_eq(triangle_of(falling, 2), NRR_E_EDGES);
    ck_assert_int_eq(triangle_of(edges, 1), NRR_E_EDGES);
    ck_assert_int_eq(triangle_of(edges, 0), NRR_E_EDGES);
    /* Too many are refused before they are looked at. */
    ck_assert_int_eq(triangle_of(edges, NRR_COHORT_EDGES_MAX + 1), NRR_E_TOO_MANY);
    ck_assert_int_eq(triangle_of(NULL, 2), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_cohorts(NULL, the.query, edges, 2, &none), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_cohorts(the.snapshot, NULL, edges, 2, &none), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_cohorts(the.snapshot, the.query, edges, 2, NULL), NRR_E_NULL);
    ck_assert_ptr_null(table);
    ck_assert_ptr_null(none);
}
END_TEST

START_TEST(rates_of_other_tables_rows_and_rates_are_refused)
{
    nrr_ratio ratio = {-7, -7, -7, 7};
    nrr_table *findings = NULL;

    PUT(facts);
    take_snapshot();
    ck_assert_int_eq(triangle_of(edges, 3), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_findings(the.snapshot, &all_rows, &findings), NRR_OK);
    ck_assert_int_eq(nrr_cohort_rate(findings, 0, NRR_RATE_NRR, &ratio), NRR_E_FIELD);
    ck_assert_int_eq(nrr_cohort_rate(table, 3, NRR_RATE_NRR, &ratio), NRR_E_ROW);
    ck_assert_int_eq(nrr_cohort_rate(table, 0, NRR_RATE_GRR_PATH, &ratio), NRR_E_RATE);
    ck_assert_int_eq(nrr_cohort_rate(NULL, 0, NRR_RATE_NRR, &ratio), NRR_E_NULL);
    ck_assert_int_eq(nrr_cohort_rate(table, 0, NRR_RATE_NRR, NULL), NRR_E_NULL);
    ck_assert_int_eq(ratio.numerator, -7);
    nrr_table_free(findings);
}
END_TEST

START_TEST(a_cell_that_does_not_fit_is_an_overflow)
{
    static const nrr_fact huge[] = {FACT(A, MAIN, 5, NEW, INT64_MAX), FACT(B, MAIN, 5, NEW, 1)};

    PUT(huge);
    take_snapshot();
    ck_assert_int_eq(triangle_of(edges, 3), NRR_E_OVERFLOW);
    /* Where nobody is a member there is nothing to add. */
    ck_assert_int_eq(triangle_of(edges + 1, 3), NRR_OK);
}
END_TEST

START_TEST(a_strict_ledger_with_a_contradiction_has_no_triangle)
{
    static const nrr_fact wrong[] = {FACT(F, MAIN, 5, EXPANSION, 1)};

    PUT(facts);
    PUT(wrong);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_STRICT, 1), NRR_OK);
    take_snapshot();
    ck_assert_int_eq(triangle_of(edges, 3), NRR_E_FINDINGS);
}
END_TEST

START_TEST(a_part_of_the_units_has_no_triangle)
{
    PUT(facts);
    take_snapshot();
    option(NRR_QUERY_PARTS, 2);
    ck_assert_int_eq(triangle_of(edges, 3), NRR_E_PART);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cohorts");
    TCase *cases = table_cases("cohorts");

    tcase_add_test(cases, a_triangle_follows_each_cohort_from_the_edge_that_ends_it);
    tcase_add_test(cases, rates_are_over_the_base_of_the_cohort);
    tcase_add_test(cases, a_cohort_whose_base_was_gone_has_unbounded_rates);
    tcase_add_test(cases, lines_have_cohorts_of_their_own);
    tcase_add_test(cases, expiry_makes_nobody_a_member_of_another_cohort);
    tcase_add_test(cases, edges_are_checked);
    tcase_add_test(cases, rates_of_other_tables_rows_and_rates_are_refused);
    tcase_add_test(cases, a_cell_that_does_not_fit_is_an_overflow);
    tcase_add_test(cases, a_strict_ledger_with_a_contradiction_has_no_triangle);
    tcase_add_test(cases, a_part_of_the_units_has_no_triangle);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
