/* SPDX-License-Identifier: MIT */
/* Keys: bytes and integers become ids at the door, and ids become keys again. (Many keys in one
 * call are in test_key_columns.c.) */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNTOUCHED = 4711 };

/* Keys of their own, beside those of the fixture. */
static nrr_ledger *empty;

static void begin(void)
{
    fixture_begin();
    ck_assert_int_eq(nrr_ledger_new(&the.memory.allocator, &empty), NRR_OK);
}

static void end(void)
{
    nrr_ledger_free(empty);
    fixture_end();
}

static TCase *key_cases(const char *name)
{
    TCase *cases = tcase_create(name);

    tcase_add_checked_fixture(cases, begin, end);
    return cases;
}

static uint32_t key(nrr_key_family family, const char *bytes)
{
    uint32_t id = 0;

    ck_assert_int_eq(nrr_ledger_key(empty, family, bytes, strlen(bytes), &id), NRR_OK);
    ck_assert_uint_ne(id, 0);
    return id;
}

static uint32_t integer_key(nrr_key_family family, int64_t integer)
{
    uint32_t id = 0;

    ck_assert_int_eq(nrr_ledger_key_integer(empty, family, integer, &id), NRR_OK);
    ck_assert_uint_ne(id, 0);
    return id;
}

static void assert_bytes(const nrr_key *found, const void *bytes, size_t length)
{
    ck_assert_int_eq(found->type, NRR_KEY_BYTES);
    ck_assert_uint_eq(found->length, length);
    ck_assert_int_eq(found->integer, 0);
    ck_assert_uint_eq(found->reserved, 0);
    ck_assert_ptr_ne(found->bytes, bytes);
    if (length != 0)
        ck_assert_mem_eq(found->bytes, bytes, length);
}

static void assert_integer(const nrr_key *found, int64_t integer)
{
    ck_assert_int_eq(found->type, NRR_KEY_INTEGER);
    ck_assert_ptr_null(found->bytes);
    ck_assert_uint_eq(found->length, 0);
    ck_assert_int_eq(found->integer, integer);
    ck_assert_uint_eq(found->reserved, 0);
}

static nrr_key key_of(nrr_key_family family, uint32_t id)
{
    nrr_key found = {"", 1, 1, -1, 1};

    ck_assert_int_eq(nrr_ledger_key_of(empty, family, id, &found), NRR_OK);
    return found;
}

START_TEST(ids_count_from_1_in_the_order_of_first_interning)
{
    ck_assert_uint_eq(key(NRR_KEY_CUSTOMER, "zeta"), 1);
    ck_assert_uint_eq(integer_key(NRR_KEY_CUSTOMER, -9), 2);
    ck_assert_uint_eq(key(NRR_KEY_CUSTOMER, "alpha"), 3);
    ck_assert_uint_eq(integer_key(NRR_KEY_CUSTOMER, -9), 2);
    ck_assert_uint_eq(key(NRR_KEY_CUSTOMER, "zeta"), 1);
    ck_assert_int_eq(counter(empty, NRR_COUNTER_CUSTOMERS), 3);
}
END_TEST

START_TEST(families_count_for_themselves)
{
    ck_assert_uint_eq(key(NRR_KEY_CUSTOMER, "one"), 1);
    ck_assert_uint_eq(key(NRR_KEY_LINE, "two"), 1);
    ck_assert_uint_eq(key(NRR_KEY_LINE, "one"), 2);
    ck_assert_uint_eq(key(NRR_KEY_FACT, "three"), 1);
    ck_assert_uint_eq(key(NRR_KEY_FACT, "one"), 2);
    ck_assert_uint_eq(key(NRR_KEY_DIMENSION, "four"), 1);
    ck_assert_uint_eq(key(NRR_KEY_DIMENSION, "one"), 2);
    ck_assert_uint_eq(key(NRR_KEY_VALUE, "five"), 1);
    ck_assert_uint_eq(key(NRR_KEY_VALUE, "one"), 2);
    ck_assert_int_eq(counter(empty, NRR_COUNTER_CUSTOMERS), 1);
    ck_assert_int_eq(counter(empty, NRR_COUNTER_LINES), 2);
}
END_TEST

