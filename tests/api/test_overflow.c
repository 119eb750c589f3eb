/* SPDX-License-Identifier: MIT */
/* Amounts up to 2^63 - 1 in every position: a right answer, or NRR_E_OVERFLOW and a ledger that is
 * usable after. */
#include "fixture.h"

#define MOST INT64_MAX

/* Asks for one measure alone, or for all. */
static void only(nrr_measure code)
{
    nrr_query_free(the.query);
    ck_assert_int_eq(nrr_query_new(&the.memory.allocator, &the.query), NRR_OK);
    ask(10, 20);
    if (code != 0)
        ck_assert_int_eq(nrr_query_add_measure(the.query, code), NRR_OK);
}

START_TEST(every_kind_takes_the_largest_amount)
{
    nrr_fact fact = FACT(A, MAIN, 15, NEW, MOST);
    int is_loss;

    fact.kind = (nrr_kind)_i;
    is_loss = fact.kind == NRR_KIND_CONTRACTION || fact.kind == NRR_KIND_CHURN ||
              fact.kind == NRR_KIND_CHANGE_DOWN;
    if (is_loss) {
        nrr_fact base = FACT(A, MAIN, 5, LEVEL, MOST);
        put(&base, 1);
    }
    put(&fact, 1);
    ask(10, 20);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_OPENING), is_loss ? MOST : 0);
    ck_assert_int_eq(measure(0, NRR_MEASURE_CLOSING), is_loss ? 0 : MOST);
    ck_assert_int_eq(measure(0, NRR_MEASURE_CHURN), is_loss ? MOST : 0);
}
END_TEST

START_TEST(one_more_than_the_largest_level_is_an_overflow)
{
    static const nrr_fact base[] = {FACT(A, MAIN, 5, LEVEL, MOST)};
    static const nrr_kind gains[] = {NRR_KIND_OPENING, NRR_KIND_NEW, NRR_KIND_EXPANSION,
                                     NRR_KIND_REACTIVATION, NRR_KIND_CHANGE_UP};
    nrr_fact fact = FACT(A, MAIN, 15, NEW, 1), back = FACT(A, MAIN, 16, CONTRACTION, 1);

    fact.kind = gains[_i];
    PUT(base);
    put(&fact, 1);
    put(&back, 1); /* too late: the level was there at an instant */
    only(0);
    refuses(NRR_E_OVERFLOW);
    only(NRR_MEASURE_UNITS_OPENING);
    refuses(NRR_E_OVERFLOW); /* whatever is asked for */
    nrr_query_free(the.query);
    ck_assert_int_eq(nrr_query_new(&the.memory.allocator, &the.query), NRR_OK);
    ask(100, 200);
    refuses(NRR_E_OVERFLOW); /* and whenever */
}
END_TEST

/* Mends the facts of a line in the middle: a level set anew goes before what grew too large. */
START_TEST(a_ledger_is_usable_after_an_overflow)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 5, LEVEL, MOST), FACT(A, MAIN, 15, NEW, 1)};
    static const nrr_fact mended[] = {FACT(A, MAIN, 7, LEVEL, 3), FACT(B, P, 8, NEW, 2)};

    PUT(facts);
    ask(10, 20);
    refuses(NRR_E_OVERFLOW);
    refuses(NRR_E_OVERFLOW);
    PUT(mended);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_OPENING), 5);
    ck_assert_int_eq(measure(0, NRR_MEASURE_CLOSING), 6);
}
END_TEST

