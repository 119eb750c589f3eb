/* SPDX-License-Identifier: MIT */
/* Concentration: the largest units by what they have of the opening, of losses, of gains and of two
 * numerators, each in a heap of its own (top.h), and the unit in the middle; in one pass. */
#include "nrr/concentration.h"

#include "memory.h"
#include "part.h"
#include "sort.h"
#include "top.h"

#include <string.h>

/* What units are the largest by. */
enum {
    CONCENTRATION_OPENING,
    CONCENTRATION_LOSS,
    CONCENTRATION_GAIN,
    CONCENTRATION_CLOSING,  /* the numerator of NRR */
    CONCENTRATION_RETAINED, /* that of GRR */
    CONCENTRATION_LISTS
};

/* The figures, and as many rows of the table. */
enum {
    CONCENTRATION_FIGURES = NRR_FIGURE_MEDIAN
};

typedef struct concentration_work {
    const nrr_snapshot *snapshot;
    nrr__top lists[CONCENTRATION_LISTS];
    nrr__wide sums[CONCENTRATION_LISTS]; /* over all units of the cohort */
    nrr__top cohort;                     /* all of them */
} concentration_work;

/* One row. */
typedef struct concentration_figure {
    nrr__wide numerator, denominator;
    uint64_t units;
    uint32_t customer, line;
} concentration_figure;

static nrr_status concentration_add(concentration_work *work, const nrr__unit_period *view)
{
    int64_t opening = view->opening, closing = view->closing;
    int64_t retained = opening < closing ? opening : closing;
    int64_t amounts[CONCENTRATION_LISTS];
    nrr__top_unit unit = {0, opening, closing, view->unit->customer, view->unit->line};
    nrr_status status;
    size_t i;

    if (opening == 0)
        return NRR_OK;
    amounts[CONCENTRATION_OPENING] = opening;
    amounts[CONCENTRATION_LOSS] = opening - retained;
    amounts[CONCENTRATION_GAIN] = closing - retained;
    amounts[CONCENTRATION_CLOSING] = closing;
    amounts[CONCENTRATION_RETAINED] = retained;
    status = nrr__top_offer(&work->cohort, &unit);
    for (i = 0; i < CONCENTRATION_LISTS && status == NRR_OK; i++) {
        if (amounts[i] == 0)
            continue;
        unit.amount = amounts[i];
        work->sums[i] = nrr__wide_add(work->sums[i], nrr__wide_of(amounts[i]));
        status = nrr__top_offer(&work->lists[i], &unit);
    }
    return status;
}

/* All figures are made of both levels of a unit: no cell is asked for. */
static nrr_status concentration_walk(concentration_work *work, const nrr__part_question *question)
{
    nrr__part_walk walk;
    nrr_status status = nrr__part_walk_begin(&walk, question);
    int is_there = status == NRR_OK;

    while (is_there) {
        status = nrr__part_walk_next(&walk, &is_there);
        if (status == NRR_OK && is_there)
            status = concentration_add(work, &walk.view);
        is_there = is_there && status == NRR_OK;
    }
    nrr__part_walk_end(&walk);
    return status;
}

/* By Z / O, the lowest first, ties by key. Openings are above 0, so the products compare as the
 * ratios do. */
static int concentration_compare(const void *a, const void *b, const void *context)
{
    const nrr__top_unit *left = a, *right = b;
    const nrr_snapshot *snapshot = context;
    int order = nrr__wide_compare(nrr__wide_multiply(left->closing, right->opening),
                                  nrr__wide_multiply(right->closing, left->opening));

    return order != 0 ? order : nrr__top_compare(left, right, snapshot);
}

static nrr_status concentration_median(const concentration_work *work, concentration_figure *figure)
{
    const nrr_allocator *memory = &work->snapshot->memory;
    const nrr__top *cohort = &work->cohort;
    nrr__sortable units = {cohort->units, NULL, cohort->count, sizeof *cohort->units,
                           work->snapshot};
    const nrr__top_unit *median;

    memset(figure, 0, sizeof *figure);
    figure->units = cohort->count;
    if (cohort->count == 0)
        return NRR_OK;
    units.scratch = nrr__memory_array(memory, cohort->count, sizeof *cohort->units);
    if (units.scratch == NULL)
        return NRR_E_MEMORY;
    nrr__sort(&units, concentration_compare);
    nrr__memory_release(memory, units.scratch, cohort->count, sizeof *cohort->units);
    median = &cohort->units[(cohort->count - 1) / 2];
    figure->numerator = nrr__wide_of(median->closing);
    figure->denominator = nrr__wide_of(median->opening);
    figure->customer = median->customer;
    figure->line = median->line;
    return NRR_OK;
}

/* What the largest of a list have of it. */
static concentration_figure concentration_share(const concentration_work *work, size_t list)
{
    concentration_figure figure;
    size_t i;

    memset(&figure, 0, sizeof figure);
    figure.denominator = work->sums[list];
    figure.units = work->lists[list].count;
    for (i = 0; i < work->lists[list].count; i++)
        figure.numerator =
            nrr__wide_add(figure.numerator, nrr__wide_of(work->lists[list].units[i].amount));
    return figure;
}

