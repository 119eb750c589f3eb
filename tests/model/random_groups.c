/* SPDX-License-Identifier: MIT */
/*
 * Groups, the library's beside the model's, on random ledgers. By hand, for as long as one likes:
 *
 *     NRR_MODEL_LEDGERS=100000 NRR_MODEL_SEED=7 tests/model/random_groups
 *
 * A difference is shrunk, as far as assignments go, and printed on standard error.
 */
#include "model/campaign.h"
#include "model/grouped.h"
#include "support/run.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const uint64_t default_seed = 20240430;
static const uint64_t default_ledgers = 1000;

static void drop_assignment(grouped_scenario *given, size_t place)
{
    given->count--;
    given->early -= place < given->early;
    if (place > 0 && given->ends_call[place]) {
        given->ends_call[place - 1] = 1;
    }
    for (size_t i = place; i < given->count; i++) {
        given->assignments[i] = given->assignments[i + 1];
        given->ends_call[i] = given->ends_call[i + 1];
    }
}

/* Leaves out what can be left out, from the last to the first, until nothing more can. */
static void shrink_assignments(grouped_scenario *failing, grouped_check *check,
                               compare_difference *difference)
{
    static grouped_scenario smaller;
    size_t place = failing->count;

    while (place-- > 0) {
        compare_difference found;
        memset(&found, 0, sizeof found);
        smaller = *failing;
        drop_assignment(&smaller, place);
        check(&smaller, &found);
        if (found.found) {
            *failing = smaller;
            *difference = found;
            place = failing->count;
        }
    }
}

static void report_failure(grouped_scenario *failing, uint64_t seed, uint64_t index,
                           grouped_check *check, compare_difference *difference)
{
    (void)fprintf(stderr, "\nNRR_MODEL_SEED=%" PRIu64 " NRR_MODEL_FIRST=%" PRIu64 "\n", seed,
                  index);
    difference_print(difference);
    shrink_assignments(failing, check, difference);
    (void)fprintf(stderr, "shrunk to:\n");
    grouped_print(failing);
    difference_print(difference);
}

static void check_groups(grouped_check *check)
{
    campaign run = campaign_start(default_seed, default_ledgers);
    static grouped_scenario given;

    for (uint64_t index = run.first; index - run.first < run.count; index++) {
        compare_difference difference;
        memset(&difference, 0, sizeof difference);
        campaign_look_at(index);
        grouped_make(&given, run.seed, index);
        check(&given, &difference);
        if (difference.found) {
            report_failure(&given, run.seed, index, check, &difference);
            ck_abort_msg("a difference after %" PRIu64 " ledgers, see standard error",
                         index - run.first + 1);
        }
    }
    campaign_end();
}

START_TEST(the_values_in_force_are_the_models)
{
    check_groups(grouped_check_lookups);
}
END_TEST

START_TEST(contradicting_assignments_are_findings)
{
    check_groups(grouped_check_findings);
}
END_TEST

START_TEST(the_models_total_is_the_sum_of_its_groups)
{
    check_groups(grouped_check_sums);
}
END_TEST

START_TEST(every_figure_of_every_group_is_the_models)
{
    check_groups(grouped_check_reports);
}
END_TEST

START_TEST(parts_by_groups_add_up_to_the_whole)
{
    check_groups(grouped_check_parts);
}
END_TEST

START_TEST(ledgers_that_share_no_unit_add_up_by_groups)
{
    check_groups(grouped_check_merged);
}
END_TEST

START_TEST(units_of_a_group_sum_to_its_figures)
{
    check_groups(grouped_check_units);
}
END_TEST

START_TEST(causes_of_a_group_sum_to_its_differences)
{
    check_groups(grouped_check_reconciliations);
}
END_TEST

START_TEST(concentration_in_a_group_is_the_models)
{
    check_groups(grouped_check_concentrations);
}
END_TEST

START_TEST(cohorts_of_every_group_are_the_models)
{
    check_groups(grouped_check_cohorts);
}
END_TEST

START_TEST(contributions_of_reasons_in_a_group_are_the_models)
{
    check_groups(grouped_check_contributions);
}
END_TEST

START_TEST(refreshed_by_groups_is_as_made_anew)
{
    check_groups(grouped_check_refreshed);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("random groups");
    TCase *model = tcase_create("against_the_model");

    tcase_add_test(model, the_values_in_force_are_the_models);
    tcase_add_test(model, contradicting_assignments_are_findings);
    tcase_add_test(model, the_models_total_is_the_sum_of_its_groups);
    tcase_add_test(model, every_figure_of_every_group_is_the_models);
    tcase_add_test(model, parts_by_groups_add_up_to_the_whole);
    tcase_add_test(model, ledgers_that_share_no_unit_add_up_by_groups);
    tcase_add_test(model, refreshed_by_groups_is_as_made_anew);
    tcase_add_test(model, units_of_a_group_sum_to_its_figures);
    tcase_add_test(model, causes_of_a_group_sum_to_its_differences);
    tcase_add_test(model, concentration_in_a_group_is_the_models);
    tcase_add_test(model, cohorts_of_every_group_are_the_models);
    tcase_add_test(model, contributions_of_reasons_in_a_group_are_the_models);
    /* As long as the number of ledgers takes. */
    tcase_set_timeout(model, 0);
    suite_add_tcase(suite, model);
    return nrr_test_main(suite);
}
