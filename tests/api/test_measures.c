/* SPDX-License-Identifier: MIT */
/* What a period is measured by (METRICS.md section 4). Renewals are in test_renewals.c. */
#include "fixture.h"

START_TEST(an_event_at_the_start_belongs_to_the_period)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 10, NEW, 5)};

    PUT(facts);
    ask(10, 20);
    compute();
    ROW(0, IS(CLOSING, 5), IS(NEW, 5), IS(NET_NEW, 5), IS(UNITS_CLOSING, 1), IS(UNITS_NEW, 1));
}
END_TEST

START_TEST(an_event_at_the_end_belongs_to_the_next)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 20, NEW, 5)};

    PUT(facts);
    ask(10, 20);
    ask(20, 21);
    compute();
    ROW(0, IS(OPENING, 0));
    ck_assert_uint_eq(flags(0), NRR_ROW_EMPTY);
    ck_assert_int_eq(measure(1, NRR_MEASURE_NEW), 5);
}
END_TEST

START_TEST(an_event_just_before_the_start_is_in_the_opening)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 9, NEW, 5)};

    PUT(facts);
    ask(10, 20);
    compute();
    ROW(0, IS(OPENING, 5), IS(CLOSING, 5), IS(COHORT_CLOSING, 5), IS(RETAINED, 5),
        IS(RETAINED_PATH, 5), IS(RETAINED_CAPPED, 5), IS(RETAINED_LINES, 5), IS(UNITS_OPENING, 1),
        IS(UNITS_CLOSING, 1), IS(UNITS_UNCHANGED, 1));
}
END_TEST

START_TEST(an_event_just_before_the_end_is_in_the_closing)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 9, NEW, 5), FACT(A, MAIN, 19, CHURN, ALL)};

    PUT(facts);
    ask(10, 20);
    compute();
    ROW(0, IS(OPENING, 5), IS(CHURN, 5), IS(COHORT_CHURN, 5), IS(NET_CHURN, 5),
        IS(UNITS_OPENING, 1), IS(UNITS_CHURNED, 1));
}
END_TEST

/* One customer per state, with levels that no other sum gives. */
START_TEST(every_state_of_a_unit_has_its_measures)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 1),          FACT(A, MAIN, 15, CHURN, ALL),       /* churned */
        FACT(B, MAIN, 0, NEW, 10),         FACT(B, MAIN, 15, EXPANSION, 20),    /* expanded */
        FACT(C, MAIN, 0, NEW, 300),        FACT(C, MAIN, 15, CONTRACTION, 100), /* contracted */
        FACT(D, MAIN, 0, NEW, 1000),                                            /* unchanged */
        FACT(E, MAIN, 15, OPENING, 20000),                                      /* carried in */
        FACT(F, MAIN, 15, NEW, 300000),                                         /* new */
        FACT(7, MAIN, 0, NEW, 5000000),    FACT(7, MAIN, 1, CHURN, ALL),
        FACT(7, MAIN, 15, NEW, 4000000),                                  /* reactivated */
        FACT(8, MAIN, 15, NEW, 70000000),  FACT(8, MAIN, 16, CHURN, ALL), /* transient */
    };

    PUT(facts);
    ask(10, 20);
    compute();
    ROW(0, IS(OPENING, 1311), IS(CLOSING, 4321230), IS(CARRIED_IN, 20000), IS(NEW, 70300000),
        IS(REACTIVATION, 4000000), IS(EXPANSION, 20), IS(CONTRACTION, 100), IS(CHURN, 70000001),
        IS(COHORT_EXPANSION, 20), IS(COHORT_CONTRACTION, 100), IS(COHORT_CHURN, 1),
        IS(COHORT_CLOSING, 1230), IS(NET_CARRIED_IN, 20000), IS(NET_NEW, 300000),
        IS(NET_REACTIVATION, 4000000), IS(NET_EXPANSION, 20), IS(NET_CONTRACTION, 100),
        IS(NET_CHURN, 1), IS(RETAINED, 1210), IS(RETAINED_PATH, 1210), IS(RETAINED_CAPPED, 1210),
        IS(RETAINED_LINES, 1210), IS(UNITS_OPENING, 4), IS(UNITS_CLOSING, 6), IS(UNITS_NEW, 1),
        IS(UNITS_REACTIVATED, 1), IS(UNITS_CARRIED_IN, 1), IS(UNITS_EXPANDED, 1),
        IS(UNITS_CONTRACTED, 1), IS(UNITS_CHURNED, 1), IS(UNITS_UNCHANGED, 1),
        IS(UNITS_TRANSIENT, 1));
}
END_TEST

