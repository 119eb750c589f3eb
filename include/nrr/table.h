/* SPDX-License-Identifier: MIT */
/** @file nrr/table.h
 * The table: every list that is not a report. Rows, and columns of int64_t by the code of their
 * field. Immutable, for any number of threads; it outlives the snapshot that it was made from.
 *
 * Customers, lines and facts' ids stand in a table as ids: ask the snapshot for their keys. */
#ifndef NRR_TABLE_H
#define NRR_TABLE_H

#include "nrr/column.h"
#include "nrr/export.h"
#include "nrr/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nrr_table nrr_table;

/** Which rows of a list to put into a table. */
typedef struct nrr_page {
    uint64_t first; /**< the place of the first row in the whole list, from 0 */
    uint64_t count; /**< rows at the most */
} nrr_page;

/** Free a table, on any thread.
 * @param table may be NULL; no other thread may be using it.
 * @since 0.1.0 */
NRR_API void nrr_table_free(nrr_table *table);

/** Give the number of rows of a table.
 * @param table not NULL.
 * @param count receives the number; not NULL.
 * @return NRR_OK, NRR_E_NULL.
 * @since 0.1.0 */
NRR_API nrr_status nrr_table_count(const nrr_table *table, size_t *count);

/** Give the number of rows of the whole list that the table is a page of.
 * @param table not NULL.
 * @param total receives the number; not NULL.
 * @return NRR_OK, NRR_E_NULL.
 * @since 0.1.0 */
NRR_API nrr_status nrr_table_total(const nrr_table *table, uint64_t *total);

/** Give a column: one value per row. A value that is absent is 0.
 * @param table not NULL.
 * @param field one of the fields that the function which made the table names.
 * @param values receives a pointer to count values, borrowed until the table is freed; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_FIELD (the table has no such column).
 * @since 0.1.0 */
NRR_API nrr_status nrr_table_column(const nrr_table *table, nrr_field field, const int64_t **values);

#ifdef __cplusplus
}
#endif

#endif
