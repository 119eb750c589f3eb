/* SPDX-License-Identifier: MIT */
/* Parents: the mapping from customers to their parents, shared by a ledger and its snapshots, and
 * copied by the ledger before it changes what a snapshot holds. There are no cycles, and no chain of
 * more than NRR_PARENT_CHAIN_MAX steps, so the way up is short. */
#ifndef NRR_LIB_PARENTS_H
#define NRR_LIB_PARENTS_H

#include "nrr/parent.h"

#include "atomic.h"

typedef struct nrr__parents {
    nrr__count references;
    nrr_allocator memory;
    uint32_t count;       /* customers that the arrays hold */
    uint32_t *of;         /* by customer - 1: the parent; 0 = none */
    uint8_t *heights;     /* by customer - 1: steps down to its farthest descendant, or more */
    int heights_are_exact;
} nrr__parents;

/* NULL is allowed. */
void nrr__parents_release(nrr__parents *parents);

/* The parent of a customer; `parents` may be NULL. */
uint32_t nrr__parent_of(const nrr__parents *parents, uint32_t customer);

/* The top of the chain above a customer: itself, if it has no parent. */
uint32_t nrr__parent_top(const nrr__parents *parents, uint32_t customer);

#endif
