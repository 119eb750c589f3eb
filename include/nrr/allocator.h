/* SPDX-License-Identifier: MIT */
/** @file nrr/allocator.h
 * Where a handle gets its memory. */
#ifndef NRR_ALLOCATOR_H
#define NRR_ALLOCATOR_H

#include <stddef.h>

/** A host's own memory functions. The struct is copied when a handle is made; the context must
 * outlive every handle made with it. With several threads the functions must be thread-safe,
 * since handles share memory and the last one of them to be freed releases it.
 *
 * `alloc` and `resize` answer NULL when there is no memory, and then `resize` leaves the old
 * memory as it was. Memory must be aligned as malloc aligns it. Sizes are never 0. */
typedef struct nrr_allocator {
    void *context; /**< handed to each function; may be NULL */
    void *(*alloc)(void *context, size_t size);
    void *(*resize)(void *context, void *memory, size_t old_size, size_t size);
    void (*release)(void *context, void *memory, size_t size);
} nrr_allocator;

#endif
