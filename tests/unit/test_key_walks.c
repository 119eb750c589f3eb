/* SPDX-License-Identifier: MIT */
/* Where keys go in the tables of integers and of strings: lines that are full, keys of equal hash, keys that
 * walk too far, and the hash that the table takes then. */
#include "lib/key_index.h"

#include "keys.h"

enum {
    LINES_FIRST = 4,
    LINES_SMALL = 8192, /* a table of so many grows by half */
    WALK = 128,         /* lines that a key may walk */
    WALKED = 1024       /* lines that all may walk together, beside one for each */
};

/* What the cases are run with. Strings that are alike have one tag. */
enum { INTEGERS, STRINGS, STRINGS_ALIKE, KINDS };

static nrr__key_index keys;

/* With secrets that make integers, and strings of two words of which the first is 1, into hashes of what is in
 * them: so a case says where its keys go. */
static void begin(void)
{
    nrr__key_hash hash = nrr__key_hash_of(4711);

    store_begin();
    hash.secrets[0] = hash.secrets[2] = 0;
    hash.secrets[1] = hash.secrets[3] = 1;
    nrr__key_index_begin(&keys, hash);
}

static void end(void)
{
    nrr__key_index_end(&keys, &memory.allocator);
    store_end();
}

/* Slots of a line. */
static uint32_t line_of(int kind)
{
    return kind == INTEGERS ? 5 : 16;
}

/* Keys that four lines have room for, at the most. */
static uint32_t four_lines_limit(int kind)
{
    return kind == INTEGERS ? 11 : 44;
}

static uint64_t lines_of(int kind)
{
    return kind == INTEGERS ? keys.integers.line_count : keys.strings.lines;
}

static uint64_t walked_of(int kind)
{
    return kind == INTEGERS ? keys.integers.walked : keys.strings.walked;
}

static uint64_t rekeyed_of(const nrr__key_index *index, int kind)
{
    return kind == INTEGERS ? index->integers.rekeyed : index->strings.rekeyed;
}

/* The id in a slot, counted through all lines. */
static uint32_t id_in(int kind, uint32_t slot)
{
    return kind == INTEGERS ? keys.integers.lines[slot / 5].ids[slot % 5]
                            : keys.strings.slots[slot] & keys.strings.id_mask;
}

/* A key of a hash; a string is there until the next one. */
static nrr__key_entry key_of_hash(int kind, uint64_t hash)
{
    static uint64_t words[2];

    words[0] = 1;
    words[1] = hash ^ sizeof words;
    return kind == INTEGERS ? integer_key(hash) : string_key(words, sizeof words);
}

/* One that goes into a line of a table of 2^n lines. */
static nrr__key_entry key_of_line(int kind, uint32_t line, uint32_t lines, uint32_t number)
{
    uint64_t away = (uint64_t)number << (kind == STRINGS_ALIKE ? 32 : 20);

    return key_of_hash(kind, (UINT64_MAX / lines + 1) * line + away);
}

static uint32_t find(nrr__key_entry key)
{
    return nrr__key_index_find(&keys, store, &key);
}

static uint32_t intern(nrr__key_entry key)
{
    uint32_t id = UINT32_MAX;

    ck_assert_int_eq(nrr__key_index_intern(&keys, store, &key, &id), NRR_OK);
    return id;
}

static void intern_new(nrr__key_entry key)
{
    uint32_t count = store->count;

    ck_assert_uint_eq(find(key), 0);
    ck_assert_uint_eq(intern(key), count + 1);
}

static void check_all_found(void)
{
    uint32_t id, found = 0;

    for (id = 1; id <= store->count; id++)
        found += find(nrr__key_store_read(store, id)) == id;
    ck_assert_uint_eq(found, store->count);
}

/* How many times a table took another hash, which is the strong one from the first time on. */
static void check_rekeyed(int kind, uint64_t times)
{
    const nrr__key_hash *hash = kind == INTEGERS ? &keys.integers.hash_key : &keys.strings.hash_key;

    ck_assert_uint_eq(rekeyed_of(&keys, kind), times);
    ck_assert_int_eq(hash->is_strong, times != 0);
}

START_TEST(what_a_key_is_says_where_it_goes)
{
    uint32_t line;

    for (line = 0; line < LINES_FIRST; line++) {
        intern_new(key_of_line(_i, line, LINES_FIRST, 1));
        ck_assert_uint_eq(id_in(_i, line * line_of(_i)), line + 1);
    }
}
END_TEST