START_TEST(gross_counts_every_movement_and_net_each_unit_once)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 100),
        FACT(A, MAIN, 11, EXPANSION, 50),
        FACT(A, MAIN, 12, CONTRACTION, 70),
        FACT(A, MAIN, 13, EXPANSION, 5),
    };

    PUT(facts);
    ask(10, 20);
    compute();
    ROW(0, IS(OPENING, 100), IS(CLOSING, 85), IS(EXPANSION, 55), IS(CONTRACTION, 70),
        IS(COHORT_EXPANSION, 55), IS(COHORT_CONTRACTION, 70), IS(COHORT_CLOSING, 85),
        IS(NET_CONTRACTION, 15), IS(RETAINED, 85), IS(RETAINED_PATH, 80), IS(RETAINED_CAPPED, 30),
        IS(RETAINED_LINES, 85), IS(UNITS_OPENING, 1), IS(UNITS_CLOSING, 1),
        IS(UNITS_CONTRACTED, 1));
}
END_TEST

START_TEST(a_new_unit_is_classed_by_its_first_movement_and_amounts_to_where_it_ends)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 11, NEW, 100),
        FACT(A, MAIN, 12, CHURN, ALL),
        FACT(A, MAIN, 13, REACTIVATION, 40),
        FACT(B, MAIN, 11, OPENING, 7),
        FACT(B, MAIN, 12, CHURN, ALL),
        FACT(B, MAIN, 13, NEW, 9),
        FACT(C, MAIN, 1, NEW, 1),
        FACT(C, MAIN, 2, CHURN, ALL),
        FACT(C, MAIN, 11, NEW, 2),
        FACT(C, MAIN, 12, CHURN, ALL),
        FACT(C, MAIN, 13, OPENING, 500),
    };

    PUT(facts);
    ask(10, 20);
    compute();
    ROW(0, IS(CLOSING, 549), IS(CARRIED_IN, 507), IS(NEW, 100), IS(REACTIVATION, 51),
        IS(CHURN, 109), IS(NET_CARRIED_IN, 9), IS(NET_NEW, 40), IS(NET_REACTIVATION, 500),
        IS(UNITS_CLOSING, 3), IS(UNITS_NEW, 1), IS(UNITS_CARRIED_IN, 1), IS(UNITS_REACTIVATED, 1));
}
END_TEST

START_TEST(the_cohort_is_fixed_at_the_start)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 100),         FACT(A, MAIN, 11, CHURN, ALL),
        FACT(A, MAIN, 12, OPENING, 30), /* starts from zero: a cohort_reactivation of any class */
        FACT(A, MAIN, 13, EXPANSION, 5),    FACT(B, MAIN, 10, NEW, 1000),
        FACT(B, MAIN, 13, EXPANSION, 2000), FACT(B, MAIN, 14, CONTRACTION, 500),
        FACT(B, MAIN, 15, CHURN, ALL),      FACT(B, MAIN, 16, NEW, 10000),
    };

    PUT(facts);
    ask(10, 20);
    compute();
    ROW(0, IS(OPENING, 100), IS(CLOSING, 10035), IS(CARRIED_IN, 30), IS(NEW, 1000),
        IS(REACTIVATION, 10000), IS(EXPANSION, 2005), IS(CONTRACTION, 500), IS(CHURN, 2600),
        IS(COHORT_EXPANSION, 5), IS(COHORT_CHURN, 100), IS(COHORT_REACTIVATION, 30),
        IS(COHORT_CLOSING, 35), IS(NET_NEW, 10000), IS(NET_CONTRACTION, 65), IS(RETAINED, 35),
        IS(RETAINED_LINES, 35), IS(UNITS_OPENING, 1), IS(UNITS_CLOSING, 2), IS(UNITS_NEW, 1),
        IS(UNITS_CONTRACTED, 1), IS(UNITS_RETURNED, 1));
}
END_TEST

