/* SPDX-License-Identifier: MIT */
/* Key: host keys and their ids, on a ledger and on its snapshots. */
#include "nrr/key.h"

#include "column_reader.h"
#include "invariant.h"
#include "ledger_state.h"
#include "memory.h"
#include "snapshot_state.h"

#include <string.h>

/* What every function on keys asks of its caller. */
static nrr_status key_check(const void *handle, nrr_key_family family, const void *out)
{
    if (handle == NULL || out == NULL)
        return NRR_E_NULL;
    return family < NRR_KEY_CUSTOMER || family > NRR_KEY_VALUE ? NRR_E_KEY_FAMILY : NRR_OK;
}

/* A key of bytes, borrowed, if it may be one. */
static nrr_status key_entry_of_bytes(const void *bytes, size_t length, nrr__key_entry *entry)
{
    if (bytes == NULL && length != 0)
        return NRR_E_NULL;
    if (length > NRR_KEY_LENGTH_MAX)
        return NRR_E_KEY_LENGTH;
    entry->bytes = bytes;
    entry->integer = 0;
    entry->length = length;
    entry->type = NRR_KEY_BYTES;
    return NRR_OK;
}

static nrr__key_entry key_entry_of_integer(int64_t integer)
{
    nrr__key_entry entry = {NULL, 0, 0, NRR_KEY_INTEGER};

    entry.integer = integer;
    return entry;
}

static nrr_status key_intern(nrr_ledger *ledger, nrr_key_family family,
                             const nrr__key_entry *entry, uint32_t *id)
{
    nrr__keys *keys = &ledger->keys[family - 1];
    uint32_t interned;
    nrr_status status = nrr__key_index_intern(&keys->index, keys->store, entry, &interned);

    if (status == NRR_OK)
        *id = interned;
    return status;
}

nrr_status nrr_ledger_key(nrr_ledger *ledger, nrr_key_family family, const void *bytes,
                          size_t length, uint32_t *id)
{
    nrr__key_entry entry;
    nrr_status status = key_check(ledger, family, id);

    if (status == NRR_OK)
        status = key_entry_of_bytes(bytes, length, &entry);
    return status != NRR_OK ? status : key_intern(ledger, family, &entry, id);
}

nrr_status nrr_ledger_key_integer(nrr_ledger *ledger, nrr_key_family family, int64_t integer,
                                  uint32_t *id)
{
    nrr__key_entry entry = key_entry_of_integer(integer);
    nrr_status status = key_check(ledger, family, id);

    return status != NRR_OK ? status : key_intern(ledger, family, &entry, id);
}

/* Keys of a column on their way to their ids: from place `first` on. */
typedef struct key_slab {
    size_t first, count; /* places of the column */
    nrr__key_run run;    /* the keys that are there */
    int is_dense;        /* all are: those below with `places` and `ids` are not needed */
    int64_t integers[NRR__KEY_RUN];
    nrr__span strings[NRR__KEY_RUN];
    uint8_t places[NRR__KEY_RUN]; /* of the keys of the run, from `first` on */
    uint32_t ids[NRR__KEY_RUN];
} key_slab;

/* Reads all keys at once, if all are there and may be keys. */
static int key_read_dense(key_slab *slab, const nrr_column *column)
{
    slab->run.count = slab->count;
    slab->run.integers = NULL;
    slab->run.strings = slab->strings;
    if (nrr__column_is_string(column))
        return nrr__column_spans(column, slab->first, slab->count, slab->strings) == slab->count;
    slab->run.integers = nrr__column_slab(column, slab->first, slab->count, slab->integers);
    return slab->run.integers != NULL;
}

/* Reads the key at a place of a column where one is, behind those of the slab. */
static nrr_status key_read_at(key_slab *slab, const nrr_column *column, size_t at)
{
    nrr__span *string = &slab->strings[slab->run.count];
    nrr_status status;

    if (!nrr__column_is_there(column, slab->first + at))
        return NRR_OK;
    if (nrr__column_is_string(column)) {
        status = nrr__column_string(column, slab->first + at, &string->bytes, &string->length);
        if (status == NRR_OK && string->bytes == NULL && string->length != 0)
            status = NRR_E_NULL;
    } else {
        status = nrr__column_integer(column, slab->first + at, &slab->integers[slab->run.count]);
    }
    if (status == NRR_OK)
        slab->places[slab->run.count++] = (uint8_t)at;
    return status;
}

