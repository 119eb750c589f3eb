/* SPDX-License-Identifier: MIT */
/*
 * Chains of refreshed reports, beside a twin of the ledger where each is made anew. By hand, for as
 * long as one likes:
 *
 *     NRR_MODEL_LEDGERS=100000 NRR_MODEL_SEED=7 tests/model/random_refreshes
 *
 * A difference is shrunk and printed on standard error.
 */
#include "model/campaign.h"
#include "model/chain.h"
#include "support/run.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const uint64_t default_seed = 20240531;
static const uint64_t default_ledgers = 2000;

static void report_failure(chain_scenario *failing, uint64_t seed, uint64_t index,
                           compare_difference *difference)
{
    (void)fprintf(stderr, "\nNRR_MODEL_SEED=%" PRIu64 " NRR_MODEL_FIRST=%" PRIu64 "\n", seed,
                  index);
    difference_print(difference);
    chain_shrink(failing, chain_check, difference);
    (void)fprintf(stderr, "shrunk to:\n");
    chain_print(failing);
    difference_print(difference);
}

START_TEST(chains_of_refreshed_reports_are_as_made_anew_in_a_twin)
{
    campaign run = campaign_start(default_seed, default_ledgers);
    static chain_scenario given;

    for (uint64_t index = run.first; index - run.first < run.count; index++) {
        compare_difference difference;
        memset(&difference, 0, sizeof difference);
        campaign_look_at(index);
        chain_make(&given, run.seed, index);
        chain_check(&given, &difference);
        if (difference.found) {
            report_failure(&given, run.seed, index, &difference);
            ck_abort_msg("a difference after %" PRIu64 " ledgers, see standard error",
                         index - run.first + 1);
        }
    }
    campaign_end();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("random refreshes");
    TCase *properties = tcase_create("properties");

    tcase_add_test(properties, chains_of_refreshed_reports_are_as_made_anew_in_a_twin);
    /* As long as the number of ledgers takes. */
    tcase_set_timeout(properties, 0);
    suite_add_tcase(suite, properties);
    return nrr_test_main(suite);
}
