/* SPDX-License-Identifier: MIT */
/* Rate: see rate.h; and the reading of rates and their averages from a report. */
#include "rate.h"

#include "average.h"
#include "invariant.h"
#include "memory.h"
#include "report_state.h"
#include "wide.h"

#define OVER(rate, measure) {NRR_RATE_##rate, NRR__RATE_DENOMINATOR, 1, NRR_MEASURE_##measure}
#define PLUS(rate, measure) {NRR_RATE_##rate, NRR__RATE_NUMERATOR, 1, NRR_MEASURE_##measure}
#define MINUS(rate, measure) {NRR_RATE_##rate, NRR__RATE_NUMERATOR, -1, NRR_MEASURE_##measure}

static const nrr__rate_term rate_terms[] = {
    PLUS(NRR, COHORT_CLOSING),
    OVER(NRR, OPENING),
    PLUS(NRR_MOVEMENTS, OPENING),
    PLUS(NRR_MOVEMENTS, EXPANSION),
    MINUS(NRR_MOVEMENTS, CONTRACTION),
    MINUS(NRR_MOVEMENTS, CHURN),
    OVER(NRR_MOVEMENTS, OPENING),
    PLUS(NRR_MOVEMENTS_REACTIVATION, OPENING),
    PLUS(NRR_MOVEMENTS_REACTIVATION, EXPANSION),
    MINUS(NRR_MOVEMENTS_REACTIVATION, CONTRACTION),
    MINUS(NRR_MOVEMENTS_REACTIVATION, CHURN),
    PLUS(NRR_MOVEMENTS_REACTIVATION, REACTIVATION),
    OVER(NRR_MOVEMENTS_REACTIVATION, OPENING),
    PLUS(NRR_COHORT_NO_RETURN, OPENING),
    PLUS(NRR_COHORT_NO_RETURN, COHORT_EXPANSION),
    MINUS(NRR_COHORT_NO_RETURN, COHORT_CONTRACTION),
    MINUS(NRR_COHORT_NO_RETURN, COHORT_CHURN),
    OVER(NRR_COHORT_NO_RETURN, OPENING),
    PLUS(NRR_EX_PRICE, COHORT_CLOSING),
    MINUS(NRR_EX_PRICE, REASON_GAIN), /* of PRICE and ESCALATOR: see rate_term_value */
    PLUS(NRR_EX_PRICE, REASON_LOSS),
    OVER(NRR_EX_PRICE, OPENING),
    PLUS(GRR, RETAINED),
    OVER(GRR, OPENING),
    PLUS(GRR_PATH, RETAINED_PATH),
    OVER(GRR_PATH, OPENING),
    PLUS(GRR_CAPPED, RETAINED_CAPPED),
    OVER(GRR_CAPPED, OPENING),
    PLUS(GRR_LOSSES, OPENING),
    MINUS(GRR_LOSSES, COHORT_CONTRACTION),
    MINUS(GRR_LOSSES, COHORT_CHURN),
    OVER(GRR_LOSSES, OPENING),
    PLUS(GRR_AGGREGATE, COHORT_CLOSING), /* at most the opening: see rate_side */
    OVER(GRR_AGGREGATE, OPENING),
    PLUS(GRR_LINES, RETAINED_LINES),
    OVER(GRR_LINES, OPENING),
    PLUS(REVENUE_CHURN, OPENING),
    MINUS(REVENUE_CHURN, RETAINED),
    OVER(REVENUE_CHURN, OPENING),
    PLUS(NET_REVENUE_CHURN, OPENING),
    MINUS(NET_REVENUE_CHURN, COHORT_CLOSING),
    OVER(NET_REVENUE_CHURN, OPENING),
    PLUS(EXPANSION_RATE, NET_EXPANSION),
    OVER(EXPANSION_RATE, OPENING),
    PLUS(CONTRACTION_RATE, NET_CONTRACTION),
    OVER(CONTRACTION_RATE, OPENING),
    PLUS(CHURN_RATE, NET_CHURN),
    OVER(CHURN_RATE, OPENING),
    PLUS(LOGO_RETENTION, UNITS_OPENING),
    MINUS(LOGO_RETENTION, UNITS_CHURNED),
    OVER(LOGO_RETENTION, UNITS_OPENING),
    PLUS(LOGO_CHURN, UNITS_CHURNED),
    OVER(LOGO_CHURN, UNITS_OPENING),
    PLUS(LOGO_CHURN_WITH_NEW, UNITS_CHURNED),
    OVER(LOGO_CHURN_WITH_NEW, UNITS_OPENING),
    OVER(LOGO_CHURN_WITH_NEW, UNITS_NEW),
    PLUS(RENEWAL_RATE, RENEWAL_RETAINED),
    OVER(RENEWAL_RATE, RENEWAL_DUE),
    PLUS(RENEWAL_RATE_COUNT, RENEWALS_KEPT),
    OVER(RENEWAL_RATE_COUNT, RENEWALS_DUE),
    PLUS(QUICK_RATIO, NEW),
    PLUS(QUICK_RATIO, EXPANSION),
    PLUS(QUICK_RATIO, REACTIVATION),
    OVER(QUICK_RATIO, CONTRACTION),
    OVER(QUICK_RATIO, CHURN),
    PLUS(GROWTH, CLOSING),
    MINUS(GROWTH, OPENING),
    OVER(GROWTH, OPENING),
    PLUS(ARPA, CLOSING),
    OVER(ARPA, UNITS_CLOSING),
};

#undef OVER
#undef PLUS
#undef MINUS