/* Reads so many keys, or up to one that is refused: those before it are still interned. */
static nrr_status key_read_slab(key_slab *slab, const nrr_column *column, size_t count)
{
    nrr_status status = NRR_OK;
    size_t at;

    slab->count = count < NRR__KEY_RUN ? count : NRR__KEY_RUN;
    slab->is_dense = key_read_dense(slab, column);
    if (slab->is_dense)
        return NRR_OK;
    slab->run.integers = nrr__column_is_string(column) ? NULL : slab->integers;
    slab->run.count = 0;
    for (at = 0; at < slab->count && status == NRR_OK; at++)
        status = key_read_at(slab, column, at);
    if (status != NRR_OK)
        slab->count = at - 1;
    return status;
}

/* Interns the keys of a slab. */
static nrr_status key_intern_slab(nrr__keys *keys, key_slab *slab, nrr__key_batch *batch)
{
    uint32_t *ids = batch->ids + slab->first;
    size_t done, i;
    nrr_status status = nrr__key_index_intern_run(&keys->index, keys->store, &slab->run,
                                                  slab->is_dense ? ids : slab->ids, &done);

    if (!slab->is_dense) {
        memset(ids, 0, slab->count * sizeof *ids);
        for (i = 0; i < done; i++)
            ids[slab->places[i]] = slab->ids[i];
        done = done < slab->run.count ? slab->places[done] : slab->count;
    }
    batch->done = slab->first + done;
    return status;
}

nrr_status nrr__ledger_intern(nrr_ledger *ledger, nrr_key_family family, const nrr_column *column,
                              nrr__key_batch *batch)
{
    size_t distinct = column->flags & NRR_COLUMN_CONSTANT && batch->count != 0 ? 1 : batch->count;
    nrr__keys *keys = &ledger->keys[family - 1];
    key_slab slab;

    for (batch->done = 0; batch->done < distinct;) {
        nrr_status status, refused;
        slab.first = batch->done;
        refused = key_read_slab(&slab, column, distinct - slab.first);
        status = key_intern_slab(keys, &slab, batch);
        if (status != NRR_OK || refused != NRR_OK)
            return status != NRR_OK ? status : refused;
    }
    for (; batch->done < batch->count; batch->done++)
        batch->ids[batch->done] = batch->ids[0];
    return NRR_OK;
}

nrr_status nrr_ledger_keys(nrr_ledger *ledger, nrr_key_family family, const nrr_column *keys,
                           size_t count, uint32_t *ids)
{
    nrr__key_batch batch;
    nrr_status status;

    if (ids == NULL && count != 0)
        return NRR_E_NULL;
    status = key_check(ledger, family, keys);
    if (status != NRR_OK)
        return status;
    if (keys->field != NRR_FIELD_KEY)
        return NRR_E_COLUMN_FIELD;
    status = nrr__column_check(keys, count);
    if (status != NRR_OK)
        return status;
    if (keys->type == NRR_COLUMN_ID)
        return NRR_E_COLUMN_TYPE;
    batch.ids = ids;
    batch.count = count;
    return nrr__ledger_intern(ledger, family, keys, &batch);
}

/* A key of bytes that is looked for: one that is longer than a key can be is not there. */
static nrr_status key_sought(const void *bytes, size_t length, nrr__key_entry *entry)
{
    nrr_status status = key_entry_of_bytes(bytes, length, entry);

    return status == NRR_E_KEY_LENGTH ? NRR_E_KEY_UNKNOWN : status;
}

static nrr_status key_find(const nrr__key_index *index, const nrr__key_store *store,
                           const nrr__key_entry *entry, uint32_t *id)
{
    uint32_t found = nrr__key_index_find(index, store, entry);

    if (found == 0)
        return NRR_E_KEY_UNKNOWN;
    *id = found;
    return NRR_OK;
}

nrr_status nrr_ledger_find(const nrr_ledger *ledger, nrr_key_family family, const void *bytes,
                           size_t length, uint32_t *id)
{
    nrr__key_entry entry;
    nrr_status status = key_check(ledger, family, id);
    const nrr__keys *keys;

    if (status == NRR_OK)
        status = key_sought(bytes, length, &entry);
    if (status != NRR_OK)
        return status;
    keys = nrr__ledger_keys(ledger, family);
    return key_find(&keys->index, keys->store, &entry, id);
}

