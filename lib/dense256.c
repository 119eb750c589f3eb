/* SPDX-License-Identifier: MIT */
/* Dense by vectors of 256 bits: see dense_vector.h. */
#include "dense_kernel.h"

#if NRR__DENSE_AVX2

#define NRR__DENSE_BITS 256
#define NRR__DENSE_TARGET __attribute__((target("avx2")))
#include "dense_vector.h"
#include "dense_sweep.h"
#include "dense_path.h"

const nrr__dense_kernel nrr__dense_kernel256 = {
    DENSE_LANES, nrr__dense_settle256, nrr__dense_sweep256, nrr__dense_path_settle256,
    nrr__dense_path_sweep256};

#undef NRR__DENSE_BITS
#undef NRR__DENSE_TARGET
#undef DENSE_JOIN_BITS
#undef DENSE_JOIN
#undef DENSE
#undef DENSE_BYTES
#undef DENSE_LANES

#endif
