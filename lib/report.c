/* SPDX-License-Identifier: MIT */
/* Report: its life, and the reading of its cells. report_make.c makes it. */
#include "nrr/report.h"

#include "fact_check.h"
#include "invariant.h"
#include "memory.h"
#include "reason_sums.h"
#include "report_state.h"

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

size_t nrr__report_columns(const nrr_report *report)
{
    return report_columns_before(report, NRR_MEASURE_REASON_LOSS + 1);
}

int64_t *nrr__report_values(const nrr_report *report, nrr_measure measure)
{
    nrr__assert(nrr__report_has(report, nrr__measure_bit(measure)));
    return report->values + report_columns_before(report, measure) * report->row_count;
}

void nrr_report_free(nrr_report *report)
{
    nrr_allocator memory;
    size_t i;

    if (report == NULL)
        return;
    memory = report->memory;
    nrr__memory_release(&memory, report->starts, report->row_count, sizeof *report->starts);
    nrr__memory_release(&memory, report->ends, report->row_count, sizeof *report->ends);
    nrr__memory_release(&memory, report->flags, report->row_count, sizeof *report->flags);
    nrr__memory_release(&memory, report->values, report->row_count,
                        report->column_count * sizeof *report->values);
    for (i = 0; report->pieces != NULL && i < report->piece_count; i++)
        nrr__mark_release(report->pieces[i].mark);
    nrr__memory_release(&memory, report->pieces, report->piece_count, sizeof *report->pieces);
    nrr__group_keys_end(&report->groups);
    if (report->cells.values != NULL)
        nrr__cells_end(&report->cells, &memory);
    nrr__plan_end(&report->plan, &memory);
    nrr_query_free(report->query);
    nrr__memory_release(&memory, report, 1, sizeof *report);
}

nrr_status nrr_report_count(const nrr_report *report, size_t *count)
{
    if (report == NULL || count == NULL)
        return NRR_E_NULL;
    *count = report->row_count;
    return NRR_OK;
}

nrr_status nrr_report_groups(const nrr_report *report, size_t *count)
{
    if (report == NULL || count == NULL)
        return NRR_E_NULL;
    *count = report->row_groups;
    return NRR_OK;
}

nrr_status nrr_report_group(const nrr_report *report, size_t row, size_t dimension,
                            nrr_group_kind *kind, nrr_key *value)
{
    const nrr__group_key *group;
    size_t place;

    if (report == NULL || kind == NULL || value == NULL)
        return NRR_E_NULL;
    if (row >= report->row_count)
        return NRR_E_ROW;
    if (dimension >= report->groups.dimensions)
        return NRR_E_DIMENSION;
    memset(value, 0, sizeof *value);
    place = row % report->row_groups;
    *kind = NRR_GROUP_TOTAL;
    if (place == report->groups.count)
        return NRR_OK;
    group = &report->groups.keys[place * report->groups.dimensions + dimension];
    *kind = group->is_assigned ? NRR_GROUP_VALUE : NRR_GROUP_UNASSIGNED;
    if (!group->is_assigned)
        return NRR_OK;
    value->bytes = group->key.bytes;
    value->length = group->key.length;
    value->integer = group->key.integer;
    value->type = group->key.type;
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
    place = nrr__reason_place(report->query->reasons, report->query->reason_count, reason);
    if (place == report->query->reason_count || report->query->reasons[place] != reason)
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
