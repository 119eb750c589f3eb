/* SPDX-License-Identifier: MIT */
/* Integers of any length. */
#include "lib/natural.h"

#include <string.h>

#include "support/run.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { ROOM = 24 };

/* A natural with words of its own, which begin as rubbish. */
typedef struct number {
    uint32_t words[ROOM];
    nrr__natural natural;
} number;

static void number_begin(number *n, const uint32_t *words, size_t count)
{
    memset(n->words, 0xA5, sizeof n->words);
    n->natural = nrr__natural_in(n->words, ROOM);
    if (count > 0)
        memcpy(n->words, words, count * sizeof *words);
    n->natural.count = count;
}

static void number_of(number *n, uint64_t value)
{
    number_begin(n, NULL, 0);
    nrr__natural_set(&n->natural, nrr__wide_of_unsigned(value));
}

static void assert_words(const nrr__natural *natural, const uint32_t *words, size_t count)
{
    size_t i;

    ck_assert_uint_eq(natural->count, count);
    for (i = 0; i < count; i++)
        ck_assert_uint_eq(natural->words[i], words[i]);
}

static void assert_value(const nrr__natural *natural, uint64_t value)
{
    uint32_t words[2];

    words[0] = (uint32_t)value;
    words[1] = (uint32_t)(value >> 32);
    assert_words(natural, words, words[1] != 0 ? 2 : words[0] != 0);
}

static int compare(const number *a, const number *b)
{
    return nrr__natural_compare(&a->natural, &b->natural);
}

START_TEST(a_new_natural_is_zero)
{
    uint32_t words[1] = {7};
    nrr__natural natural = nrr__natural_in(words, 1);

    ck_assert_uint_eq(natural.count, 0);
    ck_assert_uint_eq(natural.room, 1);
}
END_TEST

START_TEST(a_wide_value_has_as_many_words_as_it_needs)
{
    static const uint32_t four[] = {1, 0, 0, 0x40000000};
    nrr__wide wide = {1, UINT64_C(1) << 62};
    number n;

    number_begin(&n, NULL, 0);
    nrr__natural_set(&n.natural, wide);
    assert_words(&n.natural, four, 4);
    nrr__natural_set(&n.natural, nrr__wide_of_unsigned(UINT64_MAX));
    assert_value(&n.natural, UINT64_MAX);
    nrr__natural_set(&n.natural, nrr__wide_of(5));
    assert_value(&n.natural, 5);
    nrr__natural_set(&n.natural, nrr__wide_of(0));
    assert_value(&n.natural, 0);
}
END_TEST

/* 3^200, by one factor after the other, and by fewer and longer ones. */
START_TEST(products_are_exact)
{
    static const uint32_t power[] = {0xaaf8b0a1, 0x5bfaff1e, 0xe4a7ae22, 0x83ecf6f6, 0x447606b6,
                                     0xfd73d97e, 0x76f3432f, 0xc21a937a, 0x3eb0469e, 0x1fd5863c};
    number n;
    int i;

    number_of(&n, 1);
    for (i = 0; i < 200; i++)
        nrr__natural_scale(&n.natural, 3);
    assert_words(&n.natural, power, COUNT(power));
    number_of(&n, 1);
    for (i = 0; i < 5; i++)
        nrr__natural_scale(&n.natural, UINT64_C(12157665459056928801)); /* 3^40 */
    assert_words(&n.natural, power, COUNT(power));
}
END_TEST

START_TEST(the_longest_carry_fits)
{
    /* (2^64 - 1)^4 */
    static const uint32_t fourth[] = {0x00000001, 0x00000000, 0xfffffffc, 0xffffffff,
                                      0x00000005, 0x00000000, 0xfffffffc, 0xffffffff};
    /* (2^96 - 1) * (2^64 - 1) + 2^160 - 1 */
    static const uint32_t sum[] = {0, 0, 0xffffffff, 0xfffffffe, 0xffffffff, 1};
    static const uint32_t ones[] = {UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX};
    number n, term;
    int i;

    number_of(&n, 1);
    for (i = 0; i < 4; i++)
        nrr__natural_scale(&n.natural, UINT64_MAX);
    assert_words(&n.natural, fourth, COUNT(fourth));
    number_begin(&n, ones, 5);
    number_begin(&term, ones, 3);
    nrr__natural_add_scaled(&n.natural, &term.natural, UINT64_MAX);
    assert_words(&n.natural, sum, COUNT(sum));
}
END_TEST

START_TEST(a_factor_of_zero_leaves_zero)
{
    number n, term;

    number_of(&n, UINT64_MAX);
    nrr__natural_scale(&n.natural, 0);
    assert_value(&n.natural, 0);
    nrr__natural_scale(&n.natural, UINT64_MAX);
    assert_value(&n.natural, 0);
    number_of(&term, UINT64_MAX);
    nrr__natural_add_scaled(&n.natural, &term.natural, 0);
    assert_value(&n.natural, 0);
    number_of(&term, 0);
    nrr__natural_add_scaled(&n.natural, &term.natural, UINT64_MAX);
    assert_value(&n.natural, 0);
}
END_TEST

