/* SPDX-License-Identifier: MIT */
/* Fact chunk: see fact_chunk.h. */
#include "fact_chunk.h"

#include "invariant.h"
#include "memory.h"

#define CHUNK_CELL   (sizeof(nrr__fact_cell))
#define CHUNK_HEADER ((sizeof(nrr__fact_chunk) + CHUNK_CELL - 1) / CHUNK_CELL * CHUNK_CELL)

/* Bytes that a fact takes with these columns. */
static size_t chunk_fact_size(uint32_t columns)
{
    size_t size = sizeof(nrr__fact_cell);

    if (columns & NRR__CHUNK_HALVES)
        size += sizeof(nrr__fact_halves);
    if (columns & NRR__CHUNK_SEQUENCES)
        size += sizeof(uint64_t);
    if (columns & NRR__CHUNK_KNOWNS)
        size += sizeof(int64_t);
    if (columns & NRR__CHUNK_LINES)
        size += sizeof(uint32_t);
    return size;
}

/* Header and columns are one piece of memory: the cells behind the header, none of them in two lines of a cache, if so much
 * is true of the piece; then the columns of 8-byte members, then those of 4-byte ones. */
nrr__fact_chunk *nrr__fact_chunk_new(const nrr_allocator *memory, size_t capacity, uint32_t columns,
                                     uint32_t first_customer)
{
    size_t fact_size = chunk_fact_size(columns);
    nrr__fact_chunk *chunk;
    void *end;

    if (capacity > (SIZE_MAX - CHUNK_HEADER) / fact_size)
        return NULL;
    chunk = nrr__memory_array(memory, 1, CHUNK_HEADER + capacity * fact_size);
    if (chunk == NULL)
        return NULL;
    nrr__count_begin(&chunk->references);
    chunk->columns = columns;
    chunk->previous = NULL;
    chunk->previous_used = 0;
    chunk->capacity = capacity;
    chunk->used = 0;
    chunk->place = 0;
    chunk->first_customer = first_customer;
    chunk->address = 0;
    chunk->sequences = NULL;
    chunk->knowns = NULL;
    chunk->lines = NULL;
    chunk->halves = NULL;
    chunk->cells = (nrr__fact_cell *)(void *)((unsigned char *)chunk + CHUNK_HEADER);
    end = chunk->cells + capacity;
    if (columns & NRR__CHUNK_SEQUENCES) {
        chunk->sequences = (uint64_t *)end;
        end = chunk->sequences + capacity;
    }
    if (columns & NRR__CHUNK_KNOWNS) {
        chunk->knowns = (int64_t *)end;
        end = chunk->knowns + capacity;
    }
    if (columns & NRR__CHUNK_HALVES) {
        chunk->halves = (nrr__fact_halves *)end;
        end = chunk->halves + capacity;
    }
    if (columns & NRR__CHUNK_LINES)
        chunk->lines = (uint32_t *)end;
    return chunk;
}

size_t nrr__fact_chunk_size(const nrr__fact_chunk *chunk)
{
    return CHUNK_HEADER + chunk->capacity * chunk_fact_size(chunk->columns);
}

void nrr__fact_chunk_release(nrr__fact_chunk *chunk, const nrr_allocator *memory)
{
    while (chunk != NULL && nrr__count_release(&chunk->references)) {
        nrr__fact_chunk *previous = chunk->previous;
        nrr__memory_release(memory, chunk, 1, nrr__fact_chunk_size(chunk));
        chunk = previous;
    }
}

uint32_t nrr__fact_chunk_append(nrr__fact_chunk *chunk, const nrr_fact *fact)
{
    nrr__fact_core core;

    nrr__assert(chunk->used < chunk->capacity);
    nrr__assert((nrr__fact_columns(fact) & ~chunk->columns) == 0);
    core.time = fact->time;
    core.amount = fact->amount;
    core.customer = fact->customer;
    core.reason = (uint16_t)fact->reason;
    core.kind = (uint8_t)fact->kind;
    core.flags = (uint8_t)fact->flags;
    chunk->cells[chunk->used] = nrr__fact_cell_of(&core);
    if (chunk->halves != NULL)
        chunk->halves[chunk->used] = nrr__fact_halves_of(&core);
    if (chunk->sequences != NULL)
        chunk->sequences[chunk->used] = fact->sequence;
    if (chunk->knowns != NULL)
        chunk->knowns[chunk->used] = fact->known;
    if (chunk->lines != NULL)
        chunk->lines[chunk->used] = fact->line;
    return chunk->address + (uint32_t)chunk->used++;
}
