/* SPDX-License-Identifier: MIT */
/*
 * Months are found in the list of edges by halving it.
 */
#include "peer_facts.h"

#include "nrr/nrr.h"

#include <stdlib.h>
#include <string.h>

static int16_t month_of(const bench_data *data, int64_t time)
{
    size_t low = 0;
    size_t high = data->size.months;

    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (data->edges[middle] <= time) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return (int16_t)low;
}

int bench_peer_facts_new(const bench_data *data, const bench_columns *facts, bench_peer_facts *made)
{
    made->count = facts->count;
    made->time = facts->time;
    made->customer = facts->customer;
    made->delta = malloc(facts->count * sizeof *made->delta);
    made->month = malloc(facts->count * sizeof *made->month);
    made->opening = malloc(facts->count * sizeof *made->opening);
    if (made->delta == NULL || made->month == NULL || made->opening == NULL) {
        bench_peer_facts_free(made);
        return 0;
    }
    for (size_t i = 0; i < facts->count; i++) {
        made->delta[i] = bench_delta(facts, i);
        made->month[i] = month_of(data, facts->time[i]);
        made->opening[i] = facts->kind[i] == NRR_KIND_OPENING;
    }
    return 1;
}

void bench_peer_facts_free(bench_peer_facts *made)
{
    free(made->delta);
    free(made->month);
    free(made->opening);
    memset(made, 0, sizeof *made);
}
