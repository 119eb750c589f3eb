/* SPDX-License-Identifier: MIT */
/* JSON: what the outputs for programs have in common. What makes a value answers NULL if there is no
 * memory; setting that in an object fails. */
#ifndef NRR_REPORT_JSON_H
#define NRR_REPORT_JSON_H

#include <stddef.h>

#include <jansson.h>
#include <nrr/nrr.h>

#include "options.h"
#include "view.h"

/* Numerator, denominator and status. */
json_t *json_of_ratio(const nrr_ratio *ratio);

/* A row's start, end and group, to which more is added, and its flags. */
json_t *json_of_period(const view *seen, size_t row);
json_t *json_of_flags(const view *seen, size_t row);

/* Text of the host's; what is not UTF-8 in it is replaced by U+FFFD. */
json_t *json_of_text(const char *text, size_t length);

/* Print the first members of an object: unit, period and window. */
void json_print_subject(const options *chosen);

/* Print an instant, or null. */
void json_print_instant(const options_value *time);

/* Print a value on a line of its own, behind a comma unless it is the first, and let go of it. 0 if
 * there is no memory, or the value is NULL. */
int json_print_element(json_t *value, int is_first);

#endif
