/* SPDX-License-Identifier: MIT */
/* Figures of groups, taken apart: a row of a report by dimensions is that of one group, by hand. */
#include "assignments.h"
#include "tables.h"

/* Values. The order of the keys is "large", "north", "small". */
enum { SMALL = 1, LARGE, NORTH };

/* Rows of the second period, [10, 20), by segment. */
enum { ROW_LARGE = 4, ROW_SMALL, ROW_UNASSIGNED, ROW_TOTAL };

/* In [10, 20): A expands, on a line of its own; B leaves and comes back; C comes and expands; D has
 * less; E comes and goes. */
static const nrr_fact facts[] = {
    FACT(A, P, 0, NEW, 100),           FACT(A, Q, 12, NEW, 20, WHY(CROSS_SELL)),
    FACT(B, MAIN, 1, NEW, 40),         FACT(B, MAIN, 11, CHURN, ALL),
    FACT(B, MAIN, 15, REACTIVATION, 30), FACT(C, MAIN, 13, NEW, 50),
    FACT(C, MAIN, 16, EXPANSION, 10),  FACT(D, MAIN, 2, NEW, 60),
    FACT(D, MAIN, 14, CONTRACTION, 10), FACT(E, MAIN, 12, NEW, 7),
    FACT(E, MAIN, 14, CHURN, ALL),
};

#define OF(who, when, what, is) ON(who, when, what, is, NO_LINE)

/* A is small, large from 5 on, and small again within the period. C is large from the instant at which it
 * comes; E only after it has come; D never. */
static const nrr_assignment assignments[] = {
    OF(A, 0, SEGMENT, SMALL),  OF(A, 5, SEGMENT, LARGE),  OF(A, 11, SEGMENT, SMALL),
    OF(B, 0, SEGMENT, SMALL),  OF(C, 13, SEGMENT, LARGE), OF(E, 13, SEGMENT, LARGE),
    OF(B, 0, REGION, NORTH),
    {.customer = A, .line = Q, .flags = NRR_ASSIGNMENT_LINE, .time = 0, .dimension = SEGMENT,
     .value = SMALL},
};

static void tell(void)
{
    uint32_t id;

    ck_assert_int_eq(nrr_ledger_key(the.ledger, NRR_KEY_DIMENSION, "segment", 7, &id), NRR_OK);
    ck_assert_int_eq(nrr_ledger_key(the.ledger, NRR_KEY_DIMENSION, "region", 6, &id), NRR_OK);
    ck_assert_int_eq(nrr_ledger_key(the.ledger, NRR_KEY_VALUE, "small", 5, &id), NRR_OK);
    ck_assert_int_eq(nrr_ledger_key(the.ledger, NRR_KEY_VALUE, "large", 5, &id), NRR_OK);
    ck_assert_int_eq(nrr_ledger_key(the.ledger, NRR_KEY_VALUE, "north", 5, &id), NRR_OK);
    PUT(facts);
    assign(assignments, COUNT(assignments));
    ask(0, 10);
    ask(10, 20);
    ck_assert_int_eq(nrr_query_add_dimension(the.query, "segment", 7), NRR_OK);
}

static void begin(void)
{
    tell();
    take_snapshot();
}

static nrr_status units_of(uint64_t row, nrr_measure code, uint32_t flags)
{
    nrr_cell cell = {.row = row, .measure = code, .flags = flags};

    forget_table();
    return nrr_snapshot_units(the.snapshot, the.query, &cell, &all_rows, &table);
}

#define UNITS(row, code) ck_assert_int_eq(units_of((row), NRR_MEASURE_##code, 0), NRR_OK)

static void rate_of(uint64_t row, nrr_rate code)
{
    nrr_cell cell = {.row = row, .rate = code};

    forget_table();
    ck_assert_int_eq(nrr_snapshot_units(the.snapshot, the.query, &cell, &all_rows, &table), NRR_OK);
}

static nrr_status causes_of(uint64_t row, nrr_rate rate, nrr_rate minus)
{
    nrr_reconciliation asked = {.row = row, .rate = rate, .minus = minus};

    forget_table();
    return nrr_snapshot_reconcile(the.snapshot, the.query, &asked, &table);
}

static nrr_status units_behind(uint64_t row)
{
    nrr_reconciliation asked = {
        .row = row, .rate = NRR_RATE_NRR_MOVEMENTS, .minus = NRR_RATE_NRR};

    forget_table();
    return nrr_snapshot_reconcile_units(the.snapshot, the.query, &asked, &all_rows, &table);
}

