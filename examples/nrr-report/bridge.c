/* SPDX-License-Identifier: MIT */
#include "bridge.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "instant.h"
#include "number.h"
#include "output.h"

/* What a line says. */
typedef struct bridge_line {
    const char *name;
    int64_t amount;
    int64_t units;
    int is_rate;
} bridge_line;

/* Gives all arrays room for so many lines. */
static nrr_status bridge_grow(bridge *between, size_t capacity)
{
    void *names = realloc((void *)between->names, capacity * sizeof *between->names);
    void *names_of_groups = realloc((void *)between->groups, capacity * sizeof *between->groups);
    void *starts = realloc(between->starts, capacity * sizeof *between->starts);
    void *ends = realloc(between->ends, capacity * sizeof *between->ends);
    void *amounts = realloc(between->amounts, capacity * sizeof *between->amounts);
    void *points = realloc(between->points, capacity * sizeof *between->points);
    void *units = realloc(between->units, capacity * sizeof *between->units);
    void *is_rate = realloc(between->is_rate, capacity * sizeof *between->is_rate);

    /* What could not grow is still there as it was. */
    between->names = names != NULL ? (const char **)names : between->names;
    between->groups = names_of_groups != NULL ? (const char **)names_of_groups : between->groups;
    between->starts = starts != NULL ? (int64_t *)starts : between->starts;
    between->ends = ends != NULL ? (int64_t *)ends : between->ends;
    between->amounts = amounts != NULL ? (int64_t *)amounts : between->amounts;
    between->points = points != NULL ? (nrr_ratio *)points : between->points;
    between->units = units != NULL ? (int64_t *)units : between->units;
    between->is_rate = is_rate != NULL ? (char *)is_rate : between->is_rate;
    if (names == NULL || names_of_groups == NULL || starts == NULL || ends == NULL || amounts == NULL ||
        points == NULL || units == NULL || is_rate == NULL)
        return NRR_E_MEMORY;
    between->capacity = capacity;
    return NRR_OK;
}

void bridge_free(bridge *between)
{
    free((void *)between->names);
    free((void *)between->groups);
    free(between->starts);
    free(between->ends);
    free(between->amounts);
    free(between->points);
    free(between->units);
    free(between->is_rate);
}

/* Adds a line of a row of the report. */
static nrr_status bridge_add(bridge *between, size_t of, const bridge_line *line)
{
    size_t row = between->rows;
    nrr_ratio *points;
    nrr_status status = NRR_OK;

    if (row == between->capacity)
        status = bridge_grow(between, 2 * row + 16);
    if (status == NRR_OK)
        status = nrr_report_period(between->seen->report, of, &between->starts[row],
                                   &between->ends[row]);
    if (status != NRR_OK)
        return status;
    between->names[row] = line->name;
    between->groups[row] = groups_name_of(&between->seen->groups, of)->text;
    between->amounts[row] = line->amount;
    between->units[row] = line->units;
    between->is_rate[row] = (char)line->is_rate;
    points = &between->points[row];
    status = nrr_report_rate(between->seen->report, of, between->chosen->rate, points);
    points->numerator = line->amount;
    if (points->denominator == 0)
        points->status = line->amount == 0 ? NRR_RATIO_UNDEFINED : NRR_RATIO_UNBOUNDED;
    between->rows++;
    return status;
}

static nrr_status bridge_add_rate(bridge *between, size_t row, nrr_rate rate)
{
    bridge_line line = {"?", 0, 0, 1};
    nrr_ratio ratio = {0, 0, NRR_RATIO_UNDEFINED, 0};
    nrr_status status = nrr_report_rate(between->seen->report, row, rate, &ratio);

    (void)nrr_vocabulary_name(NRR_VOCABULARY_RATE, rate, &line.name);
    line.amount = ratio.numerator;
    return status == NRR_OK ? bridge_add(between, row, &line) : status;
}

/* The causes as a table of the library. */
typedef struct bridge_causes {
    nrr_table *table;
    size_t count;
    const int64_t *causes;
    const int64_t *amounts;
    const int64_t *units;
} bridge_causes;

static nrr_status bridge_find(const bridge *between, const nrr_query *query, size_t row,
                              bridge_causes *found)
{
    nrr_reconciliation asked = {0};
    nrr_status status;

    memset(found, 0, sizeof *found);
    asked.row = row;
    asked.rate = between->chosen->rate;
    asked.minus = between->chosen->minus;
    status = nrr_snapshot_reconcile(between->seen->snapshot, query, &asked, &found->table);
    if (status == NRR_OK)
        status = nrr_table_count(found->table, &found->count);
    if (status == NRR_OK)
        status = nrr_table_column(found->table, NRR_FIELD_CAUSE, &found->causes);
    if (status == NRR_OK)
        status = nrr_table_column(found->table, NRR_FIELD_AMOUNT, &found->amounts);
    if (status == NRR_OK)
        status = nrr_table_column(found->table, NRR_FIELD_UNITS, &found->units);
    return status;
}

