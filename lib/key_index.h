/* SPDX-License-Identifier: MIT */
/* Key index: from a key to its id, an open-addressing table over a key store.
 *
 * A slot of 32 bits holds an id in its lower bits, as many as the table's size calls for, and in the
 * rest a tag of the key's hash, which tells most keys apart without a look at the store. A key that
 * has to walk too far makes the table take another hash key: keys that were built to collide under
 * one do not under the next. */
#ifndef NRR_LIB_KEY_INDEX_H
#define NRR_LIB_KEY_INDEX_H

#include "hash.h"
#include "key_store.h"

typedef struct nrr__key_index {
    uint32_t *slots;   /* NULL before the first key; a free slot is 0 */
    uint64_t capacity; /* slots */
    uint32_t id_mask;  /* the bits of a slot that hold the id */
    uint32_t count;    /* ids 1 to count of the store are in the table */
    uint64_t rekeyed;  /* how often the hash key was changed */
    nrr__hash_key hash_key;
} nrr__key_index;

/* The hash key that a seed stands for. */
nrr__hash_key nrr__key_index_key(uint64_t seed);

void nrr__key_index_begin(nrr__key_index *index, nrr__hash_key hash_key);
void nrr__key_index_end(nrr__key_index *index, const nrr_allocator *memory);

/* The id of the key, or 0. */
uint32_t nrr__key_index_find(const nrr__key_index *index, const nrr__key_store *store,
                             const nrr__key_entry *key);

/* The id of the key, which is added to store and index if it is new. */
nrr_status nrr__key_index_intern(nrr__key_index *index, nrr__key_store *store,
                                 const nrr__key_entry *key, uint32_t *id);

/* A key on its way to its id, and its hash. */
typedef struct nrr__key_probe {
    nrr__key_entry key;
    uint64_t hash;
} nrr__key_probe;

/* Makes ready to intern some keys one after the other: takes their hashes, and asks for the memory where they
 * will be looked for, so that all of them wait for it at once. */
void nrr__key_index_prepare(const nrr__key_index *index, const nrr__key_store *store,
                            nrr__key_probe *probes, size_t count);

/* The same as nrr__key_index_intern() for a key that was prepared, whatever was interned since. */
nrr_status nrr__key_index_intern_probe(nrr__key_index *index, nrr__key_store *store,
                                       const nrr__key_probe *probe, uint32_t *id);

/* Fills an empty index with the first `count` keys of a store. */
nrr_status nrr__key_index_fill(nrr__key_index *index, const nrr_allocator *memory,
                               const nrr__key_store *store, uint32_t count);

#endif
