/* SPDX-License-Identifier: MIT */
/* Options are read by a table, written as "--name value" or "--name=value", in full and at most
 * once each, but for one that may come twice; some have no value, and two have two. */
#include "options.h"

#include <stdio.h>
#include <string.h>

#include "instant.h"
#include "number.h"
#include "quote.h"
#include "status.h"

#define OPTIONS_DAY INT64_C(86400)

static const char options_usage[] = "usage: nrr-report [OPTION]... FILE\n"
                                    "       nrr-report --help | --version\n";

static const char options_help[] =
    "\n"
    "Read facts about recurring revenue from a CSV file (- is standard input) and print one row\n"
    "per period: opening, new, expansion, contraction, churn, closing, NRR, GRR and more.\n"
    "\n"
    "  --period STEP           day, week, month, quarter or year (default: month)\n"
    "  --from DATE             first period: the one that holds DATE (default: the first fact's)\n"
    "  --to DATE               end before DATE (default: with the period of the last fact)\n"
    "  --window N              each row covers the N periods that end with it (default: 1)\n"
    "  --unit UNIT             whose retention: customer, line or parent (default: customer)\n"
    "  --by NAME               a row for each value of the dimension NAME (column dim:NAME), and one for\n"
    "                          the total; given twice, for each pair of values. What takes figures\n"
    "                          apart does so group by group\n"
    "  --expiry DAYS           who returns after more than DAYS without revenue is new\n"
    "  --measures LIST         columns, by name, with commas between\n"
    "  --format FORMAT         table, csv or json (default: table)\n"
    "  --digits N              digits of a rate: 6 in csv, 1 of a percentage in a table\n"
    "  --minor-digits N        digits of an amount behind the point, in a table (default: 2)\n"
    "  --coverage-start DATE   the data is complete from DATE on: earlier rows are flagged\n"
    "  --coverage-end DATE     the data is complete up to DATE: later rows are flagged\n"
    "  --as-known-at TIME      report what was known then: facts and voids with known up to TIME\n"
    "  --restatement FROM TO   what a report as known at FROM said, what one as known at TO says,\n"
    "                          the difference, and the facts behind it\n"
    "  --facts                 with --restatement: the facts alone\n"
    "  --reasons               gains and losses by reason: how many points of NRR each of them brought,\n"
    "                          in a table; more columns elsewhere\n"
    "  --findings              list where the facts contradict each other, and make no report\n"
    "  --strict                make no report if they do\n"
    "  --cohorts STEP          instead of a report, who came in each STEP (day, week, month, quarter\n"
    "                          or year), and what became of their revenue\n"
    "  --drill FIGURE          instead of a report, the customers that make up a figure: an amount, a\n"
    "                          count, a rate's numerator, gain_REASON or loss_REASON\n"
    "  --reconcile RATE RATE   instead of a report, why two definitions of NRR, or two of GRR, differ;\n"
    "                          with --drill CAUSE (or all): the customers behind\n"
    "  --top K                 instead of a report, how much hangs on the K largest customers; with\n"
    "                          --drill: the K largest of the list\n"
    "  --at DATE               with these three: in the period that holds DATE\n"
    "\n"
    "The file begins with a header. Columns: customer, time, kind, amount; and if you like line,\n"
    "reason, sequence, id, known, parent, dim:NAME (a value of the customer from then on) and\n"
    "linedim:NAME (of the line). Times are YYYY-MM-DD, YYYY-MM-DDTHH:MM:SSZ or seconds\n"
    "since 1970. Kinds are opening, new, expansion, contraction, churn, reactivation, level,\n"
    "change_up, change_down, renewal, and void, which takes back the fact with its id. Amounts "
    "are\n"
    "whole minor units (cents); churn may say all.\n"
    "\n"
    "    customer,time,kind,amount\n"
    "    Acme,2024-01-15,new,250000\n"
    "    Acme,2024-06-01,expansion,50000\n"
    "    Acme,2025-02-10,churn,all\n"
    "\n"
    "Exit status: 0 all is well, 2 wrong options or bad input (said in one line on standard\n"
    "error, and nothing is printed), 1 no memory or no room for the output.\n";

/* --- one option's value ----------------------------------------------------------------------- */

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

/* --- the command line ------------------------------------------------------------------------- */

typedef const char *options_setter(options *chosen, const char *value);

static const struct {
    const char *name;
    int values;
    options_setter *set[2]; /* one for each value */
} options_known[] = {
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

enum { OPTIONS_KINDS = 8 }; /* of output, at the most */

enum { OPTIONS_KNOWN = sizeof options_known / sizeof options_known[0] };

/* The place of an option in the table, OPTIONS_KNOWN if it is not there. */
static int options_find(const char *name, size_t length)
{
    int i;

    for (i = 0; i < OPTIONS_KNOWN; i++) {
        if (strlen(options_known[i].name) == length &&
            memcmp(options_known[i].name, name, length) == 0)
            break;
    }
    return i;
}

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
    if (seen >> place & 1u && options_known[place].set[0] != options_set_by)
        return "is given twice";
    if (options_known[place].values == 0 && has_equals)
        return "has no value";
    if (given < options_known[place].values)
        return given == 0 ? "has no value behind it" : "has one value behind it, and needs two";
    return NULL;
}

