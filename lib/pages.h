/* SPDX-License-Identifier: MIT */
/* Pages: an append-only array whose elements never move, shared by one writer and any readers.
 *
 * Pages grow with the array, sixteen to each doubling, so little is ever unused, and their directory
 * is small and never moves. A reader that was handed a count may read the elements below it while
 * the writer goes on behind. */
#ifndef NRR_LIB_PAGES_H
#define NRR_LIB_PAGES_H

#include "nrr/allocator.h"

#include "atomic.h"
#include "invariant.h"

#define NRR__PAGES 368 /* 23 doublings of 16 pages, the first pages of 64 elements: 2^32 fit */

enum {
    NRR__PAGES_SPLIT = 4, /* 2^4 pages to a doubling */
    NRR__PAGES_FIRST = 6  /* 2^6 elements in a page of the first doubling */
};

/* Where an element lies. */
typedef struct nrr__page_place {
    uint32_t page;
    uint32_t offset; /* elements before it in the page... */
    uint32_t bits;   /* ...which holds 2^bits */
} nrr__page_place;

/* Places are counted from 2^10 on: then the highest bit names the doubling, the four bits behind it
 * the page in that, and the rest the place in the page. */
static inline nrr__page_place nrr__page_place_of(uint32_t place)
{
    uint64_t position = (uint64_t)place + (UINT64_C(1) << (NRR__PAGES_FIRST + NRR__PAGES_SPLIT));
    nrr__page_place found;

    found.bits = nrr__highest_bit(position) - NRR__PAGES_SPLIT;
    /* The highest bit is in what is added too, and makes up for the doubling that is taken off; in the first one
     * that wraps, and back. */
    found.page = ((found.bits - NRR__PAGES_FIRST - 1) << NRR__PAGES_SPLIT) +
                 (uint32_t)(position >> found.bits);
    found.offset = (uint32_t)(position & ~(~UINT64_C(0) << found.bits));
    nrr__assert(found.page < NRR__PAGES);
    return found;
}

typedef struct nrr__pages {
    size_t element; /* bytes of an element */
    size_t size;    /* bytes of all pages */
    void *pages[NRR__PAGES];
} nrr__pages;

/* An empty array; it takes no memory. */
void nrr__pages_begin(nrr__pages *array, size_t element);
void nrr__pages_end(nrr__pages *array, const nrr_allocator *memory);

/* The element at a place that was reserved. */
static inline void *nrr__pages_at(const nrr__pages *array, uint32_t place)
{
    nrr__page_place found = nrr__page_place_of(place);

    nrr__assert(array->pages[found.page] != NULL);
    return (unsigned char *)array->pages[found.page] + found.offset * array->element;
}

/* The same, made ready to be written for the first time; its bytes are zero. NULL if there is no
 * memory. Places are reserved one after the other. */
void *nrr__pages_reserve(nrr__pages *array, const nrr_allocator *memory, uint32_t place);

#endif
