/* SPDX-License-Identifier: MIT */
/* Run: periods that are monotone in both ends, so that one pass over a unit's movements serves them
 * all. A calendar series or a trailing window is one run; any other list of periods is cut into as
 * few as can be. */
#ifndef NRR_LIB_RUN_H
#define NRR_LIB_RUN_H

#include "query_state.h"

typedef struct nrr__run {
    uint32_t first; /* of its periods among those of the plan */
    uint32_t count;
    uint32_t is_series; /* each period but the last ends where the next one begins */
} nrr__run;

/* The periods of a query, run by run, in each run ascending in both ends. */
typedef struct nrr__plan {
    uint32_t period_count, run_count;
    int64_t *starts, *ends; /* by place */
    uint32_t *rows;         /* by place: the row of the report */
    nrr__run *runs;
} nrr__plan;

nrr_status nrr__plan_make(nrr__plan *plan, const nrr_query *query, const nrr_allocator *memory);

/* The first place in [low, high) whose edge (start or end of a run's periods) is above a time; high
 * if there is none. */
uint32_t nrr__run_place_above(const int64_t *edges, uint32_t low, uint32_t high, int64_t time);

/* Also after a failure. */
void nrr__plan_end(nrr__plan *plan, const nrr_allocator *memory);

#endif
