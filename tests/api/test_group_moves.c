/* SPDX-License-Identifier: MIT */
/* Units that move from one group to another: where each of their measures is counted, of amounts that are
 * summed in 64 bits and of amounts that are not. */
#include "assignments.h"

enum { LARGE = 1, SMALL };           /* values, in the order of their keys */
enum { OF_LARGE, OF_SMALL, OF_NONE, TOTAL, GROUPS }; /* rows of a period */
enum { AWAY = 1 + 1024, AWAY_LINE = Q };  /* a customer of another block */

/* What amounts are multiplied by: with the second one, no sum of a few fits what is used for small ones. */
static const int64_t scales[] = {1, INT64_C(1) << 53};

static int64_t scale;

#define TO(who, when, is, ...) ON(who, when, SEGMENT, is, __VA_ARGS__)

static nrr_query *others[4]; /* beside the fixture's */

static void begin(void)
{
    uint32_t id;

    fixture_begin();
    ck_assert_int_eq(nrr_ledger_key(the.ledger, NRR_KEY_DIMENSION, "segment", 7, &id), NRR_OK);
    ck_assert_int_eq(nrr_ledger_key(the.ledger, NRR_KEY_VALUE, "large", 5, &id), NRR_OK);
    ck_assert_int_eq(nrr_ledger_key(the.ledger, NRR_KEY_VALUE, "small", 5, &id), NRR_OK);
    for (int64_t key = CUSTOMERS + 1; key <= AWAY; key++)
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, key, &id), NRR_OK);
}

static void end(void)
{
    for (size_t i = 0; i < COUNT(others); i++) {
        nrr_query_free(others[i]);
        others[i] = NULL;
    }
    fixture_end();
}

static void put_scaled(const nrr_fact *facts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        nrr_fact fact = facts[i];
        fact.amount *= scale;
        put(&fact, 1);
    }
}

static void take_snapshot(void)
{
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &the.snapshot), NRR_OK);
}

/* The report of a query, in place of the one before it. */
static void make(const nrr_query *query)
{
    nrr_report_free(the.report);
    the.report = NULL;
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, query, &the.report), NRR_OK);
    ck_assert_int_eq(nrr_report_check(the.report, NULL), NRR_OK);
}

static int is_amount(nrr_measure code)
{
    return code < NRR_MEASURE_UNITS_OPENING;
}

/* A row has these measures, amounts multiplied, and all others are zero. */
static void assert_scaled(size_t row, const expectation *wanted, size_t count)
{
    expectation scaled[NRR_MEASURE_REASON_GAIN];

    for (size_t i = 0; i < count; i++) {
        scaled[i] = wanted[i];
        scaled[i].value *= is_amount(wanted[i].measure) ? scale : 1;
    }
    assert_row(row, scaled, count);
}
#define ROWS_ARE(row, ...)                                                                         \
    do {                                                                                           \
        static const expectation scaled_[] = {__VA_ARGS__};                                        \
        assert_scaled((row), scaled_, COUNT(scaled_));                                             \
    } while (0)
#define NOTHING(row) ROWS_ARE(row, IS(OPENING, 0))

/* The total of a period is the sum of its groups. */
static void assert_totals(size_t periods)
{
    for (nrr_measure code = NRR_MEASURE_OPENING; code < NRR_MEASURE_REASON_GAIN; code++)
        for (size_t period = 0; period < periods; period++) {
            int64_t sum = 0;
            for (size_t row = 0; row < TOTAL; row++)
                sum += measure(period * GROUPS + row, code);
            ck_assert_int_eq(measure(period * GROUPS + TOTAL, code), sum);
        }
}

