/* SPDX-License-Identifier: MIT */
/* Presence: see presence.h. */
#include "presence.h"

#include "atomic.h"
#include "invariant.h"

enum {
    PRESENCE_AHEAD = 12, /* units between the one that is cut and the one that is asked for */
    PRESENCE_LINE = 8    /* movements whose times, or wide levels, are a line of the cache */
};

void nrr__presences_begin(nrr__presences *presences, const nrr__period *period)
{
    presences->period = period;
    presences->track = NULL;
    presences->asked = 0;
    presences->end = 0;
    presences->next = 0;
    presences->count = 0;
}

/* What nrr__level_before() is, without a jump that is hard to predict: of a unit with movements the first
 * level can always be read. */
static int64_t presence_level(const nrr__unit_movements *unit, uint32_t movement)
{
    uint32_t moved = movement != 0;

    return nrr__level_after(unit, movement - moved) & -(int64_t)moved;
}

/* Cuts a unit with movements. */
static void presence_take(nrr__presence *presence, const nrr__unit_movements *unit,
                          const nrr__period *period)
{
    uint32_t first = nrr__count_before(unit, 0, period->start);

    presence->first = first;
    /* In a short period there is most often nothing. */
    presence->past = first == unit->count || unit->times[first] >= period->end
                         ? first
                         : nrr__count_before(unit, first + 1, period->end);
    presence->opening = presence_level(unit, first);
    presence->closing = presence_level(unit, presence->past);
}

/* Asks for the movements of a unit, as many as most have: what follows is asked for with the next unit. */
static void presence_prefetch(const nrr__track *track, uint32_t number)
{
    uint32_t first = track->first[number], end = track->first[number + 1];
    uint32_t second = end - first > PRESENCE_LINE ? first + PRESENCE_LINE : end;

    nrr__prefetch(track->times + first);
    nrr__prefetch(track->times + second);
    nrr__prefetch(nrr__track_level_at(track, first));
    nrr__prefetch(nrr__track_level_at(track, second));
}

/* Cuts units [from, end) of the track. */
static void presences_cut(nrr__presences *presences, uint32_t from)
{
    const nrr__track *track = presences->track;
    uint32_t number;

    for (number = from; number < presences->end; number++) {
        nrr__unit_movements unit = nrr__track_unit(track, number);
        nrr__presence *presence = &presences->of[presences->count];
        if (number + PRESENCE_AHEAD < track->unit_count)
            presence_prefetch(track, number + PRESENCE_AHEAD);
        if (unit.count == 0)
            continue;
        presence->number = number;
        presence_take(presence, &unit, presences->period);
        presences->count +=
            (uint32_t)(presence->opening != 0) | (uint32_t)(presence->first != presence->past);
    }
}

/* The same where there is no period: all that a unit has lies in it, and nothing is read. */
static void presences_list(nrr__presences *presences, uint32_t from)
{
    const nrr__track *track = presences->track;
    uint32_t number;

    for (number = from; number < presences->end; number++) {
        nrr__presence *presence = &presences->of[presences->count];
        presence->opening = 0;
        presence->closing = 0;
        presence->first = 0;
        presence->past = track->first[number + 1] - track->first[number];
        presence->number = number;
        presences->count += presence->past != 0;
    }
}

/* Finds who is there of the next units of the track, from a number on. */
static void presences_make(nrr__presences *presences, uint32_t from)
{
    uint32_t left = presences->track->unit_count - from;

    nrr__assert(from <= presences->track->unit_count);
    presences->next = 0;
    presences->count = 0;
    presences->end = from + (left < NRR__PRESENCES ? left : NRR__PRESENCES);
    if (presences->period != NULL)
        presences_cut(presences, from);
    else
        presences_list(presences, from);
}

const nrr__presence *nrr__presences_next(nrr__presences *presences, const nrr__track *track,
                                         uint32_t from)
{
    if (track != presences->track) {
        presences->track = track;
        presences->asked = from;
        presences->end = from;
        presences->next = 0;
        presences->count = 0;
    }
    nrr__assert(presences->asked <= from);
    presences->asked = from;
    for (;;) {
        for (; presences->next < presences->count; presences->next++)
            if (presences->of[presences->next].number >= from)
                return &presences->of[presences->next];
        if (presences->end >= track->unit_count)
            return NULL;
        presences_make(presences, presences->end > from ? presences->end : from);
    }
}
