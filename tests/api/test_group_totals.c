/* SPDX-License-Identifier: MIT */
/* Totals of groups: those of a query by none, in one pass with it and alone, and averages, which
 * are of totals. */
#include "groups.h"

/* ---- in one pass with a query by none ---- */

/* The report by none, in one pass with that by segment and alone, and the totals of the one by
 * segment. */
static void assert_totals(nrr_unit unit)
{
    nrr_query *plain, *pair[2];
    nrr_report *reports[2], *alone;
    const int64_t *together, *single, *grouped;
    size_t count;

    ck_assert_int_eq(nrr_query_new(NULL, &plain), NRR_OK);
    ck_assert_int_eq(nrr_query_add_period(plain, 0, 10), NRR_OK);
    ck_assert_int_eq(nrr_query_add_period(plain, 10, 30), NRR_OK);
    ck_assert_int_eq(nrr_query_set(plain, NRR_QUERY_UNIT, unit), NRR_OK);
    ck_assert_int_eq(nrr_query_set(the.query, NRR_QUERY_UNIT, unit), NRR_OK);
    pair[0] = plain;
    pair[1] = the.query;
    ck_assert_int_eq(nrr_snapshot_reports(the.snapshot, (const nrr_query *const *)pair, 2, reports),
                     NRR_OK);
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, plain, &alone), NRR_OK);
    ck_assert_int_eq(nrr_report_groups(reports[1], &count), NRR_OK);
    for (nrr_measure measure = NRR_MEASURE_OPENING; measure < NRR_MEASURE_REASON_GAIN; measure++) {
        ck_assert_int_eq(nrr_report_column(reports[0], measure, &together), NRR_OK);
        ck_assert_int_eq(nrr_report_column(alone, measure, &single), NRR_OK);
        ck_assert_int_eq(nrr_report_column(reports[1], measure, &grouped), NRR_OK);
        for (size_t period = 0; period < 2; period++) {
            ck_assert_int_eq(together[period], single[period]);
            ck_assert_int_eq(grouped[period * count + count - 1], single[period]);
        }
    }
    nrr_report_free(reports[0]);
    nrr_report_free(reports[1]);
    nrr_report_free(alone);
    nrr_query_free(plain);
}

START_TEST(a_query_by_none_beside_one_by_groups_has_the_totals)
{
    static const nrr_fact told[] = {
        FACT(A, MAIN, 1, NEW, 100),
        FACT(A, P, 12, NEW, 7),
        FACT(A, P, 20, CHURN, ALL),
        FACT(B, MAIN, -3, NEW, 50),
        FACT(B, MAIN, 5, LEVEL, 20),
        FACT(C, MAIN, 11, NEW, 9),
        FACT(C, MAIN, 15, CHURN, 9, WHY(NON_RENEWAL)),
        FACT(D, MAIN, -1, OPENING, 3),
    };
    static const nrr_assignment assignments[] = {ON(A, 0, SEGMENT, LARGE, NO_LINE),
                                                 ON(A, 11, SEGMENT, SMALL, NO_LINE),
                                                 ON(B, -9, SEGMENT, SMALL, NO_LINE)};
    static const uint32_t customers[] = {A, B}, tops[] = {D, D};

    PUT(told);
    ASSIGN(assignments);
    ck_assert_int_eq(nrr_ledger_set_parents(the.ledger, customers, tops, 2, NULL), NRR_OK);
    ck_assert_int_eq(nrr_query_add_period(the.query, 0, 10), NRR_OK);
    ck_assert_int_eq(nrr_query_add_period(the.query, 10, 30), NRR_OK);
    by_segment();
    make();
    assert_totals((nrr_unit)_i);
}
END_TEST

/* The first part of two is of the first customers, and one lies far from them. */
START_TEST(a_query_by_none_is_not_the_total_of_groups_of_other_parts)
{
    enum { AWAY = 1100 };
    static const struct {
        int64_t part, parts, closing; /* of the query by none; what it has */
    } plain[] = {{0, 1, 1167}, {0, 2, 167}, {1, 2, 1000}, {1, 3, 1000}, {0, 3, 167}};
    nrr_fact far_away = FACT(AWAY, MAIN, 5, NEW, 1000);
    nrr_query *none, *queries[2];
    nrr_report *reports[2];
    const int64_t *closing;
    size_t count = 0;
    uint32_t id;

    for (int64_t key = CUSTOMERS + 1; key <= AWAY; key++)
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, key, &id), NRR_OK);
    PUT(group_facts);
    put(&far_away, 1);
    ASSIGN(all_values);
    by_segment();
    ask(0, 10);
    option(NRR_QUERY_PARTS, 2);
    make();
    ck_assert_int_eq(nrr_query_new(NULL, &none), NRR_OK);
    ck_assert_int_eq(nrr_query_add_period(none, 0, 10), NRR_OK);
    ck_assert_int_eq(nrr_query_set(none, NRR_QUERY_PART, plain[_i / 2].part), NRR_OK);
    ck_assert_int_eq(nrr_query_set(none, NRR_QUERY_PARTS, plain[_i / 2].parts), NRR_OK);
    queries[_i % 2] = none;
    queries[1 - _i % 2] = the.query;
    ck_assert_int_eq(
        nrr_snapshot_reports(the.snapshot, (const nrr_query *const *)queries, 2, reports), NRR_OK);
    ck_assert_int_eq(nrr_report_column(reports[_i % 2], NRR_MEASURE_CLOSING, &closing), NRR_OK);
    ck_assert_int_eq(closing[0], plain[_i / 2].closing);
    ck_assert_int_eq(nrr_report_column(reports[1 - _i % 2], NRR_MEASURE_CLOSING, &closing), NRR_OK);
    ck_assert_int_eq(nrr_report_groups(reports[1 - _i % 2], &count), NRR_OK);
    ck_assert_int_eq(closing[count - 1], 167);
    nrr_report_free(reports[0]);
    nrr_report_free(reports[1]);
    nrr_query_free(none);
}
END_TEST

