/* SPDX-License-Identifier: MIT */
/* The edges of calendar steps, and what a calendar may be. */
#include <nrr/nrr.h>

#include "support/run.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define UNTOUCHED    INT64_C(-7777)

static nrr_calendar calendar_of(nrr_time_unit unit, nrr_step step)
{
    nrr_calendar calendar = {0, 0, 0, 0, 0, 0};

    calendar.time_unit = unit;
    calendar.step = step;
    return calendar;
}

static nrr_civil civil_of(int64_t year, int32_t month, int32_t day)
{
    nrr_civil civil = {0, 0, 0, 0, 0, 0, 0};

    civil.year = year;
    civil.month = month;
    civil.day = day;
    return civil;
}

/* The tick at which a date begins, of a calendar that has one for it. */
static int64_t tick_of(const nrr_calendar *calendar, int64_t year, int32_t month, int32_t day)
{
    nrr_civil civil = civil_of(year, month, day);
    int64_t ticks = UNTOUCHED;

    ck_assert_int_eq(nrr_calendar_ticks(calendar, &civil, &ticks), NRR_OK);
    return ticks;
}

static void assert_edge(const nrr_calendar *calendar, int64_t ticks, int64_t steps,
                        int64_t expected)
{
    int64_t edge = UNTOUCHED;

    ck_assert_int_eq(nrr_calendar_edge(calendar, ticks, steps, &edge), NRR_OK);
    ck_assert_int_eq(edge, expected);
}

static void assert_no_edge(const nrr_calendar *calendar, int64_t ticks, int64_t steps)
{
    int64_t edge = UNTOUCHED;

    ck_assert_int_eq(nrr_calendar_edge(calendar, ticks, steps, &edge), NRR_E_TIME);
    ck_assert_int_eq(edge, UNTOUCHED);
}

static void assert_steps(const nrr_calendar *calendar, int64_t from, int64_t to, int64_t expected)
{
    int64_t steps = UNTOUCHED;

    ck_assert_int_eq(nrr_calendar_steps(calendar, from, to, &steps), NRR_OK);
    ck_assert_int_eq(steps, expected);
}

/* Days in a month, by the rule as it is taught. */
static int32_t month_length(int64_t year, int32_t month)
{
    if (month == 2) {
        int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* --- edges --------------------------------------------------------------------------------- */

START_TEST(an_edge_belongs_to_the_step_that_it_begins)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_SECONDS, NRR_STEP_MONTH);
    int64_t march = tick_of(&calendar, 2024, 3, 1), april = tick_of(&calendar, 2024, 4, 1);

    assert_edge(&calendar, march, 0, march);
    assert_edge(&calendar, april - 1, 0, march);
    assert_edge(&calendar, april, 0, april);
    assert_edge(&calendar, march - 1, 1, march);
}
END_TEST

START_TEST(steps_move_by_whole_steps_both_ways)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_DAYS, NRR_STEP_MONTH);
    int64_t leap = tick_of(&calendar, 2024, 2, 29);

    assert_edge(&calendar, leap, 12, tick_of(&calendar, 2025, 2, 1));
    assert_edge(&calendar, leap, -12, tick_of(&calendar, 2023, 2, 1));
    assert_edge(&calendar, leap, -2024 * 12 - 2, tick_of(&calendar, -1, 12, 1));
    calendar.step = NRR_STEP_DAY;
    assert_edge(&calendar, leap, 1, leap + 1);
    assert_edge(&calendar, leap, -60, leap - 60);
    calendar.step = NRR_STEP_QUARTER;
    assert_edge(&calendar, leap, 0, tick_of(&calendar, 2024, 1, 1));
    assert_edge(&calendar, leap, -1, tick_of(&calendar, 2023, 10, 1));
    calendar.step = NRR_STEP_YEAR;
    assert_edge(&calendar, leap, 0, tick_of(&calendar, 2024, 1, 1));
    assert_edge(&calendar, leap, 1, tick_of(&calendar, 2025, 1, 1));
    calendar.step = NRR_STEP_WEEK;
    assert_edge(&calendar, leap, 0, tick_of(&calendar, 2024, 2, 26)); /* a Monday */
    assert_edge(&calendar, leap, -9, tick_of(&calendar, 2023, 12, 25));
}
END_TEST

