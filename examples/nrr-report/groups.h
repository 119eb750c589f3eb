/* SPDX-License-Identifier: MIT */
/* The groups of a report by one or two dimensions: what they are called, and which rows are shown. */
#ifndef NRR_REPORT_GROUPS_H
#define NRR_REPORT_GROUPS_H

#include <stddef.h>

#include <nrr/nrr.h>

/* A value, or both of a pair with " / " between; "unassigned" where there is none. */
typedef struct groups_name {
    char *text; /* with a NUL byte behind; NULL: the total */
    size_t length;
} groups_name;

typedef struct groups {
    size_t count; /* rows of a period, the last of which is its total */
    groups_name *names;
    size_t *rows; /* those that are shown: totals, and groups in which something happened */
    size_t row_count;
} groups;

/* Read them out of a report. */
nrr_status groups_read(groups *all, const nrr_report *report);

/* Add one more value to a name; NULL is none. 0 if there is no memory. */
int groups_add_value(groups_name *name, const void *bytes, size_t length);

/* What a row is of. */
const groups_name *groups_name_of(const groups *all, size_t row);

/* Whether a row is of all units. */
int groups_is_total(const groups *all, size_t row);

/* All that is zero can be freed, too. */
void groups_free(groups *all);

#endif
