/* SPDX-License-Identifier: MIT */
/* Average: one figure for a series of rates (METRICS.md section 5), exact until the one rounding at
 * the end. */
#ifndef NRR_LIB_AVERAGE_H
#define NRR_LIB_AVERAGE_H

#include <stddef.h>

#include "nrr/allocator.h"
#include "nrr/ratio.h"
#include "nrr/report.h"

typedef struct nrr__series {
    const nrr_ratio *ratios; /* as the library makes them: the denominator is 0 unless OK */
    size_t count;            /* at least 1 */
    nrr_average average;
} nrr__series;

/* Writes the average, or a decimal of status UNDEFINED. Answers NRR_OK, NRR_E_AVERAGE, NRR_E_DIGITS,
 * NRR_E_ROUNDING, NRR_E_OVERFLOW (the decimal does not fit), NRR_E_MEMORY. */
nrr_status nrr__average(const nrr_allocator *memory, const nrr__series *series,
                        const nrr_precision *precision, nrr_decimal *decimal);

#endif
