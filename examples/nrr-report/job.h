/* SPDX-License-Identifier: MIT */
/* The job: what every answer needs, the query that most of them ask, and what is said on standard
 * error. */
#ifndef NRR_REPORT_JOB_H
#define NRR_REPORT_JOB_H

#include <nrr/nrr.h>

#include "figures.h"
#include "options.h"
#include "span.h"
#include "view.h"

typedef struct job {
    const options *chosen;
    const figures *columns;
    nrr_ledger *ledger;
    span times; /* as the report knows them; of a restatement, the earlier one if it knows any */
} job;

/* Tell a ledger what the options say of it. */
nrr_status job_declare(nrr_ledger *ledger, const options *chosen);

/* Whether the file has the dimensions that the report is by. Returns the status to exit with; what is not
 * 0 has been said. */
int job_check_dimensions(const job *all);

/* Make the query, without periods. */
nrr_status job_query(const job *all, nrr_query **query);

/* Make the query. Returns the status to exit with; what is not 0 has been said. */
int job_ask(const job *all, nrr_query **query);

/* Say why there is no report. That facts contradict each other is the file's fault. */
int job_complain(const job *all, const view *seen, nrr_status answer);

/* CSV has no place for what is said about the whole: it goes to standard error, behind the rows also
 * where both go to one file. */
void job_remark(const job *all, const view *seen);

#endif
