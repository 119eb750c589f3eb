/* SPDX-License-Identifier: MIT */
/*
 * METRICS.md section 5: averages of a series, as exact fractions of long integers (GMP), rounded
 * once. Built without GMP, this file says that it can't.
 */
#include "model/model.h"

#ifdef NRR_MODEL_GMP

#include <gmp.h>
#include <stdio.h>

int model_has_averages(void)
{
    return 1;
}

/* Through text: the only way that needs no knowledge of how wide a long is. */
static void set_integer(mpz_t out, model_wide value)
{
    model_wide high = value / INT64_C(1000000000000000000);
    model_wide low = value % INT64_C(1000000000000000000);
    char text[32];
    mpz_t billion_squared;

    mpz_init_set_str(billion_squared, "1000000000000000000", 10);
    (void)snprintf(text, sizeof text, "%lld", (long long)high);
    mpz_set_str(out, text, 10);
    mpz_mul(out, out, billion_squared);
    (void)snprintf(text, sizeof text, "%lld", (long long)low);
    mpz_set_str(billion_squared, text, 10);
    mpz_add(out, out, billion_squared);
    mpz_clear(billion_squared);
}

static void set_fraction(mpq_t out, model_wide numerator, model_wide denominator)
{
    set_integer(mpq_numref(out), numerator);
    set_integer(mpq_denref(out), denominator);
    mpq_canonicalize(out);
}

static int get_int64(const mpz_t value, int64_t *out)
{
    mpz_t bound;
    int is_in;

    mpz_init(bound);
    set_integer(bound, INT64_MAX);
    is_in = mpz_cmp(value, bound) <= 0;
    set_integer(bound, INT64_MIN);
    is_in = is_in && mpz_cmp(value, bound) >= 0;
    mpz_clear(bound);
    if (is_in) {
        char text[32];
        long long number = 0;
        mpz_get_str(text, 10, value);
        (void)sscanf(text, "%lld", &number);
        *out = number;
    }
    return is_in;
}

/* The fraction with its sign, times a power of ten, to the integer that the mode says. */
static nrr_status round_fraction(const mpq_t fraction, const nrr_precision *precision,
                                 nrr_decimal *decimal)
{
    mpz_t floor;
    mpz_t rest;
    nrr_status status = NRR_E_OVERFLOW;

    mpz_init(floor);
    mpz_init(rest);
    mpz_ui_pow_ui(floor, 10, (unsigned long)precision->digits);
    mpz_mul(floor, floor, mpq_numref(fraction));
    mpz_fdiv_qr(floor, rest, floor, mpq_denref(fraction));
    if (mpz_sgn(rest) > 0) {
        int half;
        mpz_mul_ui(rest, rest, 2);
        half = mpz_cmp(rest, mpq_denref(fraction));
        if (model_rounds_up(precision->rounding, mpq_sgn(fraction) < 0, mpz_odd_p(floor) != 0,
                            (half > 0) - (half < 0))) {
            mpz_add_ui(floor, floor, 1);
        }
    }
    if (get_int64(floor, &decimal->scaled)) {
        decimal->digits = precision->digits;
        decimal->status = NRR_RATIO_OK;
        status = NRR_OK;
    }
    mpz_clear(floor);
    mpz_clear(rest);
    return status;
}

static void sum_or_product(const model_rate *rates, size_t count, nrr_average average, mpq_t out)
{
    mpq_t one;

    mpq_init(one);
    set_fraction(out, average == NRR_AVERAGE_CHAIN ? 1 : 0, 1);
    for (size_t i = 0; i < count; i++) {
        set_fraction(one, rates[i].numerator, rates[i].denominator);
        if (average == NRR_AVERAGE_CHAIN) {
            mpq_mul(out, out, one);
        } else {
            mpq_add(out, out, one);
        }
    }
    if (average == NRR_AVERAGE_MEAN) {
        set_fraction(one, (model_wide)count, 1);
        mpq_div(out, out, one);
    }
    mpq_clear(one);
}

nrr_status model_average(const model_rate *rates, size_t count, nrr_average average,
                         const nrr_precision *precision, nrr_decimal *decimal)
{
    model_wide numerators = 0;
    model_wide denominators = 0;
    size_t defined = 0;
    nrr_status status;
    mpq_t fraction;

    for (size_t i = 0; i < count; i++) {
        if (rates[i].status == NRR_RATIO_OK) {
            defined++;
            numerators += rates[i].numerator;
            denominators += rates[i].denominator;
        }
    }
    if (average == NRR_AVERAGE_WEIGHTED ? defined == 0 : defined < count) {
        decimal->scaled = 0;
        decimal->digits = precision->digits;
        decimal->status = NRR_RATIO_UNDEFINED;
        return NRR_OK;
    }
    mpq_init(fraction);
    if (average == NRR_AVERAGE_WEIGHTED) {
        set_fraction(fraction, numerators, denominators);
    } else {
        sum_or_product(rates, count, average, fraction);
    }
    status = round_fraction(fraction, precision, decimal);
    mpq_clear(fraction);
    return status;
}

nrr_status model_annualise(int64_t numerator, int64_t denominator, int32_t periods,
                           const nrr_precision *precision, nrr_decimal *decimal)
{
    nrr_status status;
    mpq_t rate;
    mpq_t power;

    mpq_init(rate);
    mpq_init(power);
    set_fraction(rate, numerator, denominator);
    set_fraction(power, 1, 1);
    for (int32_t i = 0; i < periods; i++) {
        mpq_mul(power, power, rate);
    }
    status = round_fraction(power, precision, decimal);
    mpq_clear(rate);
    mpq_clear(power);
    return status;
}

#else

int model_has_averages(void)
{
    return 0;
}

nrr_status model_average(const model_rate *rates, size_t count, nrr_average average,
                         const nrr_precision *precision, nrr_decimal *decimal)
{
    (void)rates;
    (void)count;
    (void)average;
    (void)precision;
    (void)decimal;
    return NRR_E_UNSET;
}

nrr_status model_annualise(int64_t numerator, int64_t denominator, int32_t periods,
                           const nrr_precision *precision, nrr_decimal *decimal)
{
    (void)numerator;
    (void)denominator;
    (void)periods;
    (void)precision;
    (void)decimal;
    return NRR_E_UNSET;
}

#endif
