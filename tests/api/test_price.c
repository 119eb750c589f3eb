/* SPDX-License-Identifier: MIT */
/* Prices as amounts per month and per year. */
#include <nrr/nrr.h>

#include "support/run.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define UNTOUCHED    INT64_C(-7777)

static nrr_price price_of(int64_t amount, nrr_step interval, nrr_step per)
{
    nrr_price price = {0, 1, 0, 1, 0, NRR_ROUND_HALF_EVEN, 0, 0};

    price.amount = amount;
    price.interval = interval;
    price.per = per;
    return price;
}

static void assert_amount(const nrr_price *price, int64_t expected, int64_t numerator,
                          int64_t denominator)
{
    nrr_ratio residual = {UNTOUCHED, UNTOUCHED, 77, 77};
    int64_t amount = UNTOUCHED;

    ck_assert_int_eq(nrr_price_normalise(price, &amount, &residual), NRR_OK);
    ck_assert_int_eq(amount, expected);
    ck_assert_int_eq(residual.numerator, numerator);
    ck_assert_int_eq(residual.denominator, denominator);
    ck_assert_int_eq(residual.status, NRR_RATIO_OK);
    ck_assert_uint_eq(residual.reserved, 0);
    amount = UNTOUCHED;
    ck_assert_int_eq(nrr_price_normalise(price, &amount, NULL), NRR_OK);
    ck_assert_int_eq(amount, expected);
}

static void assert_refused(const nrr_price *price, nrr_status status)
{
    nrr_ratio residual = {UNTOUCHED, UNTOUCHED, 77, 77};
    int64_t amount = UNTOUCHED;

    ck_assert_int_eq(nrr_price_normalise(price, &amount, &residual), status);
    ck_assert_int_eq(amount, UNTOUCHED);
    ck_assert_int_eq(residual.numerator, UNTOUCHED);
    ck_assert_int_eq(residual.denominator, UNTOUCHED);
}

/* METRICS.md section 8. */
START_TEST(a_thousand_a_year_is_a_twelfth_a_month)
{
    nrr_price price = price_of(100000, NRR_STEP_YEAR, NRR_STEP_MONTH);

    assert_amount(&price, 8333, 1, 3);
}
END_TEST

START_TEST(ten_a_week_is_five_hundred_and_twenty_a_year)
{
    nrr_price price = price_of(1000, NRR_STEP_WEEK, NRR_STEP_YEAR);

    assert_amount(&price, 52000, 0, 1);
}
END_TEST

static const struct {
    nrr_step interval;
    uint32_t flags;
    int64_t a_year; /* of 100 minor units, and the rest of it */
    int64_t a_year_numerator;
    int64_t a_year_denominator;
    int64_t a_month;
    int64_t a_month_numerator;
    int64_t a_month_denominator;
} intervals[] = {
    {NRR_STEP_DAY, 0, 36500, 0, 1, 3042, -1, 3}, /* 3041 2/3 */
    {NRR_STEP_DAY, NRR_PRICE_WEEKS_MEAN, 36500, 0, 1, 3042, -1, 3},
    {NRR_STEP_DAY, NRR_PRICE_DAYS_MEAN, 36525, 0, 1, 3044, -1, 4}, /* 3043 3/4 */
    {NRR_STEP_WEEK, 0, 5200, 0, 1, 433, 1, 3},                     /* 433 1/3 */
    {NRR_STEP_WEEK, NRR_PRICE_DAYS_MEAN, 5200, 0, 1, 433, 1, 3},
    {NRR_STEP_WEEK, NRR_PRICE_WEEKS_MEAN, 5218, -1, 7, 435, -5, 28}, /* 36525/7 = 5217 6/7 */
    {NRR_STEP_WEEK, NRR_PRICE_WEEKS_MEAN | NRR_PRICE_DAYS_MEAN, 5218, -1, 7, 435, -5, 28},
    {NRR_STEP_MONTH, 0, 1200, 0, 1, 100, 0, 1},
    {NRR_STEP_MONTH, NRR_PRICE_WEEKS_MEAN | NRR_PRICE_DAYS_MEAN, 1200, 0, 1, 100, 0, 1},
    {NRR_STEP_QUARTER, 0, 400, 0, 1, 33, 1, 3},
    {NRR_STEP_YEAR, 0, 100, 0, 1, 8, 1, 3},
    {NRR_STEP_YEAR, NRR_PRICE_WEEKS_MEAN | NRR_PRICE_DAYS_MEAN, 100, 0, 1, 8, 1, 3},
};

