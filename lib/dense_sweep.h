/* SPDX-License-Identifier: MIT */
/* Dense sweep: the periods of a run over a batch; see dense.h. Included once for each width of vectors, so it has no
 * include guard. */
#include <string.h>

/* Comparisons answer -1 where they hold. */
NRR__DENSE_TARGET static inline void DENSE(dense_add_levels)(const int32_t *openings, const int32_t *closings, int64_t *sums)
{
    const DENSE(dense_levels) zero = {0};
    DENSE(dense_levels) expanded_units = zero, expanded = zero, lost_units = zero, lost = zero;
    DENSE(dense_levels) churned = zero;
    size_t i;

    for (i = 0; i < NRR__DENSE_UNITS; i += DENSE_LANES) {
        DENSE(dense_levels) opening = DENSE(dense_load)(openings + i);
        DENSE(dense_levels) closing = DENSE(dense_load)(closings + i);
        DENSE(dense_levels) change = closing - opening;
        DENSE(dense_levels) expands = (change > zero) & (opening > zero);
        DENSE(dense_levels) loses = change < zero;
        expanded_units -= expands;
        expanded += change & expands;
        lost_units -= loses;
        lost -= change & loses;
        churned += opening & (closing == zero);
    }
    sums[DENSE_EXPANDED_UNITS] = DENSE(dense_sum)(&expanded_units);
    sums[DENSE_EXPANDED] = DENSE(dense_sum)(&expanded);
    sums[DENSE_LOST_UNITS] = DENSE(dense_sum)(&lost_units);
    sums[DENSE_LOST] = DENSE(dense_sum)(&lost);
    sums[DENSE_CHURNED] = DENSE(dense_sum)(&churned);
}

/* Marks of units that are there are negative. */
NRR__DENSE_TARGET static inline void DENSE(dense_add_marks)(const int8_t *openings, const int8_t *closings, int64_t *sums)
{
    const DENSE(dense_marks) zero = {0};
    DENSE(dense_marks) churned_units = zero, others = zero;
    size_t i;

    for (i = 0; i < NRR__DENSE_UNITS; i += DENSE_BYTES) {
        DENSE(dense_marks) opening = DENSE(dense_load_marks)(openings + i);
        DENSE(dense_marks) closing = DENSE(dense_load_marks)(closings + i);
        churned_units -= (opening & ~closing) < zero;
        others -= ((opening | closing) < zero) | (opening == closing);
    }
    sums[DENSE_CHURNED_UNITS] = DENSE(dense_count)(&churned_units);
    sums[DENSE_TRANSIENT_UNITS] = NRR__DENSE_UNITS - DENSE(dense_count)(&others);
}

NRR__DENSE_TARGET static void DENSE(nrr__dense_sweep)(const nrr__job *job, const nrr__dense *dense, const nrr__dense_batch *batch,
                      nrr__lane64 *sums)
{
    const size_t stride = nrr__cells_stride(&job->target->cells), row = NRR__DENSE_UNITS;
    uint32_t place;

    for (place = 0; place < job->run->count; place++, sums += stride) {
        uint32_t open = job->opens[place], close = job->closes[place];
        const nrr__dense_edge *opening = &dense->edges[open], *closing = &dense->edges[close];
        int64_t of[DENSE_SUMS];
        DENSE(dense_add_levels)(batch->levels + open * row, batch->levels + close * row, of);
        DENSE(dense_add_marks)(batch->marks + open * row, batch->marks + close * row, of);
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
typedef struct DENSE(dense_walk) {
    int8_t there[NRR__DENSE_UNITS]; /* negative where a unit is there, else 0; in the order of marks */
    int8_t gone[NRR__DENSE_UNITS];  /* how often it was gone; likewise */
} DENSE(dense_walk);

/* Adds the levels at the edge before to what changes up to an edge; answers the sum of the levels there. */
NRR__DENSE_TARGET static inline int64_t DENSE(dense_settle_levels)(const int32_t *before, int32_t *levels)
{
    DENSE(dense_levels) sum = {0};
    size_t i;

    for (i = 0; i < NRR__DENSE_UNITS; i += DENSE_LANES) {
        DENSE(dense_levels) level = DENSE(dense_load)(levels + i) + DENSE(dense_load)(before + i);
        DENSE(dense_store)(levels + i, level);
        sum += level;
    }
    return DENSE(dense_sum)(&sum);
}

/* Which of some units are there, a byte each, of which the lowest bit of the second vector is the highest of the first one's, and
 * so on: the order of marks. */
NRR__DENSE_TARGET static inline DENSE(dense_marks) DENSE(dense_there)(const int32_t *levels)
{
    const DENSE(dense_levels) zero = {0};
    DENSE(dense_levels) there = (DENSE(dense_load)(levels) > zero) & 0x80;

    there |= (DENSE(dense_load)(levels + DENSE_LANES) > zero) & 0x8000;
    there |= (DENSE(dense_load)(levels + 2 * DENSE_LANES) > zero) & 0x800000;
    there |= (DENSE(dense_load)(levels + 3 * DENSE_LANES) > zero) & INT32_MIN;
    return (DENSE(dense_marks))there;
}

/* Writes the marks at an edge; answers the units that are there. */
NRR__DENSE_TARGET static inline int64_t DENSE(dense_settle_marks)(DENSE(dense_walk) *walk, const int32_t *levels, int8_t *marks)
{
    const DENSE(dense_marks) zero = {0};
    DENSE(dense_marks) units = zero;
    size_t i;

    for (i = 0; i < NRR__DENSE_UNITS; i += DENSE_BYTES) {
        DENSE(dense_marks) there = DENSE(dense_there)(levels + i);
        DENSE(dense_marks) gone = DENSE(dense_load_marks)(walk->gone + i) + DENSE(dense_load_marks)(marks + i);
        gone -= (DENSE(dense_load_marks)(walk->there + i) & ~there) < zero;
        DENSE(dense_store_marks)(walk->there + i, there);
        DENSE(dense_store_marks)(walk->gone + i, gone);
        DENSE(dense_store_marks)(marks + i, there | gone);
        units -= there < zero;
    }
    return DENSE(dense_count)(&units);
}

NRR__DENSE_TARGET static void DENSE(nrr__dense_settle)(nrr__dense *dense, nrr__dense_batch *batch)
{
    static const int32_t none[NRR__DENSE_UNITS] = {0};
    const int32_t *before = none;
    DENSE(dense_walk) walk;
    uint32_t edge;

    memset(&walk, 0, sizeof walk);
    for (edge = 0; edge < dense->edge_count; edge++) {
        int32_t *levels = batch->levels + edge * (size_t)NRR__DENSE_UNITS;
        int8_t *marks = batch->marks + edge * (size_t)NRR__DENSE_UNITS;
        dense->edges[edge].sum = DENSE(dense_settle_levels)(before, levels);
        dense->edges[edge].units = DENSE(dense_settle_marks)(&walk, levels, marks);
        before = levels;
    }
}
