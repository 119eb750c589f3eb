/* SPDX-License-Identifier: MIT */
/* Sweep: see sweep.h. */
#include "sweep.h"

#include "invariant.h"
#include "memory.h"
#include "window.h"

#include <string.h>

nrr_status nrr__sweep_begin(nrr__sweep *sweep, const nrr_query *query,
                            const nrr_allocator *memory)
{
    size_t reason_slots = 0;
    nrr_status status;

    memset(sweep, 0, sizeof *sweep);
    sweep->memory = *memory;
    sweep->query = query;
    sweep->measures = query->measures != 0 ? query->measures : nrr__measures_all();
    if ((sweep->measures & nrr__measures_by_reason()) != 0)
        reason_slots = NRR__REASON_SLOT_FIRST_NAMED_HOST + query->reason_count;
    status = nrr__plan_make(&sweep->plan, query, memory);
    if (status != NRR_OK)
        return status;
    status = nrr__sums_make(&sweep->sums, &sweep->plan, reason_slots, memory);
    if (status != NRR_OK)
        return status;
    sweep->reasons = &sweep->reason_sums;
    return nrr__reason_sums_make(&sweep->reason_sums, query, reason_slots, memory);
}

void nrr__sweep_end(nrr__sweep *sweep)
{
    const nrr_allocator *memory = &sweep->memory;

    nrr__memory_release(memory, sweep->lowest, sweep->lowest_capacity, sizeof *sweep->lowest);
    nrr__reason_sums_end(&sweep->reason_sums, memory);
    if (sweep->sums.cells != NULL)
        nrr__sums_end(&sweep->sums, memory);
    nrr__plan_end(&sweep->plan, memory);
}

static int sweep_wants(const nrr__sweep *sweep, nrr_measure measure)
{
    return (sweep->measures & nrr__measure_bit(measure)) != 0;
}

/* Adds what the window sums by reason come to. */
static void sweep_add_reasons(const nrr__sweep *sweep, const nrr__span *span)
{
    const nrr__reason_sums *reasons = sweep->reasons;
    size_t i;

    for (i = 0; i < reasons->touched_count; i++) {
        size_t slot = reasons->touched[i];
        if (!nrr__wide_is_zero(reasons->sums[slot]))
            nrr__sums_add_wide(&sweep->sums, span, NRR__SUM_FIXED + slot, reasons->sums[slot]);
    }
}

/* What is left of the opening after the unit's own losses, at least 0. */
static int64_t sweep_capped(const nrr__window *window, int64_t opening)
{
    nrr__wide left = nrr__wide_subtract(nrr__wide_of(opening), window->sums[NRR__CLASS_CONTRACTION]);
    int64_t capped = 0;

    left = nrr__wide_subtract(left, window->sums[NRR__CLASS_CHURN]);
    if (nrr__wide_is_negative(left))
        return 0;
    (void)nrr__wide_to_int64(left, &capped); /* at most the opening: it fits */
    return capped;
}

/* Measures of the cohort: units with an opening level. */
static void sweep_add_cohort(const nrr__window *window, const nrr__span *span)
{
    const nrr__sweep *sweep = window->sweep;
    int64_t opening = nrr__window_opening(window), lowest = nrr__window_lowest(window);
    size_t own_class;

    nrr__sums_add(&sweep->sums, span, NRR__SUM_RETAINED_PATH, lowest);
    nrr__sums_add(&sweep->sums, span, NRR__SUM_RETAINED_CAPPED, sweep_capped(window, opening));
    if (window->left == window->entered)
        return;
    if (lowest == 0 && nrr__window_closing(window) > 0)
        nrr__sums_add(&sweep->sums, span, NRR__SUM_RETURNED, 1);
    for (own_class = NRR__CLASS_NEW; own_class <= NRR__CLASS_CHURN; own_class++)
        if (!nrr__wide_is_zero(window->sums[own_class]))
            nrr__sums_add_wide(&sweep->sums, span, NRR__SUM_COHORT + own_class, window->sums[own_class]);
    sweep_add_reasons(sweep, span);
}

static void sweep_add_unit(const nrr__window *window, const nrr__span *span)
{
    const nrr__sums *sums = &window->sweep->sums;
    nrr__state state = nrr__window_state(window);
    int64_t opening = nrr__window_opening(window);

    if (state == NRR__STATE_NONE)
        return;
    nrr__sums_add(sums, span, NRR__SUM_STATE_UNITS + (size_t)state, 1);
    nrr__sums_add(sums, span, NRR__SUM_STATE_OPENING + (size_t)state, opening);
    nrr__sums_add(sums, span, NRR__SUM_STATE_CLOSING + (size_t)state, nrr__window_closing(window));
    if (opening > 0)
        sweep_add_cohort(window, span);
}

static void sweep_add_line(const nrr__window *window, const nrr__span *span)
{
    int64_t opening = nrr__window_opening(window), closing = nrr__window_closing(window);

    nrr__sums_add(&window->sweep->sums, span, NRR__SUM_RETAINED_LINES,
                  opening < closing ? opening : closing);
}

/* What the movements of a unit stand for: the unit that is measured, a line, or both. */
typedef struct sweep_role {
    int is_unit, is_line;
} sweep_role;

static void sweep_run(const nrr__sweep *sweep, const nrr__run *run, const nrr__unit_movements *unit,
                      sweep_role role)
{
    nrr__window window = nrr__window_begin(sweep, run, unit, role.is_unit);
    nrr__span span = {run, 0, 0};

    for (; span.from < run->count; span.from = span.to) {
        nrr__window_move(&window, span.from);
        span.to = nrr__window_next(&window, span.from);
        if (role.is_unit)
            sweep_add_unit(&window, &span);
        if (role.is_line)
            sweep_add_line(&window, &span);
    }
    nrr__reason_sums_clear(sweep->reasons);
}

