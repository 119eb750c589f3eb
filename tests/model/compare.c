/* SPDX-License-Identifier: MIT */
/*
 * Measures, reasons, periods and flags of a report.
 */
#include "model/compare.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "nrr/nrr.h"

void expect_at(compare_difference *difference, compare_place where, model_wide actual,
               model_wide expected)
{
    if (difference->found || actual == expected) {
        return;
    }
    difference->found = 1;
    difference->where = where;
    difference->expected = expected;
    difference->actual = actual;
}

void expect(compare_difference *difference, const char *what, model_wide actual,
            model_wide expected)
{
    expect_at(difference, (compare_place){what, 0, 0, 0}, actual, expected);
}

static void print_wide(model_wide value)
{
    char digits[48];
    size_t place = sizeof digits;
    int is_negative = value < 0;

    digits[--place] = '\0';
    do {
        int digit = (int)(value % 10);
        digits[--place] = (char)('0' + (digit < 0 ? -digit : digit));
        value /= 10;
    } while (value != 0);
    (void)fprintf(stderr, "%s%s", is_negative ? "-" : "", digits + place);
}

void difference_print(const compare_difference *difference)
{
    const char *name = NULL;

    (void)fprintf(stderr, "%s, row %zu", difference->where.what, difference->where.row);
    if (difference->where.names != 0) {
        if (nrr_vocabulary_name(difference->where.names, difference->where.code, &name) != NRR_OK) {
            name = "?";
        }
        (void)fprintf(stderr, ", %s (%" PRId32 ")", name, difference->where.code);
    }
    (void)fprintf(stderr, ": expected ");
    print_wide(difference->expected);
    (void)fprintf(stderr, ", got ");
    print_wide(difference->actual);
    (void)fprintf(stderr, "\n");
}

static void compare_measure(const model_query *query, const model_report *model,
                            const nrr_report *report, nrr_measure measure,
                            compare_difference *difference)
{
    int is_asked = (query->asked & MODEL_BIT(measure)) != 0;
    nrr_status expected = is_asked ? NRR_OK : NRR_E_NOT_ASKED;
    const int64_t *column = NULL;

    expect_at(difference, (compare_place){"status of a column", 0, NRR_VOCABULARY_MEASURE, measure},
              nrr_report_column(report, measure, &column), expected);
    for (size_t row = 0; row < model->count && !difference->found; row++) {
        int64_t cell = 0;
        expect_at(difference,
                  (compare_place){"status of a cell", row, NRR_VOCABULARY_MEASURE, measure},
                  nrr_report_measure(report, row, measure, &cell), expected);
        if (is_asked && !difference->found) {
            model_wide value = model->rows[row].measure[measure];
            expect_at(difference, (compare_place){"cell", row, NRR_VOCABULARY_MEASURE, measure},
                      cell, value);
            expect_at(difference,
                      (compare_place){"cell of a column", row, NRR_VOCABULARY_MEASURE, measure},
                      column[row], value);
        }
    }
}

static void compare_reason(const model_query *query, const model_report *model,
                           const nrr_report *report, nrr_reason reason,
                           compare_difference *difference)
{
    static const char *const names[] = {"reason_gain", "reason_loss"};
    int place = model_reason_column(query, reason);

    for (int32_t side = 0; side < 2; side++) {
        nrr_measure measure = NRR_MEASURE_REASON_GAIN + side;
        int is_asked = (query->asked & MODEL_BIT(measure)) != 0 && place >= 0;
        const int64_t *column = NULL;
        expect_at(difference,
                  (compare_place){"status of a reason's column", 0, NRR_VOCABULARY_REASON, reason},
                  nrr_report_reason(report, measure, reason, &column),
                  is_asked ? NRR_OK : NRR_E_NOT_ASKED);
        for (size_t row = 0; is_asked && row < model->count && !difference->found; row++) {
            const model_row *cells = &model->rows[row];
            expect_at(difference, (compare_place){names[side], row, NRR_VOCABULARY_REASON, reason},
                      column[row], side == 0 ? cells->gain[place] : cells->loss[place]);
        }
    }
}

static void compare_reasons(const model_query *query, const model_report *model,
                            const nrr_report *report, compare_difference *difference)
{
    for (nrr_reason reason = 0; reason < MODEL_REASONS; reason++) {
        compare_reason(query, model, report, reason, difference);
    }
    compare_reason(query, model, report, NRR_REASON_HOST, difference);
    compare_reason(query, model, report, NRR_REASON_HOST + 1, difference);
    compare_reason(query, model, report, NRR_REASON_HOST + 2, difference);
    compare_reason(query, model, report, NRR_REASON_HOST_LAST, difference);
    compare_reason(query, model, report, NRR_REASON_HOST_SUM, difference);
}

static void compare_rows(const model_report *model, const nrr_report *report,
                         compare_difference *difference)
{
    size_t count = 0;

    expect(difference, "status of the count", nrr_report_count(report, &count), NRR_OK);
    expect(difference, "number of rows", (model_wide)count, (model_wide)model->count);
    for (size_t row = 0; row < model->count && !difference->found; row++) {
        int64_t start = 0;
        int64_t end = 0;
        uint32_t flags = 0;
        expect_at(difference, (compare_place){"status of a period", row, 0, 0},
                  nrr_report_period(report, row, &start, &end), NRR_OK);
        expect_at(difference, (compare_place){"start of a period", row, 0, 0}, start,
                  model->rows[row].start);
        expect_at(difference, (compare_place){"end of a period", row, 0, 0}, end,
                  model->rows[row].end);
        expect_at(difference, (compare_place){"status of flags", row, 0, 0},
                  nrr_report_flags(report, row, &flags), NRR_OK);
        expect_at(difference, (compare_place){"flags", row, 0, 0}, flags, model->rows[row].flags);
    }
}

