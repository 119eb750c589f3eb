/* SPDX-License-Identifier: MIT */
/* Report state: columns of int64_t, one per measure that was asked for; the cells that they come from, so
 * that reports can be added up and brought up to date; and what is needed to read them without the query
 * and the snapshot. */
#ifndef NRR_LIB_REPORT_STATE_H
#define NRR_LIB_REPORT_STATE_H

#include "nrr/report.h"

#include "cells.h"
#include "group_keys.h"
#include "ledger_state.h"
#include "mark.h"
#include "query_state.h"

/* What a report covers: a part of the units of a snapshot. */
typedef struct nrr__piece {
    nrr__mark *mark; /* of the snapshot; holds a reference */
    uint32_t part, parts;
} nrr__piece;

struct nrr_report {
    nrr_allocator memory;
    size_t row_count;
    size_t row_groups;    /* rows of a period: one by group, and the total */
    int64_t *starts, *ends; /* of the periods, by row */
    uint32_t *flags;
    uint64_t findings;    /* contradictions that the report saw */
    uint64_t measures;    /* bit m: measure m is there */
    int64_t *values;      /* the columns, one behind the other, in the order of the measures */
    size_t column_count;
    size_t reason_slots;  /* 0 if no measure by reason is there */
    nrr_query *query;     /* a copy of what was asked */
    nrr__plan plan;       /* of its periods */
    nrr__cells cells;     /* finished; without the total */
    nrr__group_keys groups;
    nrr__piece *pieces;
    size_t piece_count;
};

/* Whether all measures of a set are there. */
static inline int nrr__report_has(const nrr_report *report, uint64_t measures)
{
    return (report->measures & measures) == measures;
}

/* The column of a measure that is there; of one by reason, that of the first reason slot. */
int64_t *nrr__report_values(const nrr_report *report, nrr_measure measure);

/* The columns that all measures of a report take. */
size_t nrr__report_columns(const nrr_report *report);

/* An empty report that answers a query, with so many pieces, which are not set, and as many groups as the
 * cells of that shape have, which can be held, whose keys are not set; NULL if there is no memory. The
 * cells are zero. */
nrr_report *nrr__report_new(const nrr_query *query, const nrr__cells *shape, size_t pieces,
                            const nrr_allocator *memory);

/* Sets the flags that a declared coverage calls for. */
void nrr__report_flag(nrr_report *report, const nrr__coverage *coverage);

/* Whether a block is in the parts that the report covers; its pieces are of one snapshot. */
int nrr__report_has_block(const nrr_report *report, uint32_t block);

/* Fills the columns and the flag of emptiness from the cells. */
nrr_status nrr__report_fill(nrr_report *report);

#endif
