/* SPDX-License-Identifier: MIT */
/* Plain replay: see plain_replay.h. */
#include "plain_replay.h"

/* What a fact meets and leaves, one bit each; together the number of a state. */
enum {
    PLAIN_IS_ZERO = 1,     /* the level is zero */
    PLAIN_HAS_MOVED = 2,   /* the line was positive once */
    PLAIN_LEAVES_ZERO = 4, /* the level after it is zero */
    PLAIN_IS_LATER = 8     /* the customer has an earlier fact */
};

/* What the class of a movement depends on: the first three of these, and whether the level falls. */
enum {
    PLAIN_CLASS_BITS = PLAIN_IS_ZERO | PLAIN_HAS_MOVED | PLAIN_LEAVES_ZERO,
    PLAIN_CLASS_FALLS = 8
};

/* Sets of states, a bit for each. */
#define PLAIN_ZERO 0xaaaa
#define PLAIN_MOVED 0xcccc
#define PLAIN_GONE 0xf0f0
#define PLAIN_LATER 0xff00
#define PLAIN_ALL 0xffff

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
    int64_t keep;  /* -1: the level counts, 0: it is replaced */
    int64_t sign;  /* -1: the amount is taken away, 0: added */
    uint16_t fits; /* the states that it fits ("a correct use" in METRICS.md section 1), of levels that are not below zero */
    uint16_t is_opening;
    uint32_t renews; /* the line comes up for renewal, for so many reasons, of which NRR_REASON_NON_RENEWAL is the first */
} plain_kind;

enum {
    PLAIN_ANY_REASON = NRR_REASON_HOST_LAST + 1
};

/* By kind, in order: C++, which the amalgamation is too, has no designators of elements. */
static const plain_kind plain_kinds[PLAIN_KINDS] = {
    {0, 0, PLAIN_ALL & ~PLAIN_ZERO, 0, 1}, /* PLAIN_CHURN_ALL */
    {-1, 0, PLAIN_ALL & ~PLAIN_LATER, 1, 0}, /* opening */
    {-1, 0, PLAIN_ALL & ~PLAIN_MOVED, 0, 0}, /* new */
    {-1, 0, PLAIN_ALL & ~PLAIN_ZERO, 0, 0}, /* expansion */
    {-1, -1, PLAIN_ALL & ~PLAIN_GONE, 0, 0}, /* contraction */
    {-1, -1, PLAIN_GONE, 0, 1}, /* churn */
    {-1, 0, PLAIN_ZERO & PLAIN_MOVED, 0, 0}, /* reactivation */
    {0, 0, PLAIN_ALL, 0, 0}, /* level */
    {-1, 0, PLAIN_ALL, 0, 0}, /* change up */
    {-1, -1, PLAIN_ALL, 0, 0}, /* change down */
    {0, 0, PLAIN_ALL, 0, PLAIN_ANY_REASON}, /* renewal */
};

/* The class of a movement by what it depends on, by the rows of METRICS.md section 3: one from zero, or one from
 * a level. Of an opening, which comes first, it is one less. */
static const uint8_t plain_classes[16] = {
    NRR__CLASS_EXPANSION,   NRR__CLASS_NEW, NRR__CLASS_EXPANSION,   NRR__CLASS_REACTIVATION,
    NRR__CLASS_CHURN,       NRR__CLASS_NEW, NRR__CLASS_CHURN,       NRR__CLASS_REACTIVATION,
    NRR__CLASS_CONTRACTION, NRR__CLASS_NEW, NRR__CLASS_CONTRACTION, NRR__CLASS_REACTIVATION,
    NRR__CLASS_CHURN,       NRR__CLASS_NEW, NRR__CLASS_CHURN,       NRR__CLASS_REACTIVATION,
};

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

/* The level after a fact; beyond 63 bits, which neither a level nor an amount is before, if the fact takes it there or below
 * zero. */
static inline uint64_t plain_apply(const nrr__fact_core *fact, const plain_kind *kind, uint64_t level)
{
    uint64_t sign = (uint64_t)kind->sign;

    return (level & (uint64_t)kind->keep) + (((uint64_t)fact->amount ^ sign) - sign);
}

int nrr__plain_replay(nrr__timeline *timeline, const nrr__fact_core *const *facts, uint32_t count)
{
    nrr__track *track = &timeline->customers;
    uint32_t first = track->first[track->unit_count - 1], moved = track->movement_count;
    uint32_t renewals = timeline->renewal_count, reasons = 0, wrong = 0, is_first = moved == first, i;
    uint64_t level = is_first ? 0 : (uint64_t)track->levels[moved - 1], level_bits = 0;
    uint32_t state = (uint32_t)(level == 0) * PLAIN_IS_ZERO |
                     (1 - is_first) * (PLAIN_HAS_MOVED | PLAIN_IS_LATER);
    int64_t *times = track->times, *levels = track->levels;
    uint16_t *reason_codes = track->reasons;
    uint8_t *classes = track->classes;

    for (i = 0; i < count; i++) {
        const nrr__fact_core *fact = facts[i];
        const plain_kind *kind = &plain_kinds[fact->kind & ((uint32_t)(fact->flags & NRR_FACT_ALL) - 1)];
        uint64_t after = plain_apply(fact, kind, level);
        uint32_t moves = after != level, falls = after < level, is_zero = after == 0;
        uint32_t passes = state | is_zero * PLAIN_LEAVES_ZERO;
        uint32_t class_of = (passes & PLAIN_CLASS_BITS) | falls * PLAIN_CLASS_FALLS;
        wrong |= (uint32_t)~kind->fits >> passes;
        if ((uint16_t)(fact->reason - NRR_REASON_NON_RENEWAL) < kind->renews)
            plain_renew(timeline, fact, (int64_t)level, (int64_t)after);
        times[moved] = fact->time;
        levels[moved] = (int64_t)after;
        reason_codes[moved] = fact->reason;
        classes[moved] = (uint8_t)(plain_classes[class_of] - kind->is_opening);
        moved += moves;
        reasons |= fact->reason;
        level_bits |= after;
        state = (state & PLAIN_HAS_MOVED) | moves * PLAIN_HAS_MOVED | is_zero * PLAIN_IS_ZERO | PLAIN_IS_LATER;
        level = after;
    }
    if ((wrong & 1) != 0 || level_bits >> 63 != 0) {
        timeline->renewal_count = renewals;
        return 0;
    }
    track->movement_count = moved;
    track->has_reasons |= reasons;
    track->level_bits |= level_bits;
    return 1;
}

/* Puts a fact where it belongs among those before it; where that is. */
static uint32_t plain_insert(const nrr__fact_core **facts, uint32_t number)
{
    const nrr__fact_core *fact = facts[number];
    uint32_t at = number;

    for (; at > 0 && facts[at - 1]->time > fact->time; at--)
        facts[at] = facts[at - 1];
    facts[at] = fact;
    return at;
}

int nrr__plain_order(const nrr__fact_core **facts, uint32_t count)
{
    uint64_t steps = 0, most = (uint64_t)count * PLAIN_STEPS;
    int64_t time = facts[0]->time; /* of the last one in order */
    uint32_t i, at;

    for (i = 1; i < count; i++) {
        if (time < facts[i]->time) {
            time = facts[i]->time;
            continue;
        }
        at = plain_insert(facts, i);
        steps += i - at;
        if (steps > most || (at > 0 && facts[at - 1]->time == facts[at]->time))
            return 0;
    }
    return 1;
}
