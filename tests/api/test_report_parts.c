/* SPDX-License-Identifier: MIT */
/* Several reports in one pass, reports of parts, and reports that are added up. */
#include "fixture.h"

#include <string.h>

enum { FAR_AWAY = 1100 }; /* a customer of another block, and so of another part of two */

static void some_facts(void)
{
    nrr_fact facts[] = {
        FACT(A, MAIN, 0, NEW, 100),  FACT(A, P, 7, NEW, 20, WHY(CROSS_SELL)),
        FACT(B, MAIN, 3, OPENING, 5), FACT(B, MAIN, 13, CHURN, ALL),
        FACT(A, MAIN, 12, CONTRACTION, 200), /* more than there is: two findings */
        FACT(FAR_AWAY, MAIN, 2, NEW, 1000), FACT(FAR_AWAY, MAIN, 11, EXPANSION, 1),
    };
    uint32_t id;
    int64_t key;

    for (key = CUSTOMERS + 1; key <= FAR_AWAY; key++)
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, key, &id), NRR_OK);
    PUT(facts);
    ask(0, 10);
    ask(10, 20);
}

static void take_snapshot(void)
{
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &the.snapshot), NRR_OK);
}

static void a_snapshot(void)
{
    some_facts();
    take_snapshot();
}

static nrr_report *part_of(const nrr_snapshot *snapshot, int64_t part, int64_t parts)
{
    nrr_report *report = NULL;

    option(NRR_QUERY_PARTS, parts);
    option(NRR_QUERY_PART, part);
    ck_assert_int_eq(nrr_snapshot_report(snapshot, the.query, &report), NRR_OK);
    ck_assert_int_eq(nrr_query_unset(the.query, NRR_QUERY_PARTS), NRR_OK);
    ck_assert_int_eq(nrr_query_unset(the.query, NRR_QUERY_PART), NRR_OK);
    return report;
}

static nrr_report *whole(void)
{
    return part_of(the.snapshot, 0, 1);
}

/* Merging is refused with this status, and makes nothing. */
static void refuses_to_merge(const nrr_report *const *reports, size_t count, nrr_status status)
{
    nrr_report *merged = NULL;

    ck_assert_int_eq(nrr_report_merge(reports, count, &merged), status);
    ck_assert_ptr_null(merged);
}

static void free_all(nrr_report **reports, size_t count)
{
    for (size_t i = 0; i < count; i++)
        nrr_report_free(reports[i]);
}

static int64_t closing_of(const nrr_report *report, size_t row)
{
    int64_t value = -1;

    ck_assert_int_eq(nrr_report_measure(report, row, NRR_MEASURE_CLOSING, &value), NRR_OK);
    return value;
}

START_TEST(parts_are_set_read_and_unset)
{
    int64_t value = -1;

    ck_assert_int_eq(nrr_query_get(the.query, NRR_QUERY_PARTS, &value), NRR_OK);
    ck_assert_int_eq(value, 1);
    ck_assert_int_eq(nrr_query_get(the.query, NRR_QUERY_PART, &value), NRR_OK);
    ck_assert_int_eq(value, 0);
    option(NRR_QUERY_PARTS, UINT32_MAX);
    option(NRR_QUERY_PART, UINT32_MAX - 1);
    ck_assert_int_eq(nrr_query_get(the.query, NRR_QUERY_PARTS, &value), NRR_OK);
    ck_assert_int_eq(value, UINT32_MAX);
    ck_assert_int_eq(nrr_query_get(the.query, NRR_QUERY_PART, &value), NRR_OK);
    ck_assert_int_eq(value, UINT32_MAX - 1);
    ck_assert_int_eq(nrr_query_set(the.query, NRR_QUERY_PARTS, 0), NRR_E_OPTION_VALUE);
    ck_assert_int_eq(nrr_query_set(the.query, NRR_QUERY_PARTS, INT64_C(1) << 32),
                     NRR_E_OPTION_VALUE);
    ck_assert_int_eq(nrr_query_set(the.query, NRR_QUERY_PART, -1), NRR_E_OPTION_VALUE);
    ck_assert_int_eq(nrr_query_set(the.query, NRR_QUERY_PART, UINT32_MAX), NRR_E_OPTION_VALUE);
    ck_assert_int_eq(nrr_query_get(the.query, NRR_QUERY_PART, &value), NRR_OK);
    ck_assert_int_eq(value, UINT32_MAX - 1);
    ck_assert_int_eq(nrr_query_unset(the.query, NRR_QUERY_PARTS), NRR_OK);
    ck_assert_int_eq(nrr_query_unset(the.query, NRR_QUERY_PART), NRR_OK);
    ck_assert_int_eq(nrr_query_get(the.query, NRR_QUERY_PARTS, &value), NRR_OK);
    ck_assert_int_eq(value, 1);
    ck_assert_int_eq(nrr_query_get(the.query, NRR_QUERY_PART, &value), NRR_OK);
    ck_assert_int_eq(value, 0);
}
END_TEST