static int options_set(options *chosen, int place, int which, const char *value)
{
    const char *wrong = options_known[place].set[which](chosen, value);

    if (wrong == NULL)
        return 1;
    fprintf(stderr, "nrr-report: --%s: ", options_known[place].name);
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

    if (place == OPTIONS_KNOWN)
        return options_refuse(arguments[0], 2 + length);
    wrong = options_object(place, *seen, has_equals, count - 1 + has_equals);
    if (wrong != NULL) {
        fprintf(stderr, "nrr-report: --%s %s\n", options_known[place].name, wrong);
        return 0;
    }
    *seen |= 1u << place;
    if (options_known[place].values == 0)
        return options_set(chosen, place, 0, NULL);
    for (i = 0; i < options_known[place].values; i++) {
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

/* The options about what was known when. 0, and a message, if they don't go together. */
static int options_agree_on_known(const options *chosen)
{
    const char *wrong = NULL;

    if (chosen->known_from.given && chosen->known_from.value >= chosen->known_to.value)
        wrong = "--restatement: the first time is not before the second";
    else if (chosen->known_from.given && chosen->as_known_at.given)
        wrong = "--restatement and --as-known-at do not go together";
    else if (chosen->lists_facts && !chosen->known_from.given)
        wrong = "--facts needs --restatement";
    if (wrong != NULL)
        fprintf(stderr, "nrr-report: %s\n", wrong);
    return wrong == NULL;
}

/* Each of these is made instead of a report. 0, and a message, if several are asked for. */
static int options_agree_on_kind(const options *chosen)
{
    const char *kinds[OPTIONS_KINDS];
    int count = 0;

    if (chosen->known_from.given)
        kinds[count++] = "restatement";
    if (chosen->lists_findings)
        kinds[count++] = "findings";
    if (chosen->cohorts != 0)
        kinds[count++] = "cohorts";
    if (chosen->rate != 0)
        kinds[count++] = "reconcile";
    if (chosen->drill != NULL && chosen->rate == 0)
        kinds[count++] = "drill";
    if (chosen->top != 0 && chosen->drill == NULL)
        kinds[count++] = "top";
    if (chosen->shows_reasons && !chosen->known_from.given)
        kinds[count++] = "reasons";
    if (count > 1)
        fprintf(stderr, "nrr-report: --%s and --%s do not go together\n", kinds[0], kinds[1]);
    return count <= 1;
}

/* 0, and a message, if what is asked for knows no groups. */
static int options_agree_on_groups(const options *chosen)
{
    const char *other = NULL;

    if (chosen->known_from.given)
        other = "restatement";
    else if (chosen->lists_findings)
        other = "findings";
    if (chosen->by_count > 0 && other != NULL)
        fprintf(stderr, "nrr-report: --by and --%s do not go together\n", other);
    return chosen->by_count == 0 || other == NULL;
}

/* The options about the period and the page of a list. 0, and a message, if they don't go together. */
static int options_agree_on_period(const options *chosen)
{
    const char *wrong = NULL;

    if (chosen->rate != 0 &&
        (chosen->rate <= NRR_RATE_NRR_EX_PRICE) != (chosen->minus <= NRR_RATE_NRR_EX_PRICE))
        wrong = "--reconcile: one rate is of NRR, and the other of GRR";
    else if (chosen->drill != NULL && !chosen->at.given)
        wrong = "--drill needs --at";
    else if (chosen->at.given && chosen->drill == NULL && chosen->rate == 0 && chosen->top == 0)
        wrong = "--at needs --drill, --reconcile or --top";
    else if (chosen->at.given && (chosen->from.given || chosen->to.given))
        wrong = "--at goes with neither --from nor --to";
    if (wrong != NULL)
        fprintf(stderr, "nrr-report: %s\n", wrong);
    return wrong == NULL;
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

/* For people there is a table of reasons, and nothing beside. */
static int options_agree_on_reasons(const options *chosen)
{
    const char *other = NULL;

    if (chosen->measures != NULL)
        other = "measures";
    else if (chosen->known_from.given)
        other = "restatement";
    if (!chosen->shows_reasons || chosen->format != FORMAT_TABLE || other == NULL)
        return 1;
    fprintf(stderr, "nrr-report: --reasons and --%s do not go together in a table\n", other);
    return 0;
}

/* What only several options together can get wrong. */
static int options_agree(const options *chosen)
{
    if (chosen->from.given && chosen->to.given && chosen->from.value > chosen->to.value) {
        fputs("nrr-report: --from is after --to\n", stderr);
        return 0;
    }
    if (chosen->coverage_start.given && chosen->coverage_end.given &&
        chosen->coverage_start.value >= chosen->coverage_end.value) {
        fputs("nrr-report: --coverage-start is not before --coverage-end\n", stderr);
        return 0;
    }
    if (chosen->format == FORMAT_TABLE && chosen->digits > 16) {
        fputs("nrr-report: --digits: a percentage in a table has at most 16\n", stderr);
        return 0;
    }
    return options_agree_on_known(chosen) && options_agree_on_kind(chosen) &&
           options_agree_on_groups(chosen) && options_agree_on_period(chosen) &&
           options_agree_on_reasons(chosen);
}

/* --help and --version count wherever they stand, and whatever else does. */
static int options_say(int argc, char **argv)
{
    int i;

    for (i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--help") == 0) {
            fputs(options_usage, stdout);
            fputs(options_help, stdout);
            return 1;
        }
        if (strcmp(argv[i], "--version") == 0) {
            printf("nrr-report (libnrr %s)\n", nrr_version());
            return 1;
        }
    }
    return 0;
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
