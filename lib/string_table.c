/* SPDX-License-Identifier: MIT */
/* String table: see string_table.h.
 *
 * Strings go through three steps, some of them together: hashes, which ask for the lines; guesses, each
 * the one slot of its line with the string's tag, which ask for the store's entries; comparisons. A string
 * that is not where it was guessed to be (it is new, or walked, or shares its tag) takes the long way, alone. */
#include "string_table.h"

#include "invariant.h"
#include "memory.h"

#include <string.h>

enum {
    STRING_LINE = 16,       /* slots of a line */
    STRING_LINE_LIMIT = 11, /* ids that a table has room for, for each line */
    STRING_LINE_BYTES = STRING_LINE * 4,
    STRING_LINES_FIRST = 4,
    STRING_RUN = 256,       /* ids that are placed in a new table together... */
    STRING_AHEAD = 16,      /* ...and how many of their lines are asked for before */
    STRING_GROUP = 64,      /* strings that go through the steps together */
    /* Tables grow twofold as long as they are small enough for a cache, then by half. */
    STRING_LINES_SMALL = 1 << 13,
    /* Lines that a string may walk. With five of sixteen slots free a walk over n lines has a chance of
     * about e^(-n), here 2^-184, for hashes that are not contrived. */
    STRING_LINES_WALK = 128,
    /* Lines that all may walk together, beside one for each: a hundredth of that is usual. So strings that
     * all but walk too far don't make a table slow, which takes many of them. */
    STRING_LINES_WALKED = 1024
};

static uint64_t string_table_limit(uint64_t lines)
{
    return lines * STRING_LINE_LIMIT;
}

void nrr__string_table_begin(nrr__string_table *table, nrr__key_hash hash_key)
{
    memset(table, 0, sizeof *table);
    table->hash_key = hash_key;
}

/* Bytes of the memory that so many lines are in, wherever it begins. */
static size_t string_table_bytes(uint64_t lines)
{
    return lines == 0 ? 0 : (size_t)lines * STRING_LINE_BYTES + STRING_LINE_BYTES - 1;
}

void nrr__string_table_end(nrr__string_table *table, const nrr_allocator *memory)
{
    nrr__memory_release(memory, table->block, string_table_bytes(table->lines), 1);
    nrr__string_table_begin(table, table->hash_key);
}

size_t nrr__string_table_size(const nrr__string_table *table)
{
    return string_table_bytes(table->lines);
}

static uint64_t string_table_hash(const nrr__string_table *table, const nrr__span *string)
{
    return nrr__key_hash_bytes(&table->hash_key, string->bytes, string->length);
}

static int string_table_is(const nrr__key_store *store, uint32_t id, const nrr__span *string)
{
    return nrr__key_store_is_string(store, nrr__key_store_at(store, id), string->bytes, string->length);
}

/* The line of a hash: its share of the table, so that any size will do. */
static inline uint32_t *string_table_line(const nrr__string_table *table, uint64_t hash)
{
    return table->slots + nrr__full_product(hash, table->lines).high * STRING_LINE;
}

static uint32_t *string_table_next(const nrr__string_table *table, uint32_t *line)
{
    line += STRING_LINE;
    return line == table->slots + table->lines * STRING_LINE ? table->slots : line;
}

/* The part of a slot beside the id. The lower bits of a hash, since the higher ones say where the
 * slot is. */
static inline uint32_t string_table_tag(const nrr__string_table *table, uint64_t hash)
{
    return (uint32_t)hash & ~table->id_mask;
}

/* Puts an id whose string is not there yet into the table; whether its walk was short enough. */
static int string_table_place(nrr__string_table *table, uint64_t hash, uint32_t id)
{
    uint32_t *line = string_table_line(table, hash), steps, used = 0, i;

    nrr__assert((id & ~table->id_mask) == 0);
    for (steps = 0; line[STRING_LINE - 1] != 0; line = string_table_next(table, line))
        if (++steps > STRING_LINES_WALK)
            return 0;
    for (i = 0; i < STRING_LINE; i++)
        used += line[i] != 0;
    line[used] = string_table_tag(table, hash) | id;
    table->walked += steps;
    return table->walked <= (uint64_t)id + STRING_LINES_WALKED;
}

