/* SPDX-License-Identifier: MIT */
/* Reports by groups: their rows and the order of them, and to whom movements go. (What is refused
 * is in test_groups_refused.c, and who moves in the middle of things in test_group_moves.c.) */
#include "groups.h"

START_TEST(groups_are_ordered_as_integers_then_bytes_then_unassigned_and_total)
{
    static const uint32_t order[] = {MINUS, TEN, EMPTY, LARGE, SMALL};
    size_t period, i;

    PUT(group_facts);
    ASSIGN(all_values);
    by_segment();
    ask(0, 10);
    ask(10, 20);
    make();
    ck_assert_uint_eq(groups(), 7);
    for (period = 0; period < 2; period++) {
        for (i = 0; i < COUNT(order); i++)
            assert_value(7 * period + i, 0, order[i]);
        assert_no_value(7 * period + 5, 0, NRR_GROUP_UNASSIGNED);
        assert_no_value(7 * period + 6, 0, NRR_GROUP_TOTAL);
    }
}
END_TEST

START_TEST(every_row_has_its_units_and_the_total_has_all)
{
    PUT(group_facts);
    ASSIGN(all_values);
    by_segment();
    ask(10, 20);
    make();
    ROW(0, IS(OPENING, 7), IS(CLOSING, 7), IS(COHORT_CLOSING, 7), IS(RETAINED, 7),
        IS(RETAINED_PATH, 7), IS(RETAINED_CAPPED, 7), IS(RETAINED_LINES, 7), IS(UNITS_OPENING, 1),
        IS(UNITS_CLOSING, 1), IS(UNITS_UNCHANGED, 1));
    ROW(1, IS(OPENING, 40), IS(CHURN, 40), IS(COHORT_CHURN, 40), IS(NET_CHURN, 40),
        IS(UNITS_OPENING, 1), IS(UNITS_CHURNED, 1));
    ROW(5, IS(CLOSING, 60), IS(NEW, 60), IS(NET_NEW, 60), IS(UNITS_NEW, 1), IS(UNITS_CLOSING, 1));
    ROW(6, IS(OPENING, 167), IS(CLOSING, 188), IS(NEW, 60), IS(NET_NEW, 60), IS(EXPANSION, 5),
        IS(COHORT_EXPANSION, 5), IS(NET_EXPANSION, 5), IS(CONTRACTION, 4),
        IS(COHORT_CONTRACTION, 4), IS(NET_CONTRACTION, 4), IS(CHURN, 40), IS(COHORT_CHURN, 40),
        IS(NET_CHURN, 40), IS(COHORT_CLOSING, 128), IS(RETAINED, 123), IS(RETAINED_PATH, 123),
        IS(RETAINED_CAPPED, 123), IS(RETAINED_LINES, 123), IS(UNITS_OPENING, 4),
        IS(UNITS_CLOSING, 4), IS(UNITS_NEW, 1), IS(UNITS_EXPANDED, 1), IS(UNITS_CONTRACTED, 1),
        IS(UNITS_CHURNED, 1), IS(UNITS_UNCHANGED, 1));
    RATE(1, NRR, 0, 40);
    RATE(4, NRR, 105, 100);
    RATE(5, NRR, 0, 0);
    RATE(6, NRR, 128, 167);
}
END_TEST

START_TEST(who_moves_to_another_group_stays_in_the_one_that_it_had_at_the_start)
{
    PUT(group_facts);
    ASSIGN(all_values);
    by_segment();
    ask(10, 20);
    ask(20, 30);
    make();
    ck_assert_int_eq(measure(4, NRR_MEASURE_CLOSING), 105); /* small */
    ck_assert_int_eq(measure(3, NRR_MEASURE_CLOSING), 0);   /* large */
    ck_assert_uint_eq(flags(3), NRR_ROW_EMPTY);
    ck_assert_int_eq(measure(7 + 4, NRR_MEASURE_OPENING), 0);
    ck_assert_int_eq(measure(7 + 3, NRR_MEASURE_OPENING), 105);
    ck_assert_int_eq(measure(7 + 3, NRR_MEASURE_NEW), 0);
    ck_assert_uint_eq(flags(7 + 4), NRR_ROW_EMPTY);
    ck_assert_uint_eq(flags(7 + 3), 0);
}
END_TEST

