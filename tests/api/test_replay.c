/* SPDX-License-Identifier: MIT */
/* Facts to levels: the order within an instant, what each kind does, and where a level stops
 * (METRICS.md section 2). */
#include "fixture.h"

/* The kinds in the order of METRICS.md section 2, a churn of ALL apart from one with an amount. */
static const struct {
    nrr_kind kind;
    uint32_t flags;
} ranks[] = {
    {NRR_KIND_CHURN, NRR_FACT_ALL},
    {NRR_KIND_LEVEL, 0},
    {NRR_KIND_RENEWAL, 0},
    {NRR_KIND_OPENING, 0},
    {NRR_KIND_NEW, 0},
    {NRR_KIND_EXPANSION, 0},
    {NRR_KIND_REACTIVATION, 0},
    {NRR_KIND_CHANGE_UP, 0},
    {NRR_KIND_CONTRACTION, 0},
    {NRR_KIND_CHURN, 0},
    {NRR_KIND_CHANGE_DOWN, 0},
};

enum { RANKS = COUNT(ranks), FIRST_GAIN = 3, FIRST_LOSS = 8 };

/* The level after a fact. */
static int64_t apply(int rank, int64_t amount, int64_t level)
{
    if (rank == 0)
        return 0;
    if (rank < FIRST_GAIN)
        return amount;
    if (rank < FIRST_LOSS)
        return level + amount;
    return level < amount ? 0 : level - amount;
}

static nrr_fact fact_of(int rank, int64_t amount, uint64_t sequence)
{
    nrr_fact fact = FACT(A, MAIN, 10, NEW, 1);

    fact.kind = ranks[rank].kind;
    fact.flags = ranks[rank].flags;
    fact.amount = amount;
    fact.sequence = sequence;
    return fact;
}

/* The level after both facts, which are put at one instant on top of a level. */
static void assert_level(int64_t before, nrr_fact first, nrr_fact second, int64_t wanted)
{
    nrr_fact base = FACT(A, MAIN, 0, LEVEL, 0);
    int64_t level;

    fixture_again();
    base.amount = before;
    put(&base, 1);
    put(&first, 1);
    put(&second, 1);
    ask(10, 11);
    compute(); /* both ways round */
    level = measure(0, NRR_MEASURE_CLOSING);
    if (level != wanted)
        ck_abort_msg("%lld, then kind %d of %lld and kind %d of %lld: %lld, not %lld",
                     (long long)before, (int)first.kind, (long long)first.amount, (int)second.kind,
                     (long long)second.amount, (long long)level, (long long)wanted);
    ck_assert_int_eq(measure(0, NRR_MEASURE_OPENING), before);
}

static const struct {
    int64_t before, one, other;
} levels[] = {{0, 4, 7}, {0, 7, 4}, {3, 4, 7}, {3, 7, 4}, {3, 5, 5}, {20, 4, 7}, {20, 7, 4}};

START_TEST(facts_of_one_instant_are_replayed_in_the_order_of_their_kinds)
{
    int one = _i, other;
    size_t i;

    for (other = one + 1; other < RANKS; other++)
        for (i = 0; i < COUNT(levels); i++) {
            int64_t level = apply(one, levels[i].one, levels[i].before);

            assert_level(levels[i].before, fact_of(one, levels[i].one, 0),
                         fact_of(other, levels[i].other, 0), apply(other, levels[i].other, level));
        }
}
END_TEST

START_TEST(a_sequence_goes_before_the_order_of_kinds)
{
    int one = _i, other;
    size_t i;

    for (other = 0; other < RANKS; other++)
        for (i = 0; i < COUNT(levels); i++) {
            int64_t level = apply(one, levels[i].one, levels[i].before);

            assert_level(levels[i].before, fact_of(one, levels[i].one, 8),
                         fact_of(other, levels[i].other, 9), apply(other, levels[i].other, level));
        }
}
END_TEST

START_TEST(time_goes_before_any_sequence)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 1, LEVEL, 10, SEQ(UINT64_MAX)),
        FACT(A, MAIN, 2, LEVEL, 20, SEQ(5)),
        FACT(A, MAIN, 3, LEVEL, 30),
        FACT(A, MAIN, -1, LEVEL, 40, SEQ(7)),
    };

    PUT(facts);
    ask(-1, 1);
    ask(1, 2);
    ask(2, 3);
    ask(3, 4);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_CLOSING), 40);
    ck_assert_int_eq(measure(1, NRR_MEASURE_CLOSING), 10);
    ck_assert_int_eq(measure(2, NRR_MEASURE_CLOSING), 20);
    ck_assert_int_eq(measure(3, NRR_MEASURE_CLOSING), 30);
}
END_TEST

