/* SPDX-License-Identifier: MIT */
/* Levels to movements: the class of each, its reason, and the expiry of reactivations (METRICS.md
 * section 3). */
#include "fixture.h"

/* The one movement of a period: its class, and its amount in the gross waterfall. */
static void assert_only(size_t row, nrr_measure class, int64_t amount)
{
    nrr_measure code;

    for (code = NRR_MEASURE_CARRIED_IN; code <= NRR_MEASURE_CHURN; code++)
        if (measure(row, code) != (code == class ? amount : 0))
            ck_abort_msg("row %zu: measure %d is %lld", row, (int)code,
                         (long long)measure(row, code));
}

#define ONLY(row, class, amount) assert_only((row), NRR_MEASURE_##class, (amount))

START_TEST(a_first_level_is_new)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 0, NEW, 10)};

    PUT(facts);
    ask(0, 1);
    compute();
    ONLY(0, NEW, 10);
}
END_TEST

/* What the host calls a change does not count: the class is the unit's own state. */
START_TEST(every_gain_from_never_to_positive_is_new_but_an_opening)
{
    nrr_fact fact = FACT(A, MAIN, 0, NEW, 10);

    fact.kind = (nrr_kind)_i;
    put(&fact, 1);
    ask(0, 1);
    compute();
    if (fact.kind == NRR_KIND_OPENING)
        ONLY(0, CARRIED_IN, 10);
    else if (fact.kind == NRR_KIND_CONTRACTION || fact.kind == NRR_KIND_CHURN ||
             fact.kind == NRR_KIND_CHANGE_DOWN)
        ONLY(0, NEW, 0);
    else
        ONLY(0, NEW, 10);
}
END_TEST

START_TEST(every_way_up_from_a_level_is_expansion)
{
    static const nrr_fact base[] = {FACT(A, MAIN, 0, NEW, 4)};
    nrr_fact fact = FACT(A, MAIN, 1, NEW, 10);

    fact.kind = (nrr_kind)_i;
    PUT(base);
    put(&fact, 1);
    ask(1, 2);
    compute();
    if (fact.kind == NRR_KIND_CONTRACTION || fact.kind == NRR_KIND_CHURN ||
        fact.kind == NRR_KIND_CHANGE_DOWN)
        ONLY(0, CHURN, 4); /* stopped at zero */
    else if (fact.kind == NRR_KIND_LEVEL || fact.kind == NRR_KIND_RENEWAL)
        ONLY(0, EXPANSION, 6);
    else
        ONLY(0, EXPANSION, 10); /* an OPENING too */
}
END_TEST

START_TEST(every_way_down_from_a_level_is_contraction_until_nothing_is_left)
{
    static const nrr_fact base[] = {FACT(A, MAIN, 0, NEW, 30)};
    static const nrr_kind kinds[] = {NRR_KIND_CONTRACTION, NRR_KIND_CHURN, NRR_KIND_CHANGE_DOWN,
                                     NRR_KIND_LEVEL, NRR_KIND_RENEWAL};
    nrr_fact fact = FACT(A, MAIN, 1, NEW, 10);

    fact.kind = kinds[_i];
    PUT(base);
    put(&fact, 1);
    fact.time = 2;
    fact.amount = 20;
    if (fact.kind == NRR_KIND_LEVEL || fact.kind == NRR_KIND_RENEWAL)
        fact.amount = 0;
    put(&fact, 1);
    ask(1, 2);
    ask(2, 3);
    compute();
    ONLY(0, CONTRACTION, fact.amount == 0 ? 20 : 10);
    ONLY(1, CHURN, fact.amount == 0 ? 10 : 20);
}
END_TEST

START_TEST(a_return_is_reactivation_whatever_the_host_calls_it)
{
    static const nrr_fact base[] = {FACT(A, MAIN, 0, NEW, 30), FACT(A, MAIN, 1, CHURN, ALL)};
    static const nrr_kind kinds[] = {NRR_KIND_NEW,   NRR_KIND_EXPANSION, NRR_KIND_REACTIVATION,
                                     NRR_KIND_LEVEL, NRR_KIND_CHANGE_UP, NRR_KIND_RENEWAL};
    nrr_fact fact = FACT(A, MAIN, 2, NEW, 10);

    fact.kind = kinds[_i];
    PUT(base);
    put(&fact, 1);
    ask(2, 3);
    compute();
    ONLY(0, REACTIVATION, 10);
}
END_TEST

