/* SPDX-License-Identifier: MIT */
#include "options_help.h"

#include <stdio.h>
#include <string.h>

#include <nrr/nrr.h>

const char options_usage[] = "usage: nrr-report [OPTION]... FILE\n"
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

int options_say(int argc, char **argv)
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
