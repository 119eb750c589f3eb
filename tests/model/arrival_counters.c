/* SPDX-License-Identifier: MIT */
/*
 * The counters of a ledger, and what they must be: of what came, whatever became of it.
 */
#include "model/arrival_feed.h"

static const nrr_counter counters[ARRIVAL_COUNTERS] = {NRR_COUNTER_FACTS, NRR_COUNTER_DUPLICATES,
                                                       NRR_COUNTER_VOIDS, NRR_COUNTER_FIRST_TIME,
                                                       NRR_COUNTER_LAST_TIME};

arrival_counters arrival_count(const arrival_host *host)
{
    arrival_counters counted = {{0}, {0}};

    for (size_t i = 0; i < ARRIVAL_COUNTERS; i++) {
        counted.status[i] = nrr_ledger_counter(host->ledger, counters[i], &counted.value[i]);
    }
    return counted;
}

/* Ids that a void names, each once. */
static int64_t count_voids(const model_books *books)
{
    int64_t count = 0;

    for (size_t i = 0; i < books->count; i++) {
        int is_first = books->arrived[i].kind == NRR_KIND_VOID;
        for (size_t j = 0; j < i; j++) {
            if (books->arrived[j].kind == NRR_KIND_VOID &&
                books->arrived[j].id == books->arrived[i].id) {
                is_first = 0;
            }
        }
        count += is_first;
    }
    return count;
}

static void add_time(arrival_counters *counted, int64_t time, int is_first)
{
    if (is_first || time < counted->value[3]) {
        counted->value[3] = time;
    }
    if (is_first || time > counted->value[4]) {
        counted->value[4] = time;
    }
}

arrival_counters arrival_count_model(const arrival_host *host, const model_books *books)
{
    model_fact standing[MODEL_ARRIVALS_MAX];
    size_t count = model_standing(books, standing);
    arrival_counters counted = {{0}, {0}};

    counted.value[0] = (int64_t)(count + host->ballast);
    for (size_t i = 0; i < count; i++) {
        size_t times = standing[i].id == 0 ? 1 : model_times_come(books, standing[i].id);
        counted.value[1] += (int64_t)times - 1;
        add_time(&counted, standing[i].time, i == 0);
    }
    if (host->ballast > 0) {
        add_time(&counted, host->ballast_time, count == 0);
    }
    counted.value[2] = count_voids(books) + (int64_t)host->ballast_voids;
    if (count + host->ballast == 0) {
        counted.status[3] = NRR_E_UNSET;
        counted.status[4] = NRR_E_UNSET;
    }
    return counted;
}

void arrival_compare_counters(const arrival_counters *actual, const arrival_counters *expected,
                              compare_difference *difference)
{
    for (size_t i = 0; i < ARRIVAL_COUNTERS; i++) {
        expect_at(difference, (compare_place){"status of a counter", i, 0, counters[i]},
                  actual->status[i], expected->status[i]);
        expect_at(difference, (compare_place){"counter", i, 0, counters[i]}, actual->value[i],
                  expected->value[i]);
    }
}
