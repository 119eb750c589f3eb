/* SPDX-License-Identifier: MIT */
/*
 * For tests of assignments: the fixture's ledger with dimensions and values, and which of the
 * assignments of a snapshot contradict each other, as its findings tell.
 */
#ifndef NRR_TEST_API_CONTRADICTIONS_H
#define NRR_TEST_API_CONTRADICTIONS_H

#include "assignments.h"

/* Values: integer keys, 10, 30 and 20, interned in this order, which is not that of the keys. */
enum { SMALL = 1, LARGE, MIDDLE, VALUES = 3 };

/* A group of cases, as fixture_cases(), with both dimensions and all values in the ledger. */
TCase *assign_cases(const char *name);
/* How such a case begins; it ends as the fixture does. */
void assign_begin(void);

/* The snapshot of the ledger as it is, in place of the one before it. */
void take(void);

/* How many assignments contradict others, where nothing else is wrong. */
uint64_t contradictions(const nrr_snapshot *snapshot);
/* All that is wrong in the snapshot; the caller frees it. */
nrr_table *findings(void);

/* Takes a snapshot: these assignments are its findings, in this order. */
void assert_findings(const nrr_assignment *wanted, size_t count);
#define FINDINGS(wanted) assert_findings((wanted), COUNT(wanted))

#endif
