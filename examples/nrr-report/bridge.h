/* SPDX-License-Identifier: MIT */
/* The bridge: from one definition of a rate to another one, period by period, by way of the causes for
 * which they differ. */
#ifndef NRR_REPORT_BRIDGE_H
#define NRR_REPORT_BRIDGE_H

#include <stddef.h>
#include <stdint.h>

#include <nrr/nrr.h>

#include "options.h"
#include "sheet.h"
#include "view.h"

/* A line of it: a cause, or one of the two rates. */
typedef struct bridge {
    const options *chosen;
    const view *seen;
    size_t rows;
    size_t capacity;
    const char **names;
    const char **groups; /* NULL: the total */
    int64_t *starts; /* of the period */
    int64_t *ends;
    int64_t *amounts;  /* of a rate its numerator */
    nrr_ratio *points; /* over the opening */
    int64_t *units;
    char *is_rate;
    size_t differing; /* periods in which the rates of the total differ */
    size_t periods;
} bridge;

/* Fill it in from a report with both rates, by the query that it was made by. For people: with the
 * rates, and without what comes to nothing; else with all causes and nothing else. */
nrr_status bridge_build(bridge *between, const nrr_query *query, int is_for_people);

/* One that was not built can be freed, and printed, too. */
void bridge_free(bridge *between);

/* Print it. JSON is an array, and answers 0 if there is no memory. */
void bridge_table(const bridge *between);
void bridge_csv(const bridge *between);
int bridge_json(const bridge *between);

#endif