/* The next hash takes up where the table lies: who made keys for a seed that is known does not know
 * that. No figure and no order depends on it. */
static void string_table_rekey(nrr__string_table *table)
{
    nrr__key_hash_next(&table->hash_key, (uintptr_t)table->block ^ table->rekeyed << 56);
    table->rekeyed++;
}

/* Places the strings among the ids from `first` on, of which there are at most as many as in a run, in a table
 * that awaits them; whether all walks were short enough. */
static int string_table_place_run(nrr__string_table *table, const nrr__key_store *store, uint32_t first,
                                  uint32_t ids)
{
    uint64_t hashes[STRING_RUN];
    uint32_t strings[STRING_RUN], count = 0, i;

    for (i = 0; i < ids; i++) {
        nrr__key_entry key = nrr__key_store_read(store, first + i);
        hashes[count] = nrr__key_hash_bytes(&table->hash_key, key.bytes, key.length);
        strings[count] = first + i;
        count += key.type == NRR_KEY_BYTES;
    }
    for (i = 0; i < count + STRING_AHEAD; i++) {
        if (i < count)
            nrr__prefetch(string_table_line(table, hashes[i]));
        if (i >= STRING_AHEAD &&
            !string_table_place(table, hashes[i - STRING_AHEAD], strings[i - STRING_AHEAD]))
            return 0;
    }
    return 1;
}

/* Places the strings among ids 1 to count in an empty table; whether all walks were short enough. */
static int string_table_place_all(nrr__string_table *table, const nrr__key_store *store, uint32_t count)
{
    uint32_t done, now;

    for (done = 0; done < count; done += now) {
        now = count - done < STRING_RUN ? count - done : STRING_RUN;
        if (!string_table_place_run(table, store, done + 1, now))
            return 0;
    }
    return 1;
}

/* Fills the table, whose slots were just allocated, with the strings among ids 1 to count; under another hash
 * as long as walks are too long. */
static void string_table_refill(nrr__string_table *table, const nrr__key_store *store, uint32_t count)
{
    for (;;) {
        memset(table->slots, 0, (size_t)table->lines * STRING_LINE_BYTES);
        table->walked = 0;
        if (string_table_place_all(table, store, count))
            break;
        string_table_rekey(table);
    }
    table->highest = count;
}

/* All bits up to the highest one of a number. */
static uint32_t string_table_mask(uint64_t number)
{
    uint32_t mask = 1;

    while (mask < number && mask != UINT32_MAX)
        mask = mask << 1 | 1;
    return mask;
}

/* Gives the table room for ids up to `count`, and keeps those that it has; it stays as it was if there is no
 * memory. */
static nrr_status string_table_reserve(nrr__string_table *table, const nrr_allocator *memory,
                                       const nrr__key_store *store, uint32_t count)
{
    nrr__string_table moved = *table;

    if (moved.lines < STRING_LINES_FIRST)
        moved.lines = STRING_LINES_FIRST;
    while (string_table_limit(moved.lines) < count)
        moved.lines += moved.lines < STRING_LINES_SMALL ? moved.lines : moved.lines / 2;
    if (moved.lines == table->lines)
        return NRR_OK;
    if (moved.lines > SIZE_MAX / STRING_LINE_BYTES - 1)
        return NRR_E_MEMORY;
    moved.block = nrr__memory_array(memory, string_table_bytes(moved.lines), 1);
    if (moved.block == NULL)
        return NRR_E_MEMORY;
    moved.slots = (uint32_t *)(void *)((unsigned char *)moved.block +
                                       (0 - (uintptr_t)moved.block) % STRING_LINE_BYTES);
    moved.id_mask = string_table_mask(string_table_limit(moved.lines));
    string_table_refill(&moved, store, table->highest);
    nrr__string_table_end(table, memory);
    *table = moved;
    return NRR_OK;
}

