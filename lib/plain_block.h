/* SPDX-License-Identifier: MIT */
/* Plain block: a block whose facts have no lines and no sequences. Its customers mostly are replayed the quick way
 * (plain_replay.h), also if a fact came late. */
#ifndef NRR_LIB_PLAIN_BLOCK_H
#define NRR_LIB_PLAIN_BLOCK_H

#include "timeline_build.h"

/* Whether a version that was started is such a block: all of its facts count as well, and nobody wants to know which ones
 * do what. */
int nrr__plain_block_suits(const nrr__timeline_builder *builder, const nrr__block_version *version);

/* Gathers its facts by customer: from starts[c] on, in the order of arrival. */
void nrr__plain_block_gather(nrr__timeline_builder *builder, const nrr__block_version *version);

/* Puts the next customer into the timeline, whose gathered facts begin at a place. */
nrr_status nrr__plain_block_put(nrr__timeline_builder *builder, uint32_t first, uint32_t count);

#endif
