/* SPDX-License-Identifier: MIT */
/*
 * METRICS.md section 4: every measure of a period, unit by unit, each straight from its definition.
 */
#include "model/model.h"

#include <string.h>

/* One unit in one period. */
typedef struct model_view {
    const model_history *history;
    const model_query *query;
    model_unit unit;
    int64_t start;
    int64_t end;
    model_wide opening; /* O */
    model_wide closing; /* Z */
    size_t count;       /* of its movements within the period */
    model_movement movements[MODEL_FACTS_MAX];
} model_view;

static model_wide least(model_wide a, model_wide b)
{
    return a < b ? a : b;
}

static int is_within(int64_t time, int64_t start, int64_t end)
{
    return start <= time && time < end;
}

static void look_at(model_view *view, const model_history *history, const model_query *query,
                    size_t period, model_unit unit)
{
    model_movement all[MODEL_FACTS_MAX];
    size_t all_count = model_movements(history, unit, query->expiry, all);

    view->history = history;
    view->query = query;
    view->unit = unit;
    view->start = query->starts[period];
    view->end = query->ends[period];
    view->opening = model_level_before(history, unit, view->start);
    view->closing = model_level_before(history, unit, view->end);
    view->count = 0;
    for (size_t i = 0; i < all_count; i++) {
        if (is_within(all[i].time, view->start, view->end)) {
            view->movements[view->count++] = all[i];
        }
    }
}

static void add_gross_waterfall(const model_view *view, model_row *row)
{
    static const nrr_measure measure_of[MODEL_CLASSES] = {
        [MODEL_OPENING] = NRR_MEASURE_CARRIED_IN,        [MODEL_NEW] = NRR_MEASURE_NEW,
        [MODEL_REACTIVATION] = NRR_MEASURE_REACTIVATION, [MODEL_EXPANSION] = NRR_MEASURE_EXPANSION,
        [MODEL_CONTRACTION] = NRR_MEASURE_CONTRACTION,   [MODEL_CHURN] = NRR_MEASURE_CHURN,
    };

    for (size_t i = 0; i < view->count; i++) {
        row->measure[measure_of[view->movements[i].class_]] += view->movements[i].amount;
    }
}

static void add_cohort_waterfall(const model_view *view, model_row *row)
{
    if (view->opening == 0) {
        return;
    }
    for (size_t i = 0; i < view->count; i++) {
        const model_movement *movement = &view->movements[i];
        if (movement->before == 0) {
            row->measure[NRR_MEASURE_COHORT_REACTIVATION] += movement->amount;
        } else if (movement->after > movement->before) {
            row->measure[NRR_MEASURE_COHORT_EXPANSION] += movement->amount;
        } else if (movement->after > 0) {
            row->measure[NRR_MEASURE_COHORT_CONTRACTION] += movement->amount;
        } else {
            row->measure[NRR_MEASURE_COHORT_CHURN] += movement->amount;
        }
    }
    row->measure[NRR_MEASURE_COHORT_CLOSING] += view->closing;
}

static void add_net(model_row *row, nrr_measure amount, model_wide value, nrr_measure units)
{
    row->measure[amount] += value;
    row->measure[units] += 1;
}

static void add_net_arrival(const model_view *view, model_row *row)
{
    switch (view->movements[0].class_) {
    case MODEL_OPENING:
        add_net(row, NRR_MEASURE_NET_CARRIED_IN, view->closing, NRR_MEASURE_UNITS_CARRIED_IN);
        break;
    case MODEL_NEW:
        add_net(row, NRR_MEASURE_NET_NEW, view->closing, NRR_MEASURE_UNITS_NEW);
        break;
    default: /* the first movement of a unit at zero can be no other */
        add_net(row, NRR_MEASURE_NET_REACTIVATION, view->closing, NRR_MEASURE_UNITS_REACTIVATED);
        break;
    }
}

