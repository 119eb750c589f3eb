/* SPDX-License-Identifier: MIT */
/** @file nrr/ledger.h
 * The ledger: the mutable collection of facts, written by one thread at a time.
 *
 * Its options are set by key and integer value. All functions of a ledger belong to the one thread
 * that holds it at the moment; snapshots of it (nrr/snapshot.h) are for any number of threads. */
#ifndef NRR_LEDGER_H
#define NRR_LEDGER_H

#include "nrr/allocator.h"
#include "nrr/export.h"
#include "nrr/status.h"

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
