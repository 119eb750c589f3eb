/* SPDX-License-Identifier: MIT */
/* Integers of 128 bits, beside the compiler's own where it has them. */
#include "lib/wide.h"

#include "support/run.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Both ends, both sides of each word, and some that look like nothing. */
static const int64_t numbers[] = {
    INT64_MIN,
    INT64_MIN + 1,
    -INT64_C(0x100000001),
    -INT64_C(0x100000000),
    -INT64_C(0xffffffff),
    -10,
    -1,
    0,
    1,
    2,
    3,
    INT64_C(0x7fffffff),
    INT64_C(0x80000000),
    INT64_C(0xffffffff),
    INT64_C(0x100000000),
    INT64_C(0x100000001),
    INT64_C(1000000000000000000),
    INT64_C(0x123456789abcdef1),
    INT64_MAX - 1,
    INT64_MAX,
};

static nrr__wide wide_of_words(uint64_t high, uint64_t low)
{
    nrr__wide wide;

    wide.high = high;
    wide.low = low;
    return wide;
}

static void assert_words(nrr__wide wide, uint64_t high, uint64_t low)
{
    ck_assert_uint_eq(wide.high, high);
    ck_assert_uint_eq(wide.low, low);
}

START_TEST(a_carry_and_a_borrow_cross_the_words)
{
    nrr__wide low = nrr__wide_of_unsigned(UINT64_MAX), one = nrr__wide_of(1);

    assert_words(nrr__wide_add(low, one), 1, 0);
    assert_words(nrr__wide_subtract(nrr__wide_add(low, one), one), 0, UINT64_MAX);
    assert_words(nrr__wide_add(low, low), 1, UINT64_MAX - 1);
    assert_words(nrr__wide_of(-1), UINT64_MAX, UINT64_MAX);
    assert_words(nrr__wide_add(nrr__wide_of(-1), one), 0, 0);
    assert_words(nrr__wide_subtract(nrr__wide_of(0), one), UINT64_MAX, UINT64_MAX);
    assert_words(nrr__wide_add(nrr__wide_of(INT64_MIN), nrr__wide_of(INT64_MIN)), UINT64_MAX, 0);
}
END_TEST

START_TEST(values_leave_as_int64_where_they_fit)
{
    int64_t value = 7, number = numbers[_i];

    ck_assert(nrr__wide_to_int64(nrr__wide_of(number), &value));
    ck_assert_int_eq(value, number);
    value = 7;
    ck_assert(nrr__wide_to_int64(nrr__wide_negate(nrr__wide_of(number)), &value) ==
              (number != INT64_MIN));
    ck_assert_int_eq(value, number == INT64_MIN ? 7 : -number);
}
END_TEST

START_TEST(values_one_beyond_either_end_do_not_fit)
{
    nrr__wide one = nrr__wide_of(1);
    int64_t value = 7;

    ck_assert(!nrr__wide_to_int64(nrr__wide_add(nrr__wide_of(INT64_MAX), one), &value));
    ck_assert(!nrr__wide_to_int64(nrr__wide_subtract(nrr__wide_of(INT64_MIN), one), &value));
    ck_assert(!nrr__wide_to_int64(nrr__wide_of_unsigned(UINT64_MAX), &value));
    ck_assert(!nrr__wide_to_int64(wide_of_words(1, 5), &value));
    ck_assert(!nrr__wide_to_int64(wide_of_words(UINT64_MAX, 5), &value));
    ck_assert_int_eq(value, 7);
}
END_TEST

START_TEST(wide_numbers_compare_as_they_did_when_they_were_narrow)
{
    size_t k;

    for (k = 0; k < COUNT(numbers); k++) {
        int64_t a = numbers[_i], b = numbers[k];
        int order = nrr__wide_compare(nrr__wide_of(a), nrr__wide_of(b));

        ck_assert_int_eq(order, (a > b) - (a < b));
    }
    ck_assert_int_eq(nrr__wide_is_negative(nrr__wide_of(numbers[_i])), numbers[_i] < 0);
    ck_assert_int_eq(nrr__wide_is_zero(nrr__wide_of(numbers[_i])), numbers[_i] == 0);
    ck_assert(!nrr__wide_is_zero(wide_of_words(1, 0)));
    ck_assert_int_eq(nrr__wide_compare(wide_of_words(1, 0), wide_of_words(0, UINT64_MAX)), 1);
    ck_assert_int_eq(nrr__wide_compare(wide_of_words(UINT64_C(1) << 63, 0), nrr__wide_of(0)), -1);
}
END_TEST

START_TEST(magnitudes_are_there_for_every_number)
{
    ck_assert_uint_eq(nrr__wide_magnitude(INT64_MIN), UINT64_C(1) << 63);
    ck_assert_uint_eq(nrr__wide_magnitude(INT64_MAX), UINT64_C(0x7fffffffffffffff));
    ck_assert_uint_eq(nrr__wide_magnitude(-1), 1);
    ck_assert_uint_eq(nrr__wide_magnitude(0), 0);
}
END_TEST

