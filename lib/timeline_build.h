/* SPDX-License-Identifier: MIT */
/* Timeline build: from a block's facts to movements, in the builder's scratch timeline. */
#ifndef NRR_LIB_TIMELINE_BUILD_H
#define NRR_LIB_TIMELINE_BUILD_H

#include "timeline.h"

/* Builds the timeline of a version. */
nrr_status nrr__timeline_build(nrr__timeline_builder *builder, const nrr__block_version *version);

/* An empty timeline with room for all facts of a version. */
nrr_status nrr__timeline_clear(nrr__timeline_builder *builder, const nrr__block_version *version);

/* To build one in steps: an empty timeline, whose builder knows which facts count; then customers one after
 * the other; then its end. */
nrr_status nrr__timeline_start(nrr__timeline_builder *builder, const nrr__block_version *version);
nrr_status nrr__timeline_put(nrr__timeline_builder *builder, nrr__record *records, uint32_t count);
void nrr__timeline_finish(nrr__timeline *timeline);

/* Counts the facts of each customer of a version that count, and turns counts into places: starts[c] is the end of the
 * records of customer c, from which gathering counts down. */
void nrr__timeline_count(nrr__timeline_builder *builder, const nrr__block_version *version);

/* Room to sort so many records in. */
nrr_status nrr__timeline_reserve_sort(nrr__timeline_builder *builder, size_t records);

/* Whether a row of the version that was started counts, and the record of it. */
int nrr__timeline_counts(const nrr__timeline_builder *builder, const nrr__fact_chunk *chunk,
                         size_t row);
nrr__record nrr__timeline_record(const nrr__fact_chunk *chunk, size_t place);

/* The record of a fact of a plain block, where nobody asks for its place. */
nrr__record nrr__timeline_plain_record(const nrr__fact_core *fact);

#endif
