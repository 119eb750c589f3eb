/* SPDX-License-Identifier: MIT */
/* Dense batch: some units of one group, side by side; see dense.h. While units are put into it, each place says what
 * comes from the edge before up to its own; when it is settled, what has come up to there.
 *
 * What a unit loses without a gain in between is less than 2^24 in all, and of 254 movements no more than 127 such
 * stretches can be made, so it loses less than 127 * 2^24, which is below 2^31, and is gone no more than 127 times; 64
 * levels come to less than 2^30, and nothing that is added up over a batch is negative. Of less than 2^32 units no sum or
 * flow comes to more than 2^32 * 127 * 2^24, which 64 bits hold. */
#ifndef NRR_LIB_DENSE_BATCH_H
#define NRR_LIB_DENSE_BATCH_H

#include "dense.h"

enum {
    NRR__DENSE_UNITS = 64,      /* of a batch */
    NRR__DENSE_LEVEL_BITS = 24, /* of a level, at most */
    NRR__DENSE_MOVEMENTS = 254, /* of a unit, at most */
    NRR__DENSE_HIGHEST = 0x7f   /* each byte of a level that is above all */
};

typedef struct nrr__dense_batch {
    uint32_t count;         /* units in it */
    nrr__dense_edge *edges; /* what all units come to that were ever in it */
    /* By edge, and one for what is behind all, then by unit: */
    int32_t *levels;
    int32_t *losses; /* NULL unless the dense has reasons, as the next */
    int32_t *lowest; /* the lowest level from the edge before up to this one */
    /* In an order of their own: while the batch is filled, how often a unit came and went from one edge to the next; then
     * how often it was gone, negative where it is there, and zero where it never was. A unit that a period begins and
     * ends without was there in between if the two marks differ. */
    int8_t *marks;
    uint32_t carried_count;             /* units that were carried in first, */
    uint8_t carried[NRR__DENSE_UNITS];  /* these, */
    uint32_t indices[NRR__DENSE_UNITS]; /* and the indices of the movements that did it */
} nrr__dense_batch;

/* Rows of a batch. */
static inline size_t nrr__dense_rows(const nrr__dense *dense)
{
    return (size_t)dense->edge_count + 1;
}

/* Flows from one edge to the next (dense_gross.c): by class, and by reason, gains and losses. */
static inline size_t nrr__dense_flow_width(const nrr__reason_sums *reasons)
{
    return NRR__CLASSES + 2 * reasons->slots;
}

/* The group of a job whose units are in a batch. */
static inline uint32_t nrr__dense_group(const nrr__job *job, uint32_t batch)
{
    return nrr__target_has_groups(job->target) ? batch : 0;
}

/* The sums of a job for a group. */
static inline nrr__lane64 *nrr__dense_sums(const nrr__job *job, uint32_t group)
{
    const nrr__cells *cells = &job->target->cells;

    return job->target->sums + job->run->first * nrr__cells_stride(cells) +
           group * cells->cell_count;
}

/* The lanes of a job for a group. */
static inline nrr__lane64 *nrr__dense_lanes(const nrr__job *job, uint32_t group)
{
    return job->target->lanes + job->lanes + group * job->target->cells.cell_count;
}

/* The places that begin at zero and of which a movement from zero is the first one, as far as they are in a range. */
static inline nrr__range nrr__dense_rise_places(const nrr__job *job, const nrr__kernel_unit *unit,
                                                uint32_t rise, nrr__range places)
{
    uint32_t from = rise == 0 ? 0 : job->leave[unit->indices[rise - 1]];
    uint32_t end = job->leave[unit->indices[rise]];

    if (places.first < from)
        places.first = from;
    if (places.end > end)
        places.end = end;
    return places;
}

/* Makes the batches. */
nrr_status nrr__dense_make(nrr__dense *dense);

/* Makes a batch empty, but for its edges. */
void nrr__dense_clear(const nrr__dense *dense, nrr__dense_batch *batch);

/* Puts a unit into a batch that is not full. */
void nrr__dense_put(const nrr__dense *dense, uint32_t batch, const nrr__kernel_unit *unit);

/* Takes the units of a full batch that were carried in off the new ones of a job. */
void nrr__dense_carry(const nrr__job *job, const nrr__dense_batch *batch, nrr__lane64 *sums);

/* Makes of the sums of a job, when all batches are empty, what they are in the end. */
void nrr__dense_sum_up(const nrr__dense *dense, const nrr__job *job);

/* The flows of a dense that has reasons (dense_gross.c). */
nrr_status nrr__dense_flows_make(nrr__dense *dense);
void nrr__dense_flows_end(nrr__dense *dense);

/* Adds the movements of a unit to the flows of a batch, and to the lanes of its groups. */
void nrr__dense_put_gross(const nrr__dense *dense, uint32_t batch, const nrr__kernel_unit *unit);

/* Makes of flows, when all units are in them, what can be added to the sums of jobs; adds it. */
void nrr__dense_flows_finish(const nrr__dense *dense);
void nrr__dense_flows_add(const nrr__dense *dense, const nrr__job *job);

#endif
