/* SPDX-License-Identifier: MIT */
/* Dense sweep: the periods of a run over a batch; see dense.h. */
#include "dense.h"

#if NRR__DENSE_VECTORS

#include "dense_vector.h"

/* What a batch comes to in a period beside what follows from its ends. */
enum {
    DENSE_EXPANDED_UNITS,
    DENSE_EXPANDED,
    DENSE_LOST_UNITS, /* contracted or churned */
    DENSE_LOST,
    DENSE_CHURNED_UNITS,
    DENSE_CHURNED,
    DENSE_TRANSIENT_UNITS,
    DENSE_SUMS
};

/* Comparisons answer -1 where they hold. */
static inline void dense_add_levels(const int32_t *openings, const int32_t *closings, int64_t *sums)
{
    const nrr__dense_levels zero = {0};
    nrr__dense_levels expanded_units = zero, expanded = zero, lost_units = zero, lost = zero;
    nrr__dense_levels churned = zero;
    size_t i;

    for (i = 0; i < NRR__DENSE_UNITS; i += NRR__DENSE_LANES) {
        nrr__dense_levels opening = nrr__dense_load(openings + i);
        nrr__dense_levels closing = nrr__dense_load(closings + i);
        nrr__dense_levels change = closing - opening;
        nrr__dense_levels expands = (change > zero) & (opening > zero);
        nrr__dense_levels loses = change < zero;
        expanded_units -= expands;
        expanded += change & expands;
        lost_units -= loses;
        lost -= change & loses;
        churned += opening & (closing == zero);
    }
    sums[DENSE_EXPANDED_UNITS] = nrr__dense_sum(&expanded_units);
    sums[DENSE_EXPANDED] = nrr__dense_sum(&expanded);
    sums[DENSE_LOST_UNITS] = nrr__dense_sum(&lost_units);
    sums[DENSE_LOST] = nrr__dense_sum(&lost);
    sums[DENSE_CHURNED] = nrr__dense_sum(&churned);
}

static inline void dense_add_marks(const int8_t *openings, const int8_t *closings, int64_t *sums)
{
    const nrr__dense_marks zero = {0};
    nrr__dense_marks churned_units = zero, others = zero;
    size_t i;

    for (i = 0; i < NRR__DENSE_UNITS; i += NRR__DENSE_VECTOR) {
        nrr__dense_marks opening = *(const nrr__dense_marks_stored *)(openings + i);
        nrr__dense_marks closing = *(const nrr__dense_marks_stored *)(closings + i);
        nrr__dense_marks opens = opening > zero, closes = closing > zero;
        churned_units -= opens & ~closes;
        others -= opens | closes | (opening == closing);
    }
    sums[DENSE_CHURNED_UNITS] = nrr__dense_count(&churned_units);
    sums[DENSE_TRANSIENT_UNITS] = NRR__DENSE_UNITS - nrr__dense_count(&others);
}

void nrr__dense_sweep(const nrr__job *job, const nrr__dense *dense, const nrr__dense_batch *batch,
                      nrr__lane64 *sums)
{
    const size_t stride = nrr__cells_stride(&job->target->cells), row = NRR__DENSE_UNITS;
    uint32_t place;

    for (place = 0; place < job->run->count; place++, sums += stride) {
        uint32_t open = job->opens[place], close = job->closes[place];
        const nrr__dense_edge *opening = &dense->edges[open], *closing = &dense->edges[close];
        int64_t of[DENSE_SUMS];
        dense_add_levels(batch->levels + open * row, batch->levels + close * row, of);
        dense_add_marks(batch->marks + open * row, batch->marks + close * row, of);
        sums[NRR__CELL_BASE_UNITS] += opening->units;
        sums[NRR__CELL_BASE] += opening->sum;
        sums[2 * NRR__STATE_EXPANDED] += of[DENSE_EXPANDED_UNITS];
        sums[2 * NRR__STATE_EXPANDED + 1] += of[DENSE_EXPANDED];
        sums[2 * NRR__STATE_CONTRACTED] += of[DENSE_LOST_UNITS] - of[DENSE_CHURNED_UNITS];
        sums[2 * NRR__STATE_CONTRACTED + 1] += of[DENSE_LOST] - of[DENSE_CHURNED];
        sums[2 * NRR__STATE_CHURNED] += of[DENSE_CHURNED_UNITS];
        sums[2 * NRR__STATE_CHURNED + 1] += of[DENSE_CHURNED];
        sums[2 * NRR__STATE_REACTIVATED] +=
            closing->units - opening->units + of[DENSE_CHURNED_UNITS];
        sums[2 * NRR__STATE_REACTIVATED + 1] +=
            closing->sum - opening->sum - of[DENSE_EXPANDED] + of[DENSE_LOST];
        sums[2 * NRR__STATE_TRANSIENT] += of[DENSE_TRANSIENT_UNITS];
    }
}

/* Adds the levels of one edge to those of the next one; answers their sum. */
static inline int64_t dense_settle_levels(int32_t *at, const int32_t *before)
{
    nrr__dense_levels sum = {0};
    size_t i;

    for (i = 0; i < NRR__DENSE_UNITS; i += NRR__DENSE_LANES) {
        nrr__dense_levels level = nrr__dense_load(at + i) + nrr__dense_load(before + i);
        nrr__dense_store(at + i, level);
        sum += level;
    }
    return nrr__dense_sum(&sum);
}

/* The same of marks; answers the units that are there. */
static inline int64_t dense_settle_marks(int8_t *at, const int8_t *before)
{
    const nrr__dense_marks zero = {0};
    nrr__dense_marks units = zero;
    size_t i;

    for (i = 0; i < NRR__DENSE_UNITS; i += NRR__DENSE_VECTOR) {
        nrr__dense_marks mark = *(const nrr__dense_marks_stored *)(at + i) +
                           *(const nrr__dense_marks_stored *)(before + i);
        *(nrr__dense_marks_stored *)(at + i) = mark;
        units -= mark > zero;
    }
    return nrr__dense_count(&units);
}

void nrr__dense_settle(nrr__dense *dense, nrr__dense_batch *batch)
{
    static const int32_t no_levels[NRR__DENSE_UNITS] = {0};
    static const int8_t no_marks[NRR__DENSE_UNITS] = {0};
    const int32_t *levels_before = no_levels;
    const int8_t *marks_before = no_marks;
    uint32_t edge;

    for (edge = 0; edge < dense->edge_count; edge++) {
        int32_t *levels = batch->levels + edge * (size_t)NRR__DENSE_UNITS;
        int8_t *marks = batch->marks + edge * (size_t)NRR__DENSE_UNITS;
        dense->edges[edge].sum = dense_settle_levels(levels, levels_before);
        dense->edges[edge].units = dense_settle_marks(marks, marks_before);
        levels_before = levels;
        marks_before = marks;
    }
}

#endif
