/* SPDX-License-Identifier: MIT */
/* Fact list: facts of a snapshot on their way to a table, each with two numbers that say why it is
 * there. Sorted by time, customer, line (by key), then in the order of replay. */
#ifndef NRR_LIB_FACT_LIST_H
#define NRR_LIB_FACT_LIST_H

#include "nrr/table.h"

#include "snapshot_state.h"

typedef struct nrr__listed_fact {
    const nrr__fact_chunk *chunk; /* NULL: the fact never came, only its id is there */
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

/* Columns of a table of facts: so many numbers before those of the fact itself. */
enum {
    NRR__FACT_LIST_COLUMNS = 10
};

/* Sorts the list and makes a table of a page of it. `fields` are the fields of `why` and of `much`, if
 * there are 1 or 2 more than NRR__FACT_LIST_COLUMNS, and of the fact. */
nrr_status nrr__fact_list_table(nrr__fact_list *list, const nrr_field *fields, size_t field_count,
                                const nrr_page *page, nrr_table **table);

#endif
