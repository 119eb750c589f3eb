/* SPDX-License-Identifier: MIT */
/* Fact list: facts of a snapshot on their way to a table, each with two numbers that say why it is
 * there, and assignments that stand among them. Sorted by time, customer, line (by key), then facts in
 * the order of replay, then assignments. */
#ifndef NRR_LIB_FACT_LIST_H
#define NRR_LIB_FACT_LIST_H

#include "nrr/table.h"

#include "snapshot_state.h"

typedef struct nrr__listed_fact {
    const nrr__fact_chunk *chunk; /* NULL: the fact never came, only its id is there; or: */
    const nrr_assignment *assignment; /* no fact, but this; else NULL */
    size_t row;
    int64_t known;
    int64_t why, much; /* what the columns before those of the fact say */
    uint32_t id;       /* filled in by nrr__fact_list_table(), if it is 0 */
    uint32_t address;  /* memory for that */
} nrr__listed_fact;

typedef struct nrr__fact_list {
    nrr_allocator memory;
    const nrr_snapshot *snapshot;
    nrr__listed_fact *facts;
    size_t count, capacity;
} nrr__fact_list;

void nrr__fact_list_begin(nrr__fact_list *list, const nrr_snapshot *snapshot);
void nrr__fact_list_end(nrr__fact_list *list);
nrr_status nrr__fact_list_add(nrr__fact_list *list, const nrr__listed_fact *fact);

/* The columns of a fact, and behind them those of an assignment. */
enum {
    NRR__FACT_LIST_FACT_COLUMNS = 10,
    NRR__FACT_LIST_COLUMNS = 12
};

/* Sorts the list and makes a table of a page of it. `fields` are NRR__FACT_LIST_FACT_COLUMNS: those of the
 * fact; or one more, that of `why` before them; or 2 + NRR__FACT_LIST_COLUMNS: those of `why`, of `much`,
 * of the fact and of the assignment. */
nrr_status nrr__fact_list_table(nrr__fact_list *list, const nrr_field *fields, size_t field_count,
                                const nrr_page *page, nrr_table **table);

#endif
