/* SPDX-License-Identifier: MIT */
/* Block: the facts of some neighbouring customer ids, and the versions of them that snapshots hold.
 *
 * A block is what is replayed in one go and fits the cache meanwhile. Facts go to their block as
 * they are appended, so nothing has to be partitioned later. A version is a block as it was at one
 * moment; snapshots between which a block got no fact share its version, timelines included. */
#ifndef NRR_LIB_BLOCK_H
#define NRR_LIB_BLOCK_H

#include "atomic.h"
#include "fact_chunk.h"

#define NRR__BLOCK_ROWS UINT32_MAX /* rows are numbered with 32 bits inside of a block */

struct nrr__timeline;

typedef struct nrr__block_version {
    nrr__count references;
    uint32_t first_customer;    /* the lowest customer id of the block */
    nrr__fact_chunk *newest;
    size_t newest_used;         /* rows of the newest chunk that belong to this version */
    size_t row_count;
    int64_t known;              /* facts that were known later do not count; INT64_MAX: all do */
    int has_notes;
    nrr__published timeline;    /* nrr__timeline, made when first needed */
    nrr__published patch;       /* nrr__patch: what there may be instead, see patch.h */
} nrr__block_version;

/* Whether two versions of one block say the same: they may be apart, as two snapshots as known at one time are.
 * NULL is the version before the block's first fact. */
static inline int nrr__block_version_same(const nrr__block_version *a, const nrr__block_version *b)
{
    return a == b || (a != NULL && b != NULL && a->known == b->known && a->row_count == b->row_count);
}

/* The ledger's side of a block. */
typedef struct nrr__block {
    nrr__fact_chunk *newest;     /* NULL before the first fact */
    nrr__fact_chunk *spare;      /* room for a batch that is not accepted yet */
    nrr__block_version *version; /* of what is there now; NULL if no snapshot was taken since */
    size_t row_count;            /* facts, and notes on what became of them */
    int has_notes;               /* rows that are not facts */
    size_t pending;              /* rows of the batch that is not accepted yet, or more */
    uint32_t pending_columns;    /* that those need, or more */
    uint32_t next_pending;       /* the next block of that batch, plus 1; 0 = none */
} nrr__block;

/* The lowest customer of a block. */
static inline uint32_t nrr__block_first(uint32_t number)
{
    return number * NRR__BLOCK_CUSTOMERS + 1;
}

/* Makes sure that the block of a number can take its pending rows. On failure the block is as it was, and so it
 * is after nrr__block_forget(). */
nrr_status nrr__block_reserve(nrr__block *block, uint32_t number, const nrr_allocator *memory);
void nrr__block_forget(nrr__block *block, const nrr_allocator *memory);

/* Lets go of the version that a fact to come makes out of date. */
void nrr__block_change(nrr__block *block, const nrr_allocator *memory);

/* Rows with such columns that the newest chunk can take; then the spare one must be used. */
size_t nrr__block_room(const nrr__block *block, uint32_t columns);

/* Makes the spare chunk the newest, and gives it. */
nrr__fact_chunk *nrr__block_use_spare(nrr__block *block);

/* Appends a row for which there is room; answers its address, if it has one. */
uint32_t nrr__block_append(nrr__block *block, const nrr_fact *fact);

/* Bytes of all chunks of the block. */
size_t nrr__block_size(const nrr__block *block);

/* Drops what the ledger holds of the block. */
void nrr__block_end(nrr__block *block, const nrr_allocator *memory);

/* The block as it is now, one reference for the caller; NULL if there is no memory. */
nrr__block_version *nrr__block_version_take(nrr__block *block, uint32_t number,
                                            const nrr_allocator *memory);

/* The version as it was known at an instant: another one, or one more reference to this. NULL if
 * there is no memory. */
nrr__block_version *nrr__block_version_as_known(nrr__block_version *version, int64_t known,
                                                const nrr_allocator *memory);

/* The same version again, with a copy of its timeline and without its patch, which holds others; NULL if there
 * is no memory. */
nrr__block_version *nrr__block_version_bare(const nrr__block_version *version,
                                            const struct nrr__timeline *timeline,
                                            const nrr_allocator *memory);

/* NULL is allowed. */
void nrr__block_version_release(nrr__block_version *version, const nrr_allocator *memory);

#endif
