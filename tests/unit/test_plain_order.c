/* SPDX-License-Identifier: MIT */
/* Facts that lie a little out of order: put in the order of time, each once; and left to others if they lie too far out
 * of it, or two are of one instant. */
#include "lib/plain_replay.h"

#include "support/run.h"

#include <string.h>

enum { COUNT = 400 };

static nrr__fact_core facts[COUNT];

/* Facts whose amounts say where they lay. */
static void lay(const int64_t *times, uint32_t count)
{
    uint32_t i;

    memset(facts, 0, sizeof facts);
    for (i = 0; i < count; i++) {
        facts[i].time = times[i];
        facts[i].amount = i;
    }
}

/* Whether facts ascend in time. */
static int are_in_order(uint32_t count)
{
    uint32_t i;

    for (i = 1; i < count; i++)
        if (facts[i].time <= facts[i - 1].time)
            return 0;
    return 1;
}

/* The amounts add up to what they were, and to that of their squares. */
static void check_each_once(uint32_t count)
{
    int64_t sum = 0, squares = 0, n = count;
    uint32_t i;

    for (i = 0; i < count; i++) {
        sum += facts[i].amount;
        squares += facts[i].amount * facts[i].amount;
    }
    ck_assert_int_eq(sum, n * (n - 1) / 2);
    ck_assert_int_eq(squares, n * (n - 1) * (2 * n - 1) / 6);
}

START_TEST(facts_in_order_stay)
{
    static const int64_t times[] = {-3, 0, 1, 5, 9};

    lay(times, 5);
    ck_assert(nrr__plain_order(facts, 5));
    ck_assert(are_in_order(5));
    ck_assert(nrr__plain_order(facts, 1));
}
END_TEST

START_TEST(a_late_fact_goes_where_it_belongs)
{
    static const int64_t times[] = {-3, 5, 7, 9, 6, INT64_MIN};

    lay(times, 6);
    ck_assert(nrr__plain_order(facts, 6));
    ck_assert(are_in_order(6));
    check_each_once(6);
    ck_assert_int_eq(facts[0].amount, 5);
    ck_assert_int_eq(facts[3].amount, 4);
}
END_TEST

/* One behind the other, one that comes late behind its own and before all, and one that is the last. */
START_TEST(facts_of_one_instant_are_left_to_others)
{
    static const int64_t ties[][5] = {
        {-3, 0, 0, 5, 9}, {-3, 5, 7, 9, 5}, {5, 7, 9, 11, 5}, {1, 2, 3, 4, 4}, {1, 3, 2, 4, 2}};

    lay(ties[_i], 5);
    ck_assert(!nrr__plain_order(facts, 5));
    check_each_once(5);
}
END_TEST

/* Each fact so many places from its own. */
static int order_swapped(uint32_t distance)
{
    static int64_t times[COUNT];
    uint32_t i;

    for (i = 0; i < COUNT; i++)
        times[i] = (int64_t)i / (2 * distance) * 2 * distance + (i + distance) % (2 * distance);
    lay(times, COUNT);
    return nrr__plain_order(facts, COUNT);
}

START_TEST(facts_that_lie_too_far_are_left_to_others)
{
    ck_assert(order_swapped(1));
    ck_assert(are_in_order(COUNT));
    ck_assert(order_swapped(20));
    ck_assert(are_in_order(COUNT));
    check_each_once(COUNT);
    ck_assert(!order_swapped(COUNT / 2));
    ck_assert(!are_in_order(COUNT));
    check_each_once(COUNT);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("plain order");
    TCase *cases = tcase_create("plain order");

    tcase_add_test(cases, facts_in_order_stay);
    tcase_add_test(cases, a_late_fact_goes_where_it_belongs);
    tcase_add_loop_test(cases, facts_of_one_instant_are_left_to_others, 0, 5);
    tcase_add_test(cases, facts_that_lie_too_far_are_left_to_others);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
