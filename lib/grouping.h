/* SPDX-License-Identifier: MIT */
/* Grouping: which group a unit belongs to at an instant, by the dimensions of a query (METRICS.md
 * section 7).
 *
 * A group is a code: by one dimension the number of its value among the values of that (the order of
 * keys, then `unassigned`); by two the numbers of both, that of the first in the high half. So the
 * order of codes is the order of groups. Codes are sparse by two dimensions: group_set.h numbers those
 * that occur. */
#ifndef NRR_LIB_GROUPING_H
#define NRR_LIB_GROUPING_H

#include "assignments.h"
#include "query_state.h"

typedef struct nrr__grouping {
    uint32_t count; /* dimensions */
    /* NULL: nobody has a value of it. */
    const nrr__assignment_index *dimensions[NRR_DIMENSIONS_MAX];
    uint64_t contradictions; /* in these dimensions */
} nrr__grouping;

/* A unit that is looked up: borrowed from the grouping's snapshot. */
typedef struct nrr__grouping_unit {
    int is_line;
    nrr__assignment_view of_customer[NRR_DIMENSIONS_MAX];
    nrr__assignment_view own[NRR_DIMENSIONS_MAX]; /* a line's; the customer's hold where it has none */
} nrr__grouping_unit;

/* A group, and the instant from which on it may be another one: INT64_MAX if that is never before it. */
typedef struct nrr__grouping_stretch {
    uint64_t code;
    int64_t until;
} nrr__grouping_stretch;

/* Finds the dimensions of a query in a snapshot, which must outlive the grouping. A query by none puts
 * all units into the group of code 0. */
nrr_status nrr__grouping_begin(nrr__grouping *grouping, const nrr_snapshot *snapshot,
                               const nrr_query *query);

/* Looks a unit up: a customer, or the customer at the top of a parent unit. */
void nrr__grouping_customer(const nrr__grouping *grouping, uint32_t customer,
                            nrr__grouping_unit *unit);

/* Looks a line up. */
void nrr__grouping_line(const nrr__grouping *grouping, uint32_t customer, uint32_t line,
                        nrr__grouping_unit *unit);

/* The group of a unit at an instant. */
nrr__grouping_stretch nrr__grouping_at(const nrr__grouping *grouping,
                                       const nrr__grouping_unit *unit, int64_t time);

/* The values of a group: the id in each dimension, 0 = unassigned. */
void nrr__grouping_values(const nrr__grouping *grouping, uint64_t code, uint32_t *values);

#endif
