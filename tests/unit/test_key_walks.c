/* SPDX-License-Identifier: MIT */
/* Where keys go in the table of keys: lines that are full, keys of equal hash, keys that walk too far, and
 * the hash that the table takes then. */
#include "lib/key_index.h"

#include "keys.h"

enum {
    LINE = 16,       /* slots of a line */
    LINE_LIMIT = 11, /* keys for each line, at the most */
    LINES_FIRST = 4,
    LINES_SMALL = 8192, /* a table of so many grows by half */
    WALK = 128,         /* lines that a key may walk */
    WALKED = 1024       /* lines that all may walk together, beside one for each */
};

static nrr__key_index table;

/* With secrets that make integers their own hashes: so a case says where its keys go. */
static void begin(void)
{
    store_begin();
    nrr__key_index_begin(&table, nrr__key_hash_of(4711));
    table.hash_key.secrets[0] = table.hash_key.secrets[2] = 0;
    table.hash_key.secrets[1] = table.hash_key.secrets[3] = 1;
}

static void end(void)
{
    nrr__key_index_end(&table, &memory.allocator);
    store_end();
}

/* One that goes into a line of a table of 2^n lines. Those that are alike have one tag. */
static nrr__key_entry key_of_line(uint32_t line, uint32_t lines, uint32_t number, int is_alike)
{
    return integer_key((UINT64_MAX / lines + 1) * line + ((uint64_t)number << (is_alike ? 32 : 20)));
}

static uint32_t find(nrr__key_entry key)
{
    return nrr__key_index_find(&table, store, &key);
}

static uint32_t intern(nrr__key_entry key)
{
    uint32_t id = UINT32_MAX;

    ck_assert_int_eq(nrr__key_index_intern(&table, store, &key, &id), NRR_OK);
    return id;
}

static void intern_new(nrr__key_entry key)
{
    uint32_t count = table.count;

    ck_assert_uint_eq(find(key), 0);
    ck_assert_uint_eq(intern(key), count + 1);
}

static void check_all_found(void)
{
    uint32_t id, found = 0;

    for (id = 1; id <= store->count; id++)
        found += find(nrr__key_store_read(store, id)) == id;
    ck_assert_uint_eq(found, store->count);
    ck_assert_uint_eq(table.count, store->count);
}

/* How many times the table took another hash, which is the strong one from the first time on. */
static void check_rekeyed(uint64_t times)
{
    ck_assert_uint_eq(table.rekeyed, times);
    ck_assert_int_eq(table.hash_key.is_strong, times != 0);
}

START_TEST(behind_a_full_line_comes_the_next_and_behind_the_last_the_first)
{
    uint32_t i, walked = 0;

    for (i = 0; i < 2 * LINE; i++) {
        intern_new(key_of_line(LINES_FIRST - 1, LINES_FIRST, i, _i));
        ck_assert_uint_eq(table.slots[(3 * LINE + i) % (4 * LINE)] & table.id_mask, i + 1);
        walked += i / LINE;
        ck_assert_uint_eq(table.walked, walked);
        check_all_found();
    }
    ck_assert_uint_eq(find(key_of_line(0, LINES_FIRST, 0, _i)), 0); /* its line is full of others */
    for (i = 0; i < LINES_FIRST * LINE_LIMIT - 2 * LINE; i++)
        intern_new(key_of_line(0, LINES_FIRST, i, _i));
    ck_assert_uint_eq(table.lines, LINES_FIRST);
    check_rekeyed(0);
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
        ck_assert_uint_eq(nrr__key_hash_bytes(&table.hash_key, zeros, i), i);
        ck_assert_uint_eq(nrr__key_hash_integer(&table.hash_key, i), i);
        intern_new(integer_key(i));
        intern_new(string_key(zeros, i));
    }
    for (i = 1; i < 64; i++) {
        words[1] = (uint64_t)1 << i;
        ck_assert_uint_eq(nrr__key_hash_bytes(&table.hash_key, words, sizeof words), sizeof words);
        intern_new(string_key(words, sizeof words));
    }
    for (i = 1; i < 64; i++) {
        words[1] = (uint64_t)1 << i;
        ck_assert_uint_eq(intern(string_key(words, sizeof words)), 2 * (sizeof zeros + 1) + i);
    }
    words[1] = 1;
    ck_assert_uint_eq(find(string_key(words, sizeof words)), 0);
    check_rekeyed(0);
    check_all_found();
}
END_TEST

START_TEST(a_key_walks_so_many_lines_and_no_more)
{
    enum { LINES = 4 * WALK, SPREAD = 6 };
    uint32_t line, i;

    for (i = 0; i < LINES * SPREAD; i++) /* in no order, so that they don't crowd smaller tables */
        intern_new(key_of_line(i * 167 % LINES, LINES, i / LINES, _i));
    ck_assert_uint_eq(table.lines, LINES);
    for (line = 0; line < WALK; line++)
        for (i = SPREAD; i < LINE; i++)
            intern_new(key_of_line(line, LINES, i, _i));
    ck_assert_uint_eq(table.walked, 0);
    intern_new(key_of_line(0, LINES, LINE, _i));
    ck_assert_uint_eq(table.walked, WALK);
    for (i = SPREAD + 1; i < LINE; i++)
        intern_new(key_of_line(WALK, LINES, i, _i));
    check_rekeyed(0);
    check_all_found();
    intern_new(key_of_line(0, LINES, LINE + 1, _i));
    check_rekeyed(1);
    check_all_found();
}
END_TEST