START_TEST(sums_grow_and_carries_run_through)
{
    static const uint32_t ones[] = {UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX};
    static const uint32_t power[] = {0, 0, 0, 0, 1};
    number n, one;

    number_begin(&n, ones, 4);
    number_of(&one, 1);
    nrr__natural_add_scaled(&n.natural, &one.natural, 1);
    assert_words(&n.natural, power, 5);
    number_of(&n, 3); /* shorter than the term */
    number_begin(&one, ones, 4);
    nrr__natural_add_scaled(&n.natural, &one.natural, 1);
    ck_assert_uint_eq(n.natural.count, 5);
    ck_assert_uint_eq(n.words[0], 2);
    ck_assert_uint_eq(n.words[4], 1);
    number_of(&n, 7);
    number_of(&one, 5);
    nrr__natural_add_scaled(&n.natural, &one.natural, 1000);
    assert_value(&n.natural, 5007);
}
END_TEST

START_TEST(differences_shrink_and_borrows_run_through)
{
    static const uint32_t power[] = {0, 0, 0, 0, 1};
    static const uint32_t ones[] = {UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX};
    static const uint32_t a[] = {5, 5, 5}, b[] = {5, 6, 4}, c[] = {0, UINT32_MAX};
    number n, term;

    number_begin(&n, power, 5);
    number_of(&term, 1);
    nrr__natural_subtract(&n.natural, &term.natural);
    assert_words(&n.natural, ones, 4);
    number_begin(&term, ones, 4);
    nrr__natural_subtract(&n.natural, &term.natural);
    assert_value(&n.natural, 0);
    nrr__natural_subtract(&n.natural, &n.natural);
    assert_value(&n.natural, 0);
    number_begin(&n, a, 3);
    number_begin(&term, b, 3);
    nrr__natural_subtract(&n.natural, &term.natural);
    assert_words(&n.natural, c, 2);
    number_of(&term, 0);
    nrr__natural_subtract(&n.natural, &term.natural);
    assert_words(&n.natural, c, 2);
}
END_TEST

START_TEST(longer_is_more_and_then_the_highest_word_decides)
{
    static const uint32_t short_one[] = {UINT32_MAX, UINT32_MAX}, long_one[] = {0, 0, 1};
    static const uint32_t low[] = {9, 1, 7}, high[] = {0, 2, 7};
    number a, b;

    number_begin(&a, short_one, 2);
    number_begin(&b, long_one, 3);
    ck_assert_int_eq(compare(&a, &b), -1);
    ck_assert_int_eq(compare(&b, &a), 1);
    ck_assert_int_eq(compare(&a, &a), 0);
    number_begin(&a, low, 3);
    number_begin(&b, high, 3);
    ck_assert_int_eq(compare(&a, &b), -1);
    ck_assert_int_eq(compare(&b, &a), 1);
    number_begin(&b, low, 3);
    ck_assert_int_eq(compare(&a, &b), 0);
    number_of(&a, 0);
    number_begin(&b, NULL, 0);
    ck_assert_int_eq(compare(&a, &b), 0);
}
END_TEST

/* --- division ---------------------------------------------------------------------------------- */

START_TEST(small_divisions_are_those_of_the_machine)
{
    static const uint64_t values[] = {0,
                                      1,
                                      2,
                                      9,
                                      10,
                                      11,
                                      UINT32_MAX,
                                      UINT64_C(0x100000000),
                                      UINT64_C(0x8000000000000000),
                                      UINT64_MAX - 1,
                                      UINT64_MAX};
    size_t i, k;

    for (i = 0; i < COUNT(values); i++) {
        for (k = 1; k < COUNT(values); k++) {
            uint64_t quotient = 7;
            number n, divisor;

            number_of(&n, values[i]);
            number_of(&divisor, values[k]);
            ck_assert(nrr__natural_divide(&n.natural, &divisor.natural, &quotient));
            ck_assert_uint_eq(quotient, values[i] / values[k]);
            assert_value(&n.natural, values[i] % values[k]);
        }
    }
}
END_TEST

/* Words that carries and guesses of digits like least, and some of no kind. */
static const uint32_t divisors[][6] = {
    {1, 0, 0, 0, 0, 0},
    {3, 0, 0, 0, 0, 0},
    {UINT32_MAX, 0, 0, 0, 0, 0},
    {0, 1, 0, 0, 0, 0},
    {1, 0x80000000, 0, 0, 0, 0},
    {UINT32_MAX, UINT32_MAX, 0, 0, 0, 0},
    {0, 0, 0x80000000, 0, 0, 0},
    {1, 0, 0x80000000, 0, 0, 0},
    {UINT32_MAX, 0, 0x80000000, 0, 0, 0},
    {UINT32_MAX, 0x7fffffff, 0x80000000, 0, 0, 0},
    {0, UINT32_MAX, 0x7fffffff, 0, 0, 0},
    {UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX},
    {1, 0, 0, 0, 0, 1},
    {0x12345678, 0x9abcdef0, 0x0fedcba9, 0x87654321, 0xdeadbeef, 0x00c0ffee},
};

