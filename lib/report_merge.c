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

/* Adds a report, group by group to where that is among the merged ones. */
static void merge_cells(nrr_report *merged, const nrr_report *report)
{
    const nrr__group_keys *groups = &report->groups;
    size_t count = merged->cells.cell_count, place, cell;
    uint32_t group;

    for (group = 0; group < groups->count; group++) {
        uint32_t to = groups->dimensions == 0
                          ? 0
                          : nrr__group_keys_place(&merged->groups,
                                                  groups->keys + (size_t)group * groups->dimensions);
        for (place = 0; place < merged->cells.places; place++) {
            nrr__wide *into = merged->cells.values + place * nrr__cells_stride(&merged->cells) +
                              to * count;
            const nrr__wide *from = report->cells.values +
                                    place * nrr__cells_stride(&report->cells) + group * count;
            for (cell = 0; cell < count; cell++)
                into[cell] = nrr__wide_add(into[cell], from[cell]);
        }
    }
}

/* Coverage is of periods: all rows of one have the same flags of it. */
static void merge_flags(nrr_report *merged, const nrr_report *report)
{
    size_t row;

    for (row = 0; row < merged->row_count; row++)
        merged->flags[row] |=
            report->flags[row / merged->row_groups * report->row_groups] & ~(uint32_t)NRR_ROW_EMPTY;
}

static nrr_status merge_reports(nrr_report *merged, const nrr_report *const *reports, size_t count)
{
    nrr_status status = merge_pieces(merged, reports, count);
    size_t i;

    if (status != NRR_OK)
        return status;
    for (i = 0; i < count; i++) {
        merge_cells(merged, reports[i]);
        merge_flags(merged, reports[i]);
        merged->findings += reports[i]->findings;
    }
    return nrr__report_fill(merged);
}

/* An empty report with all groups of some. */
static nrr_status merge_new(const nrr_report *const *reports, size_t count, size_t pieces,
                            nrr_report **merged)
{
    const nrr_allocator *memory = &reports[0]->memory;
    const nrr__group_keys **groups = nrr__memory_array(memory, count, sizeof *groups);
    nrr__cells shape = reports[0]->cells;
    nrr__group_keys all;
    nrr_status status;
    size_t i;

    if (groups == NULL)
        return NRR_E_MEMORY;
    for (i = 0; i < count; i++)
        groups[i] = &reports[i]->groups;
    status = nrr__group_keys_union(&all, groups, count, memory);
    nrr__memory_release(memory, groups, count, sizeof *groups);
    shape.groups = all.count;
    if (status == NRR_OK && !nrr__cells_can_hold(&shape))
        status = NRR_E_TOO_MANY;
    if (status == NRR_OK) {
        *merged = nrr__report_new(reports[0]->query, &shape, pieces, memory);
        status = *merged == NULL ? NRR_E_MEMORY : NRR_OK;
    }
    if (status == NRR_OK)
        (*merged)->groups = all;
    else
        nrr__group_keys_end(&all);
    return status;
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
    status = merge_new(reports, count, pieces, &made);
    if (status != NRR_OK)
        return status;
    status = merge_reports(made, reports, count);
    if (status != NRR_OK) {
        nrr_report_free(made);
        return status;
    }
    *merged = made;
    return NRR_OK;
}
