/* SPDX-License-Identifier: MIT */
/* Integer table: from an integer key to its id, open addressing with the keys in the table itself.
 *
 * A line, of the cache too, has five keys and their ids: who looks for a key reads one line and nothing
 * else. A hash names a line; slots are filled from the first on, so that a walk ends at a line whose last
 * slot is free. Lines are in the order of hashes, so a table that grows is copied from one end to the
 * other. A key that would have to walk too far, or too many that walk, make the table take another hash:
 * keys that were built to collide under one do not under the next. */
#ifndef NRR_LIB_INTEGER_TABLE_H
#define NRR_LIB_INTEGER_TABLE_H

#include "nrr/allocator.h"
#include "nrr/status.h"

#include "key_hash.h"
#include "wide.h"

enum {
    NRR__INTEGER_SLOTS = 5
};

typedef struct nrr__integer_line {
    int64_t keys[NRR__INTEGER_SLOTS];
    uint32_t ids[NRR__INTEGER_SLOTS]; /* 0: the slot is free */
    uint32_t unused;                  /* makes a line 64 bytes */
} nrr__integer_line;

typedef struct nrr__integer_table {
    nrr__integer_line *lines; /* NULL before the first key */
    void *block;              /* the memory that they are in, at the first multiple of a line */
    uint64_t line_count;
    uint32_t count;           /* of keys */
    uint64_t walked;          /* lines that keys lie behind their own, together */
    uint64_t rekeyed;         /* how often the hash was changed */
    nrr__key_hash hash_key;
} nrr__integer_table;

/* An empty table; it takes no memory. */
void nrr__integer_table_begin(nrr__integer_table *table, nrr__key_hash hash_key);
/* Leaves an empty table. */
void nrr__integer_table_end(nrr__integer_table *table, const nrr_allocator *memory);

/* Bytes that the table holds. */
size_t nrr__integer_table_size(const nrr__integer_table *table);

/* Makes room for one more key. */
nrr_status nrr__integer_table_grow(nrr__integer_table *table, const nrr_allocator *memory);

/* Where a key would go that is not in the table. */
typedef struct nrr__integer_slot {
    nrr__integer_line *line;
    uint32_t place;  /* in the line */
    uint32_t walked; /* lines between that of the hash and this one */
} nrr__integer_slot;

/* The id of a key by its hash; or 0, and where the key would go. The table has lines. */
uint32_t nrr__integer_table_seek(const nrr__integer_table *table, int64_t key, uint64_t hash,
                                 nrr__integer_slot *slot);

/* Makes sure that the table takes a key where it would go, or finds a better place for it: it may grow, or
 * change its hash. All keys are then still there, but hashes that were taken before are out of date. */
nrr_status nrr__integer_table_reserve(nrr__integer_table *table, const nrr_allocator *memory, int64_t key,
                                      nrr__integer_slot *slot);

/* Puts the key there, with its id, before anything else happens to the table. */
void nrr__integer_table_put(nrr__integer_table *table, const nrr__integer_slot *slot, int64_t key, uint32_t id);

/* The line of a hash: its share of the table, so that any size will do. */
static inline nrr__integer_line *nrr__integer_table_line(const nrr__integer_table *table, uint64_t hash)
{
    return table->lines + nrr__full_product(hash, table->line_count).high;
}

/* The id of a slot if it holds a key, else 0. */
static inline uint32_t nrr__integer_slot_find(const nrr__integer_line *line, uint32_t slot, int64_t key)
{
    return line->ids[slot] & (0U - (uint32_t)(line->keys[slot] == key));
}

/* The id of a key in a line, 0 if it is not there. No jump depends on which slot it is. */
static inline uint32_t nrr__integer_line_find(const nrr__integer_line *line, int64_t key)
{
    return nrr__integer_slot_find(line, 0, key) | nrr__integer_slot_find(line, 1, key) |
           nrr__integer_slot_find(line, 2, key) | nrr__integer_slot_find(line, 3, key) |
           nrr__integer_slot_find(line, 4, key);
}

#endif
