/* SPDX-License-Identifier: MIT */
/* Plain replay: see plain_replay.h. */
#include "plain_replay.h"

/* What a fact meets, what it leaves, and which way it goes, one bit each; together the number of a case. The line was
 * positive before. */
enum {
    PLAIN_IS_ZERO = 1,     /* the level is zero */
    PLAIN_LEAVES_ZERO = 2, /* the level after it is zero */
    PLAIN_FALLS = 4,       /* the level falls */
    PLAIN_CASES = 8
};

enum {
    /* That facts may lie behind their places, on the average. A step costs a small part of what the long way
     * does for a fact; it is what is spent in vain on facts that are thoroughly mixed that should be little. */
    PLAIN_STEPS = 32
};

enum {
    PLAIN_CHURN_ALL = 0, /* stands in for a kind */
    PLAIN_KINDS = NRR_KIND_RENEWAL + 1,
    PLAIN_ANY_REASON = NRR_REASON_HOST_LAST + 1
};

/* What a kind does to the level. */
typedef struct plain_kind {
    int64_t keep; /* -1: the level counts, 0: it is replaced */
    int64_t sign; /* -1: the amount is taken away, 0: added */
    uint32_t renews; /* the line is up for renewal for so many reasons from NRR_REASON_NON_RENEWAL on */
} plain_kind;

/* By kind, in order: C++, which the amalgamation is too, has no designators of elements. */
static const plain_kind plain_kinds[PLAIN_KINDS] = {
    {0, 0, 1},                /* PLAIN_CHURN_ALL */
    {-1, 0, 0},               /* opening */
    {-1, 0, 0},               /* new */
    {-1, 0, 0},               /* expansion */
    {-1, -1, 0},              /* contraction */
    {-1, -1, 1},              /* churn */
    {-1, 0, 0},               /* reactivation */
    {0, 0, 0},                /* level */
    {-1, 0, 0},               /* change up */
    {-1, -1, 0},              /* change down */
    {0, 0, PLAIN_ANY_REASON}, /* renewal */
};

/* Kinds that a line may begin with, by an amount above zero. */
static const uint8_t plain_begins[PLAIN_KINDS] = {0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 1};

/* What a fact comes to: a reactivation, expansion, contraction or churn; or its kind does not fit, or it cannot be. */
enum {
    PLAIN_RE = NRR__CLASS_REACTIVATION,
    PLAIN_EX = NRR__CLASS_EXPANSION,
    PLAIN_CO = NRR__CLASS_CONTRACTION,
    PLAIN_CH = NRR__CLASS_CHURN,
    PLAIN_NO = 128
};

/* By kind and case, by the rows of METRICS.md section 3, and by what fits in section 1. Where the level stays as it is nobody
 * reads the class. */
/* clang-format off */
static const uint8_t plain_cases[PLAIN_KINDS][PLAIN_CASES] = {
    /* rises,   from zero,  -,      stays zero,  falls,     -,   to zero,      - */
    {PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_CH, PLAIN_NO}, /* churn of all */
    {PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO}, /* opening */
    {PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO}, /* new */
    {PLAIN_EX, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO}, /* expansion */
    {PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_CO, PLAIN_NO, PLAIN_NO, PLAIN_NO}, /* contraction */
    {PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_CH, PLAIN_NO}, /* churn */
    {PLAIN_NO, PLAIN_RE, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO, PLAIN_NO}, /* reactivation */
    {PLAIN_EX, PLAIN_RE, PLAIN_NO, PLAIN_RE, PLAIN_CO, PLAIN_NO, PLAIN_CH, PLAIN_NO}, /* level */
    {PLAIN_EX, PLAIN_RE, PLAIN_NO, PLAIN_RE, PLAIN_CO, PLAIN_NO, PLAIN_CH, PLAIN_NO}, /* change up */
    {PLAIN_EX, PLAIN_RE, PLAIN_NO, PLAIN_RE, PLAIN_CO, PLAIN_NO, PLAIN_CH, PLAIN_NO}, /* change down */
    {PLAIN_EX, PLAIN_RE, PLAIN_NO, PLAIN_RE, PLAIN_CO, PLAIN_NO, PLAIN_CH, PLAIN_NO}, /* renewal */
};
/* clang-format on */

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
static inline uint64_t plain_apply(const nrr__fact_core *fact, const plain_kind *kind,
                                   uint64_t level)
{
    uint64_t sign = (uint64_t)kind->sign;

    return (level & (uint64_t)kind->keep) + (((uint64_t)fact->amount ^ sign) - sign);
}

