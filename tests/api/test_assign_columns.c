/* SPDX-License-Identifier: MIT */
/* Assignments as columns: what is taken, what may be left out, and what is refused and why. */
#include "contradictions.h"

#include <string.h>

enum { ROWS = 4, TIME = 0, DIMENSION, CUSTOMER, VALUE, LINE, SEQUENCE, FLAGS, ALL_COLUMNS };

/* A good frame: two contradictions, one of a customer and one of a line. */
static int64_t times[ROWS];
static uint64_t sequences[ROWS];
static int64_t marks[ROWS];
static uint32_t lines[ROWS];
static unsigned char has_line;
static nrr_column columns[ALL_COLUMNS];

static void set_column(size_t which, nrr_field field, nrr_column_type type, const void *data)
{
    memset(&columns[which], 0, sizeof columns[which]);
    columns[which].field = field;
    columns[which].type = type;
    columns[which].data = data;
}

static void begin_columns(void)
{
    static const int32_t value_ends[] = {0, 5, 8, 13, 16};
    static const int64_t segment_ends[] = {0, 7};
    static const int8_t customers[] = {A, A, B, B};
    size_t i;

    assign_begin();
    for (i = 0; i < ROWS; i++) {
        times[i] = 5;
        sequences[i] = 3;
        marks[i] = 0;
        lines[i] = i < 2 ? 0 : Q;
    }
    has_line = 0x0C;
    set_column(TIME, NRR_FIELD_TIME, NRR_COLUMN_INT64, times);
    set_column(DIMENSION, NRR_FIELD_DIMENSION, NRR_COLUMN_LARGE_STRING, "segment");
    columns[DIMENSION].offsets = segment_ends;
    columns[DIMENSION].flags = NRR_COLUMN_CONSTANT;
    set_column(CUSTOMER, NRR_FIELD_CUSTOMER, NRR_COLUMN_INT8, customers);
    set_column(VALUE, NRR_FIELD_VALUE, NRR_COLUMN_STRING, "smallbigsmallbig");
    columns[VALUE].offsets = value_ends;
    set_column(LINE, NRR_FIELD_LINE, NRR_COLUMN_ID, lines);
    columns[LINE].validity = &has_line;
    set_column(SEQUENCE, NRR_FIELD_SEQUENCE, NRR_COLUMN_UINT64, sequences);
    set_column(FLAGS, NRR_FIELD_FLAGS, NRR_COLUMN_INT64, marks);
}

static nrr_status assign_columns(size_t count, nrr_refusal *refusal)
{
    return nrr_ledger_assign_columns(the.ledger, columns, count, ROWS, refusal);
}

START_TEST(columns_say_what_rows_say)
{
    nrr_assignment wanted[] = {ON(A, 5, 0, 0, .sequence = 3),
                               ON(B, 5, 0, 0, .sequence = 3, OF_LINE(Q))};
    uint32_t dimension, value;
    nrr_refusal refusal = {-77, -78, -79};

    ck_assert_int_eq(assign_columns(ALL_COLUMNS, &refusal), NRR_OK);
    ck_assert_int_eq(refusal.row, -77);
    ck_assert_int_eq(nrr_ledger_find(the.ledger, NRR_KEY_DIMENSION, "segment", 7, &dimension),
                     NRR_OK);
    ck_assert_int_eq(nrr_ledger_find(the.ledger, NRR_KEY_VALUE, "small", 5, &value), NRR_OK);
    wanted[0].dimension = wanted[1].dimension = dimension;
    wanted[0].value = wanted[1].value = value;
    FINDINGS(wanted);
}
END_TEST

START_TEST(lines_sequences_and_flags_may_be_left_out)
{
    nrr_assignment wanted[] = {ON(A, 5, 3, 0, NO_LINE), ON(B, 5, 3, 0, NO_LINE)};

    ck_assert_int_eq(assign_columns(LINE, NULL), NRR_OK);
    ck_assert_int_eq(nrr_ledger_find(the.ledger, NRR_KEY_VALUE, "small", 5, &wanted[0].value),
                     NRR_OK);
    wanted[1].value = wanted[0].value;
    FINDINGS(wanted);
}
END_TEST

