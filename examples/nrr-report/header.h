/* SPDX-License-Identifier: MIT */
/* The header: which field of a fact, or which dimension, stands in which column of the file. */
#ifndef NRR_REPORT_HEADER_H
#define NRR_REPORT_HEADER_H

#include <stddef.h>
#include <stdint.h>

#include <nrr/nrr.h>

typedef struct header_column {
    nrr_field field;    /* NRR_FIELD_VALUE: of a dimension */
    uint32_t dimension; /* its id */
    uint32_t flags;     /* of its assignments */
} header_column;

/* All zero: no column yet. */
typedef struct header {
    size_t count;
    size_t capacity;
    header_column *columns;
    uint8_t *seen; /* by id of a dimension - 1: 1 = there is a column of it, 2 = one for lines */
} header;

void header_free(header *columns);

/* Add the next column by its name; dimensions are interned in a ledger that had none. Returns NULL, or what is wrong with the
 * name, unless the status is not NRR_OK. */
const char *header_add(header *columns, const char *name, size_t length, nrr_ledger *ledger,
                       nrr_status *status);

/* The name of a column that every file has and this one has not; NULL if all are there. */
const char *header_missing(const header *columns);

/* Print the name of a column, for a message. */
void header_print_name(const header *columns, size_t place, const nrr_ledger *ledger);

/* The place of the column of a field of facts, from 0; count if there is none. */
size_t header_place(const header *columns, nrr_field field);

#endif