#define RATE_TERMS (sizeof rate_terms / sizeof *rate_terms)

int nrr__rate_is_known(nrr_rate rate)
{
    return rate >= NRR_RATE_NRR && rate <= NRR_RATE_ARPA;
}

const nrr__rate_term *nrr__rate_next_term(nrr_rate rate, int side, size_t *place)
{
    while (*place < RATE_TERMS) {
        const nrr__rate_term *term = &rate_terms[(*place)++];
        if (term->rate == rate && term->side == side)
            return term;
    }
    return NULL;
}

uint64_t nrr__rate_measures(nrr_rate rate)
{
    uint64_t measures = 0;
    size_t i;

    for (i = 0; i < RATE_TERMS; i++)
        if (rate_terms[i].rate == rate)
            measures |= nrr__measure_bit(rate_terms[i].measure);
    return measures;
}

/* A measure in a row; one by reason is that of the prices. */
static nrr__wide rate_term_value(const nrr_report *report, size_t row, nrr_measure measure)
{
    const int64_t *values = nrr__report_values(report, measure);

    if (measure < NRR_MEASURE_REASON_GAIN)
        return nrr__wide_of(values[row]);
    return nrr__wide_add(nrr__wide_of(values[NRR_REASON_PRICE * report->row_count + row]),
                         nrr__wide_of(values[NRR_REASON_ESCALATOR * report->row_count + row]));
}

static nrr__wide rate_side(const nrr_report *report, size_t row, nrr_rate rate, int side)
{
    nrr__wide sum = nrr__wide_of(0), value;
    const nrr__rate_term *term;
    size_t place = 0;

    while ((term = nrr__rate_next_term(rate, side, &place)) != NULL) {
        value = rate_term_value(report, row, term->measure);
        sum = term->sign > 0 ? nrr__wide_add(sum, value) : nrr__wide_subtract(sum, value);
    }
    if (rate == NRR_RATE_GRR_AGGREGATE && side == NRR__RATE_NUMERATOR) {
        value = rate_term_value(report, row, NRR_MEASURE_OPENING);
        if (nrr__wide_compare(sum, value) > 0)
            sum = value;
    }
    return sum;
}

/* The rate of a row; its measures are there. */
static nrr_status rate_compute(const nrr_report *report, size_t row, nrr_rate rate,
                               nrr_ratio *ratio)
{
    nrr_ratio made = {0, 0, NRR_RATIO_OK, 0};

    if (!nrr__wide_to_int64(rate_side(report, row, rate, NRR__RATE_NUMERATOR), &made.numerator) ||
        !nrr__wide_to_int64(rate_side(report, row, rate, NRR__RATE_DENOMINATOR), &made.denominator))
        return NRR_E_OVERFLOW;
    nrr__assert(made.denominator >= 0);
    if (made.denominator == 0)
        made.status = made.numerator == 0 ? NRR_RATIO_UNDEFINED : NRR_RATIO_UNBOUNDED;
    *ratio = made;
    return NRR_OK;
}

/* Whether a report has what a rate is made of. */
static nrr_status rate_check(const nrr_report *report, nrr_rate rate)
{
    if (!nrr__rate_is_known(rate))
        return NRR_E_RATE;
    return nrr__report_has(report, nrr__rate_measures(rate)) ? NRR_OK : NRR_E_NOT_ASKED;
}

nrr_status nrr_report_rate(const nrr_report *report, size_t row, nrr_rate rate, nrr_ratio *ratio)
{
    nrr_status status;

    if (report == NULL || ratio == NULL)
        return NRR_E_NULL;
    if (row >= report->row_count)
        return NRR_E_ROW;
    status = rate_check(report, rate);
    return status != NRR_OK ? status : rate_compute(report, row, rate, ratio);
}

nrr_status nrr_report_rates(const nrr_report *report, nrr_rate rate, nrr_ratio *ratios,
                            size_t capacity)
{
    nrr_status status;
    size_t row;

    if (report == NULL || ratios == NULL)
        return NRR_E_NULL;
    if (capacity < report->row_count)
        return NRR_E_CAPACITY;
    status = rate_check(report, rate);
    for (row = 0; row < report->row_count && status == NRR_OK; row++)
        status = rate_compute(report, row, rate, &ratios[row]);
    return status;
}

/* The rates of the totals of all periods. */
static nrr_status rate_totals(const nrr_report *report, nrr_rate rate, nrr_ratio *ratios,
                              size_t periods)
{
    nrr_status status = rate_check(report, rate);
    size_t i;

    for (i = 0; i < periods && status == NRR_OK; i++)
        status = rate_compute(report, (i + 1) * report->row_groups - 1, rate, &ratios[i]);
    return status;
}

nrr_status nrr_report_average(const nrr_report *report, nrr_rate rate, nrr_average average,
                              const nrr_precision *precision, nrr_decimal *decimal)
{
    nrr__series series;
    nrr_ratio *ratios;
    nrr_status status;
    size_t periods;

    if (report == NULL || precision == NULL || decimal == NULL)
        return NRR_E_NULL;
    periods = report->row_count / report->row_groups;
    ratios = nrr__memory_array(&report->memory, periods, sizeof *ratios);
    if (ratios == NULL)
        return NRR_E_MEMORY;
    status = rate_totals(report, rate, ratios, periods);
    if (status == NRR_OK) {
        series.ratios = ratios;
        series.count = periods;
        series.average = average;
        status = nrr__average(&report->memory, &series, precision, decimal);
    }
    nrr__memory_release(&report->memory, ratios, periods, sizeof *ratios);
    return status;
}
