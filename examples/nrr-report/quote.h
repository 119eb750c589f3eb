/* SPDX-License-Identifier: MIT */
/* A piece of somebody's text in a message of ours: in quotes, on one line, and not too long. */
#ifndef NRR_REPORT_QUOTE_H
#define NRR_REPORT_QUOTE_H

#include <stddef.h>

enum {
    QUOTE_LENGTH_MAX = 60 /* bytes of the text that are printed; of a longer one no more are read */
};

/* Print it on standard error. Bytes that are not printable ASCII come out as \xHH: a terminal does
 * not act upon them, and a space that only looks like one shows. */
void quote_print(const char *text, size_t length);

#endif
