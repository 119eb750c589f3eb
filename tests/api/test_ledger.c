/* SPDX-License-Identifier: MIT */
/* The ledger: its life, its options, and what it counts. */
#include "fixture.h"

#include <string.h>

/* What no call writes. */
enum { UNTOUCHED = 4711 };

static nrr_ledger *plain_ledger(void)
{
    nrr_ledger *ledger = NULL;

    ck_assert_int_eq(nrr_ledger_new(&the.memory.allocator, &ledger), NRR_OK);
    ck_assert_ptr_nonnull(ledger);
    return ledger;
}

static void assert_option(const nrr_ledger *ledger, nrr_ledger_option key, int64_t wanted)
{
    int64_t value = UNTOUCHED;

    ck_assert_int_eq(nrr_ledger_get(ledger, key, &value), NRR_OK);
    ck_assert_int_eq(value, wanted);
}

static void assert_not_set(const nrr_ledger *ledger, nrr_ledger_option key)
{
    int64_t value = UNTOUCHED;

    ck_assert_int_eq(nrr_ledger_get(ledger, key, &value), NRR_E_UNSET);
    ck_assert_int_eq(value, UNTOUCHED);
}

START_TEST(a_ledger_needs_no_allocator_of_the_host)
{
    static const nrr_fact fact = FACT(1, MAIN, 3, NEW, 7);
    nrr_ledger *ledger = NULL;
    uint32_t id = 0;

    ck_assert_int_eq(nrr_ledger_new(NULL, &ledger), NRR_OK);
    ck_assert_int_eq(nrr_ledger_key(ledger, NRR_KEY_CUSTOMER, "acme", 4, &id), NRR_OK);
    ck_assert_int_eq(nrr_ledger_append(ledger, &fact, sizeof fact, 1, NULL), NRR_OK);
    ck_assert_int_eq(counter(ledger, NRR_COUNTER_FACTS), 1);
    nrr_ledger_free(ledger);
}
END_TEST

START_TEST(the_allocator_is_copied_and_its_context_kept)
{
    nrr_allocator allocator = the.memory.allocator;
    nrr_ledger *ledger = NULL;
    size_t blocks = the.memory.live_blocks;
    uint32_t id = 0;

    ck_assert_int_eq(nrr_ledger_new(&allocator, &ledger), NRR_OK);
    memset(&allocator, 0, sizeof allocator);
    ck_assert_int_eq(nrr_ledger_key_integer(ledger, NRR_KEY_LINE, 1, &id), NRR_OK);
    ck_assert_uint_gt(the.memory.live_blocks, blocks);
    nrr_ledger_free(ledger);
    ck_assert_uint_eq(the.memory.live_blocks, blocks);
}
END_TEST

START_TEST(a_ledger_needs_a_place_for_its_handle)
{
    ck_assert_int_eq(nrr_ledger_new(&the.memory.allocator, NULL), NRR_E_NULL);
}
END_TEST

START_TEST(no_ledger_can_be_freed)
{
    nrr_ledger_free(NULL);
}
END_TEST