static nrr_status figures_of(uint64_t row, uint64_t top)
{
    nrr_concentration asked = {row, top};

    forget_table();
    return nrr_snapshot_concentration(the.snapshot, the.query, &asked, &table);
}

static nrr_status triangles_of(const int64_t *edges, size_t count)
{
    forget_table();
    return nrr_snapshot_cohorts(the.snapshot, the.query, edges, count, &table);
}

static const int64_t edges[] = {0, 10, 20};

/* ---- units ---- */

START_TEST(units_stand_behind_the_figure_of_their_group)
{
    begin();
    UNITS(ROW_LARGE, CLOSING);
    COLUMN(CUSTOMER, A, C);
    COLUMN(AMOUNT, 120, 60);
    COLUMN(OPENING, 100, 0);
    UNITS(ROW_SMALL, CLOSING);
    COLUMN(CUSTOMER, B);
    COLUMN(AMOUNT, 30);
    UNITS(ROW_UNASSIGNED, CLOSING);
    COLUMN(CUSTOMER, D);
    COLUMN(AMOUNT, 50);
    UNITS(ROW_TOTAL, CLOSING);
    COLUMN(CUSTOMER, A, C, D, B);
    COLUMN(AMOUNT, 120, 60, 50, 30);
}
END_TEST

START_TEST(a_unit_that_was_not_there_is_of_its_first_movements_group)
{
    begin();
    UNITS(1, CLOSING); /* [0, 10), small: A was that when it came */
    COLUMN(CUSTOMER, A, B);
    COLUMN(AMOUNT, 100, 40);
    UNITS(0, CLOSING);
    ck_assert_uint_eq(table_total(), 0);
    UNITS(ROW_LARGE, NEW);
    COLUMN(CUSTOMER, C);
    UNITS(ROW_UNASSIGNED, NEW); /* E became large after it had come */
    COLUMN(CUSTOMER, E);
}
END_TEST

START_TEST(who_contributes_nothing_is_listed_in_its_group_alone)
{
    begin();
    ck_assert_int_eq(units_of(ROW_UNASSIGNED, NRR_MEASURE_CHURN, NRR_CELL_ALL), NRR_OK);
    COLUMN(CUSTOMER, E, D);
    COLUMN(AMOUNT, 7, 0);
    ck_assert_int_eq(units_of(ROW_LARGE, NRR_MEASURE_CHURN, NRR_CELL_ALL), NRR_OK);
    COLUMN(CUSTOMER, A, C);
    COLUMN(AMOUNT, 0, 0);
}
END_TEST

START_TEST(a_cap_on_totals_is_one_on_the_groups_totals)
{
    begin();
    rate_of(ROW_LARGE, NRR_RATE_GRR_AGGREGATE); /* 100 of 100, of which 120 are left */
    COLUMN(CUSTOMER, A);
    COLUMN(AMOUNT, 100);
    rate_of(ROW_UNASSIGNED, NRR_RATE_GRR_AGGREGATE); /* 50 of 60 */
    COLUMN(AMOUNT, 50);
    rate_of(ROW_TOTAL, NRR_RATE_GRR_AGGREGATE); /* 200 of 200, both being the same */
    COLUMN(CUSTOMER, A, D, B);
    COLUMN(AMOUNT, 120, 50, 30);
}
END_TEST

START_TEST(a_line_has_its_own_value_before_its_customers)
{
    begin();
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    UNITS(ROW_LARGE, CLOSING);
    COLUMN(CUSTOMER, A, C);
    COLUMN(LINE, P, 0);
    COLUMN(AMOUNT, 100, 60);
    UNITS(ROW_SMALL, CLOSING);
    COLUMN(CUSTOMER, B, A);
    COLUMN(LINE, 0, Q);
    COLUMN(AMOUNT, 30, 20);
}
END_TEST

START_TEST(line_measures_go_where_their_unit_goes)
{
    static const uint32_t children[] = {D}, parents[] = {A};

    tell();
    ck_assert_int_eq(nrr_ledger_set_parents(the.ledger, children, parents, 1, NULL), NRR_OK);
    option(NRR_QUERY_UNIT, NRR_UNIT_PARENT);
    take_snapshot();
    UNITS(ROW_LARGE, OPENING);
    COLUMN(CUSTOMER, A);
    COLUMN(AMOUNT, 160);
    UNITS(ROW_LARGE, RETAINED_LINES); /* 100 of A's, and 50 of D's, which is of no group itself */
    COLUMN(CUSTOMER, A);
    COLUMN(AMOUNT, 150);
    UNITS(ROW_UNASSIGNED, RETAINED_LINES);
    ck_assert_uint_eq(table_total(), 0);
}
END_TEST

