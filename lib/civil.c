/* SPDX-License-Identifier: MIT */
/* Civil: see civil.h. The calendar repeats every 400 years, an era of 146,097 days, so all but the
 * era is small numbers, and negative years need no case of their own. Inside, eras and years begin
 * on 1 March, which puts the leap day at the end. The formulas are those of Howard Hinnant's
 * "chrono-compatible low-level date algorithms", which proves them. */
#include "civil.h"

#include "invariant.h"

enum {
    CIVIL_ERA_YEARS = 400,
    CIVIL_ERA_DAYS = 146097,
    CIVIL_MARCH_0 = 719468,                              /* from 0000-03-01 to 1970-01-01 */
    CIVIL_MARCH_0_ERAS = CIVIL_MARCH_0 / CIVIL_ERA_DAYS, /* of that, whole eras */
    CIVIL_MARCH_0_DAYS = CIVIL_MARCH_0 % CIVIL_ERA_DAYS  /* and the days left */
};

static int civil_is_leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % CIVIL_ERA_YEARS == 0);
}

int nrr__date_is_valid(const nrr__date *date)
{
    static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t last;

    if (date->month < 1 || date->month > 12)
        return 0;
    last = days[date->month - 1] + (date->month == 2 && civil_is_leap(date->year));
    return date->day >= 1 && date->day <= last;
}

nrr__date nrr__date_of_day(int64_t day)
{
    /* The shift to March is made on the small part: the day itself may be INT64_MAX. */
    int64_t shifted = nrr__floor_rest(day, CIVIL_ERA_DAYS) + CIVIL_MARCH_0_DAYS;
    int64_t era =
        nrr__floor_divide(day, CIVIL_ERA_DAYS) + CIVIL_MARCH_0_ERAS + shifted / CIVIL_ERA_DAYS;
    int64_t of_era = shifted % CIVIL_ERA_DAYS;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153; /* 0 is March */
    nrr__date date;

    date.year = era * CIVIL_ERA_YEARS + year + (month >= 10);
    date.month = (int32_t)(month < 10 ? month + 3 : month - 9);
    date.day = (int32_t)(of_year - (153 * month + 2) / 5 + 1);
    nrr__assert(nrr__date_is_valid(&date));
    return date;
}

nrr__wide nrr__day_of_date(const nrr__date *date)
{
    /* January and February are the end of the year before, without leaving int64_t. */
    int64_t early = date->month <= 2;
    int64_t shifted = nrr__floor_rest(date->year, CIVIL_ERA_YEARS) - early;
    int64_t era = nrr__floor_divide(date->year, CIVIL_ERA_YEARS) - (shifted < 0);
    int64_t year = nrr__floor_rest(shifted, CIVIL_ERA_YEARS);
    int64_t month = date->month + (early ? 9 : -3); /* 0 is March */
    int64_t of_year = (153 * month + 2) / 5 + date->day - 1;
    int64_t of_era = 365 * year + year / 4 - year / 100 + of_year;

    nrr__assert(nrr__date_is_valid(date));
    return nrr__wide_add(nrr__wide_multiply(era, CIVIL_ERA_DAYS),
                         nrr__wide_of(of_era - CIVIL_MARCH_0));
}
