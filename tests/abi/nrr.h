/* SPDX-License-Identifier: MIT
 *
 * MIT License
 *
 * Copyright (c) 2026 The libnrr authors
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy
 * of this software and associated documentation files (the "Software"), to deal
 * in the Software without restriction, including without limitation the rights
 * to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
 * copies of the Software, and to permit persons to whom the Software is
 * furnished to do so, subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in all
 * copies or substantial portions of the Software.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
 * IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
 * FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
 * AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
 * LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
 * OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
 * SOFTWARE.
 *
 * libnrr 0.1.0: every public header. Made by tools/amalgamate.sh: change the library's own
 * headers, not this. Compile nrr.c into the program.
 *
 * The names are hidden in what it is linked into, so that the copies of two libraries in one
 * process do not meet. Who makes a library of it for others to call, defines NRR_EXPORT
 * where it is compiled. */
#ifndef NRR_AMALGAMATION
#define NRR_AMALGAMATION 1
#endif

#include <stddef.h>
#include <stdint.h>

#ifdef NRR_BUILDING
#if defined __GNUC__ && !defined _WIN32
#pragma GCC visibility push(hidden)
#endif
#endif

/** @file nrr/nrr.h
 * libnrr: net revenue retention and its relatives, exact. The umbrella over one header per concept.
 *
 *     keys --> ids, facts --> ledger --> snapshot + query --> report --> rates */
#ifndef NRR_NRR_H
#define NRR_NRR_H

/** @file nrr/allocator.h
 * Where a handle gets its memory. */
#ifndef NRR_ALLOCATOR_H
#define NRR_ALLOCATOR_H

/** A host's own memory functions. The struct is copied when a handle is made; the context must
 * outlive every handle made with it. With several threads the functions must be thread-safe,
 * since handles share memory and the last one of them to be freed releases it.
 *
 * `alloc` and `resize` answer NULL when there is no memory, and then `resize` leaves the old
 * memory as it was. Memory must be aligned as malloc aligns it. Sizes are never 0. */
typedef struct nrr_allocator {
    void *context; /**< handed to each function; may be NULL */
    void *(*alloc)(void *context, size_t size);
    void *(*resize)(void *context, void *memory, size_t old_size, size_t size);
    void (*release)(void *context, void *memory, size_t size);
} nrr_allocator;

#endif
/** @file nrr/calendar.h
 * Civil dates and ticks, and the edges of days, weeks, months, quarters and years.
 *
 * The calendar is the proleptic Gregorian one, without leap seconds, at a fixed offset from UTC.
 * Other time zones and retail calendars (4-4-5) are the host's: it passes edges of its own to a
 * query. The functions hold no state and may be called from any thread. */
#ifndef NRR_CALENDAR_H
#define NRR_CALENDAR_H

/** @file nrr/export.h
 * The mark that every public prototype begins its line with. It says something only where the library
 * itself is compiled: there the public names are the ones to be seen. In the amalgamation they are
 * hidden like all others, unless NRR_EXPORT is defined. */
#ifndef NRR_EXPORT_H
#define NRR_EXPORT_H

#if !defined NRR_BUILDING || (defined NRR_AMALGAMATION && !defined NRR_EXPORT)
#define NRR_API
#elif defined _WIN32 && defined NRR_EXPORT
#define NRR_API __declspec(dllexport)
#elif defined __GNUC__ && !defined _WIN32
#define NRR_API __attribute__((visibility("default")))
#else
#define NRR_API
#endif

#endif
/** @file nrr/ledger.h
 * The ledger: the mutable collection of facts, written by one thread at a time.
 *
 * Its options are set by key and integer value. All functions of a ledger belong to the one thread
 * that holds it at the moment; snapshots of it (nrr/snapshot.h) are for any number of threads. */
#ifndef NRR_LEDGER_H
#define NRR_LEDGER_H

/** @file nrr/status.h
 * What a call answers: 0 for success, one negative code for each rule that a caller can break.
 *
 * The codes are pinned for ever and only ever added to: treat an unknown negative as a failure.
 * A failed call changes nothing that a later figure could show, and writes no out-parameter
 * except a refusal. */
#ifndef NRR_STATUS_H
#define NRR_STATUS_H

typedef int32_t nrr_status;

enum {
    NRR_OK = 0,
    NRR_E_MEMORY = -1,         /**< the allocator had no memory */
    NRR_E_NULL = -2,           /**< a pointer that must be given is NULL */
    NRR_E_OVERFLOW = -3,       /**< an exact result does not fit its type */
    NRR_E_OPTION = -4,         /**< no such option or counter */
    NRR_E_OPTION_VALUE = -5,   /**< the value is outside of the option's range */
    NRR_E_OPTION_LATE = -6,    /**< the option can no longer be changed */
    NRR_E_UNSET = -7,          /**< the value asked for was never set */
    NRR_E_CODE = -8,           /**< no such name or code in the vocabulary */
    NRR_E_TOO_MANY = -10,      /**< more than the library can number */
    NRR_E_CAPACITY = -11,      /**< the caller's array is too small */
    NRR_E_ALLOCATOR = -12,     /**< an allocator without all of its functions */
    NRR_E_KEY_FAMILY = -20,    /**< no such family of keys */
    NRR_E_KEY_LENGTH = -21,    /**< a key longer than NRR_KEY_LENGTH_MAX */
    NRR_E_KEY_UNKNOWN = -22,   /**< no such key, or no such id in the family */
    NRR_E_ROW_SIZE = -30,      /**< a row size smaller than the first released row */
    NRR_E_ROW_TAIL = -31,      /**< bytes past what the library knows are not zero */
    NRR_E_RESERVED = -32,      /**< a reserved member is not zero */
    NRR_E_KIND = -33,          /**< no such kind of fact */
    NRR_E_AMOUNT = -34,        /**< an amount below what its kind allows */
    NRR_E_REASON = -35,        /**< no such reason */
    NRR_E_FLAGS = -36,         /**< unknown flags, or a flag that does not go with the rest */
    NRR_E_CUSTOMER = -37,      /**< the customer's id is absent or was not given by this ledger */
    NRR_E_LINE = -38,          /**< the line's id was not given by this ledger */
    NRR_E_ID = -39,            /**< the fact's id was not given by this ledger, or a void has none */
    NRR_E_CYCLE = -48,         /**< the customer would be its own ancestor */
    NRR_E_CHAIN = -49,         /**< a chain of more than NRR_PARENT_CHAIN_MAX parents */
    NRR_E_COLUMN_FIELD = -40,  /**< a column of no known field */
    NRR_E_COLUMN_TYPE = -41,   /**< a type that the column's field can't hold */
    NRR_E_COLUMN_TWICE = -42,  /**< two columns of one field */
    NRR_E_COLUMN_MISSING = -43, /**< no column for a field that every fact must have */
    NRR_E_COLUMN_OFFSETS = -44, /**< string offsets that run backwards */
    NRR_E_COLUMN_VALUE = -45,  /**< a value outside of the field's range, or none where one must be */
    NRR_E_CONFLICT = -46,      /**< the id is taken by a fact with other content */
    NRR_E_PERIOD = -50,        /**< a period that is empty or reversed */
    NRR_E_PERIODS = -51,       /**< a query without a period */
    NRR_E_EDGES = -52,         /**< edges that do not ascend, or are too few */
    NRR_E_WINDOW = -53,        /**< a window of less than one step, or longer than the edges */
    NRR_E_PART = -54,          /**< no such part, or parts that overlap */
    NRR_E_MEASURE = -60,       /**< no such measure */
    NRR_E_NOT_ASKED = -61,     /**< a measure or reason that the query did not ask for */
    NRR_E_RATE = -62,          /**< no such rate */
    NRR_E_ROW = -63,           /**< no such row */
    NRR_E_FINDINGS = -55,      /**< the ledger is strict and there are contradictions */
    NRR_E_RULE = -56,          /**< no such rule */
    NRR_E_KNOWN = -57,         /**< a span of knowledge that is empty or reversed */
    NRR_E_FIELD = -58,         /**< the table has no such column */
    NRR_E_CAUSE = -59,         /**< no such cause, or none that tells the two rates apart */
    NRR_E_IDENTITY = -64,      /**< an identity of METRICS.md section 4 does not hold */
    NRR_E_AVERAGE = -65,       /**< no such average */
    NRR_E_POWER = -66,         /**< a number of periods a year outside of 1 to 366 */
    NRR_E_DIGITS = -67,        /**< a number of digits outside of 0 to 18 */
    NRR_E_ROUNDING = -68,      /**< no such rounding mode */
    NRR_E_RATIO = -69,         /**< a ratio whose status and numbers contradict each other */
    NRR_E_QUERY = -94,         /**< reports that answer different queries */
    NRR_E_SNAPSHOT = -95,      /**< a report of another snapshot, or a snapshot of another ledger */
    NRR_E_TIME_UNIT = -70,     /**< no such unit of time */
    NRR_E_STEP = -71,          /**< no such calendar step */
    NRR_E_CALENDAR = -72,      /**< a first month, first weekday or UTC offset out of range */
    NRR_E_DATE = -73,          /**< no such date or time of day */
    NRR_E_TIME = -74,          /**< an instant outside of what ticks or the calendar can hold */
    NRR_E_PRICE = -80,         /**< a negative price, or a quantity below zero */
    NRR_E_INTERVAL = -81,      /**< an interval or interval count that is no interval */
    NRR_E_DIMENSION = -90,     /**< the dimension's id is absent or was not given by this ledger */
    NRR_E_VALUE = -91,         /**< the value's id was not given by this ledger */
    NRR_E_DIMENSIONS = -92,    /**< more dimensions than a query can be by */
    NRR_E_DIMENSION_TWICE = -93 /**< the query is by this dimension already */
};