/* The measures from point to point are the same if nothing else is asked for. */
static void assert_net(const int64_t *edges, size_t count, size_t window, nrr_unit unit)
{
    static const nrr_measure codes[] = {
        NRR_MEASURE_OPENING,         NRR_MEASURE_CLOSING,         NRR_MEASURE_NET_NEW,
        NRR_MEASURE_NET_EXPANSION,   NRR_MEASURE_NET_CONTRACTION, NRR_MEASURE_NET_CHURN,
        NRR_MEASURE_UNITS_TRANSIENT, NRR_MEASURE_UNITS_UNCHANGED, NRR_MEASURE_UNITS_OPENING};
    const int64_t *wanted, *given;
    nrr_report *net;

    ck_assert_int_eq(nrr_query_new(&the.memory.allocator, &others[0]), NRR_OK);
    ck_assert_int_eq(nrr_query_add_dimension(others[0], "segment", 7), NRR_OK);
    ck_assert_int_eq(nrr_query_add_edges(others[0], edges, count, window), NRR_OK);
    ck_assert_int_eq(nrr_query_set(others[0], NRR_QUERY_UNIT, unit), NRR_OK);
    for (size_t i = 0; i < COUNT(codes); i++)
        ck_assert_int_eq(nrr_query_add_measure(others[0], codes[i]), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, others[0], &net), NRR_OK);
    for (size_t i = 0; i < COUNT(codes); i++) {
        ck_assert_int_eq(nrr_report_column(the.report, codes[i], &wanted), NRR_OK);
        ck_assert_int_eq(nrr_report_column(net, codes[i], &given), NRR_OK);
        ck_assert_mem_eq(given, wanted, (count - window) * GROUPS * sizeof *given);
    }
    nrr_report_free(net);
}

/* A moves to LARGE at 8, and its line Q has a value of its own; B has one from 15 on; C stays in one group. */
static const nrr_fact moving[] = {
    FACT(A, P, -5, NEW, 100),          FACT(A, Q, 12, NEW, 40),
    FACT(A, P, 18, CONTRACTION, 30),   FACT(A, Q, 22, CHURN, ALL, WHY(NON_RENEWAL)),
    FACT(A, P, 25, EXPANSION, 5),      FACT(B, MAIN, 11, NEW, 60),
    FACT(B, MAIN, 13, CONTRACTION, 10), FACT(B, MAIN, 24, RENEWAL, 50),
    FACT(B, MAIN, 26, CHURN, ALL),     FACT(C, MAIN, 35, NEW, 9),
};

static const nrr_assignment moves[] = {
    TO(A, 0, SMALL, NO_LINE),    TO(A, 8, LARGE, NO_LINE),     TO(B, 15, LARGE, NO_LINE),
    TO(A, 0, SMALL, OF_LINE(Q)), TO(A, 15, LARGE, OF_LINE(Q)), TO(C, 0, SMALL, NO_LINE),
};

static const int64_t edges[] = {0, 10, 20, 30, 40};

/* The row of C, in a period that has 35 and of which it is the only one that is small. */
static void assert_newcomer(size_t row)
{
    ROWS_ARE(row, IS(CLOSING, 9), IS(NEW, 9), IS(NET_NEW, 9), IS(UNITS_CLOSING, 1),
             IS(UNITS_NEW, 1));
}

static void begin_moving(int which, size_t window, nrr_unit unit)
{
    scale = scales[which];
    put_scaled(moving, COUNT(moving));
    assign(moves, COUNT(moves));
    take_snapshot();
    ck_assert_int_eq(nrr_query_add_dimension(the.query, "segment", 7), NRR_OK);
    ck_assert_int_eq(nrr_query_add_edges(the.query, edges, COUNT(edges), window), NRR_OK);
    option(NRR_QUERY_UNIT, unit);
    make(the.query);
    assert_totals(COUNT(edges) - window);
}

