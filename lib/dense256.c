/* SPDX-License-Identifier: MIT */
/* Dense in vectors of 256 bits: see dense_width.h. */
#include "atomic.h"
#include "dense_width.h"

#include <string.h>

#if NRR__HAS_AVX2
NRR__AVX2_BEGIN

#define NRR__DENSE_BITS 256
#include "dense_vector.h"
#include "dense_settle.h"
#include "dense_sweep.h"
#include "dense_path.h"
#undef NRR__DENSE_BITS

NRR__AVX2_END

const nrr__dense_width nrr__dense_width256 = {
    8, dense_settle256, dense_sweep256, dense_path_settle256, dense_path_sweep256,
};
#endif
