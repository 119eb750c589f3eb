/* SPDX-License-Identifier: MIT */
/*
 * Memory that runs out. A trial is one call that can allocate, in one state. The first, the second,
 * the third, ... request of the call fails, alone or with all that follow it, until the call gets
 * through. Each time the call must answer NRR_E_MEMORY and leave its out-parameters alone; what can
 * be seen of ledgers, snapshot, query and report must be as it was; the same call must then succeed,
 * with the same effect as if nothing had been; and in the end no byte may be left.
 */
#ifndef NRR_TEST_API_TRIAL_H
#define NRR_TEST_API_TRIAL_H

#include "fixture.h"

typedef struct trial {
    void (*prepare)(void);    /* the state, made from a fresh fixture */
    nrr_status (*call)(void); /* puts what it makes into `made` */
    size_t requests;          /* that the call makes at the least: else the trial tries nothing */
    int keys_may_stay;        /* keys that a failed call interned */
    int brief;                /* a large state: not in every way */
    int does_without;         /* it also gets through without what it only keeps for later */
} trial;

void run_trial(const trial *it);

/* A second ledger, without keys, for calls to work on. */
extern nrr_ledger *empty;

/* What calls make. What is not NULL in the end is freed. */
typedef struct making {
    nrr_ledger *ledger;
    nrr_query *query;
    nrr_snapshot *snapshot;
    nrr_report *report;
    nrr_table *table;
    uint64_t count;
    nrr_report *reports[3];
    nrr_decimal decimal;
    nrr_refusal refusal;
    uint32_t id;
    uint32_t ids[300];
    nrr_report *parts[2];   /* what a state has beside the fixture's; freed in the end, too */
    nrr_snapshot *later;
} making;

extern making made;

#endif
