/* SPDX-License-Identifier: MIT */
/* Patch: see patch.h. */
#include "patch.h"

#include "invariant.h"
#include "memory.h"
#include "plain_replay.h"
#include "timeline_build.h"

#include <string.h>

/* Fuzzing makes these small, as it does blocks. */
#ifndef NRR__PATCH_SHARE
#define NRR__PATCH_SHARE 4 /* beyond one customer in so many the timeline of a block is as good */
#endif
#ifndef NRR__PATCH_DEPTH
#define NRR__PATCH_DEPTH 64 /* and so it is behind so many patches */
#endif

enum {
    PATCH_ROWS = 64 /* new rows of a block that are looked through for each customer */
};

nrr__block_version *nrr__patch_free(nrr__patch *patch, const nrr_allocator *memory)
{
    nrr__block_version *base;

    if (patch == NULL)
        return NULL;
    base = patch->base;
    nrr__timeline_free(patch->units, memory);
    nrr__memory_release(memory, patch->numbers, patch->count, sizeof *patch->numbers);
    nrr__memory_release(memory, patch, 1, sizeof *patch);
    return base;
}

void nrr__differ_begin(nrr__differ *differ, const nrr_allocator *memory)
{
    nrr__timeline_builder_begin(&differ->before, memory);
    nrr__timeline_builder_begin(&differ->after, memory);
    memset(differ->is_touched, 0, sizeof differ->is_touched);
}

void nrr__differ_end(nrr__differ *differ)
{
    nrr__timeline_builder_end(&differ->before);
    nrr__timeline_builder_end(&differ->after);
}

/* Marks the customers of whom rows came behind the first `rows` of a version. */
static void differ_touch(nrr__differ *differ, const nrr__block_version *version, size_t rows)
{
    const nrr__fact_chunk *chunk = version->newest;
    size_t used = version->newest_used;

    for (; chunk != NULL && chunk->place + used > rows;
         used = chunk->previous_used, chunk = chunk->previous)
        for (; used > 0 && chunk->place + used > rows; used--)
            differ->is_touched[chunk->cores[used - 1].customer - version->first_customer] = 1;
}

/* The numbers of the marked customers; the marks are taken away. */
static void differ_number(nrr__differ *differ)
{
    uint32_t number;

    differ->count = 0;
    for (number = 0; number < NRR__BLOCK_CUSTOMERS; number++)
        if (differ->is_touched[number])
            differ->numbers[differ->count++] = number;
    memset(differ->is_touched, 0, sizeof differ->is_touched);
}

/* Where a customer's movements are known: a unit of a timeline. */
typedef struct patch_unit {
    const nrr__timeline *timeline;
    uint32_t number; /* behind the last unit: it has none */
} patch_unit;

/* The place of a customer in a patch; count if it is as in the base. */
static uint32_t patch_place(const nrr__patch *patch, uint32_t number)
{
    uint32_t low = 0, high = patch->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (patch->numbers[middle] < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low < patch->count && patch->numbers[low] == number ? low : patch->count;
}

/* The newest that is known of a customer, in a version with a timeline or a patch. */
static patch_unit patch_find(const nrr__block_version *version, uint32_t number)
{
    patch_unit unit = {nrr__published_get(&version->timeline), number};

    while (unit.timeline == NULL) {
        const nrr__patch *patch = nrr__published_get(&version->patch);
        uint32_t place = patch_place(patch, number);
        if (place < patch->count) {
            unit.timeline = patch->units;
            unit.number = place;
        } else {
            version = patch->base;
            unit.timeline = nrr__published_get(&version->timeline);
        }
    }
    return unit;
}

/* Copies a unit behind the last one of a track that has room. */
static void patch_copy_movements(const nrr__track *from, uint32_t number, nrr__track *to)
{
    nrr__unit_movements unit = nrr__track_unit(from, number);
    uint32_t at = to->movement_count;

    memcpy(to->times + at, unit.times, unit.count * sizeof *to->times);
    memcpy(to->levels + at, unit.levels, unit.count * sizeof *to->levels);
    memcpy(to->classes + at, unit.classes, unit.count * sizeof *to->classes);
    if (unit.reasons != NULL)
        memcpy(to->reasons + at, unit.reasons, unit.count * sizeof *to->reasons);
    else
        memset(to->reasons + at, 0, unit.count * sizeof *to->reasons);
    to->has_reasons |= from->has_reasons;
    to->level_bits |= from->level_bits;
    to->movement_count += unit.count;
}

/* Copies what came up for renewal of a customer whose lines begin at `line` in the other timeline. */
static void patch_copy_renewals(const patch_unit *unit, uint32_t first_line, nrr__timeline *to)
{
    const nrr__timeline *from = unit->timeline;
    uint32_t low = 0, high = from->renewal_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (from->renewals[middle].customer < unit->number)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < from->renewal_count && from->renewals[low].customer == unit->number; low++) {
        nrr__renewal *renewal = &to->renewals[to->renewal_count++];
        *renewal = from->renewals[low];
        renewal->customer = to->customers.unit_count - 1;
        if (renewal->line != NRR__RENEWAL_NO_LINE)
            renewal->line = renewal->line - from->first_line[unit->number] + first_line;
    }
}

