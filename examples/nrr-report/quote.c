/* SPDX-License-Identifier: MIT */
#include "quote.h"

#include <stdio.h>

void quote_print(const char *text, size_t length)
{
    size_t i;

    fputc('"', stderr);
    for (i = 0; i < length && i < QUOTE_LENGTH_MAX; i++) {
        unsigned char byte = (unsigned char)text[i];

        if (byte < 0x20 || byte > 0x7e)
            fprintf(stderr, "\\x%02x", byte);
        else
            fputc(byte, stderr);
    }
    fputs(i < length ? "...\"" : "\"", stderr);
}
