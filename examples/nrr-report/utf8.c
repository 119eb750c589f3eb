/* SPDX-License-Identifier: MIT */
#include "utf8.h"

#include <stdio.h>
#include <string.h>

/* The characters of each length, by their first byte, and the least of their second bytes and the
 * byte behind the greatest: others would be too long, surrogates, or above U+10FFFF. */
static const struct {
    unsigned char first;
    unsigned char last;
    unsigned char least;
    unsigned char behind;
    unsigned char length;
} utf8_forms[] = {
    {0x00, 0x7f, 0x00, 0x00, 1}, {0xc2, 0xdf, 0x80, 0xc0, 2}, {0xe0, 0xe0, 0xa0, 0xc0, 3},
    {0xe1, 0xec, 0x80, 0xc0, 3}, {0xed, 0xed, 0x80, 0xa0, 3}, {0xee, 0xef, 0x80, 0xc0, 3},
    {0xf0, 0xf0, 0x90, 0xc0, 4}, {0xf1, 0xf3, 0x80, 0xc0, 4}, {0xf4, 0xf4, 0x80, 0x90, 4},
};

enum { UTF8_FORMS = sizeof utf8_forms / sizeof utf8_forms[0] };

static unsigned char utf8_byte(const char *text, size_t place)
{
    return (unsigned char)text[place];
}

size_t utf8_length(const char *text, size_t length)
{
    size_t form = 0;
    size_t i;

    if (length == 0)
        return 0;
    while (form < UTF8_FORMS && (utf8_byte(text, 0) < utf8_forms[form].first ||
                                 utf8_byte(text, 0) > utf8_forms[form].last))
        form++;
    if (form == UTF8_FORMS || utf8_forms[form].length > length)
        return 0;
    if (utf8_forms[form].length > 1 && (utf8_byte(text, 1) < utf8_forms[form].least ||
                                        utf8_byte(text, 1) >= utf8_forms[form].behind))
        return 0;
    for (i = 2; i < utf8_forms[form].length; i++) {
        if (utf8_byte(text, i) < 0x80 || utf8_byte(text, i) > 0xbf)
            return 0;
    }
    return utf8_forms[form].length;
}

size_t utf8_count(const char *text)
{
    size_t count = 0;

    for (; *text != '\0'; text++)
        count += utf8_byte(text, 0) < 0x80 || utf8_byte(text, 0) > 0xbf;
    return count;
}

/* The control characters: U+0000 to U+001F and U+007F to U+009F. */
static int utf8_is_control(const char *text, size_t length)
{
    if (length == 1)
        return utf8_byte(text, 0) < 0x20 || utf8_byte(text, 0) == 0x7f;
    return length == 2 && utf8_byte(text, 0) == 0xc2 && utf8_byte(text, 1) < 0xa0;
}

/* Write what the text begins with, as one character or as bytes. Returns the bytes that it took. */
static size_t utf8_write_printable(char *copy, const char *text, size_t length)
{
    size_t taken = utf8_length(text, length);

    if (taken > 0 && !utf8_is_control(text, taken)) {
        memcpy(copy, text, taken);
        copy[taken] = '\0';
        return taken;
    }
    snprintf(copy, 5, "\\x%02x", (unsigned)utf8_byte(text, 0));
    return 1;
}

void utf8_copy_printable(char *copy, size_t characters, const char *text, size_t length)
{
    char piece[5];
    size_t used = 0;
    size_t cut = 0; /* where the copy ends if the text does not fit */
    size_t count = 0;

    while (length > 0) {
        size_t taken = utf8_write_printable(piece, text, length);

        if (count + utf8_count(piece) > characters) {
            strcpy(copy + cut, "...");
            return;
        }
        memcpy(copy + used, piece, strlen(piece));
        used += strlen(piece);
        count += utf8_count(piece);
        if (count + 3 <= characters)
            cut = used;
        text += taken;
        length -= taken;
    }
    copy[used] = '\0';
}
