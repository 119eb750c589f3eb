/* SPDX-License-Identifier: MIT */
/* Snapshots: what was there at one moment stays, whoever goes on or is freed. (Threads are in
 * test_threads.c.) */
#include "fixture.h"

#include <string.h>

static const nrr_fact before_it[] = {
    FACT(A, MAIN, 1, NEW, 100), FACT(B, P, 2, NEW, 30, WHY(UPSELL)),
    FACT(B, Q, 2, NEW, 4),      FACT(A, MAIN, 5, CONTRACTION, 60, WHY(PRICE), SEQ(4)),
    FACT(B, P, 6, RENEWAL, 33),
};
static const nrr_fact after_it[] = {
    FACT(C, MAIN, 0, OPENING, 1000),
    FACT(A, MAIN, 4, LEVEL, 7),
    FACT(B, Q, 7, CHURN, ALL),
    FACT(B, R, 3, NEW, 1),
};

static void ask_all(void)
{
    ask(0, 3);
    ask(3, 10);
    ask(0, 10);
}

static nrr_snapshot *take(nrr_ledger *ledger)
{
    nrr_snapshot *snapshot = NULL;

    ck_assert_int_eq(nrr_ledger_snapshot(ledger, &snapshot), NRR_OK);
    return snapshot;
}

static nrr_report *report_on(const nrr_snapshot *snapshot)
{
    nrr_report *report = NULL;

    ck_assert_int_eq(nrr_snapshot_report(snapshot, the.query, &report), NRR_OK);
    return report;
}

static void assert_reports(const nrr_snapshot *snapshot, const nrr_report *wanted)
{
    nrr_report *report = report_on(snapshot);

    assert_same_reports(report, wanted);
    nrr_report_free(report);
}

static void assert_closing(const nrr_snapshot *snapshot, int64_t wanted)
{
    nrr_report *report = report_on(snapshot);
    int64_t closing = 0;

    ck_assert_int_eq(nrr_report_measure(report, 2, NRR_MEASURE_CLOSING, &closing), NRR_OK);
    ck_assert_int_eq(closing, wanted);
    nrr_report_free(report);
}

START_TEST(a_snapshot_needs_a_ledger_and_a_place)
{
    nrr_snapshot *snapshot = NULL;

    ck_assert_int_eq(nrr_ledger_snapshot(NULL, &snapshot), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, NULL), NRR_E_NULL);
    ck_assert_ptr_null(snapshot);
    nrr_snapshot_free(NULL);
}
END_TEST

START_TEST(a_snapshot_of_an_empty_ledger_has_empty_rows)
{
    nrr_ledger *ledger = NULL;

    ck_assert_int_eq(nrr_ledger_new(&the.memory.allocator, &ledger), NRR_OK);
    the.snapshot = take(ledger);
    nrr_ledger_free(ledger);
    ask_all();
    the.report = report_on(the.snapshot);
    ck_assert_uint_eq(flags(0), NRR_ROW_EMPTY);
    assert_row(2, NULL, 0);
}
END_TEST

START_TEST(what_comes_later_does_not_change_a_snapshot)
{
    nrr_snapshot *early, *unread, *late;
    nrr_report *report;

    ask_all();
    PUT(before_it);
    early = take(the.ledger);
    unread = take(the.ledger);
    report = report_on(early);
    PUT(after_it);
    late = take(the.ledger);
    assert_reports(early, report);
    assert_reports(unread, report); /* also if it is read for the first time now */
    assert_closing(early, 40 + 33 + 4);
    assert_closing(late, 1000 + 33 + 1);
    assert_reports(early, report);
    nrr_report_free(report);
    nrr_snapshot_free(early);
    nrr_snapshot_free(unread);
    nrr_snapshot_free(late);
}
END_TEST

