/* SPDX-License-Identifier: MIT */
/*
 * What peers are given of each fact beside its time and customer, computed before any time is
 * taken: its month, its signed change, and whether it is an opening.
 */
#ifndef BENCH_PEER_FACTS_H
#define BENCH_PEER_FACTS_H

#include "generate.h"

typedef struct bench_peer_facts {
    size_t count;
    const int64_t *time;
    const uint32_t *customer;
    int64_t *delta;
    int16_t *month;
    int8_t *opening;
} bench_peer_facts;

/* Gives 0 when there is no memory. The time and the customers stay those of the columns. */
int bench_peer_facts_new(const bench_data *data, const bench_columns *facts,
                         bench_peer_facts *made);
void bench_peer_facts_free(bench_peer_facts *made);

#endif
