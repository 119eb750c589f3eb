/* SPDX-License-Identifier: MIT */
/*
 * Triangles of the library beside those of the model, and rates over their bases.
 */
#include "model/apart.h"

/* Edges around the facts, any number of them, ascending. */
static size_t choose_edges(const apart_case *given, int64_t *edges)
{
    scenario_clock clock = {0, 8};
    size_t count = 2 + (size_t)random_below(given->source, MODEL_EDGES_MAX - 1);
    size_t made = 0;

    if (given->history->count > 0) {
        size_t any = (size_t)random_below(given->source, given->history->count);
        clock.first = given->history->steps[any].fact.time;
    }
    for (size_t i = 0; i < count; i++) {
        int64_t edge = scenario_instant(given->source, &clock);
        size_t place = made;
        while (place > 0 && edges[place - 1] >= edge) {
            place--;
        }
        if (place < made && edges[place] == edge) {
            continue;
        }
        for (size_t j = made; j > place; j--) {
            edges[j] = edges[j - 1];
        }
        edges[place] = edge;
        made++;
    }
    return made;
}

/* A triangle of a table: its rows from one on, and what they should be. */
typedef struct triangle_view {
    const nrr_table *table;
    size_t first;
    const int64_t *edges;
    const model_group *group; /* NULL: of all units */
    const model_triangle *expected;
} triangle_view;

static void compare_rates_of(const apart_case *given, const triangle_view *view, size_t row)
{
    const model_cohort_cell *cell = &view->expected->cells[row];
    const model_cohort_cell *base = cell - cell->age;
    const model_wide pairs[][2] = {{cell->revenue, base->revenue},
                                   {cell->retained, base->revenue},
                                   {cell->units, base->units}};
    static const nrr_rate rates[] = {NRR_RATE_NRR, NRR_RATE_GRR, NRR_RATE_LOGO_RETENTION};

    for (size_t i = 0; i < 3; i++) {
        compare_place where = {"rate of a cohort", view->first + row, NRR_VOCABULARY_RATE, rates[i]};
        nrr_ratio ratio = {-7, -7, -7, 7};
        nrr_ratio_status status = NRR_RATIO_OK;
        if (pairs[i][1] == 0) {
            status = pairs[i][0] == 0 ? NRR_RATIO_UNDEFINED : NRR_RATIO_UNBOUNDED;
        }
        expect_at(given->difference, where,
                  nrr_cohort_rate(view->table, view->first + row, rates[i], &ratio), NRR_OK);
        expect_at(given->difference, where, ratio.numerator, pairs[i][0]);
        expect_at(given->difference, where, ratio.denominator, pairs[i][1]);
        expect_at(given->difference, where, ratio.status, status);
        expect_at(given->difference, where, ratio.reserved, 0);
    }
}

static nrr_group_kind kind_of(const model_group *group)
{
    if (group == NULL) {
        return NRR_GROUP_TOTAL;
    }
    return group->values[0] != 0 || group->values[1] != 0 ? NRR_GROUP_VALUE : NRR_GROUP_UNASSIGNED;
}

