/* SPDX-License-Identifier: MIT */
/* A row that the library refused, in words: what only the ledger can know, such as an id that is
 * taken, and what it checks beyond the text of a field. */
#ifndef NRR_REPORT_REFUSAL_H
#define NRR_REPORT_REFUSAL_H

#include <nrr/nrr.h>

#include "batch.h"
#include "span.h"

/* Print it on standard error, behind file, line and column: the end of a line. */
void refusal_print(const nrr_refusal *refusal, const batch *rows, const nrr_ledger *ledger,
                   const span *times);

#endif
