/* SPDX-License-Identifier: MIT */
/* The index of a time among edges, however these lie: against a plain count. */
#include "lib/edges.h"

#include "support/failing_allocator.h"
#include "support/random.h"
#include "support/run.h"

enum { PERIODS = 60 };

static failing_allocator memory;
static random_source numbers;
static int64_t starts[PERIODS], ends[PERIODS];

static void begin(void)
{
    failing_allocator_init(&memory);
}

static void end(void)
{
    ck_assert_uint_eq(memory.live_blocks, 0);
}

static uint32_t count_edges(const nrr__edges *edges, int64_t time)
{
    uint32_t count = 0;

    while (count < edges->count && edges->ticks[count] <= time)
        count++;
    return count;
}

static void check_at(const nrr__edges *edges, int64_t time)
{
    ck_assert_uint_eq(nrr__edges_index(edges, time), count_edges(edges, time));
    if (edges->is_even)
        ck_assert_uint_eq(nrr__edges_index_even(edges, time), count_edges(edges, time));
}

/* At each edge and beside it, at the ends of time, and anywhere. Answers whether the edges are even. */
static int check(uint32_t periods)
{
    nrr__edges edges;
    int is_even;

    ck_assert_int_eq(nrr__edges_make(&edges, &memory.allocator, starts, ends, periods), NRR_OK);
    for (uint32_t i = 0; i < edges.count; i++) {
        int64_t tick = edges.ticks[i];
        check_at(&edges, tick);
        if (tick > INT64_MIN)
            check_at(&edges, tick - 1);
        if (tick < INT64_MAX)
            check_at(&edges, tick + 1);
    }
    check_at(&edges, INT64_MIN);
    check_at(&edges, INT64_MAX);
    for (int i = 0; i < 1000; i++) {
        int64_t span =
            (int64_t)((uint64_t)edges.ticks[edges.count - 1] / 2 - (uint64_t)edges.ticks[0] / 2);
        check_at(&edges, (int64_t)random_bits(&numbers));
        if (span > 0 && edges.ticks[0] < INT64_MAX / 2)
            check_at(&edges, edges.ticks[0] + random_between(&numbers, 0, span));
    }
    is_even = edges.is_even;
    nrr__edges_end(&edges, &memory.allocator);
    return is_even;
}

/* Months and weeks of some ticks a day, and such as no calendar has. */
START_TEST(edges_of_a_calendar_are_even)
{
    static const int64_t steps[] = {1, 7, 30, 365, 86400, INT64_C(86400000000)};

    numbers = random_start(1, (uint64_t)_i);
    for (int64_t i = 0; i < PERIODS; i++) {
        starts[i] = i * steps[_i] - 5;
        ends[i] = (i + 12) * steps[_i] - 5;
    }
    ck_assert(check(PERIODS));
}
END_TEST

START_TEST(edges_anywhere)
{
    numbers = random_start(2, (uint64_t)_i);
    for (int i = 0; i < PERIODS; i++) {
        uint64_t spread = random_below(&numbers, 63) + 1;
        starts[i] =
            (int64_t)(random_bits(&numbers) >> spread) - (int64_t)(random_bits(&numbers) >> spread);
        ends[i] = starts[i] < INT64_MAX / 2 ? starts[i] + 1 + (int64_t)random_below(&numbers, 100)
                                            : INT64_MAX;
    }
    (void)check(1 + (uint32_t)random_below(&numbers, PERIODS));
}
END_TEST

/* Two edges that are one tick apart, among others that are far: no step could be so short. */
START_TEST(edges_that_lie_too_near_are_not_even)
{
    numbers = random_start(3, 0);
    for (int64_t i = 0; i < PERIODS; i++) {
        starts[i] = i * INT64_C(1000000000);
        ends[i] = starts[i] + 1;
    }
    ck_assert(!check(PERIODS));
}
END_TEST

/* What is before the first edge would be within the last step, if it were counted from the first without a sign. */
START_TEST(edges_far_apart_or_near_the_end_of_time_are_not_even)
{
    static const int64_t firsts[] = {(INT64_C(1) << 62) + 1, INT64_MAX - 64 * PERIODS, 0};
    int64_t step = firsts[_i] == 0 ? INT64_MAX / PERIODS : 64;

    numbers = random_start(4, (uint64_t)_i);
    for (int64_t i = 0; i < PERIODS; i++) {
        starts[i] = firsts[_i] + i * step;
        ends[i] = starts[i] + step;
    }
    ck_assert(!check(PERIODS));
}
END_TEST

START_TEST(edges_up_to_where_they_may_be_are_even)
{
    static const int64_t firsts[] = {INT64_MIN, INT64_MIN + 1, -1 - (INT64_C(1) << 62),
                                     (INT64_C(1) << 62)};
    static const int64_t steps[] = {64, ((INT64_C(1) << 62) - 1) / PERIODS};

    numbers = random_start(5, (uint64_t)_i);
    for (int64_t i = 0; i < PERIODS; i++) {
        starts[i] = firsts[_i / 2] + i * steps[_i % 2];
        ends[i] = starts[i] + steps[_i % 2];
    }
    ck_assert(check(PERIODS));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("edges");
    TCase *cases = tcase_create("edges");

    tcase_add_checked_fixture(cases, begin, end);
    tcase_add_loop_test(cases, edges_of_a_calendar_are_even, 0, 6);
    tcase_add_loop_test(cases, edges_anywhere, 0, 200);
    tcase_add_test(cases, edges_that_lie_too_near_are_not_even);
    tcase_add_loop_test(cases, edges_far_apart_or_near_the_end_of_time_are_not_even, 0, 3);
    tcase_add_loop_test(cases, edges_up_to_where_they_may_be_are_even, 0, 8);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
