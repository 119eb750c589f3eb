/* SPDX-License-Identifier: MIT */
/** @file nrr/status.h
 * What a call answers: 0 for success, one negative code for each rule that a caller can break.
 *
 * The codes are pinned for ever and only ever added to: treat an unknown negative as a failure.
 * A failed call changes nothing that a later figure could show, and writes no out-parameter
 * except a refusal. */
#ifndef NRR_STATUS_H
#define NRR_STATUS_H

#include <stddef.h>
#include <stdint.h>

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
