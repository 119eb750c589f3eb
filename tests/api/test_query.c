/* SPDX-License-Identifier: MIT */
/* The query: periods, options, and which measures a report has. */
#include "fixture.h"

#include <string.h>

enum { UNTOUCHED = 4711 };

/* Something of everything in [0, 100), and facts before and behind. */
static const nrr_fact facts[] = {
    FACT(A, MAIN, -5, OPENING, 100),
    FACT(B, P, -4, NEW, 200),
    FACT(B, Q, -3, NEW, 30),
    FACT(C, MAIN, -2, NEW, 50),
    FACT(A, MAIN, 10, EXPANSION, 20, WHY(PRICE)),
    FACT(B, P, 20, RENEWAL, 180, WHY(ESCALATOR)),
    FACT(C, MAIN, 30, CHURN, 50, WHY(NON_RENEWAL)),
    FACT(C, MAIN, 40, REACTIVATION, 60, WHY(WIN_BACK)),
    FACT(D, MAIN, 50, NEW, 70, HOST(1)),
    FACT(D, MAIN, 60, CHURN, ALL, HOST(1)),
    FACT(E, MAIN, 61, NEW, 5, HOST(2)),
    FACT(F, MAIN, 62, OPENING, 11),
    FACT(B, Q, 70, CONTRACTION, 10, HOST(1)),
    FACT(A, MAIN, 80, EXPANSION, 7, HOST(2)),
    FACT(A, MAIN, 100, CHURN, ALL),
};

static size_t row_count(const nrr_report *report)
{
    size_t count = 0;

    ck_assert_int_eq(nrr_report_count(report, &count), NRR_OK);
    return count;
}

static void assert_period(size_t row, int64_t start, int64_t end)
{
    int64_t found_start = 0, found_end = 0;

    ck_assert_int_eq(nrr_report_period(the.report, row, &found_start, &found_end), NRR_OK);
    ck_assert_int_eq(found_start, start);
    ck_assert_int_eq(found_end, end);
}

