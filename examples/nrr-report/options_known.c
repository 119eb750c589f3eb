/* SPDX-License-Identifier: MIT */
#include "options_known.h"

#include <string.h>

#include "instant.h"
#include "number.h"

#define OPTIONS_DAY INT64_C(86400)

/* Each reads a value, and returns NULL or what the value is not. */

static const char *options_set_period(options *chosen, const char *value)
{
    if (nrr_vocabulary_code(NRR_VOCABULARY_STEP, value, strlen(value), &chosen->period) != NRR_OK)
        return "is not day, week, month, quarter or year";
    return NULL;
}

static const char *options_set_cohorts(options *chosen, const char *value)
{
    if (nrr_vocabulary_code(NRR_VOCABULARY_STEP, value, strlen(value), &chosen->cohorts) != NRR_OK)
        return "is not day, week, month, quarter or year";
    return NULL;
}

static const char *options_set_definition(nrr_rate *rate, const char *value)
{
    if (nrr_vocabulary_code(NRR_VOCABULARY_RATE, value, strlen(value), rate) != NRR_OK ||
        *rate > NRR_RATE_GRR_LINES)
        return "is no definition of NRR or of GRR";
    return NULL;
}

static const char *options_set_rate(options *chosen, const char *value)
{
    return options_set_definition(&chosen->rate, value);
}

static const char *options_set_minus(options *chosen, const char *value)
{
    return options_set_definition(&chosen->minus, value);
}

static const char *options_set_drill(options *chosen, const char *value)
{
    chosen->drill = value; /* looked at when it is known what else is asked for */
    return NULL;
}

static const char *options_set_unit(options *chosen, const char *value)
{
    if (nrr_vocabulary_code(NRR_VOCABULARY_UNIT, value, strlen(value), &chosen->unit) != NRR_OK)
        return "is not customer, line or parent";
    return NULL;
}

/* It may be given once more, for a second dimension. */
static const char *options_set_by(options *chosen, const char *value)
{
    if (chosen->by_count == NRR_DIMENSIONS_MAX)
        return "is one dimension too many: at most two";
    if (chosen->by_count > 0 && strcmp(chosen->by[0], value) == 0)
        return "is given twice";
    chosen->by[chosen->by_count++] = value;
    return NULL;
}

static const char *options_set_format(options *chosen, const char *value)
{
    static const char *const names[] = {"table", "csv", "json"};
    int i;

    for (i = 0; i < 3; i++) {
        if (strcmp(value, names[i]) == 0) {
            chosen->format = (options_format)i;
            return NULL;
        }
    }
    return "is not table, csv or json";
}

static const char *options_set_measures(options *chosen, const char *value)
{
    chosen->measures = value; /* the names are looked at with all the others, in figures.c */
    return NULL;
}

static int options_integer(const char *value, int64_t least, int64_t most, int64_t *number)
{
    return number_parse(value, strlen(value), number) && *number >= least && *number <= most;
}

static const char *options_set_digits(options *chosen, const char *value)
{
    int64_t number;

    if (!options_integer(value, 0, 18, &number))
        return "is not a number from 0 to 18";
    chosen->digits = (int)number;
    return NULL;
}

static const char *options_set_minor_digits(options *chosen, const char *value)
{
    int64_t number;

    if (!options_integer(value, 0, 18, &number))
        return "is not a number from 0 to 18";
    chosen->minor_digits = (int)number;
    return NULL;
}

static const char *options_set_window(options *chosen, const char *value)
{
    if (!options_integer(value, 1, OPTIONS_WINDOW_MAX, &chosen->window))
        return "is not a number from 1 to 100000";
    return NULL;
}

static const char *options_set_expiry(options *chosen, const char *value)
{
    int64_t days;

    if (!options_integer(value, 0, INT64_MAX / OPTIONS_DAY, &days))
        return "is not a number of days";
    chosen->expiry.given = 1;
    chosen->expiry.value = days * OPTIONS_DAY;
    return NULL;
}

