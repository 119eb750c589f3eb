/* SPDX-License-Identifier: MIT */
/*
 * Many random ledgers, one after the other. The environment says how many (NRR_MODEL_LEDGERS), of
 * which seed (NRR_MODEL_SEED) and from which one on (NRR_MODEL_FIRST).
 */
#ifndef NRR_TEST_CAMPAIGN_H
#define NRR_TEST_CAMPAIGN_H

#include <stdint.h>

typedef struct campaign {
    uint64_t seed;
    uint64_t first;
    uint64_t count;
} campaign;

campaign campaign_start(uint64_t default_seed, uint64_t default_count);
/* A crash names the ledger that was looked at last. */
void campaign_look_at(uint64_t index);
void campaign_end(void);

#endif
