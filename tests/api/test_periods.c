/* SPDX-License-Identifier: MIT */
/*
 * Lists of periods: disjoint, overlapping, nested, in any order. Whatever else is asked, the row of
 * a period is what it is when it is asked for alone.
 */
#include "fixture.h"

/* Customers with one line and with two, gaps, returns, renewals, reasons, all within [0, 100). */
static const nrr_fact facts[] = {
    FACT(A, MAIN, 0, OPENING, 100),
    FACT(A, MAIN, 7, EXPANSION, 20, WHY(UPSELL)),
    FACT(A, MAIN, 19, CONTRACTION, 70, WHY(PRICE)),
    FACT(A, MAIN, 30, RENEWAL, 90, WHY(ESCALATOR)),
    FACT(A, MAIN, 42, CHURN, ALL, WHY(PAUSE)),
    FACT(A, MAIN, 55, REACTIVATION, 60, WHY(RESUME)),
    FACT(A, MAIN, 80, LEVEL, 61, HOST(0)),
    FACT(B, P, 5, NEW, 10),
    FACT(B, Q, 20, NEW, 30, WHY(CROSS_SELL)),
    FACT(B, P, 20, CHURN, ALL, WHY(MIGRATION)),
    FACT(B, Q, 33, CHURN, ALL, WHY(NON_RENEWAL)),
    FACT(B, Q, 70, NEW, 5, HOST(1)),
    FACT(B, P, 71, NEW, 6, HOST(0)),
    FACT(B, Q, 90, RENEWAL, 2, WHY(DISCOUNT)),
    FACT(C, R, 10, NEW, 1000),
    FACT(C, R, 11, CHURN, ALL),
    FACT(C, R, 50, NEW, 2000),
    FACT(C, R, 99, CONTRACTION, 1, HOST(1)),
    FACT(D, MAIN, 60, NEW, 8),
};

typedef struct span {
    int64_t start, end;
} span;

/* A query for one period, else as the one that there is. */
static nrr_query *query_alone(const nrr_query *like, span period)
{
    nrr_query *query = NULL;
    int64_t value = 0;

    ck_assert_int_eq(nrr_query_new(&the.memory.allocator, &query), NRR_OK);
    ck_assert_int_eq(nrr_query_get(like, NRR_QUERY_UNIT, &value), NRR_OK);
    ck_assert_int_eq(nrr_query_set(query, NRR_QUERY_UNIT, value), NRR_OK);
    if (nrr_query_get(like, NRR_QUERY_EXPIRY, &value) == NRR_OK)
        ck_assert_int_eq(nrr_query_set(query, NRR_QUERY_EXPIRY, value), NRR_OK);
    ck_assert_int_eq(nrr_query_add_period(query, period.start, period.end), NRR_OK);
    return query;
}

/* A row of a report is the only one of the report at hand. */
static void assert_only_row(const nrr_report *report, size_t row)
{
    const int64_t *values = NULL, *losses = NULL;
    nrr_reason reason;
    nrr_measure code;

    for (code = NRR_MEASURE_OPENING; code < NRR_MEASURE_REASON_GAIN; code++) {
        ck_assert_int_eq(nrr_report_column(report, code, &values), NRR_OK);
        if (values[row] != measure(0, code))
            ck_abort_msg("row %zu, measure %d: %lld, but alone %lld", row, (int)code,
                         (long long)values[row], (long long)measure(0, code));
    }
    for (reason = NRR_REASON_UNSPECIFIED; reason <= NRR_REASON_MIGRATION + 1; reason++) {
        nrr_reason asked = reason <= NRR_REASON_MIGRATION ? reason : NRR_REASON_HOST_SUM;

        ck_assert_int_eq(nrr_report_reason(report, NRR_MEASURE_REASON_GAIN, asked, &values),
                         NRR_OK);
        ck_assert_int_eq(nrr_report_reason(report, NRR_MEASURE_REASON_LOSS, asked, &losses),
                         NRR_OK);
        assert_gain(0, asked, values[row]);
        assert_loss(0, asked, losses[row]);
    }
}

