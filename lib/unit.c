/* SPDX-License-Identifier: MIT */
/* Unit: the walk; see unit.h. */
#include "unit.h"

#include <string.h>

nrr_status nrr__unit_check_query(const nrr_query *query)
{
    return query->parts == 1 ? NRR_OK : NRR_E_PART;
}

/* A strict snapshot answers nothing over contradictions, whatever else is wrong in which block. */
static nrr_status unit_walk_check_strict(nrr__unit_walk *walk)
{
    const nrr_snapshot *snapshot = walk->snapshot;
    const nrr__timeline *timeline;
    nrr_status status = NRR_OK;
    uint32_t i;

    for (i = 0; snapshot->is_strict && i < snapshot->version_count && status == NRR_OK; i++) {
        status = nrr__timeline_of(snapshot->versions[i], &walk->builder, &timeline);
        if (status == NRR_OK && nrr__timeline_findings(timeline) != 0)
            status = NRR_E_FINDINGS;
    }
    return status;
}

nrr_status nrr__unit_walk_begin(nrr__unit_walk *walk, const nrr_snapshot *snapshot, nrr_unit kind,
                                const nrr__period *period, int wants_lines)
{
    nrr_status status;

    memset(walk, 0, sizeof *walk);
    nrr__presences_begin(&walk->presences, period);
    nrr__presences_begin(&walk->line_presences, period);
    walk->snapshot = snapshot;
    walk->kind = kind;
    walk->wants_lines = wants_lines;
    nrr__timeline_builder_begin(&walk->builder, &snapshot->memory);
    status = unit_walk_check_strict(walk);
    if (status != NRR_OK || kind != NRR_UNIT_PARENT)
        return status;
    return nrr__parent_timeline_of(snapshot, &walk->builder, &walk->parents);
}

uint32_t nrr__unit_walk_groups(const nrr__unit_walk *walk)
{
    return walk->parents == NULL ? 0 : walk->parents->group_count;
}

void nrr__unit_walk_end(nrr__unit_walk *walk)
{
    nrr__timeline_builder_end(&walk->builder);
}

/* Begins the groups, which follow the last block. */
static nrr_status unit_walk_groups(nrr__unit_walk *walk)
{
    walk->timeline = NULL;
    walk->has_block = walk->parents != NULL && walk->version == walk->snapshot->version_count;
    walk->version++;
    return walk->has_block && walk->parents->overflow ? NRR_E_OVERFLOW : NRR_OK;
}

nrr_status nrr__unit_walk_block(nrr__unit_walk *walk)
{
    nrr__block_version *version;
    nrr_status status;

    walk->next = 0;
    walk->line = 0;
    walk->line_end = 0;
    walk->renewal = 0;
    if (walk->version >= walk->snapshot->version_count)
        return unit_walk_groups(walk);
    version = walk->snapshot->versions[walk->version++];
    walk->first_customer = version->first_customer;
    status = nrr__timeline_of(version, &walk->builder, &walk->timeline);
    if (status != NRR_OK)
        return status;
    walk->has_block = 1;
    if (walk->kind == NRR_UNIT_LINE)
        return walk->timeline->line_overflow ? NRR_E_OVERFLOW : NRR_OK;
    return walk->timeline->customer_overflow ? NRR_E_OVERFLOW : NRR_OK;
}

/* A unit that is no part, and of which no lines and renewals are known. Member by member: this is
 * done for each of millions. */
static void unit_begin(nrr__unit *unit, const nrr__track *track, const nrr__presence *presence)
{
    unit->movements = nrr__track_unit(track, presence->number);
    unit->presence = presence;
    unit->line = 0;
    unit->group = 0;
    unit->is_part = 0;
    unit->lines = NULL;
    unit->line_first = 0;
    unit->line_end = 0;
    unit->renewals = NULL;
    unit->renewal_count = 0;
}

static int unit_walk_group(nrr__unit_walk *walk, nrr__unit *unit)
{
    const nrr__track *groups = &walk->parents->groups;
    const nrr__presence *presence = nrr__presences_next(&walk->presences, groups, walk->next);

    if (presence == NULL)
        return 0;
    unit_begin(unit, groups, presence);
    unit->customer = walk->parents->tops[presence->number];
    unit->group = presence->number + 1;
    walk->next = presence->number + 1;
    return 1;
}

/* Whether a renewal comes before a line of a customer. */
static int unit_renewal_is_before(const nrr__renewal *renewal, uint32_t customer, uint32_t line)
{
    return renewal->customer < customer || (renewal->customer == customer && renewal->line < line);
}

