/* SPDX-License-Identifier: MIT */
/* Unit period: see unit_period.h. Each measure is written down as it is defined, for one unit. */
#include "unit_period.h"

#include "invariant.h"

void nrr__unit_in(nrr__unit_period *view, const nrr__unit_walk *walk, const nrr__unit *unit,
                  const nrr_query *query)
{
    const nrr__presence *presence = unit->presence;

    nrr__assert(walk->presences.period != NULL);
    nrr__assert(presence->opening > 0 || presence->first != presence->past);
    view->unit = unit;
    view->query = query;
    view->start = walk->presences.period->start;
    view->end = walk->presences.period->end;
    view->first = presence->first;
    view->past = presence->past;
    view->opening = presence->opening;
    view->closing = presence->closing;
}

static int64_t unit_least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* --- movements ----------------------------------------------------------------------------------- */

/* The amount of a movement. Levels are at least 0, so the difference fits. */
static nrr__wide unit_amount(const nrr__unit_period *view, uint32_t movement)
{
    int64_t before = nrr__level_before(&view->unit->movements, movement);
    int64_t after = nrr__level_after(&view->unit->movements, movement);

    return nrr__wide_of(after > before ? after - before : before - after);
}

nrr__wide nrr__unit_gross(const nrr__unit_period *view, nrr__class wanted)
{
    nrr__wide sum = nrr__wide_of(0);
    uint32_t i;

    for (i = view->first; i < view->past; i++)
        if (nrr__unit_class(&view->unit->movements, view->query, i) == wanted)
            sum = nrr__wide_add(sum, unit_amount(view, i));
    return sum;
}

nrr__wide nrr__unit_from_zero(const nrr__unit_period *view)
{
    nrr__wide sum = nrr__wide_of(0);
    uint32_t i;

    for (i = view->first; i < view->past; i++)
        if (nrr__level_before(&view->unit->movements, i) == 0)
            sum = nrr__wide_add(sum, unit_amount(view, i));
    return sum;
}

nrr__wide nrr__unit_losses(const nrr__unit_period *view)
{
    return nrr__wide_add(nrr__unit_gross(view, NRR__CLASS_CONTRACTION),
                         nrr__unit_gross(view, NRR__CLASS_CHURN));
}

int64_t nrr__unit_lowest(const nrr__unit_period *view)
{
    int64_t lowest = view->opening;
    uint32_t i;

    for (i = view->first; i < view->past; i++)
        lowest = unit_least(lowest, nrr__level_after(&view->unit->movements, i));
    return lowest;
}

/* Whether a movement has a reason that stands under this one. */
static int unit_has_reason(const nrr__unit_period *view, uint32_t movement, nrr_reason reason)
{
    const uint16_t *reasons = view->unit->movements.reasons;
    nrr_reason own = reasons == NULL ? NRR_REASON_UNSPECIFIED : reasons[movement];

    return reason == NRR_REASON_HOST_SUM ? own >= NRR_REASON_HOST : own == reason;
}

/* Gains or losses of a cohort unit with a reason. */
static nrr__wide unit_reason(const nrr__unit_period *view, nrr_reason reason, int is_loss)
{
    const nrr__unit_movements *unit = &view->unit->movements;
    nrr__wide sum = nrr__wide_of(0);
    uint32_t i;

    if (view->opening == 0)
        return sum;
    for (i = view->first; i < view->past; i++)
        if ((nrr__level_after(unit, i) < nrr__level_before(unit, i)) == is_loss &&
            unit_has_reason(view, i, reason))
            sum = nrr__wide_add(sum, unit_amount(view, i));
    return sum;
}

/* --- point to point ------------------------------------------------------------------------------ */

/* Whether the unit came in the period, and as what: O = 0 < Z, and the class of its first movement. */
static int unit_came_as(const nrr__unit_period *view, nrr__class wanted)
{
    return view->opening == 0 && view->closing > 0 &&
           nrr__unit_class(&view->unit->movements, view->query, view->first) == wanted;
}

