/* SPDX-License-Identifier: MIT */
/* Plain append: see append_plain.h. */
#include "append_plain.h"

#include "invariant.h"
#include "memory.h"
#include "slab.h"

#include <string.h>

enum {
    PLAIN_ROWS_LEAST = 64,  /* rows that a batch must have, */
    PLAIN_BLOCKS_SHARE = 8, /* and at least one for so many blocks, each of which has a cursor */
    PLAIN_SOON = 8,         /* facts between one that is written and the one whose place is asked for */
    PLAIN_AHEAD = 4         /* facts of a block that memory is asked for before they come */
};

/* Where the facts of a block go. */
typedef struct plain_cursor {
    nrr__fact_cell *next, *end; /* then the spare chunk is next */
} plain_cursor;

/* What is kept of a block. */
#define PLAIN_CURSOR (sizeof(plain_cursor) + sizeof(nrr__fact_halves *) + sizeof(uint32_t))

struct nrr__append_plain {
    nrr__slab slab;
    int64_t first_time, last_time;
    size_t cursor_count;
    uint32_t columns;          /* of all chunks: none, or NRR__CHUNK_HALVES */
    uint32_t has_halves;       /* some chunks have them */
    uint32_t *counts;          /* by block: facts of the batch */
    nrr__fact_halves **halves; /* by block: where those of the next fact go; NULL: its chunk has none */
    plain_cursor cursors[];    /* by block */
};

void nrr__append_plain_end(nrr__append_plain *plain, const nrr_allocator *memory)
{
    if (plain != NULL)
        nrr__memory_release(memory, plain, 1,
                            sizeof *plain + plain->cursor_count * PLAIN_CURSOR);
}

static nrr__append_plain *plain_new(const nrr_ledger *ledger, uint32_t columns)
{
    size_t count = ledger->block_count;
    nrr__append_plain *plain =
        nrr__memory_array(&ledger->memory, 1, sizeof *plain + count * PLAIN_CURSOR);

    if (plain == NULL)
        return NULL;
    memset(plain->cursors, 0, count * PLAIN_CURSOR);
    plain->halves = (nrr__fact_halves **)(plain->cursors + count);
    plain->counts = (uint32_t *)(plain->halves + count);
    plain->cursor_count = count;
    plain->columns = columns;
    plain->first_time = INT64_MAX;
    plain->last_time = INT64_MIN;
    return plain;
}

/* Counts the customers of a slab; whether all of them are known. */
static int plain_count_slab(nrr__append_plain *plain, uint32_t known)
{
    const uint32_t *customers = plain->slab.words[NRR__SLAB_CUSTOMER];
    size_t i;

    if (!nrr__slab_has_customers(&plain->slab, known))
        return 0;
    for (i = 0; i < plain->slab.count; i++)
        plain->counts[nrr__block_of(customers[i])]++;
    return 1;
}

static int plain_count(nrr__append_plain *plain, const nrr__append *append)
{
    const uint32_t known = nrr__ledger_key_count(append->ledger, NRR_KEY_CUSTOMER);
    const nrr__batch *batch = append->batch;
    nrr__slab *slab = &plain->slab;

    for (slab->first = 0; slab->first < batch->count; slab->first += slab->count)
        if (!nrr__slab_read_customers(slab, batch) || !plain_count_slab(plain, known))
            return 0;
    return 1;
}

/* Finds whether all blocks have upper halves, or any; whether none has other columns that plain facts would have to fill. */
static int plain_fits_blocks(nrr__append_plain *plain, const nrr_ledger *ledger)
{
    uint32_t all = NRR__CHUNK_HALVES, any = plain->columns;
    size_t i;

    for (i = 0; i < plain->cursor_count; i++) {
        const nrr__fact_chunk *newest = ledger->blocks[i].newest;
        uint32_t columns = newest == NULL ? 0 : newest->columns;
        if (plain->counts[i] == 0)
            continue;
        all &= columns;
        any |= columns;
    }
    plain->columns |= all;
    plain->has_halves = any != 0;
    return (any & ~(uint32_t)NRR__CHUNK_HALVES) == 0;
}

nrr__append_plain *nrr__append_plain_count(nrr__append *append, uint32_t columns)
{
    nrr_ledger *ledger = append->ledger;
    size_t count = append->batch->count, i;
    nrr__append_plain *plain;

    if (count < PLAIN_ROWS_LEAST || count < ledger->block_count / PLAIN_BLOCKS_SHARE ||
        count > NRR__BLOCK_ROWS || !nrr__slab_suits(append->batch) || nrr__slab_is_rich(append->batch))
        return NULL;
    plain = plain_new(ledger, columns);
    if (plain == NULL)
        return NULL;
    if (!plain_count(plain, append) || !plain_fits_blocks(plain, ledger)) {
        nrr__append_plain_end(plain, &ledger->memory);
        return NULL;
    }
    for (i = 0; i < plain->cursor_count; i++)
        if (plain->counts[i] != 0)
            nrr__append_touch(append, nrr__block_first((uint32_t)i), plain->counts[i],
                              plain->columns);
    return plain;
}