/* After every single fact of a long series a snapshot; all of them are read in the end. */
START_TEST(a_snapshot_may_be_taken_after_every_fact)
{
    enum { MANY = 300 };
    nrr_snapshot *snapshots[MANY];
    int i;

    ask(0, 1);
    ask(0, 2);
    ask(0, MANY);
    for (i = 0; i < MANY; i++) {
        nrr_fact fact = FACT(A, MAIN, 0, CHANGE_UP, 1);

        fact.customer = 1 + (uint32_t)i % 3;
        fact.time = i;
        fact.line = i % 7 == 0 ? P : MAIN;
        fact.sequence = i % 11 == 0;
        put(&fact, 1);
        snapshots[i] = take(the.ledger);
    }
    for (i = 0; i < MANY; i += 2)
        assert_closing(snapshots[i], i + 1);
    for (i = 0; i < MANY; i += 3)
        nrr_snapshot_free(snapshots[i]);
    for (i = 0; i < MANY; i++)
        if (i % 3 != 0) {
            assert_closing(snapshots[i], i + 1);
            nrr_snapshot_free(snapshots[i]);
        }
}
END_TEST

START_TEST(the_coverage_is_that_of_the_moment)
{
    nrr_snapshot *first, *second, *third;

    ask(0, 10);
    first = take(the.ledger);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_COVERAGE_END, 5), NRR_OK);
    second = take(the.ledger);
    ck_assert_int_eq(nrr_ledger_unset(the.ledger, NRR_LEDGER_COVERAGE_END), NRR_OK);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_COVERAGE_START, 5), NRR_OK);
    third = take(the.ledger);
    the.report = report_on(first);
    ck_assert_uint_eq(flags(0), NRR_ROW_EMPTY);
    nrr_report_free(the.report);
    the.report = report_on(second);
    ck_assert_uint_eq(flags(0), NRR_ROW_EMPTY | NRR_ROW_PARTIAL);
    nrr_report_free(the.report);
    the.report = report_on(third);
    ck_assert_uint_eq(flags(0), NRR_ROW_EMPTY | NRR_ROW_INCOMPLETE);
    nrr_snapshot_free(first);
    nrr_snapshot_free(second);
    nrr_snapshot_free(third);
}
END_TEST

/* Frees five handles in the order that is the permutation of this number. */
static void free_in_order(unsigned permutation, nrr_ledger *ledger, nrr_snapshot *one,
                          nrr_snapshot *other, nrr_report *report)
{
    unsigned left[] = {0, 1, 2, 3, 4}, count;

    for (count = 5; count > 0; count--) {
        unsigned place = permutation % count, which = left[place];

        permutation /= count;
        memmove(left + place, left + place + 1, (count - 1 - place) * sizeof *left);
        if (which == 0)
            nrr_ledger_free(ledger);
        else if (which == 1)
            nrr_snapshot_free(one);
        else if (which == 2)
            nrr_snapshot_free(other);
        else if (which == 3)
            nrr_report_free(report);
        else
            nrr_query_free(the.query);
    }
    the.query = NULL;
}

START_TEST(handles_may_be_freed_in_any_order)
{
    nrr_ledger *ledger = ledger_new();
    nrr_snapshot *one, *other;
    nrr_report *report, *spare;

    ask_all();
    ck_assert_int_eq(nrr_ledger_append(ledger, before_it, sizeof *before_it, 5, NULL), NRR_OK);
    one = take(ledger);
    if (_i % 2 == 0) /* else the two share their version of the block */
        ck_assert_int_eq(nrr_ledger_append(ledger, after_it, sizeof *after_it, 4, NULL), NRR_OK);
    other = take(ledger);
    report = report_on(other);
    spare = report_on(one);
    nrr_report_free(spare);
    free_in_order((unsigned)_i, ledger, one, other, report);
}
END_TEST

