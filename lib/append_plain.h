/* SPDX-License-Identifier: MIT */
/* Plain append: the quick way for a batch of plain facts (slab.h) that is not small. Customers are counted by
 * block, so that blocks can make room; then rows are read and checked by the hundred, and written straight to
 * where their block has room, behind the facts that it counts. Only when all were right it counts them too. */
#ifndef NRR_LIB_APPEND_PLAIN_H
#define NRR_LIB_APPEND_PLAIN_H

#include "append.h"

typedef struct nrr__append_plain nrr__append_plain;

/* Counts what each block gets. NULL if the batch is not of that kind or too small to be worth it, if a block
 * has columns that plain facts would have to fill, or if there is no memory. */
nrr__append_plain *nrr__append_plain_count(nrr__append *append);

/* Writes all facts to the room that was made; whether all of them are plain and right. */
int nrr__append_plain_write(nrr__append_plain *plain, nrr__append *append);

/* Makes them facts of the ledger. */
void nrr__append_plain_commit(nrr__append_plain *plain, nrr__append *append);

/* NULL is allowed. */
void nrr__append_plain_end(nrr__append_plain *plain, const nrr_allocator *memory);

#endif