START_TEST(each_interval_has_its_number_a_year)
{
    nrr_price price = price_of(100, intervals[_i].interval, NRR_STEP_YEAR);

    price.flags = intervals[_i].flags;
    assert_amount(&price, intervals[_i].a_year, intervals[_i].a_year_numerator,
                  intervals[_i].a_year_denominator);
    price.per = NRR_STEP_MONTH;
    assert_amount(&price, intervals[_i].a_month, intervals[_i].a_month_numerator,
                  intervals[_i].a_month_denominator);
}
END_TEST

START_TEST(quantity_and_interval_count_are_part_of_the_price)
{
    nrr_price price = price_of(4999, NRR_STEP_MONTH, NRR_STEP_MONTH);

    price.quantity = 7;
    assert_amount(&price, 34993, 0, 1);
    price.interval_count = 6; /* 34993 every half year */
    assert_amount(&price, 5832, 1, 6);
    price.per = NRR_STEP_YEAR;
    assert_amount(&price, 69986, 0, 1);
    price.interval_count = INT32_MAX;
    assert_amount(&price, 0, 12 * 34993, INT32_MAX);
    price.quantity = 0;
    assert_amount(&price, 0, 0, 1);
}
END_TEST

START_TEST(rounding_is_as_asked_and_the_residual_makes_up_for_it)
{
    static const int64_t half[] = {2, 3, 2, 3, 2, 3, 2};  /* 2 1/2, by mode */
    static const int64_t third[] = {8, 8, 8, 9, 8, 9, 8}; /* 8 1/3 */
    int64_t mode = _i;
    nrr_price price = price_of(30, NRR_STEP_YEAR, NRR_STEP_MONTH);

    price.rounding = _i;
    assert_amount(&price, half[mode - 1], half[mode - 1] == 2 ? 1 : -1, 2);
    price.amount = 100;
    assert_amount(&price, third[mode - 1], third[mode - 1] == 8 ? 1 : -2, 3);
    price.amount = 24;
    assert_amount(&price, 2, 0, 1);
}
END_TEST

START_TEST(the_residual_of_a_divisor_of_forty_bits_is_exact)
{
    nrr_price price = price_of(1, NRR_STEP_WEEK, NRR_STEP_MONTH);

    price.flags = NRR_PRICE_WEEKS_MEAN;
    price.interval_count = INT32_MAX;
    /* 1461 / (28 * 12 * (2^31 - 1)), of which 3 goes out. */
    assert_amount(&price, 0, 487, INT64_C(112) * INT32_MAX);
    price.rounding = NRR_ROUND_CEILING;
    assert_amount(&price, 1, 487 - INT64_C(112) * INT32_MAX, INT64_C(112) * INT32_MAX);
}
END_TEST

START_TEST(the_largest_prices_are_right_or_an_overflow)
{
    nrr_price price = price_of(INT64_MAX, NRR_STEP_MONTH, NRR_STEP_MONTH);

    assert_amount(&price, INT64_MAX, 0, 1);
    price.per = NRR_STEP_YEAR;
    assert_refused(&price, NRR_E_OVERFLOW);
    price.interval_count = 12;
    assert_amount(&price, INT64_MAX, 0, 1);
    price.quantity = 2;
    assert_refused(&price, NRR_E_OVERFLOW);
    price.interval_count = 24;
    assert_amount(&price, INT64_MAX, 0, 1);
    price.quantity = INT64_MAX; /* 2^126 / 24 * 12 */
    assert_refused(&price, NRR_E_OVERFLOW);
    price.interval_count = INT32_MAX;
    assert_refused(&price, NRR_E_OVERFLOW);
    price.amount = INT64_C(1) << 62; /* 2^64 */
    price.quantity = 4;
    price.interval_count = 12;
    assert_refused(&price, NRR_E_OVERFLOW);
    price.interval = NRR_STEP_YEAR;
    price.interval_count = 1;
    assert_refused(&price, NRR_E_OVERFLOW);
}
END_TEST