START_TEST(sequences_order_as_unsigned_numbers)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 1, LEVEL, 10, SEQ(1)),
        FACT(A, MAIN, 1, LEVEL, 20, SEQ(UINT64_MAX)),
        FACT(A, MAIN, 1, LEVEL, 30, SEQ(UINT64_C(1) << 63)),
        FACT(A, MAIN, 1, LEVEL, 40, SEQ(UINT64_C(1) << 32)),
    };

    PUT(facts);
    ask(0, 2);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_CLOSING), 20);
}
END_TEST

/* Of losses beyond the level the first one takes what is there: its reason tells which was first. */
START_TEST(losses_of_one_kind_go_by_amount)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, LEVEL, 10),
        FACT(A, MAIN, 1, CONTRACTION, 9, WHY(DISCOUNT)),
        FACT(A, MAIN, 1, CONTRACTION, 8, WHY(DOWNGRADE)),
    };

    PUT(facts);
    ask(1, 2);
    compute();
    assert_loss(0, NRR_REASON_DOWNGRADE, 10); /* 8 of the 10, and 2 by the other */
    assert_loss(0, NRR_REASON_DISCOUNT, 0);
}
END_TEST

START_TEST(losses_of_one_kind_and_amount_go_by_reason)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, LEVEL, 10),
        FACT(A, MAIN, 1, CONTRACTION, 8, WHY(DOWNGRADE)),
        FACT(A, MAIN, 1, CONTRACTION, 8, WHY(DISCOUNT)),
        FACT(A, MAIN, 1, CONTRACTION, 8, HOST(0)),
    };

    PUT(facts);
    ask(1, 2);
    compute();
    assert_loss(0, NRR_REASON_DISCOUNT, 10);
    assert_loss(0, NRR_REASON_DOWNGRADE, 0);
}
END_TEST

/* The same for losses of different kinds, whatever their amounts. */
START_TEST(losses_go_by_kind_before_amount)
{
    nrr_fact one = fact_of(_i, 8, 0), other = fact_of(_i + 1, 7, 0),
             base = FACT(A, MAIN, 0, NEW, 9);

    put(&base, 1);
    one.reason = NRR_REASON_DOWNGRADE;
    other.reason = NRR_REASON_DISCOUNT;
    put(&other, 1);
    put(&one, 1);
    ask(10, 11);
    compute();
    assert_loss(0, NRR_REASON_DOWNGRADE, 9);
}
END_TEST

START_TEST(a_state_is_set_by_the_largest_of_several_levels)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 1, LEVEL, 30), FACT(A, MAIN, 1, LEVEL, 10),
                                     FACT(A, MAIN, 1, LEVEL, 20), FACT(B, MAIN, 1, RENEWAL, 5),
                                     FACT(B, MAIN, 1, RENEWAL, 4)};

    PUT(facts);
    ask(0, 2);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_CLOSING), 35);
}
END_TEST

START_TEST(a_level_stops_at_zero)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 1, NEW, 10),         FACT(A, MAIN, 2, CONTRACTION, 11),
        FACT(A, MAIN, 3, REACTIVATION, 5), FACT(A, MAIN, 4, CHURN, INT64_MAX),
        FACT(A, MAIN, 5, CHANGE_DOWN, 1),  FACT(A, MAIN, 6, CHANGE_UP, 2),
    };

    PUT(facts);
    ask(0, 3);
    ask(3, 4);
    ask(4, 5);
    ask(5, 6);
    ask(6, 7);
    compute();
    ROW(0, IS(NEW, 10), IS(CHURN, 10), IS(UNITS_TRANSIENT, 1));
    ROW(1, IS(REACTIVATION, 5), IS(CLOSING, 5), IS(NET_REACTIVATION, 5), IS(UNITS_CLOSING, 1),
        IS(UNITS_REACTIVATED, 1));
    ROW(2, IS(OPENING, 5), IS(CHURN, 5), IS(COHORT_CHURN, 5), IS(NET_CHURN, 5),
        IS(UNITS_OPENING, 1), IS(UNITS_CHURNED, 1));
    ck_assert_uint_eq(flags(3), NRR_ROW_EMPTY); /* a loss at zero is no movement */
    ck_assert_int_eq(measure(4, NRR_MEASURE_CLOSING), 2);
}
END_TEST

