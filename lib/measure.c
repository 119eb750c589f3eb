/* SPDX-License-Identifier: MIT */
/* Measure: see measure.h. */
#include "measure.h"

#include "invariant.h"

/* A measure is a sum of cells, some of them taken away: here as "measure, sign, cell". */
typedef struct measure_term {
    uint8_t measure;
    int8_t sign;
    uint8_t cell;
} measure_term;

#define UNITS(state) (2 * NRR__STATE_##state)
#define NET(state) (2 * NRR__STATE_##state + 1)
#define GROSS(class) (NRR__CELL_GROSS + NRR__CLASS_##class)
#define OUTSIDE(class) (NRR__CELL_OUTSIDE + NRR__CLASS_##class)

/* In the order of the measures. */
static const measure_term measure_terms[] = {
    {NRR_MEASURE_OPENING, 1, NRR__CELL_BASE},
    {NRR_MEASURE_CLOSING, 1, NRR__CELL_BASE},
    {NRR_MEASURE_CLOSING, 1, NET(EXPANDED)},
    {NRR_MEASURE_CLOSING, -1, NET(CONTRACTED)},
    {NRR_MEASURE_CLOSING, -1, NET(CHURNED)},
    {NRR_MEASURE_CLOSING, 1, NET(CARRIED_IN)},
    {NRR_MEASURE_CLOSING, 1, NET(NEW)},
    {NRR_MEASURE_CLOSING, 1, NET(REACTIVATED)},
    {NRR_MEASURE_CARRIED_IN, 1, GROSS(OPENING)},
    {NRR_MEASURE_NEW, 1, GROSS(NEW)},
    {NRR_MEASURE_REACTIVATION, 1, GROSS(REACTIVATION)},
    {NRR_MEASURE_EXPANSION, 1, GROSS(EXPANSION)},
    {NRR_MEASURE_CONTRACTION, 1, GROSS(CONTRACTION)},
    {NRR_MEASURE_CHURN, 1, GROSS(CHURN)},
    {NRR_MEASURE_COHORT_EXPANSION, 1, GROSS(EXPANSION)},
    {NRR_MEASURE_COHORT_EXPANSION, -1, OUTSIDE(EXPANSION)},
    {NRR_MEASURE_COHORT_CONTRACTION, 1, GROSS(CONTRACTION)},
    {NRR_MEASURE_COHORT_CONTRACTION, -1, OUTSIDE(CONTRACTION)},
    {NRR_MEASURE_COHORT_CHURN, 1, GROSS(CHURN)},
    {NRR_MEASURE_COHORT_CHURN, -1, OUTSIDE(CHURN)},
    {NRR_MEASURE_COHORT_REACTIVATION, 1, GROSS(OPENING)},
    {NRR_MEASURE_COHORT_REACTIVATION, -1, OUTSIDE(OPENING)},
    {NRR_MEASURE_COHORT_REACTIVATION, 1, GROSS(NEW)},
    {NRR_MEASURE_COHORT_REACTIVATION, -1, OUTSIDE(NEW)},
    {NRR_MEASURE_COHORT_REACTIVATION, 1, GROSS(REACTIVATION)},
    {NRR_MEASURE_COHORT_REACTIVATION, -1, OUTSIDE(REACTIVATION)},
    {NRR_MEASURE_COHORT_CLOSING, 1, NRR__CELL_BASE},
    {NRR_MEASURE_COHORT_CLOSING, 1, NET(EXPANDED)},
    {NRR_MEASURE_COHORT_CLOSING, -1, NET(CONTRACTED)},
    {NRR_MEASURE_COHORT_CLOSING, -1, NET(CHURNED)},
    {NRR_MEASURE_NET_CARRIED_IN, 1, NET(CARRIED_IN)},
    {NRR_MEASURE_NET_NEW, 1, NET(NEW)},
    {NRR_MEASURE_NET_REACTIVATION, 1, NET(REACTIVATED)},
    {NRR_MEASURE_NET_EXPANSION, 1, NET(EXPANDED)},
    {NRR_MEASURE_NET_CONTRACTION, 1, NET(CONTRACTED)},
    {NRR_MEASURE_NET_CHURN, 1, NET(CHURNED)},
    {NRR_MEASURE_RETAINED, 1, NRR__CELL_BASE},
    {NRR_MEASURE_RETAINED, -1, NET(CONTRACTED)},
    {NRR_MEASURE_RETAINED, -1, NET(CHURNED)},
    {NRR_MEASURE_RETAINED_PATH, 1, NRR__CELL_BASE},
    {NRR_MEASURE_RETAINED_PATH, -1, NRR__CELL_PATH_LOST},
    {NRR_MEASURE_RETAINED_CAPPED, 1, NRR__CELL_BASE},
    {NRR_MEASURE_RETAINED_CAPPED, -1, NRR__CELL_CAPPED_LOST},
    {NRR_MEASURE_RETAINED_LINES, 1, NRR__CELL_BASE},
    {NRR_MEASURE_RETAINED_LINES, -1, NET(CONTRACTED)},
    {NRR_MEASURE_RETAINED_LINES, -1, NET(CHURNED)},
    {NRR_MEASURE_RETAINED_LINES, 1, NRR__CELL_LINES},
    {NRR_MEASURE_RENEWAL_DUE, 1, NRR__CELL_RENEWAL_DUE},
    {NRR_MEASURE_RENEWAL_RETAINED, 1, NRR__CELL_RENEWAL_RETAINED},
    {NRR_MEASURE_RENEWAL_UPLIFT, 1, NRR__CELL_RENEWAL_UPLIFT},
    {NRR_MEASURE_UNITS_OPENING, 1, NRR__CELL_BASE_UNITS},
    {NRR_MEASURE_UNITS_CLOSING, 1, NRR__CELL_BASE_UNITS},
    {NRR_MEASURE_UNITS_CLOSING, -1, UNITS(CHURNED)},
    {NRR_MEASURE_UNITS_CLOSING, 1, UNITS(CARRIED_IN)},
    {NRR_MEASURE_UNITS_CLOSING, 1, UNITS(NEW)},
    {NRR_MEASURE_UNITS_CLOSING, 1, UNITS(REACTIVATED)},
    {NRR_MEASURE_UNITS_NEW, 1, UNITS(NEW)},
    {NRR_MEASURE_UNITS_REACTIVATED, 1, UNITS(REACTIVATED)},
    {NRR_MEASURE_UNITS_CARRIED_IN, 1, UNITS(CARRIED_IN)},
    {NRR_MEASURE_UNITS_EXPANDED, 1, UNITS(EXPANDED)},
    {NRR_MEASURE_UNITS_CONTRACTED, 1, UNITS(CONTRACTED)},
    {NRR_MEASURE_UNITS_CHURNED, 1, UNITS(CHURNED)},
    {NRR_MEASURE_UNITS_UNCHANGED, 1, NRR__CELL_BASE_UNITS},
    {NRR_MEASURE_UNITS_UNCHANGED, -1, UNITS(EXPANDED)},
    {NRR_MEASURE_UNITS_UNCHANGED, -1, UNITS(CONTRACTED)},
    {NRR_MEASURE_UNITS_UNCHANGED, -1, UNITS(CHURNED)},
    {NRR_MEASURE_UNITS_TRANSIENT, 1, UNITS(TRANSIENT)},
    {NRR_MEASURE_UNITS_RETURNED, 1, NRR__CELL_RETURNED},
    {NRR_MEASURE_RENEWALS_DUE, 1, NRR__CELL_RENEWALS_DUE},
    {NRR_MEASURE_RENEWALS_KEPT, 1, NRR__CELL_RENEWALS_KEPT},
};

