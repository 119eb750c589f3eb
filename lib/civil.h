/* SPDX-License-Identifier: MIT */
/* Civil: dates of the proleptic Gregorian calendar and days since 1970-01-01, both ways, for every
 * day that an int64_t can number. Knows nothing of ticks, offsets or steps: that is calendar.c. */
#ifndef NRR_LIB_CIVIL_H
#define NRR_LIB_CIVIL_H

#include <stdint.h>

#include "wide.h"

typedef struct nrr__date {
    int64_t year;  /* 0 is 1 BC */
    int32_t month; /* 1 to 12 */
    int32_t day;   /* 1 to 31 */
} nrr__date;

/* a / b rounded down, and what that leaves: 0 to b - 1; b is above 0. */
static inline int64_t nrr__floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static inline int64_t nrr__floor_rest(int64_t a, int64_t b)
{
    int64_t rest = a % b;

    return rest < 0 ? rest + b : rest;
}

/* Whether there is such a date, in any year. */
int nrr__date_is_valid(const nrr__date *date);

/* The date of any day. */
nrr__date nrr__date_of_day(int64_t day);

/* The day of a valid date of any year; it may be beyond int64_t. */
nrr__wide nrr__day_of_date(const nrr__date *date);

#endif
