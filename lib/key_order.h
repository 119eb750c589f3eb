/* SPDX-License-Identifier: MIT */
/* Key order: integers ascending, then bytes compared as unsigned, the shorter first (METRICS.md
 * section 7). The one order of lists, so that none depends on the numbers of ids. */
#ifndef NRR_LIB_KEY_ORDER_H
#define NRR_LIB_KEY_ORDER_H

#include "key_store.h"

/* Below, at or above zero as the key of `a` comes before, is or comes behind that of `b`; an absent
 * one (0) comes first. */
int nrr__key_order(const nrr__key_store *store, uint32_t a, uint32_t b);

/* The same of two keys that need not be in a store. */
int nrr__key_entry_order(const nrr__key_entry *a, const nrr__key_entry *b);

#endif
