/* SPDX-License-Identifier: MIT */
/*
 * METRICS.md section 2: from the set of facts to the level of each line, and from there to the
 * level of a unit at any instant.
 */
#include "model/model.h"

/* Churn of ALL, level, renewal; then gains; then losses: each kind in the place that METRICS.md
 * lists it. */
int model_kind_place(const model_fact *fact)
{
    switch (fact->kind) {
    case NRR_KIND_LEVEL:
        return 2;
    case NRR_KIND_RENEWAL:
        return 3;
    case NRR_KIND_OPENING:
        return 4;
    case NRR_KIND_NEW:
        return 5;
    case NRR_KIND_EXPANSION:
        return 6;
    case NRR_KIND_REACTIVATION:
        return 7;
    case NRR_KIND_CHANGE_UP:
        return 8;
    case NRR_KIND_CONTRACTION:
        return 9;
    case NRR_KIND_CHURN:
        return fact->all ? 1 : 10;
    default: /* NRR_KIND_CHANGE_DOWN */
        return 11;
    }
}

int64_t model_sets_level(const model_fact *fact)
{
    if (fact->kind == NRR_KIND_LEVEL || fact->kind == NRR_KIND_RENEWAL) {
        return fact->amount;
    }
    return fact->kind == NRR_KIND_CHURN && fact->all ? 0 : -1;
}

int64_t model_amount_as_read(const model_fact *fact)
{
    return fact->all ? 0 : fact->amount;
}

static int compare(model_wide a, model_wide b)
{
    return (a > b) - (a < b);
}

/* Absent first. Facts without ids may be the same but for this. */
static int compare_known(const model_fact *a, const model_fact *b)
{
    if (a->has_known != b->has_known) {
        return a->has_known ? 1 : -1;
    }
    return a->has_known ? compare(a->known, b->known) : 0;
}

int model_replay_order(const model_fact *a, const model_fact *b)
{
    const int steps[] = {
        compare(a->time, b->time),
        compare(a->sequence, b->sequence),
        compare(model_kind_place(a), model_kind_place(b)),
        compare(model_amount_as_read(a), model_amount_as_read(b)),
        compare(a->reason, b->reason),
        compare(a->id, b->id),
        compare_known(a, b),
    };

    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if (steps[i] != 0) {
            return steps[i];
        }
    }
    return 0;
}

static int comes_before(const model_fact *a, const model_fact *b)
{
    if (a->customer != b->customer) {
        return a->customer < b->customer;
    }
    if (a->line != b->line) {
        return a->line < b->line;
    }
    return model_replay_order(a, b) < 0;
}

static model_wide level_after_fact(const model_fact *fact, model_wide before)
{
    model_wide after;

    switch (fact->kind) {
    case NRR_KIND_LEVEL:
    case NRR_KIND_RENEWAL:
        return fact->amount;
    case NRR_KIND_OPENING:
    case NRR_KIND_NEW:
    case NRR_KIND_EXPANSION:
    case NRR_KIND_REACTIVATION:
    case NRR_KIND_CHANGE_UP:
        return before + fact->amount;
    default: /* NRR_KIND_CONTRACTION, NRR_KIND_CHURN, NRR_KIND_CHANGE_DOWN */
        if (fact->all) {
            return 0;
        }
        after = before - fact->amount;
        return after < 0 ? 0 : after;
    }
}

void model_replay(const model_fact *facts, size_t count, model_history *history)
{
    history->count = 0;
    for (size_t i = 0; i < count; i++) {
        size_t place = history->count++;
        for (; place > 0 && comes_before(&facts[i], &history->steps[place - 1].fact); place--) {
            history->steps[place] = history->steps[place - 1];
        }
        history->steps[place].fact = facts[i];
    }
    for (size_t i = 0; i < history->count; i++) {
        model_step *step = &history->steps[i];
        model_unit line = {step->fact.customer, step->fact.line, 1, 0};
        int continues = i > 0 && model_belongs(&history->steps[i - 1].fact, line);
        step->before = continues ? history->steps[i - 1].after : 0;
        step->after = level_after_fact(&step->fact, step->before);
    }
}

int model_belongs(const model_fact *fact, model_unit unit)
{
    if (unit.is_parent) {
        return fact->top == unit.customer;
    }
    return fact->customer == unit.customer && (!unit.is_line || fact->line == unit.line);
}

size_t model_units(const model_history *history, nrr_unit kind, model_unit *units)
{
    size_t count = 0;

    for (size_t i = 0; i < history->count; i++) {
        const model_fact *fact = &history->steps[i].fact;
        size_t known = 0;
        while (known < count && !model_belongs(fact, units[known])) {
            known++;
        }
        if (known == count) {
            units[count].customer = kind == NRR_UNIT_PARENT ? fact->top : fact->customer;
            units[count].line = fact->line;
            units[count].is_line = kind == NRR_UNIT_LINE;
            units[count].is_parent = kind == NRR_UNIT_PARENT;
            count++;
        }
    }
    return count;
}

model_wide model_effective_delta(const model_step *step)
{
    return step->after - step->before;
}

model_wide model_level_before(const model_history *history, model_unit unit, int64_t instant)
{
    model_wide level = 0;

    for (size_t i = 0; i < history->count; i++) {
        const model_step *step = &history->steps[i];
        if (model_belongs(&step->fact, unit) && step->fact.time < instant) {
            level += model_effective_delta(step);
        }
    }
    return level;
}

model_wide model_level_after(const model_history *history, model_unit unit, int64_t instant)
{
    model_wide level = model_level_before(history, unit, instant);

    for (size_t i = 0; i < history->count; i++) {
        const model_step *step = &history->steps[i];
        if (model_belongs(&step->fact, unit) && step->fact.time == instant) {
            level += model_effective_delta(step);
        }
    }
    return level;
}

size_t model_instants(const model_history *history, model_unit unit, int64_t *instants)
{
    size_t count = 0;

    for (size_t i = 0; i < history->count; i++) {
        const model_fact *fact = &history->steps[i].fact;
        size_t place = count;
        if (!model_belongs(fact, unit)) {
            continue;
        }
        while (place > 0 && instants[place - 1] > fact->time) {
            place--;
        }
        if (place > 0 && instants[place - 1] == fact->time) {
            continue;
        }
        for (size_t j = count; j > place; j--) {
            instants[j] = instants[j - 1];
        }
        instants[place] = fact->time;
        count++;
    }
    return count;
}

int model_levels_overflow(const model_history *history, nrr_unit kind)
{
    model_unit units[MODEL_FACTS_MAX];
    size_t unit_count = model_units(history, kind, units);

    for (size_t u = 0; u < unit_count; u++) {
        int64_t instants[MODEL_FACTS_MAX];
        size_t count = model_instants(history, units[u], instants);
        for (size_t i = 0; i < count; i++) {
            if (model_level_after(history, units[u], instants[i]) > INT64_MAX) {
                return 1;
            }
        }
    }
    return 0;
}
