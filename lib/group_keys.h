/* SPDX-License-Identifier: MIT */
/* Group keys: the keys of the groups of a report, copied, in the order of its rows. */
#ifndef NRR_LIB_GROUP_KEYS_H
#define NRR_LIB_GROUP_KEYS_H

#include "group_map.h"
#include "key_store.h"

/* The value of a group in one dimension. */
typedef struct nrr__group_key {
    nrr__key_entry key; /* bytes are in the pool of its keys */
    int is_assigned;
} nrr__group_key;

typedef struct nrr__group_keys {
    nrr_allocator memory;
    uint32_t count;      /* groups */
    uint32_t dimensions; /* 0: nobody asked for groups; there is one without a key */
    nrr__group_key *keys; /* by group, then by dimension */
    unsigned char *bytes;
    size_t byte_count;
} nrr__group_keys;

/* The keys of the groups of a map. A zeroed object is ended at no cost. */
nrr_status nrr__group_keys_of_map(nrr__group_keys *keys, const nrr__group_map *map,
                                  const nrr_snapshot *snapshot);

/* All groups of some, each once, in order. */
nrr_status nrr__group_keys_union(nrr__group_keys *keys, const nrr__group_keys *const *of,
                                 size_t count, const nrr_allocator *memory);

void nrr__group_keys_end(nrr__group_keys *keys);

/* Where a group of others is among these, which have it. */
uint32_t nrr__group_keys_place(const nrr__group_keys *keys, const nrr__group_key *group);

#endif
