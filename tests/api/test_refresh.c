/* SPDX-License-Identifier: MIT */
/* Reports that are brought from one snapshot to another: there and back, and what is refused. (Over
 * several blocks of customers in test_refresh_blocks.c, step upon step in test_refresh_steps.c.) */
#include "refreshing.h"

static void some_facts(void)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 0, NEW, 100), FACT(A, P, 7, NEW, 20),
                                     FACT(B, MAIN, 3, OPENING, 5), FACT(C, MAIN, 4, NEW, 9)};

    PUT(facts);
    ask(0, 10);
    ask(10, 20);
}

START_TEST(a_refreshed_report_is_the_later_one_and_can_go_back)
{
    static const nrr_fact news[] = {FACT(A, MAIN, 12, CONTRACTION, 30), FACT(D, Q, 1, NEW, 8),
                                    FACT(B, MAIN, 1, LEVEL, 7) /* late */};
    nrr_snapshot *before, *after;
    nrr_report *report, *there, *back;

    some_facts();
    before = snapshot_now();
    report = report_now(before);
    PUT(news);
    after = snapshot_now();
    there = refresh(report, before, after);
    back = refresh(there, after, before);
    assert_anew(there, after);
    assert_same_reports(back, report);
    nrr_report_free(report);
    nrr_report_free(there);
    nrr_report_free(back);
    nrr_snapshot_free(before);
    nrr_snapshot_free(after);
}
END_TEST

START_TEST(a_report_that_was_refreshed_outlives_everything)
{
    static const nrr_fact news[] = {FACT(C, MAIN, 6, EXPANSION, 30)};
    nrr_snapshot *before, *after;
    nrr_report *report, *there;
    int64_t closing = 0;

    some_facts();
    before = snapshot_now();
    report = report_now(before);
    PUT(news);
    after = snapshot_now();
    nrr_ledger_free(the.ledger);
    the.ledger = NULL;
    there = refresh(report, before, after);
    nrr_snapshot_free(before);
    nrr_report_free(report);
    nrr_snapshot_free(after);
    ck_assert_int_eq(nrr_report_measure(there, 0, NRR_MEASURE_CLOSING, &closing), NRR_OK);
    ck_assert_int_eq(closing, 164);
    nrr_report_free(there);
}
END_TEST

START_TEST(only_a_report_of_that_snapshot_is_refreshed_and_only_within_its_ledger)
{
    nrr_ledger *other = ledger_new();
    nrr_snapshot *before, *after, *foreign = NULL;
    nrr_report *report, *foreign_report, *merged = NULL;

    some_facts();
    before = snapshot_now();
    after = snapshot_now();
    report = report_now(before);
    ck_assert_int_eq(nrr_ledger_snapshot(other, &foreign), NRR_OK);
    foreign_report = report_now(foreign);
    ck_assert_int_eq(nrr_report_merge((const nrr_report *[]){report, foreign_report}, 2, &merged),
                     NRR_OK);
    refuses_to_refresh(report, after, before, NRR_E_SNAPSHOT);
    refuses_to_refresh(report, before, foreign, NRR_E_SNAPSHOT);
    refuses_to_refresh(merged, before, after, NRR_E_SNAPSHOT);
    refuses_to_refresh(merged, foreign, foreign, NRR_E_SNAPSHOT);
    nrr_report_free(merged);
    nrr_report_free(foreign_report);
    nrr_report_free(report);
    nrr_snapshot_free(foreign);
    nrr_snapshot_free(after);
    nrr_snapshot_free(before);
    nrr_ledger_free(other);
}
END_TEST

START_TEST(refreshing_is_for_what_is_there)
{
    nrr_snapshot *before;
    nrr_report *report, *made = NULL;
    const nrr_report *reports[2] = {NULL, NULL};

    some_facts();
    before = snapshot_now();
    report = report_now(before);
    reports[0] = report;
    ck_assert_int_eq(nrr_report_refresh(NULL, 1, before, before, &made), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_refresh(reports, 2, before, before, &made), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_refresh(reports, 1, NULL, before, &made), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_refresh(reports, 1, before, NULL, &made), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_refresh(reports, 1, before, before, NULL), NRR_E_NULL);
    ck_assert_ptr_null(made);
    ck_assert_int_eq(nrr_report_refresh(NULL, 0, before, before, NULL), NRR_OK);
    made = refresh(report, before, before);
    assert_same_reports(made, report);
    nrr_report_free(made);
    nrr_report_free(report);
    nrr_snapshot_free(before);
}
END_TEST

