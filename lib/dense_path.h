/* SPDX-License-Identifier: MIT */
/* Dense path: what the units of a batch lost on their way through the periods of a run; see dense.h. Included once for
 * each width, behind dense_vector.h, so it has no include guard.
 *
 * The lowest level of a period is that of its steps from one edge to the next, a sliding minimum by two stacks: up to a
 * middle the lowest from each step on is known, and behind it there is one that is lowered as the end goes on; when the start
 * has passed the middle, the end becomes the next one. */

/* The steps of the periods up to the one at hand. */
typedef struct DENSE(dense_steps) {
    const nrr__dense *dense;
    const int32_t *lowest; /* by step, which has the number of its end, then by unit */
    uint32_t middle;       /* the last step of which the lowest from it on up to here is known */
    uint32_t end;          /* the last step that has been */
    int32_t behind
        [NRR__DENSE_UNITS]; /* the lowest of those behind the middle; not read before the first turn */
} DENSE(dense_steps);

static void DENSE(dense_path_settle)(const nrr__dense *dense, nrr__dense_batch *batch)
{
    size_t at = NRR__DENSE_UNITS, end = dense->edge_count * (size_t)NRR__DENSE_UNITS;

    for (; at < end; at += DENSE(DENSE_LANES)) {
        size_t before = at - NRR__DENSE_UNITS;
        DENSE(dense_store)
        (batch->losses + at,
         DENSE(dense_load)(batch->losses + at) + DENSE(dense_load)(batch->losses + before));
        DENSE(dense_store)
        (batch->lowest + at, DENSE(dense_least)(DENSE(dense_load)(batch->lowest + at),
                                                DENSE(dense_load)(batch->levels + before)));
    }
}

/* Makes the last step the middle: the lowest levels from each one on, from the first one. */
static void DENSE(dense_steps_turn)(DENSE(dense_steps) * steps, uint32_t first)
{
    const size_t row = NRR__DENSE_UNITS;
    uint32_t step;
    size_t i;

    memcpy(steps->dense->lowest_from + steps->end * row, steps->lowest + steps->end * row,
           row * sizeof *steps->lowest);
    for (step = steps->end; step-- > first;) {
        int32_t *from = steps->dense->lowest_from + step * row;
        for (i = 0; i < row; i += DENSE(DENSE_LANES))
            DENSE(dense_store)
            (from + i, DENSE(dense_least)(DENSE(dense_load)(steps->lowest + step * row + i),
                                          DENSE(dense_load)(from + row + i)));
    }
    steps->middle = steps->end;
    memset(steps->behind, NRR__DENSE_HIGHEST, sizeof steps->behind);
}

/* Goes on to a period of the steps [first, last]. */
static void DENSE(dense_steps_go)(DENSE(dense_steps) * steps, uint32_t first, uint32_t last)
{
    size_t i;

    while (steps->end < last) {
        const int32_t *lowest = steps->lowest + ++steps->end * (size_t)NRR__DENSE_UNITS;
        for (i = 0; i < NRR__DENSE_UNITS; i += DENSE(DENSE_LANES))
            DENSE(dense_store)
            (steps->behind + i, DENSE(dense_least)(DENSE(dense_load)(lowest + i),
                                                   DENSE(dense_load)(steps->behind + i)));
    }
    if (first > steps->middle)
        DENSE(dense_steps_turn)(steps, first);
}

/* Where the levels of a period are, by unit. */
typedef struct DENSE(dense_period) {
    const int32_t *openings, *closings;
    const int32_t *losses_before, *losses;
    const int32_t *lowest, *lowest_behind; /* of its first steps, and of the others */
} DENSE(dense_period);

/* Adds what a batch lost in a period. */
static inline void DENSE(dense_add_path)(const DENSE(dense_period) * at, nrr__lane64 *sums)
{
    const DENSE_WORDS zero = {0};
    DENSE_WORDS path_lost = zero, capped_lost = zero, returned = zero;
    nrr__words128 of;
    size_t i;

    for (i = 0; i < NRR__DENSE_UNITS; i += DENSE(DENSE_LANES)) {
        DENSE_WORDS opening = DENSE(dense_load)(at->openings + i);
        DENSE_WORDS closing = DENSE(dense_load)(at->closings + i);
        DENSE_WORDS losses = DENSE(dense_load)(at->losses + i) - DENSE(dense_load)(at->losses_before + i);
        DENSE_WORDS lowest = DENSE(dense_least)(DENSE(dense_load)(at->lowest + i),
                                          DENSE(dense_load)(at->lowest_behind + i));
        path_lost += opening - lowest;
        capped_lost += DENSE(dense_least)(losses, opening);
        returned -= (lowest == zero) & (opening > zero) & (closing > zero);
    }
    of = DENSE(dense_sums)(path_lost, capped_lost, returned, zero);
    sums[NRR__CELL_PATH_LOST] += of[0];
    sums[NRR__CELL_CAPPED_LOST] += of[1];
    sums[NRR__CELL_RETURNED] += of[2];
}

static void DENSE(dense_path_sweep)(const nrr__job *job, const nrr__dense *dense,
                                    const nrr__dense_batch *batch, nrr__lane64 *sums)
{
    const size_t stride = nrr__cells_stride(&job->target->cells), row = NRR__DENSE_UNITS;
    DENSE(dense_steps) steps = {dense, batch->lowest, job->opens[0], job->opens[0], {0}};
    uint32_t place;

    for (place = 0; place < job->run->count; place++, sums += stride) {
        size_t open = job->opens[place] * row, close = job->closes[place] * row;
        DENSE(dense_period) at;
        DENSE(dense_steps_go)(&steps, job->opens[place] + 1, job->closes[place]);
        at.openings = batch->levels + open;
        at.closings = batch->levels + close;
        at.losses_before = batch->losses + open;
        at.losses = batch->losses + close;
        at.lowest = dense->lowest_from + open + row;
        at.lowest_behind = steps.behind;
        DENSE(dense_add_path)(&at, sums);
    }
}
