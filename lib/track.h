/* SPDX-License-Identifier: MIT */
/* Track: the movements of some units, one unit after the other, each in order of time. */
#ifndef NRR_LIB_TRACK_H
#define NRR_LIB_TRACK_H

#include "movement.h"
#include "nrr/allocator.h"
#include "nrr/status.h"

typedef struct nrr__track {
    uint32_t unit_count, unit_capacity;
    uint32_t movement_count, movement_capacity;
    uint32_t *first; /* by unit, and one more for the end of the last: where its movements are */
    /* By movement. The level is that after it; before it is that after the unit's last one, or 0. */
    int64_t *times;
    int64_t *levels;
    uint16_t *reasons; /* NULL in a copy if all are UNSPECIFIED */
    uint8_t *classes;  /* nrr__class, without expiry */
    uint32_t has_reasons;
} nrr__track;

/* A zeroed track is an empty one. Makes room for so many units and movements in all; what was in
 * the track is lost. */
nrr_status nrr__track_reserve(nrr__track *track, const nrr_allocator *memory, uint32_t units,
                              uint32_t movements);
void nrr__track_end(nrr__track *track, const nrr_allocator *memory);

/* Makes the track empty, and keeps its memory. */
void nrr__track_clear(nrr__track *track);

/* What is added from here on is of the next unit. */
void nrr__track_begin_unit(nrr__track *track);

/* Ends the last unit. */
void nrr__track_finish(nrr__track *track);

/* Adds what an instant came to, if it moved the level. Answers whether the level fits int64_t; one
 * that does not is kept as INT64_MAX. */
int nrr__track_add(nrr__track *track, int64_t time, const nrr__instant *instant);

/* Fills an empty track with an exact copy of a finished one. */
nrr_status nrr__track_copy(const nrr__track *from, nrr__track *to, const nrr_allocator *memory);

#endif
