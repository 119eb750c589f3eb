/* SPDX-License-Identifier: MIT */
/*
 * Memory for one input of a fuzz target: blocks are cut from one array, one behind the other, and
 * all is forgotten when the next input begins. So it is many times faster than malloc, and yet
 * nothing is overlooked: with AddressSanitizer whatever is no live block is poisoned, without it the
 * bytes around a block are looked at when it is released. Requests can be told to fail.
 */
#ifndef NRR_TEST_FUZZ_ARENA_H
#define NRR_TEST_FUZZ_ARENA_H

#include <stddef.h>

#include <nrr/nrr.h>

/* Memory that must not be touched, where that can be found out. */
#ifdef __SANITIZE_ADDRESS__
#define ARENA_POISONS 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#endif

#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
#define ARENA_POISON(address, size)   ASAN_POISON_MEMORY_REGION((address), (size))
#define ARENA_UNPOISON(address, size) ASAN_UNPOISON_MEMORY_REGION((address), (size))
#else
#define ARENA_POISON(address, size)   ((void)(address), (void)(size))
#define ARENA_UNPOISON(address, size) ((void)(address), (void)(size))
#endif

typedef struct fuzz_arena {
    nrr_allocator allocator; /* pass its address to the library */
    size_t used;             /* bytes of the array */
    size_t live;             /* blocks */
    size_t requests;         /* since arena_fail() */
    size_t fail_first;       /* the first of them that fails; 0 = none */
    size_t fail_last;
    int failed; /* one of them did, or the array was too small */
} fuzz_arena;

/* There is one array, so there is one arena at a time. */
void arena_begin(fuzz_arena *arena);

/* Of the requests from now on those from number `first` to number `last` fail; 0 = none. */
void arena_fail(fuzz_arena *arena, size_t first, size_t last);

#endif
