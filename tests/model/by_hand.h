/* SPDX-License-Identifier: MIT */
/*
 * For cases that were calculated by hand: facts in one line each, one query, and the figures of its
 * first row. One case at a time: the answers are kept in one place.
 */
#ifndef NRR_TEST_BY_HAND_H
#define NRR_TEST_BY_HAND_H

#include "model/model.h"

enum { A = 1, B = 2, C = 3, D = 4 }; /* customers */

#define FACT(who, which, when, what, much)                                                         \
    {                                                                                              \
        .customer = (who), .line = (which), .time = (when), .kind = NRR_KIND_##what,               \
        .amount = (much)                                                                           \
    }
#define FACT_WHY(who, which, when, what, much, why)                                                \
    {                                                                                              \
        .customer = (who), .line = (which), .time = (when), .kind = NRR_KIND_##what,               \
        .amount = (much), .reason = (why)                                                          \
    }
#define CHURN_ALL(who, which, when)                                                                \
    {                                                                                              \
        .customer = (who), .line = (which), .time = (when), .kind = NRR_KIND_CHURN, .all = 1       \
    }

extern model_history history;
extern model_query query;
extern model_coverage coverage;
extern model_report report;

/* Forget all; ask for all measures by customer. */
void begin(void);
/* One more period. */
void ask(int64_t start, int64_t end);
void compute(const model_fact *facts, size_t count);
int64_t measure(nrr_measure code);
/* A rate as numerator / denominator, compared across: 102% is 102 / 100. */
int rate_is(nrr_rate rate, int64_t numerator, int64_t denominator);

#define COMPUTE(facts) compute((facts), sizeof(facts) / sizeof(facts)[0])
#define MEASURE(code)  measure(NRR_MEASURE_##code)
#define RATE_IS(code, numerator, denominator)                                                      \
    ck_assert_msg(rate_is(NRR_RATE_##code, numerator, denominator), #code)

#endif