START_TEST(a_week_begins_on_the_weekday_that_was_chosen)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_DAYS, NRR_STEP_WEEK);
    int64_t monday, day;

    calendar.first_weekday = _i;
    /* 2024-01-01, 1969-12-22 and 1940-01-01 were Mondays. */
    monday = tick_of(&calendar, _i % 3 == 0 ? 2024 : 1940, 1, 1);
    for (day = 0; day < 14; day++) {
        int64_t first = monday - 14 + (_i == 0 ? 0 : _i - 1); /* a first day, two weeks back */
        int64_t expected = first + (monday + day - first) / 7 * 7;

        assert_edge(&calendar, monday + day, 0, expected);
        assert_edge(&calendar, monday + day, 1, expected + 7);
    }
    day = tick_of(&calendar, 1969, 12, 22);
    assert_edge(&calendar, day, 0, _i <= 1 ? day : day - 8 + _i);
}
END_TEST

START_TEST(fiscal_years_and_quarters_begin_with_their_first_month)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_DAYS, NRR_STEP_YEAR);
    int32_t first = _i == 0 ? 1 : _i, month;

    calendar.first_month = _i;
    for (month = 1; month <= 12; month++) {
        int64_t last = tick_of(&calendar, 2024, month, month_length(2024, month));
        int32_t into = (month - first + 12) % 3; /* months of the quarter that went by */
        int32_t begin = month - into;

        calendar.step = NRR_STEP_YEAR;
        assert_edge(&calendar, last, 0, tick_of(&calendar, month < first ? 2023 : 2024, first, 1));
        calendar.step = NRR_STEP_QUARTER;
        assert_edge(&calendar, last, 0,
                    tick_of(&calendar, begin < 1 ? 2023 : 2024, (begin + 11) % 12 + 1, 1));
        calendar.step = NRR_STEP_MONTH;
        assert_edge(&calendar, last, 0, tick_of(&calendar, 2024, month, 1));
    }
}
END_TEST

START_TEST(edges_lie_at_local_midnight)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_MILLISECONDS, NRR_STEP_DAY);
    int64_t midnight;

    calendar.utc_offset = -18000;
    midnight = tick_of(&calendar, 2024, 7, 4);
    ck_assert_int_eq(midnight, INT64_C(1720069200000)); /* 2024-07-04T05:00:00Z */
    assert_edge(&calendar, midnight, 0, midnight);
    assert_edge(&calendar, midnight - 1, 0, midnight - 86400000);
    calendar.step = NRR_STEP_MONTH;
    assert_edge(&calendar, midnight, 0, INT64_C(1719810000000)); /* 2024-07-01T05:00:00Z */
}
END_TEST