/* The slot if it has a tag, else 0. */
static inline uint32_t string_slot_tagged(uint32_t slot, uint32_t tag, uint32_t id_mask)
{
    return slot & (0U - (uint32_t)((slot & ~id_mask) == tag));
}

/* The ids of all slots of a line that have a tag, one laid over the other: 0 if there is none. No jump depends
 * on what the slots are, and they are taken so that compilers compare four at once. */
static inline uint32_t string_line_tagged(const uint32_t *line, uint32_t tag, uint32_t id_mask)
{
    uint32_t found[4], i;

    for (i = 0; i < 4; i++)
        found[i] =
            string_slot_tagged(line[i], tag, id_mask) | string_slot_tagged(line[i + 4], tag, id_mask) |
            string_slot_tagged(line[i + 8], tag, id_mask) | string_slot_tagged(line[i + 12], tag, id_mask);
    return (found[0] | found[1] | found[2] | found[3]) & id_mask;
}

/* The id of the slot in a hash's line that has its tag. It is no string's if there is none, and may be any
 * other's if there are two: a comparison will tell. */
static inline uint32_t string_table_guess(const nrr__string_table *table, uint64_t hash)
{
    uint32_t found =
        string_line_tagged(string_table_line(table, hash), string_table_tag(table, hash), table->id_mask);

    return found <= table->highest ? found : 0;
}

/* The id of a string whose hash is known, or 0. */
static uint32_t string_table_look(const nrr__string_table *table, const nrr__key_store *store,
                                  const nrr__span *string, uint64_t hash)
{
    uint32_t *line = string_table_line(table, hash), tag = string_table_tag(table, hash), steps, i;

    /* No string is placed farther than this: who looks for one that is not there need not go on. */
    for (steps = 0; steps <= STRING_LINES_WALK; steps++, line = string_table_next(table, line)) {
        uint32_t tagged = string_line_tagged(line, tag, table->id_mask);
        for (i = 0; tagged != 0 && i < STRING_LINE && line[i] != 0; i++)
            if ((line[i] & ~table->id_mask) == tag && string_table_is(store, line[i] & table->id_mask, string))
                return line[i] & table->id_mask;
        if (line[STRING_LINE - 1] == 0)
            break;
    }
    return 0;
}

uint32_t nrr__string_table_find(const nrr__string_table *table, const nrr__key_store *store,
                                const nrr__span *string)
{
    return table->slots == NULL ? 0 : string_table_look(table, store, string, string_table_hash(table, string));
}

/* Adds a string that is not there. */
static nrr_status string_table_add(nrr__string_table *table, nrr__key_store *store, const nrr__span *string,
                                   uint64_t hash, uint32_t *id)
{
    nrr__key_entry key = {NULL, 0, 0, NRR_KEY_BYTES};
    uint64_t rekeyed = table->rekeyed;
    nrr_status status;

    if (store->count == UINT32_MAX)
        return NRR_E_TOO_MANY;
    status = string_table_reserve(table, &store->memory, store, store->count + 1);
    if (status != NRR_OK)
        return status;
    key.bytes = string->bytes;
    key.length = string->length;
    status = nrr__key_store_add(store, &key);
    if (status != NRR_OK)
        return status;
    if (table->rekeyed != rekeyed)
        hash = string_table_hash(table, string);
    if (string_table_place(table, hash, store->count)) {
        table->highest = store->count;
    } else {
        string_table_rekey(table);
        string_table_refill(table, store, store->count);
    }
    *id = store->count;
    return NRR_OK;
}

/* Where a string may be. */
typedef struct string_guess {
    nrr__key_at at; /* of the id, if that is not 0 */
    uint32_t id;
} string_guess;

