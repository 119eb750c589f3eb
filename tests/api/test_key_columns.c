/* SPDX-License-Identifier: MIT */
/* Many keys in one call: columns of integers and of strings, as Arrow and numpy lay them out. */
#include "fixture.h"

#include <string.h>

enum { UNTOUCHED = 4711 };

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

static TCase *column_cases(const char *name)
{
    TCase *cases = tcase_create(name);

    tcase_add_checked_fixture(cases, begin, end);
    return cases;
}

static nrr_column column_of(nrr_column_type type, const void *data)
{
    nrr_column column;

    memset(&column, 0, sizeof column);
    column.field = NRR_FIELD_KEY;
    column.type = type;
    column.data = data;
    return column;
}

/* Interns customers; they must get the ids that are named. */
static void assert_ids(const nrr_column *column, size_t count, const uint32_t *wanted)
{
    uint32_t ids[16], i;

    for (i = 0; i < COUNT(ids); i++)
        ids[i] = UNTOUCHED;
    ck_assert_uint_lt(count, COUNT(ids));
    ck_assert_int_eq(nrr_ledger_keys(empty, NRR_KEY_CUSTOMER, column, count, ids), NRR_OK);
    for (i = 0; i < count; i++)
        ck_assert_uint_eq(ids[i], wanted[i]);
    ck_assert_uint_eq(ids[count], UNTOUCHED);
}

static void assert_integer(uint32_t id, int64_t integer)
{
    nrr_key found;

    ck_assert_int_eq(nrr_ledger_key_of(empty, NRR_KEY_CUSTOMER, id, &found), NRR_OK);
    ck_assert_int_eq(found.type, NRR_KEY_INTEGER);
    ck_assert_int_eq(found.integer, integer);
}

static void assert_string(uint32_t id, const char *bytes)
{
    nrr_key found;

    ck_assert_int_eq(nrr_ledger_key_of(empty, NRR_KEY_CUSTOMER, id, &found), NRR_OK);
    ck_assert_int_eq(found.type, NRR_KEY_BYTES);
    ck_assert_uint_eq(found.length, strlen(bytes));
    if (found.length != 0)
        ck_assert_mem_eq(found.bytes, bytes, found.length);
}

static void refuses_column(const nrr_column *column, nrr_status status)
{
    uint32_t ids[16];

    ck_assert_int_eq(nrr_ledger_keys(empty, NRR_KEY_CUSTOMER, column, 3, ids), status);
}

/* The three values 5, the lowest or highest of the type, and 5 again, as each type of integer. */
static const int8_t int8s[] = {5, INT8_MIN, 5};
static const int16_t int16s[] = {5, INT16_MIN, 5};
static const int32_t int32s[] = {5, INT32_MIN, 5};
static const int64_t int64s[] = {5, INT64_MIN, 5};
static const uint8_t uint8s[] = {5, UINT8_MAX, 5};
static const uint16_t uint16s[] = {5, UINT16_MAX, 5};
static const uint32_t uint32s[] = {5, UINT32_MAX, 5};
static const uint64_t uint64s[] = {5, INT64_MAX, 5};

static const struct {
    nrr_column_type type;
    size_t width;
    const void *data;
    int64_t extreme;
} integer_types[] = {
    {NRR_COLUMN_INT8, 1, int8s, INT8_MIN},       {NRR_COLUMN_INT16, 2, int16s, INT16_MIN},
    {NRR_COLUMN_INT32, 4, int32s, INT32_MIN},    {NRR_COLUMN_INT64, 8, int64s, INT64_MIN},
    {NRR_COLUMN_UINT8, 1, uint8s, UINT8_MAX},    {NRR_COLUMN_UINT16, 2, uint16s, UINT16_MAX},
    {NRR_COLUMN_UINT32, 4, uint32s, UINT32_MAX}, {NRR_COLUMN_UINT64, 8, uint64s, INT64_MAX},
};

START_TEST(integers_of_every_width_are_keys)
{
    static const uint32_t ids[] = {1, 2, 1};
    nrr_column column = column_of(integer_types[_i].type, integer_types[_i].data);

    assert_ids(&column, 3, ids);
    assert_integer(1, 5);
    assert_integer(2, integer_types[_i].extreme);
    ck_assert_int_eq(counter(empty, NRR_COUNTER_CUSTOMERS), 2);
    /* The same number is the same key, whatever the width. */
    column = column_of(NRR_COLUMN_INT16, int16s);
    assert_ids(&column, 1, ids);
}
END_TEST

