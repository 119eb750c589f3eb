/* SPDX-License-Identifier: MIT */
/* Rule: see rule.h. */
#include "rule.h"

#include "nrr/finding.h"

#include <string.h>

nrr__rule_past nrr__rule_begin(int64_t customer_first)
{
    nrr__rule_past past;

    memset(&past, 0, sizeof past);
    past.customer_first = customer_first;
    return past;
}

/* Whether a kind fits the state that it met ("a correct use" in METRICS.md section 1). */
static int rule_kind_fits(const nrr__rule_past *past, const nrr__record *record, nrr__wide level)
{
    int is_zero = nrr__wide_is_zero(level);
    int order = nrr__wide_compare(nrr__wide_of(record->amount), level);

    switch (record->rank) {
    case NRR__RANK_OPENING:
        return record->time == past->customer_first;
    case NRR__RANK_NEW:
        return !past->was_positive;
    case NRR__RANK_EXPANSION:
        return !is_zero;
    case NRR__RANK_REACTIVATION:
        return is_zero && past->was_positive;
    case NRR__RANK_CONTRACTION:
        return order < 0;
    case NRR__RANK_CHURN:
        return order == 0;
    case NRR__RANK_CHURN_ALL:
        return !is_zero;
    default: /* states and changes of which only the sign is known fit any state */
        return 1;
    }
}

static void rule_break(nrr__rule_breach *breach, int rule, nrr__wide excess)
{
    breach->broken[rule - 1] = 1;
    breach->excess[rule - 1] = excess;
}

/* Facts that set a level at one time and sequence follow each other in the replay. */
static void rule_check_setter(nrr__rule_past *past, const nrr__record *record,
                              nrr__rule_breach *breach)
{
    nrr__wide level = nrr__wide_of(record->rank == NRR__RANK_CHURN_ALL ? 0 : record->amount);
    nrr__wide difference = nrr__wide_subtract(level, past->setter_level);

    if (past->has_setter && past->setter_time == record->time &&
        past->setter_sequence == record->sequence && !nrr__wide_is_zero(difference))
        rule_break(breach, NRR_RULE_AMBIGUOUS_ORDER,
                   nrr__wide_is_negative(difference) ? nrr__wide_negate(difference) : difference);
    past->has_setter = 1;
    past->setter_time = record->time;
    past->setter_sequence = record->sequence;
    past->setter_level = level;
}

int nrr__rule_check(nrr__rule_past *past, const nrr__record *record, nrr__wide level,
                    nrr__rule_breach *breach)
{
    nrr__wide missing = nrr__wide_subtract(nrr__wide_of(record->amount), level);

    memset(breach, 0, sizeof *breach);
    if (record->rank >= NRR__RANK_CONTRACTION && nrr__wide_compare(missing, nrr__wide_of(0)) > 0)
        rule_break(breach, NRR_RULE_NEGATIVE_LEVEL, missing);
    if (!rule_kind_fits(past, record, level))
        rule_break(breach, NRR_RULE_KIND_MISMATCH, level);
    if (record->rank <= NRR__RANK_RENEWAL)
        rule_check_setter(past, record, breach);
    return breach->broken[0] | breach->broken[1] | breach->broken[2];
}
