/* SPDX-License-Identifier: MIT */
/* Calendar: ticks, dates at a fixed offset, and the edges of steps.
 *
 * Steps of one kind are numbered without gaps, for ever in both directions: an instant has the
 * number of the step that holds it, and a number has the day on which its step begins. Edges are
 * sums of such numbers. Days and ticks that may be beyond int64_t are 128 bits wide, where they
 * always fit (2^63 days of 8.64e13 nanoseconds are below 2^110), and are checked once at the end. */
#include "nrr/calendar.h"

#include "civil.h"
#include "wide.h"

#define CALENDAR_SECOND INT64_C(1000000000) /* nanoseconds */
#define CALENDAR_DAY    (86400 * CALENDAR_SECOND)

enum { CALENDAR_OFFSET_MAX = 86399 };

/* Nanoseconds in a tick of a unit. */
static int64_t calendar_tick(nrr_time_unit unit)
{
    static const int64_t ticks[] = {CALENDAR_DAY, CALENDAR_SECOND, 1000000, 1000, 1};

    return ticks[unit - NRR_TIME_DAYS];
}

static int64_t calendar_ticks_a_day(const nrr_calendar *calendar)
{
    return CALENDAR_DAY / calendar_tick(calendar->time_unit);
}

static int64_t calendar_offset(const nrr_calendar *calendar)
{
    return calendar->utc_offset * CALENDAR_SECOND / calendar_tick(calendar->time_unit);
}

static int calendar_is_in_range(const nrr_calendar *calendar)
{
    int32_t offset = calendar->utc_offset;

    return calendar->first_month >= 0 && calendar->first_month <= 12 &&
           calendar->first_weekday >= 0 && calendar->first_weekday <= 7 &&
           offset >= -CALENDAR_OFFSET_MAX && offset <= CALENDAR_OFFSET_MAX &&
           (offset == 0 || calendar->time_unit != NRR_TIME_DAYS);
}

static nrr_status calendar_check(const nrr_calendar *calendar)
{
    if (calendar->time_unit < NRR_TIME_DAYS || calendar->time_unit > NRR_TIME_NANOSECONDS)
        return NRR_E_TIME_UNIT;
    if (calendar->step < 0 || calendar->step > NRR_STEP_YEAR)
        return NRR_E_STEP;
    if (!calendar_is_in_range(calendar))
        return NRR_E_CALENDAR;
    return calendar->reserved == 0 ? NRR_OK : NRR_E_RESERVED;
}

/* The same, where a step is needed. */
static nrr_status calendar_check_step(const nrr_calendar *calendar)
{
    nrr_status status = calendar_check(calendar);

    return status == NRR_OK && calendar->step == 0 ? NRR_E_STEP : status;
}

/* The local day that holds an instant, and the ticks that went by since it began. */
static int64_t calendar_day(const nrr_calendar *calendar, int64_t ticks, int64_t *of_day)
{
    int64_t length = calendar_ticks_a_day(calendar);
    /* The offset is added to the small part: the sum of both may be beyond int64_t. Where ticks are
     * days the offset is 0, so that days at both ends of int64_t stay where they are. */
    int64_t local = nrr__floor_rest(ticks, length) + calendar_offset(calendar);

    *of_day = nrr__floor_rest(local, length);
    return nrr__floor_divide(ticks, length) + nrr__floor_divide(local, length);
}

/* The instant so many ticks after a local day began; NRR_E_TIME if int64_t has no such. */
static nrr_status calendar_instant(const nrr_calendar *calendar, nrr__wide day, int64_t of_day,
                                   int64_t *ticks)
{
    nrr__wide instant;
    int64_t fits;

    if (!nrr__wide_to_int64(day, &fits))
        return NRR_E_TIME; /* a tick is a day at most, so what is no day is no tick */
    instant = nrr__wide_multiply(fits, calendar_ticks_a_day(calendar));
    instant = nrr__wide_add(instant, nrr__wide_of(of_day - calendar_offset(calendar)));
    return nrr__wide_to_int64(instant, ticks) ? NRR_OK : NRR_E_TIME;
}

