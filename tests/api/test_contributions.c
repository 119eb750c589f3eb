/* SPDX-License-Identifier: MIT */
/* Contributions of reasons to NRR, and parts that are rounded so that they add up. */
#include "tables.h"

#include <string.h>

static nrr_status contributions_of(size_t row)
{
    forget_table();
    return nrr_report_contributions(the.report, row, &table);
}

START_TEST(reasons_add_up_to_nrr_less_one)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 100),
        FACT(A, MAIN, 11, EXPANSION, 12, WHY(PRICE)),
        FACT(B, MAIN, 0, NEW, 200),
        FACT(B, MAIN, 12, CONTRACTION, 50, WHY(DOWNGRADE)),
        FACT(B, MAIN, 13, EXPANSION, 7, HOST(1)),
        FACT(A, MAIN, 14, EXPANSION, 5, HOST(2)),
        FACT(C, MAIN, 12, NEW, 999, WHY(UPSELL)), /* not of the cohort */
    };

    PUT(facts);
    ask(0, 10);
    ask(10, 20);
    ck_assert_int_eq(nrr_query_add_reason(the.query, NRR_REASON_HOST + 2), NRR_OK);
    compute();
    ck_assert_int_eq(contributions_of(1), NRR_OK);
    COLUMN(REASON, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
           NRR_REASON_HOST + 2, NRR_REASON_HOST_SUM);
    COLUMN(GAIN, 0, 0, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 7);
    COLUMN(LOSS, 0, 0, 0, 0, 0, 0, 0, 0, 0, 50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    COLUMN(AMOUNT, 0, 0, 0, 0, 0, 12, 0, 0, 0, -50, 0, 0, 0, 0, 0, 0, 0, 0, 5, 7);
    COLUMN(OPENING, 300, 300, 300, 300, 300, 300, 300, 300, 300, 300, 300, 300, 300, 300, 300, 300,
           300, 300, 300, 300);
    ck_assert_uint_eq(table_total(), 20);
}
END_TEST

START_TEST(what_was_not_asked_for_has_no_contributions)
{
    static const nrr_measure all[] = {NRR_MEASURE_OPENING, NRR_MEASURE_REASON_GAIN,
                                      NRR_MEASURE_REASON_LOSS};
    size_t i;

    ask(0, 10);
    for (i = 0; i < COUNT(all); i++) {
        ck_assert_int_eq(nrr_query_add_measure(the.query, all[i]), NRR_OK);
        compute();
        ck_assert_int_eq(contributions_of(0), i + 1 < COUNT(all) ? NRR_E_NOT_ASKED : NRR_OK);
    }
    forget_table();
    ck_assert_int_eq(contributions_of(1), NRR_E_ROW);
    ck_assert_int_eq(nrr_report_contributions(NULL, 0, &table), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_contributions(the.report, 0, NULL), NRR_E_NULL);
    ck_assert_ptr_null(table);
}
END_TEST

static nrr_decimal decimals[8];

static nrr_status round_parts(const int64_t *parts, size_t count, int64_t denominator,
                              int32_t digits, nrr_rounding rounding)
{
    nrr_precision precision = {digits, rounding};

    memset(decimals, 0x5A, sizeof decimals);
    return nrr_ratio_round_parts(parts, count, denominator, &precision, decimals);
}

#define PARTS(...) ((const int64_t[]){__VA_ARGS__})
#define ROUNDED(...)                                                                               \
    do {                                                                                           \
        static const int64_t wanted_[] = {__VA_ARGS__};                                            \
        size_t i_;                                                                                 \
        for (i_ = 0; i_ < COUNT(wanted_); i_++) {                                                  \
            ck_assert_int_eq(decimals[i_].scaled, wanted_[i_]);                                    \
            ck_assert_int_eq(decimals[i_].status, NRR_RATIO_OK);                                   \
        }                                                                                          \
    } while (0)

START_TEST(thirds_add_up_to_one)
{
    ck_assert_int_eq(round_parts(PARTS(1, 1, 1), 3, 3, 2, NRR_ROUND_HALF_EVEN), NRR_OK);
    ROUNDED(34, 33, 33); /* of equal ones the first */
    ck_assert_int_eq(decimals[0].digits, 2);
    ck_assert_int_eq(round_parts(PARTS(-1, -1, -1), 3, 3, 2, NRR_ROUND_HALF_EVEN), NRR_OK);
    ROUNDED(-33, -33, -34);
}
END_TEST

START_TEST(what_is_missing_goes_to_those_that_lost_the_most)
{
    /* 1.4, 2.7, -0.6 and 3.5 of a whole of 7.0: the floors have 1 + 2 - 1 + 3 = 5. */
    ck_assert_int_eq(round_parts(PARTS(14, 27, -6, 35), 4, 10, 0, NRR_ROUND_HALF_EVEN), NRR_OK);
    ROUNDED(1, 3, -1, 4);
}
END_TEST

START_TEST(exact_parts_stay_as_they_are)
{
    ck_assert_int_eq(round_parts(PARTS(0, 1, 5, 0, 1, 1), 6, 3, 0, NRR_ROUND_UP), NRR_OK);
    ROUNDED(0, 1, 2, 0, 0, 0); /* 8 / 3 goes up to 3 */
}
END_TEST

