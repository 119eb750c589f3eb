/* SPDX-License-Identifier: MIT */
/* Average: see average.h. Chain and mean are exact fractions whose length grows with the series, in
 * memory that is taken for the call; weighted sums fit 128 bits. */
#include "average.h"

#include "invariant.h"
#include "memory.h"
#include "natural.h"
#include "rounding.h"
#include "wide.h"

enum {
    AVERAGE_NATURALS = 3, /* of a mean: what is above zero, what is below, the denominator */
    /* Words of each beyond two per row. Magnitudes are at most 2^63, so with c rows the common
     * denominator, times c, and a sum of c terms over it are below 2^(64c + 64): 2c + 2 words. In
     * the end the numerator takes the scale of the decimal, or the words that division needs. */
    AVERAGE_SPARE = NRR__NATURAL_FACTOR + NRR__NATURAL_SPARE,
    AVERAGE_WEIGHTED_WORDS = 4 /* a sum: 128 bits */
};

/* The sum of the ratios with one sign over the product of all denominators so far. */
typedef struct average_sum {
    nrr__natural above; /* of those above zero */
    nrr__natural below; /* of those below zero, its magnitude */
    nrr__natural denominator;
} average_sum;

static int average_is_whole(const nrr__series *series)
{
    size_t i;

    for (i = 0; i < series->count; i++) {
        if (series->ratios[i].status != NRR_RATIO_OK)
            return 0;
    }
    return 1;
}

static void average_chain(const nrr__series *series, nrr__fraction *product)
{
    size_t i;

    product->negative = 0;
    nrr__natural_set(&product->numerator, nrr__wide_of_unsigned(1));
    nrr__natural_set(&product->denominator, nrr__wide_of_unsigned(1));
    for (i = 0; i < series->count; i++) {
        const nrr_ratio *ratio = &series->ratios[i];

        product->negative ^= ratio->numerator < 0;
        nrr__natural_scale(&product->numerator, nrr__wide_magnitude(ratio->numerator));
        nrr__natural_scale(&product->denominator, (uint64_t)ratio->denominator);
    }
}

static void average_add(average_sum *sum, const nrr_ratio *ratio)
{
    uint64_t denominator = (uint64_t)ratio->denominator;

    nrr__natural_scale(&sum->above, denominator);
    nrr__natural_scale(&sum->below, denominator);
    nrr__natural_add_scaled(ratio->numerator < 0 ? &sum->below : &sum->above, &sum->denominator,
                            nrr__wide_magnitude(ratio->numerator));
    nrr__natural_scale(&sum->denominator, denominator);
}

/* The sum has its three naturals, of value 0. */
static void average_mean(const nrr__series *series, average_sum *sum, nrr__fraction *mean)
{
    size_t i;

    nrr__natural_set(&sum->denominator, nrr__wide_of_unsigned(1));
    for (i = 0; i < series->count; i++)
        average_add(sum, &series->ratios[i]);
    nrr__natural_scale(&sum->denominator, series->count);
    mean->negative = nrr__natural_compare(&sum->above, &sum->below) < 0;
    mean->numerator = mean->negative ? sum->below : sum->above;
    nrr__natural_subtract(&mean->numerator, mean->negative ? &sum->above : &sum->below);
    mean->denominator = sum->denominator;
}

/* Chain or mean. */
static nrr_status average_exact(const nrr_allocator *memory, const nrr__series *series,
                                const nrr_precision *precision, nrr_decimal *decimal)
{
    size_t room = 2 * series->count + AVERAGE_SPARE; /* fits: a ratio is longer than its words */
    uint32_t *words = nrr__memory_array(memory, AVERAGE_NATURALS * room, sizeof *words);
    nrr__fraction fraction;
    average_sum sum;
    nrr_status status;

    if (words == NULL)
        return NRR_E_MEMORY;
    sum.above = nrr__natural_in(words, room);
    sum.below = nrr__natural_in(words + room, room);
    sum.denominator = nrr__natural_in(words + 2 * room, room);
    if (series->average == NRR_AVERAGE_MEAN) {
        average_mean(series, &sum, &fraction);
    } else {
        fraction.numerator = sum.above;
        fraction.denominator = sum.denominator;
        average_chain(series, &fraction);
    }
    status = nrr__round_fraction(&fraction, precision, decimal);
    nrr__memory_release(memory, words, AVERAGE_NATURALS * room, sizeof *words);
    return status;
}

/* The denominator is above 0. */
static nrr_status average_divide(nrr__wide numerator, nrr__wide denominator,
                                 const nrr_precision *precision, nrr_decimal *decimal)
{
    uint32_t above[AVERAGE_WEIGHTED_WORDS + NRR__NATURAL_SPARE], below[AVERAGE_WEIGHTED_WORDS];
    nrr__fraction fraction;

    fraction.negative = nrr__wide_is_negative(numerator);
    fraction.numerator = nrr__natural_in(above, sizeof above / sizeof *above);
    fraction.denominator = nrr__natural_in(below, sizeof below / sizeof *below);
    nrr__natural_set(&fraction.numerator,
                     fraction.negative ? nrr__wide_negate(numerator) : numerator);
    nrr__natural_set(&fraction.denominator, denominator);
    return nrr__round_fraction(&fraction, precision, decimal);
}

static nrr_status average_weighted(const nrr__series *series, const nrr_precision *precision,
                                   nrr_decimal *decimal)
{
    nrr__wide numerator = nrr__wide_of(0), denominator = nrr__wide_of(0);
    size_t i;

    for (i = 0; i < series->count; i++) {
        const nrr_ratio *ratio = &series->ratios[i];

        if (ratio->status == NRR_RATIO_OK) {
            numerator = nrr__wide_add(numerator, nrr__wide_of(ratio->numerator));
            denominator = nrr__wide_add(denominator, nrr__wide_of(ratio->denominator));
        }
    }
    if (nrr__wide_is_zero(denominator)) { /* no row is OK: those that are have one above 0 */
        *decimal = nrr__decimal_of(0, precision, NRR_RATIO_UNDEFINED);
        return NRR_OK;
    }
    return average_divide(numerator, denominator, precision, decimal);
}

nrr_status nrr__average(const nrr_allocator *memory, const nrr__series *series,
                        const nrr_precision *precision, nrr_decimal *decimal)
{
    nrr_status status;

    nrr__assert(series->count > 0);
    if (series->average < NRR_AVERAGE_CHAIN || series->average > NRR_AVERAGE_WEIGHTED)
        return NRR_E_AVERAGE;
    status = nrr__precision_check(precision);
    if (status != NRR_OK)
        return status;
    if (series->average == NRR_AVERAGE_WEIGHTED)
        return average_weighted(series, precision, decimal);
    if (!average_is_whole(series)) {
        *decimal = nrr__decimal_of(0, precision, NRR_RATIO_UNDEFINED);
        return NRR_OK;
    }
    return average_exact(memory, series, precision, decimal);
}
