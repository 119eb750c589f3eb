/* SPDX-License-Identifier: MIT */
/* Mark: what tells snapshots apart, and the ledgers that they are of, also when these are gone: an object
 * that is compared by its address, held by all who may ask. */
#ifndef NRR_LIB_MARK_H
#define NRR_LIB_MARK_H

#include "nrr/allocator.h"

#include "atomic.h"

typedef struct nrr__mark nrr__mark;

struct nrr__mark {
    nrr__count references;
    nrr__mark *ledger; /* of a snapshot: the mark of its ledger; NULL in that itself */
    nrr_allocator memory;
};

/* A mark of a ledger, or of a snapshot of one; NULL if there is no memory. */
nrr__mark *nrr__mark_new(nrr__mark *ledger, const nrr_allocator *memory);

/* One more reference. */
nrr__mark *nrr__mark_hold(nrr__mark *mark);

/* NULL is allowed. */
void nrr__mark_release(nrr__mark *mark);

#endif