START_TEST(a_level_stops_at_zero_in_the_middle_of_an_instant_too)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 10),
        FACT(A, MAIN, 1, CONTRACTION, 100, SEQ(1)),
        FACT(A, MAIN, 1, EXPANSION, 5, SEQ(2)),
        FACT(A, MAIN, 1, CHURN, 1, SEQ(3)),
    };

    PUT(facts);
    ask(1, 2);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_CLOSING), 4);
    ck_assert_int_eq(measure(0, NRR_MEASURE_CONTRACTION), 6);
}
END_TEST

START_TEST(lines_stop_at_zero_each_for_itself)
{
    static const nrr_fact facts[] = {
        FACT(A, P, 0, NEW, 10),
        FACT(A, Q, 0, NEW, 10),
        FACT(A, P, 1, CONTRACTION, 15),
        FACT(A, MAIN, 1, CHURN, 3),
    };

    PUT(facts);
    ask(1, 2);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_CLOSING), 10);
    ck_assert_int_eq(measure(0, NRR_MEASURE_CONTRACTION), 10);
}
END_TEST

START_TEST(a_churn_of_all_takes_what_is_there)
{
    static const nrr_fact facts[] = {
        FACT(A, P, 0, NEW, 10),    FACT(A, Q, 0, NEW, 7),     FACT(A, P, 1, CHURN, ALL),
        FACT(A, P, 2, CHURN, ALL), FACT(A, Q, 3, CHURN, ALL),
    };

    PUT(facts);
    ask(1, 2);
    ask(2, 3);
    ask(3, 4);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_CONTRACTION), 10);
    ck_assert_int_eq(measure(1, NRR_MEASURE_UNITS_UNCHANGED), 1);
    ck_assert_int_eq(measure(2, NRR_MEASURE_CHURN), 7);
}
END_TEST

START_TEST(amounts_of_churns_of_all_do_not_order_them)
{
    nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 10),
        FACT(A, MAIN, 1, CHURN, ALL, WHY(PAUSE)),
        FACT(A, MAIN, 1, CHURN, ALL, WHY(VOLUNTARY)),
    };

    facts[1].amount = 900; /* not read */
    facts[2].amount = 1;
    PUT(facts);
    ask(1, 2);
    compute();
    assert_loss(0, NRR_REASON_PAUSE, 10);
    assert_loss(0, NRR_REASON_VOLUNTARY, 0);
}
END_TEST

START_TEST(cancel_and_rebuy_on_one_line_is_the_difference)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 100), FACT(A, MAIN, 1, CHURN, ALL), FACT(A, MAIN, 1, NEW, 120),
        FACT(B, MAIN, 0, NEW, 100), FACT(B, MAIN, 1, CHURN, ALL), FACT(B, MAIN, 1, NEW, 100),
    };

    PUT(facts);
    ask(1, 2);
    compute();
    ROW(0, IS(OPENING, 200), IS(CLOSING, 220), IS(EXPANSION, 20), IS(COHORT_EXPANSION, 20),
        IS(COHORT_CLOSING, 220), IS(NET_EXPANSION, 20), IS(RETAINED, 200), IS(RETAINED_PATH, 200),
        IS(RETAINED_CAPPED, 200), IS(RETAINED_LINES, 200), IS(UNITS_OPENING, 2),
        IS(UNITS_CLOSING, 2), IS(UNITS_EXPANDED, 1), IS(UNITS_UNCHANGED, 1));
}
END_TEST

START_TEST(a_renewal_with_an_expansion_at_one_instant_is_both)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 100),
        FACT(A, MAIN, 1, RENEWAL, 90),
        FACT(A, MAIN, 1, EXPANSION, 25, WHY(UPSELL)),
    };

    PUT(facts);
    ask(1, 2);
    compute();
    ROW(0, IS(OPENING, 100), IS(CLOSING, 115), IS(EXPANSION, 15), IS(COHORT_EXPANSION, 15),
        IS(COHORT_CLOSING, 115), IS(NET_EXPANSION, 15), IS(RETAINED, 100), IS(RETAINED_PATH, 100),
        IS(RETAINED_CAPPED, 100), IS(RETAINED_LINES, 100), IS(RENEWAL_DUE, 100),
        IS(RENEWAL_RETAINED, 100), IS(RENEWAL_UPLIFT, 15), IS(RENEWALS_DUE, 1),
        IS(RENEWALS_KEPT, 1), IS(UNITS_OPENING, 1), IS(UNITS_CLOSING, 1), IS(UNITS_EXPANDED, 1));
    assert_gain(0, NRR_REASON_UPSELL, 15);
}
END_TEST

