/* SPDX-License-Identifier: MIT */
/* Rounding: see rounding.h. */
#include "rounding.h"

#include "invariant.h"

enum { ROUNDING_DIGITS_MAX = 18 }; /* 10^18 is the largest power of ten in an int64_t */

nrr_status nrr__rounding_check(nrr_rounding rounding)
{
    return rounding >= NRR_ROUND_HALF_EVEN && rounding <= NRR_ROUND_FLOOR ? NRR_OK : NRR_E_ROUNDING;
}

nrr_status nrr__precision_check(const nrr_precision *precision)
{
    if (precision->digits < 0 || precision->digits > ROUNDING_DIGITS_MAX)
        return NRR_E_DIGITS;
    return nrr__rounding_check(precision->rounding);
}

uint64_t nrr__power_of_ten(int32_t digits)
{
    uint64_t power = 1;

    nrr__assert(digits >= 0 && digits <= ROUNDING_DIGITS_MAX);
    for (; digits > 0; digits--)
        power *= 10;
    return power;
}

nrr__tail nrr__tail_of(uint64_t remainder, uint64_t divisor)
{
    uint64_t missing = divisor - remainder; /* up to the next digit */

    nrr__assert(remainder < divisor);
    if (remainder == 0)
        return NRR__TAIL_NONE;
    if (remainder == missing)
        return NRR__TAIL_HALF;
    return remainder < missing ? NRR__TAIL_BELOW_HALF : NRR__TAIL_ABOVE_HALF;
}

/* Whether the last digit goes one away from zero. */
static int rounding_goes_up(const nrr__cut *cut, nrr_rounding rounding)
{
    if (cut->tail == NRR__TAIL_NONE)
        return 0;
    switch (rounding) {
    case NRR_ROUND_HALF_UP:
        return cut->tail >= NRR__TAIL_HALF;
    case NRR_ROUND_HALF_DOWN:
        return cut->tail > NRR__TAIL_HALF;
    case NRR_ROUND_UP:
        return 1;
    case NRR_ROUND_DOWN:
        return 0;
    case NRR_ROUND_CEILING:
        return !cut->negative;
    case NRR_ROUND_FLOOR:
        return cut->negative;
    default:
        nrr__assert(rounding == NRR_ROUND_HALF_EVEN);
        return cut->tail > NRR__TAIL_HALF || (cut->tail == NRR__TAIL_HALF && (cut->whole & 1) != 0);
    }
}

nrr_decimal nrr__decimal_of(int64_t scaled, const nrr_precision *precision, nrr_ratio_status status)
{
    nrr_decimal decimal;

    decimal.scaled = scaled;
    decimal.digits = precision->digits;
    decimal.status = status;
    return decimal;
}

nrr_status nrr__round(const nrr__cut *cut, nrr_rounding rounding, int64_t *rounded)
{
    nrr__wide value = nrr__wide_of_unsigned(cut->whole);

    value = nrr__wide_add(value, nrr__wide_of(rounding_goes_up(cut, rounding)));
    if (cut->negative)
        value = nrr__wide_negate(value);
    return nrr__wide_to_int64(value, rounded) ? NRR_OK : NRR_E_OVERFLOW;
}

nrr_status nrr__round_decimal(const nrr__cut *cut, const nrr_precision *precision,
                              nrr_decimal *decimal)
{
    int64_t scaled;
    nrr_status status = nrr__round(cut, precision->rounding, &scaled);

    if (status == NRR_OK)
        *decimal = nrr__decimal_of(scaled, precision, NRR_RATIO_OK);
    return status;
}

/* As nrr__tail_of(), of a remainder that is used up. */
static nrr__tail rounding_tail_of(nrr__natural *remainder, const nrr__natural *divisor)
{
    int side;

    if (remainder->count == 0)
        return NRR__TAIL_NONE;
    nrr__natural_scale(remainder, 2);
    side = nrr__natural_compare(remainder, divisor);
    if (side == 0)
        return NRR__TAIL_HALF;
    return side < 0 ? NRR__TAIL_BELOW_HALF : NRR__TAIL_ABOVE_HALF;
}

nrr_status nrr__round_fraction(nrr__fraction *fraction, const nrr_precision *precision,
                               nrr_decimal *decimal)
{
    nrr__cut cut;

    nrr__natural_scale(&fraction->numerator, nrr__power_of_ten(precision->digits));
    if (!nrr__natural_divide(&fraction->numerator, &fraction->denominator, &cut.whole))
        return NRR_E_OVERFLOW;
    cut.negative = fraction->negative;
    cut.tail = rounding_tail_of(&fraction->numerator, &fraction->denominator);
    return nrr__round_decimal(&cut, precision, decimal);
}
