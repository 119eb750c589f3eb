/* SPDX-License-Identifier: MIT */
/* Dense settle: from what comes between the edges to what is at them; see dense_batch.h. */
#include "dense_batch.h"

#include "dense_vector.h"

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

/* Which of the units of four vectors are there: the highest bit of a byte each. A lane has the units of this lane in the
 * four vectors, one after the other: that is the order of marks. */
static inline nrr__vector8 dense_there(const int32_t *levels)
{
    const nrr__vector32 zero = {0};
    nrr__vector32 there = (nrr__dense_load(levels) > zero) & 0x80;

    there |= (nrr__dense_load(levels + NRR__DENSE_LANES) > zero) & 0x8000;
    there |= (nrr__dense_load(levels + 2 * NRR__DENSE_LANES) > zero) & 0x800000;
    there |= (nrr__dense_load(levels + 3 * NRR__DENSE_LANES) > zero) & INT32_MIN;
    return (nrr__vector8)there;
}

uint32_t nrr__dense_mark_place(uint32_t unit)
{
    uint32_t of = unit % NRR__DENSE_BYTES;

    return unit - of + of % NRR__DENSE_LANES * NRR__DENSE_LANES + of / NRR__DENSE_LANES;
}

/* Makes the marks at an edge from those at the edge before and how often units came and went in between; answers the
 * units that are there. */
static inline int64_t dense_settle_marks(const int8_t *before, const int32_t *levels, int8_t *marks)
{
    const nrr__vector8 zero = {0};
    nrr__vector8 units = zero;
    size_t i;

    for (i = 0; i < NRR__DENSE_UNITS; i += NRR__DENSE_BYTES) {
        nrr__vector8 was = nrr__dense_load_marks(before + i);
        nrr__vector8 there = dense_there(levels + i);
        nrr__vector8 gone = (was & 0x7f) + nrr__dense_load_marks(marks + i);
        gone -= (was & ~there) < zero;
        nrr__dense_store_marks(marks + i, there | gone);
        units -= there < zero;
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
        dense->edges[edge].sum = dense_settle_levels(levels_before, levels);
        dense->edges[edge].units = dense_settle_marks(marks_before, levels, marks);
        levels_before = levels;
        marks_before = marks;
    }
}
