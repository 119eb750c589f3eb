/* SPDX-License-Identifier: MIT */
/* A listing: facts, one a row, with what is said about each: a finding, or that it came to be known
 * or was taken back between two instants. Among findings there are values of dimensions, too. */
#ifndef NRR_REPORT_LISTING_H
#define NRR_REPORT_LISTING_H

#include <stddef.h>
#include <stdint.h>

#include <nrr/nrr.h>

#include "instant.h"
#include "number.h"
#include "options.h"

enum { LISTING_COLUMNS_MAX = 13 };

typedef struct listing {
    const options *chosen;
    const nrr_snapshot *snapshot; /* that knows the keys */
    nrr_table *table;
    size_t rows;
    size_t columns;
    nrr_field fields[LISTING_COLUMNS_MAX];
    const int64_t *values[NRR_FIELD_VALUE + 1]; /* by field, the table's; NULL if it has none */
} listing;

/* Begin a listing without rows: of findings, or of the facts behind a restatement. */
void listing_begin_findings(listing *facts, const options *chosen, const nrr_snapshot *snapshot);
void listing_begin_restatement(listing *facts, const options *chosen, const nrr_snapshot *snapshot);

/* Fill it in, once. */
nrr_status listing_find(listing *facts);
nrr_status listing_restate(listing *facts, const nrr_restatement *asked);

/* A listing that is all zero can be freed, too. */
void listing_free(listing *facts);

/* The value of a row and column as text, absent if it has no bytes. */
typedef struct listing_value {
    const char *text; /* a key of the snapshot, a name, or in the buffer */
    size_t length;
    char buffer[NUMBER_SIZE];
} listing_value;

void listing_read(const listing *facts, size_t row, size_t column, listing_value *value);

/* Whether a row is about a value of a dimension, and not about a fact. */
int listing_is_assignment(const listing *facts, size_t row);

/* The name of a column. */
const char *listing_title(const listing *facts, size_t column);

/* Whether the values of a column are integers, but for an amount that is "all". */
int listing_is_number(const listing *facts, size_t column);

/* Print all rows. JSON is an array, and answers 0 if there is no memory. */
void listing_table(const listing *facts);
void listing_csv(const listing *facts);
int listing_json(const listing *facts);

#endif