START_TEST(a_level_may_be_far_beyond_in_the_middle_of_an_instant)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 15, NEW, MOST),
        FACT(A, MAIN, 15, EXPANSION, MOST, WHY(UPSELL)),
        FACT(A, MAIN, 15, EXPANSION, MOST),
        FACT(A, MAIN, 15, EXPANSION, MOST - 1),
        FACT(A, MAIN, 15, CONTRACTION, MOST),
        FACT(A, MAIN, 15, CHURN, MOST),
        FACT(A, MAIN, 15, CHANGE_DOWN, MOST),
        FACT(B, MAIN, 5, NEW, 1),
        FACT(B, MAIN, 15, EXPANSION, MOST, SEQ(1)),
        FACT(B, MAIN, 15, CHURN, ALL, SEQ(2)),
        FACT(B, MAIN, 15, NEW, 1, SEQ(3)),
        FACT(B, MAIN, 15, EXPANSION, MOST, SEQ(4)),
        FACT(B, MAIN, 15, LEVEL, 1, SEQ(5)),
    };

    PUT(facts);
    ask(10, 20);
    compute();
    ROW(0, IS(OPENING, 1), IS(CLOSING, MOST), IS(NEW, MOST - 1), IS(NET_NEW, MOST - 1),
        IS(COHORT_CLOSING, 1), IS(RETAINED, 1), IS(RETAINED_PATH, 1), IS(RETAINED_CAPPED, 1),
        IS(RETAINED_LINES, 1), IS(UNITS_OPENING, 1), IS(UNITS_CLOSING, 2), IS(UNITS_NEW, 1),
        IS(UNITS_UNCHANGED, 1));
}
END_TEST

/* Effective deltas beyond 2^63 still find the movement's reason. */
START_TEST(a_delta_beyond_the_largest_amount_gives_its_reason)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 5, NEW, MOST),
        FACT(A, MAIN, 15, EXPANSION, MOST, SEQ(1)),
        FACT(A, MAIN, 15, EXPANSION, MOST, SEQ(1)),
        FACT(A, MAIN, 15, CHURN, ALL, WHY(PAUSE), SEQ(2)), /* takes more than 2^64 */
        FACT(A, MAIN, 15, NEW, MOST, SEQ(3)),
        FACT(A, MAIN, 15, CONTRACTION, MOST - 1, WHY(SEATS), SEQ(4)),
    };

    PUT(facts);
    ask(10, 20);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_CLOSING), 1);
    assert_loss(0, NRR_REASON_PAUSE, MOST - 1);
    assert_loss(0, NRR_REASON_SEATS, 0);
}
END_TEST

START_TEST(lines_that_fit_each_may_be_too_large_for_their_customer)
{
    static const nrr_fact facts[] = {FACT(A, P, 5, NEW, MOST), FACT(A, Q, 6, NEW, 1),
                                     FACT(A, P, 7, LEVEL, 10)};

    PUT(facts);
    only(0);
    refuses(NRR_E_OVERFLOW);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_OPENING), 11);
    ck_assert_int_eq(measure(0, NRR_MEASURE_UNITS_OPENING), 2);
    option(NRR_QUERY_UNIT, NRR_UNIT_CUSTOMER);
    refuses(NRR_E_OVERFLOW);
}
END_TEST

START_TEST(a_line_that_does_not_fit_is_an_overflow_for_both_units)
{
    static const nrr_fact facts[] = {FACT(A, P, 5, NEW, MOST), FACT(A, P, 6, EXPANSION, 1),
                                     FACT(A, P, 7, LEVEL, 10), FACT(A, Q, 1, NEW, 5)};

    put(facts, _i == 0 ? 3 : 4); /* the only line of its customer, or one of two */
    only(0);
    refuses(NRR_E_OVERFLOW);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    refuses(NRR_E_OVERFLOW);
}
END_TEST

START_TEST(a_renewal_from_or_to_a_level_that_does_not_fit_is_an_overflow)
{
    static const nrr_fact from[] = {FACT(A, MAIN, 5, NEW, MOST), FACT(A, MAIN, 6, NEW, 1),
                                    FACT(A, MAIN, 15, RENEWAL, 5)};
    static const nrr_fact to[] = {FACT(A, MAIN, 5, NEW, 1), FACT(A, MAIN, 15, RENEWAL, MOST),
                                  FACT(A, MAIN, 15, EXPANSION, 1)};

    only(NRR_MEASURE_RENEWALS_DUE);
    if (_i == 0)
        PUT(from);
    else
        PUT(to);
    refuses(NRR_E_OVERFLOW);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    refuses(NRR_E_OVERFLOW);
}
END_TEST

