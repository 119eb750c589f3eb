/* SPDX-License-Identifier: MIT */
/* The restatement for people: three lines for each period that differs, as it was known then, as it
 * was known later, and the difference; and below them the facts. */
#include <stdio.h>
#include <string.h>

#include "grid.h"
#include "headline.h"
#include "output.h"
#include "restatement.h"

enum {
    RESTATEMENT_TABLE_LINES = 3, /* of a period */
    RESTATEMENT_TABLE_FIRST = 2  /* column of figures; the period and the instant stand before */
};

typedef struct restatement_table_parts {
    const restatement *both;
    size_t hidden; /* a column of figures */
} restatement_table_parts;

/* The figure of a period on one of its lines. */
static void restatement_table_figure(const restatement *both, size_t line, size_t column,
                                     char *text)
{
    size_t row = both->differ[line / RESTATEMENT_TABLE_LINES];
    cell_pair pair = restatement_pair(both, column);
    int is_lost = headline_is_lost(both->chosen, column);

    switch (line % RESTATEMENT_TABLE_LINES) {
    case 0:
        cell_write(text, both->chosen, pair.before, row, is_lost);
        break;
    case 1:
        cell_write(text, both->chosen, pair.after, row, is_lost);
        break;
    default:
        cell_write_difference(text, both->chosen, pair, row, is_lost);
        break;
    }
}

static void restatement_table_instant(const restatement *both, size_t line, char *text)
{
    if (line % RESTATEMENT_TABLE_LINES == 0)
        instant_write(text, both->chosen->known_from.value);
    else if (line % RESTATEMENT_TABLE_LINES == 1)
        instant_write(text, both->chosen->known_to.value);
    else
        strcpy(text, "difference");
}

static void restatement_table_title(const restatement *both, size_t column, char *text)
{
    size_t place = column - RESTATEMENT_TABLE_FIRST;

    if (column == 0)
        output_table_write_period_title(text, both->chosen);
    else if (column < RESTATEMENT_TABLE_FIRST)
        strcpy(text, "as known at");
    else if (place < both->after.shown.count)
        strcpy(text, headline_title(both->chosen, &both->after.shown, place));
}

/* Columns: the period, the instant, the figures, the flags. */
static void restatement_table_write(const void *context, size_t line, size_t column, char *text)
{
    const restatement_table_parts *parts = (const restatement_table_parts *)context;
    const restatement *both = parts->both;
    size_t count = both->after.shown.count;
    size_t place = column - RESTATEMENT_TABLE_FIRST;
    int is_first = line % RESTATEMENT_TABLE_LINES == 0;

    *text = '\0';
    if (place == parts->hidden && place < count)
        return;
    if (line == GRID_TITLES)
        restatement_table_title(both, column, text);
    else if (column == 0 && is_first)
        output_table_write_period(text, both->chosen, &both->after,
                                  both->differ[line / RESTATEMENT_TABLE_LINES]);
    else if (column == 1)
        restatement_table_instant(both, line, text);
    else if (column > 1 && place < count)
        restatement_table_figure(both, line, place, text);
    else if (column > 1 && is_first)
        output_write_flags(
            text, output_flags(&both->after, both->differ[line / RESTATEMENT_TABLE_LINES]));
}

static int restatement_table_is_left(const void *context, size_t column)
{
    const restatement_table_parts *parts = (const restatement_table_parts *)context;

    return column < RESTATEMENT_TABLE_FIRST ||
           column - RESTATEMENT_TABLE_FIRST == parts->both->after.shown.count;
}

static void restatement_table_grid(const restatement *both)
{
    restatement_table_parts parts;
    grid cells;

    parts.both = both;
    parts.hidden = headline_hidden(both->chosen, &both->after.shown);
    if (headline_hidden(both->chosen, &both->before.shown) != parts.hidden)
        parts.hidden = both->after.shown.count;
    cells.columns = RESTATEMENT_TABLE_FIRST + both->after.shown.count + 1;
    cells.rows = RESTATEMENT_TABLE_LINES * both->differ_count;
    cells.write = restatement_table_write;
    cells.is_left = restatement_table_is_left;
    cells.context = &parts;
    grid_print(&cells);
}

static void restatement_table_findings(const view *seen)
{
    char text[OUTPUT_FINDINGS_SIZE];

    if (seen->findings == 0)
        return;
    instant_write(text, seen->known->value);
    printf("As known at %s: ", text);
    output_write_findings(text, seen->findings);
    printf("%s\n", text);
}

/* Say so if there are no facts behind the difference: of those before the end of the last period,
 * where there are periods. */
static void restatement_table_no_facts(const restatement *both)
{
    size_t rows = both->after.shown.rows;
    const int64_t *starts = NULL;
    const int64_t *ends = NULL;
    char text[INSTANT_SIZE];

    fputs("No fact ", stdout);
    if (rows > 0 && nrr_report_periods(both->after.report, &starts, &ends) == NRR_OK) {
        instant_write(text, ends[rows - 1]);
        printf("from before %s ", text);
    }
    fputs("was added or taken back in between.\n", stdout);
}

static void restatement_table_facts(const restatement *both)
{
    if (both->facts.rows == 0) {
        restatement_table_no_facts(both);
        return;
    }
    if (!both->chosen->lists_facts)
        fputs("Facts that were added (came to be known) or taken back in between:\n\n", stdout);
    listing_table(&both->facts);
}

void restatement_table(const restatement *both)
{
    if (both->chosen->lists_facts) {
        restatement_table_facts(both);
        return;
    }
    if (both->differ_count > 0 || both->after.shown.rows == 0)
        restatement_table_grid(both);
    if (both->after.shown.rows == 0)
        return;
    if (both->differ_count > 0)
        printf("\n%zu of %zu period%s differ%s (pp: percentage points).\n", both->differ_count,
               both->after.shown.rows, both->after.shown.rows == 1 ? "" : "s",
               both->differ_count == 1 ? "s" : "");
    else
        fputs("No period differs.\n", stdout);
    restatement_table_findings(&both->before);
    restatement_table_findings(&both->after);
    putchar('\n');
    restatement_table_facts(both);
}
