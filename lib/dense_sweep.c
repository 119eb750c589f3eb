/* SPDX-License-Identifier: MIT */
/* Dense sweep: the periods of a run over a batch; see dense.h. */
#include "dense_batch.h"

#include "dense_vector.h"

#include <string.h>

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
    const nrr__vector32 zero = {0};
    nrr__vector32 expanded_units = zero, expanded = zero, lost_units = zero, lost = zero;
    nrr__vector32 churned = zero;
    size_t i;

    for (i = 0; i < NRR__DENSE_UNITS; i += NRR__DENSE_LANES) {
        nrr__vector32 opening = nrr__dense_load(openings + i);
        nrr__vector32 closing = nrr__dense_load(closings + i);
        nrr__vector32 change = closing - opening;
        nrr__vector32 expands = (change > zero) & (opening > zero);
        nrr__vector32 loses = change < zero;
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

/* Marks of units that are there are negative. */
static inline void dense_add_marks(const int8_t *openings, const int8_t *closings, int64_t *sums)
{
    const nrr__vector8 zero = {0};
    nrr__vector8 churned_units = zero, others = zero;
    size_t i;

    for (i = 0; i < NRR__DENSE_UNITS; i += NRR__DENSE_BYTES) {
        nrr__vector8 opening = nrr__dense_load_marks(openings + i);
        nrr__vector8 closing = nrr__dense_load_marks(closings + i);
        churned_units -= (opening & ~closing) < zero;
        others -= ((opening | closing) < zero) | (opening == closing);
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

/* The units of a batch at an edge. */
typedef struct dense_walk {
    /* In the order of marks: */
    int8_t there[NRR__DENSE_UNITS]; /* negative where a unit is there, else 0 */
    int8_t gone[NRR__DENSE_UNITS];  /* how often it was gone */
} dense_walk;

/* Adds the levels at the edge before to what changes up to an edge; answers the sum of the levels there. */
static inline int64_t dense_settle_levels(const int32_t *before, int32_t *levels)
{
    nrr__vector32 sum = {0};
    size_t i;

    for (i = 0; i < NRR__DENSE_UNITS; i += NRR__DENSE_LANES) {
        nrr__vector32 level = nrr__dense_load(levels + i) + nrr__dense_load(before + i);
        nrr__dense_store(levels + i, level);
        sum += level;
    }
    return nrr__dense_sum(&sum);
}

/* Which of the units of four vectors are there: a byte each, those of the first vector the first byte of a lane, and so
 * on. That is the order of marks. */
static inline nrr__vector8 dense_there(const int32_t *levels)
{
    const nrr__vector32 zero = {0};
    nrr__vector32 there = (nrr__dense_load(levels) > zero) & 0x80;

    there |= (nrr__dense_load(levels + NRR__DENSE_LANES) > zero) & 0x8000;
    there |= (nrr__dense_load(levels + 2 * NRR__DENSE_LANES) > zero) & 0x800000;
    there |= (nrr__dense_load(levels + 3 * NRR__DENSE_LANES) > zero) & INT32_MIN;
    return (nrr__vector8)there;
}

/* Writes the marks at an edge; answers the units that are there. */
static inline int64_t dense_settle_marks(dense_walk *walk, const int32_t *levels, int8_t *marks)
{
    const nrr__vector8 zero = {0};
    nrr__vector8 units = zero;
    size_t i;

    for (i = 0; i < NRR__DENSE_UNITS; i += NRR__DENSE_BYTES) {
        nrr__vector8 there = dense_there(levels + i);
        nrr__vector8 gone =
            nrr__dense_load_marks(walk->gone + i) + nrr__dense_load_marks(marks + i);
        gone -= (nrr__dense_load_marks(walk->there + i) & ~there) < zero;
        nrr__dense_store_marks(walk->there + i, there);
        nrr__dense_store_marks(walk->gone + i, gone);
        nrr__dense_store_marks(marks + i, there | gone);
        units -= there < zero;
    }
    return nrr__dense_count(&units);
}

void nrr__dense_settle(nrr__dense *dense, nrr__dense_batch *batch)
{
    static const int32_t none[NRR__DENSE_UNITS] = {0};
    const int32_t *before = none;
    dense_walk walk;
    uint32_t edge;

    memset(&walk, 0, sizeof walk);
    for (edge = 0; edge < dense->edge_count; edge++) {
        int32_t *levels = batch->levels + edge * (size_t)NRR__DENSE_UNITS;
        int8_t *marks = batch->marks + edge * (size_t)NRR__DENSE_UNITS;
        dense->edges[edge].sum = dense_settle_levels(before, levels);
        dense->edges[edge].units = dense_settle_marks(&walk, levels, marks);
        before = levels;
    }
}

uint32_t nrr__dense_mark_place(uint32_t unit)
{
    uint32_t of = unit % NRR__DENSE_BYTES;

    return unit - of + of % NRR__DENSE_LANES * NRR__DENSE_LANES + of / NRR__DENSE_LANES;
}
