/* SPDX-License-Identifier: MIT */
/* One thread appends and takes snapshots; others read them, compute reports, search keys and free
 * them meanwhile. */
#define _POSIX_C_SOURCE 200809L

#include "fixture.h"

#include <pthread.h>
#include <string.h>

enum {
    READERS = 3,
    SNAPSHOTS = 40,
    BATCH = 500,   /* facts between two snapshots */
    NEW_KEYS = 100 /* customers that join with each batch */
};

/* What the writer hands over. The counters are guarded by the lock; a snapshot is immutable. */
typedef struct board {
    pthread_mutex_t lock;
    pthread_cond_t news;
    nrr_snapshot *snapshots[SNAPSHOTS];
    unsigned readers_left[SNAPSHOTS];
    int taken;  /* snapshots that are there */
    int faults; /* what readers found wrong: libcheck can't be told from another thread */
    const nrr_query *query;
} board;

static board shared;

static void note_fault(int fault)
{
    pthread_mutex_lock(&shared.lock);
    shared.faults += fault;
    pthread_mutex_unlock(&shared.lock);
}

static const nrr_snapshot *wait_for(int number)
{
    const nrr_snapshot *snapshot;

    pthread_mutex_lock(&shared.lock);
    while (shared.taken <= number)
        pthread_cond_wait(&shared.news, &shared.lock);
    snapshot = shared.snapshots[number];
    pthread_mutex_unlock(&shared.lock);
    return snapshot;
}

/* The last reader of a snapshot frees it. */
static void done_with(int number)
{
    nrr_snapshot *snapshot = NULL;

    pthread_mutex_lock(&shared.lock);
    if (--shared.readers_left[number] == 0)
        snapshot = shared.snapshots[number];
    pthread_mutex_unlock(&shared.lock);
    nrr_snapshot_free(snapshot);
}

/* Each batch adds BATCH to the level of all, on a day of its own. */
static int is_right(const nrr_report *report, int number)
{
    int64_t closing = 0, opening = 0;

    return nrr_report_check(report, NULL) == NRR_OK &&
           nrr_report_measure(report, 0, NRR_MEASURE_CLOSING, &closing) == NRR_OK &&
           nrr_report_measure(report, (size_t)number, NRR_MEASURE_OPENING, &opening) == NRR_OK &&
           closing == BATCH && opening == (int64_t)number * BATCH;
}

static int finds_its_keys(const nrr_snapshot *snapshot, int number)
{
    int64_t last = (int64_t)(number + 1) * NEW_KEYS;
    uint32_t id = 0;
    nrr_key key;

    return nrr_snapshot_find_integer(snapshot, NRR_KEY_CUSTOMER, last, &id) == NRR_OK &&
           nrr_snapshot_key_of(snapshot, NRR_KEY_CUSTOMER, id, &key) == NRR_OK &&
           key.integer == last &&
           nrr_snapshot_find_integer(snapshot, NRR_KEY_CUSTOMER, last + 1, &id) ==
               NRR_E_KEY_UNKNOWN;
}

static void *read_all(void *unused)
{
    int number;

    (void)unused;
    for (number = 0; number < SNAPSHOTS; number++) {
        const nrr_snapshot *snapshot = wait_for(number);
        nrr_report *report = NULL;

        note_fault(!finds_its_keys(snapshot, number));
        note_fault(nrr_snapshot_report(snapshot, shared.query, &report) != NRR_OK);
        note_fault(!is_right(report, number));
        done_with(number);
        nrr_report_free(report);
    }
    return NULL;
}

/* Keeps a report up to date; some others do so from the same snapshots at the same time. */
static void *refresh_all(void *unused)
{
    nrr_report *report = NULL;
    const nrr_snapshot *before = NULL;
    int number;

    (void)unused;
    for (number = 0; number < SNAPSHOTS; number++) {
        const nrr_snapshot *after = wait_for(number);
        const nrr_report *earlier = report;
        nrr_report *made = NULL;

        if (before == NULL)
            note_fault(nrr_snapshot_report(after, shared.query, &made) != NRR_OK);
        else
            note_fault(nrr_report_refresh(&earlier, 1, before, after, &made) != NRR_OK);
        note_fault(!is_right(made, number));
        nrr_report_free(report);
        report = made;
        if (before != NULL)
            done_with(number - 1);
        before = after;
    }
    done_with(SNAPSHOTS - 1);
    nrr_report_free(report);
    return NULL;
}

/* Some refresh, one makes reports anew. */
static void *(*const mixed[READERS])(void *) = {refresh_all, read_all, refresh_all};
static void *(*const reading[READERS])(void *) = {read_all, read_all, read_all};

/* One part of a report, on a thread of its own. */
typedef struct share {
    const nrr_snapshot *snapshot;
    nrr_query *query;
    nrr_report *report;
    nrr_status status;
} share;

static void *make_share(void *of)
{
    share *mine = of;

    mine->status = nrr_snapshot_report(mine->snapshot, mine->query, &mine->report);
    return NULL;
}