START_TEST(behind_a_full_line_comes_the_next_and_behind_the_last_the_first)
{
    uint32_t line = line_of(_i), i, walked = 0;

    for (i = 0; i < 2 * line; i++) {
        intern_new(key_of_line(_i, LINES_FIRST - 1, LINES_FIRST, i));
        ck_assert_uint_eq(id_in(_i, (3 * line + i) % (4 * line)), i + 1);
        walked += i / line;
        ck_assert_uint_eq(walked_of(_i), walked);
        check_all_found();
    }
    ck_assert_uint_eq(find(key_of_line(_i, 0, LINES_FIRST, 0)), 0); /* its line is full of others */
    for (i = 0; i < four_lines_limit(_i) - 2 * line; i++)
        intern_new(key_of_line(_i, 0, LINES_FIRST, i));
    ck_assert_uint_eq(lines_of(_i), LINES_FIRST);
    check_rekeyed(_i, 0);
    check_all_found();
}
END_TEST

/* Zero bytes have their number for a hash, and so have sixteen bytes if the first eight of them are zero. */
START_TEST(keys_of_equal_hash_are_told_apart_by_type_length_and_bytes)
{
    static const unsigned char zeros[40];
    uint64_t words[2] = {0, 0};
    uint32_t i;

    for (i = 0; i <= sizeof zeros; i++) {
        ck_assert_uint_eq(nrr__key_hash_bytes(&keys.hash_key, zeros, i), i);
        ck_assert_uint_eq(nrr__key_hash_integer(&keys.hash_key, i), i);
        intern_new(integer_key(i));
        intern_new(string_key(zeros, i));
    }
    for (i = 1; i < 64; i++) {
        words[1] = (uint64_t)1 << i;
        ck_assert_uint_eq(nrr__key_hash_bytes(&keys.hash_key, words, sizeof words), sizeof words);
        intern_new(string_key(words, sizeof words));
    }
    for (i = 1; i < 64; i++) {
        words[1] = (uint64_t)1 << i;
        ck_assert_uint_eq(intern(string_key(words, sizeof words)), 2 * (sizeof zeros + 1) + i);
    }
    words[1] = 1;
    ck_assert_uint_eq(find(string_key(words, sizeof words)), 0);
    check_rekeyed(STRINGS, 0);
    check_rekeyed(INTEGERS, 0);
    check_all_found();
}
END_TEST

/* How many keys are in a line before a case fills it: such that a table has so many lines, and none smaller. */
static uint32_t spread_in(int kind, uint32_t line)
{
    return kind == INTEGERS ? 1 + line % 2 : 6;
}

START_TEST(a_key_walks_so_many_lines_and_no_more)
{
    enum { LINES = 4 * WALK };
    uint32_t line, i;

    for (i = 0; i < LINES * 6; i++) { /* in no order, so that they don't crowd smaller tables */
        line = i * 167 % LINES;
        if (i / LINES < spread_in(_i, line))
            intern_new(key_of_line(_i, line, LINES, i / LINES));
    }
    ck_assert_uint_eq(lines_of(_i), LINES);
    for (line = 0; line < WALK; line++)
        for (i = spread_in(_i, line); i < line_of(_i); i++)
            intern_new(key_of_line(_i, line, LINES, i));
    ck_assert_uint_eq(walked_of(_i), 0);
    intern_new(key_of_line(_i, 0, LINES, line_of(_i)));
    ck_assert_uint_eq(walked_of(_i), WALK);
    for (i = spread_in(_i, WALK) + 1; i < line_of(_i); i++)
        intern_new(key_of_line(_i, WALK, LINES, i));
    check_rekeyed(_i, 0);
    check_all_found();
    intern_new(key_of_line(_i, 0, LINES, line_of(_i) + 1));
    check_rekeyed(_i, 1);
    ck_assert_uint_eq(lines_of(_i), LINES);
    check_all_found();
}
END_TEST

/* Of integers and of strings of one line each, and of strings that have even their hash in common. Some others
 * don't walk: with them the others walk exactly so many at one time. */
START_TEST(keys_walk_so_many_lines_together_and_no_more)
{
    static const uint32_t others[KINDS] = {1, 5, 5};
    uint64_t words[2] = {0, 0};
    int kind = _i < KINDS ? _i : STRINGS, were_even = 0;
    uint32_t i, walked = 0;

    for (i = 0; i < others[kind]; i++)
        intern_new(key_of_line(kind, LINES_SMALL - 1, LINES_SMALL, i));
    for (i = 0; i < 1000; i++) {
        walked += i / line_of(kind);
        words[1] = i;
        intern_new(_i == KINDS ? string_key(words, sizeof words) : key_of_line(kind, 0, LINES_SMALL, i));
        check_rekeyed(kind, walked > store->count + WALKED);
        were_even |= walked == store->count + WALKED;
        if (rekeyed_of(&keys, kind) == 0)
            ck_assert_uint_eq(walked_of(kind), walked);
        else
            ck_assert_uint_lt(walked_of(kind), i);
    }
    ck_assert(were_even);
    check_all_found();
}
END_TEST

/* Groups of keys around the boundary of two lines, which is none in a table that is larger by half: there all
 * are of one line, and walk farther. The others of a group lie behind, where they have room. */