static const uint64_t quotients[] = {0,
                                     1,
                                     2,
                                     3,
                                     UINT32_MAX,
                                     UINT64_C(0x100000000),
                                     UINT64_C(0x7fffffffffffffff),
                                     UINT64_C(0x8000000000000000),
                                     UINT64_C(0x8000000000000001),
                                     UINT64_C(0xfffffffeffffffff),
                                     UINT64_C(0x123456789abcdef0),
                                     UINT64_MAX};

static void divisor_of(number *divisor, const uint32_t words[6])
{
    size_t count = 6;

    while (words[count - 1] == 0)
        count--;
    number_begin(divisor, words, count);
}

/* n = divisor * quotient + rest must come apart into just these. */
static void assert_division(const number *divisor, uint64_t quotient, const number *rest)
{
    uint64_t found = 7;
    number n;

    number_begin(&n, rest->words, rest->natural.count);
    nrr__natural_add_scaled(&n.natural, &divisor->natural, quotient);
    ck_assert(nrr__natural_divide(&n.natural, &divisor->natural, &found));
    ck_assert_uint_eq(found, quotient);
    ck_assert_int_eq(compare(&n, rest), 0);
}

START_TEST(what_was_multiplied_and_added_comes_apart_again)
{
    number divisor, rest, one;
    size_t i;

    divisor_of(&divisor, divisors[_i]);
    number_of(&one, 1);
    for (i = 0; i < COUNT(quotients); i++) {
        number_of(&rest, 0);
        assert_division(&divisor, quotients[i], &rest);
        divisor_of(&rest, divisors[_i]); /* the largest rest: one less than the divisor */
        nrr__natural_subtract(&rest.natural, &one.natural);
        assert_division(&divisor, quotients[i], &rest);
    }
}
END_TEST

START_TEST(a_quotient_of_65_bits_does_not_fit_and_nothing_changes)
{
    uint64_t quotient = 7;
    number n, copy, divisor;

    divisor_of(&divisor, divisors[_i]);
    number_begin(&n, NULL, 0);
    nrr__natural_add_scaled(&n.natural, &divisor.natural, UINT64_MAX);
    nrr__natural_add_scaled(&n.natural, &divisor.natural, 1); /* divisor * 2^64 */
    number_begin(&copy, n.words, n.natural.count);
    ck_assert(!nrr__natural_divide(&n.natural, &divisor.natural, &quotient));
    ck_assert_int_eq(compare(&n, &copy), 0);
    ck_assert_uint_eq(quotient, 7);
    nrr__natural_scale(&n.natural, UINT64_MAX); /* and more words than the divisor has */
    number_begin(&copy, n.words, n.natural.count);
    ck_assert(!nrr__natural_divide(&n.natural, &divisor.natural, &quotient));
    ck_assert_int_eq(compare(&n, &copy), 0);
    ck_assert_uint_eq(quotient, 7);
}
END_TEST

START_TEST(a_division_needs_three_words_beyond_the_divisor_and_no_more)
{
    uint32_t words[4 + 1] = {5, 0, 0, 0, 0xA5A5A5A5};
    nrr__natural n = nrr__natural_in(words, 4);
    uint64_t quotient = 7;
    number divisor;

    n.count = 1;
    number_of(&divisor, 3);
    ck_assert(nrr__natural_divide(&n, &divisor.natural, &quotient));
    ck_assert_uint_eq(quotient, 1);
    assert_value(&n, 2);
    ck_assert_uint_eq(words[4], 0xA5A5A5A5);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("natural");
    TCase *sums = tcase_create("sums");
    TCase *division = tcase_create("division");

    tcase_add_test(sums, a_new_natural_is_zero);
    tcase_add_test(sums, a_wide_value_has_as_many_words_as_it_needs);
    tcase_add_test(sums, products_are_exact);
    tcase_add_test(sums, the_longest_carry_fits);
    tcase_add_test(sums, a_factor_of_zero_leaves_zero);
    tcase_add_test(sums, sums_grow_and_carries_run_through);
    tcase_add_test(sums, differences_shrink_and_borrows_run_through);
    tcase_add_test(sums, longer_is_more_and_then_the_highest_word_decides);
    tcase_add_test(division, small_divisions_are_those_of_the_machine);
    tcase_add_loop_test(division, what_was_multiplied_and_added_comes_apart_again, 0,
                        COUNT(divisors));
    tcase_add_loop_test(division, a_quotient_of_65_bits_does_not_fit_and_nothing_changes, 0,
                        COUNT(divisors));
    tcase_add_test(division, a_division_needs_three_words_beyond_the_divisor_and_no_more);
    suite_add_tcase(suite, sums);
    suite_add_tcase(suite, division);
    return nrr_test_main(suite);
}
