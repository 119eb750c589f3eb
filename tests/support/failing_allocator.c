/* SPDX-License-Identifier: MIT */
/*
 * Each block carries a header in front (a mark, its size, its owner) and a few known bytes behind,
 * so that sizes and pointers that come back can be checked without a table.
 */
#include "support/failing_allocator.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MARK_LIVE UINT64_C(0x6c69766520626c6b)
#define MARK_DEAD UINT64_C(0x6465616420626c6b)
#define BYTE_FRESH 0xA5
#define BYTE_DEAD 0x5A
#define BYTE_TAIL 0xC3

enum { TAIL_SIZE = 16 };

typedef union {
    struct {
        uint64_t mark;
        size_t size;
        failing_allocator *owner;
    } as;
    /* The strictest alignment that C99 can name: what follows is aligned as malloc's would be. */
    long double align_real;
    void *align_pointer;
    long long align_integer;
    unsigned char align_bytes[32];
} block_header;

static void complain(failing_allocator *memory, const char *what)
{
    if (memory->complaint == NULL) {
        memory->complaint = what;
    }
}

static int is_refused(failing_allocator *memory)
{
    memory->requests++;
    if (memory->fail_first == 0 || memory->requests < memory->fail_first ||
        memory->requests > memory->fail_last) {
        return 0;
    }
    memory->failures++;
    return 1;
}

static block_header *header_of(void *memory)
{
    return (block_header *)memory - 1;
}

/* Null when `block` cannot be trusted, which has then been complained about. */
static block_header *live_header(failing_allocator *memory, void *block, size_t size)
{
    block_header *header = header_of(block);
    unsigned char *tail = (unsigned char *)block;
    size_t i;

    if (header->as.mark != MARK_LIVE || header->as.owner != memory) {
        complain(memory, "a block was resized or released that is not live here");
        return NULL;
    }
    if (header->as.size != size) {
        complain(memory, "a block came back with another size than it was asked for");
    }
    tail += header->as.size;
    for (i = 0; i < TAIL_SIZE; i++) {
        if (tail[i] != BYTE_TAIL) {
            complain(memory, "a byte behind the end of a block was written");
            break;
        }
    }
    return header;
}

static void *block_new(failing_allocator *memory, size_t size)
{
    block_header *header;
    unsigned char *block;

    if (size > SIZE_MAX - sizeof *header - TAIL_SIZE) {
        return NULL;
    }
    header = (block_header *)malloc(sizeof *header + size + TAIL_SIZE);
    if (header == NULL) {
        return NULL;
    }
    header->as.mark = MARK_LIVE;
    header->as.size = size;
    header->as.owner = memory;
    block = (unsigned char *)(header + 1);
    memset(block, BYTE_FRESH, size);
    memset(block + size, BYTE_TAIL, TAIL_SIZE);
    memory->live_blocks++;
    memory->live_bytes += size;
    if (memory->live_bytes > memory->peak_bytes) {
        memory->peak_bytes = memory->live_bytes;
    }
    return block;
}

static void block_free(failing_allocator *memory, block_header *header)
{
    memory->live_blocks--;
    memory->live_bytes -= header->as.size;
    header->as.mark = MARK_DEAD;
    memset(header + 1, BYTE_DEAD, header->as.size);
    free(header);
}

static void *failing_alloc(void *context, size_t size)
{
    failing_allocator *memory = (failing_allocator *)context;

    if (size == 0) {
        complain(memory, "a block of no bytes was asked for");
    }
    if (is_refused(memory)) {
        return NULL;
    }
    return block_new(memory, size);
}

static void *failing_resize(void *context, void *block, size_t old_size, size_t size)
{
    failing_allocator *memory = (failing_allocator *)context;
    block_header *header = NULL;
    void *moved;

    if (size == 0) {
        complain(memory, "a block was resized to no bytes");
    }
    if (block != NULL) {
        header = live_header(memory, block, old_size);
        if (header == NULL) {
            return NULL;
        }
    } else if (old_size != 0) {
        complain(memory, "a null block was resized from more than no bytes");
    }
    if (is_refused(memory)) {
        return NULL;
    }
    moved = block_new(memory, size);
    if (moved != NULL && header != NULL) {
        memcpy(moved, block, header->as.size < size ? header->as.size : size);
        block_free(memory, header);
    }
    return moved;
}

static void failing_release(void *context, void *block, size_t size)
{
    failing_allocator *memory = (failing_allocator *)context;
    block_header *header;

    if (block == NULL) {
        if (size != 0) {
            complain(memory, "a null block was released with a size");
        }
        return;
    }
    header = live_header(memory, block, size);
    if (header != NULL) {
        block_free(memory, header);
    }
}

void failing_allocator_init(failing_allocator *memory)
{
    memset(memory, 0, sizeof *memory);
    memory->allocator.context = memory;
    memory->allocator.alloc = failing_alloc;
    memory->allocator.resize = failing_resize;
    memory->allocator.release = failing_release;
}

static void fail_between(failing_allocator *memory, size_t first, size_t last)
{
    memory->requests = 0;
    memory->failures = 0;
    memory->fail_first = first;
    memory->fail_last = last;
}

void failing_allocator_fail_once(failing_allocator *memory, size_t n)
{
    fail_between(memory, n, n);
}

void failing_allocator_fail_from(failing_allocator *memory, size_t n)
{
    fail_between(memory, n, SIZE_MAX);
}

void failing_allocator_fail_never(failing_allocator *memory)
{
    memory->fail_first = 0;
    memory->fail_last = 0;
}

size_t failing_allocator_failed(const failing_allocator *memory)
{
    return memory->failures;
}

const char *failing_allocator_complaint(const failing_allocator *memory)
{
    return memory->complaint;
}
