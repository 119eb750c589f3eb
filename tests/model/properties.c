/* SPDX-License-Identifier: MIT */
/*
 * What holds between figures of the library itself (METRICS.md section 4, identities 1 to 6; the
 * orderings of section 5), whatever the model thinks.
 */
#include "model/checks.h"

#include <string.h>

#include "nrr/nrr.h"

/* All measures of all rows, borrowed from a report. */
typedef struct property_view {
    size_t rows;
    const int64_t *column[MODEL_MEASURES];
    const int64_t *gain[MODEL_REASONS + 1];
    const int64_t *loss[MODEL_REASONS + 1];
} property_view;

static void view_report(const nrr_report *report, property_view *view,
                        compare_difference *difference)
{
    expect(difference, "status of the count", nrr_report_count(report, &view->rows), NRR_OK);
    for (nrr_measure measure = 1; measure < MODEL_MEASURES; measure++) {
        expect_at(difference,
                  (compare_place){"status of a column", 0, NRR_VOCABULARY_MEASURE, measure},
                  nrr_report_column(report, measure, &view->column[measure]), NRR_OK);
    }
    for (nrr_reason i = 0; i <= MODEL_REASONS; i++) {
        nrr_reason reason = i < MODEL_REASONS ? i : NRR_REASON_HOST_SUM;
        compare_place where = {"status of a reason", 0, NRR_VOCABULARY_REASON, reason};
        expect_at(difference, where,
                  nrr_report_reason(report, NRR_MEASURE_REASON_GAIN, reason, &view->gain[i]),
                  NRR_OK);
        expect_at(difference, where,
                  nrr_report_reason(report, NRR_MEASURE_REASON_LOSS, reason, &view->loss[i]),
                  NRR_OK);
    }
}

/* A report of facts on the scenario's first query, with all measures. NULL after an overflow, or
 * when something failed. */
static nrr_report *report_on(const scenario *given, const model_fact *facts, size_t count,
                             random_source *source, compare_difference *difference)
{
    scenario_query query = given->queries[0];
    nrr_snapshot *snapshot = check_snapshot(facts, count, &given->coverage, source, difference);
    nrr_report *report = NULL;
    nrr_status status;

    if (snapshot == NULL) {
        return NULL;
    }
    query.measures = 0;
    query.rates = 0;
    query.model.code_count = 0;
    status = check_report(snapshot, &query, source, &report);
    if (status != NRR_E_OVERFLOW) {
        expect(difference, "status of the report", status, NRR_OK);
    }
    nrr_snapshot_free(snapshot);
    return report;
}

#define CELL(measure) ((model_wide)view->column[NRR_MEASURE_##measure][row])

static void expect_sums(const property_view *view, size_t row, compare_difference *difference)
{
    model_wide gains = 0;
    model_wide losses = 0;

    expect_at(difference, (compare_place){"identity 1", row, 0, 0},
              CELL(OPENING) + CELL(CARRIED_IN) + CELL(NEW) + CELL(REACTIVATION) + CELL(EXPANSION) -
                  CELL(CONTRACTION) - CELL(CHURN),
              CELL(CLOSING));
    expect_at(difference, (compare_place){"identity 2", row, 0, 0},
              CELL(OPENING) + CELL(NET_CARRIED_IN) + CELL(NET_NEW) + CELL(NET_REACTIVATION) +
                  CELL(NET_EXPANSION) - CELL(NET_CONTRACTION) - CELL(NET_CHURN),
              CELL(CLOSING));
    expect_at(difference, (compare_place){"identity 3", row, 0, 0},
              CELL(OPENING) + CELL(COHORT_EXPANSION) + CELL(COHORT_REACTIVATION) -
                  CELL(COHORT_CONTRACTION) - CELL(COHORT_CHURN),
              CELL(COHORT_CLOSING));
    expect_at(difference, (compare_place){"identity 6", row, 0, 0},
              CELL(UNITS_OPENING) + CELL(UNITS_CARRIED_IN) + CELL(UNITS_NEW) +
                  CELL(UNITS_REACTIVATED) - CELL(UNITS_CHURNED),
              CELL(UNITS_CLOSING));
    expect_at(difference, (compare_place){"states of cohort units", row, 0, 0},
              CELL(UNITS_EXPANDED) + CELL(UNITS_CONTRACTED) + CELL(UNITS_UNCHANGED) +
                  CELL(UNITS_CHURNED),
              CELL(UNITS_OPENING));
    for (int reason = 0; reason <= MODEL_REASONS; reason++) {
        gains += view->gain[reason][row];
        losses += view->loss[reason][row];
    }
    expect_at(difference, (compare_place){"sum of reason_gain", row, 0, 0}, gains,
              CELL(COHORT_EXPANSION) + CELL(COHORT_REACTIVATION));
    expect_at(difference, (compare_place){"sum of reason_loss", row, 0, 0}, losses,
              CELL(COHORT_CONTRACTION) + CELL(COHORT_CHURN));
}

