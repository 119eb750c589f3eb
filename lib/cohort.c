/* SPDX-License-Identifier: MIT */
/* Cohort: the triangle of METRICS.md section 7, in one pass over the units.
 *
 * What a unit has at the edges changes at its movements alone, so each movement adds what changed to
 * the cell from which on it holds, and prefix sums along the ages make sums of these differences at
 * the end. No cell is visited for a unit but those where it moved. */
#include "nrr/cohort.h"

#include "memory.h"
#include "table_state.h"
#include "unit.h"

#include <string.h>

/* What a cell holds. */
typedef struct cohort_cell {
    nrr__wide units, revenue, retained;
} cohort_cell;

/* Cohort after cohort, and in each age after age: first the differences, then the sums. */
typedef struct cohort_triangle {
    const int64_t *edges;
    size_t edge_count; /* one more than there are cohorts */
    cohort_cell *cells;
    size_t cell_count;
} cohort_triangle;

/* The columns of the table, in order. */
enum {
    COHORT_COHORT,
    COHORT_TIME,
    COHORT_AGE,
    COHORT_UNITS,
    COHORT_REVENUE,
    COHORT_RETAINED,
    COHORT_COLUMNS
};

static const nrr_field cohort_fields[COHORT_COLUMNS] = {
    NRR_FIELD_COHORT, NRR_FIELD_TIME,    NRR_FIELD_AGE,
    NRR_FIELD_UNITS,  NRR_FIELD_REVENUE, NRR_FIELD_RETAINED,
};

/* The first edge above a time, of which it is known that no edge before `low` is; edge_count if there
 * is none. It is likely to be near, since a unit's movements ascend: so the steps grow. */