/* The first and the last edge that a clock has, by step: worked out with integers of any size. */
static const struct {
    nrr_time_unit unit;
    nrr_step step;
    int32_t first_month;
    int32_t first_weekday;
    int64_t first;
    int64_t last;
} edge_ends[] = {
    {NRR_TIME_DAYS, NRR_STEP_DAY, 0, 0, INT64_MIN, INT64_MAX},
    {NRR_TIME_DAYS, NRR_STEP_WEEK, 0, 0, INT64_MIN + 5, INT64_MAX - 3},
    {NRR_TIME_DAYS, NRR_STEP_WEEK, 0, 7, INT64_MIN + 4, INT64_MAX - 4},
    {NRR_TIME_DAYS, NRR_STEP_MONTH, 0, 0, INT64_MIN + 24, INT64_MAX - 26},
    {NRR_TIME_DAYS, NRR_STEP_QUARTER, 0, 0, INT64_MIN + 24, INT64_MAX - 26},
    {NRR_TIME_DAYS, NRR_STEP_YEAR, 0, 0, INT64_MIN + 208, INT64_MAX - 208},
    {NRR_TIME_DAYS, NRR_STEP_YEAR, 4, 0, INT64_MIN + 299, INT64_MAX - 117},
    {NRR_TIME_SECONDS, NRR_STEP_DAY, 0, 0, INT64_C(-9223372036854720000),
     INT64_C(9223372036854720000)},
    {NRR_TIME_SECONDS, NRR_STEP_WEEK, 0, 0, INT64_C(-9223372036854720000),
     INT64_C(9223372036854201600)},
    {NRR_TIME_SECONDS, NRR_STEP_MONTH, 0, 0, INT64_C(-9223372036854374400),
     INT64_C(9223372036854460800)},
    {NRR_TIME_SECONDS, NRR_STEP_YEAR, 0, 0, INT64_C(-9223372036825516800),
     INT64_C(9223372036825516800)},
    {NRR_TIME_NANOSECONDS, NRR_STEP_DAY, 0, 0, INT64_C(-9223286400000000000),
     INT64_C(9223286400000000000)},
    {NRR_TIME_NANOSECONDS, NRR_STEP_QUARTER, 4, 0, INT64_C(-9222508800000000000),
     INT64_C(9222422400000000000)},
    {NRR_TIME_NANOSECONDS, NRR_STEP_YEAR, 4, 0, INT64_C(-9206784000000000000),
     INT64_C(9222422400000000000)},
};

START_TEST(edges_reach_to_the_ends_of_the_clock_and_no_further)
{
    nrr_calendar calendar = calendar_of(edge_ends[_i].unit, edge_ends[_i].step);

    calendar.first_month = edge_ends[_i].first_month;
    calendar.first_weekday = edge_ends[_i].first_weekday;
    assert_edge(&calendar, edge_ends[_i].first, 0, edge_ends[_i].first);
    assert_no_edge(&calendar, edge_ends[_i].first, -1);
    assert_edge(&calendar, INT64_MAX, 0, edge_ends[_i].last);
    assert_no_edge(&calendar, INT64_MAX, 1);
    if (edge_ends[_i].first > INT64_MIN) {
        assert_no_edge(&calendar, INT64_MIN, 0);
        assert_edge(&calendar, INT64_MIN, 1, edge_ends[_i].first);
        assert_no_edge(&calendar, edge_ends[_i].first - 1, 0);
    }
}
END_TEST

START_TEST(no_number_of_steps_is_too_large_to_be_refused)
{
    static const int64_t far_away[] = {INT64_MAX, INT64_MAX / 2, INT64_MAX / 12 + 1,
                                       INT64_MIN, INT64_MIN / 2, INT64_MIN / 12 - 1};
    static const int64_t ticks[] = {INT64_MIN, -1, 0, INT64_MAX};
    size_t i, k;

    for (i = 0; i < COUNT(far_away); i++) {
        for (k = 0; k < COUNT(ticks); k++) {
            nrr_calendar calendar = calendar_of(NRR_TIME_SECONDS, _i);

            assert_no_edge(&calendar, ticks[k], far_away[i]);
            calendar.time_unit = NRR_TIME_NANOSECONDS;
            assert_no_edge(&calendar, ticks[k], far_away[i]);
        }
    }
}
END_TEST

START_TEST(days_as_ticks_can_be_crossed_from_end_to_end)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_DAYS, NRR_STEP_DAY);

    assert_edge(&calendar, INT64_MIN, INT64_MAX, -1);
    assert_edge(&calendar, INT64_MAX, INT64_MIN, -1);
    assert_edge(&calendar, 0, INT64_MIN, INT64_MIN);
    assert_no_edge(&calendar, -1, INT64_MIN);
    assert_no_edge(&calendar, 1, INT64_MAX);
}
END_TEST

/* --- steps that cover a span, and rows of edges ----------------------------------------------- */