void check_identities(const scenario *given, compare_difference *difference)
{
    random_source source = random_start(given->feeding, 4);
    nrr_report *report = report_on(given, given->facts, given->fact_count, &source, difference);
    property_view view;

    if (report == NULL) {
        return;
    }
    view_report(report, &view, difference);
    for (size_t row = 0; row < view.rows && !difference->found; row++) {
        expect_sums(&view, row, difference);
    }
    expect(difference, "nrr_report_check", nrr_report_check(report, NULL), NRR_OK);
    nrr_report_free(report);
}

/* The same denominator throughout, so numerators tell. */
static void expect_order(const nrr_report *report, size_t row, const nrr_rate *ascending,
                         size_t count, compare_difference *difference)
{
    int64_t before = INT64_MIN;

    for (size_t i = 0; i < count; i++) {
        compare_place where = {"a rate against the next lower one", row, NRR_VOCABULARY_RATE,
                               ascending[i]};
        nrr_ratio ratio;
        nrr_status status = nrr_report_rate(report, row, ascending[i], &ratio);
        if (status == NRR_E_OVERFLOW && ascending[i] == NRR_RATE_GRR_LOSSES) {
            continue; /* the only one of them that can be too large, below zero */
        }
        expect_at(difference, where, status, NRR_OK);
        if (status == NRR_OK) {
            expect_at(difference, where, ratio.numerator < before ? ratio.numerator : before,
                      before);
            before = ratio.numerator;
        }
    }
}

void check_orderings(const scenario *given, compare_difference *difference)
{
    static const nrr_rate by_strictness[] = {NRR_RATE_GRR_LOSSES, NRR_RATE_GRR_CAPPED,
                                             NRR_RATE_GRR_PATH, NRR_RATE_GRR,
                                             NRR_RATE_GRR_AGGREGATE};
    static const nrr_rate by_width[] = {NRR_RATE_GRR_LINES, NRR_RATE_GRR, NRR_RATE_NRR};
    random_source source = random_start(given->feeding, 5);
    nrr_report *report = report_on(given, given->facts, given->fact_count, &source, difference);
    size_t rows = 0;

    if (report == NULL) {
        return;
    }
    expect(difference, "status of the count", nrr_report_count(report, &rows), NRR_OK);
    for (size_t row = 0; row < rows && !difference->found; row++) {
        expect_order(report, row, by_strictness, 5, difference);
        expect_order(report, row, by_width, 3, difference);
    }
    nrr_report_free(report);
}

/* What happens, as opposed to what stands at an end or is told from both ends. */
static const nrr_measure gross[] = {
    NRR_MEASURE_CARRIED_IN,     NRR_MEASURE_NEW,
    NRR_MEASURE_REACTIVATION,   NRR_MEASURE_EXPANSION,
    NRR_MEASURE_CONTRACTION,    NRR_MEASURE_CHURN,
    NRR_MEASURE_RENEWAL_DUE,    NRR_MEASURE_RENEWAL_RETAINED,
    NRR_MEASURE_RENEWAL_UPLIFT, NRR_MEASURE_RENEWALS_DUE,
    NRR_MEASURE_RENEWALS_KEPT,
};

