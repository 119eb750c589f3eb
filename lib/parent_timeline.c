/* SPDX-License-Identifier: MIT */
/* Parent timeline: its making; see parent_timeline.h. The customers of a group may lie in any
 * blocks, so their effects are gathered from those first, and then netted group by group. */
#include "parent_timeline.h"

#include "memory.h"
#include "parents.h"
#include "sort.h"
#include "timeline_build.h"

#include <string.h>

void nrr__parent_timeline_free(nrr__parent_timeline *timeline, const nrr_allocator *memory)
{
    if (timeline == NULL)
        return;
    nrr__memory_release(memory, timeline->group_of, timeline->customer_count,
                        sizeof *timeline->group_of);
    nrr__memory_release(memory, timeline->tops, timeline->group_count, sizeof *timeline->tops);
    nrr__track_end(&timeline->groups, memory);
    nrr__memory_release(memory, timeline, 1, sizeof *timeline);
}

/* Numbers the groups: one for each top parent that has a customer below it. */
static void parent_number_groups(nrr__parent_timeline *timeline, const nrr__parents *parents)
{
    uint32_t customer, *group_of = timeline->group_of;

    for (customer = 1; customer <= timeline->customer_count; customer++) {
        uint32_t top = nrr__parent_top(parents, customer);
        if (top == customer)
            continue;
        if (group_of[top - 1] == 0)
            group_of[top - 1] = ++timeline->group_count;
        group_of[customer - 1] = group_of[top - 1];
    }
}

static nrr_status parent_name_groups(nrr__parent_timeline *timeline, const nrr__parents *parents,
                                     const nrr_allocator *memory)
{
    uint32_t customer, group;

    timeline->tops = nrr__memory_array(memory, timeline->group_count, sizeof *timeline->tops);
    if (timeline->tops == NULL)
        return NRR_E_MEMORY;
    for (customer = 1; customer <= timeline->customer_count; customer++) {
        group = timeline->group_of[customer - 1];
        if (group != 0 && nrr__parent_of(parents, customer) == 0)
            timeline->tops[group - 1] = customer;
    }
    return NRR_OK;
}

/* Whether a block has a customer that is part of a group. */
static int parent_has_block(const nrr__parent_timeline *timeline, uint32_t first_customer)
{
    uint32_t i;

    for (i = 0; i < NRR__BLOCK_CUSTOMERS; i++)
        if (nrr__parent_timeline_group(timeline, first_customer + i) != 0)
            return 1;
    return 0;
}

static nrr_status parent_gather(const nrr__parent_timeline *timeline, const nrr_snapshot *snapshot,
                                nrr__timeline_builder *builder, nrr__effect_sink *sink)
{
    nrr_status status = NRR_OK;
    uint32_t i;

    sink->group_of = timeline->group_of;
    sink->customer_count = timeline->customer_count;
    builder->effect_sink = sink;
    for (i = 0; i < snapshot->version_count && status == NRR_OK; i++)
        if (parent_has_block(timeline, snapshot->versions[i]->first_customer))
            status = nrr__timeline_build(builder, snapshot->versions[i]);
    builder->effect_sink = NULL;
    return status;
}

static int parent_compare_effects(const void *a, const void *b, const void *context)
{
    const nrr__group_effect *left = a, *right = b;

    (void)context;
    if (left->group != right->group)
        return left->group < right->group ? -1 : 1;
    return (left->effect.time > right->effect.time) - (left->effect.time < right->effect.time);
}

/* Nets the effects of all groups, sorted by group and time. */
static void parent_net(nrr__parent_timeline *timeline, const nrr__effect_sink *sink)
{
    const nrr__group_effect *effect = sink->effects;
    const nrr__group_effect *end = sink->count == 0 ? effect : effect + sink->count;
    uint32_t group;

    for (group = 1; group <= timeline->group_count; group++) {
        nrr__wide level = nrr__wide_of(0);
        nrr__track_begin_unit(&timeline->groups);
        while (effect < end && effect->group == group) {
            nrr__instant instant = nrr__instant_begin(level);
            int64_t time = effect->effect.time;
            for (; effect < end && effect->group == group && effect->effect.time == time; effect++)
                nrr__instant_add(&instant, &effect->effect);
            level = instant.after;
            if (!nrr__track_add(&timeline->groups, time, &instant))
                timeline->overflow = 1;
        }
    }
    nrr__track_finish(&timeline->groups);
}

static nrr_status parent_build(nrr__parent_timeline *timeline, const nrr_snapshot *snapshot,
                               nrr__timeline_builder *builder, nrr__effect_sink *sink)
{
    nrr__sortable effects = {NULL, NULL, 0, sizeof *sink->effects, NULL};
    nrr_status status = parent_gather(timeline, snapshot, builder, sink);

    if (status != NRR_OK)
        return status;
    if (sink->count > UINT32_MAX)
        return NRR_E_TOO_MANY;
    effects.elements = sink->effects;
    effects.count = sink->count;
    effects.scratch = nrr__memory_array(&builder->memory, sink->count, sizeof *sink->effects);
    if (effects.scratch == NULL)
        return NRR_E_MEMORY;
    nrr__sort(&effects, parent_compare_effects);
    nrr__memory_release(&builder->memory, effects.scratch, sink->count, sizeof *sink->effects);
    status = nrr__track_reserve(&timeline->groups, &builder->memory, timeline->group_count,
                                (uint32_t)sink->count);
    if (status == NRR_OK)
        parent_net(timeline, sink);
    return status;
}

static nrr_status parent_make(const nrr_snapshot *snapshot, nrr__timeline_builder *builder,
                              nrr__parent_timeline **timeline)
{
    const nrr_allocator *memory = &snapshot->memory;
    nrr__parent_timeline *made = nrr__memory_zeroed(memory, 1, sizeof *made);
    nrr__effect_sink sink = {NULL, 0, NULL, 0, 0};
    nrr_status status;

    if (made == NULL)
        return NRR_E_MEMORY;
    made->customer_count = snapshot->parents->count;
    made->group_of = nrr__memory_zeroed(memory, made->customer_count, sizeof *made->group_of);
    if (made->group_of == NULL) {
        nrr__parent_timeline_free(made, memory);
        return NRR_E_MEMORY;
    }
    parent_number_groups(made, snapshot->parents);
    status = parent_name_groups(made, snapshot->parents, memory);
    if (status == NRR_OK)
        status = parent_build(made, snapshot, builder, &sink);
    nrr__memory_release(memory, sink.effects, sink.capacity, sizeof *sink.effects);
    if (status != NRR_OK) {
        nrr__parent_timeline_free(made, memory);
        return status;
    }
    *timeline = made;
    return NRR_OK;
}

nrr_status nrr__parent_timeline_of(const nrr_snapshot *snapshot, nrr__timeline_builder *builder,
                                   const nrr__parent_timeline **timeline)
{
    nrr__published *published = &snapshot->derived->parents;
    nrr__parent_timeline *made = nrr__published_get(published);
    nrr_status status;

    if (snapshot->parents == NULL || made != NULL) {
        *timeline = made;
        return NRR_OK;
    }
    status = parent_make(snapshot, builder, &made);
    if (status != NRR_OK)
        return status;
    *timeline = nrr__published_set(published, made);
    if (*timeline != made)
        nrr__parent_timeline_free(made, &snapshot->memory);
    return NRR_OK;
}
