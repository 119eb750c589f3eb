/* SPDX-License-Identifier: MIT */
/* Snapshot state: versions of blocks, and key stores with the counts that hold. Immutable, but for
 * what is derived from it once and published (timelines, indices of keys). */
#ifndef NRR_LIB_SNAPSHOT_STATE_H
#define NRR_LIB_SNAPSHOT_STATE_H

#include "nrr/snapshot.h"

#include "ledger_state.h"

/* A family of keys as of the snapshot. */
typedef struct nrr__snapshot_keys {
    nrr__key_store *store;
    uint32_t count;
    nrr__key_hash hash_key; /* that the ledger's own index began with */
    nrr__published index;   /* nrr__key_index, made when first needed */
} nrr__snapshot_keys;

/* What is derived from a snapshot as a whole when it is first needed. */
typedef struct nrr__snapshot_derived {
    nrr__published parents; /* nrr__parent_timeline */
} nrr__snapshot_derived;

struct nrr_snapshot {
    nrr_allocator memory;
    nrr__mark *mark;
    nrr__coverage coverage;
    int is_strict;
    nrr__parents *parents;    /* NULL: nobody has one */
    nrr__assignments *assignments; /* NULL: nothing was ever assigned */
    nrr__id_registry *ids;    /* NULL: there were no keys of facts */
    uint32_t id_count;        /* ids, addresses and entries of the logs that were there */
    uint32_t address_count;
    uint32_t repeat_count;
    uint32_t conflict_count;
    nrr__snapshot_derived *derived;
    nrr__snapshot_keys *keys; /* one per family */
    nrr__block_version **versions;
    uint32_t version_capacity; /* of the array */
    uint32_t version_count;    /* blocks that have facts */
};

/* The address of the fact of an id, plus 1; 0 if it had not come when the snapshot was taken. */
uint32_t nrr__snapshot_id_address(const nrr_snapshot *snapshot, uint32_t id);

/* Counts the contradictions by rule, of which there are NRR__RULES (finding.c). */
nrr_status nrr__finding_counts(const nrr_snapshot *snapshot, uint64_t *counts);

/* Ends what a snapshot holds of a family (key.c). */
void nrr__snapshot_keys_end(nrr__snapshot_keys *keys, const nrr_allocator *memory);

#endif
