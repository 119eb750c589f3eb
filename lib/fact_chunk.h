/* SPDX-License-Identifier: MIT */
/* Fact chunk: a run of accepted facts of one block of customers, append-only.
 *
 * Chunks are linked from the newest back to the oldest, and each holds a reference to the one
 * before it: whoever holds the newest chunk and a count holds all facts up to there. The writer
 * appends behind the counts that others hold, so readers and the writer never meet.
 *
 * Columns that few facts need are there only in chunks that were made for such facts. */
#ifndef NRR_LIB_FACT_CHUNK_H
#define NRR_LIB_FACT_CHUNK_H

#include "nrr/fact.h"

#include "atomic.h"
#include "fact_cell.h"

/* Columns beyond the cells, or-ed together. */
enum {
    NRR__CHUNK_LINES = 1,
    NRR__CHUNK_SEQUENCES = 2,
    NRR__CHUNK_KNOWNS = 4,
    NRR__CHUNK_IDS = 8, /* no column: the rows have addresses, see id_registry.h */
    NRR__CHUNK_HALVES = 16
};

/* Rows of a chunk for facts with ids come in multiples of this. */
#define NRR__CHUNK_ROWS 16

/* When a fact was known, if the host did not say: before every instant. */
#define NRR__KNOWN_ALWAYS INT64_MIN

/* Kinds that hosts do not append, beside NRR_KIND_VOID: what became of a fact of the same customer,
 * the one whose place in the block, of 32 bits, is the record's amount. */
enum {
    NRR__KIND_REPEAT = NRR_KIND_VOID + 1 /* the fact came again and had been known earlier */
};

static inline int nrr__kind_is_note(nrr_kind kind)
{
    return kind >= NRR_KIND_VOID;
}

typedef struct nrr__fact_chunk nrr__fact_chunk;

struct nrr__fact_chunk {
    nrr__count references;
    uint32_t columns;
    nrr__fact_chunk *previous;
    size_t previous_used; /* facts of `previous`, which were all that it ever got */
    size_t capacity;
    size_t used; /* read and written by the writer alone while the chunk is the newest */
    size_t place;            /* in the block, of the first row */
    uint32_t first_customer; /* the lowest one of the block */
    uint32_t address; /* of the first row, with NRR__CHUNK_IDS */
    uint64_t *sequences; /* NULL: all are 0 */
    int64_t *knowns;     /* NULL: all are NRR__KNOWN_ALWAYS */
    uint32_t *lines;     /* NULL: all are the default line */
    nrr__fact_halves *halves; /* NULL: no row needs them */
    nrr__fact_cell *cells;
};

nrr__fact_chunk *nrr__fact_chunk_new(const nrr_allocator *memory, size_t capacity, uint32_t columns,
                                     uint32_t first_customer);
size_t nrr__fact_chunk_size(const nrr__fact_chunk *chunk);

/* Releases the chunk and those before it as far as nobody else holds them; NULL is allowed. */
void nrr__fact_chunk_release(nrr__fact_chunk *chunk, const nrr_allocator *memory);

/* What every fact has, of the one in a row. */
static inline nrr__fact_core nrr__fact_chunk_core(const nrr__fact_chunk *chunk, size_t row)
{
    const nrr__fact_cell *cell = &chunk->cells[row];
    nrr__fact_core core = nrr__cell_core(cell, chunk->first_customer);

    if (chunk->halves != NULL) {
        core.time = nrr__cell_join(chunk->halves[row].time, cell->time);
        core.amount = nrr__cell_join(chunk->halves[row].amount, cell->amount);
    }
    return core;
}

/* The columns that a fact needs, as nrr__batch_read() gives it. */
static inline uint32_t nrr__fact_columns(const nrr_fact *fact)
{
    return (fact->line != 0 ? (uint32_t)NRR__CHUNK_LINES : 0) |
           (fact->sequence != 0 ? (uint32_t)NRR__CHUNK_SEQUENCES : 0) |
           (fact->known != NRR__KNOWN_ALWAYS ? (uint32_t)NRR__CHUNK_KNOWNS : 0) |
           (fact->id != 0 ? (uint32_t)NRR__CHUNK_IDS : 0) |
           ((nrr__time_excess(fact->time) | nrr__amount_excess(fact->amount)) != 0
                ? (uint32_t)NRR__CHUNK_HALVES
                : 0);
}

/* Appends a fact for which there is room and a column for each of its members; answers its
 * address, if the chunk has such. */
uint32_t nrr__fact_chunk_append(nrr__fact_chunk *chunk, const nrr_fact *fact);

#endif
