/* SPDX-License-Identifier: MIT */
/* Swept track: a track on its way through the jobs of a sweep, and what is found of its movements on that way. */
#ifndef NRR_LIB_SWEPT_TRACK_H
#define NRR_LIB_SWEPT_TRACK_H

#include "edges.h"
#include "kernel.h"

typedef struct nrr__swept_track {
    nrr__track track;       /* borrowed, but for its levels if they were narrow */
    const uint8_t *classes; /* its own, or those where returns have expired */
    uint32_t *indices;      /* among the edges at hand */
    int64_t *levels;        /* memory for narrow ones, which kernels don't know */
    uint8_t *expired;
    uint32_t *lowest; /* memory for sliding minima, see window_lane.h */
    size_t capacity;  /* of what is held by movement */
} nrr__swept_track;

/* Puts a track in place of the one before; a zeroed one has none. Ended also after a failure. */
nrr_status nrr__swept_track_take(nrr__swept_track *swept, const nrr__track *track,
                                 const nrr_allocator *memory);
void nrr__swept_track_end(nrr__swept_track *swept, const nrr_allocator *memory);

/* Finds where the movements lie among edges. */
void nrr__swept_track_index(nrr__swept_track *swept, const nrr__edges *edges);

/* Makes it ready for a query: only where returns expire, classes depend on it. */
void nrr__swept_track_prepare(nrr__swept_track *swept, const nrr_query *query);

/* Lets a kernel see the track. */
void nrr__swept_track_show(const nrr__swept_track *swept, nrr__kernel *kernel);

#endif