#endif
#ifdef __cplusplus
extern "C" {
#endif

typedef struct nrr_ledger nrr_ledger;

/** The length of one tick of the ledger's clock; instants are ticks since 1970-01-01T00:00:00Z. */
typedef int32_t nrr_time_unit;

enum {
    NRR_TIME_DAYS = 1,
    NRR_TIME_SECONDS = 2,
    NRR_TIME_MILLISECONDS = 3,
    NRR_TIME_MICROSECONDS = 4,
    NRR_TIME_NANOSECONDS = 5
};

typedef int32_t nrr_ledger_option;

enum {
    /** An nrr_time_unit; seconds by default. Fixed once a fact is there. The library computes in
     * ticks alone: the unit is kept for those who read the ledger. */
    NRR_LEDGER_TIME_UNIT = 1,
    /** The first tick for which the host has all facts; not set by default. A row that begins
     * before it is flagged NRR_ROW_INCOMPLETE. Below the coverage's end: to move both, unset one. */
    NRR_LEDGER_COVERAGE_START = 2,
    /** The first tick for which the host has not all facts yet; not set by default. A row that
     * ends after it is flagged NRR_ROW_PARTIAL. Above the coverage's start. */
    NRR_LEDGER_COVERAGE_END = 3,
    /** Any number, best a random one: the seed of the hash over keys, for hosts whose keys come
     * from strangers. 0 by default. Fixed once a key is there. No figure depends on it. */
    NRR_LEDGER_HASH_SEED = 4,
    /** 1 = strict: snapshots that are taken from here on do not report while they have a finding
     * that is a contradiction (nrr/finding.h). 0 = lenient, the default. */
    NRR_LEDGER_STRICT = 5
};

typedef int32_t nrr_counter;

enum {
    NRR_COUNTER_FACTS = 1,      /**< facts accepted: neither voids nor those that came again, but also
                                     those that were taken back */
    NRR_COUNTER_CUSTOMERS = 2,  /**< customer keys interned */
    NRR_COUNTER_LINES = 3,      /**< line keys interned */
    NRR_COUNTER_BYTES = 4,      /**< bytes of facts, keys and assignments that the ledger
                                     holds */
    NRR_COUNTER_FIRST_TIME = 5, /**< the earliest time of a fact, in ticks */
    NRR_COUNTER_LAST_TIME = 6,  /**< the latest time of a fact, in ticks */
    NRR_COUNTER_DUPLICATES = 7, /**< how often a fact came again under its id, whichever it was */
    NRR_COUNTER_VOIDS = 8       /**< ids that a void takes back, whether their fact came or not */
};

/** Make an empty ledger.
 * @param allocator copied; NULL for malloc, realloc and free.
 * @param ledger receives the ledger, owned by the caller, free with nrr_ledger_free(); not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_ALLOCATOR, NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_new(const nrr_allocator *allocator, nrr_ledger **ledger);

/** Free a ledger. Its snapshots and reports live on.
 * @param ledger may be NULL.
 * @since 0.1.0 */
NRR_API void nrr_ledger_free(nrr_ledger *ledger);

/** Set an option. Snapshots that were taken before keep what held then.
 * @param ledger not NULL.
 * @param option one of NRR_LEDGER_*.
 * @param value as the option says.
 * @return NRR_OK, NRR_E_NULL, NRR_E_OPTION, NRR_E_OPTION_VALUE, NRR_E_OPTION_LATE.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_set(nrr_ledger *ledger, nrr_ledger_option option, int64_t value);

/** Take an option back to its default: the coverage's ends to "not declared".
 * @param ledger not NULL.
 * @param option one of NRR_LEDGER_*.
 * @return NRR_OK, NRR_E_NULL, NRR_E_OPTION, NRR_E_OPTION_LATE.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_unset(nrr_ledger *ledger, nrr_ledger_option option);

/** Read an option.
 * @param ledger not NULL.
 * @param option one of NRR_LEDGER_*.
 * @param value receives the value; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_OPTION, NRR_E_UNSET (an end of the coverage that is not
 * declared).
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_get(const nrr_ledger *ledger, nrr_ledger_option option, int64_t *value);

/** Read a counter.
 * @param ledger not NULL.
 * @param counter one of NRR_COUNTER_*.
 * @param value receives the value; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_OPTION, NRR_E_UNSET (a first or last time where there is no
 * fact).
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_counter(const nrr_ledger *ledger, nrr_counter counter, int64_t *value);

#ifdef __cplusplus
}
#endif

#endif
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
/** @file nrr/cohort.h
 * Acquisition cohorts: who came when, and what became of them (METRICS.md section 7, "Cohorts").
 * All functions may be called from any thread. */
#ifndef NRR_COHORT_H
#define NRR_COHORT_H

/** @file nrr/measure.h
 * The measures of a period (METRICS.md section 4) and the rates over them (section 5). */
#ifndef NRR_MEASURE_H
#define NRR_MEASURE_H

/** A measure: an amount in minor units, or a count. */
typedef int32_t nrr_measure;

enum {
    NRR_MEASURE_OPENING = 1,              /**< sum of O */
    NRR_MEASURE_CLOSING = 2,              /**< sum of Z */
    NRR_MEASURE_CARRIED_IN = 3,           /**< gross: movements of class OPENING */
    NRR_MEASURE_NEW = 4,                  /**< gross: movements of class NEW */
    NRR_MEASURE_REACTIVATION = 5,         /**< gross: movements of class REACTIVATION */
    NRR_MEASURE_EXPANSION = 6,            /**< gross: movements of class EXPANSION */
    NRR_MEASURE_CONTRACTION = 7,          /**< gross: movements of class CONTRACTION */
    NRR_MEASURE_CHURN = 8,                /**< gross: movements of class CHURN */
    NRR_MEASURE_COHORT_EXPANSION = 9,     /**< expansion of cohort units */
    NRR_MEASURE_COHORT_CONTRACTION = 10,  /**< contraction of cohort units */
    NRR_MEASURE_COHORT_CHURN = 11,        /**< churn of cohort units */
    NRR_MEASURE_COHORT_REACTIVATION = 12, /**< movements of cohort units that start from zero */
    NRR_MEASURE_COHORT_CLOSING = 13,      /**< sum of Z over the cohort */
    NRR_MEASURE_NET_CARRIED_IN = 14,      /**< point to point: O = 0 < Z, carried in */
    NRR_MEASURE_NET_NEW = 15,             /**< point to point: O = 0 < Z, new */
    NRR_MEASURE_NET_REACTIVATION = 16,    /**< point to point: O = 0 < Z, reactivated */
    NRR_MEASURE_NET_EXPANSION = 17,       /**< point to point: sum of Z - O where Z > O > 0 */
    NRR_MEASURE_NET_CONTRACTION = 18,     /**< point to point: sum of O - Z where O > Z > 0 */
    NRR_MEASURE_NET_CHURN = 19,           /**< point to point: sum of O where Z = 0 */
    NRR_MEASURE_RETAINED = 20,            /**< sum of min(O, Z) over the cohort */
    NRR_MEASURE_RETAINED_PATH = 21,       /**< sum of the lowest level on the way */
    NRR_MEASURE_RETAINED_CAPPED = 22,     /**< sum of max(0, O - own losses) */
    NRR_MEASURE_RETAINED_LINES = 23,      /**< sum of min(O, Z) by line */
    NRR_MEASURE_RENEWAL_DUE = 24,         /**< levels that came up for renewal */
    NRR_MEASURE_RENEWAL_RETAINED = 25,    /**< of them, what was kept */
    NRR_MEASURE_RENEWAL_UPLIFT = 26,      /**< what the renewals added */
    NRR_MEASURE_UNITS_OPENING = 27,       /**< units with O > 0: the cohort's size */
    NRR_MEASURE_UNITS_CLOSING = 28,       /**< units with Z > 0 */
    NRR_MEASURE_UNITS_NEW = 29,           /**< units behind net_new */
    NRR_MEASURE_UNITS_REACTIVATED = 30,   /**< units behind net_reactivation */
    NRR_MEASURE_UNITS_CARRIED_IN = 31,    /**< units behind net_carried_in */
    NRR_MEASURE_UNITS_EXPANDED = 32,      /**< units behind net_expansion */
    NRR_MEASURE_UNITS_CONTRACTED = 33,    /**< units behind net_contraction */
    NRR_MEASURE_UNITS_CHURNED = 34,       /**< units behind net_churn */
    NRR_MEASURE_UNITS_UNCHANGED = 35,     /**< units with O = Z > 0 */
    NRR_MEASURE_UNITS_TRANSIENT = 36,     /**< units with O = Z = 0, positive in between */
    NRR_MEASURE_UNITS_RETURNED = 37,      /**< cohort units that touched zero and have Z > 0 */
    NRR_MEASURE_RENEWALS_DUE = 38,        /**< line instants due for renewal */
    NRR_MEASURE_RENEWALS_KEPT = 39,       /**< of them, those that stayed above zero */
    /** Gross gains of cohort units by reason; one column per reason, see nrr_report_reason(). */
    NRR_MEASURE_REASON_GAIN = 40,
    /** Gross losses of cohort units by reason; one column per reason, see nrr_report_reason(). */
    NRR_MEASURE_REASON_LOSS = 41
};

/** A rate: numerator / denominator of measures. */
typedef int32_t nrr_rate;

enum {
    NRR_RATE_NRR = 1,
    NRR_RATE_NRR_MOVEMENTS = 2,
    NRR_RATE_NRR_MOVEMENTS_REACTIVATION = 3,
    NRR_RATE_NRR_COHORT_NO_RETURN = 4,
    NRR_RATE_NRR_EX_PRICE = 5,
    NRR_RATE_GRR = 6,
    NRR_RATE_GRR_PATH = 7,
    NRR_RATE_GRR_CAPPED = 8,
    NRR_RATE_GRR_LOSSES = 9,
    NRR_RATE_GRR_AGGREGATE = 10,
    NRR_RATE_GRR_LINES = 11,
    NRR_RATE_REVENUE_CHURN = 12,
    NRR_RATE_NET_REVENUE_CHURN = 13,
    NRR_RATE_EXPANSION_RATE = 14,
    NRR_RATE_CONTRACTION_RATE = 15,
    NRR_RATE_CHURN_RATE = 16,
    NRR_RATE_LOGO_RETENTION = 17,
    NRR_RATE_LOGO_CHURN = 18,
    NRR_RATE_LOGO_CHURN_WITH_NEW = 19,
    NRR_RATE_RENEWAL_RATE = 20,
    NRR_RATE_RENEWAL_RATE_COUNT = 21,
    NRR_RATE_QUICK_RATIO = 22,
    NRR_RATE_GROWTH = 23,
    NRR_RATE_ARPA = 24
};

#endif
/** @file nrr/query.h
 * The query: periods, unit, measures. It is the host's to reuse and to change; a report keeps what
 * it needs of it. One thread at a time may change it, any number may use it. */
#ifndef NRR_QUERY_H
#define NRR_QUERY_H

/** @file nrr/fact.h
 * Facts, as rows and as columns (METRICS.md section 1).
 *
 * A batch is all or nothing: a refused one adds no fact, and says which row, which field and why. */
#ifndef NRR_FACT_H
#define NRR_FACT_H

/** @file nrr/column.h
 * A column of the host's memory, read where it lies: one field of many facts, or many keys.
 *
 * The layout is that of Arrow and of numpy: values side by side or a stride apart, an optional
 * bitmap of what is there, and for strings one run of bytes with offsets. */
#ifndef NRR_COLUMN_H
#define NRR_COLUMN_H

/** A field of a fact (METRICS.md section 1) or of an assignment (section 7); also what a refusal
 * points at. */
typedef int32_t nrr_field;

enum {
    NRR_FIELD_TIME = 1,
    NRR_FIELD_AMOUNT = 2,
    NRR_FIELD_KNOWN = 3,
    NRR_FIELD_SEQUENCE = 4,
    NRR_FIELD_CUSTOMER = 5,
    NRR_FIELD_LINE = 6,
    NRR_FIELD_ID = 7,
    NRR_FIELD_KIND = 8,
    NRR_FIELD_REASON = 9,
    NRR_FIELD_FLAGS = 10,
    NRR_FIELD_RESERVED = 11, /**< in a refusal only: the reserved members, or the tail of a row */
    NRR_FIELD_KEY = 12,      /**< in nrr_ledger_keys() only: the keys */
    /* In tables and refusals: */
    NRR_FIELD_PARENT = 13,   /**< the parent of a customer */
    NRR_FIELD_RULE = 14,     /**< the rule of a finding */
    NRR_FIELD_EXCESS = 15,   /**< by how much a finding breaks its rule */
    NRR_FIELD_LEVEL = 16,    /**< a level, in minor units */
    NRR_FIELD_CHANGE = 17,   /**< 1 = came to be known, -1 = was taken back */
    NRR_FIELD_DIMENSION = 18, /**< the dimension of an assignment */
    NRR_FIELD_VALUE = 19,    /**< the value of an assignment */
    NRR_FIELD_COHORT = 20,   /**< the number of an acquisition cohort, from 0 */
    NRR_FIELD_AGE = 21,      /**< steps from a cohort's end, from 0 */
    NRR_FIELD_UNITS = 22,    /**< how many units */
    NRR_FIELD_REVENUE = 23,  /**< what they have, in minor units */
    NRR_FIELD_RETAINED = 24, /**< what they kept, in minor units */
    NRR_FIELD_OPENING = 25,  /**< a level at the start of a period, in minor units */
    NRR_FIELD_CLOSING = 26,  /**< a level at its end */
    NRR_FIELD_BEFORE = 27,   /**< the level before a movement */
    NRR_FIELD_AFTER = 28,    /**< the level after it */
    NRR_FIELD_CLASS = 29,     /**< the class of a movement */
    NRR_FIELD_CAUSE = 30,     /**< why two definitions differ */
    NRR_FIELD_GAIN = 31,     /**< gains, in minor units */
    NRR_FIELD_LOSS = 32,      /**< losses, in minor units */
    NRR_FIELD_FIGURE = 33,   /**< a figure of concentration */
    NRR_FIELD_NUMERATOR = 34,/**< of a ratio */
    NRR_FIELD_DENOMINATOR = 35,/**< of a ratio */
    NRR_FIELD_STATUS = 36,   /**< the status of a ratio */
    NRR_FIELD_GROUP_KIND = 37,  /**< what a row is of: one of NRR_GROUP_* */
    NRR_FIELD_SECOND_VALUE = 38 /**< the value in the second dimension */
};

typedef int32_t nrr_column_type;

enum {
    NRR_COLUMN_INT8 = 1,
    NRR_COLUMN_INT16 = 2,
    NRR_COLUMN_INT32 = 3,
    NRR_COLUMN_INT64 = 4,
    NRR_COLUMN_UINT8 = 5,
    NRR_COLUMN_UINT16 = 6,
    NRR_COLUMN_UINT32 = 7,
    NRR_COLUMN_UINT64 = 8,
    NRR_COLUMN_ID = 9,            /**< key fields: uint32 ids that this ledger gave */
    NRR_COLUMN_STRING = 10,       /**< key fields: bytes with int32 offsets */
    NRR_COLUMN_LARGE_STRING = 11  /**< key fields: bytes with int64 offsets */
};

enum {
    NRR_COLUMN_CONSTANT = 1 /**< flag: the first value (and validity bit) stands for all rows */
};

/** A column. Set unused members to zero. Integers may be unaligned. */
typedef struct nrr_column {
    /** The values; for strings the bytes that the offsets point into. NULL only if there are no
     * rows, or no bytes. */
    const void *data;
    /** Strings: one offset more than rows, int32 or int64 by type. Else NULL. */
    const void *offsets;
    /** A bitmap, least significant bit first, 1 = there; NULL = all there. A value that is not there
     * is read as zero: "absent" for a field that may be absent, refused for one that may not. */
    const void *validity;
    /** Bytes from one value to the next, negative allowed; 0 = packed. Strings: 0. */
    int64_t stride;
    nrr_field field;
    nrr_column_type type;
    uint32_t flags; /**< NRR_COLUMN_CONSTANT, or 0 */
    uint32_t reserved; /**< must be zero */
} nrr_column;

#endif
#ifdef __cplusplus
extern "C" {
#endif

/** What a fact says about its line, and what it does to the line's level. */
typedef int32_t nrr_kind;

enum {
    NRR_KIND_OPENING = 1,      /**< + amount: carried in from before the ledger's history */
    NRR_KIND_NEW = 2,          /**< + amount: the line was never positive before */
    NRR_KIND_EXPANSION = 3,    /**< + amount: the line is positive */
    NRR_KIND_CONTRACTION = 4,  /**< - amount: less than the line's level */
    NRR_KIND_CHURN = 5,        /**< - amount, or whatever is there with flag NRR_FACT_ALL */
    NRR_KIND_REACTIVATION = 6, /**< + amount: the line is zero and was positive once */
    NRR_KIND_LEVEL = 7,        /**< = amount */
    NRR_KIND_CHANGE_UP = 8,    /**< + amount, of which the host knows only the sign */
    NRR_KIND_CHANGE_DOWN = 9,  /**< - amount, of which the host knows only the sign */
    NRR_KIND_RENEWAL = 10,     /**< = amount: the line came up for renewal and renewed */
    NRR_KIND_VOID = 11         /**< takes back the fact with its id, whichever of the two comes
                                    first; nothing but id and `known` is read */
};

/** Why: the sub-reason of a change. Codes from NRR_REASON_HOST to NRR_REASON_HOST_LAST are the
 * host's own; those between the named ones and NRR_REASON_HOST are refused. */
typedef int32_t nrr_reason;

enum {
    NRR_REASON_UNSPECIFIED = 0,
    NRR_REASON_UPSELL = 1,
    NRR_REASON_CROSS_SELL = 2,
    NRR_REASON_SEATS = 3,
    NRR_REASON_USAGE = 4,
    NRR_REASON_PRICE = 5,
    NRR_REASON_ESCALATOR = 6,
    NRR_REASON_DISCOUNT = 7,
    NRR_REASON_PLAN_CHANGE = 8,
    NRR_REASON_DOWNGRADE = 9,
    NRR_REASON_PRODUCT_DROP = 10,
    NRR_REASON_PAUSE = 11,
    NRR_REASON_RESUME = 12,
    NRR_REASON_VOLUNTARY = 13,
    NRR_REASON_PAYMENT_FAILURE = 14,
    NRR_REASON_NON_RENEWAL = 15,
    NRR_REASON_WIN_BACK = 16,
    NRR_REASON_MIGRATION = 17,
    NRR_REASON_HOST = 1024,
    NRR_REASON_HOST_LAST = 65535
};

enum {
    NRR_FACT_ALL = 1,  /**< flag, with NRR_KIND_CHURN: whatever is there; the amount is not read */
    NRR_FACT_KNOWN = 2 /**< flag: `known` is given; else the fact was known before every instant */
};

/** One fact: 64 bytes, the same layout everywhere. Members that are zero mean "absent". */
typedef struct nrr_fact {
    int64_t time;       /**< ticks: when the change takes effect */
    int64_t amount;     /**< minor units: at least 1 for gains and losses, at least 0 for
                             NRR_KIND_LEVEL and NRR_KIND_RENEWAL */
    int64_t known;      /**< ticks: when the host learnt of it; read with flag NRR_FACT_KNOWN only */
    uint64_t sequence;  /**< the source's own order among facts of one line at one tick */
    uint32_t customer;  /**< id of a customer key; must be given, but for NRR_KIND_VOID */
    uint32_t line;      /**< id of a line key; 0 = the customer's default line */
    uint32_t id;        /**< id of a fact key: the fact's idempotency key; 0 = none */
    nrr_kind kind;      /**< must be given */
    nrr_reason reason;
    uint32_t flags;
    uint32_t reserved1; /**< must be zero */
    uint32_t reserved2; /**< must be zero */
} nrr_fact;

/** Why a batch was refused. */
typedef struct nrr_refusal {
    int64_t row;       /**< from 0; -1 if no row is to blame (a column as such) */
    nrr_field field;   /**< the field to blame; 0 if none is (memory) */
    nrr_status status; /**< the status that the call answers */
} nrr_refusal;

/** Append facts given as rows. The order of rows, and of batches, never matters.
 *
 * A fact that comes again under its id with the same content (every field but `known`) is one fact,
 * with the earliest `known`; with other content the batch is refused. A void takes its fact back
 * from its own `known` on, the earliest of several; the id stays taken (METRICS.md section 2).
 * @param ledger not NULL.
 * @param facts count rows, each row_size bytes from the one before; NULL only if count is 0.
 * @param row_size sizeof(nrr_fact), or larger if the host was built with newer headers: then what
 * the library does not know must be zero.
 * @param count number of rows; 0 is a batch too.
 * @param refusal written if the batch is refused; may be NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_ROW_SIZE, NRR_E_ROW_TAIL, NRR_E_RESERVED, NRR_E_KIND,
 * NRR_E_AMOUNT, NRR_E_REASON, NRR_E_FLAGS, NRR_E_CUSTOMER, NRR_E_LINE, NRR_E_ID, NRR_E_CONFLICT (the
 * id is taken by a fact with other content), NRR_E_TOO_MANY (2^32 - 1 facts of one block of
 * customers, 2^30 - 1 facts with ids, 2^32 - 1 that came again, or more bytes than memory has),
 * NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_append(nrr_ledger *ledger, const nrr_fact *facts, size_t row_size, size_t count, nrr_refusal *refusal);

/** Append facts given as columns, one per field, in any order.
 *
 * Customer, kind, time and amount must be there; the others may be. Where `known` is there it is
 * given, also without the flag. Columns of customers, lines and ids hold ids, integer keys or string keys; keys are interned on the way and
 * stay so if the batch is refused.
 * @param ledger not NULL.
 * @param columns column_count columns, read during the call only; NULL only if column_count is 0.
 * @param column_count number of columns.
 * @param rows number of rows in each column.
 * @param refusal written if the batch is refused; may be NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_COLUMN_FIELD, NRR_E_COLUMN_TYPE, NRR_E_COLUMN_TWICE,
 * NRR_E_COLUMN_MISSING, NRR_E_COLUMN_OFFSETS, NRR_E_COLUMN_VALUE, NRR_E_KEY_LENGTH, and what
 * nrr_ledger_append() answers but for the two about row sizes.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_append_columns(nrr_ledger *ledger, const nrr_column *columns, size_t column_count, size_t rows, nrr_refusal *refusal);

#ifdef __cplusplus
}
#endif

#endif
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
/** @file nrr/ratio.h
 * Exact ratios and the one rounding at the end (METRICS.md section 5). Any thread. */
#ifndef NRR_RATIO_H
#define NRR_RATIO_H

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t nrr_ratio_status;

enum {
    NRR_RATIO_OK = 0,
    NRR_RATIO_UNDEFINED = 1, /**< 0 / 0 */
    NRR_RATIO_UNBOUNDED = 2  /**< x / 0, with the sign of x */
};

/** A rate as defined, not reduced. */
typedef struct nrr_ratio {
    int64_t numerator;
    int64_t denominator; /**< at least 0; 0 if and only if the status is not NRR_RATIO_OK */
    nrr_ratio_status status;
    uint32_t reserved;   /**< 0 */
} nrr_ratio;

/** How a result is rounded, the names being the usual ones of decimal arithmetic. */
typedef int32_t nrr_rounding;

enum {
    NRR_ROUND_HALF_EVEN = 1, /**< to nearest, ties to the even digit: the default of the field */
    NRR_ROUND_HALF_UP = 2,   /**< to nearest, ties away from zero */
    NRR_ROUND_HALF_DOWN = 3, /**< to nearest, ties towards zero */
    NRR_ROUND_UP = 4,        /**< away from zero */
    NRR_ROUND_DOWN = 5,      /**< towards zero */
    NRR_ROUND_CEILING = 6,   /**< towards plus infinity */
    NRR_ROUND_FLOOR = 7      /**< towards minus infinity */
};

/** How many digits behind the point, and how the last one is rounded. */
typedef struct nrr_precision {
    int32_t digits; /**< 0 to 18 */
    nrr_rounding rounding;
} nrr_precision;

/** A decimal: scaled / 10^digits. 102.5% at 3 digits is {1025, 3}. */
typedef struct nrr_decimal {
    int64_t scaled;          /**< UNDEFINED: 0. UNBOUNDED: 1 or -1, the sign */
    int32_t digits;
    nrr_ratio_status status;
} nrr_decimal;

/** Round a ratio to a decimal, correctly, once.
 * @param ratio not NULL.
 * @param precision not NULL.
 * @param decimal receives the decimal, with the ratio's status; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_DIGITS, NRR_E_ROUNDING, NRR_E_RATIO (its reserved member too must
 * be 0), NRR_E_OVERFLOW.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ratio_round(const nrr_ratio *ratio, const nrr_precision *precision, nrr_decimal *decimal);

/** Annualise a rate: raise it to the power of the number of periods in a year, exactly, and round
 * once (METRICS.md section 5, `annualised`). A monthly rate takes 12, a quarterly one 4.
 * @param ratio not NULL. A ratio that is not NRR_RATIO_OK gives an UNDEFINED decimal.
 * @param periods 1 to 366.
 * @param precision not NULL.
 * @param decimal receives the decimal; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_POWER, NRR_E_DIGITS, NRR_E_ROUNDING, NRR_E_RATIO,
 * NRR_E_OVERFLOW.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ratio_annualise(const nrr_ratio *ratio, int32_t periods, const nrr_precision *precision, nrr_decimal *decimal);

/** Round parts of a whole to decimals that add up to the whole, rounded: by the method of the largest
 * remainder. Each part is cut off downwards, and what is missing goes, one unit of the last digit each,
 * to the parts that lost the most; of equal ones to the first.
 * @param parts count numerators; NULL only if count is 0. The whole is their sum.
 * @param count number of parts.
 * @param denominator of all of them, at least 0. Parts over 0 are UNDEFINED or UNBOUNDED.
 * @param precision of the parts and of the whole, which alone is rounded in its mode; not NULL.
 * @param decimals the caller's array of count decimals; NULL only if count is 0. Of no meaning after
 * an error.
 * @return NRR_OK, NRR_E_NULL, NRR_E_DIGITS, NRR_E_ROUNDING, NRR_E_RATIO (the denominator is below 0),
 * NRR_E_OVERFLOW (a part or the whole does not fit).
 * @since 0.1.0 */
NRR_API nrr_status nrr_ratio_round_parts(const int64_t *parts, size_t count, int64_t denominator, const nrr_precision *precision, nrr_decimal *decimals);

#ifdef __cplusplus
}
#endif

#endif
/** @file nrr/snapshot.h
 * The snapshot: what a ledger held at one moment, immutable, for any number of threads while the
 * ledger goes on. */
#ifndef NRR_SNAPSHOT_H
#define NRR_SNAPSHOT_H

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nrr_snapshot nrr_snapshot;

/** Take a snapshot: facts, keys and the declared coverage as they are now. No fact is copied.
 * @param ledger not NULL; called on the ledger's thread.
 * @param snapshot receives the snapshot, owned by the caller, free with nrr_snapshot_free(); not
 * NULL. It may outlive the ledger.
 * @return NRR_OK, NRR_E_NULL, NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_snapshot(nrr_ledger *ledger, nrr_snapshot **snapshot);

/** Give the snapshot as it was known at an instant of the host's own clock (METRICS.md section 7):
 * only facts and voids count whose `known` is at or before it, or is not given. Any thread.
 * @param snapshot not NULL; itself one of this kind, if need be: then the earlier instant holds.
 * @param known ticks.
 * @param earlier receives the snapshot, owned by the caller, free with nrr_snapshot_free(); not
 * NULL. It shares all facts with the one it was made from, and may outlive it.
 * @return NRR_OK, NRR_E_NULL, NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_as_known(const nrr_snapshot *snapshot, int64_t known, nrr_snapshot **earlier);

/** Free a snapshot, on any thread. Its reports live on.
 * @param snapshot may be NULL; no other thread may be using it.
 * @since 0.1.0 */
NRR_API void nrr_snapshot_free(nrr_snapshot *snapshot);

#ifdef __cplusplus
}
#endif