/* Days from the beginning of a week to 1970-01-01, which was a Thursday, when that lies in it. */
static int64_t calendar_week_shift(const nrr_calendar *calendar)
{
    int32_t monday = 1, thursday = 4;
    int32_t first = calendar->first_weekday == 0 ? monday : calendar->first_weekday;

    return (thursday - first + 7) % 7;
}

/* Months in a step of months. */
static int64_t calendar_months(nrr_step step)
{
    static const int64_t months[] = {1, 3, 12};

    return months[step - NRR_STEP_MONTH];
}

/* Months from January to a month in which a quarter and a year begin. */
static int64_t calendar_month_shift(const nrr_calendar *calendar)
{
    return calendar->first_month == 0 ? 0 : calendar->first_month - 1;
}

/* The number of the step that holds an instant. */
static int64_t calendar_number(const nrr_calendar *calendar, int64_t ticks)
{
    int64_t of_day, day = calendar_day(calendar, ticks, &of_day);
    nrr__date date;

    if (calendar->step == NRR_STEP_DAY)
        return day;
    if (calendar->step == NRR_STEP_WEEK)
        return nrr__floor_divide(day, 7) +
               (nrr__floor_rest(day, 7) + calendar_week_shift(calendar)) / 7;
    date = nrr__date_of_day(day);
    return nrr__floor_divide(date.year * 12 + date.month - 1 - calendar_month_shift(calendar),
                             calendar_months(calendar->step));
}

/* The day on which the step of a number of months begins; whether there are months so far away. */
static int calendar_month_begin(const nrr_calendar *calendar, int64_t number, nrr__wide *day)
{
    nrr__wide month = nrr__wide_multiply(number, calendar_months(calendar->step));
    nrr__date date;
    int64_t fits;

    month = nrr__wide_add(month, nrr__wide_of(calendar_month_shift(calendar)));
    if (!nrr__wide_to_int64(month, &fits))
        return 0;
    date.year = nrr__floor_divide(fits, 12);
    date.month = (int32_t)nrr__floor_rest(fits, 12) + 1;
    date.day = 1;
    *day = nrr__day_of_date(&date);
    return 1;
}

/* The instant at which the step of a number begins. */
static nrr_status calendar_begin(const nrr_calendar *calendar, nrr__wide number, int64_t *edge)
{
    nrr__wide day;
    int64_t fits;

    if (!nrr__wide_to_int64(number, &fits))
        return NRR_E_TIME; /* a step is a day at least */
    if (calendar->step == NRR_STEP_DAY)
        day = number;
    else if (calendar->step == NRR_STEP_WEEK)
        day = nrr__wide_subtract(nrr__wide_multiply(fits, 7),
                                 nrr__wide_of(calendar_week_shift(calendar)));
    else if (!calendar_month_begin(calendar, fits, &day))
        return NRR_E_TIME;
    return calendar_instant(calendar, day, 0, edge);
}

/* Whether a number is 0 to last. */
static int calendar_is_up_to(int32_t value, int32_t last)
{
    return value >= 0 && value <= last;
}

static nrr_status calendar_civil_check(const nrr_civil *civil)
{
    nrr__date date;

    date.year = civil->year;
    date.month = civil->month;
    date.day = civil->day;
    if (!nrr__date_is_valid(&date) || !calendar_is_up_to(civil->hour, 23) ||
        !calendar_is_up_to(civil->minute, 59) || !calendar_is_up_to(civil->second, 59) ||
        !calendar_is_up_to(civil->nanosecond, (int32_t)(CALENDAR_SECOND - 1)))
        return NRR_E_DATE;
    return NRR_OK;
}

