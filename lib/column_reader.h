/* SPDX-License-Identifier: MIT */
/* Column reader: the values of a host's column, whatever their type, stride and validity. */
#ifndef NRR_LIB_COLUMN_READER_H
#define NRR_LIB_COLUMN_READER_H

#include "nrr/column.h"
#include "nrr/status.h"

/* A string of a column: its bytes, borrowed. */
typedef struct nrr__span {
    const void *bytes;
    size_t length;
} nrr__span;

/* Whether the column as such can be read for so many rows; the other functions rely on it. */
nrr_status nrr__column_check(const nrr_column *column, size_t rows);

int nrr__column_is_string(const nrr_column *column);

/* Whether a value is there at this place, by the validity bitmap. */
int nrr__column_is_there(const nrr_column *column, size_t place);

/* The value at a place of a column of integers or ids; NRR_E_COLUMN_VALUE where the type that it is
 * asked for can't hold it. */
nrr_status nrr__column_integer(const nrr_column *column, size_t place, int64_t *value);
nrr_status nrr__column_unsigned(const nrr_column *column, size_t place, uint64_t *value);

/* `count` values from a place on, all of which must be there, as an array: the column's own memory if it
 * is laid out so, else the buffer. NULL if one of them does not fit, or some may not be there. */
const int64_t *nrr__column_slab(const nrr_column *column, size_t place, size_t count,
                                int64_t *buffer);

/* The same as an array of 32 bits. A negative value of 32 bits or less becomes one of 2^31 or more, which no code
 * is: whoever asks refuses it. */
const uint32_t *nrr__column_words(const nrr_column *column, size_t place, size_t count,
                                  uint32_t *buffer);

/* The bytes at a place of a column of strings. */
nrr_status nrr__column_string(const nrr_column *column, size_t place, const void **bytes,
                              size_t *length);

/* Up to `count` strings from a place on: how many of them, from the first on, are there and may be keys.
 * What is wrong with the next one is asked one at a time. */
size_t nrr__column_spans(const nrr_column *column, size_t place, size_t count, nrr__span *spans);

#endif
