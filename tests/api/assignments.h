/* SPDX-License-Identifier: MIT */
/*
 * Values of dimensions, assigned to the fixture's customers and lines, in one line each:
 *
 *     static const nrr_assignment values[] = {ON(A, 0, SEGMENT, 1, NO_LINE),
 *                                             ON(A, 5, SEGMENT, 2, OF_LINE(P))};
 *     ASSIGN(values);
 *
 * Dimensions and values are interned by who uses this.
 */
#ifndef NRR_TEST_API_ASSIGNMENTS_H
#define NRR_TEST_API_ASSIGNMENTS_H

#include "fixture.h"

enum { SEGMENT = 1, REGION, DIMENSIONS = 2 };

/* One assignment. Behind the value stands at least one more member: OF_LINE(P), .sequence = 2. */
#define ON(who, when, what, is, ...)                                                               \
    {                                                                                              \
        .customer = (who), .time = (when), .dimension = (what), .value = (is), __VA_ARGS__         \
    }
#define OF_LINE(which) .line = (which), .flags = NRR_ASSIGNMENT_LINE
#define NO_LINE        .flags = 0

/* Takes them all, and leaves a refusal alone. */
void assign(const nrr_assignment *assignments, size_t count);
#define ASSIGN(assignments) assign((assignments), COUNT(assignments))

#endif
