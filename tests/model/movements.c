/* SPDX-License-Identifier: MIT */
/*
 * METRICS.md section 3: what happens to one unit at one instant is one transition; if it changes
 * the level it is one movement, with a class and a reason.
 */
#include "model/model.h"

static int is_opening_at(const model_history *history, model_unit unit, int64_t instant)
{
    for (size_t i = 0; i < history->count; i++) {
        const model_fact *fact = &history->steps[i].fact;
        if (model_belongs(fact, unit) && fact->time == instant && fact->kind == NRR_KIND_OPENING) {
            return 1;
        }
    }
    return 0;
}

/* Positive after an earlier instant. When that is so and the unit is at zero now, then it reached
 * zero by a churn, the last one of which is at *reached_zero. */
static int was_positive_before(const model_movement *earlier, size_t count, int64_t *reached_zero)
{
    int was_positive = 0;

    for (size_t i = 0; i < count; i++) {
        if (earlier[i].after > 0) {
            was_positive = 1;
        }
        if (earlier[i].class_ == MODEL_CHURN) {
            *reached_zero = earlier[i].time;
        }
    }
    return was_positive;
}

static model_class class_from_zero(const model_history *history, model_unit unit, int64_t instant,
                                   const model_movement *earlier, size_t count, model_expiry expiry)
{
    int64_t reached_zero = 0;

    if (is_opening_at(history, unit, instant)) {
        return MODEL_OPENING;
    }
    if (!was_positive_before(earlier, count, &reached_zero)) {
        return MODEL_NEW;
    }
    if (expiry.on && (model_wide)instant - reached_zero > expiry.ticks) {
        return MODEL_NEW;
    }
    return MODEL_REACTIVATION;
}

/* The reason of the largest effective delta in the movement's own direction; of several as large,
 * the lowest code. */
static nrr_reason reason_at(const model_history *history, model_unit unit, int64_t instant,
                            int upward)
{
    model_wide largest = 0;
    nrr_reason reason = 0;

    for (size_t i = 0; i < history->count; i++) {
        const model_step *step = &history->steps[i];
        model_wide delta = model_effective_delta(step);
        model_wide size = upward ? delta : -delta;
        if (!model_belongs(&step->fact, unit) || step->fact.time != instant || size <= 0) {
            continue;
        }
        if (size > largest || (size == largest && step->fact.reason < reason)) {
            largest = size;
            reason = step->fact.reason;
        }
    }
    return reason;
}

size_t model_movements(const model_history *history, model_unit unit, model_expiry expiry,
                       model_movement *movements)
{
    int64_t instants[MODEL_FACTS_MAX];
    size_t instant_count = model_instants(history, unit, instants);
    size_t count = 0;

    for (size_t i = 0; i < instant_count; i++) {
        model_movement *movement = &movements[count];
        model_wide before = model_level_before(history, unit, instants[i]);
        model_wide after = model_level_after(history, unit, instants[i]);
        if (before == after) {
            continue;
        }
        movement->time = instants[i];
        movement->before = before;
        movement->after = after;
        movement->amount = after > before ? after - before : before - after;
        movement->reason = reason_at(history, unit, instants[i], after > before);
        if (before == 0) {
            movement->class_ =
                class_from_zero(history, unit, instants[i], movements, count, expiry);
        } else if (after > before) {
            movement->class_ = MODEL_EXPANSION;
        } else {
            movement->class_ = after > 0 ? MODEL_CONTRACTION : MODEL_CHURN;
        }
        count++;
    }
    return count;
}
