/* SPDX-License-Identifier: MIT */
/** @file nrr/price.h
 * A price for an interval as an amount per month or per year (METRICS.md section 8). Any thread. */
#ifndef NRR_PRICE_H
#define NRR_PRICE_H

#include "nrr/calendar.h"
#include "nrr/export.h"
#include "nrr/ratio.h"
#include "nrr/status.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    NRR_PRICE_WEEKS_MEAN = 1, /**< flag: a year has 365.25 / 7 weeks, not 52 */
    NRR_PRICE_DAYS_MEAN = 2   /**< flag: a year has 365.25 days, not 365 */
};

/** A price: amount x quantity, every interval_count intervals. */
typedef struct nrr_price {
    int64_t amount;         /**< minor units per piece, at least 0 */
    int64_t quantity;       /**< pieces, at least 0 */
    nrr_step interval;      /**< the interval that is charged for */
    int32_t interval_count; /**< so many of them, at least 1 */
    nrr_step per;           /**< NRR_STEP_MONTH for MRR, NRR_STEP_YEAR for ARR */
    nrr_rounding rounding;
    uint32_t flags;         /**< NRR_PRICE_* or-ed together, or 0 */
    uint32_t reserved;      /**< must be zero */
} nrr_price;

/** Normalise a price.
 * @param price not NULL.
 * @param amount receives minor units per month or year, rounded once; not NULL.
 * @param residual receives what rounding took away, exact minus rounded, in minor units, reduced;
 * may be NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_PRICE, NRR_E_INTERVAL (interval, count or per), NRR_E_ROUNDING,
 * NRR_E_FLAGS, NRR_E_RESERVED, NRR_E_OVERFLOW.
 * @since 0.1.0 */
NRR_API nrr_status nrr_price_normalise(const nrr_price *price, int64_t *amount, nrr_ratio *residual);

#ifdef __cplusplus
}
#endif

#endif
