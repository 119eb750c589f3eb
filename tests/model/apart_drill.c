/* SPDX-License-Identifier: MIT */
/*
 * Units behind a figure, each with its part, and the sum of the parts beside the figure.
 */
#include "model/apart.h"

static model_wide magnitude(model_wide value)
{
    return value < 0 ? -value : value;
}

/* By size, the largest first, gains before losses, then by key. */
static int comes_before(const apart_amount *a, const apart_amount *b)
{
    if (magnitude(a->amount) != magnitude(b->amount)) {
        return magnitude(a->amount) > magnitude(b->amount);
    }
    if (a->amount != b->amount) {
        return a->amount > b->amount;
    }
    return a->customer != b->customer ? apart_key_order(a->customer, b->customer) < 0
                                      : apart_key_order(a->line, b->line) < 0;
}

void apart_add(apart_amounts *list, const model_part *part, model_wide amount)
{
    apart_amount added = {part->unit.customer, part->unit.is_line ? part->unit.line : 0, amount,
                          part->row.measure[NRR_MEASURE_OPENING],
                          part->row.measure[NRR_MEASURE_CLOSING]};
    size_t place = list->count++;

    for (; place > 0 && comes_before(&added, &list->amounts[place - 1]); place--) {
        list->amounts[place] = list->amounts[place - 1];
    }
    list->amounts[place] = added;
    if (amount > INT64_MAX || amount < INT64_MIN) {
        list->status = NRR_E_OVERFLOW;
    }
}

static void compare_page(const apart_case *given, const nrr_table *table,
                         const apart_amounts *expected, uint64_t first)
{
    static const nrr_field fields[] = {NRR_FIELD_CUSTOMER, NRR_FIELD_LINE, NRR_FIELD_AMOUNT,
                                       NRR_FIELD_OPENING, NRR_FIELD_CLOSING};
    const int64_t *values[5] = {NULL};
    size_t rows = 0;

    expect(given->difference, "status of the count", nrr_table_count(table, &rows), NRR_OK);
    for (size_t c = 0; c < 5; c++) {
        expect_at(given->difference,
                  (compare_place){"status of a column", 0, NRR_VOCABULARY_FIELD, fields[c]},
                  nrr_table_column(table, fields[c], &values[c]), NRR_OK);
    }
    for (size_t row = 0; row < rows && !given->difference->found; row++) {
        const apart_amount *amount = &expected->amounts[first + row];
        const model_wide wanted[] = {amount->customer, amount->line, amount->amount,
                                     amount->opening, amount->closing};
        const model_wide actual[] = {
            apart_number(given->snapshot, NRR_KEY_CUSTOMER, values[0][row]),
            apart_number(given->snapshot, NRR_KEY_LINE, values[1][row]), values[2][row],
            values[3][row], values[4][row]};
        for (size_t c = 0; c < 5; c++) {
            expect_at(given->difference,
                      (compare_place){"unit behind a figure", (size_t)first + row,
                                      NRR_VOCABULARY_FIELD, fields[c]},
                      actual[c], wanted[c]);
        }
    }
}

nrr_page apart_choose_page(const apart_case *given)
{
    nrr_page page = {0, UINT64_MAX};

    if (random_chance(given->source, 60)) {
        page.first = random_below(given->source, 4);
        page.count = random_below(given->source, 5);
    }
    if (random_chance(given->source, 5)) {
        page.first = UINT64_MAX - random_below(given->source, 2);
    }
    return page;
}

uint64_t apart_rows_on(nrr_page page, uint64_t total)
{
    uint64_t left = page.first < total ? total - page.first : 0;

    return left < page.count ? left : page.count;
}

void apart_compare_amounts(const apart_case *given, nrr_status status, const nrr_table *table,
                           nrr_page page, const apart_amounts *expected)
{
    uint64_t total = 0;
    size_t rows = 0;

    expect(given->difference, "status of units", status, expected->status);
    if (status != NRR_OK || given->difference->found) {
        return;
    }
    expect(given->difference, "status of the total", nrr_table_total(table, &total), NRR_OK);
    expect(given->difference, "units behind a figure", total, (model_wide)expected->count);
    (void)nrr_table_count(table, &rows);
    expect(given->difference, "units on a page", (model_wide)rows, apart_rows_on(page, total));
    if (!given->difference->found) {
        compare_page(given, table, expected, page.first);
    }
}

