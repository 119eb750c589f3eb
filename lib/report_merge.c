/* SPDX-License-Identifier: MIT */
/* Report merge: reports of parts, or of ledgers that share no customer, add up. */
#include "memory.h"
#include "report_state.h"
#include "sort.h"

#include <string.h>

/* Pieces by ledger, snapshot and part. Addresses of marks tell them apart; the order among them is of no
 * consequence. */
static int merge_compare(const void *a, const void *b, const void *context)
{
    const nrr__piece *left = a, *right = b;
    uintptr_t ledgers[2] = {(uintptr_t)left->mark->ledger, (uintptr_t)right->mark->ledger};
    uintptr_t marks[2] = {(uintptr_t)left->mark, (uintptr_t)right->mark};

    (void)context;
    if (ledgers[0] != ledgers[1])
        return ledgers[0] < ledgers[1] ? -1 : 1;
    if (marks[0] != marks[1])
        return marks[0] < marks[1] ? -1 : 1;
    return (left->part > right->part) - (left->part < right->part);
}

/* Whether two neighbours among the ordered pieces can stand in one report. */
static nrr_status merge_check_pieces(const nrr__piece *left, const nrr__piece *right)
{
    if (left->mark->ledger != right->mark->ledger)
        return NRR_OK;
    if (left->mark != right->mark)
        return NRR_E_SNAPSHOT;
    return left->parts != right->parts || left->part == right->part ? NRR_E_PART : NRR_OK;
}

/* Gathers the pieces of all reports in order. */
static nrr_status merge_pieces(nrr_report *merged, const nrr_report *const *reports, size_t count)
{
    nrr__sortable pieces = {merged->pieces, NULL, merged->piece_count, sizeof *merged->pieces, NULL};
    nrr_status status = NRR_OK;
    size_t i, j, at = 0;

    for (i = 0; i < count; i++)
        for (j = 0; j < reports[i]->piece_count; j++) {
            merged->pieces[at] = reports[i]->pieces[j];
            (void)nrr__mark_hold(merged->pieces[at++].mark);
        }
    pieces.scratch = nrr__memory_array(&merged->memory, at, sizeof *merged->pieces);
    if (pieces.scratch == NULL)
        return NRR_E_MEMORY;
    nrr__sort(&pieces, merge_compare);
    nrr__memory_release(&merged->memory, pieces.scratch, at, sizeof *merged->pieces);
    for (i = 1; i < at && status == NRR_OK; i++)
        status = merge_check_pieces(&merged->pieces[i - 1], &merged->pieces[i]);
    return status;
}

static nrr_status merge_reports(nrr_report *merged, const nrr_report *const *reports, size_t count)
{
    nrr_status status = merge_pieces(merged, reports, count);
    size_t i, row;

    if (status != NRR_OK)
        return status;
    for (i = 0; i < count; i++) {
        nrr__cells_add(&merged->cells, &reports[i]->cells);
        merged->findings += reports[i]->findings;
        for (row = 0; row < merged->row_count; row++)
            merged->flags[row] |= reports[i]->flags[row];
    }
    return nrr__report_fill(merged);
}

nrr_status nrr_report_merge(const nrr_report *const *reports, size_t count, nrr_report **merged)
{
    nrr_report *made;
    nrr_status status;
    size_t i, pieces = 0;

    if (reports == NULL || merged == NULL)
        return NRR_E_NULL;
    if (count == 0)
        return NRR_E_PART;
    for (i = 0; i < count; i++) {
        if (reports[i] == NULL)
            return NRR_E_NULL;
        if (!nrr__query_equal(reports[0]->query, reports[i]->query))
            return NRR_E_QUERY;
        pieces += reports[i]->piece_count;
    }
    made = nrr__report_new(reports[0]->query, &reports[0]->cells, pieces, &reports[0]->memory);
    if (made == NULL)
        return NRR_E_MEMORY;
    status = merge_reports(made, reports, count);
    if (status != NRR_OK) {
        nrr_report_free(made);
        return status;
    }
    *merged = made;
    return NRR_OK;
}
