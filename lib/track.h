/* SPDX-License-Identifier: MIT */
/* Track: the movements of some units, one unit after the other, each in order of time. */
#ifndef NRR_LIB_TRACK_H
#define NRR_LIB_TRACK_H

#include "movement.h"
#include "nrr/allocator.h"
#include "nrr/status.h"

#include <stddef.h>

typedef struct nrr__track {
    uint32_t unit_count, unit_capacity;
    uint32_t movement_count, movement_capacity;
    uint32_t *first; /* by unit, and one more for the end of the last: where its movements are */
    /* By movement, with room for one more. The level is that after it; before it is that after the unit's last one, or 0. */
    int64_t *times;
    int64_t *levels;         /* NULL in a copy of which all fit 32 bits: there they are... */
    uint32_t *narrow_levels; /* ...these, which are NULL elsewhere */
    uint16_t *reasons; /* NULL in a copy if all are UNSPECIFIED */
    uint8_t *classes;  /* nrr__class, without expiry */
    uint32_t has_reasons;
    uint32_t opens_again; /* a unit has an opening that is not its first movement */
    uint32_t longest;    /* movements of a unit, at most */
    uint64_t level_bits; /* all levels, or-ed */
    void *room;          /* one block of memory for all arrays */
    size_t room_size;
} nrr__track;

/* Where the level after a movement of a track is. */
static inline const void *nrr__track_level_at(const nrr__track *track, uint32_t movement)
{
    return track->levels != NULL ? (const void *)(track->levels + movement)
                                 : (const void *)(track->narrow_levels + movement);
}

/* The movements of one unit, borrowed from a track. */
typedef struct nrr__unit_movements {
    const int64_t *times;
    const int64_t *levels;         /* NULL: they are narrow, or there are none */
    const uint32_t *narrow_levels;
    const uint16_t *reasons; /* NULL: all are UNSPECIFIED */
    const uint8_t *classes;
    uint32_t count;
} nrr__unit_movements;

/* All that reads a track unit by unit goes through here. */
static inline nrr__unit_movements nrr__track_unit(const nrr__track *track, uint32_t number)
{
    uint32_t first = track->first[number];
    nrr__unit_movements unit;

    unit.count = track->first[number + 1] - first;
    unit.times = track->times + first;
    unit.levels = track->levels == NULL ? NULL : track->levels + first;
    unit.narrow_levels = track->narrow_levels == NULL ? NULL : track->narrow_levels + first;
    unit.reasons = track->reasons == NULL ? NULL : track->reasons + first;
    unit.classes = track->classes + first;
    return unit;
}

/* The level after a movement. */
static inline int64_t nrr__level_after(const nrr__unit_movements *unit, uint32_t movement)
{
    return unit->levels != NULL ? unit->levels[movement] : (int64_t)unit->narrow_levels[movement];
}

/* The level before a movement, or at the end if it is the count. */
static inline int64_t nrr__level_before(const nrr__unit_movements *unit, uint32_t movement)
{
    return movement == 0 ? 0 : nrr__level_after(unit, movement - 1);
}

/* How many movements come before an instant, of which it is known that the first ones do. */
static inline uint32_t nrr__count_before(const nrr__unit_movements *unit, uint32_t first_ones,
                                         int64_t instant)
{
    uint32_t before = first_ones, left = unit->count - first_ones;

    /* Of the next `left` movements some may be before the instant; a mask instead of a jump, since which
     * way it goes is anyone's guess. */
    while (left > 0) {
        uint32_t half = left - left / 2;
        before += half & (0U - (uint32_t)(unit->times[before + half - 1] < instant));
        left -= half;
    }
    return before;
}

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

/* What no cell of a sweep can come to, all units of the track together and in every moment of it;
 * UINT64_MAX if that is beyond 63 bits. */
uint64_t nrr__track_bound(const nrr__track *track);

/* Writes the narrow levels of a track to an array that holds as many wide ones. */
void nrr__track_widen(const nrr__track *track, int64_t *levels);

/* Fills an empty track with a copy of a finished one, in as little memory as holds it. */
nrr_status nrr__track_copy(const nrr__track *from, nrr__track *to, const nrr_allocator *memory);

#endif