static size_t cohort_edge_above(const cohort_triangle *triangle, size_t low, int64_t time)
{
    const int64_t *edges = triangle->edges;
    size_t high = low, step = 1;

    while (high < triangle->edge_count && edges[high] <= time) {
        low = high + 1;
        high = low + step;
        step *= 2;
    }
    if (high > triangle->edge_count)
        high = triangle->edge_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (edges[middle] > time)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* How many cells the cohorts before this one have: of n cohorts, they have n, n - 1, ... ages. */
static size_t cohort_cells_before(const cohort_triangle *triangle, size_t cohort)
{
    size_t cohorts = triangle->edge_count - 1;

    return cohort * cohorts - cohort * (cohort - 1) / 2;
}

static int64_t cohort_least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* From a cell on, a member of this base has another level. None is negative: differences fit. */
static void cohort_change(cohort_cell *cell, int64_t base, int64_t before, int64_t level)
{
    int64_t retained = cohort_least(base, level) - cohort_least(base, before);

    cell->units = nrr__wide_add(cell->units, nrr__wide_of((level > 0) - (before > 0)));
    cell->revenue = nrr__wide_add(cell->revenue, nrr__wide_of(level - before));
    cell->retained = nrr__wide_add(cell->retained, nrr__wide_of(retained));
}

/* Adds a member of a cohort, which ends with an edge. */
static void cohort_add_member(const cohort_triangle *triangle, size_t end_edge,
                              const nrr__unit_movements *unit)
{
    cohort_cell *cells = triangle->cells + cohort_cells_before(triangle, end_edge - 1);
    int64_t base = 0, before;
    uint32_t movement = 0;
    size_t edge = end_edge;

    for (; movement < unit->count && unit->times[movement] < triangle->edges[end_edge]; movement++)
        base = unit->levels[movement];
    cohort_change(cells, base, 0, base);
    before = base;
    for (; movement < unit->count; movement++) {
        edge = cohort_edge_above(triangle, edge, unit->times[movement]);
        if (edge == triangle->edge_count)
            return;
        cohort_change(&cells[edge - end_edge], base, before, unit->levels[movement]);
        before = unit->levels[movement];
    }
}

/* Adds a unit, if it is a member of a cohort. Expiry does not bear on a first movement. */
static void cohort_add_unit(const cohort_triangle *triangle, const nrr__unit_movements *unit)
{
    size_t end_edge = cohort_edge_above(triangle, 0, unit->times[0]);

    if (unit->classes[0] == NRR__CLASS_NEW && end_edge != 0 && end_edge != triangle->edge_count)
        cohort_add_member(triangle, end_edge, unit);
}

static nrr_status cohort_add_units(const cohort_triangle *triangle, const nrr_snapshot *snapshot,
                                   nrr_unit kind)
{
    nrr__unit_walk walk;
    nrr__unit unit;
    nrr_status status = nrr__unit_walk_begin(&walk, snapshot, kind, 0);

    if (status == NRR_OK)
        status = nrr__unit_walk_block(&walk);
    while (status == NRR_OK && walk.has_block) {
        while (nrr__unit_walk_next(&walk, &unit))
            cohort_add_unit(triangle, &unit.movements);
        status = nrr__unit_walk_block(&walk);
    }
    nrr__unit_walk_end(&walk);
    return status;
}

/* Turns differences into sums. */
static void cohort_finish(const cohort_triangle *triangle)
{
    cohort_cell *cell = triangle->cells;
    size_t ages, age;

    for (ages = triangle->edge_count - 1; ages != 0; ages--, cell++)
        for (age = 1; age < ages; age++, cell++) {
            cell[1].units = nrr__wide_add(cell[1].units, cell->units);
            cell[1].revenue = nrr__wide_add(cell[1].revenue, cell->revenue);
            cell[1].retained = nrr__wide_add(cell[1].retained, cell->retained);
        }
}

/* What is retained is at most the revenue, and there are less than 2^63 units. */
static nrr_status cohort_fill(const cohort_triangle *triangle, nrr_table *table)
{
    size_t cohorts = triangle->edge_count - 1, cohort, age, row = 0;

    for (cohort = 0; cohort < cohorts; cohort++)
        for (age = 0; age < cohorts - cohort; age++, row++) {
            const cohort_cell *cell = &triangle->cells[row];
            nrr__table_values(table, COHORT_COHORT)[row] = (int64_t)cohort;
            nrr__table_values(table, COHORT_TIME)[row] = triangle->edges[cohort];
            nrr__table_values(table, COHORT_AGE)[row] = (int64_t)age;
            (void)nrr__wide_to_int64(cell->units, &nrr__table_values(table, COHORT_UNITS)[row]);
            (void)nrr__wide_to_int64(cell->retained,
                                     &nrr__table_values(table, COHORT_RETAINED)[row]);
            if (!nrr__wide_to_int64(cell->revenue, &nrr__table_values(table, COHORT_REVENUE)[row]))
                return NRR_E_OVERFLOW;
        }
    return NRR_OK;
}

static nrr_status cohort_table(const cohort_triangle *triangle, const nrr_allocator *memory,
                               nrr_table **table)
{
    nrr_table *made = nrr__table_new(memory, cohort_fields, COHORT_COLUMNS, triangle->cell_count);
    nrr_status status;

    if (made == NULL)
        return NRR_E_MEMORY;
    made->total = triangle->cell_count;
    cohort_finish(triangle);
    status = cohort_fill(triangle, made);
    if (status == NRR_OK)
        *table = made;
    else
        nrr_table_free(made);
    return status;
}

/* NRR_OK, NRR_E_EDGES, NRR_E_TOO_MANY. */
static nrr_status cohort_check_edges(const int64_t *edges, size_t count)
{
    size_t i;

    if (count > NRR_COHORT_EDGES_MAX)
        return NRR_E_TOO_MANY;
    if (count < 2)
        return NRR_E_EDGES;
    for (i = 1; i < count; i++)
        if (edges[i - 1] >= edges[i])
            return NRR_E_EDGES;
    return NRR_OK;
}

nrr_status nrr_snapshot_cohorts(const nrr_snapshot *snapshot, const nrr_query *query,
                                const int64_t *edges, size_t count, nrr_table **table)
{
    cohort_triangle triangle = {edges, count, NULL, 0};
    nrr_status status;

    if (snapshot == NULL || query == NULL || edges == NULL || table == NULL)
        return NRR_E_NULL;
    status = cohort_check_edges(edges, count);
    if (status == NRR_OK)
        status = nrr__unit_check_query(query);
    if (status != NRR_OK)
        return status;
    triangle.cell_count = cohort_cells_before(&triangle, count - 1);
    triangle.cells =
        nrr__memory_zeroed(&snapshot->memory, triangle.cell_count, sizeof *triangle.cells);
    if (triangle.cells == NULL)
        return NRR_E_MEMORY;
    status = cohort_add_units(&triangle, snapshot, query->unit);
    if (status == NRR_OK)
        status = cohort_table(&triangle, &snapshot->memory, table);
    nrr__memory_release(&snapshot->memory, triangle.cells, triangle.cell_count,
                        sizeof *triangle.cells);
    return status;
}

nrr_status nrr_cohort_rate(const nrr_table *table, size_t row, nrr_rate rate, nrr_ratio *ratio)
{
    nrr_ratio made = {0, 0, NRR_RATIO_OK, 0};
    const int64_t *over, *values;
    size_t base;

    if (table == NULL || ratio == NULL)
        return NRR_E_NULL;
    if (table->fields != cohort_fields)
        return NRR_E_FIELD;
    if (row >= table->row_count)
        return NRR_E_ROW;
    if (rate != NRR_RATE_NRR && rate != NRR_RATE_GRR && rate != NRR_RATE_LOGO_RETENTION)
        return NRR_E_RATE;
    over = table->values + (rate == NRR_RATE_LOGO_RETENTION ? COHORT_UNITS : COHORT_REVENUE) *
                               table->row_count;
    values = rate == NRR_RATE_GRR ? table->values + COHORT_RETAINED * table->row_count : over;
    base = row - (size_t)table->values[COHORT_AGE * table->row_count + row];
    made.numerator = values[row];
    made.denominator = over[base];
    if (made.denominator == 0)
        made.status = made.numerator == 0 ? NRR_RATIO_UNDEFINED : NRR_RATIO_UNBOUNDED;
    *ratio = made;
    return NRR_OK;
}
