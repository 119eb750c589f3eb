/* SPDX-License-Identifier: MIT */
/* Group set: the groups that occur (codes of grouping.h), numbered from 0 as they are met, and put in
 * order at the end. */
#ifndef NRR_LIB_GROUP_SET_H
#define NRR_LIB_GROUP_SET_H

#include "nrr/allocator.h"
#include "nrr/status.h"

#include "hash.h"

typedef struct nrr__group_set {
    nrr_allocator memory;
    uint64_t *codes; /* by number */
    uint32_t count;
    size_t capacity; /* of the codes; there are twice as many slots or more */
    uint32_t *slots; /* a number plus 1; 0 = free */
    size_t slot_count; /* a power of two, or 0 */
    nrr__hash_key hash_key;
} nrr__group_set;

void nrr__group_set_begin(nrr__group_set *set, const nrr_allocator *memory,
                          nrr__hash_key hash_key);
void nrr__group_set_end(nrr__group_set *set);

/* The number of a group, a new one if it was not met before. NRR_E_TOO_MANY beyond 2^32 - 1. */
nrr_status nrr__group_set_number(nrr__group_set *set, uint64_t code, uint32_t *number);

/* The number of a group that was met. */
uint32_t nrr__group_set_find(const nrr__group_set *set, uint64_t code);

/* Fills an array of count numbers: those of all groups, in the order of their codes. */
nrr_status nrr__group_set_order(const nrr__group_set *set, uint32_t *numbers);

#endif
