/* SPDX-License-Identifier: MIT */
/*
 * Memory for the library, handed in through its public hook, as a host that has been running for
 * long would have it: regions that were touched before are used again from one run to the next.
 *
 * It also counts what is live, so that bytes per fact can be told, and it can forget its pages, so
 * that the price of touching fresh ones can be told too.
 */
#ifndef BENCH_ARENA_H
#define BENCH_ARENA_H

#include "nrr/allocator.h"

#include <stddef.h>

typedef struct bench_arena bench_arena;

/* In huge pages, if the system has any to give, or in those that it gives by itself. */
bench_arena *bench_arena_new(int huge);
void bench_arena_free(bench_arena *arena);

/* The hook; its context is the arena, which must outlive what is made with it. Thread-safe. */
const nrr_allocator *bench_arena_allocator(const bench_arena *arena);

/* Begins anew with the regions that are there. Nothing may be live; gives 0 if something is. */
int bench_arena_reset(bench_arena *arena);

/* Gives all pages back to the system: the next run touches fresh ones. As for reset. */
int bench_arena_forget(bench_arena *arena);

size_t bench_arena_live(const bench_arena *arena);

/* The most that was live at once since the last reset. */
size_t bench_arena_peak(const bench_arena *arena);

/* What was asked of the system so far: no run that grows it had all of its memory touched. */
size_t bench_arena_size(const bench_arena *arena);

#endif