START_TEST(a_default_line_is_told_by_its_flag_or_by_being_there)
{
    nrr_assignment wanted[] = {ON(A, 5, 3, 0, .sequence = 3, OF_LINE(0)),
                               ON(B, 5, 3, 0, .sequence = 3, OF_LINE(Q))};

    if (_i == 0)
        has_line = 0x0F;
    else
        marks[0] = marks[1] = NRR_ASSIGNMENT_LINE;
    ck_assert_int_eq(assign_columns(ALL_COLUMNS, NULL), NRR_OK);
    ck_assert_int_eq(nrr_ledger_find(the.ledger, NRR_KEY_VALUE, "small", 5, &wanted[0].value),
                     NRR_OK);
    wanted[1].value = wanted[0].value;
    FINDINGS(wanted);
}
END_TEST

START_TEST(a_value_that_is_not_there_takes_back)
{
    static const unsigned char all_but_the_second = 0x0D;
    nrr_assignment wanted[] = {ON(A, 5, 3, 0, .sequence = 3),
                               ON(B, 5, 3, 0, .sequence = 3, OF_LINE(Q))};

    columns[VALUE].validity = &all_but_the_second;
    ck_assert_int_eq(assign_columns(ALL_COLUMNS, NULL), NRR_OK);
    ck_assert_int_eq(nrr_ledger_find(the.ledger, NRR_KEY_VALUE, "small", 5, &wanted[0].value),
                     NRR_OK); /* beside none */
    wanted[1].value = wanted[0].value;
    FINDINGS(wanted);
}
END_TEST

static void spoil(int which)
{
    static const unsigned char all_but_the_third = 0x0B;
    static const int32_t backwards[] = {0, 5, 8, 7, 16};
    static const int64_t negative[] = {0, 0, -1, 0};
    static const uint32_t dimensions[] = {SEGMENT, SEGMENT, 0, SEGMENT};
    static const uint64_t late[] = {5, 5, (uint64_t)INT64_MAX + 1, 5};

    switch (which) {
    case 0:
        columns[SEQUENCE].field = NRR_FIELD_AMOUNT;
        break;
    case 1:
        columns[SEQUENCE].field = NRR_FIELD_VALUE + 1;
        break;
    case 2:
        columns[SEQUENCE].field = NRR_FIELD_TIME;
        break;
    case 3:
        columns[SEQUENCE].type = NRR_COLUMN_ID;
        break;
    case 4:
        columns[SEQUENCE].reserved = 1;
        break;
    case 5:
        columns[TIME].validity = &all_but_the_third;
        break;
    case 6:
        columns[TIME].type = NRR_COLUMN_UINT64;
        columns[TIME].data = late;
        break;
    case 7:
        columns[SEQUENCE].type = NRR_COLUMN_INT64;
        columns[SEQUENCE].data = negative;
        break;
    case 8:
        columns[VALUE].offsets = backwards;
        break;
    case 9:
        marks[2] = -1;
        break;
    case 10:
        marks[2] = INT64_C(1) << 32;
        break;
    case 11:
        marks[2] = 2;
        break;
    case 12:
        lines[2] = LINES + 1;
        break;
    case 13:
        columns[CUSTOMER].validity = &all_but_the_third;
        break;
    default:
        columns[DIMENSION].flags = 0;
        columns[DIMENSION].offsets = NULL;
        columns[DIMENSION].type = NRR_COLUMN_ID;
        columns[DIMENSION].data = dimensions;
        break;
    }
}

