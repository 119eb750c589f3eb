/* SPDX-License-Identifier: MIT */
/* Reports by groups: values that contradict each other, and what is refused. */
#include "groups.h"

#include <string.h>

/* ---- contradictions ---- */

START_TEST(contradicting_values_count_where_they_are_of_the_reports_dimensions)
{
    static const nrr_assignment two[] = {ON(A, 0, SEGMENT, SMALL, NO_LINE),
                                         ON(A, 0, SEGMENT, LARGE, NO_LINE)};
    uint64_t count = 9;
    nrr_report *report = NULL;

    PUT(group_facts);
    ASSIGN(two);
    ask(10, 20);
    make();
    ck_assert_int_eq(nrr_report_findings(the.report, &count), NRR_OK);
    ck_assert_uint_eq(count, 0);
    by_region();
    make();
    ck_assert_int_eq(nrr_report_findings(the.report, &count), NRR_OK);
    ck_assert_uint_eq(count, 0);
    by_segment();
    make();
    ck_assert_int_eq(nrr_report_findings(the.report, &count), NRR_OK);
    ck_assert_uint_eq(count, 1);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_STRICT, 1), NRR_OK);
    ck_assert_int_eq(report_of(the.ledger, &report), NRR_E_FINDINGS);
    ck_assert_ptr_null(report);
}
END_TEST

START_TEST(the_first_part_counts_contradicting_values)
{
    static const nrr_assignment two[] = {ON(A, 0, SEGMENT, SMALL, NO_LINE),
                                         ON(A, 0, SEGMENT, LARGE, NO_LINE)};
    uint64_t count = 9;

    PUT(group_facts);
    ASSIGN(two);
    ask(10, 20);
    by_segment();
    by_region();
    option(NRR_QUERY_PARTS, 2);
    make();
    ck_assert_int_eq(nrr_report_findings(the.report, &count), NRR_OK);
    ck_assert_uint_eq(count, 1);
    option(NRR_QUERY_PART, 1);
    make();
    ck_assert_int_eq(nrr_report_findings(the.report, &count), NRR_OK);
    ck_assert_uint_eq(count, 0);
}
END_TEST

/* ---- refusals ---- */

START_TEST(what_is_not_there_is_refused)
{
    size_t count = 77;
    nrr_group_kind kind = 77;
    nrr_key key;

    memset(&key, 5, sizeof key);
    PUT(group_facts);
    ASSIGN(all_values);
    by_segment();
    ask(0, 10);
    make();
    ck_assert_int_eq(nrr_report_groups(NULL, &count), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_groups(the.report, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_groups(NULL, the.query, &count), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_groups(the.snapshot, NULL, &count), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_groups(the.snapshot, the.query, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_group(NULL, 0, 0, &kind, &key), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_group(the.report, 0, 0, NULL, &key), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_group(the.report, 0, 0, &kind, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_group(the.report, 7, 0, &kind, &key), NRR_E_ROW);
    ck_assert_int_eq(nrr_report_group(the.report, 6, 1, &kind, &key), NRR_E_DIMENSION);
    ck_assert_uint_eq(count, 77);
    ck_assert_int_eq(kind, 77);
    ck_assert_int_eq(key.type, 0x05050505);
}
END_TEST

/* Of 40,000 values by 60,000 periods: more rows than can be numbered. */
START_TEST(more_rows_than_there_can_be_are_refused_before_memory_is_tried)
{
    enum { MANY = 40000, EDGES = 60001 };
    static nrr_assignment many[MANY];
    static int64_t edges[EDGES];
    nrr_report *report = NULL;
    size_t count = 0, before, i;

    for (i = 0; i < MANY; i++) {
        many[i].customer = A;
        many[i].time = (int64_t)i;
        many[i].dimension = SEGMENT;
        ck_assert(nrr_ledger_key_integer(the.ledger, NRR_KEY_VALUE, 1000 + (int64_t)i,
                                         &many[i].value) == NRR_OK);
    }
    for (i = 0; i < EDGES; i++)
        edges[i] = (int64_t)i;
    PUT(group_facts);
    ASSIGN(many);
    by_segment();
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &the.snapshot), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_groups(the.snapshot, the.query, &count), NRR_OK);
    ck_assert_uint_eq(count, MANY + 2);
    ck_assert_int_eq(nrr_query_add_edges(the.query, edges, EDGES, 1), NRR_OK);
    before = the.memory.live_bytes;
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, the.query, &report), NRR_E_TOO_MANY);
    ck_assert_ptr_null(report);
    ck_assert_uint_eq(the.memory.live_bytes, before);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("groups refused");
    TCase *findings = group_cases("contradictions");
    TCase *refusals = group_cases("refusals");

    tcase_add_test(findings, contradicting_values_count_where_they_are_of_the_reports_dimensions);
    tcase_add_test(findings, the_first_part_counts_contradicting_values);
    tcase_add_test(refusals, what_is_not_there_is_refused);
    tcase_add_test(refusals, more_rows_than_there_can_be_are_refused_before_memory_is_tried);
    suite_add_tcase(suite, findings);
    suite_add_tcase(suite, refusals);
    return nrr_test_main(suite);
}