START_TEST(every_function_asks_for_its_ledger_and_its_place)
{
    int64_t value = UNTOUCHED;

    ck_assert_int_eq(nrr_ledger_set(NULL, NRR_LEDGER_TIME_UNIT, NRR_TIME_DAYS), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_unset(NULL, NRR_LEDGER_TIME_UNIT), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_get(NULL, NRR_LEDGER_TIME_UNIT, &value), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_get(the.ledger, NRR_LEDGER_TIME_UNIT, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_counter(NULL, NRR_COUNTER_FACTS, &value), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_counter(the.ledger, NRR_COUNTER_FACTS, NULL), NRR_E_NULL);
    ck_assert_int_eq(value, UNTOUCHED);
}
END_TEST

START_TEST(options_begin_with_their_defaults)
{
    nrr_ledger *ledger = plain_ledger();

    assert_option(ledger, NRR_LEDGER_TIME_UNIT, NRR_TIME_SECONDS);
    assert_option(ledger, NRR_LEDGER_HASH_SEED, 0);
    assert_not_set(ledger, NRR_LEDGER_COVERAGE_START);
    assert_not_set(ledger, NRR_LEDGER_COVERAGE_END);
    nrr_ledger_free(ledger);
}
END_TEST

START_TEST(an_option_that_is_not_there_is_refused)
{
    static const nrr_ledger_option unknown[] = {INT32_MIN, -1, 0, NRR_LEDGER_STRICT + 1, INT32_MAX};
    nrr_ledger_option key = unknown[_i];
    int64_t value = UNTOUCHED;

    ck_assert_int_eq(nrr_ledger_set(the.ledger, key, 1), NRR_E_OPTION);
    ck_assert_int_eq(nrr_ledger_unset(the.ledger, key), NRR_E_OPTION);
    ck_assert_int_eq(nrr_ledger_get(the.ledger, key, &value), NRR_E_OPTION);
    ck_assert_int_eq(value, UNTOUCHED);
}
END_TEST

START_TEST(every_unit_of_time_can_be_set_and_taken_back)
{
    nrr_time_unit unit = (nrr_time_unit)_i;

    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_TIME_UNIT, unit), NRR_OK);
    assert_option(the.ledger, NRR_LEDGER_TIME_UNIT, unit);
    ck_assert_int_eq(nrr_ledger_unset(the.ledger, NRR_LEDGER_TIME_UNIT), NRR_OK);
    assert_option(the.ledger, NRR_LEDGER_TIME_UNIT, NRR_TIME_SECONDS);
}
END_TEST

START_TEST(a_unit_of_time_that_is_not_there_is_refused)
{
    static const int64_t unknown[] = {
        INT64_MIN, -1, 0, NRR_TIME_NANOSECONDS + 1, (INT64_C(1) << 32) + NRR_TIME_DAYS, INT64_MAX};

    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_TIME_UNIT, NRR_TIME_DAYS), NRR_OK);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_TIME_UNIT, unknown[_i]),
                     NRR_E_OPTION_VALUE);
    assert_option(the.ledger, NRR_LEDGER_TIME_UNIT, NRR_TIME_DAYS);
}
END_TEST

START_TEST(the_unit_of_time_is_fixed_once_a_fact_is_there)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 0, NEW, 1)};

    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_TIME_UNIT, NRR_TIME_DAYS), NRR_OK);
    PUT(facts);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_TIME_UNIT, NRR_TIME_SECONDS),
                     NRR_E_OPTION_LATE);
    ck_assert_int_eq(nrr_ledger_unset(the.ledger, NRR_LEDGER_TIME_UNIT), NRR_E_OPTION_LATE);
    assert_option(the.ledger, NRR_LEDGER_TIME_UNIT, NRR_TIME_DAYS);
}
END_TEST

START_TEST(an_empty_batch_fixes_no_option)
{
    ck_assert_int_eq(nrr_ledger_append(the.ledger, NULL, sizeof(nrr_fact), 0, NULL), NRR_OK);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_TIME_UNIT, NRR_TIME_DAYS), NRR_OK);
    assert_option(the.ledger, NRR_LEDGER_TIME_UNIT, NRR_TIME_DAYS);
}
END_TEST

START_TEST(any_number_is_a_seed)
{
    static const int64_t seeds[] = {INT64_MIN, -1, 0, 1, INT64_MAX};
    nrr_ledger *ledger = plain_ledger();

    ck_assert_int_eq(nrr_ledger_set(ledger, NRR_LEDGER_HASH_SEED, seeds[_i]), NRR_OK);
    assert_option(ledger, NRR_LEDGER_HASH_SEED, seeds[_i]);
    ck_assert_int_eq(nrr_ledger_unset(ledger, NRR_LEDGER_HASH_SEED), NRR_OK);
    assert_option(ledger, NRR_LEDGER_HASH_SEED, 0);
    nrr_ledger_free(ledger);
}
END_TEST

