/* SPDX-License-Identifier: MIT */
/* What nrr-report exits with, and the library's refusals in words. */
#ifndef NRR_REPORT_STATUS_H
#define NRR_REPORT_STATUS_H

#include <nrr/nrr.h>

enum {
    STATUS_FINE = 0,
    STATUS_TROUBLE = 1,  /* the machine's fault: no memory, no room for the output */
    STATUS_BAD_INPUT = 2 /* the command line or the file is wrong */
};

/* Say in one line what the library answered, about a subject such as a file. Returns the status to
 * exit with. */
int status_complain(const char *subject, nrr_status status);

#endif