START_TEST(in_periods_that_overlap_a_customer_is_in_the_group_of_each_start)
{
    begin_moving(_i, 2, NRR_UNIT_CUSTOMER);
    /* [0, 20): A is small, and B has no group at its first movement. */
    NOTHING(OF_LARGE);
    ROWS_ARE(OF_SMALL, IS(OPENING, 100), IS(CLOSING, 110), IS(EXPANSION, 40), IS(CONTRACTION, 30),
             IS(COHORT_EXPANSION, 40), IS(COHORT_CONTRACTION, 30), IS(COHORT_CLOSING, 110),
             IS(NET_EXPANSION, 10), IS(RETAINED, 100), IS(RETAINED_PATH, 100),
             IS(RETAINED_CAPPED, 70), IS(RETAINED_LINES, 70), IS(UNITS_OPENING, 1),
             IS(UNITS_CLOSING, 1), IS(UNITS_EXPANDED, 1));
    ROWS_ARE(OF_NONE, IS(CLOSING, 50), IS(NEW, 60), IS(CONTRACTION, 10), IS(NET_NEW, 50),
             IS(UNITS_CLOSING, 1), IS(UNITS_NEW, 1));
    /* [10, 30): A is large. */
    ROWS_ARE(GROUPS + OF_LARGE, IS(OPENING, 100), IS(CLOSING, 75), IS(EXPANSION, 45),
             IS(CONTRACTION, 70), IS(COHORT_EXPANSION, 45), IS(COHORT_CONTRACTION, 70),
             IS(COHORT_CLOSING, 75), IS(NET_CONTRACTION, 25), IS(RETAINED, 75),
             IS(RETAINED_PATH, 70), IS(RETAINED_CAPPED, 30), IS(RETAINED_LINES, 75),
             IS(RENEWAL_DUE, 40), IS(UNITS_OPENING, 1), IS(UNITS_CLOSING, 1),
             IS(UNITS_CONTRACTED, 1), IS(RENEWALS_DUE, 1));
    NOTHING(GROUPS + OF_SMALL);
    ROWS_ARE(GROUPS + OF_NONE, IS(NEW, 60), IS(CONTRACTION, 10), IS(CHURN, 50), IS(RENEWAL_DUE, 50),
             IS(RENEWAL_RETAINED, 50), IS(UNITS_TRANSIENT, 1), IS(RENEWALS_DUE, 1),
             IS(RENEWALS_KEPT, 1));
    /* [20, 40): B is there from the start, and large. */
    ROWS_ARE(2 * GROUPS + OF_LARGE, IS(OPENING, 160), IS(CLOSING, 75), IS(EXPANSION, 5),
             IS(CONTRACTION, 40), IS(CHURN, 50), IS(COHORT_EXPANSION, 5),
             IS(COHORT_CONTRACTION, 40), IS(COHORT_CHURN, 50), IS(COHORT_CLOSING, 75),
             IS(NET_CONTRACTION, 35), IS(NET_CHURN, 50), IS(RETAINED, 75), IS(RETAINED_PATH, 70),
             IS(RETAINED_CAPPED, 70), IS(RETAINED_LINES, 70), IS(RENEWAL_DUE, 90),
             IS(RENEWAL_RETAINED, 50), IS(UNITS_OPENING, 2), IS(UNITS_CLOSING, 1),
             IS(UNITS_CONTRACTED, 1), IS(UNITS_CHURNED, 1), IS(RENEWALS_DUE, 2),
             IS(RENEWALS_KEPT, 1));
    assert_newcomer(2 * GROUPS + OF_SMALL);
    NOTHING(2 * GROUPS + OF_NONE);
    assert_loss(OF_SMALL, NRR_REASON_NON_RENEWAL, 0);
    assert_loss(GROUPS + OF_LARGE, NRR_REASON_NON_RENEWAL, 40 * scale);
    assert_loss(2 * GROUPS + OF_LARGE, NRR_REASON_NON_RENEWAL, 40 * scale);
    assert_loss(2 * GROUPS + OF_LARGE, NRR_REASON_UNSPECIFIED, 50 * scale);
    assert_net(edges, COUNT(edges), 2, NRR_UNIT_CUSTOMER);
}
END_TEST