START_TEST(there_is_no_part_beyond_the_last)
{
    nrr_report *report = NULL;

    a_snapshot();
    option(NRR_QUERY_PART, 1);
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, the.query, &report), NRR_E_PART);
    option(NRR_QUERY_PARTS, 1);
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, the.query, &report), NRR_E_PART);
    ck_assert_ptr_null(report);
}
END_TEST

START_TEST(parts_add_up_to_the_whole_in_any_order)
{
    nrr_report *parts[3];
    nrr_report *pair = NULL, *merged = NULL, *all;
    uint64_t findings = 0;

    a_snapshot();
    for (int64_t part = 0; part < 3; part++)
        parts[part] = part_of(the.snapshot, part, 3);
    ck_assert_int_eq(closing_of(parts[0], 1), 20);
    ck_assert_int_eq(closing_of(parts[1], 1), 1001);
    ck_assert_int_eq(closing_of(parts[2], 1), 0);
    ck_assert_int_eq(nrr_report_merge((const nrr_report *[]){parts[2], parts[0]}, 2, &pair),
                     NRR_OK);
    ck_assert_int_eq(nrr_report_merge((const nrr_report *[]){pair, parts[1]}, 2, &merged), NRR_OK);
    all = whole();
    assert_same_reports(merged, all);
    ck_assert_int_eq(nrr_report_findings(merged, &findings), NRR_OK);
    ck_assert_uint_eq(findings, 2);
    nrr_report_free(all);
    nrr_report_free(merged);
    nrr_report_free(pair);
    free_all(parts, 3);
}
END_TEST

START_TEST(a_row_is_empty_if_it_is_in_all_parts)
{
    nrr_report *parts[2];
    nrr_report *merged = NULL;
    uint32_t row = 0;

    a_snapshot();
    ask(30, 40);
    ask(-9, 0);
    for (int64_t part = 0; part < 2; part++)
        parts[part] = part_of(the.snapshot, part, 2);
    ck_assert_int_eq(nrr_report_merge((const nrr_report *const *)parts, 2, &merged), NRR_OK);
    ck_assert_int_eq(nrr_report_flags(merged, 0, &row), NRR_OK);
    ck_assert_uint_eq(row, 0);
    ck_assert_int_eq(nrr_report_flags(merged, 3, &row), NRR_OK);
    ck_assert_uint_eq(row, NRR_ROW_EMPTY);
    nrr_report_free(merged);
    free_all(parts, 2);
}
END_TEST

START_TEST(reports_outlive_what_they_are_of)
{
    nrr_report *parts[2];
    nrr_report *merged = NULL;

    a_snapshot();
    parts[0] = part_of(the.snapshot, 0, 2);
    parts[1] = part_of(the.snapshot, 1, 2);
    nrr_snapshot_free(the.snapshot);
    nrr_ledger_free(the.ledger);
    the.snapshot = NULL;
    the.ledger = NULL;
    ck_assert_int_eq(nrr_report_merge((const nrr_report *const *)parts, 2, &merged), NRR_OK);
    free_all(parts, 2);
    ck_assert_int_eq(closing_of(merged, 0), 1125);
    ck_assert_int_eq(closing_of(merged, 1), 1021);
    nrr_report_free(merged);
}
END_TEST

