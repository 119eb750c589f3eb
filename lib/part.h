/* SPDX-License-Identifier: MIT */
/* Part: a walk over the units of a row with their parts of some cells. A group by parent has the
 * lines of its customers, so these are added up until it comes. */
#ifndef NRR_LIB_PART_H
#define NRR_LIB_PART_H

#include "cell.h"
#include "row.h"

enum {
    NRR__PARTS = 12 /* cells of a walk, at the most */
};

/* What the units of a row are asked for. */
typedef struct nrr__part_question {
    nrr__row row;
    nrr__cell cells[NRR__PARTS];
    size_t cell_count;
} nrr__part_question;

typedef struct nrr__part_walk {
    const nrr__part_question *question;
    nrr__unit_walk walk;
    nrr__wide *group_parts; /* by group - 1, then by cell; NULL if no cell is of lines */
    /* The unit at hand, and its parts by cell. */
    nrr__unit unit;
    nrr__unit_period view;
    nrr__wide parts[NRR__PARTS];
} nrr__part_walk;

/* Ended with nrr__part_walk_end(), also after a failure. The question is borrowed. */
nrr_status nrr__part_walk_begin(nrr__part_walk *walk, const nrr__part_question *question);
void nrr__part_walk_end(nrr__part_walk *walk);

/* Goes on to the next unit of the row, and says whether there is one. Answers what a report would. */
nrr_status nrr__part_walk_next(nrr__part_walk *walk, int *is_there);

/* The sums of the cells over all units of the row. */
nrr_status nrr__part_sums(const nrr__part_question *question, nrr__wide *sums);

#endif
