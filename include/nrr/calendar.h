/* SPDX-License-Identifier: MIT */
/** @file nrr/calendar.h
 * Civil dates and ticks, and the edges of days, weeks, months, quarters and years.
 *
 * The calendar is the proleptic Gregorian one, without leap seconds, at a fixed offset from UTC.
 * Other time zones and retail calendars (4-4-5) are the host's: it passes edges of its own to a
 * query. The functions hold no state and may be called from any thread. */
#ifndef NRR_CALENDAR_H
#define NRR_CALENDAR_H

#include "nrr/export.h"
#include "nrr/ledger.h"
#include "nrr/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A calendar step; also the interval of a price (nrr/price.h). */
typedef int32_t nrr_step;

enum {
    NRR_STEP_DAY = 1,
    NRR_STEP_WEEK = 2,
    NRR_STEP_MONTH = 3,
    NRR_STEP_QUARTER = 4,
    NRR_STEP_YEAR = 5
};

/** Which edges. Set unused members to zero. */
typedef struct nrr_calendar {
    nrr_time_unit time_unit; /**< of the ticks that go in and come out */
    nrr_step step;
    int32_t first_month;     /**< of quarters and years: 1 to 12 (4 = a fiscal year from April); 0
                                  means January */
    int32_t first_weekday;   /**< of weeks: 1 Monday to 7 Sunday; 0 means Monday */
    int32_t utc_offset;      /**< seconds east of UTC, -86399 to 86399; a multiple of the tick, so 0
                                  where ticks are days */
    uint32_t reserved;       /**< must be zero */
} nrr_calendar;

/** A date and a time of day. */
typedef struct nrr_civil {
    int64_t year;       /**< 0 is 1 BC */
    int32_t month;      /**< 1 to 12 */
    int32_t day;        /**< 1 to 31 */
    int32_t hour;       /**< 0 to 23 */
    int32_t minute;     /**< 0 to 59 */
    int32_t second;     /**< 0 to 59 */
    int32_t nanosecond; /**< 0 to 999999999 */
} nrr_civil;

/** Give the tick at which a date and time of day begins. What is finer than a tick is cut off.
 * @param calendar its time_unit and utc_offset count, its step may be 0; not NULL.
 * @param civil not NULL.
 * @param ticks receives the tick; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_TIME_UNIT, NRR_E_STEP, NRR_E_CALENDAR, NRR_E_RESERVED,
 * NRR_E_DATE, NRR_E_TIME.
 * @since 0.1.0 */
NRR_API nrr_status nrr_calendar_ticks(const nrr_calendar *calendar, const nrr_civil *civil, int64_t *ticks);

/** Give the date and time of day of a tick.
 * @param calendar its time_unit and utc_offset count, its step may be 0; not NULL.
 * @param ticks any instant.
 * @param civil receives the date; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_TIME_UNIT, NRR_E_STEP, NRR_E_CALENDAR, NRR_E_RESERVED.
 * @since 0.1.0 */
NRR_API nrr_status nrr_calendar_civil(const nrr_calendar *calendar, int64_t ticks, nrr_civil *civil);

/** Give the edge at which the step that holds an instant begins, moved by a number of steps.
 * @param calendar not NULL.
 * @param ticks any instant.
 * @param steps 0 for the step that holds the instant, 1 for the next one, -1 for the one before.
 * @param edge receives the tick; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_TIME_UNIT, NRR_E_STEP, NRR_E_CALENDAR, NRR_E_RESERVED,
 * NRR_E_TIME (no tick for that edge).
 * @since 0.1.0 */
NRR_API nrr_status nrr_calendar_edge(const nrr_calendar *calendar, int64_t ticks, int64_t steps, int64_t *edge);

/** Give the number of steps that it takes to cover a span: from the step that holds `from` to the
 * one that holds the last tick before `to`.
 * @param calendar not NULL.
 * @param from the first tick of the span.
 * @param to the tick behind the span; above from.
 * @param steps receives the number, at least 1; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_TIME_UNIT, NRR_E_STEP, NRR_E_CALENDAR, NRR_E_RESERVED,
 * NRR_E_PERIOD (to is not above from), NRR_E_TIME.
 * @since 0.1.0 */
NRR_API nrr_status nrr_calendar_steps(const nrr_calendar *calendar, int64_t from, int64_t to, int64_t *steps);

/** Fill an array with edges that follow each other, from that of the step which holds `from`.
 *
 * n steps have n + 1 edges; hand them to nrr_query_add_edges().
 * @param calendar not NULL.
 * @param from any instant in the first step.
 * @param edges the caller's array; NULL only if count is 0. Of no meaning after an error.
 * @param count number of edges to fill in.
 * @return NRR_OK, NRR_E_NULL, NRR_E_TIME_UNIT, NRR_E_STEP, NRR_E_CALENDAR, NRR_E_RESERVED,
 * NRR_E_TIME.
 * @since 0.1.0 */
NRR_API nrr_status nrr_calendar_edges(const nrr_calendar *calendar, int64_t from, int64_t *edges, size_t count);

#ifdef __cplusplus
}
#endif

#endif