START_TEST(a_query_needs_a_place_and_no_allocator)
{
    nrr_query *query = NULL;

    ck_assert_int_eq(nrr_query_new(&the.memory.allocator, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_query_new(NULL, &query), NRR_OK);
    ck_assert_int_eq(nrr_query_add_period(query, 0, 1), NRR_OK);
    ck_assert_int_eq(nrr_query_add_reason(query, NRR_REASON_HOST), NRR_OK);
    nrr_query_free(query);
    nrr_query_free(NULL);
}
END_TEST

START_TEST(every_function_asks_for_its_query)
{
    static const int64_t ticks[] = {0, 1};
    int64_t value = UNTOUCHED;

    ck_assert_int_eq(nrr_query_set(NULL, NRR_QUERY_UNIT, NRR_UNIT_LINE), NRR_E_NULL);
    ck_assert_int_eq(nrr_query_unset(NULL, NRR_QUERY_UNIT), NRR_E_NULL);
    ck_assert_int_eq(nrr_query_get(NULL, NRR_QUERY_UNIT, &value), NRR_E_NULL);
    ck_assert_int_eq(nrr_query_get(the.query, NRR_QUERY_UNIT, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_query_add_period(NULL, 0, 1), NRR_E_NULL);
    ck_assert_int_eq(nrr_query_add_periods(NULL, ticks, ticks + 1, 1), NRR_E_NULL);
    ck_assert_int_eq(nrr_query_add_periods(the.query, NULL, ticks + 1, 1), NRR_E_NULL);
    ck_assert_int_eq(nrr_query_add_periods(the.query, ticks, NULL, 1), NRR_E_NULL);
    ck_assert_int_eq(nrr_query_add_edges(NULL, ticks, 2, 1), NRR_E_NULL);
    ck_assert_int_eq(nrr_query_add_edges(the.query, NULL, 2, 1), NRR_E_NULL);
    ck_assert_int_eq(nrr_query_add_edges(the.query, NULL, 0, 1), NRR_E_NULL);
    ck_assert_int_eq(nrr_query_add_measure(NULL, NRR_MEASURE_NEW), NRR_E_NULL);
    ck_assert_int_eq(nrr_query_add_rate(NULL, NRR_RATE_GRR), NRR_E_NULL);
    ck_assert_int_eq(nrr_query_add_reason(NULL, NRR_REASON_HOST), NRR_E_NULL);
    ck_assert_int_eq(value, UNTOUCHED);
    refuses(NRR_E_PERIODS);
}
END_TEST

START_TEST(options_have_defaults_and_go_back_to_them)
{
    int64_t value = UNTOUCHED;

    ck_assert_int_eq(nrr_query_get(the.query, NRR_QUERY_EXPIRY, &value), NRR_E_UNSET);
    ck_assert_int_eq(value, UNTOUCHED);
    ck_assert_int_eq(nrr_query_get(the.query, NRR_QUERY_UNIT, &value), NRR_OK);
    ck_assert_int_eq(value, NRR_UNIT_CUSTOMER);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    option(NRR_QUERY_EXPIRY, INT64_MAX);
    ck_assert_int_eq(nrr_query_get(the.query, NRR_QUERY_UNIT, &value), NRR_OK);
    ck_assert_int_eq(value, NRR_UNIT_LINE);
    ck_assert_int_eq(nrr_query_get(the.query, NRR_QUERY_EXPIRY, &value), NRR_OK);
    ck_assert_int_eq(value, INT64_MAX);
    ck_assert_int_eq(nrr_query_unset(the.query, NRR_QUERY_UNIT), NRR_OK);
    ck_assert_int_eq(nrr_query_unset(the.query, NRR_QUERY_EXPIRY), NRR_OK);
    ck_assert_int_eq(nrr_query_get(the.query, NRR_QUERY_UNIT, &value), NRR_OK);
    ck_assert_int_eq(value, NRR_UNIT_CUSTOMER);
    ck_assert_int_eq(nrr_query_get(the.query, NRR_QUERY_EXPIRY, &value), NRR_E_UNSET);
}
END_TEST

START_TEST(an_option_that_is_not_there_is_refused)
{
    static const nrr_query_option unknown[] = {INT32_MIN, -1, 0, NRR_QUERY_PART + 1, INT32_MAX};
    int64_t value = UNTOUCHED;

    ck_assert_int_eq(nrr_query_set(the.query, unknown[_i], 1), NRR_E_OPTION);
    ck_assert_int_eq(nrr_query_unset(the.query, unknown[_i]), NRR_E_OPTION);
    ck_assert_int_eq(nrr_query_get(the.query, unknown[_i], &value), NRR_E_OPTION);
    ck_assert_int_eq(value, UNTOUCHED);
}
END_TEST

START_TEST(a_value_outside_of_its_option_is_refused)
{
    static const int64_t units[] = {
        INT64_MIN, -1, 0, NRR_UNIT_PARENT + 1, (INT64_C(1) << 32) + NRR_UNIT_LINE, INT64_MAX};
    int64_t value = UNTOUCHED;
    size_t i;

    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    for (i = 0; i < COUNT(units); i++)
        ck_assert_int_eq(nrr_query_set(the.query, NRR_QUERY_UNIT, units[i]), NRR_E_OPTION_VALUE);
    ck_assert_int_eq(nrr_query_get(the.query, NRR_QUERY_UNIT, &value), NRR_OK);
    ck_assert_int_eq(value, NRR_UNIT_LINE);
    ck_assert_int_eq(nrr_query_set(the.query, NRR_QUERY_EXPIRY, -1), NRR_E_OPTION_VALUE);
    ck_assert_int_eq(nrr_query_set(the.query, NRR_QUERY_EXPIRY, INT64_MIN), NRR_E_OPTION_VALUE);
    ck_assert_int_eq(nrr_query_get(the.query, NRR_QUERY_EXPIRY, &value), NRR_E_UNSET);
    option(NRR_QUERY_EXPIRY, 0);
}
END_TEST

START_TEST(a_query_without_a_period_makes_no_report)
{
    PUT(facts);
    refuses(NRR_E_PERIODS);
    ck_assert_int_eq(nrr_query_add_periods(the.query, NULL, NULL, 0), NRR_OK);
    refuses(NRR_E_PERIODS);
}
END_TEST

START_TEST(a_report_needs_a_snapshot_a_query_and_a_place)
{
    nrr_report *report = NULL;

    ask(0, 1);
    compute();
    ck_assert_int_eq(nrr_snapshot_report(NULL, the.query, &report), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, NULL, &report), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, the.query, NULL), NRR_E_NULL);
    ck_assert_ptr_null(report);
}
END_TEST