START_TEST(facts_without_ids_are_never_duplicates)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 1, CHANGE_UP, 10),
                                     FACT(A, MAIN, 1, CHANGE_UP, 10)};

    PUT(facts);
    PUT(facts);
    ask(0, 2);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_CLOSING), 40);
}
END_TEST

/* A line key under two customers is two lines, and the default line is one of its own. */
START_TEST(lines_belong_to_their_customer)
{
    static const nrr_fact facts[] = {
        FACT(A, P, 0, NEW, 10),    FACT(B, P, 0, NEW, 20),     FACT(A, MAIN, 0, NEW, 40),
        FACT(B, P, 1, CHURN, ALL), FACT(A, MAIN, 2, LEVEL, 1),
    };

    PUT(facts);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    ask(0, 1);
    ask(1, 2);
    ask(2, 3);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_UNITS_NEW), 3);
    ck_assert_int_eq(measure(1, NRR_MEASURE_CHURN), 20);
    ck_assert_int_eq(measure(1, NRR_MEASURE_CLOSING), 50);
    ck_assert_int_eq(measure(2, NRR_MEASURE_CONTRACTION), 39);
}
END_TEST

/* Thousands of facts of one customer, the last first: sorted, and in time that is not quadratic. */
START_TEST(a_long_history_may_arrive_backwards)
{
    enum { MANY = 100000 };
    static nrr_fact history[MANY];
    int i;

    for (i = 0; i < MANY; i++) {
        static const nrr_fact fact = FACT(A, MAIN, 0, LEVEL, 0);

        history[i] = fact;
        history[i].time = MANY - i;
        history[i].amount = 1 + (MANY - i) % 1000;
    }
    ck_assert_int_eq(nrr_ledger_append(the.ledger, history, sizeof *history, MANY, NULL), NRR_OK);
    ask(1, 501);
    ask(501, 1001);
    ask(1001, MANY);
    ck_assert_int_eq(report_of(the.ledger, &the.report), NRR_OK);
    ck_assert_int_eq(measure(0, NRR_MEASURE_CLOSING), 501);
    ck_assert_int_eq(measure(0, NRR_MEASURE_NEW), 2);
    ck_assert_int_eq(measure(0, NRR_MEASURE_EXPANSION), 499);
    ck_assert_int_eq(measure(1, NRR_MEASURE_CLOSING), 1);
    ck_assert_int_eq(measure(1, NRR_MEASURE_CONTRACTION), 999);
    ck_assert_int_eq(measure(2, NRR_MEASURE_CLOSING), 1000);
    ck_assert_int_eq(measure(2, NRR_MEASURE_RETAINED_PATH), 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("replay");
    TCase *order = fixture_cases("order"), *effects = fixture_cases("effects");

    tcase_add_loop_test(order, facts_of_one_instant_are_replayed_in_the_order_of_their_kinds, 0,
                        RANKS - 1);
    tcase_add_loop_test(order, a_sequence_goes_before_the_order_of_kinds, 0, RANKS);
    tcase_add_test(order, time_goes_before_any_sequence);
    tcase_add_test(order, sequences_order_as_unsigned_numbers);
    tcase_add_test(order, losses_of_one_kind_go_by_amount);
    tcase_add_test(order, losses_of_one_kind_and_amount_go_by_reason);
    tcase_add_loop_test(order, losses_go_by_kind_before_amount, FIRST_LOSS, RANKS - 1);
    tcase_add_test(order, a_state_is_set_by_the_largest_of_several_levels);
    tcase_add_test(order, a_long_history_may_arrive_backwards);
    tcase_add_test(effects, a_level_stops_at_zero);
    tcase_add_test(effects, a_level_stops_at_zero_in_the_middle_of_an_instant_too);
    tcase_add_test(effects, lines_stop_at_zero_each_for_itself);
    tcase_add_test(effects, a_churn_of_all_takes_what_is_there);
    tcase_add_test(effects, amounts_of_churns_of_all_do_not_order_them);
    tcase_add_test(effects, cancel_and_rebuy_on_one_line_is_the_difference);
    tcase_add_test(effects, a_renewal_with_an_expansion_at_one_instant_is_both);
    tcase_add_test(effects, facts_without_ids_are_never_duplicates);
    tcase_add_test(effects, lines_belong_to_their_customer);
    suite_add_tcase(suite, order);
    suite_add_tcase(suite, effects);
    return nrr_test_main(suite);
}
