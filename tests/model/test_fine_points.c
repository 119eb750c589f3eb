/* SPDX-License-Identifier: MIT */
/*
 * The model where a reader of METRICS.md could go wrong. Each comment is the calculation.
 */
#include "model/by_hand.h"
#include "support/run.h"

#include <stdio.h>

/* ---- section 2: replay ---- */

START_TEST(at_one_instant_states_come_first_then_gains_then_losses)
{
    /* Level 10. At 5, given backwards: churn of 4, contraction of 3, expansion of 20, renewal at 6,
     * level 50, churn of ALL. In order: 0 (-10), 50 (+50), 6 (-44), 26 (+20), 23 (-3), 19 (-4). */
    static const model_fact facts[] = {
        FACT(A, 0, 5, CHURN, 4),   FACT(A, 0, 5, CONTRACTION, 3), FACT(A, 0, 5, EXPANSION, 20),
        FACT(A, 0, 5, RENEWAL, 6), FACT(A, 0, 5, LEVEL, 50),      CHURN_ALL(A, 0, 5),
        FACT(A, 0, 1, NEW, 10),
    };
    static const int64_t after[] = {10, 0, 50, 6, 26, 23, 19};
    begin();
    ask(5, 6);
    COMPUTE(facts);
    for (size_t i = 0; i < history.count; i++) {
        ck_assert_int_eq((int64_t)history.steps[i].after, after[i]);
    }
    ck_assert_int_eq(MEASURE(EXPANSION), 9);      /* one movement 10 -> 19 */
    ck_assert_int_eq(MEASURE(RENEWAL_UPLIFT), 9); /* the renewal is of the whole instant */
}
END_TEST

START_TEST(sequence_comes_before_the_order_of_kinds)
{
    /* Loss of 8 at sequence 1 stops at zero (level 5), then a gain of 3 at sequence 2: 3.
     * Without sequences gains come first: 5 + 3 - 8 = 0. */
    static const model_fact facts[] = {
        FACT(A, 0, 1, NEW, 5),
        {.customer = A, .time = 2, .kind = NRR_KIND_EXPANSION, .amount = 3, .sequence = 2},
        {.customer = A, .time = 2, .kind = NRR_KIND_CONTRACTION, .amount = 8, .sequence = 1},
    };
    begin();
    ask(2, 3);
    COMPUTE(facts);
    ck_assert_int_eq(MEASURE(CLOSING), 3);
    ck_assert_int_eq(MEASURE(CONTRACTION), 2);
}
END_TEST

START_TEST(the_reason_of_a_clamped_loss_counts_by_what_it_really_took)
{
    /* Level 5; losses of 4 (USAGE) and 9 (PRICE), ordered by amount: 4 takes 4, 9 takes the last 1.
     * The movement is churn 5 and its largest effective delta is USAGE's. */
    static const model_fact facts[] = {
        FACT(A, 0, 1, NEW, 5),
        FACT_WHY(A, 0, 2, CONTRACTION, 9, NRR_REASON_PRICE),
        FACT_WHY(A, 0, 2, CONTRACTION, 4, NRR_REASON_USAGE),
    };
    begin();
    ask(2, 3);
    COMPUTE(facts);
    ck_assert_int_eq(MEASURE(CHURN), 5);
    ck_assert_int_eq((int64_t)report.rows[0].loss[NRR_REASON_USAGE], 5);
    ck_assert_int_eq((int64_t)report.rows[0].loss[NRR_REASON_PRICE], 0);
}
END_TEST

START_TEST(a_level_in_the_middle_of_an_instant_may_be_wider_than_the_one_after_it)
{
    /* INT64_MAX + 5 and at once - 5: no overflow. The movement is +0, so none. */
    static const model_fact facts[] = {
        FACT(A, 0, 1, NEW, INT64_MAX),
        FACT(A, 0, 2, EXPANSION, 5),
        FACT(A, 0, 2, CONTRACTION, 5),
    };
    begin();
    ask(2, 3);
    COMPUTE(facts);
    ck_assert_int_eq(report.status, NRR_OK);
    ck_assert_int_eq(MEASURE(EXPANSION), 0);
    ck_assert_int_eq(MEASURE(UNITS_UNCHANGED), 1);
}
END_TEST

