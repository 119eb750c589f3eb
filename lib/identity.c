/* SPDX-License-Identifier: MIT */
/* Identity: the equations of METRICS.md section 4 that hold in every report, checked on its cells. */
#include "nrr/report.h"

#include "report_state.h"
#include "wide.h"

/* A term of an equation whose terms add up to zero. */
typedef struct identity_term {
    int8_t sign;
    uint8_t measure;
} identity_term;

enum {
    IDENTITY_TERMS = 8
};

/* Identities 1, 2, 3 and 6; unused terms are zero. */
static const identity_term identities[][IDENTITY_TERMS] = {
    {{1, NRR_MEASURE_OPENING},
     {1, NRR_MEASURE_CARRIED_IN},
     {1, NRR_MEASURE_NEW},
     {1, NRR_MEASURE_REACTIVATION},
     {1, NRR_MEASURE_EXPANSION},
     {-1, NRR_MEASURE_CONTRACTION},
     {-1, NRR_MEASURE_CHURN},
     {-1, NRR_MEASURE_CLOSING}},
    {{1, NRR_MEASURE_OPENING},
     {1, NRR_MEASURE_NET_CARRIED_IN},
     {1, NRR_MEASURE_NET_NEW},
     {1, NRR_MEASURE_NET_REACTIVATION},
     {1, NRR_MEASURE_NET_EXPANSION},
     {-1, NRR_MEASURE_NET_CONTRACTION},
     {-1, NRR_MEASURE_NET_CHURN},
     {-1, NRR_MEASURE_CLOSING}},
    {{1, NRR_MEASURE_OPENING},
     {1, NRR_MEASURE_COHORT_EXPANSION},
     {1, NRR_MEASURE_COHORT_REACTIVATION},
     {-1, NRR_MEASURE_COHORT_CONTRACTION},
     {-1, NRR_MEASURE_COHORT_CHURN},
     {-1, NRR_MEASURE_COHORT_CLOSING}},
    {{1, NRR_MEASURE_UNITS_OPENING},
     {1, NRR_MEASURE_UNITS_CARRIED_IN},
     {1, NRR_MEASURE_UNITS_NEW},
     {1, NRR_MEASURE_UNITS_REACTIVATED},
     {-1, NRR_MEASURE_UNITS_CHURNED},
     {-1, NRR_MEASURE_UNITS_CLOSING}},
};

static uint64_t identity_measures(const identity_term *terms)
{
    uint64_t measures = 0;
    size_t i;

    for (i = 0; i < IDENTITY_TERMS && terms[i].sign != 0; i++)
        measures |= nrr__measure_bit(terms[i].measure);
    return measures;
}

static int identity_holds(const nrr_report *report, size_t row, const identity_term *terms)
{
    nrr__wide sum = nrr__wide_of(0);
    size_t i;

    for (i = 0; i < IDENTITY_TERMS && terms[i].sign != 0; i++) {
        nrr__wide value = nrr__wide_of(nrr__report_values(report, terms[i].measure)[row]);
        sum = terms[i].sign > 0 ? nrr__wide_add(sum, value) : nrr__wide_subtract(sum, value);
    }
    return nrr__wide_is_zero(sum);
}

/* Identity 4 for the totals of neighbouring periods that adjoin: between groups units may move. */
static nrr_status identity_check_adjoining(const nrr_report *report, size_t *checked)
{
    uint64_t measures =
        nrr__measure_bit(NRR_MEASURE_OPENING) | nrr__measure_bit(NRR_MEASURE_CLOSING);
    const int64_t *openings, *closings;
    size_t step = report->row_groups, row;

    if (!nrr__report_has(report, measures))
        return NRR_OK;
    openings = nrr__report_values(report, NRR_MEASURE_OPENING);
    closings = nrr__report_values(report, NRR_MEASURE_CLOSING);
    for (row = 2 * step - 1; row < report->row_count; row += step) {
        if (report->ends[row - step] != report->starts[row])
            continue;
        if (closings[row - step] != openings[row])
            return NRR_E_IDENTITY;
        ++*checked;
    }
    return NRR_OK;
}

nrr_status nrr_report_check(const nrr_report *report, size_t *checked)
{
    size_t i, row, count = 0;
    nrr_status status;

    if (report == NULL)
        return NRR_E_NULL;
    for (i = 0; i < sizeof identities / sizeof *identities; i++) {
        if (!nrr__report_has(report, identity_measures(identities[i])))
            continue;
        for (row = 0; row < report->row_count; row++, count++)
            if (!identity_holds(report, row, identities[i]))
                return NRR_E_IDENTITY;
    }
    status = identity_check_adjoining(report, &count);
    if (status == NRR_OK && checked != NULL)
        *checked = count;
    return status;
}