START_TEST(an_empty_or_reversed_period_is_refused_and_none_of_its_list_is_added)
{
    static const int64_t starts[] = {0, 5, 10},
                         ends[][3] = {{5, 5, 12}, {5, 4, 12}, {5, 10, 10}, {INT64_MIN, 10, 12}};

    ck_assert_int_eq(nrr_query_add_periods(the.query, starts, ends[_i], 3), NRR_E_PERIOD);
    ck_assert_int_eq(nrr_query_add_period(the.query, 7, 7), NRR_E_PERIOD);
    ck_assert_int_eq(nrr_query_add_period(the.query, 7, 6), NRR_E_PERIOD);
    ck_assert_int_eq(nrr_query_add_period(the.query, INT64_MAX, INT64_MIN), NRR_E_PERIOD);
    refuses(NRR_E_PERIODS);
}
END_TEST

START_TEST(more_periods_than_can_be_numbered_are_refused_unread)
{
    static const int64_t ticks[] = {0, 1, 2};
    size_t most = INT32_MAX;

    ask(0, 1);
    ask(5, 6);
    ck_assert_int_eq(nrr_query_add_periods(the.query, ticks, ticks + 1, most - 1), NRR_E_TOO_MANY);
    ck_assert_int_eq(nrr_query_add_periods(the.query, ticks, ticks + 1, SIZE_MAX), NRR_E_TOO_MANY);
    ck_assert_int_eq(nrr_query_add_edges(the.query, ticks, most, 1), NRR_E_TOO_MANY);
    ck_assert_int_eq(nrr_query_add_edges(the.query, ticks, SIZE_MAX, 1), NRR_E_TOO_MANY);
    compute();
    ck_assert_uint_eq(row_count(the.report), 2);
}
END_TEST

START_TEST(rows_come_in_the_order_of_the_query)
{
    static const int64_t starts[] = {50, 0, 20}, ends[] = {60, 100, 30};

    PUT(facts);
    ask(70, 80);
    ck_assert_int_eq(nrr_query_add_periods(the.query, starts, ends, 3), NRR_OK);
    ask(INT64_MIN, INT64_MAX);
    compute();
    ck_assert_uint_eq(row_count(the.report), 5);
    assert_period(0, 70, 80);
    assert_period(1, 50, 60);
    assert_period(2, 0, 100);
    assert_period(3, 20, 30);
    assert_period(4, INT64_MIN, INT64_MAX);
    ck_assert_int_eq(measure(0, NRR_MEASURE_CONTRACTION), 10);
    ck_assert_int_eq(measure(1, NRR_MEASURE_NEW), 70);
    ck_assert_int_eq(measure(2, NRR_MEASURE_OPENING), 380);
    ck_assert_int_eq(measure(3, NRR_MEASURE_CONTRACTION), 20);
    ck_assert_int_eq(measure(4, NRR_MEASURE_OPENING), 0);
}
END_TEST

START_TEST(edges_make_windows_that_end_with_each_edge)
{
    static const int64_t edges[] = {0, 10, 30, 60, 100};
    size_t window = (size_t)_i, row;

    PUT(facts);
    ck_assert_int_eq(nrr_query_add_edges(the.query, edges, COUNT(edges), window), NRR_OK);
    compute();
    ck_assert_uint_eq(row_count(the.report), COUNT(edges) - window);
    for (row = 0; row < COUNT(edges) - window; row++)
        assert_period(row, edges[row], edges[row + window]);
}
END_TEST

START_TEST(thirty_seven_monthly_edges_make_twenty_five_trailing_years)
{
    int64_t edges[37];
    size_t i;

    for (i = 0; i < COUNT(edges); i++)
        edges[i] = (int64_t)i * 30;
    ck_assert_int_eq(nrr_query_add_edges(the.query, edges, COUNT(edges), 12), NRR_OK);
    compute();
    ck_assert_uint_eq(row_count(the.report), 25);
    assert_period(0, 0, 360);
    assert_period(24, 720, 1080);
}
END_TEST

