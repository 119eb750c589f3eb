/* SPDX-License-Identifier: MIT */
/* The grid: rows of text on standard output, in columns that are as wide as they must be. A column
 * that has no text in any row is left out. */
#ifndef NRR_REPORT_GRID_H
#define NRR_REPORT_GRID_H

#include <stddef.h>

#define GRID_TITLES ((size_t)-1) /* the row of the titles */

enum {
    GRID_COLUMNS_MAX = 81,
    GRID_CELL_SIZE = 256 /* bytes that hold every cell, the NUL byte included */
};

typedef struct grid {
    size_t columns;
    size_t rows;
    /* Writes a cell; it is asked for twice. A grid without rows has the columns with a title. */
    void (*write)(const void *context, size_t row, size_t column, char *text);
    /* Whether a column begins at its left. */
    int (*is_left)(const void *context, size_t column);
    const void *context;
} grid;

void grid_print(const grid *cells);

#endif