START_TEST(the_integer_7_is_not_the_string_7)
{
    static const int64_t seven = 7;
    uint32_t id = 0;
    nrr_key found;

    ck_assert_uint_eq(integer_key(NRR_KEY_CUSTOMER, seven), 1);
    ck_assert_uint_eq(key(NRR_KEY_CUSTOMER, "7"), 2);
    /* Nor is it the bytes that it is stored as. */
    ck_assert_int_eq(nrr_ledger_key(empty, NRR_KEY_CUSTOMER, &seven, sizeof seven, &id), NRR_OK);
    ck_assert_uint_eq(id, 3);
    found = key_of(NRR_KEY_CUSTOMER, 1);
    assert_integer(&found, seven);
    found = key_of(NRR_KEY_CUSTOMER, 2);
    assert_bytes(&found, "7", 1);
    found = key_of(NRR_KEY_CUSTOMER, 3);
    assert_bytes(&found, &seven, sizeof seven);
}
END_TEST

START_TEST(the_empty_key_is_a_key_with_and_without_a_pointer)
{
    uint32_t id = 0;
    nrr_key found;

    ck_assert_int_eq(nrr_ledger_find(empty, NRR_KEY_LINE, NULL, 0, &id), NRR_E_KEY_UNKNOWN);
    ck_assert_int_eq(nrr_ledger_key(empty, NRR_KEY_LINE, NULL, 0, &id), NRR_OK);
    ck_assert_uint_eq(id, 1);
    ck_assert_uint_eq(key(NRR_KEY_LINE, ""), 1);
    ck_assert_uint_eq(integer_key(NRR_KEY_LINE, 0), 2);
    ck_assert_int_eq(nrr_ledger_find(empty, NRR_KEY_LINE, NULL, 0, &id), NRR_OK);
    ck_assert_uint_eq(id, 1);
    found = key_of(NRR_KEY_LINE, 1);
    assert_bytes(&found, "", 0);
}
END_TEST

START_TEST(bytes_after_a_nul_and_case_and_length_tell_keys_apart)
{
    static const struct {
        const char *bytes;
        size_t length;
    } keys[] = {{"a", 1},         {"a\0", 2},
                {"a\0b", 3},      {"a\0c", 3},
                {"A", 1},         {"aaaaaaaa", 8},
                {"aaaaaaaaa", 9}, {"aaaaaaa\0", 8},
                {"\xff\xfe", 2},  {"aaaaaaaaaaaaaaaab", 17}};
    uint32_t round, i, id;

    for (round = 0; round < 2; round++)
        for (i = 0; i < COUNT(keys); i++) {
            ck_assert_int_eq(
                nrr_ledger_key(empty, NRR_KEY_LINE, keys[i].bytes, keys[i].length, &id), NRR_OK);
            ck_assert_uint_eq(id, i + 1);
        }
    for (i = 0; i < COUNT(keys); i++) {
        nrr_key found = key_of(NRR_KEY_LINE, i + 1);
        assert_bytes(&found, keys[i].bytes, keys[i].length);
    }
}
END_TEST

START_TEST(the_extremes_are_integers_like_any)
{
    static const int64_t integers[] = {INT64_MIN, INT64_MAX, -1, 0, 1, UINT32_MAX, INT32_MIN};
    uint32_t i, id = 0;

    for (i = 0; i < COUNT(integers); i++)
        ck_assert_uint_eq(integer_key(NRR_KEY_CUSTOMER, integers[i]), i + 1);
    for (i = 0; i < COUNT(integers); i++) {
        nrr_key found = key_of(NRR_KEY_CUSTOMER, i + 1);
        assert_integer(&found, integers[i]);
        ck_assert_int_eq(nrr_ledger_find_integer(empty, NRR_KEY_CUSTOMER, integers[i], &id),
                         NRR_OK);
        ck_assert_uint_eq(id, i + 1);
    }
}
END_TEST

