/* SPDX-License-Identifier: MIT */
/* The options that there are, as a table: how many values each of them has, and what reads them. */
#ifndef NRR_REPORT_OPTIONS_KNOWN_H
#define NRR_REPORT_OPTIONS_KNOWN_H

#include <stddef.h>

#include "options.h"

/* Reads a value, and returns NULL or what the value is not. */
typedef const char *options_setter(options *chosen, const char *value);

typedef struct options_entry {
    const char *name;
    int values;
    options_setter *set[2]; /* one for each value, one if there is none */
} options_entry;

/* The place of an option, from 0; -1 if there is none of this name. */
int options_find(const char *name, size_t length);

const options_entry *options_at(int place);

/* Whether it may come more than once. */
int options_may_repeat(int place);

#endif