static void patch_copy_unit(const patch_unit *unit, nrr__timeline *to)
{
    const nrr__timeline *from = unit->timeline;
    uint32_t first_line = to->lines.unit_count, line;

    nrr__timeline_begin_unit(to);
    if (unit->number >= from->customers.unit_count)
        return;
    patch_copy_movements(&from->customers, unit->number, &to->customers);
    for (line = from->first_line == NULL ? 0 : from->first_line[unit->number];
         from->first_line != NULL && line < from->first_line[unit->number + 1]; line++) {
        to->line_ids[to->lines.unit_count] = from->line_ids[line];
        nrr__track_begin_unit(&to->lines);
        patch_copy_movements(&from->lines, line, &to->lines);
    }
    patch_copy_renewals(unit, first_line, to);
    if (from->only_lines != NULL)
        nrr__timeline_note_only_line(to, from->only_lines[unit->number]);
    to->quiet[to->customers.unit_count - 1] =
        from->quiet != NULL && from->quiet[unit->number] != 0;
    to->has_quiet |= to->quiet[to->customers.unit_count - 1];
}

/* Whether nothing is said of a customer but its movements, each of which is by its last fact so far. It has
 * no lines: chunks have the columns of those before them, and differ_rows_of() turns away those with lines. */
static int patch_is_plain(const patch_unit *unit)
{
    const nrr__timeline *timeline = unit->timeline;

    if (unit->number >= timeline->customers.unit_count)
        return 1;
    nrr__assert(timeline->first_line == NULL ||
                timeline->first_line[unit->number] == timeline->first_line[unit->number + 1]);
    return timeline->quiet == NULL || !timeline->quiet[unit->number];
}

/* Collects the customers at hand of a version by going through all its rows. */
static nrr_status differ_build(nrr__timeline_builder *builder, const nrr__differ *differ,
                               const nrr__block_version *version)
{
    nrr_status status = nrr__timeline_start(builder, version);
    uint32_t slots[NRR__BLOCK_CUSTOMERS] = {0}, i, end = 0;
    const nrr__fact_chunk *chunk;
    size_t used, row;

    if (status != NRR_OK)
        return status;
    for (i = 0; i < differ->count; i++)
        slots[differ->numbers[i]] = i + 1;
    memset(builder->starts, 0, sizeof builder->starts);
    for (chunk = version->newest, used = version->newest_used; chunk != NULL;
         used = chunk->previous_used, chunk = chunk->previous)
        for (row = 0; row < used; row++) {
            uint32_t slot = slots[chunk->cores[row].customer - version->first_customer];
            if (slot != 0 && nrr__timeline_counts(builder, chunk, row))
                builder->starts[slot - 1]++;
        }
    for (i = 0; i < differ->count; i++) {
        end += builder->starts[i];
        builder->starts[i] = end;
    }
    builder->starts[differ->count] = end;
    for (chunk = version->newest, used = version->newest_used; chunk != NULL;
         used = chunk->previous_used, chunk = chunk->previous)
        for (row = used; row-- > 0;) {
            uint32_t slot = slots[chunk->cores[row].customer - version->first_customer];
            if (slot != 0 && nrr__timeline_counts(builder, chunk, row))
                builder->records[--builder->starts[slot - 1]] = nrr__timeline_record(chunk, row);
        }
    for (i = 0; i < differ->count && status == NRR_OK; i++)
        status = nrr__timeline_put(builder, builder->records + builder->starts[i],
                                   builder->starts[i + 1] - builder->starts[i]);
    nrr__timeline_finish(&builder->scratch);
    return status;
}