#endif
/** @file nrr/table.h
 * The table: every list that is not a report. Rows, and columns of int64_t by the code of their
 * field. Immutable, for any number of threads; it outlives the snapshot that it was made from.
 *
 * Customers, lines and facts' ids stand in a table as ids: ask the snapshot for their keys. */
#ifndef NRR_TABLE_H
#define NRR_TABLE_H

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nrr_table nrr_table;

/** Which rows of a list to put into a table. */
typedef struct nrr_page {
    uint64_t first; /**< the place of the first row in the whole list, from 0 */
    uint64_t count; /**< rows at the most */
} nrr_page;

/** Free a table, on any thread.
 * @param table may be NULL; no other thread may be using it.
 * @since 0.1.0 */
NRR_API void nrr_table_free(nrr_table *table);

/** Give the number of rows of a table.
 * @param table not NULL.
 * @param count receives the number; not NULL.
 * @return NRR_OK, NRR_E_NULL.
 * @since 0.1.0 */
NRR_API nrr_status nrr_table_count(const nrr_table *table, size_t *count);

/** Give the number of rows of the whole list that the table is a page of.
 * @param table not NULL.
 * @param total receives the number; not NULL.
 * @return NRR_OK, NRR_E_NULL.
 * @since 0.1.0 */
NRR_API nrr_status nrr_table_total(const nrr_table *table, uint64_t *total);

