/* SPDX-License-Identifier: MIT */
/* Memory: see memory.h. The one file that calls malloc, realloc and free. */
#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void *memory_libc_alloc(void *context, size_t size)
{
    (void)context;
    return malloc(size);
}

static void *memory_libc_resize(void *context, void *memory, size_t old_size, size_t size)
{
    (void)context;
    (void)old_size;
    return realloc(memory, size);
}

static void memory_libc_release(void *context, void *memory, size_t size)
{
    (void)context;
    (void)size;
    free(memory);
}

nrr_status nrr__memory_copy(const nrr_allocator *given, nrr_allocator *memory)
{
    if (given == NULL) {
        memory->context = NULL;
        memory->alloc = memory_libc_alloc;
        memory->resize = memory_libc_resize;
        memory->release = memory_libc_release;
        return NRR_OK;
    }
    if (given->alloc == NULL || given->resize == NULL || given->release == NULL)
        return NRR_E_ALLOCATOR;
    *memory = *given;
    return NRR_OK;
}

/* Bytes of an array, or 0 if they are beyond size_t. */
static size_t memory_bytes(size_t count, size_t size)
{
    if (count == 0)
        count = 1;
    return count > SIZE_MAX / size ? 0 : count * size;
}

void *nrr__memory_array(const nrr_allocator *memory, size_t count, size_t size)
{
    size_t bytes = memory_bytes(count, size);

    return bytes == 0 ? NULL : memory->alloc(memory->context, bytes);
}

void *nrr__memory_zeroed(const nrr_allocator *memory, size_t count, size_t size)
{
    void *array = nrr__memory_array(memory, count, size);

    if (array != NULL)
        memset(array, 0, memory_bytes(count, size));
    return array;
}

void *nrr__memory_resize(const nrr_allocator *memory, void *array, size_t old_count, size_t count,
                         size_t size)
{
    size_t bytes = memory_bytes(count, size);

    if (bytes == 0)
        return NULL;
    if (array == NULL)
        return memory->alloc(memory->context, bytes);
    return memory->resize(memory->context, array, memory_bytes(old_count, size), bytes);
}

void nrr__memory_release(const nrr_allocator *memory, void *array, size_t count, size_t size)
{
    if (array != NULL)
        memory->release(memory->context, array, memory_bytes(count, size));
}

size_t nrr__memory_grown(size_t capacity, size_t needed)
{
    size_t grown = capacity < 8 ? 8 : capacity * 2; /* one that wraps is below what is needed */

    return grown < needed ? needed : grown;
}
