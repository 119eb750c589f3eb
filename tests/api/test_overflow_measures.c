/* SPDX-License-Identifier: MIT */
/* Measures up to 2^63 - 1 over levels that fit: each is summed to the last unit, or
 * NRR_E_OVERFLOW. */
#include "overflow.h"

/* How one customer's facts of an amount x bring a measure to x - less in [10, 20). */
enum { STEPS = 3 };

static const struct {
    nrr_measure code;
    int64_t less;
    struct {
        int64_t time;
        nrr_kind kind;
        int64_t amount; /* 0 = x */
    } steps[STEPS];
} recipes[] = {
    {NRR_MEASURE_OPENING, 0, {{5, NRR_KIND_NEW, 0}}},
    {NRR_MEASURE_CLOSING, 0, {{5, NRR_KIND_NEW, 0}}},
    {NRR_MEASURE_CARRIED_IN, 0, {{15, NRR_KIND_OPENING, 0}}},
    {NRR_MEASURE_NEW, 0, {{15, NRR_KIND_NEW, 0}}},
    {NRR_MEASURE_REACTIVATION,
     0,
     {{5, NRR_KIND_NEW, 1}, {6, NRR_KIND_CHURN, 1}, {15, NRR_KIND_NEW, 0}}},
    {NRR_MEASURE_EXPANSION, 1, {{5, NRR_KIND_NEW, 1}, {15, NRR_KIND_LEVEL, 0}}},
    {NRR_MEASURE_CONTRACTION, 1, {{5, NRR_KIND_NEW, 0}, {15, NRR_KIND_LEVEL, 1}}},
    {NRR_MEASURE_CHURN, 0, {{5, NRR_KIND_NEW, 0}, {15, NRR_KIND_CHURN, 0}}},
    {NRR_MEASURE_COHORT_EXPANSION, 1, {{5, NRR_KIND_NEW, 1}, {15, NRR_KIND_LEVEL, 0}}},
    {NRR_MEASURE_COHORT_CONTRACTION, 1, {{5, NRR_KIND_NEW, 0}, {15, NRR_KIND_LEVEL, 1}}},
    {NRR_MEASURE_COHORT_CHURN, 0, {{5, NRR_KIND_NEW, 0}, {15, NRR_KIND_CHURN, 0}}},
    {NRR_MEASURE_COHORT_REACTIVATION,
     0,
     {{5, NRR_KIND_NEW, 1}, {15, NRR_KIND_CHURN, 1}, {16, NRR_KIND_NEW, 0}}},
    {NRR_MEASURE_COHORT_CLOSING, 0, {{5, NRR_KIND_NEW, 1}, {15, NRR_KIND_LEVEL, 0}}},
    {NRR_MEASURE_NET_CARRIED_IN, 0, {{15, NRR_KIND_OPENING, 1}, {16, NRR_KIND_LEVEL, 0}}},
    {NRR_MEASURE_NET_NEW, 0, {{15, NRR_KIND_NEW, 1}, {16, NRR_KIND_LEVEL, 0}}},
    {NRR_MEASURE_NET_REACTIVATION,
     0,
     {{5, NRR_KIND_NEW, 1}, {6, NRR_KIND_CHURN, 1}, {15, NRR_KIND_NEW, 0}}},
    {NRR_MEASURE_NET_EXPANSION, 1, {{5, NRR_KIND_NEW, 1}, {15, NRR_KIND_LEVEL, 0}}},
    {NRR_MEASURE_NET_CONTRACTION, 1, {{5, NRR_KIND_NEW, 0}, {15, NRR_KIND_LEVEL, 1}}},
    {NRR_MEASURE_NET_CHURN, 0, {{5, NRR_KIND_NEW, 0}, {15, NRR_KIND_CHURN, 0}}},
    {NRR_MEASURE_RETAINED, 0, {{5, NRR_KIND_NEW, 0}}},
    {NRR_MEASURE_RETAINED_PATH, 0, {{5, NRR_KIND_NEW, 0}}},
    {NRR_MEASURE_RETAINED_CAPPED, 1, {{5, NRR_KIND_NEW, 0}, {15, NRR_KIND_CONTRACTION, 1}}},
    {NRR_MEASURE_RETAINED_LINES, 0, {{5, NRR_KIND_NEW, 0}}},
    {NRR_MEASURE_RENEWAL_DUE, 0, {{5, NRR_KIND_NEW, 0}, {15, NRR_KIND_RENEWAL, 1}}},
    {NRR_MEASURE_RENEWAL_RETAINED, 0, {{5, NRR_KIND_NEW, 0}, {15, NRR_KIND_RENEWAL, 0}}},
    {NRR_MEASURE_RENEWAL_UPLIFT, 1, {{5, NRR_KIND_NEW, 1}, {15, NRR_KIND_RENEWAL, 0}}},
    {NRR_MEASURE_REASON_GAIN, 1, {{5, NRR_KIND_NEW, 1}, {15, NRR_KIND_LEVEL, 0}}},
    {NRR_MEASURE_REASON_LOSS, 0, {{5, NRR_KIND_NEW, 0}, {15, NRR_KIND_CHURN, 0}}},
};

