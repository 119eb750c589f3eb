/* SPDX-License-Identifier: MIT */
/* Group keys: see group_keys.h. */
#include "group_keys.h"

#include "invariant.h"
#include "key_order.h"
#include "memory.h"
#include "snapshot_state.h"
#include "sort.h"

#include <string.h>

void nrr__group_keys_end(nrr__group_keys *keys)
{
    size_t size = (size_t)keys->dimensions * sizeof *keys->keys;

    if (keys->dimensions == 0)
        return;
    nrr__memory_release(&keys->memory, keys->keys, keys->count, size);
    nrr__memory_release(&keys->memory, keys->bytes, keys->byte_count, 1);
}

/* Values by key, those of no value last. */
static int group_compare_key(const nrr__group_key *a, const nrr__group_key *b)
{
    if (a->is_assigned != b->is_assigned)
        return a->is_assigned ? -1 : 1;
    return a->is_assigned ? nrr__key_entry_order(&a->key, &b->key) : 0;
}

/* Groups by the first dimension, then by the second; the context says how many there are. */
static int group_compare(const void *a, const void *b, const void *context)
{
    const nrr__group_key *left = a, *right = b;
    const uint32_t *dimensions = context;
    int order = 0;
    uint32_t i;

    for (i = 0; i < *dimensions && order == 0; i++)
        order = group_compare_key(&left[i], &right[i]);
    return order;
}

/* Copies the bytes of all keys, whose entries are in place. */
static nrr_status group_copy_bytes(nrr__group_keys *keys)
{
    size_t count = (size_t)keys->count * keys->dimensions, i, at = 0;

    for (i = 0; i < count; i++)
        if (keys->keys[i].is_assigned)
            at += keys->keys[i].key.length;
    keys->bytes = nrr__memory_array(&keys->memory, at, 1);
    if (keys->bytes == NULL)
        return NRR_E_MEMORY;
    keys->byte_count = at;
    for (i = 0, at = 0; i < count; i++) {
        nrr__key_entry *key = &keys->keys[i].key;
        if (!keys->keys[i].is_assigned || key->type != NRR_KEY_BYTES)
            continue;
        if (key->length != 0)
            memcpy(keys->bytes + at, key->bytes, key->length);
        key->bytes = keys->bytes + at;
        at += key->length;
    }
    return NRR_OK;
}

static nrr_status group_keys_new(nrr__group_keys *keys, const nrr_allocator *memory,
                                 uint32_t dimensions, uint32_t count)
{
    memset(keys, 0, sizeof *keys);
    keys->memory = *memory;
    keys->count = count;
    keys->dimensions = dimensions;
    if (dimensions == 0)
        return NRR_OK;
    keys->keys = nrr__memory_zeroed(memory, count, (size_t)dimensions * sizeof *keys->keys);
    return keys->keys == NULL ? NRR_E_MEMORY : NRR_OK;
}

nrr_status nrr__group_keys_of_map(nrr__group_keys *keys, const nrr__group_map *map,
                                  const nrr_snapshot *snapshot)
{
    const nrr__key_store *store = snapshot->keys[NRR_KEY_VALUE - 1].store;
    uint32_t values[NRR_DIMENSIONS_MAX], dimensions = map->grouping.count, group, i;
    nrr_status status = group_keys_new(keys, &snapshot->memory, dimensions, map->count);

    if (status != NRR_OK || dimensions == 0)
        return status;
    for (group = 0; group < map->count; group++) {
        nrr__group_map_values(map, group, values);
        for (i = 0; i < dimensions; i++) {
            nrr__group_key *key = &keys->keys[group * (size_t)dimensions + i];
            key->is_assigned = values[i] != 0;
            if (key->is_assigned)
                key->key = nrr__key_store_read(store, values[i]);
        }
    }
    return group_copy_bytes(keys);
}

/* Sorts groups, of which there is room for twice as many, and drops those that are there already. */
static uint32_t group_sort(nrr__group_key *groups, uint32_t dimensions, size_t count)
{
    nrr__sortable sortable = {groups, groups + count * dimensions, count,
                              dimensions * sizeof *groups, &dimensions};
    size_t i, kept = 1;

    nrr__sort(&sortable, group_compare);
    for (i = 1; i < count; i++)
        if (group_compare(groups + i * dimensions, groups + (kept - 1) * dimensions,
                          &dimensions) != 0)
            memmove(groups + kept++ * dimensions, groups + i * dimensions,
                    dimensions * sizeof *groups);
    return (uint32_t)kept;
}

nrr_status nrr__group_keys_union(nrr__group_keys *keys, const nrr__group_keys *const *of,
                                 size_t count, const nrr_allocator *memory)
{
    uint32_t dimensions = of[0]->dimensions;
    size_t size = (size_t)dimensions * sizeof(nrr__group_key), total = 0, at = 0, i;
    nrr__group_key *all;
    nrr_status status;

    if (dimensions == 0)
        return group_keys_new(keys, memory, 0, 1);
    memset(keys, 0, sizeof *keys);
    for (i = 0; i < count; i++)
        total += of[i]->count;
    if (total > UINT32_MAX)
        return NRR_E_TOO_MANY;
    all = nrr__memory_array(memory, total, 2 * size);
    if (all == NULL)
        return NRR_E_MEMORY;
    for (i = 0; i < count; i++) {
        memcpy(all + at * dimensions, of[i]->keys, of[i]->count * size);
        at += of[i]->count;
    }
    status = group_keys_new(keys, memory, dimensions, group_sort(all, dimensions, total));
    if (status == NRR_OK) {
        memcpy(keys->keys, all, keys->count * size);
        status = group_copy_bytes(keys);
    }
    nrr__memory_release(memory, all, total, 2 * size);
    return status;
}

uint32_t nrr__group_keys_place(const nrr__group_keys *keys, const nrr__group_key *group)
{
    uint32_t low = 0, high = keys->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (group_compare(keys->keys + (size_t)middle * keys->dimensions, group,
                          &keys->dimensions) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    nrr__assert(low < keys->count);
    return low;
}
