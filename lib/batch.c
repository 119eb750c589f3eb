/* SPDX-License-Identifier: MIT */
/* Batch: see batch.h. */
#include "batch.h"

#include "column_reader.h"
#include "fact_check.h"
#include "invariant.h"
#include "memory.h"

#include <string.h>

nrr_status nrr__batch_of_rows(nrr__batch *batch, const nrr_fact *facts, size_t row_size)
{
    if (facts == NULL && batch->count != 0)
        return NRR_E_NULL;
    if (row_size < sizeof(nrr_fact))
        return NRR_E_ROW_SIZE;
    if (batch->count > SIZE_MAX / row_size)
        return NRR_E_TOO_MANY;
    batch->rows = (const unsigned char *)facts;
    batch->row_size = row_size;
    return NRR_OK;
}

static nrr_status batch_refuse(nrr_refusal *refusal, int64_t row, nrr_field field, nrr_status status)
{
    refusal->row = row;
    refusal->field = field;
    refusal->status = status;
    return status;
}

static int batch_field_holds_keys(nrr_field field)
{
    return field == NRR_FIELD_CUSTOMER || field == NRR_FIELD_LINE || field == NRR_FIELD_ID;
}

/* Takes in one column, if its field is known, free, and can hold its type. */
static nrr_status batch_add_column(nrr__batch *batch, const nrr_column *column)
{
    nrr_status status;

    if (column->field < NRR_FIELD_TIME || column->field > NRR_FIELD_FLAGS)
        return NRR_E_COLUMN_FIELD;
    if (batch->columns[column->field] != NULL)
        return NRR_E_COLUMN_TWICE;
    status = nrr__column_check(column, batch->count);
    if (status != NRR_OK)
        return status;
    if (column->type >= NRR_COLUMN_ID && !batch_field_holds_keys(column->field))
        return NRR_E_COLUMN_TYPE;
    batch->columns[column->field] = column;
    return NRR_OK;
}

/* Interns a column of keys; a column of ids, or none, leaves ids as NULL. */
static nrr_status batch_intern(nrr__batch *batch, nrr_ledger *ledger, nrr_field field,
                               uint32_t **ids, nrr_refusal *refusal)
{
    const nrr_column *column = batch->columns[field];
    nrr_key_family family = field == NRR_FIELD_CUSTOMER ? NRR_KEY_CUSTOMER
                            : field == NRR_FIELD_LINE   ? NRR_KEY_LINE
                                                        : NRR_KEY_FACT;
    nrr__key_batch keys;
    nrr_status status;

    if (column == NULL || column->type == NRR_COLUMN_ID)
        return NRR_OK;
    *ids = nrr__memory_array(&ledger->memory, batch->count, sizeof **ids);
    if (*ids == NULL)
        return batch_refuse(refusal, -1, 0, NRR_E_MEMORY);
    keys.ids = *ids;
    keys.count = batch->count;
    status = nrr__ledger_intern(ledger, family, column, &keys);
    if (status == NRR_E_MEMORY) /* for which no row is to blame */
        return batch_refuse(refusal, -1, 0, status);
    return status == NRR_OK ? NRR_OK : batch_refuse(refusal, (int64_t)keys.done, field, status);
}

nrr_status nrr__batch_of_columns(nrr__batch *batch, nrr_ledger *ledger, const nrr_column *columns,
                                 size_t count, nrr_refusal *refusal)
{
    static const nrr_field needed[] = {NRR_FIELD_CUSTOMER, NRR_FIELD_KIND, NRR_FIELD_TIME,
                                       NRR_FIELD_AMOUNT};
    nrr_status status;
    size_t i;

    for (i = 0; i < count; i++) {
        status = batch_add_column(batch, &columns[i]);
        if (status != NRR_OK)
            return batch_refuse(refusal, -1, columns[i].field, status);
    }
    for (i = 0; i < sizeof needed / sizeof *needed; i++)
        if (batch->columns[needed[i]] == NULL)
            return batch_refuse(refusal, -1, needed[i], NRR_E_COLUMN_MISSING);
    status = batch_intern(batch, ledger, NRR_FIELD_CUSTOMER, &batch->customers, refusal);
    if (status != NRR_OK)
        return status;
    status = batch_intern(batch, ledger, NRR_FIELD_LINE, &batch->lines, refusal);
    if (status != NRR_OK)
        return status;
    return batch_intern(batch, ledger, NRR_FIELD_ID, &batch->ids, refusal);
}

void nrr__batch_end(nrr__batch *batch)
{
    const nrr_allocator *memory = &batch->ledger->memory;

    nrr__memory_release(memory, batch->customers, batch->count, sizeof *batch->customers);
    nrr__memory_release(memory, batch->lines, batch->count, sizeof *batch->lines);
    nrr__memory_release(memory, batch->ids, batch->count, sizeof *batch->ids);
}

static nrr_status batch_read_row(const nrr__batch *batch, size_t row, nrr_fact *fact,
                                 nrr_field *field)
{
    const unsigned char *start = batch->rows + row * batch->row_size;
    size_t i;

    memcpy(fact, start, sizeof *fact);
    for (i = sizeof *fact; i < batch->row_size; i++)
        if (start[i] != 0) {
            *field = NRR_FIELD_RESERVED;
            return NRR_E_ROW_TAIL;
        }
    return NRR_OK;
}

/* Reads an optional number of a row, and blames its field where that fails. */
static nrr_status batch_number(const nrr__batch *batch, size_t row, nrr_field field, int64_t *value)
{
    const nrr_column *column = batch->columns[field];

    *value = 0;
    if (column == NULL || !nrr__column_is_there(column, row))
        return NRR_OK;
    return nrr__column_integer(column, row, value);
}

