/* SPDX-License-Identifier: MIT */
/* Key index: see key_index.h. */
#include "key_index.h"

#include "invariant.h"

enum {
    KEY_STEP = 8,   /* integers that take a step together */
    KEY_LOOK = 24,  /* those that take the second step are so many behind those that take the first, */
    KEY_INTERN = 32 /* and so many those that take the third */
};

void nrr__key_index_begin(nrr__key_index *index, nrr__key_hash hash_key)
{
    index->hash_key = hash_key;
    nrr__integer_table_begin(&index->integers, hash_key);
    nrr__string_table_begin(&index->strings, hash_key);
}

void nrr__key_index_end(nrr__key_index *index, const nrr_allocator *memory)
{
    nrr__integer_table_end(&index->integers, memory);
    nrr__string_table_end(&index->strings, memory);
}

size_t nrr__key_index_size(const nrr__key_index *index)
{
    return nrr__integer_table_size(&index->integers) + nrr__string_table_size(&index->strings);
}

static uint32_t key_index_find_integer(const nrr__integer_table *table, int64_t integer)
{
    nrr__integer_slot slot;

    if (table->lines == NULL)
        return 0;
    return nrr__integer_table_seek(table, integer, nrr__key_hash_integer(&table->hash_key, integer), &slot);
}

uint32_t nrr__key_index_find(const nrr__key_index *index, const nrr__key_store *store,
                             const nrr__key_entry *key)
{
    nrr__span string;

    if (key->type == NRR_KEY_INTEGER)
        return key_index_find_integer(&index->integers, key->integer);
    string.bytes = key->bytes;
    string.length = key->length;
    return nrr__string_table_find(&index->strings, store, &string);
}

/* Adds an integer that is not there. */
static nrr_status key_index_add_integer(nrr__integer_table *table, nrr__key_store *store, int64_t integer,
                                        nrr__integer_slot *slot, uint32_t *id)
{
    nrr__key_entry key = {NULL, 0, 0, NRR_KEY_INTEGER};
    nrr_status status;

    if (store->count == UINT32_MAX)
        return NRR_E_TOO_MANY;
    status = nrr__integer_table_reserve(table, &store->memory, integer, slot);
    if (status != NRR_OK)
        return status;
    key.integer = integer;
    status = nrr__key_store_add(store, &key);
    if (status != NRR_OK)
        return status;
    *id = store->count;
    nrr__integer_table_put(table, slot, integer, *id);
    return NRR_OK;
}

/* A run of integers on its way. */
typedef struct key_integers {
    nrr__integer_table *table;
    const int64_t *integers;
    size_t count;
    uint64_t rekeyed; /* of the table, when hashes were taken */
    uint64_t hashes[NRR__KEY_RUN];
    uint32_t *ids;    /* 0 where an integer was not found yet */
} key_integers;

/* The end of the integers from a place on that take a step together. */
static size_t key_integers_end(const key_integers *run, size_t first)
{
    return run->count - first < KEY_STEP ? run->count : first + KEY_STEP;
}

/* The first step, from a place on: takes hashes, and asks for their lines. */
static void key_integers_hash(key_integers *run, size_t first)
{
    size_t end = key_integers_end(run, first), i;

    for (i = first; i < end; i++) {
        run->hashes[i] = nrr__key_hash_integer(&run->table->hash_key, run->integers[i]);
        nrr__prefetch(nrr__integer_table_line(run->table, run->hashes[i]));
    }
}

/* The second: looks for integers in their own lines. Where one is not there, though its line is full, the next
 * line is asked for. */
static void key_integers_look(key_integers *run, size_t first)
{
    size_t end = key_integers_end(run, first), i;

    for (i = first; i < end; i++) {
        const nrr__integer_line *line = nrr__integer_table_line(run->table, run->hashes[i]);
        uint32_t id = nrr__integer_line_find(line, run->integers[i]);
        run->ids[i] = id;
        nrr__prefetch(line + ((id == 0) & (line->ids[NRR__INTEGER_SLOTS - 1] != 0)));
    }
}

/* Interns an integer that was not found. Its hash is out of date if the table took another one since. */
static nrr_status key_integers_intern_one(key_integers *run, nrr__key_store *store, size_t at)
{
    nrr__integer_table *table = run->table;
    int64_t integer = run->integers[at];
    uint64_t hash = run->hashes[at];
    nrr__integer_slot slot;

    if (table->rekeyed != run->rekeyed)
        hash = nrr__key_hash_integer(&table->hash_key, integer);
    run->ids[at] = nrr__integer_table_seek(table, integer, hash, &slot);
    return run->ids[at] != 0 ? NRR_OK : key_index_add_integer(table, store, integer, &slot, &run->ids[at]);
}

