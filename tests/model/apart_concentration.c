/* SPDX-License-Identifier: MIT */
/*
 * Figures of concentration beside those that are found by sorting all units, one figure at a time.
 */
#include "model/apart.h"

#include <string.h>

enum { FIGURES = NRR_FIGURE_MEDIAN };

static model_wide least(model_wide a, model_wide b)
{
    return a < b ? a : b;
}

/* What a unit has of what a figure is about. */
static model_wide part_of(const model_row *row, nrr_figure figure)
{
    model_wide opening = row->measure[NRR_MEASURE_OPENING];
    model_wide closing = row->measure[NRR_MEASURE_CLOSING];

    if (opening == 0) {
        return 0;
    }
    switch (figure) {
    case NRR_FIGURE_OPENING_SHARE:
        return opening;
    case NRR_FIGURE_LOSS_SHARE:
        return opening > closing ? opening - closing : 0;
    case NRR_FIGURE_GAIN_SHARE:
        return closing > opening ? closing - opening : 0;
    case NRR_FIGURE_NRR_WITHOUT:
        return closing;
    default: /* NRR_FIGURE_GRR_WITHOUT */
        return least(opening, closing);
    }
}

typedef struct figure_answer {
    model_wide numerator;
    model_wide denominator;
    size_t units;
    uint32_t customer;
    uint32_t line;
} figure_answer;

static figure_answer answer_of(const model_part *parts, size_t count, nrr_figure figure,
                               uint64_t top)
{
    static apart_amounts sorted;
    int is_share = figure < NRR_FIGURE_NRR_WITHOUT;
    figure_answer answer;

    memset(&answer, 0, sizeof answer);
    sorted.count = 0;
    for (size_t u = 0; u < count; u++) {
        model_wide part = part_of(&parts[u].row, figure);
        if (part != 0) {
            apart_add(&sorted, &parts[u], part);
        }
        answer.numerator += is_share ? 0 : part;
        answer.denominator += is_share ? part : parts[u].row.measure[NRR_MEASURE_OPENING];
    }
    for (; answer.units < sorted.count && answer.units < top; answer.units++) {
        const apart_amount *unit = &sorted.amounts[answer.units];
        answer.numerator += is_share ? unit->amount : -unit->amount;
        answer.denominator -= is_share ? 0 : unit->opening;
    }
    return answer;
}

/* Whether an amount is one that the library can answer with. */
static int fits(const model_part *part)
{
    return part->row.measure[NRR_MEASURE_OPENING] <= INT64_MAX &&
           part->row.measure[NRR_MEASURE_CLOSING] <= INT64_MAX;
}

/* Whether one unit stands before another one by Z / O, then by key. Amounts that fit are below 2^63, so
 * that their products fit too; where one does not, the answer is an overflow and no median. */
static int is_lower(const model_part *a, const model_part *b)
{
    int can_multiply = fits(a) && fits(b);
    model_wide left = can_multiply ? a->row.measure[NRR_MEASURE_CLOSING] *
                                         b->row.measure[NRR_MEASURE_OPENING]
                                   : 0;
    model_wide right = can_multiply ? b->row.measure[NRR_MEASURE_CLOSING] *
                                          a->row.measure[NRR_MEASURE_OPENING]
                                    : 0;

    if (left != right) {
        return left < right;
    }
    return a->unit.customer != b->unit.customer
               ? apart_key_order(a->unit.customer, b->unit.customer) < 0
               : apart_key_order(a->unit.line, b->unit.line) < 0;
}

static figure_answer median_of(const model_part *parts, size_t count)
{
    figure_answer answer;
    const model_part *cohort[MODEL_FACTS_MAX];
    const model_part *median;

    memset(&answer, 0, sizeof answer);
    for (size_t u = 0; u < count; u++) {
        size_t place = answer.units;
        if (parts[u].row.measure[NRR_MEASURE_OPENING] == 0) {
            continue;
        }
        for (; place > 0 && is_lower(&parts[u], cohort[place - 1]); place--) {
            cohort[place] = cohort[place - 1];
        }
        cohort[place] = &parts[u];
        answer.units++;
    }
    if (answer.units > 0) {
        median = cohort[(answer.units - 1) / 2];
        answer.numerator = median->row.measure[NRR_MEASURE_CLOSING];
        answer.denominator = median->row.measure[NRR_MEASURE_OPENING];
        answer.customer = median->unit.customer;
        answer.line = median->unit.is_line ? median->unit.line : 0;
    }
    return answer;
}

static void compare_figures(const apart_case *given, const nrr_table *table,
                            const figure_answer *answers)
{
    static const nrr_field fields[] = {NRR_FIELD_FIGURE,   NRR_FIELD_NUMERATOR,
                                       NRR_FIELD_DENOMINATOR, NRR_FIELD_STATUS,
                                       NRR_FIELD_UNITS,    NRR_FIELD_CUSTOMER,
                                       NRR_FIELD_LINE};
    const int64_t *values[7] = {NULL};
    size_t rows = 0;

    expect(given->difference, "status of the count", nrr_table_count(table, &rows), NRR_OK);
    expect(given->difference, "figures", (model_wide)rows, FIGURES);
    for (size_t c = 0; c < 7; c++) {
        expect(given->difference, "status of a column",
               nrr_table_column(table, fields[c], &values[c]), NRR_OK);
    }
    for (size_t row = 0; row < rows && !given->difference->found; row++) {
        const figure_answer *answer = &answers[row];
        const model_wide wanted[] = {
            (model_wide)row + 1,
            answer->numerator,
            answer->denominator,
            answer->denominator == 0 ? NRR_RATIO_UNDEFINED : NRR_RATIO_OK,
            (model_wide)answer->units,
            answer->customer,
            answer->line};
        const model_wide actual[] = {
            values[0][row],
            values[1][row],
            values[2][row],
            values[3][row],
            values[4][row],
            apart_number(given->snapshot, NRR_KEY_CUSTOMER, values[5][row]),
            apart_number(given->snapshot, NRR_KEY_LINE, values[6][row])};
        for (size_t c = 0; c < 7; c++) {
            expect_at(given->difference,
                      (compare_place){"figure", row, NRR_VOCABULARY_FIELD, fields[c]}, actual[c],
                      wanted[c]);
        }
    }
}

static void check_row(const apart_case *given)
{
    static model_part parts[MODEL_FACTS_MAX];
    figure_answer answers[FIGURES];
    apart_row row = apart_choose_row(given);
    nrr_concentration asked = {row.number, random_below(given->source, 5)};
    nrr_table *table = NULL;
    nrr_status status =
        nrr_snapshot_concentration(given->snapshot, given->query, &asked, &table);
    nrr_status wanted =
        model_levels_overflow(given->history, given->asked.unit) ? NRR_E_OVERFLOW : NRR_OK;
    size_t count = apart_parts(given, row, parts);

    for (nrr_figure figure = 1; figure <= FIGURES; figure++) {
        figure_answer *answer = &answers[figure - 1];
        *answer = figure == NRR_FIGURE_MEDIAN ? median_of(parts, count)
                                              : answer_of(parts, count, figure, asked.top);
        if (answer->numerator > INT64_MAX || answer->denominator > INT64_MAX) {
            wanted = NRR_E_OVERFLOW;
        }
    }
    expect(given->difference, "status of a concentration", status, wanted);
    if (status == NRR_OK && wanted == NRR_OK) {
        compare_figures(given, table, answers);
    }
    nrr_table_free(table);
}

void apart_check_figures(const apart_case *given)
{
    for (size_t i = 0; i < 3 && !given->difference->found; i++) {
        check_row(given);
    }
}
