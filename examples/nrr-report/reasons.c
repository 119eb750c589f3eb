/* SPDX-License-Identifier: MIT */
#include "reasons.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grid.h"
#include "number.h"
#include "output.h"

enum {
    REASONS_COUNT = NRR_REASON_MIGRATION + 2, /* the named ones, and all of the host's own */
    REASONS_PERCENT_DIGITS = 1
};

/* A row: the parts, and the whole that they add up to. */
typedef struct reasons_row {
    nrr_decimal parts[REASONS_COUNT];
    nrr_decimal whole;
} reasons_row;

typedef struct reasons {
    const options *chosen;
    const view *seen;
    int digits;
    reasons_row *rows;
} reasons;

/* The whole fits, and what does not on the way comes round again. */
static int64_t reasons_add(int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)a + (uint64_t)b);
}

static nrr_status reasons_round(const reasons *all, const nrr_table *table, reasons_row *row)
{
    nrr_precision precision = {all->digits + 2, NRR_ROUND_HALF_EVEN};
    const int64_t *amounts = NULL;
    const int64_t *openings = NULL;
    nrr_status status = nrr_table_column(table, NRR_FIELD_AMOUNT, &amounts);
    size_t i;

    if (status == NRR_OK)
        status = nrr_table_column(table, NRR_FIELD_OPENING, &openings);
    if (status == NRR_OK)
        status = nrr_ratio_round_parts(amounts, REASONS_COUNT, openings[0], &precision, row->parts);
    if (status != NRR_OK)
        return status;
    row->whole = row->parts[0];
    for (i = 1; i < REASONS_COUNT; i++)
        row->whole.scaled = reasons_add(row->whole.scaled, row->parts[i].scaled);
    return NRR_OK;
}

static nrr_status reasons_read(reasons *all)
{
    size_t count = all->seen->shown.rows;
    nrr_status status = NRR_OK;
    size_t row;

    all->rows = (reasons_row *)calloc(count > 0 ? count : 1, sizeof *all->rows);
    if (all->rows == NULL)
        return NRR_E_MEMORY;
    for (row = 0; row < count && status == NRR_OK; row++) {
        nrr_table *table = NULL;

        status = nrr_report_contributions(all->seen->report, row, &table);
        if (status == NRR_OK)
            status = reasons_round(all, table, &all->rows[row]);
        nrr_table_free(table);
    }
    return status;
}

/* Columns: the period, the reasons, the whole. */
static void reasons_write_title(const reasons *all, size_t column, char *text)
{
    const char *name = "host";

    if (column == 0) {
        output_table_write_period_title(text, all->chosen);
        return;
    }
    if (column <= NRR_REASON_MIGRATION + 1)
        (void)nrr_vocabulary_name(NRR_VOCABULARY_REASON, (int32_t)column - 1, &name);
    strcpy(text, column > REASONS_COUNT ? "NRR - 100%" : name);
}

static void reasons_write(const void *context, size_t row, size_t column, char *text)
{
    const reasons *all = (const reasons *)context;
    const nrr_decimal *decimal;

    *text = '\0';
    if (row == GRID_TITLES) {
        reasons_write_title(all, column, text);
        return;
    }
    if (column == 0) {
        output_table_write_period(text, all->chosen, all->seen, row);
        return;
    }
    decimal = column > REASONS_COUNT ? &all->rows[row].whole : &all->rows[row].parts[column - 1];
    if (decimal->status != NRR_RATIO_OK)
        strcpy(text, column > REASONS_COUNT ? "-" : "");
    else if (decimal->scaled != 0 || column > REASONS_COUNT)
        number_write_grouped(text + (decimal->scaled > 0), decimal->scaled, all->digits);
    if (decimal->status == NRR_RATIO_OK && decimal->scaled > 0)
        *text = '+';
}

static int reasons_is_left(const void *context, size_t column)
{
    (void)context;
    return column == 0;
}

nrr_status reasons_table(const options *chosen, const view *seen)
{
    reasons all = {chosen, seen, chosen->digits < 0 ? REASONS_PERCENT_DIGITS : chosen->digits, NULL};
    nrr_status status = reasons_read(&all);
    grid cells;

    if (status == NRR_OK) {
        cells.columns = REASONS_COUNT + 2;
        cells.rows = seen->shown.rows;
        cells.write = reasons_write;
        cells.is_left = reasons_is_left;
        cells.context = &all;
        grid_print(&cells);
    }
    if (status == NRR_OK && seen->shown.rows > 0) {
        fputs("\nPoints of NRR by reason: gains less losses of who was there at the start, in percent\n"
              "of what they had. They add up, rounded as they are.\n",
              stdout);
        if (chosen->as_known_at.given || seen->findings > 0)
            putchar('\n');
        output_table_notes(chosen, seen);
    }
    free(all.rows);
    return status;
}