nrr_status nrr_ledger_find_integer(const nrr_ledger *ledger, nrr_key_family family,
                                   int64_t integer, uint32_t *id)
{
    nrr__key_entry entry = key_entry_of_integer(integer);
    nrr_status status = key_check(ledger, family, id);
    const nrr__keys *keys;

    if (status != NRR_OK)
        return status;
    keys = nrr__ledger_keys(ledger, family);
    return key_find(&keys->index, keys->store, &entry, id);
}

/* The key of an id from 1 to count. */
static nrr_status key_give(const nrr__key_store *store, uint32_t count, uint32_t id, nrr_key *key)
{
    nrr__key_entry entry;

    if (id == 0 || id > count)
        return NRR_E_KEY_UNKNOWN;
    entry = nrr__key_store_read(store, id);
    memset(key, 0, sizeof *key);
    key->bytes = entry.bytes;
    key->length = entry.length;
    key->integer = entry.integer;
    key->type = entry.type;
    return NRR_OK;
}

nrr_status nrr_ledger_key_of(const nrr_ledger *ledger, nrr_key_family family, uint32_t id,
                             nrr_key *key)
{
    nrr_status status = key_check(ledger, family, key);

    if (status != NRR_OK)
        return status;
    return key_give(nrr__ledger_keys(ledger, family)->store, nrr__ledger_key_count(ledger, family),
                    id, key);
}

static void key_index_free(nrr__key_index *index, const nrr_allocator *memory)
{
    nrr__key_index_end(index, memory);
    nrr__memory_release(memory, index, 1, sizeof *index);
}

/* The index over the keys that a snapshot holds, made and published when first needed. */
static const nrr__key_index *key_snapshot_index(const nrr_snapshot *snapshot,
                                                nrr__snapshot_keys *keys)
{
    nrr__key_index *index = nrr__published_get(&keys->index), *published;
    nrr_status status;

    if (index != NULL)
        return index;
    index = nrr__memory_array(&snapshot->memory, 1, sizeof *index);
    if (index == NULL)
        return NULL;
    nrr__key_index_begin(index, keys->hash_key);
    status = nrr__key_index_fill(index, &snapshot->memory, keys->store, keys->count);
    if (status != NRR_OK) {
        key_index_free(index, &snapshot->memory);
        return NULL;
    }
    published = nrr__published_set(&keys->index, index);
    if (published != index)
        key_index_free(index, &snapshot->memory);
    return published;
}

void nrr__snapshot_keys_end(nrr__snapshot_keys *keys, const nrr_allocator *memory)
{
    nrr__key_index *index = nrr__published_get(&keys->index);

    if (index != NULL)
        key_index_free(index, memory);
    nrr__key_store_release(keys->store);
}

static nrr_status key_snapshot_find(const nrr_snapshot *snapshot, nrr_key_family family,
                                    const nrr__key_entry *entry, uint32_t *id)
{
    nrr__snapshot_keys *keys = &snapshot->keys[family - 1];
    const nrr__key_index *index = key_snapshot_index(snapshot, keys);

    return index == NULL ? NRR_E_MEMORY : key_find(index, keys->store, entry, id);
}

nrr_status nrr_snapshot_find(const nrr_snapshot *snapshot, nrr_key_family family,
                             const void *bytes, size_t length, uint32_t *id)
{
    nrr__key_entry entry;
    nrr_status status = key_check(snapshot, family, id);

    if (status == NRR_OK)
        status = key_sought(bytes, length, &entry);
    if (status != NRR_OK)
        return status;
    return key_snapshot_find(snapshot, family, &entry, id);
}

nrr_status nrr_snapshot_find_integer(const nrr_snapshot *snapshot, nrr_key_family family,
                                     int64_t integer, uint32_t *id)
{
    nrr__key_entry entry = key_entry_of_integer(integer);
    nrr_status status = key_check(snapshot, family, id);

    return status != NRR_OK ? status : key_snapshot_find(snapshot, family, &entry, id);
}

nrr_status nrr_snapshot_key_of(const nrr_snapshot *snapshot, nrr_key_family family, uint32_t id,
                               nrr_key *key)
{
    nrr_status status = key_check(snapshot, family, key);

    if (status != NRR_OK)
        return status;
    return key_give(snapshot->keys[family - 1].store, snapshot->keys[family - 1].count, id, key);
}