START_TEST(the_seed_is_fixed_once_a_key_of_either_family_is_there)
{
    nrr_key_family family = (nrr_key_family)_i;
    nrr_ledger *ledger = plain_ledger();
    uint32_t id = 0;

    ck_assert_int_eq(nrr_ledger_set(ledger, NRR_LEDGER_HASH_SEED, 99), NRR_OK);
    ck_assert_int_eq(nrr_ledger_key_integer(ledger, family, 5, &id), NRR_OK);
    ck_assert_int_eq(nrr_ledger_set(ledger, NRR_LEDGER_HASH_SEED, 98), NRR_E_OPTION_LATE);
    ck_assert_int_eq(nrr_ledger_unset(ledger, NRR_LEDGER_HASH_SEED), NRR_E_OPTION_LATE);
    assert_option(ledger, NRR_LEDGER_HASH_SEED, 99);
    nrr_ledger_free(ledger);
}
END_TEST

START_TEST(a_search_fixes_no_seed)
{
    nrr_ledger *ledger = plain_ledger();
    uint32_t id = 0;

    ck_assert_int_eq(nrr_ledger_find_integer(ledger, NRR_KEY_CUSTOMER, 5, &id), NRR_E_KEY_UNKNOWN);
    ck_assert_int_eq(nrr_ledger_set(ledger, NRR_LEDGER_HASH_SEED, 98), NRR_OK);
    nrr_ledger_free(ledger);
}
END_TEST

START_TEST(a_ledger_is_strict_or_lenient_at_any_time)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 0, NEW, 1)};

    assert_option(the.ledger, NRR_LEDGER_STRICT, 0);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_STRICT, 1), NRR_OK);
    assert_option(the.ledger, NRR_LEDGER_STRICT, 1);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_STRICT, 2), NRR_E_OPTION_VALUE);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_STRICT, -1), NRR_E_OPTION_VALUE);
    assert_option(the.ledger, NRR_LEDGER_STRICT, 1);
    PUT(facts);
    ck_assert_int_eq(nrr_ledger_unset(the.ledger, NRR_LEDGER_STRICT), NRR_OK);
    assert_option(the.ledger, NRR_LEDGER_STRICT, 0);
}
END_TEST

START_TEST(the_coverage_has_two_ends_that_come_and_go)
{
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_COVERAGE_START, INT64_MIN), NRR_OK);
    assert_option(the.ledger, NRR_LEDGER_COVERAGE_START, INT64_MIN);
    assert_not_set(the.ledger, NRR_LEDGER_COVERAGE_END);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_COVERAGE_END, INT64_MAX), NRR_OK);
    assert_option(the.ledger, NRR_LEDGER_COVERAGE_END, INT64_MAX);
    ck_assert_int_eq(nrr_ledger_unset(the.ledger, NRR_LEDGER_COVERAGE_START), NRR_OK);
    assert_not_set(the.ledger, NRR_LEDGER_COVERAGE_START);
    assert_option(the.ledger, NRR_LEDGER_COVERAGE_END, INT64_MAX);
    ck_assert_int_eq(nrr_ledger_unset(the.ledger, NRR_LEDGER_COVERAGE_END), NRR_OK);
    assert_not_set(the.ledger, NRR_LEDGER_COVERAGE_END);
}
END_TEST

START_TEST(the_coverage_begins_before_it_ends)
{
    nrr_ledger *ledger = the.ledger;

    ck_assert_int_eq(nrr_ledger_set(ledger, NRR_LEDGER_COVERAGE_END, 100), NRR_OK);
    ck_assert_int_eq(nrr_ledger_set(ledger, NRR_LEDGER_COVERAGE_START, 101), NRR_E_OPTION_VALUE);
    ck_assert_int_eq(nrr_ledger_set(ledger, NRR_LEDGER_COVERAGE_START, 100), NRR_E_OPTION_VALUE);
    assert_not_set(ledger, NRR_LEDGER_COVERAGE_START);
    ck_assert_int_eq(nrr_ledger_set(ledger, NRR_LEDGER_COVERAGE_START, 99), NRR_OK);
    ck_assert_int_eq(nrr_ledger_set(ledger, NRR_LEDGER_COVERAGE_END, 99), NRR_E_OPTION_VALUE);
    assert_option(ledger, NRR_LEDGER_COVERAGE_END, 100);
    assert_option(ledger, NRR_LEDGER_COVERAGE_START, 99);
    /* An end that is not declared any more forbids nothing. */
    ck_assert_int_eq(nrr_ledger_unset(ledger, NRR_LEDGER_COVERAGE_END), NRR_OK);
    ck_assert_int_eq(nrr_ledger_set(ledger, NRR_LEDGER_COVERAGE_START, 500), NRR_OK);
    ck_assert_int_eq(nrr_ledger_unset(ledger, NRR_LEDGER_COVERAGE_START), NRR_OK);
    ck_assert_int_eq(nrr_ledger_set(ledger, NRR_LEDGER_COVERAGE_END, -500), NRR_OK);
}
END_TEST

