/* SPDX-License-Identifier: MIT */
/*
 * The times that were taken: of each line of the output, for each contestant and number of threads,
 * one for each run.
 */
#ifndef BENCH_RESULTS_H
#define BENCH_RESULTS_H

#include <stddef.h>
#include <stdint.h>

typedef enum bench_line {
    BENCH_LINE_APPEND,
    BENCH_LINE_KEYS_INTEGER,
    BENCH_LINE_KEYS_STRING,
    BENCH_LINE_COLD,
    BENCH_LINE_FRESH, /* cold, with memory that nobody touched before */
    BENCH_LINE_MONTH,
    BENCH_LINE_TTM,
    BENCH_LINE_SEGMENT,
    BENCH_LINE_WARM,
    BENCH_LINE_ONE,
    BENCH_LINE_LIVE,
    BENCH_LINES
} bench_line;

enum { BENCH_CONTESTANTS = 5, BENCH_THREADS = 2 };

typedef struct bench_times {
    size_t count;
    int64_t *ns;
    int64_t *instructions;
} bench_times;

typedef struct bench_results {
    size_t runs; /* the most that there can be of each */
    bench_times times[BENCH_LINES][BENCH_CONTESTANTS][BENCH_THREADS];
} bench_results;

void bench_results_free(bench_results *results);

/* Gives 0 when there is no memory. Instructions are -1 where they are not counted. */
int bench_results_add(bench_results *results, bench_line line, size_t contestant, unsigned threads,
                      int64_t ns, int64_t instructions);

/* The median, -1 if there is none. */
int64_t bench_results_ns(const bench_results *results, bench_line line, size_t contestant,
                         unsigned threads);
int64_t bench_results_instructions(const bench_results *results, bench_line line, size_t contestant,
                                   unsigned threads);

/* The least and the most time. */
void bench_results_range(const bench_results *results, bench_line line, size_t contestant,
                         unsigned threads, int64_t *least, int64_t *most);

const char *bench_line_name(bench_line line);

#endif