START_TEST(one_opening_among_the_facts_of_an_instant_makes_it_carried_in)
{
    static const nrr_fact facts[] = {
        FACT(A, P, 0, NEW, 30),
        FACT(A, Q, 0, OPENING, 1),
        FACT(A, R, 0, NEW, 5),
        FACT(B, MAIN, 0, OPENING, 9),
        FACT(B, MAIN, 0, CONTRACTION, 4),
        /* An opening of one that was here before is one too. */
        FACT(C, MAIN, -9, NEW, 5),
        FACT(C, MAIN, -8, CHURN, ALL),
        FACT(C, MAIN, 0, OPENING, 3),
    };

    PUT(facts);
    ask(0, 1);
    compute();
    ONLY(0, CARRIED_IN, 36 + 5 + 3);
    ck_assert_int_eq(measure(0, NRR_MEASURE_UNITS_CARRIED_IN), 3);
}
END_TEST

START_TEST(an_opening_at_another_instant_does_not_make_it_carried_in)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 30),
        FACT(A, MAIN, 1, OPENING, 5),
    };

    PUT(facts);
    ask(0, 1);
    ask(1, 2);
    compute();
    ONLY(0, NEW, 30);
    ONLY(1, EXPANSION, 5);
}
END_TEST

START_TEST(an_instant_that_comes_to_nothing_is_no_movement_and_no_past)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 30), FACT(A, MAIN, 0, CHURN, 30),
        FACT(A, MAIN, 5, NEW, 7), /* never positive at an earlier instant: new */
        FACT(B, P, 0, NEW, 4),     FACT(B, Q, 3, NEW, 4),
        FACT(B, P, 3, CHURN, ALL),
    };

    PUT(facts);
    ask(0, 3);
    ask(3, 5);
    ask(5, 6);
    compute();
    ONLY(0, NEW, 4);
    ck_assert_int_eq(measure(0, NRR_MEASURE_UNITS_TRANSIENT), 0);
    assert_only(1, 0, 0);
    ck_assert_int_eq(measure(1, NRR_MEASURE_UNITS_UNCHANGED), 1);
    ONLY(2, NEW, 7);
}
END_TEST

START_TEST(a_second_line_is_expansion_and_one_of_two_cancelled_is_contraction)
{
    static const nrr_fact facts[] = {
        FACT(A, P, 0, NEW, 30),    FACT(A, Q, 1, NEW, 20), FACT(A, P, 2, CHURN, ALL),
        FACT(A, Q, 3, CHURN, ALL), FACT(A, R, 4, NEW, 5),
    };

    PUT(facts);
    ask(0, 1);
    ask(1, 2);
    ask(2, 3);
    ask(3, 4);
    ask(4, 5);
    compute();
    ONLY(0, NEW, 30);
    ONLY(1, EXPANSION, 20);
    ONLY(2, CONTRACTION, 30);
    ONLY(3, CHURN, 20);
    ONLY(4, REACTIVATION, 5); /* a line that is new, of a customer who is not */
}
END_TEST

START_TEST(by_line_each_line_has_its_own_classes)
{
    static const nrr_fact facts[] = {
        FACT(A, P, 0, NEW, 30),    FACT(A, Q, 1, NEW, 20), FACT(A, P, 2, CHURN, ALL),
        FACT(A, Q, 3, CHURN, ALL), FACT(A, R, 4, NEW, 5),  FACT(A, P, 5, NEW, 8),
    };

    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    PUT(facts);
    ask(0, 2);
    ask(2, 4);
    ask(4, 5);
    ask(5, 6);
    compute();
    ONLY(0, NEW, 50);
    ONLY(1, CHURN, 50);
    ONLY(2, NEW, 5);
    ONLY(3, REACTIVATION, 8);
}
END_TEST

START_TEST(a_migration_at_one_instant_is_the_difference_in_either_direction)
{
    static const nrr_fact facts[] = {
        FACT(A, P, 0, NEW, 30), FACT(A, P, 1, CHURN, ALL), FACT(A, Q, 1, NEW, 45),
        FACT(B, P, 0, NEW, 30), FACT(B, P, 1, CHURN, ALL), FACT(B, Q, 1, NEW, 28),
    };

    PUT(facts);
    ask(1, 2);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_EXPANSION), 15);
    ck_assert_int_eq(measure(0, NRR_MEASURE_CONTRACTION), 2);
    ck_assert_int_eq(measure(0, NRR_MEASURE_CHURN), 0);
    ck_assert_int_eq(measure(0, NRR_MEASURE_NEW), 0);
}
END_TEST