/* What the library puts in the place of a key that lies elsewhere is a word, and every word is an integer. */
START_TEST(integers_that_look_like_a_place_are_integers_like_any)
{
    static const uint64_t mark = UINT64_C(0x9b1d54e7) << 32;
    static const char *const strings[] = {"a", "b", "c"};
    uint32_t i;

    for (i = 0; i < COUNT(strings); i++) {
        ck_assert_uint_eq(integer_key(NRR_KEY_CUSTOMER, (int64_t)(mark + i)), 2 * i + 1);
        ck_assert_uint_eq(key(NRR_KEY_CUSTOMER, strings[i]), 2 * i + 2);
    }
    for (i = 0; i < COUNT(strings); i++) {
        nrr_key found = key_of(NRR_KEY_CUSTOMER, 2 * i + 1);
        assert_integer(&found, (int64_t)(mark + i));
        found = key_of(NRR_KEY_CUSTOMER, 2 * i + 2);
        assert_bytes(&found, strings[i], 1);
        ck_assert_uint_eq(integer_key(NRR_KEY_CUSTOMER, (int64_t)(mark + i)), 2 * i + 1);
    }
}
END_TEST

START_TEST(a_key_may_have_65535_bytes_and_not_one_more)
{
    char *bytes = malloc(NRR_KEY_LENGTH_MAX + 1);
    uint32_t id = UNTOUCHED;
    nrr_key found;

    ck_assert_ptr_nonnull(bytes);
    memset(bytes, 'x', NRR_KEY_LENGTH_MAX + 1);
    ck_assert_int_eq(nrr_ledger_key(empty, NRR_KEY_LINE, bytes, NRR_KEY_LENGTH_MAX + 1, &id),
                     NRR_E_KEY_LENGTH);
    ck_assert_int_eq(nrr_ledger_key(empty, NRR_KEY_LINE, bytes, SIZE_MAX, &id), NRR_E_KEY_LENGTH);
    ck_assert_uint_eq(id, UNTOUCHED);
    ck_assert_int_eq(counter(empty, NRR_COUNTER_LINES), 0);
    ck_assert_int_eq(nrr_ledger_key(empty, NRR_KEY_LINE, bytes, NRR_KEY_LENGTH_MAX, &id), NRR_OK);
    ck_assert_uint_eq(id, 1);
    ck_assert_int_eq(nrr_ledger_key(empty, NRR_KEY_LINE, bytes, NRR_KEY_LENGTH_MAX - 1, &id),
                     NRR_OK);
    ck_assert_uint_eq(id, 2);
    found = key_of(NRR_KEY_LINE, 1);
    assert_bytes(&found, bytes, NRR_KEY_LENGTH_MAX);
    /* A key that can't be there is simply not found. */
    ck_assert_int_eq(nrr_ledger_find(empty, NRR_KEY_LINE, bytes, NRR_KEY_LENGTH_MAX + 1, &id),
                     NRR_E_KEY_UNKNOWN);
    ck_assert_int_eq(nrr_ledger_find(empty, NRR_KEY_LINE, bytes, NRR_KEY_LENGTH_MAX, &id), NRR_OK);
    ck_assert_uint_eq(id, 1);
    free(bytes);
}
END_TEST

START_TEST(the_bytes_of_a_key_are_copied)
{
    char bytes[] = "acme";
    uint32_t id = 0;
    nrr_key found;

    ck_assert_int_eq(nrr_ledger_key(empty, NRR_KEY_CUSTOMER, bytes, 4, &id), NRR_OK);
    memcpy(bytes, "XXXX", 4);
    found = key_of(NRR_KEY_CUSTOMER, id);
    assert_bytes(&found, "acme", 4);
    ck_assert_uint_eq(key(NRR_KEY_CUSTOMER, "acme"), id);
}
END_TEST

START_TEST(borrowed_bytes_stay_where_they_are_while_keys_are_added)
{
    uint32_t first = key(NRR_KEY_CUSTOMER, "the first one");
    nrr_key before = key_of(NRR_KEY_CUSTOMER, first), after;
    char name[40];
    int i;

    for (i = 0; i < 20000; i++) {
        snprintf(name, sizeof name, "customer number %d", i);
        key(NRR_KEY_CUSTOMER, name);
    }
    after = key_of(NRR_KEY_CUSTOMER, first);
    ck_assert_ptr_eq(before.bytes, after.bytes);
    assert_bytes(&before, "the first one", 13);
}
END_TEST