START_TEST(a_span_takes_the_steps_that_it_touches)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_SECONDS, NRR_STEP_MONTH);
    int64_t january = tick_of(&calendar, 2024, 1, 1), april = tick_of(&calendar, 2024, 4, 1);

    assert_steps(&calendar, january, april, 3);
    assert_steps(&calendar, january, april + 1, 4);
    assert_steps(&calendar, january - 1, april, 4);
    assert_steps(&calendar, january, january + 1, 1);
    assert_steps(&calendar, april - 1, april + 1, 2);
    calendar.step = NRR_STEP_DAY;
    assert_steps(&calendar, january, april, 31 + 29 + 31);
    calendar.step = NRR_STEP_YEAR;
    assert_steps(&calendar, january, april, 1);
    calendar.step = NRR_STEP_WEEK;
    assert_steps(&calendar, january, april, 13); /* both are Mondays */
}
END_TEST

START_TEST(a_span_from_end_to_end_is_counted_where_the_count_fits)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_DAYS, NRR_STEP_DAY);
    int64_t steps = UNTOUCHED;

    assert_steps(&calendar, 0, INT64_MAX, INT64_MAX);
    assert_steps(&calendar, INT64_MIN, -1, INT64_MAX);
    ck_assert_int_eq(nrr_calendar_steps(&calendar, -1, INT64_MAX, &steps), NRR_E_TIME);
    ck_assert_int_eq(nrr_calendar_steps(&calendar, INT64_MIN, INT64_MAX, &steps), NRR_E_TIME);
    ck_assert_int_eq(steps, UNTOUCHED);
    calendar.step = NRR_STEP_YEAR; /* the years at both ends, and all between */
    assert_steps(&calendar, INT64_MIN, INT64_MAX,
                 INT64_C(25252734927768524) + INT64_C(25252734927764585) + 1);
    calendar.time_unit = NRR_TIME_NANOSECONDS;
    assert_steps(&calendar, INT64_MIN, INT64_MAX, 2262 - 1677 + 1);
}
END_TEST

START_TEST(a_span_that_is_empty_or_reversed_is_refused)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_DAYS, NRR_STEP_DAY);
    int64_t steps = UNTOUCHED;

    ck_assert_int_eq(nrr_calendar_steps(&calendar, 5, 5, &steps), NRR_E_PERIOD);
    ck_assert_int_eq(nrr_calendar_steps(&calendar, 5, 4, &steps), NRR_E_PERIOD);
    ck_assert_int_eq(nrr_calendar_steps(&calendar, INT64_MIN, INT64_MIN, &steps), NRR_E_PERIOD);
    ck_assert_int_eq(steps, UNTOUCHED);
}
END_TEST

START_TEST(edges_follow_each_other_from_the_step_that_holds_the_instant)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_SECONDS, NRR_STEP_DAY + _i);
    int64_t from = tick_of(&calendar, 1968, 2, 10) + 1234, edges[50], edge;
    size_t i;

    calendar.first_month = 10;
    calendar.utc_offset = 3600;
    ck_assert_int_eq(nrr_calendar_edges(&calendar, from, edges, COUNT(edges)), NRR_OK);
    for (i = 0; i < COUNT(edges); i++) {
        ck_assert_int_eq(nrr_calendar_edge(&calendar, from, (int64_t)i, &edge), NRR_OK);
        ck_assert_int_eq(edges[i], edge);
    }
    ck_assert_int_le(edges[0], from);
    ck_assert_int_gt(edges[1], from);
}
END_TEST

START_TEST(no_edges_need_no_array)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_DAYS, NRR_STEP_MONTH);
    int64_t edge = UNTOUCHED;

    ck_assert_int_eq(nrr_calendar_edges(&calendar, 0, NULL, 0), NRR_OK);
    ck_assert_int_eq(nrr_calendar_edges(&calendar, 0, &edge, 0), NRR_OK);
    ck_assert_int_eq(edge, UNTOUCHED);
    ck_assert_int_eq(nrr_calendar_edges(&calendar, 0, NULL, 1), NRR_E_NULL);
}
END_TEST

