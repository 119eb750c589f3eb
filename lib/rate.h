/* SPDX-License-Identifier: MIT */
/* Rate: each rate of METRICS.md section 5 as a numerator and a denominator made of measures. */
#ifndef NRR_LIB_RATE_H
#define NRR_LIB_RATE_H

#include "nrr/measure.h"

#include <stddef.h>
#include <stdint.h>

/* Sides of a rate. */
enum {
    NRR__RATE_NUMERATOR,
    NRR__RATE_DENOMINATOR
};

/* A side of a rate is a sum of measures, some of them taken away. One by reason is that of PRICE and
 * ESCALATOR. */
typedef struct nrr__rate_term {
    uint8_t rate;
    uint8_t side;
    int8_t sign;
    uint8_t measure;
} nrr__rate_term;

int nrr__rate_is_known(nrr_rate rate);

/* The next term of a side at or behind a place, which begins at 0 and is moved on behind the term;
 * NULL if there is none. The numerator of grr_aggregate is that of nrr, but at most the opening. */
const nrr__rate_term *nrr__rate_next_term(nrr_rate rate, int side, size_t *place);

/* The set of measures that a known rate is made of, as bits (query_state.h). */
uint64_t nrr__rate_measures(nrr_rate rate);

#endif
