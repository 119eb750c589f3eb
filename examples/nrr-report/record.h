/* SPDX-License-Identifier: MIT */
/* A record: the fields of one fact as text, put into the row of a batch that is being filled in. */
#ifndef NRR_REPORT_RECORD_H
#define NRR_REPORT_RECORD_H

#include <stddef.h>

#include <nrr/nrr.h>

#include "batch.h"

/* Set a field of the row. Returns NULL, or what the text is not. */
const char *record_set(batch *rows, nrr_field field, const char *text, size_t length);

/* Returns NULL if the text can be a key, or what it is not. */
const char *record_check_key(const char *text, size_t length);

/* Whether a void has use for the field. What stands in its others is not looked at. */
int record_counts_for_void(nrr_field field);

/* Look at the fields of the row together. Returns NULL, or what is wrong with the text of a field;
 * both are given. */
const char *record_check(batch *rows, nrr_field *field, const char **text);

#endif