/* Customers before and behind the one that overflows, with one line and with many. */
START_TEST(an_overflow_of_one_is_not_forgotten_over_the_others)
{
    static const nrr_fact fine[] = {FACT(A, P, 5, NEW, 1), FACT(B, P, 5, NEW, 1),
                                    FACT(B, Q, 5, NEW, 1), FACT(D, P, 5, NEW, 1),
                                    FACT(E, P, 5, NEW, 1), FACT(E, Q, 5, NEW, 1)};
    static const nrr_fact line[] = {FACT(C, P, 5, NEW, MOST), FACT(C, P, 6, NEW, MOST)};
    static const nrr_fact both[] = {FACT(C, P, 5, NEW, MOST), FACT(C, Q, 5, NEW, MOST)};

    PUT(fine);
    if (_i == 0)
        PUT(line);
    else
        PUT(both);
    only(NRR_MEASURE_UNITS_OPENING);
    refuses(NRR_E_OVERFLOW);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    if (_i == 0) {
        refuses(NRR_E_OVERFLOW);
    } else {
        compute();
        ck_assert_int_eq(measure(0, NRR_MEASURE_UNITS_OPENING), 8);
    }
}
END_TEST

START_TEST(a_migration_of_the_largest_amount_between_lines_fits)
{
    static const nrr_fact facts[] = {FACT(A, P, 5, NEW, MOST), FACT(A, P, 15, CHURN, ALL),
                                     FACT(A, Q, 15, NEW, MOST)};

    PUT(facts);
    ask(10, 20);
    compute();
    ROW(0, IS(OPENING, MOST), IS(CLOSING, MOST), IS(COHORT_CLOSING, MOST), IS(RETAINED, MOST),
        IS(RETAINED_PATH, MOST), IS(RETAINED_CAPPED, MOST), IS(UNITS_OPENING, 1),
        IS(UNITS_CLOSING, 1), IS(UNITS_UNCHANGED, 1));
}
END_TEST

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
    nrr_query_free(the.query);
    ck_assert_int_eq(nrr_query_new(&the.memory.allocator, &the.query), NRR_OK);
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
    nrr_query_free(the.query);
    ck_assert_int_eq(nrr_query_new(&the.memory.allocator, &the.query), NRR_OK);
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

static nrr_status rate_status(size_t row, nrr_rate rate)
{
    nrr_ratio ratio;

    return nrr_report_rate(the.report, row, rate, &ratio);
}

START_TEST(a_numerator_may_overflow_where_its_measures_fit)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 5, NEW, MOST - 10), FACT(B, MAIN, 11, NEW, 5),
                                     FACT(B, MAIN, 12, EXPANSION, 11)};
    static const nrr_fact less[] = {FACT(B, MAIN, 13, CONTRACTION, 1)};
    nrr_ratio ratios[2];
    nrr_decimal decimal;
    static const nrr_precision precision = {2, NRR_ROUND_HALF_EVEN};

    nrr_query_free(the.query);
    ck_assert_int_eq(nrr_query_new(&the.memory.allocator, &the.query), NRR_OK);
    ask(0, 1);
    ask(10, 20);
    ck_assert_int_eq(nrr_query_add_rate(the.query, NRR_RATE_NRR_MOVEMENTS), NRR_OK);
    PUT(facts);
    compute();
    ck_assert_int_eq(rate_status(0, NRR_RATE_NRR_MOVEMENTS), NRR_OK);
    ck_assert_int_eq(rate_status(1, NRR_RATE_NRR_MOVEMENTS), NRR_E_OVERFLOW);
    ck_assert_int_eq(nrr_report_rates(the.report, NRR_RATE_NRR_MOVEMENTS, ratios, 2),
                     NRR_E_OVERFLOW);
    ck_assert_int_eq(nrr_report_average(the.report, NRR_RATE_NRR_MOVEMENTS, NRR_AVERAGE_MEAN,
                                        &precision, &decimal),
                     NRR_E_OVERFLOW);
    PUT(less);
    compute();
    RATE(1, NRR_MOVEMENTS, MOST, MOST - 10);
}
END_TEST