static int64_t unit_net(const nrr__unit_period *view, nrr_measure measure)
{
    int64_t opening = view->opening, closing = view->closing;

    switch (measure) {
    case NRR_MEASURE_NET_CARRIED_IN:
        return unit_came_as(view, NRR__CLASS_OPENING) ? closing : 0;
    case NRR_MEASURE_NET_NEW:
        return unit_came_as(view, NRR__CLASS_NEW) ? closing : 0;
    case NRR_MEASURE_NET_REACTIVATION:
        return unit_came_as(view, NRR__CLASS_REACTIVATION) ? closing : 0;
    case NRR_MEASURE_NET_EXPANSION:
        return opening > 0 && closing > opening ? closing - opening : 0;
    case NRR_MEASURE_NET_CONTRACTION:
        return closing > 0 && closing < opening ? opening - closing : 0;
    default: /* NRR_MEASURE_NET_CHURN */
        return closing == 0 ? opening : 0;
    }
}

static int unit_counts(const nrr__unit_period *view, nrr_measure measure)
{
    int64_t opening = view->opening, closing = view->closing;

    switch (measure) {
    case NRR_MEASURE_UNITS_OPENING:
        return opening > 0;
    case NRR_MEASURE_UNITS_CLOSING:
        return closing > 0;
    case NRR_MEASURE_UNITS_NEW:
        return unit_came_as(view, NRR__CLASS_NEW);
    case NRR_MEASURE_UNITS_REACTIVATED:
        return unit_came_as(view, NRR__CLASS_REACTIVATION);
    case NRR_MEASURE_UNITS_CARRIED_IN:
        return unit_came_as(view, NRR__CLASS_OPENING);
    case NRR_MEASURE_UNITS_EXPANDED:
        return opening > 0 && closing > opening;
    case NRR_MEASURE_UNITS_CONTRACTED:
        return closing > 0 && closing < opening;
    case NRR_MEASURE_UNITS_CHURNED:
        return opening > 0 && closing == 0;
    case NRR_MEASURE_UNITS_UNCHANGED:
        return opening > 0 && closing == opening;
    case NRR_MEASURE_UNITS_TRANSIENT:
        return opening == 0 && closing == 0; /* it is there, so it moved */
    default: /* NRR_MEASURE_UNITS_RETURNED */
        return opening > 0 && closing > 0 && nrr__unit_lowest(view) == 0;
    }
}

/* What is left of the opening after the unit's own losses, at least 0. */
static nrr__wide unit_capped(const nrr__unit_period *view)
{
    nrr__wide left = nrr__wide_subtract(nrr__wide_of(view->opening), nrr__unit_losses(view));

    return nrr__wide_is_negative(left) ? nrr__wide_of(0) : left;
}

/* Measures of amounts that are no waterfall. */
static nrr__wide unit_level(const nrr__unit_period *view, nrr_measure measure)
{
    switch (measure) {
    case NRR_MEASURE_OPENING:
        return nrr__wide_of(view->opening);
    case NRR_MEASURE_CLOSING:
        return nrr__wide_of(view->closing);
    case NRR_MEASURE_COHORT_CLOSING:
        return nrr__wide_of(view->opening > 0 ? view->closing : 0);
    case NRR_MEASURE_RETAINED:
        return nrr__wide_of(unit_least(view->opening, view->closing));
    case NRR_MEASURE_RETAINED_PATH:
        return nrr__wide_of(nrr__unit_lowest(view));
    default: /* NRR_MEASURE_RETAINED_CAPPED */
        return unit_capped(view);
    }
}

/* --- lines --------------------------------------------------------------------------------------- */

static int unit_is_due(const nrr__unit_period *view, const nrr__renewal *renewal)
{
    return view->start <= renewal->time && renewal->time < view->end;
}

/* A renewal's part of a measure. */
static int64_t unit_renewal(const nrr__renewal *renewal, nrr_measure measure)
{
    switch (measure) {
    case NRR_MEASURE_RENEWAL_DUE:
        return renewal->before;
    case NRR_MEASURE_RENEWAL_RETAINED:
        return unit_least(renewal->before, renewal->after);
    case NRR_MEASURE_RENEWAL_UPLIFT:
        return renewal->after > renewal->before ? renewal->after - renewal->before : 0;
    case NRR_MEASURE_RENEWALS_DUE:
        return 1;
    default: /* NRR_MEASURE_RENEWALS_KEPT */
        return renewal->after > 0;
    }
}

