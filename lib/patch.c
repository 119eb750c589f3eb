/* SPDX-License-Identifier: MIT */
/* Patch: see patch.h. */
#include "patch.h"

#include "invariant.h"
#include "memory.h"
#include "timeline_build.h"

#include <string.h>

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

/* The first place of ascending numbers that is not below a number. */
static uint32_t patch_place(const uint32_t *numbers, uint32_t count, uint32_t number)
{
    uint32_t low = 0, high = count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (numbers[middle] < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

nrr__patch_unit nrr__patch_find(const nrr__block_version *version, uint32_t number)
{
    nrr__patch_unit unit = {nrr__published_get(&version->timeline), number};

    while (unit.timeline == NULL) {
        const nrr__patch *patch = nrr__published_get(&version->patch);
        uint32_t place = patch_place(patch->numbers, patch->count, number);
        if (place < patch->count && patch->numbers[place] == number) {
            unit.timeline = patch->units;
            unit.number = place;
        } else {
            version = patch->base;
            unit.timeline = nrr__published_get(&version->timeline);
        }
    }
    return unit;
}

uint32_t nrr__patch_held(const nrr__block_version *version)
{
    const nrr__patch *patch = nrr__published_get(&version->patch);

    return patch == NULL ? 0 : patch->held;
}

/* Copies a unit behind the last one of a track that has room. */
static void patch_copy_movements(const nrr__track *from, uint32_t number, nrr__track *to)
{
    nrr__unit_movements unit = nrr__track_unit(from, number);
    uint32_t at = to->movement_count, i;

    memcpy(to->times + at, unit.times, unit.count * sizeof *to->times);
    for (i = 0; i < unit.count; i++)
        to->levels[at + i] = nrr__level_after(&unit, i);
    memcpy(to->classes + at, unit.classes, unit.count * sizeof *to->classes);
    if (unit.reasons != NULL)
        memcpy(to->reasons + at, unit.reasons, unit.count * sizeof *to->reasons);
    else
        memset(to->reasons + at, 0, unit.count * sizeof *to->reasons);
    to->has_reasons |= from->has_reasons;
    to->opens_again |= from->opens_again;
    to->level_bits |= from->level_bits;
    to->movement_count += unit.count;
}

/* Copies what came up for renewal of a customer whose lines begin at `line` in the other timeline. */
static void patch_copy_renewals(const nrr__patch_unit *unit, uint32_t first_line, nrr__timeline *to)
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

void nrr__patch_copy_unit(const nrr__patch_unit *unit, nrr__timeline *to)
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
    if (from->marks != NULL)
        nrr__timeline_mark(to, from->marks[unit->number]);
}

/* Takes a customer up into a list, unless it is there: what is newer came first. */
static void patch_list_add(nrr__patch_list *list, uint32_t number, const nrr__timeline *units,
                           uint32_t place)
{
    uint32_t at = patch_place(list->numbers, list->count, number);

    if (at < list->count && list->numbers[at] == number)
        return;
    nrr__assert(list->count < NRR__BLOCK_CUSTOMERS);
    memmove(&list->numbers[at + 1], &list->numbers[at],
            (list->count - at) * sizeof *list->numbers);
    memmove(&list->units[at + 1], &list->units[at], (list->count - at) * sizeof *list->units);
    list->numbers[at] = number;
    list->units[at].timeline = units;
    list->units[at].number = place;
    list->count++;
}

nrr__block_version *nrr__patch_gather(nrr__patch_list *list, nrr__block_version *version)
{
    const nrr__patch *patch = nrr__published_get(&version->patch);
    uint32_t i;

    while (nrr__published_get(&version->timeline) == NULL && patch->count <= list->count) {
        for (i = 0; i < patch->count; i++)
            patch_list_add(list, patch->numbers[i], patch->units, i);
        version = patch->base;
        patch = nrr__published_get(&version->patch);
    }
    return version;
}

/* The customers of a list, in memory of their own; NULL if there is none. */
static nrr__timeline *patch_copy_list(const nrr__patch_list *list, nrr__timeline_builder *builder)
{
    uint32_t i;

    for (i = 0; i < list->count; i++)
        nrr__patch_copy_unit(&list->units[i], &builder->scratch);
    nrr__timeline_finish(&builder->scratch);
    return nrr__timeline_copy(&builder->scratch, &builder->memory);
}

void nrr__patch_publish(const nrr__patch_list *list, nrr__block_version *base,
                        nrr__block_version *version, nrr__timeline_builder *builder)
{
    const nrr_allocator *memory = &builder->memory;
    nrr__patch *patch = NULL;
    const nrr__patch *published;

    if (base != NULL && nrr__timeline_clear(builder, version) == NRR_OK)
        patch = nrr__memory_zeroed(memory, 1, sizeof *patch);
    if (patch == NULL) {
        nrr__block_version_release(base, memory);
        return;
    }
    patch->base = base;
    patch->numbers = nrr__memory_array(memory, list->count, sizeof *patch->numbers);
    patch->count = list->count;
    patch->units = patch_copy_list(list, builder);
    if (patch->numbers == NULL || patch->units == NULL) {
        nrr__block_version_release(nrr__patch_free(patch, memory), memory);
        return;
    }
    memcpy(patch->numbers, list->numbers, list->count * sizeof *patch->numbers);
    patch->held = list->count + nrr__patch_held(base);
    published = nrr__published_set(&version->patch, patch);
    if (published != patch)
        nrr__block_version_release(nrr__patch_free(patch, memory), memory);
}
