/* SPDX-License-Identifier: MIT */
/* Facts as columns that are refused: which row, which field, and why. */
#include "fixture.h"

#include <string.h>

enum { ROWS = 3, ALL_COLUMNS = 8 };

/* A frame of three good facts: each case spoils a part of it. */
static int64_t times[ROWS], amounts[ROWS], kinds[ROWS], sequences[ROWS], reasons[ROWS], flag[ROWS];
static uint32_t customers[ROWS], lines[ROWS];
static nrr_column columns[ALL_COLUMNS];

enum { TIME, AMOUNT, KIND, SEQUENCE, REASON, FLAGS, CUSTOMER, LINE };

static void set_column(size_t which, nrr_field field, nrr_column_type type, const void *data)
{
    memset(&columns[which], 0, sizeof columns[which]);
    columns[which].field = field;
    columns[which].type = type;
    columns[which].data = data;
}

static void begin(void)
{
    size_t i;

    fixture_begin();
    for (i = 0; i < ROWS; i++) {
        times[i] = (int64_t)i;
        amounts[i] = 10;
        kinds[i] = NRR_KIND_NEW;
        sequences[i] = 1;
        reasons[i] = NRR_REASON_UPSELL;
        flag[i] = 0;
        customers[i] = A;
        lines[i] = P;
    }
    set_column(TIME, NRR_FIELD_TIME, NRR_COLUMN_INT64, times);
    set_column(AMOUNT, NRR_FIELD_AMOUNT, NRR_COLUMN_INT64, amounts);
    set_column(KIND, NRR_FIELD_KIND, NRR_COLUMN_INT64, kinds);
    set_column(SEQUENCE, NRR_FIELD_SEQUENCE, NRR_COLUMN_INT64, sequences);
    set_column(REASON, NRR_FIELD_REASON, NRR_COLUMN_INT64, reasons);
    set_column(FLAGS, NRR_FIELD_FLAGS, NRR_COLUMN_INT64, flag);
    set_column(CUSTOMER, NRR_FIELD_CUSTOMER, NRR_COLUMN_ID, customers);
    set_column(LINE, NRR_FIELD_LINE, NRR_COLUMN_ID, lines);
}

static TCase *refused_cases(const char *name)
{
    TCase *cases = tcase_create(name);

    tcase_add_checked_fixture(cases, begin, fixture_end);
    return cases;
}

static void refuses_frame(int64_t row, nrr_field field, nrr_status status)
{
    nrr_refusal refusal = {-77, -78, -79};

    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, ALL_COLUMNS, ROWS, &refusal),
                     status);
    ck_assert_int_eq(refusal.status, status);
    ck_assert_int_eq(refusal.field, field);
    ck_assert_int_eq(refusal.row, row);
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, ALL_COLUMNS, ROWS, NULL),
                     status);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FACTS), 0);
    ask(INT64_MIN, INT64_MAX);
    ck_assert_int_eq(report_of(the.ledger, &the.report), NRR_OK);
    assert_row(0, NULL, 0);
}

START_TEST(the_frame_as_such_is_good)
{
    nrr_refusal refusal = {-77, -78, -79};

    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, ALL_COLUMNS, ROWS, &refusal),
                     NRR_OK);
    ck_assert_int_eq(refusal.row, -77);
    ck_assert_int_eq(refusal.field, -78);
    ck_assert_int_eq(refusal.status, -79);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FACTS), ROWS);
}
END_TEST

START_TEST(columns_need_a_ledger_and_a_pointer)
{
    nrr_refusal refusal = {-77, -78, -79};

    ck_assert_int_eq(nrr_ledger_append_columns(NULL, columns, ALL_COLUMNS, ROWS, &refusal),
                     NRR_E_NULL);
    ck_assert_int_eq(refusal.row, -1);
    ck_assert_int_eq(refusal.field, 0);
    ck_assert_int_eq(refusal.status, NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, NULL, 1, ROWS, NULL), NRR_E_NULL);
    /* None at all are given, but then some are missing. */
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, NULL, 0, ROWS, &refusal),
                     NRR_E_COLUMN_MISSING);
    ck_assert_int_eq(refusal.field, NRR_FIELD_CUSTOMER);
}
END_TEST

