/* SPDX-License-Identifier: MIT */
/* Query state: what a query asks for. */
#ifndef NRR_LIB_QUERY_STATE_H
#define NRR_LIB_QUERY_STATE_H

#include "nrr/query.h"

#include "key_store.h"

/* A period, [start, end). */
typedef struct nrr__period {
    int64_t start, end;
} nrr__period;

/* Some of what is numbered from 0: [first, end). */
typedef struct nrr__range {
    uint32_t first, end;
} nrr__range;

struct nrr_query {
    nrr_allocator memory;
    nrr_unit unit;
    uint32_t has_expiry;
    int64_t expiry;
    uint32_t part, parts; /* part 0 of 1: all */
    uint64_t measures; /* bit m: measure m is asked for; 0: all are */
    nrr__period *periods;
    size_t period_count, period_capacity;
    uint16_t *reasons; /* host codes with a column of their own, ascending */
    size_t reason_count, reason_capacity;
    nrr__key_entry dimensions[NRR_DIMENSIONS_MAX]; /* that the query is by */
    void *dimension_bytes[NRR_DIMENSIONS_MAX];     /* of those, as many as their lengths; or NULL */
    uint32_t dimension_count;
};

/* Whether a block of customers is in the part that a query asks for: every so many-th is, so that a
 * block is in the same part of every snapshot. */
static inline int nrr__query_has_block(const nrr_query *query, uint32_t block)
{
    return block % query->parts == query->part;
}

/* A copy of a query, with its own memory; NULL if there is none. */
nrr_query *nrr__query_copy(const nrr_query *query, const nrr_allocator *memory);

/* Whether two queries ask for the same, parts aside; or dimensions and parts aside. */
int nrr__query_equal(const nrr_query *a, const nrr_query *b);
int nrr__query_equal_totals(const nrr_query *a, const nrr_query *b);

/* The set of one measure. */
static inline uint64_t nrr__measure_bit(nrr_measure measure)
{
    return UINT64_C(1) << measure;
}

/* The set of all measures: bits 1 to NRR_MEASURE_REASON_LOSS. */
static inline uint64_t nrr__measures_all(void)
{
    return (UINT64_C(2) << NRR_MEASURE_REASON_LOSS) - 2;
}

/* The set of the measures that have a column for each reason. */
static inline uint64_t nrr__measures_by_reason(void)
{
    return nrr__measure_bit(NRR_MEASURE_REASON_GAIN) | nrr__measure_bit(NRR_MEASURE_REASON_LOSS);
}

static inline int nrr__measure_is_known(nrr_measure measure)
{
    return measure >= NRR_MEASURE_OPENING && measure <= NRR_MEASURE_REASON_LOSS;
}

#endif
