/* SPDX-License-Identifier: MIT */
/* Ratios as decimals: rounding in every mode, and annualising. Expected decimals that nobody can do
 * in the head were worked out with exact fractions of integers of any size. */
#include <nrr/nrr.h>

#include "support/run.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { MODES = NRR_ROUND_FLOOR };

static nrr_ratio ratio_of(int64_t numerator, int64_t denominator)
{
    nrr_ratio ratio = {0, 0, NRR_RATIO_OK, 0};

    ratio.numerator = numerator;
    ratio.denominator = denominator;
    return ratio;
}

static nrr_precision precision_of(int32_t digits, nrr_rounding rounding)
{
    nrr_precision precision = {0, 0};

    precision.digits = digits;
    precision.rounding = rounding;
    return precision;
}

/* A decimal that no call writes. */
static nrr_decimal untouched(void)
{
    nrr_decimal decimal = {-777, -7, -77};

    return decimal;
}

static void assert_untouched(const nrr_decimal *decimal)
{
    ck_assert_int_eq(decimal->scaled, -777);
    ck_assert_int_eq(decimal->digits, -7);
    ck_assert_int_eq(decimal->status, -77);
}

static void assert_decimal(const nrr_decimal *decimal, int64_t scaled, int32_t digits)
{
    ck_assert_int_eq(decimal->scaled, scaled);
    ck_assert_int_eq(decimal->digits, digits);
    ck_assert_int_eq(decimal->status, NRR_RATIO_OK);
}

static void assert_rounds(nrr_ratio ratio, int32_t digits, nrr_rounding rounding, int64_t scaled)
{
    nrr_precision precision = precision_of(digits, rounding);
    nrr_decimal decimal = untouched();

    ck_assert_int_eq(nrr_ratio_round(&ratio, &precision, &decimal), NRR_OK);
    assert_decimal(&decimal, scaled, digits);
}

static void assert_overflows(nrr_ratio ratio, int32_t digits, nrr_rounding rounding)
{
    nrr_precision precision = precision_of(digits, rounding);
    nrr_decimal decimal = untouched();

    ck_assert_int_eq(nrr_ratio_round(&ratio, &precision, &decimal), NRR_E_OVERFLOW);
    assert_untouched(&decimal);
}

/* --- rounding -------------------------------------------------------------------------------- */

/* The table that many a manual of decimal arithmetic prints, in the order of our modes. */
static const struct {
    int64_t tenths;
    int64_t rounded[MODES];
} modes[] = {
    /*        half-even up  down     up  down  ceiling floor */
    {55, {6, 6, 5, 6, 5, 6, 5}},         {25, {2, 3, 2, 3, 2, 3, 2}},
    {16, {2, 2, 2, 2, 1, 2, 1}},         {11, {1, 1, 1, 2, 1, 2, 1}},
    {10, {1, 1, 1, 1, 1, 1, 1}},         {5, {0, 1, 0, 1, 0, 1, 0}},
    {4, {0, 0, 0, 1, 0, 1, 0}},          {0, {0, 0, 0, 0, 0, 0, 0}},
    {-4, {0, 0, 0, -1, 0, 0, -1}},       {-5, {0, -1, 0, -1, 0, 0, -1}},
    {-10, {-1, -1, -1, -1, -1, -1, -1}}, {-11, {-1, -1, -1, -2, -1, -1, -2}},
    {-16, {-2, -2, -2, -2, -1, -1, -2}}, {-25, {-2, -3, -2, -3, -2, -2, -3}},
    {-55, {-6, -6, -5, -6, -5, -5, -6}},
};

START_TEST(each_mode_rounds_as_its_name_says)
{
    int32_t mode;

    for (mode = 1; mode <= MODES; mode++) {
        int64_t expected = modes[_i].rounded[mode - 1];

        assert_rounds(ratio_of(modes[_i].tenths, 10), 0, mode, expected);
        assert_rounds(ratio_of(modes[_i].tenths * 7, 70), 0, mode, expected); /* not reduced */
        assert_rounds(ratio_of(modes[_i].tenths, 10000), 3, mode, expected);
    }
}
END_TEST

/* The same table moved by 1000, which is even, in a ratio of which 10^4 times the numerator needs
 * more than 64 bits. */
