/* SPDX-License-Identifier: MIT */
/*
 * Settings of a campaign, and the name of the ledger that it crashed on.
 */
#include "model/campaign.h"
#include "support/run.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t setting(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);
    char *end = NULL;
    uint64_t value;

    if (text == NULL || text[0] == '\0') {
        return otherwise;
    }
    value = strtoull(text, &end, 10);
    if (*end != '\0') {
        ck_abort_msg("%s is not a number: %s", name, text);
    }
    return value;
}

/* A crash says which ledger it was. Then it goes its way: a sanitizer may want to see it. */
static volatile uint64_t current_index;
static void (*old_handlers[2])(int);

static void name_the_ledger(int crash)
{
    (void)fprintf(stderr, "crashed on ledger NRR_MODEL_FIRST=%" PRIu64 "\n", current_index);
    (void)signal(crash, old_handlers[crash == SIGSEGV]);
    (void)raise(crash);
}

campaign campaign_start(uint64_t default_seed, uint64_t default_count)
{
    campaign started;

    started.seed = setting("NRR_MODEL_SEED", default_seed);
    started.first = setting("NRR_MODEL_FIRST", 0);
    started.count = setting("NRR_MODEL_LEDGERS", default_count);
    old_handlers[0] = signal(SIGABRT, name_the_ledger);
    old_handlers[1] = signal(SIGSEGV, name_the_ledger);
    return started;
}

void campaign_look_at(uint64_t index)
{
    current_index = index;
}

void campaign_end(void)
{
    (void)signal(SIGABRT, old_handlers[0]);
    (void)signal(SIGSEGV, old_handlers[1]);
}
