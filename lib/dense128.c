/* SPDX-License-Identifier: MIT */
/* Dense by vectors of 128 bits: see dense_vector.h. */
#include "dense_kernel.h"

#if NRR__DENSE_VECTORS

#define NRR__DENSE_BITS 128
#define NRR__DENSE_TARGET
#include "dense_vector.h"
#include "dense_sweep.h"
#include "dense_path.h"

const nrr__dense_kernel nrr__dense_kernel128 = {
    DENSE_LANES, nrr__dense_settle128, nrr__dense_sweep128, nrr__dense_path_settle128,
    nrr__dense_path_sweep128};

#undef NRR__DENSE_BITS
#undef NRR__DENSE_TARGET
#undef DENSE_JOIN_BITS
#undef DENSE_JOIN
#undef DENSE
#undef DENSE_BYTES
#undef DENSE_LANES

#endif