/* A numerator over the opening, without the largest of a list in both. */
static concentration_figure concentration_without(const concentration_work *work, size_t list)
{
    concentration_figure figure;
    size_t i;

    memset(&figure, 0, sizeof figure);
    figure.numerator = work->sums[list];
    figure.denominator = work->sums[CONCENTRATION_OPENING];
    figure.units = work->lists[list].count;
    for (i = 0; i < work->lists[list].count; i++) {
        const nrr__top_unit *unit = &work->lists[list].units[i];
        figure.numerator = nrr__wide_subtract(figure.numerator, nrr__wide_of(unit->amount));
        figure.denominator = nrr__wide_subtract(figure.denominator, nrr__wide_of(unit->opening));
    }
    return figure;
}

/* The columns of the table, in order. */
enum {
    CONCENTRATION_FIGURE,
    CONCENTRATION_NUMERATOR,
    CONCENTRATION_DENOMINATOR,
    CONCENTRATION_STATUS,
    CONCENTRATION_UNITS,
    CONCENTRATION_CUSTOMER,
    CONCENTRATION_LINE,
    CONCENTRATION_COLUMNS
};

/* Fills a row in; answers whether it fits. */
static int concentration_put(nrr_table *table, size_t row, const concentration_figure *figure)
{
    int64_t *numerator = &nrr__table_values(table, CONCENTRATION_NUMERATOR)[row];
    int64_t *denominator = &nrr__table_values(table, CONCENTRATION_DENOMINATOR)[row];
    nrr_ratio_status status = NRR_RATIO_OK;

    if (!nrr__wide_to_int64(figure->numerator, numerator) ||
        !nrr__wide_to_int64(figure->denominator, denominator))
        return 0;
    /* Who has an opening of 0 is nowhere here, so no numerator is left over nothing. */
    if (*denominator == 0)
        status = NRR_RATIO_UNDEFINED;
    nrr__table_values(table, CONCENTRATION_FIGURE)[row] = (int64_t)row + 1;
    nrr__table_values(table, CONCENTRATION_STATUS)[row] = status;
    nrr__table_values(table, CONCENTRATION_UNITS)[row] = (int64_t)figure->units;
    nrr__table_values(table, CONCENTRATION_CUSTOMER)[row] = figure->customer;
    nrr__table_values(table, CONCENTRATION_LINE)[row] = figure->line;
    return 1;
}

static nrr_status concentration_table(const concentration_work *work, nrr_table **table)
{
    static const nrr_field fields[CONCENTRATION_COLUMNS] = {
        NRR_FIELD_FIGURE, NRR_FIELD_NUMERATOR, NRR_FIELD_DENOMINATOR, NRR_FIELD_STATUS,
        NRR_FIELD_UNITS,  NRR_FIELD_CUSTOMER,  NRR_FIELD_LINE};
    concentration_figure figures[CONCENTRATION_FIGURES];
    nrr_status status = concentration_median(work, &figures[NRR_FIGURE_MEDIAN - 1]);
    nrr_table *made;
    size_t row;

    if (status != NRR_OK)
        return status;
    figures[NRR_FIGURE_OPENING_SHARE - 1] = concentration_share(work, CONCENTRATION_OPENING);
    figures[NRR_FIGURE_LOSS_SHARE - 1] = concentration_share(work, CONCENTRATION_LOSS);
    figures[NRR_FIGURE_GAIN_SHARE - 1] = concentration_share(work, CONCENTRATION_GAIN);
    figures[NRR_FIGURE_NRR_WITHOUT - 1] = concentration_without(work, CONCENTRATION_CLOSING);
    figures[NRR_FIGURE_GRR_WITHOUT - 1] = concentration_without(work, CONCENTRATION_RETAINED);
    made = nrr__table_new(&work->snapshot->memory, fields, CONCENTRATION_COLUMNS,
                          CONCENTRATION_FIGURES);
    if (made == NULL)
        return NRR_E_MEMORY;
    made->total = CONCENTRATION_FIGURES;
    for (row = 0; row < CONCENTRATION_FIGURES; row++)
        if (!concentration_put(made, row, &figures[row])) {
            nrr_table_free(made);
            return NRR_E_OVERFLOW;
        }
    *table = made;
    return NRR_OK;
}

nrr_status nrr_snapshot_concentration(const nrr_snapshot *snapshot, const nrr_query *query,
                                      const nrr_concentration *asked, nrr_table **table)
{
    static const nrr_page all = {0, UINT64_MAX};
    concentration_work work;
    nrr__part_question question;
    nrr_page largest = {0, 0};
    nrr_status status;
    size_t i;

    if (snapshot == NULL || query == NULL || asked == NULL || table == NULL)
        return NRR_E_NULL;
    work.snapshot = snapshot;
    largest.count = asked->top;
    nrr__top_begin(&work.cohort, snapshot, &all);
    for (i = 0; i < CONCENTRATION_LISTS; i++) {
        work.sums[i] = nrr__wide_of(0);
        nrr__top_begin(&work.lists[i], snapshot, &largest);
    }
    question.cell_count = 0;
    status = nrr__row_begin(&question.row, snapshot, query, asked->row);
    if (status == NRR_OK)
        status = concentration_walk(&work, &question);
    if (status == NRR_OK)
        status = concentration_table(&work, table);
    nrr__top_end(&work.cohort);
    for (i = 0; i < CONCENTRATION_LISTS; i++)
        nrr__top_end(&work.lists[i]);
    nrr__row_end(&question.row);
    return status;
}
