/* SPDX-License-Identifier: MIT */
/** @file nrr/drill.h
 * Drill-down: the units that make up a figure, the movements of a unit, and the facts behind them
 * (METRICS.md section 7). All functions may be called from any thread. */
#ifndef NRR_DRILL_H
#define NRR_DRILL_H

#include "nrr/export.h"
#include "nrr/fact.h"
#include "nrr/measure.h"
#include "nrr/query.h"
#include "nrr/report.h"
#include "nrr/snapshot.h"
#include "nrr/status.h"
#include "nrr/table.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The class of a movement (METRICS.md section 3). */
typedef int32_t nrr_class;

enum {
    NRR_CLASS_OPENING = 1,
    NRR_CLASS_NEW = 2,
    NRR_CLASS_REACTIVATION = 3,
    NRR_CLASS_EXPANSION = 4,
    NRR_CLASS_CONTRACTION = 5,
    NRR_CLASS_CHURN = 6
};

enum {
    NRR_CELL_DENOMINATOR = 1, /**< flag, with a rate: its denominator, and not its numerator */
    NRR_CELL_ALL = 2          /**< flag: also the units of the row that contribute nothing */
};

/** The figure to take apart. Set unused members to zero. The row is that of the report of the same query
 * and snapshot: of a query by dimensions it says the group, too (nrr_report_groups()). */
typedef struct nrr_cell {
    uint64_t row;        /**< the row of the query's report */
    nrr_measure measure; /**< one of NRR_MEASURE_*; 0 if a rate is given */
    nrr_rate rate;       /**< one of NRR_RATE_*; 0 if a measure is given */
    nrr_reason reason;   /**< of the two measures by reason: a code, or NRR_REASON_HOST_SUM; else 0 */
    uint32_t flags;      /**< NRR_CELL_* or-ed together */
} nrr_cell;

/** List the units that make up a figure of a report: a measure, or a side of a rate. Their amounts
 * sum to it exactly. By size, the largest first: by magnitude, of equal ones the gains first, then
 * by key of the customer, then of the line.
 *
 * Columns: NRR_FIELD_CUSTOMER (the parent's by unit PARENT), NRR_FIELD_LINE (0 but by unit LINE),
 * NRR_FIELD_AMOUNT (the unit's part: minor units, or a count), NRR_FIELD_OPENING and
 * NRR_FIELD_CLOSING (its levels at both ends of the period).
 * @param snapshot not NULL.
 * @param query says the periods, the unit, the expiry and the dimensions; not NULL. It need not ask for
 * the measure.
 * @param cell not NULL.
 * @param page not NULL.
 * @param table receives the table, owned by the caller, free with nrr_table_free(); not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_PERIODS, NRR_E_ROW, NRR_E_MEASURE, NRR_E_RATE, NRR_E_REASON,
 * NRR_E_FLAGS, NRR_E_PART (the query is about a part of the units), NRR_E_FINDINGS (the ledger was
 * strict and there is a contradiction), NRR_E_OVERFLOW (a unit's level at any instant, a unit's part or
 * the figure does not fit int64_t), NRR_E_TOO_MANY (2^32 - 1 groups; 2^32 - 1 facts of customers with
 * parents, by unit PARENT), NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_units(const nrr_snapshot *snapshot, const nrr_query *query, const nrr_cell *cell, const nrr_page *page, nrr_table **table);

enum {
    NRR_SUBJECT_HISTORY = 1 /**< flag: the whole history; start and end are not read */
};

/** A unit, and a span of its time. Set unused members to zero. */
typedef struct nrr_subject {
    int64_t start;     /**< the first tick */
    int64_t end;       /**< the tick behind; above start */
    uint32_t customer; /**< id of a customer key; the parent's by unit PARENT */
    uint32_t line;     /**< by unit LINE: id of a line key, 0 the default line; else 0 */
    uint32_t flags;    /**< NRR_SUBJECT_HISTORY, or 0 */
    uint32_t reserved; /**< must be zero */
} nrr_subject;

/** List the movements of a unit in a span of time, in the order of time. By unit PARENT, a customer
 * that rolls up to another one is no unit, and has none.
 *
 * Columns: NRR_FIELD_TIME, NRR_FIELD_BEFORE and NRR_FIELD_AFTER (levels), NRR_FIELD_CLASS (an
 * nrr_class), NRR_FIELD_REASON.
 * @param snapshot not NULL.
 * @param query says the unit and the expiry; not NULL.
 * @param subject not NULL.
 * @param page not NULL.
 * @param table receives the table, owned by the caller, free with nrr_table_free(); not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_RESERVED, NRR_E_FLAGS, NRR_E_PERIOD, NRR_E_CUSTOMER (no such
 * customer in the snapshot), NRR_E_LINE (no such line key in the snapshot, or one where the unit is
 * no line), NRR_E_FINDINGS (the ledger was strict and there is a contradiction), NRR_E_OVERFLOW (a
 * unit's level at any instant does not fit int64_t), NRR_E_TOO_MANY (2^32 - 1 facts of customers with
 * parents, by unit PARENT), NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_movements(const nrr_snapshot *snapshot, const nrr_query *query, const nrr_subject *subject, const nrr_page *page, nrr_table **table);

/** List the facts of a unit in a span of time: those behind its movements, and those that moved
 * nothing. Voided facts and facts that are not known in the snapshot are not listed. By time, then
 * customer, then line (by key), then in the order of replay.
 *
 * Columns: those of a fact as for nrr_snapshot_findings(), NRR_FIELD_KNOWN being the earliest.
 * @param snapshot not NULL; also one of a strict ledger with contradictions.
 * @param query says the unit; not NULL.
 * @param subject not NULL.
 * @param page not NULL.
 * @param table receives the table, owned by the caller, free with nrr_table_free(); not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_RESERVED, NRR_E_FLAGS, NRR_E_PERIOD, NRR_E_CUSTOMER, NRR_E_LINE,
 * NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_facts(const nrr_snapshot *snapshot, const nrr_query *query, const nrr_subject *subject, const nrr_page *page, nrr_table **table);

#ifdef __cplusplus
}
#endif

#endif
