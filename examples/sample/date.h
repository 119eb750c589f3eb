/* SPDX-License-Identifier: MIT */
/* Dates. A day is a number, from 0, which is 2023-01-01. */
#ifndef NRR_SAMPLE_DATE_H
#define NRR_SAMPLE_DATE_H

enum {
    DAYS = 1096, /* 2023-01-01 to 2025-12-31 */
    NEVER = -1
};

typedef struct date {
    int year;
    int month; /* from 0 */
    int day;   /* from 1 */
} date;

int month_length(int year, int month);

date date_of(int day);

/* Whether a day is an anniversary of an earlier one. */
int is_anniversary(int start, int day);

#endif
