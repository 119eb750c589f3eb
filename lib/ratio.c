/* SPDX-License-Identifier: MIT */
/* Ratio: exact ratios as decimals, rounded once. */
#include "nrr/ratio.h"

#include "natural.h"
#include "rounding.h"
#include "wide.h"

enum {
    RATIO_PERIODS_MAX = 366,
    /* Numerator and denominator are at most 2^63: two words for each factor of a power. */
    RATIO_POWER_WORDS = RATIO_PERIODS_MAX * NRR__NATURAL_FACTOR
};

/* Whether status and numbers of a ratio agree. */
static nrr_status ratio_check(const nrr_ratio *ratio)
{
    int fits;

    if (ratio->status == NRR_RATIO_OK)
        fits = ratio->denominator > 0;
    else if (ratio->status == NRR_RATIO_UNDEFINED)
        fits = ratio->denominator == 0 && ratio->numerator == 0;
    else
        fits = ratio->status == NRR_RATIO_UNBOUNDED && ratio->denominator == 0 &&
               ratio->numerator != 0;
    return fits && ratio->reserved == 0 ? NRR_OK : NRR_E_RATIO;
}

/* What a decimal holds where there is no number: 0, or the sign of what has no bound. */
static int64_t ratio_sign(const nrr_ratio *ratio)
{
    return (ratio->numerator > 0) - (ratio->numerator < 0);
}

nrr_status nrr_ratio_round(const nrr_ratio *ratio, const nrr_precision *precision,
                           nrr_decimal *decimal)
{
    nrr_status status;
    nrr__wide scaled;
    uint64_t divisor, remainder;
    nrr__cut cut;

    if (ratio == NULL || precision == NULL || decimal == NULL)
        return NRR_E_NULL;
    status = nrr__precision_check(precision);
    if (status == NRR_OK)
        status = ratio_check(ratio);
    if (status != NRR_OK)
        return status;
    if (ratio->status != NRR_RATIO_OK) {
        *decimal = nrr__decimal_of(ratio_sign(ratio), precision, ratio->status);
        return NRR_OK;
    }
    divisor = (uint64_t)ratio->denominator;
    scaled = nrr__wide_product(nrr__wide_magnitude(ratio->numerator),
                               nrr__power_of_ten(precision->digits));
    if (scaled.high >= divisor)
        return NRR_E_OVERFLOW; /* the quotient has more than 64 bits */
    cut.whole = nrr__wide_divide(scaled, divisor, &remainder);
    cut.negative = ratio->numerator < 0;
    cut.tail = nrr__tail_of(remainder, divisor);
    return nrr__round_decimal(&cut, precision, decimal);
}

/* A number to a power, in room for it. */
static nrr__natural ratio_power(uint64_t base, int32_t power, uint32_t *words, size_t room)
{
    nrr__natural natural = nrr__natural_in(words, room);

    nrr__natural_set(&natural, nrr__wide_of_unsigned(1));
    for (; power > 0; power--)
        nrr__natural_scale(&natural, base);
    return natural;
}

nrr_status nrr_ratio_annualise(const nrr_ratio *ratio, int32_t periods,
                               const nrr_precision *precision, nrr_decimal *decimal)
{
    uint32_t numerator[RATIO_POWER_WORDS + NRR__NATURAL_SPARE], denominator[RATIO_POWER_WORDS];
    nrr_status status;
    nrr__fraction power;

    if (ratio == NULL || precision == NULL || decimal == NULL)
        return NRR_E_NULL;
    if (periods < 1 || periods > RATIO_PERIODS_MAX)
        return NRR_E_POWER;
    status = nrr__precision_check(precision);
    if (status == NRR_OK)
        status = ratio_check(ratio);
    if (status != NRR_OK)
        return status;
    if (ratio->status != NRR_RATIO_OK) {
        *decimal = nrr__decimal_of(0, precision, NRR_RATIO_UNDEFINED);
        return NRR_OK;
    }
    power.numerator = ratio_power(nrr__wide_magnitude(ratio->numerator), periods, numerator,
                                  sizeof numerator / sizeof *numerator);
    power.denominator = ratio_power((uint64_t)ratio->denominator, periods, denominator,
                                    sizeof denominator / sizeof *denominator);
    power.negative = ratio->numerator < 0 && periods % 2 != 0;
    return nrr__round_fraction(&power, precision, decimal);
}
