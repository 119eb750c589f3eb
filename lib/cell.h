/* SPDX-License-Identifier: MIT */
/* Cell: a figure of one row, as a sum over units. A measure is one term; a side of a rate is a few of
 * them, some taken away. */
#ifndef NRR_LIB_CELL_H
#define NRR_LIB_CELL_H

#include "nrr/drill.h"

#include "unit_period.h"

enum {
    NRR__CELL_TERMS = 8 /* of a side of a rate, at the most */
};

typedef struct nrr__cell_term {
    int32_t sign; /* 1 or -1 */
    nrr_measure measure;
    nrr_reason reason;
} nrr__cell_term;

/* Which units have a part. */
typedef enum nrr__cell_only {
    NRR__ONLY_ANY,
    NRR__ONLY_COHORT,   /* those with an opening */
    NRR__ONLY_OUTSIDE,  /* those without */
    NRR__ONLY_RETURNED, /* those of the cohort that touched zero, and are there at the end */
    NRR__ONLY_STAYED    /* all but these */
} nrr__cell_only;

typedef struct nrr__cell {
    nrr__cell_term terms[NRR__CELL_TERMS];
    size_t count;
    nrr__cell_only only;
    int is_of_lines; /* a group has a part from its own parts */
} nrr__cell;

/* A cell of no terms yet, and one more term. */
nrr__cell nrr__cell_begin(nrr__cell_only only);
void nrr__cell_add(nrr__cell *cell, int32_t sign, nrr_measure measure, nrr_reason reason);

/* A known measure. */
nrr__cell nrr__cell_of_measure(nrr_measure measure, nrr_reason reason);

/* A side of a known rate. The numerator of grr_aggregate is that of nrr here. */
nrr__cell nrr__cell_of_rate(nrr_rate rate, int side);

/* A unit's part of a cell; of a part of a group, what the group has of it. */
nrr__wide nrr__cell_part(const nrr__cell *cell, const nrr__unit_period *view);

#endif
