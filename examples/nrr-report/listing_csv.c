/* SPDX-License-Identifier: MIT */
/* CSV: keys as they were given, quoted where they must be (RFC 4180); times, amounts and names as
 * they can be read in again. What is absent is empty. */
#include <stdio.h>

#include "csv_text.h"
#include "listing.h"

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
            csv_text_print(value.text, value.length);
        }
        putchar('\n');
    }
}
