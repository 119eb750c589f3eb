/* SPDX-License-Identifier: MIT */
/* Dense settle: from what comes between the edges to what is at them; see dense_batch.h. Included once for each width,
 * behind dense_vector.h, so it has no include guard. */

/* Adds the levels at the edge before to what changes up to an edge; answers the sum of the levels there. */
static inline int32_t DENSE(dense_settle_levels)(const int32_t *before, int32_t *levels)
{
    const DENSE_WORDS zero = {0};
    DENSE_WORDS sum = zero;
    size_t i;

    for (i = 0; i < NRR__DENSE_UNITS; i += DENSE(DENSE_LANES)) {
        DENSE_WORDS level = DENSE(dense_load)(levels + i) + DENSE(dense_load)(before + i);
        DENSE(dense_store)(levels + i, level);
        sum += level;
    }
    return DENSE(dense_sums)(sum, zero, zero, zero)[0];
}

/* Which of the units of four vectors are there: the highest bit of a byte each. A lane has the units of this lane in the
 * four vectors, one after the other: that is the order of marks. */
static inline DENSE_BYTES DENSE(dense_there)(const int32_t *levels)
{
    const DENSE_WORDS zero = {0};
    DENSE_WORDS there = (DENSE(dense_load)(levels) > zero) & 0x80;

    there |= (DENSE(dense_load)(levels + DENSE(DENSE_LANES)) > zero) & 0x8000;
    there |= (DENSE(dense_load)(levels + 2 * DENSE(DENSE_LANES)) > zero) & 0x800000;
    there |= (DENSE(dense_load)(levels + 3 * DENSE(DENSE_LANES)) > zero) & INT32_MIN;
    return (DENSE_BYTES)there;
}

/* Makes the marks at an edge from those at the edge before and how often units came and went in between; answers the
 * units that are there. */
static inline int32_t DENSE(dense_settle_marks)(const int8_t *before, const int32_t *levels,
                                                int8_t *marks)
{
    const DENSE_BYTES zero = {0};
    DENSE(dense_tally) units = {0};
    size_t i;

    for (i = 0; i < NRR__DENSE_UNITS; i += DENSE(DENSE_MARKS)) {
        DENSE_BYTES was = DENSE(dense_load_marks)(before + i);
        DENSE_BYTES there = DENSE(dense_there)(levels + i);
        DENSE_BYTES gone = (was & 0x7f) + DENSE(dense_load_marks)(marks + i);
        gone -= (was & ~there) < zero;
        DENSE(dense_store_marks)(marks + i, there | gone);
        DENSE(dense_count)(&units, there);
    }
    return DENSE(dense_total)(&units);
}

static void DENSE(dense_settle)(const nrr__dense *dense, nrr__dense_batch *batch)
{
    static const int32_t no_levels[NRR__DENSE_UNITS] = {0};
    static const int8_t no_marks[NRR__DENSE_UNITS] = {0};
    const int32_t *levels_before = no_levels;
    const int8_t *marks_before = no_marks;
    uint32_t edge;

    for (edge = 0; edge < dense->edge_count; edge++) {
        int32_t *levels = batch->levels + edge * (size_t)NRR__DENSE_UNITS;
        int8_t *marks = batch->marks + edge * (size_t)NRR__DENSE_UNITS;
        batch->edges[edge].sum += DENSE(dense_settle_levels)(levels_before, levels);
        batch->edges[edge].units += DENSE(dense_settle_marks)(marks_before, levels, marks);
        levels_before = levels;
        marks_before = marks;
    }
}