START_TEST(the_coverage_may_change_when_facts_are_there)
{
    static const nrr_fact facts[] = {FACT(A, MAIN, 0, NEW, 1)};

    PUT(facts);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_COVERAGE_START, -5), NRR_OK);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_COVERAGE_END, 10), NRR_OK);
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_COVERAGE_END, 20), NRR_OK);
    assert_option(the.ledger, NRR_LEDGER_COVERAGE_END, 20);
}
END_TEST

START_TEST(an_empty_ledger_counts_nothing_and_has_no_first_and_last_time)
{
    nrr_ledger *ledger = plain_ledger();
    int64_t value = UNTOUCHED;

    ck_assert_int_eq(counter(ledger, NRR_COUNTER_FACTS), 0);
    ck_assert_int_eq(counter(ledger, NRR_COUNTER_CUSTOMERS), 0);
    ck_assert_int_eq(counter(ledger, NRR_COUNTER_LINES), 0);
    ck_assert_int_eq(counter(ledger, NRR_COUNTER_DUPLICATES), 0);
    ck_assert_int_eq(counter(ledger, NRR_COUNTER_VOIDS), 0);
    ck_assert_int_gt(counter(ledger, NRR_COUNTER_BYTES), 0);
    ck_assert_int_eq(nrr_ledger_counter(ledger, NRR_COUNTER_FIRST_TIME, &value), NRR_E_UNSET);
    ck_assert_int_eq(nrr_ledger_counter(ledger, NRR_COUNTER_LAST_TIME, &value), NRR_E_UNSET);
    ck_assert_int_eq(value, UNTOUCHED);
    nrr_ledger_free(ledger);
}
END_TEST

START_TEST(a_counter_that_is_not_there_is_refused)
{
    static const nrr_counter unknown[] = {INT32_MIN, -1, 0, NRR_COUNTER_VOIDS + 1, INT32_MAX};
    int64_t value = UNTOUCHED;

    ck_assert_int_eq(nrr_ledger_counter(the.ledger, unknown[_i], &value), NRR_E_OPTION);
    ck_assert_int_eq(value, UNTOUCHED);
}
END_TEST

START_TEST(counters_follow_what_is_accepted)
{
    static const nrr_fact first[] = {FACT(A, P, 50, NEW, 1), FACT(B, MAIN, -3, NEW, 1)};
    static const nrr_fact second[] = {FACT(A, Q, 51, NEW, 1)};
    static const nrr_fact same_again[] = {FACT(A, Q, 51, NEW, 1)};

    PUT(first);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FACTS), 2);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FIRST_TIME), -3);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_LAST_TIME), 50);
    PUT(second);
    PUT(same_again); /* without an id it is another fact */
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FACTS), 4);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FIRST_TIME), -3);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_LAST_TIME), 51);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_CUSTOMERS), CUSTOMERS);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_LINES), LINES);
}
END_TEST

START_TEST(first_and_last_time_reach_to_the_ends_of_the_clock)
{
    static const nrr_fact one[] = {FACT(A, MAIN, 0, NEW, 1)};
    static const nrr_fact ends[] = {FACT(A, MAIN, INT64_MAX, NEW, 1),
                                    FACT(A, MAIN, INT64_MIN, NEW, 1)};

    PUT(one);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FIRST_TIME), 0);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_LAST_TIME), 0);
    PUT(ends);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FIRST_TIME), INT64_MIN);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_LAST_TIME), INT64_MAX);
}
END_TEST