/* Each row equals the only row of a query for its period alone. */
static void assert_rows_stand_alone(const span *spans, size_t count)
{
    nrr_query *all = the.query;
    size_t row;

    compute();
    for (row = 0; row < count; row++) {
        nrr_report *report = the.report;

        the.query = query_alone(all, spans[row]);
        ck_assert_int_eq(report_of(the.ledger, &the.report), NRR_OK);
        assert_only_row(report, row);
        nrr_report_free(the.report);
        nrr_query_free(the.query);
        the.report = report;
    }
    the.query = all;
}

static void assert_spans(const span *spans, size_t count)
{
    size_t i;

    PUT(facts);
    for (i = 0; i < count; i++)
        ask(spans[i].start, spans[i].end);
    assert_rows_stand_alone(spans, count);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    option(NRR_QUERY_EXPIRY, 12);
    assert_rows_stand_alone(spans, count);
    option(NRR_QUERY_EXPIRY, 13);
    option(NRR_QUERY_UNIT, NRR_UNIT_CUSTOMER);
    assert_rows_stand_alone(spans, count);
}

#define ASSERT_SPANS(spans) assert_spans((spans), COUNT(spans))

START_TEST(a_series_of_adjoining_periods)
{
    span spans[26];
    size_t i;

    for (i = 0; i < COUNT(spans); i++) {
        spans[i].start = (int64_t)i * 4 - 2;
        spans[i].end = (int64_t)i * 4 + 2;
    }
    ASSERT_SPANS(spans);
}
END_TEST

START_TEST(periods_with_gaps_between_them)
{
    static const span spans[] = {{-50, -10}, {1, 5},   {6, 8},    {20, 21},   {33, 42},  {43, 55},
                                 {70, 71},   {95, 99}, {99, 100}, {100, 101}, {500, 600}};

    ASSERT_SPANS(spans);
}
END_TEST

START_TEST(trailing_windows)
{
    span spans[60];
    size_t i;

    for (i = 0; i < COUNT(spans); i++) {
        spans[i].start = (int64_t)i * 2 - 30;
        spans[i].end = (int64_t)i * 2;
    }
    ASSERT_SPANS(spans);
}
END_TEST

START_TEST(one_start_and_many_ends_and_one_end_and_many_starts)
{
    span spans[40];
    size_t i;

    for (i = 0; i < COUNT(spans); i++) {
        spans[i].start = i < 20 ? 5 : (int64_t)i * 5 - 101;
        spans[i].end = i < 20 ? 6 + (int64_t)i * 5 : 99;
    }
    ASSERT_SPANS(spans);
}
END_TEST

START_TEST(a_single_tick_and_all_time)
{
    static const span spans[] = {
        {INT64_MIN, INT64_MAX},     {42, 43},        {INT64_MIN, INT64_MIN + 1},
        {INT64_MAX - 1, INT64_MAX}, {INT64_MIN, 50}, {50, INT64_MAX}};

    ASSERT_SPANS(spans);
}
END_TEST

START_TEST(periods_in_reverse)
{
    span spans[33];
    size_t i;

    for (i = 0; i < COUNT(spans); i++) {
        spans[i].start = 96 - (int64_t)i * 3;
        spans[i].end = spans[i].start + 3;
    }
    ASSERT_SPANS(spans);
}
END_TEST

START_TEST(nested_periods_each_within_the_one_before)
{
    span spans[50];
    size_t i;

    for (i = 0; i < COUNT(spans); i++) {
        spans[i].start = (int64_t)i;
        spans[i].end = 101 - (int64_t)i;
    }
    ASSERT_SPANS(spans);
}
END_TEST

START_TEST(the_same_period_again_and_again)
{
    static const span spans[] = {{10, 60}, {10, 60}, {5, 7}, {10, 60}, {5, 7}, {10, 61}, {9, 60}};

    ASSERT_SPANS(spans);
}
END_TEST

/* Small numbers that no one can foretell, the same on every run. */
static uint32_t next_number(uint32_t *state)
{
    *state = *state * UINT32_C(1664525) + UINT32_C(1013904223);
    return *state >> 16;
}

