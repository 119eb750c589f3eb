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
                                int wants_parts)
{
    nrr_status status;

    memset(walk, 0, sizeof *walk);
    walk->snapshot = snapshot;
    walk->kind = kind;
    walk->wants_parts = wants_parts;
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
static void unit_name(nrr__unit *unit, uint32_t customer, uint32_t line)
{
    unit->customer = customer;
    unit->line = line;
    unit->group = 0;
    unit->is_part = 0;
    unit->lines = NULL;
    unit->line_first = 0;
    unit->line_end = 0;
    unit->renewals = NULL;
    unit->renewal_count = 0;
}

static int unit_walk_next_group(nrr__unit_walk *walk, nrr__unit *unit)
{
    while (walk->next < walk->parents->group_count) {
        uint32_t group = walk->next++;
        unit->movements = nrr__track_unit(&walk->parents->groups, group);
        if (unit->movements.count == 0)
            continue;
        unit_name(unit, walk->parents->tops[group], 0);
        unit->group = group + 1;
        return 1;
    }
    return 0;
}

/* Takes the renewals of the lines of a customer up to `last`, those before having gone by. The only
 * line of a customer comes behind all numbers. */
static void unit_walk_renewals(nrr__unit_walk *walk, nrr__unit *unit, uint32_t customer,
                               uint32_t last)
{
    const nrr__timeline *timeline = walk->timeline;
    uint32_t renewal = walk->renewal;

    if (timeline->renewal_count == 0)
        return;
    while (renewal < timeline->renewal_count && timeline->renewals[renewal].customer < customer)
        renewal++;
    unit->renewals = timeline->renewals + renewal;
    walk->renewal = renewal;
    while (walk->renewal < timeline->renewal_count &&
           timeline->renewals[walk->renewal].customer == customer &&
           timeline->renewals[walk->renewal].line <= last)
        walk->renewal++;
    unit->renewal_count = walk->renewal - renewal;
}

/* The next line of the customer before, which has several. */
static void unit_walk_line(nrr__unit_walk *walk, nrr__unit *unit)
{
    const nrr__timeline *timeline = walk->timeline;
    uint32_t line = walk->line++;

    unit->movements = nrr__track_unit(&timeline->lines, line);
    unit_name(unit, walk->first_customer + walk->next - 1, timeline->line_ids[line]);
    if (unit->movements.count != 0)
        unit_walk_renewals(walk, unit, walk->next - 1, line);
}

/* The customer with that number in the block. Answers whether it is a unit, or a part. */
static int unit_walk_customer(nrr__unit_walk *walk, nrr__unit *unit, uint32_t number)
{
    const nrr__timeline *timeline = walk->timeline;

    unit->movements = nrr__track_unit(&timeline->customers, number);
    if (unit->movements.count == 0)
        return 0;
    unit_name(unit, walk->first_customer + number, 0);
    unit->is_part = nrr__parent_timeline_has(walk->parents, unit->customer);
    if (unit->is_part && !walk->wants_parts)
        return 0;
    unit->group = unit->is_part ? walk->parents->group_of[unit->customer - 1] : 0;
    if (timeline->first_line != NULL) {
        unit->lines = &timeline->lines;
        unit->line_first = timeline->first_line[number];
        unit->line_end = timeline->first_line[number + 1];
    }
    if (walk->kind == NRR_UNIT_LINE && unit->line_first != unit->line_end) {
        walk->line = unit->line_first;
        walk->line_end = unit->line_end;
        return 0; /* its lines are the units */
    }
    if (walk->kind == NRR_UNIT_LINE && timeline->only_lines != NULL)
        unit->line = timeline->only_lines[number];
    unit_walk_renewals(walk, unit, number, NRR__RENEWAL_NO_LINE);
    return 1;
}

int nrr__unit_walk_next(nrr__unit_walk *walk, nrr__unit *unit)
{
    if (walk->timeline == NULL)
        return unit_walk_next_group(walk, unit);
    for (;;) {
        while (walk->line < walk->line_end) {
            unit_walk_line(walk, unit);
            if (unit->movements.count != 0)
                return 1;
        }
        if (walk->next == walk->timeline->customers.unit_count)
            return 0;
        if (unit_walk_customer(walk, unit, walk->next++))
            return 1;
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

uint32_t nrr__unit_count_before(const nrr__unit_movements *unit, int64_t instant)
{
    uint32_t before = 0, left = unit->count;

    /* Of the next `left` movements some may be before the instant; the sum instead of a branch, since
     * which way it goes is anyone's guess. */
    while (left > 0) {
        uint32_t half = left - left / 2;
        before += unit->times[before + half - 1] < instant ? half : 0;
        left -= half;
    }
    return before;
}
