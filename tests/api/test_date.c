/* SPDX-License-Identifier: MIT */
/* Civil dates and times of day as ticks, and back. */
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

static void assert_date(const nrr_calendar *calendar, int64_t ticks, const nrr_civil *expected)
{
    nrr_civil civil = {0, 0, 0, 0, 0, 0, 0};

    ck_assert_int_eq(nrr_calendar_civil(calendar, ticks, &civil), NRR_OK);
    ck_assert_int_eq(civil.year, expected->year);
    ck_assert_int_eq(civil.month, expected->month);
    ck_assert_int_eq(civil.day, expected->day);
    ck_assert_int_eq(civil.hour, expected->hour);
    ck_assert_int_eq(civil.minute, expected->minute);
    ck_assert_int_eq(civil.second, expected->second);
    ck_assert_int_eq(civil.nanosecond, expected->nanosecond);
}

static const struct {
    nrr_civil civil;
    int64_t seconds;
} known_dates[] = {
    {{1970, 1, 1, 0, 0, 0, 0}, 0},
    {{1969, 12, 31, 23, 59, 59, 0}, -1},
    {{2000, 2, 29, 0, 0, 0, 0}, 951782400},
    {{1900, 2, 28, 23, 59, 59, 0}, -2203891201},
    {{1900, 3, 1, 0, 0, 0, 0}, -2203891200}, /* 1900 was no leap year */
    {{2024, 1, 1, 0, 0, 0, 0}, 1704067200},
    {{2038, 1, 19, 3, 14, 8, 0}, INT64_C(2147483648)},
    {{9999, 12, 31, 23, 59, 59, 0}, INT64_C(253402300799)},
    {{0, 1, 1, 0, 0, 0, 0}, INT64_C(-62167219200)},
    {{0, 2, 29, 0, 0, 0, 0}, INT64_C(-62162121600)}, /* year 0 is a leap year */
    {{-1, 12, 31, 23, 59, 59, 0}, INT64_C(-62167219201)},
    {{-4713, 11, 24, 12, 0, 0, 0}, INT64_C(-210866760000)}, /* day 0 of the Julian count */
};

START_TEST(known_dates_have_their_ticks_and_ticks_their_dates)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_SECONDS, NRR_STEP_DAY);
    int64_t ticks = UNTOUCHED;

    ck_assert_int_eq(nrr_calendar_ticks(&calendar, &known_dates[_i].civil, &ticks), NRR_OK);
    ck_assert_int_eq(ticks, known_dates[_i].seconds);
    assert_date(&calendar, known_dates[_i].seconds, &known_dates[_i].civil);
}
END_TEST

/* Days in a month, by the rule as it is taught. */
static int32_t month_length(int64_t year, int32_t month)
{
    if (month == 2) {
        int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* The day after. */
static nrr_civil next_day(nrr_civil civil)
{
    if (++civil.day > month_length(civil.year, civil.month)) {
        civil.day = 1;
        if (++civil.month > 12) {
            civil.month = 1;
            civil.year++;
        }
    }
    return civil;
}

START_TEST(a_walk_of_nine_hundred_years_meets_every_date_once)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_DAYS, NRR_STEP_DAY);
    nrr_civil civil = civil_of(-450, 1, 1), found;
    int64_t first = tick_of(&calendar, -450, 1, 1), day = first, ticks;

    for (; civil.year < 450; civil = next_day(civil), day++) {
        /* An assertion of libcheck costs far more than what it asserts: only in case of need. */
        if (nrr_calendar_ticks(&calendar, &civil, &ticks) != NRR_OK || ticks != day ||
            nrr_calendar_civil(&calendar, day, &found) != NRR_OK || found.year != civil.year ||
            found.month != civil.month || found.day != civil.day)
            ck_abort_msg("%ld-%d-%d", (long)civil.year, (int)civil.month, (int)civil.day);
    }
    /* Two eras of 400 years, and the century from 350 on, which has the leap year 400. */
    ck_assert_int_eq(day - first, 2 * 146097 + 36525);
}
END_TEST

static const struct {
    nrr_time_unit unit;
    nrr_civil first;
    nrr_civil last;
} clock_ends[] = {
    {NRR_TIME_DAYS,
     {INT64_C(-25252734927764585), 6, 7, 0, 0, 0, 0},
     {INT64_C(25252734927768524), 7, 27, 0, 0, 0, 0}},
    {NRR_TIME_SECONDS,
     {INT64_C(-292277022657), 1, 27, 8, 29, 52, 0},
     {INT64_C(292277026596), 12, 4, 15, 30, 7, 0}},
    {NRR_TIME_MILLISECONDS,
     {-292275055, 5, 16, 16, 47, 4, 192000000},
     {292278994, 8, 17, 7, 12, 55, 807000000}},
    {NRR_TIME_MICROSECONDS,
     {-290308, 12, 21, 19, 59, 5, 224192000},
     {294247, 1, 10, 4, 0, 54, 775807000}},
    {NRR_TIME_NANOSECONDS,
     {1677, 9, 21, 0, 12, 43, 145224192},
     {2262, 4, 11, 23, 47, 16, 854775807}},
};

