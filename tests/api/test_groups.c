/* SPDX-License-Identifier: MIT */
/* Reports by groups: their rows and the order of them, to whom movements go, what is refused. */
#include "fixture.h"

#include <string.h>

/* Dimensions and values, interned in this order, which is not that of the keys. */
enum { SEGMENT = 1, REGION, DIMENSIONS = 2 };
enum { LARGE = 1, SMALL, TEN, MINUS, EMPTY, VALUES = 5 };

static const struct {
    const char *bytes; /* NULL: an integer */
    int64_t integer;
} values[VALUES] = {{"large", 0}, {"small", 0}, {NULL, 10}, {NULL, -10}, {"", 0}};

#define ON(who, when, what, is, ...)                                                               \
    {                                                                                              \
        .customer = (who), .time = (when), .dimension = (what), .value = (is), __VA_ARGS__         \
    }
#define OF_LINE(which) .line = (which), .flags = NRR_ASSIGNMENT_LINE
#define NO_LINE        .flags = 0

static void begin(void)
{
    uint32_t id;
    size_t i;

    fixture_begin();
    ck_assert_int_eq(nrr_ledger_key(the.ledger, NRR_KEY_DIMENSION, "segment", 7, &id), NRR_OK);
    ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_DIMENSION, 7, &id), NRR_OK);
    for (i = 0; i < VALUES; i++) {
        nrr_status status =
            values[i].bytes == NULL
                ? nrr_ledger_key_integer(the.ledger, NRR_KEY_VALUE, values[i].integer, &id)
                : nrr_ledger_key(the.ledger, NRR_KEY_VALUE, values[i].bytes,
                                 strlen(values[i].bytes), &id);
        ck_assert_int_eq(status, NRR_OK);
        ck_assert_uint_eq(id, i + 1);
    }
}

static TCase *group_cases(const char *name)
{
    TCase *cases = tcase_create(name);

    tcase_add_checked_fixture(cases, begin, fixture_end);
    return cases;
}

static void assign(const nrr_assignment *assignments, size_t count)
{
    ck_assert_int_eq(nrr_ledger_assign(the.ledger, assignments, sizeof *assignments, count, NULL),
                     NRR_OK);
}
#define ASSIGN(assignments) assign((assignments), COUNT(assignments))

static void by_segment(void)
{
    ck_assert_int_eq(nrr_query_add_dimension(the.query, "segment", 7), NRR_OK);
}

static void by_region(void)
{
    ck_assert_int_eq(nrr_query_add_dimension_integer(the.query, 7), NRR_OK);
}

/* The report of the ledger as it is. */
static void make(void)
{
    nrr_report_free(the.report);
    nrr_snapshot_free(the.snapshot);
    the.report = NULL;
    the.snapshot = NULL;
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &the.snapshot), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, the.query, &the.report), NRR_OK);
    ck_assert_int_eq(nrr_report_check(the.report, NULL), NRR_OK);
}

static size_t groups(void)
{
    size_t count = 0, rows = 0, asked = 99;

    ck_assert_int_eq(nrr_report_groups(the.report, &count), NRR_OK);
    ck_assert_int_eq(nrr_report_count(the.report, &rows), NRR_OK);
    ck_assert_uint_eq(rows % count, 0);
    ck_assert_int_eq(nrr_snapshot_groups(the.snapshot, the.query, &asked), NRR_OK);
    ck_assert_uint_eq(asked, count);
    return count;
}

/* A row is of the units with a value in a dimension. */
static void assert_value(size_t row, size_t dimension, uint32_t value)
{
    nrr_group_kind kind = 0;
    nrr_key key;

    memset(&key, 1, sizeof key);
    ck_assert_int_eq(nrr_report_group(the.report, row, dimension, &kind, &key), NRR_OK);
    ck_assert_int_eq(kind, NRR_GROUP_VALUE);
    ck_assert_uint_eq(key.reserved, 0);
    ck_assert_int_eq(key.integer, values[value - 1].integer);
    if (values[value - 1].bytes == NULL) {
        ck_assert_int_eq(key.type, NRR_KEY_INTEGER);
        ck_assert_ptr_null(key.bytes);
        ck_assert_uint_eq(key.length, 0);
        return;
    }
    ck_assert_int_eq(key.type, NRR_KEY_BYTES);
    ck_assert_uint_eq(key.length, strlen(values[value - 1].bytes));
    ck_assert_int_eq(memcmp(key.bytes, values[value - 1].bytes, (size_t)key.length), 0);
}