START_TEST(two_dimensions_make_rows_of_pairs)
{
    begin();
    ck_assert_int_eq(nrr_query_add_dimension(the.query, "region", 6), NRR_OK);
    /* large; small and north; small; nothing; the total: and so again in [10, 20) */
    UNITS(5, OPENING);
    COLUMN(CUSTOMER, A);
    UNITS(6, OPENING);
    COLUMN(CUSTOMER, B);
    UNITS(7, OPENING);
    ck_assert_uint_eq(table_total(), 0);
    UNITS(8, OPENING);
    COLUMN(CUSTOMER, D);
    UNITS(9, OPENING);
    COLUMN(CUSTOMER, A, D, B);
    ck_assert_int_eq(units_of(10, NRR_MEASURE_OPENING, 0), NRR_E_ROW);
}
END_TEST

START_TEST(a_dimension_that_nobody_has_leaves_all_unassigned)
{
    begin();
    nrr_query_free(the.query);
    ck_assert_int_eq(nrr_query_new(NULL, &the.query), NRR_OK);
    ask(10, 20);
    ck_assert_int_eq(nrr_query_add_dimension(the.query, "unheard of", 10), NRR_OK);
    UNITS(0, OPENING);
    COLUMN(CUSTOMER, A, D, B);
    UNITS(1, OPENING);
    COLUMN(CUSTOMER, A, D, B);
    ck_assert_int_eq(units_of(2, NRR_MEASURE_OPENING, 0), NRR_E_ROW);
    nrr_query_free(the.query);
    the.query = NULL;
}
END_TEST

/* ---- causes ---- */

START_TEST(causes_are_those_of_the_group)
{
    begin();
    ck_assert_int_eq(causes_of(ROW_LARGE, NRR_RATE_NRR_MOVEMENTS, NRR_RATE_NRR), NRR_OK);
    COLUMN(CAUSE, NRR_CAUSE_RETURN, NRR_CAUSE_RETURN_AS_NEW, NRR_CAUSE_OUTSIDE_EXPANSION,
           NRR_CAUSE_OUTSIDE_CONTRACTION, NRR_CAUSE_OUTSIDE_CHURN);
    COLUMN(AMOUNT, 0, 0, 10, 0, 0); /* 130 and 120 of 100 */
    ck_assert_int_eq(causes_of(ROW_SMALL, NRR_RATE_NRR_MOVEMENTS, NRR_RATE_NRR), NRR_OK);
    COLUMN(AMOUNT, -30, 0, 0, 0, 0); /* 0 and 30 of 40 */
    ck_assert_int_eq(causes_of(ROW_UNASSIGNED, NRR_RATE_NRR_MOVEMENTS, NRR_RATE_NRR), NRR_OK);
    COLUMN(AMOUNT, 0, 0, 0, 0, -7); /* 43 and 50 of 60 */
    COLUMN(UNITS, 0, 0, 0, 0, 1);
    ck_assert_int_eq(causes_of(ROW_TOTAL, NRR_RATE_NRR_MOVEMENTS, NRR_RATE_NRR), NRR_OK);
    COLUMN(AMOUNT, -30, 0, 10, 0, -7);
}
END_TEST

START_TEST(netting_is_within_the_group)
{
    begin();
    /* D lost 10 and B lost 10, A gained 20: in each group there is nothing to net, together there is. */
    ck_assert_int_eq(causes_of(ROW_UNASSIGNED, NRR_RATE_GRR_AGGREGATE, NRR_RATE_GRR), NRR_OK);
    COLUMN(AMOUNT, 0);
    ck_assert_int_eq(causes_of(ROW_LARGE, NRR_RATE_GRR_AGGREGATE, NRR_RATE_GRR), NRR_OK);
    COLUMN(AMOUNT, 0);
    ck_assert_int_eq(causes_of(ROW_TOTAL, NRR_RATE_GRR_AGGREGATE, NRR_RATE_GRR), NRR_OK);
    COLUMN(AMOUNT, 20);
}
END_TEST

