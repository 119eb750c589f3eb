/* SPDX-License-Identifier: MIT */
/* Reports that are brought from snapshot to snapshot, step upon step: what a step keeps for the
 * next one, and that it is not kept for ever. */
#include "refreshing.h"

enum { STEPS = 200, STEP_FACTS = 6, STEP_CUSTOMERS = 40 };

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

/* A refresh gets through without what it would only keep for the next one, which must do without it
 * too. */
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
    WRONG,  /* many break rules, and some are late, of customers who go on rightly in between */
    OF_ALL, /* late, of several lines, with sequences and contradictions */
    STYLES
} style;

static void make_fact(nrr_fact *fact, int64_t step, uint32_t number, style how)
{
    static const nrr_fact level = FACT(A, MAIN, 0, LEVEL, 0);

    *fact = level;
    fact->customer = how == QUIET ? 1 + (uint32_t)step % 3
                                  : 1 + ((uint32_t)step * STEP_FACTS + number) % STEP_CUSTOMERS;
    fact->time = step;
    fact->amount = 1 + roll(how == QUIET ? 2 : 50);
    fact->reason = (nrr_reason)roll(9);
    if (roll(4) == 0) {
        fact->kind = NRR_KIND_CHANGE_UP;
        fact->time -= how == PLAIN || (how == WRONG && roll(3) != 0) ? 0 : roll(12);
    } else if (how != QUIET && roll(12) == 0) {
        fact->kind = NRR_KIND_RENEWAL;
    }
    if (how == WRONG && roll(6) == 0) {
        fact->kind = roll(2) == 0 ? NRR_KIND_NEW : NRR_KIND_CONTRACTION;
        fact->amount += 40;
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
        reports[step] = step == 0
                            ? report_now(snapshots[0])
                            : refresh(reports[step - 1], snapshots[step - 1], snapshots[step]);
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
    Suite *suite = suite_create("refresh, step upon step");
    TCase *cases = fixture_cases("refresh, step upon step");

    tcase_add_test(cases, a_newcomer_whose_only_fact_is_a_level_of_zero_is_set_to_zero_there);
    tcase_add_test(cases, a_refresh_goes_on_from_one_that_found_no_memory_for_more_than_its_report);
    tcase_add_loop_test(cases, so_it_is_after_hundreds_of_steps, 0, 2 * STYLES);
    tcase_add_test(cases, what_is_gone_is_not_kept_by_what_came_of_it);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
