/* SPDX-License-Identifier: MIT */
/* For people a line is a cohort, and what is left of its revenue stands age by age; for programs a
 * line is a cell. */
#include "cohorts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grid.h"
#include "instant.h"
#include "number.h"
#include "output.h"
#include "sheet.h"

enum {
    COHORTS_PERCENT_DIGITS = 1,
    COHORTS_FIRST_AGE = 4, /* columns before that of age 1: group, cohort, members, their revenue */
    COHORTS_AGES_MAX = GRID_COLUMNS_MAX - COHORTS_FIRST_AGE
};

static const int64_t *cohorts_column(const cohorts *all, nrr_field field)
{
    const int64_t *values = NULL;

    (void)nrr_table_column(all->table, field, &values); /* a table of cohorts has it */
    return values;
}

/* Whether nobody of a group was ever seen in a cohort. */
static int cohorts_is_empty(const cohorts *all, size_t first)
{
    const int64_t *units = cohorts_column(all, NRR_FIELD_UNITS);
    size_t row;

    for (row = first; row < first + all->cells; row++) {
        if (units[row] != 0)
            return 0;
    }
    return 1;
}

/* The value of a triangle in a dimension; nothing if it has none. */
static nrr_key cohorts_value_key(const cohorts *all, size_t first, size_t dimension)
{
    static const nrr_field fields[NRR_DIMENSIONS_MAX] = {NRR_FIELD_VALUE, NRR_FIELD_SECOND_VALUE};
    int64_t id = cohorts_column(all, fields[dimension])[first];
    nrr_key key = {0};

    if (id != 0)
        (void)nrr_snapshot_key_of(all->seen->snapshot, NRR_KEY_VALUE, (uint32_t)id, &key);
    return key;
}

/* Shows the triangle that begins with a row. */
static nrr_status cohorts_show(cohorts *all, size_t first)
{
    groups_name *name = &all->names[all->triangles];
    stack_part part = {all->table, first, all->cells, NULL};
    int is_total = cohorts_column(all, NRR_FIELD_GROUP_KIND)[first] == NRR_GROUP_TOTAL;
    size_t i;

    all->firsts[all->triangles++] = first;
    for (i = 0; i < all->chosen->by_count && !is_total; i++) {
        nrr_key key = cohorts_value_key(all, first, i);

        if (!groups_add_value(name, key.bytes, (size_t)key.length))
            return NRR_E_MEMORY;
    }
    part.group = name->text;
    return stack_add(&all->rows, &part);
}

/* The total is shown also if it is empty. */
static nrr_status cohorts_show_all(cohorts *all)
{
    size_t rows = 0;
    nrr_status status = nrr_table_count(all->table, &rows);
    size_t first;

    all->firsts = (size_t *)calloc(rows / all->cells, sizeof *all->firsts);
    all->names = (groups_name *)calloc(rows / all->cells, sizeof *all->names);
    if (all->firsts == NULL || all->names == NULL)
        return NRR_E_MEMORY;
    for (first = 0; first < rows && status == NRR_OK; first += all->cells) {
        if (first + all->cells == rows || !cohorts_is_empty(all, first))
            status = cohorts_show(all, first);
    }
    return status;
}

nrr_status cohorts_open(cohorts *all, const nrr_query *query, const int64_t *edges, size_t count)
{
    static const nrr_field fields[] = {NRR_FIELD_TIME, NRR_FIELD_AGE, NRR_FIELD_UNITS,
                                       NRR_FIELD_REVENUE, NRR_FIELD_RETAINED};
    nrr_status status =
        nrr_snapshot_cohorts(all->seen->snapshot, query, edges, count, &all->table);

    if (status != NRR_OK)
        return status;
    all->count = count - 1;
    all->cells = all->count * (all->count + 1) / 2;
    all->rows.fields = fields;
    all->rows.columns = sizeof fields / sizeof fields[0];
    return cohorts_show_all(all);
}

void cohorts_close(cohorts *all)
{
    size_t i;

    for (i = 0; all->names != NULL && i < all->triangles; i++)
        free(all->names[i].text);
    free(all->names);
    free(all->firsts);
    stack_free(&all->rows);
    nrr_table_free(all->table);
}

/* --- for people -------------------------------------------------------------------------------- */

/* The row of a cohort's base in its triangle: n cohorts have n, n - 1, ... ages. */
static size_t cohorts_base(const cohorts *all, size_t cohort)
{
    return cohort * all->count - cohort * (cohort - 1) / 2;
}

static int64_t cohorts_value(const cohorts *all, size_t row, nrr_field field)
{
    return cohorts_column(all, field)[row];
}

