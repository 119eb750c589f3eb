/* SPDX-License-Identifier: MIT */
/*
 * Keys are integers; see host.h.
 */
#include "host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int has_field(unsigned fields, bench_field field)
{
    return (fields >> field & 1U) != 0;
}

/* A column whose data is NULL is none. */
static nrr_column column_of(const void *data, nrr_field field, nrr_column_type type)
{
    nrr_column column;

    memset(&column, 0, sizeof column);
    column.data = data;
    column.field = field;
    column.type = type;
    return column;
}

/* Keys 1, 2, ... in this order, so that the ids are the same numbers. */
static nrr_status intern(nrr_ledger *ledger, nrr_key_family family, size_t count)
{
    int64_t *keys = malloc(count * sizeof *keys);
    uint32_t *ids = malloc(count * sizeof *ids);
    nrr_column column = column_of(keys, NRR_FIELD_KEY, NRR_COLUMN_INT64);
    nrr_status status = NRR_E_MEMORY;

    if (keys != NULL && ids != NULL) {
        for (size_t i = 0; i < count; i++) {
            keys[i] = (int64_t)i + 1;
        }
        status = nrr_ledger_keys(ledger, family, &column, count, ids);
    }
    free(keys);
    free(ids);
    return status;
}

/* The first of each so many customers is the parent of the others. */
static nrr_status set_parents(nrr_ledger *ledger, const bench_data *data)
{
    size_t count = 0;
    uint32_t *children = malloc(data->size.customers * sizeof *children);
    uint32_t *parents = malloc(data->size.customers * sizeof *parents);
    nrr_status status = NRR_E_MEMORY;

    if (children != NULL && parents != NULL) {
        for (size_t i = 0; i < data->size.customers; i++) {
            if (i % BENCH_PARENT_CHILDREN != 0) {
                children[count] = (uint32_t)i + 1;
                parents[count] = (uint32_t)(i - i % BENCH_PARENT_CHILDREN) + 1;
                count++;
            }
        }
        status = nrr_ledger_set_parents(ledger, children, parents, count, NULL);
    }
    free(children);
    free(parents);
    return status;
}

static nrr_status make_values(nrr_ledger *ledger, uint32_t *dimension, uint32_t *values)
{
    nrr_status status =
        nrr_ledger_key_integer(ledger, NRR_KEY_DIMENSION, BENCH_DIMENSION, dimension);

    for (size_t s = 0; status == NRR_OK && s < BENCH_SEGMENTS; s++) {
        status = nrr_ledger_key_integer(ledger, NRR_KEY_VALUE, (int64_t)s, &values[s]);
    }
    return status;
}

static nrr_status assign_segments(nrr_ledger *ledger, const bench_data *data)
{
    nrr_assignment *rows = calloc(data->size.customers, sizeof *rows);
    uint32_t values[BENCH_SEGMENTS];
    uint32_t dimension = 0;
    nrr_status status = rows == NULL ? NRR_E_MEMORY : make_values(ledger, &dimension, values);

    for (size_t i = 0; status == NRR_OK && i < data->size.customers; i++) {
        rows[i].time = data->edges[0];
        rows[i].dimension = dimension;
        rows[i].customer = (uint32_t)i + 1;
        rows[i].value = values[data->segment[i]];
    }
    if (status == NRR_OK) {
        status = nrr_ledger_assign(ledger, rows, sizeof *rows, data->size.customers, NULL);
    }
    free(rows);
    return status;
}

nrr_status bench_host_prepare(nrr_ledger *ledger, const bench_data *data, unsigned fields)
{
    nrr_status status = intern(ledger, NRR_KEY_CUSTOMER, data->size.customers);

    if (status == NRR_OK && has_field(fields, BENCH_FIELD_LINE)) {
        status = intern(ledger, NRR_KEY_LINE, BENCH_LINE_KEYS);
    }
    if (status == NRR_OK && has_field(fields, BENCH_FIELD_PARENT)) {
        status = set_parents(ledger, data);
    }
    if (status == NRR_OK) {
        status = assign_segments(ledger, data);
    }
    return status;
}

/* The bytes of a value. */
static size_t value_size(nrr_column_type type)
{
    switch (type) {
    case NRR_COLUMN_INT8:
        return 1;
    case NRR_COLUMN_UINT16:
        return 2;
    case NRR_COLUMN_ID:
        return 4;
    default:
        return 8;
    }
}

/* The columns that are there; gives their number. */
static size_t gather_columns(const bench_columns *facts, const bench_extra *extra, unsigned fields,
                             nrr_column columns[NRR_FIELD_FLAGS])
{
    const uint16_t *reason = has_field(fields, BENCH_FIELD_REASON) ? facts->reason : NULL;
    const nrr_column all[] = {
        column_of(facts->time, NRR_FIELD_TIME, NRR_COLUMN_INT64),
        column_of(facts->amount, NRR_FIELD_AMOUNT, NRR_COLUMN_INT64),
        column_of(facts->customer, NRR_FIELD_CUSTOMER, NRR_COLUMN_ID),
        column_of(facts->kind, NRR_FIELD_KIND, NRR_COLUMN_INT8),
        column_of(reason, NRR_FIELD_REASON, NRR_COLUMN_UINT16),
        column_of(extra->line, NRR_FIELD_LINE, NRR_COLUMN_ID),
        column_of(extra->sequence, NRR_FIELD_SEQUENCE, NRR_COLUMN_UINT64),
        column_of(extra->id, NRR_FIELD_ID, NRR_COLUMN_INT64),
        column_of(extra->known, NRR_FIELD_KNOWN, NRR_COLUMN_INT64),
    };
    size_t count = 0;

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i].data != NULL) {
            columns[count++] = all[i];
        }
    }
    return count;
}

nrr_status bench_host_append(nrr_ledger *ledger, const bench_columns *facts,
                             const bench_extra *extra, unsigned fields, size_t batch)
{
    nrr_column columns[NRR_FIELD_FLAGS];
    size_t count = gather_columns(facts, extra, fields, columns);
    size_t at_once = batch == 0 || batch > facts->count ? facts->count : batch;
    nrr_refusal refusal;
    nrr_status status = NRR_OK;

    for (size_t row = 0; status == NRR_OK && row < facts->count; row += at_once) {
        size_t rows = facts->count - row < at_once ? facts->count - row : at_once;
        status = nrr_ledger_append_columns(ledger, columns, count, rows, &refusal);
        for (size_t i = 0; i < count; i++) {
            columns[i].data = (const char *)columns[i].data + rows * value_size(columns[i].type);
        }
        if (status != NRR_OK) {
            fprintf(stderr, "libnrr: row %lld refused, field %d\n",
                    (long long)row + (long long)refusal.row, (int)refusal.field);
        }
    }
    return status;
}
