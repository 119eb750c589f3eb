/* SPDX-License-Identifier: MIT */
/* Cohort: the triangle of METRICS.md section 7, one for each group and one for all units, in one pass
 * over the units.
 *
 * What a unit has at the edges changes at its movements alone, so each movement adds what changed to
 * the cell from which on it holds, and prefix sums along the ages make sums of these differences at
 * the end. No cell is visited for a unit but those where it moved. */
#include "nrr/cohort.h"
#include "nrr/report.h"

#include "edges.h"
#include "memory.h"
#include "table_state.h"
#include "unit_group.h"

#include <string.h>

/* What a cell holds. */
typedef struct cohort_cell {
    nrr__wide units, revenue, retained;
} cohort_cell;

/* Triangle after triangle, in each cohort after cohort, and in each age after age: first the
 * differences, then the sums. */
typedef struct cohort_work {
    const int64_t *edges;
    size_t edge_count; /* one more than there are cohorts */
    nrr__edges index;  /* which edge is the first above a time; edge_count if there is none */
    nrr__unit_groups groups;
    size_t triangles; /* one by group, and that of all units; or that alone */
    cohort_cell *cells;
    size_t cell_count; /* of a triangle */
} cohort_work;

/* The columns of the table, in order. */
enum {
    COHORT_KIND,
    COHORT_VALUE,
    COHORT_SECOND_VALUE,
    COHORT_COHORT,
    COHORT_TIME,
    COHORT_AGE,
    COHORT_UNITS,
    COHORT_REVENUE,
    COHORT_RETAINED,
    COHORT_COLUMNS
};

static const nrr_field cohort_fields[COHORT_COLUMNS] = {
    NRR_FIELD_GROUP_KIND, NRR_FIELD_VALUE,   NRR_FIELD_SECOND_VALUE,
    NRR_FIELD_COHORT,     NRR_FIELD_TIME,    NRR_FIELD_AGE,
    NRR_FIELD_UNITS,      NRR_FIELD_REVENUE, NRR_FIELD_RETAINED,
};