static void add_net_waterfall(const model_view *view, model_row *row)
{
    model_wide opening = view->opening;
    model_wide closing = view->closing;

    if (opening == 0 && closing > 0) {
        add_net_arrival(view, row);
    } else if (opening > 0 && closing == 0) {
        add_net(row, NRR_MEASURE_NET_CHURN, opening, NRR_MEASURE_UNITS_CHURNED);
    } else if (closing > opening) {
        add_net(row, NRR_MEASURE_NET_EXPANSION, closing - opening, NRR_MEASURE_UNITS_EXPANDED);
    } else if (closing < opening) {
        add_net(row, NRR_MEASURE_NET_CONTRACTION, opening - closing, NRR_MEASURE_UNITS_CONTRACTED);
    } else if (opening > 0) {
        row->measure[NRR_MEASURE_UNITS_UNCHANGED] += 1;
    }
    row->measure[NRR_MEASURE_OPENING] += opening;
    row->measure[NRR_MEASURE_CLOSING] += closing;
    row->measure[NRR_MEASURE_UNITS_OPENING] += opening > 0;
    row->measure[NRR_MEASURE_UNITS_CLOSING] += closing > 0;
}

/* The lowest and the highest level that the unit has between the period's start and its end, both
 * included: just before the start, and after each instant within. */
static void extremes(const model_view *view, model_wide *lowest, model_wide *highest)
{
    int64_t instants[MODEL_FACTS_MAX];
    size_t count = model_instants(view->history, view->unit, instants);

    *lowest = view->opening;
    *highest = view->opening;
    for (size_t i = 0; i < count; i++) {
        if (is_within(instants[i], view->start, view->end)) {
            model_wide level = model_level_after(view->history, view->unit, instants[i]);
            *lowest = least(*lowest, level);
            *highest = level > *highest ? level : *highest;
        }
    }
}

static void add_retained(const model_view *view, model_row *row)
{
    model_wide lowest;
    model_wide highest;
    model_wide losses = 0;

    extremes(view, &lowest, &highest);
    if (view->opening == 0) {
        row->measure[NRR_MEASURE_UNITS_TRANSIENT] += view->closing == 0 && highest > 0;
        return;
    }
    row->measure[NRR_MEASURE_UNITS_RETURNED] += lowest == 0 && view->closing > 0;
    row->measure[NRR_MEASURE_RETAINED] += least(view->opening, view->closing);
    row->measure[NRR_MEASURE_RETAINED_PATH] += lowest;
    for (size_t i = 0; i < view->count; i++) {
        if (view->movements[i].after < view->movements[i].before) {
            losses += view->movements[i].amount;
        }
    }
    if (losses < view->opening) {
        row->measure[NRR_MEASURE_RETAINED_CAPPED] += view->opening - losses;
    }
}

int model_reason_column(const model_query *query, nrr_reason reason)
{
    if (reason >= 0 && reason < MODEL_REASONS) {
        return reason;
    }
    if (reason == NRR_REASON_HOST_SUM) {
        return MODEL_REASONS;
    }
    for (size_t i = 0; i < query->code_count; i++) {
        if (query->codes[i] == reason) {
            return MODEL_REASONS + 1 + (int)i;
        }
    }
    return -1;
}

static void add_reasons(const model_view *view, model_row *row)
{
    if (view->opening == 0) {
        return;
    }
    for (size_t i = 0; i < view->count; i++) {
        const model_movement *movement = &view->movements[i];
        model_wide *columns = movement->after > movement->before ? row->gain : row->loss;
        int own = model_reason_column(view->query, movement->reason);
        if (movement->reason >= NRR_REASON_HOST) {
            columns[model_reason_column(view->query, NRR_REASON_HOST_SUM)] += movement->amount;
        }
        if (own >= 0) {
            columns[own] += movement->amount;
        }
    }
}

static int is_up_for_renewal(const model_history *history, model_unit line, int64_t instant)
{
    for (size_t i = 0; i < history->count; i++) {
        const model_fact *fact = &history->steps[i].fact;
        int is_renewal = fact->kind == NRR_KIND_RENEWAL;
        int is_refusal = fact->kind == NRR_KIND_CHURN && fact->reason == NRR_REASON_NON_RENEWAL;
        if (model_belongs(fact, line) && fact->time == instant && (is_renewal || is_refusal)) {
            return 1;
        }
    }
    return 0;
}

static void add_renewal(const model_history *history, model_unit line, int64_t instant,
                        model_row *row)
{
    model_wide before = model_level_before(history, line, instant);
    model_wide after = model_level_after(history, line, instant);

    if (before == 0) {
        return;
    }
    row->measure[NRR_MEASURE_RENEWAL_DUE] += before;
    row->measure[NRR_MEASURE_RENEWAL_RETAINED] += least(before, after);
    row->measure[NRR_MEASURE_RENEWAL_UPLIFT] += after > before ? after - before : 0;
    row->measure[NRR_MEASURE_RENEWALS_DUE] += 1;
    row->measure[NRR_MEASURE_RENEWALS_KEPT] += after > 0;
}

