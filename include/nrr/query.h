/* SPDX-License-Identifier: MIT */
/** @file nrr/query.h
 * The query: periods, unit, measures. It is the host's to reuse and to change; a report keeps what
 * it needs of it. One thread at a time may change it, any number may use it. */
#ifndef NRR_QUERY_H
#define NRR_QUERY_H

#include "nrr/allocator.h"
#include "nrr/export.h"
#include "nrr/fact.h"
#include "nrr/measure.h"
#include "nrr/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nrr_query nrr_query;

/** The entity whose retention is measured (METRICS.md section 2). */
typedef int32_t nrr_unit;

enum {
    NRR_UNIT_CUSTOMER = 1,
    NRR_UNIT_LINE = 2,
    NRR_UNIT_PARENT = 3 /**< customers rolled up by parent (nrr/parent.h) */
};

typedef int32_t nrr_query_option;

enum {
    /** An nrr_unit; NRR_UNIT_CUSTOMER by default. */
    NRR_QUERY_UNIT = 1,
    /** Reactivation expiry in ticks, at least 0; off by default (METRICS.md section 3): a return
     * later than this after the unit last reached zero is new. */
    NRR_QUERY_EXPIRY = 2,
    /** Into how many parts the units are cut, at least 1 (the default). Reports of all parts, made on
     * as many threads as you like, add up to the whole (nrr_report_merge()). By unit PARENT a part
     * alone says little of lines: they are told with their customer, and the unit with its parent. */
    NRR_QUERY_PARTS = 3,
    /** Which of the parts, from 0 (the default); below NRR_QUERY_PARTS when a report is made. */
    NRR_QUERY_PART = 4
};

/** Make a query: no periods yet, unit CUSTOMER, all measures, no expiry.
 * @param allocator copied; NULL for malloc, realloc and free.
 * @param query receives the query, owned by the caller, free with nrr_query_free(); not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_ALLOCATOR, NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_query_new(const nrr_allocator *allocator, nrr_query **query);

/** Free a query.
 * @param query may be NULL.
 * @since 0.1.0 */
NRR_API void nrr_query_free(nrr_query *query);

/** Set an option.
 * @param query not NULL.
 * @param option one of NRR_QUERY_*.
 * @param value as the option says.
 * @return NRR_OK, NRR_E_NULL, NRR_E_OPTION, NRR_E_OPTION_VALUE.
 * @since 0.1.0 */
NRR_API nrr_status nrr_query_set(nrr_query *query, nrr_query_option option, int64_t value);

/** Take an option back to its default.
 * @param query not NULL.
 * @param option one of NRR_QUERY_*.
 * @return NRR_OK, NRR_E_NULL, NRR_E_OPTION.
 * @since 0.1.0 */
NRR_API nrr_status nrr_query_unset(nrr_query *query, nrr_query_option option);

/** Read an option.
 * @param query not NULL.
 * @param option one of NRR_QUERY_*.
 * @param value receives the value; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_OPTION, NRR_E_UNSET (no expiry is set).
 * @since 0.1.0 */
NRR_API nrr_status nrr_query_get(const nrr_query *query, nrr_query_option option, int64_t *value);

/* Periods cost little as long as they ascend in both ends, as calendar series and trailing windows
 * do: one pass serves them all. Any other list is cut into as few such runs as there can be, and
 * takes a pass for each: nested periods make a run each. */

/** Add one period, [start, end), as the next row of the report.
 * @param query not NULL.
 * @param start its first tick.
 * @param end the tick behind it; above start.
 * @return NRR_OK, NRR_E_NULL, NRR_E_PERIOD, NRR_E_TOO_MANY (2^31 - 1 periods), NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_query_add_period(nrr_query *query, int64_t start, int64_t end);

/** Add many periods, as the next rows in this order: all or none.
 * @param query not NULL.
 * @param starts count first ticks; NULL only if count is 0.
 * @param ends count ticks behind; NULL only if count is 0.
 * @param count number of periods.
 * @return NRR_OK, NRR_E_NULL, NRR_E_PERIOD, NRR_E_TOO_MANY (2^31 - 1 periods), NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_query_add_periods(nrr_query *query, const int64_t *starts, const int64_t *ends, size_t count);

/** Add the periods between edges: windows of so many steps that end with each edge which has
 * enough steps before it. Window 1 is a series; of 37 monthly edges, window 12 makes 25 trailing
 * twelve-month rows. All or none.
 * @param query not NULL.
 * @param edges count ticks, ascending; not NULL.
 * @param count number of edges; more than window.
 * @param window steps in a period, at least 1.
 * @return NRR_OK, NRR_E_NULL, NRR_E_EDGES, NRR_E_WINDOW, NRR_E_TOO_MANY (2^31 - 1 periods),
 * NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_query_add_edges(nrr_query *query, const int64_t *edges, size_t count, size_t window);

/** Ask for a measure. The first call replaces "all measures"; asking again changes nothing.
 * @param query not NULL.
 * @param measure one of NRR_MEASURE_*.
 * @return NRR_OK, NRR_E_NULL, NRR_E_MEASURE.
 * @since 0.1.0 */
NRR_API nrr_status nrr_query_add_measure(nrr_query *query, nrr_measure measure);

/** Ask for all measures that a rate is made of, as nrr_query_add_measure() does for one.
 * @param query not NULL.
 * @param rate one of NRR_RATE_*.
 * @return NRR_OK, NRR_E_NULL, NRR_E_RATE.
 * @since 0.1.0 */
NRR_API nrr_status nrr_query_add_rate(nrr_query *query, nrr_rate rate);

enum {
    NRR_DIMENSIONS_MAX = 2 /**< dimensions that a query can be by at once */
};

/** Ask for groups: every measure per value of a dimension, by its key of bytes (METRICS.md
 * section 7). With a second dimension groups are the pairs of values that occur. Where the ledger does
 * not know the dimension, every unit is in the group `unassigned`.
 * @param query not NULL.
 * @param bytes copied; NULL only if length is 0.
 * @param length in bytes, at most NRR_KEY_LENGTH_MAX.
 * @return NRR_OK, NRR_E_NULL, NRR_E_KEY_LENGTH, NRR_E_DIMENSIONS (it is by two already),
 * NRR_E_DIMENSION_TWICE, NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_query_add_dimension(nrr_query *query, const void *bytes, size_t length);

/** Ask for groups, as nrr_query_add_dimension() does, by a dimension whose key is an integer.
 * @param query not NULL.
 * @param integer any value.
 * @return NRR_OK, NRR_E_NULL, NRR_E_DIMENSIONS (it is by two already), NRR_E_DIMENSION_TWICE.
 * @since 0.1.0 */
NRR_API nrr_status nrr_query_add_dimension_integer(nrr_query *query, int64_t integer);

/** Give a host's own reason a column of its own beside the sum of all host codes; asking again
 * changes nothing. It takes effect if reason_gain or reason_loss is asked for.
 * @param query not NULL.
 * @param reason NRR_REASON_HOST to NRR_REASON_HOST_LAST.
 * @return NRR_OK, NRR_E_NULL, NRR_E_REASON (not a host's code), NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_query_add_reason(nrr_query *query, nrr_reason reason);

#ifdef __cplusplus
}
#endif

#endif
