/* SPDX-License-Identifier: MIT */
/* Somebody's text as a field of CSV. */
#ifndef NRR_REPORT_CSV_TEXT_H
#define NRR_REPORT_CSV_TEXT_H

#include <stddef.h>

/* Print it on standard output, in quotes where it must be (RFC 4180). */
void csv_text_print(const char *text, size_t length);

#endif
