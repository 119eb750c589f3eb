/* SPDX-License-Identifier: MIT */
/* What takes figures apart instead of reporting them. */
#ifndef NRR_REPORT_APART_H
#define NRR_REPORT_APART_H

#include "job.h"

/* Print the triangle of acquisition cohorts. Returns the status to exit with. */
int apart_cohorts(const job *all);

/* Print why two definitions differ. */
int apart_reconcile(const job *all);

/* Print how much hangs on the largest units. */
int apart_concentrate(const job *all);

/* Print the units behind a figure, or a cause, of the one period that is asked about. */
int apart_drill(const job *all);

#endif
