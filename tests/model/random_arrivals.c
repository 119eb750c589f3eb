/* SPDX-License-Identifier: MIT */
/*
 * The library beside the model, on facts as they really arrive: with ids, repeats, voids, conflicts,
 * a second clock and parents. By hand, for as long as one likes:
 *
 *     NRR_MODEL_LEDGERS=1000000 NRR_MODEL_SEED=7 tests/model/random_arrivals
 *
 * A difference is shrunk and printed on standard error. Numbers of customers, lines and ids are
 * places in the table of arrival_keys.c.
 */
#include "model/apart.h"
#include "model/campaign.h"
#include "support/run.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const uint64_t default_seed = 20240331;
static const uint64_t default_ledgers = 2500;

static void report_failure(arrival_scenario *failing, uint64_t seed, uint64_t index,
                           arrival_check *check, compare_difference *difference)
{
    (void)fprintf(stderr, "\nNRR_MODEL_SEED=%" PRIu64 " NRR_MODEL_FIRST=%" PRIu64 "\n", seed,
                  index);
    difference_print(difference);
    arrival_shrink(failing, check, difference);
    (void)fprintf(stderr, "shrunk to:\n");
    arrival_print(failing);
    difference_print(difference);
}

static void check_arrivals(arrival_check *check)
{
    campaign run = campaign_start(default_seed, default_ledgers);
    static arrival_scenario given;

    for (uint64_t index = run.first; index - run.first < run.count; index++) {
        compare_difference difference;
        memset(&difference, 0, sizeof difference);
        campaign_look_at(index);
        arrival_make(&given, run.seed, index);
        check(&given, &difference);
        if (difference.found) {
            report_failure(&given, run.seed, index, check, &difference);
            ck_abort_msg("a difference after %" PRIu64 " ledgers, see standard error",
                         index - run.first + 1);
        }
    }
    campaign_end();
}

START_TEST(reports_findings_restatements_and_stale_lists_are_the_models)
{
    check_arrivals(arrival_check_all_answers);
}
END_TEST

START_TEST(order_of_arrival_does_not_matter)
{
    check_arrivals(arrival_check_other_order);
}
END_TEST

START_TEST(batches_of_every_size_say_the_same_as_one_by_one)
{
    check_arrivals(arrival_check_batches);
}
END_TEST

START_TEST(a_repeat_changes_nothing_but_the_count_of_repeats)
{
    check_arrivals(arrival_check_repeats);
}
END_TEST

START_TEST(as_known_at_an_instant_is_a_ledger_of_what_was_known_by_then)
{
    check_arrivals(arrival_check_known);
}
END_TEST

START_TEST(a_parent_is_its_customers_under_one_name)
{
    check_arrivals(arrival_check_parents);
}
END_TEST

START_TEST(a_strict_ledger_reports_just_when_nothing_contradicts)
{
    check_arrivals(arrival_check_strict);
}
END_TEST

START_TEST(triangles_of_cohorts_are_the_models)
{
    check_arrivals(apart_check_cohorts);
}
END_TEST

START_TEST(units_behind_figures_are_the_models_and_sum_to_them)
{
    check_arrivals(apart_check_units);
}
END_TEST

START_TEST(movements_and_facts_of_units_are_the_models)
{
    check_arrivals(apart_check_history);
}
END_TEST

START_TEST(causes_are_the_models_and_sum_to_the_difference)
{
    check_arrivals(apart_check_reconciliations);
}
END_TEST

START_TEST(contributions_of_reasons_are_the_models_and_add_up_when_rounded)
{
    check_arrivals(apart_check_contributions);
}
END_TEST

START_TEST(figures_of_concentration_are_the_models)
{
    check_arrivals(apart_check_concentrations);
}
END_TEST

START_TEST(a_refreshed_report_is_the_report_made_anew)
{
    check_arrivals(arrival_check_refreshed);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("random arrivals");
    TCase *model = tcase_create("against_the_model");
    TCase *apart = tcase_create("taken_apart");
    TCase *properties = tcase_create("properties");

    tcase_add_test(model, reports_findings_restatements_and_stale_lists_are_the_models);
    tcase_add_test(apart, triangles_of_cohorts_are_the_models);
    tcase_add_test(apart, units_behind_figures_are_the_models_and_sum_to_them);
    tcase_add_test(apart, movements_and_facts_of_units_are_the_models);
    tcase_add_test(apart, causes_are_the_models_and_sum_to_the_difference);
    tcase_add_test(apart, contributions_of_reasons_are_the_models_and_add_up_when_rounded);
    tcase_add_test(apart, figures_of_concentration_are_the_models);
    tcase_add_test(properties, order_of_arrival_does_not_matter);
    tcase_add_test(properties, batches_of_every_size_say_the_same_as_one_by_one);
    tcase_add_test(properties, a_repeat_changes_nothing_but_the_count_of_repeats);
    tcase_add_test(properties, as_known_at_an_instant_is_a_ledger_of_what_was_known_by_then);
    tcase_add_test(properties, a_parent_is_its_customers_under_one_name);
    tcase_add_test(properties, a_strict_ledger_reports_just_when_nothing_contradicts);
    tcase_add_test(properties, a_refreshed_report_is_the_report_made_anew);
    /* As long as the number of ledgers takes. */
    tcase_set_timeout(model, 0);
    tcase_set_timeout(apart, 0);
    tcase_set_timeout(properties, 0);
    suite_add_tcase(suite, model);
    suite_add_tcase(suite, apart);
    suite_add_tcase(suite, properties);
    return nrr_test_main(suite);
}
