/* SPDX-License-Identifier: MIT */
/* Row: a row of the report of a query, by its number: a period, and a group or all units. What takes a
 * figure apart asks here which units have a part in it. */
#ifndef NRR_LIB_ROW_H
#define NRR_LIB_ROW_H

#include "unit_group.h"
#include "unit_period.h"

typedef struct nrr__row {
    const nrr_snapshot *snapshot;
    const nrr_query *query;
    const nrr__period *period;
    nrr__unit_groups groups;
    uint32_t group; /* its place in the period */
    int is_total;   /* all units have a part */
} nrr__row;

/* Finds a row. NRR_OK, NRR_E_PERIODS, NRR_E_PART, NRR_E_ROW, NRR_E_FINDINGS, NRR_E_TOO_MANY,
 * NRR_E_MEMORY. Ended with nrr__row_end(), also after a failure. Snapshot and query are borrowed. */
nrr_status nrr__row_begin(nrr__row *row, const nrr_snapshot *snapshot, const nrr_query *query,
                          uint64_t number);
void nrr__row_end(nrr__row *row);

/* Whether a unit that is there in the row's period belongs to its group. */
int nrr__row_has(const nrr__row *row, const nrr__unit_period *view);

#endif
