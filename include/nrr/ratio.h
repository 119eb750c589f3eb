/* SPDX-License-Identifier: MIT */
/** @file nrr/ratio.h
 * Exact ratios and the one rounding at the end (METRICS.md section 5). Any thread. */
#ifndef NRR_RATIO_H
#define NRR_RATIO_H

#include "nrr/export.h"
#include "nrr/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t nrr_ratio_status;

enum {
    NRR_RATIO_OK = 0,
    NRR_RATIO_UNDEFINED = 1, /**< 0 / 0 */
    NRR_RATIO_UNBOUNDED = 2  /**< x / 0, with the sign of x */
};

/** A rate as defined, not reduced. */
typedef struct nrr_ratio {
    int64_t numerator;
    int64_t denominator; /**< at least 0; 0 if and only if the status is not NRR_RATIO_OK */
    nrr_ratio_status status;
    uint32_t reserved;   /**< 0 */
} nrr_ratio;

/** How a result is rounded, the names being the usual ones of decimal arithmetic. */
typedef int32_t nrr_rounding;

enum {
    NRR_ROUND_HALF_EVEN = 1, /**< to nearest, ties to the even digit: the default of the field */
    NRR_ROUND_HALF_UP = 2,   /**< to nearest, ties away from zero */
    NRR_ROUND_HALF_DOWN = 3, /**< to nearest, ties towards zero */
    NRR_ROUND_UP = 4,        /**< away from zero */
    NRR_ROUND_DOWN = 5,      /**< towards zero */
    NRR_ROUND_CEILING = 6,   /**< towards plus infinity */
    NRR_ROUND_FLOOR = 7      /**< towards minus infinity */
};

/** How many digits behind the point, and how the last one is rounded. */
typedef struct nrr_precision {
    int32_t digits; /**< 0 to 18 */
    nrr_rounding rounding;
} nrr_precision;

/** A decimal: scaled / 10^digits. 102.5% at 3 digits is {1025, 3}. */
typedef struct nrr_decimal {
    int64_t scaled;          /**< UNDEFINED: 0. UNBOUNDED: 1 or -1, the sign */
    int32_t digits;
    nrr_ratio_status status;
} nrr_decimal;

/** Round a ratio to a decimal, correctly, once.
 * @param ratio not NULL.
 * @param precision not NULL.
 * @param decimal receives the decimal, with the ratio's status; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_DIGITS, NRR_E_ROUNDING, NRR_E_RATIO (its reserved member too must
 * be 0), NRR_E_OVERFLOW.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ratio_round(const nrr_ratio *ratio, const nrr_precision *precision, nrr_decimal *decimal);

/** Annualise a rate: raise it to the power of the number of periods in a year, exactly, and round
 * once (METRICS.md section 5, `annualised`). A monthly rate takes 12, a quarterly one 4.
 * @param ratio not NULL. A ratio that is not NRR_RATIO_OK gives an UNDEFINED decimal.
 * @param periods 1 to 366.
 * @param precision not NULL.
 * @param decimal receives the decimal; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_POWER, NRR_E_DIGITS, NRR_E_ROUNDING, NRR_E_RATIO,
 * NRR_E_OVERFLOW.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ratio_annualise(const nrr_ratio *ratio, int32_t periods, const nrr_precision *precision, nrr_decimal *decimal);

/** Round parts of a whole to decimals that add up to the whole, rounded: by the method of the largest
 * remainder. Each part is cut off downwards, and what is missing goes, one unit of the last digit each,
 * to the parts that lost the most; of equal ones to the first.
 * @param parts count numerators; NULL only if count is 0. The whole is their sum.
 * @param count number of parts.
 * @param denominator of all of them, at least 0. Parts over 0 are UNDEFINED or UNBOUNDED.
 * @param precision of the parts and of the whole, which alone is rounded in its mode; not NULL.
 * @param decimals the caller's array of count decimals; NULL only if count is 0. Of no meaning after
 * an error.
 * @return NRR_OK, NRR_E_NULL, NRR_E_DIGITS, NRR_E_ROUNDING, NRR_E_RATIO (the denominator is below 0),
 * NRR_E_OVERFLOW (a part or the whole does not fit).
 * @since 0.1.0 */
NRR_API nrr_status nrr_ratio_round_parts(const int64_t *parts, size_t count, int64_t denominator, const nrr_precision *precision, nrr_decimal *decimals);

#ifdef __cplusplus
}
#endif

#endif
