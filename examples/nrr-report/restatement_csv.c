/* SPDX-License-Identifier: MIT */
/* CSV for programs: a line for each figure of each period, equal or not, with both values and the
 * difference of what stands there. */
#include <stdio.h>

#include "output.h"
#include "restatement.h"

static void restatement_csv_figure(const restatement *both, size_t row, size_t column)
{
    output_period period = output_period_of(&both->after, row);
    cell_pair pair = restatement_pair(both, column);
    char before[CELL_SIZE];
    char after[CELL_SIZE];
    char difference[CELL_SIZE];
    char flags[OUTPUT_FLAGS_SIZE];

    cell_write_plain(before, both->chosen, pair.before, row);
    cell_write_plain(after, both->chosen, pair.after, row);
    cell_write_plain_difference(difference, both->chosen, pair, row);
    output_write_flags(flags, output_flags(&both->after, row));
    printf("%s,%s,,%s,%s,%s,%s,%s\n", period.start, period.end, pair.before->name, before, after,
           difference, flags);
}

void restatement_csv(const restatement *both)
{
    size_t row;
    size_t column;

    if (both->chosen->lists_facts) {
        listing_csv(&both->facts);
        return;
    }
    fputs("start,end,group,figure,before,after,difference,flags\n", stdout);
    for (row = 0; row < both->after.shown.rows; row++) {
        for (column = 0; column < both->after.shown.count; column++)
            restatement_csv_figure(both, row, column);
    }
}
