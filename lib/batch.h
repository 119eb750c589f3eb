/* SPDX-License-Identifier: MIT */
/* Batch: facts that a host hands over in one call, given as rows or as columns, read one by one and
 * checked against the rules of METRICS.md section 1. */
#ifndef NRR_LIB_BATCH_H
#define NRR_LIB_BATCH_H

#include "ledger_state.h"
#include "nrr/fact.h"

typedef struct nrr__batch {
    const nrr_ledger *ledger;
    size_t count;
    /* Rows, or NULL. */
    const unsigned char *rows;
    size_t row_size;
    /* Columns by field; NULL where there is none. */
    const nrr_column *columns[NRR_FIELD_FLAGS + 1];
    uint32_t *customers, *lines, *ids; /* of the keys of a column of keys; NULL if it holds ids */
} nrr__batch;

/* Prepares to read rows: checks what concerns all of them. */
nrr_status nrr__batch_of_rows(nrr__batch *batch, const nrr_fact *facts, size_t row_size);

/* Prepares to read `count` columns: checks them, and interns keys. Ended with nrr__batch_end(),
 * also after a failure. */
nrr_status nrr__batch_of_columns(nrr__batch *batch, nrr_ledger *ledger, const nrr_column *columns,
                                 size_t count, nrr_refusal *refusal);
void nrr__batch_end(nrr__batch *batch);

/* Reads the fact in a row and checks it; one that is refused sets status and field. What is not
 * read is zero, and `known` is NRR__KNOWN_ALWAYS if it is not given. */
nrr_status nrr__batch_read(const nrr__batch *batch, size_t row, nrr_fact *fact, nrr_field *field);

#endif
