/* SPDX-License-Identifier: MIT */
/*
 * Rates of a report, their rounding and their averages.
 */
#include "model/compare.h"

#include <string.h>

#include "nrr/nrr.h"

/* All rates of one kind, as the model has them. */
typedef struct rate_column {
    nrr_rate rate;
    int is_asked;
    int overflows; /* in some row */
    size_t count;
    size_t row_groups;
    model_rate rates[MODEL_ROWS_MAX];
} rate_column;

static nrr_status expected_status(const rate_column *column, int overflows)
{
    if (!column->is_asked) {
        return NRR_E_NOT_ASKED;
    }
    return overflows ? NRR_E_OVERFLOW : NRR_OK;
}

static void make_column(const model_query *query, const model_report *model, nrr_rate rate,
                        rate_column *column)
{
    column->rate = rate;
    column->overflows = 0;
    column->count = model->count;
    column->row_groups = model->row_groups;
    for (size_t row = 0; row < model->count; row++) {
        model_rate_of(&model->rows[row], rate, &column->rates[row]);
        column->overflows = column->overflows || column->rates[row].overflow;
    }
    column->is_asked = (column->rates[0].made_of & ~query->asked) == 0;
}

static void compare_ratio(const rate_column *column, size_t row, const nrr_ratio *ratio,
                          compare_difference *difference)
{
    const model_rate *rate = &column->rates[row];

    expect_at(difference,
              (compare_place){"numerator of a rate", row, NRR_VOCABULARY_RATE, column->rate},
              ratio->numerator, rate->numerator);
    expect_at(difference,
              (compare_place){"denominator of a rate", row, NRR_VOCABULARY_RATE, column->rate},
              ratio->denominator, rate->denominator);
    expect_at(difference,
              (compare_place){"status of a rate", row, NRR_VOCABULARY_RATE, column->rate},
              ratio->status, rate->status);
    expect_at(difference,
              (compare_place){"reserved member of a rate", row, NRR_VOCABULARY_RATE, column->rate},
              ratio->reserved, 0);
}

static void compare_column(const rate_column *column, const nrr_report *report,
                           compare_difference *difference)
{
    nrr_ratio ratios[MODEL_ROWS_MAX];
    nrr_status status = nrr_report_rates(report, column->rate, ratios, MODEL_ROWS_MAX);

    expect_at(difference,
              (compare_place){"answer to a column of rates", 0, NRR_VOCABULARY_RATE, column->rate},
              status, expected_status(column, column->overflows));
    for (size_t row = 0; row < column->count && !difference->found; row++) {
        nrr_ratio ratio = {0, 0, 0, 0};
        nrr_status own = nrr_report_rate(report, row, column->rate, &ratio);
        expect_at(difference,
                  (compare_place){"answer to a rate", row, NRR_VOCABULARY_RATE, column->rate}, own,
                  expected_status(column, column->rates[row].overflow));
        if (own == NRR_OK) {
            compare_ratio(column, row, &ratio, difference);
        }
        if (status == NRR_OK) {
            compare_ratio(column, row, &ratios[row], difference);
        }
    }
}

static nrr_precision choose_precision(random_source *source)
{
    nrr_precision precision;

    precision.digits = (int32_t)random_below(source, random_chance(source, 80) ? 5 : 19);
    precision.rounding = (nrr_rounding)random_between(source, NRR_ROUND_HALF_EVEN, NRR_ROUND_FLOOR);
    return precision;
}

/* What a call said that rounds. */
typedef struct compare_answer {
    nrr_status status;
    nrr_decimal decimal;
} compare_answer;

static void compare_answers(compare_place where, const compare_answer *actual,
                            const compare_answer *expected, compare_difference *difference)
{
    expect_at(difference, where, actual->status, expected->status);
    if (actual->status != NRR_OK || difference->found) {
        return;
    }
    expect_at(difference, where, actual->decimal.scaled, expected->decimal.scaled);
    expect_at(difference, where, actual->decimal.digits, expected->decimal.digits);
    expect_at(difference, where, actual->decimal.status, expected->decimal.status);
}

static nrr_ratio ratio_of(const model_rate *rate)
{
    nrr_ratio ratio = {(int64_t)rate->numerator, (int64_t)rate->denominator, rate->status, 0};

    return ratio;
}

