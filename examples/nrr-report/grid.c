/* SPDX-License-Identifier: MIT */
#include "grid.h"

#include <stdio.h>

#include "utf8.h"

enum { GRID_GAP = 2 };

/* The width of a column; 0 if it is left out. */
static size_t grid_width(const grid *cells, size_t column)
{
    char text[GRID_CELL_SIZE];
    size_t widest = 0;
    size_t title;
    size_t row;

    cells->write(cells->context, GRID_TITLES, column, text);
    title = utf8_count(text);
    for (row = 0; row < cells->rows; row++) {
        size_t width;

        cells->write(cells->context, row, column, text);
        width = utf8_count(text);
        widest = width > widest ? width : widest;
    }
    if (cells->rows > 0 && widest == 0)
        return 0;
    return title > widest ? title : widest;
}

/* A line has no spaces at its end. */
static void grid_print_row(const grid *cells, size_t row, const size_t *widths)
{
    char text[GRID_CELL_SIZE];
    size_t spaces = 0;
    size_t column;

    for (column = 0; column < cells->columns; column++) {
        size_t room;

        if (widths[column] == 0)
            continue;
        cells->write(cells->context, row, column, text);
        room = widths[column] - utf8_count(text);
        if (*text == '\0') {
            spaces += room + GRID_GAP;
            continue;
        }
        if (!cells->is_left(cells->context, column))
            spaces += room;
        printf("%*s%s", (int)spaces, "", text);
        spaces = GRID_GAP + (cells->is_left(cells->context, column) ? room : 0);
    }
    putchar('\n');
}

void grid_print(const grid *cells)
{
    size_t widths[GRID_COLUMNS_MAX];
    size_t column;
    size_t row;

    for (column = 0; column < cells->columns; column++)
        widths[column] = grid_width(cells, column);
    grid_print_row(cells, GRID_TITLES, widths);
    for (row = 0; row < cells->rows; row++)
        grid_print_row(cells, row, widths);
}
