/* SPDX-License-Identifier: MIT */
/* Presence: which units of a track are there in a period, and where it cuts their movements and levels.
 *
 * The movements of a unit are likely to be in memory far away, and nobody can foresee who is there. So
 * units are cut many at a time, in a loop that waits for several of them at once and leaves out who moved
 * earlier or later alone without a jump. */
#ifndef NRR_LIB_PRESENCE_H
#define NRR_LIB_PRESENCE_H

#include "query_state.h"
#include "track.h"

enum {
    NRR__PRESENCES = 64 /* units that are cut at a time */
};

/* A unit that has an opening or a movement in a period: its movements [first, past) lie in it. */
typedef struct nrr__presence {
    int64_t opening, closing; /* O and Z; 0 without a period */
    uint32_t first, past;
    uint32_t number; /* of the unit in its track */
} nrr__presence;

/* The units of a track that were cut last. */
typedef struct nrr__presences {
    const nrr__period *period; /* NULL: all time */
    const nrr__track *track;   /* NULL: none yet */
    uint32_t asked;            /* the number that was asked for last */
    uint32_t end;              /* units before it were cut */
    uint32_t next, count;      /* those that were there and have not gone by: [next, count) */
    nrr__presence of[NRR__PRESENCES];
} nrr__presences;

/* A period is borrowed. */
void nrr__presences_begin(nrr__presences *presences, const nrr__period *period);

/* The first unit that is there, of those of a track from a number on; NULL if there is none. Numbers
 * must not descend in a track, which must outlive the presences. */
const nrr__presence *nrr__presences_next(nrr__presences *presences, const nrr__track *track,
                                         uint32_t from);

#endif
