/* SPDX-License-Identifier: MIT */
/* Assignment batch: see assignment_batch.h. */
#include "assignment_batch.h"

#include "column_reader.h"
#include "memory.h"

#include <string.h>

/* The fields of keys, with their families. */
static const struct {
    nrr_field field;
    nrr_key_family family;
} assignment_keys[] = {{NRR_FIELD_DIMENSION, NRR_KEY_DIMENSION},
                       {NRR_FIELD_CUSTOMER, NRR_KEY_CUSTOMER},
                       {NRR_FIELD_LINE, NRR_KEY_LINE},
                       {NRR_FIELD_VALUE, NRR_KEY_VALUE}};

enum {
    ASSIGNMENT_KEYS = sizeof assignment_keys / sizeof *assignment_keys
};

nrr_status nrr__assignment_batch_of_rows(nrr__assignment_batch *batch,
                                         const nrr_assignment *assignments, size_t row_size)
{
    if (assignments == NULL && batch->count != 0)
        return NRR_E_NULL;
    if (row_size < sizeof(nrr_assignment))
        return NRR_E_ROW_SIZE;
    if (batch->count > SIZE_MAX / row_size)
        return NRR_E_TOO_MANY;
    batch->rows = (const unsigned char *)assignments;
    batch->row_size = row_size;
    return NRR_OK;
}

/* The family of a field of keys; 0 if it is none. */
static nrr_key_family assignment_family(nrr_field field)
{
    size_t i;

    for (i = 0; i < ASSIGNMENT_KEYS; i++)
        if (assignment_keys[i].field == field)
            return assignment_keys[i].family;
    return 0;
}

static int assignment_has_field(nrr_field field)
{
    return assignment_family(field) != 0 || field == NRR_FIELD_TIME ||
           field == NRR_FIELD_SEQUENCE || field == NRR_FIELD_FLAGS;
}

/* Takes in one column, if its field is known, free, and can hold its type. */
static nrr_status assignment_add_column(nrr__assignment_batch *batch, const nrr_column *column)
{
    nrr_status status;

    if (!assignment_has_field(column->field))
        return NRR_E_COLUMN_FIELD;
    if (batch->columns[column->field] != NULL)
        return NRR_E_COLUMN_TWICE;
    status = nrr__column_check(column, batch->count);
    if (status != NRR_OK)
        return status;
    if (column->type >= NRR_COLUMN_ID && assignment_family(column->field) == 0)
        return NRR_E_COLUMN_TYPE;
    batch->columns[column->field] = column;
    return NRR_OK;
}

static nrr_status assignment_refuse(nrr_refusal *refusal, int64_t row, nrr_field field,
                                    nrr_status status)
{
    refusal->row = row;
    refusal->field = field;
    refusal->status = status;
    return status;
}

/* Interns the column of a field of keys, if it does not hold ids. */
static nrr_status assignment_intern(nrr__assignment_batch *batch, nrr_field field,
                                    nrr_refusal *refusal)
{
    const nrr_column *column = batch->columns[field];
    nrr__key_batch keys;
    nrr_status status;

    if (column == NULL || column->type == NRR_COLUMN_ID)
        return NRR_OK;
    keys.count = batch->count;
    keys.ids = nrr__memory_array(&batch->ledger->memory, batch->count, sizeof *keys.ids);
    if (keys.ids == NULL)
        return assignment_refuse(refusal, -1, 0, NRR_E_MEMORY);
    batch->ids[field] = keys.ids;
    status = nrr__ledger_intern(batch->ledger, assignment_family(field), column, &keys);
    if (status == NRR_E_MEMORY) /* for which no row is to blame */
        return assignment_refuse(refusal, -1, 0, status);
    return status == NRR_OK ? NRR_OK
                            : assignment_refuse(refusal, (int64_t)keys.done, field, status);
}

nrr_status nrr__assignment_batch_of_columns(nrr__assignment_batch *batch,
                                            const nrr_column *columns, size_t count,
                                            nrr_refusal *refusal)
{
    static const nrr_field needed[] = {NRR_FIELD_TIME, NRR_FIELD_DIMENSION, NRR_FIELD_CUSTOMER,
                                       NRR_FIELD_VALUE};
    nrr_status status = NRR_OK;
    size_t i;

    for (i = 0; i < count; i++) {
        status = assignment_add_column(batch, &columns[i]);
        if (status != NRR_OK)
            return assignment_refuse(refusal, -1, columns[i].field, status);
    }
    for (i = 0; i < sizeof needed / sizeof *needed; i++)
        if (batch->columns[needed[i]] == NULL)
            return assignment_refuse(refusal, -1, needed[i], NRR_E_COLUMN_MISSING);
    for (i = 0; i < ASSIGNMENT_KEYS && status == NRR_OK; i++)
        status = assignment_intern(batch, assignment_keys[i].field, refusal);
    return status;
}

void nrr__assignment_batch_end(nrr__assignment_batch *batch)
{
    size_t i;

    for (i = 0; i < ASSIGNMENT_KEYS; i++)
        nrr__memory_release(&batch->ledger->memory, batch->ids[assignment_keys[i].field],
                            batch->count, sizeof **batch->ids);
}

