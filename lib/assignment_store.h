/* SPDX-License-Identifier: MIT */
/* Assignment store: the values of dimensions that a host assigned (METRICS.md section 7), as they
 * came: by dimension, those of customers and those of lines apart. It takes no memory before the first
 * one.
 *
 * Rows are append-only. The ledger appends behind the counts that versions hold, and copies rows only
 * to make room; so a version is a reference and a count. Versions between which a dimension got no
 * assignment share what is derived from it (assignments.h). */
#ifndef NRR_LIB_ASSIGNMENT_STORE_H
#define NRR_LIB_ASSIGNMENT_STORE_H

#include "nrr/group.h"

#include "atomic.h"

/* Whose value: a customer's or a line's. */
enum {
    NRR__SUBJECT_CUSTOMER,
    NRR__SUBJECT_LINE,
    NRR__SUBJECTS
};

typedef struct nrr__assignment_rows {
    nrr__count references;
    nrr_allocator memory;
    uint32_t capacity;
    int64_t *times;
    uint32_t *customers;
    uint32_t *values;
    uint64_t *sequences; /* NULL: all are 0 */
    uint32_t *lines;     /* NULL: these are of customers */
} nrr__assignment_rows;

/* One dimension as it was at one moment. */
typedef struct nrr__dimension_version {
    nrr__count references;
    nrr_allocator memory;
    nrr__assignment_rows *rows[NRR__SUBJECTS]; /* NULL: there is none */
    uint32_t counts[NRR__SUBJECTS];
    nrr__published index; /* nrr__assignment_index, made when first needed */
} nrr__dimension_version;

/* All dimensions as they were at one moment. */
typedef struct nrr__assignments {
    nrr__count references;
    nrr_allocator memory;
    uint32_t count; /* dimensions from here on have no value assigned */
    nrr__dimension_version **dimensions; /* by dimension - 1; NULL: likewise */
} nrr__assignments;

/* The ledger's side of a dimension, for one kind of subject. */
typedef struct nrr__assignment_log {
    nrr__assignment_rows *rows; /* NULL before the first one */
    uint32_t count;
    uint32_t pending;           /* rows of the batch that is not accepted yet */
    uint32_t pending_sequences; /* whether one of those has a sequence */
    uint64_t next_pending;      /* the next log of that batch, by number plus 1; 0 = none */
} nrr__assignment_log;

/* The ledger's side of a dimension. */
typedef struct nrr__dimension {
    nrr__assignment_log logs[NRR__SUBJECTS];
    nrr__dimension_version *version; /* of what is there now; NULL if none was taken since */
} nrr__dimension;

/* The ledger's side. A zeroed one is empty. */
typedef struct nrr__assignment_store {
    nrr__dimension *dimensions; /* by dimension - 1 */
    uint32_t count;
    uint64_t touched; /* the first log of the batch that is not accepted yet, as in the logs */
    nrr__assignments *version; /* of what is there now; NULL if none was taken since */
} nrr__assignment_store;

void nrr__assignment_store_end(nrr__assignment_store *store, const nrr_allocator *memory);

/* Bytes of all rows. */
size_t nrr__assignment_store_size(const nrr__assignment_store *store);

/* Makes sure that dimensions 1 to count are there. */
nrr_status nrr__assignment_store_grow(nrr__assignment_store *store, const nrr_allocator *memory,
                                      uint32_t count);

/* Counts an assignment as pending. */
nrr_status nrr__assignment_store_touch(nrr__assignment_store *store,
                                       const nrr_assignment *assignment);

/* Makes room for what is pending. */
nrr_status nrr__assignment_store_reserve(nrr__assignment_store *store,
                                         const nrr_allocator *memory);

/* Takes back what is pending. */
void nrr__assignment_store_forget(nrr__assignment_store *store);

/* Appends an assignment for which room was made. */
void nrr__assignment_store_put(nrr__assignment_store *store, const nrr_assignment *assignment);

/* Gives what is there now, one reference for the caller; NULL if nothing was ever assigned. */
nrr_status nrr__assignments_take(nrr__assignment_store *store, const nrr_allocator *memory,
                                 nrr__assignments **assignments);

/* NULL is allowed. */
void nrr__assignments_release(nrr__assignments *assignments);

#endif
