/* SPDX-License-Identifier: MIT */
/* Dense kernel: what is done to a whole batch, by vectors of one width; see dense.h.
 *
 * settle makes of what changes up to each edge the levels there, and marks: how often a unit was gone, and negative where it
 * is there, so that one that a period begins and ends without was there in between if the marks differ. sweep adds what
 * a batch comes to in the periods of a job to its sums, where who is carried in or new counts as reactivated. The other two do
 * the same for what units lost on their way. */
#ifndef NRR_LIB_DENSE_KERNEL_H
#define NRR_LIB_DENSE_KERNEL_H

#include "dense.h"

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

/* What it lost on its way. */
enum {
    DENSE_PATH_LOST,
    DENSE_CAPPED_LOST,
    DENSE_RETURNED,
    DENSE_PATH_SUMS
};

typedef struct nrr__dense_kernel {
    uint32_t lanes; /* levels of a vector */
    void (*settle)(nrr__dense *dense, nrr__dense_batch *batch);
    void (*sweep)(const nrr__job *job, const nrr__dense *dense, const nrr__dense_batch *batch,
                  nrr__lane64 *sums);
    void (*path_settle)(const nrr__dense *dense, nrr__dense_batch *batch);
    void (*path_sweep)(const nrr__job *job, const nrr__dense *dense, const nrr__dense_batch *batch,
                       nrr__lane64 *sums);
} nrr__dense_kernel;

#if NRR__DENSE_VECTORS
extern const nrr__dense_kernel nrr__dense_kernel128;
#endif
#if NRR__DENSE_AVX2
extern const nrr__dense_kernel nrr__dense_kernel256;
#endif

#endif
