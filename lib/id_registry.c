/* SPDX-License-Identifier: MIT */
/* Id registry: see id_registry.h. A word holds its state in the two highest bits. */
#include "id_registry.h"

#include "invariant.h"
#include "memory.h"

#include <string.h>

enum {
    ID_STATE_SHIFT = 30
};

nrr__id_registry *nrr__id_registry_new(const nrr_allocator *memory)
{
    nrr__id_registry *registry = nrr__memory_zeroed(memory, 1, sizeof *registry);

    if (registry == NULL)
        return NULL;
    nrr__count_begin(&registry->references);
    registry->memory = *memory;
    nrr__pages_begin(&registry->words, sizeof(uint32_t));
    nrr__pages_begin(&registry->directory, sizeof(nrr__fact_chunk *));
    nrr__pages_begin(&registry->details, sizeof(nrr__id_detail));
    nrr__pages_begin(&registry->repeats.entries, sizeof(uint32_t));
    nrr__pages_begin(&registry->conflicts.entries, sizeof(uint32_t));
    return registry;
}

void nrr__id_registry_release(nrr__id_registry *registry)
{
    nrr_allocator memory;

    if (registry == NULL || !nrr__count_release(&registry->references))
        return;
    memory = registry->memory;
    nrr__pages_end(&registry->words, &memory);
    nrr__pages_end(&registry->directory, &memory);
    nrr__pages_end(&registry->details, &memory);
    nrr__pages_end(&registry->repeats.entries, &memory);
    nrr__pages_end(&registry->conflicts.entries, &memory);
    nrr__memory_release(&memory, registry, 1, sizeof *registry);
}

size_t nrr__id_registry_size(const nrr__id_registry *registry)
{
    return sizeof *registry + registry->words.size + registry->directory.size +
           registry->details.size + registry->repeats.entries.size +
           registry->conflicts.entries.size;
}

nrr_status nrr__id_registry_grow(nrr__id_registry *registry, uint32_t ids)
{
    for (; registry->id_count < ids; registry->id_count++)
        if (nrr__pages_reserve(&registry->words, &registry->memory, registry->id_count) == NULL)
            return NRR_E_MEMORY;
    return NRR_OK;
}

nrr_status nrr__id_registry_reserve(nrr__id_registry *registry, size_t details, size_t repeats)
{
    uint32_t count = registry->repeats.count;
    size_t i;

    if (details > NRR__ID_VALUE_MAX - registry->detail_count || repeats > UINT32_MAX - count)
        return NRR_E_TOO_MANY;
    for (; registry->detail_room < registry->detail_count + details; registry->detail_room++)
        if (nrr__pages_reserve(&registry->details, &registry->memory, registry->detail_room) ==
            NULL)
            return NRR_E_MEMORY;
    for (i = 0; i < repeats; i++)
        if (nrr__pages_reserve(&registry->repeats.entries, &registry->memory,
                               count + (uint32_t)i) == NULL)
            return NRR_E_MEMORY;
    return NRR_OK;
}

nrr_status nrr__id_registry_reserve_addresses(nrr__id_registry *registry, size_t addresses)
{
    uint32_t place = registry->address_count / NRR__CHUNK_ROWS, end;

    nrr__assert(addresses % NRR__CHUNK_ROWS == 0);
    if (addresses > NRR__ID_VALUE_MAX - registry->address_count)
        return NRR_E_TOO_MANY;
    end = place + (uint32_t)(addresses / NRR__CHUNK_ROWS);
    for (; place < end; place++)
        if (nrr__pages_reserve(&registry->directory, &registry->memory, place) == NULL)
            return NRR_E_MEMORY;
    return NRR_OK;
}

void nrr__id_registry_address(nrr__id_registry *registry, nrr__fact_chunk *chunk)
{
    uint32_t place = registry->address_count / NRR__CHUNK_ROWS;
    uint32_t end = place + (uint32_t)(chunk->capacity / NRR__CHUNK_ROWS);

    chunk->address = registry->address_count;
    registry->address_count = end * NRR__CHUNK_ROWS;
    for (; place < end; place++)
        *(nrr__fact_chunk **)nrr__pages_at(&registry->directory, place) = chunk;
}

static void id_log_add(nrr__id_log *log, uint32_t id)
{
    uint32_t *entry = nrr__pages_at(&log->entries, log->count);

    *entry = id;
    log->count++;
}

void nrr__id_log_repeat(nrr__id_registry *registry, uint32_t id)
{
    id_log_add(&registry->repeats, id);
}

void nrr__id_log_conflict(nrr__id_registry *registry, uint32_t id)
{
    nrr__id_log *log = &registry->conflicts;

    if (log->count < UINT32_MAX &&
        nrr__pages_reserve(&log->entries, &registry->memory, log->count) != NULL)
        id_log_add(log, id);
}

uint32_t nrr__id_log_read(const nrr__id_log *log, uint32_t number)
{
    return *(const uint32_t *)nrr__pages_at(&log->entries, number);
}

nrr__id_word nrr__id_read(const nrr__id_registry *registry, uint32_t id)
{
    uint32_t bits = nrr__word_get(nrr__pages_at(&registry->words, id - 1));
    nrr__id_word word;

    word.state = (nrr__id_state)(bits >> ID_STATE_SHIFT);
    word.value = bits & NRR__ID_VALUE_MAX;
    return word;
}

void nrr__id_write(nrr__id_registry *registry, uint32_t id, nrr__id_word word)
{
    uint32_t *bits = nrr__pages_at(&registry->words, id - 1);

    nrr__assert(word.value <= NRR__ID_VALUE_MAX);
    nrr__word_set(bits, (uint32_t)word.state << ID_STATE_SHIFT | word.value);
}

nrr__id_detail *nrr__id_detail_of(const nrr__id_registry *registry, uint32_t number)
{
    return nrr__pages_at(&registry->details, number);
}

nrr__id_detail *nrr__id_detail_make(nrr__id_registry *registry, uint32_t id)
{
    nrr__id_word word = nrr__id_read(registry, id), now = {NRR__ID_DETAIL, registry->detail_count};
    nrr__id_detail *detail;

    if (word.state == NRR__ID_DETAIL)
        return nrr__id_detail_of(registry, word.value);
    nrr__assert(registry->detail_count < registry->detail_room);
    detail = nrr__id_detail_of(registry, registry->detail_count++);
    memset(detail, 0, sizeof *detail);
    if (word.state == NRR__ID_FACT) {
        detail->address = word.value + 1;
        detail->known = nrr__id_place_known(nrr__id_place_of(registry, word.value));
    } else if (word.state == NRR__ID_PENDING) {
        detail->pending = word.value + 1;
    }
    nrr__id_write(registry, id, now);
    return detail;
}

uint32_t nrr__id_address(const nrr__id_registry *registry, uint32_t id)
{
    nrr__id_word word = nrr__id_read(registry, id);

    if (word.state == NRR__ID_FACT)
        return word.value + 1;
    if (word.state == NRR__ID_DETAIL)
        return nrr__word_get(&nrr__id_detail_of(registry, word.value)->address);
    return 0;
}

nrr__id_place nrr__id_place_of(const nrr__id_registry *registry, uint32_t address)
{
    nrr__id_place place;

    place.chunk = *(nrr__fact_chunk *const *)nrr__pages_at(&registry->directory,
                                                           address / NRR__CHUNK_ROWS);
    place.row = address - place.chunk->address;
    return place;
}

int64_t nrr__id_place_known(nrr__id_place place)
{
    return place.chunk->knowns == NULL ? NRR__KNOWN_ALWAYS : place.chunk->knowns[place.row];
}
