/* SPDX-License-Identifier: MIT */
/* Batch reader: see batch_reader.h. */
#include "batch_reader.h"

#include "invariant.h"
#include "memory.h"

enum {
    READER_ROWS_LEAST = 64 /* rows that a batch must have to be worth a slab */
};

void nrr__batch_reader_begin(nrr__batch_reader *reader, const nrr__batch *batch)
{
    reader->batch = batch;
    reader->slab = NULL;
    if (batch->count >= READER_ROWS_LEAST && nrr__slab_suits(batch))
        reader->slab = nrr__memory_array(&batch->ledger->memory, 1, sizeof *reader->slab);
    nrr__batch_reader_rewind(reader);
}

void nrr__batch_reader_end(nrr__batch_reader *reader)
{
    nrr__memory_release(&reader->batch->ledger->memory, reader->slab, 1, sizeof *reader->slab);
}

void nrr__batch_reader_rewind(nrr__batch_reader *reader)
{
    reader->end = 0;
    reader->is_right = 0;
}

/* Reads the next slab. */
static void reader_go_on(nrr__batch_reader *reader)
{
    nrr__slab *slab = reader->slab;

    slab->first = reader->end;
    reader->is_right =
        nrr__slab_read(slab, reader->batch) && nrr__slab_check(slab, reader->batch->ledger);
    reader->end = slab->first + slab->count;
}

nrr_status nrr__batch_reader_read(nrr__batch_reader *reader, size_t row, nrr_fact *fact, nrr_field *field)
{
    if (reader->slab != NULL && row == reader->end)
        reader_go_on(reader);
    if (!reader->is_right)
        return nrr__batch_read(reader->batch, row, fact, field);
    nrr__assert(row >= reader->slab->first && row < reader->end);
    nrr__slab_fact(reader->slab, row - reader->slab->first, fact);
    return NRR_OK;
}