/* What is counted by line, whatever the unit. */
static void add_line(const model_history *history, model_unit line, model_row *row)
{
    int64_t instants[MODEL_FACTS_MAX];
    size_t count = model_instants(history, line, instants);

    row->measure[NRR_MEASURE_RETAINED_LINES] += least(model_level_before(history, line, row->start),
                                                      model_level_before(history, line, row->end));
    for (size_t i = 0; i < count; i++) {
        if (is_within(instants[i], row->start, row->end) &&
            is_up_for_renewal(history, line, instants[i])) {
            add_renewal(history, line, instants[i], row);
        }
    }
}

static uint32_t flags_of(const model_row *row, const model_coverage *coverage, int happened)
{
    uint32_t flags = 0;

    if (coverage->has_end && row->end > coverage->end) {
        flags |= NRR_ROW_PARTIAL;
    }
    if (coverage->has_start && row->start < coverage->start) {
        flags |= NRR_ROW_INCOMPLETE;
    }
    if (!happened && row->measure[NRR_MEASURE_RENEWALS_DUE] == 0) {
        flags |= NRR_ROW_EMPTY;
    }
    return flags;
}

/* Whether the units of a row are all, or those of a group that this one belongs to. */
static int is_of_row(const model_history *history, const model_query *query, size_t period,
                     const model_grouping *grouping, const model_group *group, model_unit unit)
{
    return group == NULL ||
           model_group_order(model_group_of(history, query, grouping, unit, period), *group) == 0;
}

static int has_line(const model_history *history, model_unit unit, model_unit line)
{
    for (size_t i = 0; i < history->count; i++) {
        if (model_belongs(&history->steps[i].fact, line) &&
            model_belongs(&history->steps[i].fact, unit)) {
            return 1;
        }
    }
    return 0;
}

void model_compute_row(const model_history *history, const model_query *query,
                       const model_coverage *coverage, size_t period,
                       const model_grouping *grouping, const model_group *group, model_row *row)
{
    model_unit units[MODEL_FACTS_MAX];
    model_unit lines[MODEL_FACTS_MAX];
    model_view view;
    size_t count = model_units(history, query->unit, units);
    size_t line_count = model_units(history, NRR_UNIT_LINE, lines);
    int happened = 0;

    memset(row, 0, sizeof *row);
    row->start = query->starts[period];
    row->end = query->ends[period];
    for (size_t i = 0; i < count; i++) {
        if (!is_of_row(history, query, period, grouping, group, units[i])) {
            continue;
        }
        look_at(&view, history, query, period, units[i]);
        add_gross_waterfall(&view, row);
        add_cohort_waterfall(&view, row);
        add_net_waterfall(&view, row);
        add_retained(&view, row);
        add_reasons(&view, row);
        happened = happened || view.opening > 0 || view.count > 0;
        for (size_t j = 0; j < line_count; j++) { /* they go where their unit goes */
            if (has_line(history, units[i], lines[j])) {
                add_line(history, lines[j], row);
            }
        }
    }
    row->flags = flags_of(row, coverage, happened);
}

/* Whether a measure that was asked for doesn't fit. */
static int row_overflows(const model_row *row, const model_query *query)
{
    for (int m = 1; m < MODEL_MEASURES; m++) {
        if ((query->asked & MODEL_BIT(m)) != 0 && row->measure[m] > INT64_MAX) {
            return 1;
        }
    }
    for (int c = 0; c < MODEL_REASON_COLUMNS; c++) {
        if ((query->asked & MODEL_BIT(NRR_MEASURE_REASON_GAIN)) != 0 && row->gain[c] > INT64_MAX) {
            return 1;
        }
        if ((query->asked & MODEL_BIT(NRR_MEASURE_REASON_LOSS)) != 0 && row->loss[c] > INT64_MAX) {
            return 1;
        }
    }
    return 0;
}

void model_compute(const model_history *history, const model_query *query,
                   const model_coverage *coverage, model_report *report)
{
    report->count = query->period_count;
    report->row_groups = 1;
    report->status = model_levels_overflow(history, query->unit) ? NRR_E_OVERFLOW : NRR_OK;
    for (size_t i = 0; i < report->count; i++) {
        model_compute_row(history, query, coverage, i, NULL, NULL, &report->rows[i]);
        if (row_overflows(&report->rows[i], query)) {
            report->status = NRR_E_OVERFLOW;
        }
    }
}