/* Takes the customers at hand over from what is known of a version. */
static nrr_status differ_copy(nrr__timeline_builder *builder, const nrr__differ *differ,
                              const nrr__block_version *version)
{
    nrr_status status = nrr__timeline_start(builder, version);
    uint32_t i;

    for (i = 0; i < differ->count && status == NRR_OK; i++) {
        patch_unit unit = patch_find(version, differ->numbers[i]);
        patch_copy_unit(&unit, &builder->scratch);
    }
    if (status == NRR_OK)
        nrr__timeline_finish(&builder->scratch);
    return status;
}

/* The new facts of a block, in the order of arrival. */
typedef struct differ_rows {
    const nrr__fact_core *facts[PATCH_ROWS];
    uint32_t count;
} differ_rows;

/* Whether the rows behind the first `rows` are few, and facts without lines and sequences; which ones. */
static int differ_rows_of(const nrr__block_version *version, size_t rows, differ_rows *fresh)
{
    const nrr__fact_chunk *chunk = version->newest;
    size_t used = version->newest_used, count = version->row_count - rows;

    if (count > PATCH_ROWS || version->has_notes || version->known != INT64_MAX ||
        (chunk->columns & (NRR__CHUNK_LINES | NRR__CHUNK_SEQUENCES)) != 0)
        return 0;
    fresh->count = (uint32_t)count;
    for (; count > 0; used = chunk->previous_used, chunk = chunk->previous)
        for (; used > 0 && count > 0; used--)
            fresh->facts[--count] = &chunk->cores[used - 1];
    return 1;
}

/* Continues one customer, the last unit of the scratch timeline, with its new facts: there is one. */
static int differ_continue_unit(nrr__timeline *scratch, const differ_rows *fresh, uint32_t customer)
{
    nrr__fact_core facts[PATCH_ROWS];
    uint32_t unit = scratch->customers.unit_count - 1, count = 0, i;

    for (i = 0; i < fresh->count; i++)
        if (fresh->facts[i]->customer == customer)
            facts[count++] = *fresh->facts[i];
    nrr__assert(count != 0);
    if (!nrr__plain_replay(scratch, facts, count))
        return 0;
    i = scratch->customers.movement_count;
    scratch->quiet[unit] = i == scratch->customers.first[unit] ||
                           scratch->customers.times[i - 1] != facts[count - 1].time;
    scratch->has_quiet |= scratch->quiet[unit];
    return 1;
}

/* Builds the customers at hand of `after` from what they were in `before` and the rows that came since;
 * whether that is possible: no row is late, and no customer is more than plain. */
static int differ_continue(nrr__differ *differ, const nrr__block_version *before,
                           const nrr__block_version *after)
{
    nrr__timeline *scratch = &differ->after.scratch;
    differ_rows fresh;
    uint32_t i;

    if (!differ_rows_of(after, before->row_count, &fresh))
        return 0;
    for (i = 0; i < differ->count; i++) {
        patch_unit unit = patch_find(before, differ->numbers[i]);
        if (!patch_is_plain(&unit))
            return 0;
        patch_copy_unit(&unit, scratch);
        if (!differ_continue_unit(scratch, &fresh, after->first_customer + differ->numbers[i]))
            return 0;
    }
    nrr__timeline_finish(scratch);
    return 1;
}

/* Whether there may be contradictions in a version with a timeline or a patch. */
static int differ_has_findings(const nrr__block_version *version)
{
    const nrr__timeline *timeline = nrr__published_get(&version->timeline);
    const nrr__patch *patch = nrr__published_get(&version->patch);

    return timeline != NULL ? nrr__timeline_findings(timeline) != 0 : patch->has_findings != 0;
}

/* Makes sure that a version has a timeline, or a patch on which another one may be laid. */
static nrr_status differ_know(nrr__differ *differ, nrr__block_version *version)
{
    const nrr__patch *patch = nrr__published_get(&version->patch);
    const nrr__timeline *timeline = nrr__published_get(&version->timeline);

    if (timeline != NULL || (patch != NULL && patch->depth < NRR__PATCH_DEPTH))
        return NRR_OK;
    return nrr__timeline_of(version, &differ->before, &timeline);
}

