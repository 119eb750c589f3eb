/* SPDX-License-Identifier: MIT */
/* Averages of a series. Expected decimals were worked out with exact fractions of integers of any
 * size, and rounded from them. */
#include "lib/average.h"

#include "support/failing_allocator.h"
#include "support/run.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum {
    CHAIN = NRR_AVERAGE_CHAIN,
    MEAN = NRR_AVERAGE_MEAN,
    WEIGHTED = NRR_AVERAGE_WEIGHTED,
    LONG = 400 /* rows of a long series */
};

static const nrr_precision eighteen = {18, NRR_ROUND_HALF_EVEN};

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

/* The average of rows, with an allocator that must get everything back. */
static nrr_status average_of(const nrr_ratio *ratios, size_t count, nrr_average average,
                             const nrr_precision *precision, nrr_decimal *decimal)
{
    nrr__series series = {NULL, 0, 0};
    failing_allocator memory;
    nrr_status status;

    series.ratios = ratios;
    series.count = count;
    series.average = average;
    failing_allocator_init(&memory);
    status = nrr__average(&memory.allocator, &series, precision, decimal);
    ck_assert_uint_eq(memory.live_blocks, 0);
    ck_assert_ptr_null(failing_allocator_complaint(&memory));
    return status;
}

static void assert_average(const nrr_ratio *ratios, size_t count, nrr_average average,
                           const nrr_precision *precision, int64_t scaled)
{
    nrr_decimal decimal = untouched();

    ck_assert_int_eq(average_of(ratios, count, average, precision, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.status, NRR_RATIO_OK);
    ck_assert_int_eq(decimal.digits, precision->digits);
    ck_assert_int_eq(decimal.scaled, scaled);
}

static void assert_undefined(const nrr_ratio *ratios, size_t count, nrr_average average)
{
    nrr_decimal decimal = untouched();

    ck_assert_int_eq(average_of(ratios, count, average, &eighteen, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.status, NRR_RATIO_UNDEFINED);
    ck_assert_int_eq(decimal.digits, 18);
    ck_assert_int_eq(decimal.scaled, 0);
}

/* --- short series ------------------------------------------------------------------------------ */

#define R(numerator, denominator)                                                                  \
    {                                                                                              \
        numerator, denominator, NRR_RATIO_OK, 0                                                    \
    }

/* Three rows or fewer, at 18 digits half-even. */
static const struct {
    size_t count;
    nrr_ratio rows[3];
    int64_t chain;
    int64_t mean;
    int64_t weighted;
} series_of_rows[] = {
    {1,
     {R(1, 2)},
     INT64_C(500000000000000000),
     INT64_C(500000000000000000),
     INT64_C(500000000000000000)},
    {2,
     {R(110, 100), R(90, 100)},
     INT64_C(990000000000000000),
     INT64_C(1000000000000000000),
     INT64_C(1000000000000000000)},
    {3,
     {R(1, 3), R(2, 3), R(1, 3)},
     INT64_C(74074074074074074),
     INT64_C(444444444444444444),
     INT64_C(444444444444444444)},
    /* A rate below zero; then nothing else. */
    {2,
     {R(-175, 100), R(50, 100)},
     INT64_C(-875000000000000000),
     INT64_C(-625000000000000000),
     INT64_C(-625000000000000000)},
    {2,
     {R(-1, 3), R(-1, 7)},
     INT64_C(47619047619047619),
     INT64_C(-238095238095238095),
     INT64_C(-200000000000000000)},
    /* A sum of zero, and a factor of zero. */
    {2, {R(1, 2), R(-1, 2)}, INT64_C(-250000000000000000), 0, 0},
    {3, {R(5, 7), R(0, 9), R(3, 2)}, 0, INT64_C(738095238095238095), INT64_C(444444444444444444)},
    /* The largest numbers there are. */
    {3,
     {R(INT64_MAX, INT64_MAX - 1), R(INT64_MIN, INT64_MAX), R(INT64_MAX - 1, INT64_MAX)},
     INT64_C(-1000000000000000000),
     INT64_C(333333333333333333),
     INT64_C(333333333333333333)},
    {3, {R(1, INT64_MAX), R(1, INT64_MAX), R(1, INT64_MAX)}, 0, 0, 0},
};

START_TEST(chain_mean_and_weighted_are_exact_until_they_are_rounded)
{
    const nrr_ratio *rows = series_of_rows[_i].rows;
    size_t count = series_of_rows[_i].count;

    assert_average(rows, count, CHAIN, &eighteen, series_of_rows[_i].chain);
    assert_average(rows, count, MEAN, &eighteen, series_of_rows[_i].mean);
    assert_average(rows, count, WEIGHTED, &eighteen, series_of_rows[_i].weighted);
}
END_TEST

/* METRICS.md section 6: eleven months of 100%, and one in which one of two halves. */
START_TEST(the_chain_of_the_worked_example_is_three_quarters)
{
    static const nrr_precision percent = {2, NRR_ROUND_HALF_EVEN};
    nrr_ratio rows[12];
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        nrr_ratio whole = R(200, 200), fallen = R(150, 200);

        rows[i] = i == 6 ? fallen : whole;
    }
    rows[0].numerator = rows[0].denominator = 100; /* before B was there */
    assert_average(rows, COUNT(rows), CHAIN, &percent, 75);
}
END_TEST

static const struct {
    nrr_average average;
    nrr_precision precision;
    nrr_ratio rows[2];
    int64_t scaled;
} ties[] = {
    {CHAIN, {0, NRR_ROUND_HALF_EVEN}, {R(1, 2), R(5, 1)}, 2}, /* 2.5 */
    {CHAIN, {0, NRR_ROUND_HALF_UP}, {R(1, 2), R(5, 1)}, 3},
    {CHAIN, {0, NRR_ROUND_HALF_EVEN}, {R(-1, 2), R(7, 1)}, -4}, /* -3.5 */
    {CHAIN, {0, NRR_ROUND_HALF_DOWN}, {R(-1, 2), R(7, 1)}, -3},
    {CHAIN, {0, NRR_ROUND_CEILING}, {R(-1, 2), R(7, 1)}, -3},
    {CHAIN, {0, NRR_ROUND_FLOOR}, {R(-1, 2), R(7, 1)}, -4},
    {MEAN, {0, NRR_ROUND_HALF_EVEN}, {R(2, 1), R(3, 1)}, 2},                /* 2.5 */
    {MEAN, {0, NRR_ROUND_HALF_EVEN}, {R(-3, 1), R(-4, 1)}, -4},             /* -3.5 */
    {MEAN, {0, NRR_ROUND_HALF_UP}, {R(2, 1), R(-1, 1)}, 1},                 /* 0.5 */
    {MEAN, {0, NRR_ROUND_UP}, {R(1, INT64_MAX), R(-1, INT64_MAX - 1)}, -1}, /* next to nothing */
    {MEAN, {0, NRR_ROUND_HALF_UP}, {R(1, 2), R(INT64_C(1) << 61, INT64_C(1) << 62)}, 1},
    {MEAN, {0, NRR_ROUND_HALF_UP}, {R(1, 2), R((INT64_C(1) << 61) - 1, INT64_C(1) << 62)}, 0},
    {MEAN, {0, NRR_ROUND_HALF_DOWN}, {R(1, 2), R((INT64_C(1) << 61) + 1, INT64_C(1) << 62)}, 1},
    {WEIGHTED, {0, NRR_ROUND_HALF_EVEN}, {R(1, 1), R(4, 1)}, 2}, /* 5 / 2 */
    {WEIGHTED, {0, NRR_ROUND_HALF_UP}, {R(1, 1), R(4, 1)}, 3},
    {WEIGHTED, {0, NRR_ROUND_HALF_EVEN}, {R(-3, 1), R(-4, 1)}, -4}, /* -7 / 2 */
    {WEIGHTED, {0, NRR_ROUND_DOWN}, {R(-3, 1), R(-4, 1)}, -3},
    {WEIGHTED, {1, NRR_ROUND_HALF_EVEN}, {R(1, 15), R(4, 5)}, 2}, /* 5 / 20 = 0.25 */
};

START_TEST(ties_and_their_neighbours_are_rounded_in_the_mode_that_was_named)
{
    assert_average(ties[_i].rows, 2, ties[_i].average, &ties[_i].precision, ties[_i].scaled);
}
END_TEST

START_TEST(weighted_sums_may_leave_64_bits)
{
    static const nrr_ratio up[] = {R(INT64_MAX, 1), R(INT64_MAX, 1), R(INT64_MAX, 1)};
    static const nrr_ratio down[] = {R(INT64_MIN, 1), R(INT64_MIN, 1)};
    static const nrr_ratio heavy[] = {R(INT64_MAX, INT64_MAX), R(INT64_MAX, INT64_MAX),
                                      R(INT64_MAX, INT64_MAX), R(-5, INT64_MAX)};
    static const nrr_precision whole = {0, NRR_ROUND_HALF_EVEN}, below = {18, NRR_ROUND_DOWN};

    assert_average(up, COUNT(up), WEIGHTED, &whole, INT64_MAX);
    assert_average(up, COUNT(up), MEAN, &whole, INT64_MAX);
    assert_average(down, COUNT(down), WEIGHTED, &whole, INT64_MIN);
    assert_average(down, COUNT(down), MEAN, &whole, INT64_MIN);
    assert_average(heavy, COUNT(heavy), WEIGHTED, &eighteen, INT64_C(750000000000000000));
    assert_average(heavy, COUNT(heavy), WEIGHTED, &below, INT64_C(749999999999999999));
}
END_TEST

START_TEST(an_average_that_does_not_fit_is_an_overflow)
{
    static const nrr_ratio up[] = {R(INT64_MAX, 1), R(INT64_MAX, 1), R(INT64_MAX, 1)};
    static const nrr_ratio down[] = {R(INT64_MIN, 1), R(INT64_MIN, 1)};
    static const nrr_precision one = {1, NRR_ROUND_HALF_EVEN}, whole = {0, NRR_ROUND_HALF_EVEN};
    nrr_decimal decimal = untouched();

    ck_assert_int_eq(average_of(up, COUNT(up), CHAIN, &whole, &decimal), NRR_E_OVERFLOW);
    ck_assert_int_eq(average_of(down, COUNT(down), CHAIN, &whole, &decimal), NRR_E_OVERFLOW);
    ck_assert_int_eq(average_of(up, COUNT(up), MEAN, &one, &decimal), NRR_E_OVERFLOW);
    ck_assert_int_eq(average_of(down, COUNT(down), MEAN, &one, &decimal), NRR_E_OVERFLOW);
    ck_assert_int_eq(average_of(up, COUNT(up), WEIGHTED, &one, &decimal), NRR_E_OVERFLOW);
    ck_assert_int_eq(average_of(down, COUNT(down), WEIGHTED, &one, &decimal), NRR_E_OVERFLOW);
    assert_untouched(&decimal);
}
END_TEST

/* --- long series ------------------------------------------------------------------------------- */

START_TEST(four_hundred_ordinary_rows_are_averaged_exactly)
{
    static const nrr_precision fifteen = {15, NRR_ROUND_HALF_EVEN};
    nrr_ratio rows[LONG];
    nrr_decimal decimal = untouched();
    int64_t i;

    for (i = 0; i < LONG; i++) {
        nrr_ratio row = R(1000000000 + i * i * 7919, 1000000000 + i * 104729);

        rows[i] = row;
    }
    assert_average(rows, LONG, MEAN, &fifteen, INT64_C(1387659571145795));
    assert_average(rows, LONG, WEIGHTED, &fifteen, INT64_C(1391687062620945));
    ck_assert_int_eq(average_of(rows, LONG, CHAIN, &fifteen, &decimal), NRR_E_OVERFLOW);
}
END_TEST

START_TEST(four_hundred_rows_of_the_largest_numbers_are_averaged_exactly)
{
    nrr_ratio rows[LONG];
    int64_t i;

    for (i = 0; i < LONG; i++) {
        nrr_ratio row = R(i % 3 == 0 ? -(INT64_MAX - i) : INT64_MAX - 2 * i, INT64_MAX - i * i);

        rows[i] = row;
    }
    /* 134 rows in 400 are near -1, the others near 1. */
    assert_average(rows, LONG, CHAIN, &eighteen, INT64_C(1000000000002289893));
    assert_average(rows, LONG, MEAN, &eighteen, INT64_C(330000000000001870));
    assert_average(rows, LONG, WEIGHTED, &eighteen, INT64_C(330000000000001880));
}
END_TEST

/* --- rows without a value ------------------------------------------------------------------------ */

static const nrr_ratio undefined = {0, 0, NRR_RATIO_UNDEFINED, 0};
static const nrr_ratio unbounded = {-9, 0, NRR_RATIO_UNBOUNDED, 0};

START_TEST(one_row_without_a_value_makes_chain_and_mean_undefined)
{
    nrr_ratio rows[] = {R(1, 2), R(3, 4), R(5, 6)};

    rows[_i] = undefined;
    assert_undefined(rows, COUNT(rows), CHAIN);
    assert_undefined(rows, COUNT(rows), MEAN);
    rows[_i] = unbounded;
    assert_undefined(rows, COUNT(rows), CHAIN);
    assert_undefined(rows, COUNT(rows), MEAN);
}
END_TEST

START_TEST(weighted_leaves_out_rows_without_a_value)
{
    nrr_ratio rows[] = {R(1, 2), R(3, 4), R(7, 4)};

    rows[1] = unbounded; /* its -9 does not count */
    assert_average(rows, COUNT(rows), WEIGHTED, &eighteen, INT64_C(1333333333333333333));
    rows[0] = undefined;
    assert_average(rows, COUNT(rows), WEIGHTED, &eighteen, INT64_C(1750000000000000000));
    rows[2] = undefined;
    assert_undefined(rows, COUNT(rows), WEIGHTED);
}
END_TEST

/* --- misuse and memory --------------------------------------------------------------------------- */

START_TEST(averages_digits_and_modes_out_of_range_are_refused)
{
    static const nrr_ratio row = R(1, 2);
    static const nrr_precision digits = {19, NRR_ROUND_UP}, negative = {-1, NRR_ROUND_UP};
    static const nrr_precision rounding = {2, 0};
    nrr_decimal decimal = untouched();
    nrr_average average;

    ck_assert_int_eq(average_of(&row, 1, CHAIN - 1, &eighteen, &decimal), NRR_E_AVERAGE);
    ck_assert_int_eq(average_of(&row, 1, WEIGHTED + 1, &eighteen, &decimal), NRR_E_AVERAGE);
    for (average = CHAIN; average <= WEIGHTED; average++) {
        ck_assert_int_eq(average_of(&row, 1, average, &digits, &decimal), NRR_E_DIGITS);
        ck_assert_int_eq(average_of(&row, 1, average, &negative, &decimal), NRR_E_DIGITS);
        ck_assert_int_eq(average_of(&row, 1, average, &rounding, &decimal), NRR_E_ROUNDING);
    }
    assert_untouched(&decimal);
}
END_TEST

START_TEST(without_memory_nothing_is_written)
{
    static const nrr_ratio rows[] = {R(1, 2), R(3, 4)};
    nrr__series series = {NULL, 0, 0};
    nrr_decimal decimal = untouched();
    failing_allocator memory;

    series.ratios = rows;
    series.count = COUNT(rows);
    series.average = _i;
    failing_allocator_init(&memory);
    failing_allocator_fail_from(&memory, 1);
    ck_assert_int_eq(nrr__average(&memory.allocator, &series, &eighteen, &decimal), NRR_E_MEMORY);
    assert_untouched(&decimal);
    ck_assert_uint_eq(memory.live_blocks, 0);
}
END_TEST

START_TEST(weighted_needs_no_memory)
{
    static const nrr_ratio rows[] = {R(1, 2), R(3, 4)};
    nrr__series series = {NULL, 0, WEIGHTED};
    nrr_decimal decimal = untouched();
    failing_allocator memory;

    series.ratios = rows;
    series.count = COUNT(rows);
    failing_allocator_init(&memory);
    failing_allocator_fail_from(&memory, 1);
    ck_assert_int_eq(nrr__average(&memory.allocator, &series, &eighteen, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.scaled, INT64_C(666666666666666667));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("average");
    TCase *values = tcase_create("values");
    TCase *gaps = tcase_create("gaps");
    TCase *misuse = tcase_create("misuse");

    tcase_add_loop_test(values, chain_mean_and_weighted_are_exact_until_they_are_rounded, 0,
                        COUNT(series_of_rows));
    tcase_add_test(values, the_chain_of_the_worked_example_is_three_quarters);
    tcase_add_loop_test(values, ties_and_their_neighbours_are_rounded_in_the_mode_that_was_named, 0,
                        COUNT(ties));
    tcase_add_test(values, weighted_sums_may_leave_64_bits);
    tcase_add_test(values, an_average_that_does_not_fit_is_an_overflow);
    tcase_add_test(values, four_hundred_ordinary_rows_are_averaged_exactly);
    tcase_add_test(values, four_hundred_rows_of_the_largest_numbers_are_averaged_exactly);
    tcase_add_loop_test(gaps, one_row_without_a_value_makes_chain_and_mean_undefined, 0, 3);
    tcase_add_test(gaps, weighted_leaves_out_rows_without_a_value);
    tcase_add_test(misuse, averages_digits_and_modes_out_of_range_are_refused);
    tcase_add_loop_test(misuse, without_memory_nothing_is_written, CHAIN, MEAN + 1);
    tcase_add_test(misuse, weighted_needs_no_memory);
    suite_add_tcase(suite, values);
    suite_add_tcase(suite, gaps);
    suite_add_tcase(suite, misuse);
    return nrr_test_main(suite);
}
