/* SPDX-License-Identifier: MIT */
/*
 * What a host does with a ledger before it asks for anything: it makes its keys known, says who
 * belongs to which segment, and appends columns of facts.
 */
#ifndef BENCH_HOST_H
#define BENCH_HOST_H

#include "extra.h"
#include "generate.h"

#include "nrr/nrr.h"

/* The dimension of segments, an integer key. Its values are the integers from 0. */
enum { BENCH_DIMENSION = 1 };

/* Into an empty ledger: all customers, so that their ids are their numbers, their segments, and what
 * the fields want: keys of lines, parents. */
nrr_status bench_host_prepare(nrr_ledger *ledger, const bench_data *data, unsigned fields);

/* Appends facts, `batch` in each call or, if that is 0, all in one; customers and lines are ids. Says
 * on standard error which row is refused, if so. */
nrr_status bench_host_append(nrr_ledger *ledger, const bench_columns *facts,
                             const bench_extra *extra, unsigned fields, size_t batch);

#endif
