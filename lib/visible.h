/* SPDX-License-Identifier: MIT */
/* Visible: which rows of a block count, given the voids and what was known by an instant
 * (METRICS.md sections 2 and 7). */
#ifndef NRR_LIB_VISIBLE_H
#define NRR_LIB_VISIBLE_H

#include "block.h"

/* Memory to find that out in, for one block after the other. */
typedef struct nrr__visible {
    size_t capacity;     /* rows that there is room for */
    int64_t *knowns;     /* by place in the block: the earliest `known` of the fact */
    int64_t *void_knowns;
    uint8_t *rows;       /* by place: NRR__ROW_*, or-ed together */
} nrr__visible;

enum {
    NRR__ROW_VOIDED = 1,
    NRR__ROW_HIDDEN = 2 /* does not count: voided or not known by then, or a note */
};

/* Whether a version has rows that do not count, or may have. */
int nrr__visible_is_needed(const nrr__block_version *version);

/* Sets rows[] for a version. */
nrr_status nrr__visible_find(nrr__visible *visible, const nrr__block_version *version,
                             const nrr_allocator *memory);

void nrr__visible_end(nrr__visible *visible, const nrr_allocator *memory);

#endif