static const char *options_set_date(options_value *date, const char *value)
{
    if (!instant_parse_date(value, strlen(value), &date->value))
        return "is not a date (YYYY-MM-DD)";
    date->given = 1;
    return NULL;
}

static const char *options_set_from(options *chosen, const char *value)
{
    return options_set_date(&chosen->from, value);
}

static const char *options_set_to(options *chosen, const char *value)
{
    return options_set_date(&chosen->to, value);
}

static const char *options_set_at(options *chosen, const char *value)
{
    return options_set_date(&chosen->at, value);
}

static const char *options_set_top(options *chosen, const char *value)
{
    if (!options_integer(value, 1, INT64_MAX, &chosen->top))
        return "is not a number from 1 on";
    return NULL;
}

static const char *options_set_coverage_start(options *chosen, const char *value)
{
    return options_set_date(&chosen->coverage_start, value);
}

static const char *options_set_coverage_end(options *chosen, const char *value)
{
    return options_set_date(&chosen->coverage_end, value);
}

static const char *options_set_time(options_value *time, const char *value)
{
    if (!instant_parse(value, strlen(value), &time->value))
        return "is not a time (YYYY-MM-DD, YYYY-MM-DDTHH:MM:SSZ or whole seconds since 1970)";
    time->given = 1;
    return NULL;
}

static const char *options_set_as_known_at(options *chosen, const char *value)
{
    return options_set_time(&chosen->as_known_at, value);
}

static const char *options_set_known_from(options *chosen, const char *value)
{
    return options_set_time(&chosen->known_from, value);
}

static const char *options_set_known_to(options *chosen, const char *value)
{
    return options_set_time(&chosen->known_to, value);
}

/* These have no value. */

static const char *options_set_facts(options *chosen, const char *value)
{
    (void)value;
    chosen->lists_facts = 1;
    return NULL;
}

static const char *options_set_reasons(options *chosen, const char *value)
{
    (void)value;
    chosen->shows_reasons = 1;
    return NULL;
}

static const char *options_set_findings(options *chosen, const char *value)
{
    (void)value;
    chosen->lists_findings = 1;
    return NULL;
}

static const char *options_set_strict(options *chosen, const char *value)
{
    (void)value;
    chosen->is_strict = 1;
    return NULL;
}

static const options_entry options_known[] = {
    {"period", 1, {options_set_period}},
    {"from", 1, {options_set_from}},
    {"to", 1, {options_set_to}},
    {"window", 1, {options_set_window}},
    {"unit", 1, {options_set_unit}},
    {"by", 1, {options_set_by}},
    {"expiry", 1, {options_set_expiry}},
    {"measures", 1, {options_set_measures}},
    {"format", 1, {options_set_format}},
    {"digits", 1, {options_set_digits}},
    {"minor-digits", 1, {options_set_minor_digits}},
    {"coverage-start", 1, {options_set_coverage_start}},
    {"coverage-end", 1, {options_set_coverage_end}},
    {"as-known-at", 1, {options_set_as_known_at}},
    {"restatement", 2, {options_set_known_from, options_set_known_to}},
    {"facts", 0, {options_set_facts}},
    {"reasons", 0, {options_set_reasons}},
    {"findings", 0, {options_set_findings}},
    {"strict", 0, {options_set_strict}},
    {"cohorts", 1, {options_set_cohorts}},
    {"reconcile", 2, {options_set_rate, options_set_minus}},
    {"drill", 1, {options_set_drill}},
    {"at", 1, {options_set_at}},
    {"top", 1, {options_set_top}},
};

enum { OPTIONS_KNOWN = sizeof options_known / sizeof options_known[0] };

int options_find(const char *name, size_t length)
{
    int i;

    for (i = 0; i < OPTIONS_KNOWN; i++) {
        if (strlen(options_known[i].name) == length &&
            memcmp(options_known[i].name, name, length) == 0)
            return i;
    }
    return -1;
}

const options_entry *options_at(int place)
{
    return &options_known[place];
}

int options_may_repeat(int place)
{
    return options_known[place].set[0] == options_set_by;
}