START_TEST(the_path_is_the_lowest_level_on_the_way_the_opening_included)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 100),   FACT(A, MAIN, 11, LEVEL, 130),  FACT(A, MAIN, 12, LEVEL, 40),
        FACT(A, MAIN, 13, LEVEL, 60), FACT(A, MAIN, 14, LEVEL, 50),   FACT(A, MAIN, 20, LEVEL, 1),
        FACT(B, MAIN, 0, NEW, 1000),  FACT(B, MAIN, 12, LEVEL, 1001),
    };

    PUT(facts);
    ask(10, 20);
    ask(12, 20);
    ask(13, 20);
    ask(13, 14);
    ask(10, 12);
    ask(10, 21);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_RETAINED_PATH), 1040);
    ck_assert_int_eq(measure(1, NRR_MEASURE_RETAINED_PATH), 1040); /* the event at 12 counts */
    ck_assert_int_eq(measure(2, NRR_MEASURE_RETAINED_PATH), 1041); /* 40 at the start */
    ck_assert_int_eq(measure(3, NRR_MEASURE_RETAINED_PATH), 1041);
    ck_assert_int_eq(measure(4, NRR_MEASURE_RETAINED_PATH), 1100);
    ck_assert_int_eq(measure(5, NRR_MEASURE_RETAINED_PATH), 1001);
}
END_TEST

START_TEST(a_unit_that_was_at_zero_before_is_no_path)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 12, NEW, 100), FACT(A, MAIN, 13, LEVEL, 40)};

    PUT(facts);
    ask(10, 20);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_RETAINED_PATH), 0);
    ck_assert_int_eq(measure(0, NRR_MEASURE_RETAINED_CAPPED), 0);
    ck_assert_int_eq(measure(0, NRR_MEASURE_RETAINED), 0);
    ck_assert_int_eq(measure(0, NRR_MEASURE_RETAINED_LINES), 0);
}
END_TEST

START_TEST(capped_losses_go_no_further_than_the_units_own_opening)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 100),     FACT(A, MAIN, 11, LEVEL, 500),
        FACT(A, MAIN, 12, LEVEL, 401),  FACT(B, MAIN, 0, NEW, 100),
        FACT(B, MAIN, 11, LEVEL, 500),  FACT(B, MAIN, 12, LEVEL, 400),
        FACT(C, MAIN, 0, NEW, 100),     FACT(C, MAIN, 11, LEVEL, 500),
        FACT(C, MAIN, 12, LEVEL, 0),    FACT(C, MAIN, 13, LEVEL, 100),
        FACT(D, MAIN, 0, NEW, 40),      FACT(D, MAIN, 11, CONTRACTION, 5),
        FACT(D, MAIN, 12, CHURN, ALL),  FACT(E, MAIN, 0, NEW, 1000),
        FACT(E, MAIN, 12, LEVEL, 2000),
    };

    PUT(facts);
    ask(10, 20);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_RETAINED_CAPPED), 1 + 0 + 0 + 0 + 1000);
}
END_TEST

