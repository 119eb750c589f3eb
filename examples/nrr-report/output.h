/* SPDX-License-Identifier: MIT */
/* The output: rows of figures on standard output, in one of three formats. */
#ifndef NRR_REPORT_OUTPUT_H
#define NRR_REPORT_OUTPUT_H

#include <stdint.h>

#include <nrr/nrr.h>

#include "instant.h"
#include "options.h"
#include "view.h"

enum {
    OUTPUT_FLAGS_SIZE = 64,    /* bytes that hold the flags of a row as text */
    OUTPUT_FINDINGS_SIZE = 128 /* bytes that hold what is said about findings */
};

/* Each prints all rows. JSON answers 0 if there is no memory. */
void output_table(const options *chosen, const view *seen);
void output_csv(const options *chosen, const view *seen);
int output_json(const options *chosen, const view *seen);

/* The period of a row: its dates, the end being the day behind it. */
typedef struct output_period {
    char start[INSTANT_SIZE];
    char end[INSTANT_SIZE];
} output_period;

output_period output_period_of(const view *seen, size_t row);

/* The flags of a row that come of the declared coverage, and their names with a + between. */
uint32_t output_flags(const view *seen, size_t row);
void output_write_flags(char *text, uint32_t flags);

/* That facts contradict each other, and how to see which. */
void output_write_findings(char *text, uint64_t findings);

/* In a table, the name of a row (that of the step with which it ends), and the title above. */
void output_table_write_period(char *text, const options *chosen, const view *seen, size_t row);
void output_table_write_period_title(char *text, const options *chosen);

/* The same of its group: the dimensions, nothing if there are none, so that the column is left out. The text
 * is empty before. */
void output_table_write_group(char *text, const options *chosen, const groups_name *name);
void output_table_write_group_title(char *text, const options *chosen);

/* What the headline's rates are made of, if it is there, and what the flags that are there mean. */
void output_table_legend(const options *chosen, const view *seen);

/* Behind a table: as of when it is, and whether facts contradict each other. */
void output_table_notes(const options *chosen, const view *seen);

#endif
