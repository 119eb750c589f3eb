/* SPDX-License-Identifier: MIT */
#ifndef NRR_TEST_RUN_H
#define NRR_TEST_RUN_H

#include <check.h>

/*
 * How a test program ends: `return nrr_test_main(suite);`. Runs the suite, prints each case as a
 * line of TAP on standard output, frees the suite, and returns the status to exit with: zero when
 * every case passed. A suite without a case fails, as does one of which a case was not run.
 */
int nrr_test_main(Suite *suite);

#endif
