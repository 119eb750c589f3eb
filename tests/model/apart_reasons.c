/* SPDX-License-Identifier: MIT */
/*
 * What each reason contributed to NRR, beside the model's columns by reason; and the same rounded so
 * that it adds up, beside a method of the largest remainder that sorts.
 */
#include "model/apart.h"

enum { CONTRIBUTIONS_MAX = MODEL_REASON_COLUMNS };

static nrr_reason reason_of(const model_query *query, size_t line)
{
    if (line < MODEL_REASONS) {
        return (nrr_reason)line;
    }
    return line < MODEL_REASONS + query->code_count ? query->codes[line - MODEL_REASONS]
                                                    : NRR_REASON_HOST_SUM;
}

/* Gains less losses; of the host codes, of those that have no line of their own. */
static model_wide amount_of(const model_query *query, const model_wide *column, nrr_reason reason)
{
    model_wide amount = column[model_reason_column(query, reason)];

    for (size_t i = 0; reason == NRR_REASON_HOST_SUM && i < query->code_count; i++) {
        amount -= column[model_reason_column(query, query->codes[i])];
    }
    return amount;
}

/* --- rounding ---------------------------------------------------------------------------------- */

static model_wide floor_of(model_wide numerator, model_wide denominator)
{
    return numerator / denominator - (numerator % denominator < 0);
}

/* Gives 0 if a part, the next one above it or the whole does not fit. */
static int round_parts(const int64_t *parts, size_t count, int64_t denominator,
                       const nrr_precision *precision, int64_t *rounded)
{
    model_wide remainders[CONTRIBUTIONS_MAX];
    model_wide power = 1;
    model_wide sum = 0;
    model_wide floors = 0;
    int64_t whole;

    for (int32_t i = 0; i < precision->digits; i++) {
        power *= 10;
    }
    for (size_t i = 0; i < count; i++) {
        model_wide floor = floor_of(parts[i] * power, denominator);
        remainders[i] = parts[i] * power - floor * denominator;
        if (floor < INT64_MIN || floor + (remainders[i] > 0) > INT64_MAX) {
            return 0;
        }
        rounded[i] = (int64_t)floor;
        floors += floor;
        sum += parts[i];
    }
    if (sum > INT64_MAX || sum < INT64_MIN ||
        !model_round((int64_t)sum, denominator, precision, &whole)) {
        return 0;
    }
    for (; floors < whole; floors++) {
        size_t most = 0;
        for (size_t i = 1; i < count; i++) {
            most = remainders[i] > remainders[most] ? i : most;
        }
        rounded[most]++;
        remainders[most] = -1;
    }
    return 1;
}

static void compare_rounded(const apart_case *given, const int64_t *parts, size_t count,
                            int64_t denominator)
{
    nrr_precision precision = {(int32_t)random_between(given->source, 0, 6),
                               (nrr_rounding)random_between(given->source, NRR_ROUND_HALF_EVEN,
                                                            NRR_ROUND_FLOOR)};
    int64_t rounded[CONTRIBUTIONS_MAX];
    nrr_decimal decimals[CONTRIBUTIONS_MAX];
    int fits = denominator == 0 || round_parts(parts, count, denominator, &precision, rounded);
    nrr_status status = nrr_ratio_round_parts(parts, count, denominator, &precision, decimals);

    expect(given->difference, "status of rounded parts", status, fits ? NRR_OK : NRR_E_OVERFLOW);
    for (size_t i = 0; status == NRR_OK && fits && i < count; i++) {
        compare_place where = {"rounded part", i, 0, 0};
        nrr_ratio_status wanted = NRR_RATIO_OK;
        int64_t sign = (parts[i] > 0) - (parts[i] < 0);
        if (denominator == 0) {
            wanted = sign == 0 ? NRR_RATIO_UNDEFINED : NRR_RATIO_UNBOUNDED;
        }
        expect_at(given->difference, where, decimals[i].status, wanted);
        expect_at(given->difference, where, decimals[i].digits, precision.digits);
        expect_at(given->difference, where, decimals[i].scaled,
                  denominator == 0 ? sign : rounded[i]);
    }
}

