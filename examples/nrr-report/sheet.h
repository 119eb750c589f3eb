/* SPDX-License-Identifier: MIT */
/* A sheet: rows of a table of the library under columns of our own names, in one of three formats. */
#ifndef NRR_REPORT_SHEET_H
#define NRR_REPORT_SHEET_H

#include <stddef.h>
#include <stdint.h>

#include <nrr/nrr.h>

#include "options.h"

enum { SHEET_COLUMNS_MAX = 16 };

typedef enum sheet_type {
    SHEET_CUSTOMER, /* an id, shown as its key */
    SHEET_LINE,     /* likewise */
    SHEET_WORD,     /* a code of a vocabulary, shown as its name */
    SHEET_AMOUNT,
    SHEET_COUNT,
    SHEET_DATE,
    SHEET_INSTANT,
    SHEET_PERIOD, /* an instant at which a period ends, shown as the step before it */
    SHEET_TEXT,
    SHEET_RATE,
    SHEET_NOTHING /* always absent */
} sheet_type;

typedef struct sheet_column {
    const char *name;
    sheet_type type;
    const int64_t *values;    /* by row; NULL for rates and for nothing */
    const nrr_ratio *ratios;  /* by row, of rates */
    nrr_vocabulary words;     /* of SHEET_WORD */
    const char *const *texts; /* by row, of SHEET_TEXT */
    const char *absent;       /* by row: 1 where nothing stands; NULL if something always does */
} sheet_column;

typedef struct sheet {
    const options *chosen;
    const nrr_snapshot *snapshot; /* that knows the keys */
    size_t rows;
    size_t columns;
    sheet_column column[SHEET_COLUMNS_MAX];
} sheet;

/* Adds a column of a table, under a name; its rows are the sheet's from then on. */
nrr_status sheet_add(sheet *shown, const nrr_table *table, nrr_field field,
                     const sheet_column *column);

/* Print all rows. JSON is an array, and answers 0 if there is no memory. */
void sheet_table(const sheet *shown);
void sheet_csv(const sheet *shown);
int sheet_json(const sheet *shown);

#endif
