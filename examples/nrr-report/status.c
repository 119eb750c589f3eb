/* SPDX-License-Identifier: MIT */
#include "status.h"

#include <stdio.h>

int status_complain(const char *subject, nrr_status status)
{
    const char *name = "?";

    if (status == NRR_E_MEMORY || status == NRR_E_TOO_MANY) {
        fprintf(stderr, "nrr-report: %s: out of memory\n", subject);
        return STATUS_TROUBLE;
    }
    if (status == NRR_E_OVERFLOW) {
        fprintf(stderr,
                "nrr-report: %s: an amount is too large: a level or a sum goes beyond "
                "9223372036854775807\n",
                subject);
        return STATUS_BAD_INPUT;
    }
    (void)nrr_vocabulary_name(NRR_VOCABULARY_STATUS, status, &name);
    fprintf(stderr, "nrr-report: %s: the library answers %s\n", subject, name);
    return STATUS_TROUBLE;
}
