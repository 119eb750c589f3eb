/* SPDX-License-Identifier: MIT */
#include "batch.h"

#include <stdlib.h>
#include <string.h>

batch *batch_new(void)
{
    return (batch *)calloc(1, sizeof(batch));
}

void batch_free(batch *rows)
{
    if (rows != NULL)
        values_free(&rows->values);
    free(rows);
}

static void batch_begin_key(batch_keys *keys, size_t row)
{
    keys->offsets[row + 1] = keys->offsets[row];
    keys->present[row / 8] &= (uint8_t) ~(1u << row % 8);
}

void batch_begin_row(batch *rows, uint64_t line)
{
    size_t row = rows->count;

    rows->lines[row] = line;
    batch_begin_key(&rows->customers, row);
    batch_begin_key(&rows->line_keys, row);
    batch_begin_key(&rows->fact_keys, row);
    batch_begin_key(&rows->parents, row);
    rows->times[row] = 0;
    rows->amounts[row] = 0;
    rows->knowns[row] = 0;
    rows->known_present[row / 8] &= (uint8_t) ~(1u << row % 8);
    rows->sequences[row] = 0;
    rows->kinds[row] = 0;
    rows->reasons[row] = NRR_REASON_UNSPECIFIED;
    rows->flags[row] = 0;
}

void batch_set_key(batch *rows, batch_keys *keys, const char *bytes, size_t length)
{
    size_t row = rows->count;
    size_t used = (size_t)keys->offsets[row];

    memcpy(keys->bytes + used, bytes, length);
    keys->offsets[row + 1] = (int32_t)(used + length);
    keys->present[row / 8] |= (uint8_t)(1u << row % 8);
}

int batch_add_value(batch *rows, uint32_t dimension, uint32_t flags, const char *bytes,
                    size_t length)
{
    values_entry entry = {0};

    entry.row = rows->count;
    entry.length = length;
    entry.dimension = dimension;
    entry.flags = flags;
    return values_add(&rows->values, &entry, bytes);
}

void batch_set_known(batch *rows, int64_t known)
{
    rows->knowns[rows->count] = known;
    rows->known_present[rows->count / 8] |= (uint8_t)(1u << rows->count % 8);
}

const char *batch_key(const batch_keys *keys, size_t row, size_t *length)
{
    *length = (size_t)(keys->offsets[row + 1] - keys->offsets[row]);
    return keys->bytes + keys->offsets[row];
}

void batch_end_row(batch *rows)
{
    values_end_row(&rows->values, rows->kinds[rows->count] != NRR_KIND_VOID);
    rows->count++;
}

static int batch_keys_are_full(const batch *rows, const batch_keys *keys)
{
    return keys->offsets[rows->count] >= BATCH_KEY_BYTES;
}

int batch_is_full(const batch *rows)
{
    return rows->count == BATCH_ROWS || batch_keys_are_full(rows, &rows->customers) ||
           batch_keys_are_full(rows, &rows->line_keys) ||
           batch_keys_are_full(rows, &rows->fact_keys) ||
           batch_keys_are_full(rows, &rows->parents) || rows->values.count >= BATCH_VALUES ||
           rows->values.used >= BATCH_KEY_BYTES;
}

/* --- keys -------------------------------------------------------------------------------------- */

static nrr_column batch_column(nrr_field field, nrr_column_type type, const void *data)
{
    nrr_column column;

    memset(&column, 0, sizeof column);
    column.field = field;
    column.type = type;
    column.data = data;
    return column;
}

/* Interning them here, and not in the append, leaves their ids with us: for parents and times. */
static nrr_status batch_intern(batch_keys *keys, size_t count, nrr_ledger *ledger,
                               nrr_key_family family)
{
    nrr_column column = batch_column(NRR_FIELD_KEY, NRR_COLUMN_STRING, keys->bytes);

    column.offsets = keys->offsets;
    column.validity = keys->present;
    return nrr_ledger_keys(ledger, family, &column, count, keys->ids);
}

static nrr_status batch_intern_all(batch *rows, nrr_ledger *ledger)
{
    nrr_status status = batch_intern(&rows->customers, rows->count, ledger, NRR_KEY_CUSTOMER);

    if (status == NRR_OK)
        status = batch_intern(&rows->line_keys, rows->count, ledger, NRR_KEY_LINE);
    if (status == NRR_OK)
        status = batch_intern(&rows->fact_keys, rows->count, ledger, NRR_KEY_FACT);
    if (status == NRR_OK)
        status = batch_intern(&rows->parents, rows->count, ledger, NRR_KEY_CUSTOMER);
    return status;
}

/* --- parents ----------------------------------------------------------------------------------- */

