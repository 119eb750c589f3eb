/* SPDX-License-Identifier: MIT */
/*
 * Periods of every shape: series, trailing windows, nested, overlapping, the same one twice, a
 * single one, in any order, near the facts, far from them and at the ends of time.
 */
#include "model/scenario.h"

static int64_t clamp(model_wide instant)
{
    if (instant < INT64_MIN) {
        return INT64_MIN;
    }
    return instant > INT64_MAX ? INT64_MAX : (int64_t)instant;
}

/* An instant at which a period may begin or end: two ticks around the facts, seldom anywhere. */
int64_t scenario_instant(random_source *source, const scenario_clock *clock)
{
    static const int64_t odd[] = {INT64_MIN, INT64_MIN + 1, -1, 0, 1, INT64_MAX - 1, INT64_MAX};

    if (random_chance(source, 3)) {
        return odd[random_below(source, sizeof odd / sizeof odd[0])];
    }
    return clamp((model_wide)clock->first + random_between(source, -2, clock->span + 2));
}

static void add_period(scenario_query *query, int64_t one, int64_t other)
{
    model_query *model = &query->model;

    if (one == other) {
        other = other == INT64_MAX ? other - 1 : other + 1;
    }
    model->starts[model->period_count] = one < other ? one : other;
    model->ends[model->period_count] = one < other ? other : one;
    model->period_count++;
}

/* A calendar series (window 1) or trailing windows, with steps of one or of any lengths. */
static void make_windows(scenario_query *query, random_source *source, const scenario_clock *clock)
{
    size_t count = 2 + (size_t)random_below(source, 12);
    int64_t step = random_chance(source, 50) ? 0 : random_between(source, 1, 3);
    model_wide edge = clamp((model_wide)clock->first - random_between(source, -2, 2));

    for (size_t i = 0; i < count && edge <= INT64_MAX; i++) {
        query->edges[query->edge_count++] = (int64_t)edge;
        edge += step > 0 ? step : random_between(source, 1, 3);
    }
    if (query->edge_count < 2) {
        query->edge_count = 0;
        add_period(query, clock->first, clamp(edge));
        return;
    }
    query->window =
        1 + (random_chance(source, 50) ? 0 : random_below(source, query->edge_count - 1));
    for (size_t i = query->window; i < query->edge_count; i++) {
        add_period(query, query->edges[i - query->window], query->edges[i]);
    }
}

static void make_any(scenario_query *query, random_source *source, const scenario_clock *clock)
{
    size_t count = 1 + (size_t)random_below(source, 8);

    for (size_t i = 0; i < count; i++) {
        add_period(query, scenario_instant(source, clock), scenario_instant(source, clock));
    }
}

/* Each within the one before it, or around it. */
static void make_nested(scenario_query *query, random_source *source, const scenario_clock *clock)
{
    model_query *model = &query->model;
    int inward = random_chance(source, 50);
    size_t count = 2 + (size_t)random_below(source, 4);

    add_period(query, scenario_instant(source, clock), scenario_instant(source, clock));
    while (model->period_count < count) {
        model_wide start = model->starts[model->period_count - 1];
        model_wide end = model->ends[model->period_count - 1];
        int64_t margin = random_between(source, 0, 2);
        start += inward ? margin : -margin;
        end -= inward ? random_between(source, 0, 2) : -random_between(source, 0, 2);
        if (start >= end) {
            break;
        }
        add_period(query, clamp(start), clamp(end));
    }
}

static void repeat_some(scenario_query *query, random_source *source)
{
    model_query *model = &query->model;
    size_t again = 1 + (size_t)random_below(source, 3);

    query->edge_count = 0;
    for (; again > 0 && model->period_count < MODEL_PERIODS_MAX; again--) {
        size_t which = (size_t)random_below(source, model->period_count);
        add_period(query, model->starts[which], model->ends[which]);
    }
}

static void reorder(scenario_query *query, random_source *source)
{
    size_t order[MODEL_PERIODS_MAX];
    model_query before = query->model;

    query->edge_count = 0;
    random_order(source, order, before.period_count);
    for (size_t i = 0; i < before.period_count; i++) {
        query->model.starts[i] = before.starts[order[i]];
        query->model.ends[i] = before.ends[order[i]];
    }
}

void scenario_make_periods(scenario_query *query, random_source *source,
                           const scenario_clock *clock)
{
    uint64_t shape = random_below(source, 100);

    query->model.period_count = 0;
    query->edge_count = 0;
    if (shape < 40) {
        make_windows(query, source, clock);
    } else if (shape < 65) {
        make_any(query, source, clock);
    } else if (shape < 80) {
        make_nested(query, source, clock);
    } else if (shape < 85) {
        add_period(query, INT64_MIN, INT64_MAX);
    } else if (shape < 90) {
        add_period(query, scenario_instant(source, clock), scenario_instant(source, clock));
    } else {
        make_windows(query, source, clock);
        make_any(query, source, clock);
        make_nested(query, source, clock);
        query->edge_count = 0;
    }
    if (random_chance(source, 15)) {
        repeat_some(query, source);
    }
    if (random_chance(source, 25)) {
        reorder(query, source);
    }
}
