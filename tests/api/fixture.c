/* SPDX-License-Identifier: MIT */
#include "fixture.h"

#include <stdlib.h>
#include <string.h>

fixture the;

/* All facts that were put, to hand them to a second ledger in reverse. */
static nrr_fact *facts_put;
static size_t facts_count;

static void open_all(void)
{
    memset(&the, 0, sizeof the);
    failing_allocator_init(&the.memory);
    the.ledger = ledger_new();
    ck_assert_int_eq(nrr_query_new(&the.memory.allocator, &the.query), NRR_OK);
}

static void close_report(void)
{
    nrr_report_free(the.report);
    nrr_snapshot_free(the.snapshot);
    the.report = NULL;
    the.snapshot = NULL;
}

static void close_all(void)
{
    close_report();
    nrr_query_free(the.query);
    nrr_ledger_free(the.ledger);
    the.query = NULL;
    the.ledger = NULL;
    free(facts_put);
    facts_put = NULL;
    facts_count = 0;
}

void fixture_begin(void)
{
    open_all();
}

void fixture_end(void)
{
    close_all();
    ck_assert_ptr_null(failing_allocator_complaint(&the.memory));
    ck_assert_uint_eq(the.memory.live_blocks, 0);
    ck_assert_uint_eq(the.memory.live_bytes, 0);
}

void fixture_again(void)
{
    fixture_end();
    fixture_begin();
}

TCase *fixture_cases(const char *name)
{
    TCase *cases = tcase_create(name);

    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    return cases;
}

/* Assertions of libcheck write a message each: where much is asserted, only what failed does. */
static void intern(nrr_ledger *ledger, nrr_key_family family, uint32_t number)
{
    uint32_t id = 0;
    nrr_status status = nrr_ledger_key_integer(ledger, family, number, &id);

    if (status != NRR_OK || id != number)
        ck_abort_msg("key %u: status %d, id %u", (unsigned)number, (int)status, (unsigned)id);
}

nrr_ledger *ledger_new(void)
{
    nrr_ledger *ledger = NULL;
    uint32_t number;

    ck_assert_int_eq(nrr_ledger_new(&the.memory.allocator, &ledger), NRR_OK);
    for (number = 1; number <= CUSTOMERS; number++)
        intern(ledger, NRR_KEY_CUSTOMER, number);
    for (number = 1; number <= LINES; number++)
        intern(ledger, NRR_KEY_LINE, number);
    return ledger;
}

static void append(nrr_ledger *ledger, const nrr_fact *facts, size_t count)
{
    nrr_refusal refusal = {0, 0, 0};

    if (nrr_ledger_append(ledger, facts, sizeof *facts, count, &refusal) != NRR_OK)
        ck_abort_msg("fact %d is refused with %d for field %d", (int)refusal.row,
                     (int)refusal.status, (int)refusal.field);
}

void put(const nrr_fact *facts, size_t count)
{
    nrr_fact *grown = realloc(facts_put, (facts_count + count) * sizeof *grown);

    ck_assert_ptr_nonnull(grown);
    memcpy(grown + facts_count, facts, count * sizeof *facts);
    facts_put = grown;
    facts_count += count;
    append(the.ledger, facts, count);
}

void ask(int64_t start, int64_t end)
{
    ck_assert_int_eq(nrr_query_add_period(the.query, start, end), NRR_OK);
}

void ask_anew(void)
{
    nrr_query_free(the.query);
    ck_assert_int_eq(nrr_query_new(&the.memory.allocator, &the.query), NRR_OK);
}

void option(nrr_query_option key, int64_t value)
{
    ck_assert_int_eq(nrr_query_set(the.query, key, value), NRR_OK);
}

/* Copies what is declared of the coverage. */
static void copy_option(nrr_ledger *to, nrr_ledger_option key)
{
    int64_t value;

    if (nrr_ledger_get(the.ledger, key, &value) == NRR_OK)
        ck_assert_int_eq(nrr_ledger_set(to, key, value), NRR_OK);
}

