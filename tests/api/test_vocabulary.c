/* SPDX-License-Identifier: MIT */
/* Names and codes, both ways. */
#include <nrr/nrr.h>

#include <string.h>

#include "support/run.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define UNTOUCHED    (-7777)

/* The names in the order of METRICS.md, and the prefix of their constants. */
static const struct {
    nrr_vocabulary vocabulary;
    const char *prefix;
    const char *names[48];
} lists[] = {
    {NRR_VOCABULARY_KIND,
     "NRR_KIND_",
     {"opening", "new", "expansion", "contraction", "churn", "reactivation", "level", "change_up",
      "change_down", "renewal", "void"}},
    {NRR_VOCABULARY_REASON,
     "NRR_REASON_",
     {"unspecified", "upsell", "cross_sell", "seats", "usage", "price", "escalator", "discount",
      "plan_change", "downgrade", "product_drop", "pause", "resume", "voluntary", "payment_failure",
      "non_renewal", "win_back", "migration"}},
    {NRR_VOCABULARY_MEASURE, "NRR_MEASURE_", {"opening",          "closing",
                                              "carried_in",       "new",
                                              "reactivation",     "expansion",
                                              "contraction",      "churn",
                                              "cohort_expansion", "cohort_contraction",
                                              "cohort_churn",     "cohort_reactivation",
                                              "cohort_closing",   "net_carried_in",
                                              "net_new",          "net_reactivation",
                                              "net_expansion",    "net_contraction",
                                              "net_churn",        "retained",
                                              "retained_path",    "retained_capped",
                                              "retained_lines",   "renewal_due",
                                              "renewal_retained", "renewal_uplift",
                                              "units_opening",    "units_closing",
                                              "units_new",        "units_reactivated",
                                              "units_carried_in", "units_expanded",
                                              "units_contracted", "units_churned",
                                              "units_unchanged",  "units_transient",
                                              "units_returned",   "renewals_due",
                                              "renewals_kept",    "reason_gain",
                                              "reason_loss"}},
    {NRR_VOCABULARY_RATE,
     "NRR_RATE_",
     {"nrr",
      "nrr_movements",
      "nrr_movements_reactivation",
      "nrr_cohort_no_return",
      "nrr_ex_price",
      "grr",
      "grr_path",
      "grr_capped",
      "grr_losses",
      "grr_aggregate",
      "grr_lines",
      "revenue_churn",
      "net_revenue_churn",
      "expansion_rate",
      "contraction_rate",
      "churn_rate",
      "logo_retention",
      "logo_churn",
      "logo_churn_with_new",
      "renewal_rate",
      "renewal_rate_count",
      "quick_ratio",
      "growth",
      "arpa"}},
    {NRR_VOCABULARY_UNIT, "NRR_UNIT_", {"customer", "line", "parent"}},
    {NRR_VOCABULARY_TIME_UNIT,
     "NRR_TIME_",
     {"days", "seconds", "milliseconds", "microseconds", "nanoseconds"}},
    {NRR_VOCABULARY_STEP, "NRR_STEP_", {"day", "week", "month", "quarter", "year"}},
    {NRR_VOCABULARY_ROUNDING,
     "NRR_ROUND_",
     {"half_even", "half_up", "half_down", "up", "down", "ceiling", "floor"}},
    {NRR_VOCABULARY_AVERAGE, "NRR_AVERAGE_", {"chain", "mean", "weighted"}},
    {NRR_VOCABULARY_RATIO, "NRR_RATIO_", {"ok", "undefined", "unbounded"}},
    {NRR_VOCABULARY_FIELD,
     "NRR_FIELD_",
     {"time", "amount", "known", "sequence", "customer", "line", "id", "kind", "reason", "flags",
      "reserved", "key", "parent", "rule", "excess", "level", "change", "dimension", "value",
      "cohort", "age", "units", "revenue", "retained",
      "opening", "closing", "before", "after", "class",
      "cause",
      "gain", "loss",
      "figure", "numerator", "denominator", "status", "group_kind", "second_value"}},
    {NRR_VOCABULARY_KEY, "NRR_KEY_", {"customer", "line", "fact", "dimension", "value"}},
    {NRR_VOCABULARY_ROW_FLAG, "NRR_ROW_", {"partial", "incomplete", "empty"}},
    {NRR_VOCABULARY_RULE,
     "NRR_RULE_",
     {"negative_level", "kind_mismatch", "ambiguous_order", "duplicate", "conflict"}},
    {NRR_VOCABULARY_CLASS,
     "NRR_CLASS_",
     {"opening", "new", "reactivation", "expansion", "contraction", "churn"}},
    {NRR_VOCABULARY_CAUSE,
     "NRR_CAUSE_",
     {"return", "return_as_new", "outside_return", "outside_expansion",
      "outside_contraction", "outside_churn", "price", "escalator",
      "interruption", "dip", "loss_of_gains", "loss_beyond_base",
      "netting", "between_lines"}},
    {NRR_VOCABULARY_FIGURE,
     "NRR_FIGURE_",
     {"opening_share", "loss_share", "gain_share", "nrr_without", "grr_without", "median"}},
};

