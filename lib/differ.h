/* SPDX-License-Identifier: MIT */
/* Differ: how two versions of a block differ: the customers of whom rows came in between, as they were
 * and as they are. What it finds stays with the later version, as a patch. */
#ifndef NRR_LIB_DIFFER_H
#define NRR_LIB_DIFFER_H

#include "patch.h"

/* How two versions of a block differ, as timelines of the same customers. */
typedef struct nrr__difference {
    const nrr__timeline *before, *after; /* NULL: the block was not there, or is not */
    const uint32_t *numbers;     /* of the customers in the block; NULL: all, in their order */
    uint64_t findings_before, findings_after;
} nrr__difference;

/* Memory to find differences in, one block after the other. */
typedef struct nrr__differ {
    nrr__timeline_builder before, after, patch;
    uint32_t numbers[NRR__BLOCK_CUSTOMERS];
    uint32_t count;
    uint8_t is_asked[NRR__BLOCK_CUSTOMERS]; /* by number, of those: its facts are looked at, all of them; else 0 */
    nrr__patch_list *list;
} nrr__differ;

/* NRR_OK, NRR_E_MEMORY. Ended also after a failure. */
nrr_status nrr__differ_begin(nrr__differ *differ, const nrr_allocator *memory);
void nrr__differ_end(nrr__differ *differ);

/* Finds how `after` differs from `before`, one of which may be NULL. The difference is borrowed until the next
 * one, and from the versions. */
nrr_status nrr__differ_find(nrr__differ *differ, nrr__block_version *before,
                            nrr__block_version *after, nrr__difference *difference);

#endif