START_TEST(periods_without_any_order)
{
    uint32_t state = (uint32_t)_i;
    span spans[40];
    size_t i;

    for (i = 0; i < COUNT(spans); i++) {
        spans[i].start = (int64_t)(next_number(&state) % 110) - 5;
        spans[i].end = spans[i].start + 1 + (int64_t)(next_number(&state) % 60);
    }
    ASSERT_SPANS(spans);
}
END_TEST

START_TEST(levels_hold_from_the_first_tick_to_the_last)
{
    static const nrr_fact ends[] = {
        FACT(A, MAIN, INT64_MIN, NEW, 1), FACT(B, MAIN, INT64_MAX - 1, NEW, 10),
        FACT(C, MAIN, INT64_MAX, NEW, 100), /* in no period, since an end is exclusive */
    };

    PUT(ends);
    ask(INT64_MIN, INT64_MIN + 1);
    ask(INT64_MIN + 1, 0);
    ask(0, INT64_MAX - 1);
    ask(INT64_MAX - 1, INT64_MAX);
    ask(INT64_MIN, INT64_MAX);
    compute();
    ck_assert_int_eq(measure(0, NRR_MEASURE_NEW), 1);
    ck_assert_int_eq(measure(1, NRR_MEASURE_OPENING), 1);
    ck_assert_int_eq(measure(1, NRR_MEASURE_CLOSING), 1);
    ck_assert_int_eq(measure(2, NRR_MEASURE_CLOSING), 1);
    ck_assert_int_eq(measure(3, NRR_MEASURE_NEW), 10);
    ck_assert_int_eq(measure(3, NRR_MEASURE_CLOSING), 11);
    ck_assert_int_eq(measure(4, NRR_MEASURE_NEW), 11);
}
END_TEST

/* Gross measures add up over adjoining periods; closing and opening meet. */
START_TEST(adjoining_periods_add_up_to_the_whole)
{
    nrr_measure code;
    size_t row;

    PUT(facts);
    for (row = 0; row < 10; row++)
        ask((int64_t)row * 10, (int64_t)row * 10 + 10);
    ask(0, 100);
    compute();
    for (code = NRR_MEASURE_CARRIED_IN; code <= NRR_MEASURE_CHURN; code++) {
        int64_t sum = 0;

        for (row = 0; row < 10; row++)
            sum += measure(row, code);
        ck_assert_int_eq(sum, measure(10, code));
    }
    for (row = 1; row < 10; row++)
        ck_assert_int_eq(measure(row, NRR_MEASURE_OPENING), measure(row - 1, NRR_MEASURE_CLOSING));
}
END_TEST

/* Many periods and many movements of one unit: time that is not their product. */
START_TEST(a_daily_trailing_year_over_a_long_history)
{
    enum { DAYS = 20000, YEAR = 365 };
    static nrr_fact history[DAYS];
    static int64_t edges[DAYS + 1];
    int i;

    for (i = 0; i < DAYS; i++) {
        static const nrr_fact fact = FACT(A, MAIN, 0, LEVEL, 0);

        history[i] = fact;
        history[i].time = i;
        history[i].amount = 1 + i;
        edges[i] = i;
    }
    edges[DAYS] = DAYS;
    ck_assert_int_eq(nrr_ledger_append(the.ledger, history, sizeof *history, DAYS, NULL), NRR_OK);
    ck_assert_int_eq(nrr_query_add_edges(the.query, edges, DAYS + 1, YEAR), NRR_OK);
    ck_assert_int_eq(report_of(the.ledger, &the.report), NRR_OK);
    for (i = 0; i <= DAYS - YEAR; i += 100) {
        ck_assert_int_eq(measure((size_t)i, NRR_MEASURE_OPENING), i);
        ck_assert_int_eq(measure((size_t)i, NRR_MEASURE_CLOSING), i + YEAR);
        ck_assert_int_eq(measure((size_t)i, NRR_MEASURE_RETAINED_PATH), i);
        ck_assert_int_eq(measure((size_t)i, NRR_MEASURE_COHORT_EXPANSION), i == 0 ? 0 : YEAR);
    }
}
END_TEST

/* More periods than there are steps in the table in which their edges are looked up; and all of them within
 * one step. */