START_TEST(a_level_that_does_not_fit_is_an_overflow_wherever_the_periods_are)
{
    static const model_fact facts[] = {
        FACT(A, 1, 1, NEW, INT64_MAX),
        FACT(A, 2, 1, NEW, 1),
        CHURN_ALL(A, 2, 2),
    };
    begin();
    ask(2, 3);
    query.asked = MODEL_BIT(NRR_MEASURE_UNITS_CLOSING);
    COMPUTE(facts);
    ck_assert_int_eq(report.status, NRR_E_OVERFLOW); /* the customer was at 2^63 */
    query.unit = NRR_UNIT_LINE;
    COMPUTE(facts);
    ck_assert_int_eq(report.status, NRR_OK); /* no line ever was */
}
END_TEST

/* ---- section 3: movements ---- */

START_TEST(an_opening_fact_makes_the_movement_an_opening_whatever_it_did)
{
    /* At 5 the opening is on line 1 and is undone there by a contraction; line 2 brings the revenue.
     * Class OPENING by customer; by line: 1 has no movement, 2 is NEW. */
    static const model_fact facts[] = {
        FACT(A, 1, 5, OPENING, 3),
        FACT(A, 1, 5, CONTRACTION, 3),
        FACT(A, 2, 5, NEW, 7),
    };
    begin();
    ask(5, 6);
    COMPUTE(facts);
    ck_assert_int_eq(MEASURE(CARRIED_IN), 7);
    ck_assert_int_eq(MEASURE(NEW), 0);
    query.unit = NRR_UNIT_LINE;
    COMPUTE(facts);
    ck_assert_int_eq(MEASURE(CARRIED_IN), 0);
    ck_assert_int_eq(MEASURE(NEW), 7);
}
END_TEST

START_TEST(positive_in_the_middle_of_an_instant_is_not_positive_once)
{
    /* At 1 the unit goes 0 -> 5 -> 0 within the instant; what comes at 2 is NEW. */
    static const model_fact facts[] = {
        FACT(A, 0, 1, NEW, 5),
        FACT(A, 0, 1, CONTRACTION, 5),
        FACT(A, 0, 2, NEW, 4),
    };
    begin();
    ask(0, 9);
    COMPUTE(facts);
    ck_assert_int_eq(MEASURE(NEW), 4);
    ck_assert_int_eq(MEASURE(REACTIVATION), 0);
    ck_assert_int_eq(MEASURE(CHURN), 0);
}
END_TEST

START_TEST(a_return_is_new_only_strictly_after_the_expiry)
{
    /* Zero from 10 on, back at 15: 5 ticks. */
    static const model_fact facts[] = {
        FACT(A, 0, 1, NEW, 5),
        CHURN_ALL(A, 0, 10),
        FACT(A, 0, 15, NEW, 4),
    };
    begin();
    ask(5, 20);
    query.expiry.on = 1;
    query.expiry.ticks = 5;
    COMPUTE(facts);
    ck_assert_int_eq(MEASURE(REACTIVATION), 4);
    query.expiry.ticks = 4;
    COMPUTE(facts);
    ck_assert_int_eq(MEASURE(NEW), 4);
    ck_assert_int_eq(MEASURE(REACTIVATION), 0);
    /* The unit is of the cohort all the same: what starts from zero is its reactivation. */
    ck_assert_int_eq(MEASURE(COHORT_REACTIVATION), 4);
}
END_TEST

START_TEST(equal_deltas_give_the_lowest_reason_and_other_directions_none)
{
    /* Lines of A at 5: +4 SEATS, +4 UPSELL, -6 PRICE: net +2, reason UPSELL (1 before SEATS 3). */
    static const model_fact facts[] = {
        FACT(A, 1, 1, NEW, 10),
        FACT_WHY(A, 1, 5, CONTRACTION, 6, NRR_REASON_PRICE),
        FACT_WHY(A, 2, 5, NEW, 4, NRR_REASON_SEATS),
        FACT_WHY(A, 3, 5, NEW, 4, NRR_REASON_UPSELL),
    };
    begin();
    ask(5, 6);
    COMPUTE(facts);
    ck_assert_int_eq((int64_t)report.rows[0].gain[NRR_REASON_UPSELL], 2);
    ck_assert_int_eq((int64_t)report.rows[0].loss[NRR_REASON_PRICE], 0);
}
END_TEST

