/* SPDX-License-Identifier: MIT */
/* The listing for people: amounts with a decimal point, long keys cut short, and nothing that a
 * terminal would act upon. Columns in which nothing stands are left out. */
#include <string.h>

#include "grid.h"
#include "listing.h"
#include "utf8.h"

enum { LISTING_TABLE_WIDTH = 40 /* characters of a key */ };

/* How much a finding breaks its rule by: an amount, or how often. */
static int listing_table_is_count(const listing *facts, size_t row)
{
    int64_t rule = facts->values[NRR_FIELD_RULE][row];

    return rule == NRR_RULE_DUPLICATE || rule == NRR_RULE_CONFLICT;
}

/* What goes without saying is not said: no reason, and the first of a sequence. */
static int listing_table_is_silent(const listing *facts, size_t row, size_t column)
{
    nrr_field field = facts->fields[column];

    return (field == NRR_FIELD_REASON || field == NRR_FIELD_SEQUENCE) &&
           facts->values[field][row] == 0;
}

static void listing_table_write(const void *context, size_t row, size_t column, char *text)
{
    const listing *facts = (const listing *)context;
    nrr_field field = facts->fields[column];
    listing_value value;

    *text = '\0';
    if (row == GRID_TITLES) {
        strcpy(text, listing_title(facts, column));
        return;
    }
    listing_read(facts, row, column, &value);
    if (value.length == 0 || listing_table_is_silent(facts, row, column))
        return;
    if ((field == NRR_FIELD_EXCESS && !listing_table_is_count(facts, row)) ||
        (field == NRR_FIELD_AMOUNT && strcmp(value.buffer, "all") != 0))
        number_write_grouped(text, facts->values[field][row], facts->chosen->minor_digits);
    else
        utf8_copy_printable(text, LISTING_TABLE_WIDTH, value.text, value.length);
}

static int listing_table_is_left(const void *context, size_t column)
{
    return !listing_is_number((const listing *)context, column);
}

void listing_table(const listing *facts)
{
    grid cells;

    cells.columns = facts->columns;
    cells.rows = facts->rows;
    cells.write = listing_table_write;
    cells.is_left = listing_table_is_left;
    cells.context = facts;
    grid_print(&cells);
}
