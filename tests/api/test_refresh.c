/* SPDX-License-Identifier: MIT */
/* Reports that are brought from one snapshot to another. */
#include "fixture.h"

#include <string.h>

enum { STEPS = 200, STEP_FACTS = 6, STEP_CUSTOMERS = 40 };

static void some_facts(void)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 0, NEW, 100), FACT(A, P, 7, NEW, 20),
                                     FACT(B, MAIN, 3, OPENING, 5), FACT(C, MAIN, 4, NEW, 9)};

    PUT(facts);
    ask(0, 10);
    ask(10, 20);
}

static nrr_snapshot *snapshot_now(void)
{
    nrr_snapshot *snapshot = NULL;

    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &snapshot), NRR_OK);
    return snapshot;
}

static nrr_report *report_now(const nrr_snapshot *snapshot)
{
    nrr_report *report = NULL;

    ck_assert_int_eq(nrr_snapshot_report(snapshot, the.query, &report), NRR_OK);
    return report;
}

static nrr_report *refresh(const nrr_report *report, const nrr_snapshot *before,
                           const nrr_snapshot *after)
{
    nrr_report *refreshed = NULL;

    ck_assert_int_eq(nrr_report_refresh(&report, 1, before, after, &refreshed), NRR_OK);
    return refreshed;
}

static void refuses_to_refresh(const nrr_report *report, const nrr_snapshot *before,
                               const nrr_snapshot *after, nrr_status status)
{
    nrr_report *refreshed = NULL;

    ck_assert_int_eq(nrr_report_refresh(&report, 1, before, after, &refreshed), status);
    ck_assert_ptr_null(refreshed);
}