START_TEST(a_report_outlives_all_that_it_was_made_of)
{
    const int64_t *closings = NULL;
    int64_t start = 0, end = 0;

    ask_all();
    PUT(before_it);
    compute();
    nrr_snapshot_free(the.snapshot);
    nrr_query_free(the.query);
    nrr_ledger_free(the.ledger);
    the.snapshot = NULL;
    the.query = NULL;
    the.ledger = NULL;
    ck_assert_int_eq(nrr_report_column(the.report, NRR_MEASURE_CLOSING, &closings), NRR_OK);
    ck_assert_int_eq(closings[0], 134);
    ck_assert_int_eq(closings[2], 77);
    ck_assert_int_eq(nrr_report_period(the.report, 1, &start, &end), NRR_OK);
    ck_assert_int_eq(start, 3);
    ck_assert_int_eq(end, 10);
    ck_assert_int_eq(nrr_report_check(the.report, NULL), NRR_OK);
}
END_TEST

static size_t requests_of_report(const nrr_snapshot *snapshot)
{
    size_t before = the.memory.requests;

    nrr_report_free(report_on(snapshot));
    return the.memory.requests - before;
}

START_TEST(snapshots_without_news_between_them_share_what_was_derived)
{
    nrr_snapshot *first, *second, *third;
    size_t derived;

    ask_all();
    PUT(before_it);
    first = take(the.ledger);
    derived = requests_of_report(first);
    second = take(the.ledger);
    ck_assert_uint_lt(requests_of_report(second), derived);
    PUT(after_it);
    third = take(the.ledger);
    ck_assert_uint_ge(requests_of_report(third), derived);
    nrr_snapshot_free(first);
    nrr_snapshot_free(second);
    nrr_snapshot_free(third);
}
END_TEST

START_TEST(a_snapshot_copies_no_fact)
{
    nrr_snapshot *snapshot;
    size_t bytes, i;

    for (i = 0; i < 1000; i++)
        PUT(before_it);
    bytes = the.memory.live_bytes;
    snapshot = take(the.ledger);
    ck_assert_uint_lt(the.memory.live_bytes - bytes, 1000);
    nrr_snapshot_free(snapshot);
}
END_TEST

/* An allocator in whose n-th request another reader gets in before: what two threads may do at any
 * time, here in every order that there is. */
typedef struct meddler {
    nrr_allocator allocator;
    size_t countdown; /* 0: nobody meddles */
    void (*meddle)(void);
} meddler;

static void meddler_count(meddler *memory)
{
    if (memory->countdown != 0 && --memory->countdown == 0)
        memory->meddle();
}

static void *meddler_alloc(void *context, size_t size)
{
    meddler_count(context);
    return the.memory.allocator.alloc(&the.memory, size);
}

static void *meddler_resize(void *context, void *memory, size_t old_size, size_t size)
{
    meddler_count(context);
    return the.memory.allocator.resize(&the.memory, memory, old_size, size);
}

static void meddler_release(void *context, void *memory, size_t size)
{
    (void)context;
    the.memory.allocator.release(&the.memory, memory, size);
}

static nrr_ledger *meddled_ledger(meddler *memory, void (*meddle)(void))
{
    nrr_ledger *ledger = NULL;
    uint32_t id, number;

    memset(memory, 0, sizeof *memory);
    memory->allocator.context = memory;
    memory->allocator.alloc = meddler_alloc;
    memory->allocator.resize = meddler_resize;
    memory->allocator.release = meddler_release;
    memory->meddle = meddle;
    ck_assert_int_eq(nrr_ledger_new(&memory->allocator, &ledger), NRR_OK);
    for (number = 1; number <= 3; number++) {
        ck_assert_int_eq(nrr_ledger_key_integer(ledger, NRR_KEY_CUSTOMER, number, &id), NRR_OK);
        ck_assert_int_eq(nrr_ledger_key_integer(ledger, NRR_KEY_LINE, number, &id), NRR_OK);
    }
    ck_assert_int_eq(nrr_ledger_append(ledger, before_it, sizeof *before_it, 5, NULL), NRR_OK);
    ck_assert_int_eq(nrr_ledger_append(ledger, after_it, sizeof *after_it, 4, NULL), NRR_OK);
    return ledger;
}