START_TEST(edges_behind_the_last_one_of_the_clock_are_refused)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_NANOSECONDS, NRR_STEP_YEAR);
    int64_t from = tick_of(&calendar, 2260, 1, 1), edges[4];

    ck_assert_int_eq(nrr_calendar_edges(&calendar, from, edges, 3), NRR_OK);
    ck_assert_int_eq(nrr_calendar_edges(&calendar, from, edges, 4), NRR_E_TIME);
}
END_TEST

/* --- what a calendar may be ----------------------------------------------------------------- */

static const struct {
    nrr_calendar calendar;
    nrr_status status;
} calendars[] = {
    {{NRR_TIME_SECONDS, NRR_STEP_DAY, 0, 0, 0, 0}, NRR_OK},
    {{NRR_TIME_NANOSECONDS, NRR_STEP_YEAR, 12, 7, 86399, 0}, NRR_OK},
    {{NRR_TIME_MILLISECONDS, NRR_STEP_WEEK, 1, 1, -86399, 0}, NRR_OK},
    {{NRR_TIME_DAYS, NRR_STEP_DAY, 0, 0, 0, 0}, NRR_OK},
    {{0, NRR_STEP_DAY, 0, 0, 0, 0}, NRR_E_TIME_UNIT},
    {{NRR_TIME_NANOSECONDS + 1, NRR_STEP_DAY, 0, 0, 0, 0}, NRR_E_TIME_UNIT},
    {{INT32_MIN, NRR_STEP_DAY, 0, 0, 0, 0}, NRR_E_TIME_UNIT},
    {{NRR_TIME_SECONDS, -1, 0, 0, 0, 0}, NRR_E_STEP},
    {{NRR_TIME_SECONDS, NRR_STEP_YEAR + 1, 0, 0, 0, 0}, NRR_E_STEP},
    {{NRR_TIME_SECONDS, NRR_STEP_DAY, -1, 0, 0, 0}, NRR_E_CALENDAR},
    {{NRR_TIME_SECONDS, NRR_STEP_DAY, 13, 0, 0, 0}, NRR_E_CALENDAR},
    {{NRR_TIME_SECONDS, NRR_STEP_DAY, 0, -1, 0, 0}, NRR_E_CALENDAR},
    {{NRR_TIME_SECONDS, NRR_STEP_DAY, 0, 8, 0, 0}, NRR_E_CALENDAR},
    {{NRR_TIME_SECONDS, NRR_STEP_DAY, 0, 0, 86400, 0}, NRR_E_CALENDAR},
    {{NRR_TIME_SECONDS, NRR_STEP_DAY, 0, 0, -86400, 0}, NRR_E_CALENDAR},
    {{NRR_TIME_SECONDS, NRR_STEP_DAY, 0, 0, INT32_MIN, 0}, NRR_E_CALENDAR},
    {{NRR_TIME_DAYS, NRR_STEP_DAY, 0, 0, 1, 0}, NRR_E_CALENDAR}, /* no multiple of the tick */
    {{NRR_TIME_DAYS, NRR_STEP_DAY, 0, 0, -3600, 0}, NRR_E_CALENDAR},
    {{NRR_TIME_SECONDS, NRR_STEP_DAY, 0, 0, 0, 1}, NRR_E_RESERVED},
};

START_TEST(every_call_checks_the_calendar)
{
    const nrr_calendar *calendar = &calendars[_i].calendar;
    nrr_status expected = calendars[_i].status;
    nrr_civil civil = civil_of(2024, 1, 1);
    int64_t value = 0;

    ck_assert_int_eq(nrr_calendar_ticks(calendar, &civil, &value), expected);
    ck_assert_int_eq(nrr_calendar_civil(calendar, 0, &civil), expected);
    ck_assert_int_eq(nrr_calendar_edge(calendar, 0, 0, &value), expected);
    ck_assert_int_eq(nrr_calendar_steps(calendar, 0, 1, &value), expected);
    ck_assert_int_eq(nrr_calendar_edges(calendar, 0, &value, 1), expected);
}
END_TEST

