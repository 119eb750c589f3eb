/* SPDX-License-Identifier: MIT */
/* Group map: see group_map.h. */
#include "group_map.h"

#include "nrr/report.h"

#include "invariant.h"
#include "memory.h"
#include "snapshot_state.h"

#include <string.h>

/* Adds the codes that a unit has in its time. */
static nrr_status map_add_unit(nrr__group_map *map, const nrr__grouping_unit *unit)
{
    int64_t time = INT64_MIN;
    nrr_status status;

    for (;;) {
        nrr__grouping_stretch stretch = nrr__grouping_at(&map->grouping, unit, time);
        uint32_t number;
        status = nrr__group_set_number(&map->pairs, stretch.code, &number);
        if (status != NRR_OK || stretch.until == INT64_MAX)
            return status;
        time = stretch.until;
    }
}

/* Adds the codes of all lines that have values of their own in a dimension. */
static nrr_status map_add_lines(nrr__group_map *map, const nrr__assignment_index *index)
{
    const nrr__assignment_track *track = &index->tracks[NRR__SUBJECT_LINE];
    nrr_status status = NRR_OK;
    uint32_t customer, i;

    for (customer = 1; customer <= track->customer_count; customer++)
        for (i = track->first[customer - 1]; i < track->first[customer] && status == NRR_OK; i++) {
            nrr__grouping_unit unit;
            if (i != track->first[customer - 1] && track->lines[i] == track->lines[i - 1])
                continue;
            nrr__grouping_line(&map->grouping, customer, track->lines[i], &unit);
            status = map_add_unit(map, &unit);
        }
    return status;
}

/* Finds all pairs that occur among the customers, and if asked for the lines. */
static nrr_status map_find_pairs(nrr__group_map *map, const nrr_query *query)
{
    uint32_t customers = 1, customer, i; /* one more than have values: who has none */
    nrr_status status = NRR_OK;

    for (i = 0; i < map->grouping.count; i++) {
        const nrr__assignment_index *index = map->grouping.dimensions[i];
        if (index != NULL && index->tracks[NRR__SUBJECT_CUSTOMER].customer_count >= customers)
            customers = index->tracks[NRR__SUBJECT_CUSTOMER].customer_count + 1;
    }
    for (customer = 1; customer <= customers && status == NRR_OK; customer++) {
        nrr__grouping_unit unit;
        nrr__grouping_customer(&map->grouping, customer, &unit);
        status = map_add_unit(map, &unit);
    }
    for (i = 0; i < map->grouping.count && query->unit == NRR_UNIT_LINE && status == NRR_OK; i++)
        if (map->grouping.dimensions[i] != NULL)
            status = map_add_lines(map, map->grouping.dimensions[i]);
    return status;
}

static nrr_status map_rank_pairs(nrr__group_map *map)
{
    uint32_t count = map->pairs.count, *order, i;

    map->ranks = nrr__memory_array(&map->memory, count, sizeof *map->ranks);
    map->codes = nrr__memory_array(&map->memory, count, sizeof *map->codes);
    order = nrr__memory_array(&map->memory, count, sizeof *order);
    map->count = count;
    if (map->ranks == NULL || map->codes == NULL || order == NULL ||
        nrr__group_set_order(&map->pairs, order) != NRR_OK) {
        nrr__memory_release(&map->memory, order, count, sizeof *order);
        return NRR_E_MEMORY;
    }
    for (i = 0; i < count; i++) {
        map->ranks[order[i]] = i;
        map->codes[i] = map->pairs.codes[order[i]];
    }
    nrr__memory_release(&map->memory, order, count, sizeof *order);
    return NRR_OK;
}

nrr_status nrr__group_map_begin(nrr__group_map *map, const nrr_snapshot *snapshot,
                                const nrr_query *query)
{
    const nrr__assignment_index *index;
    nrr_status status;

    memset(map, 0, sizeof *map);
    map->memory = snapshot->memory;
    map->count = 1;
    if (query->dimension_count == 0)
        return NRR_OK;
    status = nrr__grouping_begin(&map->grouping, snapshot, query);
    if (status != NRR_OK)
        return status;
    index = map->grouping.dimensions[0];
    if (query->dimension_count == 1) {
        map->count += index == NULL ? 0 : index->group_count;
        return NRR_OK;
    }
    nrr__group_set_begin(&map->pairs, &map->memory,
                         snapshot->keys[NRR_KEY_VALUE - 1].hash_key.key);
    status = map_find_pairs(map, query);
    return status != NRR_OK ? status : map_rank_pairs(map);
}

void nrr__group_map_end(nrr__group_map *map)
{
    if (map->grouping.count < 2)
        return;
    nrr__memory_release(&map->memory, map->ranks, map->count, sizeof *map->ranks);
    nrr__memory_release(&map->memory, map->codes, map->count, sizeof *map->codes);
    nrr__group_set_end(&map->pairs);
}

uint32_t nrr__group_map_place(const nrr__group_map *map, uint64_t code)
{
    return map->ranks == NULL ? (uint32_t)code : map->ranks[nrr__group_set_find(&map->pairs, code)];
}

void nrr__group_map_values(const nrr__group_map *map, uint32_t group, uint32_t *values)
{
    nrr__grouping_values(&map->grouping, map->codes == NULL ? group : map->codes[group], values);
}

void nrr__group_views_end(nrr__group_views *views, const nrr_allocator *memory)
{
    nrr__memory_release(memory, views->views, views->unit_capacity, sizeof *views->views);
    nrr__memory_release(memory, views->times, views->capacity, sizeof *views->times);
    nrr__memory_release(memory, views->groups, views->capacity, sizeof *views->groups);
    memset(views, 0, sizeof *views);
}