START_TEST(a_denominator_may_overflow_where_its_measures_fit)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 5, NEW, MOST - 5), FACT(A, MAIN, 11, CHURN, ALL),
                                     FACT(B, MAIN, 5, NEW, 10), FACT(B, MAIN, 11, CONTRACTION, 5)};
    static const nrr_fact more[] = {FACT(B, MAIN, 12, CONTRACTION, 1)};

    ask(10, 20);
    ck_assert_int_eq(nrr_query_add_rate(the.query, NRR_RATE_QUICK_RATIO), NRR_OK);
    PUT(facts);
    compute();
    RATE(0, QUICK_RATIO, 0, MOST);
    PUT(more);
    compute();
    ck_assert_int_eq(rate_status(0, NRR_RATE_QUICK_RATIO), NRR_E_OVERFLOW);
}
END_TEST

START_TEST(one_reason_overflows_like_any_measure)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 5, NEW, 1),
        FACT(A, MAIN, 11, LEVEL, MOST, WHY(PRICE)),
        FACT(A, MAIN, 12, CHURN, ALL),
        FACT(B, MAIN, 5, NEW, 1),
        FACT(B, MAIN, 11, EXPANSION, 2, WHY(ESCALATOR)),
        FACT(B, MAIN, 12, CHURN, ALL),
    };
    static const nrr_fact more[] = {FACT(C, MAIN, 5, NEW, 1),
                                    FACT(C, MAIN, 11, EXPANSION, 1, WHY(PRICE)),
                                    FACT(C, MAIN, 12, CHURN, ALL)};

    ask(10, 20);
    ck_assert_int_eq(nrr_query_add_rate(the.query, NRR_RATE_NRR_EX_PRICE), NRR_OK);
    PUT(facts);
    ck_assert_int_eq(report_of(the.ledger, &the.report), NRR_E_OVERFLOW);
    /* The loss without a reason alone is too large: 2^63 + 2 by reason UNSPECIFIED. */
    fixture_again();
    ask(10, 20);
    ck_assert_int_eq(nrr_query_add_measure(the.query, NRR_MEASURE_REASON_GAIN), NRR_OK);
    PUT(facts);
    PUT(more);
    compute();
    assert_gain(0, NRR_REASON_PRICE, MOST);
    assert_gain(0, NRR_REASON_ESCALATOR, 2);
}
END_TEST

/* (0 - PRICE - ESCALATOR) / opening, with the losses spread over reasons so that each fits. */
START_TEST(the_rate_without_prices_may_be_the_smallest_number)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 5, NEW, 1),
        FACT(A, MAIN, 11, LEVEL, MOST, WHY(PRICE)),
        FACT(A, MAIN, 12, LEVEL, 1, WHY(DISCOUNT)),
        FACT(A, MAIN, 13, CHURN, ALL, WHY(PAUSE)),
        FACT(B, MAIN, 5, NEW, 1),
        FACT(B, MAIN, 11, EXPANSION, 2, WHY(ESCALATOR)),
        FACT(B, MAIN, 12, CHURN, ALL, WHY(PAUSE)),
    };
    static const nrr_fact more[] = {
        FACT(C, MAIN, 5, NEW, 1),
        FACT(C, MAIN, 11, EXPANSION, 1, WHY(PRICE)),
        FACT(C, MAIN, 12, CHURN, ALL, WHY(PAUSE)),
    };

    ask(10, 20);
    ck_assert_int_eq(nrr_query_add_rate(the.query, NRR_RATE_NRR_EX_PRICE), NRR_OK);
    PUT(facts);
    compute();
    RATE(0, NRR_EX_PRICE, -(MOST - 1) - 2, 2); /* -(2^63 - 2) - 2 = -2^63 */
    ck_assert_int_eq(measure(0, NRR_MEASURE_OPENING), 2);
    PUT(more);
    compute();
    ck_assert_int_eq(rate_status(0, NRR_RATE_NRR_EX_PRICE), NRR_E_OVERFLOW);
}
END_TEST

