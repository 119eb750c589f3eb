/* SPDX-License-Identifier: MIT */
/* Dense width: what is done to a batch that is full, by vectors of one width. It is written once (dense_vector.h,
 * dense_settle.h, dense_sweep.h, dense_path.h) and compiled for 128 bits, which all processors with vectors have, and for
 * 256, which some have; all widths come to the same. */
#ifndef NRR_LIB_DENSE_WIDTH_H
#define NRR_LIB_DENSE_WIDTH_H

#include "dense_batch.h"

/* The sums of a job while batches are added to them: what a period begins and ends with is added up by edge, and three
 * cells hold something else until nrr__dense_sum_up() (dense_sum.c). */
enum {
    NRR__DENSE_LOST = NRR__STATE_CONTRACTED, /* contracted or churned */
    NRR__DENSE_FRESH = NRR__STATE_NEW        /* new, or carried in for the first time */
};

struct nrr__dense_width {
    uint32_t lanes; /* of 32 bits */
    /* Makes of what changes up to each edge the levels and marks there, and adds up what the batch comes to at the edges. */
    void (*settle)(const nrr__dense *dense, nrr__dense_batch *batch);
    /* Adds what a batch comes to in the periods of a job to its sums. */
    void (*sweep)(const nrr__job *job, const nrr__dense_batch *batch, nrr__lane64 *sums);
    /* The same two of what units lost on their way, of a batch that is settled otherwise. */
    void (*path_settle)(const nrr__dense *dense, nrr__dense_batch *batch);
    void (*path_sweep)(const nrr__job *job, const nrr__dense *dense, const nrr__dense_batch *batch,
                       nrr__lane64 *sums);
};

extern const nrr__dense_width nrr__dense_width128;
extern const nrr__dense_width nrr__dense_width256; /* only with NRR__HAS_AVX2 */

#endif
