/* SPDX-License-Identifier: MIT */
#include "groups.h"

#include <string.h>

static const struct {
    const char *bytes; /* NULL: an integer */
    int64_t integer;
} values[VALUES] = {{"large", 0}, {"small", 0}, {NULL, 10}, {NULL, -10}, {"", 0}};

const nrr_fact group_facts[GROUP_FACTS] = {
    FACT(A, MAIN, 0, NEW, 100), FACT(B, MAIN, 1, NEW, 40),         FACT(C, MAIN, 2, NEW, 7),
    FACT(D, MAIN, 3, NEW, 20),  FACT(A, MAIN, 12, EXPANSION, 5),   FACT(B, MAIN, 13, CHURN, ALL),
    FACT(E, MAIN, 14, NEW, 60), FACT(D, MAIN, 15, CONTRACTION, 4),
};

const nrr_assignment all_values[ALL_VALUES] = {
    ON(A, INT64_MIN, SEGMENT, SMALL, NO_LINE), ON(A, 15, SEGMENT, LARGE, NO_LINE),
    ON(B, 0, SEGMENT, TEN, NO_LINE),           ON(C, 0, SEGMENT, MINUS, NO_LINE),
    ON(D, 0, SEGMENT, EMPTY, NO_LINE),
};

static void begin(void)
{
    uint32_t id;
    size_t i;

    fixture_begin();
    ck_assert_int_eq(nrr_ledger_key(the.ledger, NRR_KEY_DIMENSION, "segment", 7, &id), NRR_OK);
    ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_DIMENSION, 7, &id), NRR_OK);
    for (i = 0; i < VALUES; i++) {
        nrr_status status =
            values[i].bytes == NULL
                ? nrr_ledger_key_integer(the.ledger, NRR_KEY_VALUE, values[i].integer, &id)
                : nrr_ledger_key(the.ledger, NRR_KEY_VALUE, values[i].bytes,
                                 strlen(values[i].bytes), &id);
        ck_assert_int_eq(status, NRR_OK);
        ck_assert_uint_eq(id, i + 1);
    }
}

TCase *group_cases(const char *name)
{
    TCase *cases = tcase_create(name);

    tcase_add_checked_fixture(cases, begin, fixture_end);
    return cases;
}

void by_segment(void)
{
    ck_assert_int_eq(nrr_query_add_dimension(the.query, "segment", 7), NRR_OK);
}

void by_region(void)
{
    ck_assert_int_eq(nrr_query_add_dimension_integer(the.query, 7), NRR_OK);
}

void make(void)
{
    nrr_report_free(the.report);
    nrr_snapshot_free(the.snapshot);
    the.report = NULL;
    the.snapshot = NULL;
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &the.snapshot), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, the.query, &the.report), NRR_OK);
    ck_assert_int_eq(nrr_report_check(the.report, NULL), NRR_OK);
}

size_t groups(void)
{
    size_t count = 0, rows = 0, asked = 99;

    ck_assert_int_eq(nrr_report_groups(the.report, &count), NRR_OK);
    ck_assert_int_eq(nrr_report_count(the.report, &rows), NRR_OK);
    ck_assert_uint_eq(rows % count, 0);
    ck_assert_int_eq(nrr_snapshot_groups(the.snapshot, the.query, &asked), NRR_OK);
    ck_assert_uint_eq(asked, count);
    return count;
}

void assert_value(size_t row, size_t dimension, uint32_t value)
{
    nrr_group_kind kind = 0;
    nrr_key key;

    memset(&key, 1, sizeof key);
    ck_assert_int_eq(nrr_report_group(the.report, row, dimension, &kind, &key), NRR_OK);
    ck_assert_int_eq(kind, NRR_GROUP_VALUE);
    ck_assert_uint_eq(key.reserved, 0);
    ck_assert_int_eq(key.integer, values[value - 1].integer);
    if (values[value - 1].bytes == NULL) {
        ck_assert_int_eq(key.type, NRR_KEY_INTEGER);
        ck_assert_ptr_null(key.bytes);
        ck_assert_uint_eq(key.length, 0);
        return;
    }
    ck_assert_int_eq(key.type, NRR_KEY_BYTES);
    ck_assert_uint_eq(key.length, strlen(values[value - 1].bytes));
    ck_assert_int_eq(memcmp(key.bytes, values[value - 1].bytes, (size_t)key.length), 0);
}

void assert_no_value(size_t row, size_t dimension, nrr_group_kind wanted)
{
    static const nrr_key none;
    nrr_group_kind kind = 0;
    nrr_key key;

    memset(&key, 1, sizeof key);
    ck_assert_int_eq(nrr_report_group(the.report, row, dimension, &kind, &key), NRR_OK);
    ck_assert_int_eq(kind, wanted);
    ck_assert_ptr_null(key.bytes);
    ck_assert_uint_eq(key.length, none.length);
    ck_assert_int_eq(key.integer, none.integer);
    ck_assert_int_eq(key.type, none.type);
    ck_assert_uint_eq(key.reserved, 0);
}