/* What a second reader sees in the middle of the first one's call. */
static nrr_report *second_report;
static uint32_t second_id;

static void report_meanwhile(void)
{
    second_report = report_on(the.snapshot);
}

static void find_meanwhile(void)
{
    ck_assert_int_eq(nrr_snapshot_find_integer(the.snapshot, NRR_KEY_CUSTOMER, 2, &second_id),
                     NRR_OK);
}

START_TEST(two_readers_may_derive_the_same_at_once)
{
    size_t n, met = 1;
    meddler memory;

    ask_all();
    PUT(before_it);
    PUT(after_it);
    ck_assert_int_eq(report_of(the.ledger, &the.report), NRR_OK);
    for (n = 1; met != 0; n++) {
        nrr_ledger *ledger = meddled_ledger(&memory, report_meanwhile);
        nrr_report *first_report;

        the.snapshot = take(ledger);
        nrr_ledger_free(ledger);
        second_report = NULL;
        memory.countdown = n;
        first_report = report_on(the.snapshot);
        met = memory.countdown == 0;
        memory.countdown = 0;
        assert_same_reports(first_report, the.report);
        if (met)
            assert_same_reports(second_report, the.report);
        nrr_report_free(first_report);
        nrr_report_free(second_report);
        nrr_snapshot_free(the.snapshot);
        the.snapshot = NULL;
    }
    ck_assert_uint_gt(n, 10);
}
END_TEST

START_TEST(two_readers_may_search_for_the_first_time_at_once)
{
    size_t n, met = 1;
    meddler memory;

    for (n = 1; met != 0; n++) {
        nrr_ledger *ledger = meddled_ledger(&memory, find_meanwhile);
        uint32_t first_id = 0;

        the.snapshot = take(ledger);
        nrr_ledger_free(ledger);
        second_id = 0;
        memory.countdown = n;
        ck_assert_int_eq(nrr_snapshot_find_integer(the.snapshot, NRR_KEY_CUSTOMER, 3, &first_id),
                         NRR_OK);
        met = memory.countdown == 0;
        memory.countdown = 0;
        ck_assert_uint_eq(first_id, 3);
        ck_assert_uint_eq(second_id, met ? 2 : 0);
        nrr_snapshot_free(the.snapshot);
        the.snapshot = NULL;
    }
    ck_assert_uint_gt(n, 2);
}
END_TEST

static TCase *moments(void)
{
    TCase *cases = fixture_cases("moments");

    tcase_add_test(cases, a_snapshot_needs_a_ledger_and_a_place);
    tcase_add_test(cases, a_snapshot_of_an_empty_ledger_has_empty_rows);
    tcase_add_test(cases, what_comes_later_does_not_change_a_snapshot);
    tcase_add_test(cases, a_snapshot_may_be_taken_after_every_fact);
    tcase_add_test(cases, the_coverage_is_that_of_the_moment);
    return cases;
}

static TCase *ownership(void)
{
    TCase *cases = fixture_cases("ownership");

    tcase_add_loop_test(cases, handles_may_be_freed_in_any_order, 0, 120);
    tcase_add_test(cases, a_report_outlives_all_that_it_was_made_of);
    tcase_add_test(cases, snapshots_without_news_between_them_share_what_was_derived);
    tcase_add_test(cases, a_snapshot_copies_no_fact);
    return cases;
}

static TCase *readers(void)
{
    TCase *cases = fixture_cases("readers");

    tcase_add_test(cases, two_readers_may_derive_the_same_at_once);
    tcase_add_test(cases, two_readers_may_search_for_the_first_time_at_once);
    return cases;
}

int main(void)
{
    Suite *suite = suite_create("snapshot");

    suite_add_tcase(suite, moments());
    suite_add_tcase(suite, ownership());
    suite_add_tcase(suite, readers());
    return nrr_test_main(suite);
}