START_TEST(a_hundred_thousand_periods)
{
    enum { EDGES = 131074, APART = 1000 };
    static int64_t edges[EDGES];
    static nrr_fact steps[EDGES / APART + 1];
    static const nrr_measure codes[] = {NRR_MEASURE_OPENING, NRR_MEASURE_CLOSING,
                                        NRR_MEASURE_NET_NEW, NRR_MEASURE_NET_EXPANSION};
    const int64_t *values[COUNT(codes)];

    for (int64_t i = 0; i < EDGES; i++)
        edges[i] = i;
    edges[0] = _i == 0 ? 0 : -(INT64_C(1) << 50);
    for (size_t i = 0; i < COUNT(steps); i++) {
        static const nrr_fact fact = FACT(A, MAIN, 0, CHANGE_UP, 1);
        steps[i] = fact;
        steps[i].time = (int64_t)i * APART;
    }
    PUT(steps);
    ck_assert_int_eq(nrr_query_add_edges(the.query, edges, EDGES, 1), NRR_OK);
    for (size_t i = 0; i < COUNT(codes); i++)
        ck_assert_int_eq(nrr_query_add_measure(the.query, codes[i]), NRR_OK);
    ck_assert_int_eq(report_of(the.ledger, &the.report), NRR_OK);
    for (size_t i = 0; i < COUNT(codes); i++)
        ck_assert_int_eq(nrr_report_column(the.report, codes[i], &values[i]), NRR_OK);
    for (int64_t row = 0; row < EDGES - 1; row++) {
        int64_t opening = row == 0 ? 0 : 1 + (row - 1) / APART, closing = 1 + row / APART;
        if (values[0][row] != opening || values[1][row] != closing ||
            values[2][row] != (row == 0) || values[3][row] != (row == 0 ? 0 : closing - opening))
            ck_abort_msg("row %lld: %lld, %lld, %lld, %lld", (long long)row,
                         (long long)values[0][row], (long long)values[1][row],
                         (long long)values[2][row], (long long)values[3][row]);
    }
}
END_TEST

/* Queries in one pass have the edges of an earlier one that has theirs, if that has not far too many: here
 * the second one, of every sixth, and not the third one, of a few. The last one has an edge of its own. */
START_TEST(queries_of_many_periods_and_of_few_in_one_pass)
{
    enum { EDGES = 2000, QUERIES = 4 };
    static const int64_t apart[QUERIES] = {1, 6, 200, 6};
    static int64_t edges[EDGES];
    nrr_query *queries[QUERIES];
    nrr_report *together[QUERIES];

    PUT(facts);
    for (size_t i = 0; i < QUERIES; i++) {
        size_t count = 0;
        for (int64_t time = -900; time < 1100; time += apart[i])
            edges[count++] = time;
        if (i == QUERIES - 1)
            edges[count++] = 5000;
        ck_assert_int_eq(nrr_query_new(&the.memory.allocator, &queries[i]), NRR_OK);
        ck_assert_int_eq(nrr_query_add_edges(queries[i], edges, count, 1), NRR_OK);
    }
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &the.snapshot), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_reports(the.snapshot, (const nrr_query *const *)queries, QUERIES,
                                          together),
                     NRR_OK);
    for (size_t i = 0; i < QUERIES; i++) {
        nrr_report *alone;
        ck_assert_int_eq(nrr_snapshot_report(the.snapshot, queries[i], &alone), NRR_OK);
        assert_same_reports(together[i], alone);
        nrr_report_free(alone);
    }
    /* [-100, 100) is the fifth of the few: all that happens, and nothing is there before. */
    the.report = together[2];
    ck_assert_int_eq(measure(4, NRR_MEASURE_OPENING), 0);
    ck_assert_int_eq(measure(4, NRR_MEASURE_CLOSING), 61 + 2 + 6 + 1999 + 8);
    ck_assert_int_eq(measure(4, NRR_MEASURE_CARRIED_IN), 100);
    ck_assert_int_eq(measure(5, NRR_MEASURE_OPENING), 61 + 2 + 6 + 1999 + 8);
    for (size_t i = 0; i < QUERIES; i++) {
        if (i != 2)
            nrr_report_free(together[i]);
        nrr_query_free(queries[i]);
    }
}
END_TEST