/* The kind of a fact, or PLAIN_CHURN_ALL. */
static inline uint32_t plain_code(const nrr__fact_core *fact)
{
    return fact->kind & ((uint32_t)(fact->flags & NRR_FACT_ALL) - 1);
}

/* Begins the last unit of a track with its first fact; whether that fits, and makes it positive. */
static inline int plain_begin(nrr__track *track, const nrr__fact_core *fact)
{
    uint32_t place = track->movement_count, code = plain_code(fact);

    track->times[place] = fact->time;
    track->levels[place] = fact->amount;
    track->reasons[place] = fact->reason;
    track->classes[place] = code == NRR_KIND_OPENING ? NRR__CLASS_OPENING : NRR__CLASS_NEW;
    return plain_begins[code] != 0 && fact->amount != 0;
}

/* Replays facts behind the last movement of a track. */
static int plain_go_on(nrr__timeline *timeline, const nrr__fact_core *facts, uint32_t count,
                       uint32_t moved)
{
    nrr__track *track = &timeline->customers;
    int64_t *times = track->times, *levels = track->levels, time = times[moved - 1];
    uint16_t *reason_codes = track->reasons;
    uint8_t *classes = track->classes;
    uint64_t level = (uint64_t)levels[moved - 1], level_bits = level;
    uint32_t reasons = reason_codes[moved - 1], wrong = 0, is_zero = level == 0, i;

    for (i = 0; i < count; i++) {
        const nrr__fact_core *fact = &facts[i];
        uint32_t code = plain_code(fact);
        const plain_kind *kind = &plain_kinds[code];
        uint64_t after = plain_apply(fact, kind, level);
        uint32_t leaves_zero = after == 0, falls = after < level;
        uint32_t found =
            plain_cases[code][is_zero + leaves_zero * PLAIN_LEAVES_ZERO + falls * PLAIN_FALLS];
        if ((uint16_t)(fact->reason - NRR_REASON_NON_RENEWAL) < kind->renews)
            plain_renew(timeline, fact, (int64_t)level, (int64_t)after);
        if (fact->time <= time) /* which is foreseen: nearly all come in order */
            return 0;
        wrong |= found;
        time = fact->time;
        times[moved] = time;
        levels[moved] = (int64_t)after;
        reason_codes[moved] = fact->reason;
        classes[moved] = (uint8_t)found;
        moved += after != level;
        reasons |= fact->reason;
        level_bits |= after;
        is_zero = leaves_zero;
        level = after;
    }
    if ((wrong & PLAIN_NO) != 0 || level_bits >> 63 != 0)
        return 0;
    track->movement_count = moved;
    track->has_reasons |= reasons;
    track->level_bits |= level_bits;
    return 1;
}

int nrr__plain_replay(nrr__timeline *timeline, const nrr__fact_core *facts, uint32_t count)
{
    nrr__track *track = &timeline->customers;
    uint32_t renewals = timeline->renewal_count;
    uint32_t is_first = track->movement_count == track->first[track->unit_count - 1];

    if (is_first && !plain_begin(track, facts))
        return 0;
    if (plain_go_on(timeline, facts + is_first, count - is_first, track->movement_count + is_first)) {
        nrr__timeline_note_quiet(timeline, facts[count - 1].time);
        return 1;
    }
    timeline->renewal_count = renewals;
    return 0;
}

/* Puts a fact where it belongs among those before it; where that is. */
static uint32_t plain_insert(nrr__fact_core *facts, uint32_t number)
{
    const nrr__fact_core fact = facts[number];
    uint32_t at = number;

    for (; at > 0 && facts[at - 1].time > fact.time; at--)
        facts[at] = facts[at - 1];
    facts[at] = fact;
    return at;
}

int nrr__plain_order(nrr__fact_core *facts, uint32_t count)
{
    uint64_t steps = 0, most = (uint64_t)count * PLAIN_STEPS;
    int64_t time = facts[0].time; /* of the last one in order */
    uint32_t i, at;

    for (i = 1; i < count; i++) {
        if (time < facts[i].time) {
            time = facts[i].time;
            continue;
        }
        at = plain_insert(facts, i);
        steps += i - at;
        if (steps > most || (at > 0 && facts[at - 1].time == facts[at].time))
            return 0;
    }
    return 1;
}
