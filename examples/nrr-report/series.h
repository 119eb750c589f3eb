/* SPDX-License-Identifier: MIT */
/* The periods of the report: calendar steps in UTC, each row a window of so many of them. */
#ifndef NRR_REPORT_SERIES_H
#define NRR_REPORT_SERIES_H

#include <nrr/nrr.h>

#include "options.h"
#include "span.h"

/* Add the periods that the options ask for to a query, given the first and the last fact. If there are none, or too many, say so in one line on standard error; returns the status to
 * exit with, 0 if all is well. */
int series_add(const options *chosen, const span_range *times, nrr_query *query);

#endif
