/* SPDX-License-Identifier: MIT */
#include "json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "instant.h"
#include "output.h"
#include "utf8.h"

json_t *json_of_ratio(const nrr_ratio *ratio)
{
    const char *status = "?";

    (void)nrr_vocabulary_name(NRR_VOCABULARY_RATIO, ratio->status, &status);
    return json_pack("{s:I, s:I, s:s}", "numerator", (json_int_t)ratio->numerator, "denominator",
                     (json_int_t)ratio->denominator, "status", status);
}

json_t *json_of_period(const view *seen, size_t row)
{
    output_period period = output_period_of(seen, row);

    json_t *group = json_null();

    if (seen->groups.count > 0 && groups_name_of(&seen->groups, row)->text != NULL)
        group = json_of_text(groups_name_of(&seen->groups, row)->text,
                             groups_name_of(&seen->groups, row)->length);
    return json_pack("{s:s, s:s, s:o}", "start", period.start, "end", period.end, "group", group);
}

json_t *json_of_flags(const view *seen, size_t row)
{
    uint32_t flags = output_flags(seen, row);
    json_t *names = json_array();
    const char *name;
    size_t i;
    int32_t flag;

    for (i = 0; nrr_vocabulary_at(NRR_VOCABULARY_ROW_FLAG, i, &flag) == NRR_OK; i++) {
        if (flags & (uint32_t)flag &&
            nrr_vocabulary_name(NRR_VOCABULARY_ROW_FLAG, flag, &name) == NRR_OK &&
            json_array_append_new(names, json_string(name)) != 0) {
            json_decref(names);
            return NULL;
        }
    }
    return names;
}

json_t *json_of_text(const char *text, size_t length)
{
    static const char replacement[] = "\xEF\xBF\xBD";
    char *copy = (char *)malloc(3 * length + 1);
    size_t used = 0;
    json_t *value;

    if (copy == NULL)
        return NULL;
    while (length > 0) {
        size_t taken = utf8_length(text, length);

        memcpy(copy + used, taken > 0 ? text : replacement, taken > 0 ? taken : 3);
        used += taken > 0 ? taken : 3;
        taken += taken == 0;
        text += taken;
        length -= taken;
    }
    value = json_stringn(copy, used);
    free(copy);
    return value;
}

void json_print_subject(const options *chosen)
{
    const char *unit = "?";
    const char *period = "?";

    (void)nrr_vocabulary_name(NRR_VOCABULARY_UNIT, chosen->unit, &unit);
    (void)nrr_vocabulary_name(NRR_VOCABULARY_STEP, chosen->period, &period);
    printf("\"unit\": \"%s\", \"period\": \"%s\", \"window\": %d", unit, period,
           (int)chosen->window);
}

void json_print_instant(const options_value *time)
{
    char text[INSTANT_SIZE];

    instant_write(text, time->value);
    if (time->given)
        printf("\"%s\"", text);
    else
        fputs("null", stdout);
}

int json_print_element(json_t *value, int is_first)
{
    int failed;

    fputs(is_first ? "\n" : ",\n", stdout);
    failed = json_dumpf(value, stdout, JSON_PRESERVE_ORDER) != 0;
    json_decref(value);
    return !failed || ferror(stdout);
}
