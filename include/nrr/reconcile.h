/* SPDX-License-Identifier: MIT */
/** @file nrr/reconcile.h
 * Why two definitions of NRR, or two of GRR, differ in a period: what the one counts and the other does
 * not, under named causes, to the unit (METRICS.md section 7). All functions may be called from any
 * thread. */
#ifndef NRR_RECONCILE_H
#define NRR_RECONCILE_H

#include "nrr/export.h"
#include "nrr/measure.h"
#include "nrr/query.h"
#include "nrr/snapshot.h"
#include "nrr/status.h"
#include "nrr/table.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Why a unit counts otherwise in one definition than in another one. */
typedef int32_t nrr_cause;

enum {
    /* Between definitions of NRR: */
    NRR_CAUSE_RETURN = 1,              /**< cohort units came back within the period */
    NRR_CAUSE_RETURN_AS_NEW = 2,       /**< they did, and by their class count as new or carried in */
    NRR_CAUSE_OUTSIDE_RETURN = 3,      /**< units outside of the cohort came back */
    NRR_CAUSE_OUTSIDE_EXPANSION = 4,   /**< units outside of the cohort expanded */
    NRR_CAUSE_OUTSIDE_CONTRACTION = 5, /**< units outside of the cohort contracted */
    NRR_CAUSE_OUTSIDE_CHURN = 6,       /**< units outside of the cohort churned */
    NRR_CAUSE_PRICE = 7,               /**< movements of the cohort with reason PRICE */
    NRR_CAUSE_ESCALATOR = 8,           /**< movements of the cohort with reason ESCALATOR */
    /* Between definitions of GRR: */
    NRR_CAUSE_INTERRUPTION = 9,    /**< units were gone in between, and back at the end */
    NRR_CAUSE_DIP = 10,            /**< units had less in between than at the end, and were not gone */
    NRR_CAUSE_LOSS_OF_GAINS = 11,  /**< units lost what they had gained within the period */
    NRR_CAUSE_LOSS_BEYOND_BASE = 12, /**< units lost more than they had at the start */
    NRR_CAUSE_NETTING = 13,        /**< losses of some units are set against gains of others */
    NRR_CAUSE_BETWEEN_LINES = 14   /**< losses of a unit's lines are set against gains of its others */
};

/** What to reconcile. Set unused members to zero. */
typedef struct nrr_reconciliation {
    uint64_t row;      /**< the row of the query's report, as in nrr_cell */
    nrr_rate rate;     /**< NRR_RATE_NRR to NRR_RATE_NRR_EX_PRICE, or NRR_RATE_GRR to
                            NRR_RATE_GRR_LINES */
    nrr_rate minus;    /**< the rate to compare with, of the same of the two families */
    nrr_cause cause;   /**< for nrr_snapshot_reconcile_units(): one of NRR_CAUSE_*, 0 for all of them
                            together */
    uint32_t reserved; /**< must be zero */
} nrr_reconciliation;

/** List the causes for which a rate differs from another one. Their amounts sum to the numerator of
 * the one minus that of the other (both are over `opening`). One row for each cause that can tell the
 * two apart, also if its amount is 0, in the order of NRR_CAUSE_*.
 *
 * Columns: NRR_FIELD_CAUSE, NRR_FIELD_AMOUNT (minor units, with a sign), NRR_FIELD_UNITS (units behind
 * it).
 * @param snapshot not NULL.
 * @param query says the periods, the unit, the expiry and the dimensions; not NULL.
 * @param asked its cause is not read; not NULL.
 * @param table receives the table, owned by the caller, free with nrr_table_free(); not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_RESERVED, NRR_E_PERIODS, NRR_E_ROW, NRR_E_RATE (not two
 * definitions of NRR, nor two of GRR), NRR_E_PART (the query is about a part of the units),
 * NRR_E_FINDINGS (the ledger was strict and there is a contradiction), NRR_E_OVERFLOW (a unit's level at
 * any instant, or an amount, does not fit int64_t), NRR_E_TOO_MANY (2^32 - 1 groups; 2^32 - 1 facts of
 * customers with parents, by unit PARENT), NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_reconcile(const nrr_snapshot *snapshot, const nrr_query *query, const nrr_reconciliation *asked, nrr_table **table);

/** List the units behind a cause, or behind the whole difference. Order and columns are those of
 * nrr_snapshot_units().
 * @param snapshot not NULL.
 * @param query says the periods, the unit, the expiry and the dimensions; not NULL.
 * @param asked not NULL.
 * @param page not NULL.
 * @param table receives the table, owned by the caller, free with nrr_table_free(); not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_RESERVED, NRR_E_PERIODS, NRR_E_ROW, NRR_E_RATE, NRR_E_CAUSE (no
 * such cause, or none that tells the two rates apart), NRR_E_PART, NRR_E_FINDINGS, NRR_E_OVERFLOW,
 * NRR_E_TOO_MANY, NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_reconcile_units(const nrr_snapshot *snapshot, const nrr_query *query, const nrr_reconciliation *asked, const nrr_page *page, nrr_table **table);

#ifdef __cplusplus
}
#endif

#endif
