/* SPDX-License-Identifier: MIT */
/* CSV for programs: start, end, group, the figures, flags. The group of a total is empty. */
#include <stdio.h>

#include "cell.h"
#include "csv_text.h"
#include "output.h"

static void output_csv_row(const options *chosen, const view *seen, size_t row)
{
    output_period period = output_period_of(seen, row);
    const groups_name *group = groups_name_of(&seen->groups, row);
    char flags[OUTPUT_FLAGS_SIZE];
    char text[CELL_SIZE];
    size_t i;

    printf("%s,%s,", period.start, period.end);
    csv_text_print(group->text, group->length);
    for (i = 0; i < seen->shown.count; i++) {
        cell_write_plain(text, chosen, &seen->shown.columns[i], row);
        printf(",%s", text);
    }
    output_write_flags(flags, output_flags(seen, row));
    printf(",%s\n", flags);
}

void output_csv(const options *chosen, const view *seen)
{
    size_t i;

    fputs("start,end,group", stdout);
    for (i = 0; i < seen->shown.count; i++)
        printf(",%s", seen->shown.columns[i].name);
    fputs(",flags\n", stdout);
    for (i = 0; i < seen->groups.row_count; i++)
        output_csv_row(chosen, seen, seen->groups.rows[i]);
}
