/* SPDX-License-Identifier: MIT */
/* The ten-line story in C: the billing table of a small company, and what was retained of it in five
 * months. The same story is told in C++, Python and Ruby, with the same output: expected.txt. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <nrr/nrr.h>

/* One row of the billing table; the amount is in cents of monthly revenue, 0 for "all". */
static const struct billing {
    const char *customer;
    nrr_civil date;
    nrr_kind kind;
    nrr_reason reason;
    int64_t amount;
} billing[] = {
    {"acme", {2024, 1, 1, 0, 0, 0, 0}, NRR_KIND_NEW, NRR_REASON_UNSPECIFIED, 250000},
    {"globex", {2024, 1, 1, 0, 0, 0, 0}, NRR_KIND_NEW, NRR_REASON_UNSPECIFIED, 100000},
    {"acme", {2024, 3, 10, 0, 0, 0, 0}, NRR_KIND_EXPANSION, NRR_REASON_SEATS, 50000},
    {"globex", {2024, 5, 20, 0, 0, 0, 0}, NRR_KIND_CHURN, NRR_REASON_VOLUNTARY, 0},
    {"globex", {2024, 6, 15, 0, 0, 0, 0}, NRR_KIND_REACTIVATION, NRR_REASON_WIN_BACK, 80000},
};

enum { FACTS = sizeof billing / sizeof *billing, MONTHS = 5 };

static const nrr_calendar calendar = {NRR_TIME_SECONDS, NRR_STEP_MONTH, 0, 0, 0, 0};
static const nrr_civil first_month = {2024, 2, 1, 0, 0, 0, 0};

/* --- the ten lines ----------------------------------------------------------------------------- */

static nrr_status append(nrr_ledger *ledger)
{
    nrr_fact facts[FACTS];
    nrr_status status = NRR_OK;
    size_t i;

    memset(facts, 0, sizeof facts);
    for (i = 0; i < FACTS && status == NRR_OK; i++) {
        const struct billing *row = &billing[i];

        facts[i].kind = row->kind;
        facts[i].reason = row->reason;
        facts[i].amount = row->amount;
        facts[i].flags = row->amount == 0 ? NRR_FACT_ALL : 0;
        status = nrr_calendar_ticks(&calendar, &row->date, &facts[i].time);
        if (status == NRR_OK)
            status = nrr_ledger_key(ledger, NRR_KEY_CUSTOMER, row->customer, strlen(row->customer),
                                    &facts[i].customer);
    }
    return status == NRR_OK ? nrr_ledger_append(ledger, facts, sizeof *facts, FACTS, NULL) : status;
}

static nrr_status ask(nrr_query *query)
{
    int64_t first = 0, edges[MONTHS + 1];
    nrr_status status = nrr_calendar_ticks(&calendar, &first_month, &first);

    if (status == NRR_OK)
        status = nrr_calendar_edges(&calendar, first, edges, MONTHS + 1);
    return status == NRR_OK ? nrr_query_add_edges(query, edges, MONTHS + 1, 1) : status;
}

/* --- the report -------------------------------------------------------------------------------- */

/* A rate in percent; one that is undefined shows as "-". */
static nrr_status percent(const nrr_report *report, size_t row, nrr_rate rate, char text[32])
{
    static const nrr_precision three_digits = {3, NRR_ROUND_HALF_EVEN};
    nrr_ratio ratio = {0, 0, NRR_RATIO_UNDEFINED, 0};
    nrr_decimal decimal = {0, 0, NRR_RATIO_UNDEFINED};
    nrr_status status = nrr_report_rate(report, row, rate, &ratio);

    if (status == NRR_OK)
        status = nrr_ratio_round(&ratio, &three_digits, &decimal);
    if (status != NRR_OK)
        return status;
    if (decimal.status == NRR_RATIO_OK)
        snprintf(text, 32, "%" PRId64 ".%" PRId64, decimal.scaled / 10, decimal.scaled % 10);
    else
        snprintf(text, 32, "-");
    return NRR_OK;
}

static nrr_status print(const nrr_report *report)
{
    const int64_t *starts = NULL, *ends = NULL, *opening = NULL, *closing = NULL;
    nrr_status status = nrr_report_periods(report, &starts, &ends);
    size_t row;

    if (status == NRR_OK)
        status = nrr_report_column(report, NRR_MEASURE_OPENING, &opening);
    if (status == NRR_OK)
        status = nrr_report_column(report, NRR_MEASURE_CLOSING, &closing);
    if (status == NRR_OK)
        printf("%-7s%12s%12s%12s%12s\n", "month", "opening", "closing", "nrr", "grr");
    for (row = 0; row < MONTHS && status == NRR_OK; row++) {
        char month[16], amounts[2][32], rates[2][32];
        nrr_civil date = {0, 0, 0, 0, 0, 0, 0};

        status = nrr_calendar_civil(&calendar, starts[row], &date);
        if (status == NRR_OK)
            status = percent(report, row, NRR_RATE_NRR, rates[0]);
        if (status == NRR_OK)
            status = percent(report, row, NRR_RATE_GRR, rates[1]);
        if (status != NRR_OK)
            break;
        snprintf(month, sizeof month, "%04d-%02d", (int)date.year, (int)date.month);
        snprintf(amounts[0], 32, "%" PRId64 ".%02" PRId64, opening[row] / 100, opening[row] % 100);
        snprintf(amounts[1], 32, "%" PRId64 ".%02" PRId64, closing[row] / 100, closing[row] % 100);
        printf("%-7s%12s%12s%12s%12s\n", month, amounts[0], amounts[1], rates[0], rates[1]);
    }
    return status;
}

int main(void)
{
    nrr_ledger *ledger = NULL;
    nrr_snapshot *snapshot = NULL;
    nrr_query *query = NULL;
    nrr_report *report = NULL;
    nrr_status status = nrr_ledger_new(NULL, &ledger);

    if (status == NRR_OK)
        status = append(ledger);
    if (status == NRR_OK)
        status = nrr_ledger_snapshot(ledger, &snapshot);
    if (status == NRR_OK)
        status = nrr_query_new(NULL, &query);
    if (status == NRR_OK)
        status = ask(query);
    if (status == NRR_OK)
        status = nrr_snapshot_report(snapshot, query, &report);
    if (status == NRR_OK)
        status = print(report);
    nrr_report_free(report);
    nrr_query_free(query);
    nrr_snapshot_free(snapshot);
    nrr_ledger_free(ledger);
    if (status != NRR_OK)
        fprintf(stderr, "story: status %d\n", (int)status);
    return status == NRR_OK ? 0 : 1;
}
