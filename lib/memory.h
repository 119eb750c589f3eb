/* SPDX-License-Identifier: MIT */
/* Memory: the only door to an allocator. Every block is released with the size that it was asked
 * for with, so the holder of a pointer knows its size. Sizes of arrays are checked before they are
 * multiplied. Each handle embeds the copy of the allocator that it was made with. */
#ifndef NRR_LIB_MEMORY_H
#define NRR_LIB_MEMORY_H

#include "nrr/allocator.h"
#include "nrr/status.h"

/* Copies a host's allocator, or malloc and its like if `given` is NULL. */
nrr_status nrr__memory_copy(const nrr_allocator *given, nrr_allocator *memory);

/* NULL where there is no memory, or where count * size is beyond size_t. Never zero-sized: a count
 * of 0 takes one element. */
void *nrr__memory_array(const nrr_allocator *memory, size_t count, size_t size);
/* The same, filled with zero bytes. */
void *nrr__memory_zeroed(const nrr_allocator *memory, size_t count, size_t size);
/* Gives the array room for `count` elements instead of `old_count`; NULL leaves it as it was. */
void *nrr__memory_resize(const nrr_allocator *memory, void *array, size_t old_count, size_t count,
                         size_t size);
/* `array` may be NULL; count and size are those that it was asked for with. */
void nrr__memory_release(const nrr_allocator *memory, void *array, size_t count, size_t size);

/* The capacity to grow an array to, so that it holds `needed`: doubling, so that appending costs
 * amortised O(1). */
size_t nrr__memory_grown(size_t capacity, size_t needed);

#endif
