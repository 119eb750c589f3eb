/* SPDX-License-Identifier: MIT */
/* Row: see row.h. */
#include "row.h"

#include <string.h>

/* The instant whose values decide (METRICS.md section 7). */
static int64_t row_instant(const nrr__unit_period *view)
{
    return view->opening > 0 ? view->start : view->unit->movements.times[view->first];
}

nrr_status nrr__row_begin(nrr__row *row, const nrr_snapshot *snapshot, const nrr_query *query,
                          uint64_t number)
{
    nrr_status status;
    uint32_t rows;

    memset(row, 0, sizeof *row);
    row->snapshot = snapshot;
    row->query = query;
    if (query->period_count == 0)
        return NRR_E_PERIODS;
    status = nrr__unit_check_query(query);
    if (status == NRR_OK)
        status = nrr__unit_groups_begin(&row->groups, snapshot, query);
    if (status != NRR_OK)
        return status;
    rows = nrr__unit_groups_rows(&row->groups);
    if (number / rows >= query->period_count)
        return NRR_E_ROW;
    row->period = &query->periods[number / rows];
    row->group = (uint32_t)(number % rows);
    row->is_total = row->group + 1 == rows;
    return NRR_OK;
}

void nrr__row_end(nrr__row *row)
{
    nrr__unit_groups_end(&row->groups);
}

int nrr__row_has(const nrr__row *row, const nrr__unit_period *view)
{
    return row->is_total ||
           nrr__unit_group_at(&row->groups, view->unit, row_instant(view)) == row->group;
}
