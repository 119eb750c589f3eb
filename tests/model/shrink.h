/* SPDX-License-Identifier: MIT */
/*
 * Makes a scenario that fails smaller, for whoever has to understand it.
 */
#ifndef NRR_TEST_SHRINK_H
#define NRR_TEST_SHRINK_H

#include "model/checks.h"

/* Drops facts, periods and queries for as long as the check still finds a difference; the last one
 * that it found is left in *difference. */
void shrink(scenario *failing, check_function *check, compare_difference *difference);

#endif
