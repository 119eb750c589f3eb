/* SPDX-License-Identifier: MIT */
/* Dense: the kernel for units that move in many of the periods. The levels of a batch of units at all edges lie
 * side by side, edge by edge, so that what they come to in a period is found for several units at once, by vector
 * instructions. Units of one group share a batch, and the jobs that
 * share their edges read it.
 *
 * What a batch brings to a period is added as it is, not as a difference: to the sums of a target (target.h). What
 * few units bring, and only in periods that begin at zero, is added to the lanes when the unit is put into its batch.
 *
 * On processors without vectors nothing is put into batches. Then, and for all other units, the kernels of kernel.h
 * do the work, and come to the same. */
#ifndef NRR_LIB_DENSE_H
#define NRR_LIB_DENSE_H

#include "target.h"

typedef struct nrr__dense_width nrr__dense_width;

/* What units come to at an edge: those that are there, and their levels. */
typedef struct nrr__dense_edge {
    int64_t units, sum;
} nrr__dense_edge;

/* The batches of the jobs that share a set of edges. */
typedef struct nrr__dense {
    nrr_allocator memory;
    const nrr__dense_width *width; /* of the vectors that this machine has */
    nrr__job *jobs;                /* the first one of those that take part; the others are beside it */
    uint32_t edge_count;
    uint32_t least;       /* movements of a unit for which it pays */
    nrr__target *by;      /* by whose groups units go into batches; NULL: there is one batch */
    uint32_t opens_again; /* of the track at hand */
    const nrr__reason_sums *reasons; /* of the jobs that ask for all measures; NULL: none does */
    uint32_t batch_count;             /* 0: no job takes part */
    struct nrr__dense_batch *batches; /* NULL: not made yet */
    /* Memory of all batches; see dense_batch.h: */
    int32_t *levels;
    int8_t *marks;
    nrr__dense_edge *edges;
    int32_t *paths;       /* losses, then lowest levels; NULL unless it has reasons, as the next */
    int32_t *lowest_from; /* for sliding minima */
    nrr__lane64 *flows;   /* by batch and index, what moves there (dense_gross.c) */
} nrr__dense;

/* Finds the jobs that take part. Ended with nrr__dense_end(), also after a failure. The dense is zeroed before. */
nrr_status nrr__dense_begin(nrr__dense *dense, nrr__job *jobs, size_t job_count,
                            const nrr__edges *edges, const nrr_allocator *memory);
void nrr__dense_end(nrr__dense *dense);

/* Makes batches, if jobs take part, when the first track comes that has enough units for them. */
nrr_status nrr__dense_prepare(nrr__dense *dense, const nrr__track *track);

/* Puts those units of a track that belong there into batches, which must be there, and says for each unit which is the
 * first from it on that is in none. The kernel sees the track, and the groups of the target by whose groups there are
 * batches. */
void nrr__dense_take(nrr__dense *dense, const nrr__kernel *kernel, uint32_t *next);

/* Adds what is in the batches still, and makes the sums what they are in the end. */
void nrr__dense_finish(nrr__dense *dense);

#endif
