/* SPDX-License-Identifier: MIT */
/* Patch: what a version of a block changes in the timeline of an earlier one: the customers of whom rows
 * came in between, as they are now. It stands in for a timeline of the version where only those customers
 * are asked for, so that a few new facts cost what they are and not what their block is.
 *
 * A patch that is made takes those below it up that hold no more customers than it does, so each lies on a larger
 * one: the way down to a timeline is short, and no customer is copied often. */
#ifndef NRR_LIB_PATCH_H
#define NRR_LIB_PATCH_H

#include "timeline.h"

typedef struct nrr__patch {
    nrr__block_version *base; /* a version whose timeline or patch is published; holds a reference */
    uint32_t held;            /* customers of this patch and of those that it holds by way of its base */
    uint32_t count;
    uint32_t *numbers;        /* ascending: the customers of the block that are not as in the base */
    nrr__timeline *units;     /* what they are, in that order */
} nrr__patch;

/* Where a customer's movements are known: a unit of a timeline. */
typedef struct nrr__patch_unit {
    const nrr__timeline *timeline;
    uint32_t number; /* behind the last unit: it has none */
} nrr__patch_unit;

/* Customers of a block, ascending, and where they are known. */
typedef struct nrr__patch_list {
    uint32_t count;
    uint32_t numbers[NRR__BLOCK_CUSTOMERS];
    nrr__patch_unit units[NRR__BLOCK_CUSTOMERS];
} nrr__patch_list;

/* NULL is allowed; answers the base, of which the caller now has the reference. */
nrr__block_version *nrr__patch_free(nrr__patch *patch, const nrr_allocator *memory);

/* Of a version with a timeline or a patch: the newest that is known of a customer, and how many customers its patch
 * holds by all ways (0: it has none). */
nrr__patch_unit nrr__patch_find(const nrr__block_version *version, uint32_t number);
uint32_t nrr__patch_held(const nrr__block_version *version);

/* Copies a unit behind the last one of a timeline that has room. */
void nrr__patch_copy_unit(const nrr__patch_unit *unit, nrr__timeline *to);

/* Takes up into a list what the patches from a version down hold, as long as they are not larger than the list;
 * the version behind them. */
nrr__block_version *nrr__patch_gather(nrr__patch_list *list, nrr__block_version *version);

/* Publishes a list as the patch of a version, unless it has one by now. Takes over the reference to the base; NULL
 * is allowed, and no memory is no failure: a timeline does as well. */
void nrr__patch_publish(const nrr__patch_list *list, nrr__block_version *base,
                        nrr__block_version *version, nrr__timeline_builder *builder);

#endif
