/* SPDX-License-Identifier: MIT */
/* Cell: see cell.h. */
#include "cell.h"

#include "invariant.h"
#include "rate.h"

#include <string.h>

nrr__cell nrr__cell_begin(nrr__cell_only only)
{
    nrr__cell cell;

    memset(&cell, 0, sizeof cell);
    cell.only = only;
    return cell;
}

void nrr__cell_add(nrr__cell *cell, int32_t sign, nrr_measure measure, nrr_reason reason)
{
    nrr__cell_term *term = &cell->terms[cell->count];

    nrr__assert(cell->count < NRR__CELL_TERMS);
    cell->count++;
    term->sign = sign;
    term->measure = measure;
    term->reason = reason;
    cell->is_of_lines |= nrr__measure_is_of_lines(measure);
}

nrr__cell nrr__cell_of_measure(nrr_measure measure, nrr_reason reason)
{
    nrr__cell cell = nrr__cell_begin(NRR__ONLY_ANY);

    nrr__cell_add(&cell, 1, measure, reason);
    return cell;
}

nrr__cell nrr__cell_of_rate(nrr_rate rate, int side)
{
    nrr__cell cell = nrr__cell_begin(NRR__ONLY_ANY);
    const nrr__rate_term *term;
    size_t place = 0;

    while ((term = nrr__rate_next_term(rate, side, &place)) != NULL) {
        if (term->measure < NRR_MEASURE_REASON_GAIN) {
            nrr__cell_add(&cell, term->sign, term->measure, 0);
            continue;
        }
        nrr__cell_add(&cell, term->sign, term->measure, NRR_REASON_PRICE);
        nrr__cell_add(&cell, term->sign, term->measure, NRR_REASON_ESCALATOR);
    }
    return cell;
}

static int cell_has_unit(const nrr__cell *cell, const nrr__unit_period *view)
{
    switch (cell->only) {
    case NRR__ONLY_COHORT:
        return view->opening > 0;
    case NRR__ONLY_OUTSIDE:
        return view->opening == 0;
    case NRR__ONLY_RETURNED:
        return !nrr__wide_is_zero(nrr__unit_measure(view, NRR_MEASURE_UNITS_RETURNED, 0));
    case NRR__ONLY_STAYED:
        return nrr__wide_is_zero(nrr__unit_measure(view, NRR_MEASURE_UNITS_RETURNED, 0));
    default:
        return 1;
    }
}

nrr__wide nrr__cell_part(const nrr__cell *cell, const nrr__unit_period *view)
{
    nrr__wide sum = nrr__wide_of(0);
    size_t i;

    if (!cell_has_unit(cell, view))
        return sum;
    for (i = 0; i < cell->count; i++) {
        const nrr__cell_term *term = &cell->terms[i];
        nrr__wide part;
        if (view->unit->is_part && !nrr__measure_is_of_lines(term->measure))
            continue;
        if (term->measure >= NRR_MEASURE_REASON_GAIN && view->first == view->past)
            continue; /* without a movement there is no reason: most units are spared the call */
        part = nrr__unit_measure(view, term->measure, term->reason);
        sum = term->sign > 0 ? nrr__wide_add(sum, part) : nrr__wide_subtract(sum, part);
    }
    return sum;
}