/* The customers before the last one have one value each, from one instant on, until one more is
 * assigned. */
START_TEST(values_that_all_hold_from_one_instant_on_are_those_that_hold)
{
    static const nrr_assignment at_once[] = {
        ON(A, 5, SEGMENT, SMALL, NO_LINE), ON(C, 5, SEGMENT, SMALL, NO_LINE),
        ON(B, 5, SEGMENT, LARGE, NO_LINE), ON(B, 5, SEGMENT, LARGE, NO_LINE)};
    static const nrr_assignment later[] = {ON(C, 15, SEGMENT, LARGE, NO_LINE)};

    PUT(group_facts);
    ASSIGN(at_once);
    by_segment();
    ask(2, 10);
    ask(10, 20);
    ask(20, 30);
    for (int again = 0; again < 2; again++) {
        make();
        ck_assert_uint_eq(groups(), 4);
        assert_value(0, 0, LARGE);
        assert_value(1, 0, SMALL);
        ck_assert_uint_eq(flags(0), NRR_ROW_EMPTY);
        ck_assert_int_eq(measure(2, NRR_MEASURE_OPENING), 140); /* before the instant */
        ck_assert_int_eq(measure(4 + 0, NRR_MEASURE_OPENING), 40);
        ck_assert_int_eq(measure(4 + 1, NRR_MEASURE_OPENING), 107);
        ck_assert_int_eq(measure(4 + 2, NRR_MEASURE_OPENING), 20);
        ck_assert_int_eq(measure(8 + 0, NRR_MEASURE_OPENING), again == 0 ? 0 : 7);
        ck_assert_int_eq(measure(8 + 1, NRR_MEASURE_OPENING), again == 0 ? 112 : 105);
        ASSIGN(later);
    }
}
END_TEST

START_TEST(pairs_are_those_that_occur)
{
    static const nrr_assignment regions[] = {
        ON(A, 0, REGION, TEN, NO_LINE),
        ON(F, 0, REGION, TEN, NO_LINE),
        ON(B, 5, REGION, MINUS, NO_LINE),
    };

    PUT(group_facts);
    ASSIGN(all_values);
    ASSIGN(regions);
    by_segment();
    by_region();
    ask(10, 20);
    make();
    ck_assert_uint_eq(groups(), 10);
    assert_value(0, 0, MINUS);
    assert_no_value(0, 1, NRR_GROUP_UNASSIGNED);
    assert_value(1, 0, TEN);
    assert_value(1, 1, MINUS);
    assert_value(2, 0, TEN);
    assert_no_value(2, 1, NRR_GROUP_UNASSIGNED);
    assert_value(3, 0, EMPTY);
    assert_value(4, 0, LARGE);
    assert_value(4, 1, TEN);
    assert_value(5, 0, SMALL);
    assert_value(5, 1, TEN);
    assert_value(6, 0, SMALL);
    assert_no_value(6, 1, NRR_GROUP_UNASSIGNED);
    assert_no_value(7, 0, NRR_GROUP_UNASSIGNED);
    assert_value(7, 1, TEN);
    assert_no_value(8, 0, NRR_GROUP_UNASSIGNED);
    assert_no_value(8, 1, NRR_GROUP_UNASSIGNED);
    assert_no_value(9, 0, NRR_GROUP_TOTAL);
    assert_no_value(9, 1, NRR_GROUP_TOTAL);
    ck_assert_int_eq(measure(1, NRR_MEASURE_CHURN), 40);
    ck_assert_int_eq(measure(5, NRR_MEASURE_OPENING), 100);
    ck_assert_uint_eq(flags(6), NRR_ROW_EMPTY);
}
END_TEST