static nrr__wide unit_renewals(const nrr__unit_period *view, nrr_measure measure)
{
    nrr__wide sum = nrr__wide_of(0);
    uint32_t i;

    for (i = 0; i < view->unit->renewal_count; i++)
        if (unit_is_due(view, &view->unit->renewals[i]))
            sum = nrr__wide_add(sum, nrr__wide_of(unit_renewal(&view->unit->renewals[i], measure)));
    return sum;
}

static int64_t unit_level_at(const nrr__unit_movements *unit, int64_t instant)
{
    return nrr__level_before(unit, nrr__count_before(unit, 0, instant));
}

/* The lines of a group are those of its parts. */
static nrr__wide unit_retained_lines(const nrr__unit_period *view)
{
    const nrr__unit *unit = view->unit;
    nrr__wide sum = nrr__wide_of(0);
    uint32_t line;

    if (unit->group != 0 && !unit->is_part)
        return sum;
    if (unit->line_first == unit->line_end)
        return nrr__wide_of(unit_least(view->opening, view->closing));
    for (line = unit->line_first; line < unit->line_end; line++) {
        nrr__unit_movements own = nrr__track_unit(unit->lines, line);
        int64_t retained =
            unit_least(unit_level_at(&own, view->start), unit_level_at(&own, view->end));
        sum = nrr__wide_add(sum, nrr__wide_of(retained));
    }
    return sum;
}

int nrr__measure_is_of_lines(nrr_measure measure)
{
    return (measure >= NRR_MEASURE_RETAINED_LINES && measure <= NRR_MEASURE_RENEWAL_UPLIFT) ||
           measure == NRR_MEASURE_RENEWALS_DUE || measure == NRR_MEASURE_RENEWALS_KEPT;
}

/* --- all of them --------------------------------------------------------------------------------- */

/* The class that a measure of the gross waterfall is about. */
static nrr__class unit_class_of(nrr_measure measure)
{
    /* By measure, in order: C++, which the amalgamation is too, has no designators of elements. */
    static const uint8_t classes[] = {
        0, 0, 0, /* no measure, opening, closing */
        NRR__CLASS_OPENING,     /* carried in */
        NRR__CLASS_NEW,         /* new */
        NRR__CLASS_REACTIVATION, /* reactivation */
        NRR__CLASS_EXPANSION,   /* expansion */
        NRR__CLASS_CONTRACTION, /* contraction */
        NRR__CLASS_CHURN,       /* churn */
        NRR__CLASS_EXPANSION,   /* cohort expansion */
        NRR__CLASS_CONTRACTION, /* cohort contraction */
        NRR__CLASS_CHURN,       /* cohort churn */
    };

    return (nrr__class)classes[measure];
}

static nrr__wide unit_waterfall(const nrr__unit_period *view, nrr_measure measure)
{
    if (measure >= NRR_MEASURE_COHORT_EXPANSION && view->opening == 0)
        return nrr__wide_of(0);
    if (measure == NRR_MEASURE_COHORT_REACTIVATION)
        return nrr__unit_from_zero(view);
    return nrr__unit_gross(view, unit_class_of(measure));
}

nrr__wide nrr__unit_measure(const nrr__unit_period *view, nrr_measure measure, nrr_reason reason)
{
    if (measure == NRR_MEASURE_RETAINED_LINES)
        return unit_retained_lines(view);
    if (nrr__measure_is_of_lines(measure))
        return unit_renewals(view, measure);
    if (measure >= NRR_MEASURE_REASON_GAIN)
        return unit_reason(view, reason, measure == NRR_MEASURE_REASON_LOSS);
    if (measure >= NRR_MEASURE_UNITS_OPENING)
        return nrr__wide_of(unit_counts(view, measure));
    if (measure >= NRR_MEASURE_CARRIED_IN && measure <= NRR_MEASURE_COHORT_REACTIVATION)
        return unit_waterfall(view, measure);
    if (measure >= NRR_MEASURE_NET_CARRIED_IN && measure <= NRR_MEASURE_NET_CHURN)
        return nrr__wide_of(unit_net(view, measure));
    return unit_level(view, measure);
}
