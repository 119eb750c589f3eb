/* SPDX-License-Identifier: MIT */
/*
 * Many customers that move often, whom reports take many at a time. Where returns expire they are
 * taken one by one, so a time after which nobody's does must change nothing.
 */
#include "groups.h"

#include "support/random.h"

#include <string.h>

enum {
    CROWD = 1500, /* in two blocks */
    HORIZON = 300,
    QUIET = 3, /* one level out of so many is zero */
    TOP = 1 << 24
};

static random_source source;

static uint32_t chance(uint32_t below)
{
    return (uint32_t)random_below(&source, below);
}

/* Levels around what fits 24 and 32 bits are rare. */
static int64_t level_of(uint32_t customer)
{
    if (chance(QUIET) == 0)
        return 0;
    if (customer % 101 == 0)
        return TOP - 2 + chance(4);
    if (customer % 103 == 0)
        return (INT64_C(1) << 31) - 2 + chance(4);
    return 1 + chance(customer % 2 == 0 ? 10 : 1000000);
}

static uint32_t moves_of(uint32_t customer)
{
    return 1 + chance(customer % 3 == 0 ? 5 : 40);
}

/* What a customer does at some time: mostly a level, sometimes one that is carried in. */
static nrr_fact move_of(uint32_t customer, uint32_t line, int64_t time)
{
    static const nrr_reason reasons[] = {NRR_REASON_UNSPECIFIED, NRR_REASON_PRICE,
                                         NRR_REASON_HOST + 3, NRR_REASON_HOST + 5};
    nrr_fact fact;

    memset(&fact, 0, sizeof fact);
    fact.customer = customer;
    fact.line = line;
    fact.time = time;
    fact.kind = chance(20) == 0 ? NRR_KIND_OPENING : NRR_KIND_LEVEL;
    fact.amount = level_of(customer);
    if (fact.kind == NRR_KIND_OPENING && fact.amount == 0)
        fact.amount = 1;
    fact.reason = reasons[chance(COUNT(reasons))];
    return fact;
}

/* One that comes and goes all the time. */
static void put_restless(uint32_t customer)
{
    nrr_fact moves[HORIZON];
    uint32_t count = 250 + chance(HORIZON - 250), i;

    for (i = 0; i < count; i++) {
        moves[i] = move_of(customer, MAIN, i);
        moves[i].kind = NRR_KIND_LEVEL;
        moves[i].amount = i % 2 == 0 ? TOP - 1 : 0;
    }
    put(moves, count);
}

/* Some customers have lines if they are asked for, and renewals with them. */
static void put_customer(uint32_t customer, int has_lines)
{
    nrr_fact moves[HORIZON];
    uint32_t count = moves_of(customer), i;
    int64_t first = chance(HORIZON);

    for (i = 0; i < count; i++) {
        uint32_t line = has_lines && customer % 7 == 0 ? MAIN + chance(3) : MAIN;
        moves[i] = move_of(customer, line, first + chance((uint32_t)(HORIZON - first)));
        if (has_lines && chance(30) == 0)
            moves[i].kind = NRR_KIND_RENEWAL;
    }
    put(moves, count);
}

/* Three segments of most, of whom some change theirs. */
static void assign_customer(uint32_t customer)
{
    const nrr_assignment values[] = {
        ON(customer, INT64_MIN, SEGMENT, 1 + customer % 3, NO_LINE),
        ON(customer, chance(HORIZON), SEGMENT, 1 + customer % 4, NO_LINE)};
    const nrr_assignment region[] = {
        ON(customer, INT64_MIN, REGION, 1 + customer % VALUES, NO_LINE)};

    assign(region, 1);
    if (customer % 5 != 0)
        assign(values, customer % 11 == 0 ? 2 : 1);
}

static void put_crowd(int seed, int has_lines)
{
    source = random_start((uint64_t)seed, 0);
    for (uint32_t customer = 1; customer <= CROWD; customer++) {
        uint32_t id;
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, customer, &id),
                         NRR_OK);
        if (id != customer)
            ck_abort_msg("customer %u has id %u", (unsigned)customer, (unsigned)id);
        if (customer % 97 == 0)
            put_restless(customer);
        else
            put_customer(customer, has_lines);
        assign_customer(customer);
    }
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &the.snapshot), NRR_OK);
}