/* Some strings on their way. */
typedef struct string_group {
    const nrr__span *strings;
    size_t count;
    uint64_t rekeyed; /* of the table, when hashes were taken */
    uint64_t hashes[STRING_GROUP];
    string_guess guesses[STRING_GROUP];
} string_group;

/* Takes all hashes, and asks for their lines. */
static void string_group_hash(const nrr__string_table *table, string_group *group)
{
    size_t i;

    group->rekeyed = table->rekeyed;
    for (i = 0; i < group->count; i++) {
        group->hashes[i] = string_table_hash(table, &group->strings[i]);
        nrr__prefetch(string_table_line(table, group->hashes[i]));
    }
}

/* Guesses all ids, and asks for the store's entries, each of which may lie in two lines. (GCC takes a
 * function that does nothing else for one without effect: hence both here.) */
static void string_group_guess(const nrr__string_table *table, const nrr__key_store *store, string_group *group)
{
    size_t i;

    for (i = 0; i < group->count; i++) {
        string_guess *guess = &group->guesses[i];
        guess->id = string_table_guess(table, group->hashes[i]);
        if (guess->id == 0)
            continue;
        guess->at = nrr__key_store_at(store, guess->id);
        nrr__prefetch(guess->at.entry);
        if (guess->at.words > 1)
            nrr__prefetch(guess->at.entry + (guess->at.words - 1) * sizeof(uint64_t));
    }
}

/* Whether a string of a group is where it was guessed to be. */
static inline int string_group_holds(const string_group *group, const nrr__key_store *store, size_t at)
{
    const string_guess *guess = &group->guesses[at];
    const nrr__span *string = &group->strings[at];

    return guess->id != 0 && nrr__key_store_is_string(store, guess->at, string->bytes, string->length);
}

/* Interns a string of a group that is not where it was guessed to be. Its hash is out of date if the table
 * took another one since. */
static nrr_status string_group_intern_one(nrr__string_table *table, nrr__key_store *store,
                                          const string_group *group, size_t at, uint32_t *id)
{
    const nrr__span *string = &group->strings[at];
    uint64_t hash =
        table->rekeyed == group->rekeyed ? group->hashes[at] : string_table_hash(table, string);

    *id = string_table_look(table, store, string, hash);
    return *id != 0 ? NRR_OK : string_table_add(table, store, string, hash, id);
}

/* Interns a group, and says how many. What was guessed stays right, whatever is interned in between. */
static nrr_status string_group_intern(nrr__string_table *table, nrr__key_store *store, string_group *group,
                                      uint32_t *ids, size_t *done)
{
    nrr_status status = NRR_OK;
    size_t i;

    string_group_hash(table, group);
    string_group_guess(table, store, group);
    for (i = 0; i < group->count; i++) {
        ids[i] = group->guesses[i].id;
        if (!string_group_holds(group, store, i))
            status = string_group_intern_one(table, store, group, i, &ids[i]);
        if (status != NRR_OK)
            break;
    }
    *done = i;
    return status;
}

nrr_status nrr__string_table_intern(nrr__string_table *table, nrr__key_store *store, const nrr__span *strings,
                                    size_t count, uint32_t *ids, size_t *done)
{
    string_group group;
    nrr_status status = NRR_OK;
    size_t interned;

    *done = 0;
    if (count != 0) /* else there may be no table, and none is needed */
        status = string_table_reserve(table, &store->memory, store, 1);
    while (*done < count && status == NRR_OK) {
        group.strings = strings + *done;
        group.count = count - *done < STRING_GROUP ? count - *done : STRING_GROUP;
        status = string_group_intern(table, store, &group, ids + *done, &interned);
        *done += interned;
    }
    return status;
}

nrr_status nrr__string_table_fill(nrr__string_table *table, const nrr_allocator *memory,
                                  const nrr__key_store *store, uint32_t count)
{
    nrr__assert(table->slots == NULL);
    table->highest = count; /* which the first table is filled with */
    return string_table_reserve(table, memory, store, count);
}