/* What is known of the customers at hand before, and what they are now. */
static nrr_status differ_units(nrr__differ *differ, const nrr__block_version *before,
                               const nrr__block_version *after)
{
    int has_findings = differ_has_findings(before);
    nrr_status status = has_findings ? differ_build(&differ->before, differ, before)
                                     : differ_copy(&differ->before, differ, before);

    if (status == NRR_OK)
        status = nrr__timeline_start(&differ->after, after);
    if (status != NRR_OK || (!has_findings && differ_continue(differ, before, after)))
        return status;
    return differ_build(&differ->after, differ, after);
}

/* The version on which a patch of the next one may lie. A long chain ends: else what nobody asks for any more
 * would be held for ever, each version by its successor. NULL if there is no memory. */
static nrr__block_version *differ_base(nrr__block_version *before, const nrr_allocator *memory)
{
    const nrr__patch *earlier = nrr__published_get(&before->patch);

    if (earlier != NULL && earlier->depth >= NRR__PATCH_DEPTH)
        return nrr__block_version_bare(before, nrr__published_get(&before->timeline), memory);
    nrr__count_retain(&before->references);
    return before;
}

/* Publishes what was found as a patch of `after`. No memory is no failure: a timeline does as well. */
static void differ_publish(nrr__differ *differ, nrr__block_version *before,
                           nrr__block_version *after)
{
    const nrr_allocator *memory = &differ->after.memory;
    const nrr__patch *earlier, *published;
    nrr__patch *patch = nrr__memory_zeroed(memory, 1, sizeof *patch);

    if (patch == NULL)
        return;
    patch->base = differ_base(before, memory);
    patch->numbers = nrr__memory_array(memory, differ->count, sizeof *patch->numbers);
    patch->count = differ->count;
    patch->units = nrr__timeline_copy(&differ->after.scratch, memory);
    if (patch->base == NULL || patch->numbers == NULL || patch->units == NULL) {
        nrr__block_version_release(nrr__patch_free(patch, memory), memory);
        return;
    }
    memcpy(patch->numbers, differ->numbers, differ->count * sizeof *patch->numbers);
    earlier = nrr__published_get(&patch->base->patch);
    patch->depth = earlier == NULL ? 1 : earlier->depth + 1;
    patch->has_findings = differ_has_findings(before) ||
                          nrr__timeline_findings(patch->units) != 0;
    published = nrr__published_set(&after->patch, patch);
    if (published != patch)
        nrr__block_version_release(nrr__patch_free(patch, memory), memory);
}

/* The whole block, as far as it is there. */
static nrr_status differ_whole(nrr__differ *differ, nrr__block_version *before,
                               nrr__block_version *after, nrr__difference *difference)
{
    nrr_status status = NRR_OK;

    if (after != NULL)
        status = nrr__timeline_of(after, &differ->after, &difference->after);
    if (status == NRR_OK && before != NULL)
        status = nrr__timeline_of(before, &differ->before, &difference->before);
    if (status != NRR_OK)
        return status;
    if (after != NULL)
        difference->findings_after = nrr__timeline_findings(difference->after);
    if (before != NULL)
        difference->findings_before = nrr__timeline_findings(difference->before);
    return NRR_OK;
}

nrr_status nrr__differ_find(nrr__differ *differ, nrr__block_version *before,
                            nrr__block_version *after, nrr__difference *difference)
{
    nrr_status status;

    memset(difference, 0, sizeof *difference);
    if (before == NULL || after == NULL || before->known != after->known || before->row_count > after->row_count)
        return differ_whole(differ, before, after, difference);
    status = differ_know(differ, before);
    if (status != NRR_OK)
        return status;
    differ_touch(differ, after, before->row_count);
    differ_number(differ);
    if (differ->count > NRR__BLOCK_CUSTOMERS / NRR__PATCH_SHARE)
        return differ_whole(differ, before, after, difference);
    status = differ_units(differ, before, after);
    if (status != NRR_OK)
        return status;
    differ_publish(differ, before, after);
    difference->before = &differ->before.scratch;
    difference->after = &differ->after.scratch;
    difference->numbers = differ->numbers;
    difference->findings_before = nrr__timeline_findings(difference->before);
    difference->findings_after = nrr__timeline_findings(difference->after);
    return NRR_OK;
}