START_TEST(products_of_known_numbers)
{
    assert_words(nrr__wide_product(UINT64_MAX, UINT64_MAX), UINT64_MAX - 1, 1);
    assert_words(nrr__wide_product(UINT64_C(1) << 32, UINT64_C(1) << 32), 1, 0);
    assert_words(nrr__wide_product(UINT64_MAX, 2), 1, UINT64_MAX - 1);
    assert_words(nrr__wide_product(0, UINT64_MAX), 0, 0);
    assert_words(nrr__wide_multiply(INT64_MIN, INT64_MIN), UINT64_C(1) << 62, 0);
    assert_words(nrr__wide_multiply(INT64_MIN, INT64_MAX), UINT64_C(3) << 62, UINT64_C(1) << 63);
    assert_words(nrr__wide_multiply(-1, 1), UINT64_MAX, UINT64_MAX);
    assert_words(nrr__wide_multiply(-1, -1), 0, 1);
    assert_words(nrr__wide_multiply(-1, 0), 0, 0);
}
END_TEST

START_TEST(quotients_of_known_numbers)
{
    uint64_t rest = 7;

    ck_assert_uint_eq(nrr__wide_divide(nrr__wide_of_unsigned(UINT64_MAX), 10, &rest),
                      UINT64_MAX / 10);
    ck_assert_uint_eq(rest, 5);
    /* 10^36 / 10^18; 2^64 / 3; the largest quotient, and the largest divisor. */
    ck_assert_uint_eq(nrr__wide_divide(nrr__wide_product(UINT64_C(1000000000000000000),
                                                         UINT64_C(1000000000000000000)),
                                       UINT64_C(1000000000000000000), &rest),
                      UINT64_C(1000000000000000000));
    ck_assert_uint_eq(rest, 0);
    ck_assert_uint_eq(nrr__wide_divide(wide_of_words(1, 0), 3, &rest), UINT64_MAX / 3);
    ck_assert_uint_eq(rest, 1);
    ck_assert_uint_eq(nrr__wide_divide(wide_of_words(2, UINT64_MAX), 3, &rest), UINT64_MAX);
    ck_assert_uint_eq(rest, 2);
    ck_assert_uint_eq(
        nrr__wide_divide(wide_of_words(UINT64_MAX >> 1, UINT64_MAX), UINT64_C(1) << 63, &rest),
        UINT64_MAX);
    ck_assert_uint_eq(rest, UINT64_MAX >> 1);
}
END_TEST

START_TEST(a_product_divided_by_a_factor_is_the_other_one)
{
    size_t k;

    for (k = 0; k < COUNT(numbers); k++) {
        uint64_t a = nrr__wide_magnitude(numbers[_i]), b = nrr__wide_magnitude(numbers[k]);
        nrr__wide product = nrr__wide_product(a, b);
        uint64_t rest = 7;

        if (b == 0)
            continue;
        ck_assert_uint_eq(nrr__wide_divide(product, b, &rest), a);
        ck_assert_uint_eq(rest, 0);
        product = nrr__wide_add(product, nrr__wide_of_unsigned(b - 1));
        ck_assert_uint_eq(nrr__wide_divide(product, b, &rest), a);
        ck_assert_uint_eq(rest, b - 1);
    }
}
END_TEST

#ifdef __SIZEOF_INT128__
__extension__ typedef __int128 native;

static void assert_is(nrr__wide wide, native value)
{
    assert_words(wide, (uint64_t)(value >> 64), (uint64_t)value);
}

START_TEST(wide_numbers_agree_with_the_compilers_own)
{
    size_t k;

    for (k = 0; k < COUNT(numbers); k++) {
        native a = numbers[_i], b = numbers[k];
        nrr__wide wide_a = nrr__wide_of(numbers[_i]), wide_b = nrr__wide_of(numbers[k]);

        assert_is(nrr__wide_add(wide_a, wide_b), a + b);
        assert_is(nrr__wide_subtract(wide_a, wide_b), a - b);
        assert_is(nrr__wide_negate(wide_a), -a);
        assert_is(nrr__wide_multiply(numbers[_i], numbers[k]), a * b);
    }
}
END_TEST
#endif

int main(void)
{
    Suite *suite = suite_create("wide");
    TCase *cases = tcase_create("wide");

    tcase_add_test(cases, a_carry_and_a_borrow_cross_the_words);
    tcase_add_loop_test(cases, values_leave_as_int64_where_they_fit, 0, COUNT(numbers));
    tcase_add_test(cases, values_one_beyond_either_end_do_not_fit);
    tcase_add_loop_test(cases, wide_numbers_compare_as_they_did_when_they_were_narrow, 0,
                        COUNT(numbers));
    tcase_add_test(cases, magnitudes_are_there_for_every_number);
    tcase_add_test(cases, products_of_known_numbers);
    tcase_add_test(cases, quotients_of_known_numbers);
    tcase_add_loop_test(cases, a_product_divided_by_a_factor_is_the_other_one, 0, COUNT(numbers));
#ifdef __SIZEOF_INT128__
    tcase_add_loop_test(cases, wide_numbers_agree_with_the_compilers_own, 0, COUNT(numbers));
#endif
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
