/* SPDX-License-Identifier: MIT */
/* Unit: all units of a snapshot, one after the other, each with its movements and who it is. What
 * takes a figure apart walks here; a report sweeps (sweep.h).
 *
 * A walk goes block by block, and by parent over the groups at last. The order is that of ids, on
 * which nothing that leaves the library may depend. */
#ifndef NRR_LIB_UNIT_H
#define NRR_LIB_UNIT_H

#include "parent_timeline.h"
#include "presence.h"
#include "query_state.h"

/* A unit of a walk, or a part of one: borrowed until the next one. */
typedef struct nrr__unit {
    nrr__unit_movements movements; /* one at least */
    const nrr__presence *presence; /* in the walk's period */
    uint32_t customer; /* its id, or that of the parent */
    uint32_t line;     /* by line: its id */
    uint32_t group;    /* by parent: the number of the group that it is, or is a part of; 0 = none */
    int is_part;       /* a customer of a group: the group comes later, without the lines */
    /* In a walk that wants lines: */
    const nrr__track *lines; /* by customer and parent: a customer's lines, [line_first, line_end) */
    uint32_t line_first, line_end; /* none: it is its own only line */
    const nrr__renewal *renewals;  /* of its lines */
    uint32_t renewal_count;
} nrr__unit;

typedef struct nrr__unit_walk {
    const nrr_snapshot *snapshot;
    nrr_unit kind;
    int wants_lines;
    nrr__presences presences, line_presences; /* of customers and groups, and of lines */
    nrr__timeline_builder builder;
    const nrr__parent_timeline *parents; /* NULL if there are no groups */
    uint32_t version;  /* blocks that were begun; one more with the groups */
    int has_block;     /* 0 behind the last one */
    /* Of the block at hand: */
    const nrr__timeline *timeline; /* NULL in the groups */
    uint32_t first_customer;
    uint32_t next;           /* the next customer or group */
    uint32_t customer;       /* the number of the one at hand */
    uint32_t line, line_end; /* by line: what is left of the lines of that one */
    uint32_t renewal;        /* those before it are of units that went by */
} nrr__unit_walk;

/* Whether a query is about all units, as a walk is, and not about a part of them. NRR_OK, NRR_E_PART. */
nrr_status nrr__unit_check_query(const nrr_query *query);

/* Begins a walk over the units of a kind that are there in a period: those with an opening or a
 * movement. No other has a part of any figure: a line that moves or is due has a level, before or
 * after, and so has its customer. Without a period they are all that ever moved. With `wants_lines`
 * the lines of each are told, and the customers of a group are walked too, as its parts, since the
 * lines are theirs. Answers what a report would, overflows aside: NRR_E_FINDINGS, NRR_E_TOO_MANY,
 * NRR_E_MEMORY. Ended with nrr__unit_walk_end(), also after a failure. */
nrr_status nrr__unit_walk_begin(nrr__unit_walk *walk, const nrr_snapshot *snapshot, nrr_unit kind,
                                const nrr__period *period, int wants_lines);
void nrr__unit_walk_end(nrr__unit_walk *walk);

/* Goes on to the next block, and says in has_block whether there is one. NRR_OK,
 * NRR_E_OVERFLOW, NRR_E_MEMORY. */
nrr_status nrr__unit_walk_block(nrr__unit_walk *walk);

/* The next unit of the block; 0 if there is none. */
int nrr__unit_walk_next(nrr__unit_walk *walk, nrr__unit *unit);

/* How many groups there are; their numbers are 1 to that. */
uint32_t nrr__unit_walk_groups(const nrr__unit_walk *walk);

/* The class of a movement, reactivation expiry included (METRICS.md section 3). */
nrr__class nrr__unit_class(const nrr__unit_movements *unit, const nrr_query *query,
                           uint32_t movement);

#endif
