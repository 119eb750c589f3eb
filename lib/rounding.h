/* SPDX-License-Identifier: MIT */
/* Rounding: the one place that decides a last digit. Everything that is rounded is an exact value
 * cut off towards zero, and what is known of the part that was cut off. */
#ifndef NRR_LIB_ROUNDING_H
#define NRR_LIB_ROUNDING_H

#include <stdint.h>

#include "natural.h"
#include "nrr/ratio.h"
#include "wide.h"

/* What was cut off, in units of the last digit. */
typedef enum nrr__tail {
    NRR__TAIL_NONE,       /* nothing: the value is exact */
    NRR__TAIL_BELOW_HALF, /* above 0, below 1/2 */
    NRR__TAIL_HALF,
    NRR__TAIL_ABOVE_HALF  /* above 1/2, below 1 */
} nrr__tail;

/* An exact value: its sign, its magnitude cut off towards zero, and the rest. */
typedef struct nrr__cut {
    uint64_t whole;
    int negative;
    nrr__tail tail;
} nrr__cut;

/* An exact value as two naturals, the second one above 0, and a sign. */
typedef struct nrr__fraction {
    nrr__natural numerator;
    nrr__natural denominator;
    int negative;
} nrr__fraction;

/* NRR_OK, NRR_E_ROUNDING. */
nrr_status nrr__rounding_check(nrr_rounding rounding);
/* NRR_OK, NRR_E_DIGITS, NRR_E_ROUNDING. */
nrr_status nrr__precision_check(const nrr_precision *precision);

/* 10^digits, 0 to 18. */
uint64_t nrr__power_of_ten(int32_t digits);

/* The tail of a remainder of a division by `divisor`: 0 <= remainder < divisor <= 2^63. */
nrr__tail nrr__tail_of(uint64_t remainder, uint64_t divisor);

nrr_decimal nrr__decimal_of(int64_t scaled, const nrr_precision *precision, nrr_ratio_status status);

/* Rounds to an integer. NRR_OK, NRR_E_OVERFLOW. */
nrr_status nrr__round(const nrr__cut *cut, nrr_rounding rounding, int64_t *rounded);

/* Rounds to a decimal a value that is cut off behind the decimal's last digit. NRR_OK,
 * NRR_E_OVERFLOW. */
nrr_status nrr__round_decimal(const nrr__cut *cut, const nrr_precision *precision,
                              nrr_decimal *decimal);

/* Rounds to a decimal a fraction, which is used up. Its numerator needs room for
 * NRR__NATURAL_SPARE words beyond the denominator's, and for NRR__NATURAL_FACTOR beyond its own.
 * NRR_OK, NRR_E_OVERFLOW. */
nrr_status nrr__round_fraction(nrr__fraction *fraction, const nrr_precision *precision,
                               nrr_decimal *decimal);

#endif
