/* SPDX-License-Identifier: MIT */
/* Options are written as "--name value" or "--name=value", in full and at most once each, but for
 * one that may come twice; some have no value, and two have two. */
#include "options.h"

#include <stdio.h>
#include <string.h>

#include "options_agree.h"
#include "options_help.h"
#include "options_known.h"
#include "quote.h"
#include "status.h"

static int options_refuse(const char *name, size_t length)
{
    fputs("nrr-report: there is no option ", stderr);
    quote_print(name, length);
    fputs("; see nrr-report --help\n", stderr);
    return 0;
}

/* What is wrong with an option before its values are looked at; NULL if nothing is. */
static const char *options_object(int place, unsigned seen, int has_equals, int given)
{
    if (seen >> place & 1u && !options_may_repeat(place))
        return "is given twice";
    if (options_at(place)->values == 0 && has_equals)
        return "has no value";
    if (given < options_at(place)->values)
        return given == 0 ? "has no value behind it" : "has one value behind it, and needs two";
    return NULL;
}

static int options_set(options *chosen, int place, int which, const char *value)
{
    const char *wrong = options_at(place)->set[which](chosen, value);

    if (wrong == NULL)
        return 1;
    fprintf(stderr, "nrr-report: --%s: ", options_at(place)->name);
    quote_print(value, strlen(value));
    fprintf(stderr, " %s\n", wrong);
    return 0;
}

/* One option, "--name" or "--name=value", the first of the arguments. Returns how many of them it
 * took, 0 if it is refused. */
static int options_apply(options *chosen, char **arguments, int count, unsigned *seen)
{
    size_t length = strcspn(arguments[0] + 2, "=");
    int has_equals = arguments[0][2 + length] == '=';
    int place = options_find(arguments[0] + 2, length);
    const char *wrong;
    int i;

    if (place < 0)
        return options_refuse(arguments[0], 2 + length);
    wrong = options_object(place, *seen, has_equals, count - 1 + has_equals);
    if (wrong != NULL) {
        fprintf(stderr, "nrr-report: --%s %s\n", options_at(place)->name, wrong);
        return 0;
    }
    *seen |= 1u << place;
    if (options_at(place)->values == 0)
        return options_set(chosen, place, 0, NULL);
    for (i = 0; i < options_at(place)->values; i++) {
        int is_first = has_equals && i == 0;
        const char *value =
            is_first ? arguments[0] + 2 + length + 1 : arguments[i + 1 - has_equals];

        if (!options_set(chosen, place, i, value))
            return 0;
    }
    return i + 1 - has_equals;
}

static int options_take_file(options *chosen, const char *file)
{
    if (chosen->file != NULL) {
        fputs("nrr-report: one file only: ", stderr);
        quote_print(file, strlen(file));
        fputs(" is one more\n", stderr);
        return 0;
    }
    chosen->file = file;
    return 1;
}

static int options_read_all(options *chosen, int argc, char **argv)
{
    unsigned seen = 0;
    int only_files = 0;
    int i = 1;

    while (i < argc) {
        int taken = 1;

        if (!only_files && strcmp(argv[i], "--") == 0)
            only_files = 1;
        else if (!only_files && strncmp(argv[i], "--", 2) == 0)
            taken = options_apply(chosen, argv + i, argc - i, &seen);
        else if (!only_files && argv[i][0] == '-' && argv[i][1] != '\0')
            taken = options_refuse(argv[i], strlen(argv[i]));
        else
            taken = options_take_file(chosen, argv[i]);
        if (taken == 0)
            return 0;
        i += taken;
    }
    if (chosen->file == NULL)
        fputs("nrr-report: no file is named; see nrr-report --help\n", stderr);
    return chosen->file != NULL;
}

/* The period that --at asks about is the only one. */
static void options_settle_period(options *chosen)
{
    if (!chosen->at.given)
        return;
    chosen->from = chosen->at;
    chosen->to = chosen->at;
    chosen->to.value++;
}

int options_read(options *chosen, int argc, char **argv, int *status)
{
    memset(chosen, 0, sizeof *chosen);
    chosen->period = NRR_STEP_MONTH;
    chosen->window = 1;
    chosen->unit = NRR_UNIT_CUSTOMER;
    chosen->format = FORMAT_TABLE;
    chosen->digits = -1;
    chosen->minor_digits = 2;
    *status = STATUS_FINE;
    if (options_say(argc, argv))
        return 0;
    *status = STATUS_BAD_INPUT;
    if (argc < 2) {
        fputs(options_usage, stderr);
        return 0;
    }
    if (!options_read_all(chosen, argc, argv) || !options_agree(chosen))
        return 0;
    options_settle_period(chosen);
    return 1;
}