/* More bytes than the library keeps in one piece, in keys of odd lengths. */
START_TEST(long_keys_fill_megabytes)
{
    enum { KEYS = 560 };
    static char bytes[NRR_KEY_LENGTH_MAX];
    uint32_t i, id = 0;
    nrr_key found;

    for (i = 0; i < KEYS; i++) {
        memset(bytes, 'a' + (int)(i % 26), sizeof bytes);
        ck_assert_int_eq(nrr_ledger_key(empty, NRR_KEY_LINE, bytes, sizeof bytes - i, &id), NRR_OK);
        ck_assert_uint_eq(id, i + 1);
    }
    for (i = 0; i < KEYS; i++) {
        memset(bytes, 'a' + (int)(i % 26), sizeof bytes);
        ck_assert_int_eq(nrr_ledger_key(empty, NRR_KEY_LINE, bytes, sizeof bytes - i, &id), NRR_OK);
        ck_assert_uint_eq(id, i + 1);
        found = key_of(NRR_KEY_LINE, id);
        assert_bytes(&found, bytes, sizeof bytes - i);
    }
    ck_assert_int_ge(counter(empty, NRR_COUNTER_BYTES),
                     (int64_t)KEYS * (NRR_KEY_LENGTH_MAX - KEYS));
    ck_assert_int_le(counter(empty, NRR_COUNTER_BYTES), (int64_t)KEYS * NRR_KEY_LENGTH_MAX * 5 / 4);
}
END_TEST

START_TEST(a_search_finds_and_never_interns)
{
    uint32_t id = UNTOUCHED;

    ck_assert_int_eq(nrr_ledger_find(empty, NRR_KEY_LINE, "a", 1, &id), NRR_E_KEY_UNKNOWN);
    ck_assert_int_eq(nrr_ledger_find_integer(empty, NRR_KEY_LINE, 1, &id), NRR_E_KEY_UNKNOWN);
    key(NRR_KEY_LINE, "b");
    key(NRR_KEY_LINE, "a");
    integer_key(NRR_KEY_LINE, 2);
    ck_assert_int_eq(nrr_ledger_find_integer(empty, NRR_KEY_LINE, 1, &id), NRR_E_KEY_UNKNOWN);
    ck_assert_int_eq(nrr_ledger_find(empty, NRR_KEY_LINE, "c", 1, &id), NRR_E_KEY_UNKNOWN);
    ck_assert_int_eq(nrr_ledger_find(empty, NRR_KEY_CUSTOMER, "a", 1, &id), NRR_E_KEY_UNKNOWN);
    ck_assert_uint_eq(id, UNTOUCHED);
    ck_assert_int_eq(counter(empty, NRR_COUNTER_LINES), 3);
    ck_assert_int_eq(nrr_ledger_find(empty, NRR_KEY_LINE, "a", 1, &id), NRR_OK);
    ck_assert_uint_eq(id, 2);
    ck_assert_int_eq(nrr_ledger_find_integer(empty, NRR_KEY_LINE, 2, &id), NRR_OK);
    ck_assert_uint_eq(id, 3);
}
END_TEST

START_TEST(an_id_that_was_not_given_has_no_key)
{
    static const uint32_t unknown[] = {0, 3, 256, 257, UINT32_MAX};
    nrr_key found = {NULL, UNTOUCHED, 0, 0, 0};
    nrr_snapshot *snapshot = NULL;

    key(NRR_KEY_CUSTOMER, "a");
    key(NRR_KEY_CUSTOMER, "b");
    integer_key(NRR_KEY_LINE, 1);
    integer_key(NRR_KEY_LINE, 2);
    integer_key(NRR_KEY_LINE, 3);
    ck_assert_int_eq(nrr_ledger_snapshot(empty, &snapshot), NRR_OK);
    ck_assert_int_eq(nrr_ledger_key_of(empty, NRR_KEY_CUSTOMER, unknown[_i], &found),
                     NRR_E_KEY_UNKNOWN);
    ck_assert_int_eq(nrr_snapshot_key_of(snapshot, NRR_KEY_CUSTOMER, unknown[_i], &found),
                     NRR_E_KEY_UNKNOWN);
    ck_assert_uint_eq(found.length, UNTOUCHED);
    nrr_snapshot_free(snapshot);
}
END_TEST

