/* SPDX-License-Identifier: MIT */
/* Concentration: how much hangs on the largest units, period by period. */
#ifndef NRR_REPORT_CONCENTRATION_H
#define NRR_REPORT_CONCENTRATION_H

#include <stddef.h>
#include <stdint.h>

#include <nrr/nrr.h>

#include "options.h"
#include "sheet.h"
#include "view.h"

enum { CONCENTRATION_FIGURES = NRR_FIGURE_MEDIAN };

typedef struct concentration {
    const options *chosen;
    const view *seen; /* with a report, or none: then there are no rows */
    size_t rows;      /* those of the report that are shown */
    int64_t *starts;
    int64_t *ends;
    const char **groups; /* NULL: the total */
    nrr_ratio *figures[CONCENTRATION_FIGURES]; /* by row */
    int64_t *customers;                        /* of the median */
    int64_t *lines;
} concentration;

/* Compute the rows of the report that are shown, by the query that it was made by. */
nrr_status concentration_build(concentration *all, const nrr_query *query);

/* One that was not built can be freed, and printed, too. */
void concentration_free(concentration *all);

/* Print it. JSON is an array, and answers 0 if there is no memory. */
void concentration_table(const concentration *all);
void concentration_csv(const concentration *all);
int concentration_json(const concentration *all);

#endif
