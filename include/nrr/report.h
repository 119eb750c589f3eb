/* SPDX-License-Identifier: MIT */
/** @file nrr/report.h
 * The report: one row per period of the query, in the query's order, one column per measure; and
 * the rates over them. Immutable, for any number of threads; it outlives ledger, snapshot and
 * query. */
#ifndef NRR_REPORT_H
#define NRR_REPORT_H

#include "nrr/export.h"
#include "nrr/fact.h"
#include "nrr/key.h"
#include "nrr/measure.h"
#include "nrr/query.h"
#include "nrr/ratio.h"
#include "nrr/snapshot.h"
#include "nrr/status.h"
#include "nrr/table.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nrr_report nrr_report;

/** Flags of a row (METRICS.md section 5). */
enum {
    NRR_ROW_PARTIAL = 1,    /**< the period ends after the declared coverage */
    NRR_ROW_INCOMPLETE = 2, /**< the period begins before the declared coverage */
    NRR_ROW_EMPTY = 4       /**< nothing happened: no opening, no movement, no renewal due */
};

/** What a row of a report is of. */
typedef int32_t nrr_group_kind;

enum {
    NRR_GROUP_VALUE = 1,      /**< units with a value of the dimension */
    NRR_GROUP_UNASSIGNED = 2, /**< units without one */
    NRR_GROUP_TOTAL = 3       /**< all units */
};

enum {
    NRR_REASON_HOST_SUM = 65536 /**< in nrr_report_reason() only: the sum of all host codes */
};

enum {
    NRR_ROWS_MAX = 2147483647 /**< rows of a report: periods times groups, the total among them */
};

/** An average of a series of rates (METRICS.md section 5). */
typedef int32_t nrr_average;

enum {
    NRR_AVERAGE_CHAIN = 1,   /**< the product of the rates; UNDEFINED if a row is not OK */
    NRR_AVERAGE_MEAN = 2,    /**< the arithmetic mean; UNDEFINED if a row is not OK */
    NRR_AVERAGE_WEIGHTED = 3 /**< sum of numerators / sum of denominators, of the rows that are OK;
                                  UNDEFINED if none is */
};

/** Compute a report. Any thread.
 * @param snapshot not NULL.
 * @param query with a period at least; not NULL. No other thread may change it meanwhile.
 * @param report receives the report, owned by the caller, free with nrr_report_free(); not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_PERIODS, NRR_E_PART, NRR_E_FINDINGS (the ledger was strict and there is a
 * contradiction), NRR_E_OVERFLOW (a unit's level at any instant, or a measure that was asked for,
 * does not fit int64_t), NRR_E_TOO_MANY (2^32 - 1 facts of customers
 * with parents, by unit PARENT; more than NRR_ROWS_MAX rows, which is found out before memory is tried),
 * NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_report(const nrr_snapshot *snapshot, const nrr_query *query, nrr_report **report);

/** Give the number of rows that each period of a report would have, without making it: one for each
 * group, and one for the total; 1 if the query is by no dimension. Any thread.
 * @param snapshot not NULL.
 * @param query with any periods, or none; not NULL. No other thread may change it meanwhile.
 * @param count receives the number; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_TOO_MANY (2^32 - 1 groups), NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_groups(const nrr_snapshot *snapshot, const nrr_query *query, size_t *count);

/** Compute several reports in one pass over the snapshot, which costs less than one after the other,
 * above all where their periods have edges in common: all of them or none. Any thread.
 * @param snapshot not NULL.
 * @param queries count queries, as for nrr_snapshot_report(); NULL only if count is 0.
 * @param count number of queries.
 * @param reports the caller's array of count reports, each owned by the caller, free with
 * nrr_report_free(); written if all is well; NULL only if count is 0.
 * @return as nrr_snapshot_report().
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_reports(const nrr_snapshot *snapshot, const nrr_query *const *queries, size_t count, nrr_report **reports);

/** Add reports up: those of the parts of a snapshot (NRR_QUERY_PART), and those of ledgers that have no
 * unit in common. The result is the report of all of them together (METRICS.md section 4, identity 5), and
 * may be merged again. Which ledgers have units in common the library can't know: the host does.
 * @param reports count reports that answer one query, parts aside; borrowed; not NULL.
 * @param count number of reports, at least 1.
 * @param merged receives the report, owned by the caller, free with nrr_report_free(); not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_QUERY (they answer different queries), NRR_E_PART (none, the same part
 * twice, or parts of two divisions), NRR_E_SNAPSHOT (two snapshots of one ledger), NRR_E_OVERFLOW,
 * NRR_E_TOO_MANY (more than NRR_ROWS_MAX rows), NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_report_merge(const nrr_report *const *reports, size_t count, nrr_report **merged);

/** Bring reports of one snapshot up to another one of the same ledger: the same as to make them anew. If
 * little has come in between it costs little, since only customers of whom something came are looked at;
 * reports by unit PARENT, and reports by dimensions between snapshots of which values were assigned, are made
 * anew. Backwards, between snapshots as known at two times, and where a large share of a block of customers changed,
 * the customers of that block are all looked at. Any thread.
 * @param reports count reports of `before`, whole or of parts; borrowed; NULL only if count is 0.
 * @param count number of reports.
 * @param before the snapshot that they are of; not NULL.
 * @param after another snapshot of the same ledger, a later one as a rule; not NULL.
 * @param refreshed the caller's array of count reports, each owned by the caller, free with
 * nrr_report_free(); written if all is well; NULL only if count is 0.
 * @return NRR_OK, NRR_E_NULL, NRR_E_SNAPSHOT, NRR_E_FINDINGS, NRR_E_OVERFLOW, NRR_E_TOO_MANY and
 * NRR_E_MEMORY as nrr_snapshot_report().
 * @since 0.1.0 */