START_TEST(the_first_and_the_last_tick_of_each_unit_have_dates)
{
    nrr_calendar calendar = calendar_of(clock_ends[_i].unit, NRR_STEP_DAY);
    int64_t ticks = UNTOUCHED;

    assert_date(&calendar, INT64_MIN, &clock_ends[_i].first);
    ck_assert_int_eq(nrr_calendar_ticks(&calendar, &clock_ends[_i].first, &ticks), NRR_OK);
    ck_assert_int_eq(ticks, INT64_MIN);
    assert_date(&calendar, INT64_MAX, &clock_ends[_i].last);
    ck_assert_int_eq(nrr_calendar_ticks(&calendar, &clock_ends[_i].last, &ticks), NRR_OK);
    ck_assert_int_eq(ticks, INT64_MAX);
}
END_TEST

START_TEST(a_date_one_day_beyond_either_end_has_no_tick)
{
    nrr_calendar calendar = calendar_of(clock_ends[_i].unit, NRR_STEP_DAY);
    nrr_civil before = clock_ends[_i].first, after = clock_ends[_i].last;
    int64_t ticks = UNTOUCHED;

    before.day--;
    after.day++;
    ck_assert_int_eq(nrr_calendar_ticks(&calendar, &before, &ticks), NRR_E_TIME);
    ck_assert_int_eq(nrr_calendar_ticks(&calendar, &after, &ticks), NRR_E_TIME);
    before.year = INT64_MIN;
    after.year = INT64_MAX;
    ck_assert_int_eq(nrr_calendar_ticks(&calendar, &before, &ticks), NRR_E_TIME);
    ck_assert_int_eq(nrr_calendar_ticks(&calendar, &after, &ticks), NRR_E_TIME);
    after.month = before.month = 1;
    ck_assert_int_eq(nrr_calendar_ticks(&calendar, &before, &ticks), NRR_E_TIME);
    ck_assert_int_eq(nrr_calendar_ticks(&calendar, &after, &ticks), NRR_E_TIME);
    ck_assert_int_eq(ticks, UNTOUCHED);
}
END_TEST

START_TEST(what_is_finer_than_a_tick_is_cut_off_before_1970_too)
{
    static const int64_t after[] = {0, 1, 1999, 1999999, 1999999999};
    static const int64_t before[] = {-1, -1, -1, -1, -1};
    nrr_calendar calendar = calendar_of(NRR_TIME_DAYS + _i, NRR_STEP_DAY);
    nrr_civil second = {1970, 1, 1, 0, 0, 1, 999999999};
    nrr_civil last = {1969, 12, 31, 23, 59, 59, 999999999};
    int64_t ticks = UNTOUCHED;

    ck_assert_int_eq(nrr_calendar_ticks(&calendar, &second, &ticks), NRR_OK);
    ck_assert_int_eq(ticks, after[_i]);
    ck_assert_int_eq(nrr_calendar_ticks(&calendar, &last, &ticks), NRR_OK);
    ck_assert_int_eq(ticks, before[_i]);
}
END_TEST

START_TEST(an_offset_moves_the_date_and_not_the_instant)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_SECONDS, NRR_STEP_DAY);
    nrr_civil east = {2024, 1, 1, 5, 30, 0, 0}, west = {2023, 12, 31, 16, 0, 0, 0};

    calendar.utc_offset = 19800;
    assert_date(&calendar, 1704067200, &east);
    ck_assert_int_eq(tick_of(&calendar, 2024, 1, 1), 1704067200 - 19800);
    calendar.utc_offset = -28800;
    assert_date(&calendar, 1704067200, &west);
    ck_assert_int_eq(tick_of(&calendar, 2024, 1, 1), 1704067200 + 28800);
}
END_TEST

START_TEST(an_offset_reaches_beyond_the_ends_of_the_clock)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_NANOSECONDS, NRR_STEP_DAY);
    nrr_civil last = {2262, 4, 12, 23, 47, 15, 854775807};
    nrr_civil first = {1677, 9, 20, 0, 12, 44, 145224192};
    int64_t ticks = UNTOUCHED;

    calendar.utc_offset = 86399;
    assert_date(&calendar, INT64_MAX, &last);
    ck_assert_int_eq(nrr_calendar_ticks(&calendar, &last, &ticks), NRR_OK);
    ck_assert_int_eq(ticks, INT64_MAX);
    calendar.utc_offset = -86399;
    assert_date(&calendar, INT64_MIN, &first);
    ck_assert_int_eq(nrr_calendar_ticks(&calendar, &first, &ticks), NRR_OK);
    ck_assert_int_eq(ticks, INT64_MIN);
}
END_TEST