static void assert_no_value(size_t row, size_t dimension, nrr_group_kind wanted)
{
    static const nrr_key none;
    nrr_group_kind kind = 0;
    nrr_key key;

    memset(&key, 1, sizeof key);
    ck_assert_int_eq(nrr_report_group(the.report, row, dimension, &kind, &key), NRR_OK);
    ck_assert_int_eq(kind, wanted);
    ck_assert_ptr_null(key.bytes);
    ck_assert_uint_eq(key.length, none.length);
    ck_assert_int_eq(key.integer, none.integer);
    ck_assert_int_eq(key.type, none.type);
    ck_assert_uint_eq(key.reserved, 0);
}

static const nrr_fact facts[] = {
    FACT(A, MAIN, 0, NEW, 100), FACT(B, MAIN, 1, NEW, 40),         FACT(C, MAIN, 2, NEW, 7),
    FACT(D, MAIN, 3, NEW, 20),  FACT(A, MAIN, 12, EXPANSION, 5),   FACT(B, MAIN, 13, CHURN, ALL),
    FACT(E, MAIN, 14, NEW, 60), FACT(D, MAIN, 15, CONTRACTION, 4),
};

/* A customer in each of four values, one in none; the first one moves in the second period. */
static const nrr_assignment all_values[] = {
    ON(A, INT64_MIN, SEGMENT, SMALL, NO_LINE), ON(A, 15, SEGMENT, LARGE, NO_LINE),
    ON(B, 0, SEGMENT, TEN, NO_LINE),           ON(C, 0, SEGMENT, MINUS, NO_LINE),
    ON(D, 0, SEGMENT, EMPTY, NO_LINE),
};

/* ---- rows ---- */

START_TEST(groups_are_ordered_as_integers_then_bytes_then_unassigned_and_total)
{
    static const uint32_t order[] = {MINUS, TEN, EMPTY, LARGE, SMALL};
    size_t period, i;

    PUT(facts);
    ASSIGN(all_values);
    by_segment();
    ask(0, 10);
    ask(10, 20);
    make();
    ck_assert_uint_eq(groups(), 7);
    for (period = 0; period < 2; period++) {
        for (i = 0; i < COUNT(order); i++)
            assert_value(7 * period + i, 0, order[i]);
        assert_no_value(7 * period + 5, 0, NRR_GROUP_UNASSIGNED);
        assert_no_value(7 * period + 6, 0, NRR_GROUP_TOTAL);
    }
}
END_TEST

START_TEST(every_row_has_its_units_and_the_total_has_all)
{
    PUT(facts);
    ASSIGN(all_values);
    by_segment();
    ask(10, 20);
    make();
    ROW(0, IS(OPENING, 7), IS(CLOSING, 7), IS(COHORT_CLOSING, 7), IS(RETAINED, 7),
        IS(RETAINED_PATH, 7), IS(RETAINED_CAPPED, 7), IS(RETAINED_LINES, 7), IS(UNITS_OPENING, 1),
        IS(UNITS_CLOSING, 1), IS(UNITS_UNCHANGED, 1));
    ROW(1, IS(OPENING, 40), IS(CHURN, 40), IS(COHORT_CHURN, 40), IS(NET_CHURN, 40),
        IS(UNITS_OPENING, 1), IS(UNITS_CHURNED, 1));
    ROW(5, IS(CLOSING, 60), IS(NEW, 60), IS(NET_NEW, 60), IS(UNITS_NEW, 1), IS(UNITS_CLOSING, 1));
    ROW(6, IS(OPENING, 167), IS(CLOSING, 188), IS(NEW, 60), IS(NET_NEW, 60), IS(EXPANSION, 5),
        IS(COHORT_EXPANSION, 5), IS(NET_EXPANSION, 5), IS(CONTRACTION, 4),
        IS(COHORT_CONTRACTION, 4), IS(NET_CONTRACTION, 4), IS(CHURN, 40), IS(COHORT_CHURN, 40),
        IS(NET_CHURN, 40), IS(COHORT_CLOSING, 128), IS(RETAINED, 123), IS(RETAINED_PATH, 123),
        IS(RETAINED_CAPPED, 123), IS(RETAINED_LINES, 123), IS(UNITS_OPENING, 4),
        IS(UNITS_CLOSING, 4), IS(UNITS_NEW, 1), IS(UNITS_EXPANDED, 1), IS(UNITS_CONTRACTED, 1),
        IS(UNITS_CHURNED, 1), IS(UNITS_UNCHANGED, 1));
    RATE(1, NRR, 0, 40);
    RATE(4, NRR, 105, 100);
    RATE(5, NRR, 0, 0);
    RATE(6, NRR, 128, 167);
}
END_TEST

