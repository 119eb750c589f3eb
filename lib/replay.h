/* SPDX-License-Identifier: MIT */
/* Replay: the facts of a line in their order, and what each does to the level (METRICS.md
 * section 2). */
#ifndef NRR_LIB_REPLAY_H
#define NRR_LIB_REPLAY_H

#include "key_store.h"
#include "movement.h"

/* The order of replay within one time and sequence: what sets a state, gains, losses. */
enum {
    NRR__RANK_CHURN_ALL,
    NRR__RANK_LEVEL,
    NRR__RANK_RENEWAL,
    NRR__RANK_OPENING,
    NRR__RANK_NEW,
    NRR__RANK_EXPANSION,
    NRR__RANK_REACTIVATION,
    NRR__RANK_CHANGE_UP,
    NRR__RANK_CONTRACTION,
    NRR__RANK_CHURN,
    NRR__RANK_CHANGE_DOWN
};

/* A fact as it is sorted and replayed. */
typedef struct nrr__record {
    int64_t time;
    int64_t amount;
    uint64_t sequence;
    uint32_t customer;
    uint32_t line;
    uint16_t reason;
    uint8_t rank;   /* of the kind, among facts with the same time and sequence */
    uint32_t place; /* of the fact's row in its block */
} nrr__record;

/* The rank of a kind: the place of its group, and in it its own. */
uint8_t nrr__replay_rank(nrr_kind kind, uint32_t flags);

/* What tells apart facts that are the same in all else, by place in the block. They do the same to
 * the level, so only lists need it: which of them is the one that breaks a rule. */
typedef struct nrr__replay_ties {
    const uint32_t *ids;     /* 0 = none */
    const int64_t *knowns;   /* the last resort, of facts without ids */
    const nrr__key_store *keys; /* of facts */
} nrr__replay_ties;

/* By line, and in a line in the order of replay. An nrr__compare over records of one customer; its
 * context are ties, or NULL where they do not matter. */
int nrr__replay_compare(const void *a, const void *b, const void *context);

/* Applies a fact to the level of its line; `effect` receives what that came to. */
void nrr__replay_apply(const nrr__record *record, nrr__wide *level, nrr__effect *effect);

#endif