/* Goes on in a chunk. */
static void plain_enter(nrr__append_plain *plain, uint32_t number, nrr__fact_chunk *chunk)
{
    plain->cursors[number].next = chunk->cells + chunk->used;
    plain->cursors[number].end = chunk->cells + chunk->capacity;
    plain->halves[number] = chunk->halves == NULL ? NULL : chunk->halves + chunk->used;
}

/* Places the cursors behind what the newest chunks have, or where the spare ones begin if those have no room. */
static void plain_open(nrr__append_plain *plain, const nrr_ledger *ledger)
{
    uint32_t i;

    for (i = 0; i < plain->cursor_count; i++) {
        const nrr__block *block = &ledger->blocks[i];
        if (plain->counts[i] != 0) /* there may be no chunk */
            plain_enter(plain, i, nrr__block_room(block, plain->columns) == 0 ? block->spare : block->newest);
    }
}

/* Writes the facts of a slab; not zero if one of them needs its upper halves, or one before. */
static uint64_t plain_write_slab(nrr__append_plain *plain, const nrr_ledger *ledger)
{
    const nrr__slab *slab = &plain->slab;
    const uint32_t *customers = slab->words[NRR__SLAB_CUSTOMER];
    const uint32_t *kinds = slab->words[NRR__SLAB_KIND];
    const uint32_t *reasons = slab->words[NRR__SLAB_REASON];
    const uint32_t *flags = slab->words[NRR__SLAB_FLAGS];
    const int64_t *times = slab->numbers[NRR__SLAB_TIME];
    const int64_t *amounts = slab->numbers[NRR__SLAB_AMOUNT];
    int64_t first = plain->first_time, last = plain->last_time;
    nrr__fact_halves **halves = plain->has_halves ? plain->halves : NULL;
    uint64_t excess = 0;
    size_t count = slab->count, i;

    for (i = 0; i < count; i++) {
        uint32_t customer = customers[i], flag = flags[i];
        uint32_t number = nrr__block_of(customer);
        plain_cursor *cursor = &plain->cursors[number];
        nrr__fact_core core;
        if (cursor->next == cursor->end)
            plain_enter(plain, number, ledger->blocks[number].spare);
        if (i + PLAIN_SOON < count) /* to the nearest cache, from one where it was asked to be */
            nrr__prefetch_to_write(
                plain->cursors[nrr__block_of(customers[i + PLAIN_SOON])].next);
        nrr__prefetch_to_write(cursor->next + PLAIN_AHEAD);
        first = times[i] < first ? times[i] : first;
        last = times[i] > last ? times[i] : last;
        core.time = times[i];
        core.amount = nrr__slab_amount(amounts[i], flag);
        core.customer = customer;
        core.reason = (uint16_t)reasons[i];
        core.kind = (uint8_t)kinds[i];
        core.flags = (uint8_t)flag;
        *cursor->next++ = nrr__fact_cell_of(&core);
        excess |= nrr__amount_excess(core.amount);
        if (halves != NULL && halves[number] != NULL)
            *halves[number]++ = nrr__fact_halves_of(&core);
    }
    plain->first_time = first;
    plain->last_time = last;
    return excess | nrr__time_excess(first) | nrr__time_excess(last);
}

nrr__append_written nrr__append_plain_write(nrr__append_plain *plain, nrr__append *append)
{
    const nrr__batch *batch = append->batch;
    nrr__slab *slab = &plain->slab;

    plain_open(plain, append->ledger);
    for (slab->first = 0; slab->first < batch->count; slab->first += slab->count) {
        if (!nrr__slab_read(slab, batch) || slab->has_rest || !nrr__slab_check(slab, append->ledger))
            return NRR__APPEND_NOT_PLAIN;
        if (plain_write_slab(plain, append->ledger) != 0 && plain->columns == 0)
            return NRR__APPEND_NEEDS_HALVES;
    }
    return NRR__APPEND_WRITTEN;
}

/* Counts what was written to a block: first in the newest chunk, if it has such columns, then in the spare one. */
static void plain_commit(nrr__block *block, uint32_t columns, uint32_t count)
{
    size_t room = nrr__block_room(block, columns), first = room < count ? room : count;

    if (first != 0) {
        block->newest->used += first;
        block->row_count += first;
    }
    if (first == count)
        return;
    nrr__block_use_spare(block)->used = count - first;
    block->row_count += count - first;
    nrr__assert(block->newest->used <= block->newest->capacity);
}

void nrr__append_plain_commit(nrr__append_plain *plain, nrr__append *append)
{
    nrr_ledger *ledger = append->ledger;
    size_t i;

    for (i = 0; i < plain->cursor_count; i++)
        plain_commit(&ledger->blocks[i], plain->columns, plain->counts[i]);
    if (ledger->fact_count == 0 || plain->first_time < ledger->first_time)
        ledger->first_time = plain->first_time;
    if (ledger->fact_count == 0 || plain->last_time > ledger->last_time)
        ledger->last_time = plain->last_time;
    ledger->fact_count += append->batch->count;
}
