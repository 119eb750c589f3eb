/* SPDX-License-Identifier: MIT */
/* Acquisition cohorts: the triangle of those who came in each step of the calendar, for each group and for
 * all units. */
#ifndef NRR_REPORT_COHORTS_H
#define NRR_REPORT_COHORTS_H

#include <nrr/nrr.h>

#include "groups.h"
#include "options.h"
#include "stack.h"
#include "view.h"

typedef struct cohorts {
    const options *chosen;
    const view *seen;
    nrr_table *table; /* NULL: there are none */
    size_t count;     /* of cohorts, and of ages of the first one */
    size_t cells;     /* of a triangle */
    size_t triangles; /* that are shown: not those in which nobody is */
    size_t *firsts;   /* of each, its first row in the table */
    groups_name *names;
    stack rows; /* those that are shown, in order */
} cohorts;

/* Compute the triangles over edges, which are two at least. */
nrr_status cohorts_open(cohorts *triangle, const nrr_query *query, const int64_t *edges,
                        size_t count);

/* One that was not opened can be closed, and printed, too. */
void cohorts_close(cohorts *triangle);

/* Print it. JSON is an array, and answers 0 if there is no memory. */
void cohorts_table(const cohorts *triangle);
void cohorts_csv(const cohorts *triangle);
int cohorts_json(const cohorts *triangle);

#endif