START_TEST(who_moves_to_another_group_stays_in_the_one_that_it_had_at_the_start)
{
    PUT(facts);
    ASSIGN(all_values);
    by_segment();
    ask(10, 20);
    ask(20, 30);
    make();
    ck_assert_int_eq(measure(4, NRR_MEASURE_CLOSING), 105); /* small */
    ck_assert_int_eq(measure(3, NRR_MEASURE_CLOSING), 0);   /* large */
    ck_assert_uint_eq(flags(3), NRR_ROW_EMPTY);
    ck_assert_int_eq(measure(7 + 4, NRR_MEASURE_OPENING), 0);
    ck_assert_int_eq(measure(7 + 3, NRR_MEASURE_OPENING), 105);
    ck_assert_int_eq(measure(7 + 3, NRR_MEASURE_NEW), 0);
    ck_assert_uint_eq(flags(7 + 4), NRR_ROW_EMPTY);
    ck_assert_uint_eq(flags(7 + 3), 0);
}
END_TEST

/* The customers before the last one have one value each, from one instant on, until one more is assigned. */
START_TEST(values_that_all_hold_from_one_instant_on_are_those_that_hold)
{
    static const nrr_assignment at_once[] = {ON(A, 5, SEGMENT, SMALL, NO_LINE),
                                             ON(C, 5, SEGMENT, SMALL, NO_LINE),
                                             ON(B, 5, SEGMENT, LARGE, NO_LINE),
                                             ON(B, 5, SEGMENT, LARGE, NO_LINE)};
    static const nrr_assignment later[] = {ON(C, 15, SEGMENT, LARGE, NO_LINE)};

    PUT(facts);
    ASSIGN(at_once);
    by_segment();
    ask(2, 10);
    ask(10, 20);
    ask(20, 30);
    for (int again = 0; again < 2; again++) {
        make();
        ck_assert_uint_eq(groups(), 4);
        assert_value(0, 0, LARGE);
        assert_value(1, 0, SMALL);
        ck_assert_uint_eq(flags(0), NRR_ROW_EMPTY);
        ck_assert_int_eq(measure(2, NRR_MEASURE_OPENING), 140); /* before the instant */
        ck_assert_int_eq(measure(4 + 0, NRR_MEASURE_OPENING), 40);
        ck_assert_int_eq(measure(4 + 1, NRR_MEASURE_OPENING), 107);
        ck_assert_int_eq(measure(4 + 2, NRR_MEASURE_OPENING), 20);
        ck_assert_int_eq(measure(8 + 0, NRR_MEASURE_OPENING), again == 0 ? 0 : 7);
        ck_assert_int_eq(measure(8 + 1, NRR_MEASURE_OPENING), again == 0 ? 112 : 105);
        ASSIGN(later);
    }
}
END_TEST