/* How many cells the cohorts before this one have: of n cohorts, they have n, n - 1, ... ages. */
static size_t cohort_cells_before(const cohort_work *work, size_t cohort)
{
    size_t cohorts = work->edge_count - 1;

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

/* Adds a member of a cohort, which ends with an edge, to its group's cells. */
static void cohort_add_member(const cohort_work *work, size_t end_edge, cohort_cell *cells,
                              const nrr__unit_movements *unit)
{
    int64_t base = 0, before, level;
    uint32_t movement = 0;
    size_t edge;

    cells += cohort_cells_before(work, end_edge - 1);
    for (; movement < unit->count && unit->times[movement] < work->edges[end_edge]; movement++)
        base = nrr__level_after(unit, movement);
    cohort_change(cells, base, 0, base);
    before = base;
    for (; movement < unit->count; movement++) {
        edge = nrr__edges_index(&work->index, unit->times[movement]);
        if (edge == work->edge_count)
            return;
        level = nrr__level_after(unit, movement);
        cohort_change(&cells[edge - end_edge], base, before, level);
        before = level;
    }
}

/* Adds a unit, if it is a member of a cohort. Expiry does not bear on a first movement. */
static void cohort_add_unit(const cohort_work *work, const nrr__unit *unit)
{
    int64_t came = unit->movements.times[0];
    size_t end_edge = nrr__edges_index(&work->index, came);
    size_t group;

    if (unit->movements.classes[0] != NRR__CLASS_NEW || end_edge == 0 ||
        end_edge == work->edge_count)
        return;
    group = nrr__unit_group_at(&work->groups, unit, came);
    cohort_add_member(work, end_edge, work->cells + group * work->cell_count, &unit->movements);
}

static nrr_status cohort_add_units(const cohort_work *work, const nrr_snapshot *snapshot)
{
    nrr__unit_walk walk;
    nrr__unit unit;
    nrr_status status = nrr__unit_walk_begin(&walk, snapshot, work->groups.kind, NULL, 0);

    if (status == NRR_OK)
        status = nrr__unit_walk_block(&walk);
    while (status == NRR_OK && walk.has_block) {
        while (nrr__unit_walk_next(&walk, &unit))
            cohort_add_unit(work, &unit);
        status = nrr__unit_walk_block(&walk);
    }
    nrr__unit_walk_end(&walk);
    return status;
}

static void cohort_cell_add(cohort_cell *cell, const cohort_cell *more)
{
    cell->units = nrr__wide_add(cell->units, more->units);
    cell->revenue = nrr__wide_add(cell->revenue, more->revenue);
    cell->retained = nrr__wide_add(cell->retained, more->retained);
}

/* Adds the groups up to the last triangle, that of all units, unless it is the only one. */
static void cohort_total(const cohort_work *work)
{
    size_t groups = work->triangles - 1, place;
    cohort_cell *total = work->cells + groups * work->cell_count;

    for (place = 0; place < groups * work->cell_count; place++)
        cohort_cell_add(&total[place % work->cell_count], &work->cells[place]);
}

/* Turns differences into sums. */
static void cohort_finish(const cohort_work *work)
{
    cohort_cell *cell = work->cells;
    size_t triangle, ages, age;

    for (triangle = 0; triangle < work->triangles; triangle++)
        for (ages = work->edge_count - 1; ages != 0; ages--, cell++)
            for (age = 1; age < ages; age++, cell++)
                cohort_cell_add(&cell[1], cell);
}

/* Writes which group the rows of a triangle are of. */
static void cohort_fill_group(const cohort_work *work, size_t triangle, nrr_table *table)
{
    size_t first = triangle * work->cell_count, row;
    uint32_t values[NRR_DIMENSIONS_MAX] = {0, 0};
    nrr_group_kind kind = NRR_GROUP_TOTAL;

    if (triangle + 1 != work->triangles) {
        nrr__group_map_values(&work->groups.map, (uint32_t)triangle, values);
        kind = (values[0] | values[1]) != 0 ? NRR_GROUP_VALUE : NRR_GROUP_UNASSIGNED;
    }
    for (row = first; row < first + work->cell_count; row++) {
        nrr__table_values(table, COHORT_KIND)[row] = kind;
        nrr__table_values(table, COHORT_VALUE)[row] = values[0];
        nrr__table_values(table, COHORT_SECOND_VALUE)[row] = values[1];
    }
}

/* Writes a cell. What is retained is at most the revenue, and there are less than 2^63 units. */
static nrr_status cohort_fill_cell(const cohort_cell *cell, size_t row, nrr_table *table)
{
    (void)nrr__wide_to_int64(cell->units, &nrr__table_values(table, COHORT_UNITS)[row]);
    (void)nrr__wide_to_int64(cell->retained, &nrr__table_values(table, COHORT_RETAINED)[row]);
    return nrr__wide_to_int64(cell->revenue, &nrr__table_values(table, COHORT_REVENUE)[row])
               ? NRR_OK
               : NRR_E_OVERFLOW;
}

static nrr_status cohort_fill(const cohort_work *work, size_t triangle, nrr_table *table)
{
    size_t cohorts = work->edge_count - 1, cohort, age, row = triangle * work->cell_count;
    nrr_status status = NRR_OK;

    cohort_fill_group(work, triangle, table);
    for (cohort = 0; cohort < cohorts; cohort++)
        for (age = 0; age < cohorts - cohort && status == NRR_OK; age++, row++) {
            nrr__table_values(table, COHORT_COHORT)[row] = (int64_t)cohort;
            nrr__table_values(table, COHORT_TIME)[row] = work->edges[cohort];
            nrr__table_values(table, COHORT_AGE)[row] = (int64_t)age;
            status = cohort_fill_cell(&work->cells[row], row, table);
        }
    return status;
}

static nrr_status cohort_table(const cohort_work *work, const nrr_allocator *memory,
                               nrr_table **table)
{
    size_t rows = work->triangles * work->cell_count, triangle;
    nrr_table *made = nrr__table_new(memory, cohort_fields, COHORT_COLUMNS, rows);
    nrr_status status = NRR_OK;

    if (made == NULL)
        return NRR_E_MEMORY;
    made->total = rows;
    cohort_total(work);
    cohort_finish(work);
    for (triangle = 0; triangle < work->triangles && status == NRR_OK; triangle++)
        status = cohort_fill(work, triangle, made);
    if (status == NRR_OK)
        *table = made;
    else
        nrr_table_free(made);
    return status;
}

/* Makes the index of the edges, and room for the triangles, whose number is known before it is tried. NRR_OK,
 * NRR_E_TOO_MANY, NRR_E_MEMORY. */
static nrr_status cohort_make_room(cohort_work *work, const nrr_allocator *memory)
{
    uint64_t triangles = nrr__unit_groups_rows(&work->groups);
    size_t cells = cohort_cells_before(work, work->edge_count - 1);

    if (triangles > NRR_ROWS_MAX / cells)
        return NRR_E_TOO_MANY;
    work->triangles = (size_t)triangles;
    work->cell_count = cells;
    work->cells = nrr__memory_zeroed(memory, work->triangles * cells, sizeof *work->cells);
    if (work->cells == NULL)
        return NRR_E_MEMORY;
    return nrr__edges_make(&work->index, memory, work->edges, work->edges + 1,
                           (uint32_t)work->edge_count - 1);
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
    cohort_work work;
    nrr_status status;

    if (snapshot == NULL || query == NULL || edges == NULL || table == NULL)
        return NRR_E_NULL;
    status = cohort_check_edges(edges, count);
    if (status == NRR_OK)
        status = nrr__unit_check_query(query);
    if (status != NRR_OK)
        return status;
    memset(&work, 0, sizeof work);
    work.edges = edges;
    work.edge_count = count;
    status = nrr__unit_groups_begin(&work.groups, snapshot, query);
    if (status == NRR_OK)
        status = cohort_make_room(&work, &snapshot->memory);
    if (status == NRR_OK)
        status = cohort_add_units(&work, snapshot);
    if (status == NRR_OK)
        status = cohort_table(&work, &snapshot->memory, table);
    nrr__memory_release(&snapshot->memory, work.cells, work.triangles * work.cell_count,
                        sizeof *work.cells);
    nrr__edges_end(&work.index, &snapshot->memory);
    nrr__unit_groups_end(&work.groups);
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
