/* SPDX-License-Identifier: MIT */
/** @file nrr/group.h
 * Groups: values of dimensions (segment, region, plan, ...) that hold for customers, or for lines,
 * from an instant on (METRICS.md section 7).
 *
 * Dimensions and values are keys (nrr/key.h); values are interned once for all dimensions. What is
 * in force at an instant is the assignment with the greatest time at or before it; of several at one
 * time that with the greatest sequence; of several with that too the one with the greatest key of a
 * value, and each further value is a finding. So the order in which assignments come never matters,
 * and to assign again what is assigned changes nothing. */
#ifndef NRR_GROUP_H
#define NRR_GROUP_H

#include "nrr/export.h"
#include "nrr/fact.h"
#include "nrr/ledger.h"
#include "nrr/status.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    NRR_ASSIGNMENT_LINE = 1 /**< flag: of one line, `line`; else of the customer */
};

/** One value from one instant on: 40 bytes, the same layout everywhere. */
typedef struct nrr_assignment {
    int64_t time;       /**< ticks: from when on the value holds */
    uint64_t sequence;  /**< the source's own order among assignments at one time */
    uint32_t dimension; /**< id of a dimension key; must be given */
    uint32_t customer;  /**< id of a customer key; must be given */
    uint32_t line;      /**< id of a line key, 0 = the customer's default line; 0 without flag
                             NRR_ASSIGNMENT_LINE */
    uint32_t value;     /**< id of a value key; 0 = from here on none, which makes a customer
                             unassigned, and a line follow its customer again */
    uint32_t flags;     /**< NRR_ASSIGNMENT_LINE, or 0 */
    uint32_t reserved;  /**< must be zero */
} nrr_assignment;

/** Assign values, all or none. Snapshots that were taken before keep what held then; those of what
 * was known earlier see today's assignments.
 * @param ledger not NULL.
 * @param assignments count rows, each row_size bytes from the one before; NULL only if count is 0.
 * @param row_size sizeof(nrr_assignment), or larger if the host was built with newer headers: then
 * what the library does not know must be zero.
 * @param count number of rows.
 * @param refusal written if the call is refused; may be NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_ROW_SIZE, NRR_E_ROW_TAIL, NRR_E_RESERVED, NRR_E_FLAGS (unknown
 * flags, or a line without NRR_ASSIGNMENT_LINE), NRR_E_DIMENSION, NRR_E_CUSTOMER, NRR_E_LINE,
 * NRR_E_VALUE, NRR_E_TOO_MANY (2^32 - 1 assignments of one dimension, or more bytes than memory
 * has), NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_assign(nrr_ledger *ledger, const nrr_assignment *assignments, size_t row_size, size_t count, nrr_refusal *refusal);

/** Assign values given as columns, one per field, in any order; all or none.
 *
 * Time, dimension, customer and value must be there; sequence, line and flags may be. A line that is
 * there is that of a line's own value, also without the flag. A value that is not there (validity)
 * takes the one in force back. Columns of dimensions, customers, lines and values hold ids, integer
 * keys or string keys; keys are interned on the way and stay so if the call is refused.
 * @param ledger not NULL.
 * @param columns column_count columns, read during the call only; NULL only if column_count is 0.
 * @param column_count number of columns.
 * @param rows number of rows in each column.
 * @param refusal written if the call is refused; may be NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_COLUMN_FIELD, NRR_E_COLUMN_TYPE, NRR_E_COLUMN_TWICE,
 * NRR_E_COLUMN_MISSING, NRR_E_COLUMN_OFFSETS, NRR_E_COLUMN_VALUE, NRR_E_KEY_LENGTH, and what
 * nrr_ledger_assign() answers but for the two about row sizes.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_assign_columns(nrr_ledger *ledger, const nrr_column *columns, size_t column_count, size_t rows, nrr_refusal *refusal);

#ifdef __cplusplus
}
#endif

#endif
