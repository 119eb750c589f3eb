/* SPDX-License-Identifier: MIT */
/* Rule: what a fact can contradict as it is replayed (METRICS.md section 2, findings). */
#ifndef NRR_LIB_RULE_H
#define NRR_LIB_RULE_H

#include "replay.h"

/* The rules that replay checks, from 0. */
enum {
    NRR__RULES = 3 /* NRR_RULE_NEGATIVE_LEVEL to NRR_RULE_AMBIGUOUS_ORDER, less 1 */
};

/* What the rules want to know of a line's past. */
typedef struct nrr__rule_past {
    int64_t customer_first; /* the time of the customer's first fact */
    int was_positive;       /* the line, after any fact before this */
    int has_setter;         /* a fact that sets a level came before, at the same time... */
    int64_t setter_time;
    uint64_t setter_sequence; /* ...and sequence */
    nrr__wide setter_level;
} nrr__rule_past;

/* The rules that a fact broke, and by how much. */
typedef struct nrr__rule_breach {
    uint8_t broken[NRR__RULES];
    nrr__wide excess[NRR__RULES];
} nrr__rule_breach;

/* A line of which nothing has been replayed. */
nrr__rule_past nrr__rule_begin(int64_t customer_first);

/* Checks a fact that met a level; answers whether a rule is broken. */
int nrr__rule_check(nrr__rule_past *past, const nrr__record *record, nrr__wide level,
                    nrr__rule_breach *breach);

/* Notes the level that a fact left. */
static inline void nrr__rule_note(nrr__rule_past *past, nrr__wide level)
{
    past->was_positive |= !nrr__wide_is_zero(level);
}

#endif