/* ---- sums that fill the lanes ---- */

START_TEST(sums_are_right_however_often_the_lanes_are_emptied)
{
    enum { CUSTOMERS_OF_A_BLOCK = 1024, BLOCKS = 40 };
    static nrr_fact large[BLOCKS];
    const int64_t *sums;

    for (int64_t key = CUSTOMERS + 1; key <= CUSTOMERS_OF_A_BLOCK * BLOCKS; key++) {
        uint32_t id;
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, key, &id), NRR_OK);
    }
    for (uint32_t i = 0; i < BLOCKS; i++)
        large[i] = (nrr_fact){.customer = 1 + i * CUSTOMERS_OF_A_BLOCK,
                              .time = i % 20,
                              .kind = NRR_KIND_NEW,
                              .amount = (INT64_C(1) << 53) + i};
    PUT(large);
    ck_assert_int_eq(nrr_query_add_period(the.query, 0, 10), NRR_OK);
    ck_assert_int_eq(nrr_query_add_period(the.query, 10, 30), NRR_OK);
    make();
    ck_assert_int_eq(nrr_report_column(the.report, NRR_MEASURE_CLOSING, &sums), NRR_OK);
    ck_assert_int_eq(sums[0], (INT64_C(20) << 53) + 290);
    ck_assert_int_eq(sums[1], (INT64_C(40) << 53) + 780);
    ck_assert_int_eq(nrr_report_column(the.report, NRR_MEASURE_UNITS_OPENING, &sums), NRR_OK);
    ck_assert_int_eq(sums[1], 20);
}
END_TEST

/* ---- averages ---- */

START_TEST(averages_are_of_the_totals)
{
    static const nrr_precision precision = {4, NRR_ROUND_HALF_EVEN};
    nrr_decimal of_groups, of_all;
    nrr_average average;
    nrr_report *grouped;

    PUT(group_facts);
    ASSIGN(all_values);
    ask(4, 12);
    ask(12, 20);
    make();
    grouped = the.report;
    the.report = NULL;
    by_segment();
    make();
    for (average = NRR_AVERAGE_CHAIN; average <= NRR_AVERAGE_WEIGHTED; average++) {
        ck_assert_int_eq(nrr_report_average(grouped, NRR_RATE_NRR, average, &precision, &of_all),
                         NRR_OK);
        ck_assert_int_eq(
            nrr_report_average(the.report, NRR_RATE_NRR, average, &precision, &of_groups), NRR_OK);
        ck_assert_int_eq(of_groups.status, NRR_RATIO_OK);
        ck_assert_int_eq(of_groups.scaled, of_all.scaled);
    }
    nrr_report_free(grouped);
}
END_TEST

/* Over all movements a group may lose more than 64 bits hold where all groups together do not. */
START_TEST(an_average_of_totals_does_not_mind_a_group_that_overflows)
{
    static const int64_t tenth = INT64_MAX / 10;
    static const nrr_precision precision = {0, NRR_ROUND_HALF_EVEN};
    const nrr_fact wild[] = {
        FACT(A, MAIN, 0, NEW, 4),          FACT(A, MAIN, 11, EXPANSION, 9 * tenth),
        FACT(C, MAIN, 11, NEW, 9 * tenth), FACT(C, MAIN, 12, CONTRACTION, 8 * tenth),
        FACT(C, MAIN, 13, CHURN, ALL),     FACT(C, MAIN, 14, REACTIVATION, 8 * tenth),
        FACT(C, MAIN, 15, CHURN, ALL),
    };
    static const nrr_assignment apart[] = {ON(C, 0, SEGMENT, LARGE, NO_LINE),
                                           ON(A, 0, SEGMENT, SMALL, NO_LINE)};
    nrr_ratio ratio;
    nrr_decimal decimal;

    PUT(wild);
    ASSIGN(apart);
    by_segment();
    ask(10, 20);
    make();
    ck_assert_int_eq(nrr_report_rate(the.report, 0, NRR_RATE_NRR_MOVEMENTS, &ratio),
                     NRR_E_OVERFLOW);
    ck_assert_int_eq(nrr_report_average(the.report, NRR_RATE_NRR_MOVEMENTS, NRR_AVERAGE_MEAN,
                                        &precision, &decimal),
                     NRR_OK);
    ck_assert_int_eq(decimal.scaled, 1 - 2 * tenth);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("totals of groups");
    TCase *totals = group_cases("totals");
    TCase *over = group_cases("over_the_rows");

    tcase_add_loop_test(totals, a_query_by_none_beside_one_by_groups_has_the_totals,
                        NRR_UNIT_CUSTOMER, NRR_UNIT_PARENT + 1);
    tcase_add_loop_test(totals, a_query_by_none_is_not_the_total_of_groups_of_other_parts, 0, 10);
    tcase_add_test(totals, sums_are_right_however_often_the_lanes_are_emptied);
    tcase_add_test(over, averages_are_of_the_totals);
    tcase_add_test(over, an_average_of_totals_does_not_mind_a_group_that_overflows);
    suite_add_tcase(suite, totals);
    suite_add_tcase(suite, over);
    return nrr_test_main(suite);
}
