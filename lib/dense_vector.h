/* SPDX-License-Identifier: MIT */
/* Dense vector: several units at once, by vectors of NRR__DENSE_BITS bits, in functions for NRR__DENSE_TARGET; see
 * dense.h. Written with the vectors of GCC and clang, since what they make of plain loops depends on how they are
 * asked. Included once for each width, so it has no include guard. */
#include <stddef.h>
#include <stdint.h>

#define DENSE_JOIN_BITS(a, b) a##b
#define DENSE_JOIN(a, b) DENSE_JOIN_BITS(a, b)
#define DENSE(name) DENSE_JOIN(name, NRR__DENSE_BITS)
#define DENSE_BYTES (NRR__DENSE_BITS / 8)
#define DENSE_LANES (NRR__DENSE_BITS / 32) /* levels in a vector */

/* Levels and marks of some units at one edge. */
typedef int32_t DENSE(dense_levels) __attribute__((vector_size(DENSE_BYTES)));
typedef int8_t DENSE(dense_marks) __attribute__((vector_size(DENSE_BYTES)));

/* The same where they lie in an array. */
typedef int32_t DENSE(dense_levels_stored)
    __attribute__((vector_size(DENSE_BYTES), aligned(4), may_alias));
typedef int8_t DENSE(dense_marks_stored) __attribute__((vector_size(DENSE_BYTES), aligned(1), may_alias));

/* The lanes of a vector of sums, none of which is negative: the lower one of a pair never reaches the upper one. */
NRR__DENSE_TARGET static inline int64_t DENSE(dense_sum)(const DENSE(dense_levels) *lanes)
{
    union {
        DENSE(dense_levels) lanes;
        uint64_t pairs[DENSE_BYTES / 8];
    } all;
    uint64_t both = 0;
    size_t i;

    all.lanes = *lanes;
    for (i = 0; i < DENSE_BYTES / 8; i++)
        both += all.pairs[i];
    return (int64_t)((both >> 32) + (uint32_t)both);
}

/* The same of counts, whose sum is below 256. */
NRR__DENSE_TARGET static inline int64_t DENSE(dense_count)(const DENSE(dense_marks) *lanes)
{
    union {
        DENSE(dense_marks) lanes;
        uint64_t eights[DENSE_BYTES / 8];
    } all;
    uint64_t eight = 0;
    size_t i;

    all.lanes = *lanes;
    for (i = 0; i < DENSE_BYTES / 8; i++)
        eight += all.eights[i];
    return (int64_t)(eight * UINT64_C(0x0101010101010101) >> 56);
}

/* The vector at a place of an array. */
NRR__DENSE_TARGET static inline DENSE(dense_levels) DENSE(dense_load)(const int32_t *levels)
{
    return *(const DENSE(dense_levels_stored) *)levels;
}

NRR__DENSE_TARGET static inline void DENSE(dense_store)(int32_t *levels, DENSE(dense_levels) vector)
{
    *(DENSE(dense_levels_stored) *)levels = vector;
}

NRR__DENSE_TARGET static inline DENSE(dense_marks) DENSE(dense_load_marks)(const int8_t *marks)
{
    return *(const DENSE(dense_marks_stored) *)marks;
}

NRR__DENSE_TARGET static inline void DENSE(dense_store_marks)(int8_t *marks, DENSE(dense_marks) vector)
{
    *(DENSE(dense_marks_stored) *)marks = vector;
}

/* Those of two by a mask, whose lanes are 0 or -1. */
NRR__DENSE_TARGET static inline DENSE(dense_levels) DENSE(dense_choose)(DENSE(dense_levels) is_a, DENSE(dense_levels) a,
                                                  DENSE(dense_levels) b)
{
    return (a & is_a) | (b & ~is_a);
}

NRR__DENSE_TARGET static inline DENSE(dense_levels) DENSE(dense_least)(DENSE(dense_levels) a, DENSE(dense_levels) b)
{
    return DENSE(dense_choose)(a < b, a, b);
}