NRR_API nrr_status nrr_report_refresh(const nrr_report *const *reports, size_t count, const nrr_snapshot *before, const nrr_snapshot *after, nrr_report **refreshed);

/** Free a report, on any thread.
 * @param report may be NULL; no other thread may be using it.
 * @since 0.1.0 */
NRR_API void nrr_report_free(nrr_report *report);

/** Give the number of rows.
 * @param report not NULL.
 * @param count receives the number; not NULL.
 * @return NRR_OK, NRR_E_NULL.
 * @since 0.1.0 */
NRR_API nrr_status nrr_report_count(const nrr_report *report, size_t *count);

/** Give the number of rows that each period has: 1 if the query is by no dimension, else one for each
 * group and the total. Row = period * count + group: groups in the order of their keys, those without a
 * value behind those with one, the total last (METRICS.md section 7).
 * @param report not NULL.
 * @param count receives the number; not NULL.
 * @return NRR_OK, NRR_E_NULL.
 * @since 0.1.0 */
NRR_API nrr_status nrr_report_groups(const nrr_report *report, size_t *count);

/** Say which group a row is of, by one of the dimensions of the query.
 * @param report not NULL.
 * @param row from 0.
 * @param dimension from 0, in the order in which the query was given them.
 * @param kind receives one of NRR_GROUP_*; not NULL.
 * @param value receives the value's key if there is one, else all its members are zero; bytes are borrowed
 * until the report is freed; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_ROW, NRR_E_DIMENSION (the query has no such one).
 * @since 0.1.0 */
NRR_API nrr_status nrr_report_group(const nrr_report *report, size_t row, size_t dimension, nrr_group_kind *kind, nrr_key *value);

/** Give the period of a row, [start, end).
 * @param report not NULL.
 * @param row 0 to count - 1.
 * @param start receives its first tick; not NULL.
 * @param end receives the tick behind it; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_ROW.
 * @since 0.1.0 */
NRR_API nrr_status nrr_report_period(const nrr_report *report, size_t row, int64_t *start, int64_t *end);

/** Give the periods of all rows.
 * @param report not NULL.
 * @param starts receives a pointer to count first ticks, borrowed until the report is freed; not NULL.
 * @param ends receives a pointer to count ticks behind, likewise; not NULL.
 * @return NRR_OK, NRR_E_NULL.
 * @since 0.1.0 */
NRR_API nrr_status nrr_report_periods(const nrr_report *report, const int64_t **starts, const int64_t **ends);

/** Give the flags of a row.
 * @param report not NULL.
 * @param row 0 to count - 1.
 * @param flags receives NRR_ROW_* or-ed together; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_ROW.
 * @since 0.1.0 */
NRR_API nrr_status nrr_report_flags(const nrr_report *report, size_t row, uint32_t *flags);

/** Give the flags of all rows.
 * @param report not NULL.
 * @param flags receives a pointer to count NRR_ROW_* or-ed together, borrowed until the report is
 * freed; not NULL.
 * @return NRR_OK, NRR_E_NULL.
 * @since 0.1.0 */
NRR_API nrr_status nrr_report_all_flags(const nrr_report *report, const uint32_t **flags);

/** Give the number of findings that are contradictions among the facts that the report saw, whatever
 * its periods (METRICS.md section 2; nrr/finding.h lists them).
 * @param report not NULL.
 * @param count receives the number; not NULL.
 * @return NRR_OK, NRR_E_NULL.
 * @since 0.1.0 */
NRR_API nrr_status nrr_report_findings(const nrr_report *report, uint64_t *count);

