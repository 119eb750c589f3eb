/* SPDX-License-Identifier: MIT */
/* Key index: see key_index.h.
 *
 * The keys of a run go through three steps, some of them together: hashes, which ask for the lines;
 * guesses, each the one slot of its line with the key's tag, which ask for the store's entries;
 * comparisons. A key that is not where it was guessed to be (it is new, or walked, or shares its tag) takes
 * the long way, alone. */
#include "key_index.h"

#include "invariant.h"
#include "memory.h"

#include <string.h>

enum {
    KEY_LINE = 16,       /* slots of a line */
    KEY_LINE_LIMIT = 11, /* keys that a table may hold, for each line */
    KEY_LINE_BYTES = KEY_LINE * 4,
    KEY_LINES_FIRST = 4,
    KEY_AHEAD = 16,      /* keys whose lines are asked for before they are placed in a new table */
    KEY_GROUP = 64,      /* keys that go through the steps together */
    /* Tables grow twofold as long as they are small enough for a cache, then by half. */
    KEY_LINES_SMALL = 1 << 13,
    /* Lines that a key may walk. With five of sixteen slots free a walk over n slots has a chance of
     * about e^(-0.062 n), here 2^-184, for hashes that are not contrived. */
    KEY_LINES_WALK = 128,
    /* Lines that all keys may walk together, beside one for each: a hundredth of that is usual. So
     * keys that all but walk too far don't make a table slow, which takes many of them. */
    KEY_LINES_WALKED = 1024
};

static uint64_t key_index_limit(uint64_t lines)
{
    return lines * KEY_LINE_LIMIT;
}

void nrr__key_index_begin(nrr__key_index *index, nrr__key_hash hash_key)
{
    memset(index, 0, sizeof *index);
    index->hash_key = hash_key;
}

/* Bytes of the memory that so many lines are in, wherever it begins. */
static size_t key_index_bytes(uint64_t lines)
{
    return lines == 0 ? 0 : (size_t)lines * KEY_LINE_BYTES + KEY_LINE_BYTES - 1;
}

void nrr__key_index_end(nrr__key_index *index, const nrr_allocator *memory)
{
    nrr__memory_release(memory, index->block, key_index_bytes(index->lines), 1);
    index->block = NULL;
    index->slots = NULL;
}

size_t nrr__key_index_size(const nrr__key_index *index)
{
    return key_index_bytes(index->lines);
}

static uint64_t key_index_hash(const nrr__key_index *index, const nrr__key_entry *key)
{
    return key->type == NRR_KEY_INTEGER
               ? nrr__key_hash_integer(&index->hash_key, key->integer)
               : nrr__key_hash_bytes(&index->hash_key, key->bytes, key->length);
}

static inline int key_index_is(const nrr__key_store *store, uint32_t id, const nrr__key_entry *key)
{
    nrr__key_at at = nrr__key_store_at(store, id);

    return key->type == NRR_KEY_INTEGER
               ? nrr__key_store_is_integer(store, at, key->integer)
               : nrr__key_store_is_string(store, at, key->bytes, key->length);
}

/* The line of a hash: its share of the table, so that any size will do. */
static inline uint32_t *key_index_line(const nrr__key_index *index, uint64_t hash)
{
    return index->slots + nrr__full_product(hash, index->lines).high * KEY_LINE;
}

static uint32_t *key_index_next(const nrr__key_index *index, uint32_t *line)
{
    line += KEY_LINE;
    return line == index->slots + index->lines * KEY_LINE ? index->slots : line;
}

/* The part of a slot beside the id. The lower bits of a hash, since the higher ones say where the
 * slot is. */
static inline uint32_t key_index_tag(const nrr__key_index *index, uint64_t hash)
{
    return (uint32_t)hash & ~index->id_mask;
}

/* Puts an id whose key is not there yet into the table; whether its walk was short enough. */
static int key_index_place(nrr__key_index *index, uint64_t hash, uint32_t id)
{
    uint32_t *line = key_index_line(index, hash), steps, used = 0, i;

    nrr__assert((id & ~index->id_mask) == 0);
    for (steps = 0; line[KEY_LINE - 1] != 0; line = key_index_next(index, line))
        if (++steps > KEY_LINES_WALK)
            return 0;
    for (i = 0; i < KEY_LINE; i++)
        used += line[i] != 0;
    line[used] = key_index_tag(index, hash) | id;
    index->walked += steps;
    return index->walked <= (uint64_t)id + KEY_LINES_WALKED;
}

