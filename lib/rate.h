/* SPDX-License-Identifier: MIT */
/* Rate: each rate of METRICS.md section 5 as a numerator and a denominator made of measures. */
#ifndef NRR_LIB_RATE_H
#define NRR_LIB_RATE_H

#include "nrr/measure.h"

#include <stdint.h>

int nrr__rate_is_known(nrr_rate rate);

/* The set of measures that a known rate is made of, as bits (query_state.h). */
uint64_t nrr__rate_measures(nrr_rate rate);

#endif