static nrr_ledger *reversed_ledger(void)
{
    nrr_ledger *ledger = ledger_new();
    size_t i;

    for (i = facts_count; i-- > 0;)
        append(ledger, &facts_put[i], 1);
    copy_option(ledger, NRR_LEDGER_COVERAGE_START);
    copy_option(ledger, NRR_LEDGER_COVERAGE_END);
    return ledger;
}

nrr_status report_of(nrr_ledger *ledger, nrr_report **report)
{
    nrr_snapshot *snapshot = NULL;
    nrr_status status;

    ck_assert_int_eq(nrr_ledger_snapshot(ledger, &snapshot), NRR_OK);
    status = nrr_snapshot_report(snapshot, the.query, report);
    nrr_snapshot_free(snapshot);
    return status;
}

void compute(void)
{
    nrr_ledger *reversed = reversed_ledger();
    nrr_report *report = NULL;

    close_report();
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &the.snapshot), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, the.query, &the.report), NRR_OK);
    ck_assert_int_eq(report_of(reversed, &report), NRR_OK);
    assert_same_reports(the.report, report);
    ck_assert_int_eq(nrr_report_check(the.report, NULL), NRR_OK);
    nrr_report_free(report);
    nrr_ledger_free(reversed);
}

void refuses(nrr_status status)
{
    nrr_ledger *reversed = reversed_ledger();
    nrr_report *report = NULL;

    ck_assert_int_eq(report_of(the.ledger, &report), status);
    ck_assert_int_eq(report_of(reversed, &report), status);
    ck_assert_ptr_null(report);
    nrr_ledger_free(reversed);
}

/* What a column is called. */
static const char *measure_name(nrr_measure code)
{
    const char *name = "?";

    (void)nrr_vocabulary_name(NRR_VOCABULARY_MEASURE, code, &name);
    return name;
}

static void assert_same_columns(const char *name, const int64_t *left, const int64_t *right,
                                size_t rows)
{
    size_t row;

    for (row = 0; row < rows; row++)
        if (left[row] != right[row])
            ck_abort_msg("row %zu, %s: %lld in one report, %lld in the other", row, name,
                         (long long)left[row], (long long)right[row]);
}

static void assert_same_status(const char *name, nrr_status left, nrr_status right)
{
    if (left != right)
        ck_abort_msg("%s: status %d in one report, %d in the other", name, (int)left, (int)right);
}

static void assert_same_reason(const nrr_report *report, const nrr_report *other, nrr_reason reason,
                               size_t rows)
{
    nrr_measure code;

    for (code = NRR_MEASURE_REASON_GAIN; code <= NRR_MEASURE_REASON_LOSS; code++) {
        const int64_t *left = NULL, *right = NULL;
        nrr_status status = nrr_report_reason(report, code, reason, &left);

        assert_same_status(measure_name(code), status,
                           nrr_report_reason(other, code, reason, &right));
        if (status == NRR_OK)
            assert_same_columns(measure_name(code), left, right, rows);
    }
}

static void assert_same_rows(const nrr_report *report, const nrr_report *other, size_t rows)
{
    const int64_t *starts, *ends, *other_starts, *other_ends;
    const uint32_t *left, *right;

    ck_assert_int_eq(nrr_report_periods(report, &starts, &ends), NRR_OK);
    ck_assert_int_eq(nrr_report_periods(other, &other_starts, &other_ends), NRR_OK);
    ck_assert_int_eq(nrr_report_all_flags(report, &left), NRR_OK);
    ck_assert_int_eq(nrr_report_all_flags(other, &right), NRR_OK);
    ck_assert_mem_eq(starts, other_starts, rows * sizeof *starts);
    ck_assert_mem_eq(ends, other_ends, rows * sizeof *ends);
    ck_assert_mem_eq(left, right, rows * sizeof *left);
}

