/* SPDX-License-Identifier: MIT */
/* Window in 64-bit lanes: see window_lane.h. */
#define NRR__LANE_BITS 64
#include "window_lane.h"
#undef NRR__LANE_BITS
