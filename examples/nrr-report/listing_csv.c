/* SPDX-License-Identifier: MIT */
/* CSV: keys as they were given, quoted where they must be (RFC 4180); times, amounts and names as
 * they can be read in again. What is absent is empty. */
#include <csv.h>
#include <stdio.h>
#include <string.h>

#include "listing.h"

static void listing_csv_print(const listing_value *value)
{
    size_t i;

    for (i = 0; i < value->length && strchr(",\"\r\n", value->text[i]) == NULL; i++)
        ;
    if (i < value->length)
        (void)csv_fwrite(stdout, value->text, value->length); /* a full disk shows in the end */
    else if (value->length > 0)
        (void)fwrite(value->text, 1, value->length, stdout);
}

void listing_csv(const listing *facts)
{
    listing_value value;
    size_t column;
    size_t row;

    for (column = 0; column < facts->columns; column++)
        printf("%s%s", column > 0 ? "," : "", listing_title(facts, column));
    putchar('\n');
    for (row = 0; row < facts->rows; row++) {
        for (column = 0; column < facts->columns; column++) {
            listing_read(facts, row, column, &value);
            fputs(column > 0 ? "," : "", stdout);
            listing_csv_print(&value);
        }
        putchar('\n');
    }
}
