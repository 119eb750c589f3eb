/* SPDX-License-Identifier: MIT */
/* Plain append: the quick way for a batch of plain facts (slab.h) that is not small: rows are read and
 * checked by the hundred, counted by block, and written straight to where their blocks have room. */
#ifndef NRR_LIB_APPEND_PLAIN_H
#define NRR_LIB_APPEND_PLAIN_H

#include "append.h"

typedef struct nrr__append_plain nrr__append_plain;

/* First pass: checks and counts all rows. NULL if one of them is not plain or not right, if the batch is
 * too small to be worth it, or if there is no memory: then nothing has changed, and all are to be seen one
 * by one. */
nrr__append_plain *nrr__append_plain_check(nrr__append *append);

/* Second pass, for which room was made. */
void nrr__append_plain_write(nrr__append_plain *plain, nrr__append *append);

/* NULL is allowed. */
void nrr__append_plain_end(nrr__append_plain *plain, const nrr_allocator *memory);

#endif
