/* SPDX-License-Identifier: MIT */
/* Parent timeline: the movements of the units that are made of several customers. A customer that
 * has no parent and is none is its own unit, and moves as it does in its block. */
#ifndef NRR_LIB_PARENT_TIMELINE_H
#define NRR_LIB_PARENT_TIMELINE_H

#include "snapshot_state.h"
#include "timeline.h"

typedef struct nrr__parent_timeline {
    uint32_t customer_count;
    uint32_t *group_of; /* by customer - 1: the group that it belongs to, from 1; 0 = none */
    uint32_t group_count;
    uint32_t *tops;     /* by group - 1: the parent that all its customers roll up to */
    nrr__track groups;
    uint32_t overflow; /* a level does not fit int64_t */
} nrr__parent_timeline;

/* The timeline of a snapshot: the one that is published, or a new one that is then published. */
nrr_status nrr__parent_timeline_of(const nrr_snapshot *snapshot, nrr__timeline_builder *builder,
                                   const nrr__parent_timeline **timeline);

/* NULL is allowed. */
void nrr__parent_timeline_free(nrr__parent_timeline *timeline, const nrr_allocator *memory);

/* The group that a customer is part of, or 0; `timeline` may be NULL. */
static inline uint32_t nrr__parent_timeline_group(const nrr__parent_timeline *timeline,
                                                  uint32_t customer)
{
    return timeline == NULL || customer > timeline->customer_count
               ? 0
               : timeline->group_of[customer - 1];
}

#endif
