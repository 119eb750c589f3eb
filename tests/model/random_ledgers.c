/* SPDX-License-Identifier: MIT */
/*
 * The library beside the model, on random ledgers. By hand, for as long as one likes:
 *
 *     NRR_MODEL_LEDGERS=5000000 NRR_MODEL_SEED=7 tests/model/random_ledgers
 *
 * NRR_MODEL_FIRST is the index of the first ledger, so that one of many can be looked at again. A
 * difference is shrunk and printed on standard error.
 */
#include "model/campaign.h"
#include "model/shrink.h"
#include "support/run.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const uint64_t default_seed = 20240229;
static const uint64_t default_ledgers = 100000;

static void report_failure(scenario *failing, uint64_t seed, uint64_t index, check_function *check,
                           compare_difference *difference)
{
    (void)fprintf(stderr, "\nNRR_MODEL_SEED=%" PRIu64 " NRR_MODEL_FIRST=%" PRIu64 "\n", seed,
                  index);
    difference_print(difference);
    shrink(failing, check, difference);
    (void)fprintf(stderr, "shrunk to:\n");
    scenario_print(failing);
    difference_print(difference);
}

static void check_ledgers(check_function *check)
{
    campaign run = campaign_start(default_seed, default_ledgers);
    static scenario given;

    for (uint64_t index = run.first; index - run.first < run.count; index++) {
        compare_difference difference;
        memset(&difference, 0, sizeof difference);
        campaign_look_at(index);
        scenario_make(&given, run.seed, index);
        check(&given, &difference);
        if (difference.found) {
            report_failure(&given, run.seed, index, check, &difference);
            ck_abort_msg("a difference after %" PRIu64 " ledgers, see standard error",
                         index - run.first + 1);
        }
    }
    campaign_end();
}

START_TEST(every_measure_rate_flag_and_average_is_the_models)
{
    if (!model_has_averages()) {
        (void)fprintf(stderr,
                      "SKIPPED: averages are not compared, for this was built without GMP\n");
    }
    check_ledgers(check_every_figure);
}
END_TEST

START_TEST(a_snapshot_shows_what_held_when_it_was_taken)
{
    check_ledgers(check_earlier_snapshot);
}
END_TEST

START_TEST(order_of_arrival_and_of_keys_does_not_matter)
{
    check_ledgers(check_other_order);
}
END_TEST

START_TEST(identities_hold_and_reasons_sum_up)
{
    check_ledgers(check_identities);
}
END_TEST

START_TEST(stricter_retention_is_never_higher)
{
    check_ledgers(check_orderings);
}
END_TEST

START_TEST(gross_measures_add_up_over_adjoining_periods)
{
    check_ledgers(check_adjoining_periods);
}
END_TEST

START_TEST(sets_of_customers_add_up_to_their_union)
{
    check_ledgers(check_union_of_customers);
}
END_TEST

START_TEST(parts_and_several_queries_in_one_pass_say_the_same)
{
    check_ledgers(check_report_forms);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("random ledgers");
    TCase *model = tcase_create("against_the_model");
    TCase *properties = tcase_create("properties");

    tcase_add_test(model, every_measure_rate_flag_and_average_is_the_models);
    tcase_add_test(model, a_snapshot_shows_what_held_when_it_was_taken);
    tcase_add_test(model, order_of_arrival_and_of_keys_does_not_matter);
    tcase_add_test(properties, identities_hold_and_reasons_sum_up);
    tcase_add_test(properties, stricter_retention_is_never_higher);
    tcase_add_test(properties, gross_measures_add_up_over_adjoining_periods);
    tcase_add_test(properties, sets_of_customers_add_up_to_their_union);
    tcase_add_test(properties, parts_and_several_queries_in_one_pass_say_the_same);
    /* As long as the number of ledgers takes. */
    tcase_set_timeout(model, 0);
    tcase_set_timeout(properties, 0);
    suite_add_tcase(suite, model);
    suite_add_tcase(suite, properties);
    return nrr_test_main(suite);
}
