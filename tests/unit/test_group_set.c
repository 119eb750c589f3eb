/* SPDX-License-Identifier: MIT */
/* Groups that occur: their numbers, their order, codes that were made up to collide, and memory that
 * runs out. */
#include "lib/group_set.h"

#include "support/failing_allocator.h"
#include "support/run.h"

#include <string.h>

enum { MANY = 5000 };

static const nrr__hash_key known_key = {{17, 4711}};

static failing_allocator memory;
static nrr__group_set set;

static void begin(void)
{
    failing_allocator_init(&memory);
    nrr__group_set_begin(&set, &memory.allocator, known_key);
}

static void end(void)
{
    nrr__group_set_end(&set);
    ck_assert_uint_eq(memory.live_blocks, 0);
    ck_assert_ptr_null(failing_allocator_complaint(&memory));
}

static uint32_t number_of(uint64_t code)
{
    uint32_t number = UINT32_MAX;

    ck_assert_int_eq(nrr__group_set_number(&set, code, &number), NRR_OK);
    return number;
}

/* Each different one once, in no order, with ends of all sizes. */
static uint64_t code_at(uint32_t i)
{
    return (uint64_t)(i * 2654435761U % MANY) << (i % 3 * 12) | (uint64_t)i << 44;
}

START_TEST(groups_are_numbered_as_they_are_met)
{
    uint32_t i;

    for (i = 0; i < MANY; i++)
        ck_assert_uint_eq(number_of(code_at(i)), i);
    for (i = MANY; i-- > 0;)
        ck_assert_uint_eq(number_of(code_at(i)), i);
    ck_assert_uint_eq(set.count, MANY);
}
END_TEST

START_TEST(the_order_is_that_of_the_codes)
{
    static uint32_t order[MANY];
    static uint8_t seen[MANY];
    uint32_t i;

    ck_assert_int_eq(nrr__group_set_order(&set, order), NRR_OK); /* of none */
    for (i = 0; i < MANY; i++)
        (void)number_of(code_at(i));
    ck_assert_int_eq(nrr__group_set_order(&set, order), NRR_OK);
    memset(seen, 0, sizeof seen);
    for (i = 0; i < MANY; i++) {
        ck_assert(i == 0 || set.codes[order[i - 1]] < set.codes[order[i]]);
        ck_assert_uint_eq(seen[order[i]]++, 0);
    }
}
END_TEST

/* All in one place of every table that they pass through, as long as the hash key is the known one. */
START_TEST(codes_that_collide_make_the_table_take_another_key)
{
    enum { COLLIDING = 400 };
    static uint64_t codes[COLLIDING];
    uint64_t code;
    uint32_t count = 0, i;

    for (code = 0; count < COLLIDING; code++)
        if ((nrr__hash_integer(&known_key, code) & 1023) == 77)
            codes[count++] = code;
    for (i = 0; i < COLLIDING; i++)
        ck_assert_uint_eq(number_of(codes[i]), i);
    ck_assert(memcmp(&set.hash_key, &known_key, sizeof known_key) != 0);
    for (i = 0; i < COLLIDING; i++)
        ck_assert_uint_eq(number_of(codes[i]), i);
}
END_TEST

START_TEST(what_finds_no_memory_is_not_there_and_can_be_had_again)
{
    static uint32_t order[MANY];
    uint32_t i, failures = 0;

    for (i = 0; i < MANY; i++) {
        uint32_t number = 4711;
        size_t n;
        nrr_status status = NRR_E_MEMORY;

        for (n = 1; status != NRR_OK; n++) {
            failing_allocator_fail_once(&memory, n);
            status = nrr__group_set_number(&set, code_at(i), &number);
            if (status == NRR_OK)
                break;
            ck_assert_int_eq(status, NRR_E_MEMORY);
            ck_assert_uint_eq(number, 4711);
            ck_assert_uint_eq(set.count, i);
            failures++;
        }
        failing_allocator_fail_never(&memory);
        ck_assert_uint_eq(number, i);
        ck_assert(i == 0 || number_of(code_at(i - 1)) == i - 1);
    }
    ck_assert_uint_gt(failures, 10);
    failing_allocator_fail_once(&memory, 1);
    ck_assert_int_eq(nrr__group_set_order(&set, order), NRR_E_MEMORY);
    failing_allocator_fail_never(&memory);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("group set");
    TCase *cases = tcase_create("group set");

    tcase_add_checked_fixture(cases, begin, end);
    tcase_add_test(cases, groups_are_numbered_as_they_are_met);
    tcase_add_test(cases, the_order_is_that_of_the_codes);
    tcase_add_test(cases, codes_that_collide_make_the_table_take_another_key);
    tcase_add_test(cases, what_finds_no_memory_is_not_there_and_can_be_had_again);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
