/* SPDX-License-Identifier: MIT */
/* Top: the units of a list, of which a page is wanted, in the order of lists (METRICS.md section 7): by
 * size, the largest first, ties by key.
 *
 * Units behind the page are not kept: once as many are there as the page reaches, they lie in a heap
 * with the last one at its root, and a unit that belongs before it takes its place. So a page of a
 * hundred out of a million is found without sorting a million. */
#ifndef NRR_LIB_TOP_H
#define NRR_LIB_TOP_H

#include "snapshot_state.h"
#include "table_state.h"

typedef struct nrr__top_unit {
    int64_t amount;
    int64_t opening, closing;
    uint32_t customer;
    uint32_t line;
} nrr__top_unit;

typedef struct nrr__top {
    const nrr_snapshot *snapshot;
    nrr_page page;
    nrr__top_unit *units; /* the best so far; a heap if there are as many as the page reaches */
    size_t count, capacity;
    uint64_t total; /* units that were offered */
} nrr__top;

void nrr__top_begin(nrr__top *top, const nrr_snapshot *snapshot, const nrr_page *page);
void nrr__top_end(nrr__top *top);

/* NRR_OK, NRR_E_MEMORY. */
nrr_status nrr__top_offer(nrr__top *top, const nrr__top_unit *unit);

/* Makes the table of the page: customer, line, amount, opening, closing. */
nrr_status nrr__top_table(nrr__top *top, nrr_table **table);

/* Whether a unit belongs before another one: below zero if so. */
int nrr__top_compare(const nrr__top_unit *a, const nrr__top_unit *b, const nrr_snapshot *snapshot);

/* Sorts what was kept. NRR_OK, NRR_E_MEMORY. */
nrr_status nrr__top_sort(nrr__top *top);

#endif
