/* SPDX-License-Identifier: MIT */
/* Amounts and times that need more bits than most, in batches before and behind such as do not, give the reports, facts and
 * refreshed reports that facts one by one give, and facts with sequences, which are kept otherwise. */
#include "fixture.h"

#include <string.h>

enum { ROWS = 200, BATCHES = 3, SPECIAL = 150, SECOND_BLOCK = 1024 }; /* a row in the midst of a batch; customers of a block */

/* What a batch has in it. */
typedef enum size { SMALL, LARGE_AMOUNT, LARGE_TIME, LONG_AGO, SIZES } size;

static nrr_fact batches[BATCHES][ROWS];

/* Levels of all customers in turn, each at a time of its own. */
static void make_batch(size_t number, size of, uint64_t sequence)
{
    memset(batches[number], 0, sizeof batches[number]);
    for (size_t i = 0; i < ROWS; i++) {
        nrr_fact *fact = &batches[number][i];
        fact->customer = (uint32_t)(1 + i % CUSTOMERS);
        fact->time = (int64_t)(number * ROWS + i);
        fact->kind = NRR_KIND_LEVEL;
        fact->amount = (int64_t)(1 + i * 7 % 97);
        fact->sequence = sequence;
    }
    if (of == LARGE_AMOUNT)
        batches[number][SPECIAL].amount = INT64_C(0x123456789abc);
    if (of == LARGE_TIME)
        batches[number][SPECIAL].time = (INT64_C(1) << 60) + (int64_t)number;
    if (of == LONG_AGO)
        batches[number][SPECIAL].time = -(INT64_C(1) << 60) - (int64_t)number;
}

static void make_batches(size_t sizes, uint64_t sequence)
{
    for (size_t i = 0; i < BATCHES; i++, sizes /= SIZES)
        make_batch(i, (size)(sizes % SIZES), sequence);
}

/* Appends a batch by so many facts at once. */
static void append_batch(nrr_ledger *ledger, size_t batch, size_t at_once)
{
    for (size_t i = 0; i < ROWS; i += at_once)
        ck_assert_int_eq(
            nrr_ledger_append(ledger, &batches[batch][i], sizeof(nrr_fact), at_once, NULL), NRR_OK);
}

static nrr_snapshot *snapshot_of(nrr_ledger *ledger)
{
    nrr_snapshot *snapshot = NULL;

    ck_assert_int_eq(nrr_ledger_snapshot(ledger, &snapshot), NRR_OK);
    return snapshot;
}

static nrr_report *report_at(const nrr_snapshot *snapshot)
{
    nrr_report *report = NULL;

    ck_assert_int_eq(nrr_snapshot_report(snapshot, the.query, &report), NRR_OK);
    return report;
}

static void ask_for_all_times(void)
{
    ask(-(INT64_C(1) << 60) - BATCHES, 0);
    for (int64_t time = 0; time < BATCHES * ROWS; time += ROWS / 2)
        ask(time, time + ROWS);
    ask(1, (INT64_C(1) << 60) + 1);
    ask((INT64_C(1) << 60) + 1, INT64_MAX);
}

/* How many facts of the batches are a customer's, of this time and amount. */
static size_t times_appended(uint32_t customer, int64_t time, int64_t amount)
{
    size_t found = 0;

    for (size_t i = 0; i < BATCHES * ROWS; i++) {
        const nrr_fact *fact = &batches[i / ROWS][i % ROWS];
        found += fact->customer == customer && fact->time == time && fact->amount == amount;
    }
    return found;
}

