/* SPDX-License-Identifier: MIT */
/*
 * How a scenario reaches the library: keys of every shape, batches of any size, rows and columns.
 * None of it may bear on a figure, so none of it is part of the scenario but its seed.
 */
#ifndef NRR_TEST_FEED_H
#define NRR_TEST_FEED_H

#include "model/scenario.h"

#include "nrr/nrr.h"

/* How the numbers of a model's customers and lines become keys, in one ledger. */
typedef enum feed_style { FEED_INTEGERS, FEED_WIDE_INTEGERS, FEED_BYTES, FEED_MIXED } feed_style;

typedef struct feed_door {
    feed_style customers;
    feed_style lines;
} feed_door;

typedef struct feed_key {
    int is_integer;
    int64_t integer;
    size_t length;
    char bytes[320];
} feed_key;

feed_door feed_choose_door(random_source *source);
/* Equal numbers give equal keys, others others, in every style. */
feed_key feed_make_key(feed_style style, uint32_t number);
/* The id of a customer's or a line's key, interned if need be; line 0 has id 0 and no key. */
nrr_status feed_intern(nrr_ledger *ledger, const feed_door *door, nrr_key_family family,
                       uint32_t number, uint32_t *id);
/* Append facts in batches, in the order in which they stand. */
nrr_status feed_facts(nrr_ledger *ledger, const feed_door *door, const model_fact *facts,
                      size_t count, random_source *source);
/* Intern so many customers and lines without a fact: ids of the others lie far apart then. */
nrr_status feed_strangers(nrr_ledger *ledger, size_t count);
/* Append so many facts that change nothing: losses and levels of zero on lines that never had any
 * revenue, of the scenario's customers and of strangers. */
nrr_status feed_idle_facts(nrr_ledger *ledger, const feed_door *door, const model_fact *facts,
                           size_t count, random_source *source);
/* One batch, as columns (feed_columns.c). */
nrr_status feed_columns(nrr_ledger *ledger, const feed_door *door, const model_fact *facts,
                        size_t count, random_source *source);

#endif
