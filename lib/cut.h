/* SPDX-License-Identifier: MIT */
/* Cut: which units of a track are there in a period, and where it cuts their movements and levels.
 *
 * The movements of a unit are likely to be in memory far away, and nobody can foresee who is there. So
 * units are cut many at a time, in a loop that waits for several of them at once and leaves out the others
 * without a jump. */
#ifndef NRR_LIB_CUT_H
#define NRR_LIB_CUT_H

#include "query_state.h"
#include "track.h"

enum {
    NRR__CUTS = 64 /* units that are cut at a time */
};

/* A unit that has an opening or a movement in a period: its movements [first, past) lie in it. */
typedef struct nrr__cut {
    int64_t opening, closing; /* O and Z */
    uint32_t first, past;
    uint32_t number; /* of the unit in its track */
} nrr__cut;

/* The units of a track that were cut last. */
typedef struct nrr__cuts {
    const nrr__period *period;    /* NULL: all time */
    const nrr__track *track;      /* NULL: none yet */
    uint32_t end;                 /* units before it were cut */
    uint32_t next, count;         /* cuts that have not been passed yet: [next, count) */
    nrr__cut cuts[NRR__CUTS + 1]; /* and room for one that is left out */
} nrr__cuts;

/* A period is borrowed. */
void nrr__cuts_begin(nrr__cuts *cuts, const nrr__period *period);

/* The first unit that is there, of those of a track from a number on; NULL if there is none. Numbers
 * must not descend in a track, which must outlive the cuts. */
const nrr__cut *nrr__cuts_next(nrr__cuts *cuts, const nrr__track *track, uint32_t from);

#endif