START_TEST(keys_walk_so_many_lines_together_and_no_more)
{
    enum { OTHERS = 5 }; /* that don't walk: with them the others walk exactly so many at one time */
    uint64_t words[2] = {0, 0};
    uint32_t i, walked = 0;

    for (i = 0; i < OTHERS; i++)
        intern_new(key_of_line(LINES_SMALL - 1, LINES_SMALL, i, 0));
    for (i = 0; i < 1000; i++) {
        walked += i / LINE;
        words[1] = i;
        intern_new(_i == 2 ? string_key(words, sizeof words) : key_of_line(0, LINES_SMALL, i, _i));
        check_rekeyed(walked > table.count + WALKED);
        if (table.rekeyed == 0)
            ck_assert_uint_eq(table.walked, walked);
        else
            ck_assert_uint_lt(table.walked, i);
    }
    check_all_found();
}
END_TEST

/* Groups of keys around the boundary of two lines, which is none in a table that is larger by half: there all
 * are of one line, and walk farther. The others of a group lie behind, where they have room. */
static nrr__key_entry key_of_group(uint32_t group, uint32_t number)
{
    uint64_t line = UINT64_MAX / LINES_SMALL + 1, boundary = (6 * group + 1) * line;
    uint64_t away = (uint64_t)number << 20;

    if (number >= 4 * LINE)
        return integer_key(boundary + 3 * line + away);
    return integer_key(number % 2 == 0 ? boundary + away : boundary - away);
}

START_TEST(a_table_that_grows_may_find_that_it_needs_another_hash)
{
    enum { GROUPS = LINES_SMALL / 6, GROUPED = GROUPS * 6 * LINE_LIMIT, FULL = LINES_SMALL * LINE_LIMIT };
    uint32_t i;

    for (i = 0; i < GROUPED; i++) /* in no order, so that they don't crowd smaller tables */
        intern(key_of_group(i * 844 % GROUPS, i / GROUPS));
    for (; i < FULL; i++)
        intern(key_of_line(6 * GROUPS + i % 2, LINES_SMALL, i, 0));
    ck_assert_uint_eq(table.lines, LINES_SMALL);
    check_rekeyed(0);
    check_all_found();
    intern_new(key_of_line(6 * GROUPS, LINES_SMALL, i, 0));
    ck_assert_uint_eq(table.lines, LINES_SMALL + LINES_SMALL / 2);
    check_rekeyed(1);
    check_all_found();
}
END_TEST

/* Of keys of one line, each of them twice: the hash changes between two of them. */
START_TEST(a_run_goes_on_when_the_hash_changes)
{
    static uint64_t words[NRR__KEY_RUN][2];
    int64_t integers[NRR__KEY_RUN];
    nrr__span strings[NRR__KEY_RUN];
    nrr__key_run run = {_i == 0 ? integers : NULL, strings, NRR__KEY_RUN};
    uint32_t ids[NRR__KEY_RUN], first, i;
    size_t done;

    for (first = 0; first < 1000; first += NRR__KEY_RUN / 2) {
        for (i = 0; i < NRR__KEY_RUN; i++) {
            integers[i] = key_of_line(0, LINES_SMALL, first + i / 2, 0).integer;
            words[i][1] = first + i / 2;
            strings[i].bytes = words[i];
            strings[i].length = sizeof words[i];
        }
        ck_assert_int_eq(nrr__key_index_intern_run(&table, store, &run, ids, &done), NRR_OK);
        ck_assert_uint_eq(done, NRR__KEY_RUN);
        for (i = 0; i < NRR__KEY_RUN; i++)
            ck_assert_uint_eq(ids[i], first + i / 2 + 1);
        check_all_found();
    }
    check_rekeyed(1);
}
END_TEST

/* A table for a snapshot, all of whose keys collide. */
START_TEST(a_table_that_is_filled_takes_another_hash_too)
{
    nrr__key_index filled;
    uint32_t i, wrong = 0;

    nrr__key_index_begin(&filled, table.hash_key);
    for (i = 0; i < 1000; i++)
        intern(key_of_line(0, LINES_SMALL, i, _i));
    ck_assert_int_eq(nrr__key_index_fill(&filled, &memory.allocator, store, 900), NRR_OK);
    for (i = 0; i < 1000; i++) {
        nrr__key_entry key = key_of_line(0, LINES_SMALL, i, _i);
        wrong += nrr__key_index_find(&filled, store, &key) != (i < 900 ? i + 1 : 0);
    }
    ck_assert_uint_eq(wrong, 0);
    ck_assert_uint_eq(filled.rekeyed, 1);
    nrr__key_index_end(&filled, &memory.allocator);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("key walks");
    TCase *cases = tcase_create("key walks");

    tcase_add_checked_fixture(cases, begin, end);
    tcase_add_loop_test(cases, behind_a_full_line_comes_the_next_and_behind_the_last_the_first, 0, 2);
    tcase_add_test(cases, keys_of_equal_hash_are_told_apart_by_type_length_and_bytes);
    tcase_add_loop_test(cases, a_key_walks_so_many_lines_and_no_more, 0, 2);
    tcase_add_loop_test(cases, keys_walk_so_many_lines_together_and_no_more, 0, 3);
    tcase_add_test(cases, a_table_that_grows_may_find_that_it_needs_another_hash);
    tcase_add_loop_test(cases, a_run_goes_on_when_the_hash_changes, 0, 2);
    tcase_add_loop_test(cases, a_table_that_is_filled_takes_another_hash_too, 0, 2);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