START_TEST(a_report_of_one_is_a_copy)
{
    nrr_report *report, *merged = NULL;

    a_snapshot();
    report = whole();
    ck_assert_int_eq(nrr_report_merge((const nrr_report *const *)&report, 1, &merged), NRR_OK);
    assert_same_reports(merged, report);
    nrr_report_free(merged);
    nrr_report_free(report);
}
END_TEST

START_TEST(merging_is_for_reports_that_are_there)
{
    nrr_report *report, *merged = NULL;
    const nrr_report *with_none[2] = {NULL, NULL};

    a_snapshot();
    report = whole();
    with_none[0] = report;
    ck_assert_int_eq(nrr_report_merge(NULL, 1, &merged), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_merge(with_none, 1, NULL), NRR_E_NULL);
    refuses_to_merge(with_none, 2, NRR_E_NULL);
    refuses_to_merge(with_none, 0, NRR_E_PART);
    nrr_report_free(report);
}
END_TEST

START_TEST(a_part_counts_once_and_belongs_to_one_division)
{
    nrr_report *parts[4];

    a_snapshot();
    parts[0] = part_of(the.snapshot, 0, 2);
    parts[1] = part_of(the.snapshot, 0, 2);
    parts[2] = part_of(the.snapshot, 1, 3);
    parts[3] = whole();
    refuses_to_merge((const nrr_report *[]){parts[0], parts[1]}, 2, NRR_E_PART);
    refuses_to_merge((const nrr_report *[]){parts[0], parts[0]}, 2, NRR_E_PART);
    refuses_to_merge((const nrr_report *[]){parts[0], parts[2]}, 2, NRR_E_PART);
    refuses_to_merge((const nrr_report *[]){parts[3], parts[0]}, 2, NRR_E_PART);
    free_all(parts, 4);
}
END_TEST

START_TEST(two_snapshots_of_a_ledger_do_not_mix)
{
    nrr_report *parts[3];
    nrr_snapshot *other = NULL, *known = NULL;

    a_snapshot();
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &other), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_as_known(the.snapshot, 0, &known), NRR_OK);
    parts[0] = part_of(the.snapshot, 0, 2);
    parts[1] = part_of(other, 1, 2);
    parts[2] = part_of(known, 1, 2);
    for (size_t i = 1; i < 3; i++) {
        refuses_to_merge((const nrr_report *[]){parts[0], parts[i]}, 2, NRR_E_SNAPSHOT);
        refuses_to_merge((const nrr_report *[]){parts[i], parts[0]}, 2, NRR_E_SNAPSHOT);
    }
    nrr_snapshot_free(known);
    nrr_snapshot_free(other);
    free_all(parts, 3);
}
END_TEST

/* What differs from the query of the other report. */
static void other_unit(void)
{
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
}

static void other_expiry(void)
{
    option(NRR_QUERY_EXPIRY, 0);
}

static void one_period_more(void)
{
    ask(5, 6);
}

static void one_measure_only(void)
{
    ck_assert_int_eq(nrr_query_add_measure(the.query, NRR_MEASURE_CLOSING), NRR_OK);
}

static void one_reason_more(void)
{
    ck_assert_int_eq(nrr_query_add_reason(the.query, NRR_REASON_HOST + 4), NRR_OK);
}

static void by_one_dimension_more(void)
{
    ck_assert_int_eq(nrr_query_add_dimension(the.query, "segment", 7), NRR_OK);
}

static void (*const changes[])(void) = {other_unit,       other_expiry,    one_period_more,
                                        one_measure_only, one_reason_more, by_one_dimension_more};

START_TEST(reports_that_answer_different_queries_do_not_mix)
{
    nrr_report *parts[2];

    a_snapshot();
    parts[0] = part_of(the.snapshot, 0, 2);
    changes[_i]();
    parts[1] = part_of(the.snapshot, 1, 2);
    refuses_to_merge((const nrr_report *[]){parts[0], parts[1]}, 2, NRR_E_QUERY);
    free_all(parts, 2);
}
END_TEST