static void cohorts_write_rate(const cohorts *all, size_t row, char *text)
{
    int digits =
        all->chosen->digits < 0 ? COHORTS_PERCENT_DIGITS : all->chosen->digits;
    nrr_ratio ratio = {0, 0, NRR_RATIO_UNDEFINED, 0};

    (void)nrr_cohort_rate(all->table, row, NRR_RATE_NRR, &ratio);
    number_write_ratio(text, &ratio, digits, 2);
    if (ratio.status == NRR_RATIO_OK)
        strcat(text, "%");
    else if (ratio.status == NRR_RATIO_UNDEFINED)
        strcpy(text, "-");
}

static void cohorts_write_title(const cohorts *all, size_t column, char *text)
{
    static const char *const titles[COHORTS_FIRST_AGE] = {"", "cohort", "units", "revenue"};

    if (column == 0)
        output_table_write_group_title(text, all->chosen);
    else if (column < COHORTS_FIRST_AGE)
        strcpy(text, titles[column]);
    else
        snprintf(text, GRID_CELL_SIZE, "%zu", column - COHORTS_FIRST_AGE + 1);
}

/* A line is a cohort of a triangle. */
static void cohorts_write_cell(const cohorts *all, size_t line, size_t column, char *text)
{
    size_t triangle = line / all->count;
    size_t cohort = line % all->count;
    size_t base = all->firsts[triangle] + cohorts_base(all, cohort);

    if (column == 0)
        output_table_write_group(text, all->chosen, &all->names[triangle]);
    else if (column == 1)
        instant_write_step(text, cohorts_value(all, base, NRR_FIELD_TIME), all->chosen->cohorts);
    else if (column == 2)
        snprintf(text, GRID_CELL_SIZE, "%" PRId64, cohorts_value(all, base, NRR_FIELD_UNITS));
    else if (column == 3)
        number_write_grouped(text, cohorts_value(all, base, NRR_FIELD_REVENUE),
                             all->chosen->minor_digits);
    else if (cohort + column - COHORTS_FIRST_AGE + 1 < all->count)
        cohorts_write_rate(all, base + column - COHORTS_FIRST_AGE + 1, text);
}

static void cohorts_write(const void *context, size_t row, size_t column, char *text)
{
    const cohorts *all = (const cohorts *)context;

    *text = '\0';
    if (row == GRID_TITLES)
        cohorts_write_title(all, column, text);
    else
        cohorts_write_cell(all, row, column, text);
}

static int cohorts_is_left(const void *context, size_t column)
{
    (void)context;
    return column <= 1;
}

void cohorts_table(const cohorts *all)
{
    const char *step = "?";
    size_t ages = all->count == 0 ? 0 : all->count - 1;
    grid cells;

    cells.columns = COHORTS_FIRST_AGE + (ages < COHORTS_AGES_MAX ? ages : COHORTS_AGES_MAX);
    cells.rows = all->triangles * all->count;
    cells.write = cohorts_write;
    cells.is_left = cohorts_is_left;
    cells.context = all;
    grid_print(&cells);
    if (all->count == 0)
        return;
    (void)nrr_vocabulary_name(NRR_VOCABULARY_STEP, all->chosen->cohorts, &step);
    printf("\nunits, revenue: of those who came in the %s, as it ended.\n"
           "1, 2, ...: what they had so many %ss later, in percent of that.\n",
           step, step);
    if (ages > COHORTS_AGES_MAX)
        printf("The ages above %d are left out: use --format csv, or longer steps.\n",
               COHORTS_AGES_MAX);
}

/* --- for programs ------------------------------------------------------------------------------ */

/* Cells as a sheet; without a triangle it has no rows. */
static sheet cohorts_sheet(const cohorts *all)
{
    static const char *const names[] = {"cohort", "age", "units", "revenue", "retained"};
    static const sheet_type types[] = {SHEET_DATE, SHEET_COUNT, SHEET_COUNT, SHEET_AMOUNT,
                                       SHEET_AMOUNT};
    sheet shown = sheet_begin(all->chosen, all->seen->snapshot, all->rows.rows);
    size_t i;

    sheet_put_group(&shown, all->rows.groups);
    for (i = 0; i < sizeof names / sizeof names[0]; i++)
        sheet_put(&shown, names[i], types[i])->values = all->rows.values[i];
    return shown;
}

void cohorts_csv(const cohorts *all)
{
    sheet shown = cohorts_sheet(all);

    sheet_csv(&shown);
}

int cohorts_json(const cohorts *all)
{
    sheet shown = cohorts_sheet(all);

    return sheet_json(&shown);
}
