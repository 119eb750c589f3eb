/* SPDX-License-Identifier: MIT */
/* Patch: what a version of a block changes in the timeline of an earlier one: the customers of whom rows
 * came in between, as they are now. It stands in for a timeline of the version where only those customers
 * are asked for, so that a few new facts cost what they are and not what their block is. */
#ifndef NRR_LIB_PATCH_H
#define NRR_LIB_PATCH_H

#include "timeline.h"

typedef struct nrr__patch {
    nrr__block_version *base; /* a version whose timeline or patch is published; holds a reference */
    uint32_t depth;           /* versions that it holds, one by way of the other */
    uint32_t has_findings;    /* there are contradictions in the version, or were on the way to it */
    uint32_t count;
    uint32_t *numbers;        /* ascending: the customers of the block that are not as in the base */
    nrr__timeline *units;     /* what they are, in that order */
} nrr__patch;

/* NULL is allowed; answers the base, of which the caller now has the reference. */
nrr__block_version *nrr__patch_free(nrr__patch *patch, const nrr_allocator *memory);

/* How two versions of a block differ, as timelines of the same customers. */
typedef struct nrr__difference {
    const nrr__timeline *before, *after; /* NULL: the block was not there, or is not */
    const uint32_t *numbers;     /* of the customers in the block; NULL: all, in their order */
    uint64_t findings_before, findings_after;
} nrr__difference;

/* Memory to find differences in, one block after the other. */
typedef struct nrr__differ {
    nrr__timeline_builder before, after;
    uint32_t numbers[NRR__BLOCK_CUSTOMERS];
    uint32_t count;
    uint8_t is_touched[NRR__BLOCK_CUSTOMERS];
} nrr__differ;

void nrr__differ_begin(nrr__differ *differ, const nrr_allocator *memory);
void nrr__differ_end(nrr__differ *differ);

/* Finds how `after` differs from `before`, one of which may be NULL. The difference is borrowed until the next
 * one, and from the versions. */
nrr_status nrr__differ_find(nrr__differ *differ, nrr__block_version *before,
                            nrr__block_version *after, nrr__difference *difference);

#endif
