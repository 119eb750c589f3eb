/* SPDX-License-Identifier: MIT */
/* Instants as text: seconds since 1970-01-01T00:00:00Z on the inside, dates in UTC outside. */
#ifndef NRR_REPORT_INSTANT_H
#define NRR_REPORT_INSTANT_H

#include <stddef.h>
#include <stdint.h>

#include <nrr/nrr.h>

enum {
    INSTANT_SIZE = 40 /* bytes that hold every text made here, the NUL byte included */
};

/* The calendar of UTC, in seconds, by a step. */
nrr_calendar instant_calendar(nrr_step step);

/* Read YYYY-MM-DD. 0 if it is no date. */
int instant_parse_date(const char *text, size_t length, int64_t *seconds);

/* Read YYYY-MM-DD, YYYY-MM-DDTHH:MM:SSZ or integer seconds. 0 if it is none of them. */
int instant_parse(const char *text, size_t length, int64_t *seconds);

/* Write an instant as instant_parse() reads it: its date if that is when it begins, else with the
 * time of day; seconds where the year has no four digits. */
void instant_write(char *text, int64_t seconds);

/* Write the date of an instant, as YYYY-MM-DD. */
void instant_write_date(char *text, int64_t seconds);

/* Write the name of the step that begins at an instant: 2024, 2024-Q2, 2024-05, or the date of its
 * first day. */
void instant_write_step(char *text, int64_t seconds, nrr_step step);

#endif