static void months(void)
{
    for (int64_t start = 0; start < HORIZON; start += 10)
        ask(start, start + 10);
}

static void trailing(void)
{
    for (int64_t end = 10; end <= HORIZON + 50; end += 10)
        ask(end - 60, end);
}

/* Periods of many lengths, which begin and end where others don't. */
static void overlapping(void)
{
    for (int64_t i = 0; i < 40; i++)
        ask(7 * i, 7 * i + 3 + i * 35 % 290);
}

static void quarters_and_years(void)
{
    for (int64_t start = 0; start < HORIZON; start += 30)
        ask(start, start + 30);
    for (int64_t start = -60; start < HORIZON; start += 120)
        ask(start, start + 120);
}

static void net(void)
{
    ck_assert_int_eq(nrr_query_add_rate(the.query, NRR_RATE_NRR), NRR_OK);
    ck_assert_int_eq(nrr_query_add_measure(the.query, NRR_MEASURE_UNITS_TRANSIENT), NRR_OK);
    for (nrr_measure code = NRR_MEASURE_UNITS_OPENING; code <= NRR_MEASURE_UNITS_TRANSIENT; code++)
        ck_assert_int_eq(nrr_query_add_measure(the.query, code), NRR_OK);
}

static void all(void)
{
    ck_assert_int_eq(nrr_query_add_reason(the.query, NRR_REASON_HOST + 5), NRR_OK);
}

static const struct {
    void (*periods)(void);
    void (*measures)(void);
    int by_groups, has_lines;
    nrr_unit unit;
} forms[] = {
    {months, net, 0, 0, NRR_UNIT_CUSTOMER},
    {months, net, 1, 1, NRR_UNIT_CUSTOMER},
    {trailing, net, 0, 1, NRR_UNIT_CUSTOMER},
    {trailing, all, 0, 0, NRR_UNIT_CUSTOMER},
    {trailing, all, 1, 0, NRR_UNIT_LINE},
    {trailing, all, 1, 1, NRR_UNIT_CUSTOMER},
    {overlapping, net, 1, 0, NRR_UNIT_LINE},
    {overlapping, all, 0, 1, NRR_UNIT_LINE},
    {overlapping, all, 1, 0, NRR_UNIT_PARENT},
    {quarters_and_years, net, 0, 0, NRR_UNIT_PARENT},
    {quarters_and_years, all, 1, 1, NRR_UNIT_CUSTOMER},
};

START_TEST(customers_together_come_to_what_they_come_to_one_by_one)
{
    nrr_report *one_by_one = NULL;

    put_crowd(_i + 1, forms[_i].has_lines);
    forms[_i].periods();
    forms[_i].measures();
    option(NRR_QUERY_UNIT, forms[_i].unit);
    if (forms[_i].by_groups)
        by_segment();
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, the.query, &the.report), NRR_OK);
    ck_assert_int_eq(nrr_report_check(the.report, NULL), NRR_OK);
    option(NRR_QUERY_EXPIRY, INT64_MAX);
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, the.query, &one_by_one), NRR_OK);
    assert_same_reports(the.report, one_by_one);
    nrr_report_free(one_by_one);
}
END_TEST

/* As many movements as go, and one more or less, between two edges: of customers who come and go with the highest
 * level, or who have it and lose it step by step. */
static void put_at_the_limits(uint32_t customer)
{
    nrr_fact moves[HORIZON];
    uint32_t count = 253 + customer % 4, i;

    for (i = 0; i < count; i++) {
        moves[i] = move_of(customer, MAIN, 1500 + (int64_t)i);
        moves[i].kind = NRR_KIND_LEVEL;
        moves[i].amount =
            customer % 8 < 4 ? (TOP - 1) * (int64_t)(1 - i % 2) : TOP - 1 - 65500 * (int64_t)i;
    }
    put(moves, count);
}

