/* SPDX-License-Identifier: MIT */
/* Lane: the integers that a sweep adds up in: 64 bits where all magnitudes together fit, which is
 * nearly always and fast, and 128 bits for anything else. The window kernel is written once over these
 * names and compiled for each (window_lane.h). */
#ifndef NRR_LIB_LANE_H
#define NRR_LIB_LANE_H

#include "wide.h"

/* What a run of 64-bit lanes may hold in all: one bit of sign, and one to spare. */
#define NRR__LANE_LIMIT (UINT64_C(1) << 62)

typedef int64_t nrr__lane64;
typedef nrr__wide nrr__lane128;

static inline nrr__lane64 nrr__lane_of64(int64_t value)
{
    return value;
}

static inline nrr__lane64 nrr__lane_add64(nrr__lane64 a, nrr__lane64 b)
{
    return a + b;
}

static inline nrr__lane64 nrr__lane_negate64(nrr__lane64 a)
{
    return -a;
}

/* A wide value that is known to fit. */
static inline nrr__lane64 nrr__lane_narrow64(nrr__wide value)
{
    int64_t narrow = 0;

    (void)nrr__wide_to_int64(value, &narrow);
    return narrow;
}

/* The smaller of a value and a sum, neither of which is negative. */
static inline int64_t nrr__lane_least64(int64_t value, nrr__lane64 sum)
{
    return value < sum ? value : sum;
}

static inline nrr__lane128 nrr__lane_of128(int64_t value)
{
    return nrr__wide_of(value);
}

static inline nrr__lane128 nrr__lane_add128(nrr__lane128 a, nrr__lane128 b)
{
    return nrr__wide_add(a, b);
}

static inline nrr__lane128 nrr__lane_negate128(nrr__lane128 a)
{
    return nrr__wide_negate(a);
}

static inline nrr__lane128 nrr__lane_narrow128(nrr__wide value)
{
    return value;
}

static inline int64_t nrr__lane_least128(int64_t value, nrr__lane128 sum)
{
    int64_t least = value;

    if (nrr__wide_compare(sum, nrr__wide_of(value)) < 0)
        (void)nrr__wide_to_int64(sum, &least); /* it is below a value that fits */
    return least;
}

#endif
