/* SPDX-License-Identifier: MIT */
/* Drill-down: the units behind a figure of one period. */
#ifndef NRR_REPORT_DRILL_H
#define NRR_REPORT_DRILL_H

#include <nrr/nrr.h>

#include "sheet.h"
#include "stack.h"

/* The figure of a name: a measure, a rate (its numerator), or gain_REASON or loss_REASON, where REASON
 * is a name, a number or "host". 0 if it is none. */
int drill_find(const char *name, nrr_cell *cell);

/* Whether it counts something, and is no amount. */
int drill_is_count(const nrr_cell *cell);

/* A stack for tables of units, and its columns. */
stack drill_stack(void);
void drill_put(sheet *shown, const stack *units, int is_count);

#endif