#undef UNITS
#undef NET
#undef GROSS
#undef OUTSIDE

enum {
    MEASURE_TERMS = sizeof measure_terms / sizeof *measure_terms
};

/* The first term of a measure, or of a later one if it has none. */
static size_t measure_first(nrr_measure measure)
{
    size_t low = 0, high = MEASURE_TERMS;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (measure_terms[middle].measure < measure)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int nrr__measures_are_net(uint64_t measures)
{
    size_t i;

    if ((measures & nrr__measures_by_reason()) != 0)
        return 0;
    for (i = 0; i < MEASURE_TERMS; i++)
        if ((measures & nrr__measure_bit(measure_terms[i].measure)) != 0 &&
            measure_terms[i].cell >= NRR__CELL_NET)
            return 0;
    return 1;
}

/* The sum of the terms from one on that are of its measure. */
static nrr__wide measure_sum(size_t first, const nrr__wide *cells)
{
    nrr__wide value = nrr__wide_of(0);
    size_t i;

    for (i = first; i < MEASURE_TERMS && measure_terms[i].measure == measure_terms[first].measure; i++)
        value = measure_terms[i].sign > 0
                    ? nrr__wide_add(value, cells[measure_terms[i].cell])
                    : nrr__wide_subtract(value, cells[measure_terms[i].cell]);
    return value;
}

int nrr__measure_values(nrr_measure measure, const nrr__wide *cells, size_t cell_count, size_t rows,
                        int64_t *values)
{
    size_t first = measure_first(measure), row;

    for (row = 0; row < rows; row++) {
        nrr__wide value = measure_sum(first, cells + row * cell_count);
        /* By unit PARENT a part has the losses of its customers' lines, whose parents may lie in another. */
        nrr__assert(!nrr__wide_is_negative(value) || measure == NRR_MEASURE_RETAINED_LINES);
        if (!nrr__wide_to_int64(value, &values[row]))
            return 0;
    }
    return 1;
}

int nrr__measure_is_empty(const nrr__wide *cells)
{
    size_t state;

    for (state = 0; state < NRR__STATES; state++)
        if (!nrr__wide_is_zero(cells[2 * state]))
            return 0;
    return 1;
}