/** Give a column: one value per row. A value that is absent is 0.
 * @param table not NULL.
 * @param field one of the fields that the function which made the table names.
 * @param values receives a pointer to count values, borrowed until the table is freed; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_FIELD (the table has no such column).
 * @since 0.1.0 */
NRR_API nrr_status nrr_table_column(const nrr_table *table, nrr_field field, const int64_t **values);

#ifdef __cplusplus
}
#endif

#endif
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
/** @file nrr/concentration.h
 * Concentration: how much of a figure hangs on a few units, and what it would be without them
 * (METRICS.md section 7). Any thread.
 *
 * These figures are of one snapshot: those of two sets of customers do not add up to that of both. */
#ifndef NRR_CONCENTRATION_H
#define NRR_CONCENTRATION_H

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
/** @file nrr/drill.h
 * Drill-down: the units that make up a figure, the movements of a unit, and the facts behind them
 * (METRICS.md section 7). All functions may be called from any thread. */
#ifndef NRR_DRILL_H
#define NRR_DRILL_H

/** @file nrr/report.h
 * The report: one row per period of the query, in the query's order, one column per measure; and
 * the rates over them. Immutable, for any number of threads; it outlives ledger, snapshot and
 * query. */
#ifndef NRR_REPORT_H
#define NRR_REPORT_H

