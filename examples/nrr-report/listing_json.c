/* SPDX-License-Identifier: MIT */
/* JSON: an array of objects with the names of the CSV columns. What is absent is null. */
#include <stdio.h>

#include "json.h"
#include "listing.h"

/* A number is printed as its digits: a sequence can be larger than jansson's integers. */
static int listing_json_member(const listing *facts, size_t row, size_t column)
{
    listing_value value;
    json_t *text;
    int failed;

    listing_read(facts, row, column, &value);
    printf("%s\"%s\": ", column > 0 ? ", " : "", listing_title(facts, column));
    if (value.length == 0) {
        fputs("null", stdout);
        return 1;
    }
    if (listing_is_number(facts, column) && *value.text != 'a') { /* for "all" */
        (void)fwrite(value.text, 1, value.length, stdout);
        return 1;
    }
    text = json_of_text(value.text, value.length);
    failed = json_dumpf(text, stdout, JSON_ENCODE_ANY) != 0;
    json_decref(text);
    return !failed || ferror(stdout);
}

int listing_json(const listing *facts)
{
    size_t column;
    size_t row;

    putchar('[');
    for (row = 0; row < facts->rows; row++) {
        fputs(row > 0 ? ",\n{" : "\n{", stdout);
        for (column = 0; column < facts->columns; column++) {
            if (!listing_json_member(facts, row, column))
                return 0;
        }
        putchar('}');
    }
    fputs(facts->rows > 0 ? "\n]" : "]", stdout);
    return 1;
}
