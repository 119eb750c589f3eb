/* SPDX-License-Identifier: MIT */
/* The file: facts as CSV on standard output, in the order in which they became known. */
#ifndef NRR_SAMPLE_EXPORT_H
#define NRR_SAMPLE_EXPORT_H

void print_rows(void);

#endif
