/* SPDX-License-Identifier: MIT */
/*
 * A block is a header, its bytes, and a few bytes behind them that nobody may write.
 */
#include "fuzz/arena.h"

#include "fuzz/fuzz.h"

#include <string.h>

enum {
    ARENA_BYTES = 64 << 20,
    ARENA_GRAIN = 32, /* what sizes are rounded up to; a header and a tail have as many bytes */
    ARENA_FRESH = 0xA5,
    ARENA_TAIL = 0xC3
};

typedef union arena_header {
    size_t size;
    long double align_real;
    unsigned char bytes[ARENA_GRAIN];
} arena_header;

static union {
    arena_header align;
    unsigned char bytes[ARENA_BYTES];
} arena_memory;

/* Bytes of the array that the last input may have left as they are not to be found. */
static size_t arena_dirty = ARENA_BYTES;

static size_t arena_rounded(size_t size)
{
    return (size + ARENA_GRAIN - 1) / ARENA_GRAIN * ARENA_GRAIN;
}

#ifdef ARENA_POISONS
static void fill_tail(unsigned char *tail, size_t size)
{
    (void)tail;
    (void)size;
}

static void check_tail(const unsigned char *tail, size_t size)
{
    (void)tail;
    (void)size;
}
#else
static void fill_tail(unsigned char *tail, size_t size)
{
    memset(tail, ARENA_TAIL, size);
}

static void check_tail(const unsigned char *tail, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (tail[i] != ARENA_TAIL) {
            fuzz_expect("a byte behind a block", tail[i], ARENA_TAIL);
        }
    }
}
#endif

static void *arena_alloc(void *context, size_t size)
{
    fuzz_arena *arena = (fuzz_arena *)context;
    arena_header *header = (arena_header *)(void *)(arena_memory.bytes + arena->used);
    unsigned char *block = (unsigned char *)(header + 1);

    fuzz_expect("a block of no bytes was asked for", size == 0, 0);
    arena->requests++;
    if ((arena->requests >= arena->fail_first && arena->requests <= arena->fail_last) ||
        size > ARENA_BYTES || arena_rounded(size) + 2 * ARENA_GRAIN > ARENA_BYTES - arena->used) {
        arena->failed = 1;
        return NULL;
    }
    arena->used += arena_rounded(size) + 2 * ARENA_GRAIN;
    arena_dirty = arena->used;
    arena->live++;
    ARENA_UNPOISON(header, sizeof *header + size);
    header->size = size;
    memset(block, ARENA_FRESH, size);
    fill_tail(block + size, arena_rounded(size) - size + ARENA_GRAIN);
    ARENA_POISON(header, sizeof *header);
    return block;
}

static void arena_release(void *context, void *block, size_t size)
{
    fuzz_arena *arena = (fuzz_arena *)context;
    arena_header *header = (arena_header *)block - 1;

    fuzz_expect("a null block was released", block == NULL, 0);
    ARENA_UNPOISON(header, sizeof *header);
    fuzz_expect("size of a block that came back", (int64_t)size, (int64_t)header->size);
    check_tail((const unsigned char *)block + size, arena_rounded(size) - size + ARENA_GRAIN);
    header->size = 0; /* so that it can't come back twice */
    arena->live--;
    ARENA_POISON(header, sizeof *header + arena_rounded(size));
}

/* Always moves, so that an old pointer that was kept is found out. */
static void *arena_resize(void *context, void *block, size_t old_size, size_t size)
{
    void *moved = arena_alloc(context, size);

    if (moved == NULL) {
        return NULL;
    }
    memcpy(moved, block, old_size < size ? old_size : size);
    arena_release(context, block, old_size);
    return moved;
}

void arena_begin(fuzz_arena *arena)
{
    ARENA_POISON(arena_memory.bytes, arena_dirty);
    arena_dirty = 0;
    memset(arena, 0, sizeof *arena);
    arena->allocator.context = arena;
    arena->allocator.alloc = arena_alloc;
    arena->allocator.resize = arena_resize;
    arena->allocator.release = arena_release;
}

void arena_fail(fuzz_arena *arena, size_t first, size_t last)
{
    arena->requests = 0;
    arena->fail_first = first;
    arena->fail_last = last;
    arena->failed = 0;
}
