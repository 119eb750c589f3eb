/* SPDX-License-Identifier: MIT */
/* The report: its rows, flags and columns, its check of itself, and averages. */
#include "fixture.h"

#include <string.h>

enum { UNTOUCHED = 4711 };

static const nrr_fact facts[] = {
    FACT(A, MAIN, 0, NEW, 100),        FACT(B, MAIN, 0, NEW, 50),
    FACT(A, MAIN, 12, EXPANSION, 20),  FACT(B, MAIN, 13, CHURN, ALL),
    FACT(C, MAIN, 14, OPENING, 7),     FACT(B, MAIN, 22, REACTIVATION, 30),
    FACT(A, MAIN, 23, CONTRACTION, 5), FACT(D, MAIN, 24, NEW, 9),
};

/* Three adjoining rows, and one apart. */
static void begin_rows(void)
{
    PUT(facts);
    ask(0, 10);
    ask(10, 20);
    ask(20, 30);
    ask(100, 110);
    compute();
}

START_TEST(rows_have_a_count_and_periods)
{
    size_t count = UNTOUCHED;
    int64_t start = UNTOUCHED, end = UNTOUCHED;

    begin_rows();
    ck_assert_int_eq(nrr_report_count(the.report, &count), NRR_OK);
    ck_assert_uint_eq(count, 4);
    ck_assert_int_eq(nrr_report_period(the.report, 3, &start, &end), NRR_OK);
    ck_assert_int_eq(start, 100);
    ck_assert_int_eq(end, 110);
}
END_TEST

START_TEST(periods_and_flags_come_as_columns_too)
{
    const int64_t *starts = NULL, *ends = NULL;
    const uint32_t *all_flags = NULL;
    size_t row;

    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_COVERAGE_END, 25), NRR_OK);
    begin_rows();
    ck_assert_int_eq(nrr_report_periods(the.report, &starts, &ends), NRR_OK);
    ck_assert_int_eq(nrr_report_all_flags(the.report, &all_flags), NRR_OK);
    for (row = 0; row < 4; row++) {
        static const int64_t edges[] = {0, 10, 20, 100};

        ck_assert_int_eq(starts[row], edges[row]);
        ck_assert_int_eq(ends[row], edges[row] + 10);
        ck_assert_uint_eq(all_flags[row], row < 2 ? 0 : NRR_ROW_PARTIAL);
        ck_assert_uint_eq(flags(row), all_flags[row]);
    }
}
END_TEST

START_TEST(a_row_that_is_not_there_is_refused)
{
    static const size_t rows[] = {4, 5, SIZE_MAX};
    int64_t start = UNTOUCHED, end = UNTOUCHED, value = UNTOUCHED;
    uint32_t row_flags = UNTOUCHED;

    begin_rows();
    ck_assert_int_eq(nrr_report_period(the.report, rows[_i], &start, &end), NRR_E_ROW);
    ck_assert_int_eq(nrr_report_flags(the.report, rows[_i], &row_flags), NRR_E_ROW);
    ck_assert_int_eq(nrr_report_measure(the.report, rows[_i], NRR_MEASURE_NEW, &value), NRR_E_ROW);
    ck_assert_int_eq(start, UNTOUCHED);
    ck_assert_int_eq(end, UNTOUCHED);
    ck_assert_int_eq(value, UNTOUCHED);
    ck_assert_uint_eq(row_flags, UNTOUCHED);
}
END_TEST

