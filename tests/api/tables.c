/* SPDX-License-Identifier: MIT */
#include "tables.h"

const nrr_page all_rows = {0, UINT64_MAX};
nrr_table *table;

void forget_table(void)
{
    nrr_table_free(table);
    table = NULL;
}

TCase *table_cases(const char *name)
{
    TCase *cases = fixture_cases(name);

    tcase_add_checked_fixture(cases, NULL, forget_table);
    return cases;
}

void take_snapshot(void)
{
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &the.snapshot), NRR_OK);
}

void assert_column(nrr_field field, const int64_t *wanted, size_t count)
{
    const int64_t *values = NULL;
    size_t rows = 0, row;

    ck_assert_int_eq(nrr_table_column(table, field, &values), NRR_OK);
    ck_assert_int_eq(nrr_table_count(table, &rows), NRR_OK);
    ck_assert_uint_eq(rows, count);
    for (row = 0; row < rows; row++)
        if (values[row] != wanted[row])
            ck_abort_msg("field %d, row %zu: %lld, not %lld", (int)field, row,
                         (long long)values[row], (long long)wanted[row]);
}

uint64_t table_total(void)
{
    uint64_t total = 0;

    ck_assert_int_eq(nrr_table_total(table, &total), NRR_OK);
    return total;
}