static const nrr_civil no_dates[] = {
    {2024, 0, 1, 0, 0, 0, 0},          {2024, 13, 1, 0, 0, 0, 0},
    {2024, 1, 0, 0, 0, 0, 0},          {2024, 1, 32, 0, 0, 0, 0},
    {2024, 4, 31, 0, 0, 0, 0},         {2024, 2, 30, 0, 0, 0, 0},
    {2023, 2, 29, 0, 0, 0, 0},         {1900, 2, 29, 0, 0, 0, 0},
    {-1, 2, 29, 0, 0, 0, 0},           {2024, 1, 1, -1, 0, 0, 0},
    {2024, 1, 1, 24, 0, 0, 0},         {2024, 1, 1, 0, -1, 0, 0},
    {2024, 1, 1, 0, 60, 0, 0},         {2024, 1, 1, 0, 0, -1, 0},
    {2024, 1, 1, 0, 0, 60, 0},         {2024, 1, 1, 0, 0, 0, -1},
    {2024, 1, 1, 0, 0, 0, 1000000000}, {2024, INT32_MIN, 1, 0, 0, 0, 0},
    {2024, 1, INT32_MAX, 0, 0, 0, 0},
};

START_TEST(what_is_no_date_or_time_of_day_is_refused)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_SECONDS, NRR_STEP_DAY);
    int64_t ticks = UNTOUCHED;

    ck_assert_int_eq(nrr_calendar_ticks(&calendar, &no_dates[_i], &ticks), NRR_E_DATE);
    ck_assert_int_eq(ticks, UNTOUCHED);
}
END_TEST

START_TEST(each_month_ends_with_its_last_day)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_DAYS, NRR_STEP_DAY);
    int64_t year, ticks = UNTOUCHED;
    int32_t month;

    for (year = 2023; year <= 2024; year++) {
        for (month = 1; month <= 12; month++) {
            nrr_civil last = civil_of(year, month, month_length(year, month)), after = last;

            after.day++;
            ck_assert_int_eq(nrr_calendar_ticks(&calendar, &after, &ticks), NRR_E_DATE);
            ck_assert_int_eq(ticks, UNTOUCHED);
            after = next_day(last);
            ck_assert_int_eq(tick_of(&calendar, last.year, last.month, last.day) + 1,
                             tick_of(&calendar, after.year, after.month, after.day));
        }
    }
}
END_TEST

START_TEST(the_last_day_of_a_leap_february_is_a_date)
{
    nrr_calendar calendar = calendar_of(NRR_TIME_DAYS, NRR_STEP_DAY);

    ck_assert_int_eq(tick_of(&calendar, 2024, 3, 1) - tick_of(&calendar, 2024, 2, 29), 1);
    ck_assert_int_eq(tick_of(&calendar, 2000, 3, 1) - tick_of(&calendar, 2000, 2, 29), 1);
    ck_assert_int_eq(tick_of(&calendar, -4, 3, 1) - tick_of(&calendar, -4, 2, 29), 1);
    ck_assert_int_eq(tick_of(&calendar, 2100, 3, 1) - tick_of(&calendar, 2100, 2, 28), 1);
}
END_TEST

static TCase *dates(void)
{
    TCase *cases = tcase_create("dates");

    tcase_add_loop_test(cases, known_dates_have_their_ticks_and_ticks_their_dates, 0,
                        COUNT(known_dates));
    tcase_add_test(cases, a_walk_of_nine_hundred_years_meets_every_date_once);
    tcase_add_loop_test(cases, the_first_and_the_last_tick_of_each_unit_have_dates, 0,
                        COUNT(clock_ends));
    tcase_add_loop_test(cases, a_date_one_day_beyond_either_end_has_no_tick, 0, COUNT(clock_ends));
    tcase_add_loop_test(cases, what_is_finer_than_a_tick_is_cut_off_before_1970_too, 0, 5);
    tcase_add_test(cases, an_offset_moves_the_date_and_not_the_instant);
    tcase_add_test(cases, an_offset_reaches_beyond_the_ends_of_the_clock);
    tcase_add_loop_test(cases, what_is_no_date_or_time_of_day_is_refused, 0, COUNT(no_dates));
    tcase_add_test(cases, each_month_ends_with_its_last_day);
    tcase_add_test(cases, the_last_day_of_a_leap_february_is_a_date);
    return cases;
}

int main(void)
{
    Suite *suite = suite_create("date");

    suite_add_tcase(suite, dates());
    return nrr_test_main(suite);
}
