/* SPDX-License-Identifier: MIT */
#include "drill.h"

#include <string.h>

#include "number.h"

static int drill_find_reason(const char *name, nrr_reason *reason)
{
    int64_t number;

    if (strcmp(name, "host") == 0) {
        *reason = NRR_REASON_HOST_SUM;
        return 1;
    }
    if (nrr_vocabulary_code(NRR_VOCABULARY_REASON, name, strlen(name), reason) == NRR_OK)
        return 1;
    if (!number_parse(name, strlen(name), &number) || number < NRR_REASON_HOST ||
        number > NRR_REASON_HOST_LAST)
        return 0;
    *reason = (nrr_reason)number;
    return 1;
}

int drill_find(const char *name, nrr_cell *cell)
{
    memset(cell, 0, sizeof *cell);
    if (strncmp(name, "gain_", 5) == 0 || strncmp(name, "loss_", 5) == 0) {
        cell->measure = *name == 'g' ? NRR_MEASURE_REASON_GAIN : NRR_MEASURE_REASON_LOSS;
        return drill_find_reason(name + 5, &cell->reason);
    }
    if (nrr_vocabulary_code(NRR_VOCABULARY_MEASURE, name, strlen(name), &cell->measure) == NRR_OK)
        return cell->measure < NRR_MEASURE_REASON_GAIN;
    return nrr_vocabulary_code(NRR_VOCABULARY_RATE, name, strlen(name), &cell->rate) == NRR_OK;
}

int drill_is_count(const nrr_cell *cell)
{
    if (cell->rate != 0)
        return (cell->rate >= NRR_RATE_LOGO_RETENTION && cell->rate <= NRR_RATE_LOGO_CHURN_WITH_NEW) ||
               cell->rate == NRR_RATE_RENEWAL_RATE_COUNT;
    return cell->measure >= NRR_MEASURE_UNITS_OPENING && cell->measure < NRR_MEASURE_REASON_GAIN;
}

nrr_status drill_fill(sheet *shown, const nrr_table *table, int is_count)
{
    static const sheet_column columns[] = {
        {"customer", SHEET_CUSTOMER, NULL, NULL, 0, NULL, NULL}, {"line", SHEET_LINE, NULL, NULL, 0, NULL, NULL},
        {"amount", SHEET_AMOUNT, NULL, NULL, 0, NULL, NULL},     {"opening", SHEET_AMOUNT, NULL, NULL, 0, NULL, NULL},
        {"closing", SHEET_AMOUNT, NULL, NULL, 0, NULL, NULL},
    };
    static const nrr_field fields[] = {NRR_FIELD_CUSTOMER, NRR_FIELD_LINE, NRR_FIELD_AMOUNT,
                                       NRR_FIELD_OPENING, NRR_FIELD_CLOSING};
    nrr_status status = NRR_OK;
    size_t i;

    for (i = 0; i < sizeof fields / sizeof fields[0] && status == NRR_OK; i++) {
        sheet_column column = columns[i];

        if (fields[i] == NRR_FIELD_AMOUNT && is_count)
            column.type = SHEET_COUNT;
        status = sheet_add(shown, table, fields[i], &column);
    }
    return status;
}
