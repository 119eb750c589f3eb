/* SPDX-License-Identifier: MIT */
/* Pages: see pages.h. */
#include "pages.h"

#include "atomic.h"
#include "invariant.h"
#include "memory.h"

#include <string.h>

enum {
    PAGES_SPLIT = 4, /* 2^4 pages to a doubling */
    PAGES_FIRST = 6  /* 2^6 elements in a page of the first doubling */
};

typedef struct pages_place {
    uint32_t page;
    uint32_t offset;
    size_t capacity; /* elements of the page */
} pages_place;

/* Places are counted from 2^10 on: then the highest bit names the doubling, the four bits behind it
 * the page in that, and the rest the place in the page. */
static pages_place pages_place_of(uint32_t place)
{
    uint64_t position = (uint64_t)place + (UINT64_C(1) << (PAGES_FIRST + PAGES_SPLIT));
    uint32_t bits = nrr__highest_bit(position) - PAGES_SPLIT;
    pages_place found;

    found.page = ((bits - PAGES_FIRST) << PAGES_SPLIT) +
                 ((uint32_t)(position >> bits) & ((1U << PAGES_SPLIT) - 1));
    found.offset = (uint32_t)(position & ((UINT64_C(1) << bits) - 1));
    found.capacity = (size_t)1 << bits;
    nrr__assert(found.page < NRR__PAGES);
    return found;
}

void nrr__pages_begin(nrr__pages *array, size_t element)
{
    memset(array, 0, sizeof *array);
    array->element = element;
}

void nrr__pages_end(nrr__pages *array, const nrr_allocator *memory)
{
    uint32_t page;

    for (page = 0; page < NRR__PAGES && array->pages[page] != NULL; page++)
        nrr__memory_release(memory, array->pages[page],
                            (size_t)1 << (PAGES_FIRST + (page >> PAGES_SPLIT)), array->element);
}

void *nrr__pages_at(const nrr__pages *array, uint32_t place)
{
    pages_place found = pages_place_of(place);

    nrr__assert(array->pages[found.page] != NULL);
    return (unsigned char *)array->pages[found.page] + found.offset * array->element;
}

void *nrr__pages_reserve(nrr__pages *array, const nrr_allocator *memory, uint32_t place)
{
    pages_place found = pages_place_of(place);

    if (array->pages[found.page] == NULL) {
        array->pages[found.page] = nrr__memory_zeroed(memory, found.capacity, array->element);
        if (array->pages[found.page] == NULL)
            return NULL;
        array->size += found.capacity * array->element;
    }
    return nrr__pages_at(array, place);
}
