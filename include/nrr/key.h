/* SPDX-License-Identifier: MIT */
/** @file nrr/key.h
 * Host keys at the door: bytes or 64-bit integers become 32-bit ids, numbered from 1 in the order
 * of first interning; 0 is absent.
 *
 * Bytes and integers never equal each other: the key 7 is not the key "7". Ids hold for one ledger
 * and its snapshots. No figure and no order of a result depends on them. */
#ifndef NRR_KEY_H
#define NRR_KEY_H

#include "nrr/column.h"
#include "nrr/export.h"
#include "nrr/ledger.h"
#include "nrr/snapshot.h"
#include "nrr/status.h"

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
