/* SPDX-License-Identifier: MIT */
/* Sums: what a sweep adds up for each period, from which every measure of METRICS.md section 4
 * follows (measure.c).
 *
 * While blocks are swept the cells hold differences: a value that holds for the places [a, b) of a
 * run is added at a and withdrawn at b. Prefix sums at the end make them the sums themselves. All
 * values are non-negative, so no total is smaller than a part of it. */
#ifndef NRR_LIB_SUMS_H
#define NRR_LIB_SUMS_H

#include "movement.h"
#include "query_state.h"
#include "run.h"
#include "wide.h"

/* What a unit is in a period, by its levels O and Z at the ends and its first movement. */
typedef enum nrr__state {
    NRR__STATE_CHURNED,
    NRR__STATE_EXPANDED,
    NRR__STATE_CONTRACTED,
    NRR__STATE_UNCHANGED,
    NRR__STATE_CARRIED_IN,
    NRR__STATE_NEW,
    NRR__STATE_REACTIVATED,
    NRR__STATE_TRANSIENT,
    NRR__STATES,
    NRR__STATE_NONE = NRR__STATES /* not there, and nothing happened: nothing to add */
} nrr__state;

/* The cells of a period. */
enum {
    NRR__SUM_STATE_UNITS = 0,                                 /* by state: units */
    NRR__SUM_STATE_OPENING = NRR__STATES,                     /* by state: sum of O */
    NRR__SUM_STATE_CLOSING = 2 * NRR__STATES,                 /* by state: sum of Z */
    NRR__SUM_GROSS = 3 * NRR__STATES,                         /* by class of movement */
    NRR__SUM_COHORT = NRR__SUM_GROSS + NRR__CLASSES,          /* by class; from zero as NEW */
    NRR__SUM_RETAINED_PATH = NRR__SUM_COHORT + NRR__CLASSES,
    NRR__SUM_RETAINED_CAPPED,
    NRR__SUM_RETURNED,
    NRR__SUM_RETAINED_LINES,
    NRR__SUM_RENEWAL_DUE,
    NRR__SUM_RENEWAL_RETAINED,
    NRR__SUM_RENEWAL_UPLIFT,
    NRR__SUM_RENEWALS_DUE,
    NRR__SUM_RENEWALS_KEPT,
    NRR__SUM_FIXED /* behind these: gains by reason slot, then losses by reason slot */
};

typedef struct nrr__sums {
    const nrr__plan *plan;
    nrr__wide *cells;      /* by place of the plan, then by cell */
    size_t cell_count;     /* cells of a period */
    size_t reason_slots;   /* 0 if nobody asked for reasons */
} nrr__sums;

nrr_status nrr__sums_make(nrr__sums *sums, const nrr__plan *plan, size_t reason_slots,
                          const nrr_allocator *memory);
void nrr__sums_end(nrr__sums *sums, const nrr_allocator *memory);

/* The places [from, to) of a run. */
typedef struct nrr__span {
    const nrr__run *run;
    uint32_t from, to; /* places in the run */
} nrr__span;

/* Adds a value to a cell for a span. */
static inline void nrr__sums_add_wide(const nrr__sums *sums, const nrr__span *span, size_t cell,
                                      nrr__wide value)
{
    nrr__wide *at = sums->cells + (span->run->first + (size_t)span->from) * sums->cell_count + cell;

    *at = nrr__wide_add(*at, value);
    if (span->to < span->run->count) {
        at += (size_t)(span->to - span->from) * sums->cell_count;
        *at = nrr__wide_subtract(*at, value);
    }
}

static inline void nrr__sums_add(const nrr__sums *sums, const nrr__span *span, size_t cell,
                                 int64_t value)
{
    if (value != 0)
        nrr__sums_add_wide(sums, span, cell, nrr__wide_of(value));
}

/* Turns differences into sums. */
void nrr__sums_finish(nrr__sums *sums);

#endif
