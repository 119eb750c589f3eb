/* SPDX-License-Identifier: MIT */
#include "concentration.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void concentration_free(concentration *all)
{
    size_t i;

    for (i = 0; i < CONCENTRATION_FIGURES; i++)
        free(all->figures[i]);
    free((void *)all->groups);
    free(all->starts);
    free(all->ends);
    free(all->customers);
    free(all->lines);
}

static nrr_status concentration_make_room(concentration *all)
{
    size_t count = all->rows > 0 ? all->rows : 1;
    int complete = 1;
    size_t i;

    for (i = 0; i < CONCENTRATION_FIGURES; i++) {
        all->figures[i] = (nrr_ratio *)calloc(count, sizeof *all->figures[i]);
        complete = complete && all->figures[i] != NULL;
    }
    all->groups = (const char **)calloc(count, sizeof *all->groups);
    all->starts = (int64_t *)calloc(count, sizeof *all->starts);
    all->ends = (int64_t *)calloc(count, sizeof *all->ends);
    all->customers = (int64_t *)calloc(count, sizeof *all->customers);
    all->lines = (int64_t *)calloc(count, sizeof *all->lines);
    complete = complete && all->groups != NULL && all->starts != NULL && all->ends != NULL;
    return complete && all->customers != NULL && all->lines != NULL ? NRR_OK : NRR_E_MEMORY;
}

/* Reads one row out of a table. */
static nrr_status concentration_read(concentration *all, size_t row, const nrr_table *table)
{
    static const nrr_field fields[] = {NRR_FIELD_NUMERATOR, NRR_FIELD_DENOMINATOR, NRR_FIELD_STATUS,
                                       NRR_FIELD_CUSTOMER, NRR_FIELD_LINE};
    const int64_t *values[5] = {NULL};
    nrr_status status = NRR_OK;
    size_t i;

    for (i = 0; i < 5 && status == NRR_OK; i++)
        status = nrr_table_column(table, fields[i], &values[i]);
    if (status != NRR_OK)
        return status;
    for (i = 0; i < CONCENTRATION_FIGURES; i++) {
        all->figures[i][row].numerator = values[0][i];
        all->figures[i][row].denominator = values[1][i];
        all->figures[i][row].status = (nrr_ratio_status)values[2][i];
    }
    all->customers[row] = values[3][CONCENTRATION_FIGURES - 1];
    all->lines[row] = values[4][CONCENTRATION_FIGURES - 1];
    return NRR_OK;
}

/* Computes a row, of which the report has the number. */
static nrr_status concentration_compute(concentration *all, const nrr_query *query, size_t row)
{
    size_t number = all->seen->groups.rows[row];
    nrr_concentration asked = {number, (uint64_t)all->chosen->top};
    nrr_table *table = NULL;
    nrr_status status =
        nrr_report_period(all->seen->report, number, &all->starts[row], &all->ends[row]);

    all->groups[row] = groups_name_of(&all->seen->groups, number)->text;
    if (status == NRR_OK)
        status = nrr_snapshot_concentration(all->seen->snapshot, query, &asked, &table);
    if (status == NRR_OK)
        status = concentration_read(all, row, table);
    nrr_table_free(table);
    return status;
}

nrr_status concentration_build(concentration *all, const nrr_query *query)
{
    nrr_status status;
    size_t row;

    all->rows = all->seen->groups.row_count;
    status = concentration_make_room(all);
    for (row = 0; row < all->rows && status == NRR_OK; row++)
        status = concentration_compute(all, query, row);
    return status;
}

/* --- printing ---------------------------------------------------------------------------------- */

/* The columns behind the period. */
static void concentration_put_figures(sheet *shown, const concentration *all)
{
    const char *name = "?";
    int32_t i;

    for (i = 0; i < CONCENTRATION_FIGURES; i++) {
        (void)nrr_vocabulary_name(NRR_VOCABULARY_FIGURE, i + 1, &name);
        sheet_put(shown, name, SHEET_RATE)->ratios = all->figures[i];
    }
    sheet_put(shown, "median_customer", SHEET_CUSTOMER)->values = all->customers;
    sheet_put(shown, "median_line", SHEET_LINE)->values = all->lines;
}

static sheet concentration_plain_sheet(const concentration *all)
{
    sheet shown = sheet_begin(all->chosen, all->seen->snapshot, all->rows);

    sheet_put(&shown, "start", SHEET_DATE)->values = all->starts;
    sheet_put(&shown, "end", SHEET_DATE)->values = all->ends;
    sheet_put_group(&shown, all->groups);
    concentration_put_figures(&shown, all);
    return shown;
}

void concentration_csv(const concentration *all)
{
    sheet shown = concentration_plain_sheet(all);

    sheet_csv(&shown);
}

int concentration_json(const concentration *all)
{
    sheet shown = concentration_plain_sheet(all);

    return sheet_json(&shown);
}

void concentration_table(const concentration *all)
{
    sheet shown = sheet_begin(all->chosen, all->seen->snapshot, all->rows);
    const char *unit = "?";
    const char *plural = all->chosen->top == 1 ? "" : "s";

    (void)nrr_vocabulary_name(NRR_VOCABULARY_UNIT, all->chosen->unit, &unit);
    sheet_put(&shown, "period", SHEET_PERIOD)->values = all->ends;
    sheet_put_group(&shown, all->groups);
    concentration_put_figures(&shown, all);
    sheet_table(&shown);
    if (all->rows == 0)
        return;
    printf("\nshares: what the %" PRId64 " %s%s with the most of the opening, of the losses and of the\n"
           "gains have of it; NRR and GRR without the %" PRId64 " with the most of their numerators;\n"
           "and of the %s in the middle, what is left of its opening.\n",
           all->chosen->top, unit, plural, all->chosen->top, unit);
}
