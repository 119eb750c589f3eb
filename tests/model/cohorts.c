/* SPDX-License-Identifier: MIT */
/*
 * METRICS.md section 7, cohorts: cell by cell, each from its definition.
 */
#include "model/model.h"

#include <string.h>

/* Whether a unit is a member: its first movement ever is NEW and in [start, end). */
static int is_member(const model_history *history, model_unit unit, int64_t start, int64_t end)
{
    static const model_expiry off;
    model_movement movements[MODEL_FACTS_MAX];

    return model_movements(history, unit, off, movements) > 0 &&
           movements[0].class_ == MODEL_NEW && start <= movements[0].time &&
           movements[0].time < end;
}

static model_cohort_cell compute_cell(const model_history *history, nrr_unit kind,
                                      const int64_t *edges, size_t cohort, size_t age)
{
    model_cohort_cell cell = {cohort, age, 0, 0, 0};
    model_unit units[MODEL_FACTS_MAX];
    size_t count = model_units(history, kind, units);

    for (size_t u = 0; u < count; u++) {
        if (is_member(history, units[u], edges[cohort], edges[cohort + 1])) {
            model_wide base = model_level_before(history, units[u], edges[cohort + 1]);
            model_wide now = model_level_before(history, units[u], edges[cohort + 1 + age]);
            cell.units += now > 0;
            cell.revenue += now;
            cell.retained += base < now ? base : now;
        }
    }
    return cell;
}

void model_cohorts(const model_history *history, nrr_unit kind, const int64_t *edges,
                   size_t edge_count, model_triangle *triangle)
{
    triangle->status = model_levels_overflow(history, kind) ? NRR_E_OVERFLOW : NRR_OK;
    triangle->count = 0;
    for (size_t cohort = 0; cohort + 1 < edge_count; cohort++) {
        for (size_t age = 0; cohort + 1 + age < edge_count; age++) {
            model_cohort_cell cell = compute_cell(history, kind, edges, cohort, age);
            triangle->cells[triangle->count++] = cell;
            if (cell.revenue > INT64_MAX) {
                triangle->status = NRR_E_OVERFLOW;
            }
        }
    }
}
