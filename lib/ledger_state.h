/* SPDX-License-Identifier: MIT */
/* Ledger state: what a ledger holds, for the files that make up its functions: ledger.c (life,
 * options, counters), key.c (keys), append.c (facts), assign.c (values of dimensions), snapshot.c (the
 * hand-over to readers). */
#ifndef NRR_LIB_LEDGER_STATE_H
#define NRR_LIB_LEDGER_STATE_H

#include "nrr/key.h"

#include "assignment_store.h"
#include "block.h"
#include "id_registry.h"
#include "key_index.h"
#include "mark.h"
#include "parents.h"

enum {
    NRR__KEY_FAMILIES = 5
};

/* A family of keys on the ledger's side. */
typedef struct nrr__keys {
    nrr__key_store *store;
    nrr__key_index index;
} nrr__keys;

/* The span of time for which the host has all facts, as far as it said so. */
typedef struct nrr__coverage {
    int64_t start, end;
    uint32_t has_start, has_end;
} nrr__coverage;

struct nrr_ledger {
    nrr_allocator memory;
    nrr__mark *mark;
    nrr_time_unit time_unit;
    int64_t hash_seed;
    nrr__coverage coverage;
    nrr__keys keys[NRR__KEY_FAMILIES];
    nrr__block *blocks;
    size_t block_capacity;
    uint32_t block_count; /* blocks from here on have no fact */
    nrr__id_registry *ids; /* NULL while there is no key of a fact */
    nrr__parents *parents; /* NULL while nobody has one */
    nrr__assignment_store assignments;
    int is_strict;
    uint64_t fact_count;
    int64_t first_time, last_time; /* of facts, if there is one */
};

/* The keys of a valid family. */
static inline const nrr__keys *nrr__ledger_keys(const nrr_ledger *ledger, nrr_key_family family)
{
    return &ledger->keys[family - 1];
}

static inline uint32_t nrr__ledger_key_count(const nrr_ledger *ledger, nrr_key_family family)
{
    return nrr__ledger_keys(ledger, family)->store->count;
}

/* The ids of a column of keys. */
typedef struct nrr__key_batch {
    uint32_t *ids; /* count of them */
    size_t count;
    size_t done;   /* after a failure: the place of the key to blame */
} nrr__key_batch;

/* Interns a checked column of integers or strings (key.c). */
nrr_status nrr__ledger_intern(nrr_ledger *ledger, nrr_key_family family, const nrr_column *column,
                              nrr__key_batch *batch);

#endif
