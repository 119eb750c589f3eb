/* SPDX-License-Identifier: MIT */
/* Slab: some hundred rows of a batch at once, each field an array, if all of them are plain: facts without
 * line, sequence, known and id. Checked field by field, which compilers turn into a few steps for many
 * rows. Rows that are not plain, or not right, are read one by one (batch.h), which finds out why. */
#ifndef NRR_LIB_SLAB_H
#define NRR_LIB_SLAB_H

#include "batch.h"

enum {
    NRR__SLAB_ROWS = 512
};

/* The fields of a slab. */
enum {
    NRR__SLAB_TIME,
    NRR__SLAB_AMOUNT,
    NRR__SLAB_CUSTOMER,
    NRR__SLAB_KIND,
    NRR__SLAB_REASON,
    NRR__SLAB_FLAGS,
    NRR__SLAB_FIELDS
};

typedef struct nrr__slab {
    size_t first, count; /* rows of the batch */
    const int64_t *fields[NRR__SLAB_FIELDS];
    int64_t buffers[NRR__SLAB_FIELDS][NRR__SLAB_ROWS];
} nrr__slab;

/* Whether a batch may be of plain rows: it has no column, or no layout, that says otherwise. */
int nrr__slab_suits(const nrr__batch *batch);

/* Reads the rows from slab->first on, as many as a slab holds; whether all of them are plain. */
int nrr__slab_read(nrr__slab *slab, const nrr__batch *batch);

/* The same for customers alone: no other field is there. */
int nrr__slab_read_customers(nrr__slab *slab, const nrr__batch *batch);

/* Asks for the columns of the rows behind the slab: processors foresee what long reads of one column need, but not
 * short ones of several. */
void nrr__slab_expect_next(const nrr__slab *slab, const nrr__batch *batch);

/* Whether all facts of the slab keep the rules of fact_check.h. */
int nrr__slab_check(const nrr__slab *slab, const nrr_ledger *ledger);

#endif
