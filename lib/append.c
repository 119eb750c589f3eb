/* SPDX-License-Identifier: MIT */
/* Append: a batch of facts into the blocks of their customers, all or nothing.
 *
 * First every fact is read and checked, and counted in its block; then every block that gets facts
 * makes room; then, when nothing can fail any more, the facts are written. */
#include "append.h"

#include "append_plain.h"
#include "memory.h"

#include <string.h>

/* Makes sure that every id has a word. */
static nrr_status append_grow_ids(nrr_ledger *ledger)
{
    uint32_t ids = nrr__ledger_key_count(ledger, NRR_KEY_FACT);

    if (ids == 0)
        return NRR_OK;
    if (ledger->ids == NULL)
        ledger->ids = nrr__id_registry_new(&ledger->memory);
    return ledger->ids == NULL ? NRR_E_MEMORY : nrr__id_registry_grow(ledger->ids, ids);
}

/* Makes sure that every customer has a block, and every id a word. */
static nrr_status append_grow(nrr_ledger *ledger)
{
    uint32_t customers = nrr__ledger_key_count(ledger, NRR_KEY_CUSTOMER);
    size_t needed = customers == 0 ? 0 : (size_t)nrr__block_of(customers) + 1, capacity;
    nrr__block *blocks;

    if (needed > ledger->block_capacity) {
        capacity = nrr__memory_grown(ledger->block_capacity, needed);
        blocks = nrr__memory_resize(&ledger->memory, ledger->blocks, ledger->block_capacity,
                                    capacity, sizeof *blocks);
        if (blocks == NULL)
            return NRR_E_MEMORY;
        memset(blocks + ledger->block_capacity, 0,
               (capacity - ledger->block_capacity) * sizeof *blocks);
        ledger->blocks = blocks;
        ledger->block_capacity = capacity;
    }
    ledger->block_count = (uint32_t)needed;
    return append_grow_ids(ledger);
}

void nrr__append_touch(nrr__append *append, uint32_t customer, size_t rows, uint32_t columns)
{
    uint32_t number = nrr__block_of(customer);
    nrr__block *block = &append->ledger->blocks[number];

    if (block->pending == 0) {
        block->next_pending = append->touched;
        append->touched = number + 1;
    }
    block->pending += rows;
    block->pending_columns |= columns;
}

/* A block of the list; NULL at its end. */
static nrr__block *append_block(const nrr__append *append, uint32_t number_plus_1)
{
    return number_plus_1 == 0 ? NULL : &append->ledger->blocks[number_plus_1 - 1];
}

/* Takes back what is pending and room that was not needed. */
static void append_forget(nrr__append *append)
{
    nrr__block *block = append_block(append, append->touched);

    for (; block != NULL; block = append_block(append, block->next_pending))
        nrr__block_forget(block, &append->ledger->memory);
    append->touched = 0;
}

static nrr_status append_check_row(nrr__append *append, size_t row, nrr_field *field)
{
    nrr_fact fact;
    nrr_status status = nrr__batch_reader_read(&append->reader, row, &fact, field);

    if (status != NRR_OK)
        return status;
    if (fact.id != 0) {
        *field = NRR_FIELD_ID;
        return nrr__append_check_id(append, row, &fact);
    }
    nrr__append_touch(append, fact.customer, 1, nrr__fact_columns(&fact));
    return NRR_OK;
}

/* The first pass; what it wrote for ids is taken back if it refuses a row. */
static nrr_status append_check(nrr__append *append, nrr_refusal *refusal)
{
    nrr_field field = 0;
    size_t row;

    for (row = 0; row < append->batch->count; row++) {
        nrr_status status = append_check_row(append, row, &field);
        if (status != NRR_OK) {
            nrr__append_forget_ids(append, row);
            refusal->row = (int64_t)row;
            refusal->field = field;
            return status;
        }
    }
    return NRR_OK;
}

static nrr_status append_reserve_blocks(nrr__append *append)
{
    nrr_ledger *ledger = append->ledger;
    nrr__block *block = append_block(append, append->touched);
    nrr_status status = NRR_OK;
    size_t addresses = 0;

    for (; block != NULL && status == NRR_OK; block = append_block(append, block->next_pending)) {
        status = nrr__block_reserve(block, (uint32_t)(block - ledger->blocks), &ledger->memory);
        if (status == NRR_OK && block->spare != NULL &&
            (block->spare->columns & NRR__CHUNK_IDS) != 0)
            addresses += block->spare->capacity;
    }
    if (status == NRR_OK && addresses != 0)
        status = nrr__id_registry_reserve_addresses(ledger->ids, addresses);
    return status;
}

/* Room for everything. */
static nrr_status append_reserve(nrr__append *append)
{
    nrr__id_registry *ids = append->ledger->ids;
    nrr_status status;

    if (ids == NULL)
        return append_reserve_blocks(append);
    status = nrr__id_registry_reserve(ids, append->details, append->repeats);
    if (status == NRR_OK)
        status = append_reserve_blocks(append);
    if (status != NRR_OK)
        nrr__append_forget_ids(append, append->batch->count);
    return status;
}

static void append_count(nrr_ledger *ledger, int64_t time)
{
    if (ledger->fact_count == 0 || time < ledger->first_time)
        ledger->first_time = time;
    if (ledger->fact_count == 0 || time > ledger->last_time)
        ledger->last_time = time;
    ledger->fact_count++;
}

