/* SPDX-License-Identifier: MIT */
/* The keys of a family by id: what is in entries of all widths and what lies outside, many pages, and memory
 * that runs out. */
#include "keys.h"

enum {
    PAGE = 64,    /* keys of a page, as long as there are few */
    INTEGER = -1, /* in the place of a length */
    MANY = 5000
};

static unsigned char text[NRR_KEY_LENGTH_MAX]; /* of the newest string that a case has made */

/* A string of so many bytes, which is there until the next one. */
static nrr__key_entry string_of_length(uint32_t number, size_t length)
{
    size_t i;

    for (i = 0; i < length; i++)
        text[i] = (unsigned char)(number + i * 37 + (i >> 8));
    return string_key(length == 0 ? NULL : text, length);
}

static nrr__key_entry key_of_length(uint32_t number, int32_t length)
{
    return length == INTEGER ? integer_key(number * UINT64_C(0x100000001)) : string_of_length(number, (size_t)length);
}

/* The longest key that an entry of so many words holds. */
static int32_t longest_of(int32_t words)
{
    return words == 1 ? INTEGER : words * 8 - NRR__KEY_HEAD;
}

static nrr__key_entry marked_key(uint32_t number)
{
    return integer_key((uint64_t)NRR__KEY_MARK << 32 | number);
}

/* Integers, strings of one width and of another, and all together, in turn. Now and then one is very long. */
static nrr__key_entry some_key(uint32_t number)
{
    static const int32_t least[] = {INTEGER, 0, 15, 62, 50, INTEGER}, range[] = {1, 5, 8, 2, 13, 70};
    uint32_t turn = number / 300 % 6;

    if (number % 211 == 0)
        return string_of_length(number, 5000 + number);
    return number % 7 == 0 ? marked_key(number)
                           : key_of_length(number, least[turn] + (int32_t)number % range[turn]);
}

static int is_text(nrr__key_at at, size_t length)
{
    return nrr__key_store_is_string(store, at, text, length);
}

/* Whether an entry is told from one that differs in this byte. */
static int differs(nrr__key_at at, size_t byte, size_t length)
{
    int is_same;

    text[byte] ^= 0x80;
    is_same = is_text(at, length);
    text[byte] ^= 0x80;
    return !is_same;
}

/* Whether the key of an id is this one, and none of those that are nearly it. */
static int is_key(uint32_t id, const nrr__key_entry *key)
{
    nrr__key_at at = nrr__key_store_at(store, id);
    nrr__key_entry found = nrr__key_store_read(store, id);
    size_t length = key->length;

    if (found.type != key->type || found.integer != key->integer || found.length != length)
        return 0;
    if (key->type == NRR_KEY_INTEGER)
        return !is_text(at, 0) && !nrr__key_store_is_string(store, at, &key->integer, sizeof key->integer);
    if (!nrr__key_store_is_string(store, at, key->bytes, length))
        return 0;
    return length == 0 || (memcmp(found.bytes, text, length) == 0 && !is_text(at, length - 1) &&
                           differs(at, 0, length) && differs(at, length / 2, length) &&
                           differs(at, length - 1, length));
}

static void check_all(void)
{
    uint32_t id, right = 0;

    for (id = 1; id <= store->count; id++) {
        nrr__key_entry key = some_key(id);
        right += (uint32_t)is_key(id, &key);
    }
    ck_assert_uint_eq(right, store->count);
    ck_assert_uint_eq(nrr__key_store_size(store), memory.live_bytes);
}

static void add(nrr__key_entry key)
{
    ck_assert_int_eq(nrr__key_store_add(store, &key), NRR_OK);
    ck_assert(is_key(store->count, &key));
}