/* What is held of a movement is held for one block of customers after the other, and there is room for one
 * more than there are: where it lies, one of an earlier block lay, of another list of periods. Nothing
 * bears on it; that nothing is read through it is for AddressSanitizer to see. */
START_TEST(a_block_of_few_movements_behind_one_of_many)
{
    enum { MANY = 40, FAR = 1 << 14 }; /* so many customers lie in several blocks */
    static const nrr_measure net[] = {NRR_MEASURE_OPENING, NRR_MEASURE_CLOSING, NRR_MEASURE_NET_NEW};
    static const int64_t few[] = {-1, 1, 2}; /* not all of them are among the others */
    nrr_fact moves[MANY], last = FACT(FAR, MAIN, 1, NEW, 5);
    int64_t edges[MANY + 1];
    nrr_query *queries[2];
    nrr_report *reports[2];
    uint32_t id = 0;

    for (int64_t key = 1; key <= FAR; key++)
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, key, &id), NRR_OK);
    ck_assert_uint_eq(id, FAR);
    for (uint32_t i = 0; i < MANY; i++) {
        moves[i] = (nrr_fact)FACT(A, MAIN, MANY / 2 + i, CHANGE_UP, 1);
        edges[i] = i;
    }
    edges[MANY] = MANY;
    ck_assert_int_eq(nrr_ledger_append(the.ledger, moves, sizeof *moves, MANY, NULL), NRR_OK);
    ck_assert_int_eq(nrr_ledger_append(the.ledger, &last, sizeof last, 1, NULL), NRR_OK);
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &the.snapshot), NRR_OK);
    for (size_t i = 0; i < 2; i++) {
        ck_assert_int_eq(nrr_query_new(&the.memory.allocator, &queries[i]), NRR_OK);
        ck_assert_int_eq(i == 0 ? nrr_query_add_edges(queries[i], few, COUNT(few), 1)
                                : nrr_query_add_edges(queries[i], edges, MANY + 1, 1),
                         NRR_OK);
        for (size_t m = 0; m < COUNT(net); m++)
            ck_assert_int_eq(nrr_query_add_measure(queries[i], net[m]), NRR_OK);
    }
    ck_assert_int_eq(
        nrr_snapshot_reports(the.snapshot, (const nrr_query *const *)queries, 2, reports), NRR_OK);
    for (size_t i = 0; i < 2; i++) {
        the.report = reports[i];
        ck_assert_int_eq(measure(1, NRR_MEASURE_NET_NEW), 5);
        ck_assert_int_eq(measure(1, NRR_MEASURE_CLOSING), 5);
        ck_assert_int_eq(i == 0 || measure(MANY / 2, NRR_MEASURE_CLOSING) == 6, 1);
        nrr_report_free(reports[i]);
        nrr_query_free(queries[i]);
    }
    the.report = NULL;
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("periods");
    TCase *lists = fixture_cases("lists"), *ends = fixture_cases("ends");

    tcase_add_test(lists, a_series_of_adjoining_periods);
    tcase_add_test(lists, periods_with_gaps_between_them);
    tcase_add_test(lists, trailing_windows);
    tcase_add_test(lists, one_start_and_many_ends_and_one_end_and_many_starts);
    tcase_add_test(lists, a_single_tick_and_all_time);
    tcase_add_test(lists, periods_in_reverse);
    tcase_add_test(lists, nested_periods_each_within_the_one_before);
    tcase_add_test(lists, the_same_period_again_and_again);
    tcase_add_loop_test(lists, periods_without_any_order, 1, 11);
    tcase_add_test(ends, levels_hold_from_the_first_tick_to_the_last);
    tcase_add_test(ends, adjoining_periods_add_up_to_the_whole);
    tcase_add_test(ends, a_daily_trailing_year_over_a_long_history);
    tcase_add_loop_test(ends, a_hundred_thousand_periods, 0, 2);
    tcase_add_test(ends, queries_of_many_periods_and_of_few_in_one_pass);
    tcase_add_test(ends, a_block_of_few_movements_behind_one_of_many);
    suite_add_tcase(suite, lists);
    suite_add_tcase(suite, ends);
    return nrr_test_main(suite);
}