/** Give a cell: one measure of one row.
 * @param report not NULL.
 * @param row 0 to count - 1.
 * @param measure one of NRR_MEASURE_* but the two by reason.
 * @param value receives minor units or a count; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_ROW, NRR_E_MEASURE, NRR_E_NOT_ASKED.
 * @since 0.1.0 */
NRR_API nrr_status nrr_report_measure(const nrr_report *report, size_t row, nrr_measure measure, int64_t *value);

/** Give the column of a measure: one value per row.
 * @param report not NULL.
 * @param measure one of NRR_MEASURE_* but the two by reason.
 * @param values receives a pointer to count values, borrowed until the report is freed; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_MEASURE, NRR_E_NOT_ASKED.
 * @since 0.1.0 */
NRR_API nrr_status nrr_report_column(const nrr_report *report, nrr_measure measure, const int64_t **values);

/** Give the column of a measure by reason: one value per row.
 * @param report not NULL.
 * @param measure NRR_MEASURE_REASON_GAIN or NRR_MEASURE_REASON_LOSS.
 * @param reason a named reason, NRR_REASON_HOST_SUM, or a host's code that the query named.
 * @param values receives a pointer to count values, borrowed until the report is freed; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_MEASURE, NRR_E_REASON, NRR_E_NOT_ASKED.
 * @since 0.1.0 */
NRR_API nrr_status nrr_report_reason(const nrr_report *report, nrr_measure measure, nrr_reason reason, const int64_t **values);

/** Give a rate of one row (METRICS.md section 5).
 * @param report not NULL.
 * @param row 0 to count - 1.
 * @param rate one of NRR_RATE_*.
 * @param ratio receives numerator, denominator and status; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_ROW, NRR_E_RATE, NRR_E_NOT_ASKED, NRR_E_OVERFLOW.
 * @since 0.1.0 */
NRR_API nrr_status nrr_report_rate(const nrr_report *report, size_t row, nrr_rate rate, nrr_ratio *ratio);

/** Give a rate of every row.
 * @param report not NULL.
 * @param rate one of NRR_RATE_*.
 * @param ratios the caller's array; not NULL. Of no meaning after an error; one row that overflows
 * fails the call, and the others can still be had by nrr_report_rate().
 * @param capacity of the array, at least the number of rows.
 * @return NRR_OK, NRR_E_NULL, NRR_E_CAPACITY, NRR_E_RATE, NRR_E_NOT_ASKED, NRR_E_OVERFLOW.
 * @since 0.1.0 */
NRR_API nrr_status nrr_report_rates(const nrr_report *report, nrr_rate rate, nrr_ratio *ratios, size_t capacity);

/** Average a rate over all periods, of the totals if there are groups, exactly, and round once (METRICS.md
 * section 5). Annualising is nrr_ratio_annualise(). Time is quadratic in the number of periods.
 * @param report not NULL.
 * @param rate one of NRR_RATE_*.
 * @param average one of NRR_AVERAGE_*.
 * @param precision not NULL.
 * @param decimal receives the average, or one of status UNDEFINED; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_RATE, NRR_E_AVERAGE, NRR_E_DIGITS, NRR_E_ROUNDING,
 * NRR_E_NOT_ASKED, NRR_E_OVERFLOW, NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_report_average(const nrr_report *report, nrr_rate rate, nrr_average average, const nrr_precision *precision, nrr_decimal *decimal);

/** Check the identities 1, 2, 3 and 6 of METRICS.md section 4 in every row, and of 4 that closing
 * equals opening from one row to the next where their periods adjoin: those whose measures were
 * asked for.
 * @param report not NULL.
 * @param checked receives the number of equations that were checked and hold; may be NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_IDENTITY (an equation does not hold: memory was overwritten,
 * or the library is wrong).
 * @since 0.1.0 */
NRR_API nrr_status nrr_report_check(const nrr_report *report, size_t *checked);

/** Give what each reason contributed to NRR in one row: gains less losses of the cohort with that
 * reason, over the opening. Over all rows of the table these sum to the cohort's closing less its
 * opening, which is NRR less 1; nrr_ratio_round_parts() rounds them so that they still do.
 *
 * One row for each named reason, in order; then for each host code that the query named, ascending; then
 * one for all other host codes, under NRR_REASON_HOST_SUM. Columns: NRR_FIELD_REASON, NRR_FIELD_GAIN,
 * NRR_FIELD_LOSS, NRR_FIELD_AMOUNT (gain less loss: the numerator), NRR_FIELD_OPENING (the denominator,
 * the same in each row).
 * @param report with opening, reason_gain and reason_loss; not NULL.
 * @param row 0 to count - 1.
 * @param table receives the table, owned by the caller, free with nrr_table_free(); not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_ROW, NRR_E_NOT_ASKED, NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_report_contributions(const nrr_report *report, size_t row, nrr_table **table);

#ifdef __cplusplus
}
#endif

#endif
