/* SPDX-License-Identifier: MIT */
/* Restatement: the facts behind the difference between what was known at two instants (METRICS.md
 * section 7). */
#include "nrr/finding.h"

#include "fact_list.h"
#include "visible.h"

#include <string.h>

/* A version as known before, and what of it is visible then and later. */
typedef struct restatement_block {
    const nrr__block_version *version;
    nrr__visible before, after;
    int64_t end; /* facts from here on can't bear on the period */
} restatement_block;

/* Lists a fact if it is visible in one of the two and not in the other. */
static nrr_status restatement_add(nrr__fact_list *list, const restatement_block *block,
                                  const nrr__fact_chunk *chunk, size_t row)
{
    size_t place = chunk->place + row;
    int was = (block->before.rows[place] & NRR__ROW_HIDDEN) == 0;
    int is = (block->after.rows[place] & NRR__ROW_HIDDEN) == 0;
    nrr__listed_fact fact;

    if (was == is || nrr__fact_chunk_core(chunk, row).time >= block->end)
        return NRR_OK;
    memset(&fact, 0, sizeof fact);
    fact.chunk = chunk;
    fact.row = row;
    fact.why = is ? 1 : -1;
    fact.known = is ? block->after.knowns[place] : block->after.void_knowns[place];
    return nrr__fact_list_add(list, &fact);
}

static nrr_status restatement_list_block(nrr__fact_list *list, restatement_block *block)
{
    const nrr__fact_chunk *chunk = block->version->newest;
    size_t used = block->version->newest_used, row;

    for (; chunk != NULL; used = chunk->previous_used, chunk = chunk->previous)
        for (row = 0; row < used; row++) {
            nrr_status status = restatement_add(list, block, chunk, row);
            if (status != NRR_OK)
                return status;
        }
    return NRR_OK;
}

/* Finds what is visible of a version at an instant, at which it may see less itself. */
static nrr_status restatement_look(nrr__visible *visible, const nrr__block_version *version,
                                   int64_t known, const nrr_allocator *memory)
{
    nrr__block_version then;

    memset(&then, 0, sizeof then); /* member by member: the others may be changing */
    then.newest = version->newest;
    then.newest_used = version->newest_used;
    then.row_count = version->row_count;
    then.known = known < version->known ? known : version->known;
    return nrr__visible_find(visible, &then, memory);
}

static nrr_status restatement_list(nrr__fact_list *list, const nrr_restatement *restatement,
                                   restatement_block *block)
{
    const nrr_snapshot *snapshot = list->snapshot;
    nrr_status status = NRR_OK;
    uint32_t i;

    for (i = 0; i < snapshot->version_count && status == NRR_OK; i++) {
        block->version = snapshot->versions[i];
        if ((block->version->newest->columns & NRR__CHUNK_KNOWNS) == 0)
            continue; /* all of it was always known */
        status = restatement_look(&block->before, block->version, restatement->known_from,
                                  &snapshot->memory);
        if (status == NRR_OK)
            status = restatement_look(&block->after, block->version, restatement->known_to,
                                      &snapshot->memory);
        if (status == NRR_OK)
            status = restatement_list_block(list, block);
    }
    return status;
}

nrr_status nrr_snapshot_restatement(const nrr_snapshot *snapshot,
                                    const nrr_restatement *restatement, const nrr_page *page,
                                    nrr_table **table)
{
    static const nrr_field fields[] = {
        NRR_FIELD_CHANGE,   NRR_FIELD_TIME, NRR_FIELD_AMOUNT, NRR_FIELD_KNOWN,
        NRR_FIELD_SEQUENCE, NRR_FIELD_CUSTOMER, NRR_FIELD_LINE, NRR_FIELD_ID,
        NRR_FIELD_KIND,     NRR_FIELD_REASON,   NRR_FIELD_FLAGS};
    restatement_block block;
    nrr__fact_list list;
    nrr_status status;

    if (snapshot == NULL || restatement == NULL || page == NULL || table == NULL)
        return NRR_E_NULL;
    if (restatement->known_from >= restatement->known_to)
        return NRR_E_KNOWN;
    if (restatement->start >= restatement->end)
        return NRR_E_PERIOD;
    memset(&block, 0, sizeof block);
    block.end = restatement->end;
    nrr__fact_list_begin(&list, snapshot);
    status = restatement_list(&list, restatement, &block);
    if (status == NRR_OK)
        status = nrr__fact_list_table(&list, fields, sizeof fields / sizeof *fields, page, table);
    nrr__fact_list_end(&list);
    nrr__visible_end(&block.before, &snapshot->memory);
    nrr__visible_end(&block.after, &snapshot->memory);
    return status;
}