/* As it would be made anew, by the other snapshot. */
static void assert_anew(const nrr_report *refreshed, const nrr_snapshot *after)
{
    nrr_report *anew = report_now(after);
    uint64_t findings[2] = {0, 1};

    assert_same_reports(refreshed, anew);
    ck_assert_int_eq(nrr_report_findings(refreshed, &findings[0]), NRR_OK);
    ck_assert_int_eq(nrr_report_findings(anew, &findings[1]), NRR_OK);
    ck_assert_uint_eq(findings[0], findings[1]);
    nrr_report_free(anew);
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
    ck_assert_int_eq(
        nrr_report_merge((const nrr_report *[]){report, foreign_report}, 2, &merged), NRR_OK);
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

/* A fact that moves nothing is still one that later ones may come before. */
START_TEST(a_newcomer_whose_only_fact_is_a_level_of_zero_is_set_to_zero_there)
{
    static const nrr_fact plain[] = {FACT(A, MAIN, 0, NEW, 100), FACT(B, MAIN, 3, OPENING, 5)};
    static const nrr_fact news[] = {FACT(D, MAIN, 5, LEVEL, 0), FACT(D, MAIN, 4, NEW, 8),
                                    FACT(D, MAIN, 12, REACTIVATION, 3)};
    static const int64_t closings[][2] = {{105, 105}, {105, 105}, {105, 108}};
    nrr_snapshot *before;
    nrr_report *report;

    PUT(plain);
    ask(0, 10);
    ask(10, 20);
    before = snapshot_now();
    report = report_now(before);
    for (size_t i = 0; i < COUNT(news); i++) {
        nrr_snapshot *after;
        nrr_report *refreshed;
        put(&news[i], 1);
        after = snapshot_now();
        refreshed = refresh(report, before, after);
        assert_anew(refreshed, after);
        for (size_t row = 0; row < 2; row++) {
            int64_t closing = -1;
            ck_assert_int_eq(nrr_report_measure(refreshed, row, NRR_MEASURE_CLOSING, &closing),
                             NRR_OK);
            ck_assert_int_eq(closing, closings[i][row]);
        }
        nrr_report_free(report);
        nrr_snapshot_free(before);
        report = refreshed;
        before = after;
    }
    nrr_report_free(report);
    nrr_snapshot_free(before);
}
END_TEST

/* A refresh gets through without what it would only keep for the next one, which must do without it too. */
START_TEST(a_refresh_goes_on_from_one_that_found_no_memory_for_more_than_its_report)
{
    static const nrr_fact plain[] = {FACT(A, MAIN, 0, NEW, 100), FACT(B, MAIN, 3, OPENING, 5)};
    static const nrr_fact news[] = {FACT(A, MAIN, 12, EXPANSION, 7), FACT(A, MAIN, 13, CHURN, 107),
                                    FACT(D, MAIN, 4, NEW, 8)};
    size_t without = 0, failed = 1;

    for (size_t n = 1; failed != 0; n++) {
        nrr_snapshot *snapshots[3];
        nrr_report *report, *there = NULL, *further;
        fixture_again();
        PUT(plain);
        ask(0, 10);
        ask(10, 20);
        snapshots[0] = snapshot_now();
        report = report_now(snapshots[0]);
        put(news, 1);
        snapshots[1] = snapshot_now();
        put(news + 1, 2);
        snapshots[2] = snapshot_now();
        failing_allocator_fail_once(&the.memory, n);
        (void)nrr_report_refresh((const nrr_report *const *)&report, 1, snapshots[0], snapshots[1],
                                 &there);
        failed = failing_allocator_failed(&the.memory);
        failing_allocator_fail_never(&the.memory);
        without += failed != 0 && there != NULL;
        if (there == NULL)
            there = refresh(report, snapshots[0], snapshots[1]);
        further = refresh(there, snapshots[1], snapshots[2]);
        assert_anew(there, snapshots[1]);
        assert_anew(further, snapshots[2]);
        nrr_report_free(further);
        nrr_report_free(there);
        nrr_report_free(report);
        for (size_t i = 0; i < COUNT(snapshots); i++)
            nrr_snapshot_free(snapshots[i]);
    }
    ck_assert_uint_gt(without, 2);
}
END_TEST

/* ---- customers far apart ---- */

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

/* The report is first of the customers that lie last, then of those before them, then of some between. */
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
        nrr_report *back = refresh(reports[COUNT(order) - 1], snapshots[COUNT(order) - 1],
                                   snapshots[i]);
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
    ck_assert_int_eq(nrr_report_merge((const nrr_report *[]){parts[2], parts[0]}, 2, &pair), NRR_OK);
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

/* By parent, a report is made anew part by part: an overflow of one part does not hide what is wrong with the
 * next one. */
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

/* Both say the same of one block, each in a version of its own: neither is kept by the other. */
START_TEST(between_two_snapshots_as_known_at_one_time_there_and_back)
{
    static const nrr_fact late[] = {{.customer = A, .time = 8, .kind = NRR_KIND_EXPANSION, .amount = 5,
                                     .known = 9, .flags = NRR_FACT_KNOWN}};
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

/* ---- many steps ---- */

static uint64_t dice;

static uint32_t roll(uint32_t sides)
{
    dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(dice >> 33) % sides;
}

/* How facts come. */
typedef enum style {
    PLAIN,  /* in time, each customer's later than the one before it */
    QUIET,  /* many change nothing, and some are late; nothing contradicts */
    OF_ALL, /* late, of several lines, with sequences and contradictions */
    STYLES
} style;

static void make_fact(nrr_fact *fact, int64_t step, uint32_t number, style how)
{
    static const nrr_fact level = FACT(A, MAIN, 0, LEVEL, 0);

    *fact = level;
    fact->customer = how == QUIET
                         ? 1 + (uint32_t)step % 3
                         : 1 + ((uint32_t)step * STEP_FACTS + number) % STEP_CUSTOMERS;
    fact->time = step;
    fact->amount = 1 + roll(how == QUIET ? 2 : 50);
    fact->reason = (nrr_reason)roll(9);
    if (roll(4) == 0) {
        fact->kind = NRR_KIND_CHANGE_UP;
        fact->time -= how == PLAIN ? 0 : roll(12);
    } else if (how != QUIET && roll(12) == 0) {
        fact->kind = NRR_KIND_RENEWAL;
    }
    if (how == OF_ALL) {
        fact->customer = 1 + roll(STEP_CUSTOMERS);
        fact->sequence = number;
        fact->line = roll(9) == 0 ? 1 + roll(LINES) : 0;
    }
}

static void put_step(int64_t step, style how)
{
    nrr_fact facts[STEP_FACTS];
    uint32_t count = how == QUIET ? 1 : STEP_FACTS; /* one that is late would spoil it for all */

    for (uint32_t i = 0; i < count; i++)
        make_fact(&facts[i], step, i, how);
    put(facts, count);
}

static void ask_for_months(void)
{
    int64_t key;
    uint32_t id;

    for (key = CUSTOMERS + 1; key <= STEP_CUSTOMERS; key++)
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, key, &id), NRR_OK);
    for (int64_t start = 0; start < STEPS; start += 10)
        ask(start, start + 10);
    dice = 1;
}

