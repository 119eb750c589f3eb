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

    if (given->given->count > 0) {
        size_t any = (size_t)random_below(given->source, given->given->count);
        clock.first = given->given->facts[any].time;
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

static void compare_rates_of(const apart_case *given, const nrr_table *table,
                             const model_triangle *triangle, size_t row)
{
    const model_cohort_cell *cell = &triangle->cells[row];
    const model_cohort_cell *base = cell - cell->age;
    const model_wide pairs[][2] = {{cell->revenue, base->revenue},
                                   {cell->retained, base->revenue},
                                   {cell->units, base->units}};
    static const nrr_rate rates[] = {NRR_RATE_NRR, NRR_RATE_GRR, NRR_RATE_LOGO_RETENTION};

    for (size_t i = 0; i < 3; i++) {
        compare_place where = {"rate of a cohort", row, NRR_VOCABULARY_RATE, rates[i]};
        nrr_ratio ratio = {-7, -7, -7, 7};
        nrr_ratio_status status = NRR_RATIO_OK;
        if (pairs[i][1] == 0) {
            status = pairs[i][0] == 0 ? NRR_RATIO_UNDEFINED : NRR_RATIO_UNBOUNDED;
        }
        expect_at(given->difference, where, nrr_cohort_rate(table, row, rates[i], &ratio), NRR_OK);
        expect_at(given->difference, where, ratio.numerator, pairs[i][0]);
        expect_at(given->difference, where, ratio.denominator, pairs[i][1]);
        expect_at(given->difference, where, ratio.status, status);
        expect_at(given->difference, where, ratio.reserved, 0);
    }
}

static void compare_triangle(const apart_case *given, const nrr_table *table, const int64_t *edges,
                             const model_triangle *triangle)
{
    static const nrr_field fields[] = {NRR_FIELD_COHORT, NRR_FIELD_TIME,    NRR_FIELD_AGE,
                                       NRR_FIELD_UNITS,  NRR_FIELD_REVENUE, NRR_FIELD_RETAINED};
    const int64_t *values[6] = {NULL};
    size_t rows = 0;

    expect(given->difference, "status of the count", nrr_table_count(table, &rows), NRR_OK);
    expect(given->difference, "cells of a triangle", (model_wide)rows, (model_wide)triangle->count);
    for (size_t c = 0; c < 6; c++) {
        expect_at(given->difference,
                  (compare_place){"status of a column", 0, NRR_VOCABULARY_FIELD, fields[c]},
                  nrr_table_column(table, fields[c], &values[c]), NRR_OK);
    }
    for (size_t row = 0; row < rows && !given->difference->found; row++) {
        const model_cohort_cell *cell = &triangle->cells[row];
        const model_wide wanted[] = {(model_wide)cell->cohort, edges[cell->cohort],
                                     (model_wide)cell->age,    cell->units,
                                     cell->revenue,            cell->retained};
        for (size_t c = 0; c < 6; c++) {
            expect_at(given->difference,
                      (compare_place){"cell of a triangle", row, NRR_VOCABULARY_FIELD, fields[c]},
                      values[c][row], wanted[c]);
        }
        compare_rates_of(given, table, triangle, row);
    }
}

static void check_cohorts(const apart_case *given)
{
    int64_t edges[MODEL_EDGES_MAX + 2];
    size_t count = choose_edges(given, edges);
    static model_triangle triangle;
    nrr_table *table = NULL;
    nrr_status status = nrr_snapshot_cohorts(given->snapshot, given->query, edges, count, &table);

    if (count < 2) {
        expect(given->difference, "status of one edge", status, NRR_E_EDGES);
        return;
    }
    model_cohorts(given->history, given->asked.unit, edges, count, &triangle);
    expect(given->difference, "status of a triangle", status, triangle.status);
    if (status == NRR_OK) {
        compare_triangle(given, table, edges, &triangle);
    }
    nrr_table_free(table);
}

void apart_check_cohorts(const arrival_scenario *given, compare_difference *difference)
{
    apart_check_all(given, check_cohorts, difference);
}
