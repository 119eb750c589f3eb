/* SPDX-License-Identifier: MIT */
/* Timeline build: from a block's facts to movements, in the builder's scratch timeline. */
#ifndef NRR_LIB_TIMELINE_BUILD_H
#define NRR_LIB_TIMELINE_BUILD_H

#include "timeline.h"

nrr_status nrr__timeline_build(nrr__timeline_builder *builder, const nrr__block_version *version);

#endif
