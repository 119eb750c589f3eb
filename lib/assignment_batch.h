/* SPDX-License-Identifier: MIT */
/* Assignment batch: assignments that a host hands over in one call, given as rows or as columns, read
 * one by one and checked. */
#ifndef NRR_LIB_ASSIGNMENT_BATCH_H
#define NRR_LIB_ASSIGNMENT_BATCH_H

#include "ledger_state.h"
#include "nrr/group.h"

typedef struct nrr__assignment_batch {
    nrr_ledger *ledger;
    size_t count;
    /* Rows, or NULL. */
    const unsigned char *rows;
    size_t row_size;
    /* Columns by field; NULL where there is none. */
    const nrr_column *columns[NRR_FIELD_VALUE + 1];
    uint32_t *ids[NRR_FIELD_VALUE + 1]; /* of the keys of a column of keys; NULL if it holds ids */
} nrr__assignment_batch;

/* Prepares to read rows: checks what concerns all of them. */
nrr_status nrr__assignment_batch_of_rows(nrr__assignment_batch *batch,
                                         const nrr_assignment *assignments, size_t row_size);

/* Prepares to read `count` columns: checks them, and interns keys. Ended with
 * nrr__assignment_batch_end(), also after a failure. */
nrr_status nrr__assignment_batch_of_columns(nrr__assignment_batch *batch,
                                            const nrr_column *columns, size_t count,
                                            nrr_refusal *refusal);
void nrr__assignment_batch_end(nrr__assignment_batch *batch);

/* Reads the assignment in a row and checks it; one that is refused sets status and field. */
nrr_status nrr__assignment_batch_read(const nrr__assignment_batch *batch, size_t row,
                                      nrr_assignment *assignment, nrr_field *field);

#endif