START_TEST(lines_are_retained_each_for_itself_whatever_the_unit)
{
    static const nrr_fact facts[] = {
        FACT(A, P, 0, NEW, 100),    FACT(A, Q, 0, NEW, 50),    FACT(A, P, 11, LEVEL, 30),
        FACT(A, Q, 11, LEVEL, 200), FACT(A, R, 11, NEW, 1000), FACT(B, P, 0, NEW, 7),
        FACT(B, P, 11, CHURN, ALL), FACT(B, P, 12, NEW, 5),
    };

    PUT(facts);
    ask(10, 20);
    compute();
    ROW(0, IS(OPENING, 157), IS(CLOSING, 1235), IS(EXPANSION, 1080), IS(CHURN, 7),
        IS(REACTIVATION, 5), IS(COHORT_EXPANSION, 1080), IS(COHORT_CHURN, 7),
        IS(COHORT_REACTIVATION, 5), IS(COHORT_CLOSING, 1235), IS(NET_EXPANSION, 1080),
        IS(NET_CONTRACTION, 2), IS(RETAINED, 155), IS(RETAINED_PATH, 150), IS(RETAINED_CAPPED, 150),
        IS(RETAINED_LINES, 85), IS(UNITS_OPENING, 2), IS(UNITS_CLOSING, 2), IS(UNITS_EXPANDED, 1),
        IS(UNITS_CONTRACTED, 1), IS(UNITS_RETURNED, 1));
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    compute();
    ROW(0, IS(OPENING, 157), IS(CLOSING, 1235), IS(NEW, 1000), IS(EXPANSION, 150),
        IS(CONTRACTION, 70), IS(CHURN, 7), IS(REACTIVATION, 5), IS(COHORT_EXPANSION, 150),
        IS(COHORT_CONTRACTION, 70), IS(COHORT_CHURN, 7), IS(COHORT_REACTIVATION, 5),
        IS(COHORT_CLOSING, 235), IS(NET_NEW, 1000), IS(NET_EXPANSION, 150), IS(NET_CONTRACTION, 72),
        IS(RETAINED, 85), IS(RETAINED_PATH, 80), IS(RETAINED_CAPPED, 80), IS(RETAINED_LINES, 85),
        IS(UNITS_OPENING, 3), IS(UNITS_CLOSING, 4), IS(UNITS_NEW, 1), IS(UNITS_EXPANDED, 1),
        IS(UNITS_CONTRACTED, 2), IS(UNITS_RETURNED, 1));
}
END_TEST

/* By line, every line counts as a unit; also where the customer as a whole never moved. */
START_TEST(by_line_a_transfer_between_lines_is_movement)
{
    static const nrr_fact facts[] = {
        FACT(A, P, 0, NEW, 100),
        FACT(A, P, 11, CONTRACTION, 40),
        FACT(A, Q, 11, NEW, 40),
    };

    PUT(facts);
    ask(10, 20);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_UNITS_UNCHANGED), 1);
    ck_assert_int_eq(measure(0, NRR_MEASURE_RETAINED), 100);
    ck_assert_int_eq(measure(0, NRR_MEASURE_RETAINED_LINES), 60);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_UNITS_UNCHANGED), 0);
    ck_assert_int_eq(measure(0, NRR_MEASURE_RETAINED), 60);
    ck_assert_int_eq(measure(0, NRR_MEASURE_NEW), 40);
}
END_TEST

/* The lines move a hundred times each, and the customer but once. */
START_TEST(lines_may_move_more_often_than_their_customer)
{
    enum { STEPS = 100 };
    int step;

    for (step = 0; step < STEPS; step++) {
        nrr_fact rising = FACT(A, P, 0, LEVEL, 0), falling = FACT(A, Q, 0, LEVEL, 0);

        rising.time = falling.time = step;
        rising.amount = 1 + step;
        falling.amount = STEPS - step;
        put(&rising, 1);
        put(&falling, 1);
    }
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    ask(10, 60);
    ask(20, 70);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_OPENING), STEPS + 1);
    ck_assert_int_eq(measure(0, NRR_MEASURE_EXPANSION), 50);
    ck_assert_int_eq(measure(0, NRR_MEASURE_CONTRACTION), 50);
    ck_assert_int_eq(measure(0, NRR_MEASURE_RETAINED_PATH), 10 + 41);
    ck_assert_int_eq(measure(1, NRR_MEASURE_RETAINED_PATH), 20 + 31);
    option(NRR_QUERY_UNIT, NRR_UNIT_CUSTOMER);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_UNITS_UNCHANGED), 1);
    ck_assert_int_eq(measure(0, NRR_MEASURE_RETAINED_LINES), 10 + 41);
}
END_TEST