static void assert_facts(const nrr_snapshot *snapshot)
{
    const nrr_page page = {0, UINT64_MAX};

    for (uint32_t customer = 1; customer <= CUSTOMERS; customer++) {
        nrr_subject subject = {.customer = customer, .flags = NRR_SUBJECT_HISTORY};
        const int64_t *times, *amounts;
        nrr_table *table = NULL;
        size_t count;
        ck_assert_int_eq(nrr_snapshot_facts(snapshot, the.query, &subject, &page, &table), NRR_OK);
        ck_assert_int_eq(nrr_table_count(table, &count), NRR_OK);
        ck_assert_uint_eq(count, BATCHES * ROWS / CUSTOMERS);
        ck_assert_int_eq(nrr_table_column(table, NRR_FIELD_TIME, &times), NRR_OK);
        ck_assert_int_eq(nrr_table_column(table, NRR_FIELD_AMOUNT, &amounts), NRR_OK);
        for (size_t i = 0; i < count; i++)
            ck_assert_uint_eq(times_appended(customer, times[i], amounts[i]), 1);
        nrr_table_free(table);
    }
}

/* Another ledger that gets the batches by so many facts at once says the same, also by refreshing after each. */
static void assert_same_by(size_t at_once, const nrr_report *wanted)
{
    nrr_ledger *ledger = ledger_new();
    nrr_snapshot *before = snapshot_of(ledger), *after;
    nrr_report *report = report_at(before), *fresh;

    for (size_t batch = 0; batch < BATCHES; batch++) {
        append_batch(ledger, batch, at_once);
        after = snapshot_of(ledger);
        ck_assert_int_eq(
            nrr_report_refresh((const nrr_report *const *)&report, 1, before, after, &fresh),
            NRR_OK);
        nrr_report_free(report);
        nrr_snapshot_free(before);
        report = fresh;
        before = after;
    }
    assert_same_reports(report, wanted);
    assert_facts(before);
    nrr_report_free(report);
    report = report_at(before);
    assert_same_reports(report, wanted);
    nrr_report_free(report);
    nrr_snapshot_free(before);
    nrr_ledger_free(ledger);
}

START_TEST(large_facts_are_kept_beside_small_ones)
{
    nrr_ledger *ledger = ledger_new();
    nrr_snapshot *snapshot;
    nrr_report *wanted;

    ask_for_all_times();
    make_batches((size_t)_i, 1);
    for (size_t batch = 0; batch < BATCHES; batch++)
        append_batch(ledger, batch, ROWS);
    snapshot = snapshot_of(ledger);
    wanted = report_at(snapshot);
    make_batches((size_t)_i, 0);
    assert_same_by(ROWS, wanted);
    assert_same_by(ROWS / 2, wanted);
    assert_same_by(1, wanted);
    nrr_report_free(wanted);
    nrr_snapshot_free(snapshot);
    nrr_ledger_free(ledger);
}
END_TEST

/* A block whose facts have upper halves beside one whose facts have none, until a batch brings one that needs them. */
START_TEST(blocks_with_halves_lie_beside_blocks_without)
{
    const nrr_fact large = FACT(A, MAIN, -1, LEVEL, INT64_C(1) << 40);
    nrr_ledger *ledgers[2] = {ledger_new(), ledger_new()};
    nrr_snapshot *snapshots[2];
    nrr_report *reports[2];
    uint32_t id;

    ask_for_all_times();
    for (int way = 0; way < 2; way++) {
        for (int64_t key = CUSTOMERS + 1; key <= SECOND_BLOCK + CUSTOMERS; key++)
            ck_assert_int_eq(nrr_ledger_key_integer(ledgers[way], NRR_KEY_CUSTOMER, key, &id), NRR_OK);
        make_batches(LARGE_AMOUNT * SIZES * SIZES, (uint64_t)way);
        for (size_t i = 0; i < BATCHES * ROWS; i += 3)
            batches[i / ROWS][i % ROWS].customer += SECOND_BLOCK;
        ck_assert_int_eq(nrr_ledger_append(ledgers[way], &large, sizeof large, 1, NULL), NRR_OK);
        for (size_t batch = 0; batch < BATCHES; batch++)
            append_batch(ledgers[way], batch, ROWS);
        snapshots[way] = snapshot_of(ledgers[way]);
        reports[way] = report_at(snapshots[way]);
    }
    assert_same_reports(reports[0], reports[1]);
    for (int way = 0; way < 2; way++) {
        nrr_report_free(reports[way]);
        nrr_snapshot_free(snapshots[way]);
        nrr_ledger_free(ledgers[way]);
    }
}
END_TEST