/* Queries that have as much of everything, and not the same. */
static void with_expiry(int which)
{
    option(NRR_QUERY_EXPIRY, which);
}

static void with_a_period(int which)
{
    ask(20, 30 + which);
}

static void with_a_reason(int which)
{
    ck_assert_int_eq(nrr_query_add_reason(the.query, NRR_REASON_HOST + which), NRR_OK);
}

static void with_a_dimension(int which)
{
    ck_assert_int_eq(nrr_query_add_dimension_integer(the.query, which), NRR_OK);
}

static void with_nothing(int which)
{
    (void)which;
}

static void (*const versions[])(int which) = {with_expiry, with_a_period, with_a_reason,
                                              with_a_dimension, with_nothing};

static void ask_version(int version, int which)
{
    ask_anew();
    ask(0, 10);
    ask(10, 20);
    versions[version](which);
}

START_TEST(what_is_as_long_is_not_yet_the_same_query)
{
    int mixes = versions[_i] == with_nothing;
    nrr_report *parts[4];
    nrr_report *merged = NULL, *all;

    a_snapshot();
    for (int which = 0; which < 2; which++) {
        ask_version(_i, which);
        for (int part = 0; part < 2; part++)
            parts[2 * which + part] = part_of(the.snapshot, part, 2);
    }
    if (!mixes)
        refuses_to_merge((const nrr_report *[]){parts[0], parts[3]}, 2, NRR_E_QUERY);
    ck_assert_int_eq(nrr_report_merge((const nrr_report *[]){parts[mixes ? 0 : 2], parts[3]}, 2,
                                      &merged),
                     NRR_OK);
    all = whole();
    assert_same_reports(merged, all);
    nrr_report_free(all);
    nrr_report_free(merged);
    free_all(parts, 4);
}
END_TEST

START_TEST(all_measures_are_all_measures_however_they_were_asked_for)
{
    nrr_report *parts[2];
    nrr_report *merged = NULL;

    a_snapshot();
    parts[0] = part_of(the.snapshot, 0, 2);
    for (nrr_measure code = NRR_MEASURE_OPENING; code <= NRR_MEASURE_REASON_LOSS; code++)
        ck_assert_int_eq(nrr_query_add_measure(the.query, code), NRR_OK);
    parts[1] = part_of(the.snapshot, 1, 2);
    ck_assert_int_eq(nrr_report_merge((const nrr_report *const *)parts, 2, &merged), NRR_OK);
    nrr_report_free(merged);
    free_all(parts, 2);
}
END_TEST

START_TEST(ledgers_without_a_common_unit_add_up)
{
    nrr_ledger *other = ledger_new();
    static const nrr_fact fact = FACT(A, MAIN, 4, NEW, 7);
    nrr_report *reports[2] = {NULL, NULL};
    nrr_report *merged = NULL, *again = NULL;

    a_snapshot();
    ck_assert_int_eq(nrr_ledger_append(other, &fact, sizeof fact, 1, NULL), NRR_OK);
    reports[0] = whole();
    ck_assert_int_eq(report_of(other, &reports[1]), NRR_OK);
    nrr_ledger_free(other);
    ck_assert_int_eq(nrr_report_merge((const nrr_report *const *)reports, 2, &merged), NRR_OK);
    ck_assert_int_eq(closing_of(merged, 0), 1132);
    refuses_to_merge((const nrr_report *[]){merged, reports[0]}, 2, NRR_E_PART);
    ck_assert_int_eq(nrr_report_merge((const nrr_report *const *)&merged, 1, &again), NRR_OK);
    assert_same_reports(again, merged);
    nrr_report_free(again);
    nrr_report_free(merged);
    free_all(reports, 2);
}
END_TEST

