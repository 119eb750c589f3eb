/* SPDX-License-Identifier: MIT */
/*
 * For tests of tables: a snapshot of the fixture's facts, and what stands in the columns of a table
 * made from it.
 */
#ifndef NRR_TEST_API_TABLES_H
#define NRR_TEST_API_TABLES_H

#include "fixture.h"

extern const nrr_page all_rows;
/* The table of the case at hand, freed with the fixture. */
extern nrr_table *table;

/* A group of cases, as fixture_cases(), that frees the table too. */
TCase *table_cases(const char *name);
void take_snapshot(void);
/* Frees the table, before the next one is made. */
void forget_table(void);
void assert_column(nrr_field field, const int64_t *wanted, size_t count);
uint64_t table_total(void);

#define COLUMN(field, ...)                                                                         \
    do {                                                                                           \
        static const int64_t wanted_[] = {__VA_ARGS__};                                            \
        assert_column(NRR_FIELD_##field, wanted_, COUNT(wanted_));                                 \
    } while (0)

#endif