void compare_report(const model_query *query, const model_report *model, nrr_status status,
                    const nrr_report *report, compare_difference *difference)
{
    size_t checked = 0;

    expect(difference, "status of the report", status, model->status);
    if (status != NRR_OK || difference->found) {
        return;
    }
    compare_rows(model, report, difference);
    for (nrr_measure measure = 1; measure < MODEL_MEASURES; measure++) {
        compare_measure(query, model, report, measure, difference);
    }
    compare_reasons(query, model, report, difference);
    expect(difference, "nrr_report_check", nrr_report_check(report, &checked), NRR_OK);
    if (query->asked == MODEL_ASK_ALL) {
        expect(difference, "equations checked are at least four in a row",
               checked >= 4 * model->count, 1);
    }
}

static void compare_columns(size_t count, const int64_t *one, const int64_t *other,
                            compare_place where, compare_difference *difference)
{
    for (size_t row = 0; row < count && one != NULL && other != NULL; row++) {
        where.row = row;
        expect_at(difference, where, other[row], one[row]);
    }
}

static void compare_twin_reasons(size_t count, const nrr_report *one, const nrr_report *other,
                                 nrr_reason reason, compare_difference *difference)
{
    for (nrr_measure measure = NRR_MEASURE_REASON_GAIN; measure <= NRR_MEASURE_REASON_LOSS;
         measure++) {
        const int64_t *a = NULL;
        const int64_t *b = NULL;
        expect_at(difference,
                  (compare_place){"statuses of a reason in two reports", 0, NRR_VOCABULARY_REASON,
                                  reason},
                  nrr_report_reason(other, measure, reason, &b),
                  nrr_report_reason(one, measure, reason, &a));
        compare_columns(
            count, a, b,
            (compare_place){"a reason in two reports", 0, NRR_VOCABULARY_REASON, reason},
            difference);
    }
}

/* Whether two keys are the same; absent bytes are no other than those of length 0. */
static int are_same_key(const nrr_key *a, const nrr_key *b)
{
    return a->type == b->type && a->integer == b->integer && a->length == b->length &&
           (a->length == 0 || memcmp(a->bytes, b->bytes, a->length) == 0);
}

/* What the rows of two reports are of. */
static void compare_twin_groups(size_t count, const nrr_report *one, const nrr_report *other,
                                compare_difference *difference)
{
    size_t groups[2] = {0, 0};

    expect(difference, "status of the groups", nrr_report_groups(one, &groups[0]), NRR_OK);
    expect(difference, "status of the groups", nrr_report_groups(other, &groups[1]), NRR_OK);
    expect(difference, "groups of two reports", (model_wide)groups[1], (model_wide)groups[0]);
    for (size_t i = 0; i < count * NRR_DIMENSIONS_MAX; i++) {
        compare_place where = {"group in two reports", i / NRR_DIMENSIONS_MAX, 0, 0};
        nrr_group_kind kinds[2] = {0, 0};
        nrr_key keys[2];
        memset(keys, 0, sizeof keys);
        expect_at(difference, where,
                  nrr_report_group(other, where.row, i % NRR_DIMENSIONS_MAX, &kinds[1], &keys[1]),
                  nrr_report_group(one, where.row, i % NRR_DIMENSIONS_MAX, &kinds[0], &keys[0]));
        expect_at(difference, where, kinds[1], kinds[0]);
        expect_at(difference, where, are_same_key(&keys[0], &keys[1]), 1);
    }
}

void compare_twins(const model_query *query, const nrr_report *one, const nrr_report *other,
                   compare_difference *difference)
{
    size_t count = 0;
    size_t other_count = 0;

    expect(difference, "status of the count", nrr_report_count(one, &count), NRR_OK);
    expect(difference, "status of the count", nrr_report_count(other, &other_count), NRR_OK);
    expect(difference, "number of rows", (model_wide)other_count, (model_wide)count);
    if (difference->found) {
        return;
    }
    compare_twin_groups(count, one, other, difference);
    for (nrr_measure measure = 1; measure < MODEL_MEASURES; measure++) {
        const int64_t *a = NULL;
        const int64_t *b = NULL;
        expect_at(difference,
                  (compare_place){"statuses of a measure in two reports", 0, NRR_VOCABULARY_MEASURE,
                                  measure},
                  nrr_report_column(other, measure, &b), nrr_report_column(one, measure, &a));
        compare_columns(
            count, a, b,
            (compare_place){"a measure in two reports", 0, NRR_VOCABULARY_MEASURE, measure},
            difference);
    }
    for (nrr_reason reason = 0; reason < MODEL_REASONS; reason++) {
        compare_twin_reasons(count, one, other, reason, difference);
    }
    for (size_t i = 0; i < query->code_count; i++) {
        compare_twin_reasons(count, one, other, query->codes[i], difference);
    }
    compare_twin_reasons(count, one, other, NRR_REASON_HOST_SUM, difference);
    for (size_t row = 0; row < count; row++) {
        uint32_t a = 0;
        uint32_t b = 0;
        expect(difference, "statuses of flags in two reports", nrr_report_flags(other, row, &b),
               nrr_report_flags(one, row, &a));
        expect_at(difference, (compare_place){"flags in two reports", row, 0, 0}, b, a);
    }
}