/* The customer of a row rolls up to the parent of that row. Of a void only id and known count. */
static nrr_status batch_roll_up_row(const batch *rows, size_t row, nrr_ledger *ledger)
{
    const uint32_t *customer = &rows->customers.ids[row];
    const uint32_t *parent = &rows->parents.ids[row];
    uint32_t before = 0;
    nrr_status status;

    if (*parent == 0 || rows->kinds[row] == NRR_KIND_VOID)
        return NRR_OK;
    status = nrr_ledger_parent(ledger, *customer, &before);
    if (status != NRR_OK || before == *parent)
        return status;
    if (before != 0)
        return NRR_E_CONFLICT;
    return nrr_ledger_set_parents(ledger, customer, parent, 1, NULL);
}

static nrr_status batch_roll_up(const batch *rows, nrr_ledger *ledger, nrr_refusal *refusal)
{
    size_t row;

    for (row = 0; row < rows->count; row++) {
        nrr_status status = batch_roll_up_row(rows, row, ledger);

        if (status != NRR_OK) {
            refusal->row = (int64_t)row;
            refusal->field = status == NRR_E_MEMORY ? 0 : NRR_FIELD_PARENT;
            refusal->status = status;
            return status;
        }
    }
    return NRR_OK;
}

/* --- facts ------------------------------------------------------------------------------------- */

static nrr_status batch_append_facts(const batch *rows, nrr_ledger *ledger, nrr_refusal *refusal)
{
    nrr_column columns[10];

    columns[0] = batch_column(NRR_FIELD_CUSTOMER, NRR_COLUMN_ID, rows->customers.ids);
    columns[1] = batch_column(NRR_FIELD_LINE, NRR_COLUMN_ID, rows->line_keys.ids);
    columns[2] = batch_column(NRR_FIELD_ID, NRR_COLUMN_ID, rows->fact_keys.ids);
    columns[3] = batch_column(NRR_FIELD_TIME, NRR_COLUMN_INT64, rows->times);
    columns[4] = batch_column(NRR_FIELD_KIND, NRR_COLUMN_INT32, rows->kinds);
    columns[5] = batch_column(NRR_FIELD_AMOUNT, NRR_COLUMN_INT64, rows->amounts);
    columns[6] = batch_column(NRR_FIELD_REASON, NRR_COLUMN_INT32, rows->reasons);
    columns[7] = batch_column(NRR_FIELD_SEQUENCE, NRR_COLUMN_UINT64, rows->sequences);
    columns[8] = batch_column(NRR_FIELD_FLAGS, NRR_COLUMN_UINT32, rows->flags);
    columns[9] = batch_column(NRR_FIELD_KNOWN, NRR_COLUMN_INT64, rows->knowns);
    columns[9].validity = rows->known_present;
    return nrr_ledger_append_columns(ledger, columns, 10, rows->count, refusal);
}

static nrr_status batch_tell_span(const batch *rows, span *times)
{
    nrr_status status = NRR_OK;
    size_t row;

    for (row = 0; row < rows->count && status == NRR_OK; row++) {
        int is_known = rows->known_present[row / 8] >> row % 8 & 1;
        span_fact fact;

        fact.line = rows->lines[row];
        fact.id = rows->fact_keys.ids[row];
        fact.is_void = rows->kinds[row] == NRR_KIND_VOID;
        fact.time = rows->times[row];
        fact.known = is_known ? rows->knowns[row] : INT64_MIN;
        status = span_add(times, &fact);
    }
    return status;
}

/* --- values ------------------------------------------------------------------------------------ */

static nrr_status batch_assign(batch *rows, nrr_ledger *ledger)
{
    values_rows of_rows;

    of_rows.times = rows->times;
    of_rows.sequences = rows->sequences;
    of_rows.customers = rows->customers.ids;
    of_rows.lines = rows->line_keys.ids;
    return values_assign(&rows->values, &of_rows, ledger);
}

nrr_status batch_append(batch *rows, nrr_ledger *ledger, span *times, nrr_refusal *refusal)
{
    nrr_refusal of_parent = {-1, 0, NRR_OK};
    nrr_status parents;
    nrr_status status = batch_intern_all(rows, ledger);

    if (status == NRR_OK)
        status = batch_tell_span(rows, times);
    if (status != NRR_OK)
        return status;
    parents = batch_roll_up(rows, ledger, &of_parent);
    if (parents != NRR_OK)
        rows->count = (size_t)of_parent.row; /* is anything wrong in the rows before? */
    status = batch_append_facts(rows, ledger, refusal);
    if (status == NRR_OK && parents != NRR_OK) {
        *refusal = of_parent;
        status = parents;
    }
    if (status == NRR_OK)
        status = batch_assign(rows, ledger);
    if (status == NRR_OK)
        rows->count = 0;
    return status;
}
