/* SPDX-License-Identifier: MIT */
/* The version, and constants by name. That no constant of the headers is missing, and that all have
 * the values of the headers, is compared by tests/checks/pinned.sh. */
#include <nrr/nrr.h>

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "support/run.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define UNTOUCHED    INT64_C(-7777)

static const struct {
    const char *name;
    int64_t value;
} known[] = {
    {"NRR_OK", 0},
    {"NRR_E_INTERVAL", -81},
    {"NRR_VERSION_MAJOR", NRR_VERSION_MAJOR},
    {"NRR_KIND_OPENING", 1},
    {"NRR_REASON_HOST_LAST", 65535},
    {"NRR_REASON_HOST_SUM", 65536},
    {"NRR_MEASURE_REASON_LOSS", 41},
    {"NRR_ROW_EMPTY", 4},
    {"NRR_VOCABULARY_STATUS", 1},
    {"sizeof(nrr_fact)", 64},
    {"offsetof(nrr_fact, time)", 0},
    {"offsetof(nrr_fact, amount)", 8},
    {"offsetof(nrr_fact, reserved2)", 60},
    {"sizeof(nrr_ratio)", 24},
    {"offsetof(nrr_ratio, status)", 16},
    {"sizeof(nrr_allocator)", (int64_t)sizeof(nrr_allocator)},
    {"offsetof(nrr_allocator, release)", (int64_t)offsetof(nrr_allocator, release)},
    {"sizeof(nrr_column)", (int64_t)sizeof(nrr_column)},
    {"offsetof(nrr_column, stride)", (int64_t)offsetof(nrr_column, stride)},
    {"sizeof(nrr_key)", (int64_t)sizeof(nrr_key)},
};

START_TEST(the_version_is_that_of_the_constants)
{
    char version[64];

    snprintf(version, sizeof version, "%d.%d.%d", NRR_VERSION_MAJOR, NRR_VERSION_MINOR,
             NRR_VERSION_PATCH);
    ck_assert_str_eq(nrr_version(), version);
}
END_TEST

START_TEST(a_constant_is_found_by_the_name_that_it_has_in_the_headers)
{
    int64_t value = UNTOUCHED;

    ck_assert_int_eq(nrr_constant(known[_i].name, strlen(known[_i].name), &value), NRR_OK);
    ck_assert_int_eq(value, known[_i].value);
}
END_TEST

START_TEST(a_name_need_not_end_in_a_nul_byte)
{
    int64_t value = UNTOUCHED;

    ck_assert_int_eq(nrr_constant("NRR_KIND_NEWS", strlen("NRR_KIND_NEW"), &value), NRR_OK);
    ck_assert_int_eq(value, NRR_KIND_NEW);
}
END_TEST

START_TEST(what_is_no_name_of_a_constant_is_refused)
{
    static const char *const names[] = {
        "",
        "NRR",
        "NRR_KIND",
        "NRR_KIND_NE",
        "NRR_KIND_NEWS",
        "nrr_kind_new",
        "sizeof(nrr_ledger)",
        "offsetof(nrr_fact,time)",
        "offsetof(nrr_fact, none)",
    };
    int64_t value = UNTOUCHED;
    size_t i;

    for (i = 0; i < COUNT(names); i++)
        ck_assert_int_eq(nrr_constant(names[i], strlen(names[i]), &value), NRR_E_CODE);
    ck_assert_int_eq(nrr_constant("NRR_OK", sizeof "NRR_OK", &value), NRR_E_CODE);
    ck_assert_int_eq(value, UNTOUCHED);
}
END_TEST

START_TEST(the_list_of_constants_agrees_with_the_search)
{
    size_t count = nrr_constant_count(), i;

    ck_assert_uint_gt(count, COUNT(known));
    for (i = 0; i < count; i++) {
        const char *name = NULL;
        int64_t value = UNTOUCHED, found = UNTOUCHED;

        ck_assert_int_eq(nrr_constant_at(i, &name, &value), NRR_OK);
        ck_assert_int_eq(nrr_constant(name, strlen(name), &found), NRR_OK);
        ck_assert_int_eq(found, value);
    }
}
END_TEST

START_TEST(no_constant_is_listed_twice)
{
    size_t count = nrr_constant_count(), i, k;
    const char *one, *other;
    int64_t value;

    for (i = 0; i < count; i++) {
        nrr_constant_at(i, &one, &value);
        for (k = 0; k < i; k++) {
            nrr_constant_at(k, &other, &value);
            if (strcmp(one, other) == 0)
                ck_abort_msg("%s", one);
        }
    }
}
END_TEST

START_TEST(a_place_behind_the_last_constant_is_refused)
{
    const char *name = NULL;
    int64_t value = UNTOUCHED;

    ck_assert_int_eq(nrr_constant_at(nrr_constant_count(), &name, &value), NRR_E_CODE);
    ck_assert_int_eq(nrr_constant_at(SIZE_MAX, &name, &value), NRR_E_CODE);
    ck_assert_ptr_null(name);
    ck_assert_int_eq(value, UNTOUCHED);
}
END_TEST

START_TEST(null_pointers_are_refused)
{
    const char *name = NULL;
    int64_t value = UNTOUCHED;

    ck_assert_int_eq(nrr_constant(NULL, 0, &value), NRR_E_NULL);
    ck_assert_int_eq(nrr_constant("NRR_OK", 6, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_constant_at(0, NULL, &value), NRR_E_NULL);
    ck_assert_int_eq(nrr_constant_at(0, &name, NULL), NRR_E_NULL);
    ck_assert_ptr_null(name);
    ck_assert_int_eq(value, UNTOUCHED);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("version");
    TCase *version = tcase_create("version");
    TCase *constants = tcase_create("constants");

    tcase_add_test(version, the_version_is_that_of_the_constants);
    tcase_add_loop_test(constants, a_constant_is_found_by_the_name_that_it_has_in_the_headers, 0,
                        COUNT(known));
    tcase_add_test(constants, a_name_need_not_end_in_a_nul_byte);
    tcase_add_test(constants, what_is_no_name_of_a_constant_is_refused);
    tcase_add_test(constants, the_list_of_constants_agrees_with_the_search);
    tcase_add_test(constants, no_constant_is_listed_twice);
    tcase_add_test(constants, a_place_behind_the_last_constant_is_refused);
    tcase_add_test(constants, null_pointers_are_refused);
    suite_add_tcase(suite, version);
    suite_add_tcase(suite, constants);
    return nrr_test_main(suite);
}
