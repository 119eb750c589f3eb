/* SPDX-License-Identifier: MIT */
/* Track: see track.h. */
#include "track.h"

#include "invariant.h"
#include "memory.h"

#include <string.h>

void nrr__track_end(nrr__track *track, const nrr_allocator *memory)
{
    size_t units = (size_t)track->unit_capacity + 1, movements = (size_t)track->movement_capacity + 1;

    nrr__memory_release(memory, track->first, units, sizeof *track->first);
    nrr__memory_release(memory, track->times, movements, sizeof *track->times);
    nrr__memory_release(memory, track->levels, movements, sizeof *track->levels);
    nrr__memory_release(memory, track->reasons, movements, sizeof *track->reasons);
    nrr__memory_release(memory, track->classes, movements, sizeof *track->classes);
    memset(track, 0, sizeof *track);
}

nrr_status nrr__track_reserve(nrr__track *track, const nrr_allocator *memory, uint32_t units,
                              uint32_t movements)
{
    size_t room = (size_t)movements + 1;

    nrr__track_end(track, memory);
    track->unit_capacity = units;
    track->movement_capacity = movements;
    track->first = nrr__memory_array(memory, (size_t)units + 1, sizeof *track->first);
    track->times = nrr__memory_array(memory, room, sizeof *track->times);
    track->levels = nrr__memory_array(memory, room, sizeof *track->levels);
    track->reasons = nrr__memory_array(memory, room, sizeof *track->reasons);
    track->classes = nrr__memory_zeroed(memory, room, sizeof *track->classes);
    if (track->first == NULL || track->times == NULL || track->levels == NULL ||
        track->reasons == NULL || track->classes == NULL) {
        nrr__track_end(track, memory);
        return NRR_E_MEMORY;
    }
    return NRR_OK;
}

void nrr__track_clear(nrr__track *track)
{
    track->unit_count = 0;
    track->movement_count = 0;
    track->has_reasons = 0;
    track->longest = 0;
    track->level_bits = 0;
}

void nrr__track_begin_unit(nrr__track *track)
{
    nrr__assert(track->unit_count < track->unit_capacity);
    nrr__track_finish(track);
    track->unit_count++;
}

void nrr__track_finish(nrr__track *track)
{
    uint32_t count = track->unit_count == 0
                         ? 0
                         : track->movement_count - track->first[track->unit_count - 1];

    track->first[track->unit_count] = track->movement_count;
    if (count > track->longest)
        track->longest = count;
}

/* A cell changes at most twice for each movement of a unit, where it enters and where it leaves, and twice
 * more where the group changes because of it; each time by at most what the window sums to twice, and a
 * movement is at most the highest level. The bits of all levels are at least the highest one, and less
 * than twice it. */
uint64_t nrr__track_bound(const nrr__track *track)
{
    uint64_t window = ((uint64_t)track->longest + 1) * 16;
    nrr__wide bound = nrr__wide_product(window, (uint64_t)track->movement_count + 1);

    if (bound.high != 0 || bound.low > UINT64_MAX / 2)
        return UINT64_MAX;
    bound = nrr__wide_product(bound.low, track->level_bits + 1);
    return bound.high != 0 ? UINT64_MAX : bound.low;
}

int nrr__track_add(nrr__track *track, int64_t time, const nrr__instant *instant)
{
    uint32_t place = track->movement_count;
    int moved_before = place > track->first[track->unit_count - 1];
    int64_t level = INT64_MAX;
    int fits;

    nrr__assert(!nrr__wide_is_negative(instant->after));
    if (nrr__wide_compare(instant->before, instant->after) == 0)
        return 1;
    nrr__assert(place < track->movement_capacity);
    fits = nrr__wide_to_int64(instant->after, &level);
    track->times[place] = time;
    track->levels[place] = level;
    track->reasons[place] = nrr__instant_reason(instant);
    track->classes[place] = (uint8_t)nrr__instant_class(instant, moved_before);
    track->has_reasons |= track->reasons[place];
    track->level_bits |= (uint64_t)level;
    track->movement_count++;
    return fits;
}

nrr_status nrr__track_copy(const nrr__track *from, nrr__track *to, const nrr_allocator *memory)
{
    size_t units = (size_t)from->unit_count + 1, movements = from->movement_count;
    nrr_status status =
        nrr__track_reserve(to, memory, from->unit_count, from->movement_count);

    if (status != NRR_OK)
        return status;
    to->unit_count = from->unit_count;
    to->movement_count = from->movement_count;
    to->has_reasons = from->has_reasons;
    to->longest = from->longest;
    to->level_bits = from->level_bits;
    memcpy(to->first, from->first, units * sizeof *to->first);
    memcpy(to->times, from->times, movements * sizeof *to->times);
    memcpy(to->levels, from->levels, movements * sizeof *to->levels);
    memcpy(to->classes, from->classes, movements * sizeof *to->classes);
    if (to->has_reasons) {
        memcpy(to->reasons, from->reasons, movements * sizeof *to->reasons);
    } else {
        nrr__memory_release(memory, to->reasons, movements + 1, sizeof *to->reasons);
        to->reasons = NULL;
    }
    return NRR_OK;
}