/* ---- section 4: measures ---- */

START_TEST(a_period_holds_its_start_and_not_its_end)
{
    static const model_fact facts[] = {
        FACT(A, 0, 10, NEW, 1),
        FACT(B, 0, 20, NEW, 2),
    };
    begin();
    ask(10, 20);
    COMPUTE(facts);
    ck_assert_int_eq(MEASURE(OPENING), 0);
    ck_assert_int_eq(MEASURE(NEW), 1);
    ck_assert_int_eq(MEASURE(CLOSING), 1);
}
END_TEST

START_TEST(the_first_movement_in_the_period_names_the_arrival)
{
    /* New at 5, gone at 6, back at 7: gross 3 new and 4 back, point to point 4 new. From 6 on the
     * first movement is the churn of what then was the cohort; from 7 on it is a reactivation. */
    static const model_fact facts[] = {
        FACT(A, 0, 5, NEW, 3),
        CHURN_ALL(A, 0, 6),
        FACT(A, 0, 7, REACTIVATION, 4),
    };
    begin();
    ask(5, 9);
    ask(7, 9);
    COMPUTE(facts);
    ck_assert_int_eq(MEASURE(NET_NEW), 4);
    ck_assert_int_eq(MEASURE(UNITS_NEW), 1);
    ck_assert_int_eq(MEASURE(NET_REACTIVATION), 0);
    ck_assert_int_eq(MEASURE(REACTIVATION), 4);
    ck_assert(report.rows[1].measure[NRR_MEASURE_NET_REACTIVATION] == 4);
}
END_TEST

START_TEST(the_four_ways_to_retain_differ_on_one_unit)
{
    /* O = 10; -4 -> 6; +9 -> 15; -3 -> 12; Z = 12. */
    static const model_fact facts[] = {
        FACT(A, 0, 1, NEW, 10),
        FACT(A, 0, 5, CONTRACTION, 4),
        FACT(A, 0, 6, EXPANSION, 9),
        FACT(A, 0, 7, CONTRACTION, 3),
    };
    begin();
    ask(2, 9);
    COMPUTE(facts);
    ck_assert_int_eq(MEASURE(RETAINED), 10);
    ck_assert_int_eq(MEASURE(RETAINED_PATH), 6);
    ck_assert_int_eq(MEASURE(RETAINED_CAPPED), 3); /* 10 - 7 */
    RATE_IS(GRR_LOSSES, 3, 10);
    ck_assert_int_eq(MEASURE(NET_EXPANSION), 2);
}
END_TEST

START_TEST(a_renewal_is_judged_by_the_whole_instant_of_its_line)
{
    /* Line 1: 10, renewed at 12 with an expansion of 3 at the same instant: due 10, kept 10, +5.
     * Line 2: 6, not renewed. Line 3: 0, "renewed" at 9: not due. By customer the instant is one
     * movement 16 -> 24, which plays no part. */
    static const model_fact facts[] = {
        FACT(A, 1, 1, NEW, 10),
        FACT(A, 2, 1, NEW, 6),
        FACT(A, 1, 5, RENEWAL, 12),
        FACT(A, 1, 5, EXPANSION, 3),
        FACT_WHY(A, 2, 5, CHURN, 6, NRR_REASON_NON_RENEWAL),
        FACT(A, 3, 5, RENEWAL, 9),
    };
    begin();
    ask(5, 6);
    COMPUTE(facts);
    ck_assert_int_eq(MEASURE(RENEWAL_DUE), 16);
    ck_assert_int_eq(MEASURE(RENEWAL_RETAINED), 10);
    ck_assert_int_eq(MEASURE(RENEWAL_UPLIFT), 5);
    ck_assert_int_eq(MEASURE(RENEWALS_DUE), 2);
    ck_assert_int_eq(MEASURE(RENEWALS_KEPT), 1);
    ck_assert_int_eq(MEASURE(NET_EXPANSION), 8);
}
END_TEST

