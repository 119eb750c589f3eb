/* SPDX-License-Identifier: MIT */
#include "contradictions.h"

void assign_begin(void)
{
    static const int64_t values[VALUES] = {10, 30, 20};
    uint32_t id;
    size_t i;

    fixture_begin();
    ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_DIMENSION, 8, &id), NRR_OK);
    ck_assert_uint_eq(id, SEGMENT);
    ck_assert_int_eq(nrr_ledger_key(the.ledger, NRR_KEY_DIMENSION, "region", 6, &id), NRR_OK);
    ck_assert_uint_eq(id, REGION);
    for (i = 0; i < VALUES; i++) {
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_VALUE, values[i], &id), NRR_OK);
        ck_assert_uint_eq(id, i + 1);
    }
}

TCase *assign_cases(const char *name)
{
    TCase *cases = tcase_create(name);

    tcase_add_checked_fixture(cases, assign_begin, fixture_end);
    return cases;
}

void take(void)
{
    nrr_snapshot_free(the.snapshot);
    the.snapshot = NULL;
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &the.snapshot), NRR_OK);
}

uint64_t contradictions(const nrr_snapshot *snapshot)
{
    uint64_t all = 99, ambiguous = 98;

    ck_assert_int_eq(nrr_snapshot_finding_count(snapshot, 0, &all), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_finding_count(snapshot, NRR_RULE_AMBIGUOUS_ORDER, &ambiguous),
                     NRR_OK);
    ck_assert_uint_eq(all, ambiguous);
    return all;
}

nrr_table *findings(void)
{
    static const nrr_page all = {0, UINT64_MAX};
    nrr_table *table = NULL;

    ck_assert_int_eq(nrr_snapshot_findings(the.snapshot, &all, &table), NRR_OK);
    return table;
}

/* A finding about an assignment: what it is about, and nothing of a fact. */
static void assert_finding(const nrr_table *table, size_t row, const nrr_assignment *wanted)
{
    const struct {
        nrr_field field;
        int64_t value;
    } cells[] = {
        {NRR_FIELD_RULE, NRR_RULE_AMBIGUOUS_ORDER},
        {NRR_FIELD_EXCESS, 0},
        {NRR_FIELD_TIME, wanted->time},
        {NRR_FIELD_AMOUNT, 0},
        {NRR_FIELD_KNOWN, INT64_MIN},
        {NRR_FIELD_SEQUENCE, (int64_t)wanted->sequence},
        {NRR_FIELD_CUSTOMER, wanted->customer},
        {NRR_FIELD_LINE, wanted->line},
        {NRR_FIELD_ID, 0},
        {NRR_FIELD_KIND, 0},
        {NRR_FIELD_REASON, 0},
        {NRR_FIELD_FLAGS, wanted->flags},
        {NRR_FIELD_DIMENSION, wanted->dimension},
        {NRR_FIELD_VALUE, wanted->value},
    };
    size_t i;

    for (i = 0; i < COUNT(cells); i++) {
        const int64_t *values = NULL;
        ck_assert_int_eq(nrr_table_column(table, cells[i].field, &values), NRR_OK);
        ck_assert_msg(values[row] == cells[i].value, "row %zu, field %d: %lld, not %lld", row,
                      (int)cells[i].field, (long long)values[row], (long long)cells[i].value);
    }
}

void assert_findings(const nrr_assignment *wanted, size_t count)
{
    nrr_table *table;
    size_t rows = 99, i;

    take();
    ck_assert_uint_eq(contradictions(the.snapshot), count);
    table = findings();
    ck_assert_int_eq(nrr_table_count(table, &rows), NRR_OK);
    ck_assert_uint_eq(rows, count);
    for (i = 0; i < count; i++)
        assert_finding(table, i, &wanted[i]);
    nrr_table_free(table);
}
