/* SPDX-License-Identifier: MIT */
/* Block: see block.h. */
#include "block.h"

#include "invariant.h"
#include "memory.h"
#include "patch.h"

enum {
    BLOCK_CHUNK_FIRST = 16,    /* facts of a block's first chunk: small ledgers stay small */
    BLOCK_CHUNK_LARGEST = 4096 /* chunks stop doubling here, so that little room is left unused */
};

size_t nrr__block_room(const nrr__block *block, uint32_t columns)
{
    const nrr__fact_chunk *newest = block->newest;

    return newest == NULL || (columns & ~newest->columns) != 0 ? 0 : newest->capacity - newest->used;
}

nrr_status nrr__block_reserve(nrr__block *block, uint32_t number, const nrr_allocator *memory)
{
    uint32_t columns = block->pending_columns;
    size_t room = nrr__block_room(block, columns), capacity = BLOCK_CHUNK_FIRST;

    nrr__assert(block->spare == NULL);
    if (block->pending > NRR__BLOCK_ROWS - block->row_count)
        return NRR_E_TOO_MANY;
    if (block->pending <= room)
        return NRR_OK;
    if (block->newest != NULL) {
        columns |= block->newest->columns;
        capacity = block->newest->capacity * 2;
        if (capacity > BLOCK_CHUNK_LARGEST)
            capacity = BLOCK_CHUNK_LARGEST;
    }
    if (capacity < block->pending - room)
        capacity = block->pending - room;
    if (capacity > SIZE_MAX - NRR__CHUNK_ROWS)
        return NRR_E_MEMORY;
    if ((columns & NRR__CHUNK_IDS) != 0)
        capacity = (capacity + NRR__CHUNK_ROWS - 1) / NRR__CHUNK_ROWS * NRR__CHUNK_ROWS;
    block->spare = nrr__fact_chunk_new(memory, capacity, columns, nrr__block_first(number));
    return block->spare == NULL ? NRR_E_MEMORY : NRR_OK;
}

void nrr__block_forget(nrr__block *block, const nrr_allocator *memory)
{
    nrr__fact_chunk_release(block->spare, memory);
    block->spare = NULL;
    block->pending = 0;
    block->pending_columns = 0;
}

/* The block's reference to the old chunk becomes that of the new one. */
nrr__fact_chunk *nrr__block_use_spare(nrr__block *block)
{
    nrr__assert(block->spare != NULL);
    block->spare->previous = block->newest;
    block->spare->previous_used = block->newest == NULL ? 0 : block->newest->used;
    block->spare->place = block->row_count;
    block->newest = block->spare;
    block->spare = NULL;
    return block->newest;
}

void nrr__block_change(nrr__block *block, const nrr_allocator *memory)
{
    nrr__block_version_release(block->version, memory);
    block->version = NULL;
}

uint32_t nrr__block_append(nrr__block *block, const nrr_fact *fact)
{
    nrr__assert(nrr__block_room(block, nrr__fact_columns(fact)) != 0);
    block->row_count++;
    block->has_notes |= nrr__kind_is_note(fact->kind);
    return nrr__fact_chunk_append(block->newest, fact);
}

size_t nrr__block_size(const nrr__block *block)
{
    const nrr__fact_chunk *chunk;
    size_t size = 0;

    for (chunk = block->newest; chunk != NULL; chunk = chunk->previous)
        size += nrr__fact_chunk_size(chunk);
    return size;
}

void nrr__block_end(nrr__block *block, const nrr_allocator *memory)
{
    nrr__block_version_release(block->version, memory);
    nrr__fact_chunk_release(block->newest, memory);
}

/* A version with the rows of another one, of which nothing is derived yet. */
static nrr__block_version *block_version_like(const nrr__block_version *version,
                                              const nrr_allocator *memory)
{
    nrr__block_version *made = nrr__memory_zeroed(memory, 1, sizeof *made);

    if (made == NULL)
        return NULL;
    nrr__count_begin(&made->references);
    made->first_customer = version->first_customer;
    made->newest = version->newest;
    made->newest_used = version->newest_used;
    made->row_count = version->row_count;
    made->known = version->known;
    made->has_notes = version->has_notes;
    nrr__count_retain(&made->newest->references);
    return made;
}

nrr__block_version *nrr__block_version_take(nrr__block *block, uint32_t number,
                                            const nrr_allocator *memory)
{
    nrr__block_version *version = block->version;

    if (version == NULL) {
        version = nrr__memory_zeroed(memory, 1, sizeof *version);
        if (version == NULL)
            return NULL;
        nrr__count_begin(&version->references);
        version->first_customer = nrr__block_first(number);
        version->newest = block->newest;
        version->newest_used = block->newest->used;
        version->row_count = block->row_count;
        version->known = INT64_MAX;
        version->has_notes = block->has_notes;
        nrr__count_retain(&block->newest->references);
        block->version = version;
    }
    nrr__count_retain(&version->references);
    return version;
}

nrr__block_version *nrr__block_version_as_known(nrr__block_version *version, int64_t known,
                                                const nrr_allocator *memory)
{
    nrr__block_version *made;

    if (known >= version->known || (version->newest->columns & NRR__CHUNK_KNOWNS) == 0) {
        nrr__count_retain(&version->references);
        return version;
    }
    made = block_version_like(version, memory);
    if (made != NULL)
        made->known = known;
    return made;
}

nrr__block_version *nrr__block_version_bare(const nrr__block_version *version,
                                            const nrr__timeline *timeline,
                                            const nrr_allocator *memory)
{
    nrr__block_version *made = block_version_like(version, memory);
    nrr__timeline *copy;

    if (made == NULL)
        return NULL;
    copy = nrr__timeline_copy(timeline, memory);
    if (copy == NULL) {
        nrr__block_version_release(made, memory);
        return NULL;
    }
    (void)nrr__published_set(&made->timeline, copy);
    return made;
}

void nrr__block_version_release(nrr__block_version *version, const nrr_allocator *memory)
{
    while (version != NULL && nrr__count_release(&version->references)) {
        nrr__block_version *base = nrr__patch_free(nrr__published_get(&version->patch), memory);
        nrr__timeline_free(nrr__published_get(&version->timeline), memory);
        nrr__fact_chunk_release(version->newest, memory);
        nrr__memory_release(memory, version, 1, sizeof *version);
        version = base;
    }
}
