/* SPDX-License-Identifier: MIT */
/*
 * How arrivals reach the library: keys, rows and columns with ids, and what lies around them.
 */
#ifndef NRR_TEST_ARRIVAL_FEED_H
#define NRR_TEST_ARRIVAL_FEED_H

#include "model/arrival.h"
#include "model/compare.h"

#include "nrr/nrr.h"

/* A ledger in the hands of its host. */
typedef struct arrival_host {
    nrr_ledger *ledger; /* NULL if there is none, which then is the difference */
    random_source *source;
    size_t ballast; /* facts beside those of the scenario, which bear on no figure */
    size_t ballast_voids;
    int64_t ballast_time;
} arrival_host;

/* What of a ledger is known without a snapshot. */
enum { ARRIVAL_COUNTERS = 5 };
typedef struct arrival_counters {
    nrr_status status[ARRIVAL_COUNTERS];
    int64_t value[ARRIVAL_COUNTERS];
} arrival_counters;

arrival_host arrival_open(random_source *source, compare_difference *difference);
/* Append one batch, as rows or as columns. */
nrr_status arrival_feed(arrival_host *host, const model_fact *facts, size_t count,
                        nrr_refusal *refusal);
/* Interns keys and appends facts that change nothing, now and then. The facts are those that the
 * ledger will get: at the time of one of them. */
void arrival_feed_ballast(arrival_host *host, const model_fact *facts, size_t count,
                          compare_difference *difference);
nrr_status arrival_feed_parents(arrival_host *host, const uint32_t *customers,
                                const uint32_t *parents, size_t count, nrr_refusal *refusal);
uint32_t arrival_intern(arrival_host *host, nrr_key_family family, uint32_t number);
/* A key of the table, or of a number beyond it; its bytes are NULL if it is an integer. */
typedef struct arrival_key {
    int64_t integer;
    const char *bytes;
    size_t length;
} arrival_key;

arrival_key arrival_key_of(uint32_t number);
/* The number of a key of the table, 0 for id 0, UINT32_MAX if it is none of them. */
uint32_t arrival_number(const nrr_snapshot *snapshot, nrr_key_family family, int64_t id);
arrival_counters arrival_count(const arrival_host *host);
/* What the counters must be. */
arrival_counters arrival_count_model(const arrival_host *host, const model_books *books);
void arrival_compare_counters(const arrival_counters *actual, const arrival_counters *expected,
                              compare_difference *difference);

#endif
