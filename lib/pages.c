/* SPDX-License-Identifier: MIT */
/* Pages: see pages.h. */
#include "pages.h"

#include "memory.h"

#include <string.h>

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
                            (size_t)1 << (NRR__PAGES_FIRST + (page >> NRR__PAGES_SPLIT)), array->element);
}

void *nrr__pages_reserve(nrr__pages *array, const nrr_allocator *memory, uint32_t place)
{
    nrr__page_place found = nrr__page_place_of(place);

    if (array->pages[found.page] == NULL) {
        size_t capacity = (size_t)1 << found.bits;
        array->pages[found.page] = nrr__memory_zeroed(memory, capacity, array->element);
        if (array->pages[found.page] == NULL)
            return NULL;
        array->size += capacity * array->element;
    }
    return nrr__pages_at(array, place);
}