START_TEST(the_reason_is_that_of_the_largest_effective_delta_of_its_direction)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 100),
        /* Up: the churn of 100 is larger than either gain, and goes the other way. */
        FACT(A, MAIN, 1, CHURN, ALL, WHY(MIGRATION)),
        FACT(A, MAIN, 1, NEW, 70, WHY(UPSELL)),
        FACT(A, MAIN, 1, EXPANSION, 60, WHY(SEATS)),
        /* Down: two losses of 30 are larger together, and not each. */
        FACT(A, MAIN, 2, CONTRACTION, 30, WHY(DISCOUNT)),
        FACT(A, MAIN, 2, CONTRACTION, 31, WHY(PRICE)),
        FACT(A, MAIN, 2, CONTRACTION, 30, WHY(DISCOUNT)),
    };

    PUT(facts);
    ask(1, 3);
    compute();
    assert_gain(0, NRR_REASON_UPSELL, 30);
    assert_gain(0, NRR_REASON_SEATS, 0);
    assert_gain(0, NRR_REASON_MIGRATION, 0);
    assert_loss(0, NRR_REASON_MIGRATION, 0);
    assert_loss(0, NRR_REASON_PRICE, 91);
    assert_loss(0, NRR_REASON_DISCOUNT, 0);
}
END_TEST

START_TEST(what_a_loss_asks_for_beyond_the_level_does_not_count_for_its_reason)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 100), FACT(A, MAIN, 1, CONTRACTION, 80, WHY(DOWNGRADE)),
        FACT(A, MAIN, 1, CHANGE_DOWN, 500, WHY(VOLUNTARY)), /* takes 20 */
    };

    PUT(facts);
    ask(1, 2);
    compute();
    assert_loss(0, NRR_REASON_DOWNGRADE, 100);
    assert_loss(0, NRR_REASON_VOLUNTARY, 0);
}
END_TEST

START_TEST(of_equal_deltas_the_lowest_reason_code_wins)
{
    static const nrr_fact facts[] = {
        FACT(A, P, 0, NEW, 100),
        FACT(A, P, 1, EXPANSION, 10, HOST(0)),
        FACT(A, Q, 1, NEW, 10, WHY(SEATS)),
        FACT(A, R, 1, NEW, 10, WHY(USAGE)),
        FACT(A, P, 2, CONTRACTION, 5, HOST(8)),
        FACT(A, Q, 2, CONTRACTION, 5, HOST(7)),
        FACT(A, R, 3, LEVEL, 4, WHY(PRODUCT_DROP)),
        FACT(A, Q, 3, CHURN, ALL), /* 5 without a reason, against 6 with one */
        FACT(A, P, 4, CONTRACTION, 1, WHY(UPSELL)),
        FACT(A, R, 4, CONTRACTION, 1),
    };

    ck_assert_int_eq(nrr_query_add_reason(the.query, NRR_REASON_HOST + 7), NRR_OK);
    ck_assert_int_eq(nrr_query_add_reason(the.query, NRR_REASON_HOST + 8), NRR_OK);
    PUT(facts);
    ask(1, 5);
    compute();
    assert_gain(0, NRR_REASON_SEATS, 30);
    assert_gain(0, NRR_REASON_HOST_SUM, 0);
    assert_loss(0, NRR_REASON_HOST + 7, 10);
    assert_loss(0, NRR_REASON_HOST + 8, 0);
    assert_loss(0, NRR_REASON_PRODUCT_DROP, 11);
    assert_loss(0, NRR_REASON_UNSPECIFIED, 2);
}
END_TEST

START_TEST(deltas_of_the_lines_of_a_customer_are_told_apart)
{
    static const nrr_fact facts[] = {
        FACT(A, P, 0, NEW, 100),
        FACT(A, P, 1, CONTRACTION, 40, WHY(DOWNGRADE)),
        FACT(A, Q, 1, NEW, 30, WHY(CROSS_SELL)),
        FACT(A, R, 1, NEW, 20, WHY(UPSELL)),
    };

    PUT(facts);
    ask(1, 2);
    compute();
    assert_gain(0, NRR_REASON_CROSS_SELL, 10);
    assert_gain(0, NRR_REASON_UPSELL, 0);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    compute();
    assert_loss(0, NRR_REASON_DOWNGRADE, 40); /* by line, the two new ones are no cohort */
    assert_gain(0, NRR_REASON_CROSS_SELL, 0);
}
END_TEST

