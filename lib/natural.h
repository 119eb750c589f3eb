/* SPDX-License-Identifier: MIT */
/* Natural: integers from 0 up, as long as their room, in the caller's words. For products of many
 * rates, which are exact until they are rounded once. Nothing here allocates: who calls works out
 * the room that a result can need, and says why. */
#ifndef NRR_LIB_NATURAL_H
#define NRR_LIB_NATURAL_H

#include <stddef.h>
#include <stdint.h>

#include "wide.h"

typedef struct nrr__natural {
    uint32_t *words; /* the least significant one first */
    size_t count;    /* words in use; the last of them is not 0, so 0 has none */
    size_t room;     /* words that there are */
} nrr__natural;

enum {
    NRR__NATURAL_WORD = 32,  /* bits of a word */
    NRR__NATURAL_FACTOR = 2, /* words by which a factor or a quotient makes a natural longer */
    NRR__NATURAL_SPARE = 3   /* words that a division needs beyond the divisor's own */
};

/* A natural of that room, 0 for now. */
nrr__natural nrr__natural_in(uint32_t *words, size_t room);

/* natural = value, which is not negative: 4 words of room. */
void nrr__natural_set(nrr__natural *natural, nrr__wide value);

/* natural *= factor. */
void nrr__natural_scale(nrr__natural *natural, uint64_t factor);

/* natural += term * factor; term is another natural. */
void nrr__natural_add_scaled(nrr__natural *natural, const nrr__natural *term, uint64_t factor);

/* natural -= term, which is not above it. */
void nrr__natural_subtract(nrr__natural *natural, const nrr__natural *term);

/* -1, 0 or 1 as a is below, at or above b. */
int nrr__natural_compare(const nrr__natural *a, const nrr__natural *b);

/* Divides by a divisor above 0. Whether the quotient fits; if so it is written, and the natural is
 * the remainder from then on, else it keeps its value. */
int nrr__natural_divide(nrr__natural *natural, const nrr__natural *divisor, uint64_t *quotient);

#endif
