/* SPDX-License-Identifier: MIT */
/* Values of dimensions on their way into the ledger: what stands in the columns dim:NAME and
 * linedim:NAME of the rows of a batch. */
#ifndef NRR_REPORT_VALUES_H
#define NRR_REPORT_VALUES_H

#include <stddef.h>
#include <stdint.h>

#include <nrr/nrr.h>

/* One value, of a row of the batch. */
typedef struct values_entry {
    size_t row;
    size_t offset; /* of its bytes */
    size_t length;
    uint32_t dimension; /* id */
    uint32_t flags;     /* of the assignment */
} values_entry;

/* All zero: there is none. */
typedef struct values {
    values_entry *entries;
    size_t count;
    size_t capacity;
    size_t complete; /* entries of rows that are complete */
    char *bytes;
    size_t used;
    size_t room;
} values;

void values_free(values *all);

/* Add one, whose bytes are copied. Answers 0 if there is no memory. */
int values_add(values *all, const values_entry *entry, const char *bytes);

/* The row is complete, and its values count, or they do not. */
void values_end_row(values *all, int do_count);

/* What a row says of all its values. */
typedef struct values_rows {
    const int64_t *times;
    const uint64_t *sequences;
    const uint32_t *customers; /* ids */
    const uint32_t *lines;
} values_rows;

/* Assign all values, and forget them if they were taken. */
nrr_status values_assign(values *all, const values_rows *rows, nrr_ledger *ledger);

#endif