START_TEST(pairs_are_those_that_occur)
{
    static const nrr_assignment regions[] = {
        ON(A, 0, REGION, TEN, NO_LINE),
        ON(F, 0, REGION, TEN, NO_LINE),
        ON(B, 5, REGION, MINUS, NO_LINE),
    };

    PUT(facts);
    ASSIGN(all_values);
    ASSIGN(regions);
    by_segment();
    by_region();
    ask(10, 20);
    make();
    ck_assert_uint_eq(groups(), 10);
    assert_value(0, 0, MINUS);
    assert_no_value(0, 1, NRR_GROUP_UNASSIGNED);
    assert_value(1, 0, TEN);
    assert_value(1, 1, MINUS);
    assert_value(2, 0, TEN);
    assert_no_value(2, 1, NRR_GROUP_UNASSIGNED);
    assert_value(3, 0, EMPTY);
    assert_value(4, 0, LARGE);
    assert_value(4, 1, TEN);
    assert_value(5, 0, SMALL);
    assert_value(5, 1, TEN);
    assert_value(6, 0, SMALL);
    assert_no_value(6, 1, NRR_GROUP_UNASSIGNED);
    assert_no_value(7, 0, NRR_GROUP_UNASSIGNED);
    assert_value(7, 1, TEN);
    assert_no_value(8, 0, NRR_GROUP_UNASSIGNED);
    assert_no_value(8, 1, NRR_GROUP_UNASSIGNED);
    assert_no_value(9, 0, NRR_GROUP_TOTAL);
    assert_no_value(9, 1, NRR_GROUP_TOTAL);
    ck_assert_int_eq(measure(1, NRR_MEASURE_CHURN), 40);
    ck_assert_int_eq(measure(5, NRR_MEASURE_OPENING), 100);
    ck_assert_uint_eq(flags(6), NRR_ROW_EMPTY);
}
END_TEST

START_TEST(a_line_has_its_own_value_or_that_of_its_customer)
{
    static const nrr_fact lines[] = {FACT(A, P, 0, NEW, 10), FACT(A, Q, 0, NEW, 3),
                                     FACT(B, R, 0, NEW, 5)};
    static const nrr_assignment own[] = {
        ON(A, 0, SEGMENT, SMALL, NO_LINE),
        ON(A, 0, SEGMENT, LARGE, OF_LINE(Q)),
        ON(B, 0, SEGMENT, LARGE, OF_LINE(R)),
    };

    PUT(lines);
    ASSIGN(own);
    by_segment();
    ask(0, 10);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    make();
    ck_assert_int_eq(measure(0, NRR_MEASURE_NEW), 8);
    ck_assert_int_eq(measure(1, NRR_MEASURE_NEW), 10);
    ck_assert_int_eq(measure(2, NRR_MEASURE_NEW), 0);
    option(NRR_QUERY_UNIT, NRR_UNIT_CUSTOMER);
    make();
    ck_assert_int_eq(measure(0, NRR_MEASURE_NEW), 0);
    ck_assert_int_eq(measure(1, NRR_MEASURE_NEW), 13);
    ck_assert_int_eq(measure(2, NRR_MEASURE_NEW), 5);
}
END_TEST

START_TEST(a_dimension_that_nobody_has_a_value_of_has_unassigned_alone)
{
    PUT(facts);
    by_segment();
    by_region();
    ask(0, 10);
    make();
    ck_assert_uint_eq(groups(), 2);
    assert_no_value(0, 0, NRR_GROUP_UNASSIGNED);
    assert_no_value(0, 1, NRR_GROUP_UNASSIGNED);
    ck_assert_int_eq(measure(0, NRR_MEASURE_NEW), 167);
    ck_assert_int_eq(measure(1, NRR_MEASURE_NEW), 167);
}
END_TEST

START_TEST(without_dimensions_each_period_has_the_total_alone)
{
    nrr_group_kind kind = 77;
    nrr_key key;

    PUT(facts);
    ASSIGN(all_values);
    ask(0, 10);
    make();
    ck_assert_uint_eq(groups(), 1);
    ck_assert_int_eq(nrr_report_group(the.report, 0, 0, &kind, &key), NRR_E_DIMENSION);
    ck_assert_int_eq(kind, 77);
}
END_TEST

START_TEST(keys_of_groups_outlive_ledger_and_snapshot)
{
    PUT(facts);
    ASSIGN(all_values);
    by_segment();
    ask(0, 10);
    make();
    nrr_snapshot_free(the.snapshot);
    the.snapshot = NULL;
    nrr_ledger_free(the.ledger);
    the.ledger = NULL;
    assert_value(3, 0, LARGE);
    assert_value(0, 0, MINUS);
}
END_TEST

/* ---- over the rows ---- */

