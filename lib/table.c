/* SPDX-License-Identifier: MIT */
/* Table: see nrr/table.h. */
#include "table_state.h"

#include "memory.h"

nrr__page_rows nrr__page_rows_of(const nrr_page *page, size_t total)
{
    nrr__page_rows rows;

    rows.first = page->first < total ? (size_t)page->first : total;
    rows.end = page->count < total - rows.first ? rows.first + (size_t)page->count : total;
    return rows;
}

nrr_table *nrr__table_new(const nrr_allocator *memory, const nrr_field *fields, size_t field_count,
                          size_t row_count)
{
    nrr_table *table = nrr__memory_zeroed(memory, 1, sizeof *table);

    if (table == NULL)
        return NULL;
    table->memory = *memory;
    table->fields = fields;
    table->field_count = field_count;
    table->row_count = row_count;
    table->values = nrr__memory_array(memory, row_count, field_count * sizeof *table->values);
    if (table->values == NULL) {
        nrr_table_free(table);
        return NULL;
    }
    return table;
}

int64_t *nrr__table_values(nrr_table *table, size_t column)
{
    return table->values + column * table->row_count;
}

void nrr_table_free(nrr_table *table)
{
    nrr_allocator memory;

    if (table == NULL)
        return;
    memory = table->memory;
    nrr__memory_release(&memory, table->values, table->row_count,
                        table->field_count * sizeof *table->values);
    nrr__memory_release(&memory, table, 1, sizeof *table);
}

nrr_status nrr_table_count(const nrr_table *table, size_t *count)
{
    if (table == NULL || count == NULL)
        return NRR_E_NULL;
    *count = table->row_count;
    return NRR_OK;
}

nrr_status nrr_table_total(const nrr_table *table, uint64_t *total)
{
    if (table == NULL || total == NULL)
        return NRR_E_NULL;
    *total = table->total;
    return NRR_OK;
}

nrr_status nrr_table_column(const nrr_table *table, nrr_field field, const int64_t **values)
{
    size_t column;

    if (table == NULL || values == NULL)
        return NRR_E_NULL;
    for (column = 0; column < table->field_count; column++)
        if (table->fields[column] == field) {
            *values = table->values + column * table->row_count;
            return NRR_OK;
        }
    return NRR_E_FIELD;
}
