/* SPDX-License-Identifier: MIT */
#include "options_agree.h"

#include <stdio.h>

enum { OPTIONS_KINDS = 8 }; /* of output, at the most */

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

/* The options about the period and the page of a list. 0, and a message, if they don't go
 * together. */
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

int options_agree(const options *chosen)
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
