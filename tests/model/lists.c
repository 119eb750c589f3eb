/* SPDX-License-Identifier: MIT */
/*
 * METRICS.md section 7: what explains a restatement; and whose records are outdated.
 */
#include "model/model.h"

static int compare_numbers(model_wide a, model_wide b)
{
    return (a > b) - (a < b);
}

int model_list_order(const model_fact *a, const model_fact *b)
{
    if ((a->kind == 0) != (b->kind == 0)) {
        return a->kind == 0 ? -1 : 1; /* no time at all is before all times */
    }
    if (a->time != b->time) {
        return compare_numbers(a->time, b->time);
    }
    if (a->customer != b->customer) {
        return compare_numbers(a->customer, b->customer);
    }
    if (a->line != b->line) {
        return compare_numbers(a->line, b->line);
    }
    return model_replay_order(a, b);
}

static model_clock earlier_of(model_clock clock, int64_t known)
{
    model_clock earlier = {1, known};

    return clock.is_set && clock.known < known ? clock : earlier;
}

size_t model_restate(const model_books *books, model_clock clock,
                     const nrr_restatement *restatement, model_change *changes)
{
    model_fact standing[MODEL_ARRIVALS_MAX];
    size_t standing_count = model_standing(books, standing);
    size_t count = 0;

    for (size_t i = 0; i < standing_count; i++) {
        int then = model_is_seen(books, &standing[i], earlier_of(clock, restatement->known_from));
        int now = model_is_seen(books, &standing[i], earlier_of(clock, restatement->known_to));
        model_change change = {standing[i], now - then};
        size_t place = count;
        if (then == now || standing[i].time >= restatement->end) {
            continue;
        }
        for (; place > 0 && model_list_order(&change.fact, &changes[place - 1].fact) < 0; place--) {
            changes[place] = changes[place - 1];
        }
        if (then) {
            change.fact.has_known = 1;
            change.fact.known = model_void_of(books, standing[i].id)->known;
        }
        changes[place] = change;
        count++;
    }
    return count;
}

/* The largest first, then by key. */
static int stale_before(const model_stale *a, const model_stale *b)
{
    return a->level != b->level ? a->level > b->level : a->customer < b->customer;
}

size_t model_list_stale(const model_books *books, model_clock clock, const nrr_staleness *staleness,
                        model_stale *stale)
{
    static model_history history;
    model_fact seen[MODEL_ARRIVALS_MAX];
    model_unit units[MODEL_FACTS_MAX];
    size_t unit_count;
    size_t count = 0;

    model_replay(seen, model_seen(books, clock, seen), &history);
    unit_count = model_units(&history, NRR_UNIT_CUSTOMER, units);
    for (size_t u = 0; u < unit_count; u++) {
        model_stale row = {units[u].customer, 0, INT64_MIN};
        size_t place = count;
        row.level = model_level_before(&history, units[u], staleness->at);
        for (size_t i = 0; i < history.count; i++) {
            const model_fact *fact = &history.steps[i].fact;
            if (model_belongs(fact, units[u]) && fact->time < staleness->at &&
                fact->time > row.time) {
                row.time = fact->time;
            }
        }
        if (row.level == 0 || (model_wide)staleness->at - row.time <= staleness->longer_than) {
            continue;
        }
        for (; place > 0 && stale_before(&row, &stale[place - 1]); place--) {
            stale[place] = stale[place - 1];
        }
        stale[place] = row;
        count++;
    }
    return count;
}
