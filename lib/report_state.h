/* SPDX-License-Identifier: MIT */
/* Report state: columns of int64_t, one per measure that was asked for, and what is needed to read
 * them without the query and the snapshot. */
#ifndef NRR_LIB_REPORT_STATE_H
#define NRR_LIB_REPORT_STATE_H

#include "nrr/report.h"

#include "query_state.h"

struct nrr_report {
    nrr_allocator memory;
    size_t row_count;
    int64_t *starts, *ends; /* of the periods, by row */
    uint32_t *flags;
    uint64_t findings;    /* contradictions that the report saw */
    uint64_t measures;    /* bit m: measure m is there */
    int64_t *values;      /* the columns, one behind the other, in the order of the measures */
    size_t column_count;
    size_t reason_slots;  /* 0 if no measure by reason is there */
    uint16_t *reasons;    /* the host codes that have a column of their own */
    size_t reason_count;
};

/* Whether all measures of a set are there. */
static inline int nrr__report_has(const nrr_report *report, uint64_t measures)
{
    return (report->measures & measures) == measures;
}

/* The column of a measure that is there; of one by reason, that of the first reason slot. */
int64_t *nrr__report_values(const nrr_report *report, nrr_measure measure);

#endif
