/* SPDX-License-Identifier: MIT */
/* UTF-8: keys are bytes to the library, and text to a terminal and in JSON. */
#ifndef NRR_REPORT_UTF8_H
#define NRR_REPORT_UTF8_H

#include <stddef.h>

/* The bytes of the character that a text begins with, 1 to 4; 0 if they are no character (or there
 * are none). */
size_t utf8_length(const char *text, size_t length);

/* The number of characters in a text that is UTF-8. */
size_t utf8_count(const char *text);

/* Copy a text for a terminal, cut to so many characters: the end of a longer one is "...". What is no
 * character, or might act upon a terminal, comes out as \xHH. The copy has room for 4 bytes a
 * character, and a NUL byte. */
void utf8_copy_printable(char *copy, size_t characters, const char *text, size_t length);

#endif