START_TEST(host_codes_have_their_sum_and_a_column_where_named)
{
    static const model_fact facts[] = {
        FACT(A, 0, 1, NEW, 10), FACT_WHY(A, 0, 5, EXPANSION, 2, 1024),
        FACT_WHY(A, 0, 6, EXPANSION, 3, 65535),
        FACT_WHY(B, 0, 5, NEW, 50, 1024), /* not of the cohort */
    };
    begin();
    ask(5, 9);
    query.codes[query.code_count++] = 65535;
    COMPUTE(facts);
    ck_assert_int_eq((int64_t)report.rows[0].gain[MODEL_REASONS], 5);
    ck_assert_int_eq((int64_t)report.rows[0].gain[MODEL_REASONS + 1], 3);
    ck_assert_int_eq(model_reason_column(&query, 1024), -1);
}
END_TEST

/* ---- section 5: rates, rounding, flags ---- */

START_TEST(zero_over_zero_is_undefined_and_the_rest_over_zero_unbounded)
{
    static const model_fact facts[] = {
        FACT(A, 0, 5, NEW, 3),
    };
    model_rate rate;
    begin();
    ask(5, 6);
    ask(0, 5);
    COMPUTE(facts);
    model_rate_of(&report.rows[0], NRR_RATE_NRR, &rate);
    ck_assert_int_eq(rate.status, NRR_RATIO_UNDEFINED);
    model_rate_of(&report.rows[0], NRR_RATE_GROWTH, &rate);
    ck_assert_int_eq(rate.status, NRR_RATIO_UNBOUNDED);
    ck_assert(rate.numerator == 3);
    ck_assert_uint_eq(report.rows[0].flags, 0);
    ck_assert_uint_eq(report.rows[1].flags, NRR_ROW_EMPTY);
}
END_TEST

START_TEST(each_rounding_mode_does_as_its_name_says)
{
    /* Columns: -2.5, -1.5, -0.6, 0.4, 0.5, 1.5, 2.5 as halves and fifths, without digits. */
    static const int64_t numerators[] = {-5, -3, -3, 2, 1, 3, 5};
    static const int64_t denominators[] = {2, 2, 5, 5, 2, 2, 2};
    static const int64_t expected[][7] = {
        [NRR_ROUND_HALF_EVEN] = {-2, -2, -1, 0, 0, 2, 2},
        [NRR_ROUND_HALF_UP] = {-3, -2, -1, 0, 1, 2, 3},
        [NRR_ROUND_HALF_DOWN] = {-2, -1, -1, 0, 0, 1, 2},
        [NRR_ROUND_UP] = {-3, -2, -1, 1, 1, 2, 3},
        [NRR_ROUND_DOWN] = {-2, -1, 0, 0, 0, 1, 2},
        [NRR_ROUND_CEILING] = {-2, -1, 0, 1, 1, 2, 3},
        [NRR_ROUND_FLOOR] = {-3, -2, -1, 0, 0, 1, 2},
    };
    for (nrr_rounding mode = NRR_ROUND_HALF_EVEN; mode <= NRR_ROUND_FLOOR; mode++) {
        for (size_t i = 0; i < 7; i++) {
            nrr_precision precision = {0, mode};
            int64_t scaled = 99;
            ck_assert(model_round(numerators[i], denominators[i], &precision, &scaled));
            ck_assert_msg(scaled == expected[mode][i], "mode %d, column %zu", (int)mode, i);
        }
    }
}
END_TEST

