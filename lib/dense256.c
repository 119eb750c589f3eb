/* SPDX-License-Identifier: MIT */
/* Dense in vectors of 256 bits: see dense_width.h. */
#include "atomic.h"
#include "dense_width.h"

#if NRR__HAS_AVX2
#if defined __clang__
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2")
#endif

#define NRR__DENSE_BITS 256
#include "dense_vector.h"
#include "dense_settle.h"
#include "dense_sweep.h"
#include "dense_path.h"
#undef NRR__DENSE_BITS

#if defined __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

const nrr__dense_width nrr__dense_width256 = {
    8, dense_settle256, dense_sweep256, dense_path_settle256, dense_path_sweep256,
};
#endif
