/* SPDX-License-Identifier: MIT */
/*
 * Assignments as rows, of today's size or larger, and as columns over the same rows.
 */
#include "model/grouped.h"

#include <string.h>

enum { ROW_SIZE_MAX = sizeof(nrr_assignment) + 24, COLUMNS = 7 };

static void make_row(arrival_host *host, const model_assignment *assignment, nrr_assignment *row)
{
    memset(row, 0, sizeof *row);
    row->time = assignment->time;
    row->sequence = assignment->sequence;
    row->dimension = arrival_intern(host, NRR_KEY_DIMENSION, assignment->dimension);
    row->customer = arrival_intern(host, NRR_KEY_CUSTOMER, assignment->customer);
    row->value = arrival_intern(host, NRR_KEY_VALUE, assignment->value);
    row->flags = assignment->is_line ? NRR_ASSIGNMENT_LINE : 0;
    if (assignment->is_line) {
        row->line = arrival_intern(host, NRR_KEY_LINE, assignment->line);
    }
}

static nrr_column column_of(nrr_field field, nrr_column_type type, const void *first)
{
    nrr_column column;

    memset(&column, 0, sizeof column);
    column.data = first;
    column.field = field;
    column.type = type;
    column.stride = sizeof(nrr_assignment);
    return column;
}

/* Without a column of flags, lines are told by being there. */
static nrr_status feed_columns(arrival_host *host, const nrr_assignment *rows, size_t count)
{
    unsigned char has_line[MODEL_ASSIGNMENTS_MAX / 8 + 1] = {0};
    int with_flags = random_chance(host->source, 50);
    nrr_column columns[COLUMNS] = {
        column_of(NRR_FIELD_VALUE, NRR_COLUMN_ID, &rows->value),
        column_of(NRR_FIELD_LINE, NRR_COLUMN_ID, &rows->line),
        column_of(NRR_FIELD_CUSTOMER, NRR_COLUMN_ID, &rows->customer),
        column_of(NRR_FIELD_TIME, NRR_COLUMN_INT64, &rows->time),
        column_of(NRR_FIELD_SEQUENCE, NRR_COLUMN_UINT64, &rows->sequence),
        column_of(NRR_FIELD_DIMENSION, NRR_COLUMN_ID, &rows->dimension),
        column_of(NRR_FIELD_FLAGS, NRR_COLUMN_UINT32, &rows->flags),
    };

    for (size_t i = 0; i < count; i++) {
        if ((rows[i].flags & NRR_ASSIGNMENT_LINE) != 0 && !(with_flags && rows[i].line == 0)) {
            has_line[i / 8] = (unsigned char)(has_line[i / 8] | 1U << (i % 8));
        }
    }
    columns[1].validity = has_line;
    return nrr_ledger_assign_columns(host->ledger, columns, with_flags ? COLUMNS : COLUMNS - 1,
                                     count, NULL);
}

static nrr_status feed_rows(arrival_host *host, const nrr_assignment *rows, size_t count)
{
    uint64_t memory[MODEL_ASSIGNMENTS_MAX * ROW_SIZE_MAX / sizeof(uint64_t)];
    size_t row_size = sizeof *rows + 8 * (size_t)random_below(host->source, 4);

    memset(memory, 0, sizeof memory);
    for (size_t i = 0; i < count; i++) {
        memcpy((unsigned char *)memory + i * row_size, &rows[i], sizeof rows[i]);
    }
    return nrr_ledger_assign(host->ledger, (const nrr_assignment *)memory, row_size, count, NULL);
}

nrr_status grouped_feed(arrival_host *host, const model_assignment *assignments, size_t count)
{
    nrr_assignment rows[MODEL_ASSIGNMENTS_MAX];

    for (size_t i = 0; i < count; i++) {
        make_row(host, &assignments[i], &rows[i]);
    }
    return count > 0 && random_chance(host->source, 50) ? feed_columns(host, rows, count)
                                                        : feed_rows(host, rows, count);
}