START_TEST(so_it_is_after_hundreds_of_steps)
{
    static nrr_snapshot *snapshots[STEPS];
    static nrr_report *reports[STEPS];

    ask_for_months();
    if (_i >= STYLES)
        option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    for (int step = 0; step < STEPS; step++) {
        put_step(step, (style)(_i % STYLES));
        snapshots[step] = snapshot_now();
        reports[step] = step == 0 ? report_now(snapshots[0])
                                  : refresh(reports[step - 1], snapshots[step - 1],
                                            snapshots[step]);
    }
    for (int step = STEPS - 1; step >= 0; step -= 3)
        assert_anew(reports[step], snapshots[step]);
    for (int step = 0; step < STEPS; step++) {
        nrr_report_free(reports[step]);
        nrr_snapshot_free(snapshots[step]);
    }
}
END_TEST

/* A host that keeps one snapshot and one report, for ever. */
START_TEST(what_is_gone_is_not_kept_by_what_came_of_it)
{
    nrr_snapshot *before;
    nrr_report *report;
    size_t blocks = 0;

    ask_for_months();
    put_step(0, PLAIN);
    before = snapshot_now();
    report = report_now(before);
    for (int step = 1; step < 2 * STEPS; step++) {
        nrr_snapshot *after;
        nrr_report *refreshed;
        put_step(step, PLAIN);
        after = snapshot_now();
        refreshed = refresh(report, before, after);
        nrr_report_free(report);
        nrr_snapshot_free(before);
        report = refreshed;
        before = after;
        if (step == STEPS)
            blocks = the.memory.live_blocks;
    }
    /* A little more for facts, but nothing for each step. */
    ck_assert_uint_lt(the.memory.live_blocks, 2 * blocks);
    ck_assert_uint_lt(the.memory.live_blocks, blocks + STEPS);
    nrr_report_free(report);
    nrr_snapshot_free(before);
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
    tcase_add_test(cases, a_newcomer_whose_only_fact_is_a_level_of_zero_is_set_to_zero_there);
    tcase_add_test(cases,
                   a_refresh_goes_on_from_one_that_found_no_memory_for_more_than_its_report);
    tcase_add_test(cases, customers_may_come_before_behind_and_between_those_that_there_are);
    tcase_add_test(cases, a_report_of_a_part_changes_with_its_own_customers_alone);
    tcase_add_test(cases, strict_comes_before_an_overflow_of_customers_before);
    tcase_add_test(cases, strict_comes_before_an_overflow_of_the_part_before);
    tcase_add_test(cases, between_two_snapshots_as_known_at_one_time_there_and_back);
    tcase_add_loop_test(cases, so_it_is_after_hundreds_of_steps, 0, 2 * STYLES);
    tcase_add_test(cases, what_is_gone_is_not_kept_by_what_came_of_it);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