START_TEST(averages_are_of_the_totals)
{
    static const nrr_precision precision = {4, NRR_ROUND_HALF_EVEN};
    nrr_decimal of_groups, of_all;
    nrr_average average;
    nrr_report *grouped;

    PUT(facts);
    ASSIGN(all_values);
    ask(4, 12);
    ask(12, 20);
    make();
    grouped = the.report;
    the.report = NULL;
    by_segment();
    make();
    for (average = NRR_AVERAGE_CHAIN; average <= NRR_AVERAGE_WEIGHTED; average++) {
        ck_assert_int_eq(nrr_report_average(grouped, NRR_RATE_NRR, average, &precision, &of_all),
                         NRR_OK);
        ck_assert_int_eq(
            nrr_report_average(the.report, NRR_RATE_NRR, average, &precision, &of_groups), NRR_OK);
        ck_assert_int_eq(of_groups.status, NRR_RATIO_OK);
        ck_assert_int_eq(of_groups.scaled, of_all.scaled);
    }
    nrr_report_free(grouped);
}
END_TEST

/* Over all movements a group may lose more than 64 bits hold where all groups together do not. */
START_TEST(an_average_of_totals_does_not_mind_a_group_that_overflows)
{
    static const int64_t tenth = INT64_MAX / 10;
    static const nrr_precision precision = {0, NRR_ROUND_HALF_EVEN};
    const nrr_fact wild[] = {
        FACT(A, MAIN, 0, NEW, 4),
        FACT(A, MAIN, 11, EXPANSION, 9 * tenth),
        FACT(C, MAIN, 11, NEW, 9 * tenth),
        FACT(C, MAIN, 12, CONTRACTION, 8 * tenth),
        FACT(C, MAIN, 13, CHURN, ALL),
        FACT(C, MAIN, 14, REACTIVATION, 8 * tenth),
        FACT(C, MAIN, 15, CHURN, ALL),
    };
    static const nrr_assignment apart[] = {ON(C, 0, SEGMENT, LARGE, NO_LINE),
                                           ON(A, 0, SEGMENT, SMALL, NO_LINE)};
    nrr_ratio ratio;
    nrr_decimal decimal;

    PUT(wild);
    ASSIGN(apart);
    by_segment();
    ask(10, 20);
    make();
    ck_assert_int_eq(nrr_report_rate(the.report, 0, NRR_RATE_NRR_MOVEMENTS, &ratio),
                     NRR_E_OVERFLOW);
    ck_assert_int_eq(nrr_report_average(the.report, NRR_RATE_NRR_MOVEMENTS, NRR_AVERAGE_MEAN,
                                        &precision, &decimal),
                     NRR_OK);
    ck_assert_int_eq(decimal.scaled, 1 - 2 * tenth);
}
END_TEST

/* ---- contradictions ---- */

START_TEST(contradicting_values_count_where_they_are_of_the_reports_dimensions)
{
    static const nrr_assignment two[] = {ON(A, 0, SEGMENT, SMALL, NO_LINE),
                                         ON(A, 0, SEGMENT, LARGE, NO_LINE)};
    uint64_t count = 9;
    nrr_report *report = NULL;

    PUT(facts);
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

    PUT(facts);
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
    PUT(facts);
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
    PUT(facts);
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

/* --- in one pass with a query by none ------------------------------------------------------------ */

/* The report by none, in one pass with that by segment and alone, and the totals of the one by segment. */
static void assert_totals(nrr_unit unit)
{
    nrr_query *plain, *pair[2];
    nrr_report *reports[2], *alone;
    const int64_t *together, *single, *grouped;
    size_t count;

    ck_assert_int_eq(nrr_query_new(NULL, &plain), NRR_OK);
    ck_assert_int_eq(nrr_query_add_period(plain, 0, 10), NRR_OK);
    ck_assert_int_eq(nrr_query_add_period(plain, 10, 30), NRR_OK);
    ck_assert_int_eq(nrr_query_set(plain, NRR_QUERY_UNIT, unit), NRR_OK);
    ck_assert_int_eq(nrr_query_set(the.query, NRR_QUERY_UNIT, unit), NRR_OK);
    pair[0] = plain;
    pair[1] = the.query;
    ck_assert_int_eq(
        nrr_snapshot_reports(the.snapshot, (const nrr_query *const *)pair, 2, reports), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, plain, &alone), NRR_OK);
    ck_assert_int_eq(nrr_report_groups(reports[1], &count), NRR_OK);
    for (nrr_measure measure = NRR_MEASURE_OPENING; measure < NRR_MEASURE_REASON_GAIN; measure++) {
        ck_assert_int_eq(nrr_report_column(reports[0], measure, &together), NRR_OK);
        ck_assert_int_eq(nrr_report_column(alone, measure, &single), NRR_OK);
        ck_assert_int_eq(nrr_report_column(reports[1], measure, &grouped), NRR_OK);
        for (size_t period = 0; period < 2; period++) {
            ck_assert_int_eq(together[period], single[period]);
            ck_assert_int_eq(grouped[period * count + count - 1], single[period]);
        }
    }
    nrr_report_free(reports[0]);
    nrr_report_free(reports[1]);
    nrr_report_free(alone);
    nrr_query_free(plain);
}