static void follow(int which, uint32_t customer, int64_t x)
{
    int i;

    for (i = 0; i < STEPS && recipes[which].steps[i].kind != 0; i++) {
        nrr_fact fact = FACT(A, MAIN, 0, NEW, 0);

        fact.customer = customer;
        fact.time = recipes[which].steps[i].time;
        fact.kind = recipes[which].steps[i].kind;
        fact.amount = recipes[which].steps[i].amount == 0 ? x : recipes[which].steps[i].amount;
        fact.reason = NRR_REASON_SEATS;
        put(&fact, 1);
    }
}

static void assert_measure(nrr_measure code, int64_t wanted)
{
    compute();
    if (code == NRR_MEASURE_REASON_GAIN)
        assert_gain(0, NRR_REASON_SEATS, wanted);
    else if (code == NRR_MEASURE_REASON_LOSS)
        assert_loss(0, NRR_REASON_SEATS, wanted);
    else
        ck_assert_int_eq(measure(0, code), wanted);
}

START_TEST(a_measure_goes_to_the_largest_amount_and_not_one_further)
{
    nrr_measure code = recipes[_i].code;
    int64_t less = recipes[_i].less;

    only(code);
    follow(_i, A, MOST - 100);
    assert_measure(code, MOST - 100 - less);
    follow(_i, B, 100 + 2 * less);
    assert_measure(code, MOST);
    follow(_i, C, 1 + less);
    refuses(NRR_E_OVERFLOW);
    only(NRR_MEASURE_UNITS_TRANSIENT);
    compute(); /* what was not asked for may be as large as it likes */
    ck_assert_int_eq(measure(0, NRR_MEASURE_UNITS_TRANSIENT), 0);
}
END_TEST

/* The same measure far beyond: eight customers of the largest amount each. */
START_TEST(a_sum_of_many_of_the_largest_is_an_overflow)
{
    nrr_measure code = recipes[_i].code;
    uint32_t customer;

    for (customer = 1; customer <= CUSTOMERS; customer++)
        follow(_i, customer, MOST);
    only(code);
    refuses(NRR_E_OVERFLOW);
    only(0);
    refuses(NRR_E_OVERFLOW);
    only(NRR_MEASURE_UNITS_CARRIED_IN);
    compute();
}
END_TEST

/* What overflows in one row is no matter in another; a gross measure may go beyond while the levels
 * are small, and an overflow of one row refuses the report. */
START_TEST(a_gross_measure_overflows_by_movements_of_one_unit)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 5, NEW, 1),    FACT(A, MAIN, 11, LEVEL, MOST), FACT(A, MAIN, 12, LEVEL, 1),
        FACT(A, MAIN, 13, LEVEL, 2), FACT(A, MAIN, 14, LEVEL, 3),
    };

    PUT(facts);
    ask(10, 13);
    ask(13, 20);
    ask(10, 14);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_EXPANSION), MOST - 1);
    ck_assert_int_eq(measure(1, NRR_MEASURE_EXPANSION), 2);
    ck_assert_int_eq(measure(2, NRR_MEASURE_EXPANSION), MOST);
    ck_assert_int_eq(measure(2, NRR_MEASURE_RETAINED_CAPPED), 0);
    ask(10, 15);
    refuses(NRR_E_OVERFLOW);
}
END_TEST

/* ---- sums of which it is not clear beforehand that they fit ---- */

enum { STRETCHES = 3 };

/* One customer renews again and again at one level, once in each tick of three periods. */
static const struct {
    int64_t level, counts[STRETCHES];
    nrr_status of_all; /* what a period answers that has all of them */
} renewals[] = {{INT64_C(1) << 53, {100, 50, 50}, NRR_OK}, /* 200 times 2^53 is below 2^61 */
                {(INT64_C(1) << 54) - 2, {200, 200, 119}, NRR_E_OVERFLOW}, /* more than 2^63 */
                {(INT64_C(1) << 54) - 2, {400, 400, 240}, NRR_E_OVERFLOW}};

