/* SPDX-License-Identifier: MIT */
/* A batch: some thousand facts on their way into the ledger, as columns, and the parents and the
 * values of dimensions that come with them.
 *
 * The library takes a batch as a whole or not at all, and says which row and field it refuses; the
 * batch remembers where in the file each row stood. */
#ifndef NRR_REPORT_BATCH_H
#define NRR_REPORT_BATCH_H

#include <stddef.h>
#include <stdint.h>

#include <nrr/nrr.h>

#include "span.h"
#include "values.h"

#ifdef FUZZ_BATCH_ROWS /* few, so that short files fill several batches */
enum {
    BATCH_ROWS = FUZZ_BATCH_ROWS,
    BATCH_KEY_BYTES = 8 * FUZZ_BATCH_ROWS,
    BATCH_VALUES = 4 * FUZZ_BATCH_ROWS
};
#else
enum {
    BATCH_ROWS = 4096,
    BATCH_KEY_BYTES = 1 << 20, /* of one column of keys: a batch that has more is full as well */
    BATCH_VALUES = 1 << 16     /* of dimensions: likewise */
};
#endif

/* Keys side by side, as the library reads strings. */
typedef struct batch_keys {
    char bytes[BATCH_KEY_BYTES + NRR_KEY_LENGTH_MAX];
    int32_t offsets[BATCH_ROWS + 1];
    uint8_t present[BATCH_ROWS / 8];
    uint32_t ids[BATCH_ROWS]; /* of the ledger, 0 where no key is; given as the batch is appended */
} batch_keys;

typedef struct batch {
    size_t count;               /* complete rows; the one behind them is being filled in */
    uint64_t lines[BATCH_ROWS]; /* of the file, from 1 */
    batch_keys customers;
    batch_keys line_keys;
    batch_keys fact_keys;
    batch_keys parents;
    int64_t times[BATCH_ROWS];
    int64_t amounts[BATCH_ROWS];
    int64_t knowns[BATCH_ROWS];
    uint8_t known_present[BATCH_ROWS / 8];
    uint64_t sequences[BATCH_ROWS];
    nrr_kind kinds[BATCH_ROWS];
    nrr_reason reasons[BATCH_ROWS];
    uint32_t flags[BATCH_ROWS];
    values values;
} batch;

/* NULL if there is no memory. */
batch *batch_new(void);
void batch_free(batch *rows);

/* Begin the next row: everything in it is absent. The batch is not full. */
void batch_begin_row(batch *rows, uint64_t line);

/* Give the row that is being filled in its key, copied: at most NRR_KEY_LENGTH_MAX bytes. */
void batch_set_key(batch *rows, batch_keys *keys, const char *bytes, size_t length);

/* Give the row that is being filled in a value of a dimension, copied. Answers 0 if there is no
 * memory. */
int batch_add_value(batch *rows, uint32_t dimension, uint32_t flags, const char *bytes,
                    size_t length);

/* Say when the row that is being filled in became known. */
void batch_set_known(batch *rows, int64_t known);

/* The key of a row; no bytes if it is absent. */
const char *batch_key(const batch_keys *keys, size_t row, size_t *length);

/* The row is complete. */
void batch_end_row(batch *rows);

int batch_is_full(const batch *rows);

/* Append the complete rows to the ledger, tell the span of them, and empty the batch if they were
 * taken. Besides what the library refuses, NRR_E_CONFLICT of NRR_FIELD_PARENT is a second parent of
 * one customer. */
nrr_status batch_append(batch *rows, nrr_ledger *ledger, span *times, nrr_refusal *refusal);

#endif