nrr_status nrr__group_views_start(nrr__group_views *views, const nrr_allocator *memory,
                                  uint32_t units)
{
    views->shared = NULL;
    views->count = 0;
    views->longest = 0;
    if (units <= views->unit_capacity && views->views != NULL)
        return NRR_OK;
    nrr__memory_release(memory, views->views, views->unit_capacity, sizeof *views->views);
    views->unit_capacity = units;
    views->views = nrr__memory_array(memory, units, sizeof *views->views);
    return views->views == NULL ? NRR_E_MEMORY : NRR_OK;
}

static nrr_status views_reserve(nrr__group_views *views, const nrr_allocator *memory)
{
    size_t capacity = nrr__memory_grown(views->capacity, views->count + 1);
    int64_t *times;
    uint32_t *groups;

    if (views->count < views->capacity)
        return NRR_OK;
    times = nrr__memory_array(memory, capacity, sizeof *times);
    groups = nrr__memory_array(memory, capacity, sizeof *groups);
    if (times == NULL || groups == NULL) {
        nrr__memory_release(memory, times, capacity, sizeof *times);
        nrr__memory_release(memory, groups, capacity, sizeof *groups);
        return NRR_E_MEMORY;
    }
    if (views->count != 0) {
        memcpy(times, views->times, views->count * sizeof *times);
        memcpy(groups, views->groups, views->count * sizeof *groups);
    }
    nrr__memory_release(memory, views->times, views->capacity, sizeof *times);
    nrr__memory_release(memory, views->groups, views->capacity, sizeof *groups);
    views->times = times;
    views->groups = groups;
    views->capacity = capacity;
    return NRR_OK;
}

/* Writes the changes of a unit one by one. While units are written a view's arrays may still move, so it
 * has no arrays yet but a count. */
static nrr_status views_write(nrr__group_views *views, const nrr__group_map *map, uint32_t unit,
                              const nrr__grouping_unit *grouped)
{
    nrr__group_view *view = &views->views[unit];
    nrr__grouping_stretch stretch = nrr__grouping_at(&map->grouping, grouped, INT64_MIN);
    int64_t time = INT64_MIN;

    view->times = NULL;
    view->groups = NULL;
    view->count = 0;
    for (;;) {
        uint32_t group = nrr__group_map_place(map, stretch.code);
        nrr_status status = views_reserve(views, &map->memory);
        if (status != NRR_OK)
            return status;
        if (view->count == 0 || views->groups[views->count - 1] != group) {
            views->times[views->count] = time;
            views->groups[views->count++] = group;
            view->count++;
        }
        if (stretch.until == INT64_MAX)
            break;
        time = stretch.until;
        stretch = nrr__grouping_at(&map->grouping, grouped, time);
    }
    if (view->count > views->longest)
        views->longest = view->count;
    return NRR_OK;
}

int nrr__group_views_share(nrr__group_views *views, const nrr__group_map *map, uint32_t first_customer,
                           uint32_t units)
{
    const nrr__assignment_index *index = map->grouping.dimensions[0];
    const nrr__assignment_track *track;

    if (map->ranks != NULL || index == NULL)
        return 0;
    track = &index->tracks[NRR__SUBJECT_CUSTOMER];
    if (track->first != NULL || track->groups == NULL || (uint64_t)first_customer + units > (uint64_t)track->customer_count + 1)
        return 0;
    views->shared = track->groups + (first_customer - 1);
    views->shared_time = track->time;
    views->longest = 1;
    return 1;
}

nrr_status nrr__group_views_customer(nrr__group_views *views, const nrr__group_map *map,
                                     uint32_t unit, uint32_t customer)
{
    nrr__grouping_unit grouped;
    nrr__assignment_view own;

    if (map->ranks != NULL) {
        nrr__grouping_customer(&map->grouping, customer, &grouped);
        return views_write(views, map, unit, &grouped);
    }
    own = nrr__assignment_customer(map->grouping.dimensions[0], customer);
    views->views[unit].times = own.times;
    views->views[unit].groups = own.groups;
    views->views[unit].count = own.count;
    if (own.count > views->longest)
        views->longest = own.count;
    return NRR_OK;
}

nrr_status nrr__group_views_line(nrr__group_views *views, const nrr__group_map *map, uint32_t unit,
                                 uint32_t customer, uint32_t line)
{
    nrr__grouping_unit grouped;

    nrr__grouping_line(&map->grouping, customer, line, &grouped);
    return views_write(views, map, unit, &grouped);
}

void nrr__group_views_finish(nrr__group_views *views, uint32_t units)
{
    size_t at = 0;
    uint32_t unit;

    for (unit = 0; unit < units; unit++) {
        nrr__group_view *view = &views->views[unit];
        if (view->times != NULL || view->count == 0)
            continue;
        view->times = views->times + at;
        view->groups = views->groups + at;
        at += view->count;
    }
    nrr__assert(at == views->count);
}

nrr_status nrr_snapshot_groups(const nrr_snapshot *snapshot, const nrr_query *query, size_t *count)
{
    nrr__group_map map;
    nrr_status status;

    if (snapshot == NULL || query == NULL || count == NULL)
        return NRR_E_NULL;
    status = nrr__group_map_begin(&map, snapshot, query);
    if (status == NRR_OK)
        *count = query->dimension_count == 0 ? 1 : (size_t)map.count + 1;
    nrr__group_map_end(&map);
    return status;
}