START_TEST(integers_may_lie_apart_backwards_and_unaligned)
{
    static const uint32_t ids[] = {1, 2, 1};
    size_t width = integer_types[_i].width, stride = width + 3, i;
    unsigned char bytes[64];
    nrr_column column;

    memset(bytes, 0xEE, sizeof bytes);
    column = column_of(integer_types[_i].type, bytes + 1);
    for (i = 0; i < 3; i++)
        memcpy(bytes + 1 + i * stride, (const char *)integer_types[_i].data + i * width, width);
    column.stride = (int64_t)stride;
    assert_ids(&column, 3, ids);
    assert_integer(2, integer_types[_i].extreme);
    column.data = bytes + 1 + 2 * stride;
    column.stride = -(int64_t)stride;
    assert_ids(&column, 3, ids);
    ck_assert_int_eq(counter(empty, NRR_COUNTER_CUSTOMERS), 2);
}
END_TEST

START_TEST(a_key_that_is_not_there_has_id_0)
{
    static const int32_t integers[] = {10, 11, 12, 13, 14, 15, 16, 17, 18, 19};
    /* There are 1, 3, 8 and 9. */
    static const unsigned char validity[] = {0x0A, 0x03};
    static const uint32_t ids[] = {0, 1, 0, 2, 0, 0, 0, 0, 3, 4};
    nrr_column column = column_of(NRR_COLUMN_INT32, integers);

    column.validity = validity;
    assert_ids(&column, 10, ids);
    assert_integer(1, 11);
    assert_integer(2, 13);
    assert_integer(3, 18);
    assert_integer(4, 19);
}
END_TEST

START_TEST(a_constant_stands_for_all)
{
    static const int64_t integer = -8;
    static const uint32_t ids[] = {1, 1, 1, 1, 1}, none[] = {0, 0, 0, 0, 0};
    static const unsigned char there = 0x01, not_there = 0xFE;
    nrr_column column = column_of(NRR_COLUMN_INT64, &integer);

    column.flags = NRR_COLUMN_CONSTANT;
    assert_ids(&column, 0, ids);
    ck_assert_int_eq(counter(empty, NRR_COUNTER_CUSTOMERS), 0);
    assert_ids(&column, 5, ids);
    assert_integer(1, -8);
    column.validity = &there;
    assert_ids(&column, 5, ids);
    column.validity = &not_there;
    assert_ids(&column, 5, none);
    ck_assert_int_eq(counter(empty, NRR_COUNTER_CUSTOMERS), 1);
}
END_TEST

static const char text[] = "acmeglobexacme";
static const int32_t offsets[] = {0, 4, 4, 10, 14};
static const int64_t large_offsets[] = {0, 4, 4, 10, 14};

static nrr_column strings(nrr_column_type type)
{
    nrr_column column = column_of(type, text);

    if (type == NRR_COLUMN_STRING)
        column.offsets = offsets;
    else
        column.offsets = large_offsets;
    return column;
}

START_TEST(strings_lie_between_offsets)
{
    static const uint32_t ids[] = {1, 2, 3, 1};
    nrr_column column = strings((nrr_column_type)_i);

    assert_ids(&column, 4, ids);
    assert_string(1, "acme");
    assert_string(2, "");
    assert_string(3, "globex");
}
END_TEST

START_TEST(strings_need_not_begin_at_0_nor_be_aligned)
{
    static const uint32_t ids[] = {1, 2};
    unsigned char bytes[sizeof large_offsets + 1];
    nrr_column column = strings((nrr_column_type)_i);
    size_t width = _i == NRR_COLUMN_STRING ? sizeof *offsets : sizeof *large_offsets;

    /* A slice of the array: from its third string on. */
    memcpy(bytes + 1, (const char *)column.offsets + 2 * width, 3 * width);
    column.offsets = bytes + 1;
    assert_ids(&column, 2, ids);
    assert_string(1, "globex");
    assert_string(2, "acme");
}
END_TEST

START_TEST(strings_may_be_missing_or_constant)
{
    static const unsigned char validity = 0x05;
    static const uint32_t ids[] = {1, 0, 2, 0}, same[] = {1, 1, 1};
    nrr_column column = strings((nrr_column_type)_i);

    column.validity = &validity;
    assert_ids(&column, 4, ids);
    assert_string(1, "acme");
    assert_string(2, "globex");
    column = strings((nrr_column_type)_i);
    column.flags = NRR_COLUMN_CONSTANT;
    assert_ids(&column, 3, same);
}
END_TEST

