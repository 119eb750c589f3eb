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

#if NRR__DENSE_VECTORS && defined(__x86_64__)
#define NRR__DENSE_AVX2 1 /* if the processor says so, too */
#else
#define NRR__DENSE_AVX2 0
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
    int8_t *marks;   /* how often it came and went; in an order of their own (dense_put.c) */
    uint32_t indices[NRR__DENSE_UNITS]; /* of the first movement of each unit */
    uint32_t states[NRR__DENSE_UNITS];  /* that it brings the unit to */
} nrr__dense_batch;

/* What a batch comes to at an edge: units that are there, and their levels. */
typedef struct nrr__dense_edge {
    int64_t units, sum;
} nrr__dense_edge;

/* The batches of the jobs that share a set of edges. */
typedef struct nrr__dense {
    const struct nrr__dense_kernel *kernel;
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

/* Puts a unit into a batch that is not full. */
void nrr__dense_put(const nrr__dense *dense, uint32_t batch, const nrr__kernel_unit *unit);

/* Makes a batch empty. */
void nrr__dense_clear(const nrr__dense *dense, nrr__dense_batch *batch);

/* The group of a job whose units are in a batch. */
static inline uint32_t nrr__dense_group(const nrr__job *job, uint32_t batch)
{
    return nrr__target_has_groups(job->target) ? batch : 0;
}

/* Rows of a batch: one for each edge, and one behind. */
static inline size_t nrr__dense_rows(const nrr__dense *dense)
{
    return (size_t)dense->edge_count + 1;
}

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
