/* SPDX-License-Identifier: MIT */
/* Plain replay: the quick way for what nearly all customers are: one line, facts at different instants that fit the state
 * they meet. It takes no jump that depends on a fact, but where one is late or a line comes up for renewal. Whether all facts
 * were such is known when they are through; if not, the full replay sees them (plain_block.c). Until then what it writes
 * lies behind all that the timeline has, of which there is room for one movement and one renewal a fact. */
#ifndef NRR_LIB_PLAIN_REPLAY_H
#define NRR_LIB_PLAIN_REPLAY_H

#include "fact_chunk.h"
#include "timeline.h"

/* Replays facts of a customer, of which there is one, into the last unit of the track of customers, behind what is there
 * already of earlier facts; whether it did, and noted if the last one was quiet. If not, the timeline is as it was. */
int nrr__plain_replay(nrr__timeline *timeline, const nrr__fact_core *facts, uint32_t count);

/* Puts facts of a customer that lie a little out of order into the order of time; whether their instants ascend now. If
 * not, two are of one instant or they lay too far out of order, and some may have been moved. */
int nrr__plain_order(nrr__fact_core *facts, uint32_t count);

#endif