/* The same for a member of 32 bits. */
static nrr_status batch_code(const nrr__batch *batch, size_t row, nrr_field field, int32_t *value)
{
    int64_t wide;
    nrr_status status = batch_number(batch, row, field, &wide);

    if (status != NRR_OK)
        return status;
    if (wide < INT32_MIN || wide > INT32_MAX)
        return NRR_E_COLUMN_VALUE;
    *value = (int32_t)wide;
    return NRR_OK;
}

/* The id in a row of customers or lines: interned before, or given as such. */
static uint32_t batch_id(const nrr__batch *batch, size_t row, nrr_field field,
                         const uint32_t *interned)
{
    const nrr_column *column = batch->columns[field];
    uint64_t id = 0;

    if (interned != NULL)
        return interned[row];
    if (column == NULL || !nrr__column_is_there(column, row))
        return 0;
    (void)nrr__column_unsigned(column, row, &id); /* ids are unsigned */
    return (uint32_t)id;
}

static nrr_status batch_sequence(const nrr__batch *batch, size_t row, uint64_t *sequence)
{
    const nrr_column *column = batch->columns[NRR_FIELD_SEQUENCE];

    if (column == NULL || !nrr__column_is_there(column, row))
        return NRR_OK;
    return nrr__column_unsigned(column, row, sequence);
}

/* The flags of a row; that `known` is given follows from the column as well. */
static nrr_status batch_flags(const nrr__batch *batch, size_t row, uint32_t *flags)
{
    const nrr_column *known = batch->columns[NRR_FIELD_KNOWN];
    int32_t read = 0; /* which stays so if the flags do not fit */
    nrr_status status = batch_code(batch, row, NRR_FIELD_FLAGS, &read);

    *flags = (uint32_t)read;
    if (known != NULL && nrr__column_is_there(known, row))
        *flags |= NRR_FACT_KNOWN;
    return status;
}

/* Reads a number that must be there. */
static nrr_status batch_needed(const nrr__batch *batch, size_t row, nrr_field field, int64_t *value)
{
    if (batch->columns[field] == NULL || !nrr__column_is_there(batch->columns[field], row))
        return NRR_E_COLUMN_VALUE;
    return batch_number(batch, row, field, value);
}

/* Reads what makes up the content of a fact that is no void. */
static nrr_status batch_read_content(const nrr__batch *batch, size_t row, nrr_fact *fact,
                                     nrr_field *field)
{
    nrr_status status;

    fact->customer = batch_id(batch, row, NRR_FIELD_CUSTOMER, batch->customers);
    fact->line = batch_id(batch, row, NRR_FIELD_LINE, batch->lines);
    *field = NRR_FIELD_REASON;
    if ((status = batch_code(batch, row, *field, &fact->reason)) != NRR_OK)
        return status;
    *field = NRR_FIELD_SEQUENCE;
    if ((status = batch_sequence(batch, row, &fact->sequence)) != NRR_OK)
        return status;
    *field = NRR_FIELD_TIME;
    if ((status = batch_needed(batch, row, *field, &fact->time)) != NRR_OK)
        return status;
    *field = NRR_FIELD_AMOUNT;
    if ((fact->flags & NRR_FACT_ALL) != 0) /* with which the amount is not read */
        return NRR_OK;
    return batch_needed(batch, row, *field, &fact->amount);
}

static nrr_status batch_read_columns(const nrr__batch *batch, size_t row, nrr_fact *fact,
                                     nrr_field *field)
{
    nrr_status status;

    memset(fact, 0, sizeof *fact);
    fact->id = batch_id(batch, row, NRR_FIELD_ID, batch->ids);
    *field = NRR_FIELD_KIND;
    if ((status = batch_code(batch, row, *field, &fact->kind)) != NRR_OK)
        return status;
    *field = NRR_FIELD_FLAGS;
    if ((status = batch_flags(batch, row, &fact->flags)) != NRR_OK)
        return status;
    *field = NRR_FIELD_KNOWN;
    if ((fact->flags & NRR_FACT_KNOWN) != 0 &&
        (status = batch_needed(batch, row, *field, &fact->known)) != NRR_OK)
        return status;
    if (fact->kind == NRR_KIND_VOID) /* of which nothing else is read */
        return NRR_OK;
    return batch_read_content(batch, row, fact, field);
}

/* Brings a checked fact into the one form that its content has: what is not read is zero, and `known`
 * is given always. Facts that differ in nothing that is read are then equal in every member. */
static void batch_normalise(nrr_fact *fact)
{
    if ((fact->flags & NRR_FACT_KNOWN) == 0)
        fact->known = NRR__KNOWN_ALWAYS;
    fact->flags &= ~(uint32_t)NRR_FACT_KNOWN;
    if ((fact->flags & NRR_FACT_ALL) != 0)
        fact->amount = 0;
    if (fact->kind == NRR_KIND_VOID) {
        fact->time = 0;
        fact->amount = 0;
        fact->sequence = 0;
        fact->customer = 0;
        fact->line = 0;
        fact->reason = 0;
    }
}

nrr_status nrr__batch_read(const nrr__batch *batch, size_t row, nrr_fact *fact, nrr_field *field)
{
    nrr_status status = batch->rows != NULL ? batch_read_row(batch, row, fact, field)
                                            : batch_read_columns(batch, row, fact, field);

    if (status == NRR_OK)
        status = nrr__fact_check(fact, batch->ledger, field);
    if (status == NRR_OK)
        batch_normalise(fact);
    return status;
}
