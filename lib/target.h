/* SPDX-License-Identifier: MIT */
/* Target: one query on its way through a sweep: its periods in runs, the cells of its report, and the
 * 64-bit lanes that are added to them when they might no longer hold. */
#ifndef NRR_LIB_TARGET_H
#define NRR_LIB_TARGET_H

#include "cells.h"
#include "edges.h"
#include "group_map.h"
#include "kernel.h"

typedef struct nrr__target {
    const nrr_query *query;
    uint64_t measures; /* those that the query asks for */
    int is_full;       /* some of them need more than the cells of NRR__CELL_NET */
    nrr__plan plan;
    nrr__cells cells;
    nrr__reason_sums reasons; /* of the window at hand */
    nrr__group_map map;
    nrr__group_views unit_views, line_views; /* of the tracks at hand, if groups are asked for */
    nrr__lane64 *lanes;
    size_t lane_count;
    nrr__lane64 *sums; /* in the order of cells, what is added to them as it is (dense.h); NULL: nothing */
    uint64_t used;     /* what the lanes may hold by now */
    int is_wide;       /* the block at hand may not fit the lanes, and goes to the cells directly */
    int is_active;     /* the block at hand belongs to the part that the query asks for */
    uint64_t findings; /* contradictions in that part: of its blocks so far, and of its assignments */
    const struct nrr__target *total_of; /* a target by groups of which this is the total; NULL: it is swept */
} nrr__target;

/* Whether groups are asked for. */
static inline int nrr__target_has_groups(const nrr__target *target)
{
    return target->query->dimension_count != 0;
}

/* A run of a target: a pass over each unit's movements. */
typedef struct nrr__job {
    nrr__target *target;
    const nrr__run *run;
    uint32_t set;       /* the edges by which its movements are indexed */
    uint32_t index_count;
    uint32_t *enter, *leave, *within; /* by index (kernel.h); one piece of memory */
    uint32_t *opens, *closes; /* by place: the edges of the period; one piece of memory; NULL: not dense (dense.h) */
    struct nrr__job *beside;  /* the next job of the same batches */
    size_t points, lanes;    /* where in the lanes its places are */
    nrr__schedule *parents;  /* by group of parents: where lines of its customers go; NULL: not needed */
    nrr__switch *parent_switches;
    uint32_t parent_count;
    size_t parent_switch_count;
} nrr__job;

/* Ended with nrr__target_end(), also after a failure. The target is zeroed before. */
nrr_status nrr__target_begin(nrr__target *target, const nrr_snapshot *snapshot,
                             const nrr_query *query);
void nrr__target_end(nrr__target *target, const nrr_allocator *memory);

/* The jobs of the target are the next ones of an array; each says where its lanes are to be. */
void nrr__target_jobs(nrr__target *target, nrr__job *jobs);

/* Room for the lanes of all jobs. */
nrr_status nrr__target_make_lanes(nrr__target *target, const nrr_allocator *memory);

/* Room for sums, if there is none yet. */
nrr_status nrr__target_make_sums(nrr__target *target, const nrr_allocator *memory);

/* Adds the sums to cells that are finished. */
void nrr__target_add_sums(nrr__target *target);

/* Makes ready for units that bring at most so much to any lane, in each of as many groups as the views at
 * hand say. */
void nrr__target_expect(nrr__target *target, uint64_t bound);

/* Makes the cells the totals of those of the target that they are of. */
void nrr__target_total(nrr__target *target);

/* Adds the lanes to the cells. */
void nrr__target_flush(nrr__target *target);

/* Fills the tables of a job. */
nrr_status nrr__job_index(nrr__job *job, const nrr__edges *edges, const nrr_allocator *memory);

#endif