START_TEST(empty_strings_need_no_bytes)
{
    static const int32_t zeros[] = {0, 0, 0}, beyond[] = {0, 0, 1, 1};
    static const uint32_t ids[] = {1, 1};
    nrr_column column = strings(NRR_COLUMN_STRING);

    column.data = NULL;
    column.offsets = zeros;
    assert_ids(&column, 2, ids);
    assert_string(1, "");
    column.offsets = beyond;
    refuses_column(&column, NRR_E_NULL);
}
END_TEST

START_TEST(no_rows_need_no_data)
{
    static const nrr_column_type types[] = {NRR_COLUMN_INT8, NRR_COLUMN_STRING,
                                            NRR_COLUMN_LARGE_STRING};
    nrr_column column = column_of(types[_i], NULL);

    ck_assert_int_eq(nrr_ledger_keys(empty, NRR_KEY_LINE, &column, 0, NULL), NRR_OK);
    refuses_column(&column, NRR_E_NULL);
    ck_assert_int_eq(counter(empty, NRR_COUNTER_LINES), 0);
}
END_TEST

START_TEST(offsets_that_run_backwards_or_below_0_are_refused)
{
    static const int64_t bad[][4] = {
        {0, 4, 3, 4}, {-1, 4, 5, 6}, {0, 4, -2, 3}, {0, 4, 6, INT64_MIN}};
    int32_t narrow[4];
    nrr_column column = strings(NRR_COLUMN_LARGE_STRING);
    size_t i;

    column.offsets = bad[_i];
    refuses_column(&column, NRR_E_COLUMN_OFFSETS);
    for (i = 0; i < 4; i++)
        narrow[i] = bad[_i][i] == INT64_MIN ? INT32_MIN : (int32_t)bad[_i][i];
    column = strings(NRR_COLUMN_STRING);
    column.offsets = narrow;
    refuses_column(&column, NRR_E_COLUMN_OFFSETS);
    /* What came before stays interned. */
    ck_assert_int_eq(counter(empty, NRR_COUNTER_CUSTOMERS), _i == 1 ? 0 : _i == 3 ? 2 : 1);
}
END_TEST

START_TEST(a_string_that_is_too_long_is_refused)
{
    static char bytes[NRR_KEY_LENGTH_MAX + 2];
    static const int32_t long_offsets[] = {0, NRR_KEY_LENGTH_MAX, NRR_KEY_LENGTH_MAX,
                                           2 * NRR_KEY_LENGTH_MAX + 1};
    static const int64_t wide_offsets[] = {0, NRR_KEY_LENGTH_MAX, NRR_KEY_LENGTH_MAX,
                                            2 * NRR_KEY_LENGTH_MAX + 1};
    nrr_column column = strings(NRR_COLUMN_STRING);

    column.data = bytes;
    column.offsets = long_offsets;
    refuses_column(&column, NRR_E_KEY_LENGTH);
    ck_assert_int_eq(counter(empty, NRR_COUNTER_CUSTOMERS), 2);
    column.type = NRR_COLUMN_LARGE_STRING;
    column.offsets = wide_offsets;
    refuses_column(&column, NRR_E_KEY_LENGTH);
    ck_assert_int_eq(counter(empty, NRR_COUNTER_CUSTOMERS), 2);
}
END_TEST

START_TEST(an_unsigned_integer_beyond_int64_is_refused)
{
    static const uint64_t integers[] = {7, (uint64_t)INT64_MAX + 1, 8};
    nrr_column column = column_of(NRR_COLUMN_UINT64, integers);

    refuses_column(&column, NRR_E_COLUMN_VALUE);
    ck_assert_int_eq(counter(empty, NRR_COUNTER_CUSTOMERS), 1);
}
END_TEST

