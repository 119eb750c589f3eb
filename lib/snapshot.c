/* SPDX-License-Identifier: MIT */
/* Snapshot: the hand-over from the ledger to its readers. Nothing is copied but references. */
#include "nrr/snapshot.h"

#include "invariant.h"
#include "memory.h"
#include "parent_timeline.h"
#include "snapshot_state.h"

/* A snapshot of a ledger, of no blocks yet, with room for so many. */
static nrr_snapshot *snapshot_new(const nrr_allocator *memory, nrr__mark *ledger, uint32_t blocks)
{
    nrr_snapshot *made = nrr__memory_zeroed(memory, 1, sizeof *made);

    if (made == NULL)
        return NULL;
    made->memory = *memory;
    made->version_capacity = blocks;
    made->versions = nrr__memory_array(memory, blocks, sizeof *made->versions);
    made->keys = nrr__memory_zeroed(memory, NRR__KEY_FAMILIES, sizeof *made->keys);
    made->derived = nrr__memory_zeroed(memory, 1, sizeof *made->derived);
    made->mark = nrr__mark_new(ledger, memory);
    if (made->mark == NULL || made->versions == NULL || made->keys == NULL || made->derived == NULL) {
        nrr_snapshot_free(made);
        return NULL;
    }
    return made;
}

/* Takes the keys of a family, without the index that another holder may have made of them. */
static void snapshot_take_keys(nrr__snapshot_keys *to, const nrr__snapshot_keys *from)
{
    nrr__count_retain(&from->store->references);
    to->store = from->store;
    to->count = from->count;
    to->hash_key = from->hash_key;
}

static void snapshot_take_ids(nrr_snapshot *snapshot, nrr__id_registry *ids)
{
    if (ids != NULL)
        nrr__count_retain(&ids->references);
    snapshot->ids = ids;
}

static void snapshot_take_parents(nrr_snapshot *snapshot, nrr__parents *parents)
{
    if (parents != NULL)
        nrr__count_retain(&parents->references);
    snapshot->parents = parents;
}

static void snapshot_take_assignments(nrr_snapshot *snapshot, nrr__assignments *assignments)
{
    if (assignments != NULL)
        nrr__count_retain(&assignments->references);
    snapshot->assignments = assignments;
}

static nrr_status snapshot_take_blocks(nrr_snapshot *snapshot, nrr_ledger *ledger)
{
    uint32_t number;

    for (number = 0; number < ledger->block_count; number++) {
        nrr__block *block = &ledger->blocks[number];
        nrr__block_version *version;
        if (block->row_count == 0)
            continue;
        version = nrr__block_version_take(block, number, &ledger->memory);
        if (version == NULL)
            return NRR_E_MEMORY;
        snapshot->versions[snapshot->version_count++] = version;
    }
    return NRR_OK;
}

nrr_status nrr_ledger_snapshot(nrr_ledger *ledger, nrr_snapshot **snapshot)
{
    nrr_snapshot *made;
    nrr_status status;
    size_t family;

    if (ledger == NULL || snapshot == NULL)
        return NRR_E_NULL;
    made = snapshot_new(&ledger->memory, ledger->mark, ledger->block_count);
    if (made == NULL)
        return NRR_E_MEMORY;
    made->coverage = ledger->coverage;
    made->is_strict = ledger->is_strict;
    snapshot_take_ids(made, ledger->ids);
    if (ledger->ids != NULL) {
        made->id_count = ledger->ids->id_count;
        made->address_count = ledger->ids->address_count;
        made->repeat_count = ledger->ids->repeats.count;
        made->conflict_count = ledger->ids->conflicts.count;
    }
    snapshot_take_parents(made, ledger->parents);
    status = nrr__assignments_take(&ledger->assignments, &ledger->memory, &made->assignments);
    if (status != NRR_OK) {
        nrr_snapshot_free(made);
        return status;
    }
    for (family = 0; family < NRR__KEY_FAMILIES; family++) {
        const nrr__keys *keys = &ledger->keys[family];
        nrr__snapshot_keys now = {keys->store, keys->store->count, keys->index.hash_key, {NULL}};
        snapshot_take_keys(&made->keys[family], &now);
    }
    status = snapshot_take_blocks(made, ledger);
    if (status != NRR_OK) {
        nrr_snapshot_free(made);
        return status;
    }
    *snapshot = made;
    return NRR_OK;
}