START_TEST(a_window_of_no_step_or_of_more_than_there_are_is_refused)
{
    static const int64_t edges[] = {0, 10, 30};
    static const size_t windows[] = {0, 3, 4, SIZE_MAX};

    ck_assert_int_eq(nrr_query_add_edges(the.query, edges, 3, windows[_i]), NRR_E_WINDOW);
    ck_assert_int_eq(nrr_query_add_edges(the.query, edges, 1, 1), NRR_E_WINDOW);
    ck_assert_int_eq(nrr_query_add_edges(the.query, edges, 0, 1), NRR_E_WINDOW);
    refuses(NRR_E_PERIODS);
}
END_TEST

START_TEST(edges_that_do_not_ascend_are_refused_and_none_is_added)
{
    static const int64_t bad[][4] = {{0, 0, 1, 2},
                                     {0, 1, 1, 2},
                                     {0, 1, 2, 2},
                                     {3, 1, 4, 5},
                                     {INT64_MIN, 0, INT64_MAX, INT64_MIN}};

    ck_assert_int_eq(nrr_query_add_edges(the.query, bad[_i], 4, 1), NRR_E_EDGES);
    ck_assert_int_eq(nrr_query_add_edges(the.query, bad[_i], 4, 3), NRR_E_EDGES);
    refuses(NRR_E_PERIODS);
}
END_TEST

START_TEST(a_measure_a_rate_or_a_reason_that_is_not_there_is_refused)
{
    static const nrr_measure measures[] = {INT32_MIN, -1,       0, NRR_MEASURE_REASON_LOSS + 1,
                                           64,        INT32_MAX};
    static const nrr_rate rates[] = {INT32_MIN, -1, 0, NRR_RATE_ARPA + 1, 64, INT32_MAX};
    static const nrr_reason reasons[] = {
        INT32_MIN, -1, NRR_REASON_PRICE, NRR_REASON_HOST - 1, NRR_REASON_HOST_LAST + 1, INT32_MAX};

    ck_assert_int_eq(nrr_query_add_measure(the.query, measures[_i]), NRR_E_MEASURE);
    ck_assert_int_eq(nrr_query_add_rate(the.query, rates[_i]), NRR_E_RATE);
    ck_assert_int_eq(nrr_query_add_reason(the.query, reasons[_i]), NRR_E_REASON);
    /* A refusal does not replace "all measures". */
    ask(0, 100);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_OPENING), 0);
}
END_TEST

/* A report that has all. */
static nrr_report *full_report(void)
{
    nrr_query *query = the.query;
    nrr_report *report = NULL;

    ck_assert_int_eq(nrr_query_new(&the.memory.allocator, &the.query), NRR_OK);
    ask(0, 100);
    ask(30, 65);
    ck_assert_int_eq(report_of(the.ledger, &report), NRR_OK);
    nrr_query_free(the.query);
    the.query = query;
    return report;
}

static nrr_status column(const nrr_report *report, nrr_measure code, const int64_t **values)
{
    if (code < NRR_MEASURE_REASON_GAIN)
        return nrr_report_column(report, code, values);
    return nrr_report_reason(report, code, NRR_REASON_PRICE, values);
}

/* The report has the measures of the set, with the values of the full report, and no other. */
static void assert_has(const nrr_report *full, uint64_t measures)
{
    nrr_measure code;

    for (code = NRR_MEASURE_OPENING; code <= NRR_MEASURE_REASON_LOSS; code++) {
        const int64_t *values = NULL, *wanted = NULL;
        nrr_status status = column(the.report, code, &values);

        ck_assert_int_eq(column(full, code, &wanted), NRR_OK);
        if ((measures >> code & 1) == 0) {
            ck_assert_int_eq(status, NRR_E_NOT_ASKED);
            ck_assert_ptr_null(values);
        } else {
            ck_assert_int_eq(status, NRR_OK);
            ck_assert_mem_eq(values, wanted, 2 * sizeof *values);
        }
    }
}

