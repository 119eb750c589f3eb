/* SPDX-License-Identifier: MIT */
/* The span: the times of the first and the last fact that count, which are the periods that are
 * printed unless others are asked for.
 *
 * A void does not count, and neither does the fact that it takes back, nor one that was not known
 * yet at the instant asked about. Whether a fact counts is sure at the end of the file only. */
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

typedef struct span {
    int64_t known; /* the instant asked about */
    int is_empty;
    int64_t first;
    int64_t last;
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

/* Ask about what is known at an instant: INT64_MAX is all there is. */
void span_begin(span *times, int64_t known);

/* NRR_OK or NRR_E_MEMORY. */
nrr_status span_add(span *times, const span_fact *fact);

/* The line of the file in which the first fact under an id stands. */
uint64_t span_line(const span *times, uint32_t id);

/* All has been added: is_empty, first and last hold from here on. */
void span_finish(span *times);

void span_free(span *times);

#endif
