/* SPDX-License-Identifier: MIT */
/* Timeline: its making and its life; see timeline.h. */
#include "timeline.h"

#include "invariant.h"
#include "memory.h"
#include "timeline_build.h"

#include <string.h>

void nrr__timeline_free(nrr__timeline *timeline, const nrr_allocator *memory)
{
    if (timeline == NULL)
        return;
    nrr__memory_release(memory, timeline->first_line, (size_t)timeline->customers.unit_count + 1,
                        sizeof *timeline->first_line);
    nrr__memory_release(memory, timeline->line_ids, timeline->lines.unit_count,
                        sizeof *timeline->line_ids);
    nrr__memory_release(memory, timeline->only_lines, timeline->customers.unit_count,
                        sizeof *timeline->only_lines);
    nrr__memory_release(memory, timeline->renewals, timeline->renewal_count,
                        sizeof *timeline->renewals);
    nrr__memory_release(memory, timeline->marks, timeline->customers.unit_count,
                        sizeof *timeline->marks);
    nrr__track_end(&timeline->customers, memory);
    nrr__track_end(&timeline->lines, memory);
    nrr__memory_release(memory, timeline, 1, sizeof *timeline);
}

/* Copies an array of the scratch timeline to its exact size. */
static void *timeline_copy_array(const nrr_allocator *memory, const void *from, size_t count,
                                 size_t size)
{
    void *copy = nrr__memory_array(memory, count, size);

    if (copy != NULL)
        memcpy(copy, from, count * size);
    return copy;
}

static nrr_status timeline_copy_lines(const nrr__timeline *from, nrr__timeline *to,
                                      const nrr_allocator *memory)
{
    nrr_status status;

    if (from->lines.unit_count == 0)
        return NRR_OK;
    to->first_line = timeline_copy_array(memory, from->first_line,
                                         (size_t)from->customers.unit_count + 1,
                                         sizeof *to->first_line);
    if (to->first_line == NULL)
        return NRR_E_MEMORY;
    status = nrr__track_copy(&from->lines, &to->lines, memory);
    if (status != NRR_OK)
        return status;
    to->line_ids = timeline_copy_array(memory, from->line_ids, from->lines.unit_count,
                                       sizeof *to->line_ids);
    return to->line_ids == NULL ? NRR_E_MEMORY : NRR_OK;
}

static nrr_status timeline_copy_only_lines(const nrr__timeline *from, nrr__timeline *to,
                                           const nrr_allocator *memory)
{
    if (!from->has_only_lines)
        return NRR_OK;
    to->only_lines = timeline_copy_array(memory, from->only_lines, from->customers.unit_count,
                                         sizeof *to->only_lines);
    if (to->only_lines == NULL)
        return NRR_E_MEMORY;
    to->has_only_lines = 1;
    return NRR_OK;
}

static nrr_status timeline_copy_marks(const nrr__timeline *from, nrr__timeline *to,
                                      const nrr_allocator *memory)
{
    if (!from->has_marks)
        return NRR_OK;
    to->marks = timeline_copy_array(memory, from->marks, from->customers.unit_count,
                                    sizeof *to->marks);
    if (to->marks == NULL)
        return NRR_E_MEMORY;
    to->has_marks = 1;
    return NRR_OK;
}

static nrr_status timeline_copy_renewals(const nrr__timeline *from, nrr__timeline *to,
                                         const nrr_allocator *memory)
{
    if (from->renewal_count == 0)
        return NRR_OK;
    to->renewals = timeline_copy_array(memory, from->renewals, from->renewal_count,
                                       sizeof *to->renewals);
    if (to->renewals == NULL)
        return NRR_E_MEMORY;
    to->renewal_count = from->renewal_count;
    return NRR_OK;
}

nrr__timeline *nrr__timeline_copy(const nrr__timeline *from, const nrr_allocator *memory)
{
    nrr__timeline *to = nrr__memory_zeroed(memory, 1, sizeof *to);
    nrr_status status;

    if (to == NULL)
        return NULL;
    to->customer_overflow = from->customer_overflow;
    to->line_overflow = from->line_overflow;
    memcpy(to->findings, from->findings, sizeof to->findings);
    status = nrr__track_copy(&from->customers, &to->customers, memory);
    if (status == NRR_OK)
        status = timeline_copy_marks(from, to, memory);
    if (status == NRR_OK)
        status = timeline_copy_lines(from, to, memory);
    if (status == NRR_OK)
        status = timeline_copy_only_lines(from, to, memory);
    if (status == NRR_OK)
        status = timeline_copy_renewals(from, to, memory);
    if (status != NRR_OK) {
        nrr__timeline_free(to, memory);
        return NULL;
    }
    return to;
}

nrr_status nrr__timeline_of(nrr__block_version *version, nrr__timeline_builder *builder,
                            const nrr__timeline **timeline)
{
    nrr__timeline *made = nrr__published_get(&version->timeline);
    nrr_status status;

    if (made == NULL) {
        status = nrr__timeline_build(builder, version);
        if (status != NRR_OK)
            return status;
        made = nrr__timeline_copy(&builder->scratch, &builder->memory);
        if (made == NULL)
            return NRR_E_MEMORY;
        *timeline = nrr__published_set(&version->timeline, made);
        if (*timeline != made)
            nrr__timeline_free(made, &builder->memory);
        return NRR_OK;
    }
    *timeline = made;
    return NRR_OK;
}