START_TEST(a_fact_that_changes_nothing_gives_no_reason)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 100),
        FACT(A, MAIN, 1, LEVEL, 100, WHY(PAUSE)),
        FACT(A, MAIN, 1, RENEWAL, 100, WHY(RESUME)),
        FACT(A, MAIN, 1, EXPANSION, 1, WHY(WIN_BACK)),
        FACT(B, MAIN, 1, CHURN, ALL, WHY(VOLUNTARY)),
        FACT(B, MAIN, 1, CONTRACTION, 5, WHY(VOLUNTARY)),
        FACT(B, MAIN, 1, LEVEL, 0, WHY(VOLUNTARY)),
    };

    PUT(facts);
    ask(1, 2);
    compute();
    assert_gain(0, NRR_REASON_WIN_BACK, 1);
    assert_gain(0, NRR_REASON_PAUSE, 0);
    assert_gain(0, NRR_REASON_RESUME, 0);
    assert_loss(0, NRR_REASON_VOLUNTARY, 0);
}
END_TEST

/* Positive until 10, again from 10 + gap on. */
static void put_gap(int64_t gap)
{
    static const nrr_fact base[] = {FACT(A, MAIN, 0, NEW, 30), FACT(A, MAIN, 10, CHURN, ALL)};
    nrr_fact back = FACT(A, MAIN, 10, REACTIVATION, 20);

    back.time += gap;
    PUT(base);
    put(&back, 1);
    ask(10 + gap, 11 + gap);
    ask(0, 11 + gap);
    ask(5, 11 + gap);
}

START_TEST(a_return_strictly_later_than_the_expiry_is_new)
{
    static const struct {
        int64_t gap, expiry;
    } gaps[] = {{1, 0}, {1, 1}, {2, 1}, {100, 100}, {101, 100}, {100, INT64_MAX}};
    int64_t gap = gaps[_i].gap, expiry = gaps[_i].expiry;

    put_gap(gap);
    compute();
    ONLY(0, REACTIVATION, 20);
    option(NRR_QUERY_EXPIRY, expiry);
    compute();
    if (gap > expiry) {
        ONLY(0, NEW, 20);
        ROW(0, IS(NEW, 20), IS(CLOSING, 20), IS(NET_NEW, 20), IS(UNITS_NEW, 1),
            IS(UNITS_CLOSING, 1));
        ck_assert_int_eq(measure(1, NRR_MEASURE_NEW), 50);
    } else {
        ONLY(0, REACTIVATION, 20);
        ck_assert_int_eq(measure(0, NRR_MEASURE_NET_REACTIVATION), 20);
        ck_assert_int_eq(measure(1, NRR_MEASURE_NEW), 30);
    }
    /* For the cohort it is a movement from zero either way, and the unit one that returned. */
    ck_assert_int_eq(measure(2, NRR_MEASURE_COHORT_REACTIVATION), 20);
    ck_assert_int_eq(measure(2, NRR_MEASURE_UNITS_RETURNED), 1);
    RATE(2, NRR, 20, 30);
    ck_assert_int_eq(nrr_query_unset(the.query, NRR_QUERY_EXPIRY), NRR_OK);
    compute();
    ONLY(0, REACTIVATION, 20);
}
END_TEST

START_TEST(the_expiry_counts_from_the_last_time_at_zero)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 30),         FACT(A, MAIN, 10, CHURN, ALL),
        FACT(A, MAIN, 50, CONTRACTION, 3), /* at zero nothing moves */
        FACT(A, MAIN, 60, NEW, 20),        FACT(A, MAIN, 70, CHURN, ALL),
        FACT(A, MAIN, 80, NEW, 10),
    };

    PUT(facts);
    option(NRR_QUERY_EXPIRY, 20);
    ask(60, 61);
    ask(80, 81);
    compute();
    ONLY(0, NEW, 20);          /* 50 after 10 */
    ONLY(1, REACTIVATION, 10); /* 10 after 70 */
}
END_TEST

