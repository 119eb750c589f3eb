/* SPDX-License-Identifier: MIT */
/* A cell: one figure of one row as text, for programs (plain) or for people, and the difference of
 * the same figure in two reports. */
#ifndef NRR_REPORT_CELL_H
#define NRR_REPORT_CELL_H

#include <stddef.h>

#include <nrr/nrr.h>

#include "figures.h"
#include "options.h"

enum {
    CELL_SIZE = 128 /* bytes that hold every text made here, the NUL byte included */
};

/* The same figure of two reports with the same rows. */
typedef struct cell_pair {
    const figure *before;
    const figure *after;
} cell_pair;

void cell_write_plain(char *text, const options *chosen, const figure *column, size_t row);

/* That of two rates is the difference of their texts; there is none if one of them is no decimal. */
void cell_write_plain_difference(char *text, const options *chosen, cell_pair pair, size_t row);

/* What is lost has a minus sign, though its figure has none. */
void cell_write(char *text, const options *chosen, const figure *column, size_t row, int is_lost);

/* Nothing if nothing changed; percentages differ by percentage points ("pp"). */
void cell_write_difference(char *text, const options *chosen, cell_pair pair, size_t row,
                           int is_lost);

int cell_is_same(cell_pair pair, size_t row);

#endif
