/* SPDX-License-Identifier: MIT */
/* Plain replay: see plain_replay.h. */
#include "plain_replay.h"

/* What a fact meets, one bit each; together the number of a state. */
enum {
    PLAIN_IS_ZERO = 1,      /* the level is zero */
    PLAIN_HAS_MOVED = 2,    /* the line was positive once */
    PLAIN_IS_PART = 4,      /* the amount is less than the level */
    PLAIN_IS_WHOLE = 8,     /* the amount is the level */
    PLAIN_IS_LATER = 16,    /* the customer has an earlier fact */
    PLAIN_STATES = 32
};

/* Sets of states, a bit for each. */
#define PLAIN_ZERO UINT32_C(0xaaaaaaaa)
#define PLAIN_MOVED UINT32_C(0xcccccccc)
#define PLAIN_PART UINT32_C(0xf0f0f0f0)
#define PLAIN_WHOLE UINT32_C(0xff00ff00)
#define PLAIN_LATER UINT32_C(0xffff0000)

enum {
    /* That facts may lie behind their places, on the average. A step costs a small part of what the long way
     * does for a fact; it is what is spent in vain on facts that are thoroughly mixed that should be little. */
    PLAIN_STEPS = 32
};

enum {
    PLAIN_CHURN_ALL = 0, /* stands in for a kind */
    PLAIN_KINDS = NRR_KIND_RENEWAL + 1
};

/* What a kind does to the level, and when it may. */
typedef struct plain_kind {
    int64_t keep;     /* -1: the level counts, 0: it is replaced */
    int64_t sign;     /* -1: the amount is taken away, 0: added */
    uint32_t fits;    /* the states that it fits ("a correct use" in METRICS.md section 1) */
    uint8_t is_renewal, is_churn;
} plain_kind;

/* By kind, in order: C++, which the amalgamation is too, has no designators of elements. */
static const plain_kind plain_kinds[PLAIN_KINDS] = {
    {0, 0, ~PLAIN_ZERO, 0, 1}, /* PLAIN_CHURN_ALL */
    {-1, 0, ~PLAIN_LATER, 0, 0}, /* opening */
    {-1, 0, ~PLAIN_MOVED, 0, 0}, /* new */
    {-1, 0, ~PLAIN_ZERO, 0, 0}, /* expansion */
    {-1, -1, PLAIN_PART, 0, 0}, /* contraction */
    {-1, -1, PLAIN_WHOLE, 0, 1}, /* churn */
    {-1, 0, PLAIN_ZERO & PLAIN_MOVED, 0, 0}, /* reactivation */
    {0, 0, UINT32_MAX, 0, 0}, /* level */
    {-1, 0, UINT32_MAX, 0, 0}, /* change up */
    {-1, -1, UINT32_MAX, 0, 0}, /* change down */
    {0, 0, UINT32_MAX, 1, 0}, /* renewal */
};

/* The class of a movement, by the rows of METRICS.md section 3. */
static inline uint8_t plain_class(int64_t before, int64_t after, uint32_t is_opening,
                                  uint32_t has_moved)
{
    uint32_t from_zero = (NRR__CLASS_NEW + has_moved) & (is_opening - 1);
    uint32_t from_level =
        NRR__CLASS_EXPANSION + (uint32_t)(after < before) + (uint32_t)(after == 0);
    uint32_t is_zero = 0U - (uint32_t)(before == 0);

    return (uint8_t)((from_zero & is_zero) | (from_level & ~is_zero));
}

static void plain_renew(nrr__timeline *timeline, const nrr__fact_core *fact, int64_t before,
                        int64_t after)
{
    nrr__renewal *renewal = &timeline->renewals[timeline->renewal_count];

    if (before == 0)
        return;
    renewal->time = fact->time;
    renewal->before = before;
    renewal->after = after;
    renewal->customer = timeline->customers.unit_count - 1;
    renewal->line = NRR__RENEWAL_NO_LINE;
    timeline->renewal_count++;
}

/* The level after a fact, or below zero if this way is not for it: if it does not fit, takes the level
 * below zero or beyond 62 bits, or is not later than the one before it. */
static inline int64_t plain_apply(const nrr__fact_core *fact, const plain_kind *kind, int64_t level,
                                  uint32_t state)
{
    uint64_t amount = ((uint64_t)fact->amount ^ (uint64_t)kind->sign) - (uint64_t)kind->sign;
    uint64_t after = ((uint64_t)level & (uint64_t)kind->keep) + amount;
    uint64_t is_wrong = (~kind->fits >> state & 1) | (uint64_t)fact->amount >> 62 | after >> 62;

    return is_wrong != 0 ? -1 : (int64_t)after;
}

int nrr__plain_replay(nrr__timeline *timeline, const nrr__fact_core *facts, uint32_t count)
{
    nrr__track *track = &timeline->customers;
    uint32_t first = track->first[track->unit_count - 1], moved = track->movement_count;
    uint32_t reasons = 0, renewals = timeline->renewal_count, is_first = moved == first, i;
    int64_t level = is_first ? 0 : track->levels[moved - 1];
    int64_t time = is_first ? INT64_MIN : track->times[moved - 1];
    int64_t *times = track->times, *levels = track->levels;
    uint16_t *reason_codes = track->reasons;
    uint8_t *classes = track->classes;
    uint64_t level_bits = 0;

    for (i = 0; i < count; i++) {
        const nrr__fact_core *fact = &facts[i];
        uint32_t number = fact->kind & ((uint32_t)(fact->flags & NRR_FACT_ALL) - 1);
        const plain_kind *kind = &plain_kinds[number];
        uint32_t has_moved = moved != first;
        uint32_t state = (uint32_t)(level == 0) * PLAIN_IS_ZERO + has_moved * PLAIN_HAS_MOVED +
                         (uint32_t)(fact->amount < level) * PLAIN_IS_PART +
                         (uint32_t)(fact->amount == level) * PLAIN_IS_WHOLE +
                         (1 - is_first) * PLAIN_IS_LATER;
        int64_t after = plain_apply(fact, kind, level, state);
        if ((after < 0) | ((fact->time <= time) & (is_first == 0))) {
            timeline->renewal_count = renewals;
            return 0;
        }
        if (kind->is_renewal | (kind->is_churn & (fact->reason == NRR_REASON_NON_RENEWAL)))
            plain_renew(timeline, fact, level, after);
        times[moved] = fact->time;
        levels[moved] = after;
        reason_codes[moved] = fact->reason;
        classes[moved] = plain_class(level, after, number == NRR_KIND_OPENING, has_moved);
        moved += after != level;
        reasons |= fact->reason;
        level_bits |= (uint64_t)after;
        level = after;
        time = fact->time;
        is_first = 0;
    }
    track->movement_count = moved;
    track->has_reasons |= reasons;
    track->level_bits |= level_bits;
    return 1;
}

int nrr__plain_order(nrr__fact_core *facts, uint32_t count)
{
    uint64_t steps = 0, most = (uint64_t)count * PLAIN_STEPS;
    uint32_t i, at;

    for (i = 1; i < count && steps <= most; i++) {
        nrr__fact_core fact = facts[i];
        for (at = i; at > 0 && facts[at - 1].time > fact.time; at--)
            facts[at] = facts[at - 1];
        facts[at] = fact;
        steps += i - at;
    }
    return steps != 0 && steps <= most;
}
