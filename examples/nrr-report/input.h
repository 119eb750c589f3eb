/* SPDX-License-Identifier: MIT */
/* The input: a CSV file of facts, read into a ledger. */
#ifndef NRR_REPORT_INPUT_H
#define NRR_REPORT_INPUT_H

#include <stdio.h>

#include <nrr/nrr.h>

#include "span.h"

/* Read all facts of a file ("-" is standard input) into a ledger, and tell the span of them, which
 * has begun. If that can't be done, say why in one line on standard error; returns the status to
 * exit with, 0 if all is well. */
int input_read(const char *file, nrr_ledger *ledger, span *times);

/* The same of a stream, which is called by a name in messages. */
int input_read_stream(const char *name, FILE *file, nrr_ledger *ledger, span *times);

#endif