/* Sweeps one unit of a track over all runs. */
static void sweep_unit(const nrr__sweep *sweep, const nrr__track *track, uint32_t number,
                       sweep_role role)
{
    uint32_t first = track->first[number], run;
    nrr__unit_movements unit;

    unit.count = track->first[number + 1] - first;
    if (unit.count == 0)
        return;
    unit.times = track->times + first;
    unit.levels = track->levels + first;
    unit.reasons = track->reasons == NULL ? NULL : track->reasons + first;
    unit.classes = track->classes + first;
    for (run = 0; run < sweep->plan.run_count; run++)
        sweep_run(sweep, &sweep->plan.runs[run], &unit, role);
}

/* A customer of a block, and whether it is a unit of its own. */
typedef struct sweep_customer {
    uint32_t number; /* in the block */
    int is_unit;
} sweep_customer;

/* Sweeps the lines of a customer that has several. */
static void sweep_lines(const nrr__sweep *sweep, const nrr__timeline *timeline, uint32_t customer)
{
    sweep_role role = {sweep->query->unit == NRR_UNIT_LINE, 1};
    uint32_t line = timeline->first_line[customer], end = timeline->first_line[customer + 1];

    for (; line < end; line++)
        sweep_unit(sweep, &timeline->lines, line, role);
}

static void sweep_add_customer(const nrr__sweep *sweep, const nrr__timeline *timeline,
                               sweep_customer customer)
{
    int by_line = sweep->query->unit == NRR_UNIT_LINE;
    int has_lines = timeline->first_line != NULL &&
                    timeline->first_line[customer.number] != timeline->first_line[customer.number + 1];
    sweep_role role = {customer.is_unit && !(by_line && has_lines), !has_lines};

    if (role.is_unit || role.is_line)
        sweep_unit(sweep, &timeline->customers, customer.number, role);
    if (has_lines && (by_line || sweep_wants(sweep, NRR_MEASURE_RETAINED_LINES)))
        sweep_lines(sweep, timeline, customer.number);
}

static void sweep_renewal(const nrr__sweep *sweep, const nrr__run *run, const nrr__renewal *renewal)
{
    const nrr__sums *sums = &sweep->sums;
    nrr__span span = {run, 0, 0};
    int64_t before = renewal->before, after = renewal->after;

    nrr__assert(before > 0 && after >= 0);
    span.from = nrr__run_place_above(sweep->plan.ends + run->first, 0, run->count, renewal->time);
    span.to = nrr__run_place_above(sweep->plan.starts + run->first, 0, run->count, renewal->time);
    if (span.from >= span.to)
        return;
    nrr__sums_add(sums, &span, NRR__SUM_RENEWAL_DUE, before);
    nrr__sums_add(sums, &span, NRR__SUM_RENEWAL_RETAINED, before < after ? before : after);
    nrr__sums_add(sums, &span, NRR__SUM_RENEWAL_UPLIFT, after > before ? after - before : 0);
    nrr__sums_add(sums, &span, NRR__SUM_RENEWALS_DUE, 1);
    nrr__sums_add(sums, &span, NRR__SUM_RENEWALS_KEPT, after > 0);
}

static void sweep_renewals(const nrr__sweep *sweep, const nrr__timeline *timeline)
{
    uint32_t i, run;

    for (i = 0; i < timeline->renewal_count; i++)
        for (run = 0; run < sweep->plan.run_count; run++)
            sweep_renewal(sweep, &sweep->plan.runs[run], &timeline->renewals[i]);
}

/* The sliding minimum of a unit never holds more than the unit has movements. */
static nrr_status sweep_reserve(nrr__sweep *sweep, const nrr__track *track)
{
    size_t needed = track->movement_count;
    uint32_t *lowest;

    if (needed <= sweep->lowest_capacity)
        return NRR_OK;
    lowest = nrr__memory_resize(&sweep->memory, sweep->lowest, sweep->lowest_capacity, needed,
                                sizeof *lowest);
    if (lowest == NULL)
        return NRR_E_MEMORY;
    sweep->lowest = lowest;
    sweep->lowest_capacity = needed;
    return NRR_OK;
}

nrr_status nrr__sweep_block(nrr__sweep *sweep, const nrr__timeline *timeline,
                            uint32_t first_customer, const nrr__parent_timeline *parents)
{
    nrr_status status = sweep_reserve(sweep, &timeline->customers);
    sweep_customer customer;

    if (status == NRR_OK)
        status = sweep_reserve(sweep, &timeline->lines);
    if (status != NRR_OK)
        return status;
    if (sweep->query->unit == NRR_UNIT_LINE ? timeline->line_overflow : timeline->customer_overflow)
        return NRR_E_OVERFLOW;
    for (customer.number = 0; customer.number < timeline->customers.unit_count; customer.number++) {
        customer.is_unit = !nrr__parent_timeline_has(parents, first_customer + customer.number);
        sweep_add_customer(sweep, timeline, customer);
    }
    sweep_renewals(sweep, timeline);
    return NRR_OK;
}

nrr_status nrr__sweep_groups(nrr__sweep *sweep, const nrr__parent_timeline *parents)
{
    nrr_status status = sweep_reserve(sweep, &parents->groups);
    sweep_role role = {1, 0};
    uint32_t group;

    if (status != NRR_OK)
        return status;
    if (parents->overflow)
        return NRR_E_OVERFLOW;
    for (group = 0; group < parents->groups.unit_count; group++)
        sweep_unit(sweep, &parents->groups, group, role);
    return NRR_OK;
}