START_TEST(parts_that_fit_may_have_a_sum_that_does_not)
{
    static const nrr_fact first = FACT(A, MAIN, 0, NEW, INT64_MAX);
    nrr_fact second = FACT(FAR_AWAY, MAIN, 0, NEW, 1);
    nrr_report *parts[2];

    some_facts();
    fixture_again();
    for (int64_t key = CUSTOMERS + 1; key <= FAR_AWAY; key++) {
        uint32_t id;
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, key, &id), NRR_OK);
    }
    put(&first, 1);
    put(&second, 1);
    ask(0, 5);
    take_snapshot();
    parts[0] = part_of(the.snapshot, 0, 2);
    parts[1] = part_of(the.snapshot, 1, 2);
    refuses_to_merge((const nrr_report *const *)parts, 2, NRR_E_OVERFLOW);
    free_all(parts, 2);
}
END_TEST

START_TEST(a_part_without_contradictions_is_reported_by_a_strict_ledger)
{
    nrr_report *report = NULL;

    some_facts();
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_STRICT, 1), NRR_OK);
    take_snapshot();
    option(NRR_QUERY_PARTS, 2);
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, the.query, &report), NRR_E_FINDINGS);
    report = part_of(the.snapshot, 1, 2);
    ck_assert_int_eq(closing_of(report, 0), 1000);
    nrr_report_free(report);
}
END_TEST

START_TEST(several_queries_are_answered_in_one_pass_or_none_is)
{
    const nrr_query *queries[3];
    nrr_report *reports[3] = {NULL, NULL, NULL};
    nrr_report *all;
    nrr_query *none = NULL;

    a_snapshot();
    ck_assert_int_eq(nrr_query_new(NULL, &none), NRR_OK);
    queries[0] = queries[1] = queries[2] = the.query;
    ck_assert_int_eq(nrr_snapshot_reports(the.snapshot, queries, 3, reports), NRR_OK);
    all = whole();
    for (size_t i = 0; i < 3; i++)
        assert_same_reports(reports[i], all);
    nrr_report_free(all);
    free_all(reports, 3);
    memset(reports, 0, sizeof reports);
    queries[2] = none;
    ck_assert_int_eq(nrr_snapshot_reports(the.snapshot, queries, 3, reports), NRR_E_PERIODS);
    queries[2] = NULL;
    ck_assert_int_eq(nrr_snapshot_reports(the.snapshot, queries, 3, reports), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_reports(the.snapshot, NULL, 1, reports), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_reports(the.snapshot, queries, 1, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_reports(NULL, queries, 1, reports), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_reports(the.snapshot, NULL, 0, NULL), NRR_OK);
    for (size_t i = 0; i < 3; i++)
        ck_assert_ptr_null(reports[i]);
    nrr_query_free(none);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("parts of reports");
    TCase *cases = fixture_cases("parts");

    tcase_add_test(cases, parts_are_set_read_and_unset);
    tcase_add_test(cases, there_is_no_part_beyond_the_last);
    tcase_add_test(cases, parts_add_up_to_the_whole_in_any_order);
    tcase_add_test(cases, a_row_is_empty_if_it_is_in_all_parts);
    tcase_add_test(cases, reports_outlive_what_they_are_of);
    tcase_add_test(cases, a_report_of_one_is_a_copy);
    tcase_add_test(cases, merging_is_for_reports_that_are_there);
    tcase_add_test(cases, a_part_counts_once_and_belongs_to_one_division);
    tcase_add_test(cases, two_snapshots_of_a_ledger_do_not_mix);
    tcase_add_loop_test(cases, reports_that_answer_different_queries_do_not_mix, 0,
                        COUNT(changes));
    tcase_add_loop_test(cases, what_is_as_long_is_not_yet_the_same_query, 0,
                        (int)COUNT(versions));
    tcase_add_test(cases, all_measures_are_all_measures_however_they_were_asked_for);
    tcase_add_test(cases, ledgers_without_a_common_unit_add_up);
    tcase_add_test(cases, parts_that_fit_may_have_a_sum_that_does_not);
    tcase_add_test(cases, a_part_without_contradictions_is_reported_by_a_strict_ledger);
    tcase_add_test(cases, several_queries_are_answered_in_one_pass_or_none_is);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
