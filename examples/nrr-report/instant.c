/* SPDX-License-Identifier: MIT */
#include "instant.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "number.h"

nrr_calendar instant_calendar(nrr_step step)
{
    nrr_calendar calendar;

    memset(&calendar, 0, sizeof calendar);
    calendar.time_unit = NRR_TIME_SECONDS;
    calendar.step = step;
    return calendar;
}

/* Whether a text has the shape of a pattern, in which 9 stands for a digit. */
static int instant_has_shape(const char *text, size_t length, const char *pattern)
{
    size_t i;

    if (length != strlen(pattern))
        return 0;
    for (i = 0; i < length; i++) {
        int fits = pattern[i] == '9' ? text[i] >= '0' && text[i] <= '9' : text[i] == pattern[i];

        if (!fits)
            return 0;
    }
    return 1;
}

static int32_t instant_digits(const char *text, size_t count)
{
    int32_t value = 0;

    while (count-- > 0)
        value = value * 10 + (*text++ - '0');
    return value;
}

static int instant_of_civil(const nrr_civil *civil, int64_t *seconds)
{
    nrr_calendar calendar = instant_calendar(NRR_STEP_DAY);

    return nrr_calendar_ticks(&calendar, civil, seconds) == NRR_OK;
}

static void instant_read_day(const char *text, nrr_civil *civil)
{
    memset(civil, 0, sizeof *civil);
    civil->year = instant_digits(text, 4);
    civil->month = instant_digits(text + 5, 2);
    civil->day = instant_digits(text + 8, 2);
}

int instant_parse_date(const char *text, size_t length, int64_t *seconds)
{
    nrr_civil civil;

    if (!instant_has_shape(text, length, "9999-99-99"))
        return 0;
    instant_read_day(text, &civil);
    return instant_of_civil(&civil, seconds);
}

int instant_parse(const char *text, size_t length, int64_t *seconds)
{
    nrr_civil civil;

    if (instant_parse_date(text, length, seconds))
        return 1;
    if (!instant_has_shape(text, length, "9999-99-99T99:99:99Z"))
        return number_parse(text, length, seconds);
    instant_read_day(text, &civil);
    civil.hour = instant_digits(text + 11, 2);
    civil.minute = instant_digits(text + 14, 2);
    civil.second = instant_digits(text + 17, 2);
    return instant_of_civil(&civil, seconds);
}

static nrr_civil instant_civil(int64_t seconds)
{
    nrr_calendar calendar = instant_calendar(NRR_STEP_DAY);
    nrr_civil civil;

    memset(&civil, 0, sizeof civil);
    (void)nrr_calendar_civil(&calendar, seconds, &civil); /* fails on a bad calendar only */
    return civil;
}

void instant_write(char *text, int64_t seconds)
{
    nrr_civil civil = instant_civil(seconds);

    if (civil.year < 0 || civil.year > 9999) {
        snprintf(text, INSTANT_SIZE, "%" PRId64, seconds);
        return;
    }
    instant_write_date(text, seconds);
    if (civil.hour != 0 || civil.minute != 0 || civil.second != 0)
        snprintf(text + strlen(text), INSTANT_SIZE / 2,
                 "T%02" PRId32 ":%02" PRId32 ":%02" PRId32 "Z", civil.hour, civil.minute,
                 civil.second);
}

void instant_write_date(char *text, int64_t seconds)
{
    nrr_civil civil = instant_civil(seconds);

    snprintf(text, INSTANT_SIZE, "%04" PRId64 "-%02" PRId32 "-%02" PRId32, civil.year, civil.month,
             civil.day);
}

void instant_write_step(char *text, int64_t seconds, nrr_step step)
{
    nrr_civil civil = instant_civil(seconds);

    switch (step) {
    case NRR_STEP_YEAR:
        snprintf(text, INSTANT_SIZE, "%04" PRId64, civil.year);
        break;
    case NRR_STEP_QUARTER:
        snprintf(text, INSTANT_SIZE, "%04" PRId64 "-Q%" PRId32, civil.year, (civil.month + 2) / 3);
        break;
    case NRR_STEP_MONTH:
        snprintf(text, INSTANT_SIZE, "%04" PRId64 "-%02" PRId32, civil.year, civil.month);
        break;
    default:
        instant_write_date(text, seconds);
        break;
    }
}
