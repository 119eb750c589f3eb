/* SPDX-License-Identifier: MIT */
/* Replay: see replay.h. */
#include "replay.h"

#include "key_order.h"

uint8_t nrr__replay_rank(nrr_kind kind, uint32_t flags)
{
    /* By kind. In order, since C++, which the amalgamation is too, has no designators of elements. */
    static const uint8_t ranks[] = {
        0, /* no kind */
        NRR__RANK_OPENING,
        NRR__RANK_NEW,
        NRR__RANK_EXPANSION,
        NRR__RANK_CONTRACTION,
        NRR__RANK_CHURN,
        NRR__RANK_REACTIVATION,
        NRR__RANK_LEVEL,
        NRR__RANK_CHANGE_UP,
        NRR__RANK_CHANGE_DOWN,
        NRR__RANK_RENEWAL,
    };

    return (flags & NRR_FACT_ALL) != 0 ? (uint8_t)NRR__RANK_CHURN_ALL : ranks[kind];
}

static int replay_order(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int replay_order_signed(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int replay_order_ties(const nrr__replay_ties *ties, uint32_t a, uint32_t b)
{
    int order = nrr__key_order(ties->keys, ties->ids[a], ties->ids[b]);

    return order == 0 ? replay_order_signed(ties->knowns[a], ties->knowns[b]) : order;
}

int nrr__replay_compare(const void *a, const void *b, const void *context)
{
    const nrr__record *left = a, *right = b;
    const nrr__replay_ties *ties = context;
    int order = replay_order(left->line, right->line);

    if (order == 0)
        order = replay_order_signed(left->time, right->time);
    if (order == 0)
        order = replay_order(left->sequence, right->sequence);
    if (order == 0)
        order = replay_order(left->rank, right->rank);
    if (order == 0)
        order = replay_order_signed(left->amount, right->amount);
    if (order == 0)
        order = replay_order(left->reason, right->reason);
    if (order == 0 && ties != NULL)
        order = replay_order_ties(ties, left->place, right->place);
    return order;
}

/* The level that the fact asks for; may be below zero. */
static nrr__wide replay_level(const nrr__record *record, nrr__wide level)
{
    nrr__wide amount = nrr__wide_of(record->amount);

    switch (record->rank) {
    case NRR__RANK_CHURN_ALL:
        return nrr__wide_of(0);
    case NRR__RANK_LEVEL:
    case NRR__RANK_RENEWAL:
        return amount;
    case NRR__RANK_CONTRACTION:
    case NRR__RANK_CHURN:
    case NRR__RANK_CHANGE_DOWN:
        return nrr__wide_subtract(level, amount);
    default:
        return nrr__wide_add(level, amount);
    }
}

static int replay_is_renewal(const nrr__record *record)
{
    if (record->rank == NRR__RANK_RENEWAL)
        return 1;
    return (record->rank == NRR__RANK_CHURN || record->rank == NRR__RANK_CHURN_ALL) &&
           record->reason == NRR_REASON_NON_RENEWAL;
}

void nrr__replay_apply(const nrr__record *record, nrr__wide *level, nrr__effect *effect)
{
    nrr__wide after = replay_level(record, *level);

    if (nrr__wide_is_negative(after))
        after = nrr__wide_of(0);
    effect->time = record->time;
    effect->delta = nrr__wide_subtract(after, *level);
    effect->reason = record->reason;
    effect->is_opening = record->rank == NRR__RANK_OPENING;
    effect->is_renewal = (uint8_t)replay_is_renewal(record);
    *level = after;
}
