/* SPDX-License-Identifier: MIT */
/* Unit period: one unit in one period, and its part of every measure (METRICS.md section 4). The sweep
 * adds the same for all units at once; that the parts of all units sum to what a report says is for
 * the random ledgers to show. */
#ifndef NRR_LIB_UNIT_PERIOD_H
#define NRR_LIB_UNIT_PERIOD_H

#include "nrr/report.h"

#include "unit.h"

typedef struct nrr__unit_period {
    const nrr__unit *unit;
    const nrr_query *query;
    int64_t start, end;
    uint32_t first, past;     /* its movements [first, past) are in the period */
    int64_t opening, closing; /* O and Z */
} nrr__unit_period;

/* Views the unit at hand of a walk in the walk's period, in which it is there; unit and query are borrowed. */
void nrr__unit_in(nrr__unit_period *view, const nrr__unit_walk *walk, const nrr__unit *unit,
                  const nrr_query *query);

/* Whether a measure is of lines, so that a group has it of its parts. */
int nrr__measure_is_of_lines(nrr_measure measure);

/* The unit's part of a measure; of one by reason, of that reason: a code, or NRR_REASON_HOST_SUM. */
nrr__wide nrr__unit_measure(const nrr__unit_period *view, nrr_measure measure, nrr_reason reason);

/* The amounts of the unit's movements of a class, and of those that start from zero. */
nrr__wide nrr__unit_gross(const nrr__unit_period *view, nrr__class wanted);
nrr__wide nrr__unit_from_zero(const nrr__unit_period *view);

/* The lowest level from the start to the end, the opening included. */
int64_t nrr__unit_lowest(const nrr__unit_period *view);

/* What the unit lost in all, by its own movements. */
nrr__wide nrr__unit_losses(const nrr__unit_period *view);

#endif