START_TEST(a_line_has_its_own_value_or_that_of_its_customer)
{
    static const nrr_fact lines[] = {FACT(A, P, 0, NEW, 10), FACT(A, Q, 0, NEW, 3),
                                     FACT(B, R, 0, NEW, 5)};
    static const nrr_assignment own[] = {
        ON(A, 0, SEGMENT, SMALL, NO_LINE),
        ON(A, 0, SEGMENT, LARGE, OF_LINE(Q)),
        ON(B, 0, SEGMENT, LARGE, OF_LINE(R)),
    };

    PUT(lines);
    ASSIGN(own);
    by_segment();
    ask(0, 10);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    make();
    ck_assert_int_eq(measure(0, NRR_MEASURE_NEW), 8);
    ck_assert_int_eq(measure(1, NRR_MEASURE_NEW), 10);
    ck_assert_int_eq(measure(2, NRR_MEASURE_NEW), 0);
    option(NRR_QUERY_UNIT, NRR_UNIT_CUSTOMER);
    make();
    ck_assert_int_eq(measure(0, NRR_MEASURE_NEW), 0);
    ck_assert_int_eq(measure(1, NRR_MEASURE_NEW), 13);
    ck_assert_int_eq(measure(2, NRR_MEASURE_NEW), 5);
}
END_TEST

START_TEST(a_dimension_that_nobody_has_a_value_of_has_unassigned_alone)
{
    PUT(group_facts);
    by_segment();
    by_region();
    ask(0, 10);
    make();
    ck_assert_uint_eq(groups(), 2);
    assert_no_value(0, 0, NRR_GROUP_UNASSIGNED);
    assert_no_value(0, 1, NRR_GROUP_UNASSIGNED);
    ck_assert_int_eq(measure(0, NRR_MEASURE_NEW), 167);
    ck_assert_int_eq(measure(1, NRR_MEASURE_NEW), 167);
}
END_TEST

START_TEST(without_dimensions_each_period_has_the_total_alone)
{
    nrr_group_kind kind = 77;
    nrr_key key;

    PUT(group_facts);
    ASSIGN(all_values);
    ask(0, 10);
    make();
    ck_assert_uint_eq(groups(), 1);
    ck_assert_int_eq(nrr_report_group(the.report, 0, 0, &kind, &key), NRR_E_DIMENSION);
    ck_assert_int_eq(kind, 77);
}
END_TEST

START_TEST(keys_of_groups_outlive_ledger_and_snapshot)
{
    PUT(group_facts);
    ASSIGN(all_values);
    by_segment();
    ask(0, 10);
    make();
    nrr_snapshot_free(the.snapshot);
    the.snapshot = NULL;
    nrr_ledger_free(the.ledger);
    the.ledger = NULL;
    assert_value(3, 0, LARGE);
    assert_value(0, 0, MINUS);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rows of groups");
    TCase *rows = group_cases("rows");

    tcase_add_test(rows, groups_are_ordered_as_integers_then_bytes_then_unassigned_and_total);
    tcase_add_test(rows, every_row_has_its_units_and_the_total_has_all);
    tcase_add_test(rows, who_moves_to_another_group_stays_in_the_one_that_it_had_at_the_start);
    tcase_add_test(rows, values_that_all_hold_from_one_instant_on_are_those_that_hold);
    tcase_add_test(rows, pairs_are_those_that_occur);
    tcase_add_test(rows, a_line_has_its_own_value_or_that_of_its_customer);
    tcase_add_test(rows, a_dimension_that_nobody_has_a_value_of_has_unassigned_alone);
    tcase_add_test(rows, without_dimensions_each_period_has_the_total_alone);
    tcase_add_test(rows, keys_of_groups_outlive_ledger_and_snapshot);
    suite_add_tcase(suite, rows);
    return nrr_test_main(suite);
}