START_TEST(rounding_up_beyond_the_largest_amount_is_an_overflow)
{
    nrr_price price = price_of(INT64_MAX, NRR_STEP_YEAR, NRR_STEP_YEAR);

    price.quantity = 3;
    price.interval_count = 3;
    assert_amount(&price, INT64_MAX, 0, 1);
    price.amount = INT64_C(6148914691236517205); /* (2^64 - 1) / 3 */
    price.interval_count = 2;                    /* 2^63 - 1/2 */
    price.rounding = NRR_ROUND_DOWN;
    assert_amount(&price, INT64_MAX, 1, 2);
    price.rounding = NRR_ROUND_UP;
    assert_refused(&price, NRR_E_OVERFLOW);
    price.rounding = NRR_ROUND_HALF_EVEN;
    assert_refused(&price, NRR_E_OVERFLOW);
}
END_TEST

/* 2^57 * 2^57 = 2^114 is the least product that is refused unseen, (2^57 - 1) * 2^57 is not. */
START_TEST(products_are_refused_only_where_no_divisor_can_help)
{
    int64_t huge = INT64_C(1) << 57;
    nrr_price price = price_of(huge - 1, NRR_STEP_WEEK, NRR_STEP_MONTH);

    price.quantity = huge;
    price.interval_count = INT32_MAX;
    price.flags = NRR_PRICE_WEEKS_MEAN;
    assert_refused(&price, NRR_E_OVERFLOW);
    price.amount = huge;
    assert_refused(&price, NRR_E_OVERFLOW);
    /* 2^51 * 2^40 * 1461 / (336 * (2^31 - 1)): above it 102 bits, and the result fits. */
    price.amount = INT64_C(1) << 51;
    price.quantity = INT64_C(1) << 40;
    assert_amount(&price, INT64_C(5013149758973130461), INT64_C(-7281311733), INT64_C(15032385529));
}
END_TEST

