/* SPDX-License-Identifier: MIT */
/* Window in 128-bit lanes: see window_lane.h. */
#define NRR__LANE_BITS 128
#include "window_lane.h"
#undef NRR__LANE_BITS
