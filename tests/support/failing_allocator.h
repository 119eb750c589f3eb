/* SPDX-License-Identifier: MIT */
#ifndef NRR_TEST_FAILING_ALLOCATOR_H
#define NRR_TEST_FAILING_ALLOCATOR_H

#include <stddef.h>

#include <nrr/nrr.h>

/*
 * An allocator that fails on demand and keeps accounts. Every request (an alloc, or a resize that
 * is not a shrink to nothing) has a number, the first is 1. Usage, for every public call in turn:
 *
 *     for (size_t n = 1;; n++) {
 *         failing_allocator memory;
 *         failing_allocator_init(&memory);
 *         ... bring the object into its state ...
 *         failing_allocator_fail_once(&memory, n);     (or _fail_from: that one and all after it)
 *         status = ... the call ...
 *         bool reached = failing_allocator_failed(&memory) > 0;
 *         failing_allocator_fail_never(&memory);
 *         ... reached: status says no memory, and nothing has changed; else: it worked ...
 *         ... free the object ...
 *         ck_assert_uint_eq(memory.live_blocks, 0);
 *         ck_assert_ptr_null(failing_allocator_complaint(&memory));
 *         if (!reached) break;
 *     }
 *
 * Fresh memory is filled with 0xA5 and released memory with 0x5A. A resize always moves the block,
 * so that a kept old pointer is found out. A wrong size, a pointer that is not live and a byte
 * written past the end are complaints: they are remembered, the first one in words.
 * For one thread.
 */
typedef struct {
    nrr_allocator allocator; /* pass its address to the library */
    size_t requests;         /* since init or the last failing_allocator_fail_... */
    size_t fail_first;       /* the first request that fails; 0 = none */
    size_t fail_last;        /* the last one */
    size_t failures;         /* requests refused so far, since the same moment */
    size_t live_blocks;
    size_t live_bytes;
    size_t peak_bytes;
    const char *complaint;
} failing_allocator;

void failing_allocator_init(failing_allocator *memory);

/* The n-th request from now fails, n >= 1, and no other. */
void failing_allocator_fail_once(failing_allocator *memory, size_t n);

/* The n-th request from now fails, n >= 1, and every later one. */
void failing_allocator_fail_from(failing_allocator *memory, size_t n);

/* No request fails from now on. */
void failing_allocator_fail_never(failing_allocator *memory);

/* How many requests were refused since the last failing_allocator_fail_once or _fail_from. */
size_t failing_allocator_failed(const failing_allocator *memory);

/* What the library did wrong first, in words; NULL when nothing. */
const char *failing_allocator_complaint(const failing_allocator *memory);

#endif
