/* SPDX-License-Identifier: MIT */
/* For people a line is a cohort, and what is left of its revenue stands age by age; for programs a
 * line is a cell. */
#include "cohorts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "grid.h"
#include "instant.h"
#include "number.h"
#include "sheet.h"

enum {
    COHORTS_PERCENT_DIGITS = 1,
    COHORTS_FIRST_AGE = 3, /* columns before that of age 1: the cohort, its members, their revenue */
    COHORTS_AGES_MAX = GRID_COLUMNS_MAX - COHORTS_FIRST_AGE
};

nrr_status cohorts_open(cohorts *triangle, const nrr_query *query, const int64_t *edges,
                        size_t count)
{
    nrr_status status =
        nrr_snapshot_cohorts(triangle->seen->snapshot, query, edges, count, &triangle->table);

    if (status == NRR_OK)
        triangle->count = count - 1;
    return status;
}

void cohorts_close(cohorts *triangle)
{
    nrr_table_free(triangle->table);
}

/* --- for people -------------------------------------------------------------------------------- */

/* The row of a cohort's base: n cohorts have n, n - 1, ... ages. */
static size_t cohorts_base(const cohorts *triangle, size_t cohort)
{
    return cohort * triangle->count - cohort * (cohort - 1) / 2;
}

static int64_t cohorts_value(const cohorts *triangle, size_t row, nrr_field field)
{
    const int64_t *values = NULL;

    (void)nrr_table_column(triangle->table, field, &values); /* a table of cohorts has it */
    return values[row];
}

static void cohorts_write_rate(const cohorts *triangle, size_t row, char *text)
{
    int digits =
        triangle->chosen->digits < 0 ? COHORTS_PERCENT_DIGITS : triangle->chosen->digits;
    nrr_ratio ratio = {0, 0, NRR_RATIO_UNDEFINED, 0};

    (void)nrr_cohort_rate(triangle->table, row, NRR_RATE_NRR, &ratio);
    number_write_ratio(text, &ratio, digits, 2);
    if (ratio.status == NRR_RATIO_OK)
        strcat(text, "%");
    else if (ratio.status == NRR_RATIO_UNDEFINED)
        strcpy(text, "-");
}

static void cohorts_write_title(size_t column, char *text)
{
    static const char *const titles[COHORTS_FIRST_AGE] = {"cohort", "units", "revenue"};

    if (column < COHORTS_FIRST_AGE)
        strcpy(text, titles[column]);
    else
        snprintf(text, GRID_CELL_SIZE, "%zu", column - COHORTS_FIRST_AGE + 1);
}

static void cohorts_write(const void *context, size_t row, size_t column, char *text)
{
    const cohorts *triangle = (const cohorts *)context;
    size_t base;

    *text = '\0';
    if (row == GRID_TITLES) {
        cohorts_write_title(column, text);
        return;
    }
    base = cohorts_base(triangle, row);
    if (column == 0)
        instant_write_step(text, cohorts_value(triangle, base, NRR_FIELD_TIME),
                           triangle->chosen->cohorts);
    else if (column == 1)
        snprintf(text, GRID_CELL_SIZE, "%" PRId64,
                 cohorts_value(triangle, base, NRR_FIELD_UNITS));
    else if (column == 2)
        number_write_grouped(text, cohorts_value(triangle, base, NRR_FIELD_REVENUE),
                             triangle->chosen->minor_digits);
    else if (row + column - COHORTS_FIRST_AGE + 1 < triangle->count)
        cohorts_write_rate(triangle, base + column - COHORTS_FIRST_AGE + 1, text);
}

static int cohorts_is_left(const void *context, size_t column)
{
    (void)context;
    return column == 0;
}

void cohorts_table(const cohorts *triangle)
{
    const char *step = "?";
    size_t ages = triangle->count == 0 ? 0 : triangle->count - 1;
    grid cells;

    cells.columns = COHORTS_FIRST_AGE + (ages < COHORTS_AGES_MAX ? ages : COHORTS_AGES_MAX);
    cells.rows = triangle->count;
    cells.write = cohorts_write;
    cells.is_left = cohorts_is_left;
    cells.context = triangle;
    grid_print(&cells);
    if (triangle->count == 0)
        return;
    (void)nrr_vocabulary_name(NRR_VOCABULARY_STEP, triangle->chosen->cohorts, &step);
    printf("\nunits, revenue: of those who came in the %s, as it ended.\n"
           "1, 2, ...: what they had so many %ss later, in percent of that.\n",
           step, step);
    if (ages > COHORTS_AGES_MAX)
        printf("The ages above %d are left out: use --format csv, or longer steps.\n",
               COHORTS_AGES_MAX);
}

/* --- for programs ------------------------------------------------------------------------------ */

/* Cells as a sheet; without a triangle it has no rows. */
static sheet cohorts_sheet(const cohorts *triangle)
{
    static const sheet_column columns[] = {
        {"group", SHEET_NOTHING, NULL, NULL, 0, NULL, NULL}, {"cohort", SHEET_DATE, NULL, NULL, 0, NULL, NULL},
        {"age", SHEET_COUNT, NULL, NULL, 0, NULL, NULL},     {"units", SHEET_COUNT, NULL, NULL, 0, NULL, NULL},
        {"revenue", SHEET_AMOUNT, NULL, NULL, 0, NULL, NULL}, {"retained", SHEET_AMOUNT, NULL, NULL, 0, NULL, NULL},
    };
    static const nrr_field fields[] = {NRR_FIELD_TIME,  NRR_FIELD_TIME,    NRR_FIELD_AGE,
                                       NRR_FIELD_UNITS, NRR_FIELD_REVENUE, NRR_FIELD_RETAINED};
    sheet shown;
    size_t i;

    memset(&shown, 0, sizeof shown);
    shown.chosen = triangle->chosen;
    shown.snapshot = triangle->seen->snapshot;
    for (i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        if (triangle->table == NULL)
            shown.column[shown.columns++] = columns[i];
        else
            (void)sheet_add(&shown, triangle->table, fields[i], &columns[i]);
    }
    return shown;
}

void cohorts_csv(const cohorts *triangle)
{
    sheet shown = cohorts_sheet(triangle);

    sheet_csv(&shown);
}

int cohorts_json(const cohorts *triangle)
{
    sheet shown = cohorts_sheet(triangle);

    return sheet_json(&shown);
}
