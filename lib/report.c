/* SPDX-License-Identifier: MIT */
/* Report: its making from a snapshot, and the reading of its cells. */
#include "nrr/report.h"

#include "fact_check.h"
#include "invariant.h"
#include "measure.h"
#include "memory.h"
#include "report_state.h"
#include "snapshot_state.h"
#include "sweep.h"

#include <string.h>

/* Columns of the measures in a set that come before a measure. */
static size_t report_columns_before(const nrr_report *report, nrr_measure measure)
{
    uint64_t left = report->measures & (nrr__measure_bit(measure) - 1);
    size_t columns = 0;

    for (; left != 0; left &= left - 1) {
        uint64_t lowest = left & (~left + 1);
        columns += (lowest & nrr__measures_by_reason()) != 0 ? report->reason_slots : 1;
    }
    return columns;
}

int64_t *nrr__report_values(const nrr_report *report, nrr_measure measure)
{
    nrr__assert(nrr__report_has(report, nrr__measure_bit(measure)));
    return report->values + report_columns_before(report, measure) * report->row_count;
}

void nrr_report_free(nrr_report *report)
{
    nrr_allocator memory;

    if (report == NULL)
        return;
    memory = report->memory;
    nrr__memory_release(&memory, report->starts, report->row_count, sizeof *report->starts);
    nrr__memory_release(&memory, report->ends, report->row_count, sizeof *report->ends);
    nrr__memory_release(&memory, report->flags, report->row_count, sizeof *report->flags);
    nrr__memory_release(&memory, report->values, report->row_count,
                        report->column_count * sizeof *report->values);
    nrr__memory_release(&memory, report->reasons, report->reason_count, sizeof *report->reasons);
    nrr__memory_release(&memory, report, 1, sizeof *report);
}

/* An empty report for the rows and columns of a sweep. */
static nrr_report *report_new(const nrr__sweep *sweep)
{
    const nrr_query *query = sweep->query;
    const nrr_allocator *memory = &sweep->memory;
    nrr_report *report = nrr__memory_zeroed(memory, 1, sizeof *report);
    size_t row;

    if (report == NULL)
        return NULL;
    report->memory = *memory;
    report->row_count = query->period_count;
    report->measures = sweep->measures;
    report->reason_slots = sweep->sums.reason_slots;
    report->reason_count = report->reason_slots == 0 ? 0 : query->reason_count;
    report->column_count = report_columns_before(report, NRR_MEASURE_REASON_LOSS + 1);
    report->starts = nrr__memory_array(memory, report->row_count, sizeof *report->starts);
    report->ends = nrr__memory_array(memory, report->row_count, sizeof *report->ends);
    report->flags = nrr__memory_array(memory, report->row_count, sizeof *report->flags);
    report->values = nrr__memory_array(memory, report->row_count,
                                       report->column_count * sizeof *report->values);
    report->reasons = nrr__memory_array(memory, report->reason_count, sizeof *report->reasons);
    if (report->starts == NULL || report->ends == NULL || report->flags == NULL || report->values == NULL ||
        report->reasons == NULL) {
        nrr_report_free(report);
        return NULL;
    }
    for (row = 0; row < report->row_count; row++) {
        report->starts[row] = query->periods[row].start;
        report->ends[row] = query->periods[row].end;
    }
    if (report->reason_count != 0)
        memcpy(report->reasons, query->reasons, report->reason_count * sizeof *report->reasons);
    return report;
}

static uint32_t report_row_flags(const nrr_report *report, size_t row,
                                 const nrr__coverage *coverage)
{
    uint32_t flags = 0;

    if (coverage->has_end && report->ends[row] > coverage->end)
        flags |= NRR_ROW_PARTIAL;
    if (coverage->has_start && report->starts[row] < coverage->start)
        flags |= NRR_ROW_INCOMPLETE;
    return flags;
}

/* Fills the columns of a measure by reason in one row. */
static nrr_status report_fill_reasons(nrr_report *report, size_t row, nrr_measure measure,
                                      const nrr__wide *cells)
{
    int64_t *values = nrr__report_values(report, measure) + row;
    size_t first = NRR__SUM_FIXED, slot;

    if (measure == NRR_MEASURE_REASON_LOSS)
        first += report->reason_slots;
    for (slot = 0; slot < report->reason_slots; slot++)
        if (!nrr__wide_to_int64(cells[first + slot], &values[slot * report->row_count]))
            return NRR_E_OVERFLOW;
    return NRR_OK;
}

