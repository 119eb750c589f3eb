/* SPDX-License-Identifier: MIT */
/* Movement: see movement.h. */
#include "movement.h"

#include <string.h>

nrr__instant nrr__instant_begin(nrr__wide level)
{
    nrr__instant instant;

    memset(&instant, 0, sizeof instant);
    instant.before = level;
    instant.after = level;
    return instant;
}

/* Keeps the larger delta, and of equal ones the lower reason code. A delta of zero is no reason for
 * anything, but it can't win either: a movement has a delta in its own direction. */
static void instant_largest(nrr__wide delta, uint16_t reason, nrr__wide *largest,
                            uint16_t *largest_reason)
{
    int order = nrr__wide_compare(delta, *largest);

    if (order > 0 || (order == 0 && reason < *largest_reason)) {
        *largest = delta;
        *largest_reason = reason;
    }
}

void nrr__instant_add(nrr__instant *instant, const nrr__effect *effect)
{
    instant->after = nrr__wide_add(instant->after, effect->delta);
    if (nrr__wide_is_negative(effect->delta))
        instant_largest(nrr__wide_negate(effect->delta), effect->reason, &instant->loss,
                        &instant->loss_reason);
    else
        instant_largest(effect->delta, effect->reason, &instant->gain, &instant->gain_reason);
    instant->has_opening |= effect->is_opening;
    instant->has_renewal |= effect->is_renewal;
}

nrr__class nrr__instant_class(const nrr__instant *instant, int moved_before)
{
    if (nrr__wide_is_zero(instant->before)) {
        if (instant->has_opening)
            return NRR__CLASS_OPENING;
        return moved_before ? NRR__CLASS_REACTIVATION : NRR__CLASS_NEW;
    }
    if (nrr__wide_is_zero(instant->after))
        return NRR__CLASS_CHURN;
    return nrr__wide_compare(instant->after, instant->before) > 0 ? NRR__CLASS_EXPANSION
                                                                  : NRR__CLASS_CONTRACTION;
}

uint16_t nrr__instant_reason(const nrr__instant *instant)
{
    return nrr__wide_compare(instant->after, instant->before) > 0 ? instant->gain_reason
                                                                  : instant->loss_reason;
}