START_TEST(in_periods_that_adjoin_a_customer_is_in_the_group_of_each_start)
{
    begin_moving(_i, 1, NRR_UNIT_CUSTOMER);
    NOTHING(OF_LARGE);
    ROWS_ARE(OF_SMALL, IS(OPENING, 100), IS(CLOSING, 100), IS(COHORT_CLOSING, 100),
             IS(RETAINED, 100), IS(RETAINED_PATH, 100), IS(RETAINED_CAPPED, 100),
             IS(RETAINED_LINES, 100), IS(UNITS_OPENING, 1), IS(UNITS_CLOSING, 1),
             IS(UNITS_UNCHANGED, 1));
    NOTHING(OF_NONE);
    ROWS_ARE(GROUPS + OF_LARGE, IS(OPENING, 100), IS(CLOSING, 110), IS(EXPANSION, 40),
             IS(CONTRACTION, 30), IS(COHORT_EXPANSION, 40), IS(COHORT_CONTRACTION, 30),
             IS(COHORT_CLOSING, 110), IS(NET_EXPANSION, 10), IS(RETAINED, 100),
             IS(RETAINED_PATH, 100), IS(RETAINED_CAPPED, 70), IS(RETAINED_LINES, 70),
             IS(UNITS_OPENING, 1), IS(UNITS_CLOSING, 1), IS(UNITS_EXPANDED, 1));
    NOTHING(GROUPS + OF_SMALL);
    ROWS_ARE(GROUPS + OF_NONE, IS(CLOSING, 50), IS(NEW, 60), IS(CONTRACTION, 10), IS(NET_NEW, 50),
             IS(UNITS_CLOSING, 1), IS(UNITS_NEW, 1));
    ROWS_ARE(2 * GROUPS + OF_LARGE, IS(OPENING, 160), IS(CLOSING, 75), IS(EXPANSION, 5),
             IS(CONTRACTION, 40), IS(CHURN, 50), IS(COHORT_EXPANSION, 5),
             IS(COHORT_CONTRACTION, 40), IS(COHORT_CHURN, 50), IS(COHORT_CLOSING, 75),
             IS(NET_CONTRACTION, 35), IS(NET_CHURN, 50), IS(RETAINED, 75), IS(RETAINED_PATH, 70),
             IS(RETAINED_CAPPED, 70), IS(RETAINED_LINES, 70), IS(RENEWAL_DUE, 90),
             IS(RENEWAL_RETAINED, 50), IS(UNITS_OPENING, 2), IS(UNITS_CLOSING, 1),
             IS(UNITS_CONTRACTED, 1), IS(UNITS_CHURNED, 1), IS(RENEWALS_DUE, 2),
             IS(RENEWALS_KEPT, 1));
    ROWS_ARE(3 * GROUPS + OF_LARGE, IS(OPENING, 75), IS(CLOSING, 75), IS(COHORT_CLOSING, 75),
             IS(RETAINED, 75), IS(RETAINED_PATH, 75), IS(RETAINED_CAPPED, 75),
             IS(RETAINED_LINES, 75), IS(UNITS_OPENING, 1), IS(UNITS_CLOSING, 1),
             IS(UNITS_UNCHANGED, 1));
    assert_newcomer(3 * GROUPS + OF_SMALL);
    NOTHING(3 * GROUPS + OF_NONE);
    assert_net(edges, COUNT(edges), 1, NRR_UNIT_CUSTOMER);
}
END_TEST