/** @file nrr/key.h
 * Host keys at the door: bytes or 64-bit integers become 32-bit ids, numbered from 1 in the order
 * of first interning; 0 is absent.
 *
 * Bytes and integers never equal each other: the key 7 is not the key "7". Ids hold for one ledger
 * and its snapshots. No figure and no order of a result depends on them. */
#ifndef NRR_KEY_H
#define NRR_KEY_H

#ifdef __cplusplus
extern "C" {
#endif

/** What a key names; each family has ids of its own. */
typedef int32_t nrr_key_family;

enum {
    NRR_KEY_CUSTOMER = 1,
    /** A line of a customer. The same line key under two customers is two lines. */
    NRR_KEY_LINE = 2,
    /** The id of a fact: its idempotency key. */
    NRR_KEY_FACT = 3,
    /** What customers or lines are grouped by (nrr/group.h). */
    NRR_KEY_DIMENSION = 4,
    /** A value of dimensions: the same key in two of them is one value. */
    NRR_KEY_VALUE = 5
};

enum {
    NRR_KEY_LENGTH_MAX = 65535 /**< bytes in a key */
};

typedef int32_t nrr_key_type;

enum {
    NRR_KEY_INTEGER = 1,
    NRR_KEY_BYTES = 2
};

/** A key as the host gave it. */
typedef struct nrr_key {
    const void *bytes; /**< NULL for an integer; no NUL byte behind it */
    uint64_t length;   /**< in bytes; 0 for an integer */
    int64_t integer;   /**< 0 for bytes */
    nrr_key_type type;
    uint32_t reserved; /**< 0 */
} nrr_key;

/** Give the id of a key of bytes, a new one if the key is new.
 * @param ledger not NULL.
 * @param family one of NRR_KEY_CUSTOMER, _LINE, _FACT, _DIMENSION, _VALUE.
 * @param bytes copied; NULL only if length is 0 (the empty key is a key).
 * @param length in bytes, at most NRR_KEY_LENGTH_MAX.
 * @param id receives the id; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_KEY_FAMILY, NRR_E_KEY_LENGTH, NRR_E_TOO_MANY (2^32 - 1 keys),
 * NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_key(nrr_ledger *ledger, nrr_key_family family, const void *bytes, size_t length, uint32_t *id);

/** Give the id of an integer key, a new one if the key is new.
 * @param ledger not NULL.
 * @param family one of NRR_KEY_CUSTOMER, _LINE, _FACT, _DIMENSION, _VALUE.
 * @param integer any value.
 * @param id receives the id; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_KEY_FAMILY, NRR_E_TOO_MANY (2^32 - 1 keys), NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_key_integer(nrr_ledger *ledger, nrr_key_family family, int64_t integer, uint32_t *id);

/** Give the ids of many keys, new ones for those that are new.
 * @param ledger not NULL.
 * @param family one of NRR_KEY_CUSTOMER, _LINE, _FACT, _DIMENSION, _VALUE.
 * @param keys a column with field NRR_FIELD_KEY, of integers or strings; a key that is not there
 * (validity) gets id 0; not NULL.
 * @param count number of keys.
 * @param ids the caller's array of count ids, filled in order; NULL only if count is 0. After an
 * error its content is of no meaning; keys that were interned stay. It may be the memory of packed keys
 * of 32 bits themselves, and overlap nothing else of the column.
 * @return NRR_OK, NRR_E_NULL, NRR_E_KEY_FAMILY, NRR_E_KEY_LENGTH, NRR_E_COLUMN_FIELD,
 * NRR_E_COLUMN_TYPE, NRR_E_COLUMN_OFFSETS, NRR_E_COLUMN_VALUE (an unsigned integer above
 * INT64_MAX), NRR_E_FLAGS, NRR_E_RESERVED, NRR_E_TOO_MANY (2^32 - 1 keys), NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_keys(nrr_ledger *ledger, nrr_key_family family, const nrr_column *keys, size_t count, uint32_t *ids);

/** Find the id of a key of bytes without interning it.
 * @param ledger not NULL.
 * @param family one of NRR_KEY_CUSTOMER, _LINE, _FACT, _DIMENSION, _VALUE.
 * @param bytes NULL only if length is 0.
 * @param length in bytes.
 * @param id receives the id; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_KEY_FAMILY, NRR_E_KEY_UNKNOWN.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_find(const nrr_ledger *ledger, nrr_key_family family, const void *bytes, size_t length, uint32_t *id);

/** Find the id of an integer key without interning it.
 * @param ledger not NULL.
 * @param family one of NRR_KEY_CUSTOMER, _LINE, _FACT, _DIMENSION, _VALUE.
 * @param integer any value.
 * @param id receives the id; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_KEY_FAMILY, NRR_E_KEY_UNKNOWN.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_find_integer(const nrr_ledger *ledger, nrr_key_family family, int64_t integer, uint32_t *id);

/** Give the key of an id.
 * @param ledger not NULL.
 * @param family one of NRR_KEY_CUSTOMER, _LINE, _FACT, _DIMENSION, _VALUE.
 * @param id an id of that family.
 * @param key receives the key; its bytes are borrowed until the ledger is freed; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_KEY_FAMILY, NRR_E_KEY_UNKNOWN.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_key_of(const nrr_ledger *ledger, nrr_key_family family, uint32_t id, nrr_key *key);

/** Find the id that a key of bytes had when the snapshot was taken. Any thread.
 *
 * The first search of a family builds an index of its own, in time linear in the keys.
 * @param snapshot not NULL.
 * @param family one of NRR_KEY_CUSTOMER, _LINE, _FACT, _DIMENSION, _VALUE.
 * @param bytes NULL only if length is 0.
 * @param length in bytes.
 * @param id receives the id; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_KEY_FAMILY, NRR_E_KEY_UNKNOWN, NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_find(const nrr_snapshot *snapshot, nrr_key_family family, const void *bytes, size_t length, uint32_t *id);

/** Find the id that an integer key had when the snapshot was taken. Any thread.
 * @param snapshot not NULL.
 * @param family one of NRR_KEY_CUSTOMER, _LINE, _FACT, _DIMENSION, _VALUE.
 * @param integer any value.
 * @param id receives the id; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_KEY_FAMILY, NRR_E_KEY_UNKNOWN, NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_find_integer(const nrr_snapshot *snapshot, nrr_key_family family, int64_t integer, uint32_t *id);

/** Give the key of an id that was there when the snapshot was taken. Any thread.
 * @param snapshot not NULL.
 * @param family one of NRR_KEY_CUSTOMER, _LINE, _FACT, _DIMENSION, _VALUE.
 * @param id an id of that family.
 * @param key receives the key; its bytes are borrowed until the snapshot is freed; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_KEY_FAMILY, NRR_E_KEY_UNKNOWN.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_key_of(const nrr_snapshot *snapshot, nrr_key_family family, uint32_t id, nrr_key *key);

#ifdef __cplusplus
}
#endif

#endif
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
/** @file nrr/finding.h
 * Findings: what is contradictory in the facts (METRICS.md section 2), what came twice, what changed
 * the past, and who has not been heard of for long. They belong to a snapshot, since a fact that
 * comes late can end a contradiction. All functions may be called from any thread. */
#ifndef NRR_FINDING_H
#define NRR_FINDING_H

#ifdef __cplusplus
extern "C" {
#endif

/** The rule that a finding is about. */
typedef int32_t nrr_rule;

enum {
    /** The fact would take its line below zero, where it stopped. By how much: what was missing. */
    NRR_RULE_NEGATIVE_LEVEL = 1,
    /** The fact's kind does not fit the state that it met ("a correct use" in METRICS.md section 1).
     * By how much: the level that it met. */
    NRR_RULE_KIND_MISMATCH = 2,
    /** Of facts that set a level at one time and sequence, this one sets another level than the one
     * before it. By how much: the difference. Or, in the same way, an assignment (nrr/group.h) of
     * another value than the one before it; by how much: 0. */
    NRR_RULE_AMBIGUOUS_ORDER = 3,
    /** The fact came again under its id. By how much: how often again. No contradiction: it does not
     * keep a strict ledger from reporting. */
    NRR_RULE_DUPLICATE = 4,
    /** A fact with this id and other content was refused. By how much: how often. The fact that
     * stands is listed, or the id alone if both came in one batch and neither stands; like
     * duplicates, it does not keep a strict ledger from reporting. */
    NRR_RULE_CONFLICT = 5
};

/** Count the findings of a snapshot.
 * @param snapshot not NULL.
 * @param rule one of NRR_RULE_*; 0 for the contradictions alone (the first three). A report counts,
 * and a strict ledger does not report over, those between facts, and those between assignments in the
 * dimensions that it is by.
 * @param count receives the number; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_RULE, NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_finding_count(const nrr_snapshot *snapshot, nrr_rule rule, uint64_t *count);

/** List the findings of a snapshot, one row each, all rules: by time, then customer, then line (by
 * key), then in the order of replay, then by rule. Assignments stand behind the facts of their time,
 * customer and line.
 *
 * Columns: NRR_FIELD_RULE, NRR_FIELD_EXCESS (by how much, as the rule says), and those of the fact:
 * NRR_FIELD_TIME, _AMOUNT, _KNOWN (INT64_MIN if not given), _SEQUENCE (as its bits), _CUSTOMER,
 * _LINE, _ID, _KIND, _REASON, _FLAGS (NRR_FACT_ALL or none), NRR_FIELD_DIMENSION, _VALUE (0 in a
 * fact). An assignment is told by its dimension: it has no _AMOUNT, _ID, _KIND and _REASON, and its
 * _FLAGS are NRR_ASSIGNMENT_LINE or none.
 * @param snapshot not NULL.
 * @param page not NULL.
 * @param table receives the table, owned by the caller, free with nrr_table_free(); not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_OVERFLOW (an excess does not fit int64_t), NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_findings(const nrr_snapshot *snapshot, const nrr_page *page, nrr_table **table);

/** What to explain: what became known in (known_from, known_to], and bears on [start, end). */
typedef struct nrr_restatement {
    int64_t known_from;
    int64_t known_to; /**< above known_from */
    int64_t start;    /**< of the period whose figures differ. Facts before it bear on them too: what
                           happened earlier is in the opening */
    int64_t end;      /**< above start; facts from here on do not bear on the period */
} nrr_restatement;

/** List the facts behind the difference between two reports of a period, as known at two instants
 * (METRICS.md section 7): facts with a time before the period's end that came to be known in
 * between, and those that were taken back in between. One that was both is in neither report and not
 * listed. By time, then customer, then line (by key), then in the order of replay.
 *
 * Columns: NRR_FIELD_CHANGE (1 = came to be known, -1 = was taken back), and those of the fact as
 * for nrr_snapshot_findings(), NRR_FIELD_KNOWN being that of the fact or of its void.
 * @param snapshot not NULL.
 * @param restatement not NULL.
 * @param page not NULL.
 * @param table receives the table, owned by the caller, free with nrr_table_free(); not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_KNOWN (known_to is not above known_from), NRR_E_PERIOD,
 * NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_restatement(const nrr_snapshot *snapshot, const nrr_restatement *restatement, const nrr_page *page, nrr_table **table);

/** Which customers are outdated. */
typedef struct nrr_staleness {
    int64_t at;    /**< the instant to look from: facts with a time before it count */
    int64_t longer_than; /**< ticks, at least 0 */
} nrr_staleness;

/** List the customers with a positive level just before an instant of whom no fact has a time within
 * the last so many ticks before it (at - time > longer_than for all their facts): the outdated
 * records that skew retention. By level, the largest first, then by key.
 *
 * Columns: NRR_FIELD_CUSTOMER, NRR_FIELD_LEVEL, NRR_FIELD_TIME (of the last fact).
 * @param snapshot not NULL.
 * @param staleness not NULL.
 * @param page not NULL.
 * @param table receives the table, owned by the caller, free with nrr_table_free(); not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_OPTION_VALUE (longer_than is negative), NRR_E_OVERFLOW (a
 * customer's level at any instant does not fit int64_t), NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_stale(const nrr_snapshot *snapshot, const nrr_staleness *staleness, const nrr_page *page, nrr_table **table);

#ifdef __cplusplus
}
#endif

#endif
/** @file nrr/group.h
 * Groups: values of dimensions (segment, region, plan, ...) that hold for customers, or for lines,
 * from an instant on (METRICS.md section 7).
 *
 * Dimensions and values are keys (nrr/key.h); values are interned once for all dimensions. What is
 * in force at an instant is the assignment with the greatest time at or before it; of several at one
 * time that with the greatest sequence; of several with that too the one with the greatest key of a
 * value, and each further value is a finding. So the order in which assignments come never matters,
 * and to assign again what is assigned changes nothing. */
#ifndef NRR_GROUP_H
#define NRR_GROUP_H

#ifdef __cplusplus
extern "C" {
#endif

enum {
    NRR_ASSIGNMENT_LINE = 1 /**< flag: of one line, `line`; else of the customer */
};

/** One value from one instant on: 40 bytes, the same layout everywhere. */
typedef struct nrr_assignment {
    int64_t time;       /**< ticks: from when on the value holds */
    uint64_t sequence;  /**< the source's own order among assignments at one time */
    uint32_t dimension; /**< id of a dimension key; must be given */
    uint32_t customer;  /**< id of a customer key; must be given */
    uint32_t line;      /**< id of a line key, 0 = the customer's default line; 0 without flag
                             NRR_ASSIGNMENT_LINE */
    uint32_t value;     /**< id of a value key; 0 = from here on none, which makes a customer
                             unassigned, and a line follow its customer again */
    uint32_t flags;     /**< NRR_ASSIGNMENT_LINE, or 0 */
    uint32_t reserved;  /**< must be zero */
} nrr_assignment;

/** Assign values, all or none. Snapshots that were taken before keep what held then; those of what
 * was known earlier see today's assignments.
 * @param ledger not NULL.
 * @param assignments count rows, each row_size bytes from the one before; NULL only if count is 0.
 * @param row_size sizeof(nrr_assignment), or larger if the host was built with newer headers: then
 * what the library does not know must be zero.
 * @param count number of rows.
 * @param refusal written if the call is refused; may be NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_ROW_SIZE, NRR_E_ROW_TAIL, NRR_E_RESERVED, NRR_E_FLAGS (unknown
 * flags, or a line without NRR_ASSIGNMENT_LINE), NRR_E_DIMENSION, NRR_E_CUSTOMER, NRR_E_LINE,
 * NRR_E_VALUE, NRR_E_TOO_MANY (2^32 - 1 assignments of one dimension, or more bytes than memory
 * has), NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_assign(nrr_ledger *ledger, const nrr_assignment *assignments, size_t row_size, size_t count, nrr_refusal *refusal);

/** Assign values given as columns, one per field, in any order; all or none.
 *
 * Time, dimension, customer and value must be there; sequence, line and flags may be. A line that is
 * there is that of a line's own value, also without the flag. A value that is not there (validity)
 * takes the one in force back. Columns of dimensions, customers, lines and values hold ids, integer
 * keys or string keys; keys are interned on the way and stay so if the call is refused.
 * @param ledger not NULL.
 * @param columns column_count columns, read during the call only; NULL only if column_count is 0.
 * @param column_count number of columns.
 * @param rows number of rows in each column.
 * @param refusal written if the call is refused; may be NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_COLUMN_FIELD, NRR_E_COLUMN_TYPE, NRR_E_COLUMN_TWICE,
 * NRR_E_COLUMN_MISSING, NRR_E_COLUMN_OFFSETS, NRR_E_COLUMN_VALUE, NRR_E_KEY_LENGTH, and what
 * nrr_ledger_assign() answers but for the two about row sizes.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_assign_columns(nrr_ledger *ledger, const nrr_column *columns, size_t column_count, size_t rows, nrr_refusal *refusal);

#ifdef __cplusplus
}
#endif

#endif
/** @file nrr/parent.h
 * Parents: which customer rolls up to which (METRICS.md section 2). One mapping without dates, for
 * both ends of every period, so that a merger of accounts is neither churn nor expansion. */
#ifndef NRR_PARENT_H
#define NRR_PARENT_H

#ifdef __cplusplus
extern "C" {
#endif

enum {
    NRR_PARENT_CHAIN_MAX = 64 /**< steps from a customer to its top parent, at the most */
};

/** Assign parents to customers, all or none. A customer that had one gets the new one.
 * @param ledger not NULL.
 * @param customers count ids; NULL only if count is 0.
 * @param parents count ids of customers, 0 to take a parent away; NULL only if count is 0.
 * @param count number of pairs, assigned one after the other.
 * @param refusal written if the call is refused, with NRR_FIELD_CUSTOMER or NRR_FIELD_PARENT; may be
 * NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_CUSTOMER (an id that this ledger did not give), NRR_E_CYCLE
 * (the customer would be its own ancestor), NRR_E_CHAIN (a chain longer than NRR_PARENT_CHAIN_MAX),
 * NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_set_parents(nrr_ledger *ledger, const uint32_t *customers, const uint32_t *parents, size_t count, nrr_refusal *refusal);

/** Give the parent of a customer.
 * @param ledger not NULL.
 * @param customer its id.
 * @param parent receives the parent's id, 0 if the customer has none; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_CUSTOMER.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_parent(const nrr_ledger *ledger, uint32_t customer, uint32_t *parent);

#ifdef __cplusplus
}
#endif

#endif
/** @file nrr/price.h
 * A price for an interval as an amount per month or per year (METRICS.md section 8). Any thread. */
#ifndef NRR_PRICE_H
#define NRR_PRICE_H

#ifdef __cplusplus
extern "C" {
#endif

enum {
    NRR_PRICE_WEEKS_MEAN = 1, /**< flag: a year has 365.25 / 7 weeks, not 52 */
    NRR_PRICE_DAYS_MEAN = 2   /**< flag: a year has 365.25 days, not 365 */
};

/** A price: amount x quantity, every interval_count intervals. */
typedef struct nrr_price {
    int64_t amount;         /**< minor units per piece, at least 0 */
    int64_t quantity;       /**< pieces, at least 0 */
    nrr_step interval;      /**< the interval that is charged for */
    int32_t interval_count; /**< so many of them, at least 1 */
    nrr_step per;           /**< NRR_STEP_MONTH for MRR, NRR_STEP_YEAR for ARR */
    nrr_rounding rounding;
    uint32_t flags;         /**< NRR_PRICE_* or-ed together, or 0 */
    uint32_t reserved;      /**< must be zero */
} nrr_price;

/** Normalise a price.
 * @param price not NULL.
 * @param amount receives minor units per month or year, rounded once; not NULL.
 * @param residual receives what rounding took away, exact minus rounded, in minor units, reduced;
 * may be NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_PRICE, NRR_E_INTERVAL (interval, count or per), NRR_E_ROUNDING,
 * NRR_E_FLAGS, NRR_E_RESERVED, NRR_E_OVERFLOW.
 * @since 0.1.0 */
NRR_API nrr_status nrr_price_normalise(const nrr_price *price, int64_t *amount, nrr_ratio *residual);

#ifdef __cplusplus
}
#endif

#endif
/** @file nrr/reconcile.h
 * Why two definitions of NRR, or two of GRR, differ in a period: what the one counts and the other does
 * not, under named causes, to the unit (METRICS.md section 7). All functions may be called from any
 * thread. */
#ifndef NRR_RECONCILE_H
#define NRR_RECONCILE_H

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
/** @file nrr/version.h
 * The version, and every public constant by name, so that a binding needs no C compiler. */
#ifndef NRR_VERSION_H
#define NRR_VERSION_H

#ifdef __cplusplus
extern "C" {
#endif

enum {
    NRR_VERSION_MAJOR = 0,
    NRR_VERSION_MINOR = 1,
    NRR_VERSION_PATCH = 0
};

/** Give the version of the library that is running, as "MAJOR.MINOR.PATCH".
 * @return a static string.
 * @since 0.1.0 */
NRR_API const char *nrr_version(void);

/** Give the value of a public constant, by the name that it has in the headers.
 *
 * Sizes and offsets of public structs are there too: "sizeof(nrr_fact)",
 * "offsetof(nrr_fact, amount)".
 * @param name such as "NRR_KIND_NEW"; not NULL, need not end in a NUL byte.
 * @param length its length in bytes.
 * @param value receives the value; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_CODE (no such constant).
 * @since 0.1.0 */
NRR_API nrr_status nrr_constant(const char *name, size_t length, int64_t *value);

/** Give the number of public constants.
 * @return the count.
 * @since 0.1.0 */
NRR_API size_t nrr_constant_count(void);

/** Give the name and the value of the constant at a place, in no promised order.
 * @param index 0 to nrr_constant_count() - 1.
 * @param name receives a static string; not NULL.
 * @param value receives the value; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_CODE (no such place).
 * @since 0.1.0 */
NRR_API nrr_status nrr_constant_at(size_t index, const char **name, int64_t *value);

#ifdef __cplusplus
}
#endif

#endif
/** @file nrr/vocabulary.h
 * Names and codes, both ways: what METRICS.md calls a thing and the number that stands for it.
 *
 * Names are those of METRICS.md in lower case ("cohort_closing", "win_back"); statuses are named
 * after their constant ("e_overflow" for NRR_E_OVERFLOW, "ok" for NRR_OK). Strings are static,
 * end in a NUL byte and are never freed. All functions may be called from any thread. */
#ifndef NRR_VOCABULARY_H
#define NRR_VOCABULARY_H

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t nrr_vocabulary;

enum {
    NRR_VOCABULARY_STATUS = 1,
    NRR_VOCABULARY_KIND = 2,
    NRR_VOCABULARY_REASON = 3,
    NRR_VOCABULARY_MEASURE = 4,
    NRR_VOCABULARY_RATE = 5,
    NRR_VOCABULARY_UNIT = 6,
    NRR_VOCABULARY_TIME_UNIT = 7,
    NRR_VOCABULARY_STEP = 8,
    NRR_VOCABULARY_ROUNDING = 9,
    NRR_VOCABULARY_AVERAGE = 10,
    NRR_VOCABULARY_RATIO = 11,
    NRR_VOCABULARY_FIELD = 12,
    NRR_VOCABULARY_KEY = 13,
    NRR_VOCABULARY_ROW_FLAG = 14,
    NRR_VOCABULARY_RULE = 15,
    NRR_VOCABULARY_CLASS = 16,
    NRR_VOCABULARY_CAUSE = 17,
    NRR_VOCABULARY_FIGURE = 18
};

/** Give the number of names in a vocabulary, for those who list them all.
 * @param vocabulary one of NRR_VOCABULARY_*.
 * @param count receives the number of names; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_CODE (no such vocabulary).
 * @since 0.1.0 */
NRR_API nrr_status nrr_vocabulary_count(nrr_vocabulary vocabulary, size_t *count);

/** Give the code at a place of a vocabulary, in the order of METRICS.md.
 * @param vocabulary one of NRR_VOCABULARY_*.
 * @param index 0 to count - 1.
 * @param code receives the code; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_CODE (no such vocabulary or place).
 * @since 0.1.0 */
NRR_API nrr_status nrr_vocabulary_at(nrr_vocabulary vocabulary, size_t index, int32_t *code);

/** Give the name of a code.
 * @param vocabulary one of NRR_VOCABULARY_*.
 * @param code a code of that vocabulary. A host's own reason has no name.
 * @param name receives a static string; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_CODE (no such vocabulary or code).
 * @since 0.1.0 */
NRR_API nrr_status nrr_vocabulary_name(nrr_vocabulary vocabulary, int32_t code, const char **name);

/** Give the code of a name.
 * @param vocabulary one of NRR_VOCABULARY_*.
 * @param name the name in lower case; not NULL, need not end in a NUL byte.
 * @param length its length in bytes.
 * @param code receives the code; not NULL.
 * @return NRR_OK, NRR_E_NULL, NRR_E_CODE (no such vocabulary or name).
 * @since 0.1.0 */
NRR_API nrr_status nrr_vocabulary_code(nrr_vocabulary vocabulary, const char *name, size_t length, int32_t *code);

#ifdef __cplusplus
}
#endif

#endif
#endif

#ifdef NRR_BUILDING
#if defined __GNUC__ && !defined _WIN32
#pragma GCC visibility pop
#endif
#endif