START_TEST(renewals_of_one_level_sum_to_what_they_sum_to)
{
    int64_t level = renewals[_i].level, start = 0;
    const int64_t *counts = renewals[_i].counts;
    nrr_fact fact = FACT(A, MAIN, -1, NEW, 0);

    fact.amount = level;
    put(&fact, 1);
    for (size_t i = 0; i < STRETCHES; start += counts[i++])
        ask(start, start + counts[i]);
    fact.kind = NRR_KIND_RENEWAL;
    for (fact.time = 0; fact.time < start; fact.time++)
        put(&fact, 1);
    compute();
    for (size_t row = 0; row < STRETCHES; row++) {
        ck_assert_int_eq(measure(row, NRR_MEASURE_RENEWAL_DUE), counts[row] * level);
        ck_assert_int_eq(measure(row, NRR_MEASURE_RENEWAL_RETAINED), counts[row] * level);
        ck_assert_int_eq(measure(row, NRR_MEASURE_RENEWAL_UPLIFT), 0);
        ck_assert_int_eq(measure(row, NRR_MEASURE_RENEWALS_DUE), counts[row]);
        ck_assert_int_eq(measure(row, NRR_MEASURE_RENEWALS_KEPT), counts[row]);
        ck_assert_int_eq(measure(row, NRR_MEASURE_OPENING), level);
    }
    ask_anew();
    ask(0, start);
    if (renewals[_i].of_all != NRR_OK) {
        refuses(renewals[_i].of_all);
        return;
    }
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_RENEWAL_DUE), start * level);
}
END_TEST

/* A customer that never moves, while what it has goes back and forth between two lines. */
START_TEST(lines_may_move_far_more_than_their_customer)
{
    enum { TIMES = 1100 };
    static const int64_t level = INT64_C(1) << 53;
    nrr_fact fact = FACT(A, P, 0, NEW, 0);

    fact.amount = level;
    put(&fact, 1);
    for (fact.time = 1; fact.time <= TIMES; fact.time++) {
        fact.kind = NRR_KIND_LEVEL;
        fact.line = fact.time % 2 == 0 ? P : Q;
        fact.amount = level;
        put(&fact, 1);
        fact.line = fact.time % 2 == 0 ? Q : P;
        fact.amount = 0;
        put(&fact, 1);
    }
    ask(5, 15); /* on P at both ends, and on Q five times between */
    ask(5, 16);
    ask(0, TIMES + 1);
    compute();
    ck_assert_int_eq(measure(2, NRR_MEASURE_NEW), level);
    ck_assert_int_eq(measure(2, NRR_MEASURE_CLOSING), level);
    for (size_t row = 0; row < 2; row++) {
        ck_assert_int_eq(measure(row, NRR_MEASURE_OPENING), level);
        ck_assert_int_eq(measure(row, NRR_MEASURE_UNITS_UNCHANGED), 1);
        ck_assert_int_eq(measure(row, NRR_MEASURE_RETAINED_PATH), level);
        ck_assert_int_eq(measure(row, NRR_MEASURE_RETAINED_CAPPED), level);
        ck_assert_int_eq(measure(row, NRR_MEASURE_RETAINED_LINES), row == 0 ? level : 0);
    }
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    refuses(NRR_E_OVERFLOW); /* lines churned TIMES times, which is more than 2^63 */
    ask_anew();
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    ask(5, 15);
    ask(5, 16);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_RETAINED), level);
    ck_assert_int_eq(measure(0, NRR_MEASURE_RETAINED_PATH), 0);
    ck_assert_int_eq(measure(0, NRR_MEASURE_REACTIVATION), 10 * level);
    ck_assert_int_eq(measure(0, NRR_MEASURE_CHURN), 10 * level);
    ck_assert_int_eq(measure(0, NRR_MEASURE_COHORT_REACTIVATION), 5 * level);
    ck_assert_int_eq(measure(0, NRR_MEASURE_COHORT_CHURN), 5 * level);
    ck_assert_int_eq(measure(1, NRR_MEASURE_RETAINED), 0);
    ck_assert_int_eq(measure(1, NRR_MEASURE_NET_CHURN), level);
    ck_assert_int_eq(measure(1, NRR_MEASURE_NET_REACTIVATION), level);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("overflow of measures");
    TCase *cases = fixture_cases("measures");

    tcase_add_loop_test(cases, a_measure_goes_to_the_largest_amount_and_not_one_further, 0,
                        COUNT(recipes));
    tcase_add_loop_test(cases, a_sum_of_many_of_the_largest_is_an_overflow, 0, COUNT(recipes));
    tcase_add_test(cases, a_gross_measure_overflows_by_movements_of_one_unit);
    tcase_add_loop_test(cases, renewals_of_one_level_sum_to_what_they_sum_to, 0, COUNT(renewals));
    tcase_add_test(cases, lines_may_move_far_more_than_their_customer);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