static nrr_status assignment_read_row(const nrr__assignment_batch *batch, size_t row,
                                      nrr_assignment *assignment, nrr_field *field)
{
    const unsigned char *start = batch->rows + row * batch->row_size;
    size_t i;

    memcpy(assignment, start, sizeof *assignment);
    for (i = sizeof *assignment; i < batch->row_size; i++)
        if (start[i] != 0) {
            *field = NRR_FIELD_RESERVED;
            return NRR_E_ROW_TAIL;
        }
    return NRR_OK;
}

/* Whether a row of a column, which need not be there, holds a value. */
static int assignment_is_there(const nrr__assignment_batch *batch, size_t row, nrr_field field)
{
    const nrr_column *column = batch->columns[field];

    return column != NULL && nrr__column_is_there(column, row);
}

/* The id in a row of a column of keys: interned before, or given as such. */
static uint32_t assignment_id(const nrr__assignment_batch *batch, size_t row, nrr_field field)
{
    uint64_t id = 0;

    if (batch->ids[field] != NULL)
        return batch->ids[field][row];
    if (assignment_is_there(batch, row, field))
        (void)nrr__column_unsigned(batch->columns[field], row, &id); /* ids are unsigned */
    return (uint32_t)id;
}

/* The flags of a row; that it is about a line follows from the column of lines as well. */
static nrr_status assignment_flags(const nrr__assignment_batch *batch, size_t row,
                                   uint32_t *flags)
{
    uint64_t wide = 0;
    nrr_status status = NRR_OK;

    if (assignment_is_there(batch, row, NRR_FIELD_FLAGS))
        status = nrr__column_unsigned(batch->columns[NRR_FIELD_FLAGS], row, &wide);
    if (status != NRR_OK || wide > UINT32_MAX)
        return NRR_E_COLUMN_VALUE;
    *flags = (uint32_t)wide;
    if (assignment_is_there(batch, row, NRR_FIELD_LINE))
        *flags |= NRR_ASSIGNMENT_LINE;
    return NRR_OK;
}

static nrr_status assignment_read_columns(const nrr__assignment_batch *batch, size_t row,
                                          nrr_assignment *assignment, nrr_field *field)
{
    nrr_status status;

    memset(assignment, 0, sizeof *assignment);
    assignment->dimension = assignment_id(batch, row, NRR_FIELD_DIMENSION);
    assignment->customer = assignment_id(batch, row, NRR_FIELD_CUSTOMER);
    assignment->line = assignment_id(batch, row, NRR_FIELD_LINE);
    assignment->value = assignment_id(batch, row, NRR_FIELD_VALUE);
    *field = NRR_FIELD_FLAGS;
    if ((status = assignment_flags(batch, row, &assignment->flags)) != NRR_OK)
        return status;
    *field = NRR_FIELD_SEQUENCE;
    if (assignment_is_there(batch, row, *field) &&
        (status = nrr__column_unsigned(batch->columns[*field], row, &assignment->sequence)) !=
            NRR_OK)
        return status;
    *field = NRR_FIELD_TIME;
    if (!assignment_is_there(batch, row, *field))
        return NRR_E_COLUMN_VALUE;
    return nrr__column_integer(batch->columns[*field], row, &assignment->time);
}

static nrr_status assignment_blame(nrr_status status, nrr_field blamed, nrr_field *field)
{
    *field = blamed;
    return status;
}

/* Whether an id is one that the ledger gave. */
static int assignment_id_is_known(const nrr_ledger *ledger, nrr_key_family family, uint32_t id)
{
    return id != 0 && id <= nrr__ledger_key_count(ledger, family);
}

static nrr_status assignment_check(const nrr_assignment *assignment, const nrr_ledger *ledger,
                                   nrr_field *field)
{
    int is_of_line = (assignment->flags & NRR_ASSIGNMENT_LINE) != 0;

    if (assignment->reserved != 0)
        return assignment_blame(NRR_E_RESERVED, NRR_FIELD_RESERVED, field);
    if ((assignment->flags & ~(uint32_t)NRR_ASSIGNMENT_LINE) != 0 ||
        (assignment->line != 0 && !is_of_line))
        return assignment_blame(NRR_E_FLAGS, NRR_FIELD_FLAGS, field);
    if (!assignment_id_is_known(ledger, NRR_KEY_DIMENSION, assignment->dimension))
        return assignment_blame(NRR_E_DIMENSION, NRR_FIELD_DIMENSION, field);
    if (!assignment_id_is_known(ledger, NRR_KEY_CUSTOMER, assignment->customer))
        return assignment_blame(NRR_E_CUSTOMER, NRR_FIELD_CUSTOMER, field);
    if (assignment->line != 0 && !assignment_id_is_known(ledger, NRR_KEY_LINE, assignment->line))
        return assignment_blame(NRR_E_LINE, NRR_FIELD_LINE, field);
    if (assignment->value != 0 &&
        !assignment_id_is_known(ledger, NRR_KEY_VALUE, assignment->value))
        return assignment_blame(NRR_E_VALUE, NRR_FIELD_VALUE, field);
    return NRR_OK;
}

nrr_status nrr__assignment_batch_read(const nrr__assignment_batch *batch, size_t row,
                                      nrr_assignment *assignment, nrr_field *field)
{
    nrr_status status = batch->rows != NULL
                            ? assignment_read_row(batch, row, assignment, field)
                            : assignment_read_columns(batch, row, assignment, field);

    return status != NRR_OK ? status : assignment_check(assignment, batch->ledger, field);
}