/* Takes the renewals of the lines [first, last] of the customer at hand; those before have gone by. */
static void unit_walk_renewals(nrr__unit_walk *walk, nrr__unit *unit, uint32_t first, uint32_t last)
{
    const nrr__timeline *timeline = walk->timeline;
    uint32_t customer = walk->customer, end = walk->renewal;

    if (end == timeline->renewal_count)
        return;
    while (end < timeline->renewal_count &&
           unit_renewal_is_before(&timeline->renewals[end], customer, first))
        end++;
    unit->renewals = timeline->renewals + end;
    walk->renewal = end;
    while (end < timeline->renewal_count && timeline->renewals[end].customer == customer &&
           timeline->renewals[end].line <= last)
        end++;
    unit->renewal_count = end - walk->renewal;
    walk->renewal = end;
}

/* Goes on to the next line that is there, of the customer at hand. */
static int unit_walk_line(nrr__unit_walk *walk, nrr__unit *unit)
{
    const nrr__timeline *timeline = walk->timeline;
    const nrr__presence *presence = nrr__presences_next(&walk->line_presences, &timeline->lines, walk->line);

    if (presence == NULL || presence->number >= walk->line_end) {
        walk->line = walk->line_end;
        return 0;
    }
    unit_begin(unit, &timeline->lines, presence);
    unit->customer = walk->first_customer + walk->customer;
    unit->line = timeline->line_ids[presence->number];
    if (walk->wants_lines)
        unit_walk_renewals(walk, unit, presence->number, presence->number);
    walk->line = presence->number + 1;
    return 1;
}

/* Goes on to the next customer who is there. */
static int unit_walk_customer(nrr__unit_walk *walk, nrr__unit *unit)
{
    const nrr__track *customers = &walk->timeline->customers;
    const nrr__presence *presence = nrr__presences_next(&walk->presences, customers, walk->next);

    if (presence == NULL)
        return 0;
    unit_begin(unit, customers, presence);
    unit->customer = walk->first_customer + presence->number;
    unit->group = nrr__parent_timeline_group(walk->parents, unit->customer);
    unit->is_part = unit->group != 0;
    walk->customer = presence->number;
    walk->next = presence->number + 1;
    return 1;
}

/* By line: goes into the lines of the customer at hand, who may have several, or names the only one. Answers
 * whether that is the customer's own. */
static int unit_walk_into_lines(nrr__unit_walk *walk, nrr__unit *unit)
{
    const nrr__timeline *timeline = walk->timeline;

    if (timeline->first_line != NULL) {
        walk->line = timeline->first_line[walk->customer];
        walk->line_end = timeline->first_line[walk->customer + 1];
    }
    unit->line = nrr__timeline_only_line(timeline, walk->customer);
    return walk->line == walk->line_end;
}

/* Whether the customer at hand is a unit, or a part of one that is wanted. */
static int unit_walk_takes(nrr__unit_walk *walk, nrr__unit *unit)
{
    return walk->kind == NRR_UNIT_LINE ? unit_walk_into_lines(walk, unit)
                                       : !unit->is_part || walk->wants_lines;
}

/* Tells what the lines of the customer at hand are, and their renewals. */
static void unit_walk_tell_lines(nrr__unit_walk *walk, nrr__unit *unit)
{
    const nrr__timeline *timeline = walk->timeline;

    if (walk->kind != NRR_UNIT_LINE && timeline->first_line != NULL) {
        unit->lines = &timeline->lines;
        unit->line_first = timeline->first_line[walk->customer];
        unit->line_end = timeline->first_line[walk->customer + 1];
    }
    unit_walk_renewals(walk, unit, 0, NRR__RENEWAL_NO_LINE);
}

int nrr__unit_walk_next(nrr__unit_walk *walk, nrr__unit *unit)
{
    if (walk->timeline == NULL)
        return unit_walk_group(walk, unit);
    for (;;) {
        if (walk->line < walk->line_end) {
            if (unit_walk_line(walk, unit))
                return 1;
        } else if (!unit_walk_customer(walk, unit)) {
            return 0;
        } else if (unit_walk_takes(walk, unit)) {
            if (walk->wants_lines)
                unit_walk_tell_lines(walk, unit);
            return 1;
        }
    }
}

nrr__class nrr__unit_class(const nrr__unit_movements *unit, const nrr_query *query,
                           uint32_t movement)
{
    nrr__class own_class = (nrr__class)unit->classes[movement];

    /* A reactivation is not the unit's first movement, and the one before it went to zero. */
    if (own_class == NRR__CLASS_REACTIVATION && query->has_expiry &&
        (uint64_t)unit->times[movement] - (uint64_t)unit->times[movement - 1] >
            (uint64_t)query->expiry)
        return NRR__CLASS_NEW;
    return own_class;
}
