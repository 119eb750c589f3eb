/* SPDX-License-Identifier: MIT */
/* The table of keys: how it grows, keys that are not there, keys by the run, and memory that runs out. */
#include "lib/key_index.h"

#include "keys.h"

#include <string.h>

enum {
    LINE_BYTES = 64,
    LINE_LIMIT = 11, /* keys for each line, at the most */
    LINES_FIRST = 4,
    LINES_SMALL = 8192, /* a table of so many grows by half */
    MANY = LINES_SMALL * LINE_LIMIT + 5000,
    LENGTH = 80 /* of the strings of a run */
};

static nrr__key_index table;
static unsigned char bytes[NRR__KEY_RUN][LENGTH];
static nrr__span strings[NRR__KEY_RUN];

static void begin(void)
{
    uint32_t i;

    store_begin();
    nrr__key_index_begin(&table, nrr__key_hash_of(4711));
    for (i = 0; i < NRR__KEY_RUN; i++) {
        strings[i].bytes = memcpy(bytes[i], &i, sizeof i);
        strings[i].length = LENGTH;
    }
}

static void end(void)
{
    nrr__key_index_end(&table, &memory.allocator);
    store_end();
}

/* Another one for each number: integers, and strings of many lengths, which are there until the next one. */
static nrr__key_entry some_key(uint32_t number)
{
    static unsigned char text[90];
    nrr__key_entry key = {NULL, 0, 0, NRR_KEY_INTEGER};

    if (number % 3 == 0) {
        key.integer = number * INT64_C(0x10001);
        return key;
    }
    key.bytes = memcpy(text, &number, sizeof number);
    key.length = sizeof number + number % 80;
    key.type = NRR_KEY_BYTES;
    return key;
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

/* What holds at any time: all keys of the store are found, and no byte is held that is not told of. */
static void check_table(void)
{
    uint32_t id, found = 0;

    for (id = 1; id <= store->count; id++)
        found += find(nrr__key_store_read(store, id)) == id;
    ck_assert_uint_eq(found, store->count);
    ck_assert_uint_eq(table.count, store->count);
    ck_assert_uint_le(table.count, table.lines * LINE_LIMIT);
    ck_assert_uint_eq((uintptr_t)table.slots % LINE_BYTES, 0);
    ck_assert_uint_eq(nrr__key_index_size(&table) + nrr__key_store_size(store), memory.live_bytes);
}

START_TEST(a_table_grows_when_it_is_full)
{
    uint64_t lines = LINES_FIRST;
    uint32_t i, wrong = 0;

    ck_assert_uint_eq(find(some_key(0)), 0);
    for (i = 0; i < MANY; i++) {
        wrong += find(some_key(i)) != 0;
        intern(some_key(i));
        if (i == lines * LINE_LIMIT)
            lines += lines < LINES_SMALL ? lines : lines / 2;
        wrong += table.lines != lines;
    }
    ck_assert_uint_gt(lines, LINES_SMALL);
    for (i = 0; i < MANY; i++)
        wrong += find(some_key(i)) != i + 1;
    for (; i < 2 * MANY; i++)
        wrong += find(some_key(i)) != 0;
    ck_assert_uint_eq(wrong, 0);
    ck_assert_uint_eq(table.rekeyed, 0);
    check_table();
}
END_TEST

START_TEST(a_key_that_finds_no_memory_is_not_there_and_can_be_had_again)
{
    uint32_t i, failures = 0;

    for (i = 0; i < 3000; i++) {
        nrr__key_entry key = some_key(i);
        nrr_status status = NRR_E_MEMORY;
        uint32_t id = 0;
        size_t n;

        for (n = 1; status != NRR_OK; n++) {
            failing_allocator_fail_once(&memory, n);
            status = nrr__key_index_intern(&table, store, &key, &id);
            if (status == NRR_OK)
                break;
            ck_assert_int_eq(status, NRR_E_MEMORY);
            ck_assert_uint_eq(store->count, i);
            ck_assert_uint_eq(find(key), 0);
            check_table();
            failures++;
        }
        ck_assert_uint_eq(id, i + 1);
    }
    failing_allocator_fail_never(&memory);
    ck_assert_uint_gt(failures, 40);
    check_table();
}
END_TEST

/* Of strings that lie outside of their entries. */
START_TEST(a_run_that_finds_no_memory_has_the_ids_of_the_keys_before)
{
    nrr__key_run run = {NULL, strings, NRR__KEY_RUN};
    uint32_t ids[NRR__KEY_RUN], i;
    size_t done, n, failed = 1;

    for (n = 1; failed != 0; n++) {
        nrr_status status;
        failing_allocator_fail_once(&memory, n);
        status = nrr__key_index_intern_run(&table, store, &run, ids, &done);
        failed = failing_allocator_failed(&memory);
        ck_assert_int_eq(status, failed != 0 ? NRR_E_MEMORY : NRR_OK);
        ck_assert(failed != 0 || done == NRR__KEY_RUN);
        ck_assert_uint_eq(done, store->count);
        for (i = 0; i < done; i++)
            ck_assert_uint_eq(ids[i], i + 1);
        check_table();
        failing_allocator_fail_never(&memory);
        ck_assert_int_eq(nrr__key_index_intern_run(&table, store, &run, ids, &done), NRR_OK);
        ck_assert_uint_eq(done, NRR__KEY_RUN);
        for (i = 0; i < done; i++)
            ck_assert_uint_eq(ids[i], i + 1);
        check_table();
        end();
        begin();
    }
    ck_assert_uint_gt(n, 20);
}
END_TEST

START_TEST(a_run_of_none_takes_no_memory)
{
    nrr__key_run run = {NULL, strings, 0};
    size_t done = 1;

    ck_assert_int_eq(nrr__key_index_intern_run(&table, store, &run, NULL, &done), NRR_OK);
    ck_assert_uint_eq(done, 0);
    ck_assert_ptr_null(table.slots);
    ck_assert_uint_eq(nrr__key_index_size(&table), 0);
}
END_TEST

/* As one for a snapshot is, while the store goes on. */
START_TEST(a_table_is_filled_with_the_first_keys_of_a_store)
{
    static const uint32_t counts[] = {0, 1, LINES_FIRST * LINE_LIMIT, LINES_FIRST * LINE_LIMIT + 1,
                                      NRR__KEY_RUN, NRR__KEY_RUN + 1, 2000};
    nrr__key_index filled;
    uint32_t i, number, wrong = 0;

    for (number = 0; number < 2000; number++)
        intern(some_key(number));
    for (i = 0; i < sizeof counts / sizeof *counts; i++) {
        nrr__key_index_begin(&filled, nrr__key_hash_of(i));
        failing_allocator_fail_once(&memory, 1);
        ck_assert_int_eq(nrr__key_index_fill(&filled, &memory.allocator, store, counts[i]), NRR_E_MEMORY);
        failing_allocator_fail_never(&memory);
        ck_assert_int_eq(nrr__key_index_fill(&filled, &memory.allocator, store, counts[i]), NRR_OK);
        for (number = 0; number < 2000; number++) {
            nrr__key_entry key = some_key(number);
            wrong += nrr__key_index_find(&filled, store, &key) != (number < counts[i] ? number + 1 : 0);
        }
        nrr__key_index_end(&filled, &memory.allocator);
    }
    ck_assert_uint_eq(wrong, 0);
    check_table();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("key index");
    TCase *cases = tcase_create("key index");

    tcase_add_checked_fixture(cases, begin, end);
    tcase_add_test(cases, a_table_grows_when_it_is_full);
    tcase_add_test(cases, a_key_that_finds_no_memory_is_not_there_and_can_be_had_again);
    tcase_add_test(cases, a_run_that_finds_no_memory_has_the_ids_of_the_keys_before);
    tcase_add_test(cases, a_run_of_none_takes_no_memory);
    tcase_add_test(cases, a_table_is_filled_with_the_first_keys_of_a_store);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
