/* SPDX-License-Identifier: MIT */
/* Swept track: see swept_track.h. */
#include "swept_track.h"

#include "memory.h"
#include "query_state.h"

#include <string.h>

void nrr__swept_track_end(nrr__swept_track *swept, const nrr_allocator *memory)
{
    nrr__memory_release(memory, swept->indices, swept->capacity, sizeof *swept->indices);
    nrr__memory_release(memory, swept->levels, swept->capacity, sizeof *swept->levels);
    nrr__memory_release(memory, swept->expired, swept->capacity, sizeof *swept->expired);
    nrr__memory_release(memory, swept->lowest, swept->capacity, sizeof *swept->lowest);
    memset(swept, 0, sizeof *swept);
}

/* Makes room for what is held by movement. */
static nrr_status swept_reserve_movements(nrr__swept_track *swept, size_t movements,
                                          const nrr_allocator *memory)
{
    if (movements <= swept->capacity)
        return NRR_OK;
    nrr__swept_track_end(swept, memory);
    swept->capacity = movements;
    swept->indices = nrr__memory_zeroed(memory, movements, sizeof *swept->indices);
    swept->levels = nrr__memory_array(memory, movements, sizeof *swept->levels);
    swept->expired = nrr__memory_array(memory, movements, sizeof *swept->expired);
    swept->lowest = nrr__memory_array(memory, movements, sizeof *swept->lowest);
    if (swept->indices != NULL && swept->levels != NULL && swept->expired != NULL &&
        swept->lowest != NULL)
        return NRR_OK;
    nrr__swept_track_end(swept, memory);
    return NRR_E_MEMORY;
}

nrr_status nrr__swept_track_take(nrr__swept_track *swept, const nrr__track *track,
                                 const nrr_allocator *memory)
{
    nrr_status status = swept_reserve_movements(swept, (size_t)track->movement_count + 1, memory);

    if (status != NRR_OK)
        return status;
    swept->track = *track;
    if (track->narrow_levels == NULL)
        return NRR_OK;
    nrr__track_widen(track, swept->levels);
    swept->track.levels = swept->levels;
    swept->track.narrow_levels = NULL;
    return NRR_OK;
}

/* The same for even edges, which nearly all are. */
static void swept_index_even(nrr__swept_track *swept, const nrr__edges *edges)
{
    const nrr__edges own = *edges; /* which nothing that is written can be a part of */
    const int64_t *times = swept->track.times;
    uint32_t *indices = swept->indices, count = swept->track.movement_count, i;

    for (i = 0; i < count; i++)
        indices[i] = nrr__edges_index_even(&own, times[i]);
}

void nrr__swept_track_index(nrr__swept_track *swept, const nrr__edges *edges)
{
    uint32_t count = swept->track.movement_count, i;

    if (edges->is_even)
        swept_index_even(swept, edges);
    else
        for (i = 0; i < count; i++)
            swept->indices[i] = nrr__edges_index(edges, swept->track.times[i]);
    /* The one more is read, though nothing follows from it: another block's index, among more edges, would
     * be beyond what is looked up by it. */
    swept->indices[count] = 0;
}

/* The classes of movements with reactivation expiry (METRICS.md section 3). A reactivation is not its
 * unit's first movement, and the one before it went to zero. */
static void swept_expire(const nrr__track *track, uint64_t expiry, uint8_t *classes)
{
    uint32_t i;

    for (i = 0; i < track->movement_count; i++) {
        classes[i] = track->classes[i];
        if (classes[i] == NRR__CLASS_REACTIVATION &&
            (uint64_t)track->times[i] - (uint64_t)track->times[i - 1] > expiry)
            classes[i] = NRR__CLASS_NEW;
    }
}

void nrr__swept_track_prepare(nrr__swept_track *swept, const nrr_query *query)
{
    swept->classes = swept->track.classes;
    if (!query->has_expiry)
        return;
    swept_expire(&swept->track, (uint64_t)query->expiry, swept->expired);
    swept->classes = swept->expired;
}

void nrr__swept_track_show(const nrr__swept_track *swept, nrr__kernel *kernel)
{
    kernel->track = &swept->track;
    kernel->indices = swept->indices;
    kernel->classes = swept->classes;
    kernel->lowest = swept->lowest;
}