START_TEST(a_line_moves_with_its_customer_or_by_itself)
{
    begin_moving(_i, 2, NRR_UNIT_LINE);
    NOTHING(OF_LARGE);
    ROWS_ARE(OF_SMALL, IS(OPENING, 100), IS(CLOSING, 110), IS(NEW, 40), IS(CONTRACTION, 30),
             IS(COHORT_CONTRACTION, 30), IS(COHORT_CLOSING, 70), IS(NET_NEW, 40),
             IS(NET_CONTRACTION, 30), IS(RETAINED, 70), IS(RETAINED_PATH, 70),
             IS(RETAINED_CAPPED, 70), IS(RETAINED_LINES, 70), IS(UNITS_OPENING, 1),
             IS(UNITS_CLOSING, 2), IS(UNITS_NEW, 1), IS(UNITS_CONTRACTED, 1));
    ROWS_ARE(OF_NONE, IS(CLOSING, 50), IS(NEW, 60), IS(CONTRACTION, 10), IS(NET_NEW, 50),
             IS(UNITS_CLOSING, 1), IS(UNITS_NEW, 1));
    ROWS_ARE(GROUPS + OF_LARGE, IS(OPENING, 100), IS(CLOSING, 75), IS(EXPANSION, 5),
             IS(CONTRACTION, 30), IS(COHORT_EXPANSION, 5), IS(COHORT_CONTRACTION, 30),
             IS(COHORT_CLOSING, 75), IS(NET_CONTRACTION, 25), IS(RETAINED, 75),
             IS(RETAINED_PATH, 70), IS(RETAINED_CAPPED, 70), IS(RETAINED_LINES, 75),
             IS(UNITS_OPENING, 1), IS(UNITS_CLOSING, 1), IS(UNITS_CONTRACTED, 1));
    ROWS_ARE(GROUPS + OF_SMALL, IS(NEW, 40), IS(CHURN, 40), IS(RENEWAL_DUE, 40),
             IS(UNITS_TRANSIENT, 1), IS(RENEWALS_DUE, 1));
    ROWS_ARE(GROUPS + OF_NONE, IS(NEW, 60), IS(CONTRACTION, 10), IS(CHURN, 50), IS(RENEWAL_DUE, 50),
             IS(RENEWAL_RETAINED, 50), IS(UNITS_TRANSIENT, 1), IS(RENEWALS_DUE, 1),
             IS(RENEWALS_KEPT, 1));
    ROWS_ARE(2 * GROUPS + OF_LARGE, IS(OPENING, 160), IS(CLOSING, 75), IS(EXPANSION, 5),
             IS(CHURN, 90), IS(COHORT_EXPANSION, 5), IS(COHORT_CHURN, 90), IS(COHORT_CLOSING, 75),
             IS(NET_EXPANSION, 5), IS(NET_CHURN, 90), IS(RETAINED, 70), IS(RETAINED_PATH, 70),
             IS(RETAINED_CAPPED, 70), IS(RETAINED_LINES, 70), IS(RENEWAL_DUE, 90),
             IS(RENEWAL_RETAINED, 50), IS(UNITS_OPENING, 3), IS(UNITS_CLOSING, 1),
             IS(UNITS_EXPANDED, 1), IS(UNITS_CHURNED, 2), IS(RENEWALS_DUE, 2),
             IS(RENEWALS_KEPT, 1));
    assert_newcomer(2 * GROUPS + OF_SMALL);
    assert_net(edges, COUNT(edges), 2, NRR_UNIT_LINE);
}
END_TEST

/* --- parents ------------------------------------------------------------------------------------- */

/* A and a customer of another block are parts of D, which has no facts of its own; F is a part of E, and
 * neither has any. */
static const nrr_fact of_parts[] = {
    FACT(A, P, 1, NEW, 100),
    FACT(A, P, 12, CHURN, ALL),
    FACT(AWAY, AWAY_LINE, 2, NEW, 50),
    FACT(AWAY, AWAY_LINE, 12, EXPANSION, 120),
};

static const nrr_assignment of_parents[] = {TO(D, 0, SMALL, NO_LINE), TO(D, 15, LARGE, NO_LINE),
                                            TO(A, 0, LARGE, NO_LINE)};

static nrr_query *query_of(nrr_unit unit, int by_segment)
{
    nrr_query *query = NULL;

    ck_assert_int_eq(nrr_query_new(&the.memory.allocator, &query), NRR_OK);
    ck_assert_int_eq(nrr_query_set(query, NRR_QUERY_UNIT, unit), NRR_OK);
    ck_assert_int_eq(nrr_query_add_edges(query, edges, COUNT(edges), 1), NRR_OK);
    if (by_segment)
        ck_assert_int_eq(nrr_query_add_dimension(query, "segment", 7), NRR_OK);
    return query;
}