START_TEST(integers_of_all_bits_are_kept_in_pages_of_all_widths)
{
    static const int64_t integers[] = {0, 1, -1, INT64_MIN, INT64_MAX, NRR__KEY_STRING, NRR__KEY_OUTSIDE};
    uint32_t page, i;

    add(key_of_length(0, longest_of(_i)));
    for (page = 0; page < 2; page++) {
        for (i = 0; i < sizeof integers / sizeof *integers; i++)
            add(integer_key((uint64_t)integers[i]));
        for (i = 0; i < 3; i++) {
            add(marked_key(i));
            add(marked_key(UINT32_MAX - i));
            add(integer_key(((uint64_t)NRR__KEY_MARK + 1) << 32 | i));
            add(integer_key(((uint64_t)NRR__KEY_MARK << 32) - 1 - i));
        }
        do
            add(key_of_length(page, INTEGER));
        while (store->count % PAGE != 0);
    }
    ck_assert_uint_eq(store->words[1], 1);
}
END_TEST

START_TEST(strings_of_all_lengths_are_kept)
{
    static const int32_t lengths[] = {0, 1, 7, 8, 61, 62, 63, 64, 1021, 1022, 1023, 65534, NRR_KEY_LENGTH_MAX};
    uint32_t i, round;

    add(key_of_length(0, longest_of(_i)));
    for (round = 0; round < 3; round++)
        for (i = 0; i < sizeof lengths / sizeof *lengths; i++) {
            add(key_of_length(i + round, lengths[i]));
            add(key_of_length(i, NRR_KEY_LENGTH_MAX - lengths[i]));
        }
    ck_assert_uint_eq(nrr__key_store_size(store), memory.live_bytes);
}
END_TEST

START_TEST(keys_stay_where_they_are_over_many_pages)
{
    static const unsigned char *entries[MANY];
    uint32_t widths = 0, i, moved = 0;

    for (i = 0; i < MANY; i++) {
        add(some_key(i + 1));
        entries[i] = nrr__key_store_at(store, i + 1).entry;
        widths |= 1U << nrr__key_store_at(store, i + 1).words;
    }
    for (i = 0; i < MANY; i++)
        moved += entries[i] != nrr__key_store_at(store, i + 1).entry;
    ck_assert_uint_eq(moved, 0);
    ck_assert_uint_eq(widths, 1 << 1 | 1 << 2 | 1 << 3 | 1 << 8);
    check_all();
}
END_TEST

START_TEST(a_key_that_finds_no_memory_is_not_there_and_can_be_had_again)
{
    uint32_t i, failures = 0;

    for (i = 0; i < 2500; i++) {
        nrr__key_entry key = some_key(i + 1);
        nrr_status status = NRR_E_MEMORY;
        size_t n;

        for (n = 1; status != NRR_OK; n++) {
            failing_allocator_fail_once(&memory, n);
            status = nrr__key_store_add(store, &key);
            if (status == NRR_OK)
                break;
            ck_assert_int_eq(status, NRR_E_MEMORY);
            ck_assert_uint_eq(store->count, i);
            check_all();
            key = some_key(i + 1);
            failures++;
        }
        ck_assert_uint_eq(store->count, i + 1);
    }
    failing_allocator_fail_never(&memory);
    ck_assert_uint_gt(failures, 50);
    check_all();
}
END_TEST

START_TEST(who_holds_a_store_last_releases_it)
{
    failing_allocator_fail_once(&memory, 1);
    ck_assert_ptr_null(nrr__key_store_new(&memory.allocator));
    failing_allocator_fail_never(&memory);
    nrr__key_store_release(NULL);
    add(some_key(1));
    nrr__count_retain(&store->references);
    nrr__key_store_release(store);
    check_all();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("key store");
    TCase *cases = tcase_create("key store");

    tcase_add_checked_fixture(cases, store_begin, store_end);
    tcase_add_loop_test(cases, integers_of_all_bits_are_kept_in_pages_of_all_widths, 1, NRR__KEY_WORDS + 1);
    tcase_add_loop_test(cases, strings_of_all_lengths_are_kept, 1, NRR__KEY_WORDS + 1);
    tcase_add_test(cases, keys_stay_where_they_are_over_many_pages);
    tcase_add_test(cases, a_key_that_finds_no_memory_is_not_there_and_can_be_had_again);
    tcase_add_test(cases, who_holds_a_store_last_releases_it);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
