/* SPDX-License-Identifier: MIT */
/* The table for people: a row named after its period, the figures, and flags if there are any. */
#include <stdio.h>
#include <string.h>

#include "cell.h"
#include "grid.h"
#include "headline.h"
#include "output.h"
#include "utf8.h"

enum {
    OUTPUT_TABLE_GROUP = 1,      /* the column of the group, */
    OUTPUT_TABLE_FIRST = 2,      /* and the first one of figures */
    OUTPUT_TABLE_NAME_WIDTH = 40 /* characters of a group's name */
};

typedef struct output_table_parts {
    const options *chosen;
    const view *seen;
    size_t hidden; /* a column of figures */
} output_table_parts;

/* --- what is shared with other tables ---------------------------------------------------------- */

void output_table_write_period(char *text, const options *chosen, const view *seen, size_t row)
{
    nrr_calendar calendar = instant_calendar(chosen->period);
    int64_t first = 0;
    int64_t behind = 0;

    (void)nrr_report_period(seen->report, row, &first, &behind); /* fails on a bad row only */
    (void)nrr_calendar_edge(&calendar, behind, -1, &first);
    instant_write_step(text, first, chosen->period);
}

void output_table_write_period_title(char *text, const options *chosen)
{
    const char *step = "period";

    (void)nrr_vocabulary_name(NRR_VOCABULARY_STEP, chosen->period, &step);
    if (chosen->window == 1)
        strcpy(text, step);
    else
        snprintf(text, INSTANT_SIZE, "%d %ss to", (int)chosen->window, step);
}

void output_table_write_group_title(char *text, const options *chosen)
{
    size_t i;

    for (i = 0; i < chosen->by_count; i++) {
        strcat(text, i > 0 ? " / " : "");
        utf8_copy_printable(text + strlen(text), OUTPUT_TABLE_NAME_WIDTH / NRR_DIMENSIONS_MAX,
                            chosen->by[i], strlen(chosen->by[i]));
    }
}

void output_table_write_group(char *text, const options *chosen, const groups_name *name)
{
    if (name->text != NULL)
        utf8_copy_printable(text, OUTPUT_TABLE_NAME_WIDTH, name->text, name->length);
    else if (chosen->by_count > 0)
        strcpy(text, "total");
}

static void output_table_headline_legend(const options *chosen)
{
    fputs("\n"
          "NRR = (opening + expansion - contraction - churn) / opening\n"
          "GRR = (opening - contraction - churn) / opening\n",
          stdout);
    if (chosen->unit == NRR_UNIT_PARENT)
        fputs("Each parent, with all customers below it, counts once a row, by its revenue at the\n"
              "start and at the end. Who was not there at the start (new, won back) is in neither\n"
              "rate.\n",
              stdout);
    else
        printf(
            "Each %s counts once a row, by its revenue at the start and at the end. Who was not\n"
            "there at the start (new, won back) is in neither rate.\n",
            chosen->unit == NRR_UNIT_LINE ? "line" : "customer");
}

void output_table_legend(const options *chosen, const view *seen)
{
    uint32_t flags = 0;
    size_t row;

    for (row = 0; row < seen->shown.rows; row++)
        flags |= output_flags(seen, row);
    if (chosen->measures == NULL)
        output_table_headline_legend(chosen);
    if (flags & NRR_ROW_PARTIAL)
        fputs("partial: the data ends (--coverage-end) before the period does\n", stdout);
    if (flags & NRR_ROW_INCOMPLETE)
        fputs("incomplete: the data begins (--coverage-start) after the period does\n", stdout);
}

/* --- the report -------------------------------------------------------------------------------- */

static void output_table_title(const output_table_parts *parts, size_t column, char *text)
{
    if (column == 0)
        output_table_write_period_title(text, parts->chosen);
    else if (column == OUTPUT_TABLE_GROUP)
        output_table_write_group_title(text, parts->chosen);
    else if (column - OUTPUT_TABLE_FIRST < parts->seen->shown.count)
        strcpy(text,
               headline_title(parts->chosen, &parts->seen->shown, column - OUTPUT_TABLE_FIRST));
}

/* Columns: the period, the group, the figures, the flags. */
static void output_table_write(const void *context, size_t row, size_t column, char *text)
{
    const output_table_parts *parts = (const output_table_parts *)context;
    const figures *shown = &parts->seen->shown;
    size_t place = column - OUTPUT_TABLE_FIRST; /* of a figure */

    *text = '\0';
    if (column >= OUTPUT_TABLE_FIRST && place == parts->hidden && place < shown->count)
        return;
    if (row == GRID_TITLES) {
        output_table_title(parts, column, text);
        return;
    }
    row = parts->seen->groups.rows[row];
    if (column == 0)
        output_table_write_period(text, parts->chosen, parts->seen, row);
    else if (column == OUTPUT_TABLE_GROUP)
        output_table_write_group(text, parts->chosen, groups_name_of(&parts->seen->groups, row));
    else if (place >= shown->count)
        output_write_flags(text, output_flags(parts->seen, row));
    else
        cell_write(text, parts->chosen, &shown->columns[place], row,
                   headline_is_lost(parts->chosen, place));
}

static int output_table_is_left(const void *context, size_t column)
{
    const output_table_parts *parts = (const output_table_parts *)context;

    return column < OUTPUT_TABLE_FIRST ||
           column - OUTPUT_TABLE_FIRST >= parts->seen->shown.count;
}

void output_table_notes(const options *chosen, const view *seen)
{
    char text[OUTPUT_FINDINGS_SIZE];

    if (chosen->as_known_at.given) {
        instant_write(text, chosen->as_known_at.value);
        printf("As known at %s.\n", text);
    }
    if (seen->findings > 0) {
        output_write_findings(text, seen->findings);
        printf("%s\n", text);
    }
}

void output_table(const options *chosen, const view *seen)
{
    output_table_parts parts;
    grid cells;

    parts.chosen = chosen;
    parts.seen = seen;
    parts.hidden = headline_hidden(chosen, &seen->shown);
    cells.columns = OUTPUT_TABLE_FIRST + seen->shown.count + 1;
    cells.rows = seen->groups.row_count;
    cells.write = output_table_write;
    cells.is_left = output_table_is_left;
    cells.context = &parts;
    grid_print(&cells);
    if (seen->shown.rows == 0)
        return;
    output_table_legend(chosen, seen);
    if (chosen->measures != NULL && (chosen->as_known_at.given || seen->findings > 0))
        putchar('\n');
    output_table_notes(chosen, seen);
}
