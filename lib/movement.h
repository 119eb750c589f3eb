/* SPDX-License-Identifier: MIT */
/* Movement: what all facts of one unit at one instant come to (METRICS.md section 3). */
#ifndef NRR_LIB_MOVEMENT_H
#define NRR_LIB_MOVEMENT_H

#include "nrr/fact.h"

#include "wide.h"

/* The class of a movement. */
typedef enum nrr__class {
    NRR__CLASS_OPENING,
    NRR__CLASS_NEW,
    NRR__CLASS_REACTIVATION,
    NRR__CLASS_EXPANSION,
    NRR__CLASS_CONTRACTION,
    NRR__CLASS_CHURN,
    NRR__CLASSES
} nrr__class;

/* What one fact did to the level of its line. */
typedef struct nrr__effect {
    int64_t time;
    nrr__wide delta; /* the effective delta */
    uint16_t reason;
    uint8_t is_opening;
    uint8_t is_renewal; /* the line came up for renewal */
} nrr__effect;

/* The effects of an instant, added up. */
typedef struct nrr__instant {
    nrr__wide before, after;
    nrr__wide gain, loss; /* the largest effective delta upwards, and downwards as a magnitude */
    uint16_t gain_reason, loss_reason;
    uint8_t has_opening, has_renewal;
} nrr__instant;

/* An instant that begins at a level, without effects yet. */
nrr__instant nrr__instant_begin(nrr__wide level);

void nrr__instant_add(nrr__instant *instant, const nrr__effect *effect);

/* The class of an instant that moves the level; `moved_before` says whether the unit had a
 * movement earlier, and so was positive once. */
nrr__class nrr__instant_class(const nrr__instant *instant, int moved_before);

/* The reason of an instant that moves the level. */
uint16_t nrr__instant_reason(const nrr__instant *instant);

#endif
