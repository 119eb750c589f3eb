/* SPDX-License-Identifier: MIT */
/* Levels up to 2^63 - 1, of lines and of customers: a right answer, or NRR_E_OVERFLOW and a ledger
 * that is usable after. */
#include "overflow.h"

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
    ask_anew();
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

int main(void)
{
    Suite *suite = suite_create("overflow of levels");
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
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
