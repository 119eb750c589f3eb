/* SPDX-License-Identifier: MIT */
/* A batch by vectors of each width, against what a plain count says of its units. */
#include "lib/dense_width.h"

#include "support/random.h"
#include "support/run.h"

#include <stdio.h>
#include <string.h>

enum {
    EDGES = 14,
    ROWS = EDGES + 1,
    PERIODS = 40,
    UNITS = NRR__DENSE_UNITS,
    CELLS = NRR__CELL_FIXED
};

/* A unit, step by step: from the edge before up to the one of the number. */
typedef struct history {
    int64_t level[EDGES];  /* at the edge */
    int64_t loss[EDGES];   /* in the step, as the next ones */
    int64_t lowest[EDGES]; /* the lowest level that a movement leads to; INT64_MAX: there is none */
    int visits[EDGES];     /* how often the unit came and went */
    int rises[EDGES], falls[EDGES]; /* from zero, and to it */
} history;

static random_source numbers;
static history units[UNITS];
static uint32_t opens[PERIODS], closes[PERIODS];

static int32_t levels[ROWS * UNITS], losses[ROWS * UNITS], lowest[ROWS * UNITS],
    lowest_from[EDGES * UNITS];
static int8_t marks[ROWS * UNITS];
static nrr__dense_edge edges[EDGES];
static int64_t sums[PERIODS][CELLS];

/* One movement: to nothing, or to any level up to the highest one. */
static void move(history *unit, int step, int64_t *level, int *came)
{
    int64_t after = *level != 0 && random_chance(&numbers, 40)
                        ? 0
                        : (int64_t)random_below(&numbers, (1 << NRR__DENSE_LEVEL_BITS) - 1) + 1;

    if (after == *level)
        return;
    if (after < *level)
        unit->loss[step] += *level - after;
    if (after < unit->lowest[step])
        unit->lowest[step] = after;
    unit->rises[step] += *level == 0;
    unit->falls[step] += after == 0;
    *came |= *level == 0;
    if (after == 0 && *came) {
        unit->visits[step]++;
        *came = 0;
    }
    *level = after;
}

static void make_unit(history *unit, unsigned percent)
{
    int64_t level = 0;

    memset(unit, 0, sizeof *unit);
    for (int step = 0; step < EDGES; step++) {
        int came = 0;
        unit->lowest[step] = INT64_MAX;
        for (int times = 0; times < 3; times++)
            if (random_chance(&numbers, percent))
                move(unit, step, &level, &came);
        unit->level[step] = level;
    }
}

static void make_periods(void)
{
    uint32_t open = 0, close = 0;

    for (int p = 0; p < PERIODS; p++) { /* starts and ends ascend, as those of a run do */
        open += (uint32_t)random_below(&numbers, 2);
        open = open > EDGES - 2 ? EDGES - 2 : open;
        close = close <= open ? open + 1 : close;
        close += (uint32_t)random_below(&numbers, 2);
        close = close > EDGES - 1 ? EDGES - 1 : close;
        opens[p] = open;
        closes[p] = close;
    }
}

static void begin(unsigned percent)
{
    for (int u = 0; u < UNITS; u++)
        make_unit(&units[u], percent);
    make_periods();
}

/* Fills the batch as units are put into it. */
static void fill(uint32_t lanes)
{
    memset(levels, 0, sizeof levels);
    memset(losses, 0, sizeof losses);
    memset(lowest, NRR__DENSE_HIGHEST, sizeof lowest);
    memset(marks, 0, sizeof marks);
    memset(edges, 0, sizeof edges);
    memset(sums, 0, sizeof sums);
    for (uint32_t u = 0; u < UNITS; u++)
        for (uint32_t step = 0; step < EDGES; step++) {
            const history *unit = &units[u];
            uint32_t at = step * UNITS + u,
                     mark = u / (4 * lanes) * (4 * lanes) + u % lanes * 4 + u / lanes % 4;
            levels[at] = (int32_t)(unit->level[step] - (step == 0 ? 0 : unit->level[step - 1]));
            losses[at] = (int32_t)unit->loss[step];
            if (unit->lowest[step] != INT64_MAX)
                lowest[at] = (int32_t)unit->lowest[step];
            marks[step * UNITS + mark] = (int8_t)unit->visits[step];
        }
}

