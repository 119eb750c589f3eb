/* SPDX-License-Identifier: MIT */
/* Measure: each measure of METRICS.md section 4 as a sum of the cells that a sweep fills. */
#ifndef NRR_LIB_MEASURE_H
#define NRR_LIB_MEASURE_H

#include "nrr/measure.h"

#include "cells.h"
#include "query_state.h"

/* Whether the cells of NRR__CELL_NET are enough for some measures. */
int nrr__measures_are_net(uint64_t measures);

/* The values of a measure, by reason excepted, from the finished cells of some rows, one behind the other; whether
 * each fits. */
int nrr__measure_values(nrr_measure measure, const nrr__wide *cells, size_t cell_count, size_t rows,
                        int64_t *values);

/* Whether the cells say that nothing happened in the period. */
int nrr__measure_is_empty(const nrr__wide *cells);

#endif
