/* SPDX-License-Identifier: MIT */
/* Dense path: what the units of a batch lost on their way through the periods of a run; see dense.h. The lowest level of
 * a period is that of its steps from one edge to the next, a sliding minimum by two stacks: up to a middle the lowest from
 * each step on is known, and behind it there is one that is lowered as the end goes on; when the start has passed the middle,
 * the end becomes the next one. */
#include "dense_batch.h"

#include "dense_vector.h"

#include <string.h>

/* What a batch lost in a period. */
enum { DENSE_PATH_LOST, DENSE_CAPPED_LOST, DENSE_RETURNED, DENSE_PATH_SUMS };

/* The steps of the periods up to the one at hand. */
typedef struct dense_steps {
    const nrr__dense *dense;
    const int32_t *lowest; /* by step, which has the number of its end, then by unit */
    uint32_t middle;       /* the last step of which the lowest from it on up to here is known */
    uint32_t end;          /* the last step that has been */
    int32_t behind
        [NRR__DENSE_UNITS]; /* the lowest of those behind the middle; not read before the first turn */
} dense_steps;

void nrr__dense_path_settle(const nrr__dense *dense, nrr__dense_batch *batch)
{
    size_t at = NRR__DENSE_UNITS, end = dense->edge_count * (size_t)NRR__DENSE_UNITS;

    for (; at < end; at += NRR__DENSE_LANES) {
        size_t before = at - NRR__DENSE_UNITS;
        nrr__dense_store(batch->losses + at, nrr__dense_load(batch->losses + at) +
                                                 nrr__dense_load(batch->losses + before));
        nrr__dense_store(batch->lowest + at,
                         nrr__dense_least(nrr__dense_load(batch->lowest + at),
                                          nrr__dense_load(batch->levels + before)));
    }
}

/* Makes the last step the middle: the lowest levels from each one on, from the first one. */
static void dense_steps_turn(dense_steps *steps, uint32_t first)
{
    const size_t row = NRR__DENSE_UNITS;
    uint32_t step;
    size_t i;

    memcpy(steps->dense->lowest_from + steps->end * row, steps->lowest + steps->end * row,
           row * sizeof *steps->lowest);
    for (step = steps->end; step-- > first;) {
        int32_t *from = steps->dense->lowest_from + step * row;
        for (i = 0; i < row; i += NRR__DENSE_LANES)
            nrr__dense_store(from + i,
                             nrr__dense_least(nrr__dense_load(steps->lowest + step * row + i),
                                              nrr__dense_load(from + row + i)));
    }
    steps->middle = steps->end;
    memset(steps->behind, NRR__DENSE_HIGHEST, sizeof steps->behind);
}

/* Goes on to a period of the steps [first, last]. */
static void dense_steps_go(dense_steps *steps, uint32_t first, uint32_t last)
{
    size_t i;

    while (steps->end < last) {
        const int32_t *lowest = steps->lowest + ++steps->end * (size_t)NRR__DENSE_UNITS;
        for (i = 0; i < NRR__DENSE_UNITS; i += NRR__DENSE_LANES)
            nrr__dense_store(
                steps->behind + i,
                nrr__dense_least(nrr__dense_load(lowest + i), nrr__dense_load(steps->behind + i)));
    }
    if (first > steps->middle)
        dense_steps_turn(steps, first);
}

/* Where the levels of a period are, by unit. */
typedef struct dense_period {
    const int32_t *openings, *closings;
    const int32_t *losses_before, *losses;
    const int32_t *lowest, *lowest_behind; /* of its first steps, and of the others */
} dense_period;

static void dense_add_path(const dense_period *at, int64_t *sums)
{
    const nrr__vector32 zero = {0};
    nrr__vector32 path_lost = zero, capped_lost = zero, returned = zero;
    size_t i;

    for (i = 0; i < NRR__DENSE_UNITS; i += NRR__DENSE_LANES) {
        nrr__vector32 opening = nrr__dense_load(at->openings + i);
        nrr__vector32 closing = nrr__dense_load(at->closings + i);
        nrr__vector32 losses =
            nrr__dense_load(at->losses + i) - nrr__dense_load(at->losses_before + i);
        nrr__vector32 lowest = nrr__dense_least(nrr__dense_load(at->lowest + i),
                                                nrr__dense_load(at->lowest_behind + i));
        path_lost += opening - lowest;
        capped_lost += nrr__dense_least(losses, opening);
        returned -= (lowest == zero) & (opening > zero) & (closing > zero);
    }
    sums[DENSE_PATH_LOST] = nrr__dense_sum(&path_lost);
    sums[DENSE_CAPPED_LOST] = nrr__dense_sum(&capped_lost);
    sums[DENSE_RETURNED] = nrr__dense_sum(&returned);
}

void nrr__dense_path_sweep(const nrr__job *job, const nrr__dense *dense,
                           const nrr__dense_batch *batch, nrr__lane64 *sums)
{
    const size_t stride = nrr__cells_stride(&job->target->cells), row = NRR__DENSE_UNITS;
    dense_steps steps = {dense, batch->lowest, job->opens[0], job->opens[0], {0}};
    uint32_t place;

    for (place = 0; place < job->run->count; place++, sums += stride) {
        size_t open = job->opens[place] * row, close = job->closes[place] * row;
        dense_period at;
        int64_t of[DENSE_PATH_SUMS];
        dense_steps_go(&steps, job->opens[place] + 1, job->closes[place]);
        at.openings = batch->levels + open;
        at.closings = batch->levels + close;
        at.losses_before = batch->losses + open;
        at.losses = batch->losses + close;
        at.lowest = dense->lowest_from + open + row;
        at.lowest_behind = steps.behind;
        dense_add_path(&at, of);
        sums[NRR__CELL_PATH_LOST] += of[DENSE_PATH_LOST];
        sums[NRR__CELL_CAPPED_LOST] += of[DENSE_CAPPED_LOST];
        sums[NRR__CELL_RETURNED] += of[DENSE_RETURNED];
    }
}
