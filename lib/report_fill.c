/* SPDX-License-Identifier: MIT */
/* Report fill: from cells to columns, which fit int64_t or are an overflow. */
#include "invariant.h"
#include "measure.h"
#include "memory.h"
#include "reason_sums.h"
#include "report_state.h"

#include <string.h>

static int report_allocate(nrr_report *report, const nrr__cells *shape)
{
    const nrr_allocator *memory = &report->memory;
    size_t rows = report->row_count;

    report->starts = nrr__memory_array(memory, rows, sizeof *report->starts);
    report->ends = nrr__memory_array(memory, rows, sizeof *report->ends);
    report->flags = nrr__memory_zeroed(memory, rows, sizeof *report->flags);
    report->values =
        nrr__memory_array(memory, rows, report->column_count * sizeof *report->values);
    report->pieces = nrr__memory_zeroed(memory, report->piece_count, sizeof *report->pieces);
    report->cells = *shape;
    report->cells.values = NULL;
    return report->starts != NULL && report->ends != NULL && report->flags != NULL &&
           report->values != NULL && report->pieces != NULL &&
           nrr__cells_make(&report->cells, memory) == NRR_OK &&
           nrr__plan_make(&report->plan, report->query, memory) == NRR_OK;
}

nrr_report *nrr__report_new(const nrr_query *query, const nrr__cells *shape, size_t pieces,
                            const nrr_allocator *memory)
{
    nrr_report *report = nrr__memory_zeroed(memory, 1, sizeof *report);
    size_t row;

    if (report == NULL)
        return NULL;
    report->memory = *memory;
    report->row_groups = query->dimension_count == 0 ? 1 : shape->groups + 1;
    report->row_count = query->period_count * report->row_groups;
    report->measures = query->measures != 0 ? query->measures : nrr__measures_all();
    if ((report->measures & nrr__measures_by_reason()) != 0)
        report->reason_slots = NRR__REASON_SLOT_FIRST_NAMED_HOST + query->reason_count;
    report->column_count = nrr__report_columns(report);
    report->piece_count = pieces;
    report->query = nrr__query_copy(query, memory);
    if (report->query == NULL || !report_allocate(report, shape)) {
        nrr_report_free(report);
        return NULL;
    }
    for (row = 0; row < report->row_count; row++) {
        report->starts[row] = query->periods[row / report->row_groups].start;
        report->ends[row] = query->periods[row / report->row_groups].end;
    }
    return report;
}

void nrr__report_flag(nrr_report *report, const nrr__coverage *coverage)
{
    size_t row;

    for (row = 0; row < report->row_count; row++) {
        if (coverage->has_end && report->ends[row] > coverage->end)
            report->flags[row] |= NRR_ROW_PARTIAL;
        if (coverage->has_start && report->starts[row] < coverage->start)
            report->flags[row] |= NRR_ROW_INCOMPLETE;
    }
}

/* Pieces are ordered by part. */
int nrr__report_has_block(const nrr_report *report, uint32_t block)
{
    uint32_t part = block % report->pieces[0].parts;
    size_t low = 0, high = report->piece_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (report->pieces[middle].part < part)
            low = middle + 1;
        else
            high = middle;
    }
    return low < report->piece_count && report->pieces[low].part == part;
}

/* Fills the columns of a measure by reason, whose cells begin at `first`, in some rows; whether each value fits. */
static int report_fill_reasons(const nrr_report *report, const nrr__wide *cells, size_t first,
                               size_t rows, int64_t *values)
{
    size_t row, slot;

    for (slot = 0; slot < report->reason_slots; slot++)
        for (row = 0; row < rows; row++)
            if (!nrr__wide_to_int64(cells[row * report->cells.cell_count + first + slot],
                                    &values[slot * report->row_count + row]))
                return 0;
    return 1;
}

/* Fills some rows from their finished cells, column by column. */
static nrr_status report_fill_rows(nrr_report *report, size_t row, size_t rows,
                                   const nrr__wide *cells)
{
    size_t cell_count = report->cells.cell_count, reasons = NRR__CELL_FIXED, i;
    int64_t *values = report->values + row;
    nrr_measure measure;

    for (measure = NRR_MEASURE_OPENING; measure < NRR_MEASURE_REASON_GAIN; measure++)
        if (nrr__report_has(report, nrr__measure_bit(measure))) {
            if (!nrr__measure_values(measure, cells, cell_count, rows, values))
                return NRR_E_OVERFLOW;
            values += report->row_count;
        }
    for (; measure <= NRR_MEASURE_REASON_LOSS; measure++, reasons += report->reason_slots)
        if (nrr__report_has(report, nrr__measure_bit(measure))) {
            if (!report_fill_reasons(report, cells, reasons, rows, values))
                return NRR_E_OVERFLOW;
            values += report->reason_slots * report->row_count;
        }
    for (i = 0; i < rows; i++) {
        report->flags[row + i] &= ~(uint32_t)NRR_ROW_EMPTY;
        if (nrr__measure_is_empty(cells + i * cell_count))
            report->flags[row + i] |= NRR_ROW_EMPTY;
    }
    return NRR_OK;
}

/* Fills the rows of one period: those of the groups, and if there are any behind them the total. */
static nrr_status report_fill_period(nrr_report *report, uint32_t place, nrr__wide *total)
{
    size_t cell_count = report->cells.cell_count, groups = report->cells.groups, group, cell;
    size_t row = report->plan.rows[place] * report->row_groups;
    const nrr__wide *cells = report->cells.values + place * nrr__cells_stride(&report->cells);
    nrr_status status = report_fill_rows(report, row, groups, cells);

    if (report->row_groups == 1 || status != NRR_OK)
        return status;
    memset(total, 0, cell_count * sizeof *total);
    for (group = 0; group < groups; group++)
        for (cell = 0; cell < cell_count; cell++)
            total[cell] = nrr__wide_add(total[cell], cells[group * cell_count + cell]);
    return report_fill_rows(report, row + groups, 1, total);
}

nrr_status nrr__report_fill(nrr_report *report)
{
    size_t cell_count = report->cells.cell_count;
    nrr__wide *total = nrr__memory_array(&report->memory, cell_count, sizeof *total);
    nrr_status status = total == NULL ? NRR_E_MEMORY : NRR_OK;
    uint32_t place;

    for (place = 0; place < report->plan.period_count && status == NRR_OK; place++)
        status = report_fill_period(report, place, total);
    nrr__memory_release(&report->memory, total, cell_count, sizeof *total);
    return status;
}
