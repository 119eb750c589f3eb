/* SPDX-License-Identifier: MIT */
/* The command line. */
#ifndef NRR_REPORT_OPTIONS_H
#define NRR_REPORT_OPTIONS_H

#include <stdint.h>

#include <nrr/nrr.h>

enum { OPTIONS_WINDOW_MAX = 100000 };

typedef enum options_format { FORMAT_TABLE, FORMAT_CSV, FORMAT_JSON } options_format;

typedef struct options_value {
    int given;
    int64_t value;
} options_value;

typedef struct options {
    nrr_step period;
    int64_t window; /* steps in a row's period */
    nrr_unit unit;
    const char *by[NRR_DIMENSIONS_MAX]; /* names of dimensions */
    size_t by_count;
    options_format format;
    const char *measures; /* names with commas between; NULL = the format's own choice */
    int digits;           /* of a rate; -1 = the format's own choice */
    int minor_digits;     /* of an amount in a table */
    options_value from;   /* this and what follows is in seconds */
    options_value to;
    options_value coverage_start;
    options_value coverage_end;
    options_value expiry;
    options_value as_known_at;
    options_value known_from; /* of a restatement; with known_to, which is later */
    options_value known_to;
    int lists_facts;    /* of the restatement, and nothing else */
    int shows_reasons;  /* gains and losses by reason */
    int lists_findings; /* and makes no report */
    const char *drill;  /* lists the units behind a figure, and makes no report */
    options_value at;   /* the period that holds it is asked about, and no other */
    nrr_rate rate;      /* to reconcile, and no report is made; 0 = not asked for */
    nrr_rate minus;     /* with this one */
    int64_t top;        /* so many of the largest units; 0 = not given */
    nrr_step cohorts;   /* makes a triangle and no report; 0 = not asked for */
    int is_strict;
    const char *file;
} options;

/* Read the command line. Returns 1 to go on. Otherwise everything has been said (the help, the
 * version, or one line about what is wrong) and *status is what to exit with. */
int options_read(options *chosen, int argc, char **argv, int *status);

#endif