nrr_status nrr_snapshot_as_known(const nrr_snapshot *snapshot, int64_t known,
                                 nrr_snapshot **earlier)
{
    nrr_snapshot *made;
    size_t family;
    uint32_t i;

    if (snapshot == NULL || earlier == NULL)
        return NRR_E_NULL;
    made = snapshot_new(&snapshot->memory, snapshot->mark->ledger, snapshot->version_count);
    if (made == NULL)
        return NRR_E_MEMORY;
    made->coverage = snapshot->coverage;
    made->is_strict = snapshot->is_strict;
    snapshot_take_ids(made, snapshot->ids);
    made->id_count = snapshot->id_count;
    made->address_count = snapshot->address_count;
    made->repeat_count = snapshot->repeat_count;
    made->conflict_count = snapshot->conflict_count;
    snapshot_take_parents(made, snapshot->parents);
    snapshot_take_assignments(made, snapshot->assignments);
    for (family = 0; family < NRR__KEY_FAMILIES; family++)
        snapshot_take_keys(&made->keys[family], &snapshot->keys[family]);
    for (i = 0; i < snapshot->version_count; i++) {
        nrr__block_version *version =
            nrr__block_version_as_known(snapshot->versions[i], known, &snapshot->memory);
        if (version == NULL) {
            nrr_snapshot_free(made);
            return NRR_E_MEMORY;
        }
        made->versions[made->version_count++] = version;
    }
    *earlier = made;
    return NRR_OK;
}

void nrr_snapshot_free(nrr_snapshot *snapshot)
{
    nrr_allocator memory;
    uint32_t i;

    if (snapshot == NULL)
        return;
    memory = snapshot->memory;
    for (i = 0; i < snapshot->version_count; i++)
        nrr__block_version_release(snapshot->versions[i], &memory);
    nrr__memory_release(&memory, snapshot->versions, snapshot->version_capacity,
                        sizeof *snapshot->versions);
    nrr__assignments_release(snapshot->assignments);
    for (i = 0; snapshot->keys != NULL && i < NRR__KEY_FAMILIES; i++)
        nrr__snapshot_keys_end(&snapshot->keys[i], &memory);
    nrr__memory_release(&memory, snapshot->keys, NRR__KEY_FAMILIES, sizeof *snapshot->keys);
    if (snapshot->derived != NULL)
        nrr__parent_timeline_free(nrr__published_get(&snapshot->derived->parents), &memory);
    nrr__memory_release(&memory, snapshot->derived, 1, sizeof *snapshot->derived);
    nrr__parents_release(snapshot->parents);
    nrr__id_registry_release(snapshot->ids);
    nrr__mark_release(snapshot->mark);
    nrr__memory_release(&memory, snapshot, 1, sizeof *snapshot);
}

/* The version of a block that had a row when the snapshot was taken. */
static const nrr__block_version *snapshot_version(const nrr_snapshot *snapshot,
                                                  uint32_t first_customer)
{
    uint32_t low = 0, high = snapshot->version_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (snapshot->versions[middle]->first_customer < first_customer)
            low = middle + 1;
        else
            high = middle;
    }
    nrr__assert(low < snapshot->version_count &&
                snapshot->versions[low]->first_customer == first_customer);
    return snapshot->versions[low];
}

uint32_t nrr__snapshot_id_address(const nrr_snapshot *snapshot, uint32_t id)
{
    uint32_t address = nrr__id_address(snapshot->ids, id);
    const nrr__block_version *version;
    nrr__id_place place;

    nrr__assert(id <= snapshot->id_count);
    if (address == 0 || address > snapshot->address_count)
        return 0;
    /* Its chunk was there when the snapshot was taken, so its block had a row: but maybe not this. */
    place = nrr__id_place_of(snapshot->ids, address - 1);
    version = snapshot_version(snapshot, place.chunk->first_customer);
    return place.chunk->place + place.row >= version->row_count ? 0 : address;
}
