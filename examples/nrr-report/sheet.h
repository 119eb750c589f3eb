/* SPDX-License-Identifier: MIT */
/* A sheet: rows under columns of our own names, in one of three formats. */
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
    SHEET_GROUP, /* a name; none is the total */
    SHEET_NOTHING /* always absent */
} sheet_type;

typedef struct sheet_column {
    const char *name;
    sheet_type type;
    const int64_t *values;    /* by row; NULL for rates and for nothing */
    const nrr_ratio *ratios;  /* by row, of rates */
    nrr_vocabulary words;     /* of SHEET_WORD */
    const char *const *texts; /* by row, of SHEET_TEXT and SHEET_GROUP */
    const char *absent;       /* by row: 1 where nothing stands; NULL if something always does */
} sheet_column;

typedef struct sheet {
    const options *chosen;
    const nrr_snapshot *snapshot; /* that knows the keys */
    size_t rows;
    size_t columns;
    sheet_column column[SHEET_COLUMNS_MAX];
} sheet;

/* A sheet of so many rows, and no columns yet. */
sheet sheet_begin(const options *chosen, const nrr_snapshot *snapshot, size_t rows);

/* Add a column under a name, for what it shows to be filled in. */
sheet_column *sheet_put(sheet *shown, const char *name, sheet_type type);

/* Add the column of the group, by row; nothing stands in it where nobody asked for groups. */
void sheet_put_group(sheet *shown, const char *const *texts);

/* Print all rows. JSON is an array, and answers 0 if there is no memory. */
void sheet_table(const sheet *shown);
void sheet_csv(const sheet *shown);
int sheet_json(const sheet *shown);

#endif
