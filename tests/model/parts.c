/* SPDX-License-Identifier: MIT */
/*
 * METRICS.md section 7, drill-down: a measure is a sum over units, so a unit's part of it is what the
 * measure would be if the unit were alone.
 */
#include "model/model.h"

size_t model_facts_of(const model_history *history, model_unit unit, model_fact *facts)
{
    size_t count = 0;

    for (size_t i = 0; i < history->count; i++) {
        if (model_belongs(&history->steps[i].fact, unit)) {
            facts[count++] = history->steps[i].fact;
        }
    }
    return count;
}

size_t model_parts(const model_history *history, const model_query *query, size_t period,
                   model_part *parts)
{
    static const model_coverage no_coverage;
    static model_history alone;
    static model_report report;
    model_unit units[MODEL_FACTS_MAX];
    model_query one = *query;
    size_t count = model_units(history, query->unit, units);

    one.period_count = 1;
    one.starts[0] = query->starts[period];
    one.ends[0] = query->ends[period];
    for (size_t u = 0; u < count; u++) {
        model_fact facts[MODEL_FACTS_MAX];
        model_replay(facts, model_facts_of(history, units[u], facts), &alone);
        model_compute(&alone, &one, &no_coverage, &report);
        parts[u].unit = units[u];
        parts[u].row = report.rows[0];
    }
    return count;
}