/* Rows come in threes: [a,b), [b,c), [a,c). */
void check_adjoining_periods(const scenario *given, compare_difference *difference)
{
    random_source source = random_start(given->feeding, 6);
    scenario asked = *given;
    nrr_report *report;
    property_view view;

    scenario_ask_for_adjoining(&asked, &source);
    report = report_on(&asked, asked.facts, asked.fact_count, &source, difference);
    if (report == NULL) {
        return;
    }
    view_report(report, &view, difference);
    for (size_t row = 0; row + 2 < view.rows && !difference->found; row += 3) {
        for (size_t i = 0; i < sizeof gross / sizeof gross[0]; i++) {
            const int64_t *column = view.column[gross[i]];
            expect_at(difference,
                      (compare_place){"sum over adjoining periods", row, NRR_VOCABULARY_MEASURE,
                                      gross[i]},
                      (model_wide)column[row] + column[row + 1], column[row + 2]);
        }
        expect_at(difference, (compare_place){"closing and the next opening", row, 0, 0},
                  view.column[NRR_MEASURE_OPENING][row + 1], view.column[NRR_MEASURE_CLOSING][row]);
    }
    nrr_report_free(report);
}

/* The customers on one side of a random division. */
static size_t choose_side(const scenario *given, uint64_t side, model_fact *facts)
{
    size_t count = 0;

    for (size_t i = 0; i < given->fact_count; i++) {
        if (((given->feeding >> given->facts[i].customer) & 1) == side) {
            facts[count++] = given->facts[i];
        }
    }
    return count;
}

static void expect_union(const property_view *all, const property_view *side, size_t row,
                         compare_difference *difference)
{
    for (nrr_measure measure = 1; measure < MODEL_MEASURES; measure++) {
        expect_at(
            difference,
            (compare_place){"sum over two sets of customers", row, NRR_VOCABULARY_MEASURE, measure},
            (model_wide)side[0].column[measure][row] + side[1].column[measure][row],
            all->column[measure][row]);
    }
    for (int reason = 0; reason <= MODEL_REASONS; reason++) {
        compare_place where = {"reason summed over two sets of customers", row,
                               NRR_VOCABULARY_REASON, reason};
        expect_at(difference, where,
                  (model_wide)side[0].gain[reason][row] + side[1].gain[reason][row],
                  all->gain[reason][row]);
        expect_at(difference, where,
                  (model_wide)side[0].loss[reason][row] + side[1].loss[reason][row],
                  all->loss[reason][row]);
    }
}

static model_wide findings_of(const nrr_report *report)
{
    uint64_t findings = UINT64_MAX;

    (void)nrr_report_findings(report, &findings);
    return findings;
}

void check_union_of_customers(const scenario *given, compare_difference *difference)
{
    random_source source = random_start(given->feeding, 7);
    nrr_report *whole = report_on(given, given->facts, given->fact_count, &source, difference);
    nrr_report *parts[2] = {NULL, NULL};
    nrr_report *merged = NULL;
    property_view all;
    property_view side[2];

    for (uint64_t i = 0; i < 2; i++) {
        model_fact facts[MODEL_FACTS_MAX];
        parts[i] = report_on(given, facts, choose_side(given, i, facts), &source, difference);
        if (whole != NULL) {
            /* What fits in the whole fits in a part. */
            expect(difference, "overflow of a part but not of the whole", parts[i] == NULL, 0);
        }
    }
    if (whole != NULL && parts[0] != NULL && parts[1] != NULL) {
        view_report(whole, &all, difference);
        view_report(parts[0], &side[0], difference);
        view_report(parts[1], &side[1], difference);
        for (size_t row = 0; row < all.rows && !difference->found; row++) {
            expect_union(&all, side, row, difference);
        }
    }
    if (parts[0] != NULL && parts[1] != NULL) {
        nrr_status status = nrr_report_merge((const nrr_report *const *)parts, 2, &merged);
        expect(difference, "status of a merged report", status,
               whole != NULL ? NRR_OK : NRR_E_OVERFLOW);
        if (whole != NULL && merged != NULL) {
            compare_twins(&given->queries[0].model, whole, merged, difference);
            /* Not those of the whole, which had idle facts of its own. */
            expect(difference, "findings of a merged report", findings_of(merged),
                   findings_of(parts[0]) + findings_of(parts[1]));
        }
    }
    nrr_report_free(merged);
    nrr_report_free(whole);
    nrr_report_free(parts[0]);
    nrr_report_free(parts[1]);
}
