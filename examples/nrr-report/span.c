/* SPDX-License-Identifier: MIT */
#include "span.h"

#include <stdlib.h>
#include <string.h>

static span_range span_range_at(int64_t known)
{
    span_range range = {0, 1, 0, 0, 0, 0};

    range.known = known;
    return range;
}

void span_begin(span *times, int64_t known, int64_t later)
{
    memset(times, 0, sizeof *times);
    times->asked = span_range_at(known);
    times->later = span_range_at(later);
}

/* Take in a fact that counts from one instant until it is taken back at another. */
static void span_widen(span_range *range, const span_id *fact)
{
    if (fact->known > range->known || (fact->is_voided && fact->void_known <= range->known))
        return;
    if (range->is_empty || fact->time < range->first) {
        range->first = fact->time;
        range->first_line = fact->line;
    }
    if (range->is_empty || fact->time > range->last) {
        range->last = fact->time;
        range->last_line = fact->line;
    }
    range->is_empty = 0;
}

static void span_widen_both(span *times, const span_id *fact)
{
    span_widen(&times->asked, fact);
    span_widen(&times->later, fact);
}

static nrr_status span_reserve(span *times, uint32_t id)
{
    size_t capacity = times->capacity < 1024 ? 1024 : times->capacity;
    span_id *ids;

    if (id < times->capacity)
        return NRR_OK;
    while (capacity <= id)
        capacity *= 2;
    if (capacity > SIZE_MAX / sizeof *ids)
        return NRR_E_MEMORY;
    ids = (span_id *)realloc(times->ids, capacity * sizeof *ids);
    if (ids == NULL)
        return NRR_E_MEMORY;
    memset(ids + times->capacity, 0, (capacity - times->capacity) * sizeof *ids);
    times->ids = ids;
    times->capacity = capacity;
    return NRR_OK;
}

/* What comes again under its id is the same fact: else the ledger refuses it. */
static void span_add_to_id(span_id *id, const span_fact *fact)
{
    if (fact->is_void) {
        if (!id->is_voided || fact->known < id->void_known)
            id->void_known = fact->known;
        id->is_voided = 1;
        return;
    }
    if (id->line == 0 || fact->known < id->known)
        id->known = fact->known;
    if (id->line == 0) {
        id->line = fact->line;
        id->time = fact->time;
    }
}

nrr_status span_add(span *times, const span_fact *fact)
{
    span_id alone;
    nrr_status status;

    if (fact->id == 0) {
        memset(&alone, 0, sizeof alone);
        span_add_to_id(&alone, fact);
        if (!fact->is_void)
            span_widen_both(times, &alone);
        return NRR_OK;
    }
    status = span_reserve(times, fact->id);
    if (status == NRR_OK)
        span_add_to_id(&times->ids[fact->id], fact);
    return status;
}

uint64_t span_line(const span *times, uint32_t id)
{
    return id < times->capacity ? times->ids[id].line : 0;
}

void span_finish(span *times)
{
    size_t i;

    for (i = 0; i < times->capacity; i++) {
        if (times->ids[i].line != 0)
            span_widen_both(times, &times->ids[i]);
    }
    if (times->asked.is_empty)
        times->asked = times->later;
}

void span_free(span *times)
{
    free(times->ids);
}