/* Customers with one line and with several, side by side in one block. */
START_TEST(customers_with_one_line_and_with_many_add_up)
{
    static const nrr_fact facts[] = {
        FACT(A, P, 0, NEW, 1),      FACT(B, P, 0, NEW, 10),       FACT(B, Q, 0, NEW, 20),
        FACT(C, MAIN, 0, NEW, 100), FACT(D, MAIN, 0, NEW, 1000),  FACT(D, P, 1, NEW, 2000),
        FACT(D, Q, 2, NEW, 4000),   FACT(F, R, 0, NEW, 10000),    FACT(B, P, 12, CHURN, ALL),
        FACT(D, Q, 12, LEVEL, 1),   FACT(F, R, 12, LEVEL, 20000),
    };

    PUT(facts);
    ask(10, 20);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_OPENING), 17131);
    ck_assert_int_eq(measure(0, NRR_MEASURE_CLOSING), 23122);
    ck_assert_int_eq(measure(0, NRR_MEASURE_RETAINED), 13122);
    ck_assert_int_eq(measure(0, NRR_MEASURE_RETAINED_LINES), 13122);
    ck_assert_int_eq(measure(0, NRR_MEASURE_UNITS_OPENING), 5);
    ck_assert_int_eq(measure(0, NRR_MEASURE_UNITS_CONTRACTED), 2);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_OPENING), 17131);
    ck_assert_int_eq(measure(0, NRR_MEASURE_UNITS_OPENING), 8);
    ck_assert_int_eq(measure(0, NRR_MEASURE_UNITS_CHURNED), 1);
}
END_TEST

START_TEST(reasons_split_the_gains_and_losses_of_the_cohort)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 100, WHY(UPSELL)),
        FACT(A, MAIN, 11, EXPANSION, 5, WHY(UPSELL)),
        FACT(A, MAIN, 12, EXPANSION, 6, WHY(UPSELL)),
        FACT(A, MAIN, 13, EXPANSION, 7),
        FACT(A, MAIN, 14, CONTRACTION, 3, WHY(UPSELL)),
        FACT(A, MAIN, 15, CHURN, ALL, WHY(PAUSE)),
        FACT(A, MAIN, 16, REACTIVATION, 50, WHY(MIGRATION)),
        FACT(A, MAIN, 17, EXPANSION, 1, HOST(3)),
        FACT(A, MAIN, 18, EXPANSION, 2, HOST(4)),
        FACT(A, MAIN, 19, CONTRACTION, 4, HOST(3)),
        FACT(B, MAIN, 11, NEW, 1000, WHY(UPSELL)), /* not of the cohort */
        FACT(B, MAIN, 12, CHURN, ALL, HOST(3)),
    };
    nrr_reason reason;

    ck_assert_int_eq(nrr_query_add_reason(the.query, NRR_REASON_HOST + 3), NRR_OK);
    PUT(facts);
    ask(10, 20);
    compute();
    for (reason = NRR_REASON_UNSPECIFIED; reason <= NRR_REASON_MIGRATION; reason++) {
        assert_gain(0, reason,
                    reason == NRR_REASON_UPSELL        ? 11
                    : reason == NRR_REASON_UNSPECIFIED ? 7
                    : reason == NRR_REASON_MIGRATION   ? 50
                                                       : 0);
        assert_loss(0, reason,
                    reason == NRR_REASON_UPSELL  ? 3
                    : reason == NRR_REASON_PAUSE ? 115
                                                 : 0);
    }
    assert_gain(0, NRR_REASON_HOST_SUM, 3);
    assert_gain(0, NRR_REASON_HOST + 3, 1);
    assert_loss(0, NRR_REASON_HOST_SUM, 4);
    assert_loss(0, NRR_REASON_HOST + 3, 4);
    ck_assert_int_eq(measure(0, NRR_MEASURE_COHORT_EXPANSION) +
                         measure(0, NRR_MEASURE_COHORT_REACTIVATION),
                     11 + 7 + 50 + 3);
    ck_assert_int_eq(measure(0, NRR_MEASURE_COHORT_CONTRACTION) +
                         measure(0, NRR_MEASURE_COHORT_CHURN),
                     3 + 115 + 4);
}
END_TEST

START_TEST(without_any_reason_all_is_unspecified)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 0, NEW, 100), FACT(A, MAIN, 11, EXPANSION, 5),
                                     FACT(A, MAIN, 12, CONTRACTION, 9)};
    nrr_reason reason;

    PUT(facts);
    ask(10, 20);
    compute();
    assert_gain(0, NRR_REASON_UNSPECIFIED, 5);
    assert_loss(0, NRR_REASON_UNSPECIFIED, 9);
    for (reason = NRR_REASON_UPSELL; reason <= NRR_REASON_MIGRATION; reason++) {
        assert_gain(0, reason, 0);
        assert_loss(0, reason, 0);
    }
    assert_gain(0, NRR_REASON_HOST_SUM, 0);
    assert_loss(0, NRR_REASON_HOST_SUM, 0);
}
END_TEST

