/* SPDX-License-Identifier: MIT */
/*
 * For tests of reports by groups: the fixture's ledger with dimensions and values, facts and
 * assignments of five customers, a report by some of the dimensions, and what its rows are of.
 */
#ifndef NRR_TEST_API_GROUPS_H
#define NRR_TEST_API_GROUPS_H

#include "assignments.h"

/* Values, interned in this order, which is not that of their keys: "large", "small", 10, -10,
 * "". */
enum { LARGE = 1, SMALL, TEN, MINUS, EMPTY, VALUES = 5 };

enum { GROUP_FACTS = 8, ALL_VALUES = 5 };

extern const nrr_fact group_facts[GROUP_FACTS];
/* A customer in each of four values, one in none; the first one moves in the second period. */
extern const nrr_assignment all_values[ALL_VALUES];

/* A group of cases, as fixture_cases(), with both dimensions and all values in the ledger. */
TCase *group_cases(const char *name);

/* Asks by a dimension more. */
void by_segment(void);
void by_region(void);

/* The report of the ledger as it is. */
void make(void);
/* How many rows a period of the report has. */
size_t groups(void);

/* A row is of the units with a value in a dimension. */
void assert_value(size_t row, size_t dimension, uint32_t value);
/* A row is of those without one, or of all. */
void assert_no_value(size_t row, size_t dimension, nrr_group_kind wanted);

#endif
