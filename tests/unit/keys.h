/* SPDX-License-Identifier: MIT */
/* For tests of keys from inside: a store in memory that may fail, and keys to put there. */
#ifndef NRR_TEST_UNIT_KEYS_H
#define NRR_TEST_UNIT_KEYS_H

#include "lib/key_store.h"

#include "support/failing_allocator.h"
#include "support/run.h"

extern failing_allocator memory;
extern nrr__key_store *store;

/* What each case begins with, and ends with: then all memory must have been given back. */
void store_begin(void);
void store_end(void);

nrr__key_entry integer_key(uint64_t integer);
/* A string; its bytes are borrowed. */
nrr__key_entry string_key(const void *bytes, size_t length);

#endif