START_TEST(a_query_by_none_beside_one_by_groups_has_the_totals)
{
    static const nrr_fact told[] = {
        FACT(A, MAIN, 1, NEW, 100), FACT(A, P, 12, NEW, 7),   FACT(A, P, 20, CHURN, ALL),
        FACT(B, MAIN, -3, NEW, 50), FACT(B, MAIN, 5, LEVEL, 20), FACT(C, MAIN, 11, NEW, 9),
        FACT(C, MAIN, 15, CHURN, 9, WHY(NON_RENEWAL)), FACT(D, MAIN, -1, OPENING, 3),
    };
    static const nrr_assignment assignments[] = {ON(A, 0, SEGMENT, LARGE, NO_LINE),
                                                 ON(A, 11, SEGMENT, SMALL, NO_LINE),
                                                 ON(B, -9, SEGMENT, SMALL, NO_LINE)};
    static const uint32_t customers[] = {A, B}, tops[] = {D, D};

    PUT(told);
    ASSIGN(assignments);
    ck_assert_int_eq(nrr_ledger_set_parents(the.ledger, customers, tops, 2, NULL), NRR_OK);
    ck_assert_int_eq(nrr_query_add_period(the.query, 0, 10), NRR_OK);
    ck_assert_int_eq(nrr_query_add_period(the.query, 10, 30), NRR_OK);
    by_segment();
    make();
    assert_totals((nrr_unit)_i);
}
END_TEST

/* The first part of two is of the first customers, and one lies far from them. */
START_TEST(a_query_by_none_is_not_the_total_of_groups_of_other_parts)
{
    enum { AWAY = 1100 };
    static const struct {
        int64_t part, parts, closing; /* of the query by none; what it has */
    } plain[] = {{0, 1, 1167}, {0, 2, 167}, {1, 2, 1000}, {1, 3, 1000}, {0, 3, 167}};
    nrr_fact far_away = FACT(AWAY, MAIN, 5, NEW, 1000);
    nrr_query *none, *queries[2];
    nrr_report *reports[2];
    const int64_t *closing;
    size_t count = 0;
    uint32_t id;

    for (int64_t key = CUSTOMERS + 1; key <= AWAY; key++)
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, key, &id), NRR_OK);
    PUT(facts);
    put(&far_away, 1);
    ASSIGN(all_values);
    by_segment();
    ask(0, 10);
    option(NRR_QUERY_PARTS, 2);
    make();
    ck_assert_int_eq(nrr_query_new(NULL, &none), NRR_OK);
    ck_assert_int_eq(nrr_query_add_period(none, 0, 10), NRR_OK);
    ck_assert_int_eq(nrr_query_set(none, NRR_QUERY_PART, plain[_i / 2].part), NRR_OK);
    ck_assert_int_eq(nrr_query_set(none, NRR_QUERY_PARTS, plain[_i / 2].parts), NRR_OK);
    queries[_i % 2] = none;
    queries[1 - _i % 2] = the.query;
    ck_assert_int_eq(
        nrr_snapshot_reports(the.snapshot, (const nrr_query *const *)queries, 2, reports), NRR_OK);
    ck_assert_int_eq(nrr_report_column(reports[_i % 2], NRR_MEASURE_CLOSING, &closing), NRR_OK);
    ck_assert_int_eq(closing[0], plain[_i / 2].closing);
    ck_assert_int_eq(nrr_report_column(reports[1 - _i % 2], NRR_MEASURE_CLOSING, &closing), NRR_OK);
    ck_assert_int_eq(nrr_report_groups(reports[1 - _i % 2], &count), NRR_OK);
    ck_assert_int_eq(closing[count - 1], 167);
    nrr_report_free(reports[0]);
    nrr_report_free(reports[1]);
    nrr_query_free(none);
}
END_TEST

