/* SPDX-License-Identifier: MIT */
/*
 * Greedy: try to leave out each thing in turn, and begin again while something could be left out.
 */
#include "model/shrink.h"

#include <string.h>

static void drop_fact(scenario *given, size_t place)
{
    given->fact_count--;
    given->early -= place < given->early;
    for (size_t i = place; i < given->fact_count; i++) {
        given->facts[i] = given->facts[i + 1];
    }
}

static void drop_period(scenario_query *query, size_t place)
{
    model_query *model = &query->model;

    query->edge_count = 0;
    model->period_count--;
    for (size_t i = place; i < model->period_count; i++) {
        model->starts[i] = model->starts[i + 1];
        model->ends[i] = model->ends[i + 1];
    }
}

static void drop_query(scenario *given, size_t place)
{
    given->query_count--;
    for (size_t i = place; i < given->query_count; i++) {
        given->queries[i] = given->queries[i + 1];
    }
}

/* Keeps the smaller scenario if it fails too. */
static int keep_if_failing(scenario *failing, const scenario *smaller, check_function *check,
                           compare_difference *difference)
{
    compare_difference found;

    memset(&found, 0, sizeof found);
    check(smaller, &found);
    if (!found.found) {
        return 0;
    }
    *failing = *smaller;
    *difference = found;
    return 1;
}

static int shrink_facts(scenario *failing, check_function *check, compare_difference *difference)
{
    int shrunk = 0;

    for (size_t i = failing->fact_count; i-- > 0;) {
        scenario smaller = *failing;
        drop_fact(&smaller, i);
        shrunk += keep_if_failing(failing, &smaller, check, difference);
    }
    return shrunk;
}

static int shrink_periods(scenario *failing, size_t query, check_function *check,
                          compare_difference *difference)
{
    int shrunk = 0;

    for (size_t i = failing->queries[query].model.period_count; i-- > 0;) {
        scenario smaller = *failing;
        if (smaller.queries[query].model.period_count > 1) {
            drop_period(&smaller.queries[query], i);
            shrunk += keep_if_failing(failing, &smaller, check, difference);
        }
    }
    return shrunk;
}

static int shrink_queries(scenario *failing, check_function *check, compare_difference *difference)
{
    int shrunk = 0;

    for (size_t i = failing->query_count; i-- > 0 && failing->query_count > 1;) {
        scenario smaller = *failing;
        drop_query(&smaller, i);
        shrunk += keep_if_failing(failing, &smaller, check, difference);
    }
    for (size_t i = 0; i < failing->query_count; i++) {
        shrunk += shrink_periods(failing, i, check, difference);
    }
    return shrunk;
}

void shrink(scenario *failing, check_function *check, compare_difference *difference)
{
    while (shrink_queries(failing, check, difference) + shrink_facts(failing, check, difference) >
           0) {
    }
}