/* An undefined rate is 0, an unbounded one the sign of its numerator, any other is rounded. */
static compare_answer rounded(const model_rate *rate, const nrr_precision *precision)
{
    compare_answer expected = {NRR_OK, {0, precision->digits, rate->status}};

    expected.decimal.scaled = (rate->numerator > 0) - (rate->numerator < 0);
    if (rate->status == NRR_RATIO_OK &&
        !model_round((int64_t)rate->numerator, (int64_t)rate->denominator, precision,
                     &expected.decimal.scaled)) {
        expected.status = NRR_E_OVERFLOW;
    }
    return expected;
}

static void compare_rounding(const rate_column *column, size_t row, random_source *source,
                             compare_difference *difference)
{
    nrr_ratio ratio = ratio_of(&column->rates[row]);
    nrr_precision precision = choose_precision(source);
    compare_place where = {"rounded rate", row, NRR_VOCABULARY_RATE, column->rate};

    for (nrr_rounding mode = NRR_ROUND_HALF_EVEN; mode <= NRR_ROUND_FLOOR; mode++) {
        compare_answer actual = {NRR_OK, {0, 0, 0}};
        compare_answer expected;
        precision.rounding = mode;
        expected = rounded(&column->rates[row], &precision);
        actual.status = nrr_ratio_round(&ratio, &precision, &actual.decimal);
        compare_answers(where, &actual, &expected, difference);
    }
}

static void compare_annualised(const rate_column *column, size_t row, random_source *source,
                               compare_difference *difference)
{
    nrr_ratio ratio = ratio_of(&column->rates[row]);
    nrr_precision precision = choose_precision(source);
    int32_t periods = (int32_t)random_between(source, 1, random_chance(source, 90) ? 12 : 366);
    compare_place where = {"annualised rate", row, NRR_VOCABULARY_RATE, column->rate};
    compare_answer actual = {NRR_OK, {0, 0, 0}};
    compare_answer expected = {NRR_OK, {0, precision.digits, NRR_RATIO_UNDEFINED}};

    if (ratio.status == NRR_RATIO_OK) {
        expected.status = model_annualise(ratio.numerator, ratio.denominator, periods, &precision,
                                          &expected.decimal);
    }
    actual.status = nrr_ratio_annualise(&ratio, periods, &precision, &actual.decimal);
    compare_answers(where, &actual, &expected, difference);
}

/* The average of the totals, as the model has it. */
static nrr_status average_totals(const rate_column *column, nrr_average average,
                                 const nrr_precision *precision, nrr_decimal *decimal)
{
    model_rate totals[MODEL_PERIODS_MAX];
    size_t count = 0;
    int overflows = 0;

    for (size_t row = column->row_groups - 1; row < column->count; row += column->row_groups) {
        totals[count++] = column->rates[row];
        overflows = overflows || column->rates[row].overflow;
    }
    return overflows ? NRR_E_OVERFLOW : model_average(totals, count, average, precision, decimal);
}

static void compare_averages(const rate_column *column, const nrr_report *report,
                             random_source *source, compare_difference *difference)
{
    static const char *const names[] = {"?", "chain", "mean", "weighted average"};
    int64_t average = random_between(source, NRR_AVERAGE_CHAIN, NRR_AVERAGE_WEIGHTED);
    nrr_precision precision = choose_precision(source);
    compare_place where = {names[average], 0, NRR_VOCABULARY_RATE, column->rate};
    compare_answer actual = {NRR_OK, {0, 0, 0}};
    compare_answer expected = {expected_status(column, 0), {0, 0, 0}};

    if (expected.status == NRR_OK) {
        expected.status =
            average_totals(column, (nrr_average)average, &precision, &expected.decimal);
    }
    actual.status =
        nrr_report_average(report, column->rate, (nrr_average)average, &precision, &actual.decimal);
    compare_answers(where, &actual, &expected, difference);
}

void compare_rates(const model_query *query, const model_report *model, const nrr_report *report,
                   random_source *source, compare_difference *difference)
{
    rate_column column;

    for (nrr_rate rate = NRR_RATE_NRR; rate <= NRR_RATE_ARPA && !difference->found; rate++) {
        size_t row = (size_t)random_below(source, model->count);
        make_column(query, model, rate, &column);
        compare_column(&column, report, difference);
        if (!column.rates[row].overflow && random_chance(source, 15)) {
            compare_rounding(&column, row, source, difference);
        }
        if (model_has_averages() && random_chance(source, 10)) {
            compare_averages(&column, report, source, difference);
        }
        if (model_has_averages() && !column.rates[row].overflow && random_chance(source, 5)) {
            compare_annualised(&column, row, source, difference);
        }
    }
}