START_TEST(units_at_the_limits_come_to_what_they_come_to_one_by_one)
{
    nrr_report *one_by_one = NULL;

    for (uint32_t customer = 1; customer <= 500; customer++) {
        uint32_t id;
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, customer, &id),
                         NRR_OK);
        put_at_the_limits(id);
    }
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &the.snapshot), NRR_OK);
    for (int64_t start = 0; start < 8000; start += 1000)
        ask(start, start + (_i / 2 == 0 ? 1000 : 3000));
    if (_i % 2 == 0)
        net();
    else
        all();
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, the.query, &the.report), NRR_OK);
    option(NRR_QUERY_EXPIRY, INT64_MAX);
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, the.query, &one_by_one), NRR_OK);
    assert_same_reports(the.report, one_by_one);
    nrr_report_free(one_by_one);
}
END_TEST

/* What the queries of a pass ask for. */
static void ask_in_pass(int number)
{
    if (number % 2 == 0)
        months();
    else
        trailing();
    if (number != 3)
        net();
    else
        all();
    if (number == 0 || number == 3)
        by_segment();
    if (number == 4)
        by_region();
    option(NRR_QUERY_PARTS, number == 2 ? 2 : 1);
}

/* Of so many groups at so many edges that with all measures they would not stay in a cache. */
static void ask_by_day(int number)
{
    const int64_t length = 1 + 30 * number;

    for (int64_t start = 0; start + length <= HORIZON; start++)
        ask(start, start + length);
    if (number == 0) {
        net();
        by_region();
    } else {
        all();
    }
}

/* All measures in one pass, of which some share what moves, and some name other reasons or none, or are of lines. */
static void ask_all(int number)
{
    static const nrr_reason named[] = {5, 5, 5, 3, 5, 0};

    if (number % 2 == 0)
        months();
    else
        trailing();
    if (named[number] != 0)
        ck_assert_int_eq(nrr_query_add_reason(the.query, NRR_REASON_HOST + named[number]), NRR_OK);
    if (number == 0)
        by_segment();
    if (number == 2)
        by_region();
    option(NRR_QUERY_UNIT, number == 4 ? NRR_UNIT_LINE : NRR_UNIT_CUSTOMER);
}

/* The groups are those of a report that asks for little. */
static void ask_little_and_all(int number)
{
    months();
    if (number == 0) {
        net();
        by_segment();
    } else {
        all();
    }
}

static const struct {
    void (*ask)(int number);
    int count;
} passes[] = {{ask_in_pass, 5}, {ask_by_day, 2}, {ask_all, 6}, {ask_little_and_all, 2}};

/* Several reports in one pass share what is found of a customer, but neither parts nor groups. */
START_TEST(reports_in_one_pass_come_to_what_each_comes_to)
{
    enum { MOST = 6 };
    nrr_query *queries[MOST];
    nrr_report *together[MOST], *alone = NULL;
    int count = passes[_i].count, i;

    put_crowd(99 + _i, 1);
    for (i = 0; i < count; i++) {
        passes[_i].ask(i);
        queries[i] = the.query;
        ck_assert_int_eq(nrr_query_new(&the.memory.allocator, &the.query), NRR_OK);
    }
    ck_assert_int_eq(nrr_snapshot_reports(the.snapshot, (const nrr_query *const *)queries,
                                          (size_t)count, together),
                     NRR_OK);
    for (i = 0; i < count; i++) {
        ck_assert_int_eq(nrr_query_set(queries[i], NRR_QUERY_EXPIRY, INT64_MAX), NRR_OK);
        ck_assert_int_eq(nrr_snapshot_report(the.snapshot, queries[i], &alone), NRR_OK);
        assert_same_reports(together[i], alone);
        nrr_report_free(alone);
        nrr_report_free(together[i]);
        nrr_query_free(queries[i]);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("crowds");
    TCase *cases = group_cases("crowds");

    tcase_add_loop_test(cases, customers_together_come_to_what_they_come_to_one_by_one, 0,
                        (int)COUNT(forms));
    tcase_add_loop_test(cases, units_at_the_limits_come_to_what_they_come_to_one_by_one, 0, 4);
    tcase_add_loop_test(cases, reports_in_one_pass_come_to_what_each_comes_to, 0,
                        (int)COUNT(passes));
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