/* The next hash takes up where the table lies: who made keys for a seed that is known does not know
 * that. No figure and no order depends on it. */
static void key_index_rekey(nrr__key_index *index)
{
    nrr__key_hash_next(&index->hash_key, (uintptr_t)index->block ^ index->rekeyed << 56);
    index->rekeyed++;
}

/* Places the ids from `first` on, of which there are at most as many as in a run, in a table that awaits
 * them; whether all walks were short enough. */
static int key_index_place_run(nrr__key_index *index, const nrr__key_store *store, uint32_t first,
                               uint32_t count)
{
    uint64_t hashes[NRR__KEY_RUN];
    uint32_t i;

    for (i = 0; i < count; i++) {
        nrr__key_entry key = nrr__key_store_read(store, first + i);
        hashes[i] = key_index_hash(index, &key);
    }
    for (i = 0; i < count + KEY_AHEAD; i++) {
        if (i < count)
            nrr__prefetch(key_index_line(index, hashes[i]));
        if (i >= KEY_AHEAD && !key_index_place(index, hashes[i - KEY_AHEAD], first + i - KEY_AHEAD))
            return 0;
    }
    return 1;
}

/* Places ids 1 to count in an empty table; whether all walks were short enough. */
static int key_index_place_all(nrr__key_index *index, const nrr__key_store *store, uint32_t count)
{
    uint32_t done, now;

    for (done = 0; done < count; done += now) {
        now = count - done < NRR__KEY_RUN ? count - done : NRR__KEY_RUN;
        if (!key_index_place_run(index, store, done + 1, now))
            return 0;
    }
    return 1;
}

/* Fills the table, whose slots were just allocated, with ids 1 to count; under another hash as long as
 * walks are too long. */
static void key_index_refill(nrr__key_index *index, const nrr__key_store *store, uint32_t count)
{
    for (;;) {
        memset(index->slots, 0, (size_t)index->lines * KEY_LINE_BYTES);
        index->walked = 0;
        if (key_index_place_all(index, store, count))
            break;
        key_index_rekey(index);
    }
    index->count = count;
}

/* All bits up to the highest one of a number. */
static uint32_t key_index_mask(uint64_t number)
{
    uint32_t mask = 1;

    while (mask < number && mask != UINT32_MAX)
        mask = mask << 1 | 1;
    return mask;
}

/* Gives the table room for `count` keys; it stays as it was if there is no memory. */
static nrr_status key_index_reserve(nrr__key_index *index, const nrr_allocator *memory,
                                    const nrr__key_store *store, uint32_t count)
{
    uint64_t lines = index->lines < KEY_LINES_FIRST ? KEY_LINES_FIRST : index->lines;
    unsigned char *block;

    while (key_index_limit(lines) < count)
        lines += lines < KEY_LINES_SMALL ? lines : lines / 2;
    if (lines == index->lines)
        return NRR_OK;
    if (lines > SIZE_MAX / KEY_LINE_BYTES - 1)
        return NRR_E_MEMORY;
    block = nrr__memory_array(memory, key_index_bytes(lines), 1);
    if (block == NULL)
        return NRR_E_MEMORY;
    nrr__key_index_end(index, memory);
    index->block = block;
    index->slots = (uint32_t *)(void *)(block + (0 - (uintptr_t)block) % KEY_LINE_BYTES);
    index->lines = lines;
    index->id_mask = key_index_mask(key_index_limit(lines));
    key_index_refill(index, store, index->count);
    return NRR_OK;
}

/* The slot if it has a tag, else 0. */
static inline uint32_t key_slot_tagged(uint32_t slot, uint32_t tag, uint32_t id_mask)
{
    return slot & (0U - (uint32_t)((slot & ~id_mask) == tag));
}

/* The ids of all slots of a line that have a tag, one laid over the other: 0 if there is none. No jump depends
 * on what the slots are, and they are taken so that compilers compare four at once. */
static inline uint32_t key_line_tagged(const uint32_t *line, uint32_t tag, uint32_t id_mask)
{
    uint32_t found[4], i;

    for (i = 0; i < 4; i++)
        found[i] = key_slot_tagged(line[i], tag, id_mask) | key_slot_tagged(line[i + 4], tag, id_mask) |
                   key_slot_tagged(line[i + 8], tag, id_mask) | key_slot_tagged(line[i + 12], tag, id_mask);
    return (found[0] | found[1] | found[2] | found[3]) & id_mask;
}

