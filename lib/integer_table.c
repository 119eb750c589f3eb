/* SPDX-License-Identifier: MIT */
/* Integer table: see integer_table.h. */
#include "integer_table.h"

#include "invariant.h"
#include "memory.h"

#include <string.h>

enum {
    INTEGER_LINE_BYTES = sizeof(nrr__integer_line),
    INTEGER_LINES_FIRST = 4,
    /* Keys that a table may hold, for each so many lines. A key in another line than its own takes a look-up
     * several times as long, hence so few. */
    INTEGER_FULL_KEYS = 11,
    INTEGER_FULL_LINES = 4,
    /* Tables grow twofold as long as they are small enough for a cache, then by half. */
    INTEGER_LINES_SMALL = 1 << 13,
    /* Lines that a key may walk. With 9 of 20 slots free a walk over n lines has a chance of about
     * e^(-0.7 n), here 2^-136, for hashes that are not contrived. */
    INTEGER_LINES_WALK = 128,
    /* Lines that all keys may walk together, beside one for each: a few hundredths of that are usual. So keys that
     * all but walk too far don't make a table slow, which takes many of them. */
    INTEGER_LINES_WALKED = 1024
};

/* Keys that a table of so many lines may hold. */
static uint64_t integer_table_limit(uint64_t lines)
{
    return lines * INTEGER_FULL_KEYS / INTEGER_FULL_LINES;
}

/* Bytes of the memory that so many lines are in, wherever it begins. */
static size_t integer_table_bytes(uint64_t lines)
{
    return lines == 0 ? 0 : (size_t)lines * INTEGER_LINE_BYTES + INTEGER_LINE_BYTES - 1;
}

void nrr__integer_table_begin(nrr__integer_table *table, nrr__key_hash hash_key)
{
    memset(table, 0, sizeof *table);
    table->hash_key = hash_key;
}

void nrr__integer_table_end(nrr__integer_table *table, const nrr_allocator *memory)
{
    nrr__memory_release(memory, table->block, integer_table_bytes(table->line_count), 1);
    nrr__integer_table_begin(table, table->hash_key);
}

size_t nrr__integer_table_size(const nrr__integer_table *table)
{
    return integer_table_bytes(table->line_count);
}

static const nrr__integer_line *integer_table_end_line(const nrr__integer_table *table)
{
    return table->lines == NULL ? NULL : table->lines + table->line_count;
}

/* The line behind another; behind the last one is the first. */
static nrr__integer_line *integer_table_next(const nrr__integer_table *table, const nrr__integer_line *line)
{
    size_t next = (size_t)(line - table->lines) + 1;

    return table->lines + (next == table->line_count ? 0 : next);
}

/* Slots that are in use: the first ones. Counted without a jump, since it is anyone's guess which it would be. */
static uint32_t integer_line_used(const nrr__integer_line *line)
{
    uint32_t used = 0, i;

    for (i = 0; i < NRR__INTEGER_SLOTS; i++)
        used += line->ids[i] != 0;
    return used;
}

uint32_t nrr__integer_table_seek(const nrr__integer_table *table, int64_t key, uint64_t hash,
                                 nrr__integer_slot *slot)
{
    uint32_t found;

    slot->line = nrr__integer_table_line(table, hash);
    /* No key is put farther away than this: who looks for one that is not there need not go on. */
    for (slot->walked = 0; slot->walked <= INTEGER_LINES_WALK; slot->walked++) {
        found = nrr__integer_line_find(slot->line, key);
        if (found != 0)
            return found;
        slot->place = integer_line_used(slot->line);
        if (slot->place != NRR__INTEGER_SLOTS)
            return 0;
        slot->line = integer_table_next(table, slot->line);
    }
    return 0;
}

/* Finds where a key would go that is not there. */
static void integer_table_place(const nrr__integer_table *table, int64_t key, nrr__integer_slot *slot)
{
    slot->line = nrr__integer_table_line(table, nrr__key_hash_integer(&table->hash_key, key));
    slot->walked = 0;
    while ((slot->place = integer_line_used(slot->line)) == NRR__INTEGER_SLOTS) {
        if (++slot->walked > INTEGER_LINES_WALK)
            return;
        slot->line = integer_table_next(table, slot->line);
    }
}

