/* SPDX-License-Identifier: MIT */
/* Sweep: one pass over the units of a snapshot for any number of queries. Block by block, while the
 * movements are in the cache, every run of every query passes over them.
 *
 * What all runs need to know of a movement, where it lies among the edges of their periods, is found
 * once for as many runs as share their edges. */
#ifndef NRR_LIB_SWEEP_H
#define NRR_LIB_SWEEP_H

#include "dense.h"
#include "parent_timeline.h"
#include "swept_track.h"
#include "target.h"

typedef struct nrr__sweep {
    nrr_allocator memory;
    nrr__target *targets;
    size_t target_count;
    nrr__job *jobs; /* by set */
    size_t job_count;
    nrr__edges *sets;
    nrr__dense *dense; /* by set */
    uint32_t set_count;
    nrr__swept_track units, lines; /* of the block at hand, or of parents */
    uint32_t *next; /* by unit of the block at hand, see kernel.h */
    size_t next_capacity;
    nrr__switch *switches; /* for schedules */
    size_t switch_capacity;
} nrr__sweep;

/* What a sweep passes over: the timeline of a block, or of some of its customers. Those that are part of a group of `parents`,
 * which may be NULL, count there where parents are asked for, and here with their lines alone. */
typedef struct nrr__sweep_block {
    const nrr__timeline *timeline;
    const uint32_t *numbers; /* of its customers in the block; NULL: all, in their order */
    uint32_t first_customer;
    const nrr__parent_timeline *parents;
} nrr__sweep_block;

/* The id of a customer of a block that is swept. */
static inline uint32_t nrr__sweep_customer(const nrr__sweep_block *block, uint32_t number)
{
    return block->first_customer + (block->numbers == NULL ? number : block->numbers[number]);
}

/* Ended with nrr__sweep_end(), also after a failure. Where a whole snapshot is swept, units go into batches (dense.h),
 * and a query by no dimension is not swept if another one differs from it by dimensions alone: it is the total of
 * that one. */
nrr_status nrr__sweep_begin(nrr__sweep *sweep, const nrr_snapshot *snapshot,
                            const nrr_query *const *queries, size_t count, int is_whole);
void nrr__sweep_end(nrr__sweep *sweep);

/* Adds a block to the cells of all targets. */
nrr_status nrr__sweep_add(nrr__sweep *sweep, const nrr__sweep_block *block);

/* Adds the groups of `parents` to those targets that ask for parents. */
nrr_status nrr__sweep_add_parents(nrr__sweep *sweep, const nrr__parent_timeline *parents);

/* Makes the cells of all targets the sums that they are to be. */
void nrr__sweep_finish(nrr__sweep *sweep);

#endif
