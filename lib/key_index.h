/* SPDX-License-Identifier: MIT */
/* Key index: from a key to its id, an open-addressing table over a key store.
 *
 * A slot of 32 bits holds an id in its lower bits, as many as the table's size calls for, and in the
 * rest a tag of the key's hash, which tells most keys apart without a look at the store. Sixteen slots
 * are a line, and of the cache too: a hash names a line, all slots of which are compared at once, and
 * slots are filled from the first on, so that a walk ends at a line whose last slot is free. A key that
 * has to walk too far, or too many that walk, make the table take another hash: keys that were built
 * to collide under one do not under the next. */
#ifndef NRR_LIB_KEY_INDEX_H
#define NRR_LIB_KEY_INDEX_H

#include "column_reader.h"
#include "key_hash.h"
#include "key_store.h"

enum {
    NRR__KEY_RUN = 256 /* keys that are looked for together, at the most */
};

typedef struct nrr__key_index {
    uint32_t *slots;   /* NULL before the first key; a free slot is 0 */
    void *block;       /* the memory that they are in, at the first multiple of a line */
    uint64_t lines;
    uint32_t id_mask;  /* the bits of a slot that hold the id */
    uint32_t count;    /* ids 1 to count of the store are in the table */
    uint64_t walked;   /* lines that keys lie behind their own, together */
    uint64_t rekeyed;  /* how often the hash was changed */
    nrr__key_hash hash_key;
} nrr__key_index;

/* Up to NRR__KEY_RUN keys that are looked for together: integers, or strings where those are NULL. */
typedef struct nrr__key_run {
    const int64_t *integers;
    const nrr__span *strings;
    size_t count;
} nrr__key_run;

void nrr__key_index_begin(nrr__key_index *index, nrr__key_hash hash_key);
void nrr__key_index_end(nrr__key_index *index, const nrr_allocator *memory);

/* Bytes that the index holds. */
size_t nrr__key_index_size(const nrr__key_index *index);

/* The id of the key, or 0. */
uint32_t nrr__key_index_find(const nrr__key_index *index, const nrr__key_store *store,
                             const nrr__key_entry *key);

/* The id of the key, which is added to store and index if it is new. */
nrr_status nrr__key_index_intern(nrr__key_index *index, nrr__key_store *store,
                                 const nrr__key_entry *key, uint32_t *id);

/* The same for each key of a run, in its order, so that all of them wait for memory at once; `done` of them
 * were interned. */
nrr_status nrr__key_index_intern_run(nrr__key_index *index, nrr__key_store *store, const nrr__key_run *run,
                                     uint32_t *ids, size_t *done);

/* Fills an index that has no table yet with the first `count` keys of a store. */
nrr_status nrr__key_index_fill(nrr__key_index *index, const nrr_allocator *memory,
                               const nrr__key_store *store, uint32_t count);

#endif