/* The id of the slot in a hash's line that has its tag. It is no key's if there is none, and may be any
 * other's if there are two: a comparison will tell. */
static inline uint32_t key_index_guess(const nrr__key_index *index, uint64_t hash)
{
    uint32_t found = key_line_tagged(key_index_line(index, hash), key_index_tag(index, hash), index->id_mask);

    return found <= index->count ? found : 0;
}

/* The id of a key whose hash is known, or 0. */
static uint32_t key_index_look(const nrr__key_index *index, const nrr__key_store *store,
                               const nrr__key_entry *key, uint64_t hash)
{
    uint32_t *line = key_index_line(index, hash), tag = key_index_tag(index, hash), steps, i;

    /* No key is placed farther than this: who looks for one that is not there need not go on. */
    for (steps = 0; steps <= KEY_LINES_WALK; steps++, line = key_index_next(index, line)) {
        uint32_t tagged = key_line_tagged(line, tag, index->id_mask);
        for (i = 0; tagged != 0 && i < KEY_LINE && line[i] != 0; i++)
            if ((line[i] & ~index->id_mask) == tag && key_index_is(store, line[i] & index->id_mask, key))
                return line[i] & index->id_mask;
        if (line[KEY_LINE - 1] == 0)
            break;
    }
    return 0;
}

/* The same, by the guess if that is right. */
static uint32_t key_index_seek(const nrr__key_index *index, const nrr__key_store *store,
                               const nrr__key_entry *key, uint64_t hash)
{
    uint32_t guess;

    if (index->slots == NULL)
        return 0;
    guess = key_index_guess(index, hash);
    return guess != 0 && key_index_is(store, guess, key) ? guess : key_index_look(index, store, key, hash);
}

uint32_t nrr__key_index_find(const nrr__key_index *index, const nrr__key_store *store,
                             const nrr__key_entry *key)
{
    return key_index_seek(index, store, key, key_index_hash(index, key));
}

/* Adds a key that is not there. */
static nrr_status key_index_add(nrr__key_index *index, nrr__key_store *store,
                                const nrr__key_entry *key, uint64_t hash, uint32_t *id)
{
    uint64_t rekeyed = index->rekeyed;
    nrr_status status;

    if (store->count == UINT32_MAX)
        return NRR_E_TOO_MANY;
    status = key_index_reserve(index, &store->memory, store, store->count + 1);
    if (status != NRR_OK)
        return status;
    status = nrr__key_store_add(store, key);
    if (status != NRR_OK)
        return status;
    if (index->rekeyed != rekeyed)
        hash = key_index_hash(index, key);
    if (key_index_place(index, hash, store->count)) {
        index->count = store->count;
    } else {
        key_index_rekey(index);
        key_index_refill(index, store, store->count);
    }
    *id = store->count;
    return NRR_OK;
}

nrr_status nrr__key_index_intern(nrr__key_index *index, nrr__key_store *store,
                                 const nrr__key_entry *key, uint32_t *id)
{
    uint64_t hash = key_index_hash(index, key);

    nrr__assert(index->count == store->count);
    *id = key_index_seek(index, store, key, hash);
    return *id != 0 ? NRR_OK : key_index_add(index, store, key, hash, id);
}

/* The key at a place of a run. */
static nrr__key_entry key_run_entry(const nrr__key_run *run, size_t at)
{
    nrr__key_entry key = {NULL, 0, 0, NRR_KEY_INTEGER};

    if (run->integers != NULL) {
        key.integer = run->integers[at];
    } else {
        key.bytes = run->strings[at].bytes;
        key.length = run->strings[at].length;
        key.type = NRR_KEY_BYTES;
    }
    return key;
}

/* Where a key of a run may be. */
typedef struct key_guess {
    nrr__key_at at; /* of the id, if that is not 0 */
    uint32_t id;
} key_guess;

/* Some keys of a run, [first, first + count), on their way. */
typedef struct key_group {
    const nrr__key_run *run;
    size_t first, count;
    uint64_t rekeyed; /* of the index, when hashes were taken */
    uint64_t hashes[KEY_GROUP];
    key_guess guesses[KEY_GROUP];
} key_group;

/* Takes a hash, and asks for its line. */
static inline void key_group_take(const nrr__key_index *index, key_group *group, size_t at, uint64_t hash)
{
    group->hashes[at] = hash;
    nrr__prefetch(key_index_line(index, hash));
}

