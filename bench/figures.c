/* SPDX-License-Identifier: MIT */
/*
 * A table of int64_t; see figures.h.
 */
#include "figures.h"

#include "generate.h"

#include "nrr/nrr.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const int32_t bench_measures[BENCH_MEASURES] = {
    NRR_MEASURE_OPENING,         NRR_MEASURE_CLOSING,           NRR_MEASURE_NET_CARRIED_IN,
    NRR_MEASURE_NET_NEW,         NRR_MEASURE_NET_REACTIVATION,  NRR_MEASURE_NET_EXPANSION,
    NRR_MEASURE_NET_CONTRACTION, NRR_MEASURE_NET_CHURN,         NRR_MEASURE_COHORT_CLOSING,
    NRR_MEASURE_RETAINED,        NRR_MEASURE_UNITS_OPENING,     NRR_MEASURE_UNITS_CLOSING,
    NRR_MEASURE_UNITS_NEW,       NRR_MEASURE_UNITS_REACTIVATED, NRR_MEASURE_UNITS_CARRIED_IN,
    NRR_MEASURE_UNITS_EXPANDED,  NRR_MEASURE_UNITS_CONTRACTED,  NRR_MEASURE_UNITS_CHURNED,
    NRR_MEASURE_UNITS_UNCHANGED};

const char *bench_view_name(bench_view view)
{
    static const char *const names[BENCH_VIEWS] = {"month", "ttm", "segment", "one"};

    return names[view];
}

size_t bench_view_rows(bench_view view, size_t months)
{
    switch (view) {
    case BENCH_MONTH:
        return months;
    case BENCH_TTM:
        return months + 1 - BENCH_WINDOW;
    case BENCH_SEGMENT:
        return months * BENCH_SEGMENTS;
    case BENCH_ONE:
    case BENCH_VIEWS:
    default:
        return 1;
    }
}

int bench_figures_new(bench_figures *figures, size_t rows)
{
    if (rows > figures->capacity) {
        bench_figures_free(figures);
        figures->value = malloc(rows * BENCH_MEASURES * sizeof *figures->value);
        if (figures->value == NULL) {
            return 0;
        }
        figures->capacity = rows;
    }
    figures->rows = rows;
    memset(figures->value, 0, rows * BENCH_MEASURES * sizeof *figures->value);
    return 1;
}

int bench_figures_copy(const bench_figures *from, bench_figures *to)
{
    if (!bench_figures_new(to, from->rows)) {
        return 0;
    }
    memcpy(to->value, from->value, from->rows * BENCH_MEASURES * sizeof *from->value);
    return 1;
}

void bench_figures_free(bench_figures *figures)
{
    free(figures->value);
    memset(figures, 0, sizeof *figures);
}

int bench_figures_equal(const bench_figures *ours, const bench_figures *theirs, bench_view view,
                        const char *name)
{
    const char *measure;

    if (ours->rows != theirs->rows) {
        fprintf(stderr, "%s: %s has %zu rows, not %zu\n", bench_view_name(view), name, theirs->rows,
                ours->rows);
        return 0;
    }
    for (size_t i = 0; i < ours->rows * BENCH_MEASURES; i++) {
        if (ours->value[i] != theirs->value[i]) {
            nrr_vocabulary_name(NRR_VOCABULARY_MEASURE, bench_measures[i % BENCH_MEASURES],
                                &measure);
            fprintf(stderr, "%s: row %zu, %s: libnrr has %" PRId64 ", %s has %" PRId64 "\n",
                    bench_view_name(view), i / BENCH_MEASURES, measure, ours->value[i], name,
                    theirs->value[i]);
            return 0;
        }
    }
    return 1;
}

void bench_odd_period(const int64_t *edges, size_t months, int64_t *start, int64_t *end)
{
    size_t first = months / 3;
    size_t last = months - months / 4;

    *start = edges[first] + (edges[first + 1] - edges[first]) / 3 + 17;
    *end = edges[last] + (edges[last + 1] - edges[last]) / 7 + 5;
}
