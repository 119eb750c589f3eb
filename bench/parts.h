/* SPDX-License-Identifier: MIT */
/*
 * Reports of the views, shared among threads: each makes one part of all of them, or brings it from one
 * snapshot to another.
 */
#ifndef BENCH_PARTS_H
#define BENCH_PARTS_H

#include "figures.h"

#include "nrr/nrr.h"

enum { BENCH_PARTS_MAX = 2 };

/* What one thread has to do. */
typedef struct bench_part {
    const nrr_snapshot *before; /* that the old reports are of; NULL: they are made by the queries */
    const nrr_snapshot *snapshot;
    const nrr_query *query[BENCH_VIEWS];
    const nrr_report *old[BENCH_VIEWS];
    nrr_report *report[BENCH_VIEWS];
    size_t count;
    nrr_status status;
} bench_part;

/* On as many threads as there are parts. */
nrr_status bench_parts_run(bench_part *parts, unsigned count);

/* Takes the parts of the at-th report together, which stay the caller's. */
nrr_status bench_parts_merge(const bench_part *parts, unsigned count, size_t at,
                             nrr_report **report);

/* Frees the reports of the parts. */
void bench_parts_free(bench_part *parts, unsigned count);

#endif