/* Takes all hashes. */
static void key_group_hash(const nrr__key_index *index, key_group *group)
{
    const int64_t *integers = group->run->integers;
    const nrr__span *strings = group->run->strings;
    size_t first = group->first, i;

    group->rekeyed = index->rekeyed;
    if (integers != NULL) {
        for (i = 0; i < group->count; i++)
            key_group_take(index, group, i, nrr__key_hash_integer(&index->hash_key, integers[first + i]));
        return;
    }
    for (i = 0; i < group->count; i++) {
        const nrr__span *string = &strings[first + i];
        key_group_take(index, group, i,
                       nrr__key_hash_bytes(&index->hash_key, string->bytes, string->length));
    }
}

/* Guesses all ids, and asks for the store's entries, each of which may lie in two lines. (GCC takes a
 * function that does nothing else for one without effect: hence both here.) */
static void key_group_guess(const nrr__key_index *index, const nrr__key_store *store, key_group *group)
{
    size_t i;

    for (i = 0; i < group->count; i++) {
        key_guess *guess = &group->guesses[i];
        guess->id = key_index_guess(index, group->hashes[i]);
        if (guess->id == 0)
            continue;
        guess->at = nrr__key_store_at(store, guess->id);
        nrr__prefetch(guess->at.entry);
        if (guess->at.words > 1)
            nrr__prefetch(guess->at.entry + (guess->at.words - 1) * sizeof(uint64_t));
    }
}

/* Whether a key of a group is where it was guessed to be. */
static inline int key_group_holds(const key_group *group, const nrr__key_store *store, size_t at)
{
    const key_guess *guess = &group->guesses[at];
    const nrr__key_run *run = group->run;
    const nrr__span *string;

    if (guess->id == 0)
        return 0;
    if (run->integers != NULL)
        return nrr__key_store_is_integer(store, guess->at, run->integers[group->first + at]);
    string = &run->strings[group->first + at];
    return nrr__key_store_is_string(store, guess->at, string->bytes, string->length);
}

/* Interns a key of a group that is not where it was guessed to be. Its hash is out of date if the table
 * took another one since. */
static nrr_status key_group_intern_one(nrr__key_index *index, nrr__key_store *store,
                                       const key_group *group, size_t at, uint32_t *id)
{
    nrr__key_entry key = key_run_entry(group->run, group->first + at);
    uint64_t hash = index->rekeyed == group->rekeyed ? group->hashes[at] : key_index_hash(index, &key);

    *id = key_index_look(index, store, &key, hash);
    return *id != 0 ? NRR_OK : key_index_add(index, store, &key, hash, id);
}

/* Interns a group. What was guessed stays right, whatever is interned in between. */
static nrr_status key_group_intern(nrr__key_index *index, nrr__key_store *store, key_group *group,
                                   uint32_t *ids, size_t *done)
{
    nrr_status status = NRR_OK;
    size_t i;

    key_group_hash(index, group);
    key_group_guess(index, store, group);
    for (i = 0; i < group->count; i++) {
        ids[group->first + i] = group->guesses[i].id;
        if (!key_group_holds(group, store, i))
            status = key_group_intern_one(index, store, group, i, &ids[group->first + i]);
        if (status != NRR_OK)
            break;
    }
    *done = group->first + i;
    return status;
}

nrr_status nrr__key_index_intern_run(nrr__key_index *index, nrr__key_store *store, const nrr__key_run *run,
                                     uint32_t *ids, size_t *done)
{
    key_group group;
    nrr_status status = NRR_OK;

    nrr__assert(run->count <= NRR__KEY_RUN && index->count == store->count);
    *done = 0;
    if (run->count != 0) /* else there may be no table, and none is needed */
        status = key_index_reserve(index, &store->memory, store, 1);
    group.run = run;
    for (group.first = 0; group.first < run->count && status == NRR_OK; group.first += KEY_GROUP) {
        size_t left = run->count - group.first;
        group.count = left < KEY_GROUP ? left : KEY_GROUP;
        status = key_group_intern(index, store, &group, ids, done);
    }
    return status;
}

nrr_status nrr__key_index_fill(nrr__key_index *index, const nrr_allocator *memory,
                               const nrr__key_store *store, uint32_t count)
{
    nrr__assert(index->slots == NULL);
    index->count = count; /* which the first table is filled with */
    return key_index_reserve(index, memory, store, count);
}
