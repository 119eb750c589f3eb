/* SPDX-License-Identifier: MIT */
#include "trial.h"

#include <string.h>

enum { UNTOUCHED = 4711 };

nrr_ledger *empty;
making made;

/* All that can be seen, as numbers. */
typedef struct sight {
    size_t count;
    int64_t numbers[16000];
} sight;

static void see(sight *seen, int64_t number)
{
    if (seen->count == COUNT(seen->numbers))
        ck_abort_msg("more can be seen than there is room for");
    seen->numbers[seen->count++] = number;
}

static void see_reasons(sight *seen, const nrr_report *report, nrr_reason first, nrr_reason last,
                        size_t rows)
{
    nrr_reason reason;
    nrr_measure code;
    size_t row;

    for (reason = first; reason <= last; reason++)
        for (code = NRR_MEASURE_REASON_GAIN; code <= NRR_MEASURE_REASON_LOSS; code++) {
            const int64_t *values = NULL;

            see(seen, nrr_report_reason(report, code, reason, &values));
            for (row = 0; values != NULL && row < rows; row++)
                see(seen, values[row]);
        }
}

static void see_report(sight *seen, const nrr_report *report)
{
    size_t rows = 0, row;
    nrr_measure code;

    ck_assert_int_eq(nrr_report_count(report, &rows), NRR_OK);
    for (row = 0; row < rows; row++) {
        uint32_t row_flags = 0;
        int64_t start = 0, end = 0;

        see(seen, nrr_report_flags(report, row, &row_flags));
        see(seen, nrr_report_period(report, row, &start, &end));
        see(seen, row_flags);
        see(seen, start);
        see(seen, end);
    }
    for (code = NRR_MEASURE_OPENING; code < NRR_MEASURE_REASON_GAIN; code++) {
        const int64_t *values = NULL;

        see(seen, nrr_report_column(report, code, &values));
        for (row = 0; values != NULL && row < rows; row++)
            see(seen, values[row]);
    }
    see_reasons(seen, report, NRR_REASON_UNSPECIFIED, NRR_REASON_MIGRATION, rows);
    see_reasons(seen, report, NRR_REASON_HOST, NRR_REASON_HOST + 12, rows);
    see_reasons(seen, report, NRR_REASON_HOST_SUM, NRR_REASON_HOST_SUM, rows);
}

/* Findings, those between assignments among them, by which assignments are seen. */
static void see_findings(sight *seen, const nrr_snapshot *snapshot)
{
    static const nrr_page all = {0, UINT64_MAX};
    static const nrr_field fields[] = {NRR_FIELD_RULE, NRR_FIELD_TIME, NRR_FIELD_DIMENSION,
                                       NRR_FIELD_VALUE};
    const int64_t *values = NULL;
    nrr_table *table = NULL;
    size_t rows = 0, row, i;

    ck_assert_int_eq(nrr_snapshot_findings(snapshot, &all, &table), NRR_OK);
    ck_assert_int_eq(nrr_table_count(table, &rows), NRR_OK);
    see(seen, (int64_t)rows);
    for (i = 0; i < COUNT(fields); i++) {
        ck_assert_int_eq(nrr_table_column(table, fields[i], &values), NRR_OK);
        for (row = 0; row < rows; row++)
            see(seen, values[row]);
    }
    nrr_table_free(table);
}

/* The findings and the report of a snapshot by the fixture's query, or why there is none. */
static void see_snapshot(sight *seen, const nrr_snapshot *snapshot)
{
    nrr_report *report = NULL;

    see_findings(seen, snapshot);
    see(seen, nrr_snapshot_report(snapshot, the.query, &report));
    if (report != NULL)
        see_report(seen, report);
    nrr_report_free(report);
}

static void see_ledger(sight *seen, nrr_ledger *ledger, int with_keys)
{
    static const nrr_counter counters[] = {NRR_COUNTER_FACTS, NRR_COUNTER_FIRST_TIME,
                                           NRR_COUNTER_LAST_TIME, NRR_COUNTER_CUSTOMERS,
                                           NRR_COUNTER_LINES};
    nrr_snapshot *snapshot = NULL;
    int64_t value;
    size_t i;

    for (i = 0; i < (with_keys ? COUNT(counters) : 3); i++) {
        value = 0;
        see(seen, nrr_ledger_counter(ledger, counters[i], &value));
        see(seen, value);
    }
    ck_assert_int_eq(nrr_ledger_snapshot(ledger, &snapshot), NRR_OK);
    see_snapshot(seen, snapshot);
    nrr_snapshot_free(snapshot);
}

