/* SPDX-License-Identifier: MIT */
/* Invariant: internal invariants, checked in debug builds alone (configure --enable-debug). They never
 * check a caller's mistake, and the library proper never aborts. */
#ifndef NRR_LIB_INVARIANT_H
#define NRR_LIB_INVARIANT_H

#ifdef NRR_DEBUG
#include <assert.h>
#define nrr__assert(condition) assert(condition)
#else
#define nrr__assert(condition) ((void)0)
#endif

#endif
