/* SPDX-License-Identifier: MIT */
/** @file nrr/parent.h
 * Parents: which customer rolls up to which (METRICS.md section 2). One mapping without dates, for
 * both ends of every period, so that a merger of accounts is neither churn nor expansion. */
#ifndef NRR_PARENT_H
#define NRR_PARENT_H

#include "nrr/export.h"
#include "nrr/fact.h"
#include "nrr/ledger.h"
#include "nrr/status.h"

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