static const struct {
    nrr_price price;
    nrr_status status;
} prices[] = {
    {{0, 0, NRR_STEP_DAY, 1, NRR_STEP_MONTH, NRR_ROUND_HALF_EVEN, 0, 0}, NRR_OK},
    {{1, 1, NRR_STEP_YEAR, 1, NRR_STEP_YEAR, NRR_ROUND_FLOOR, 3, 0}, NRR_OK},
    {{-1, 1, NRR_STEP_DAY, 1, NRR_STEP_MONTH, NRR_ROUND_HALF_EVEN, 0, 0}, NRR_E_PRICE},
    {{1, -1, NRR_STEP_DAY, 1, NRR_STEP_MONTH, NRR_ROUND_HALF_EVEN, 0, 0}, NRR_E_PRICE},
    {{INT64_MIN, INT64_MIN, NRR_STEP_DAY, 1, NRR_STEP_MONTH, NRR_ROUND_HALF_EVEN, 0, 0},
     NRR_E_PRICE},
    {{1, 1, 0, 1, NRR_STEP_MONTH, NRR_ROUND_HALF_EVEN, 0, 0}, NRR_E_INTERVAL},
    {{1, 1, NRR_STEP_YEAR + 1, 1, NRR_STEP_MONTH, NRR_ROUND_HALF_EVEN, 0, 0}, NRR_E_INTERVAL},
    {{1, 1, NRR_STEP_DAY, 0, NRR_STEP_MONTH, NRR_ROUND_HALF_EVEN, 0, 0}, NRR_E_INTERVAL},
    {{1, 1, NRR_STEP_DAY, -1, NRR_STEP_MONTH, NRR_ROUND_HALF_EVEN, 0, 0}, NRR_E_INTERVAL},
    {{1, 1, NRR_STEP_DAY, 1, 0, NRR_ROUND_HALF_EVEN, 0, 0}, NRR_E_INTERVAL},
    {{1, 1, NRR_STEP_DAY, 1, NRR_STEP_DAY, NRR_ROUND_HALF_EVEN, 0, 0}, NRR_E_INTERVAL},
    {{1, 1, NRR_STEP_DAY, 1, NRR_STEP_QUARTER, NRR_ROUND_HALF_EVEN, 0, 0}, NRR_E_INTERVAL},
    {{1, 1, NRR_STEP_DAY, 1, NRR_STEP_MONTH, 0, 0, 0}, NRR_E_ROUNDING},
    {{1, 1, NRR_STEP_DAY, 1, NRR_STEP_MONTH, NRR_ROUND_FLOOR + 1, 0, 0}, NRR_E_ROUNDING},
    {{1, 1, NRR_STEP_DAY, 1, NRR_STEP_MONTH, NRR_ROUND_HALF_EVEN, 4, 0}, NRR_E_FLAGS},
    {{1, 1, NRR_STEP_DAY, 1, NRR_STEP_MONTH, NRR_ROUND_HALF_EVEN, 0x80000001, 0}, NRR_E_FLAGS},
    {{1, 1, NRR_STEP_DAY, 1, NRR_STEP_MONTH, NRR_ROUND_HALF_EVEN, 0, 1}, NRR_E_RESERVED},
};

START_TEST(what_is_no_price_is_refused)
{
    int64_t amount = 0;

    if (prices[_i].status == NRR_OK)
        ck_assert_int_eq(nrr_price_normalise(&prices[_i].price, &amount, NULL), NRR_OK);
    else
        assert_refused(&prices[_i].price, prices[_i].status);
}
END_TEST

START_TEST(null_pointers_are_refused)
{
    nrr_price price = price_of(100, NRR_STEP_MONTH, NRR_STEP_MONTH);
    nrr_ratio residual = {UNTOUCHED, 0, 0, 0};
    int64_t amount = UNTOUCHED;

    ck_assert_int_eq(nrr_price_normalise(NULL, &amount, &residual), NRR_E_NULL);
    ck_assert_int_eq(nrr_price_normalise(&price, NULL, &residual), NRR_E_NULL);
    ck_assert_int_eq(residual.numerator, UNTOUCHED);
    ck_assert_int_eq(amount, UNTOUCHED);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("price");
    TCase *normalising = tcase_create("normalising");
    TCase *misuse = tcase_create("misuse");

    tcase_add_test(normalising, a_thousand_a_year_is_a_twelfth_a_month);
    tcase_add_test(normalising, ten_a_week_is_five_hundred_and_twenty_a_year);
    tcase_add_loop_test(normalising, each_interval_has_its_number_a_year, 0, COUNT(intervals));
    tcase_add_test(normalising, quantity_and_interval_count_are_part_of_the_price);
    tcase_add_loop_test(normalising, rounding_is_as_asked_and_the_residual_makes_up_for_it,
                        NRR_ROUND_HALF_EVEN, NRR_ROUND_FLOOR + 1);
    tcase_add_test(normalising, the_residual_of_a_divisor_of_forty_bits_is_exact);
    tcase_add_test(normalising, the_largest_prices_are_right_or_an_overflow);
    tcase_add_test(normalising, rounding_up_beyond_the_largest_amount_is_an_overflow);
    tcase_add_test(normalising, products_are_refused_only_where_no_divisor_can_help);
    tcase_add_loop_test(misuse, what_is_no_price_is_refused, 0, COUNT(prices));
    tcase_add_test(misuse, null_pointers_are_refused);
    suite_add_tcase(suite, normalising);
    suite_add_tcase(suite, misuse);
    return nrr_test_main(suite);
}