/* A void takes a fact with upper halves away, and a repeat of it is none; what becomes of facts is noted in their chunks. */
START_TEST(large_facts_are_voided_and_repeated)
{
    const nrr_fact facts[] = {
        FACT(A, MAIN, 5, LEVEL, 7, .id = 1),
        FACT(A, MAIN, INT64_C(1) << 58, LEVEL, INT64_C(1) << 40, .id = 2),
        FACT(A, MAIN, 6, LEVEL, INT64_C(1) << 41, .id = 3),
        FACT(A, MAIN, INT64_C(1) << 58, LEVEL, INT64_C(1) << 40, .id = 2),
        {.kind = NRR_KIND_VOID, .id = 3},
    };
    uint32_t id;

    for (int64_t key = 1; key <= 3; key++)
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_FACT, key, &id), NRR_OK);
    for (size_t i = 0; i < COUNT(facts); i++)
        ck_assert_int_eq(nrr_ledger_append(the.ledger, &facts[i], sizeof *facts, 1, NULL), NRR_OK);
    ask(6, (INT64_C(1) << 58) + 1);
    the.snapshot = snapshot_of(the.ledger);
    the.report = report_at(the.snapshot);
    ck_assert_int_eq(measure(0, NRR_MEASURE_OPENING), 7);
    ck_assert_int_eq(measure(0, NRR_MEASURE_CLOSING), INT64_C(1) << 40);
    ck_assert_int_eq(measure(0, NRR_MEASURE_EXPANSION), (INT64_C(1) << 40) - 7);
    ck_assert_int_eq(measure(0, NRR_MEASURE_CONTRACTION), 0);
}
END_TEST

/* Of three facts the last one is void from an instant of the second clock on: a snapshot from before has it. */
START_TEST(a_void_is_known_of_its_own_fact)
{
    const nrr_fact facts[] = {
        FACT(A, MAIN, 5, LEVEL, 7, .id = 1, .known = 10, .flags = NRR_FACT_KNOWN),
        FACT(A, MAIN, 6, LEVEL, 8, .id = 2, .known = 10, .flags = NRR_FACT_KNOWN),
        FACT(A, MAIN, 7, LEVEL, INT64_C(1) << 40, .id = 3, .known = 10, .flags = NRR_FACT_KNOWN),
        {.kind = NRR_KIND_VOID, .id = 3, .known = 50, .flags = NRR_FACT_KNOWN},
    };
    static const int64_t knowns[] = {9, 49, 50};
    static const int64_t closings[] = {0, INT64_C(1) << 40, 8};
    nrr_snapshot *snapshot;
    uint32_t id;

    for (int64_t key = 1; key <= 3; key++)
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_FACT, key, &id), NRR_OK);
    ck_assert_int_eq(nrr_ledger_append(the.ledger, facts, sizeof *facts, COUNT(facts), NULL), NRR_OK);
    ask(0, 10);
    snapshot = snapshot_of(the.ledger);
    for (size_t i = 0; i < COUNT(knowns); i++) {
        nrr_snapshot *then;
        nrr_report *report;
        int64_t closing = -1;
        ck_assert_int_eq(nrr_snapshot_as_known(snapshot, knowns[i], &then), NRR_OK);
        report = report_at(then);
        ck_assert_int_eq(nrr_report_measure(report, 0, NRR_MEASURE_CLOSING, &closing), NRR_OK);
        ck_assert_int_eq(closing, closings[i]);
        nrr_report_free(report);
        nrr_snapshot_free(then);
    }
    nrr_snapshot_free(snapshot);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("large facts");
    TCase *cases = fixture_cases("large facts");

    tcase_add_loop_test(cases, large_facts_are_kept_beside_small_ones, 0, SIZES * SIZES * SIZES);
    tcase_add_test(cases, blocks_with_halves_lie_beside_blocks_without);
    tcase_add_test(cases, a_void_is_known_of_its_own_fact);
    tcase_add_test(cases, large_facts_are_voided_and_repeated);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
