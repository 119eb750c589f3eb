/* SPDX-License-Identifier: MIT */
/*
 * METRICS.md section 7, groups: which value is in force, and which group a unit belongs to.
 */
#include "model/model.h"

#include <string.h>

static int compare(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* Whether an assignment is about the given customer, or about the given line. */
static int is_about(const model_assignment *assignment, uint32_t dimension, model_unit subject)
{
    return assignment->dimension == dimension && assignment->customer == subject.customer &&
           !assignment->is_line == !subject.is_line &&
           (!subject.is_line || assignment->line == subject.line);
}

/* Of two of one subject, at or before an instant: whether the first one gives way to the other. */
static int gives_way(const model_assignment *one, const model_assignment *other)
{
    if (one->time != other->time) {
        return one->time < other->time;
    }
    if (one->sequence != other->sequence) {
        return one->sequence < other->sequence;
    }
    return one->value < other->value;
}

/* The subject's own value; 0 if none is in force. */
static uint32_t own_value(const model_grouping *grouping, uint32_t dimension, model_unit subject,
                          int64_t instant)
{
    const model_assignment *best = NULL;

    for (size_t i = 0; i < grouping->assignment_count; i++) {
        const model_assignment *one = &grouping->assignments[i];
        if (is_about(one, dimension, subject) && one->time <= instant &&
            (best == NULL || gives_way(best, one))) {
            best = one;
        }
    }
    return best == NULL ? 0 : best->value;
}

model_group model_group_at(const model_grouping *grouping, model_unit unit, int64_t instant)
{
    model_unit customer = {unit.customer, 0, 0, 0}; /* or the parent's key */
    model_group group = {{0, 0}};

    for (size_t d = 0; d < grouping->dimension_count; d++) {
        uint32_t dimension = grouping->dimensions[d];
        uint32_t value = unit.is_line ? own_value(grouping, dimension, unit, instant) : 0;
        group.values[d] = value != 0 ? value : own_value(grouping, dimension, customer, instant);
    }
    return group;
}

model_group model_group_of(const model_history *history, const model_query *query,
                           const model_grouping *grouping, model_unit unit, size_t period)
{
    model_movement movements[MODEL_FACTS_MAX];
    size_t count = model_movements(history, unit, query->expiry, movements);
    int64_t start = query->starts[period];
    int64_t end = query->ends[period];

    if (model_level_before(history, unit, start) > 0) {
        return model_group_at(grouping, unit, start);
    }
    for (size_t i = 0; i < count; i++) {
        if (start <= movements[i].time && movements[i].time < end) {
            return model_group_at(grouping, unit, movements[i].time);
        }
    }
    return model_group_at(grouping, unit, start);
}

int model_group_order(model_group a, model_group b)
{
    for (size_t d = 0; d < NRR_DIMENSIONS_MAX; d++) {
        uint64_t left = a.values[d] == 0 ? UINT64_MAX : a.values[d];
        uint64_t right = b.values[d] == 0 ? UINT64_MAX : b.values[d];
        if (left != right) {
            return compare(left, right);
        }
    }
    return 0;
}

/* All groups of a period's units, in order, each once; gives their number. */
static size_t list_groups(const model_history *history, const model_query *query,
                          const model_grouping *grouping, size_t period, model_group *groups)
{
    model_unit units[MODEL_FACTS_MAX];
    size_t unit_count = model_units(history, query->unit, units);
    size_t count = 0;

    for (size_t u = 0; u < unit_count; u++) {
        model_group group = model_group_of(history, query, grouping, units[u], period);
        size_t place = count;
        while (place > 0 && model_group_order(group, groups[place - 1]) < 0) {
            place--;
        }
        if (place > 0 && model_group_order(group, groups[place - 1]) == 0) {
            continue;
        }
        for (size_t i = count; i > place; i--) {
            groups[i] = groups[i - 1];
        }
        groups[place] = group;
        count++;
    }
    return count;
}

size_t model_compute_groups(const model_history *history, const model_query *query,
                            const model_coverage *coverage, const model_grouping *grouping,
                            size_t period, model_group_row *rows)
{
    model_group groups[MODEL_GROUPS_MAX];
    size_t group_count = list_groups(history, query, grouping, period, groups);
    size_t count = 0;

    for (size_t g = 0; g < group_count; g++) {
        rows[count].group = groups[g];
        model_compute_row(history, query, coverage, period, grouping, &groups[g],
                          &rows[count].row);
        count += (rows[count].row.flags & NRR_ROW_EMPTY) == 0;
    }
    return count;
}

/* Whether two assignments are of one subject at one instant. */
static int is_beside(const model_assignment *a, const model_assignment *b)
{
    model_unit subject = {b->customer, b->line, b->is_line, 0};

    return is_about(a, b->dimension, subject) && a->time == b->time;
}

/* Whether an assignment contradicts one that comes before it, by value, and no later sequence ends
 * the argument. */
static int contradicts(const model_assignment *assignments, size_t count,
                       const model_assignment *one)
{
    int found = 0;

    for (size_t i = 0; i < count; i++) {
        const model_assignment *other = &assignments[i];
        if (!is_beside(other, one)) {
            continue;
        }
        if (other->sequence > one->sequence) {
            return 0;
        }
        found = found || (other->sequence == one->sequence && other->value < one->value);
    }
    return found;
}

int model_assignment_order(const model_assignment *a, const model_assignment *b)
{
    const int steps[] = {
        (a->time > b->time) - (a->time < b->time),
        compare(a->customer, b->customer),
        compare(a->is_line ? a->line : 0, b->is_line ? b->line : 0),
        compare(a->is_line != 0, b->is_line != 0),
        compare(a->dimension, b->dimension),
        compare(a->value, b->value),
    };

    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if (steps[i] != 0) {
            return steps[i];
        }
    }
    return 0;
}

size_t model_contradicting(const model_assignment *assignments, size_t count,
                           model_assignment *contradicting)
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++) {
        size_t place = found;
        if (!contradicts(assignments, count, &assignments[i])) {
            continue;
        }
        while (place > 0 &&
               model_assignment_order(&assignments[i], &contradicting[place - 1]) < 0) {
            place--;
        }
        if (place > 0 &&
            model_assignment_order(&assignments[i], &contradicting[place - 1]) == 0) {
            continue; /* the same once more */
        }
        for (size_t j = found; j > place; j--) {
            contradicting[j] = contradicting[j - 1];
        }
        contradicting[place] = assignments[i];
        found++;
    }
    return found;
}