START_TEST(a_bad_column_refuses_all_and_is_named)
{
    static const nrr_refusal wanted[] = {
        {-1, NRR_FIELD_AMOUNT, NRR_E_COLUMN_FIELD},
        {-1, NRR_FIELD_VALUE + 1, NRR_E_COLUMN_FIELD},
        {-1, NRR_FIELD_TIME, NRR_E_COLUMN_TWICE},
        {-1, NRR_FIELD_SEQUENCE, NRR_E_COLUMN_TYPE},
        {-1, NRR_FIELD_SEQUENCE, NRR_E_RESERVED},
        {2, NRR_FIELD_TIME, NRR_E_COLUMN_VALUE},
        {2, NRR_FIELD_TIME, NRR_E_COLUMN_VALUE},
        {2, NRR_FIELD_SEQUENCE, NRR_E_COLUMN_VALUE},
        {2, NRR_FIELD_VALUE, NRR_E_COLUMN_OFFSETS},
        {2, NRR_FIELD_FLAGS, NRR_E_COLUMN_VALUE},
        {2, NRR_FIELD_FLAGS, NRR_E_COLUMN_VALUE},
        {2, NRR_FIELD_FLAGS, NRR_E_FLAGS},
        {2, NRR_FIELD_LINE, NRR_E_LINE},
        {2, NRR_FIELD_CUSTOMER, NRR_E_CUSTOMER},
        {2, NRR_FIELD_DIMENSION, NRR_E_DIMENSION},
    };
    nrr_refusal refusal = {-77, -78, -79};

    spoil(_i);
    ck_assert_int_eq(assign_columns(ALL_COLUMNS, &refusal), wanted[_i].status);
    ck_assert_int_eq(refusal.row, wanted[_i].row);
    ck_assert_int_eq(refusal.field, wanted[_i].field);
    ck_assert_int_eq(refusal.status, wanted[_i].status);
    assert_findings(NULL, 0);
}
END_TEST

START_TEST(four_columns_must_be_there)
{
    static const nrr_field needed[] = {NRR_FIELD_TIME, NRR_FIELD_DIMENSION, NRR_FIELD_CUSTOMER,
                                       NRR_FIELD_VALUE};
    nrr_refusal refusal = {-77, -78, -79};

    columns[_i] = columns[LINE];
    columns[LINE] = columns[SEQUENCE];
    ck_assert_int_eq(assign_columns(SEQUENCE, &refusal), NRR_E_COLUMN_MISSING);
    ck_assert_int_eq(refusal.row, -1);
    ck_assert_int_eq(refusal.field, needed[_i]);
}
END_TEST

START_TEST(columns_need_a_ledger_and_a_place)
{
    nrr_refusal refusal = {-77, -78, -79};

    ck_assert_int_eq(nrr_ledger_assign_columns(NULL, columns, ALL_COLUMNS, ROWS, &refusal),
                     NRR_E_NULL);
    ck_assert_int_eq(refusal.status, NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_assign_columns(the.ledger, NULL, 1, ROWS, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_assign_columns(the.ledger, NULL, 0, ROWS, NULL),
                     NRR_E_COLUMN_MISSING);
    columns[TIME].data = NULL;
    ck_assert_int_eq(assign_columns(ALL_COLUMNS, NULL), NRR_E_NULL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("assignments as columns");
    TCase *frames = tcase_create("columns");

    tcase_add_checked_fixture(frames, begin_columns, fixture_end);
    tcase_add_test(frames, columns_say_what_rows_say);
    tcase_add_test(frames, lines_sequences_and_flags_may_be_left_out);
    tcase_add_loop_test(frames, a_default_line_is_told_by_its_flag_or_by_being_there, 0, 2);
    tcase_add_test(frames, a_value_that_is_not_there_takes_back);
    tcase_add_loop_test(frames, a_bad_column_refuses_all_and_is_named, 0, 15);
    tcase_add_loop_test(frames, four_columns_must_be_there, 0, 4);
    tcase_add_test(frames, columns_need_a_ledger_and_a_place);
    suite_add_tcase(suite, frames);
    return nrr_test_main(suite);
}
