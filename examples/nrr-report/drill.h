/* SPDX-License-Identifier: MIT */
/* Drill-down: the units behind a figure of one period. */
#ifndef NRR_REPORT_DRILL_H
#define NRR_REPORT_DRILL_H

#include <nrr/nrr.h>

#include "sheet.h"

/* The figure of a name: a measure, a rate (its numerator), or gain_REASON or loss_REASON, where REASON
 * is a name, a number or "host". 0 if it is none. */
int drill_find(const char *name, nrr_cell *cell);

/* Whether it counts something, and is no amount. */
int drill_is_count(const nrr_cell *cell);

/* The columns of a table of units. */
nrr_status drill_fill(sheet *shown, const nrr_table *table, int is_count);

#endif
