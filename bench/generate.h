/* SPDX-License-Identifier: MIT */
/*
 * Made-up facts, the same for the same seed: customers with a log-normal number of facts each,
 * whose levels never go below zero in the order of time, 2% of the facts late by up to 45 days,
 * each with one of several reasons; and a segment for each customer, twenty of them, skewed.
 *
 * The facts stand as dense columns in the order in which they arrived. Ids of customers are dense,
 * from 1, and have nothing to do with when a customer came. The history ends five days before the
 * last month does: the facts of a live ledger go on from there.
 */
#ifndef BENCH_GENERATE_H
#define BENCH_GENERATE_H

#include <stddef.h>
#include <stdint.h>

enum { BENCH_SEGMENTS = 20, BENCH_LIVE_BATCH = 1000 };

typedef struct bench_columns {
    size_t count;
    int64_t *time;      /* seconds since 1970 */
    int64_t *amount;    /* minor units, a magnitude */
    uint32_t *customer; /* from 1 */
    uint16_t *reason;
    int8_t *kind;
} bench_columns;

typedef struct bench_size {
    size_t facts;
    size_t customers; /* at most as many as facts */
    size_t months;
    uint64_t seed;
} bench_size;

typedef struct bench_data {
    bench_size size;
    bench_columns facts;
    int64_t *edges;    /* months + 1 first instants of months */
    uint8_t *segment;  /* of customer i + 1 */
    int64_t *level;    /* of customer i + 1, after all facts so far */
    int64_t *first;    /* of customer i + 1: the time of its first fact */
    uint64_t live;     /* batches handed out */
    uint64_t sequence; /* of random numbers for them */
} bench_data;

/* Gives 0 when there is no memory. What was made is freed by bench_data_free(). */
int bench_generate(const bench_size *size, bench_data *data);
void bench_data_free(bench_data *data);

/* The next thousand facts that arrive, in the order in which they do. The columns are the
 * caller's, with room for BENCH_LIVE_BATCH facts. */
void bench_generate_live(bench_data *data, bench_columns *batch);

int bench_columns_new(size_t count, bench_columns *columns);
void bench_columns_free(bench_columns *columns);

/* What a fact adds to the level of its customer: the kinds made here are all gains or losses. */
int64_t bench_delta(const bench_columns *facts, size_t i);

#endif