static void begin_parents(int which)
{
    static const uint32_t parts[] = {A, AWAY, F}, tops[] = {D, D, E};

    scale = scales[which];
    put_scaled(of_parts, COUNT(of_parts));
    assign(of_parents, COUNT(of_parents));
    ck_assert_int_eq(nrr_ledger_set_parents(the.ledger, parts, tops, 3, NULL), NRR_OK);
    take_snapshot();
    others[0] = query_of(NRR_UNIT_PARENT, 1);
    others[1] = query_of(NRR_UNIT_CUSTOMER, 1);
    others[2] = query_of(NRR_UNIT_PARENT, 0);
    others[3] = query_of(NRR_UNIT_CUSTOMER, 0);
    /* From point to point alone, of one period: */
    ck_assert_int_eq(nrr_query_set(the.query, NRR_QUERY_UNIT, NRR_UNIT_PARENT), NRR_OK);
    ck_assert_int_eq(nrr_query_add_dimension(the.query, "segment", 7), NRR_OK);
    ck_assert_int_eq(nrr_query_add_measure(the.query, NRR_MEASURE_NET_EXPANSION), NRR_OK);
    ask(10, 20);
}

/* 0, then 100, 150, then 50 and 120 more, which is 20 more for the parent. */
static void assert_by_parent(void)
{
    NOTHING(OF_LARGE);
    ROWS_ARE(OF_SMALL, IS(CLOSING, 150), IS(NEW, 100), IS(EXPANSION, 50), IS(NET_NEW, 150),
             IS(UNITS_CLOSING, 1), IS(UNITS_NEW, 1));
    NOTHING(OF_NONE);
    NOTHING(GROUPS + OF_LARGE);
    ROWS_ARE(GROUPS + OF_SMALL, IS(OPENING, 150), IS(CLOSING, 170), IS(EXPANSION, 20),
             IS(COHORT_EXPANSION, 20), IS(COHORT_CLOSING, 170), IS(NET_EXPANSION, 20),
             IS(RETAINED, 150), IS(RETAINED_PATH, 150), IS(RETAINED_CAPPED, 150),
             IS(RETAINED_LINES, 50), IS(UNITS_OPENING, 1), IS(UNITS_CLOSING, 1),
             IS(UNITS_EXPANDED, 1));
    NOTHING(GROUPS + OF_NONE);
    for (size_t period = 2; period < 4; period++) {
        ROWS_ARE(period * GROUPS + OF_LARGE, IS(OPENING, 170), IS(CLOSING, 170),
                 IS(COHORT_CLOSING, 170), IS(RETAINED, 170), IS(RETAINED_PATH, 170),
                 IS(RETAINED_CAPPED, 170), IS(RETAINED_LINES, 170), IS(UNITS_OPENING, 1),
                 IS(UNITS_CLOSING, 1), IS(UNITS_UNCHANGED, 1));
        NOTHING(period * GROUPS + OF_SMALL);
        NOTHING(period * GROUPS + OF_NONE);
    }
    assert_totals(4);
}

/* The customers themselves: one is large, and the other one has no group. */
static void assert_by_customer(void)
{
    ROWS_ARE(OF_LARGE, IS(CLOSING, 100), IS(NEW, 100), IS(NET_NEW, 100), IS(UNITS_CLOSING, 1),
             IS(UNITS_NEW, 1));
    NOTHING(OF_SMALL);
    ROWS_ARE(GROUPS + OF_LARGE, IS(OPENING, 100), IS(CHURN, 100), IS(COHORT_CHURN, 100),
             IS(NET_CHURN, 100), IS(UNITS_OPENING, 1), IS(UNITS_CHURNED, 1));
    NOTHING(GROUPS + OF_SMALL);
    ROWS_ARE(GROUPS + OF_NONE, IS(OPENING, 50), IS(CLOSING, 170), IS(EXPANSION, 120),
             IS(COHORT_EXPANSION, 120), IS(COHORT_CLOSING, 170), IS(NET_EXPANSION, 120),
             IS(RETAINED, 50), IS(RETAINED_PATH, 50), IS(RETAINED_CAPPED, 50),
             IS(RETAINED_LINES, 50), IS(UNITS_OPENING, 1), IS(UNITS_CLOSING, 1),
             IS(UNITS_EXPANDED, 1));
    assert_totals(4);
}

