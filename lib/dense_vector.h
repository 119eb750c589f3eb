/* SPDX-License-Identifier: MIT */
/* Dense vector: the levels of several units at once; see dense.h. The vectors of compilers are
 * asked for by name, since what they make of plain loops depends on how they are asked. */
#ifndef NRR_LIB_DENSE_VECTOR_H
#define NRR_LIB_DENSE_VECTOR_H

#include "atomic.h"

#include <stddef.h>

enum {
    NRR__DENSE_BYTES = 16,                  /* of a vector */
    NRR__DENSE_LANES = NRR__DENSE_BYTES / 4 /* levels in it */
};

/* The lanes of a vector of sums, none of which is negative: the lower one of a pair never reaches the upper one. */
static inline int64_t nrr__dense_sum(const nrr__vector32 *lanes)
{
    union {
        nrr__vector32 lanes;
        uint64_t pairs[NRR__DENSE_BYTES / 8];
    } all;
    uint64_t both = 0;
    size_t i;

    all.lanes = *lanes;
    for (i = 0; i < NRR__DENSE_BYTES / 8; i++)
        both += all.pairs[i];
    return (int64_t)((both >> 32) + (uint32_t)both);
}

/* The same of counts, whose sum is below 256. */
static inline int64_t nrr__dense_count(const nrr__vector8 *lanes)
{
    union {
        nrr__vector8 lanes;
        uint64_t eights[NRR__DENSE_BYTES / 8];
    } all;
    uint64_t eight = 0;
    size_t i;

    all.lanes = *lanes;
    for (i = 0; i < NRR__DENSE_BYTES / 8; i++)
        eight += all.eights[i];
    return (int64_t)(eight * UINT64_C(0x0101010101010101) >> 56);
}

/* The vector at a place of an array. */
static inline nrr__vector32 nrr__dense_load(const int32_t *levels)
{
    return *(const nrr__vector32_stored *)levels;
}

static inline void nrr__dense_store(int32_t *levels, nrr__vector32 vector)
{
    *(nrr__vector32_stored *)levels = vector;
}

static inline nrr__vector8 nrr__dense_load_marks(const int8_t *marks)
{
    return *(const nrr__vector8_stored *)marks;
}

static inline void nrr__dense_store_marks(int8_t *marks, nrr__vector8 vector)
{
    *(nrr__vector8_stored *)marks = vector;
}

static inline nrr__vector32 nrr__dense_least(nrr__vector32 a, nrr__vector32 b)
{
    nrr__vector32 is_a = a < b;

    return (a & is_a) | (b & ~is_a);
}

#endif