START_TEST(a_column_that_every_fact_needs_is_missed)
{
    static const size_t needed[] = {TIME, AMOUNT, KIND, CUSTOMER};
    nrr_refusal refusal = {-77, -78, -79};
    nrr_column kept[ALL_COLUMNS];
    size_t i, count = 0;

    for (i = 0; i < ALL_COLUMNS; i++)
        if (i != needed[_i])
            kept[count++] = columns[i];
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, kept, count, ROWS, &refusal),
                     NRR_E_COLUMN_MISSING);
    ck_assert_int_eq(refusal.row, -1);
    ck_assert_int_eq(refusal.field, columns[needed[_i]].field);
    ck_assert_int_eq(refusal.status, NRR_E_COLUMN_MISSING);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FACTS), 0);
}
END_TEST

START_TEST(two_columns_of_one_field_are_refused)
{
    nrr_field field = columns[_i].field;

    columns[_i == 0 ? 1 : 0] = columns[_i];
    refuses_frame(-1, field, NRR_E_COLUMN_TWICE);
}
END_TEST

START_TEST(a_column_of_no_field_of_a_fact_is_refused)
{
    static const nrr_field unknown[] = {INT32_MIN,     -1,       0, NRR_FIELD_RESERVED,
                                        NRR_FIELD_KEY, INT32_MAX};

    columns[REASON].field = unknown[_i];
    refuses_frame(-1, unknown[_i], NRR_E_COLUMN_FIELD);
}
END_TEST

START_TEST(a_number_is_no_column_of_ids_or_strings)
{
    static const nrr_column_type types[] = {NRR_COLUMN_ID, NRR_COLUMN_STRING,
                                            NRR_COLUMN_LARGE_STRING};
    static const int64_t offsets[ROWS + 1] = {0, 0, 0, 0};
    size_t which;

    for (which = TIME; which <= FLAGS; which++) {
        nrr_column good = columns[which];

        columns[which].type = types[_i];
        columns[which].offsets = offsets;
        refuses_frame(-1, columns[which].field, NRR_E_COLUMN_TYPE);
        nrr_report_free(the.report);
        the.report = NULL;
        columns[which] = good;
    }
}
END_TEST

START_TEST(a_type_that_is_not_there_is_refused)
{
    static const nrr_column_type unknown[] = {INT32_MIN, -1, 0, NRR_COLUMN_LARGE_STRING + 1,
                                              INT32_MAX};

    columns[LINE].type = unknown[_i];
    refuses_frame(-1, NRR_FIELD_LINE, NRR_E_COLUMN_TYPE);
}
END_TEST

START_TEST(a_column_with_unknown_flags_or_reserved_bytes_is_refused)
{
    columns[KIND].flags = NRR_COLUMN_CONSTANT | UINT32_C(2);
    if (_i == 0) {
        refuses_frame(-1, NRR_FIELD_KIND, NRR_E_FLAGS);
    } else {
        columns[KIND].flags = 0;
        columns[KIND].reserved = 7;
        refuses_frame(-1, NRR_FIELD_KIND, NRR_E_RESERVED);
    }
}
END_TEST

START_TEST(a_column_without_data_is_refused)
{
    columns[SEQUENCE].data = NULL;
    if (_i == 1) {
        columns[SEQUENCE].data = sequences;
        columns[LINE].type = NRR_COLUMN_STRING; /* has no offsets */
    }
    refuses_frame(-1, _i == 0 ? NRR_FIELD_SEQUENCE : NRR_FIELD_LINE, NRR_E_NULL);
}
END_TEST

START_TEST(strings_have_no_stride)
{
    static const int32_t offsets[ROWS + 1] = {0, 0, 0, 0};

    columns[LINE].type = NRR_COLUMN_STRING;
    columns[LINE].offsets = offsets;
    columns[LINE].stride = 8;
    refuses_frame(-1, NRR_FIELD_LINE, NRR_E_COLUMN_TYPE);
}
END_TEST

