/* SPDX-License-Identifier: MIT */
/*
 * For tests of overflow: the largest amount, 2^63 - 1, and a query about what happens in [10, 20).
 */
#ifndef NRR_TEST_API_OVERFLOW_H
#define NRR_TEST_API_OVERFLOW_H

#include "fixture.h"

#define MOST INT64_MAX

/* Asks, of [10, 20), for one measure alone, or for all (0), and for nothing that was asked
 * before. */
void only(nrr_measure code);

#endif
