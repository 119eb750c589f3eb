/* SPDX-License-Identifier: MIT */
/* Dense sweep: the periods of a run over a batch; see dense.h. */
#include "dense_batch.h"

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
