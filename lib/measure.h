/* SPDX-License-Identifier: MIT */
/* Measure: each measure of METRICS.md section 4 as a sum of the cells that a sweep fills. */
#ifndef NRR_LIB_MEASURE_H
#define NRR_LIB_MEASURE_H

#include "nrr/measure.h"

#include "cells.h"
#include "query_state.h"

/* Whether the cells of NRR__CELL_NET are enough for some measures. */
int nrr__measures_are_net(uint64_t measures);

/* The value of a measure, by reason excepted, from the finished cells of a period. */
nrr__wide nrr__measure_value(nrr_measure measure, const nrr__wide *cells);

/* Whether the cells say that nothing happened in the period. */
int nrr__measure_is_empty(const nrr__wide *cells);

#endif
