/* SPDX-License-Identifier: MIT */
#include "values.h"

#include <stdlib.h>
#include <string.h>

enum { VALUES_AT_ONCE = 256, VALUES_FIRST = 64 };

void values_free(values *all)
{
    free(all->entries);
    free(all->bytes);
}

/* A larger block with the same content, or NULL. */
static void *values_grow(void *block, size_t used, size_t size)
{
    void *grown = calloc(size, 1);

    if (grown == NULL)
        return NULL;
    if (used > 0)
        memcpy(grown, block, used);
    free(block);
    return grown;
}

static int values_make_room(values *all, size_t length)
{
    if (all->count == all->capacity) {
        size_t capacity = all->capacity == 0 ? VALUES_FIRST : 2 * all->capacity;
        values_entry *entries = (values_entry *)values_grow(
            all->entries, all->count * sizeof *entries, capacity * sizeof *entries);

        if (entries == NULL)
            return 0;
        all->entries = entries;
        all->capacity = capacity;
    }
    if (length > all->room - all->used) {
        size_t room = 2 * all->room + length + VALUES_FIRST;
        char *bytes = (char *)values_grow(all->bytes, all->used, room);

        if (bytes == NULL)
            return 0;
        all->bytes = bytes;
        all->room = room;
    }
    return 1;
}

int values_add(values *all, const values_entry *entry, const char *bytes)
{
    values_entry *added;

    if (!values_make_room(all, entry->length))
        return 0;
    added = &all->entries[all->count++];
    *added = *entry;
    added->offset = all->used;
    memcpy(all->bytes + all->used, bytes, entry->length);
    all->used += entry->length;
    return 1;
}

void values_end_row(values *all, int do_count)
{
    if (!do_count && all->count > all->complete) {
        all->used = all->entries[all->complete].offset;
        all->count = all->complete;
    }
    all->complete = all->count;
}

static nrr_status values_fill(const values *all, const values_entry *entry,
                              const values_rows *rows, nrr_ledger *ledger,
                              nrr_assignment *assignment)
{
    memset(assignment, 0, sizeof *assignment);
    assignment->time = rows->times[entry->row];
    assignment->sequence = rows->sequences[entry->row];
    assignment->dimension = entry->dimension;
    assignment->customer = rows->customers[entry->row];
    assignment->flags = entry->flags;
    if (entry->flags & NRR_ASSIGNMENT_LINE)
        assignment->line = rows->lines[entry->row];
    return nrr_ledger_key(ledger, NRR_KEY_VALUE, all->bytes + entry->offset, entry->length,
                          &assignment->value);
}

nrr_status values_assign(values *all, const values_rows *rows, nrr_ledger *ledger)
{
    nrr_assignment assignments[VALUES_AT_ONCE];
    nrr_status status = NRR_OK;
    size_t done = 0;

    while (done < all->complete && status == NRR_OK) {
        size_t count = 0;

        for (; count < VALUES_AT_ONCE && done < all->complete && status == NRR_OK; done++)
            status = values_fill(all, &all->entries[done], rows, ledger, &assignments[count++]);
        if (status == NRR_OK)
            status = nrr_ledger_assign(ledger, assignments, sizeof *assignments, count, NULL);
    }
    if (status == NRR_OK) {
        all->count = 0;
        all->complete = 0;
        all->used = 0;
    }
    return status;
}
