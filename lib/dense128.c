/* SPDX-License-Identifier: MIT */
/* Dense in vectors of 128 bits: see dense_width.h. */
#include "atomic.h"
#include "dense_width.h"

#include <string.h>

#define NRR__DENSE_BITS 128
#include "dense_vector.h"
#include "dense_settle.h"
#include "dense_sweep.h"
#include "dense_path.h"
#undef NRR__DENSE_BITS

const nrr__dense_width nrr__dense_width128 = {
    4, dense_settle128, dense_sweep128, dense_path_settle128, dense_path_sweep128,
};
