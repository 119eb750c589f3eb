/* SPDX-License-Identifier: MIT */
#include "restatement.h"

#include <stdlib.h>
#include <string.h>

nrr_status restatement_open(restatement *both, const options *chosen, nrr_ledger *ledger,
                            const figures *columns)
{
    nrr_status status;

    memset(both, 0, sizeof *both);
    both->chosen = chosen;
    status = view_open(&both->before, ledger, &chosen->known_from, columns);
    if (status == NRR_OK)
        status = view_open(&both->after, ledger, &chosen->known_to, columns);
    listing_begin_restatement(&both->facts, chosen, both->after.snapshot);
    return status;
}

cell_pair restatement_pair(const restatement *both, size_t column)
{
    cell_pair pair;

    pair.before = &both->before.shown.columns[column];
    pair.after = &both->after.shown.columns[column];
    return pair;
}

static int restatement_differs(const restatement *both, size_t row)
{
    size_t column;

    for (column = 0; column < both->before.shown.count; column++) {
        if (!cell_is_same(restatement_pair(both, column), row))
            return 1;
    }
    return 0;
}

static nrr_status restatement_compare(restatement *both)
{
    size_t rows = both->before.shown.rows;
    size_t row;

    both->differ = (size_t *)malloc((rows + 1) * sizeof *both->differ);
    if (both->differ == NULL)
        return NRR_E_MEMORY;
    for (row = 0; row < rows; row++) {
        if (restatement_differs(both, row))
            both->differ[both->differ_count++] = row;
    }
    return NRR_OK;
}

/* A fact bears on a period if it takes effect before its end. The rows are in the order of time, so
 * the facts that bear on the last one are all. The later snapshot knows the keys of both. */
static nrr_status restatement_explain(restatement *both)
{
    const int64_t *starts = NULL;
    const int64_t *ends = NULL;
    nrr_restatement asked;
    nrr_status status = nrr_report_periods(both->after.report, &starts, &ends);

    if (status != NRR_OK)
        return status;
    asked.known_from = both->chosen->known_from.value;
    asked.known_to = both->chosen->known_to.value;
    asked.start = starts[0];
    asked.end = ends[both->after.shown.rows - 1];
    return listing_restate(&both->facts, &asked);
}

nrr_status restatement_report(restatement *both, const nrr_query *query)
{
    nrr_status status = view_report(&both->before, query);

    if (status == NRR_OK)
        status = view_report(&both->after, query);
    if (status == NRR_OK)
        status = restatement_compare(both);
    if (status == NRR_OK)
        status = restatement_explain(both);
    return status;
}

void restatement_close(restatement *both)
{
    listing_free(&both->facts);
    view_close(&both->before);
    view_close(&both->after);
    free(both->differ);
}
