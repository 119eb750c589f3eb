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
    REASONS_FIRST = 2, /* columns before the first of them: the period and the group */
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
    size_t count = all->seen->groups.row_count;
    nrr_status status = NRR_OK;
    size_t row;

    all->rows = (reasons_row *)calloc(count > 0 ? count : 1, sizeof *all->rows);
    if (all->rows == NULL)
        return NRR_E_MEMORY;
    for (row = 0; row < count && status == NRR_OK; row++) {
        nrr_table *table = NULL;

        status = nrr_report_contributions(all->seen->report, all->seen->groups.rows[row], &table);
        if (status == NRR_OK)
            status = reasons_round(all, table, &all->rows[row]);
        nrr_table_free(table);
    }
    return status;
}

/* Columns: the period, the group, the reasons, the whole. */
static void reasons_write_title(const reasons *all, size_t column, char *text)
{
    const char *name = "host";

    if (column == 0) {
        output_table_write_period_title(text, all->chosen);
    } else if (column < REASONS_FIRST) {
        output_table_write_group_title(text, all->chosen);
    } else {
        (void)nrr_vocabulary_name(NRR_VOCABULARY_REASON, (int32_t)(column - REASONS_FIRST), &name);
        strcpy(text, column == REASONS_FIRST + REASONS_COUNT ? "NRR - 100%" : name);
    }
}

/* The points of a reason, or of all of them. */
static void reasons_write_points(const reasons *all, size_t row, size_t place, char *text)
{
    int is_whole = place == REASONS_COUNT;
    const nrr_decimal *decimal = is_whole ? &all->rows[row].whole : &all->rows[row].parts[place];

    if (decimal->status != NRR_RATIO_OK)
        strcpy(text, is_whole ? "-" : "");
    else if (decimal->scaled != 0 || is_whole)
        number_write_grouped(text + (decimal->scaled > 0), decimal->scaled, all->digits);
    if (decimal->status == NRR_RATIO_OK && decimal->scaled > 0)
        *text = '+';
}

static void reasons_write(const void *context, size_t row, size_t column, char *text)
{
    const reasons *all = (const reasons *)context;
    const groups *shown = &all->seen->groups;

    *text = '\0';
    if (row == GRID_TITLES)
        reasons_write_title(all, column, text);
    else if (column == 0)
        output_table_write_period(text, all->chosen, all->seen, shown->rows[row]);
    else if (column < REASONS_FIRST)
        output_table_write_group(text, all->chosen, groups_name_of(shown, shown->rows[row]));
    else
        reasons_write_points(all, row, column - REASONS_FIRST, text);
}

static int reasons_is_left(const void *context, size_t column)
{
    (void)context;
    return column < REASONS_FIRST;
}

nrr_status reasons_table(const options *chosen, const view *seen)
{
    reasons all = {chosen, seen, chosen->digits < 0 ? REASONS_PERCENT_DIGITS : chosen->digits, NULL};
    nrr_status status = reasons_read(&all);
    grid cells;

    if (status == NRR_OK) {
        cells.columns = REASONS_FIRST + REASONS_COUNT + 1;
        cells.rows = seen->groups.row_count;
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
