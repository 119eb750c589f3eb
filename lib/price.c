/* SPDX-License-Identifier: MIT */
/* Price: a price for an interval as an amount per month or year (METRICS.md section 8), as an exact
 * ratio that is rounded once. */
#include "nrr/price.h"

#include "rounding.h"
#include "wide.h"

/* Intervals in a year, as a ratio. */
typedef struct price_year {
    uint16_t numerator;
    uint16_t denominator;
} price_year;

static price_year price_year_of(nrr_step interval, uint32_t flags)
{
    static const price_year fixed[] = {{365, 1}, {52, 1}, {12, 1}, {4, 1}, {1, 1}};
    static const price_year mean_days = {1461, 4}, mean_weeks = {1461, 28}; /* 365.25 = 1461 / 4 */

    if (interval == NRR_STEP_DAY && (flags & NRR_PRICE_DAYS_MEAN) != 0)
        return mean_days;
    if (interval == NRR_STEP_WEEK && (flags & NRR_PRICE_WEEKS_MEAN) != 0)
        return mean_weeks;
    return fixed[interval - NRR_STEP_DAY];
}

static nrr_status price_check(const nrr_price *price)
{
    if (price->amount < 0 || price->quantity < 0)
        return NRR_E_PRICE;
    if (price->interval < NRR_STEP_DAY || price->interval > NRR_STEP_YEAR ||
        price->interval_count < 1 || (price->per != NRR_STEP_MONTH && price->per != NRR_STEP_YEAR))
        return NRR_E_INTERVAL;
    if (nrr__rounding_check(price->rounding) != NRR_OK)
        return NRR_E_ROUNDING;
    if ((price->flags & ~(uint32_t)(NRR_PRICE_WEEKS_MEAN | NRR_PRICE_DAYS_MEAN)) != 0)
        return NRR_E_FLAGS;
    return price->reserved == 0 ? NRR_OK : NRR_E_RESERVED;
}

static uint64_t price_common_divisor(uint64_t a, uint64_t b)
{
    while (a != 0) {
        uint64_t rest = b % a;

        b = a;
        a = rest;
    }
    return b;
}

/* What rounding took away, reduced; both numbers are below 2^40. */
static nrr_ratio price_residual(int64_t missing, int64_t divisor)
{
    uint64_t common = price_common_divisor(nrr__wide_magnitude(missing), (uint64_t)divisor);
    nrr_ratio residual;

    residual.numerator = missing / (int64_t)common;
    residual.denominator = divisor / (int64_t)common;
    residual.status = NRR_RATIO_OK;
    residual.reserved = 0;
    return residual;
}

/* amount x quantity x intervals a year, to be divided by price_divisor(). Whether the result can
 * fit: what is written then has 125 bits. */
static int price_product(const nrr_price *price, uint64_t year, nrr__wide *product)
{
    nrr__wide carry = {0, 0};

    *product = nrr__wide_multiply(price->amount, price->quantity);
    /* The divisor is below 2^40. So a product of 2^114 is a result above 2^74, and one below, times
     * the year, which is below 2^11, is still below 2^125. */
    if (product->high >> (114 - 64) != 0)
        return 0;
    carry.high = product->high * year;
    *product = nrr__wide_add(nrr__wide_product(product->low, year), carry);
    return 1;
}

/* At most (2^31 - 1) * 28 * 12, which is below 2^40. */
static int64_t price_divisor(const nrr_price *price, uint64_t year)
{
    return (int64_t)price->interval_count * (int64_t)year * (price->per == NRR_STEP_MONTH ? 12 : 1);
}

nrr_status nrr_price_normalise(const nrr_price *price, int64_t *amount, nrr_ratio *residual)
{
    nrr_status status;
    price_year year;
    nrr__wide product;
    uint64_t remainder;
    int64_t divisor, rounded;
    nrr__cut cut;

    if (price == NULL || amount == NULL)
        return NRR_E_NULL;
    status = price_check(price);
    if (status != NRR_OK)
        return status;
    year = price_year_of(price->interval, price->flags);
    divisor = price_divisor(price, year.denominator);
    if (!price_product(price, year.numerator, &product) || product.high >= (uint64_t)divisor)
        return NRR_E_OVERFLOW;
    cut.whole = nrr__wide_divide(product, (uint64_t)divisor, &remainder);
    cut.negative = 0;
    cut.tail = nrr__tail_of(remainder, (uint64_t)divisor);
    status = nrr__round(&cut, price->rounding, &rounded);
    if (status != NRR_OK)
        return status;
    *amount = rounded;
    if (residual != NULL) /* rounded is the whole part or one more */
        *residual = price_residual(
            (int64_t)remainder - ((uint64_t)rounded == cut.whole ? 0 : divisor), divisor);
    return NRR_OK;
}
