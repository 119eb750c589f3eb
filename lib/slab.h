/* SPDX-License-Identifier: MIT */
/* Slab: some hundred rows of a batch at once, each field an array, if all of them are facts that are right.
 * Checked field by field, which compilers turn into a few steps for many rows. Other rows (voids, those where a
 * value is not there, those to refuse) are read one by one (batch.h), which finds out why. */
#ifndef NRR_LIB_SLAB_H
#define NRR_LIB_SLAB_H

#include "batch.h"

enum {
    NRR__SLAB_ROWS = 512
};

/* The fields of a slab that take 64 bits, and those that take 32. */
enum {
    NRR__SLAB_TIME,
    NRR__SLAB_AMOUNT,
    NRR__SLAB_NUMBERS_PLAIN, /* those before are all that plain facts have */
    NRR__SLAB_SEQUENCE = NRR__SLAB_NUMBERS_PLAIN,
    NRR__SLAB_KNOWN,
    NRR__SLAB_NUMBERS
};

enum {
    NRR__SLAB_CUSTOMER,
    NRR__SLAB_KIND,
    NRR__SLAB_REASON,
    NRR__SLAB_FLAGS,       /* without NRR_FACT_KNOWN */
    NRR__SLAB_WORDS_PLAIN, /* likewise */
    NRR__SLAB_LINE = NRR__SLAB_WORDS_PLAIN,
    NRR__SLAB_ID,
    NRR__SLAB_WORDS
};

typedef struct nrr__slab {
    size_t first, count; /* rows of the batch */
    int has_rest;        /* some are more than plain: they may have line, sequence, known and id */
    /* NULL: no row has it; not among plain fields. */
    const int64_t *numbers[NRR__SLAB_NUMBERS];
    const uint32_t *words[NRR__SLAB_WORDS];
    int64_t number_buffers[NRR__SLAB_NUMBERS][NRR__SLAB_ROWS];
    uint32_t word_buffers[NRR__SLAB_WORDS][NRR__SLAB_ROWS];
} nrr__slab;

/* Whether rows of a batch can be read so: they have no tail. */
int nrr__slab_suits(const nrr__batch *batch);

/* Whether a batch of columns has such as plain facts lack. */
int nrr__slab_is_rich(const nrr__batch *batch);

/* Reads the rows from slab->first on, as many as a slab holds; whether they could be read so. */
int nrr__slab_read(nrr__slab *slab, const nrr__batch *batch);

/* The same for customers alone: no other field is there. */
int nrr__slab_read_customers(nrr__slab *slab, const nrr__batch *batch);

/* Whether all customers of a slab are among the first `known`. */
int nrr__slab_has_customers(const nrr__slab *slab, uint32_t known);

/* Whether all facts of the slab keep the rules of fact_check.h, and are no voids. */
int nrr__slab_check(const nrr__slab *slab, const nrr_ledger *ledger);

/* An amount of a slab that was checked, which is not read with NRR_FACT_ALL. */
static inline int64_t nrr__slab_amount(int64_t amount, uint32_t flags)
{
    return amount & ((int64_t)flags - 1);
}

/* Gives the fact in a row of a slab that was checked, as nrr__batch_read() does. */
void nrr__slab_fact(const nrr__slab *slab, size_t row, nrr_fact *fact);

#endif