START_TEST(a_value_beyond_its_field_is_refused)
{
    static const struct {
        size_t which;
        int64_t value;
        nrr_column_type type;
    } values[] = {
        {TIME, INT64_MIN, NRR_COLUMN_UINT64}, /* 2^63 */
        {AMOUNT, -1, NRR_COLUMN_UINT64},      /* 2^64 - 1 */
        {SEQUENCE, -1, NRR_COLUMN_INT64},
        {SEQUENCE, INT64_MIN, NRR_COLUMN_INT64},
        {KIND, (int64_t)INT32_MAX + 1, NRR_COLUMN_INT64},
        {KIND, (int64_t)INT32_MIN - 1, NRR_COLUMN_INT64},
        {KIND, (INT64_C(1) << 32) + NRR_KIND_NEW, NRR_COLUMN_INT64},
        {KIND, -1, NRR_COLUMN_UINT64},
        {REASON, (int64_t)INT32_MAX + 1, NRR_COLUMN_INT64},
        {REASON, -1, NRR_COLUMN_UINT64},
        {FLAGS, (int64_t)INT32_MAX + 1, NRR_COLUMN_INT64},
        {FLAGS, (int64_t)INT32_MIN - 1, NRR_COLUMN_INT64},
    };
    int64_t *places[] = {times, amounts, kinds, sequences, reasons, flag};
    size_t which = values[_i].which;

    places[which][1] = values[_i].value;
    columns[which].type = values[_i].type;
    refuses_frame(1, columns[which].field, NRR_E_COLUMN_VALUE);
}
END_TEST

START_TEST(a_value_that_must_be_there_and_is_not_is_refused)
{
    static const struct {
        size_t which;
        nrr_status status;
    } needed[] = {{TIME, NRR_E_COLUMN_VALUE},
                  {AMOUNT, NRR_E_COLUMN_VALUE},
                  {KIND, NRR_E_KIND},
                  {CUSTOMER, NRR_E_CUSTOMER}};
    static const unsigned char first = 0x01;

    columns[needed[_i].which].validity = &first;
    refuses_frame(1, columns[needed[_i].which].field, needed[_i].status);
}
END_TEST

START_TEST(a_missing_string_or_integer_key_of_a_customer_is_refused)
{
    static const int32_t offsets[ROWS + 1] = {0, 1, 2, 3};
    static const unsigned char first = 0x01;

    if (_i == 0) {
        columns[CUSTOMER].type = NRR_COLUMN_STRING;
        columns[CUSTOMER].data = "abc";
        columns[CUSTOMER].offsets = offsets;
    } else {
        columns[CUSTOMER].type = NRR_COLUMN_UINT32;
    }
    columns[CUSTOMER].validity = &first;
    refuses_frame(1, NRR_FIELD_CUSTOMER, NRR_E_CUSTOMER);
}
END_TEST

START_TEST(the_rules_of_a_fact_hold_in_columns_too)
{
    static const struct {
        size_t which;
        int64_t value;
        nrr_status status;
    } values[] = {
        {AMOUNT, 0, NRR_E_AMOUNT},
        {AMOUNT, INT64_MIN, NRR_E_AMOUNT},
        {KIND, 0, NRR_E_KIND},
        {KIND, INT32_MIN, NRR_E_KIND},
        {REASON, 18, NRR_E_REASON},
        {REASON, INT32_MAX, NRR_E_REASON},
        {FLAGS, NRR_FACT_ALL, NRR_E_FLAGS},
        {FLAGS, 4, NRR_E_FLAGS},
    };
    int64_t *places[] = {times, amounts, kinds, sequences, reasons, flag};
    size_t which = values[_i].which;

    places[which][2] = values[_i].value;
    refuses_frame(2, columns[which].field, values[_i].status);
}
END_TEST

START_TEST(ids_that_the_ledger_did_not_give_are_refused)
{
    if (_i == 0) {
        customers[1] = CUSTOMERS + 1;
        refuses_frame(1, NRR_FIELD_CUSTOMER, NRR_E_CUSTOMER);
    } else {
        lines[1] = LINES + 1;
        refuses_frame(1, NRR_FIELD_LINE, NRR_E_LINE);
    }
}
END_TEST

START_TEST(keys_that_break_a_rule_are_refused_at_their_row)
{
    static char bytes[NRR_KEY_LENGTH_MAX + 3];
    static const int32_t backwards[ROWS + 1] = {0, 2, 1, 3};
    static const int32_t too_long[ROWS + 1] = {0, 1, NRR_KEY_LENGTH_MAX + 2,
                                               NRR_KEY_LENGTH_MAX + 3};
    static const uint64_t beyond[ROWS] = {1, UINT64_MAX, 2};
    nrr_column *column = &columns[_i < 3 ? CUSTOMER : LINE];
    static const nrr_status statuses[] = {NRR_E_COLUMN_OFFSETS, NRR_E_KEY_LENGTH,
                                          NRR_E_COLUMN_VALUE};

    column->type = NRR_COLUMN_STRING;
    column->data = bytes;
    if (_i % 3 == 0)
        column->offsets = backwards;
    else
        column->offsets = too_long;
    if (_i % 3 == 2) {
        column->type = NRR_COLUMN_UINT64;
        column->data = beyond;
        column->offsets = NULL;
    }
    refuses_frame(1, column->field, statuses[_i % 3]);
}
END_TEST

