/* SPDX-License-Identifier: MIT */
/* The index of keys: how its tables grow, keys that are not there, keys by the run, and memory that runs out. */
#include "lib/key_index.h"

#include "keys.h"

#include <string.h>

enum {
    LINE_BYTES = 64,
    STRINGS = 44,       /* that four lines have room for, at the most... */
    INTEGERS = 11,      /* ...and integers */
    LINES_FIRST = 4,
    LINES_SMALL = 8192, /* a table of so many grows by half */
    MANY = LINES_SMALL / 4 * STRINGS + 5000,
    LENGTH = 80 /* of the strings of a run */
};

static nrr__key_index keys;
static unsigned char bytes[NRR__KEY_RUN][LENGTH];
static nrr__span strings[NRR__KEY_RUN];
static int64_t integers[NRR__KEY_RUN];

static void begin(void)
{
    uint32_t i;

    store_begin();
    nrr__key_index_begin(&keys, nrr__key_hash_of(4711));
    for (i = 0; i < NRR__KEY_RUN; i++) {
        strings[i].bytes = memcpy(bytes[i], &i, sizeof i);
        strings[i].length = LENGTH;
        integers[i] = -(int64_t)i;
    }
}

static void end(void)
{
    nrr__key_index_end(&keys, &memory.allocator);
    store_end();
}

enum { OF_STRINGS, OF_INTEGERS, OF_BOTH, KINDS };