START_TEST(a_measure_that_is_asked_for_comes_alone)
{
    nrr_report *full;

    PUT(facts);
    full = full_report();
    ask(0, 100);
    ask(30, 65);
    ck_assert_int_eq(nrr_query_add_measure(the.query, _i), NRR_OK);
    ck_assert_int_eq(nrr_query_add_measure(the.query, _i), NRR_OK);
    compute();
    assert_has(full, UINT64_C(1) << _i);
    /* A second one comes beside it. */
    ck_assert_int_eq(nrr_query_add_measure(the.query, NRR_MEASURE_RETAINED), NRR_OK);
    compute();
    assert_has(full, UINT64_C(1) << _i | UINT64_C(1) << NRR_MEASURE_RETAINED);
    nrr_report_free(full);
}
END_TEST

START_TEST(a_rate_that_is_asked_for_comes_with_its_measures)
{
    nrr_report *full;
    nrr_rate rate;
    size_t row;
    int others = 0;

    PUT(facts);
    full = full_report();
    ask(0, 100);
    ask(30, 65);
    ck_assert_int_eq(nrr_query_add_rate(the.query, _i), NRR_OK);
    compute();
    for (rate = NRR_RATE_NRR; rate <= NRR_RATE_ARPA; rate++)
        for (row = 0; row < 2; row++) {
            nrr_ratio found, wanted;
            nrr_status status = nrr_report_rate(the.report, row, rate, &found);

            ck_assert_int_eq(nrr_report_rate(full, row, rate, &wanted), NRR_OK);
            if (status == NRR_OK)
                ck_assert_mem_eq(&found, &wanted, sizeof found);
            else
                ck_assert_int_eq(status, NRR_E_NOT_ASKED);
            ck_assert(status == NRR_OK || rate != _i);
            others += status != NRR_OK;
        }
    ck_assert_int_gt(others, 2 * 12); /* most rates need something else */
    nrr_report_free(full);
}
END_TEST

START_TEST(a_host_code_that_is_named_has_a_column_beside_the_sum)
{
    const int64_t *values = NULL;

    PUT(facts);
    ask(0, 100);
    ck_assert_int_eq(nrr_query_add_reason(the.query, NRR_REASON_HOST + 2), NRR_OK);
    ck_assert_int_eq(nrr_query_add_reason(the.query, NRR_REASON_HOST_LAST), NRR_OK);
    ck_assert_int_eq(nrr_query_add_reason(the.query, NRR_REASON_HOST + 2), NRR_OK);
    compute();
    assert_gain(0, NRR_REASON_HOST + 2, 7); /* E's 5 are not of the cohort */
    assert_loss(0, NRR_REASON_HOST + 2, 0);
    assert_gain(0, NRR_REASON_HOST_LAST, 0);
    assert_gain(0, NRR_REASON_HOST_SUM, 7);
    assert_loss(0, NRR_REASON_HOST_SUM, 10);
    ck_assert_int_eq(
        nrr_report_reason(the.report, NRR_MEASURE_REASON_LOSS, NRR_REASON_HOST + 1, &values),
        NRR_E_NOT_ASKED);
    ck_assert_ptr_null(values);
    ck_assert_int_eq(nrr_query_add_reason(the.query, NRR_REASON_HOST + 1), NRR_OK);
    compute();
    assert_loss(0, NRR_REASON_HOST + 1, 10);
    assert_gain(0, NRR_REASON_HOST + 1, 0);
    assert_gain(0, NRR_REASON_HOST + 2, 7);
}
END_TEST

START_TEST(hundreds_of_host_codes_may_be_named_in_any_order)
{
    enum { CODES = 300 };
    static const nrr_fact moves[] = {FACT(A, MAIN, -1, NEW, 10),
                                     FACT(A, MAIN, 5, CHANGE_UP, 40, HOST(17)),
                                     FACT(A, MAIN, 6, CHANGE_DOWN, 3, HOST(CODES - 1))};
    int i;

    ask(0, 10);
    for (i = 0; i < CODES; i++) /* each once: 7 and 300 are coprime */
        ck_assert_int_eq(nrr_query_add_reason(the.query, NRR_REASON_HOST + i * 7 % CODES), NRR_OK);
    PUT(moves);
    compute();
    for (i = 0; i < CODES; i++) {
        assert_gain(0, NRR_REASON_HOST + i, i == 17 ? 40 : 0);
        assert_loss(0, NRR_REASON_HOST + i, i == CODES - 1 ? 3 : 0);
    }
}
END_TEST

