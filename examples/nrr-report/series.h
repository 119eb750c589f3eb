/* SPDX-License-Identifier: MIT */
/* The periods of the report: calendar steps in UTC, each row a window of so many of them. */
#ifndef NRR_REPORT_SERIES_H
#define NRR_REPORT_SERIES_H

#include <stddef.h>
#include <stdint.h>

#include <nrr/nrr.h>

#include "options.h"
#include "span.h"

/* Which steps of the calendar, for facts from a first to a last time. */
typedef struct series_steps {
    nrr_step step;
    const char *option; /* that says so */
    int64_t window; /* steps that a row covers */
    const span_range *times;
} series_steps;

/* Make the edges of the steps that the options ask for, to be freed by the caller. If there are none,
 * or too many, say so in one line on standard error; returns the status to exit with, 0 if all is
 * well. */
int series_edges(const options *chosen, const series_steps *steps, int64_t **edges, size_t *count);

/* Add the periods that the options ask for to a query, given the first and the last fact. If there
 * are none, or too many, say so in one line on standard error; returns the status to
 * exit with, 0 if all is well. */
int series_add(const options *chosen, const span_range *times, nrr_query *query);

#endif