/* Some cell of the first kind or the second. */
static nrr_cell choose_cell(const apart_case *given, apart_row row)
{
    static const nrr_reason reasons[] = {NRR_REASON_PRICE,    NRR_REASON_UNSPECIFIED,
                                         NRR_REASON_HOST,     NRR_REASON_HOST_LAST,
                                         NRR_REASON_HOST_SUM, NRR_REASON_NON_RENEWAL};
    nrr_cell cell = {0};

    cell.row = row.number;
    if (random_chance(given->source, 40)) {
        cell.rate = (nrr_rate)random_between(given->source, NRR_RATE_NRR, NRR_RATE_ARPA);
        cell.flags = random_chance(given->source, 20) ? NRR_CELL_DENOMINATOR : 0;
    } else {
        cell.measure =
            (nrr_measure)random_between(given->source, NRR_MEASURE_OPENING, NRR_MEASURE_REASON_LOSS);
    }
    if (cell.measure >= NRR_MEASURE_REASON_GAIN) {
        cell.reason = reasons[random_below(given->source, sizeof reasons / sizeof reasons[0])];
    }
    cell.flags |= random_chance(given->source, 25) ? NRR_CELL_ALL : 0;
    return cell;
}

/* The figure in a row. */
static model_wide figure_of(const apart_case *given, const nrr_cell *cell, const model_row *row)
{
    model_rate rate;

    if (cell->rate != 0) {
        model_rate_of(row, cell->rate, &rate);
        return (cell->flags & NRR_CELL_DENOMINATOR) != 0 ? rate.denominator : rate.numerator;
    }
    if (cell->measure < NRR_MEASURE_REASON_GAIN) {
        return row->measure[cell->measure];
    }
    return (cell->measure == NRR_MEASURE_REASON_GAIN
                ? row->gain
                : row->loss)[model_reason_column(&given->asked, cell->reason)];
}

/* A cap on totals is none on a unit: it has its part of what the numerator came to. */
static model_wide part_of(const apart_case *given, const nrr_cell *cell, const model_row *row,
                          const model_row *total)
{
    if (cell->rate == NRR_RATE_GRR_AGGREGATE && (cell->flags & NRR_CELL_DENOMINATOR) == 0) {
        return total->measure[NRR_MEASURE_COHORT_CLOSING] <= total->measure[NRR_MEASURE_OPENING]
                   ? row->measure[NRR_MEASURE_COHORT_CLOSING]
                   : row->measure[NRR_MEASURE_OPENING];
    }
    return figure_of(given, cell, row);
}

/* What the library reports where it can. */
static void compare_sum(const apart_case *given, const nrr_cell *cell, model_wide sum)
{
    nrr_report *report = NULL;
    nrr_query *query = given->query;
    int64_t value = 0;

    if (cell->rate != 0 || cell->measure >= NRR_MEASURE_REASON_GAIN ||
        nrr_snapshot_report(given->snapshot, query, &report) != NRR_OK) {
        return;
    }
    expect(given->difference, "status of a figure",
           nrr_report_measure(report, (size_t)cell->row, cell->measure, &value), NRR_OK);
    expect_at(given->difference,
              (compare_place){"sum of the units", 0, NRR_VOCABULARY_MEASURE, cell->measure}, sum,
              value);
    nrr_report_free(report);
}

static void check_cell(const apart_case *given)
{
    static model_part parts[MODEL_FACTS_MAX];
    static apart_amounts expected;
    apart_row row = apart_choose_row(given);
    model_row total;
    nrr_cell cell = choose_cell(given, row);
    nrr_page page = apart_choose_page(given);
    nrr_table *table = NULL;
    nrr_status status = nrr_snapshot_units(given->snapshot, given->query, &cell, &page, &table);
    apart_case asked = *given;
    model_wide sum = 0;
    size_t count;

    asked.asked.code_count = 2;
    asked.asked.codes[0] = NRR_REASON_HOST;
    asked.asked.codes[1] = NRR_REASON_HOST_LAST;
    apart_compute_row(&asked, row, &total);
    count = apart_parts(&asked, row, parts);
    expected.count = 0;
    expected.status =
        model_levels_overflow(given->history, given->asked.unit) ? NRR_E_OVERFLOW : NRR_OK;
    for (size_t u = 0; u < count; u++) {
        model_wide part = part_of(&asked, &cell, &parts[u].row, &total);
        int is_there = (parts[u].row.flags & NRR_ROW_EMPTY) == 0;
        sum += part;
        if (part != 0 || (is_there && (cell.flags & NRR_CELL_ALL) != 0)) {
            apart_add(&expected, &parts[u], part);
        }
    }
    if (sum > INT64_MAX || sum < INT64_MIN) {
        expected.status = NRR_E_OVERFLOW;
    }
    apart_compare_amounts(given, status, table, page, &expected);
    if (status == NRR_OK) {
        compare_sum(given, &cell, sum);
    }
    nrr_table_free(table);
}

void apart_check_cells(const apart_case *given)
{
    for (size_t i = 0; i < 6 && !given->difference->found; i++) {
        check_cell(given);
    }
}