static void compare_triangle(const apart_case *given, const triangle_view *view)
{
    static const nrr_field fields[] = {NRR_FIELD_COHORT,   NRR_FIELD_TIME,       NRR_FIELD_AGE,
                                       NRR_FIELD_UNITS,    NRR_FIELD_REVENUE,    NRR_FIELD_RETAINED,
                                       NRR_FIELD_GROUP_KIND, NRR_FIELD_VALUE,    NRR_FIELD_SECOND_VALUE};
    enum { COLUMNS = sizeof fields / sizeof fields[0] };
    const int64_t *values[COLUMNS] = {NULL};
    const uint32_t *of_group = view->group == NULL ? (const uint32_t[]){0, 0} : view->group->values;

    for (size_t c = 0; c < COLUMNS; c++) {
        expect_at(given->difference,
                  (compare_place){"status of a column", 0, NRR_VOCABULARY_FIELD, fields[c]},
                  nrr_table_column(view->table, fields[c], &values[c]), NRR_OK);
    }
    for (size_t i = 0; i < view->expected->count && !given->difference->found; i++) {
        const model_cohort_cell *cell = &view->expected->cells[i];
        size_t row = view->first + i;
        const model_wide wanted[] = {
            (model_wide)cell->cohort, view->edges[cell->cohort], (model_wide)cell->age,
            cell->units,              cell->revenue,             cell->retained,
            kind_of(view->group),     of_group[0],               of_group[1]};
        for (size_t c = 0; c < COLUMNS; c++) {
            int is_value = fields[c] == NRR_FIELD_VALUE || fields[c] == NRR_FIELD_SECOND_VALUE;
            model_wide actual =
                is_value ? apart_number(given->snapshot, NRR_KEY_VALUE, values[c][row])
                         : values[c][row];
            expect_at(given->difference,
                      (compare_place){"cell of a triangle", row, NRR_VOCABULARY_FIELD, fields[c]},
                      actual, wanted[c]);
        }
        compare_rates_of(given, view, i);
    }
}

/* Cell by cell, the groups come to the total. */
static void compare_sums(const apart_case *given, const nrr_table *table, size_t cells)
{
    static const nrr_field fields[] = {NRR_FIELD_UNITS, NRR_FIELD_REVENUE, NRR_FIELD_RETAINED};
    size_t groups = given->groups->row_groups - 1;

    for (size_t c = 0; c < 3; c++) {
        const int64_t *values = NULL;
        (void)nrr_table_column(table, fields[c], &values); /* it was there before */
        for (size_t cell = 0; cell < cells; cell++) {
            model_wide sum = 0;
            for (size_t g = 0; g < groups; g++) {
                sum += values[g * cells + cell];
            }
            expect_at(given->difference,
                      (compare_place){"sum of the groups' cells", cell, NRR_VOCABULARY_FIELD,
                                      fields[c]},
                      sum, values[groups * cells + cell]);
        }
    }
}

/* Some of the groups, and whether all of them come to the total. */
static void compare_groups(const apart_case *given, triangle_view *view, model_cohort_query *asked)
{
    static model_triangle triangle;
    size_t cells = view->expected->count;

    view->expected = &triangle;
    asked->grouping = &given->groups->by;
    for (size_t i = 0; i < 4 && !given->difference->found; i++) {
        apart_row row = apart_choose_row(given);
        size_t place = (size_t)(row.number % given->groups->row_groups);
        view->group = row.group;
        view->first = place * cells;
        asked->group = row.group;
        model_cohorts(given->history, asked, &triangle);
        compare_triangle(given, view);
    }
    if (!given->difference->found) {
        compare_sums(given, view->table, cells);
    }
}

void apart_check_triangle(const apart_case *given)
{
    int64_t edges[MODEL_EDGES_MAX + 2];
    size_t count = choose_edges(given, edges);
    size_t triangles = given->groups == NULL ? 1 : given->groups->row_groups;
    static model_triangle total;
    nrr_table *table = NULL;
    nrr_status status = nrr_snapshot_cohorts(given->snapshot, given->query, edges, count, &table);
    model_cohort_query asked = {given->asked.unit, count, edges, NULL, NULL};
    size_t rows = 0;

    if (count < 2) {
        expect(given->difference, "status of one edge", status, NRR_E_EDGES);
        return;
    }
    model_cohorts(given->history, &asked, &total);
    expect(given->difference, "status of a triangle", status, total.status);
    if (status == NRR_OK) {
        triangle_view view = {table, (triangles - 1) * total.count, edges, NULL, &total};
        expect(given->difference, "status of the count", nrr_table_count(table, &rows), NRR_OK);
        expect(given->difference, "cells of all triangles", (model_wide)rows,
               (model_wide)(triangles * total.count));
        compare_triangle(given, &view);
        if (given->groups != NULL && !given->difference->found) {
            compare_groups(given, &view, &asked);
        }
    }
    nrr_table_free(table);
}
