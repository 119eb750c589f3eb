/* SPDX-License-Identifier: MIT */
/* A view: the facts of the file as they were known at an instant, or all of them, and a report on
 * them. */
#ifndef NRR_REPORT_VIEW_H
#define NRR_REPORT_VIEW_H

#include <stdint.h>

#include <nrr/nrr.h>

#include "figures.h"
#include "groups.h"
#include "options.h"

typedef struct view {
    const options_value *known; /* not given: all facts */
    nrr_snapshot *snapshot;
    nrr_report *report; /* NULL as long as none is made; then shown has no rows */
    figures shown;
    groups groups;
    uint64_t
        findings; /* contradictions among its facts, if a report was made or refused for them */
} view;

/* Look at a ledger, to show the chosen columns. */
nrr_status view_open(view *seen, nrr_ledger *ledger, const options_value *known,
                     const figures *chosen);

/* Make the report. */
nrr_status view_report(view *seen, const nrr_query *query);

/* Count the contradictions, where a report is not what is made. */
nrr_status view_find(view *seen);

/* A view that could not be opened can be closed, too, and one that is all zero. */
void view_close(view *seen);

#endif
