/* SPDX-License-Identifier: MIT */
/* Plain append: the quick way for a batch of plain facts (slab.h) that is not small. Customers are counted by
 * block, so that blocks can make room; then rows are read and checked by the hundred, and written straight to
 * where their block has room, behind the facts that it counts. Only when all were right it counts them too. */
#ifndef NRR_LIB_APPEND_PLAIN_H
#define NRR_LIB_APPEND_PLAIN_H

#include "append.h"

typedef struct nrr__append_plain nrr__append_plain;

typedef enum nrr__append_written {
    NRR__APPEND_WRITTEN,      /* all facts */
    NRR__APPEND_NOT_PLAIN,    /* one is not, or not right */
    NRR__APPEND_NEEDS_HALVES /* one needs a column that was not asked for */
} nrr__append_written;

/* Counts what each block gets, in chunks with no column or with NRR__CHUNK_HALVES; chunks that have it already keep it
 * anyway. NULL if the batch is not of that kind or too small to be worth it, if a block
 * has other columns, which plain facts would have to fill, or if there is no memory. */
nrr__append_plain *nrr__append_plain_count(nrr__append *append, uint32_t columns);

/* Writes all facts to the room that was made, if all of them are plain and right. */
nrr__append_written nrr__append_plain_write(nrr__append_plain *plain, nrr__append *append);

/* Makes them facts of the ledger. */
void nrr__append_plain_commit(nrr__append_plain *plain, nrr__append *append);

/* NULL is allowed. */
void nrr__append_plain_end(nrr__append_plain *plain, const nrr_allocator *memory);

#endif
