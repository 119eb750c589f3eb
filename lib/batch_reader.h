/* SPDX-License-Identifier: MIT */
/* Batch reader: the rows of a batch in their order, by the slab where all rows of one are facts that are right,
 * else one by one. */
#ifndef NRR_LIB_BATCH_READER_H
#define NRR_LIB_BATCH_READER_H

#include "slab.h"

typedef struct nrr__batch_reader {
    const nrr__batch *batch;
    nrr__slab *slab; /* NULL: all rows are read one by one */
    size_t end;      /* the first row behind the slab at hand */
    int is_right;    /* the slab at hand can be read from */
} nrr__batch_reader;

/* Prepares to read from the first row on. A batch of few rows, or one that finds no memory, is read one by one. */
void nrr__batch_reader_begin(nrr__batch_reader *reader, const nrr__batch *batch);
void nrr__batch_reader_end(nrr__batch_reader *reader);

/* Goes back to the first row. */
void nrr__batch_reader_rewind(nrr__batch_reader *reader);

/* The next row; see nrr__batch_read(). */
nrr_status nrr__batch_reader_read(nrr__batch_reader *reader, size_t row, nrr_fact *fact, nrr_field *field);

#endif