uint32_t nrr__append_put(nrr__append *append, const nrr_fact *fact)
{
    nrr__block *block = &append->ledger->blocks[nrr__block_of(fact->customer)];

    if (!nrr__kind_is_note(fact->kind))
        append_count(append->ledger, fact->time);
    if (nrr__block_room(block, nrr__fact_columns(fact)) == 0) {
        nrr__fact_chunk *chunk = nrr__block_use_spare(block);
        if ((chunk->columns & NRR__CHUNK_IDS) != 0)
            nrr__id_registry_address(append->ledger->ids, chunk);
    }
    return nrr__block_append(block, fact);
}

/* The second pass. */
static void append_write(nrr__append *append)
{
    nrr_field field;
    nrr_fact fact;
    size_t row;

    nrr__batch_reader_rewind(&append->reader);
    for (row = 0; row < append->batch->count; row++) {
        (void)nrr__batch_reader_read(&append->reader, row, &fact, &field); /* it was read before */
        if (fact.id != 0)
            nrr__append_put_id(append, row, &fact);
        else
            (void)nrr__append_put(append, &fact);
    }
}

/* Versions of the blocks that get facts are out of date. */
static void append_change(const nrr__append *append)
{
    nrr__block *block = append_block(append, append->touched);

    for (; block != NULL; block = append_block(append, block->next_pending))
        nrr__block_change(block, &append->ledger->memory);
}

/* The quick way, into chunks with such columns or more. If it was none, nothing has changed. */
static nrr__append_written append_plain_into(nrr__append *append, uint32_t columns)
{
    nrr__append_plain *plain = nrr__append_plain_count(append, columns);
    nrr__append_written written = NRR__APPEND_NOT_PLAIN;

    if (plain != NULL && append_reserve(append) == NRR_OK)
        written = nrr__append_plain_write(plain, append);
    if (written == NRR__APPEND_WRITTEN) {
        append_change(append);
        nrr__append_plain_commit(plain, append);
    }
    append_forget(append);
    nrr__append_plain_end(plain, &append->ledger->memory);
    return written;
}

/* The quick way; whether it was one. That some facts need their upper halves is known when they are met. */
static int append_plain(nrr__append *append)
{
    nrr__append_written written = append_plain_into(append, 0);

    if (written == NRR__APPEND_NEEDS_HALVES)
        written = append_plain_into(append, NRR__CHUNK_HALVES);
    return written == NRR__APPEND_WRITTEN;
}

/* The way for all facts. */
static nrr_status append_facts(nrr__append *append, nrr_refusal *refusal)
{
    nrr_status status;

    nrr__batch_reader_begin(&append->reader, append->batch);
    status = append_check(append, refusal);
    if (status == NRR_OK)
        status = append_reserve(append);
    if (status == NRR_OK) {
        append_change(append);
        append_write(append);
    }
    append_forget(append);
    nrr__batch_reader_end(&append->reader);
    return status;
}

static nrr_status append_batch(nrr_ledger *ledger, const nrr__batch *batch, nrr_refusal *refusal)
{
    nrr__append append;
    nrr_status status = append_grow(ledger);

    memset(&append, 0, sizeof append);
    append.ledger = ledger;
    append.batch = batch;
    return status != NRR_OK || append_plain(&append) ? status : append_facts(&append, refusal);
}

/* Tells the caller why: what was found in a row, else the status alone. */
static nrr_status append_answer(nrr_status status, nrr_refusal found, nrr_refusal *refusal)
{
    if (status != NRR_OK && refusal != NULL) {
        *refusal = found;
        refusal->status = status;
    }
    return status;
}

static nrr__batch append_batch_new(const nrr_ledger *ledger, size_t count)
{
    nrr__batch batch;

    memset(&batch, 0, sizeof batch);
    batch.ledger = ledger;
    batch.count = count;
    return batch;
}

nrr_status nrr_ledger_append(nrr_ledger *ledger, const nrr_fact *facts, size_t row_size,
                             size_t count, nrr_refusal *refusal)
{
    nrr_refusal found = {-1, 0, NRR_OK};
    nrr__batch batch;
    nrr_status status;

    if (ledger == NULL)
        return append_answer(NRR_E_NULL, found, refusal);
    batch = append_batch_new(ledger, count);
    status = nrr__batch_of_rows(&batch, facts, row_size);
    if (status == NRR_OK)
        status = append_batch(ledger, &batch, &found);
    return append_answer(status, found, refusal);
}

nrr_status nrr_ledger_append_columns(nrr_ledger *ledger, const nrr_column *columns,
                                     size_t column_count, size_t rows, nrr_refusal *refusal)
{
    nrr_refusal found = {-1, 0, NRR_OK};
    nrr__batch batch;
    nrr_status status;

    if (ledger == NULL || (columns == NULL && column_count != 0))
        return append_answer(NRR_E_NULL, found, refusal);
    batch = append_batch_new(ledger, rows);
    status = nrr__batch_of_columns(&batch, ledger, columns, column_count, &found);
    if (status == NRR_OK)
        status = append_batch(ledger, &batch, &found);
    nrr__batch_end(&batch);
    return append_answer(status, found, refusal);
}
