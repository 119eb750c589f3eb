/* SPDX-License-Identifier: MIT */
/* Cut: see cut.h. */
#include "cut.h"

#include "atomic.h"

enum {
    CUT_AHEAD = 12, /* units between the one that is cut and the one that is asked for */
    CUT_LINE = 8    /* movements to a line of the cache */
};

void nrr__cuts_begin(nrr__cuts *cuts, const nrr__period *period)
{
    cuts->period = period;
    cuts->track = NULL;
    cuts->end = 0;
    cuts->next = 0;
    cuts->count = 0;
}

/* What nrr__level_before() is, without a jump: of a unit with movements the first level can always be
 * read. */
static int64_t cut_level(const nrr__unit_movements *unit, uint32_t movement)
{
    uint32_t moved = movement != 0;

    return unit->levels[movement - moved] & -(int64_t)moved;
}

/* Cuts a unit with movements. */
static void cut_unit(nrr__cut *cut, const nrr__unit_movements *unit, const nrr__period *period)
{
    uint32_t first = 0, past = unit->count;

    if (period != NULL) {
        first = nrr__count_before(unit, 0, period->start);
        /* In a short period there is most often nothing. */
        past = first == unit->count || unit->times[first] >= period->end
                   ? first
                   : nrr__count_before(unit, first + 1, period->end);
    }
    cut->first = first;
    cut->past = past;
    cut->opening = cut_level(unit, first);
    cut->closing = cut_level(unit, past);
}

/* Asks for the movements of a unit, as many as most have: what follows is asked for with the next unit. */
static void cut_prefetch(const nrr__track *track, uint32_t number)
{
    uint32_t first = track->first[number], end = track->first[number + 1];
    uint32_t second = end - first > CUT_LINE ? first + CUT_LINE : end;

    nrr__prefetch(track->times + first);
    nrr__prefetch(track->times + second);
    nrr__prefetch(track->levels + first);
    nrr__prefetch(track->levels + second);
}

/* Cuts the next units of the track, from a number on. */
static void cuts_make(nrr__cuts *cuts, uint32_t from)
{
    const nrr__track *track = cuts->track;
    uint32_t left = track->unit_count - from, number;

    cuts->next = 0;
    cuts->count = 0;
    cuts->end = from + (left < NRR__CUTS ? left : NRR__CUTS);
    for (number = from; number < cuts->end; number++) {
        nrr__unit_movements unit = nrr__track_unit(track, number);
        nrr__cut *cut = &cuts->cuts[cuts->count];
        if (number + CUT_AHEAD < track->unit_count)
            cut_prefetch(track, number + CUT_AHEAD);
        if (unit.count == 0)
            continue;
        cut->number = number;
        cut_unit(cut, &unit, cuts->period);
        cuts->count += (uint32_t)(cut->opening != 0) | (uint32_t)(cut->first != cut->past);
    }
}

const nrr__cut *nrr__cuts_next(nrr__cuts *cuts, const nrr__track *track, uint32_t from)
{
    if (track != cuts->track) {
        cuts->track = track;
        cuts->end = from;
        cuts->next = 0;
        cuts->count = 0;
    }
    for (;;) {
        for (; cuts->next < cuts->count; cuts->next++)
            if (cuts->cuts[cuts->next].number >= from)
                return &cuts->cuts[cuts->next];
        if (cuts->end >= track->unit_count)
            return NULL;
        cuts_make(cuts, cuts->end > from ? cuts->end : from);
    }
}
