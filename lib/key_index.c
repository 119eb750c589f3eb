/* SPDX-License-Identifier: MIT */
/* Key index: see key_index.h. */
#include "key_index.h"

#include "invariant.h"
#include "memory.h"
#include "wide.h"

#include <string.h>

enum {
    KEY_INDEX_FIRST = 64, /* slots of the first table */
    /* Steps that a key may walk. With a sixth of the slots free a walk of n steps has a chance of
     * about e^(-0.0157 n), here 2^-46, for hashes that are not contrived. */
    KEY_INDEX_WALK = 2048
};

/* Keys that a table may hold: five sixths of its slots. */
static uint64_t key_index_limit(uint64_t capacity)
{
    return capacity / 6 * 5;
}

nrr__hash_key nrr__key_index_key(uint64_t seed)
{
    nrr__hash_key key = {{seed, ~seed}};

    return key;
}

void nrr__key_index_begin(nrr__key_index *index, nrr__hash_key hash_key)
{
    memset(index, 0, sizeof *index);
    index->hash_key = hash_key;
}

void nrr__key_index_end(nrr__key_index *index, const nrr_allocator *memory)
{
    nrr__memory_release(memory, index->slots, (size_t)index->capacity, sizeof *index->slots);
    index->slots = NULL;
}

static uint64_t key_index_hash(const nrr__key_index *index, const nrr__key_entry *key)
{
    return key->type == NRR_KEY_INTEGER
               ? nrr__hash_integer(&index->hash_key, (uint64_t)key->integer)
               : nrr__hash_bytes(&index->hash_key, key->bytes, key->length);
}

static int key_entry_equal(const nrr__key_entry *a, const nrr__key_entry *b)
{
    if (a->type != b->type)
        return 0;
    if (a->type == NRR_KEY_INTEGER)
        return a->integer == b->integer;
    return a->length == b->length &&
           (a->length == 0 || memcmp(a->bytes, b->bytes, a->length) == 0);
}

/* Where the walk of a hash begins: its share of the table, so that any size will do. */
static uint64_t key_index_start(const nrr__key_index *index, uint64_t hash)
{
    return nrr__wide_product(hash, index->capacity).high;
}

static uint64_t key_index_next(const nrr__key_index *index, uint64_t at)
{
    return at + 1 == index->capacity ? 0 : at + 1;
}

/* The part of a slot beside the id. The lower bits of a hash, since the higher ones say where the
 * slot is. */
static uint32_t key_index_tag(const nrr__key_index *index, uint64_t hash)
{
    return (uint32_t)hash & ~index->id_mask;
}

/* Puts an id whose key is not there yet into the table; whether its walk was short enough. */
static int key_index_place(nrr__key_index *index, const nrr__key_store *store, uint32_t id)
{
    nrr__key_entry key = nrr__key_store_read(store, id);
    uint64_t hash = key_index_hash(index, &key), at = key_index_start(index, hash);
    uint32_t steps = 0;

    nrr__assert((id & ~index->id_mask) == 0);
    for (; index->slots[at] != 0; at = key_index_next(index, at))
        if (++steps > KEY_INDEX_WALK)
            return 0;
    index->slots[at] = key_index_tag(index, hash) | id;
    return 1;
}

/* The next hash key is a hash, under the last one, of where the table lies: who made keys for a seed
 * that is known does not know that. No figure and no order depends on it. */
static void key_index_rekey(nrr__key_index *index)
{
    uint64_t place = (uintptr_t)index->slots ^ index->rekeyed << 56;
    nrr__hash_key next;

    next.words[0] = nrr__hash_integer(&index->hash_key, place);
    next.words[1] = nrr__hash_integer(&index->hash_key, ~place);
    index->hash_key = next;
    index->rekeyed++;
}

/* Fills the table, whose slots were just allocated, with ids 1 to count; under another hash key as
 * long as a walk is too long. */
static void key_index_refill(nrr__key_index *index, const nrr__key_store *store, uint32_t count)
{
    uint64_t id;

    do {
        memset(index->slots, 0, (size_t)index->capacity * sizeof *index->slots);
        for (id = 1; id <= count && key_index_place(index, store, (uint32_t)id); id++)
            ;
        if (id <= count)
            key_index_rekey(index);
    } while (id <= count);
    index->count = count;
}

/* All bits up to the highest one of a number. */
static uint32_t key_index_mask(uint64_t number)
{
    uint32_t mask = 1;

    while (mask < number && mask != UINT32_MAX)
        mask = mask << 1 | 1;
    return mask;
}

