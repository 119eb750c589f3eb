/* SPDX-License-Identifier: MIT */
/*
 * Arrays of the times of all runs; medians are taken of sorted copies.
 */
#include "results.h"

#include <stdlib.h>
#include <string.h>

const char *bench_line_name(bench_line line)
{
    static const char *const names[BENCH_LINES] = {
        "append",  "keys, integer", "keys, string", "cold", "cold, fresh memory", "month", "ttm",
        "segment", "warm",          "one",          "live"};

    return names[line];
}

void bench_results_free(bench_results *results)
{
    for (size_t line = 0; line < BENCH_LINES; line++) {
        for (size_t i = 0; i < BENCH_CONTESTANTS; i++) {
            for (size_t threads = 0; threads < BENCH_THREADS; threads++) {
                free(results->times[line][i][threads].ns);
                free(results->times[line][i][threads].instructions);
            }
        }
    }
    memset(results, 0, sizeof *results);
}

int bench_results_add(bench_results *results, bench_line line, size_t contestant, unsigned threads,
                      int64_t ns, int64_t instructions)
{
    bench_times *times = &results->times[line][contestant][threads - 1];

    if (times->ns == NULL) {
        times->ns = malloc(results->runs * sizeof *times->ns);
        times->instructions = malloc(results->runs * sizeof *times->instructions);
    }
    if (times->ns == NULL || times->instructions == NULL || times->count == results->runs) {
        return 0;
    }
    times->ns[times->count] = ns;
    times->instructions[times->count] = instructions;
    times->count++;
    return 1;
}

static int by_size(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left;
    int64_t b = *(const int64_t *)right;

    return (a > b) - (a < b);
}

/* The middle one of an odd number, the mean of the two middle ones of an even. */
static int64_t median(const int64_t *values, size_t count)
{
    int64_t *sorted = count == 0 ? NULL : malloc(count * sizeof *sorted);
    int64_t middle;

    if (sorted == NULL) {
        return -1;
    }
    memcpy(sorted, values, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_size);
    middle = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    free(sorted);
    return middle;
}

int64_t bench_results_ns(const bench_results *results, bench_line line, size_t contestant,
                         unsigned threads)
{
    const bench_times *times = &results->times[line][contestant][threads - 1];

    return median(times->ns, times->count);
}

int64_t bench_results_instructions(const bench_results *results, bench_line line, size_t contestant,
                                   unsigned threads)
{
    const bench_times *times = &results->times[line][contestant][threads - 1];

    return median(times->instructions, times->count);
}

void bench_results_range(const bench_results *results, bench_line line, size_t contestant,
                         unsigned threads, int64_t *least, int64_t *most)
{
    const bench_times *times = &results->times[line][contestant][threads - 1];

    *least = -1;
    *most = -1;
    for (size_t i = 0; i < times->count; i++) {
        *least = i == 0 || times->ns[i] < *least ? times->ns[i] : *least;
        *most = times->ns[i] > *most ? times->ns[i] : *most;
    }
}
