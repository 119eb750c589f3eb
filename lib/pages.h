/* SPDX-License-Identifier: MIT */
/* Pages: an append-only array whose elements never move, shared by one writer and any readers.
 *
 * Pages grow with the array, sixteen to each doubling, so little is ever unused, and their directory
 * is small and never moves. A reader that was handed a count may read the elements below it while
 * the writer goes on behind. */
#ifndef NRR_LIB_PAGES_H
#define NRR_LIB_PAGES_H

#include "nrr/allocator.h"

#include <stdint.h>

#define NRR__PAGES 368 /* 23 doublings of 16 pages, the first pages of 64 elements: 2^32 fit */

typedef struct nrr__pages {
    size_t element; /* bytes of an element */
    size_t size;    /* bytes of all pages */
    void *pages[NRR__PAGES];
} nrr__pages;

/* An empty array; it takes no memory. */
void nrr__pages_begin(nrr__pages *array, size_t element);
void nrr__pages_end(nrr__pages *array, const nrr_allocator *memory);

/* The element at a place that was reserved. */
void *nrr__pages_at(const nrr__pages *array, uint32_t place);

/* The same, made ready to be written for the first time; its bytes are zero. NULL if there is no
 * memory. Places are reserved one after the other. */
void *nrr__pages_reserve(nrr__pages *array, const nrr_allocator *memory, uint32_t place);

#endif