/* The code that a vocabulary has for a name, or UNTOUCHED. */
static int32_t code_of(nrr_vocabulary vocabulary, const char *name)
{
    int32_t code = UNTOUCHED;
    nrr_status status = nrr_vocabulary_code(vocabulary, name, strlen(name), &code);

    ck_assert_int_eq(status, code == UNTOUCHED ? NRR_E_CODE : NRR_OK);
    return code;
}

static size_t count_of(nrr_vocabulary vocabulary)
{
    size_t count = 0;

    ck_assert_int_eq(nrr_vocabulary_count(vocabulary, &count), NRR_OK);
    return count;
}

/* The value of the constant PREFIX + the name in upper case. */
static int64_t constant_of(const char *prefix, const char *name)
{
    char constant[64];
    int64_t value = UNTOUCHED;
    size_t length = strlen(prefix), i;

    memcpy(constant, prefix, length);
    for (i = 0; name[i] != '\0'; i++)
        constant[length++] = (char)(name[i] == '_' ? '_' : name[i] - 'a' + 'A');
    ck_assert_int_eq(nrr_constant(constant, length, &value), NRR_OK);
    return value;
}

START_TEST(names_and_codes_are_those_of_the_definitions_in_their_order)
{
    nrr_vocabulary vocabulary = lists[_i].vocabulary;
    const char *name;
    int32_t code;
    size_t i;

    for (i = 0; lists[_i].names[i] != NULL; i++) {
        ck_assert_int_eq(nrr_vocabulary_at(vocabulary, i, &code), NRR_OK);
        ck_assert_int_eq(nrr_vocabulary_name(vocabulary, code, &name), NRR_OK);
        ck_assert_str_eq(name, lists[_i].names[i]);
        ck_assert_int_eq(code_of(vocabulary, name), code);
        ck_assert_int_eq(constant_of(lists[_i].prefix, name), code);
    }
    ck_assert_uint_eq(count_of(vocabulary), i);
}
END_TEST

START_TEST(statuses_are_named_after_their_constants)
{
    size_t count = count_of(NRR_VOCABULARY_STATUS), i, named = 0;
    const char *name;
    int64_t value;
    int32_t code;

    for (i = 0; i < count; i++) {
        ck_assert_int_eq(nrr_vocabulary_at(NRR_VOCABULARY_STATUS, i, &code), NRR_OK);
        ck_assert_int_eq(nrr_vocabulary_name(NRR_VOCABULARY_STATUS, code, &name), NRR_OK);
        ck_assert_int_eq(constant_of("NRR_", name), code);
        ck_assert_int_eq(code_of(NRR_VOCABULARY_STATUS, name), code);
    }
    for (i = 0; nrr_constant_at(i, &name, &value) == NRR_OK; i++)
        named += strncmp(name, "NRR_E_", 6) == 0 || strcmp(name, "NRR_OK") == 0;
    ck_assert_uint_eq(count, named);
    ck_assert_int_eq(code_of(NRR_VOCABULARY_STATUS, "ok"), NRR_OK);
    ck_assert_int_eq(code_of(NRR_VOCABULARY_STATUS, "e_memory"), NRR_E_MEMORY);
}
END_TEST

START_TEST(every_coded_constant_has_a_name)
{
    static const char *const nameless[] = {"NRR_REASON_HOST",     "NRR_REASON_HOST_LAST",
                                           "NRR_REASON_HOST_SUM", "NRR_KEY_LENGTH_MAX",
                                           "NRR_KEY_INTEGER",     "NRR_KEY_BYTES"};
    size_t length = strlen(lists[_i].prefix), found = 0, i, k;
    const char *name;
    int64_t value;

    for (i = 0; nrr_constant_at(i, &name, &value) == NRR_OK; i++) {
        int counts = strncmp(name, lists[_i].prefix, length) == 0;

        for (k = 0; k < COUNT(nameless); k++)
            counts = counts && strcmp(name, nameless[k]) != 0;
        found += counts != 0;
    }
    ck_assert_uint_eq(found, count_of(lists[_i].vocabulary));
}
END_TEST

START_TEST(no_vocabulary_is_missing)
{
    size_t count = COUNT(lists) + 1, size; /* and the statuses */

    ck_assert_uint_eq(count, NRR_VOCABULARY_FIGURE);
    ck_assert_int_eq(nrr_vocabulary_count((nrr_vocabulary)count + 1, &size), NRR_E_CODE);
}
END_TEST

