/* SPDX-License-Identifier: MIT */
/* Reports that are brought to another snapshot when customers lie in several blocks, and reports of
 * parts: what changes is found block by block. */
#include "refreshing.h"

enum { APART = 1024, AWAY = 1 + APART }; /* a customer of the next block */

static void intern_away(int64_t blocks)
{
    for (int64_t key = CUSTOMERS + 1; key <= blocks * APART; key++) {
        uint32_t id;
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, key, &id), NRR_OK);
    }
}

static void assert_closing(const nrr_report *report, int64_t wanted)
{
    int64_t closing = -1;

    ck_assert_int_eq(nrr_report_measure(report, 0, NRR_MEASURE_CLOSING, &closing), NRR_OK);
    ck_assert_int_eq(closing, wanted);
}

/* The report is first of the customers that lie last, then of those before them, then of some
 * between. */
START_TEST(customers_may_come_before_behind_and_between_those_that_there_are)
{
    static const uint32_t order[] = {3, 0, 1, 4, 2};
    nrr_snapshot *snapshots[COUNT(order)];
    nrr_report *reports[COUNT(order)];
    size_t i;

    intern_away(5);
    ask(0, 10);
    for (i = 0; i < COUNT(order); i++) {
        nrr_fact fact = FACT(A, MAIN, 3, NEW, 1);
        fact.customer += order[i] * APART;
        fact.amount = INT64_C(1) << order[i];
        put(&fact, 1);
        snapshots[i] = snapshot_now();
        reports[i] = i == 0 ? report_now(snapshots[0])
                            : refresh(reports[i - 1], snapshots[i - 1], snapshots[i]);
        assert_anew(reports[i], snapshots[i]);
    }
    assert_closing(reports[0], 8);
    assert_closing(reports[1], 9);
    assert_closing(reports[COUNT(order) - 1], 31);
    for (i = 0; i < COUNT(order); i++) {
        nrr_report *back =
            refresh(reports[COUNT(order) - 1], snapshots[COUNT(order) - 1], snapshots[i]);
        assert_same_reports(back, reports[i]);
        nrr_report_free(back);
    }
    for (i = 0; i < COUNT(order); i++) {
        nrr_report_free(reports[i]);
        nrr_snapshot_free(snapshots[i]);
    }
}
END_TEST

START_TEST(a_report_of_a_part_changes_with_its_own_customers_alone)
{
    nrr_fact told[] = {FACT(A, MAIN, 3, NEW, 1), FACT(AWAY, MAIN, 3, NEW, 2),
                       FACT(AWAY + APART, MAIN, 3, NEW, 4)};
    nrr_fact news[] = {FACT(A, MAIN, 4, EXPANSION, 10), FACT(AWAY, MAIN, 4, EXPANSION, 20),
                       FACT(AWAY + APART, MAIN, 4, EXPANSION, 40)};
    static const int64_t sums[] = {11, 22, 44};
    nrr_snapshot *before, *after;
    nrr_report *parts[3], *pair = NULL, *there;

    intern_away(3);
    put(told, 3);
    ask(0, 10);
    before = snapshot_now();
    option(NRR_QUERY_PARTS, 3);
    for (int part = 0; part < 3; part++) {
        option(NRR_QUERY_PART, part);
        parts[part] = report_now(before);
    }
    ck_assert_int_eq(nrr_report_merge((const nrr_report *[]){parts[2], parts[0]}, 2, &pair),
                     NRR_OK);
    put(news, 3);
    after = snapshot_now();
    for (int part = 0; part < 3; part++) {
        option(NRR_QUERY_PART, part);
        there = refresh(parts[part], before, after);
        assert_closing(there, sums[part]);
        assert_anew(there, after);
        nrr_report_free(there);
    }
    there = refresh(pair, before, after);
    assert_closing(there, 55);
    nrr_report_free(there);
    nrr_report_free(pair);
    for (int part = 0; part < 3; part++)
        nrr_report_free(parts[part]);
    nrr_snapshot_free(before);
    nrr_snapshot_free(after);
}
END_TEST

/* An overflow among the first customers does not hide what is wrong with later ones. */
START_TEST(strict_comes_before_an_overflow_of_customers_before)
{
    nrr_fact told[] = {FACT(A, MAIN, 3, NEW, 1), FACT(AWAY, MAIN, 3, NEW, 2)};
    nrr_fact news[] = {FACT(A, MAIN, 4, EXPANSION, INT64_MAX), FACT(AWAY, MAIN, 5, EXPANSION, 1),
                       FACT(AWAY, MAIN, 9, CHURN, 1)};
    nrr_snapshot *before, *after;
    nrr_report *report;

    intern_away(2);
    put(told, 2);
    ask(0, 10);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_STRICT, 1), NRR_OK);
    before = snapshot_now();
    report = report_now(before);
    put(news, 2);
    after = snapshot_now();
    refuses_to_refresh(report, before, after, NRR_E_OVERFLOW);
    nrr_snapshot_free(after);
    put(news + 2, 1);
    after = snapshot_now();
    refuses_to_refresh(report, before, after, NRR_E_FINDINGS);
    nrr_snapshot_free(after);
    nrr_report_free(report);
    nrr_snapshot_free(before);
}
END_TEST

/* By parent, a report is made anew part by part: an overflow of one part does not hide what is
 * wrong with the next one. */
START_TEST(strict_comes_before_an_overflow_of_the_part_before)
{
    nrr_fact told[] = {FACT(A, MAIN, 3, NEW, 1), FACT(AWAY, MAIN, 3, NEW, 2)};
    nrr_fact news[] = {FACT(A, MAIN, 4, EXPANSION, INT64_MAX), FACT(AWAY, MAIN, 9, CHURN, 3)};
    nrr_snapshot *before, *after;
    nrr_report *parts[2], *merged = NULL;

    intern_away(2);
    put(told, 2);
    ask(0, 10);
    option(NRR_QUERY_UNIT, NRR_UNIT_PARENT);
    option(NRR_QUERY_PARTS, 2);
    before = snapshot_now();
    for (int part = 0; part < 2; part++) {
        option(NRR_QUERY_PART, part);
        parts[part] = report_now(before);
    }
    ck_assert_int_eq(nrr_report_merge((const nrr_report *const *)parts, 2, &merged), NRR_OK);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_STRICT, 1), NRR_OK);
    put(news, 1);
    after = snapshot_now();
    refuses_to_refresh(merged, before, after, NRR_E_OVERFLOW);
    nrr_snapshot_free(after);
    put(news + 1, 1);
    after = snapshot_now();
    refuses_to_refresh(merged, before, after, NRR_E_FINDINGS);
    nrr_snapshot_free(after);
    nrr_report_free(merged);
    nrr_report_free(parts[0]);
    nrr_report_free(parts[1]);
    nrr_snapshot_free(before);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("refresh of blocks");
    TCase *cases = fixture_cases("refresh of blocks");

    tcase_add_test(cases, customers_may_come_before_behind_and_between_those_that_there_are);
    tcase_add_test(cases, a_report_of_a_part_changes_with_its_own_customers_alone);
    tcase_add_test(cases, strict_comes_before_an_overflow_of_customers_before);
    tcase_add_test(cases, strict_comes_before_an_overflow_of_the_part_before);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