START_TEST(a_column_that_breaks_a_rule_is_refused)
{
    static const nrr_column_type types[] = {
        INT32_MIN, -1, 0, NRR_COLUMN_ID, NRR_COLUMN_LARGE_STRING + 1, INT32_MAX};
    static const nrr_field fields[] = {0, NRR_FIELD_CUSTOMER, NRR_FIELD_LINE, NRR_FIELD_KEY + 1};
    nrr_column good = column_of(NRR_COLUMN_INT64, int64s), column;
    size_t i;

    for (i = 0; i < COUNT(types); i++) {
        column = good;
        column.type = types[i];
        refuses_column(&column, NRR_E_COLUMN_TYPE);
    }
    for (i = 0; i < COUNT(fields); i++) {
        column = good;
        column.field = fields[i];
        refuses_column(&column, NRR_E_COLUMN_FIELD);
    }
    column = good;
    column.flags = NRR_COLUMN_CONSTANT | 2;
    refuses_column(&column, NRR_E_FLAGS);
    column = good;
    column.reserved = 1;
    refuses_column(&column, NRR_E_RESERVED);
    column = strings(NRR_COLUMN_STRING);
    column.stride = 4; /* strings have offsets, not a stride */
    refuses_column(&column, NRR_E_COLUMN_TYPE);
    ck_assert_int_eq(counter(empty, NRR_COUNTER_CUSTOMERS), 0);
}
END_TEST

START_TEST(a_call_without_ledger_column_or_room_is_refused)
{
    nrr_column column = column_of(NRR_COLUMN_INT64, int64s);
    uint32_t ids[3];

    ck_assert_int_eq(nrr_ledger_keys(NULL, NRR_KEY_LINE, &column, 3, ids), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_keys(empty, NRR_KEY_LINE, NULL, 3, ids), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_keys(empty, NRR_KEY_LINE, &column, 3, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_keys(empty, 0, &column, 3, ids), NRR_E_KEY_FAMILY);
    ck_assert_int_eq(nrr_ledger_keys(empty, NRR_KEY_VALUE + 1, &column, 3, ids), NRR_E_KEY_FAMILY);
    ck_assert_int_eq(counter(empty, NRR_COUNTER_LINES), 0);
}
END_TEST

/* Each key is read before the id in its place is written. */
START_TEST(ids_may_take_the_place_of_their_keys)
{
    uint32_t keys[] = {70, 80, 70};
    nrr_column column = column_of(NRR_COLUMN_UINT32, keys);

    ck_assert_int_eq(nrr_ledger_keys(empty, NRR_KEY_CUSTOMER, &column, COUNT(keys), keys), NRR_OK);
    ck_assert_uint_eq(keys[0], 1);
    ck_assert_uint_eq(keys[1], 2);
    ck_assert_uint_eq(keys[2], 1);
    assert_integer(1, 70);
    assert_integer(2, 80);
}
END_TEST

static TCase *integers(void)
{
    TCase *cases = column_cases("integers");

    tcase_add_loop_test(cases, integers_of_every_width_are_keys, 0, COUNT(integer_types));
    tcase_add_loop_test(cases, integers_may_lie_apart_backwards_and_unaligned, 0,
                        COUNT(integer_types));
    tcase_add_test(cases, a_key_that_is_not_there_has_id_0);
    tcase_add_test(cases, a_constant_stands_for_all);
    tcase_add_test(cases, an_unsigned_integer_beyond_int64_is_refused);
    tcase_add_test(cases, ids_may_take_the_place_of_their_keys);
    return cases;
}

static TCase *of_strings(void)
{
    TCase *cases = column_cases("strings");
    int last = NRR_COLUMN_LARGE_STRING + 1;

    tcase_add_loop_test(cases, strings_lie_between_offsets, NRR_COLUMN_STRING, last);
    tcase_add_loop_test(cases, strings_need_not_begin_at_0_nor_be_aligned, NRR_COLUMN_STRING, last);
    tcase_add_loop_test(cases, strings_may_be_missing_or_constant, NRR_COLUMN_STRING, last);
    tcase_add_test(cases, empty_strings_need_no_bytes);
    tcase_add_loop_test(cases, offsets_that_run_backwards_or_below_0_are_refused, 0, 4);
    tcase_add_test(cases, a_string_that_is_too_long_is_refused);
    return cases;
}

static TCase *misuse(void)
{
    TCase *cases = column_cases("misuse");

    tcase_add_loop_test(cases, no_rows_need_no_data, 0, 3);
    tcase_add_test(cases, a_column_that_breaks_a_rule_is_refused);
    tcase_add_test(cases, a_call_without_ledger_column_or_room_is_refused);
    return cases;
}

int main(void)
{
    Suite *suite = suite_create("key columns");

    suite_add_tcase(suite, integers());
    suite_add_tcase(suite, of_strings());
    suite_add_tcase(suite, misuse());
    return nrr_test_main(suite);
}