START_TEST(units_behind_a_difference_are_the_groups)
{
    begin();
    ck_assert_int_eq(units_behind(ROW_UNASSIGNED), NRR_OK);
    COLUMN(CUSTOMER, E);
    COLUMN(AMOUNT, -7);
    ck_assert_int_eq(units_behind(ROW_TOTAL), NRR_OK);
    COLUMN(CUSTOMER, B, C, E);
    COLUMN(AMOUNT, -30, 10, -7);
}
END_TEST

/* ---- concentration ---- */

START_TEST(the_largest_are_those_of_the_group)
{
    begin();
    ck_assert_int_eq(figures_of(ROW_SMALL, 1), NRR_OK);
    /* B alone: 40 of 40; 10 of 10 lost; nothing gained; without it nothing is left; its 30 of 40. */
    COLUMN(NUMERATOR, 40, 10, 0, 0, 0, 30);
    COLUMN(DENOMINATOR, 40, 10, 0, 0, 0, 40);
    COLUMN(UNITS, 1, 1, 0, 1, 1, 1);
    COLUMN(CUSTOMER, 0, 0, 0, 0, 0, B);
    ck_assert_int_eq(figures_of(ROW_TOTAL, 1), NRR_OK);
    COLUMN(NUMERATOR, 100, 10, 20, 80, 80, 50);
    COLUMN(DENOMINATOR, 200, 20, 20, 100, 100, 60);
    COLUMN(CUSTOMER, 0, 0, 0, 0, 0, D);
}
END_TEST

/* ---- cohorts ---- */

START_TEST(each_group_has_a_triangle_and_then_all_units)
{
    nrr_ratio ratio;

    begin();
    ck_assert_int_eq(triangles_of(edges, 3), NRR_OK);
    COLUMN(GROUP_KIND, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3);
    COLUMN(VALUE, LARGE, LARGE, LARGE, SMALL, SMALL, SMALL, 0, 0, 0, 0, 0, 0);
    COLUMN(SECOND_VALUE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    COLUMN(COHORT, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1);
    COLUMN(TIME, 0, 0, 10, 0, 0, 10, 0, 0, 10, 0, 0, 10);
    COLUMN(AGE, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0);
    COLUMN(UNITS, 0, 0, 1, 2, 2, 0, 1, 1, 0, 3, 3, 1);
    COLUMN(REVENUE, 0, 0, 60, 140, 150, 0, 60, 50, 0, 200, 200, 60);
    COLUMN(RETAINED, 0, 0, 60, 140, 130, 0, 60, 50, 0, 200, 180, 60);
    ck_assert_int_eq(nrr_cohort_rate(table, 4, NRR_RATE_NRR, &ratio), NRR_OK);
    ck_assert_int_eq(ratio.numerator, 150);
    ck_assert_int_eq(ratio.denominator, 140);
    ck_assert_int_eq(nrr_cohort_rate(table, 12, NRR_RATE_NRR, &ratio), NRR_E_ROW);
}
END_TEST

START_TEST(a_pair_with_a_value_in_one_dimension_has_a_value)
{
    begin();
    ck_assert_int_eq(nrr_query_add_dimension(the.query, "region", 6), NRR_OK);
    ck_assert_int_eq(triangles_of(edges, 2), NRR_OK);
    COLUMN(GROUP_KIND, NRR_GROUP_VALUE, NRR_GROUP_VALUE, NRR_GROUP_VALUE, NRR_GROUP_UNASSIGNED,
           NRR_GROUP_TOTAL);
    COLUMN(VALUE, LARGE, SMALL, SMALL, 0, 0);
    COLUMN(SECOND_VALUE, 0, NORTH, 0, 0, 0);
    COLUMN(REVENUE, 0, 40, 100, 60, 200);
}
END_TEST

START_TEST(without_dimensions_all_rows_are_of_all_units)
{
    begin();
    nrr_query_free(the.query);
    ck_assert_int_eq(nrr_query_new(NULL, &the.query), NRR_OK);
    ck_assert_int_eq(triangles_of(edges, 2), NRR_OK);
    COLUMN(GROUP_KIND, NRR_GROUP_TOTAL);
    COLUMN(VALUE, 0);
    COLUMN(REVENUE, 200);
    nrr_query_free(the.query);
    the.query = NULL;
}
END_TEST

/* ---- misuse ---- */

START_TEST(too_many_rows_are_refused_before_memory_is_tried)
{
    static int64_t many[NRR_COHORT_EDGES_MAX];
    size_t i;

    for (i = 0; i < COUNT(many); i++)
        many[i] = (int64_t)i;
    begin();
    ck_assert_int_eq(triangles_of(many, COUNT(many)), NRR_E_TOO_MANY);
}
END_TEST

START_TEST(a_row_behind_the_last_is_refused)
{
    static const uint64_t rows[] = {8, 9, (uint64_t)1 << 32, UINT64_MAX};
    size_t i;

    begin();
    for (i = 0; i < COUNT(rows); i++) {
        ck_assert_int_eq(units_of(rows[i], NRR_MEASURE_OPENING, 0), NRR_E_ROW);
        ck_assert_int_eq(causes_of(rows[i], NRR_RATE_NRR, NRR_RATE_NRR_MOVEMENTS), NRR_E_ROW);
        ck_assert_int_eq(units_behind(rows[i]), NRR_E_ROW);
        ck_assert_int_eq(figures_of(rows[i], 1), NRR_E_ROW);
    }
}
END_TEST

START_TEST(contradicting_values_of_an_asked_dimension_stop_a_strict_ledger)
{
    static const nrr_assignment contradicting[] = {OF(B, 0, REGION, SMALL)};

    tell();
    assign(contradicting, 1);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_STRICT, 1), NRR_OK);
    take_snapshot();
    UNITS(ROW_SMALL, OPENING); /* by segment there is none */
    ck_assert_int_eq(nrr_query_add_dimension(the.query, "region", 6), NRR_OK);
    ck_assert_int_eq(units_of(0, NRR_MEASURE_OPENING, 0), NRR_E_FINDINGS);
    ck_assert_int_eq(causes_of(0, NRR_RATE_NRR, NRR_RATE_NRR_MOVEMENTS), NRR_E_FINDINGS);
    ck_assert_int_eq(units_behind(0), NRR_E_FINDINGS);
    ck_assert_int_eq(figures_of(0, 1), NRR_E_FINDINGS);
    ck_assert_int_eq(triangles_of(edges, 3), NRR_E_FINDINGS);
}
END_TEST

