/* SPDX-License-Identifier: MIT */
/* Dense sum: what the sums of a job are made of, beside what is added batch by batch (dense_width.h). */
#include "dense_width.h"

/* Adds what the units of a batch began and ended all periods with: what comes on top is of reactivations, as far as the
 * other states do not say that it is theirs. */
static void dense_add_edges(const nrr__job *job, const nrr__dense_edge *edges, nrr__lane64 *sums)
{
    const size_t stride = nrr__cells_stride(&job->target->cells);
    uint32_t place;

    for (place = 0; place < job->run->count; place++, sums += stride) {
        const nrr__dense_edge *opening = &edges[job->opens[place]],
                              *closing = &edges[job->closes[place]];
        sums[NRR__CELL_BASE_UNITS] += opening->units;
        sums[NRR__CELL_BASE] += opening->sum;
        sums[2 * NRR__STATE_REACTIVATED] += closing->units - opening->units;
        sums[2 * NRR__STATE_REACTIVATED + 1] += closing->sum - opening->sum;
    }
}

/* Tells apart what was added as one. */
static void dense_settle_states(const nrr__job *job, nrr__lane64 *sums)
{
    const size_t stride = nrr__cells_stride(&job->target->cells);
    uint32_t place;

    for (place = 0; place < job->run->count; place++, sums += stride) {
        nrr__lane64 *units = sums, *amounts = sums + 1;
        units[2 * NRR__STATE_REACTIVATED] += units[2 * NRR__STATE_CHURNED] -
                                             units[2 * NRR__STATE_NEW] -
                                             units[2 * NRR__STATE_CARRIED_IN];
        amounts[2 * NRR__STATE_REACTIVATED] +=
            amounts[2 * NRR__DENSE_LOST] - amounts[2 * NRR__STATE_EXPANDED] -
            amounts[2 * NRR__STATE_NEW] - amounts[2 * NRR__STATE_CARRIED_IN];
        units[2 * NRR__STATE_CONTRACTED] -= units[2 * NRR__STATE_CHURNED];
        amounts[2 * NRR__STATE_CONTRACTED] -= amounts[2 * NRR__STATE_CHURNED];
    }
}

void nrr__dense_carry(const nrr__job *job, const nrr__dense_batch *batch, nrr__lane64 *sums)
{
    const size_t stride = nrr__cells_stride(&job->target->cells);
    uint32_t i;

    for (i = 0; i < batch->carried_count; i++) {
        const int32_t *levels = batch->levels + batch->carried[i];
        uint32_t place = job->enter[batch->indices[i]], end = job->leave[batch->indices[i]];
        for (; place < end; place++) {
            int32_t level = levels[job->closes[place] * (size_t)NRR__DENSE_UNITS];
            nrr__lane64 *at = sums + place * stride;
            at[2 * NRR__STATE_CARRIED_IN] += level != 0;
            at[2 * NRR__STATE_CARRIED_IN + 1] += level;
            at[2 * NRR__DENSE_FRESH] -= level != 0;
            at[2 * NRR__DENSE_FRESH + 1] -= level;
        }
    }
}

void nrr__dense_sum_up(const nrr__dense *dense, const nrr__job *job)
{
    uint32_t i;

    for (i = 0; i < dense->batch_count; i++)
        dense_add_edges(job, dense->batches[i].edges,
                        nrr__dense_sums(job, nrr__dense_group(job, i)));
    for (i = 0; i < job->target->cells.groups; i++)
        dense_settle_states(job, nrr__dense_sums(job, i));
    if (job->target->is_full)
        nrr__dense_flows_add(dense, job);
}