/* Reasons are window sums: what enters with a row leaves with a later one. */
START_TEST(reasons_come_and_go_with_trailing_windows)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, -100, NEW, 100),
        FACT(A, MAIN, 5, EXPANSION, 1, WHY(SEATS)),
        FACT(A, MAIN, 15, EXPANSION, 2, WHY(SEATS)),
        FACT(A, MAIN, 25, CONTRACTION, 4, WHY(SEATS)),
        FACT(A, MAIN, 35, EXPANSION, 8, HOST(0)),
        FACT(B, MAIN, 12, NEW, 1000),
        FACT(B, MAIN, 22, EXPANSION, 16, WHY(SEATS)),
        FACT(B, MAIN, 38, CHURN, ALL, HOST(1)),
    };
    static const int64_t edges[] = {0, 10, 20, 30, 40, 50};

    ck_assert_int_eq(nrr_query_add_reason(the.query, NRR_REASON_HOST), NRR_OK);
    ck_assert_int_eq(nrr_query_add_edges(the.query, edges, COUNT(edges), 2), NRR_OK);
    PUT(facts);
    compute();
    assert_gain(0, NRR_REASON_SEATS, 3);
    assert_gain(1, NRR_REASON_SEATS, 2); /* B was not there at 10 */
    assert_loss(1, NRR_REASON_SEATS, 4);
    assert_gain(2, NRR_REASON_SEATS, 16);
    assert_loss(2, NRR_REASON_SEATS, 4);
    assert_gain(2, NRR_REASON_HOST, 8);
    assert_loss(2, NRR_REASON_HOST_SUM, 1016);
    assert_loss(2, NRR_REASON_HOST, 0);
    assert_gain(3, NRR_REASON_SEATS, 0);
    assert_gain(3, NRR_REASON_HOST_SUM, 8);
    assert_loss(3, NRR_REASON_HOST_SUM, 1016);
}
END_TEST

static TCase *boundaries(void)
{
    TCase *cases = fixture_cases("boundaries");

    tcase_add_test(cases, an_event_at_the_start_belongs_to_the_period);
    tcase_add_test(cases, an_event_at_the_end_belongs_to_the_next);
    tcase_add_test(cases, an_event_just_before_the_start_is_in_the_opening);
    tcase_add_test(cases, an_event_just_before_the_end_is_in_the_closing);
    return cases;
}

static TCase *units(void)
{
    TCase *cases = fixture_cases("units");

    tcase_add_test(cases, every_state_of_a_unit_has_its_measures);
    tcase_add_test(cases, gross_counts_every_movement_and_net_each_unit_once);
    tcase_add_test(cases, a_new_unit_is_classed_by_its_first_movement_and_amounts_to_where_it_ends);
    tcase_add_test(cases, the_cohort_is_fixed_at_the_start);
    tcase_add_test(cases, the_path_is_the_lowest_level_on_the_way_the_opening_included);
    tcase_add_test(cases, a_unit_that_was_at_zero_before_is_no_path);
    tcase_add_test(cases, capped_losses_go_no_further_than_the_units_own_opening);
    return cases;
}

static TCase *lines_and_reasons(void)
{
    TCase *cases = fixture_cases("lines and reasons");

    tcase_add_test(cases, lines_are_retained_each_for_itself_whatever_the_unit);
    tcase_add_test(cases, by_line_a_transfer_between_lines_is_movement);
    tcase_add_test(cases, lines_may_move_more_often_than_their_customer);
    tcase_add_test(cases, customers_with_one_line_and_with_many_add_up);
    tcase_add_test(cases, reasons_split_the_gains_and_losses_of_the_cohort);
    tcase_add_test(cases, without_any_reason_all_is_unspecified);
    tcase_add_test(cases, reasons_come_and_go_with_trailing_windows);
    return cases;
}

int main(void)
{
    Suite *suite = suite_create("measures");

    suite_add_tcase(suite, boundaries());
    suite_add_tcase(suite, units());
    suite_add_tcase(suite, lines_and_reasons());
    return nrr_test_main(suite);
}