/* --- sums that fill the lanes ---------------------------------------------------------------------- */

START_TEST(sums_are_right_however_often_the_lanes_are_emptied)
{
    enum { CUSTOMERS_OF_A_BLOCK = 1024, BLOCKS = 40 };
    static nrr_fact large[BLOCKS];
    const int64_t *sums;

    for (int64_t key = CUSTOMERS + 1; key <= CUSTOMERS_OF_A_BLOCK * BLOCKS; key++) {
        uint32_t id;
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, key, &id), NRR_OK);
    }
    for (uint32_t i = 0; i < BLOCKS; i++)
        large[i] = (nrr_fact){.customer = 1 + i * CUSTOMERS_OF_A_BLOCK,
                              .time = i % 20,
                              .kind = NRR_KIND_NEW,
                              .amount = (INT64_C(1) << 53) + i};
    PUT(large);
    ck_assert_int_eq(nrr_query_add_period(the.query, 0, 10), NRR_OK);
    ck_assert_int_eq(nrr_query_add_period(the.query, 10, 30), NRR_OK);
    make();
    ck_assert_int_eq(nrr_report_column(the.report, NRR_MEASURE_CLOSING, &sums), NRR_OK);
    ck_assert_int_eq(sums[0], (INT64_C(20) << 53) + 290);
    ck_assert_int_eq(sums[1], (INT64_C(40) << 53) + 780);
    ck_assert_int_eq(nrr_report_column(the.report, NRR_MEASURE_UNITS_OPENING, &sums), NRR_OK);
    ck_assert_int_eq(sums[1], 20);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("groups");
    TCase *totals = group_cases("totals");
    TCase *rows = group_cases("rows");
    TCase *over = group_cases("over_the_rows");
    TCase *findings = group_cases("contradictions");
    TCase *refusals = group_cases("refusals");

    tcase_add_test(rows, groups_are_ordered_as_integers_then_bytes_then_unassigned_and_total);
    tcase_add_test(rows, every_row_has_its_units_and_the_total_has_all);
    tcase_add_test(rows, who_moves_to_another_group_stays_in_the_one_that_it_had_at_the_start);
    tcase_add_test(rows, values_that_all_hold_from_one_instant_on_are_those_that_hold);
    tcase_add_test(rows, pairs_are_those_that_occur);
    tcase_add_test(rows, a_line_has_its_own_value_or_that_of_its_customer);
    tcase_add_test(rows, a_dimension_that_nobody_has_a_value_of_has_unassigned_alone);
    tcase_add_test(rows, without_dimensions_each_period_has_the_total_alone);
    tcase_add_test(rows, keys_of_groups_outlive_ledger_and_snapshot);
    tcase_add_loop_test(totals, a_query_by_none_beside_one_by_groups_has_the_totals,
                        NRR_UNIT_CUSTOMER, NRR_UNIT_PARENT + 1);
    tcase_add_loop_test(totals, a_query_by_none_is_not_the_total_of_groups_of_other_parts, 0, 10);
    tcase_add_test(totals, sums_are_right_however_often_the_lanes_are_emptied);
    tcase_add_test(over, averages_are_of_the_totals);
    tcase_add_test(over, an_average_of_totals_does_not_mind_a_group_that_overflows);
    tcase_add_test(findings, contradicting_values_count_where_they_are_of_the_reports_dimensions);
    tcase_add_test(findings, the_first_part_counts_contradicting_values);
    tcase_add_test(refusals, what_is_not_there_is_refused);
    tcase_add_test(refusals, more_rows_than_there_can_be_are_refused_before_memory_is_tried);
    suite_add_tcase(suite, rows);
    suite_add_tcase(suite, totals);
    suite_add_tcase(suite, over);
    suite_add_tcase(suite, findings);
    suite_add_tcase(suite, refusals);
    return nrr_test_main(suite);
}
