/* SPDX-License-Identifier: MIT */
#include "csv_text.h"

#include <csv.h>
#include <stdio.h>
#include <string.h>

void csv_text_print(const char *text, size_t length)
{
    size_t i;

    for (i = 0; i < length && strchr(",\"\r\n", text[i]) == NULL; i++)
        ;
    if (i < length)
        (void)csv_fwrite(stdout, text, length); /* a full disk shows in the end */
    else if (length > 0)
        (void)fwrite(text, 1, length, stdout);
}
