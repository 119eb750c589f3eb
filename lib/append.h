/* SPDX-License-Identifier: MIT */
/* Append: what the two passes over a batch share: append.c (all facts) and append_id.c (those with
 * ids, and voids). The first pass checks and counts; the second writes, and can't fail. */
#ifndef NRR_LIB_APPEND_H
#define NRR_LIB_APPEND_H

#include "batch_reader.h"

typedef struct nrr__append {
    nrr_ledger *ledger;
    const nrr__batch *batch;
    nrr__batch_reader reader;
    uint32_t touched; /* number of a block that gets facts, plus 1, linked through blocks; 0 = none */
    size_t details;   /* of ids, that the batch may need */
    size_t repeats;   /* facts that came before */
    int has_voids;    /* a void came before the row at hand... */
    uint32_t void_columns; /* ...and what columns notes on such voids need */
} nrr__append;

/* Counts rows that the block of a customer may get, with such columns. */
void nrr__append_touch(nrr__append *append, uint32_t customer, size_t rows, uint32_t columns);

/* Writes a row for which room was made; answers its address, if it has one. */
uint32_t nrr__append_put(nrr__append *append, const nrr_fact *fact);

/* First pass: a fact with an id or a void, in a row. Blames the id. */
nrr_status nrr__append_check_id(nrr__append *append, size_t row, const nrr_fact *fact);

/* Second pass: the same. */
void nrr__append_put_id(nrr__append *append, size_t row, const nrr_fact *fact);

/* Takes back what the first pass wrote for the rows before this one. */
void nrr__append_forget_ids(nrr__append *append, size_t rows);

#endif
