/* SPDX-License-Identifier: MIT */
/* Days and dates in every year that there is. */
#include "lib/civil.h"

#include "support/run.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static nrr__date date_of(int64_t year, int32_t month, int32_t day)
{
    nrr__date date = {0, 0, 0};

    date.year = year;
    date.month = month;
    date.day = day;
    return date;
}

static int64_t day_of(int64_t year, int32_t month, int32_t day)
{
    nrr__date date = date_of(year, month, day);
    int64_t number = 7;

    ck_assert(nrr__wide_to_int64(nrr__day_of_date(&date), &number));
    return number;
}

START_TEST(floor_division_rounds_down_and_leaves_what_is_not_negative)
{
    static const struct {
        int64_t a, b, quotient, rest;
    } divisions[] = {
        {7, 3, 2, 1},
        {6, 3, 2, 0},
        {0, 3, 0, 0},
        {-1, 3, -1, 2},
        {-3, 3, -1, 0},
        {-4, 3, -2, 2},
        {5, 1, 5, 0},
        {-5, 1, -5, 0},
        {INT64_MIN, 1, INT64_MIN, 0},
        {INT64_MAX, INT64_MAX, 1, 0},
        {INT64_MIN, INT64_MAX, -2, INT64_MAX - 1},
        {INT64_MIN, 7, INT64_C(-1317624576693539402), 6},
    };
    size_t i;

    for (i = 0; i < COUNT(divisions); i++) {
        ck_assert_int_eq(nrr__floor_divide(divisions[i].a, divisions[i].b), divisions[i].quotient);
        ck_assert_int_eq(nrr__floor_rest(divisions[i].a, divisions[i].b), divisions[i].rest);
    }
}
END_TEST

static const struct {
    int64_t day;
    nrr__date date;
} known[] = {
    {0, {1970, 1, 1}},
    {-1, {1969, 12, 31}},
    {-719468, {0, 3, 1}}, /* the shift to March */
    {-719469, {0, 2, 29}},
    {-719468 + 146097, {400, 3, 1}},
    {-719469 + 146097, {400, 2, 29}},
    {-719468 - 146097, {-400, 3, 1}},
    {-719469 + 36524, {100, 2, 28}},
    {-719468 + 36524, {100, 3, 1}},
    {11016, {2000, 2, 29}},
    {-2440588, {-4713, 11, 24}},
    {INT64_MAX, {INT64_C(25252734927768524), 7, 27}},
    {INT64_MIN, {INT64_C(-25252734927764585), 6, 7}},
};

START_TEST(known_days_have_their_dates_and_dates_their_days)
{
    nrr__date date = nrr__date_of_day(known[_i].day);

    ck_assert_int_eq(date.year, known[_i].date.year);
    ck_assert_int_eq(date.month, known[_i].date.month);
    ck_assert_int_eq(date.day, known[_i].date.day);
    ck_assert(nrr__date_is_valid(&date));
    ck_assert_int_eq(day_of(date.year, date.month, date.day), known[_i].day);
}
END_TEST

/* Every day of an era and of 1000 days on both sides, here and near both ends of int64_t. */
START_TEST(days_and_dates_turn_into_each_other_for_a_whole_era)
{
    static const int64_t eras[] = {0, -1, 63129180000000, -63129180000000};
    int64_t begin = eras[_i] * 146097 - 719468 - 1000, day, back = 0;

    for (day = begin; day < begin + 146097 + 2000; day++) {
        nrr__date date = nrr__date_of_day(day);

        if (!nrr__date_is_valid(&date) || !nrr__wide_to_int64(nrr__day_of_date(&date), &back) ||
            back != day)
            ck_abort_msg("day %ld", (long)day);
    }
}
END_TEST

START_TEST(dates_of_any_year_have_days_and_they_are_in_order)
{
    static const nrr__date dates[] = {
        {INT64_MIN, 1, 1},
        {INT64_MIN, 2, 29},
        {INT64_MIN, 3, 1},
        {INT64_MIN, 12, 31},
        {INT64_MIN + 1, 1, 1},
        {-1, 12, 31},
        {0, 1, 1},
        {0, 12, 31},
        {1, 1, 1},
        {INT64_MAX - 1, 12, 31},
        {INT64_MAX, 1, 1},
        {INT64_MAX, 2, 28},
        {INT64_MAX, 3, 1},
        {INT64_MAX, 12, 31},
    };
    size_t i;

    for (i = 0; i < COUNT(dates); i++) {
        ck_assert(nrr__date_is_valid(&dates[i]));
        if (i > 0)
            ck_assert_int_eq(
                nrr__wide_compare(nrr__day_of_date(&dates[i - 1]), nrr__day_of_date(&dates[i])),
                -1);
    }
}
END_TEST

/* 2^63 years are 2^63 / 400 eras, which is no whole number: so from the rest of it. INT64_MIN is
 * 192 years after an era begins, and INT64_MAX 207 (2^63 = 208 modulo 400). */
START_TEST(the_days_of_the_furthest_years_are_exact)
{
    nrr__date first = date_of(INT64_MIN, 3, 1), last = date_of(INT64_MAX, 3, 1);
    nrr__wide era_first = nrr__wide_multiply(INT64_MIN / 400 - 1, 146097);
    nrr__wide era_last = nrr__wide_multiply(INT64_MAX / 400, 146097);
    /* Days from 0000-03-01 to 0192-03-01 and to 0207-03-01. */
    nrr__wide into_first = nrr__wide_of(day_of(192, 3, 1)),
              into_last = nrr__wide_of(day_of(207, 3, 1));

    ck_assert_int_eq(
        nrr__wide_compare(nrr__day_of_date(&first), nrr__wide_add(era_first, into_first)), 0);
    ck_assert_int_eq(nrr__wide_compare(nrr__day_of_date(&last), nrr__wide_add(era_last, into_last)),
                     0);
}
END_TEST

START_TEST(what_is_no_date_is_known)
{
    static const nrr__date dates[] = {
        {2023, 2, 29}, {1900, 2, 29}, {2024, 2, 30}, {2024, 4, 31},      {2024, 0, 1},
        {2024, 13, 1}, {2024, 1, 0},  {2024, 1, 32}, {INT64_MAX, 2, 29}, {INT64_MIN + 1, 2, 29}};
    size_t i;

    for (i = 0; i < COUNT(dates); i++)
        ck_assert(!nrr__date_is_valid(&dates[i]));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("civil");
    TCase *cases = tcase_create("civil");

    tcase_add_test(cases, floor_division_rounds_down_and_leaves_what_is_not_negative);
    tcase_add_loop_test(cases, known_days_have_their_dates_and_dates_their_days, 0, COUNT(known));
    tcase_add_loop_test(cases, days_and_dates_turn_into_each_other_for_a_whole_era, 0, 4);
    tcase_add_test(cases, dates_of_any_year_have_days_and_they_are_in_order);
    tcase_add_test(cases, the_days_of_the_furthest_years_are_exact);
    tcase_add_test(cases, what_is_no_date_is_known);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
