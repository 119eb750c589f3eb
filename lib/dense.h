/* SPDX-License-Identifier: MIT */
/* Dense: the kernel for units that move in many of the periods. The levels of a batch of units at all
 * edges lie side by side, edge by edge, so that what they come to in a period is found for several units at
 * once, by the vector instructions that every processor of its kind has. Units of one group share a batch,
 * and all jobs that share their edges read it.
 *
 * What periods with O > 0 bring is added for a whole batch, as sums and not as differences. Those with O = 0
 * that bring anything are few, and begin with a movement from zero: what they bring is added as differences
 * when a unit is put into its batch.
 *
 * Compilers that know no vectors have no batches. Then, and for all other units, the kernels of kernel.h do
 * the work, and come to the same. */
#ifndef NRR_LIB_DENSE_H
#define NRR_LIB_DENSE_H

#include "target.h"

#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && \
    (defined(__SSE2__) || defined(__ARM_NEON) || defined(__VSX__))
#define NRR__DENSE_VECTORS 1
#else
#define NRR__DENSE_VECTORS 0
#endif

enum {
    NRR__DENSE_HIGHEST = 0x7f, /* each byte of a level that is above all */
    NRR__DENSE_UNITS = 64,     /* of a batch */
    NRR__DENSE_LEVEL_BITS = 24 /* of a level, so that 32 bits hold what a batch sums to */
};

typedef struct nrr__dense_batch {
    uint32_t count;  /* units in it */
    /* By edge, and one for what is behind all, then by unit: what changes from the edge before until there, of */
    int32_t *levels; /* its level; and of its mark: */
    int32_t *losses; /* NULL unless somebody asks for the path (dense_path.c), as the next: what it loses */
    int32_t *lowest; /* its lowest level from the edge before until there */
    int8_t *marks;   /* how often it came and went; when the batch is full, see nrr__dense_settle() */
    uint32_t indices[NRR__DENSE_UNITS]; /* of the first movement of each unit */
    uint32_t states[NRR__DENSE_UNITS];  /* that it brings the unit to */
} nrr__dense_batch;

/* What a batch comes to at an edge: units that are there, and their levels. */
typedef struct nrr__dense_edge {
    int64_t units, sum;
} nrr__dense_edge;

/* The batches of the jobs that share a set of edges. */
typedef struct nrr__dense {
    nrr__job *jobs; /* of the set; those that take part say so */
    size_t job_count;
    uint32_t edge_count;
    uint32_t least;        /* movements of a unit for which it pays */
    nrr__target *by;       /* by whose groups units go into batches; NULL: there is one batch */
    int is_full;           /* a job asks for more than the point-to-point measures */
    uint32_t batch_count;  /* 0: no job takes part */
    nrr__dense_batch *batches;
    int32_t *levels; /* of all batches */
    int8_t *marks;
    int32_t *paths;       /* of all batches their losses, then all their lowest levels; NULL: nobody asks for them */
    int32_t *lowest_from; /* memory for sliding minima */
    nrr__dense_edge *edges; /* of the batch at hand */
} nrr__dense;

/* Finds the jobs that take part. Ended with nrr__dense_end(), also after a failure; the dense is zeroed before. */
nrr_status nrr__dense_begin(nrr__dense *dense, nrr__job *jobs, size_t job_count,
                            const nrr__edges *edges, const nrr_allocator *memory);
void nrr__dense_end(nrr__dense *dense, const nrr_allocator *memory);

/* Puts those units of a track into batches that belong there, and says for each which is the first from it on that does
 * not. The kernel is one of a job that takes part: of that by whose groups there are batches, if there is one. */
void nrr__dense_take(nrr__dense *dense, const nrr__kernel *kernel, uint32_t *next);

/* Adds what is in the batches still. */
void nrr__dense_finish(nrr__dense *dense);

/* Makes of what changes up to each edge the levels there, and marks: how often a unit was gone, and negative where it is
 * there, so that one that a period begins and ends without was there in between if the marks differ. */
void nrr__dense_settle(nrr__dense *dense, nrr__dense_batch *batch);

/* Counts that the unit that is put into a batch comes and goes up to the edge of an index. */
void nrr__dense_mark(nrr__dense_batch *batch, uint32_t index);

/* Adds what a batch comes to in the periods of a job to its sums; who is carried in or new counts as reactivated. */
void nrr__dense_sweep(const nrr__job *job, const nrr__dense *dense, const nrr__dense_batch *batch, nrr__lane64 *sums);

/* The same for what units lost on their way: makes an empty batch, and puts a unit into one. */
void nrr__dense_path_clear(const nrr__dense *dense, nrr__dense_batch *batch);
void nrr__dense_path_put(nrr__dense_batch *batch, const nrr__kernel_unit *unit);
void nrr__dense_path_settle(const nrr__dense *dense, nrr__dense_batch *batch);
void nrr__dense_path_sweep(const nrr__job *job, const nrr__dense *dense,
                           const nrr__dense_batch *batch, nrr__lane64 *sums);

/* The flows of a job that asks for more than the point-to-point measures; their end, also after a failure. */
nrr_status nrr__dense_flows_make(nrr__job *job, const nrr_allocator *memory);
void nrr__dense_flows_end(nrr__job *job, const nrr_allocator *memory);

/* Adds the movements of a unit to the flows and the lanes of its group. */
void nrr__dense_put_gross(const nrr__job *job, const nrr__kernel_unit *unit, uint32_t group);

/* Adds the flows to the sums, after which they are none. */
void nrr__dense_flows_finish(const nrr__job *job);

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

#endif
