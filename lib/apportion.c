/* SPDX-License-Identifier: MIT */
/* Apportion: parts of a whole as decimals that add up to the whole as a decimal, by the method of the
 * largest remainder.
 *
 * Each part is cut off downwards, and what the whole has more than the sum of these is given out, one
 * unit of the last digit each, to the parts that lost the most. It is never more than there are parts
 * that lost something: what was cut off is less than a unit from each, and the whole is rounded up to
 * the next unit at the most. So no exact part is changed.
 *
 * Which remainder is the last that gets one is found by halving, so that nothing has to be sorted and
 * nothing is allocated. Meanwhile the remainders stand where the decimals will. */
#include "nrr/ratio.h"

#include "invariant.h"
#include "rounding.h"
#include "wide.h"

/* A number scaled by a power of ten and divided, cut off downwards: floor + remainder / divisor. */
typedef struct apportion_cut {
    nrr__wide floor;
    uint64_t remainder;
} apportion_cut;

/* What is apportioned. */
typedef struct apportion_work {
    const int64_t *parts;
    size_t count;
    uint64_t power, divisor;
    nrr_decimal *decimals;       /* their `scaled` is the remainder of the part until the end */
    nrr__wide floors, remainders; /* sums */
} apportion_work;

static apportion_cut apportion_part(const apportion_work *work, size_t number)
{
    int64_t part = work->parts[number];
    nrr__wide scaled = nrr__wide_product(nrr__wide_magnitude(part), work->power);
    nrr__wide upper = nrr__wide_of_unsigned(scaled.high);
    apportion_cut cut;

    /* Long division, the upper word first: the quotient may have more than 64 bits. */
    cut.floor.high = nrr__wide_divide(upper, work->divisor, &scaled.high);
    cut.floor.low = nrr__wide_divide(scaled, work->divisor, &cut.remainder);
    if (part >= 0)
        return cut;
    cut.floor = nrr__wide_negate(cut.floor);
    if (cut.remainder != 0) {
        cut.floor = nrr__wide_subtract(cut.floor, nrr__wide_of(1));
        cut.remainder = work->divisor - cut.remainder;
    }
    return cut;
}

/* Cuts all parts off, and keeps their remainders; answers whether each fits, also with one more. */
static int apportion_cut_off(apportion_work *work)
{
    size_t i;

    for (i = 0; i < work->count; i++) {
        apportion_cut cut = apportion_part(work, i);
        nrr__wide most = nrr__wide_add(cut.floor, nrr__wide_of(cut.remainder != 0));
        int64_t fits;
        if (!nrr__wide_to_int64(cut.floor, &fits) || !nrr__wide_to_int64(most, &fits))
            return 0;
        work->floors = nrr__wide_add(work->floors, cut.floor);
        work->remainders = nrr__wide_add(work->remainders, nrr__wide_of_unsigned(cut.remainder));
        work->decimals[i].scaled = (int64_t)cut.remainder;
    }
    return 1;
}

/* Rounds the whole. */
static nrr_status apportion_whole(const apportion_work *work, nrr_rounding rounding, int64_t *whole)
{
    uint64_t remainder, more = nrr__wide_divide(work->remainders, work->divisor, &remainder);
    nrr__wide floor = nrr__wide_add(work->floors, nrr__wide_of_unsigned(more));
    nrr__cut cut;
    int64_t fits;

    if (!nrr__wide_to_int64(floor, &fits))
        return NRR_E_OVERFLOW;
    cut.negative = fits < 0;
    cut.whole = nrr__wide_magnitude(fits);
    if (cut.negative && remainder != 0) {
        cut.whole--;
        remainder = work->divisor - remainder;
    }
    cut.tail = nrr__tail_of(remainder, work->divisor);
    return nrr__round(&cut, rounding, whole);
}

/* How many remainders are above one. */
static uint64_t apportion_above(const apportion_work *work, uint64_t remainder)
{
    uint64_t above = 0;
    size_t i;

    for (i = 0; i < work->count; i++)
        above += (uint64_t)work->decimals[i].scaled > remainder;
    return above;
}

/* The least remainder above which there are no more than so many. */
static uint64_t apportion_threshold(const apportion_work *work, uint64_t extra)
{
    uint64_t low = 0, high = work->divisor - 1; /* above that there is none */

    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (apportion_above(work, middle) <= extra)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Gives out what the floors lack: to all remainders above the threshold, and to the first of those
 * that are equal to it as far as it goes. */
static void apportion_give(const apportion_work *work, const nrr_precision *precision,
                           uint64_t extra)
{
    uint64_t threshold = apportion_threshold(work, extra);
    uint64_t left = extra - apportion_above(work, threshold);
    size_t i;

    for (i = 0; i < work->count; i++) {
        apportion_cut cut = apportion_part(work, i);
        int is_tie = cut.remainder == threshold && left > 0;
        int64_t scaled = 0;
        left -= (uint64_t)is_tie;
        cut.floor = nrr__wide_add(cut.floor, nrr__wide_of(cut.remainder > threshold || is_tie));
        (void)nrr__wide_to_int64(cut.floor, &scaled); /* it was seen to fit */
        work->decimals[i] = nrr__decimal_of(scaled, precision, NRR_RATIO_OK);
    }
    nrr__assert(left == 0);
}

/* Parts of nothing have no number: 0 / 0 is undefined, and anything else has no bound. */
static void apportion_nothing(const apportion_work *work, const nrr_precision *precision)
{
    size_t i;

    for (i = 0; i < work->count; i++) {
        int64_t sign = (work->parts[i] > 0) - (work->parts[i] < 0);
        work->decimals[i] = nrr__decimal_of(
            sign, precision, sign == 0 ? NRR_RATIO_UNDEFINED : NRR_RATIO_UNBOUNDED);
    }
}

nrr_status nrr_ratio_round_parts(const int64_t *parts, size_t count, int64_t denominator,
                                 const nrr_precision *precision, nrr_decimal *decimals)
{
    apportion_work work = {parts, count, 0, (uint64_t)denominator, decimals, {0, 0}, {0, 0}};
    nrr__wide extra;
    nrr_status status;
    int64_t whole;

    if (((parts == NULL || decimals == NULL) && count != 0) || precision == NULL)
        return NRR_E_NULL;
    status = nrr__precision_check(precision);
    if (status != NRR_OK)
        return status;
    if (denominator < 0)
        return NRR_E_RATIO;
    if (denominator == 0) {
        apportion_nothing(&work, precision);
        return NRR_OK;
    }
    work.power = nrr__power_of_ten(precision->digits);
    if (!apportion_cut_off(&work))
        return NRR_E_OVERFLOW;
    status = apportion_whole(&work, precision->rounding, &whole);
    if (status != NRR_OK)
        return status;
    extra = nrr__wide_subtract(nrr__wide_of(whole), work.floors);
    nrr__assert(extra.high == 0 && extra.low <= count);
    apportion_give(&work, precision, extra.low);
    return NRR_OK;
}
