/* SPDX-License-Identifier: MIT */
/* Sweep pass: a block on its way through one job. */
#ifndef NRR_LIB_SWEEP_PASS_H
#define NRR_LIB_SWEEP_PASS_H

#include "sweep.h"

typedef struct nrr__sweep_pass {
    const nrr__sweep *sweep;
    const nrr__job *job;
    const nrr__sweep_block *block;
    nrr__kernel kernel;
    const nrr__group_views *line_views; /* of the lines of the block; NULL: no groups */
    nrr__schedule schedule; /* of the unit at hand, which its lines follow */
} nrr__sweep_pass;

/* The groups of the unit that a customer is, or is a part of. */
nrr__schedule nrr__sweep_schedule(const nrr__sweep_pass *pass, uint32_t customer);

/* Adds what came up for renewal once, to the periods that it lies in. */
void nrr__sweep_renewal(nrr__sweep_pass *pass, const nrr__renewal *renewal);

#endif