static void sweep(const nrr__dense_width *width)
{
    nrr__target target;
    nrr__run run;
    nrr__job job;
    nrr__dense dense;
    nrr__dense_batch batch;

    memset(&target, 0, sizeof target);
    memset(&run, 0, sizeof run);
    memset(&job, 0, sizeof job);
    memset(&dense, 0, sizeof dense);
    memset(&batch, 0, sizeof batch);
    target.cells.groups = 1;
    target.cells.cell_count = CELLS;
    run.count = PERIODS;
    job.target = &target;
    job.run = &run;
    job.opens = opens;
    job.closes = closes;
    dense.edge_count = EDGES;
    dense.lowest_from = lowest_from;
    batch.levels = levels;
    batch.losses = losses;
    batch.lowest = lowest;
    batch.marks = marks;
    batch.edges = edges;
    fill(width->lanes);
    width->settle(&dense, &batch);
    width->path_settle(&dense, &batch);
    width->sweep(&job, &batch, sums[0]);
    width->path_sweep(&job, &dense, &batch, sums[0]);
}

static void count_unit(const history *unit, uint32_t open, uint32_t close, int64_t *cells)
{
    int64_t opening = unit->level[open], closing = unit->level[close], low = opening, lost = 0;
    int was_there = 0, goes = 0;

    for (uint32_t step = 0; step <= open; step++)
        was_there |= unit->rises[step] != 0;
    for (uint32_t step = open + 1; step <= close; step++) {
        low = unit->lowest[step] < low ? unit->lowest[step] : low;
        lost += unit->loss[step];
        goes |= unit->falls[step] != 0;
    }
    if (opening > 0 && closing > opening) {
        cells[2 * NRR__STATE_EXPANDED]++;
        cells[2 * NRR__STATE_EXPANDED + 1] += closing - opening;
    }
    if (closing < opening) {
        cells[2 * NRR__DENSE_LOST]++;
        cells[2 * NRR__DENSE_LOST + 1] += opening - closing;
    }
    if (opening > 0 && closing == 0) {
        cells[2 * NRR__STATE_CHURNED]++;
        cells[2 * NRR__STATE_CHURNED + 1] += opening;
    }
    if (!was_there && closing > 0) {
        cells[2 * NRR__DENSE_FRESH]++;
        cells[2 * NRR__DENSE_FRESH + 1] += closing;
    }
    cells[2 * NRR__STATE_TRANSIENT] += opening == 0 && closing == 0 && goes;
    if (opening == 0)
        return;
    cells[NRR__CELL_PATH_LOST] += opening - low;
    cells[NRR__CELL_CAPPED_LOST] += lost < opening ? lost : opening;
    cells[NRR__CELL_RETURNED] += low == 0 && closing > 0;
}

static void check(const nrr__dense_width *width)
{
    sweep(width);
    for (uint32_t e = 0; e < EDGES; e++) {
        int64_t there = 0, sum = 0;
        for (uint32_t u = 0; u < UNITS; u++) {
            there += units[u].level[e] > 0;
            sum += units[u].level[e];
            ck_assert_int_eq(levels[e * UNITS + u], units[u].level[e]);
        }
        ck_assert_int_eq(edges[e].units, there);
        ck_assert_int_eq(edges[e].sum, sum);
    }
    for (int p = 0; p < PERIODS; p++) {
        int64_t cells[CELLS] = {0};
        for (int u = 0; u < UNITS; u++)
            count_unit(&units[u], opens[p], closes[p], cells);
        ck_assert_mem_eq(sums[p], cells, sizeof cells);
    }
}

/* Each width that this machine has. */
static void check_widths(void)
{
    check(&nrr__dense_width128);
#if NRR__HAS_AVX2
    if (nrr__has_avx2())
        check(&nrr__dense_width256);
#endif
}

/* Batches of which few units or nearly all move in each step. */
START_TEST(a_batch_comes_to_what_its_units_come_to)
{
    numbers = random_start((uint64_t)_i, 0);
    for (unsigned percent = 1; percent < 100; percent += 7) {
        begin(percent);
        check_widths();
    }
}
END_TEST

/* All units have the highest level at once, and lose all of it: no lane overflows. */
START_TEST(the_highest_levels_fit)
{
    begin(0);
    for (int u = 0; u < UNITS; u++)
        for (int e = 0; e < EDGES; e++) {
            units[u].level[e] = e % 2 == 0 ? (1 << NRR__DENSE_LEVEL_BITS) - 1 : 0;
            units[u].loss[e] = e % 2 == 0 ? 0 : (1 << NRR__DENSE_LEVEL_BITS) - 1;
            units[u].lowest[e] = units[u].level[e];
            units[u].rises[e] = e % 2 == 0;
            units[u].falls[e] = e % 2 != 0;
        }
    check_widths();
}
END_TEST

int main(void)
{
    Suite *suite;
    TCase *cases;

    if (!NRR__HAS_VECTORS) { /* nothing goes into batches, whose marks would lie in another order */
        puts("1..0 # SKIP there are no vectors");
        return 0;
    }
    suite = suite_create("dense width");
    cases = tcase_create("dense width");

    tcase_add_loop_test(cases, a_batch_comes_to_what_its_units_come_to, 0, 20);
    tcase_add_test(cases, the_highest_levels_fit);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
