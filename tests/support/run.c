/* SPDX-License-Identifier: MIT */
/*
 * Runs a suite of libcheck as a TAP producer. The name of a case is a sentence, and libcheck prints
 * it after the file's and the group's: "ok 1 - ledger.c:keys:a_key_keeps_its_id: Passed".
 */
#include "support/run.h"

#include <stdio.h>
#include <stdlib.h>

int nrr_test_main(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    int ran;
    int failed;

    srunner_set_tap(runner, "-");
    srunner_run_all(runner, CK_SILENT);
    ran = srunner_ntests_run(runner);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    /* A buffered last line must not be lost, nor a full disk taken for a success. */
    if (fflush(stdout) != 0) {
        return EXIT_FAILURE;
    }
    return ran > 0 && failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