START_TEST(a_snapshot_knows_the_keys_of_its_moment_and_no_later_one)
{
    nrr_snapshot *snapshot = NULL, *later = NULL;
    uint32_t id = UNTOUCHED;
    nrr_key found;

    key(NRR_KEY_CUSTOMER, "early");
    integer_key(NRR_KEY_CUSTOMER, 42);
    ck_assert_int_eq(nrr_ledger_snapshot(empty, &snapshot), NRR_OK);
    key(NRR_KEY_CUSTOMER, "late");
    integer_key(NRR_KEY_CUSTOMER, 43);
    ck_assert_int_eq(nrr_ledger_snapshot(empty, &later), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_find(snapshot, NRR_KEY_CUSTOMER, "late", 4, &id),
                     NRR_E_KEY_UNKNOWN);
    ck_assert_int_eq(nrr_snapshot_find_integer(snapshot, NRR_KEY_CUSTOMER, 43, &id),
                     NRR_E_KEY_UNKNOWN);
    ck_assert_int_eq(nrr_snapshot_find(snapshot, NRR_KEY_LINE, "early", 5, &id), NRR_E_KEY_UNKNOWN);
    ck_assert_int_eq(nrr_snapshot_key_of(snapshot, NRR_KEY_CUSTOMER, 3, &found), NRR_E_KEY_UNKNOWN);
    ck_assert_uint_eq(id, UNTOUCHED);
    ck_assert_int_eq(nrr_snapshot_find(snapshot, NRR_KEY_CUSTOMER, "early", 5, &id), NRR_OK);
    ck_assert_uint_eq(id, 1);
    ck_assert_int_eq(nrr_snapshot_find_integer(snapshot, NRR_KEY_CUSTOMER, 42, &id), NRR_OK);
    ck_assert_uint_eq(id, 2);
    ck_assert_int_eq(nrr_snapshot_find(later, NRR_KEY_CUSTOMER, "late", 4, &id), NRR_OK);
    ck_assert_uint_eq(id, 3);
    ck_assert_int_eq(nrr_snapshot_find_integer(later, NRR_KEY_CUSTOMER, 43, &id), NRR_OK);
    ck_assert_uint_eq(id, 4);
    nrr_snapshot_free(snapshot);
    nrr_snapshot_free(later);
}
END_TEST

START_TEST(the_keys_of_a_snapshot_outlive_the_ledger)
{
    nrr_snapshot *snapshot = NULL;
    nrr_key found;
    uint32_t id = 0;

    key(NRR_KEY_LINE, "line one");
    integer_key(NRR_KEY_LINE, INT64_MIN);
    ck_assert_int_eq(nrr_ledger_snapshot(empty, &snapshot), NRR_OK);
    nrr_ledger_free(empty);
    empty = NULL;
    ck_assert_int_eq(nrr_snapshot_key_of(snapshot, NRR_KEY_LINE, 1, &found), NRR_OK);
    assert_bytes(&found, "line one", 8);
    ck_assert_int_eq(nrr_snapshot_key_of(snapshot, NRR_KEY_LINE, 2, &found), NRR_OK);
    assert_integer(&found, INT64_MIN);
    ck_assert_int_eq(nrr_snapshot_find(snapshot, NRR_KEY_LINE, "line one", 8, &id), NRR_OK);
    ck_assert_uint_eq(id, 1);
    nrr_snapshot_free(snapshot);
}
END_TEST

START_TEST(a_snapshot_without_keys_finds_none)
{
    nrr_snapshot *snapshot = NULL;
    char bytes[1] = "x";
    uint32_t id = UNTOUCHED;

    ck_assert_int_eq(nrr_ledger_snapshot(empty, &snapshot), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_find(snapshot, NRR_KEY_LINE, NULL, 0, &id), NRR_E_KEY_UNKNOWN);
    ck_assert_int_eq(nrr_snapshot_find(snapshot, NRR_KEY_LINE, bytes, NRR_KEY_LENGTH_MAX + 1, &id),
                     NRR_E_KEY_UNKNOWN);
    ck_assert_uint_eq(id, UNTOUCHED);
    nrr_snapshot_free(snapshot);
}
END_TEST

