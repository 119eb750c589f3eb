/* SPDX-License-Identifier: MIT */
/* The header: which field of a fact stands in which column of the file. */
#ifndef NRR_REPORT_HEADER_H
#define NRR_REPORT_HEADER_H

#include <stddef.h>

#include <nrr/nrr.h>

enum {
    HEADER_COLUMNS_MAX = 10 /* as many as there are fields, since none may be named twice */
};

typedef struct header {
    size_t count;
    nrr_field fields[HEADER_COLUMNS_MAX];
} header;

/* Add the next column by its name. Returns NULL, or what is wrong with the name. */
const char *header_add(header *columns, const char *name, size_t length);

/* The name of a column that every file has and this one has not; NULL if all are there. */
const char *header_missing(const header *columns);

/* The name of the column of a field. */
const char *header_name(nrr_field field);

/* The place of the column of a field, from 0; count if there is none. */
size_t header_place(const header *columns, nrr_field field);

#endif
