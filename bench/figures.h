/* SPDX-License-Identifier: MIT */
/*
 * The figures that everyone computes: the headline measures, for each row of a view of the facts.
 * Two contestants agree if all figures are equal, to the unit.
 */
#ifndef BENCH_FIGURES_H
#define BENCH_FIGURES_H

#include <stddef.h>
#include <stdint.h>

/* What is asked for. */
typedef enum bench_view {
    BENCH_MONTH,   /* each month */
    BENCH_TTM,     /* the twelve months up to each month's end */
    BENCH_SEGMENT, /* each month, by segment: rows by month, then by segment */
    BENCH_ONE,     /* one odd period */
    BENCH_VIEWS
} bench_view;

enum { BENCH_MEASURES = 19, BENCH_WINDOW = 12 };

typedef struct bench_figures {
    size_t rows;
    size_t capacity;
    int64_t *value; /* rows x BENCH_MEASURES, in the order of bench_measures[] */
} bench_figures;

/* The headline measures: opening, closing, the net_ six, cohort_closing, retained, and the counts of
 * units by (O, Z). Their NRR_MEASURE_ codes, and their names. */
extern const int32_t bench_measures[BENCH_MEASURES];

const char *bench_view_name(bench_view view);

/* The number of rows that a view has. */
size_t bench_view_rows(bench_view view, size_t months);

/* Makes room for rows, all zero. Gives 0 when there is no memory. */
int bench_figures_new(bench_figures *figures, size_t rows);
int bench_figures_copy(const bench_figures *from, bench_figures *to);
void bench_figures_free(bench_figures *figures);

/* Whether two are equal. If not, says on standard error where they first differ. */
int bench_figures_equal(const bench_figures *ours, const bench_figures *theirs, bench_view view,
                        const char *name);

/* The odd period: it begins and ends in the midst of months. */
void bench_odd_period(const int64_t *edges, size_t months, int64_t *start, int64_t *end);

#endif
