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
    nrr__fact_core *next, *end; /* then the spare chunk is next */
} plain_cursor;

/* What is kept of a block. */
#define PLAIN_CURSOR (sizeof(plain_cursor) + sizeof(uint32_t))

struct nrr__append_plain {
    nrr__slab slab;
    int64_t first_time, last_time;
    size_t cursor_count;
    uint32_t *counts;       /* by block: facts of the batch */
    plain_cursor cursors[]; /* by block */
};

void nrr__append_plain_end(nrr__append_plain *plain, const nrr_allocator *memory)
{
    if (plain != NULL)
        nrr__memory_release(memory, plain, 1,
                            sizeof *plain + plain->cursor_count * PLAIN_CURSOR);
}

static nrr__append_plain *plain_new(const nrr_ledger *ledger)
{
    size_t count = ledger->block_count;
    nrr__append_plain *plain =
        nrr__memory_array(&ledger->memory, 1, sizeof *plain + count * PLAIN_CURSOR);

    if (plain == NULL)
        return NULL;
    memset(plain->cursors, 0, count * PLAIN_CURSOR);
    plain->counts = (uint32_t *)(plain->cursors + count);
    plain->cursor_count = count;
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

/* Whether no block has columns that plain facts would have to fill. */
static int plain_fits_blocks(const nrr__append_plain *plain, const nrr_ledger *ledger)
{
    size_t i;

    for (i = 0; i < plain->cursor_count; i++) {
        const nrr__fact_chunk *newest = ledger->blocks[i].newest;
        if (plain->counts[i] != 0 && newest != NULL && newest->columns != 0)
            return 0;
    }
    return 1;
}

nrr__append_plain *nrr__append_plain_count(nrr__append *append)
{
    nrr_ledger *ledger = append->ledger;
    size_t count = append->batch->count, i;
    nrr__append_plain *plain;

    if (count < PLAIN_ROWS_LEAST || count < ledger->block_count / PLAIN_BLOCKS_SHARE ||
        count > NRR__BLOCK_ROWS || !nrr__slab_suits(append->batch) || nrr__slab_is_rich(append->batch))
        return NULL;
    plain = plain_new(ledger);
    if (plain == NULL)
        return NULL;
    if (!plain_count(plain, append) || !plain_fits_blocks(plain, ledger)) {
        nrr__append_plain_end(plain, &ledger->memory);
        return NULL;
    }
    for (i = 0; i < plain->cursor_count; i++)
        if (plain->counts[i] != 0)
            nrr__append_touch(append, (uint32_t)i * NRR__BLOCK_CUSTOMERS + 1,
                              plain->counts[i], 0);
    return plain;
}

/* Facts that the newest chunk of a block can take. */
static size_t plain_room(const nrr__block *block)
{
    return block->newest == NULL ? 0 : block->newest->capacity - block->newest->used;
}

/* Places the cursors behind what the newest chunks have; a block without facts begins in its spare one. */
static void plain_open(nrr__append_plain *plain, nrr_ledger *ledger)
{
    size_t i;

    for (i = 0; i < plain->cursor_count; i++) {
        nrr__block *block = &ledger->blocks[i];
        nrr__fact_chunk *chunk = block->newest == NULL ? block->spare : block->newest;
        if (plain->counts[i] == 0) /* there may be no chunk */
            continue;
        plain->cursors[i].next = chunk->cores + chunk->used;
        plain->cursors[i].end = chunk->cores + chunk->capacity;
    }
}

static void plain_write_slab(nrr__append_plain *plain, const nrr_ledger *ledger)
{
    const nrr__slab *slab = &plain->slab;
    const uint32_t *customers = slab->words[NRR__SLAB_CUSTOMER];
    const uint32_t *kinds = slab->words[NRR__SLAB_KIND];
    const uint32_t *reasons = slab->words[NRR__SLAB_REASON];
    const uint32_t *flags = slab->words[NRR__SLAB_FLAGS];
    const int64_t *times = slab->numbers[NRR__SLAB_TIME];
    const int64_t *amounts = slab->numbers[NRR__SLAB_AMOUNT];
    int64_t first = plain->first_time, last = plain->last_time;
    size_t count = slab->count, i;

    for (i = 0; i < count; i++) {
        uint32_t customer = customers[i], flag = flags[i];
        uint32_t number = nrr__block_of(customer);
        plain_cursor *cursor = &plain->cursors[number];
        nrr__fact_core *core;
        if (cursor->next == cursor->end) {
            cursor->next = ledger->blocks[number].spare->cores;
            cursor->end = NULL; /* it has room for all that is left */
        }
        if (i + PLAIN_SOON < count) /* to the nearest cache, from one where it was asked to be */
            nrr__prefetch_to_write(
                plain->cursors[nrr__block_of(customers[i + PLAIN_SOON])].next);
        core = cursor->next++;
        nrr__prefetch_to_write(core + PLAIN_AHEAD);
        first = times[i] < first ? times[i] : first;
        last = times[i] > last ? times[i] : last;
        core->time = times[i];
        core->amount = nrr__slab_amount(amounts[i], flag);
        core->customer = customer;
        core->reason = (uint16_t)reasons[i];
        core->kind = (uint8_t)kinds[i];
        core->flags = (uint8_t)flag;
    }
    plain->first_time = first;
    plain->last_time = last;
}

int nrr__append_plain_write(nrr__append_plain *plain, nrr__append *append)
{
    const nrr__batch *batch = append->batch;
    nrr__slab *slab = &plain->slab;

    plain_open(plain, append->ledger);
    for (slab->first = 0; slab->first < batch->count; slab->first += slab->count) {
        if (!nrr__slab_read(slab, batch) || slab->has_rest || !nrr__slab_check(slab, append->ledger))
            return 0;
        plain_write_slab(plain, append->ledger);
    }
    return 1;
}

/* Counts what was written to a block: first in the newest chunk, then in the spare one. */
static void plain_commit(nrr__block *block, uint32_t count)
{
    size_t room = plain_room(block), first = room < count ? room : count;

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
        plain_commit(&ledger->blocks[i], plain->counts[i]);
    if (ledger->fact_count == 0 || plain->first_time < ledger->first_time)
        ledger->first_time = plain->first_time;
    if (ledger->fact_count == 0 || plain->last_time > ledger->last_time)
        ledger->last_time = plain->last_time;
    ledger->fact_count += append->batch->count;
}
