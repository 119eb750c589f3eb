/* SPDX-License-Identifier: MIT */
/* Plain block: see plain_block.h. */
#include "plain_block.h"

#include "plain_replay.h"

int nrr__plain_block_suits(const nrr__timeline_builder *builder, const nrr__block_version *version)
{
    return !builder->keeps_records && builder->hidden == NULL && builder->finding_sink == NULL &&
           builder->effect_sink == NULL && builder->ties == NULL &&
           (version->newest->columns & (NRR__CHUNK_LINES | NRR__CHUNK_SEQUENCES)) == 0;
}

/* The facts themselves, not where they are: one line of memory is fetched for each then, and read on in order. */
void nrr__plain_block_gather(nrr__timeline_builder *builder, const nrr__block_version *version)
{
    const nrr__fact_chunk *chunk = version->newest;
    size_t used = version->newest_used;

    nrr__timeline_count(builder, version);
    for (; chunk != NULL; used = chunk->previous_used, chunk = chunk->previous)
        while (used-- > 0)
            builder->facts[--builder->starts[nrr__cell_number(&chunk->cells[used])]] =
                nrr__fact_chunk_core(chunk, used);
}

/* Puts a customer into the timeline whose facts are not as the quick way wants them. */
static nrr_status plain_put_records(nrr__timeline_builder *builder, const nrr__fact_core *facts, uint32_t count)
{
    uint32_t i;

    for (i = 0; i < count; i++)
        builder->records[i] = nrr__timeline_plain_record(&facts[i]);
    return nrr__timeline_put(builder, builder->records, count);
}

nrr_status nrr__plain_block_put(nrr__timeline_builder *builder, uint32_t first, uint32_t count)
{
    nrr__timeline *timeline = &builder->scratch;
    nrr__fact_core *facts = builder->facts + first;

    nrr__timeline_begin_unit(timeline);
    if (count == 0)
        return NRR_OK;
    if (nrr__plain_replay(timeline, facts, count) ||
        (nrr__plain_order(facts, count) && nrr__plain_replay(timeline, facts, count)))
        return NRR_OK;
    nrr__timeline_drop_unit(timeline);
    return plain_put_records(builder, facts, count);
}
