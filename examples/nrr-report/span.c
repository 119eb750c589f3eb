/* SPDX-License-Identifier: MIT */
#include "span.h"

#include <stdlib.h>
#include <string.h>

void span_begin(span *times, int64_t known)
{
    memset(times, 0, sizeof *times);
    times->is_empty = 1;
    times->known = known;
}

static void span_widen(span *times, int64_t time)
{
    if (times->is_empty || time < times->first)
        times->first = time;
    if (times->is_empty || time > times->last)
        times->last = time;
    times->is_empty = 0;
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
    nrr_status status;

    if (fact->id == 0) {
        if (!fact->is_void && fact->known <= times->known)
            span_widen(times, fact->time);
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
        const span_id *id = &times->ids[i];
        int is_voided = id->is_voided && id->void_known <= times->known;

        if (id->line != 0 && id->known <= times->known && !is_voided)
            span_widen(times, id->time);
    }
}

void span_free(span *times)
{
    free(times->ids);
}