START_TEST(averages_are_those_of_fractions)
{
    /* 1/2, 2/3, 5/4: chain 5/12, mean 29/36, weighted 8/9; 1/2 to the power of 12. */
    static const model_rate rates[] = {
        {.numerator = 1, .denominator = 2, .status = NRR_RATIO_OK},
        {.numerator = 2, .denominator = 3, .status = NRR_RATIO_OK},
        {.numerator = 5, .denominator = 4, .status = NRR_RATIO_OK},
        {.numerator = 7, .denominator = 0, .status = NRR_RATIO_UNBOUNDED},
    };
    static const nrr_precision six = {6, NRR_ROUND_HALF_EVEN};
    nrr_decimal decimal;
    if (!model_has_averages()) {
        (void)fprintf(stderr, "SKIPPED: averages, for this was built without GMP\n");
        return;
    }
    ck_assert_int_eq(model_average(rates, 3, NRR_AVERAGE_CHAIN, &six, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.scaled, 416667);
    ck_assert_int_eq(model_average(rates, 3, NRR_AVERAGE_MEAN, &six, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.scaled, 805556);
    ck_assert_int_eq(model_average(rates, 4, NRR_AVERAGE_WEIGHTED, &six, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.scaled, 888889);
    ck_assert_int_eq(model_average(rates, 4, NRR_AVERAGE_MEAN, &six, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.status, NRR_RATIO_UNDEFINED);
    ck_assert_int_eq(model_annualise(1, 2, 12, &six, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.scaled, 244); /* 0.000244140625 */
    ck_assert_int_eq(model_annualise(1000, 1, 12, &six, &decimal), NRR_E_OVERFLOW);
}
END_TEST

START_TEST(coverage_flags_a_row_that_sticks_out)
{
    begin();
    coverage.has_start = 1;
    coverage.has_end = 1;
    coverage.start = 10;
    coverage.end = 20;
    ask(10, 20);
    ask(9, 20);
    ask(10, 21);
    compute(NULL, 0);
    ck_assert_uint_eq(report.rows[0].flags, NRR_ROW_EMPTY);
    ck_assert_uint_eq(report.rows[1].flags, NRR_ROW_EMPTY | NRR_ROW_INCOMPLETE);
    ck_assert_uint_eq(report.rows[2].flags, NRR_ROW_EMPTY | NRR_ROW_PARTIAL);
}
END_TEST

static void add_sections_2_and_3(Suite *suite)
{
    TCase *group = tcase_create("sections_2_and_3");

    tcase_add_test(group, at_one_instant_states_come_first_then_gains_then_losses);
    tcase_add_test(group, sequence_comes_before_the_order_of_kinds);
    tcase_add_test(group, the_reason_of_a_clamped_loss_counts_by_what_it_really_took);
    tcase_add_test(group, a_level_in_the_middle_of_an_instant_may_be_wider_than_the_one_after_it);
    tcase_add_test(group, a_level_that_does_not_fit_is_an_overflow_wherever_the_periods_are);
    tcase_add_test(group, an_opening_fact_makes_the_movement_an_opening_whatever_it_did);
    tcase_add_test(group, positive_in_the_middle_of_an_instant_is_not_positive_once);
    tcase_add_test(group, a_return_is_new_only_strictly_after_the_expiry);
    tcase_add_test(group, equal_deltas_give_the_lowest_reason_and_other_directions_none);
    suite_add_tcase(suite, group);
}

static void add_sections_4_and_5(Suite *suite)
{
    TCase *group = tcase_create("sections_4_and_5");

    tcase_add_test(group, a_period_holds_its_start_and_not_its_end);
    tcase_add_test(group, the_first_movement_in_the_period_names_the_arrival);
    tcase_add_test(group, the_four_ways_to_retain_differ_on_one_unit);
    tcase_add_test(group, a_renewal_is_judged_by_the_whole_instant_of_its_line);
    tcase_add_test(group, host_codes_have_their_sum_and_a_column_where_named);
    tcase_add_test(group, zero_over_zero_is_undefined_and_the_rest_over_zero_unbounded);
    tcase_add_test(group, each_rounding_mode_does_as_its_name_says);
    tcase_add_test(group, averages_are_those_of_fractions);
    tcase_add_test(group, coverage_flags_a_row_that_sticks_out);
    suite_add_tcase(suite, group);
}

int main(void)
{
    Suite *suite = suite_create("the reference model on fine points");

    add_sections_2_and_3(suite);
    add_sections_4_and_5(suite);
    return nrr_test_main(suite);
}