START_TEST(a_group_that_fits_is_taken_apart_where_the_total_does_not_fit)
{
    static const nrr_fact huge[] = {FACT(F, MAIN, 0, NEW, INT64_MAX)};

    tell();
    PUT(huge);
    take_snapshot();
    UNITS(ROW_SMALL, OPENING);
    COLUMN(AMOUNT, 40);
    ck_assert_int_eq(units_of(ROW_UNASSIGNED, NRR_MEASURE_OPENING, 0), NRR_E_OVERFLOW);
    ck_assert_int_eq(units_of(ROW_TOTAL, NRR_MEASURE_OPENING, 0), NRR_E_OVERFLOW);
    ck_assert_int_eq(triangles_of(edges, 3), NRR_E_OVERFLOW);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("groups, taken apart");
    TCase *units = table_cases("units"), *others = table_cases("others"),
          *misuse = table_cases("misuse");

    tcase_add_test(units, units_stand_behind_the_figure_of_their_group);
    tcase_add_test(units, a_unit_that_was_not_there_is_of_its_first_movements_group);
    tcase_add_test(units, who_contributes_nothing_is_listed_in_its_group_alone);
    tcase_add_test(units, a_cap_on_totals_is_one_on_the_groups_totals);
    tcase_add_test(units, a_line_has_its_own_value_before_its_customers);
    tcase_add_test(units, line_measures_go_where_their_unit_goes);
    tcase_add_test(units, two_dimensions_make_rows_of_pairs);
    tcase_add_test(units, a_dimension_that_nobody_has_leaves_all_unassigned);
    tcase_add_test(others, causes_are_those_of_the_group);
    tcase_add_test(others, netting_is_within_the_group);
    tcase_add_test(others, units_behind_a_difference_are_the_groups);
    tcase_add_test(others, the_largest_are_those_of_the_group);
    tcase_add_test(others, each_group_has_a_triangle_and_then_all_units);
    tcase_add_test(others, a_pair_with_a_value_in_one_dimension_has_a_value);
    tcase_add_test(others, without_dimensions_all_rows_are_of_all_units);
    tcase_add_test(misuse, too_many_rows_are_refused_before_memory_is_tried);
    tcase_add_test(misuse, a_row_behind_the_last_is_refused);
    tcase_add_test(misuse, contradicting_values_of_an_asked_dimension_stop_a_strict_ledger);
    tcase_add_test(misuse, a_group_that_fits_is_taken_apart_where_the_total_does_not_fit);
    suite_add_tcase(suite, units);
    suite_add_tcase(suite, others);
    suite_add_tcase(suite, misuse);
    return nrr_test_main(suite);
}
