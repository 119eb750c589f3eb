/* SPDX-License-Identifier: MIT */
/* Wide: signed integers of 128 bits, two's complement, for sums of amounts and products of two of
 * them. Written out in 64-bit words, so that there is one path on every compiler. Additions wrap
 * silently beyond 128 bits: sums of int64_t can't get there, products are checked. */
#ifndef NRR_LIB_WIDE_H
#define NRR_LIB_WIDE_H

#include <stdint.h>

typedef struct nrr__wide {
    uint64_t low;
    uint64_t high; /* the sign is its highest bit */
} nrr__wide;

static inline nrr__wide nrr__wide_of(int64_t value)
{
    nrr__wide wide = {(uint64_t)value, value < 0 ? UINT64_MAX : 0};
    return wide;
}

static inline nrr__wide nrr__wide_of_unsigned(uint64_t value)
{
    nrr__wide wide = {value, 0};
    return wide;
}

static inline nrr__wide nrr__wide_add(nrr__wide a, nrr__wide b)
{
    nrr__wide sum;

    sum.low = a.low + b.low;
    sum.high = a.high + b.high + (sum.low < a.low);
    return sum;
}

static inline nrr__wide nrr__wide_subtract(nrr__wide a, nrr__wide b)
{
    nrr__wide difference;

    difference.low = a.low - b.low;
    difference.high = a.high - b.high - (a.low < b.low);
    return difference;
}

static inline int nrr__wide_is_negative(nrr__wide a)
{
    return (int)(a.high >> 63);
}

static inline int nrr__wide_is_zero(nrr__wide a)
{
    return (a.low | a.high) == 0;
}

static inline nrr__wide nrr__wide_negate(nrr__wide a)
{
    return nrr__wide_subtract(nrr__wide_of(0), a);
}

/* -1, 0 or 1 as a is below, at or above b. */
static inline int nrr__wide_compare(nrr__wide a, nrr__wide b)
{
    uint64_t flip = UINT64_C(1) << 63;

    if (a.high != b.high)
        return (a.high ^ flip) < (b.high ^ flip) ? -1 : 1;
    if (a.low != b.low)
        return a.low < b.low ? -1 : 1;
    return 0;
}

/* Whether the value fits; if so it is written. */
static inline int nrr__wide_to_int64(nrr__wide a, int64_t *value)
{
    if (a.high != (a.low >> 63 ? UINT64_MAX : 0))
        return 0;
    /* Conversion of values above INT64_MAX is implementation-defined; every compiler that has
     * int64_t without padding wraps, but the long way round costs nothing. */
    *value = a.low >> 63 ? -(int64_t)(~a.low) - 1 : (int64_t)a.low;
    return 1;
}

/* The product of two unsigned words. */
static inline nrr__wide nrr__wide_product(uint64_t a, uint64_t b)
{
    uint64_t a0 = (uint32_t)a, a1 = a >> 32, b0 = (uint32_t)b, b1 = b >> 32;
    uint64_t low = a0 * b0;
    uint64_t middle = a1 * b0 + (low >> 32);      /* at most (2^32-1)^2 + 2^32-1 < 2^64 */
    uint64_t other = a0 * b1 + (uint32_t)middle;  /* likewise */
    nrr__wide product;

    product.low = (other << 32) | (uint32_t)low;
    product.high = a1 * b1 + (middle >> 32) + (other >> 32);
    return product;
}

/* |value|, which INT64_MIN has too. */
static inline uint64_t nrr__wide_magnitude(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

/* The product of two signed words: at most 2^126, so it always fits. */
static inline nrr__wide nrr__wide_multiply(int64_t a, int64_t b)
{
    nrr__wide product = nrr__wide_product(nrr__wide_magnitude(a), nrr__wide_magnitude(b));

    return (a < 0) != (b < 0) ? nrr__wide_negate(product) : product;
}

/* The quotient, rounded down, and the remainder of an unsigned dividend. The quotient must fit: the
 * high word is below the divisor. The divisor is 1 to 2^63. */
uint64_t nrr__wide_divide(nrr__wide dividend, uint64_t divisor, uint64_t *remainder);

#endif