static nrr__key_entry key_of_group(int kind, uint32_t group, uint32_t number)
{
    uint64_t line = UINT64_MAX / LINES_SMALL + 1, boundary = (6 * group + 1) * line;
    uint64_t away = (uint64_t)number << 20;

    if (number >= (kind == INTEGERS ? 16 : 64))
        return key_of_hash(kind, boundary + 3 * line + away);
    return key_of_hash(kind, number % 2 == 0 ? boundary + away : boundary - away);
}

START_TEST(a_table_that_grows_may_find_that_it_needs_another_hash)
{
    enum { GROUPS = LINES_SMALL / 6 };
    uint32_t full = LINES_SMALL / 4 * four_lines_limit(_i), grouped = full / GROUPS * GROUPS, i;

    for (i = 0; i < grouped; i++) /* in no order, so that they don't crowd smaller tables */
        intern(key_of_group(_i, i * 844 % GROUPS, i / GROUPS));
    for (; i < full; i++)
        intern(key_of_line(_i, i % GROUPS * 6 + 4, LINES_SMALL, i));
    ck_assert_uint_eq(lines_of(_i), LINES_SMALL);
    check_rekeyed(_i, 0);
    check_all_found();
    intern_new(key_of_line(_i, 0, LINES_SMALL, i));
    ck_assert_uint_eq(lines_of(_i), LINES_SMALL + LINES_SMALL / 2);
    check_rekeyed(_i, 1);
    check_all_found();
}
END_TEST

/* Of keys of one line, each of them twice: the hash changes between two of them. */
START_TEST(a_run_goes_on_when_the_hash_changes)
{
    static uint64_t words[NRR__KEY_RUN][2];
    int64_t integers[NRR__KEY_RUN];
    nrr__span strings[NRR__KEY_RUN];
    nrr__key_run run = {_i == INTEGERS ? integers : NULL, strings, NRR__KEY_RUN};
    uint32_t ids[NRR__KEY_RUN], first, i;
    size_t done;

    for (first = 0; first < 1000; first += NRR__KEY_RUN / 2) {
        for (i = 0; i < NRR__KEY_RUN; i++) {
            integers[i] = key_of_line(INTEGERS, 0, LINES_SMALL, first + i / 2).integer;
            words[i][1] = first + i / 2;
            strings[i].bytes = words[i];
            strings[i].length = sizeof words[i];
        }
        ck_assert_int_eq(nrr__key_index_intern_run(&keys, store, &run, ids, &done), NRR_OK);
        ck_assert_uint_eq(done, NRR__KEY_RUN);
        for (i = 0; i < NRR__KEY_RUN; i++)
            ck_assert_uint_eq(ids[i], first + i / 2 + 1);
        check_all_found();
    }
    check_rekeyed(_i, 1);
}
END_TEST

/* An index for a snapshot, all of whose keys collide. */
START_TEST(a_table_that_is_filled_takes_another_hash_too)
{
    nrr__key_index filled;
    uint32_t i, wrong = 0;

    nrr__key_index_begin(&filled, keys.hash_key);
    for (i = 0; i < 1000; i++)
        intern(key_of_line(_i, 0, LINES_SMALL, i));
    ck_assert_int_eq(nrr__key_index_fill(&filled, &memory.allocator, store, 900), NRR_OK);
    for (i = 0; i < 1000; i++) {
        nrr__key_entry key = key_of_line(_i, 0, LINES_SMALL, i);
        wrong += nrr__key_index_find(&filled, store, &key) != (i < 900 ? i + 1 : 0);
    }
    ck_assert_uint_eq(wrong, 0);
    ck_assert_uint_eq(rekeyed_of(&filled, _i), 1);
    nrr__key_index_end(&filled, &memory.allocator);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("key walks");
    TCase *cases = tcase_create("key walks");

    tcase_add_checked_fixture(cases, begin, end);
    tcase_add_loop_test(cases, what_a_key_is_says_where_it_goes, 0, KINDS);
    tcase_add_loop_test(cases, behind_a_full_line_comes_the_next_and_behind_the_last_the_first, 0, KINDS);
    tcase_add_test(cases, keys_of_equal_hash_are_told_apart_by_type_length_and_bytes);
    tcase_add_loop_test(cases, a_key_walks_so_many_lines_and_no_more, 0, KINDS);
    tcase_add_loop_test(cases, keys_walk_so_many_lines_together_and_no_more, 0, KINDS + 1);
    tcase_add_loop_test(cases, a_table_that_grows_may_find_that_it_needs_another_hash, 0, STRINGS_ALIKE);
    tcase_add_loop_test(cases, a_run_goes_on_when_the_hash_changes, 0, STRINGS_ALIKE);
    tcase_add_loop_test(cases, a_table_that_is_filled_takes_another_hash_too, 0, KINDS);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
