/* SPDX-License-Identifier: MIT */
/*
 * The one case that is being calculated.
 */
#include "model/by_hand.h"

#include <string.h>

model_history history;
model_query query;
model_coverage coverage;
model_report report;

void begin(void)
{
    memset(&query, 0, sizeof query);
    memset(&coverage, 0, sizeof coverage);
    query.unit = NRR_UNIT_CUSTOMER;
    query.asked = MODEL_ASK_ALL;
}

void ask(int64_t start, int64_t end)
{
    query.starts[query.period_count] = start;
    query.ends[query.period_count] = end;
    query.period_count++;
}

void compute(const model_fact *facts, size_t count)
{
    model_replay(facts, count, &history);
    model_compute(&history, &query, &coverage, &report);
}

int64_t measure(nrr_measure code)
{
    return (int64_t)report.rows[0].measure[code];
}

int rate_is(nrr_rate rate, int64_t numerator, int64_t denominator)
{
    model_rate result;

    model_rate_of(&report.rows[0], rate, &result);
    return result.status == NRR_RATIO_OK && !result.overflow &&
           result.numerator * denominator == result.denominator * numerator;
}
