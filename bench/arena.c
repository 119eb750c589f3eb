/* SPDX-License-Identifier: MIT */
/*
 * Blocks come from the front of a region, or from a list of released ones of their class; four
 * classes to each power of two. The last block of a region grows in place. One lock guards it all:
 * the library asks for memory seldom.
 */
#define _GNU_SOURCE
#include "arena.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { ARENA_CLASSES = 256, ARENA_REGIONS = 4096, ARENA_ALIGNMENT = 16 };

#define ARENA_REGION_SIZE ((size_t)64 << 20)

typedef struct arena_region {
    char *base;
    size_t size;
    size_t used;
} arena_region;

typedef struct arena_block {
    struct arena_block *next;
} arena_block;

struct bench_arena {
    nrr_allocator allocator;
    pthread_spinlock_t lock;
    int huge;
    size_t live;
    size_t peak;
    size_t size;
    size_t regions;
    arena_block *released[ARENA_CLASSES];
    arena_region region[ARENA_REGIONS];
};

/* The class of a size, and the size of its blocks: at least the size, a multiple of 16. */
static size_t arena_class(size_t size, size_t *rounded)
{
    size_t quarter = ARENA_ALIGNMENT;
    size_t bin = 0;

    while (size > quarter * 8) {
        quarter *= 2;
        bin += 4;
    }
    *rounded = (size + quarter - 1) / quarter * quarter;
    return bin + *rounded / quarter;
}

static char *region_take(arena_region *region, size_t size)
{
    char *block = region->base + region->used;

    if (region->size - region->used < size) {
        return NULL;
    }
    region->used += size;
    return block;
}

static char *arena_grow(bench_arena *arena, size_t size)
{
    size_t wanted = size > ARENA_REGION_SIZE ? (size + 4095) / 4096 * 4096 : ARENA_REGION_SIZE;
    arena_region *region = &arena->region[arena->regions];
    void *base;

    if (arena->regions == ARENA_REGIONS) {
        return NULL;
    }
    base = mmap(NULL, wanted, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (base == MAP_FAILED) {
        return NULL;
    }
    if (arena->huge) {
        madvise(base, wanted, MADV_HUGEPAGE);
    }
    region->base = base;
    region->size = wanted;
    region->used = 0;
    arena->regions++;
    arena->size += wanted;
    return region_take(region, size);
}

static void *arena_take(bench_arena *arena, size_t size)
{
    size_t rounded;
    size_t bin = arena_class(size, &rounded);
    void *block = arena->released[bin];

    if (block != NULL) {
        arena->released[bin] = arena->released[bin]->next;
    }
    for (size_t i = 0; block == NULL && i < arena->regions; i++) {
        block = region_take(&arena->region[i], rounded);
    }
    if (block == NULL) {
        block = arena_grow(arena, rounded);
    }
    if (block != NULL) {
        arena->live += size;
        arena->peak = arena->live > arena->peak ? arena->live : arena->peak;
    }
    return block;
}

static void arena_give(bench_arena *arena, void *memory, size_t size)
{
    size_t rounded;
    size_t bin = arena_class(size, &rounded);
    arena_block *block = memory;

    block->next = arena->released[bin];
    arena->released[bin] = block;
    arena->live -= size;
}

/* Whether the block can stay where it is: its class is the same, or it is the last of its region and
 * the region has room behind it. */
static int arena_stretch(bench_arena *arena, char *memory, size_t old_size, size_t size)
{
    size_t old_rounded;
    size_t rounded;
    int fits;

    arena_class(old_size, &old_rounded);
    arena_class(size, &rounded);
    fits = rounded == old_rounded;
    for (size_t i = 0; !fits && i < arena->regions; i++) {
        arena_region *region = &arena->region[i];
        if (memory + old_rounded == region->base + region->used && memory >= region->base &&
            (rounded < old_rounded || region->size - region->used >= rounded - old_rounded)) {
            region->used = region->used - old_rounded + rounded;
            fits = 1;
        }
    }
    if (fits) {
        arena->live = arena->live - old_size + size;
        arena->peak = arena->live > arena->peak ? arena->live : arena->peak;
    }
    return fits;
}

static void *arena_alloc(void *context, size_t size)
{
    bench_arena *arena = context;
    void *memory;

    pthread_spin_lock(&arena->lock);
    memory = arena_take(arena, size);
    pthread_spin_unlock(&arena->lock);
    return memory;
}

static void *arena_resize(void *context, void *memory, size_t old_size, size_t size)
{
    bench_arena *arena = context;
    void *moved = memory;

    pthread_spin_lock(&arena->lock);
    if (memory == NULL) {
        moved = arena_take(arena, size);
    } else if (!arena_stretch(arena, memory, old_size, size)) {
        moved = arena_take(arena, size);
        if (moved != NULL) {
            memcpy(moved, memory, old_size < size ? old_size : size);
            arena_give(arena, memory, old_size);
        }
    }
    pthread_spin_unlock(&arena->lock);
    return moved;
}

static void arena_release(void *context, void *memory, size_t size)
{
    bench_arena *arena = context;

    if (memory == NULL) {
        return;
    }
    pthread_spin_lock(&arena->lock);
    arena_give(arena, memory, size);
    pthread_spin_unlock(&arena->lock);
}

bench_arena *bench_arena_new(int huge)
{
    bench_arena *arena = calloc(1, sizeof *arena);

    if (arena == NULL) {
        return NULL;
    }
    pthread_spin_init(&arena->lock, PTHREAD_PROCESS_PRIVATE);
    arena->huge = huge;
    arena->allocator.context = arena;
    arena->allocator.alloc = arena_alloc;
    arena->allocator.resize = arena_resize;
    arena->allocator.release = arena_release;
    return arena;
}

void bench_arena_free(bench_arena *arena)
{
    if (arena == NULL) {
        return;
    }
    for (size_t i = 0; i < arena->regions; i++) {
        munmap(arena->region[i].base, arena->region[i].size);
    }
    pthread_spin_destroy(&arena->lock);
    free(arena);
}

const nrr_allocator *bench_arena_allocator(const bench_arena *arena)
{
    return &arena->allocator;
}

int bench_arena_reset(bench_arena *arena)
{
    if (arena->live != 0) {
        return 0;
    }
    memset(arena->released, 0, sizeof arena->released);
    arena->peak = 0;
    for (size_t i = 0; i < arena->regions; i++) {
        arena->region[i].used = 0;
    }
    return 1;
}

int bench_arena_forget(bench_arena *arena)
{
    if (!bench_arena_reset(arena)) {
        return 0;
    }
    for (size_t i = 0; i < arena->regions; i++) {
        madvise(arena->region[i].base, arena->region[i].size, MADV_DONTNEED);
    }
    return 1;
}

size_t bench_arena_live(const bench_arena *arena)
{
    return arena->live;
}

size_t bench_arena_peak(const bench_arena *arena)
{
    return arena->peak;
}

size_t bench_arena_size(const bench_arena *arena)
{
    return arena->size;
}