START_TEST(the_expiry_leaves_an_opening_alone)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 30),
        FACT(A, MAIN, 10, CHURN, ALL),
        FACT(A, MAIN, 90, OPENING, 5),
    };

    PUT(facts);
    option(NRR_QUERY_EXPIRY, 0);
    ask(90, 91);
    compute();
    ONLY(0, CARRIED_IN, 5);
}
END_TEST

START_TEST(the_expiry_holds_from_one_end_of_the_clock_to_the_other)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, INT64_MIN, NEW, 30),
        FACT(A, MAIN, INT64_MIN + 1, CHURN, ALL),
        FACT(A, MAIN, INT64_MAX - 1, NEW, 5),
    };

    PUT(facts);
    option(NRR_QUERY_EXPIRY, INT64_MAX);
    ask(0, INT64_MAX);
    compute();
    ONLY(0, NEW, 5); /* more ticks apart than int64_t can say */
}
END_TEST

START_TEST(by_line_the_expiry_is_that_of_the_line)
{
    static const nrr_fact facts[] = {
        FACT(A, P, 0, NEW, 30),
        FACT(A, P, 10, CHURN, ALL),
        FACT(A, Q, 0, NEW, 5),
        FACT(A, P, 20, NEW, 7),
    };

    PUT(facts);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    option(NRR_QUERY_EXPIRY, 9);
    ask(20, 21);
    compute();
    ONLY(0, NEW, 7);
    option(NRR_QUERY_EXPIRY, 10);
    compute();
    ONLY(0, REACTIVATION, 7);
    option(NRR_QUERY_UNIT, NRR_UNIT_CUSTOMER);
    option(NRR_QUERY_EXPIRY, 0);
    compute();
    ONLY(0, EXPANSION, 7);
}
END_TEST

static TCase *classes(void)
{
    TCase *cases = fixture_cases("classes");
    int first = NRR_KIND_OPENING, end = NRR_KIND_VOID;

    tcase_add_test(cases, a_first_level_is_new);
    tcase_add_loop_test(cases, every_gain_from_never_to_positive_is_new_but_an_opening, first, end);
    tcase_add_loop_test(cases, every_way_up_from_a_level_is_expansion, first, end);
    tcase_add_loop_test(cases, every_way_down_from_a_level_is_contraction_until_nothing_is_left, 0,
                        5);
    tcase_add_loop_test(cases, a_return_is_reactivation_whatever_the_host_calls_it, 0, 6);
    tcase_add_test(cases, one_opening_among_the_facts_of_an_instant_makes_it_carried_in);
    tcase_add_test(cases, an_opening_at_another_instant_does_not_make_it_carried_in);
    tcase_add_test(cases, an_instant_that_comes_to_nothing_is_no_movement_and_no_past);
    tcase_add_test(cases, a_second_line_is_expansion_and_one_of_two_cancelled_is_contraction);
    tcase_add_test(cases, by_line_each_line_has_its_own_classes);
    tcase_add_test(cases, a_migration_at_one_instant_is_the_difference_in_either_direction);
    return cases;
}

static TCase *reasons(void)
{
    TCase *cases = fixture_cases("reasons");

    tcase_add_test(cases, the_reason_is_that_of_the_largest_effective_delta_of_its_direction);
    tcase_add_test(cases, what_a_loss_asks_for_beyond_the_level_does_not_count_for_its_reason);
    tcase_add_test(cases, of_equal_deltas_the_lowest_reason_code_wins);
    tcase_add_test(cases, deltas_of_the_lines_of_a_customer_are_told_apart);
    tcase_add_test(cases, a_fact_that_changes_nothing_gives_no_reason);
    return cases;
}

static TCase *expiry(void)
{
    TCase *cases = fixture_cases("expiry");

    tcase_add_loop_test(cases, a_return_strictly_later_than_the_expiry_is_new, 0, 6);
    tcase_add_test(cases, the_expiry_counts_from_the_last_time_at_zero);
    tcase_add_test(cases, the_expiry_leaves_an_opening_alone);
    tcase_add_test(cases, the_expiry_holds_from_one_end_of_the_clock_to_the_other);
    tcase_add_test(cases, by_line_the_expiry_is_that_of_the_line);
    return cases;
}

int main(void)
{
    Suite *suite = suite_create("movements");

    suite_add_tcase(suite, classes());
    suite_add_tcase(suite, reasons());
    suite_add_tcase(suite, expiry());
    return nrr_test_main(suite);
}
