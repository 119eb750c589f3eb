/* SPDX-License-Identifier: MIT */
/* Group set: see group_set.h. A table with open addressing, of which at most half is used. */
#include "group_set.h"

#include "invariant.h"
#include "memory.h"
#include "sort.h"

#include <string.h>

enum {
    GROUP_SET_FIRST = 16, /* slots of the first table */
    /* Steps that a code may walk: with half of the slots free a longer walk has a chance of about
     * 2^-70, for hashes that are not contrived. */
    GROUP_SET_WALK = 256
};

void nrr__group_set_begin(nrr__group_set *set, const nrr_allocator *memory,
                          nrr__hash_key hash_key)
{
    memset(set, 0, sizeof *set);
    set->memory = *memory;
    set->hash_key = hash_key;
}

void nrr__group_set_end(nrr__group_set *set)
{
    nrr__memory_release(&set->memory, set->codes, set->capacity, sizeof *set->codes);
    nrr__memory_release(&set->memory, set->slots, set->slot_count, sizeof *set->slots);
}

/* The slot of a code: the one that holds its number, or the free one where that belongs. NULL after
 * too long a walk. */
static uint32_t *group_set_slot(const nrr__group_set *set, uint64_t code)
{
    size_t mask = set->slot_count - 1, at = (size_t)nrr__hash_integer(&set->hash_key, code) & mask;
    uint32_t steps;

    for (steps = 0; steps <= GROUP_SET_WALK; steps++, at = (at + 1) & mask) {
        uint32_t number = set->slots[at];
        if (number == 0 || set->codes[number - 1] == code)
            return &set->slots[at];
    }
    return NULL;
}

/* Takes another hash key: a hash, under the last one, of where the table lies, which nobody who made
 * up keys knew. No figure and no order depends on it. */
static void group_set_rekey(nrr__group_set *set)
{
    uint64_t place = (uintptr_t)set->slots ^ (uint64_t)set->count << 48;
    nrr__hash_key next;

    next.words[0] = nrr__hash_integer(&set->hash_key, place);
    next.words[1] = nrr__hash_integer(&set->hash_key, ~place);
    set->hash_key = next;
}

/* Fills the table anew, under another hash key as long as a walk is too long. */
static void group_set_refill(nrr__group_set *set)
{
    uint32_t number;

    for (;;) {
        memset(set->slots, 0, set->slot_count * sizeof *set->slots);
        for (number = 0; number < set->count; number++) {
            uint32_t *slot = group_set_slot(set, set->codes[number]);
            if (slot == NULL)
                break;
            *slot = number + 1;
        }
        if (number == set->count)
            return;
        group_set_rekey(set);
    }
}

/* Makes room for one more code. */
static nrr_status group_set_reserve(nrr__group_set *set)
{
    size_t slot_count = set->slot_count == 0 ? GROUP_SET_FIRST : 2 * set->slot_count;
    uint64_t *codes;
    uint32_t *slots;

    if (set->count < set->capacity)
        return NRR_OK;
    if (set->count > UINT32_MAX / 2 || slot_count < set->slot_count)
        return NRR_E_TOO_MANY;
    slots = nrr__memory_array(&set->memory, slot_count, sizeof *slots);
    if (slots == NULL)
        return NRR_E_MEMORY;
    codes = nrr__memory_resize(&set->memory, set->codes, set->capacity, slot_count / 2,
                               sizeof *codes);
    if (codes == NULL) {
        nrr__memory_release(&set->memory, slots, slot_count, sizeof *slots);
        return NRR_E_MEMORY;
    }
    set->codes = codes;
    set->capacity = slot_count / 2;
    nrr__memory_release(&set->memory, set->slots, set->slot_count, sizeof *set->slots);
    set->slots = slots;
    set->slot_count = slot_count;
    group_set_refill(set);
    return NRR_OK;
}

nrr_status nrr__group_set_number(nrr__group_set *set, uint64_t code, uint32_t *number)
{
    uint32_t *slot = set->slot_count == 0 ? NULL : group_set_slot(set, code);
    nrr_status status;

    if (slot == NULL || *slot == 0) {
        status = group_set_reserve(set);
        if (status != NRR_OK)
            return status;
        set->codes[set->count++] = code;
        slot = group_set_slot(set, code);
        if (slot == NULL)
            group_set_refill(set);
        else
            *slot = set->count;
        *number = set->count - 1;
        return NRR_OK;
    }
    *number = *slot - 1;
    return NRR_OK;
}

static int group_set_compare(const void *a, const void *b, const void *context)
{
    const uint64_t *codes = context;
    uint64_t left = codes[*(const uint32_t *)a], right = codes[*(const uint32_t *)b];

    return (left > right) - (left < right);
}

uint32_t nrr__group_set_find(const nrr__group_set *set, uint64_t code)
{
    const uint32_t *slot = group_set_slot(set, code);

    nrr__assert(slot != NULL && *slot != 0);
    return *slot - 1;
}

nrr_status nrr__group_set_order(const nrr__group_set *set, uint32_t *numbers)
{
    nrr__sortable sortable = {numbers, NULL, set->count, sizeof *numbers, set->codes};
    uint32_t i;

    sortable.scratch = nrr__memory_array(&set->memory, set->count, sizeof *numbers);
    if (sortable.scratch == NULL)
        return NRR_E_MEMORY;
    for (i = 0; i < set->count; i++)
        numbers[i] = i;
    nrr__sort(&sortable, group_set_compare);
    nrr__memory_release(&set->memory, sortable.scratch, set->count, sizeof *numbers);
    return NRR_OK;
}