START_TEST(averages_of_the_largest_rates_are_right_or_an_overflow)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 5, NEW, 1), FACT(A, MAIN, 11, LEVEL, MOST),
                                     FACT(A, MAIN, 21, LEVEL, 1)};
    static const nrr_precision whole = {0, NRR_ROUND_HALF_EVEN}, tenths = {1, NRR_ROUND_HALF_EVEN};
    nrr_decimal decimal = {0, 0, 0};

    ask(10, 20);
    ask(20, 30);
    PUT(facts);
    compute();
    ck_assert_int_eq(
        nrr_report_average(the.report, NRR_RATE_NRR, NRR_AVERAGE_CHAIN, &tenths, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.scaled, 10);
    ck_assert_int_eq(
        nrr_report_average(the.report, NRR_RATE_NRR, NRR_AVERAGE_MEAN, &whole, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.scaled, (MOST - 1) / 2 + 1); /* half of 2^63 - 1, to even: 2^62 */
    ck_assert_int_eq(
        nrr_report_average(the.report, NRR_RATE_NRR, NRR_AVERAGE_MEAN, &tenths, &decimal),
        NRR_E_OVERFLOW);
    ck_assert_int_eq(
        nrr_report_average(the.report, NRR_RATE_NRR, NRR_AVERAGE_WEIGHTED, &tenths, &decimal),
        NRR_OK);
    ck_assert_int_eq(decimal.scaled, 10); /* 2^63 / 2^63 */
}
END_TEST

static TCase *levels(void)
{
    TCase *cases = fixture_cases("levels");

    tcase_add_loop_test(cases, every_kind_takes_the_largest_amount, NRR_KIND_OPENING,
                        NRR_KIND_VOID);
    tcase_add_loop_test(cases, one_more_than_the_largest_level_is_an_overflow, 0, 5);
    tcase_add_test(cases, a_ledger_is_usable_after_an_overflow);
    tcase_add_test(cases, a_level_may_be_far_beyond_in_the_middle_of_an_instant);
    tcase_add_test(cases, a_delta_beyond_the_largest_amount_gives_its_reason);
    tcase_add_test(cases, lines_that_fit_each_may_be_too_large_for_their_customer);
    tcase_add_loop_test(cases, a_line_that_does_not_fit_is_an_overflow_for_both_units, 0, 2);
    tcase_add_loop_test(cases, a_renewal_from_or_to_a_level_that_does_not_fit_is_an_overflow, 0, 2);
    tcase_add_loop_test(cases, an_overflow_of_one_is_not_forgotten_over_the_others, 0, 2);
    tcase_add_test(cases, a_migration_of_the_largest_amount_between_lines_fits);
    return cases;
}

static TCase *measures(void)
{
    TCase *cases = fixture_cases("measures");

    tcase_add_loop_test(cases, a_measure_goes_to_the_largest_amount_and_not_one_further, 0,
                        COUNT(recipes));
    tcase_add_loop_test(cases, a_sum_of_many_of_the_largest_is_an_overflow, 0, COUNT(recipes));
    tcase_add_test(cases, a_gross_measure_overflows_by_movements_of_one_unit);
    tcase_add_loop_test(cases, renewals_of_one_level_sum_to_what_they_sum_to, 0, COUNT(renewals));
    tcase_add_test(cases, lines_may_move_far_more_than_their_customer);
    return cases;
}

static TCase *rates(void)
{
    TCase *cases = fixture_cases("rates");

    tcase_add_test(cases, a_numerator_may_overflow_where_its_measures_fit);
    tcase_add_test(cases, a_denominator_may_overflow_where_its_measures_fit);
    tcase_add_test(cases, one_reason_overflows_like_any_measure);
    tcase_add_test(cases, the_rate_without_prices_may_be_the_smallest_number);
    tcase_add_test(cases, averages_of_the_largest_rates_are_right_or_an_overflow);
    return cases;
}

int main(void)
{
    Suite *suite = suite_create("overflow");

    suite_add_tcase(suite, levels());
    suite_add_tcase(suite, measures());
    suite_add_tcase(suite, rates());
    return nrr_test_main(suite);
}