static void look(const trial *it, sight *seen)
{
    seen->count = 0;
    see_ledger(seen, the.ledger, !it->keys_may_stay);
    see_ledger(seen, empty, !it->keys_may_stay);
    if (the.snapshot != NULL)
        see_snapshot(seen, the.snapshot);
    if (the.report != NULL)
        see_report(seen, the.report);
}

static void assert_same(const sight *seen, const sight *wanted)
{
    ck_assert_uint_eq(seen->count, wanted->count);
    ck_assert_mem_eq(seen->numbers, wanted->numbers, wanted->count * sizeof *wanted->numbers);
}

static void begin(const trial *it)
{
    fixture_begin();
    ck_assert_int_eq(nrr_ledger_new(&the.memory.allocator, &empty), NRR_OK);
    memset(&made, 0, sizeof made);
    made.id = UNTOUCHED;
    made.count = UNTOUCHED;
    made.refusal.row = UNTOUCHED;
    made.decimal.scaled = UNTOUCHED;
    it->prepare();
}

static void free_reports(void)
{
    nrr_table_free(made.table);
    nrr_report_free(made.report);
    made.report = NULL;
    for (size_t i = 0; i < COUNT(made.reports); i++) {
        nrr_report_free(made.reports[i]);
        made.reports[i] = NULL;
    }
}

static void end(void)
{
    free_reports();
    nrr_report_free(made.parts[0]);
    nrr_report_free(made.parts[1]);
    nrr_snapshot_free(made.later);
    nrr_snapshot_free(made.snapshot);
    nrr_query_free(made.query);
    nrr_ledger_free(made.ledger);
    nrr_ledger_free(empty);
    fixture_end();
}

static void assert_nothing_made(void)
{
    ck_assert_ptr_null(made.ledger);
    ck_assert_ptr_null(made.query);
    ck_assert_ptr_null(made.snapshot);
    ck_assert_ptr_null(made.report);
    ck_assert_ptr_null(made.table);
    ck_assert_uint_eq(made.count, UNTOUCHED);
    for (size_t i = 0; i < COUNT(made.reports); i++)
        ck_assert_ptr_null(made.reports[i]);
    ck_assert_uint_eq(made.id, UNTOUCHED);
    ck_assert_int_eq(made.decimal.scaled, UNTOUCHED);
    /* A refusal is written, and blames nobody. */
    if (made.refusal.row != UNTOUCHED) {
        ck_assert_int_eq(made.refusal.status, NRR_E_MEMORY);
        ck_assert_int_eq(made.refusal.row, -1);
        ck_assert_int_eq(made.refusal.field, 0);
    }
}

/* Which requests fail, and what is done after the failure, before all is freed. */
typedef enum way {
    ONE_AND_TRY_AGAIN,
    ONE_AND_LOOK_AND_TRY_AGAIN,
    ALL_AND_TRY_AGAIN,
    ALL_AND_FREE,
    WAYS
} way;

static void after_failure(const trial *it, way how, const sight *before, const sight *after)
{
    static sight seen;

    assert_nothing_made();
    if (how == ALL_AND_FREE)
        return;
    if (how == ONE_AND_LOOK_AND_TRY_AGAIN) {
        look(it, &seen);
        assert_same(&seen, before);
    }
    ck_assert_int_eq(it->call(), NRR_OK);
    look(it, &seen);
    assert_same(&seen, after);
}

/* Answers whether request n was reached. */
static int fail_at(const trial *it, size_t n, way how, const sight *before, const sight *after)
{
    nrr_status status;
    size_t failed;

    begin(it);
    if (how < ALL_AND_TRY_AGAIN)
        failing_allocator_fail_once(&the.memory, n);
    else
        failing_allocator_fail_from(&the.memory, n);
    status = it->call();
    failed = failing_allocator_failed(&the.memory);
    failing_allocator_fail_never(&the.memory);
    if (status != NRR_OK || !it->does_without)
        ck_assert_int_eq(status, failed == 0 ? NRR_OK : NRR_E_MEMORY);
    if (status != NRR_OK)
        after_failure(it, how, before, after);
    end();
    return failed != 0;
}

void run_trial(const trial *it)
{
    static sight before, after;
    size_t n;
    way how;

    begin(it);
    look(it, &before);
    end();
    begin(it);
    ck_assert_int_eq(it->call(), NRR_OK);
    look(it, &after);
    end();
    for (how = it->brief ? ONE_AND_LOOK_AND_TRY_AGAIN : 0; how < WAYS; how++) {
        for (n = 1; fail_at(it, n, how, &before, &after); n++)
            ck_assert_uint_lt(n, 1000);
        ck_assert_uint_gt(n, it->requests);
        if (it->brief)
            break;
    }
}
