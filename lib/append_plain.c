/* SPDX-License-Identifier: MIT */
/* Plain append: see append_plain.h. */
#include "append_plain.h"

#include "invariant.h"
#include "memory.h"
#include "slab.h"

#include <string.h>

enum {
    PLAIN_ROWS_LEAST = 64,  /* rows that a batch must have, */
    PLAIN_BLOCKS_SHARE = 8  /* and at least one for so many blocks, each of which has a cursor */
};

/* Where the facts of a block go. */
typedef struct plain_cursor {
    nrr__fact_core *next;
    uint32_t room;    /* facts that can be written there */
    uint32_t pending; /* facts of the batch that find no room there */
} plain_cursor;

struct nrr__append_plain {
    nrr__slab slab;
    int64_t first_time, last_time;
    size_t cursor_count;
    plain_cursor cursors[]; /* by block */
};

void nrr__append_plain_end(nrr__append_plain *plain, const nrr_allocator *memory)
{
    if (plain != NULL)
        nrr__memory_release(memory, plain, 1,
                            sizeof *plain + plain->cursor_count * sizeof *plain->cursors);
}

static nrr__append_plain *plain_new(const nrr_ledger *ledger)
{
    size_t count = ledger->block_count;
    nrr__append_plain *plain = nrr__memory_array(&ledger->memory, 1,
                                                 sizeof *plain + count * sizeof *plain->cursors);

    if (plain == NULL)
        return NULL;
    memset(plain->cursors, 0, count * sizeof *plain->cursors);
    plain->cursor_count = count;
    plain->first_time = INT64_MAX;
    plain->last_time = INT64_MIN;
    return plain;
}

/* Counts the facts of a checked slab. */
static void plain_count(nrr__append_plain *plain)
{
    const int64_t *customers = plain->slab.fields[NRR__SLAB_CUSTOMER];
    const int64_t *times = plain->slab.fields[NRR__SLAB_TIME];
    int64_t first = plain->first_time, last = plain->last_time;
    size_t i;

    for (i = 0; i < plain->slab.count; i++) {
        first = times[i] < first ? times[i] : first;
        last = times[i] > last ? times[i] : last;
    }
    plain->first_time = first;
    plain->last_time = last;
    for (i = 0; i < plain->slab.count; i++)
        plain->cursors[nrr__block_of((uint32_t)customers[i])].pending++;
}

/* Whether all rows are plain and right; if so they are counted. */
static int plain_check(nrr__append_plain *plain, const nrr__append *append)
{
    size_t count = append->batch->count;

    for (plain->slab.first = 0; plain->slab.first < count; plain->slab.first += plain->slab.count) {
        if (!nrr__slab_read(&plain->slab, append->batch) ||
            !nrr__slab_check(&plain->slab, append->ledger))
            return 0;
        plain_count(plain);
    }
    return 1;
}

/* Whether no block has columns that plain facts would have to fill. */
static int plain_fits_blocks(const nrr__append_plain *plain, const nrr_ledger *ledger)
{
    size_t i;

    for (i = 0; i < plain->cursor_count; i++) {
        const nrr__fact_chunk *newest = ledger->blocks[i].newest;
        if (plain->cursors[i].pending != 0 && newest != NULL && newest->columns != 0)
            return 0;
    }
    return 1;
}

nrr__append_plain *nrr__append_plain_check(nrr__append *append)
{
    nrr_ledger *ledger = append->ledger;
    size_t count = append->batch->count, i;
    nrr__append_plain *plain;

    if (count < PLAIN_ROWS_LEAST || count < ledger->block_count / PLAIN_BLOCKS_SHARE ||
        count > NRR__BLOCK_ROWS || !nrr__slab_suits(append->batch))
        return NULL;
    plain = plain_new(ledger);
    if (plain == NULL)
        return NULL;
    if (!plain_check(plain, append) || !plain_fits_blocks(plain, ledger)) {
        nrr__append_plain_end(plain, &ledger->memory);
        return NULL;
    }
    for (i = 0; i < plain->cursor_count; i++)
        if (plain->cursors[i].pending != 0)
            nrr__append_touch(append, (uint32_t)i * NRR__BLOCK_CUSTOMERS + 1,
                              plain->cursors[i].pending, 0);
    return plain;
}

/* Gives a cursor the room of the newest chunk of its block. The chunk counts its facts at once, before
 * they are written: nobody reads behind what a snapshot took. */
static void plain_open(plain_cursor *cursor, nrr__block *block)
{
    nrr__fact_chunk *newest = block->newest;
    size_t room = newest == NULL ? 0 : newest->capacity - newest->used;

    if (room == 0)
        return;
    cursor->next = newest->cores + newest->used;
    cursor->room = room < cursor->pending ? (uint32_t)room : cursor->pending;
    cursor->pending -= cursor->room;
    newest->used += cursor->room;
    block->row_count += cursor->room;
}

static void plain_open_all(nrr__append_plain *plain, nrr_ledger *ledger)
{
    size_t i;

    for (i = 0; i < plain->cursor_count; i++)
        if (plain->cursors[i].pending != 0)
            plain_open(&plain->cursors[i], &ledger->blocks[i]);
}

static void plain_write_slab(nrr__append_plain *plain, nrr_ledger *ledger)
{
    const int64_t *const *fields = plain->slab.fields;
    const int64_t *times = fields[NRR__SLAB_TIME], *amounts = fields[NRR__SLAB_AMOUNT];
    const int64_t *customers = fields[NRR__SLAB_CUSTOMER], *kinds = fields[NRR__SLAB_KIND];
    const int64_t *reasons = fields[NRR__SLAB_REASON], *flags = fields[NRR__SLAB_FLAGS];
    size_t count = plain->slab.count, i;

    for (i = 0; i < count; i++) {
        uint32_t customer = (uint32_t)customers[i];
        uint32_t number = nrr__block_of(customer);
        plain_cursor *cursor = &plain->cursors[number];
        nrr__fact_core *core;
        if (cursor->room == 0) {
            (void)nrr__block_use_spare(&ledger->blocks[number]);
            plain_open(cursor, &ledger->blocks[number]);
        }
        nrr__assert(cursor->room != 0);
        cursor->room--;
        core = cursor->next++;
        core->time = times[i];
        core->amount = amounts[i] & (flags[i] - 1); /* it is not read with NRR_FACT_ALL, which is 1 */
        core->customer = customer;
        core->reason = (uint16_t)reasons[i];
        core->kind = (uint8_t)kinds[i];
        core->flags = (uint8_t)flags[i];
    }
}

void nrr__append_plain_write(nrr__append_plain *plain, nrr__append *append)
{
    nrr_ledger *ledger = append->ledger;
    size_t count = append->batch->count;

    plain_open_all(plain, ledger);
    for (plain->slab.first = 0; plain->slab.first < count; plain->slab.first += plain->slab.count) {
        (void)nrr__slab_read(&plain->slab, append->batch); /* it was read before */
        plain_write_slab(plain, ledger);
    }
    if (ledger->fact_count == 0 || plain->first_time < ledger->first_time)
        ledger->first_time = plain->first_time;
    if (ledger->fact_count == 0 || plain->last_time > ledger->last_time)
        ledger->last_time = plain->last_time;
    ledger->fact_count += count;
}