/* Interns a million keys, every other one bytes; then asks for all of them. */
START_TEST(a_million_keys_are_all_found_again)
{
    enum { MILLION = 1000000 };
    nrr_snapshot *snapshot = NULL;
    uint32_t i, id = 0;
    char name[24];

    ck_assert_int_eq(nrr_ledger_set(empty, NRR_LEDGER_HASH_SEED, 12345), NRR_OK);
    for (i = 1; i <= MILLION; i++) {
        size_t length = (size_t)snprintf(name, sizeof name, "c-%u", (unsigned)i);
        nrr_status status =
            i % 2 == 0 ? nrr_ledger_key(empty, NRR_KEY_CUSTOMER, name, length, &id)
                       : nrr_ledger_key_integer(empty, NRR_KEY_CUSTOMER, (int64_t)i * 1024, &id);
        if (status != NRR_OK || id != i)
            ck_abort_msg("key %u: status %d, id %u", (unsigned)i, (int)status, (unsigned)id);
    }
    ck_assert_int_eq(nrr_ledger_snapshot(empty, &snapshot), NRR_OK);
    for (i = 1; i <= MILLION; i++) {
        size_t length = (size_t)snprintf(name, sizeof name, "c-%u", (unsigned)i);
        nrr_status status = i % 2 == 0 ? nrr_ledger_find(empty, NRR_KEY_CUSTOMER, name, length, &id)
                                       : nrr_snapshot_find_integer(snapshot, NRR_KEY_CUSTOMER,
                                                                   (int64_t)i * 1024, &id);
        if (status != NRR_OK || id != i)
            ck_abort_msg("key %u: status %d, found %u", (unsigned)i, (int)status, (unsigned)id);
    }
    nrr_snapshot_free(snapshot);
}
END_TEST

START_TEST(no_seed_changes_an_id)
{
    static const int64_t seeds[] = {INT64_MIN, -1, 1, 0x5eed, INT64_MAX};
    nrr_snapshot *snapshot = NULL;
    uint32_t i, id = 0;

    ck_assert_int_eq(nrr_ledger_set(empty, NRR_LEDGER_HASH_SEED, seeds[_i]), NRR_OK);
    for (i = 1; i <= 1000; i++)
        ck_assert_uint_eq(integer_key(NRR_KEY_LINE, -(int64_t)i), i);
    ck_assert_int_eq(nrr_ledger_snapshot(empty, &snapshot), NRR_OK);
    for (i = 1; i <= 1000; i++) {
        ck_assert_int_eq(nrr_snapshot_find_integer(snapshot, NRR_KEY_LINE, -(int64_t)i, &id),
                         NRR_OK);
        ck_assert_uint_eq(id, i);
    }
    nrr_snapshot_free(snapshot);
}
END_TEST