START_TEST(every_function_asks_for_its_report_and_its_place)
{
    size_t count = UNTOUCHED;
    int64_t value = UNTOUCHED;
    uint32_t row_flags = UNTOUCHED;
    const int64_t *values = NULL;
    const uint32_t *all_flags = NULL;

    begin_rows();
    ck_assert_int_eq(nrr_report_count(NULL, &count), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_count(the.report, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_period(NULL, 0, &value, &value), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_period(the.report, 0, NULL, &value), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_period(the.report, 0, &value, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_flags(NULL, 0, &row_flags), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_flags(the.report, 0, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_periods(NULL, &values, &values), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_periods(the.report, NULL, &values), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_periods(the.report, &values, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_all_flags(NULL, &all_flags), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_all_flags(the.report, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_measure(NULL, 0, NRR_MEASURE_NEW, &value), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_measure(the.report, 0, NRR_MEASURE_NEW, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_column(NULL, NRR_MEASURE_NEW, &values), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_column(the.report, NRR_MEASURE_NEW, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_reason(NULL, NRR_MEASURE_REASON_GAIN, 0, &values), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_reason(the.report, NRR_MEASURE_REASON_GAIN, 0, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_check(NULL, &count), NRR_E_NULL);
    nrr_report_free(NULL);
    ck_assert_uint_eq(count, UNTOUCHED);
    ck_assert_int_eq(value, UNTOUCHED);
    ck_assert_uint_eq(row_flags, UNTOUCHED);
    ck_assert_ptr_null(values);
    ck_assert_ptr_null(all_flags);
}
END_TEST

START_TEST(a_measure_that_is_not_there_or_is_by_reason_has_no_cell)
{
    static const nrr_measure unknown[] = {INT32_MIN,
                                          -1,
                                          0,
                                          NRR_MEASURE_REASON_GAIN,
                                          NRR_MEASURE_REASON_LOSS,
                                          NRR_MEASURE_REASON_LOSS + 1,
                                          63,
                                          64,
                                          INT32_MAX};
    int64_t value = UNTOUCHED;
    const int64_t *values = NULL;

    begin_rows();
    ck_assert_int_eq(nrr_report_measure(the.report, 0, unknown[_i], &value), NRR_E_MEASURE);
    ck_assert_int_eq(nrr_report_column(the.report, unknown[_i], &values), NRR_E_MEASURE);
    ck_assert_int_eq(value, UNTOUCHED);
    ck_assert_ptr_null(values);
}
END_TEST

START_TEST(a_measure_that_was_not_asked_for_has_no_cell)
{
    int64_t value = UNTOUCHED;

    ck_assert_int_eq(nrr_query_add_measure(the.query, NRR_MEASURE_NEW), NRR_OK);
    begin_rows();
    ck_assert_int_eq(nrr_report_measure(the.report, 0, NRR_MEASURE_CHURN, &value), NRR_E_NOT_ASKED);
    ck_assert_int_eq(value, UNTOUCHED);
    ck_assert_int_eq(nrr_report_measure(the.report, 0, NRR_MEASURE_NEW, &value), NRR_OK);
    ck_assert_int_eq(value, 150);
}
END_TEST

START_TEST(only_a_measure_by_reason_has_reasons)
{
    static const nrr_measure others[] = {INT32_MIN,
                                         -1,
                                         0,
                                         NRR_MEASURE_OPENING,
                                         NRR_MEASURE_RENEWALS_KEPT,
                                         NRR_MEASURE_REASON_LOSS + 1,
                                         INT32_MAX};
    const int64_t *values = NULL;

    begin_rows();
    ck_assert_int_eq(nrr_report_reason(the.report, others[_i], NRR_REASON_PRICE, &values),
                     NRR_E_MEASURE);
    ck_assert_ptr_null(values);
}
END_TEST

START_TEST(a_reason_that_is_not_there_or_was_not_named_has_no_column)
{
    static const struct {
        nrr_reason reason;
        nrr_status status;
    } reasons[] = {
        {INT32_MIN, NRR_E_REASON},
        {-1, NRR_E_REASON},
        {NRR_REASON_MIGRATION + 1, NRR_E_REASON},
        {NRR_REASON_HOST - 1, NRR_E_REASON},
        {NRR_REASON_HOST, NRR_E_NOT_ASKED},
        {NRR_REASON_HOST + 5, NRR_OK},
        {NRR_REASON_HOST_LAST, NRR_E_NOT_ASKED},
        {NRR_REASON_HOST_SUM, NRR_OK},
        {NRR_REASON_HOST_SUM + 1, NRR_E_REASON},
        {INT32_MAX, NRR_E_REASON},
    };
    const int64_t *values = NULL;
    nrr_measure code;

    ck_assert_int_eq(nrr_query_add_reason(the.query, NRR_REASON_HOST + 5), NRR_OK);
    begin_rows();
    for (code = NRR_MEASURE_REASON_GAIN; code <= NRR_MEASURE_REASON_LOSS; code++)
        ck_assert_int_eq(nrr_report_reason(the.report, code, reasons[_i].reason, &values),
                         reasons[_i].status);
    ck_assert((values != NULL) == (reasons[_i].status == NRR_OK));
}
END_TEST

START_TEST(a_column_stays_where_it_is_and_is_what_the_cells_are)
{
    nrr_measure code;
    size_t row;

    begin_rows();
    for (code = NRR_MEASURE_OPENING; code < NRR_MEASURE_REASON_GAIN; code++) {
        const int64_t *values = NULL, *again = NULL;

        ck_assert_int_eq(nrr_report_column(the.report, code, &values), NRR_OK);
        ck_assert_int_eq(nrr_report_column(the.report, code, &again), NRR_OK);
        ck_assert_ptr_eq(values, again);
        for (row = 0; row < 4; row++)
            ck_assert_int_eq(values[row], measure(row, code));
    }
}
END_TEST

START_TEST(rows_say_how_they_lie_to_the_coverage)
{
    static const struct {
        int64_t start, end;
        uint32_t flags;
    } rows[] = {
        {10, 20, 0},
        {9, 20, NRR_ROW_INCOMPLETE},
        {10, 21, NRR_ROW_PARTIAL},
        {9, 21, NRR_ROW_INCOMPLETE | NRR_ROW_PARTIAL},
        {11, 19, 0},
        {-5, -4, NRR_ROW_INCOMPLETE},
        {30, 40, NRR_ROW_PARTIAL},
        {INT64_MIN, INT64_MAX, NRR_ROW_INCOMPLETE | NRR_ROW_PARTIAL},
    };
    static const nrr_fact there[] = {FACT(A, MAIN, -100, NEW, 1)};
    size_t i;

    PUT(there);
    for (i = 0; i < COUNT(rows); i++)
        ask(rows[i].start, rows[i].end);
    compute();
    for (i = 0; i < COUNT(rows); i++)
        ck_assert_uint_eq(flags(i), 0); /* nothing declared, no flags */
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_COVERAGE_START, 10), NRR_OK);
    compute();
    for (i = 0; i < COUNT(rows); i++)
        ck_assert_uint_eq(flags(i), rows[i].flags & NRR_ROW_INCOMPLETE);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_COVERAGE_END, 20), NRR_OK);
    compute();
    for (i = 0; i < COUNT(rows); i++)
        ck_assert_uint_eq(flags(i), rows[i].flags);
    ck_assert_int_eq(nrr_ledger_unset(the.ledger, NRR_LEDGER_COVERAGE_START), NRR_OK);
    compute();
    for (i = 0; i < COUNT(rows); i++)
        ck_assert_uint_eq(flags(i), rows[i].flags & NRR_ROW_PARTIAL);
}
END_TEST

START_TEST(a_row_in_which_nothing_happened_is_empty)
{
    static const nrr_fact some[] = {
        FACT(A, MAIN, 10, NEW, 5),     FACT(A, MAIN, 15, CHURN, ALL), /* transient */
        FACT(B, MAIN, 31, NEW, 5),     FACT(B, MAIN, 31, CHURN, 5),   /* no movement */
        FACT(C, MAIN, 40, RENEWAL, 0),                                /* not due */
        FACT(D, MAIN, 50, NEW, 1),     FACT(D, MAIN, 55, CHURN, ALL),
    };
    static const uint32_t wanted[] = {NRR_ROW_EMPTY, 0, NRR_ROW_EMPTY, NRR_ROW_EMPTY,
                                      NRR_ROW_EMPTY, 0, NRR_ROW_EMPTY};
    size_t row;

    PUT(some);
    for (row = 0; row < COUNT(wanted); row++)
        ask((int64_t)row * 10, (int64_t)row * 10 + 10);
    ask(51, 52); /* somebody is there, and nothing happens */
    ask(12, 13);
    ask(53, 58);
    compute();
    for (row = 0; row < COUNT(wanted); row++)
        ck_assert_uint_eq(flags(row), wanted[row]);
    for (; row < COUNT(wanted) + 3; row++)
        ck_assert_uint_eq(flags(row), 0);
    assert_row(0, NULL, 0);
    /* The flag does not depend on what is asked for. */
    ck_assert_int_eq(nrr_query_add_measure(the.query, NRR_MEASURE_RENEWAL_DUE), NRR_OK);
    compute();
    for (row = 0; row < COUNT(wanted); row++)
        ck_assert_uint_eq(flags(row), wanted[row]);
}
END_TEST

START_TEST(the_check_counts_the_equations_that_hold)
{
    size_t checked = UNTOUCHED;

    begin_rows();
    ck_assert_int_eq(nrr_report_check(the.report, &checked), NRR_OK);
    ck_assert_uint_eq(checked, 4 * 4 + 2); /* four in each row, and two seams */
    ck_assert_int_eq(nrr_report_check(the.report, NULL), NRR_OK);
}
END_TEST

START_TEST(the_check_looks_at_what_was_asked_for)
{
    static const nrr_measure counts[] = {NRR_MEASURE_UNITS_OPENING, NRR_MEASURE_UNITS_CARRIED_IN,
                                         NRR_MEASURE_UNITS_NEW, NRR_MEASURE_UNITS_REACTIVATED,
                                         NRR_MEASURE_UNITS_CHURNED};
    size_t checked = UNTOUCHED, i;

    for (i = 0; i < COUNT(counts); i++)
        ck_assert_int_eq(nrr_query_add_measure(the.query, counts[i]), NRR_OK);
    begin_rows();
    ck_assert_int_eq(nrr_report_check(the.report, &checked), NRR_OK);
    ck_assert_uint_eq(checked, 0);
    ck_assert_int_eq(nrr_query_add_measure(the.query, NRR_MEASURE_UNITS_CLOSING), NRR_OK);
    compute();
    ck_assert_int_eq(nrr_report_check(the.report, &checked), NRR_OK);
    ck_assert_uint_eq(checked, 4);
    ck_assert_int_eq(nrr_query_add_measure(the.query, NRR_MEASURE_OPENING), NRR_OK);
    compute();
    ck_assert_int_eq(nrr_report_check(the.report, &checked), NRR_OK);
    ck_assert_uint_eq(checked, 4);
    ck_assert_int_eq(nrr_query_add_measure(the.query, NRR_MEASURE_CLOSING), NRR_OK);
    compute();
    ck_assert_int_eq(nrr_report_check(the.report, &checked), NRR_OK);
    ck_assert_uint_eq(checked, 4 + 2);
}
END_TEST

/* A pointer that forgets that the report is not ours to write. */
static int64_t *writable(nrr_measure code)
{
    const int64_t *values = NULL;
    int64_t *cells;

    ck_assert_int_eq(nrr_report_column(the.report, code, &values), NRR_OK);
    memcpy(&cells, &values, sizeof cells);
    return cells;
}

/* The measures of the identities: the check must notice each of them. */
static const nrr_measure in_identities[] = {
    NRR_MEASURE_OPENING,           NRR_MEASURE_CLOSING,
    NRR_MEASURE_CARRIED_IN,        NRR_MEASURE_NEW,
    NRR_MEASURE_REACTIVATION,      NRR_MEASURE_EXPANSION,
    NRR_MEASURE_CONTRACTION,       NRR_MEASURE_CHURN,
    NRR_MEASURE_NET_CARRIED_IN,    NRR_MEASURE_NET_NEW,
    NRR_MEASURE_NET_REACTIVATION,  NRR_MEASURE_NET_EXPANSION,
    NRR_MEASURE_NET_CONTRACTION,   NRR_MEASURE_NET_CHURN,
    NRR_MEASURE_COHORT_EXPANSION,  NRR_MEASURE_COHORT_CONTRACTION,
    NRR_MEASURE_COHORT_CHURN,      NRR_MEASURE_COHORT_REACTIVATION,
    NRR_MEASURE_COHORT_CLOSING,    NRR_MEASURE_UNITS_OPENING,
    NRR_MEASURE_UNITS_CLOSING,     NRR_MEASURE_UNITS_NEW,
    NRR_MEASURE_UNITS_REACTIVATED, NRR_MEASURE_UNITS_CARRIED_IN,
    NRR_MEASURE_UNITS_CHURNED,
};

START_TEST(the_check_fails_when_a_cell_was_overwritten)
{
    size_t row, checked = UNTOUCHED;
    int64_t *cells;

    begin_rows();
    cells = writable(in_identities[_i]);
    for (row = 0; row < 4; row++) {
        int64_t kept = cells[row];

        cells[row] += row % 2 == 0 ? 1 : -1;
        ck_assert_int_eq(nrr_report_check(the.report, &checked), NRR_E_IDENTITY);
        cells[row] = INT64_MAX;
        ck_assert_int_eq(nrr_report_check(the.report, NULL), NRR_E_IDENTITY);
        cells[row] = kept;
    }
    ck_assert_uint_eq(checked, UNTOUCHED);
    ck_assert_int_eq(nrr_report_check(the.report, &checked), NRR_OK);
}
END_TEST

/* Both sides of a seam wrong in the same way leave each row right, but for the other rows. */
START_TEST(the_check_fails_when_adjoining_rows_do_not_meet)
{
    int64_t *openings, *closings;

    ck_assert_int_eq(nrr_query_add_measure(the.query, NRR_MEASURE_OPENING), NRR_OK);
    ck_assert_int_eq(nrr_query_add_measure(the.query, NRR_MEASURE_CLOSING), NRR_OK);
    begin_rows();
    openings = writable(NRR_MEASURE_OPENING);
    closings = writable(NRR_MEASURE_CLOSING);
    openings[0]++; /* the first row adjoins none before it */
    closings[3]++;
    openings[3]++;
    closings[2]++;
    ck_assert_int_eq(nrr_report_check(the.report, NULL), NRR_OK);
    closings[1]++;
    ck_assert_int_eq(nrr_report_check(the.report, NULL), NRR_E_IDENTITY);
    closings[1]--;
    openings[1]--;
    ck_assert_int_eq(nrr_report_check(the.report, NULL), NRR_E_IDENTITY);
}
END_TEST

static const nrr_precision four_digits = {4, NRR_ROUND_HALF_EVEN};

static nrr_status average(nrr_rate rate, nrr_average which, nrr_decimal *decimal)
{
    decimal->scaled = UNTOUCHED;
    decimal->digits = UNTOUCHED;
    decimal->status = UNTOUCHED;
    return nrr_report_average(the.report, rate, which, &four_digits, decimal);
}

static void assert_average(nrr_rate rate, nrr_average which, int64_t scaled,
                           nrr_ratio_status status)
{
    nrr_decimal decimal;

    ck_assert_int_eq(average(rate, which, &decimal), NRR_OK);
    ck_assert_int_eq(decimal.status, status);
    ck_assert_int_eq(decimal.scaled, scaled);
    ck_assert_int_eq(decimal.digits, 4);
}

/* nrr over [10,20), [20,30), [30,40): 120/150, 122/127, 161/161. */
START_TEST(averages_of_a_rate_have_three_names)
{
    PUT(facts);
    ask(10, 20);
    ask(20, 30);
    ask(30, 40);
    compute();
    RATE(0, NRR, 120, 150);
    RATE(1, NRR, 122, 127);
    RATE(2, NRR, 161, 161);
    assert_average(NRR_RATE_NRR, NRR_AVERAGE_CHAIN, 7685, NRR_RATIO_OK);    /* 0.768503... */
    assert_average(NRR_RATE_NRR, NRR_AVERAGE_MEAN, 9202, NRR_RATIO_OK);     /* 0.920209... */
    assert_average(NRR_RATE_NRR, NRR_AVERAGE_WEIGHTED, 9201, NRR_RATIO_OK); /* 403/438 */
}
END_TEST

START_TEST(a_row_that_is_not_ok_leaves_the_weighted_average_alone)
{
    begin_rows(); /* nrr of the first row is undefined */
    assert_average(NRR_RATE_NRR, NRR_AVERAGE_CHAIN, 0, NRR_RATIO_UNDEFINED);
    assert_average(NRR_RATE_NRR, NRR_AVERAGE_MEAN, 0, NRR_RATIO_UNDEFINED);
    assert_average(NRR_RATE_NRR, NRR_AVERAGE_WEIGHTED, 9201, NRR_RATIO_OK);
    /* An unbounded one counts no more than an undefined one. */
    assert_average(NRR_RATE_GROWTH, NRR_AVERAGE_CHAIN, 0, NRR_RATIO_UNDEFINED);
    assert_average(NRR_RATE_GROWTH, NRR_AVERAGE_WEIGHTED, 251, NRR_RATIO_OK); /* 11/438 */
}
END_TEST

START_TEST(a_series_without_a_row_that_is_ok_has_no_average)
{
    ask(0, 10);
    ask(10, 20);
    compute();
    assert_average(NRR_RATE_GRR, NRR_AVERAGE_CHAIN, 0, NRR_RATIO_UNDEFINED);
    assert_average(NRR_RATE_GRR, NRR_AVERAGE_MEAN, 0, NRR_RATIO_UNDEFINED);
    assert_average(NRR_RATE_GRR, NRR_AVERAGE_WEIGHTED, 0, NRR_RATIO_UNDEFINED);
}
END_TEST

START_TEST(averages_of_negative_rates_are_negative)
{
    static const nrr_fact up_and_away[] = {
        FACT(A, MAIN, 0, NEW, 100),   FACT(A, MAIN, 11, LEVEL, 350), FACT(A, MAIN, 12, LEVEL, 0),
        FACT(A, MAIN, 15, LEVEL, 40), FACT(A, MAIN, 21, LEVEL, 30),
    };

    PUT(up_and_away);
    ask(10, 20); /* (100 - 350) / 100 */
    ask(20, 30); /* 30 / 40 */
    compute();
    assert_average(NRR_RATE_GRR_LOSSES, NRR_AVERAGE_CHAIN, -18750, NRR_RATIO_OK);
    assert_average(NRR_RATE_GRR_LOSSES, NRR_AVERAGE_MEAN, -8750, NRR_RATIO_OK);
    assert_average(NRR_RATE_GRR_LOSSES, NRR_AVERAGE_WEIGHTED, -15714, NRR_RATIO_OK); /* -220/140 */
}
END_TEST

START_TEST(an_average_that_cannot_be_is_refused)
{
    static const nrr_average unknown[] = {INT32_MIN, -1, 0, NRR_AVERAGE_WEIGHTED + 1, INT32_MAX};
    nrr_precision precision = four_digits;
    nrr_decimal decimal;
    size_t i;

    ck_assert_int_eq(nrr_query_add_rate(the.query, NRR_RATE_NRR), NRR_OK);
    begin_rows();
    for (i = 0; i < COUNT(unknown); i++)
        ck_assert_int_eq(average(NRR_RATE_NRR, unknown[i], &decimal), NRR_E_AVERAGE);
    ck_assert_int_eq(average(0, NRR_AVERAGE_MEAN, &decimal), NRR_E_RATE);
    ck_assert_int_eq(average(NRR_RATE_ARPA + 1, NRR_AVERAGE_MEAN, &decimal), NRR_E_RATE);
    ck_assert_int_eq(average(NRR_RATE_GRR, NRR_AVERAGE_MEAN, &decimal), NRR_E_NOT_ASKED);
    precision.digits = 19;
    ck_assert_int_eq(
        nrr_report_average(the.report, NRR_RATE_NRR, NRR_AVERAGE_MEAN, &precision, &decimal),
        NRR_E_DIGITS);
    precision.digits = 18;
    precision.rounding = 0;
    ck_assert_int_eq(
        nrr_report_average(the.report, NRR_RATE_NRR, NRR_AVERAGE_WEIGHTED, &precision, &decimal),
        NRR_E_ROUNDING);
    ck_assert_int_eq(nrr_report_average(NULL, NRR_RATE_NRR, 1, &four_digits, &decimal), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_average(the.report, NRR_RATE_NRR, 1, NULL, &decimal), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_average(the.report, NRR_RATE_NRR, 1, &four_digits, NULL),
                     NRR_E_NULL);
    ck_assert_int_eq(decimal.scaled, UNTOUCHED);
    ck_assert_int_eq(decimal.digits, UNTOUCHED);
    ck_assert_int_eq(decimal.status, UNTOUCHED);
}
END_TEST

static TCase *rows(void)
{
    TCase *cases = fixture_cases("rows");

    tcase_add_test(cases, rows_have_a_count_and_periods);
    tcase_add_test(cases, periods_and_flags_come_as_columns_too);
    tcase_add_loop_test(cases, a_row_that_is_not_there_is_refused, 0, 3);
    tcase_add_test(cases, every_function_asks_for_its_report_and_its_place);
    tcase_add_loop_test(cases, a_measure_that_is_not_there_or_is_by_reason_has_no_cell, 0, 9);
    tcase_add_test(cases, a_measure_that_was_not_asked_for_has_no_cell);
    tcase_add_loop_test(cases, only_a_measure_by_reason_has_reasons, 0, 7);
    tcase_add_loop_test(cases, a_reason_that_is_not_there_or_was_not_named_has_no_column, 0, 10);
    tcase_add_test(cases, a_column_stays_where_it_is_and_is_what_the_cells_are);
    tcase_add_test(cases, rows_say_how_they_lie_to_the_coverage);
    tcase_add_test(cases, a_row_in_which_nothing_happened_is_empty);
    return cases;
}

static TCase *checks(void)
{
    TCase *cases = fixture_cases("check");

    tcase_add_test(cases, the_check_counts_the_equations_that_hold);
    tcase_add_test(cases, the_check_looks_at_what_was_asked_for);
    tcase_add_loop_test(cases, the_check_fails_when_a_cell_was_overwritten, 0,
                        COUNT(in_identities));
    tcase_add_test(cases, the_check_fails_when_adjoining_rows_do_not_meet);
    return cases;
}

static TCase *averages(void)
{
    TCase *cases = fixture_cases("averages");

    tcase_add_test(cases, averages_of_a_rate_have_three_names);
    tcase_add_test(cases, a_row_that_is_not_ok_leaves_the_weighted_average_alone);
    tcase_add_test(cases, a_series_without_a_row_that_is_ok_has_no_average);
    tcase_add_test(cases, averages_of_negative_rates_are_negative);
    tcase_add_test(cases, an_average_that_cannot_be_is_refused);
    return cases;
}

int main(void)
{
    Suite *suite = suite_create("report");

    suite_add_tcase(suite, rows());
    suite_add_tcase(suite, checks());
    suite_add_tcase(suite, averages());
    return nrr_test_main(suite);
}
