/* SPDX-License-Identifier: MIT */
/* Track: see track.h. */
#include "track.h"

#include "invariant.h"
#include "memory.h"

#include <string.h>

enum {
    TRACK_STEP = 16 /* levels that are widened at once: compilers take several where they see how many */
};

void nrr__track_end(nrr__track *track, const nrr_allocator *memory)
{
    nrr__memory_release(memory, track->room, track->room_size, 1);
    memset(track, 0, sizeof *track);
}

/* What a track has room for. */
typedef struct track_room {
    size_t units, movements;
    int is_narrow; /* levels fit 32 bits */
    int has_reasons;
} track_room;

/* One block of memory, in which the arrays lie by falling alignment. */
static nrr_status track_allocate(nrr__track *track, const nrr_allocator *memory, const track_room *wanted)
{
    size_t units = wanted->units, movements = wanted->movements, room = movements + 1;
    size_t firsts = (units + 1) * sizeof *track->first;
    size_t each = sizeof *track->times + sizeof *track->classes +
                  (wanted->is_narrow ? sizeof *track->narrow_levels : sizeof *track->levels) +
                  (wanted->has_reasons ? sizeof *track->reasons : 0);
    uint32_t *rest;

    nrr__track_end(track, memory);
    if (room > (SIZE_MAX - firsts) / each)
        return NRR_E_MEMORY;
    track->room = nrr__memory_array(memory, room * each + firsts, 1);
    if (track->room == NULL)
        return NRR_E_MEMORY;
    track->room_size = room * each + firsts;
    track->unit_capacity = (uint32_t)units;
    track->movement_capacity = (uint32_t)movements;
    track->times = (int64_t *)track->room;
    track->levels = wanted->is_narrow ? NULL : track->times + room;
    rest = (uint32_t *)(track->times + (wanted->is_narrow ? room : 2 * room));
    track->narrow_levels = wanted->is_narrow ? rest : NULL;
    track->first = wanted->is_narrow ? rest + room : rest;
    track->classes = (uint8_t *)(track->first + units + 1);
    if (wanted->has_reasons) {
        track->reasons = (uint16_t *)(track->first + units + 1);
        track->classes = (uint8_t *)(track->reasons + room);
    }
    return NRR_OK;
}

nrr_status nrr__track_reserve(nrr__track *track, const nrr_allocator *memory, uint32_t units,
                              uint32_t movements)
{
    track_room room = {units, movements, 0, 1};
    nrr_status status = track_allocate(track, memory, &room);

    if (status == NRR_OK)
        memset(track->classes, 0, (size_t)movements + 1);
    return status;
}

void nrr__track_clear(nrr__track *track)
{
    track->unit_count = 0;
    track->movement_count = 0;
    track->has_reasons = 0;
    track->opens_again = 0;
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
    track->opens_again |= moved_before && track->classes[place] == NRR__CLASS_OPENING;
    track->level_bits |= (uint64_t)level;
    track->movement_count++;
    return fits;
}

static inline void track_widen(const uint32_t *narrow, int64_t *levels, uint32_t count)
{
    uint32_t i;

    for (i = 0; i < count; i++)
        levels[i] = narrow[i];
}

void nrr__track_widen(const nrr__track *track, int64_t *levels)
{
    uint32_t count = track->movement_count, i = 0;

    nrr__assert(track->narrow_levels != NULL);
    for (; count - i >= TRACK_STEP; i += TRACK_STEP)
        track_widen(track->narrow_levels + i, levels + i, TRACK_STEP);
    track_widen(track->narrow_levels + i, levels + i, count - i);
}

static inline void track_narrow(const int64_t *levels, uint32_t *narrow, uint32_t count)
{
    uint32_t i;

    for (i = 0; i < count; i++)
        narrow[i] = (uint32_t)levels[i];
}

/* The same the other way round. */
static void track_narrow_all(const int64_t *levels, uint32_t *narrow, uint32_t count)
{
    uint32_t i = 0;

    for (; count - i >= TRACK_STEP; i += TRACK_STEP)
        track_narrow(levels + i, narrow + i, TRACK_STEP);
    track_narrow(levels + i, narrow + i, count - i);
}

/* Copies the levels of a track to one that has as much room as it needs: of a narrow one, a narrow one. */
static void track_copy_levels(const nrr__track *from, nrr__track *to)
{
    uint32_t count = from->movement_count;

    if (to->narrow_levels == NULL)
        memcpy(to->levels, from->levels, count * sizeof *to->levels);
    else if (from->narrow_levels != NULL)
        memcpy(to->narrow_levels, from->narrow_levels, count * sizeof *to->narrow_levels);
    else
        track_narrow_all(from->levels, to->narrow_levels, count);
}

nrr_status nrr__track_copy(const nrr__track *from, nrr__track *to, const nrr_allocator *memory)
{
    size_t units = from->unit_count, movements = from->movement_count;
    track_room room = {units, movements, from->level_bits <= UINT32_MAX, from->has_reasons != 0};
    nrr_status status = track_allocate(to, memory, &room);

    if (status != NRR_OK)
        return status;
    to->unit_count = from->unit_count;
    to->movement_count = from->movement_count;
    to->has_reasons = from->has_reasons;
    to->opens_again = from->opens_again;
    to->longest = from->longest;
    to->level_bits = from->level_bits;
    memcpy(to->first, from->first, (units + 1) * sizeof *to->first);
    memcpy(to->times, from->times, movements * sizeof *to->times);
    track_copy_levels(from, to);
    memcpy(to->classes, from->classes, movements);
    to->classes[movements] = 0;
    if (to->has_reasons)
        memcpy(to->reasons, from->reasons, movements * sizeof *to->reasons);
    return NRR_OK;
}