/* So many facts of two customers, one block. */
static void put_many(size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        nrr_fact fact = FACT(A, MAIN, 0, NEW, 1);

        fact.time = (int64_t)i;
        put(&fact, 1);
    }
}

START_TEST(the_bytes_of_a_ledger_grow_with_facts_and_keys_and_are_what_it_holds)
{
    int64_t empty = counter(the.ledger, NRR_COUNTER_BYTES), with_facts;
    uint32_t id;
    int64_t i;

    put_many(1000);
    with_facts = counter(the.ledger, NRR_COUNTER_BYTES);
    ck_assert_int_ge(with_facts - empty, 1000 * 16);
    ck_assert_int_le(with_facts - empty, 1000 * 64);
    for (i = 0; i < 1000; i++)
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_LINE, i, &id), NRR_OK);
    ck_assert_int_ge(counter(the.ledger, NRR_COUNTER_BYTES) - with_facts, 1000 * 12);
    /* All that the fixture has open beside the ledger is one query. */
    ck_assert_int_le(counter(the.ledger, NRR_COUNTER_BYTES), (int64_t)the.memory.live_bytes);
    ck_assert_int_ge(counter(the.ledger, NRR_COUNTER_BYTES) + 512, (int64_t)the.memory.live_bytes);
}
END_TEST

static TCase *life(void)
{
    TCase *cases = fixture_cases("life");

    tcase_add_test(cases, a_ledger_needs_no_allocator_of_the_host);
    tcase_add_test(cases, the_allocator_is_copied_and_its_context_kept);
    tcase_add_test(cases, a_ledger_needs_a_place_for_its_handle);
    tcase_add_test(cases, no_ledger_can_be_freed);
    tcase_add_test(cases, every_function_asks_for_its_ledger_and_its_place);
    return cases;
}

static TCase *options(void)
{
    TCase *cases = fixture_cases("options");

    tcase_add_test(cases, options_begin_with_their_defaults);
    tcase_add_loop_test(cases, an_option_that_is_not_there_is_refused, 0, 5);
    tcase_add_loop_test(cases, every_unit_of_time_can_be_set_and_taken_back, NRR_TIME_DAYS,
                        NRR_TIME_NANOSECONDS + 1);
    tcase_add_loop_test(cases, a_unit_of_time_that_is_not_there_is_refused, 0, 6);
    tcase_add_test(cases, the_unit_of_time_is_fixed_once_a_fact_is_there);
    tcase_add_test(cases, an_empty_batch_fixes_no_option);
    tcase_add_loop_test(cases, any_number_is_a_seed, 0, 5);
    tcase_add_loop_test(cases, the_seed_is_fixed_once_a_key_of_either_family_is_there,
                        NRR_KEY_CUSTOMER, NRR_KEY_VALUE + 1);
    tcase_add_test(cases, a_search_fixes_no_seed);
    tcase_add_test(cases, a_ledger_is_strict_or_lenient_at_any_time);
    tcase_add_test(cases, the_coverage_has_two_ends_that_come_and_go);
    tcase_add_test(cases, the_coverage_begins_before_it_ends);
    tcase_add_test(cases, the_coverage_may_change_when_facts_are_there);
    return cases;
}

static TCase *counters(void)
{
    TCase *cases = fixture_cases("counters");

    tcase_add_test(cases, an_empty_ledger_counts_nothing_and_has_no_first_and_last_time);
    tcase_add_loop_test(cases, a_counter_that_is_not_there_is_refused, 0, 5);
    tcase_add_test(cases, counters_follow_what_is_accepted);
    tcase_add_test(cases, first_and_last_time_reach_to_the_ends_of_the_clock);
    tcase_add_test(cases, the_bytes_of_a_ledger_grow_with_facts_and_keys_and_are_what_it_holds);
    return cases;
}

int main(void)
{
    Suite *suite = suite_create("ledger");

    suite_add_tcase(suite, life());
    suite_add_tcase(suite, options());
    suite_add_tcase(suite, counters());
    return nrr_test_main(suite);
}
