/* SPDX-License-Identifier: MIT */
/** @file nrr/column.h
 * A column of the host's memory, read where it lies: one field of many facts, or many keys.
 *
 * The layout is that of Arrow and of numpy: values side by side or a stride apart, an optional
 * bitmap of what is there, and for strings one run of bytes with offsets. */
#ifndef NRR_COLUMN_H
#define NRR_COLUMN_H

#include <stddef.h>
#include <stdint.h>

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