START_TEST(a_named_host_code_needs_a_measure_by_reason)
{
    const int64_t *values = NULL;

    PUT(facts);
    ask(0, 100);
    ck_assert_int_eq(nrr_query_add_reason(the.query, NRR_REASON_HOST + 2), NRR_OK);
    ck_assert_int_eq(nrr_query_add_measure(the.query, NRR_MEASURE_OPENING), NRR_OK);
    compute();
    ck_assert_int_eq(
        nrr_report_reason(the.report, NRR_MEASURE_REASON_GAIN, NRR_REASON_HOST + 2, &values),
        NRR_E_NOT_ASKED);
    ck_assert_int_eq(nrr_query_add_measure(the.query, NRR_MEASURE_REASON_GAIN), NRR_OK);
    compute();
    assert_gain(0, NRR_REASON_HOST + 2, 7);
    assert_gain(0, NRR_REASON_PRICE, 20);
    ck_assert_int_eq(
        nrr_report_reason(the.report, NRR_MEASURE_REASON_LOSS, NRR_REASON_HOST + 2, &values),
        NRR_E_NOT_ASKED);
}
END_TEST

START_TEST(a_query_serves_many_reports_and_may_change_between_them)
{
    nrr_report *first = NULL, *second = NULL;
    const int64_t *closings = NULL;

    PUT(facts);
    ask(0, 100);
    ck_assert_int_eq(report_of(the.ledger, &first), NRR_OK);
    ck_assert_int_eq(report_of(the.ledger, &second), NRR_OK);
    assert_same_reports(first, second);
    ask(100, 200);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    ck_assert_int_eq(nrr_query_add_measure(the.query, NRR_MEASURE_CHURN), NRR_OK);
    ck_assert_int_eq(nrr_query_add_reason(the.query, NRR_REASON_HOST + 9), NRR_OK);
    compute();
    ck_assert_uint_eq(row_count(the.report), 2);
    ck_assert_int_eq(measure(1, NRR_MEASURE_CHURN), 127);
    assert_same_reports(first, second); /* the first report keeps what it was made with */
    ck_assert_uint_eq(row_count(first), 1);
    ck_assert_int_eq(nrr_report_column(first, NRR_MEASURE_CLOSING, &closings), NRR_OK);
    ck_assert_int_eq(closings[0], 127 + 180 + 20 + 60 + 5 + 11);
    nrr_report_free(first);
    nrr_report_free(second);
}
END_TEST

START_TEST(a_query_can_be_by_two_dimensions_and_no_more)
{
    if (_i == 0)
        ck_assert_int_eq(nrr_query_add_dimension_integer(the.query, INT64_MIN), NRR_OK);
    else
        ck_assert_int_eq(nrr_query_add_dimension(the.query, "segment", 7), NRR_OK);
    ck_assert_int_eq(nrr_query_add_dimension(the.query, "region", 6), NRR_OK);
    ck_assert_int_eq(nrr_query_add_dimension(the.query, "plan", 4), NRR_E_DIMENSIONS);
    ck_assert_int_eq(nrr_query_add_dimension_integer(the.query, 7), NRR_E_DIMENSIONS);
}
END_TEST

START_TEST(a_dimension_comes_once)
{
    ck_assert_int_eq(nrr_query_add_dimension(the.query, "7", 1), NRR_OK);
    ck_assert_int_eq(nrr_query_add_dimension(the.query, "7", 1), NRR_E_DIMENSION_TWICE);
    ck_assert_int_eq(nrr_query_add_dimension_integer(the.query, 7), NRR_OK); /* another key */
    fixture_again();
    ck_assert_int_eq(nrr_query_add_dimension_integer(the.query, -7), NRR_OK);
    ck_assert_int_eq(nrr_query_add_dimension_integer(the.query, -7), NRR_E_DIMENSION_TWICE);
    ck_assert_int_eq(nrr_query_add_dimension_integer(the.query, 7), NRR_OK);
    fixture_again();
    ck_assert_int_eq(nrr_query_add_dimension(the.query, NULL, 0), NRR_OK); /* the empty key */
    ck_assert_int_eq(nrr_query_add_dimension(the.query, "", 0), NRR_E_DIMENSION_TWICE);
    ck_assert_int_eq(nrr_query_add_dimension(the.query, "\0", 1), NRR_OK);
}
END_TEST