START_TEST(a_name_need_not_end_in_a_nul_byte_and_must_match_whole)
{
    int32_t code = UNTOUCHED;

    ck_assert_int_eq(nrr_vocabulary_code(NRR_VOCABULARY_RATE, "grr_paths", 8, &code), NRR_OK);
    ck_assert_int_eq(code, NRR_RATE_GRR_PATH);
    ck_assert_int_eq(nrr_vocabulary_code(NRR_VOCABULARY_RATE, "grr_path", 3, &code), NRR_OK);
    ck_assert_int_eq(code, NRR_RATE_GRR);
    ck_assert_int_eq(code_of(NRR_VOCABULARY_RATE, "grr_paths"), UNTOUCHED);
    ck_assert_int_eq(code_of(NRR_VOCABULARY_RATE, "grr_pat"), UNTOUCHED);
    ck_assert_int_eq(code_of(NRR_VOCABULARY_RATE, "GRR"), UNTOUCHED);
    ck_assert_int_eq(code_of(NRR_VOCABULARY_RATE, ""), UNTOUCHED);
    ck_assert_int_eq(code_of(NRR_VOCABULARY_RATE, "opening"), UNTOUCHED); /* a measure */
}
END_TEST

START_TEST(codes_and_places_out_of_range_are_refused)
{
    static const int32_t codes[] = {INT32_MIN,           -1000,    48, NRR_REASON_HOST,
                                    NRR_REASON_HOST_SUM, INT32_MAX};
    nrr_vocabulary vocabulary = _i;
    const char *name = NULL;
    int32_t code = UNTOUCHED;
    size_t i;

    for (i = 0; i < COUNT(codes); i++)
        ck_assert_int_eq(nrr_vocabulary_name(vocabulary, codes[i], &name), NRR_E_CODE);
    ck_assert_int_eq(nrr_vocabulary_at(vocabulary, count_of(vocabulary), &code), NRR_E_CODE);
    ck_assert_int_eq(nrr_vocabulary_at(vocabulary, SIZE_MAX, &code), NRR_E_CODE);
    ck_assert_ptr_null(name);
    ck_assert_int_eq(code, UNTOUCHED);
}
END_TEST

START_TEST(an_unknown_vocabulary_is_refused)
{
    static const nrr_vocabulary unknown[] = {0, -1, NRR_VOCABULARY_FIGURE + 1, INT32_MIN,
                                             INT32_MAX};
    const char *name = NULL;
    int32_t code = UNTOUCHED;
    size_t count = 7;

    ck_assert_int_eq(nrr_vocabulary_count(unknown[_i], &count), NRR_E_CODE);
    ck_assert_int_eq(nrr_vocabulary_at(unknown[_i], 0, &code), NRR_E_CODE);
    ck_assert_int_eq(nrr_vocabulary_name(unknown[_i], 1, &name), NRR_E_CODE);
    ck_assert_int_eq(nrr_vocabulary_code(unknown[_i], "new", 3, &code), NRR_E_CODE);
    ck_assert_uint_eq(count, 7);
    ck_assert_int_eq(code, UNTOUCHED);
    ck_assert_ptr_null(name);
}
END_TEST

START_TEST(null_pointers_are_refused)
{
    int32_t code = UNTOUCHED;

    ck_assert_int_eq(nrr_vocabulary_count(NRR_VOCABULARY_KIND, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_vocabulary_at(NRR_VOCABULARY_KIND, 0, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_vocabulary_name(NRR_VOCABULARY_KIND, 1, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_vocabulary_code(NRR_VOCABULARY_KIND, NULL, 0, &code), NRR_E_NULL);
    ck_assert_int_eq(nrr_vocabulary_code(NRR_VOCABULARY_KIND, "new", 3, NULL), NRR_E_NULL);
    ck_assert_int_eq(code, UNTOUCHED);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("vocabulary");
    TCase *names = tcase_create("names");
    TCase *misuse = tcase_create("misuse");

    tcase_add_loop_test(names, names_and_codes_are_those_of_the_definitions_in_their_order, 0,
                        COUNT(lists));
    tcase_add_test(names, statuses_are_named_after_their_constants);
    tcase_add_loop_test(names, every_coded_constant_has_a_name, 0, COUNT(lists));
    tcase_add_test(names, no_vocabulary_is_missing);
    tcase_add_test(names, a_name_need_not_end_in_a_nul_byte_and_must_match_whole);
    tcase_add_loop_test(misuse, codes_and_places_out_of_range_are_refused, NRR_VOCABULARY_STATUS,
                        NRR_VOCABULARY_FIGURE + 1);
    tcase_add_loop_test(misuse, an_unknown_vocabulary_is_refused, 0, 5);
    tcase_add_test(misuse, null_pointers_are_refused);
    suite_add_tcase(suite, names);
    suite_add_tcase(suite, misuse);
    return nrr_test_main(suite);
}