/* The report without groups has the totals of the one by segment. */
static void assert_is_total_of(const nrr_report *plain, const nrr_report *grouped)
{
    for (nrr_measure code = NRR_MEASURE_OPENING; code < NRR_MEASURE_REASON_GAIN; code++) {
        const int64_t *totals, *groups;
        ck_assert_int_eq(nrr_report_column(plain, code, &totals), NRR_OK);
        ck_assert_int_eq(nrr_report_column(grouped, code, &groups), NRR_OK);
        for (size_t period = 0; period < 4; period++)
            ck_assert_int_eq(totals[period], groups[period * GROUPS + TOTAL]);
    }
}

START_TEST(lines_of_parts_of_parents_go_where_the_parent_goes)
{
    begin_parents(_i);
    make(others[0]);
    assert_by_parent();
    make(others[1]);
    assert_by_customer();
    make(the.query);
    ck_assert_int_eq(measure(OF_SMALL, NRR_MEASURE_NET_EXPANSION), 20 * scale);
    ck_assert_int_eq(measure(TOTAL, NRR_MEASURE_NET_EXPANSION), 20 * scale);
}
END_TEST

/* Parents and customers, by segment and not: whatever else is asked for in the same pass. */
START_TEST(parents_and_customers_are_reported_in_one_pass)
{
    const nrr_query *queries[5];
    nrr_report *reports[5];

    begin_parents(_i / 2);
    for (size_t i = 0; i < 4; i++)
        queries[i] = others[_i % 2 == 0 ? i : 3 - i];
    queries[4] = the.query;
    ck_assert_int_eq(nrr_snapshot_reports(the.snapshot, queries, 5, reports), NRR_OK);
    assert_is_total_of(reports[_i % 2 == 0 ? 2 : 1], reports[_i % 2 == 0 ? 0 : 3]);
    assert_is_total_of(reports[_i % 2 == 0 ? 3 : 0], reports[_i % 2 == 0 ? 1 : 2]);
    the.report = reports[_i % 2 == 0 ? 0 : 3];
    assert_by_parent();
    the.report = reports[_i % 2 == 0 ? 1 : 2];
    assert_by_customer();
    the.report = reports[4];
    ck_assert_int_eq(measure(OF_SMALL, NRR_MEASURE_NET_EXPANSION), 20 * scale);
    for (size_t i = 0; i < 4; i++)
        nrr_report_free(reports[i]);
}
END_TEST

static TCase *move_cases(const char *name)
{
    TCase *cases = tcase_create(name);

    tcase_add_checked_fixture(cases, begin, end);
    return cases;
}

int main(void)
{
    Suite *suite = suite_create("group moves");
    TCase *units = move_cases("units"), *parents = move_cases("parents");

    tcase_add_loop_test(units, in_periods_that_overlap_a_customer_is_in_the_group_of_each_start, 0,
                        (int)COUNT(scales));
    tcase_add_loop_test(units, in_periods_that_adjoin_a_customer_is_in_the_group_of_each_start, 0,
                        (int)COUNT(scales));
    tcase_add_loop_test(units, a_line_moves_with_its_customer_or_by_itself, 0, (int)COUNT(scales));
    tcase_add_loop_test(parents, lines_of_parts_of_parents_go_where_the_parent_goes, 0,
                        (int)COUNT(scales));
    tcase_add_loop_test(parents, parents_and_customers_are_reported_in_one_pass, 0,
                        2 * (int)COUNT(scales));
    suite_add_tcase(suite, units);
    suite_add_tcase(suite, parents);
    return nrr_test_main(suite);
}
