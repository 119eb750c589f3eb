/* SPDX-License-Identifier: MIT */
/* JSON for programs: the names of the CSV columns, amounts and counts as integers, rates exactly as
 * numerator and denominator. One row of the report on a line. */
#include <inttypes.h>
#include <stdio.h>

#include "json.h"
#include "output.h"

/* The row as an object, NULL if there is no memory. */
static json_t *output_json_row(const view *seen, size_t row)
{
    json_t *object = json_of_period(seen, row);
    int failed = 0;
    size_t i;

    for (i = 0; i < seen->shown.count && !failed; i++) {
        const figure *column = &seen->shown.columns[i];
        json_t *value = column->type == FIGURE_RATE ? json_of_ratio(&column->ratios[row])
                                                    : json_integer(column->values[row]);

        failed = json_object_set_new(object, column->name, value) != 0;
    }
    if (failed || json_object_set_new(object, "flags", json_of_flags(seen, row)) != 0) {
        json_decref(object);
        return NULL;
    }
    return object;
}

int output_json(const options *chosen, const view *seen)
{
    size_t i;

    putchar('{');
    json_print_subject(chosen);
    fputs(", \"as_known_at\": ", stdout);
    json_print_instant(&chosen->as_known_at);
    printf(", \"findings\": %" PRIu64 ", \"rows\": [", seen->findings);
    for (i = 0; i < seen->groups.row_count; i++) {
        if (!json_print_element(output_json_row(seen, seen->groups.rows[i]), i == 0))
            return 0;
    }
    fputs(seen->groups.row_count == 0 ? "]}\n" : "\n]}\n", stdout);
    return 1;
}
