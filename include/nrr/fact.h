/* SPDX-License-Identifier: MIT */
/** @file nrr/fact.h
 * Facts, as rows and as columns (METRICS.md section 1).
 *
 * A batch is all or nothing: a refused one adds no fact, and says which row, which field and why. */
#ifndef NRR_FACT_H
#define NRR_FACT_H

#include "nrr/column.h"
#include "nrr/export.h"
#include "nrr/ledger.h"
#include "nrr/status.h"

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