/* The third: interns what was not found. `done` are the integers before the first that can't be. */
static nrr_status key_integers_intern(key_integers *run, nrr__key_store *store, size_t first, size_t *done)
{
    size_t end = key_integers_end(run, first);
    nrr_status status = NRR_OK;

    for (*done = first; *done < end; ++*done) {
        if (run->ids[*done] == 0)
            status = key_integers_intern_one(run, store, *done);
        if (status != NRR_OK)
            break;
    }
    return status;
}

/* Interns integers, in three steps that some take together: while they do, the lines of others come. */
static nrr_status key_index_intern_integers(nrr__integer_table *table, nrr__key_store *store,
                                            const nrr__key_run *keys, uint32_t *ids, size_t *done)
{
    key_integers run;
    nrr_status status = NRR_OK;
    size_t at;

    *done = 0;
    if (keys->count != 0) /* else there may be no table, and none is needed */
        status = nrr__integer_table_grow(table, &store->memory);
    run.table = table;
    run.integers = keys->integers;
    run.count = keys->count;
    run.rekeyed = table->rekeyed;
    run.ids = ids;
    for (at = 0; *done < run.count && status == NRR_OK; at += KEY_STEP) {
        if (at < run.count)
            key_integers_hash(&run, at);
        if (at >= KEY_LOOK && at - KEY_LOOK < run.count)
            key_integers_look(&run, at - KEY_LOOK);
        if (at >= KEY_INTERN)
            status = key_integers_intern(&run, store, at - KEY_INTERN, done);
    }
    return status;
}

nrr_status nrr__key_index_intern_run(nrr__key_index *index, nrr__key_store *store, const nrr__key_run *run,
                                     uint32_t *ids, size_t *done)
{
    nrr__assert(run->count <= NRR__KEY_RUN);
    nrr__assert(index->integers.count <= store->count && index->strings.highest <= store->count);
    if (run->integers != NULL)
        return key_index_intern_integers(&index->integers, store, run, ids, done);
    return nrr__string_table_intern(&index->strings, store, run->strings, run->count, ids, done);
}

nrr_status nrr__key_index_intern(nrr__key_index *index, nrr__key_store *store,
                                 const nrr__key_entry *key, uint32_t *id)
{
    nrr__key_run run = {NULL, NULL, 1};
    nrr__span string;
    size_t done;

    string.bytes = key->bytes;
    string.length = key->length;
    run.strings = &string;
    if (key->type == NRR_KEY_INTEGER)
        run.integers = &key->integer;
    return nrr__key_index_intern_run(index, store, &run, id, &done);
}

/* Integers of a store on their way into a table. */
typedef struct key_filling {
    size_t count;
    int64_t integers[NRR__KEY_RUN];
    uint32_t ids[NRR__KEY_RUN];
} key_filling;

/* Adds them. */
static nrr_status key_filling_add(const key_filling *filling, nrr__integer_table *table,
                                  const nrr_allocator *memory)
{
    nrr__integer_slot slot;
    nrr_status status = nrr__integer_table_grow(table, memory);
    size_t i;

    for (i = 0; i < filling->count && status == NRR_OK; i++)
        nrr__prefetch(nrr__integer_table_line(
            table, nrr__key_hash_integer(&table->hash_key, filling->integers[i])));
    for (i = 0; i < filling->count && status == NRR_OK; i++) {
        nrr__integer_table_seek(table, filling->integers[i],
                                nrr__key_hash_integer(&table->hash_key, filling->integers[i]), &slot);
        status = nrr__integer_table_reserve(table, memory, filling->integers[i], &slot);
        if (status == NRR_OK)
            nrr__integer_table_put(table, &slot, filling->integers[i], filling->ids[i]);
    }
    return status;
}

/* Adds the integers among the first `count` keys of a store. */
static nrr_status key_index_fill_integers(nrr__integer_table *table, const nrr_allocator *memory,
                                          const nrr__key_store *store, uint32_t count)
{
    key_filling filling;
    nrr_status status = NRR_OK;
    uint32_t done, i;

    for (done = 0; done < count && status == NRR_OK; done += i) {
        filling.count = 0;
        for (i = 0; i < NRR__KEY_RUN && i < count - done; i++) {
            nrr__key_entry key = nrr__key_store_read(store, done + i + 1);
            filling.integers[filling.count] = key.integer;
            filling.ids[filling.count] = done + i + 1;
            filling.count += key.type == NRR_KEY_INTEGER;
        }
        if (filling.count != 0)
            status = key_filling_add(&filling, table, memory);
    }
    return status;
}

nrr_status nrr__key_index_fill(nrr__key_index *index, const nrr_allocator *memory,
                               const nrr__key_store *store, uint32_t count)
{
    nrr_status status = key_index_fill_integers(&index->integers, memory, store, count);

    if (status == NRR_OK && index->integers.count != count)
        status = nrr__string_table_fill(&index->strings, memory, store, count);
    if (status != NRR_OK)
        nrr__key_index_end(index, memory);
    return status;
}