static void write_batch(nrr_ledger *ledger, int number)
{
    static nrr_fact batch[BATCH];
    uint32_t customers = (uint32_t)(number + 1) * NEW_KEYS, i, id;

    for (i = customers - NEW_KEYS + 1; i <= customers; i++)
        ck_assert_int_eq(nrr_ledger_key_integer(ledger, NRR_KEY_CUSTOMER, i, &id), NRR_OK);
    for (i = 0; i < BATCH; i++) {
        static const nrr_fact fact = FACT(A, MAIN, 0, CHANGE_UP, 1);

        batch[i] = fact;
        batch[i].customer = 1 + (i * 31) % customers;
        batch[i].time = number;
        batch[i].sequence = i % 5;
    }
    ck_assert_int_eq(nrr_ledger_append(ledger, batch, sizeof *batch, BATCH, NULL), NRR_OK);
}

static void hand_over(nrr_ledger *ledger, int number)
{
    nrr_snapshot *snapshot = NULL;

    ck_assert_int_eq(nrr_ledger_snapshot(ledger, &snapshot), NRR_OK);
    pthread_mutex_lock(&shared.lock);
    shared.snapshots[number] = snapshot;
    shared.readers_left[number] = READERS;
    shared.taken = number + 1;
    pthread_cond_broadcast(&shared.news);
    pthread_mutex_unlock(&shared.lock);
}

static void run_readers(void *(*const *functions)(void *))
{
    pthread_t readers[READERS];
    nrr_ledger *ledger = NULL;
    nrr_query *query = NULL;
    int i;

    memset(&shared, 0, sizeof shared);
    pthread_mutex_init(&shared.lock, NULL);
    pthread_cond_init(&shared.news, NULL);
    ck_assert_int_eq(nrr_query_new(NULL, &query), NRR_OK);
    for (i = 0; i < SNAPSHOTS; i++)
        ck_assert_int_eq(nrr_query_add_period(query, i, i + 1), NRR_OK);
    shared.query = query;
    ck_assert_int_eq(nrr_ledger_new(NULL, &ledger), NRR_OK); /* malloc is thread-safe */
    for (i = 0; i < READERS; i++)
        ck_assert_int_eq(pthread_create(&readers[i], NULL, functions[i], NULL), 0);
    for (i = 0; i < SNAPSHOTS; i++) {
        write_batch(ledger, i);
        hand_over(ledger, i);
    }
    nrr_ledger_free(ledger);
    for (i = 0; i < READERS; i++)
        ck_assert_int_eq(pthread_join(readers[i], NULL), 0);
    ck_assert_int_eq(shared.faults, 0);
    nrr_query_free(query);
    pthread_cond_destroy(&shared.news);
    pthread_mutex_destroy(&shared.lock);
}

START_TEST(readers_go_on_while_the_ledger_does)
{
    run_readers(reading);
}
END_TEST

START_TEST(so_do_those_that_refresh_their_reports)
{
    run_readers(mixed);
}
END_TEST

/* A query for part `part` of two; of one if it is negative. */
static nrr_query *query_for(int part)
{
    nrr_query *query = NULL;
    int i;

    ck_assert_int_eq(nrr_query_new(NULL, &query), NRR_OK);
    for (i = 0; i < SNAPSHOTS; i++)
        ck_assert_int_eq(nrr_query_add_period(query, i, i + 1), NRR_OK);
    if (part >= 0) {
        ck_assert_int_eq(nrr_query_set(query, NRR_QUERY_PARTS, 2), NRR_OK);
        ck_assert_int_eq(nrr_query_set(query, NRR_QUERY_PART, part), NRR_OK);
    }
    return query;
}

START_TEST(parts_are_made_on_two_threads_and_merged)
{
    pthread_t threads[2];
    share shares[3];
    nrr_ledger *ledger = NULL;
    nrr_snapshot *snapshot = NULL;
    nrr_report *merged = NULL;
    int i;

    ck_assert_int_eq(nrr_ledger_new(NULL, &ledger), NRR_OK);
    for (i = 0; i < SNAPSHOTS; i++)
        write_batch(ledger, i);
    ck_assert_int_eq(nrr_ledger_snapshot(ledger, &snapshot), NRR_OK);
    for (i = 0; i < 3; i++) {
        shares[i].snapshot = snapshot;
        shares[i].query = query_for(i < 2 ? i : -1);
        shares[i].report = NULL;
    }
    for (i = 0; i < 2; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, make_share, &shares[i]), 0);
    for (i = 0; i < 2; i++)
        ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
    make_share(&shares[2]);
    for (i = 0; i < 3; i++)
        ck_assert_int_eq(shares[i].status, NRR_OK);
    ck_assert_int_eq(
        nrr_report_merge((const nrr_report *[]){shares[1].report, shares[0].report}, 2, &merged),
        NRR_OK);
    assert_same_reports(merged, shares[2].report);
    ck_assert(is_right(merged, SNAPSHOTS - 1));
    nrr_report_free(merged);
    for (i = 0; i < 3; i++) {
        nrr_report_free(shares[i].report);
        nrr_query_free(shares[i].query);
    }
    nrr_snapshot_free(snapshot);
    nrr_ledger_free(ledger);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("threads");
    TCase *cases = tcase_create("readers");

    tcase_add_test(cases, readers_go_on_while_the_ledger_does);
    tcase_add_test(cases, so_do_those_that_refresh_their_reports);
    tcase_add_test(cases, parts_are_made_on_two_threads_and_merged);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
