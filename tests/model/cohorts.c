/* SPDX-License-Identifier: MIT */
/*
 * METRICS.md section 7, cohorts: cell by cell, each from its definition.
 */
#include "model/model.h"

#include <string.h>

/* Whether a unit is a member: its first movement ever is NEW and in the cohort's span, and of the group
 * if there is one. */
static int is_member(const model_history *history, const model_cohort_query *query,
                     model_unit unit, size_t cohort)
{
    static const model_expiry off;
    model_movement movements[MODEL_FACTS_MAX];

    if (model_movements(history, unit, off, movements) == 0 || movements[0].class_ != MODEL_NEW ||
        movements[0].time < query->edges[cohort] || movements[0].time >= query->edges[cohort + 1]) {
        return 0;
    }
    return query->group == NULL ||
           model_group_order(model_group_at(query->grouping, unit, movements[0].time),
                             *query->group) == 0;
}

static model_cohort_cell compute_cell(const model_history *history, const model_cohort_query *query,
                                      size_t cohort, size_t age)
{
    const int64_t *edges = query->edges;
    model_cohort_cell cell = {cohort, age, 0, 0, 0};
    model_unit units[MODEL_FACTS_MAX];
    size_t count = model_units(history, query->kind, units);

    for (size_t u = 0; u < count; u++) {
        if (is_member(history, query, units[u], cohort)) {
            model_wide base = model_level_before(history, units[u], edges[cohort + 1]);
            model_wide now = model_level_before(history, units[u], edges[cohort + 1 + age]);
            cell.units += now > 0;
            cell.revenue += now;
            cell.retained += base < now ? base : now;
        }
    }
    return cell;
}

void model_cohorts(const model_history *history, const model_cohort_query *query,
                   model_triangle *triangle)
{
    size_t edge_count = query->edge_count;

    triangle->status = model_levels_overflow(history, query->kind) ? NRR_E_OVERFLOW : NRR_OK;
    triangle->count = 0;
    for (size_t cohort = 0; cohort + 1 < edge_count; cohort++) {
        for (size_t age = 0; cohort + 1 + age < edge_count; age++) {
            model_cohort_cell cell = compute_cell(history, query, cohort, age);
            triangle->cells[triangle->count++] = cell;
            if (cell.revenue > INT64_MAX) {
                triangle->status = NRR_E_OVERFLOW;
            }
        }
    }
}