/* Another one for each number: integers, or strings of many lengths, which are there until the next one. */
static nrr__key_entry key_of_kind(int kind, uint32_t number)
{
    static unsigned char text[90];

    if (kind == OF_INTEGERS || (kind == OF_BOTH && number % 3 == 0))
        return integer_key(number * UINT64_C(0x10001));
    memcpy(text, &number, sizeof number);
    return string_key(text, sizeof number + number % 80);
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

/* What holds at any time: all keys of the store are found, and no byte is held that is not told of. */
static void check_keys(void)
{
    uint32_t id, found = 0;

    for (id = 1; id <= store->count; id++)
        found += find(nrr__key_store_read(store, id)) == id;
    ck_assert_uint_eq(found, store->count);
    ck_assert_uint_le(keys.strings.highest, keys.strings.lines / 4 * STRINGS);
    ck_assert_uint_le(keys.integers.count, keys.integers.line_count * INTEGERS / 4);
    ck_assert_uint_eq((uintptr_t)keys.strings.slots % LINE_BYTES, 0);
    ck_assert_uint_eq((uintptr_t)keys.integers.lines % LINE_BYTES, 0);
    ck_assert_uint_eq(sizeof *keys.integers.lines, LINE_BYTES);
    ck_assert_uint_eq(nrr__key_index_size(&keys) + nrr__key_store_size(store), memory.live_bytes);
}

/* Lines after a key more, of a table that has so many keys. */
static uint64_t lines_after(uint64_t lines, uint32_t keys_before, uint32_t limit)
{
    if (lines == 0)
        return LINES_FIRST;
    return keys_before < lines * limit / 4 ? lines : lines + (lines < LINES_SMALL ? lines : lines / 2);
}

START_TEST(a_table_grows_when_it_is_full)
{
    uint64_t lines = 0;
    uint32_t i, wrong = 0;

    ck_assert_uint_eq(find(key_of_kind(_i, 0)), 0);
    for (i = 0; i < MANY; i++) {
        wrong += find(key_of_kind(_i, i)) != 0;
        intern(key_of_kind(_i, i));
        lines = lines_after(lines, i, _i == OF_STRINGS ? STRINGS : INTEGERS);
        if (_i != OF_BOTH)
            wrong += keys.strings.lines != (_i == OF_STRINGS ? lines : 0);
        if (_i != OF_BOTH)
            wrong += keys.integers.line_count != (_i == OF_INTEGERS ? lines : 0);
    }
    ck_assert_uint_gt(lines, LINES_SMALL);
    for (i = 0; i < MANY; i++)
        wrong += find(key_of_kind(_i, i)) != i + 1;
    for (; i < 2 * MANY; i++)
        wrong += find(key_of_kind(_i, i)) != 0;
    ck_assert_uint_eq(wrong, 0);
    ck_assert_uint_eq(keys.strings.rekeyed + keys.integers.rekeyed, 0);
    check_keys();
}
END_TEST

START_TEST(a_key_that_finds_no_memory_is_not_there_and_can_be_had_again)
{
    uint32_t i, failures = 0;

    for (i = 0; i < 3000; i++) {
        nrr__key_entry key = key_of_kind(_i, i);
        nrr_status status = NRR_E_MEMORY;
        uint32_t id = 0;
        size_t n;

        for (n = 1; status != NRR_OK; n++) {
            failing_allocator_fail_once(&memory, n);
            status = nrr__key_index_intern(&keys, store, &key, &id);
            if (status == NRR_OK)
                break;
            ck_assert_int_eq(status, NRR_E_MEMORY);
            ck_assert_uint_eq(store->count, i);
            ck_assert_uint_eq(find(key), 0);
            check_keys();
            failures++;
        }
        ck_assert_uint_eq(id, i + 1);
    }
    failing_allocator_fail_never(&memory);
    ck_assert_uint_gt(failures, _i == OF_INTEGERS ? 20 : 40);
    check_keys();
}
END_TEST

/* Of strings, that lie outside of their entries, or of integers. */
START_TEST(a_run_that_finds_no_memory_has_the_ids_of_the_keys_before)
{
    nrr__key_run run = {_i == OF_INTEGERS ? integers : NULL, strings, NRR__KEY_RUN};
    uint32_t ids[NRR__KEY_RUN], i;
    size_t done, n, failed = 1;

    for (n = 1; failed != 0; n++) {
        nrr_status status;
        failing_allocator_fail_once(&memory, n);
        status = nrr__key_index_intern_run(&keys, store, &run, ids, &done);
        failed = failing_allocator_failed(&memory);
        ck_assert_int_eq(status, failed != 0 ? NRR_E_MEMORY : NRR_OK);
        ck_assert(failed != 0 || done == NRR__KEY_RUN);
        ck_assert_uint_eq(done, store->count);
        for (i = 0; i < done; i++)
            ck_assert_uint_eq(ids[i], i + 1);
        check_keys();
        failing_allocator_fail_never(&memory);
        ck_assert_int_eq(nrr__key_index_intern_run(&keys, store, &run, ids, &done), NRR_OK);
        ck_assert_uint_eq(done, NRR__KEY_RUN);
        for (i = 0; i < done; i++)
            ck_assert_uint_eq(ids[i], i + 1);
        check_keys();
        end();
        begin();
    }
    ck_assert_uint_gt(n, _i == OF_INTEGERS ? 8 : 20);
}
END_TEST

START_TEST(a_run_of_none_takes_no_memory)
{
    nrr__key_run run = {NULL, strings, 0};
    int64_t none = 0;
    size_t done = 1;

    ck_assert_int_eq(nrr__key_index_intern_run(&keys, store, &run, NULL, &done), NRR_OK);
    ck_assert_uint_eq(done, 0);
    run.integers = &none;
    ck_assert_int_eq(nrr__key_index_intern_run(&keys, store, &run, NULL, &done), NRR_OK);
    ck_assert_uint_eq(nrr__key_index_size(&keys), 0);
}
END_TEST

/* As one for a snapshot is, while the store goes on. */
START_TEST(a_table_is_filled_with_the_first_keys_of_a_store)
{
    static const uint32_t counts[] = {0, 1, INTEGERS, INTEGERS + 1, STRINGS, STRINGS + 1,
                                      NRR__KEY_RUN, NRR__KEY_RUN + 1, 2000};
    nrr__key_index filled;
    uint32_t i, number, wrong = 0;

    for (number = 0; number < 2000; number++)
        intern(key_of_kind(_i, number));
    for (i = 0; i < sizeof counts / sizeof *counts; i++) {
        size_t failures = 0;
        nrr__key_index_begin(&filled, nrr__key_hash_of(i));
        failing_allocator_fail_once(&memory, 1);
        while (nrr__key_index_fill(&filled, &memory.allocator, store, counts[i]) == NRR_E_MEMORY) {
            ck_assert_uint_eq(nrr__key_index_size(&filled), 0);
            failing_allocator_fail_once(&memory, ++failures + 1);
        }
        failing_allocator_fail_never(&memory);
        ck_assert_uint_ge(failures, counts[i] != 0);
        for (number = 0; number < 2000; number++) {
            nrr__key_entry key = key_of_kind(_i, number);
            wrong += nrr__key_index_find(&filled, store, &key) != (number < counts[i] ? number + 1 : 0);
        }
        nrr__key_index_end(&filled, &memory.allocator);
    }
    ck_assert_uint_eq(wrong, 0);
    check_keys();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("key index");
    TCase *cases = tcase_create("key index");

    tcase_add_checked_fixture(cases, begin, end);
    tcase_add_loop_test(cases, a_table_grows_when_it_is_full, 0, KINDS);
    tcase_add_loop_test(cases, a_key_that_finds_no_memory_is_not_there_and_can_be_had_again, 0, KINDS);
    tcase_add_loop_test(cases, a_run_that_finds_no_memory_has_the_ids_of_the_keys_before, OF_STRINGS, OF_BOTH);
    tcase_add_test(cases, a_run_of_none_takes_no_memory);
    tcase_add_loop_test(cases, a_table_is_filled_with_the_first_keys_of_a_store, 0, KINDS);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
