/* SPDX-License-Identifier: MIT */
/* The span: the times of the first and the last fact that count, which are the periods that are
 * printed unless others are asked for.
 *
 * A void does not count, and neither does the fact that it takes back, nor one that was not known
 * yet at the instant asked about. Whether a fact counts is sure at the end of the file only. Where no
 * fact counts at that instant, a later one says what does: who asks what a report that was made before
 * anything was known would say today still asks about some periods. */
#ifndef NRR_REPORT_SPAN_H
#define NRR_REPORT_SPAN_H

#include <stddef.h>
#include <stdint.h>

#include <nrr/nrr.h>

/* What has come under one id. */
typedef struct span_id {
    uint64_t line; /* of the file, of the first fact; 0 if none has come */
    int64_t time;
    int64_t known;      /* the earliest */
    int64_t void_known; /* the earliest */
    int is_voided;
} span_id;

/* The times of what counts at an instant. */
typedef struct span_range {
    int64_t known; /* the instant */
    int is_empty;
    int64_t first;
    int64_t last;
    uint64_t first_line; /* of the file: where they stand */
    uint64_t last_line;
} span_range;

typedef struct span {
    span_range asked; /* at the instant asked about, or if nothing counts then, at the later one */
    span_range later;
    span_id *ids; /* by the ledger's number of the id, from 1 */
    size_t capacity;
} span;

typedef struct span_fact {
    uint64_t line; /* of the file, from 1 */
    uint32_t id;   /* the ledger's; 0 if it has none */
    int is_void;
    int64_t time;  /* not read of a void */
    int64_t known; /* INT64_MIN if it is not given */
} span_fact;

/* Ask about what is known at an instant, and if that is nothing, at a later one or the same:
 * INT64_MAX is all there is. */
void span_begin(span *times, int64_t known, int64_t later);

/* NRR_OK or NRR_E_MEMORY. */
nrr_status span_add(span *times, const span_fact *fact);

/* The line of the file in which the first fact under an id stands. */
uint64_t span_line(const span *times, uint32_t id);

/* All has been added: what is asked about holds from here on. */
void span_finish(span *times);

void span_free(span *times);

#endif
