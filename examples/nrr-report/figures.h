/* SPDX-License-Identifier: MIT */
/* The figures: which columns are shown, and what the report holds in them.
 *
 * Everything that can go wrong has gone wrong before the first byte is printed. */
#ifndef NRR_REPORT_FIGURES_H
#define NRR_REPORT_FIGURES_H

#include <stddef.h>

#include <nrr/nrr.h>

enum {
    FIGURES_MAX = 128 /* all amounts, counts and rates, and both amounts of each reason, once each */
};

typedef enum figure_type { FIGURE_AMOUNT, FIGURE_COUNT, FIGURE_RATE } figure_type;

typedef struct figure {
    const char *name;
    figure_type type;
    int32_t code;          /* of a measure, or of a rate */
    nrr_reason reason;     /* of a measure by reason */
    const int64_t *values; /* one a row, the report's; NULL for a rate */
    nrr_ratio *ratios;     /* one a row; NULL for the others */
} figure;

typedef struct figures {
    size_t count; /* of columns */
    figure columns[FIGURES_MAX];
    size_t rows;
} figures;

/* Choose all columns, in the order of METRICS.md. */
void figures_choose_all(figures *chosen);

/* Choose columns by names with commas between. 0, and a message, if one is no name or is there
 * twice. */
int figures_choose(figures *chosen, const char *names);

/* Add gains and losses by reason. */
void figures_add_reasons(figures *chosen);

/* Ask a query for what the chosen columns need. */
nrr_status figures_ask(const figures *chosen, nrr_query *query);

/* Read the chosen columns out of a report, which must live on. */
nrr_status figures_read(figures *chosen, const nrr_report *report);

void figures_free(figures *chosen);

#endif
