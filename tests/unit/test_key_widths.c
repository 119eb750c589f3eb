/* SPDX-License-Identifier: MIT */
/* How wide the entries of keys are: as is best for the keys of the page before, and in the first page for its
 * first key. */
#include "keys.h"

enum {
    PAGE = 64,   /* keys of a page, as long as there are few */
    INTEGER = -1 /* in the place of a length */
};


static nrr__key_entry key_of_length(int32_t length)
{
    static const unsigned char zeros[100];

    return length == INTEGER ? integer_key(4711) : string_key(zeros, (size_t)length);
}

static void add(int32_t length)
{
    nrr__key_entry key = key_of_length(length);

    ck_assert_int_eq(nrr__key_store_add(store, &key), NRR_OK);
    ck_assert_uint_eq(nrr__key_store_read(store, store->count).length, key.length);
}

/* Adds keys like this up to the end of a page. */
static void fill_page(int32_t length)
{
    do
        add(length);
    while (store->count % PAGE != 0);
}

/* Whether the bytes of the newest key are in its entry. */
static int is_in_entry(void)
{
    nrr__key_at at = nrr__key_store_at(store, store->count);

    return nrr__key_store_read(store, store->count).bytes == at.entry + NRR__KEY_HEAD;
}

START_TEST(a_page_is_as_wide_as_the_keys_of_the_page_before_it_need)
{
    int32_t words;

    fill_page(INTEGER);
    add(INTEGER);
    ck_assert_uint_eq(store->words[1], 1);
    for (words = 2; words <= NRR__KEY_WORDS; words++) {
        int32_t longest = words * 8 - NRR__KEY_HEAD;
        fill_page(longest);
        add(longest + 1);
        ck_assert_int_eq(store->words[words], words);
        ck_assert(!is_in_entry());
        add(longest);
        ck_assert(is_in_entry());
        add(0);
        ck_assert(is_in_entry());
        add(INTEGER);
    }
    fill_page(63); /* too long for any entry: there is room for the address */
    add(INTEGER);
    ck_assert_uint_eq(store->words[words], 2);
}
END_TEST

START_TEST(the_first_page_is_as_wide_as_its_first_key_needs)
{
    static const struct {
        int32_t length;
        uint32_t words;
    } cases[] = {{INTEGER, 1}, {0, 2}, {14, 2}, {15, 3}, {22, 3}, {23, 4}, {54, 7}, {55, 8}, {62, 8}, {63, 2}};
    nrr__key_entry other = key_of_length(30);

    failing_allocator_fail_once(&memory, 1);
    ck_assert_int_eq(nrr__key_store_add(store, &other), NRR_E_MEMORY);
    failing_allocator_fail_never(&memory); /* that was none */
    add(cases[_i].length);
    ck_assert_uint_eq(store->words[0], cases[_i].words);
}
END_TEST

/* Of integers and strings together; of widths that take the same memory it is the wider one. */
START_TEST(a_page_is_as_wide_as_takes_the_least_memory)
{
    static const struct {
        uint32_t integers;
        int32_t length; /* of the strings */
        uint32_t words;
    } cases[] = {{43, 14, 1}, {42, 14, 2}, {15, 62, 1}, {14, 62, 8}, {1, 63, 1}, {0, 63, 2}};
    uint32_t i;

    for (i = 0; i < PAGE; i++)
        add(i < cases[_i].integers ? INTEGER : cases[_i].length);
    add(0);
    ck_assert_uint_eq(store->words[1], cases[_i].words);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("key widths");
    TCase *cases = tcase_create("key widths");

    tcase_add_checked_fixture(cases, store_begin, store_end);
    tcase_add_test(cases, a_page_is_as_wide_as_the_keys_of_the_page_before_it_need);
    tcase_add_loop_test(cases, the_first_page_is_as_wide_as_its_first_key_needs, 0, 10);
    tcase_add_loop_test(cases, a_page_is_as_wide_as_takes_the_least_memory, 0, 6);
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