/* Adds the causes, for people those with an amount. */
static nrr_status bridge_add_causes(bridge *between, size_t row, const bridge_causes *found,
                                    int is_for_people)
{
    nrr_status status = NRR_OK;
    size_t i;

    for (i = 0; i < found->count && status == NRR_OK; i++) {
        bridge_line line = {"?", found->amounts[i], found->units[i], 0};

        (void)nrr_vocabulary_name(NRR_VOCABULARY_CAUSE, (int32_t)found->causes[i], &line.name);
        if (line.units != 0 || !is_for_people)
            status = bridge_add(between, row, &line);
    }
    return status;
}

static int bridge_has_units(const bridge_causes *found)
{
    size_t i;

    for (i = 0; i < found->count; i++) {
        if (found->units[i] != 0)
            return 1;
    }
    return 0;
}

static nrr_status bridge_add_row(bridge *between, const nrr_query *query, size_t row,
                                 int is_for_people)
{
    bridge_causes found;
    nrr_status status = bridge_find(between, query, row, &found);
    int differs = status == NRR_OK && bridge_has_units(&found);
    int has_rates = is_for_people && differs;

    between->differing += (size_t)(differs && groups_is_total(&between->seen->groups, row));
    if (status == NRR_OK && has_rates)
        status = bridge_add_rate(between, row, between->chosen->minus);
    if (status == NRR_OK)
        status = bridge_add_causes(between, row, &found, is_for_people);
    if (status == NRR_OK && has_rates)
        status = bridge_add_rate(between, row, between->chosen->rate);
    nrr_table_free(found.table);
    return status;
}

nrr_status bridge_build(bridge *between, const nrr_query *query, int is_for_people)
{
    const groups *shown = &between->seen->groups;
    nrr_status status = NRR_OK;
    size_t i;

    for (i = 0; i < shown->row_count && status == NRR_OK; i++) {
        between->periods += (size_t)groups_is_total(shown, shown->rows[i]);
        status = bridge_add_row(between, query, shown->rows[i], is_for_people);
    }
    return status;
}

/* --- printing ---------------------------------------------------------------------------------- */

/* The columns behind the period. */
static void bridge_put_figures(sheet *shown, const bridge *between, const char *title)
{
    sheet_put(shown, title, SHEET_TEXT)->texts = between->names;
    sheet_put(shown, "amount", SHEET_AMOUNT)->values = between->amounts;
    sheet_put(shown, "points", SHEET_RATE)->ratios = between->points;
    sheet_put(shown, "units", SHEET_COUNT)->values = between->units;
}

static sheet bridge_plain_sheet(const bridge *between)
{
    sheet shown = sheet_begin(between->chosen, between->seen->snapshot, between->rows);

    sheet_put(&shown, "start", SHEET_DATE)->values = between->starts;
    sheet_put(&shown, "end", SHEET_DATE)->values = between->ends;
    sheet_put_group(&shown, between->groups);
    bridge_put_figures(&shown, between, "cause");
    return shown;
}

void bridge_csv(const bridge *between)
{
    sheet shown = bridge_plain_sheet(between);

    sheet_csv(&shown);
}

int bridge_json(const bridge *between)
{
    sheet shown = bridge_plain_sheet(between);

    return sheet_json(&shown);
}

void bridge_table(const bridge *between)
{
    sheet shown = sheet_begin(between->chosen, between->seen->snapshot, between->rows);
    const char *rate = "?";
    const char *minus = "?";

    (void)nrr_vocabulary_name(NRR_VOCABULARY_RATE, between->chosen->rate, &rate);
    (void)nrr_vocabulary_name(NRR_VOCABULARY_RATE, between->chosen->minus, &minus);
    if (between->rows > 0) {
        sheet_put(&shown, "period", SHEET_PERIOD)->values = between->ends;
        sheet_put_group(&shown, between->groups);
        bridge_put_figures(&shown, between, "");
        shown.column[shown.columns - 1].absent = between->is_rate;
        sheet_table(&shown);
        putchar('\n');
    }
    printf("%s and %s differ in %zu of %zu period%s.\n", minus, rate, between->differing,
           between->periods, between->periods == 1 ? "" : "s");
}