START_TEST(every_function_asks_for_its_handle_and_its_place)
{
    nrr_snapshot *snapshot = NULL;
    uint32_t id = UNTOUCHED;
    nrr_key found;

    ck_assert_int_eq(nrr_ledger_snapshot(empty, &snapshot), NRR_OK);
    ck_assert_int_eq(nrr_ledger_key(NULL, NRR_KEY_LINE, "a", 1, &id), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_key(empty, NRR_KEY_LINE, NULL, 1, &id), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_key(empty, NRR_KEY_LINE, "a", 1, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_key_integer(NULL, NRR_KEY_LINE, 1, &id), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_key_integer(empty, NRR_KEY_LINE, 1, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_find(NULL, NRR_KEY_LINE, "a", 1, &id), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_find(empty, NRR_KEY_LINE, NULL, 1, &id), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_find(empty, NRR_KEY_LINE, "a", 1, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_find_integer(NULL, NRR_KEY_LINE, 1, &id), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_find_integer(empty, NRR_KEY_LINE, 1, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_key_of(NULL, NRR_KEY_LINE, 1, &found), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_key_of(empty, NRR_KEY_LINE, 1, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_find(NULL, NRR_KEY_LINE, "a", 1, &id), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_find(snapshot, NRR_KEY_LINE, NULL, 1, &id), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_find(snapshot, NRR_KEY_LINE, "a", 1, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_find_integer(NULL, NRR_KEY_LINE, 1, &id), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_find_integer(snapshot, NRR_KEY_LINE, 1, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_key_of(NULL, NRR_KEY_LINE, 1, &found), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_key_of(snapshot, NRR_KEY_LINE, 1, NULL), NRR_E_NULL);
    ck_assert_uint_eq(id, UNTOUCHED);
    nrr_snapshot_free(snapshot);
}
END_TEST

START_TEST(a_family_that_is_not_there_is_refused)
{
    static const nrr_key_family families[] = {INT32_MIN, -1, 0, NRR_KEY_VALUE + 1, INT32_MAX};
    nrr_key_family family = families[_i];
    nrr_snapshot *snapshot = NULL;
    uint32_t id = UNTOUCHED;
    nrr_key found = {NULL, UNTOUCHED, 0, 0, 0};

    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &snapshot), NRR_OK);
    ck_assert_int_eq(nrr_ledger_key(the.ledger, family, "a", 1, &id), NRR_E_KEY_FAMILY);
    ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, family, 1, &id), NRR_E_KEY_FAMILY);
    ck_assert_int_eq(nrr_ledger_find(the.ledger, family, "a", 1, &id), NRR_E_KEY_FAMILY);
    ck_assert_int_eq(nrr_ledger_find_integer(the.ledger, family, 1, &id), NRR_E_KEY_FAMILY);
    ck_assert_int_eq(nrr_ledger_key_of(the.ledger, family, 1, &found), NRR_E_KEY_FAMILY);
    ck_assert_int_eq(nrr_snapshot_find(snapshot, family, "a", 1, &id), NRR_E_KEY_FAMILY);
    ck_assert_int_eq(nrr_snapshot_find_integer(snapshot, family, 1, &id), NRR_E_KEY_FAMILY);
    ck_assert_int_eq(nrr_snapshot_key_of(snapshot, family, 1, &found), NRR_E_KEY_FAMILY);
    ck_assert_uint_eq(id, UNTOUCHED);
    ck_assert_uint_eq(found.length, UNTOUCHED);
    nrr_snapshot_free(snapshot);
}
END_TEST

static TCase *interning(void)
{
    TCase *cases = key_cases("interning");

    tcase_add_test(cases, ids_count_from_1_in_the_order_of_first_interning);
    tcase_add_test(cases, families_count_for_themselves);
    tcase_add_test(cases, the_integer_7_is_not_the_string_7);
    tcase_add_test(cases, the_empty_key_is_a_key_with_and_without_a_pointer);
    tcase_add_test(cases, bytes_after_a_nul_and_case_and_length_tell_keys_apart);
    tcase_add_test(cases, the_extremes_are_integers_like_any);
    tcase_add_test(cases, integers_that_look_like_a_place_are_integers_like_any);
    tcase_add_test(cases, a_key_may_have_65535_bytes_and_not_one_more);
    tcase_add_test(cases, the_bytes_of_a_key_are_copied);
    tcase_add_test(cases, borrowed_bytes_stay_where_they_are_while_keys_are_added);
    tcase_add_test(cases, long_keys_fill_megabytes);
    return cases;
}

static TCase *searching(void)
{
    TCase *cases = key_cases("searching");

    tcase_add_test(cases, a_search_finds_and_never_interns);
    tcase_add_loop_test(cases, an_id_that_was_not_given_has_no_key, 0, 5);
    tcase_add_test(cases, a_snapshot_knows_the_keys_of_its_moment_and_no_later_one);
    tcase_add_test(cases, the_keys_of_a_snapshot_outlive_the_ledger);
    tcase_add_test(cases, a_snapshot_without_keys_finds_none);
    return cases;
}

static TCase *hashing(void)
{
    TCase *cases = key_cases("hashing");

    tcase_add_test(cases, a_million_keys_are_all_found_again);
    tcase_add_loop_test(cases, no_seed_changes_an_id, 0, 5);
    return cases;
}

static TCase *misuse(void)
{
    TCase *cases = key_cases("misuse");

    tcase_add_test(cases, every_function_asks_for_its_handle_and_its_place);
    tcase_add_loop_test(cases, a_family_that_is_not_there_is_refused, 0, 5);
    return cases;
}

int main(void)
{
    Suite *suite = suite_create("key");

    suite_add_tcase(suite, interning());
    suite_add_tcase(suite, searching());
    suite_add_tcase(suite, hashing());
    suite_add_tcase(suite, misuse());
    return nrr_test_main(suite);
}