START_TEST(a_coverage_that_was_declared_in_between_shows)
{
    nrr_snapshot *before, *after;
    nrr_report *report, *there;
    uint32_t row = 0;

    some_facts();
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_COVERAGE_END, 5), NRR_OK);
    before = snapshot_now();
    report = report_now(before);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_COVERAGE_END, 10), NRR_OK);
    after = snapshot_now();
    there = refresh(report, before, after);
    ck_assert_int_eq(nrr_report_flags(there, 0, &row), NRR_OK);
    ck_assert_uint_eq(row, 0);
    ck_assert_int_eq(nrr_report_flags(there, 1, &row), NRR_OK);
    ck_assert_uint_eq(row, NRR_ROW_PARTIAL);
    nrr_report_free(there);
    nrr_report_free(report);
    nrr_snapshot_free(after);
    nrr_snapshot_free(before);
}
END_TEST

START_TEST(strict_comes_before_overflow_and_all_reports_fail_together)
{
    static const nrr_fact large[] = {FACT(C, MAIN, 5, EXPANSION, INT64_MAX),
                                     FACT(A, MAIN, 9, CHURN, 1)};
    nrr_snapshot *before, *after, *strict;
    nrr_report *reports[2], *made[2] = {NULL, NULL};

    some_facts();
    before = snapshot_now();
    reports[0] = report_now(before);
    ask(-3, -2);
    reports[1] = report_now(before);
    put(large, 1);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_STRICT, 1), NRR_OK);
    strict = snapshot_now();
    refuses_to_refresh(reports[0], before, strict, NRR_E_OVERFLOW);
    nrr_snapshot_free(strict);
    put(large + 1, 1);
    strict = snapshot_now();
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_STRICT, 0), NRR_OK);
    after = snapshot_now();
    refuses_to_refresh(reports[0], before, strict, NRR_E_FINDINGS);
    ck_assert_int_eq(nrr_report_refresh((const nrr_report *const *)reports, 2, before, after, made),
                     NRR_E_OVERFLOW);
    ck_assert_ptr_null(made[0]);
    ck_assert_ptr_null(made[1]);
    for (int i = 0; i < 2; i++)
        nrr_report_free(reports[i]);
    nrr_snapshot_free(strict);
    nrr_snapshot_free(after);
    nrr_snapshot_free(before);
}
END_TEST

/* Both say the same of one block, each in a version of its own: neither is kept by the other. */
START_TEST(between_two_snapshots_as_known_at_one_time_there_and_back)
{
    static const nrr_fact late[] = {{.customer = A,
                                     .time = 8,
                                     .kind = NRR_KIND_EXPANSION,
                                     .amount = 5,
                                     .known = 9,
                                     .flags = NRR_FACT_KNOWN}};
    nrr_snapshot *now, *known[2] = {NULL, NULL};
    nrr_report *report, *there, *back;

    some_facts();
    PUT(late);
    now = snapshot_now();
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(nrr_snapshot_as_known(now, 8, &known[i]), NRR_OK);
    nrr_snapshot_free(now);
    report = report_now(known[0]);
    there = refresh(report, known[0], known[1]);
    back = refresh(there, known[1], known[0]);
    assert_anew(there, known[1]);
    assert_same_reports(back, report);
    nrr_report_free(report);
    nrr_report_free(there);
    nrr_report_free(back);
    nrr_snapshot_free(known[0]);
    nrr_snapshot_free(known[1]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("refresh");
    TCase *cases = fixture_cases("refresh");

    tcase_add_test(cases, a_refreshed_report_is_the_later_one_and_can_go_back);
    tcase_add_test(cases, a_report_that_was_refreshed_outlives_everything);
    tcase_add_test(cases, only_a_report_of_that_snapshot_is_refreshed_and_only_within_its_ledger);
    tcase_add_test(cases, refreshing_is_for_what_is_there);
    tcase_add_test(cases, a_coverage_that_was_declared_in_between_shows);
    tcase_add_test(cases, strict_comes_before_overflow_and_all_reports_fail_together);
    tcase_add_test(cases, between_two_snapshots_as_known_at_one_time_there_and_back);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
