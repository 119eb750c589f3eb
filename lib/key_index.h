/* SPDX-License-Identifier: MIT */
/* Key index: from a key to its id: a table of the integers and a table of the strings of a key store.
 *
 * Both take no memory before their first key. Of the two types a family has nearly always one. */
#ifndef NRR_LIB_KEY_INDEX_H
#define NRR_LIB_KEY_INDEX_H

#include "integer_table.h"
#include "string_table.h"

enum {
    NRR__KEY_RUN = 256 /* keys that are looked for together, at the most */
};

typedef struct nrr__key_index {
    nrr__key_hash hash_key; /* that both tables begin with */
    nrr__integer_table integers;
    nrr__string_table strings;
} nrr__key_index;

/* Up to NRR__KEY_RUN keys that are looked for together: integers, or strings where those are NULL. */
typedef struct nrr__key_run {
    const int64_t *integers;
    const nrr__span *strings;
    size_t count;
} nrr__key_run;

void nrr__key_index_begin(nrr__key_index *index, nrr__key_hash hash_key);
/* Leaves an empty index. */
void nrr__key_index_end(nrr__key_index *index, const nrr_allocator *memory);

/* Bytes that the index holds. */
size_t nrr__key_index_size(const nrr__key_index *index);

/* The id of the key, or 0. */
uint32_t nrr__key_index_find(const nrr__key_index *index, const nrr__key_store *store,
                             const nrr__key_entry *key);

/* The ids of keys, each of which is added to store and index if it is new, in their order, so that all of
 * them wait for memory at once; `done` of them were interned. */
nrr_status nrr__key_index_intern_run(nrr__key_index *index, nrr__key_store *store, const nrr__key_run *run,
                                     uint32_t *ids, size_t *done);

/* The same of one key. */
nrr_status nrr__key_index_intern(nrr__key_index *index, nrr__key_store *store,
                                 const nrr__key_entry *key, uint32_t *id);

/* Fills an empty index with the first `count` keys of a store; it is empty after a failure. */
nrr_status nrr__key_index_fill(nrr__key_index *index, const nrr_allocator *memory,
                               const nrr__key_store *store, uint32_t count);

#endif