/* Fills one row from the finished cells of its period. */
static nrr_status report_fill_row(nrr_report *report, size_t row, const nrr__wide *cells)
{
    nrr_measure measure;

    for (measure = NRR_MEASURE_OPENING; measure < NRR_MEASURE_REASON_GAIN; measure++)
        if (nrr__report_has(report, nrr__measure_bit(measure)) &&
            !nrr__wide_to_int64(nrr__measure_value(measure, cells),
                                &nrr__report_values(report, measure)[row]))
            return NRR_E_OVERFLOW;
    for (; measure <= NRR_MEASURE_REASON_LOSS; measure++)
        if (nrr__report_has(report, nrr__measure_bit(measure))) {
            nrr_status status = report_fill_reasons(report, row, measure, cells);
            if (status != NRR_OK)
                return status;
        }
    if (nrr__measure_is_empty(cells))
        report->flags[row] |= NRR_ROW_EMPTY;
    return NRR_OK;
}

static nrr_status report_fill(nrr_report *report, const nrr__sums *sums,
                              const nrr__coverage *coverage)
{
    uint32_t place;

    for (place = 0; place < sums->plan->period_count; place++) {
        size_t row = sums->plan->rows[place];
        nrr_status status;
        report->flags[row] = report_row_flags(report, row, coverage);
        status = report_fill_row(report, row, sums->cells + place * sums->cell_count);
        if (status != NRR_OK)
            return status;
    }
    return NRR_OK;
}

/* Counts the contradictions of a block. */
static uint64_t report_count_findings(const nrr__timeline *timeline)
{
    uint64_t count = 0;
    size_t rule;

    for (rule = 0; rule < NRR__RULES; rule++)
        count += timeline->findings[rule];
    return count;
}

/* What a report is made of: its sweep, and what the blocks say beside. */
typedef struct report_work {
    nrr__sweep sweep;
    nrr__timeline_builder builder;
    uint64_t findings;
} report_work;

static nrr_status report_sweep_blocks(report_work *work, const nrr_snapshot *snapshot,
                                      const nrr__parent_timeline *parents)
{
    const nrr__timeline *timeline;
    nrr_status status = NRR_OK;
    uint32_t i;

    for (i = 0; i < snapshot->version_count && status == NRR_OK; i++) {
        nrr__block_version *version = snapshot->versions[i];
        status = nrr__timeline_of(version, &work->builder, &timeline);
        if (status != NRR_OK)
            return status;
        work->findings += report_count_findings(timeline);
        if (snapshot->is_strict && work->findings != 0)
            return NRR_E_FINDINGS;
        status = nrr__sweep_block(&work->sweep, timeline, version->first_customer, parents);
    }
    return status;
}

/* Sweeps all units of a snapshot. */
static nrr_status report_sweep(report_work *work, const nrr_snapshot *snapshot)
{
    const nrr__parent_timeline *parents = NULL;
    nrr_status status = NRR_OK;

    if (work->sweep.query->unit == NRR_UNIT_PARENT)
        status = nrr__parent_timeline_of(snapshot, &work->builder, &parents);
    if (status == NRR_OK)
        status = report_sweep_blocks(work, snapshot, parents);
    if (status == NRR_OK && parents != NULL)
        status = nrr__sweep_groups(&work->sweep, parents);
    return status;
}

static nrr_status report_make(report_work *work, const nrr_snapshot *snapshot, nrr_report **report)
{
    nrr_report *made;
    nrr_status status = report_sweep(work, snapshot);

    if (status != NRR_OK)
        return status;
    nrr__sums_finish(&work->sweep.sums);
    made = report_new(&work->sweep);
    if (made == NULL)
        return NRR_E_MEMORY;
    made->findings = work->findings;
    status = report_fill(made, &work->sweep.sums, &snapshot->coverage);
    if (status != NRR_OK) {
        nrr_report_free(made);
        return status;
    }
    *report = made;
    return NRR_OK;
}

nrr_status nrr_snapshot_report(const nrr_snapshot *snapshot, const nrr_query *query,
                               nrr_report **report)
{
    report_work work;
    nrr_status status;

    if (snapshot == NULL || query == NULL || report == NULL)
        return NRR_E_NULL;
    if (query->period_count == 0)
        return NRR_E_PERIODS;
    work.findings = 0;
    nrr__timeline_builder_begin(&work.builder, &snapshot->memory);
    status = nrr__sweep_begin(&work.sweep, query, &snapshot->memory);
    if (status == NRR_OK)
        status = report_make(&work, snapshot, report);
    nrr__sweep_end(&work.sweep);
    nrr__timeline_builder_end(&work.builder);
    return status;
}

