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

stack drill_stack(void)
{
    static const nrr_field fields[] = {NRR_FIELD_CUSTOMER, NRR_FIELD_LINE, NRR_FIELD_AMOUNT,
                                       NRR_FIELD_OPENING, NRR_FIELD_CLOSING};
    stack units;

    memset(&units, 0, sizeof units);
    units.fields = fields;
    units.columns = sizeof fields / sizeof fields[0];
    return units;
}

void drill_put(sheet *shown, const stack *units, int is_count)
{
    if (shown->chosen->by_count > 0)
        sheet_put_group(shown, units->groups);
    sheet_put(shown, "customer", SHEET_CUSTOMER)->values = units->values[0];
    sheet_put(shown, "line", SHEET_LINE)->values = units->values[1];
    sheet_put(shown, "amount", is_count ? SHEET_COUNT : SHEET_AMOUNT)->values = units->values[2];
    sheet_put(shown, "opening", SHEET_AMOUNT)->values = units->values[3];
    sheet_put(shown, "closing", SHEET_AMOUNT)->values = units->values[4];
}