/* Whether a key may be put where it was found that it would go. */
static int integer_table_accepts(const nrr__integer_table *table, const nrr__integer_slot *slot)
{
    return slot->walked <= INTEGER_LINES_WALK &&
           table->walked + slot->walked <= (uint64_t)table->count + 1 + INTEGER_LINES_WALKED;
}

void nrr__integer_table_put(nrr__integer_table *table, const nrr__integer_slot *slot, int64_t key, uint32_t id)
{
    nrr__assert(id != 0 && slot->line->ids[slot->place] == 0);
    slot->line->keys[slot->place] = key;
    slot->line->ids[slot->place] = id;
    table->walked += slot->walked;
    table->count++;
}

/* Copies all keys to an empty table; whether all walks were short enough. */
static int integer_table_copy(nrr__integer_table *to, const nrr__integer_table *from)
{
    const nrr__integer_line *line;
    nrr__integer_slot slot;
    uint32_t i;

    for (line = from->lines; line != integer_table_end_line(from); line++)
        for (i = 0; i < NRR__INTEGER_SLOTS && line->ids[i] != 0; i++) {
            integer_table_place(to, line->keys[i], &slot);
            if (!integer_table_accepts(to, &slot))
                return 0;
            nrr__integer_table_put(to, &slot, line->keys[i], line->ids[i]);
        }
    return 1;
}

/* The next hash takes up where the table lies: who made keys for a seed that is known does not know
 * that. No figure and no order depends on it. */
static void integer_table_rekey(nrr__integer_table *table)
{
    nrr__key_hash_next(&table->hash_key, (uintptr_t)table->block ^ table->rekeyed << 56);
    table->rekeyed++;
}

/* Moves all keys to so many new lines, under another hash if that is wanted or walks are too long. */
static nrr_status integer_table_move(nrr__integer_table *table, const nrr_allocator *memory, uint64_t lines,
                                     int is_rekeyed)
{
    nrr__integer_table moved = *table;

    if (lines > SIZE_MAX / INTEGER_LINE_BYTES - 1)
        return NRR_E_MEMORY;
    moved.line_count = lines;
    moved.block = nrr__memory_array(memory, integer_table_bytes(lines), 1);
    if (moved.block == NULL)
        return NRR_E_MEMORY;
    moved.lines = (nrr__integer_line *)(void *)((unsigned char *)moved.block +
                                                (0 - (uintptr_t)moved.block) % INTEGER_LINE_BYTES);
    if (is_rekeyed)
        integer_table_rekey(&moved);
    for (;;) {
        memset(moved.lines, 0, (size_t)lines * INTEGER_LINE_BYTES);
        moved.walked = 0;
        moved.count = 0;
        if (integer_table_copy(&moved, table))
            break;
        integer_table_rekey(&moved);
    }
    nrr__integer_table_end(table, memory);
    *table = moved;
    return NRR_OK;
}

/* Whether a table has as many keys as it may. */
static int integer_table_is_full(const nrr__integer_table *table)
{
    return table->count >= integer_table_limit(table->line_count);
}

nrr_status nrr__integer_table_grow(nrr__integer_table *table, const nrr_allocator *memory)
{
    uint64_t lines = table->line_count;

    if (!integer_table_is_full(table))
        return NRR_OK;
    lines = lines == 0 ? INTEGER_LINES_FIRST : lines + (lines < INTEGER_LINES_SMALL ? lines : lines / 2);
    return integer_table_move(table, memory, lines, 0);
}

nrr_status nrr__integer_table_reserve(nrr__integer_table *table, const nrr_allocator *memory, int64_t key,
                                      nrr__integer_slot *slot)
{
    nrr_status status = NRR_OK;

    if (!integer_table_is_full(table) && integer_table_accepts(table, slot))
        return NRR_OK;
    status = nrr__integer_table_grow(table, memory);
    while (status == NRR_OK) {
        integer_table_place(table, key, slot);
        if (integer_table_accepts(table, slot))
            break;
        status = integer_table_move(table, memory, table->line_count, 1);
    }
    return status;
}