/* The keys of so many rows have no place in any memory. */
START_TEST(a_frame_larger_than_memory_is_refused)
{
    static const int64_t who = 5;
    nrr_refusal refusal = {-77, -78, -79};
    size_t i;

    columns[CUSTOMER].type = NRR_COLUMN_INT64;
    columns[CUSTOMER].data = &who;
    for (i = 0; i < ALL_COLUMNS; i++)
        columns[i].flags = NRR_COLUMN_CONSTANT;
    ck_assert_int_eq(
        nrr_ledger_append_columns(the.ledger, columns, ALL_COLUMNS, SIZE_MAX, &refusal),
        NRR_E_MEMORY);
    ck_assert_int_eq(refusal.row, -1);
    ck_assert_int_eq(refusal.field, 0);
    ck_assert_int_eq(refusal.status, NRR_E_MEMORY);
}
END_TEST

START_TEST(a_flag_that_says_known_needs_a_column_of_it)
{
    flag[1] = NRR_FACT_KNOWN;
    refuses_frame(1, NRR_FIELD_KNOWN, NRR_E_COLUMN_VALUE);
}
END_TEST

START_TEST(keys_of_a_refused_frame_stay_interned)
{
    static const int32_t offsets[ROWS + 1] = {0, 1, 2, 3};

    columns[CUSTOMER].type = NRR_COLUMN_STRING;
    columns[CUSTOMER].data = "abc";
    columns[CUSTOMER].offsets = offsets;
    amounts[2] = 0;
    refuses_frame(2, NRR_FIELD_AMOUNT, NRR_E_AMOUNT);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_CUSTOMERS), CUSTOMERS + 3);
}
END_TEST

static TCase *frames(void)
{
    TCase *cases = refused_cases("frames");

    tcase_add_test(cases, the_frame_as_such_is_good);
    tcase_add_test(cases, columns_need_a_ledger_and_a_pointer);
    tcase_add_loop_test(cases, a_column_that_every_fact_needs_is_missed, 0, 4);
    tcase_add_loop_test(cases, two_columns_of_one_field_are_refused, 0, ALL_COLUMNS);
    tcase_add_loop_test(cases, a_column_of_no_field_of_a_fact_is_refused, 0, 6);
    tcase_add_loop_test(cases, a_number_is_no_column_of_ids_or_strings, 0, 3);
    tcase_add_loop_test(cases, a_type_that_is_not_there_is_refused, 0, 5);
    tcase_add_loop_test(cases, a_column_with_unknown_flags_or_reserved_bytes_is_refused, 0, 2);
    tcase_add_loop_test(cases, a_column_without_data_is_refused, 0, 2);
    tcase_add_test(cases, strings_have_no_stride);
    return cases;
}

static TCase *values(void)
{
    TCase *cases = refused_cases("values");

    tcase_add_loop_test(cases, a_value_beyond_its_field_is_refused, 0, 12);
    tcase_add_loop_test(cases, a_value_that_must_be_there_and_is_not_is_refused, 0, 4);
    tcase_add_loop_test(cases, a_missing_string_or_integer_key_of_a_customer_is_refused, 0, 2);
    tcase_add_loop_test(cases, the_rules_of_a_fact_hold_in_columns_too, 0, 8);
    tcase_add_loop_test(cases, ids_that_the_ledger_did_not_give_are_refused, 0, 2);
    tcase_add_loop_test(cases, keys_that_break_a_rule_are_refused_at_their_row, 0, 6);
    tcase_add_test(cases, a_frame_larger_than_memory_is_refused);
    tcase_add_test(cases, a_flag_that_says_known_needs_a_column_of_it);
    tcase_add_test(cases, keys_of_a_refused_frame_stay_interned);
    return cases;
}

int main(void)
{
    Suite *suite = suite_create("append columns refused");

    suite_add_tcase(suite, frames());
    suite_add_tcase(suite, values());
    return nrr_test_main(suite);
}