/* Gives the table room for `count` keys; it stays as it was if there is no memory. */
static nrr_status key_index_reserve(nrr__key_index *index, const nrr_allocator *memory,
                                    const nrr__key_store *store, uint32_t count)
{
    uint64_t capacity = index->capacity < KEY_INDEX_FIRST ? KEY_INDEX_FIRST : index->capacity;
    uint32_t *slots;

    while (key_index_limit(capacity) < count)
        capacity += capacity / 4;
    if (capacity == index->capacity)
        return NRR_OK;
    if (capacity > SIZE_MAX / sizeof *slots)
        return NRR_E_MEMORY;
    slots = nrr__memory_array(memory, (size_t)capacity, sizeof *slots);
    if (slots == NULL)
        return NRR_E_MEMORY;
    nrr__key_index_end(index, memory);
    index->slots = slots;
    index->capacity = capacity;
    index->id_mask = key_index_mask(key_index_limit(capacity));
    key_index_refill(index, store, index->count);
    return NRR_OK;
}

/* The id of a key whose hash is known, or 0. */
static uint32_t key_index_look(const nrr__key_index *index, const nrr__key_store *store,
                               const nrr__key_entry *key, uint64_t hash)
{
    uint64_t at = key_index_start(index, hash);
    uint32_t steps;

    if (index->slots == NULL)
        return 0;
    /* No key is placed farther than this: who looks for one that is not there need not go on. */
    for (steps = 0; steps <= KEY_INDEX_WALK && index->slots[at] != 0;
         steps++, at = key_index_next(index, at)) {
        uint32_t slot = index->slots[at];
        if ((slot & ~index->id_mask) == key_index_tag(index, hash)) {
            nrr__key_entry found = nrr__key_store_read(store, slot & index->id_mask);
            if (key_entry_equal(&found, key))
                return slot & index->id_mask;
        }
    }
    return 0;
}

uint32_t nrr__key_index_find(const nrr__key_index *index, const nrr__key_store *store,
                             const nrr__key_entry *key)
{
    return key_index_look(index, store, key, key_index_hash(index, key));
}

void nrr__key_index_prepare(const nrr__key_index *index, const nrr__key_store *store,
                            nrr__key_probe *probes, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        probes[i].hash = key_index_hash(index, &probes[i].key);
        if (index->slots != NULL)
            nrr__prefetch(&index->slots[key_index_start(index, probes[i].hash)]);
    }
    for (i = 0; i < count && index->slots != NULL; i++) {
        uint32_t slot = index->slots[key_index_start(index, probes[i].hash)];
        if (slot != 0 && (slot & ~index->id_mask) == key_index_tag(index, probes[i].hash))
            nrr__prefetch(nrr__pages_at(&store->words, (slot & index->id_mask) - 1));
    }
}

nrr_status nrr__key_index_intern(nrr__key_index *index, nrr__key_store *store,
                                 const nrr__key_entry *key, uint32_t *id)
{
    nrr__key_probe probe;

    probe.key = *key;
    probe.hash = key_index_hash(index, key);
    return nrr__key_index_intern_probe(index, store, &probe, id);
}

/* Adds a key that is not there. */
static nrr_status key_index_add(nrr__key_index *index, nrr__key_store *store,
                                const nrr__key_entry *key, uint32_t *id)
{
    nrr_status status;

    if (store->count == UINT32_MAX)
        return NRR_E_TOO_MANY;
    status = key_index_reserve(index, &store->memory, store, store->count + 1);
    if (status != NRR_OK)
        return status;
    status = nrr__key_store_add(store, key);
    if (status != NRR_OK)
        return status;
    if (key_index_place(index, store, store->count)) {
        index->count = store->count;
    } else {
        key_index_rekey(index);
        key_index_refill(index, store, store->count);
    }
    *id = store->count;
    return NRR_OK;
}

nrr_status nrr__key_index_intern_probe(nrr__key_index *index, nrr__key_store *store,
                                       const nrr__key_probe *probe, uint32_t *id)
{
    nrr__assert(index->count == store->count);
    *id = key_index_look(index, store, &probe->key, probe->hash);
    return *id != 0 ? NRR_OK : key_index_add(index, store, &probe->key, id);
}

nrr_status nrr__key_index_fill(nrr__key_index *index, const nrr_allocator *memory,
                               const nrr__key_store *store, uint32_t count)
{
    nrr_status status = key_index_reserve(index, memory, store, count);

    if (status == NRR_OK)
        key_index_refill(index, store, count);
    return status;
}
