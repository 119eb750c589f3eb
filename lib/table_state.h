/* SPDX-License-Identifier: MIT */
/* Table state: the columns of a table, one behind the other. */
#ifndef NRR_LIB_TABLE_STATE_H
#define NRR_LIB_TABLE_STATE_H

#include "nrr/allocator.h"
#include "nrr/table.h"

struct nrr_table {
    nrr_allocator memory;
    const nrr_field *fields; /* static: the field of each column */
    size_t field_count;
    size_t row_count;
    uint64_t total;
    int64_t *values;
};

/* The rows of a page that a list of so many rows has: [first, end). */
typedef struct nrr__page_rows {
    size_t first, end;
} nrr__page_rows;

nrr__page_rows nrr__page_rows_of(const nrr_page *page, size_t total);

/* A table with these columns, its values not set; NULL if there is no memory. */
nrr_table *nrr__table_new(const nrr_allocator *memory, const nrr_field *fields, size_t field_count,
                          size_t row_count);

/* The column with that number. */
int64_t *nrr__table_values(nrr_table *table, size_t column);

#endif