/* Numbers that have nothing to do with a ledger: of any size, many of them equal. */
static void check_any_parts(const apart_case *given)
{
    int64_t parts[CONTRIBUTIONS_MAX];
    size_t count = (size_t)random_below(given->source, CONTRIBUTIONS_MAX + 1);
    int64_t limit = random_chance(given->source, 80) ? 20 : INT64_MAX / 40;
    int64_t denominator = random_between(given->source, 0, random_chance(given->source, 80) ? 12 : limit);

    for (size_t i = 0; i < count; i++) {
        parts[i] = random_between(given->source, -limit, limit);
    }
    compare_rounded(given, parts, count, denominator);
}

/* --- contributions ----------------------------------------------------------------------------- */

static void compare_contributions(const apart_case *given, const nrr_table *table,
                                  const model_row *row)
{
    static const nrr_field fields[] = {NRR_FIELD_REASON, NRR_FIELD_GAIN, NRR_FIELD_LOSS,
                                       NRR_FIELD_AMOUNT, NRR_FIELD_OPENING};
    const model_query *query = &given->asked;
    const int64_t *values[5] = {NULL};
    model_wide sum = 0;
    size_t rows = 0;

    expect(given->difference, "status of the count", nrr_table_count(table, &rows), NRR_OK);
    expect(given->difference, "contributions", (model_wide)rows,
           (model_wide)(MODEL_REASONS + query->code_count + 1));
    for (size_t c = 0; c < 5; c++) {
        expect(given->difference, "status of a column",
               nrr_table_column(table, fields[c], &values[c]), NRR_OK);
    }
    for (size_t line = 0; line < rows && !given->difference->found; line++) {
        nrr_reason reason = reason_of(query, line);
        model_wide gain = amount_of(query, row->gain, reason);
        model_wide loss = amount_of(query, row->loss, reason);
        const model_wide wanted[] = {reason, gain, loss, gain - loss,
                                     row->measure[NRR_MEASURE_OPENING]};
        for (size_t c = 0; c < 5; c++) {
            expect_at(given->difference,
                      (compare_place){"contribution", line, NRR_VOCABULARY_FIELD, fields[c]},
                      values[c][line], wanted[c]);
        }
        sum += values[3][line];
    }
    expect(given->difference, "sum of contributions", sum,
           row->measure[NRR_MEASURE_COHORT_CLOSING] - row->measure[NRR_MEASURE_OPENING]);
    if (!given->difference->found) {
        compare_rounded(given, values[3], rows, values[4][0]);
    }
}

static void check_report(const apart_case *given)
{
    nrr_report *report = NULL;
    nrr_table *table = NULL;
    apart_row row = apart_choose_row(given);
    model_row expected;

    if (nrr_snapshot_report(given->snapshot, given->query, &report) != NRR_OK) {
        return;
    }
    apart_compute_row(given, row, &expected);
    expect(given->difference, "status of contributions",
           nrr_report_contributions(report, (size_t)row.number, &table), NRR_OK);
    if (table != NULL) {
        compare_contributions(given, table, &expected);
    }
    nrr_table_free(table);
    nrr_report_free(report);
}

/* Codes stand in a report in ascending order, once each. */
static void choose_codes(const apart_case *given, model_query *query)
{
    static const nrr_reason codes[] = {NRR_REASON_HOST, NRR_REASON_HOST + 1, NRR_REASON_HOST_LAST};

    query->code_count = 0;
    for (size_t i = 0; i < 3; i++) {
        if (random_chance(given->source, 40)) {
            query->codes[query->code_count++] = codes[i];
            expect(given->difference, "answer to a reason",
                   nrr_query_add_reason(given->query, codes[i]), NRR_OK);
        }
    }
}

void apart_check_reasons(const apart_case *given)
{
    apart_case one = *given;

    choose_codes(given, &one.asked);
    check_report(&one);
    for (size_t i = 0; i < 4 && !given->difference->found; i++) {
        check_any_parts(given);
    }
}
