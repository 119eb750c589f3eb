/* SPDX-License-Identifier: MIT */
/** @file nrr/cohort.h
 * Acquisition cohorts: who came when, and what became of them (METRICS.md section 7, "Cohorts").
 * All functions may be called from any thread. */
#ifndef NRR_COHORT_H
#define NRR_COHORT_H

#include "nrr/export.h"
#include "nrr/measure.h"
#include "nrr/query.h"
#include "nrr/ratio.h"
#include "nrr/snapshot.h"
#include "nrr/status.h"
#include "nrr/table.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    NRR_COHORT_EDGES_MAX = 65536 /**< edges of a triangle */
};

/** Compute the triangle of acquisition cohorts: cohort i is the units whose first movement ever is of
 * class NEW and falls in [edges[i], edges[i + 1]); at age k it is looked at just before
 * edges[i + 1 + k]. One row for each cell that the edges reach, by cohort, then by age. If the query is by
 * dimensions, so many rows for each group, then so many for all units, in the order of the groups of a
 * report: a unit is, at all ages, of the group that was in force at its first movement.
 *
 * Columns: NRR_FIELD_GROUP_KIND (NRR_GROUP_VALUE if there is a value in any dimension),
 * NRR_FIELD_VALUE and NRR_FIELD_SECOND_VALUE (ids of the value keys in the first and in the second
 * dimension, 0 where there is none), NRR_FIELD_COHORT (i), NRR_FIELD_TIME (edges[i]), NRR_FIELD_AGE (k), NRR_FIELD_UNITS (with
 * revenue then), NRR_FIELD_REVENUE (sum of it), NRR_FIELD_RETAINED (sum of the lesser of it and the
 * unit's revenue at age 0).
 * @param snapshot not NULL.
 * @param query says the unit and the dimensions; not NULL. Its periods and measures are not read.
 * @param edges count ticks, ascending; not NULL.
 * @param count number of edges: two at least, NRR_COHORT_EDGES_MAX at the most.
 * @param table receives the table, owned by the caller, free with nrr_table_free(); not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_EDGES, NRR_E_TOO_MANY (edges; or more than NRR_ROWS_MAX rows, which is
 * found out before memory is tried, and of which nrr_snapshot_groups() says how many), NRR_E_PART (the
 * query is about a part of the units), NRR_E_FINDINGS (the ledger was strict and there is a
 * contradiction), NRR_E_OVERFLOW (a unit's level at any instant, or a cell, does not fit int64_t),
 * NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_cohorts(const nrr_snapshot *snapshot, const nrr_query *query, const int64_t *edges, size_t count, nrr_table **table);

/** Give a rate of a cell over its cohort's base, the cell of age 0.
 * @param table from nrr_snapshot_cohorts(); not NULL.
 * @param row 0 to count - 1.
 * @param rate NRR_RATE_NRR (revenue / base revenue), NRR_RATE_GRR (retained / base revenue) or
 * NRR_RATE_LOGO_RETENTION (units / base units), the latter above 1 where members that were gone at
 * age 0 came back.
 * @param ratio receives numerator, denominator and status; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_FIELD (the table is not one of cohorts), NRR_E_ROW, NRR_E_RATE.
 * @since 0.1.0 */
NRR_API nrr_status nrr_cohort_rate(const nrr_table *table, size_t row, nrr_rate rate, nrr_ratio *ratio);

#ifdef __cplusplus
}
#endif

#endif