nrr_status nrr_calendar_ticks(const nrr_calendar *calendar, const nrr_civil *civil, int64_t *ticks)
{
    nrr_status status;
    nrr__date date;
    int64_t seconds, nanoseconds;

    if (calendar == NULL || civil == NULL || ticks == NULL)
        return NRR_E_NULL;
    status = calendar_check(calendar);
    if (status == NRR_OK)
        status = calendar_civil_check(civil);
    if (status != NRR_OK)
        return status;
    date.year = civil->year;
    date.month = civil->month;
    date.day = civil->day;
    seconds = (civil->hour * 60 + civil->minute) * 60 + civil->second;
    nanoseconds = seconds * CALENDAR_SECOND + civil->nanosecond;
    return calendar_instant(calendar, nrr__day_of_date(&date),
                            nanoseconds / calendar_tick(calendar->time_unit), ticks);
}

nrr_status nrr_calendar_civil(const nrr_calendar *calendar, int64_t ticks, nrr_civil *civil)
{
    nrr_status status;
    nrr__date date;
    int64_t of_day, seconds;

    if (calendar == NULL || civil == NULL)
        return NRR_E_NULL;
    status = calendar_check(calendar);
    if (status != NRR_OK)
        return status;
    date = nrr__date_of_day(calendar_day(calendar, ticks, &of_day));
    of_day *= calendar_tick(calendar->time_unit); /* nanoseconds from here on */
    seconds = of_day / CALENDAR_SECOND;
    civil->year = date.year;
    civil->month = date.month;
    civil->day = date.day;
    civil->hour = (int32_t)(seconds / 3600);
    civil->minute = (int32_t)(seconds / 60 % 60);
    civil->second = (int32_t)(seconds % 60);
    civil->nanosecond = (int32_t)(of_day % CALENDAR_SECOND);
    return NRR_OK;
}

nrr_status nrr_calendar_edge(const nrr_calendar *calendar, int64_t ticks, int64_t steps,
                             int64_t *edge)
{
    nrr_status status;
    nrr__wide number;

    if (calendar == NULL || edge == NULL)
        return NRR_E_NULL;
    status = calendar_check_step(calendar);
    if (status != NRR_OK)
        return status;
    number = nrr__wide_of(calendar_number(calendar, ticks));
    return calendar_begin(calendar, nrr__wide_add(number, nrr__wide_of(steps)), edge);
}

nrr_status nrr_calendar_steps(const nrr_calendar *calendar, int64_t from, int64_t to,
                              int64_t *steps)
{
    nrr_status status;
    nrr__wide first, last;

    if (calendar == NULL || steps == NULL)
        return NRR_E_NULL;
    status = calendar_check_step(calendar);
    if (status != NRR_OK)
        return status;
    if (to <= from)
        return NRR_E_PERIOD;
    first = nrr__wide_of(calendar_number(calendar, from));
    last = nrr__wide_of(calendar_number(calendar, to - 1));
    last = nrr__wide_add(nrr__wide_subtract(last, first), nrr__wide_of(1));
    /* Up to 2^64 days; anything longer or finer has fewer steps than int64_t has numbers. */
    return nrr__wide_to_int64(last, steps) ? NRR_OK : NRR_E_TIME;
}

nrr_status nrr_calendar_edges(const nrr_calendar *calendar, int64_t from, int64_t *edges,
                              size_t count)
{
    nrr_status status;
    nrr__wide number;
    size_t i;

    if (calendar == NULL || (edges == NULL && count > 0))
        return NRR_E_NULL;
    status = calendar_check_step(calendar);
    if (status != NRR_OK)
        return status;
    number = nrr__wide_of(calendar_number(calendar, from));
    for (i = 0; i < count; i++) {
        status =
            calendar_begin(calendar, nrr__wide_add(number, nrr__wide_of_unsigned(i)), &edges[i]);
        if (status != NRR_OK)
            return status;
    }
    return NRR_OK;
}
