/* SPDX-License-Identifier: MIT */
/* Contribution: what each reason adds to NRR. The gains and losses of the cohort by reason are all of its
 * movements, so gains less losses sum to its closing less its opening: over the opening, to NRR less 1. */
#include "nrr/report.h"

#include "reason_sums.h"
#include "report_state.h"
#include "table_state.h"

/* The columns of the table, in order. */
enum {
    CONTRIBUTION_REASON,
    CONTRIBUTION_GAIN,
    CONTRIBUTION_LOSS,
    CONTRIBUTION_AMOUNT,
    CONTRIBUTION_OPENING,
    CONTRIBUTION_COLUMNS
};

/* A measure by reason in a row of the report, by slot. */
typedef struct contribution_measure {
    const int64_t *values;
    size_t stride; /* from one slot to the next */
} contribution_measure;

static contribution_measure contribution_read(const nrr_report *report, size_t row,
                                              nrr_measure measure)
{
    contribution_measure read = {nrr__report_values(report, measure) + row, report->row_count};

    return read;
}

/* The slot that a row of the table is about; the host codes without a row of their own come last. */
static size_t contribution_slot(const nrr_report *report, size_t line)
{
    size_t named_hosts = report->query->reason_count;

    if (line < NRR__REASON_SLOT_HOST)
        return line;
    return line == NRR__REASON_SLOT_HOST + named_hosts
               ? (size_t)NRR__REASON_SLOT_HOST
               : line - NRR__REASON_SLOT_HOST + NRR__REASON_SLOT_FIRST_NAMED_HOST;
}

static int64_t contribution_code(const nrr_report *report, size_t slot)
{
    if (slot < NRR__REASON_SLOT_HOST)
        return (int64_t)slot;
    if (slot == NRR__REASON_SLOT_HOST)
        return NRR_REASON_HOST_SUM;
    return report->query->reasons[slot - NRR__REASON_SLOT_FIRST_NAMED_HOST];
}

/* The amount of a slot; of the host codes, of those that have no slot of their own. */
static int64_t contribution_value(const nrr_report *report, contribution_measure measure,
                                  size_t slot)
{
    int64_t value = measure.values[slot * measure.stride];
    size_t i;

    if (slot == NRR__REASON_SLOT_HOST)
        for (i = 0; i < report->query->reason_count; i++)
            value -= measure.values[(NRR__REASON_SLOT_FIRST_NAMED_HOST + i) * measure.stride];
    return value; /* each of them is a part of the sum, so nothing goes below zero */
}

static void contribution_fill(const nrr_report *report, size_t row, nrr_table *table)
{
    contribution_measure gains = contribution_read(report, row, NRR_MEASURE_REASON_GAIN);
    contribution_measure losses = contribution_read(report, row, NRR_MEASURE_REASON_LOSS);
    int64_t opening = nrr__report_values(report, NRR_MEASURE_OPENING)[row];
    size_t line;

    for (line = 0; line < table->row_count; line++) {
        size_t slot = contribution_slot(report, line);
        int64_t gain = contribution_value(report, gains, slot);
        int64_t loss = contribution_value(report, losses, slot);
        nrr__table_values(table, CONTRIBUTION_REASON)[line] = contribution_code(report, slot);
        nrr__table_values(table, CONTRIBUTION_GAIN)[line] = gain;
        nrr__table_values(table, CONTRIBUTION_LOSS)[line] = loss;
        nrr__table_values(table, CONTRIBUTION_AMOUNT)[line] = gain - loss;
        nrr__table_values(table, CONTRIBUTION_OPENING)[line] = opening;
    }
}

nrr_status nrr_report_contributions(const nrr_report *report, size_t row, nrr_table **table)
{
    static const nrr_field fields[CONTRIBUTION_COLUMNS] = {
        NRR_FIELD_REASON, NRR_FIELD_GAIN, NRR_FIELD_LOSS, NRR_FIELD_AMOUNT, NRR_FIELD_OPENING};
    nrr_table *made;

    if (report == NULL || table == NULL)
        return NRR_E_NULL;
    if (row >= report->row_count)
        return NRR_E_ROW;
    if (!nrr__report_has(report,
                         nrr__measures_by_reason() | nrr__measure_bit(NRR_MEASURE_OPENING)))
        return NRR_E_NOT_ASKED;
    made = nrr__table_new(&report->memory, fields, CONTRIBUTION_COLUMNS,
                          NRR__REASON_SLOT_HOST + report->query->reason_count + 1);
    if (made == NULL)
        return NRR_E_MEMORY;
    made->total = made->row_count;
    contribution_fill(report, row, made);
    *table = made;
    return NRR_OK;
}
