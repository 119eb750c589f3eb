/* SPDX-License-Identifier: MIT */
/** @file nrr/concentration.h
 * Concentration: how much of a figure hangs on a few units, and what it would be without them
 * (METRICS.md section 7). Any thread.
 *
 * These figures are of one snapshot: those of two sets of customers do not add up to that of both. */
#ifndef NRR_CONCENTRATION_H
#define NRR_CONCENTRATION_H

#include "nrr/export.h"
#include "nrr/query.h"
#include "nrr/ratio.h"
#include "nrr/snapshot.h"
#include "nrr/status.h"
#include "nrr/table.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A figure of concentration. Each is about units with an opening. */
typedef int32_t nrr_figure;

enum {
    NRR_FIGURE_OPENING_SHARE = 1, /**< what the largest have of the opening */
    NRR_FIGURE_LOSS_SHARE = 2,    /**< what those that lost the most lost, of all losses O - Z */
    NRR_FIGURE_GAIN_SHARE = 3,    /**< what those that gained the most gained, of all gains Z - O */
    NRR_FIGURE_NRR_WITHOUT = 4,   /**< NRR without those that have the most of its numerator */
    NRR_FIGURE_GRR_WITHOUT = 5,   /**< GRR without those that have the most of its numerator */
    NRR_FIGURE_MEDIAN = 6         /**< Z / O of the unit in the middle */
};

/** What is asked for. */
typedef struct nrr_concentration {
    uint64_t row; /**< the row of the query's report, as in nrr_cell */
    uint64_t top; /**< how many units are the largest */
} nrr_concentration;

/** Compute all figures of concentration of a row. A row of the table for each NRR_FIGURE_*, in order.
 *
 * Which units are the largest is decided by the part that a unit has of what the figure is about, ties by
 * key; who has no part is none of them. The unit in the middle is that by Z / O, the lower one of two,
 * ties by key.
 *
 * Columns: NRR_FIELD_FIGURE, NRR_FIELD_NUMERATOR, NRR_FIELD_DENOMINATOR, NRR_FIELD_STATUS (an
 * nrr_ratio_status), NRR_FIELD_UNITS (how many the largest are; of the median, how many have an
 * opening), NRR_FIELD_CUSTOMER and NRR_FIELD_LINE (of the median, the unit; else 0).
 * @param snapshot not NULL.
 * @param query says the periods, the unit and the dimensions; not NULL.
 * @param asked not NULL.
 * @param table receives the table, owned by the caller, free with nrr_table_free(); not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_PERIODS, NRR_E_ROW, NRR_E_PART (the query is about a part of the
 * units), NRR_E_FINDINGS (the ledger was strict and there is a contradiction), NRR_E_OVERFLOW (a unit's
 * level at any instant, a numerator or a denominator does not fit int64_t), NRR_E_TOO_MANY (2^32 - 1
 * groups; 2^32 - 1 facts of customers with parents, by unit PARENT), NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_concentration(const nrr_snapshot *snapshot, const nrr_query *query, const nrr_concentration *asked, nrr_table **table);

#ifdef __cplusplus
}
#endif

#endif