START_TEST(a_date_needs_no_step_and_an_edge_does)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_SECONDS, 0);
    nrr_civil civil = civil_of(2024, 1, 1);
    int64_t value = 0;

    ck_assert_int_eq(nrr_calendar_ticks(&calendar, &civil, &value), NRR_OK);
    ck_assert_int_eq(value, 1704067200);
    ck_assert_int_eq(nrr_calendar_civil(&calendar, value, &civil), NRR_OK);
    ck_assert_int_eq(civil.year, 2024);
    ck_assert_int_eq(nrr_calendar_edge(&calendar, 0, 0, &value), NRR_E_STEP);
    ck_assert_int_eq(nrr_calendar_steps(&calendar, 0, 1, &value), NRR_E_STEP);
    ck_assert_int_eq(nrr_calendar_edges(&calendar, 0, &value, 1), NRR_E_STEP);
}
END_TEST

START_TEST(null_pointers_are_refused)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_SECONDS, NRR_STEP_DAY);
    nrr_civil civil = civil_of(2024, 1, 1);
    int64_t value = UNTOUCHED;

    ck_assert_int_eq(nrr_calendar_ticks(NULL, &civil, &value), NRR_E_NULL);
    ck_assert_int_eq(nrr_calendar_ticks(&calendar, NULL, &value), NRR_E_NULL);
    ck_assert_int_eq(nrr_calendar_ticks(&calendar, &civil, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_calendar_civil(NULL, 0, &civil), NRR_E_NULL);
    ck_assert_int_eq(nrr_calendar_civil(&calendar, 0, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_calendar_edge(NULL, 0, 0, &value), NRR_E_NULL);
    ck_assert_int_eq(nrr_calendar_edge(&calendar, 0, 0, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_calendar_steps(NULL, 0, 1, &value), NRR_E_NULL);
    ck_assert_int_eq(nrr_calendar_steps(&calendar, 0, 1, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_calendar_edges(NULL, 0, &value, 1), NRR_E_NULL);
    ck_assert_int_eq(value, UNTOUCHED);
}
END_TEST

static TCase *edges(void)
{
    TCase *cases = tcase_create("edges");

    tcase_add_test(cases, an_edge_belongs_to_the_step_that_it_begins);
    tcase_add_test(cases, steps_move_by_whole_steps_both_ways);
    tcase_add_loop_test(cases, a_week_begins_on_the_weekday_that_was_chosen, 0, 8);
    tcase_add_loop_test(cases, fiscal_years_and_quarters_begin_with_their_first_month, 0, 13);
    tcase_add_test(cases, edges_lie_at_local_midnight);
    tcase_add_loop_test(cases, edges_reach_to_the_ends_of_the_clock_and_no_further, 0,
                        COUNT(edge_ends));
    tcase_add_loop_test(cases, no_number_of_steps_is_too_large_to_be_refused, NRR_STEP_DAY,
                        NRR_STEP_YEAR + 1);
    tcase_add_test(cases, days_as_ticks_can_be_crossed_from_end_to_end);
    return cases;
}

static TCase *spans(void)
{
    TCase *cases = tcase_create("spans");

    tcase_add_test(cases, a_span_takes_the_steps_that_it_touches);
    tcase_add_test(cases, a_span_from_end_to_end_is_counted_where_the_count_fits);
    tcase_add_test(cases, a_span_that_is_empty_or_reversed_is_refused);
    tcase_add_loop_test(cases, edges_follow_each_other_from_the_step_that_holds_the_instant, 0, 5);
    tcase_add_test(cases, no_edges_need_no_array);
    tcase_add_test(cases, edges_behind_the_last_one_of_the_clock_are_refused);
    return cases;
}

static TCase *misuse(void)
{
    TCase *cases = tcase_create("misuse");

    tcase_add_loop_test(cases, every_call_checks_the_calendar, 0, COUNT(calendars));
    tcase_add_test(cases, a_date_needs_no_step_and_an_edge_does);
    tcase_add_test(cases, null_pointers_are_refused);
    return cases;
}

int main(void)
{
    Suite *suite = suite_create("calendar");

    suite_add_tcase(suite, edges());
    suite_add_tcase(suite, spans());
    suite_add_tcase(suite, misuse());
    return nrr_test_main(suite);
}