START_TEST(the_key_of_a_dimension_is_copied_and_as_long_as_a_key_may_be)
{
    static char bytes[NRR_KEY_LENGTH_MAX + 1];

    ck_assert_int_eq(nrr_query_add_dimension(the.query, bytes, sizeof bytes), NRR_E_KEY_LENGTH);
    ck_assert_int_eq(nrr_query_add_dimension(the.query, bytes, sizeof bytes - 1), NRR_OK);
    bytes[0] = 'a';
    ck_assert_int_eq(nrr_query_add_dimension(the.query, bytes, sizeof bytes - 1), NRR_OK);
}
END_TEST

START_TEST(a_dimension_needs_a_query_and_a_key)
{
    ck_assert_int_eq(nrr_query_add_dimension(NULL, "a", 1), NRR_E_NULL);
    ck_assert_int_eq(nrr_query_add_dimension(the.query, NULL, 1), NRR_E_NULL);
    ck_assert_int_eq(nrr_query_add_dimension_integer(NULL, 1), NRR_E_NULL);
}
END_TEST

static TCase *dimensions(void)
{
    TCase *cases = fixture_cases("dimensions");

    tcase_add_loop_test(cases, a_query_can_be_by_two_dimensions_and_no_more, 0, 2);
    tcase_add_test(cases, a_dimension_comes_once);
    tcase_add_test(cases, the_key_of_a_dimension_is_copied_and_as_long_as_a_key_may_be);
    tcase_add_test(cases, a_dimension_needs_a_query_and_a_key);
    return cases;
}

static TCase *life_and_options(void)
{
    TCase *cases = fixture_cases("life and options");

    tcase_add_test(cases, a_query_needs_a_place_and_no_allocator);
    tcase_add_test(cases, every_function_asks_for_its_query);
    tcase_add_test(cases, options_have_defaults_and_go_back_to_them);
    tcase_add_loop_test(cases, an_option_that_is_not_there_is_refused, 0, 5);
    tcase_add_test(cases, a_value_outside_of_its_option_is_refused);
    tcase_add_test(cases, a_query_without_a_period_makes_no_report);
    tcase_add_test(cases, a_report_needs_a_snapshot_a_query_and_a_place);
    tcase_add_test(cases, a_query_serves_many_reports_and_may_change_between_them);
    return cases;
}

static TCase *periods(void)
{
    TCase *cases = fixture_cases("periods");

    tcase_add_loop_test(cases, an_empty_or_reversed_period_is_refused_and_none_of_its_list_is_added,
                        0, 4);
    tcase_add_test(cases, more_periods_than_can_be_numbered_are_refused_unread);
    tcase_add_test(cases, rows_come_in_the_order_of_the_query);
    tcase_add_loop_test(cases, edges_make_windows_that_end_with_each_edge, 1, 5);
    tcase_add_test(cases, thirty_seven_monthly_edges_make_twenty_five_trailing_years);
    tcase_add_loop_test(cases, a_window_of_no_step_or_of_more_than_there_are_is_refused, 0, 4);
    tcase_add_loop_test(cases, edges_that_do_not_ascend_are_refused_and_none_is_added, 0, 5);
    return cases;
}

static TCase *measures(void)
{
    TCase *cases = fixture_cases("measures");

    tcase_add_loop_test(cases, a_measure_a_rate_or_a_reason_that_is_not_there_is_refused, 0, 6);
    tcase_add_loop_test(cases, a_measure_that_is_asked_for_comes_alone, NRR_MEASURE_OPENING,
                        NRR_MEASURE_REASON_LOSS + 1);
    tcase_add_loop_test(cases, a_rate_that_is_asked_for_comes_with_its_measures, NRR_RATE_NRR,
                        NRR_RATE_ARPA + 1);
    tcase_add_test(cases, a_host_code_that_is_named_has_a_column_beside_the_sum);
    tcase_add_test(cases, hundreds_of_host_codes_may_be_named_in_any_order);
    tcase_add_test(cases, a_named_host_code_needs_a_measure_by_reason);
    return cases;
}

int main(void)
{
    Suite *suite = suite_create("query");

    suite_add_tcase(suite, life_and_options());
    suite_add_tcase(suite, periods());
    suite_add_tcase(suite, measures());
    suite_add_tcase(suite, dimensions());
    return nrr_test_main(suite);
}