void assert_same_reports(const nrr_report *report, const nrr_report *other)
{
    size_t rows = 0, other_rows = 1;
    nrr_measure code;
    nrr_reason reason;

    ck_assert_int_eq(nrr_report_count(report, &rows), NRR_OK);
    ck_assert_int_eq(nrr_report_count(other, &other_rows), NRR_OK);
    ck_assert_uint_eq(rows, other_rows);
    assert_same_rows(report, other, rows);
    for (code = NRR_MEASURE_OPENING; code < NRR_MEASURE_REASON_GAIN; code++) {
        const int64_t *left = NULL, *right = NULL;
        nrr_status status = nrr_report_column(report, code, &left);

        assert_same_status(measure_name(code), status, nrr_report_column(other, code, &right));
        if (status == NRR_OK)
            assert_same_columns(measure_name(code), left, right, rows);
    }
    for (reason = NRR_REASON_UNSPECIFIED; reason <= NRR_REASON_MIGRATION; reason++)
        assert_same_reason(report, other, reason, rows);
    for (reason = NRR_REASON_HOST; reason < NRR_REASON_HOST + 10; reason++)
        assert_same_reason(report, other, reason, rows);
    assert_same_reason(report, other, NRR_REASON_HOST_SUM, rows);
}

int64_t measure(size_t row, nrr_measure code)
{
    int64_t value = 0;
    nrr_status status = nrr_report_measure(the.report, row, code, &value);

    if (status != NRR_OK)
        ck_abort_msg("row %zu: %s answers %d", row, measure_name(code), (int)status);
    return value;
}

uint32_t flags(size_t row)
{
    uint32_t value = 0;

    ck_assert_int_eq(nrr_report_flags(the.report, row, &value), NRR_OK);
    return value;
}

int64_t counter(const nrr_ledger *ledger, nrr_counter code)
{
    int64_t value = 0;

    ck_assert_int_eq(nrr_ledger_counter(ledger, code, &value), NRR_OK);
    return value;
}

void assert_row(size_t row, const expectation *wanted, size_t count)
{
    int64_t values[NRR_MEASURE_REASON_GAIN] = {0};
    nrr_measure code;
    size_t i;

    for (i = 0; i < count; i++)
        values[wanted[i].measure] = wanted[i].value;
    for (code = NRR_MEASURE_OPENING; code < NRR_MEASURE_REASON_GAIN; code++) {
        int64_t value = measure(row, code);

        if (value != values[code])
            ck_abort_msg("row %zu: %s is %lld, not %lld", row, measure_name(code), (long long)value,
                         (long long)values[code]);
    }
}

void assert_rate(size_t row, nrr_rate code, int64_t numerator, int64_t denominator)
{
    nrr_ratio ratio = {0, 0, -1, 1};
    const char *name = "?";
    nrr_ratio_status status = NRR_RATIO_OK;

    if (denominator == 0)
        status = numerator == 0 ? NRR_RATIO_UNDEFINED : NRR_RATIO_UNBOUNDED;
    (void)nrr_vocabulary_name(NRR_VOCABULARY_RATE, code, &name);
    ck_assert_int_eq(nrr_report_rate(the.report, row, code, &ratio), NRR_OK);
    if (ratio.numerator != numerator || ratio.denominator != denominator)
        ck_abort_msg("row %zu: %s is %lld/%lld, not %lld/%lld", row, name,
                     (long long)ratio.numerator, (long long)ratio.denominator, (long long)numerator,
                     (long long)denominator);
    ck_assert_int_eq(ratio.status, status);
    ck_assert_uint_eq(ratio.reserved, 0);
}

static void assert_reason(size_t row, nrr_measure code, nrr_reason reason, int64_t value)
{
    const int64_t *values = NULL;

    if (nrr_report_reason(the.report, code, reason, &values) != NRR_OK || values[row] != value)
        ck_abort_msg("row %zu: %s of reason %d is %lld, not %lld", row, measure_name(code),
                     (int)reason, values == NULL ? 0 : (long long)values[row], (long long)value);
}

void assert_gain(size_t row, nrr_reason reason, int64_t value)
{
    assert_reason(row, NRR_MEASURE_REASON_GAIN, reason, value);
}

void assert_loss(size_t row, nrr_reason reason, int64_t value)
{
    assert_reason(row, NRR_MEASURE_REASON_LOSS, reason, value);
}