START_TEST(wide_ratios_are_rounded_like_narrow_ones)
{
    int64_t unit = INT64_C(80000000000000), away = modes[_i].tenths < 0 ? -1000 : 1000;
    int32_t mode;

    for (mode = 1; mode <= MODES; mode++)
        assert_rounds(ratio_of((10 * away + modes[_i].tenths) * unit, 100000 * unit), 4, mode,
                      away + modes[_i].rounded[mode - 1]);
}
END_TEST

START_TEST(a_rate_is_given_at_the_digits_that_were_asked_for)
{
    assert_rounds(ratio_of(1025, 1000), 3, NRR_ROUND_HALF_EVEN, 1025);
    assert_rounds(ratio_of(2550000, 2500000), 4, NRR_ROUND_HALF_EVEN, 10200);
    assert_rounds(ratio_of(1, 3), 6, NRR_ROUND_HALF_EVEN, 333333);
    assert_rounds(ratio_of(2, 3), 6, NRR_ROUND_HALF_EVEN, 666667);
    assert_rounds(ratio_of(-879, 500), 3, NRR_ROUND_HALF_EVEN, -1758);
    assert_rounds(ratio_of(1, 3), 18, NRR_ROUND_UP, INT64_C(333333333333333334));
    assert_rounds(ratio_of(0, 1), 18, NRR_ROUND_UP, 0);
}
END_TEST

START_TEST(a_tie_is_told_from_its_neighbours_at_any_size)
{
    int64_t even = INT64_C(4611686018427387904); /* 2^62 */

    assert_rounds(ratio_of(even / 2, even), 0, NRR_ROUND_HALF_UP, 1);
    assert_rounds(ratio_of(even / 2, even), 0, NRR_ROUND_HALF_EVEN, 0);
    assert_rounds(ratio_of(even / 2 - 1, even), 0, NRR_ROUND_HALF_UP, 0);
    assert_rounds(ratio_of(even / 2 + 1, even), 0, NRR_ROUND_HALF_EVEN, 1);
    assert_rounds(ratio_of(even / 2 + 1, even), 0, NRR_ROUND_HALF_DOWN, 1);
    /* With an odd denominator there is no tie. */
    assert_rounds(ratio_of(INT64_MAX / 2, INT64_MAX), 0, NRR_ROUND_HALF_UP, 0);
    assert_rounds(ratio_of(INT64_MAX / 2 + 1, INT64_MAX), 0, NRR_ROUND_HALF_DOWN, 1);
}
END_TEST

START_TEST(whatever_fits_is_given_and_whatever_does_not_is_an_overflow)
{
    int32_t mode;

    for (mode = 1; mode <= MODES; mode++) {
        assert_rounds(ratio_of(INT64_MAX, 1), 0, mode, INT64_MAX);
        assert_rounds(ratio_of(INT64_MIN, 1), 0, mode, INT64_MIN);
        assert_overflows(ratio_of(INT64_MAX, 1), 1, mode);
        assert_overflows(ratio_of(INT64_MIN, 1), 1, mode);
        assert_overflows(ratio_of(INT64_MAX, 1), 18, mode);
        assert_overflows(ratio_of(INT64_C(1) << 62, 2), 1, mode); /* 2^64 and a bit, halved */
        assert_rounds(ratio_of(INT64_MAX, INT64_MAX), 18, mode, INT64_C(1000000000000000000));
        assert_rounds(ratio_of(9, 1), 18, mode, INT64_C(9000000000000000000));
        assert_overflows(ratio_of(10, 1), 18, mode);
        assert_overflows(ratio_of(-10, 1), 18, mode);
    }
    /* 922337203685477580.75 and 922337203685477580.8 */
    assert_rounds(ratio_of(INT64_C(3689348814741910323), 4), 1, NRR_ROUND_DOWN, INT64_MAX);
    assert_overflows(ratio_of(INT64_C(3689348814741910323), 4), 1, NRR_ROUND_HALF_EVEN);
    assert_overflows(ratio_of(INT64_C(3689348814741910323), 4), 1, NRR_ROUND_CEILING);
    assert_rounds(ratio_of(INT64_C(-3689348814741910323), 4), 1, NRR_ROUND_FLOOR, INT64_MIN);
    assert_rounds(ratio_of(INT64_C(-4611686018427387904), 5), 1, NRR_ROUND_FLOOR, INT64_MIN);
    assert_overflows(ratio_of(INT64_C(4611686018427387904), 5), 1, NRR_ROUND_FLOOR);
    assert_overflows(ratio_of(INT64_C(-4611686018427387905), 5), 1, NRR_ROUND_FLOOR);
}
END_TEST