nrr_status nrr_report_count(const nrr_report *report, size_t *count)
{
    if (report == NULL || count == NULL)
        return NRR_E_NULL;
    *count = report->row_count;
    return NRR_OK;
}

nrr_status nrr_report_period(const nrr_report *report, size_t row, int64_t *start, int64_t *end)
{
    if (report == NULL || start == NULL || end == NULL)
        return NRR_E_NULL;
    if (row >= report->row_count)
        return NRR_E_ROW;
    *start = report->starts[row];
    *end = report->ends[row];
    return NRR_OK;
}

nrr_status nrr_report_periods(const nrr_report *report, const int64_t **starts,
                              const int64_t **ends)
{
    if (report == NULL || starts == NULL || ends == NULL)
        return NRR_E_NULL;
    *starts = report->starts;
    *ends = report->ends;
    return NRR_OK;
}

nrr_status nrr_report_flags(const nrr_report *report, size_t row, uint32_t *flags)
{
    if (report == NULL || flags == NULL)
        return NRR_E_NULL;
    if (row >= report->row_count)
        return NRR_E_ROW;
    *flags = report->flags[row];
    return NRR_OK;
}

nrr_status nrr_report_all_flags(const nrr_report *report, const uint32_t **flags)
{
    if (report == NULL || flags == NULL)
        return NRR_E_NULL;
    *flags = report->flags;
    return NRR_OK;
}

nrr_status nrr_report_findings(const nrr_report *report, uint64_t *count)
{
    if (report == NULL || count == NULL)
        return NRR_E_NULL;
    *count = report->findings;
    return NRR_OK;
}

nrr_status nrr_report_measure(const nrr_report *report, size_t row, nrr_measure measure,
                              int64_t *value)
{
    const int64_t *values;
    nrr_status status;

    if (report == NULL || value == NULL)
        return NRR_E_NULL;
    if (row >= report->row_count)
        return NRR_E_ROW;
    status = nrr_report_column(report, measure, &values);
    if (status == NRR_OK)
        *value = values[row];
    return status;
}

nrr_status nrr_report_column(const nrr_report *report, nrr_measure measure, const int64_t **values)
{
    if (report == NULL || values == NULL)
        return NRR_E_NULL;
    if (!nrr__measure_is_known(measure) || measure >= NRR_MEASURE_REASON_GAIN)
        return NRR_E_MEASURE;
    if (!nrr__report_has(report, nrr__measure_bit(measure)))
        return NRR_E_NOT_ASKED;
    *values = nrr__report_values(report, measure);
    return NRR_OK;
}

/* The slot of a reason among the columns of a measure by reason. */
static nrr_status report_reason_slot(const nrr_report *report, nrr_reason reason, size_t *slot)
{
    size_t place;

    if (nrr__reason_is_named(reason)) {
        *slot = (size_t)reason;
        return NRR_OK;
    }
    if (reason == NRR_REASON_HOST_SUM) {
        *slot = NRR__REASON_SLOT_HOST;
        return NRR_OK;
    }
    if (!nrr__reason_is_host(reason))
        return NRR_E_REASON;
    place = nrr__reason_place(report->reasons, report->reason_count, reason);
    if (place == report->reason_count || report->reasons[place] != reason)
        return NRR_E_NOT_ASKED;
    *slot = NRR__REASON_SLOT_FIRST_NAMED_HOST + place;
    return NRR_OK;
}

nrr_status nrr_report_reason(const nrr_report *report, nrr_measure measure, nrr_reason reason,
                             const int64_t **values)
{
    nrr_status status;
    size_t slot;

    if (report == NULL || values == NULL)
        return NRR_E_NULL;
    if (measure != NRR_MEASURE_REASON_GAIN && measure != NRR_MEASURE_REASON_LOSS)
        return NRR_E_MEASURE;
    if (!nrr__report_has(report, nrr__measure_bit(measure)))
        return NRR_E_NOT_ASKED;
    status = report_reason_slot(report, reason, &slot);
    if (status == NRR_OK)
        *values = nrr__report_values(report, measure) + slot * report->row_count;
    return status;
}
