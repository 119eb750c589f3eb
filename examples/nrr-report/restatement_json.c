/* SPDX-License-Identifier: MIT */
/* JSON for programs: the rows of the report, in which each figure is both values, and the facts. */
#include <inttypes.h>
#include <stdio.h>

#include "json.h"
#include "restatement.h"

/* The difference of two rates is left to the reader, since they are exact. */
static json_t *restatement_json_figure(const restatement *both, size_t row, size_t column)
{
    cell_pair pair = restatement_pair(both, column);

    if (pair.before->type == FIGURE_RATE)
        return json_pack("{s:o, s:o}", "before", json_of_ratio(&pair.before->ratios[row]), "after",
                         json_of_ratio(&pair.after->ratios[row]));
    return json_pack("{s:I, s:I, s:I}", "before", (json_int_t)pair.before->values[row], "after",
                     (json_int_t)pair.after->values[row], "difference",
                     (json_int_t)(pair.after->values[row] - pair.before->values[row]));
}

/* The row as an object, NULL if there is no memory. */
static json_t *restatement_json_row(const restatement *both, size_t row)
{
    json_t *object = json_of_period(&both->after, row);
    int failed = 0;
    size_t i;

    for (i = 0; i < both->after.shown.count && !failed; i++)
        failed = json_object_set_new(object, both->after.shown.columns[i].name,
                                     restatement_json_figure(both, row, i)) != 0;
    if (failed || json_object_set_new(object, "flags", json_of_flags(&both->after, row)) != 0) {
        json_decref(object);
        return NULL;
    }
    return object;
}

static int restatement_json_rows(const restatement *both)
{
    size_t i;

    printf("\"findings\": {\"before\": %" PRIu64 ", \"after\": %" PRIu64 "}, \"rows\": [",
           both->before.findings, both->after.findings);
    for (i = 0; i < both->after.shown.rows; i++) {
        if (!json_print_element(restatement_json_row(both, i), i == 0))
            return 0;
    }
    fputs(both->after.shown.rows == 0 ? "], " : "\n], ", stdout);
    return 1;
}

int restatement_json(const restatement *both)
{
    putchar('{');
    json_print_subject(both->chosen);
    fputs(", \"known_from\": ", stdout);
    json_print_instant(&both->chosen->known_from);
    fputs(", \"known_to\": ", stdout);
    json_print_instant(&both->chosen->known_to);
    fputs(", ", stdout);
    if (!both->chosen->lists_facts && !restatement_json_rows(both))
        return 0;
    fputs("\"facts\": ", stdout);
    if (!listing_json(&both->facts))
        return 0;
    fputs("}\n", stdout);
    return 1;
}
