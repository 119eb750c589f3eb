/* SPDX-License-Identifier: MIT */
/* String table: from a string key to its id, an open-addressing table over a key store.
 *
 * A slot of 32 bits holds an id in its lower bits, as many as the table's size calls for, and in the
 * rest a tag of the key's hash, which tells most keys apart without a look at the store. Sixteen slots
 * are a line, and of the cache too: a hash names a line, all slots of which are compared at once, and
 * slots are filled from the first on, so that a walk ends at a line whose last slot is free. A key that
 * has to walk too far, or too many that walk, make the table take another hash: keys that were built
 * to collide under one do not under the next.
 *
 * Ids are those of the store, which may have integers among its keys: the table has room for them too,
 * since their ids are as large. */
#ifndef NRR_LIB_STRING_TABLE_H
#define NRR_LIB_STRING_TABLE_H

#include "column_reader.h"
#include "key_hash.h"
#include "key_store.h"

typedef struct nrr__string_table {
    uint32_t *slots;   /* NULL before the first key; a free slot is 0 */
    void *block;       /* the memory that they are in, at the first multiple of a line */
    uint64_t lines;
    uint32_t id_mask;  /* the bits of a slot that hold the id */
    uint32_t highest;  /* no id of the table is above it */
    uint64_t walked;   /* lines that keys lie behind their own, together */
    uint64_t rekeyed;  /* how often the hash was changed */
    nrr__key_hash hash_key;
} nrr__string_table;

/* An empty table; it takes no memory. */
void nrr__string_table_begin(nrr__string_table *table, nrr__key_hash hash_key);
/* Leaves an empty table. */
void nrr__string_table_end(nrr__string_table *table, const nrr_allocator *memory);

/* Bytes that the table holds. */
size_t nrr__string_table_size(const nrr__string_table *table);

/* The id of the string, or 0. */
uint32_t nrr__string_table_find(const nrr__string_table *table, const nrr__key_store *store,
                                const nrr__span *string);

/* The ids of strings, each of which is added to store and table if it is new, in their order, so that all of
 * them wait for memory at once; `done` of them were interned. */
nrr_status nrr__string_table_intern(nrr__string_table *table, nrr__key_store *store, const nrr__span *strings,
                                    size_t count, uint32_t *ids, size_t *done);

/* Fills an empty table with the strings among the first `count` keys of a store. */
nrr_status nrr__string_table_fill(nrr__string_table *table, const nrr_allocator *memory,
                                  const nrr__key_store *store, uint32_t count);

#endif
