/* SPDX-License-Identifier: MIT */
/* Cuts of a period: each unit that is there, once and in order, with what a plain count says of it. */
#include "lib/presence.h"

#include "support/failing_allocator.h"
#include "support/run.h"

#include <string.h>

enum {
    UNITS = 5 * NRR__PRESENCES + 7,
    TIMES = 40 /* instants; units have movements at some of them */
};

static failing_allocator memory;
static nrr__track track;

/* A number that looks like any other, below a limit. */
static uint32_t some(uint32_t seed, uint32_t limit)
{
    seed = (seed ^ seed >> 15) * 2246822519U;
    seed = (seed ^ seed >> 13) * 3266489917U;
    return (seed ^ seed >> 16) % limit;
}

/* A unit in seven has no movement at all, the others up to one at each instant. The levels go down to
 * zero now and then. */
static void begin_unit(uint32_t unit)
{
    uint32_t often = unit % 7 == 0 ? 0 : 1 + some(unit, 12);
    int64_t level = 0, time;

    nrr__track_begin_unit(&track);
    for (time = 0; time < TIMES; time++) {
        uint32_t seed = unit * 1000 + (uint32_t)time;
        nrr__instant instant = nrr__instant_begin(nrr__wide_of(level));
        if (some(seed, 12) >= often)
            continue;
        level = some(seed + 17, 3) == 0 ? 0 : 100 + time;
        instant.after = nrr__wide_of(level);
        ck_assert(nrr__track_add(&track, time, &instant));
    }
}

static void begin(void)
{
    uint32_t unit;

    failing_allocator_init(&memory);
    memset(&track, 0, sizeof track);
    ck_assert_int_eq(nrr__track_reserve(&track, &memory.allocator, UNITS, UNITS * TIMES), NRR_OK);
    for (unit = 0; unit < UNITS; unit++)
        begin_unit(unit);
    nrr__track_finish(&track);
}

static void end(void)
{
    nrr__track_end(&track, &memory.allocator);
    ck_assert_uint_eq(memory.live_blocks, 0);
    ck_assert_ptr_null(failing_allocator_complaint(&memory));
}

/* What a period cuts off of a unit, counted one by one. Answers whether the unit is there. */
static int count_presence(uint32_t number, const nrr__period *period, nrr__presence *presence)
{
    nrr__unit_movements unit = nrr__track_unit(&track, number);
    uint32_t i;

    memset(presence, 0, sizeof *presence);
    presence->number = number;
    for (i = 0; i < unit.count; i++) {
        if (unit.times[i] < period->start)
            presence->opening = unit.levels[i];
        if (unit.times[i] < period->end)
            presence->closing = unit.levels[i];
        presence->first += unit.times[i] < period->start;
        presence->past += unit.times[i] < period->end;
    }
    return presence->opening != 0 || presence->first != presence->past;
}

static void check_presence(const nrr__presence *presence, const nrr__presence *counted)
{
    ck_assert_ptr_nonnull(presence);
    ck_assert_uint_eq(presence->number, counted->number);
    ck_assert_uint_eq(presence->first, counted->first);
    ck_assert_uint_eq(presence->past, counted->past);
    ck_assert_int_eq(presence->opening, counted->opening);
    ck_assert_int_eq(presence->closing, counted->closing);
}

/* Asks for the units of a period, leaving some out after each, and counts those that were there. */
static uint32_t walk(const nrr__period *period, uint32_t left_out)
{
    nrr__period all = {INT64_MIN, INT64_MAX};
    nrr__presences presences;
    nrr__presence counted;
    uint32_t number, there = 0;

    nrr__presences_begin(&presences, period);
    for (number = 0; number < UNITS; number++) {
        if (!count_presence(number, period == NULL ? &all : period, &counted))
            continue;
        counted.closing = period == NULL ? 0 : counted.closing; /* nobody asks for it */
        check_presence(nrr__presences_next(&presences, &track, number), &counted);
        check_presence(nrr__presences_next(&presences, &track, number), &counted); /* asking passes nothing */
        there++;
        number += left_out;
    }
    ck_assert_ptr_null(nrr__presences_next(&presences, &track, UNITS));
    return there;
}

START_TEST(every_period_cuts_as_a_plain_count_does)
{
    nrr__period period;
    uint32_t most = 0, least = UNITS;

    for (period.start = -1; period.start < TIMES; period.start++)
        for (period.end = period.start + 1; period.end <= TIMES + 1; period.end += 3) {
            uint32_t there = walk(&period, 0);
            most = there > most ? there : most;
            least = there < least ? there : least;
        }
    ck_assert_uint_eq(least, 0);
    ck_assert_uint_gt(most, UNITS / 2);
    ck_assert_uint_lt(most, UNITS);
}
END_TEST

START_TEST(without_a_period_all_that_moved_are_there)
{
    uint32_t number, moved = 0;

    for (number = 0; number < UNITS; number++)
        moved += nrr__track_unit(&track, number).count != 0;
    ck_assert_uint_eq(walk(NULL, 0), moved);
    ck_assert_uint_lt(moved, UNITS);
}
END_TEST

START_TEST(units_may_be_left_out)
{
    nrr__period period = {TIMES / 3, TIMES / 2};
    uint32_t left_out;

    for (left_out = 1; left_out < 3 * NRR__PRESENCES; left_out++)
        ck_assert_uint_gt(walk(&period, left_out), 0);
}
END_TEST

START_TEST(a_track_without_units_has_none_that_is_there)
{
    nrr__period period = {0, TIMES};
    nrr__track none;
    nrr__presences presences;

    memset(&none, 0, sizeof none);
    nrr__presences_begin(&presences, &period);
    ck_assert_ptr_null(nrr__presences_next(&presences, &none, 0));
    ck_assert_ptr_nonnull(nrr__presences_next(&presences, &track, 0)); /* and the next track is another one */
    ck_assert_ptr_null(nrr__presences_next(&presences, &none, 0));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("presence");
    TCase *cases = tcase_create("presence");

    tcase_add_checked_fixture(cases, begin, end);
    tcase_add_test(cases, every_period_cuts_as_a_plain_count_does);
    tcase_add_test(cases, without_a_period_all_that_moved_are_there);
    tcase_add_test(cases, units_may_be_left_out);
    tcase_add_test(cases, a_track_without_units_has_none_that_is_there);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