START_TEST(a_ratio_without_a_value_keeps_its_status)
{
    nrr_ratio undefined = {0, 0, NRR_RATIO_UNDEFINED, 0};
    nrr_ratio up = {1, 0, NRR_RATIO_UNBOUNDED, 0};
    nrr_ratio down = {INT64_MIN, 0, NRR_RATIO_UNBOUNDED, 0};
    nrr_precision precision = precision_of(4, NRR_ROUND_HALF_EVEN);
    nrr_decimal decimal = untouched();

    ck_assert_int_eq(nrr_ratio_round(&undefined, &precision, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.status, NRR_RATIO_UNDEFINED);
    ck_assert_int_eq(decimal.scaled, 0);
    ck_assert_int_eq(decimal.digits, 4);
    ck_assert_int_eq(nrr_ratio_round(&up, &precision, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.status, NRR_RATIO_UNBOUNDED);
    ck_assert_int_eq(decimal.scaled, 1);
    ck_assert_int_eq(nrr_ratio_round(&down, &precision, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.status, NRR_RATIO_UNBOUNDED);
    ck_assert_int_eq(decimal.scaled, -1);
}
END_TEST

/* --- annualising ------------------------------------------------------------------------------ */

static const struct {
    int64_t numerator;
    int64_t denominator;
    int32_t periods;
    nrr_precision precision;
    int64_t scaled;
} years[] = {
    {99, 100, 12, {18, NRR_ROUND_HALF_EVEN}, INT64_C(886384871716129281)},
    {101, 100, 12, {6, NRR_ROUND_HALF_EVEN}, 1126825},
    {10250000, 10000000, 12, {10, NRR_ROUND_HALF_EVEN}, INT64_C(13448888242)},
    {21, 20, 4, {6, NRR_ROUND_HALF_EVEN}, 1215506}, /* 1.21550625 */
    {999, 1000, 365, {18, NRR_ROUND_HALF_EVEN}, INT64_C(694069887040474646)},
    {9, 10, 52, {4, NRR_ROUND_DOWN}, 41},
    {97, 100, 1, {2, NRR_ROUND_HALF_EVEN}, 97},
    {-7, 10, 3, {18, NRR_ROUND_HALF_EVEN}, INT64_C(-343000000000000000)},
    {-7, 10, 2, {18, NRR_ROUND_HALF_EVEN}, INT64_C(490000000000000000)},
    {0, 5, 366, {18, NRR_ROUND_UP}, 0},
    /* Ties: 2.25, 6.25 and -0.125. */
    {3, 2, 2, {1, NRR_ROUND_HALF_EVEN}, 22},
    {3, 2, 2, {1, NRR_ROUND_HALF_UP}, 23},
    {5, 2, 2, {1, NRR_ROUND_HALF_EVEN}, 62},
    {5, 2, 2, {1, NRR_ROUND_HALF_DOWN}, 62},
    {-1, 2, 3, {2, NRR_ROUND_HALF_EVEN}, -12},
    {-1, 2, 3, {2, NRR_ROUND_HALF_UP}, -13},
    {-1, 2, 3, {2, NRR_ROUND_CEILING}, -12},
    {-1, 2, 3, {2, NRR_ROUND_FLOOR}, -13},
    /* The longest numbers that there are: 366 times 63 bits, and a hair from 1 and from 0. */
    {INT64_MAX, INT64_MAX, 366, {18, NRR_ROUND_HALF_EVEN}, INT64_C(1000000000000000000)},
    {INT64_MAX, INT64_MAX - 1, 366, {18, NRR_ROUND_CEILING}, INT64_C(1000000000000000040)},
    {INT64_MAX - 1, INT64_MAX, 366, {18, NRR_ROUND_FLOOR}, INT64_C(999999999999999960)},
    {INT64_MIN, INT64_MAX, 366, {17, NRR_ROUND_UP}, INT64_C(100000000000000004)},
    {INT64_MIN, INT64_MAX, 365, {17, NRR_ROUND_UP}, INT64_C(-100000000000000004)},
    {1, INT64_MAX, 366, {18, NRR_ROUND_UP}, 1},
    {1, INT64_MAX, 366, {18, NRR_ROUND_HALF_UP}, 0},
    {-1, INT64_MAX, 365, {18, NRR_ROUND_FLOOR}, -1},
    {-1, INT64_MAX, 366, {18, NRR_ROUND_FLOOR}, 0},
    /* Both ends of what fits. */
    {2, 1, 62, {0, NRR_ROUND_HALF_EVEN}, INT64_C(4611686018427387904)},
    {-2, 1, 63, {0, NRR_ROUND_HALF_EVEN}, INT64_MIN},
    {INT64_MIN, 1, 1, {0, NRR_ROUND_HALF_EVEN}, INT64_MIN},
};

START_TEST(a_rate_is_raised_to_its_year_exactly)
{
    nrr_ratio ratio = ratio_of(years[_i].numerator, years[_i].denominator);
    nrr_decimal decimal = untouched();

    ck_assert_int_eq(nrr_ratio_annualise(&ratio, years[_i].periods, &years[_i].precision, &decimal),
                     NRR_OK);
    assert_decimal(&decimal, years[_i].scaled, years[_i].precision.digits);
}
END_TEST

static const struct {
    int64_t numerator;
    int64_t denominator;
    int32_t periods;
    int32_t digits;
} long_years[] = {
    {2, 1, 63, 0},    {-2, 1, 64, 0},       {INT64_MAX, 1, 366, 18}, {INT64_MIN, 1, 366, 18},
    {11, 10, 366, 4}, {INT64_MAX, 2, 2, 0}, {10, 1, 1, 18},
};

START_TEST(a_year_that_does_not_fit_is_an_overflow)
{
    nrr_ratio ratio = ratio_of(long_years[_i].numerator, long_years[_i].denominator);
    nrr_precision precision = precision_of(long_years[_i].digits, NRR_ROUND_HALF_EVEN);
    nrr_decimal decimal = untouched();

    ck_assert_int_eq(nrr_ratio_annualise(&ratio, long_years[_i].periods, &precision, &decimal),
                     NRR_E_OVERFLOW);
    assert_untouched(&decimal);
}
END_TEST

START_TEST(the_year_of_a_ratio_without_a_value_is_undefined)
{
    static const nrr_ratio ratios[] = {{0, 0, NRR_RATIO_UNDEFINED, 0},
                                       {5, 0, NRR_RATIO_UNBOUNDED, 0},
                                       {-5, 0, NRR_RATIO_UNBOUNDED, 0}};
    nrr_precision precision = precision_of(2, NRR_ROUND_HALF_EVEN);
    nrr_decimal decimal = untouched();

    ck_assert_int_eq(nrr_ratio_annualise(&ratios[_i], 12, &precision, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.scaled, 0);
    ck_assert_int_eq(decimal.digits, 2);
    ck_assert_int_eq(decimal.status, NRR_RATIO_UNDEFINED);
}
END_TEST

/* --- misuse ------------------------------------------------------------------------------------ */

static void assert_refused(const nrr_ratio *ratio, int32_t periods, const nrr_precision *precision,
                           nrr_status status)
{
    nrr_decimal decimal = untouched();

    ck_assert_int_eq(nrr_ratio_annualise(ratio, periods, precision, &decimal), status);
    if (status != NRR_E_POWER)
        ck_assert_int_eq(nrr_ratio_round(ratio, precision, &decimal), status);
    assert_untouched(&decimal);
}

START_TEST(digits_and_modes_out_of_range_are_refused)
{
    static const nrr_precision precisions[] = {{-1, NRR_ROUND_HALF_EVEN},
                                               {19, NRR_ROUND_HALF_EVEN},
                                               {INT32_MIN, NRR_ROUND_HALF_EVEN},
                                               {INT32_MAX, NRR_ROUND_HALF_EVEN},
                                               {0, 0},
                                               {18, NRR_ROUND_FLOOR + 1},
                                               {2, -1}};
    nrr_ratio ratio = ratio_of(1, 2);
    size_t i;

    for (i = 0; i < COUNT(precisions); i++)
        assert_refused(&ratio, 12, &precisions[i], i < 4 ? NRR_E_DIGITS : NRR_E_ROUNDING);
}
END_TEST

START_TEST(a_number_of_periods_out_of_range_is_refused)
{
    nrr_ratio ratio = ratio_of(1, 2);
    nrr_precision precision = precision_of(2, NRR_ROUND_HALF_EVEN);

    assert_refused(&ratio, 0, &precision, NRR_E_POWER);
    assert_refused(&ratio, -1, &precision, NRR_E_POWER);
    assert_refused(&ratio, 367, &precision, NRR_E_POWER);
    assert_refused(&ratio, INT32_MAX, &precision, NRR_E_POWER);
}
END_TEST

static const nrr_ratio contradictions[] = {
    {1, 0, NRR_RATIO_OK, 0},
    {0, 0, NRR_RATIO_OK, 0},
    {1, -1, NRR_RATIO_OK, 0},
    {1, INT64_MIN, NRR_RATIO_OK, 0},
    {1, 0, NRR_RATIO_UNDEFINED, 0},
    {0, 1, NRR_RATIO_UNDEFINED, 0},
    {0, 0, NRR_RATIO_UNBOUNDED, 0},
    {1, 1, NRR_RATIO_UNBOUNDED, 0},
    {1, 1, NRR_RATIO_UNBOUNDED + 1, 0},
    {1, 0, NRR_RATIO_UNBOUNDED + 1, 0},
    {0, 0, -1, 0},
    {1, 1, NRR_RATIO_OK, 1}, /* the reserved member */
};

START_TEST(a_ratio_that_contradicts_itself_is_refused)
{
    nrr_precision precision = precision_of(2, NRR_ROUND_HALF_EVEN);

    assert_refused(&contradictions[_i], 12, &precision, NRR_E_RATIO);
}
END_TEST

START_TEST(null_pointers_are_refused)
{
    nrr_ratio ratio = ratio_of(1, 2);
    nrr_precision precision = precision_of(2, NRR_ROUND_HALF_EVEN);

    assert_refused(NULL, 12, &precision, NRR_E_NULL);
    assert_refused(&ratio, 12, NULL, NRR_E_NULL);
    ck_assert_int_eq(nrr_ratio_round(&ratio, &precision, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_ratio_annualise(&ratio, 12, &precision, NULL), NRR_E_NULL);
}
END_TEST

static TCase *rounding(void)
{
    TCase *cases = tcase_create("rounding");

    tcase_add_loop_test(cases, each_mode_rounds_as_its_name_says, 0, COUNT(modes));
    tcase_add_loop_test(cases, wide_ratios_are_rounded_like_narrow_ones, 0, COUNT(modes));
    tcase_add_test(cases, a_rate_is_given_at_the_digits_that_were_asked_for);
    tcase_add_test(cases, a_tie_is_told_from_its_neighbours_at_any_size);
    tcase_add_test(cases, whatever_fits_is_given_and_whatever_does_not_is_an_overflow);
    tcase_add_test(cases, a_ratio_without_a_value_keeps_its_status);
    return cases;
}

static TCase *annualising(void)
{
    TCase *cases = tcase_create("annualising");

    tcase_add_loop_test(cases, a_rate_is_raised_to_its_year_exactly, 0, COUNT(years));
    tcase_add_loop_test(cases, a_year_that_does_not_fit_is_an_overflow, 0, COUNT(long_years));
    tcase_add_loop_test(cases, the_year_of_a_ratio_without_a_value_is_undefined, 0, 3);
    return cases;
}

static TCase *misuse(void)
{
    TCase *cases = tcase_create("misuse");

    tcase_add_test(cases, digits_and_modes_out_of_range_are_refused);
    tcase_add_test(cases, a_number_of_periods_out_of_range_is_refused);
    tcase_add_loop_test(cases, a_ratio_that_contradicts_itself_is_refused, 0,
                        COUNT(contradictions));
    tcase_add_test(cases, null_pointers_are_refused);
    return cases;
}

int main(void)
{
    Suite *suite = suite_create("ratio");

    suite_add_tcase(suite, rounding());
    suite_add_tcase(suite, annualising());
    suite_add_tcase(suite, misuse());
    return nrr_test_main(suite);
}
