/* SPDX-License-Identifier: MIT */
/* The restatement: what a report said as known at one instant, what it says as known at a later one,
 * the difference, and the facts behind it. */
#ifndef NRR_REPORT_RESTATEMENT_H
#define NRR_REPORT_RESTATEMENT_H

#include <stddef.h>

#include <nrr/nrr.h>

#include "cell.h"
#include "listing.h"
#include "options.h"
#include "view.h"

typedef struct restatement {
    const options *chosen;
    view before; /* with the same rows and columns as after */
    view after;
    listing facts;  /* no rows as long as there is no report */
    size_t *differ; /* the rows in which a figure differs */
    size_t differ_count;
} restatement;

/* Look at a ledger at both instants, to show the chosen columns. It can be closed in any case. */
nrr_status restatement_open(restatement *both, const options *chosen, nrr_ledger *ledger,
                            const figures *columns);

/* Make both reports, and list the facts behind the difference. */
nrr_status restatement_report(restatement *both, const nrr_query *query);

void restatement_close(restatement *both);

/* The figure of a column in both reports. */
cell_pair restatement_pair(const restatement *both, size_t column);

/* Print it. JSON answers 0 if there is no memory. */
void restatement_table(const restatement *both);
void restatement_csv(const restatement *both);
int restatement_json(const restatement *both);

#endif
