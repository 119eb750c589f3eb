/* SPDX-License-Identifier: MIT */
/* The headline: the columns of a table unless others are asked for. They are the point-to-point
 * waterfall (each customer counted once a row, by what it paid at the start and at the end), so that
 * a row adds up from opening to closing, and NRR and GRR can be worked out from what stands in it. */
#ifndef NRR_REPORT_HEADLINE_H
#define NRR_REPORT_HEADLINE_H

#include <stddef.h>

#include "figures.h"
#include "options.h"

void headline_choose(figures *shown);

/* The title of a column: in the headline, a word for people. */
const char *headline_title(const options *chosen, const figures *shown, size_t column);

/* Whether a column is of the headline, and shown with a minus sign. */
int headline_is_lost(const options *chosen, size_t column);

/* The column of the headline that is left out, since nothing is in it: most companies carry nothing
 * in, and their table is narrower for it. The number of columns if there is none. */
size_t headline_hidden(const options *chosen, const figures *shown);

#endif