START_TEST(the_whole_is_rounded_in_its_mode)
{
    ck_assert_int_eq(round_parts(PARTS(1, 1, 1), 3, 2, 0, NRR_ROUND_DOWN), NRR_OK);
    ROUNDED(1, 0, 0);
    ck_assert_int_eq(round_parts(PARTS(1, 1, 1), 3, 2, 0, NRR_ROUND_CEILING), NRR_OK);
    ROUNDED(1, 1, 0);
    ck_assert_int_eq(round_parts(PARTS(-1, 0), 2, 4, 0, NRR_ROUND_HALF_EVEN), NRR_OK);
    ROUNDED(0, 0);
    ck_assert_int_eq(round_parts(PARTS(-1, 0), 2, 4, 0, NRR_ROUND_FLOOR), NRR_OK);
    ROUNDED(-1, 0);
}
END_TEST

START_TEST(parts_of_nothing_have_no_number)
{
    ck_assert_int_eq(round_parts(PARTS(5, 0, -5), 3, 0, 2, NRR_ROUND_HALF_EVEN), NRR_OK);
    ck_assert_int_eq(decimals[0].scaled, 1);
    ck_assert_int_eq(decimals[0].status, NRR_RATIO_UNBOUNDED);
    ck_assert_int_eq(decimals[1].scaled, 0);
    ck_assert_int_eq(decimals[1].status, NRR_RATIO_UNDEFINED);
    ck_assert_int_eq(decimals[2].scaled, -1);
}
END_TEST

START_TEST(what_does_not_fit_is_an_overflow)
{
    ck_assert_int_eq(round_parts(PARTS(INT64_MAX), 1, 1, 0, NRR_ROUND_HALF_EVEN), NRR_OK);
    ROUNDED(INT64_MAX);
    ck_assert_int_eq(round_parts(PARTS(INT64_MIN), 1, 1, 0, NRR_ROUND_HALF_EVEN), NRR_OK);
    ROUNDED(INT64_MIN);
    ck_assert_int_eq(round_parts(PARTS(INT64_MAX), 1, 1, 1, NRR_ROUND_HALF_EVEN), NRR_E_OVERFLOW);
    ck_assert_int_eq(round_parts(PARTS(INT64_MIN), 1, 1, 18, NRR_ROUND_HALF_EVEN), NRR_E_OVERFLOW);
    ck_assert_int_eq(round_parts(PARTS(INT64_MAX, 1), 2, 1, 0, NRR_ROUND_HALF_EVEN),
                     NRR_E_OVERFLOW);
    /* 2^63 - 1 and a bit: what it would be rounded up to does not fit. */
    ck_assert_int_eq(round_parts(PARTS(INT64_MAX - 9), 1, 999999999999999999, 18,
                                 NRR_ROUND_HALF_EVEN),
                     NRR_E_OVERFLOW);
    /* Each part fits, and the whole of 2^63 - 0.5 does if it is not rounded up. */
    ck_assert_int_eq(round_parts(PARTS(INT64_MAX, INT64_MAX, 1), 3, 2, 0, NRR_ROUND_HALF_EVEN),
                     NRR_E_OVERFLOW);
    ck_assert_int_eq(round_parts(PARTS(INT64_MAX, INT64_MAX, 1), 3, 2, 0, NRR_ROUND_DOWN), NRR_OK);
    ck_assert_int_eq(round_parts(PARTS(INT64_MAX, INT64_MIN, 1), 3, INT64_MAX, 18,
                                 NRR_ROUND_HALF_EVEN),
                     NRR_OK);
}
END_TEST

START_TEST(wrong_arguments_are_refused)
{
    static const nrr_precision precision = {2, NRR_ROUND_HALF_EVEN};

    ck_assert_int_eq(round_parts(PARTS(1), 1, 1, 19, NRR_ROUND_HALF_EVEN), NRR_E_DIGITS);
    ck_assert_int_eq(round_parts(PARTS(1), 1, 1, 2, 0), NRR_E_ROUNDING);
    ck_assert_int_eq(round_parts(PARTS(1), 1, -1, 2, NRR_ROUND_HALF_EVEN), NRR_E_RATIO);
    ck_assert_int_eq(nrr_ratio_round_parts(NULL, 1, 1, &precision, decimals), NRR_E_NULL);
    ck_assert_int_eq(nrr_ratio_round_parts(PARTS(1), 1, 1, NULL, decimals), NRR_E_NULL);
    ck_assert_int_eq(nrr_ratio_round_parts(PARTS(1), 1, 1, &precision, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_ratio_round_parts(NULL, 0, 1, &precision, NULL), NRR_OK);
    ck_assert_int_eq(nrr_ratio_round_parts(NULL, 0, 0, &precision, NULL), NRR_OK);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("contributions");
    TCase *cases = table_cases("contributions"), *parts = tcase_create("parts");

    tcase_add_test(cases, reasons_add_up_to_nrr_less_one);
    tcase_add_test(cases, what_was_not_asked_for_has_no_contributions);
    tcase_add_test(parts, thirds_add_up_to_one);
    tcase_add_test(parts, what_is_missing_goes_to_those_that_lost_the_most);
    tcase_add_test(parts, exact_parts_stay_as_they_are);
    tcase_add_test(parts, the_whole_is_rounded_in_its_mode);
    tcase_add_test(parts, parts_of_nothing_have_no_number);
    tcase_add_test(parts, what_does_not_fit_is_an_overflow);
    tcase_add_test(parts, wrong_arguments_are_refused);
    suite_add_tcase(suite, cases);
    suite_add_tcase(suite, parts);
    return nrr_test_main(suite);
}
