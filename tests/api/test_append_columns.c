/* SPDX-License-Identifier: MIT */
/* Facts as columns: every type and layout gives what the same facts give as rows. (What is refused
 * is in test_append_columns_refused.c.) */
#include "fixture.h"

#include <string.h>

enum { ROWS = 5 };

/* The facts that all cases of this file hand over, as rows. Every member of them fits 8 bits. */
static const nrr_fact facts[ROWS] = {
    FACT(A, P, 10, NEW, 100, WHY(UPSELL)),         FACT(B, MAIN, 20, OPENING, 50),
    FACT(A, P, 30, LEVEL, 70, SEQ(2), WHY(PRICE)), FACT(A, Q, 30, NEW, 9, SEQ(1)),
    FACT(B, MAIN, 40, CHURN, 50, WHY(VOLUNTARY)),
};

/* The same facts as columns of int64_t. */
static const int64_t times[ROWS] = {10, 20, 30, 30, 40}, amounts[ROWS] = {100, 50, 70, 9, 50},
                     sequences[ROWS] = {0, 0, 2, 1, 0}, customers[ROWS] = {A, B, A, A, B},
                     lines[ROWS] = {P, MAIN, P, Q, MAIN},
                     kinds[ROWS] = {NRR_KIND_NEW, NRR_KIND_OPENING, NRR_KIND_LEVEL, NRR_KIND_NEW,
                                    NRR_KIND_CHURN},
                     reasons[ROWS] = {NRR_REASON_UPSELL, 0, NRR_REASON_PRICE, 0,
                                      NRR_REASON_VOLUNTARY};

static const struct {
    nrr_field field;
    const int64_t *values;
} fields[] = {
    {NRR_FIELD_TIME, times}, {NRR_FIELD_AMOUNT, amounts}, {NRR_FIELD_SEQUENCE, sequences},
    {NRR_FIELD_KIND, kinds}, {NRR_FIELD_REASON, reasons}, {NRR_FIELD_CUSTOMER, customers},
    {NRR_FIELD_LINE, lines},
};

/* Memory for a column whose values lie apart: each from a byte of its own on. */
typedef struct column_memory {
    unsigned char bytes[ROWS * 16 + 1];
} column_memory;

static size_t width_of(nrr_column_type type)
{
    static const size_t widths[] = {0, 1, 2, 4, 8, 1, 2, 4, 8, 4};

    return widths[type];
}

/* Writes a value as a type has it; on machines of either byte order. */
static void write_value(unsigned char *to, nrr_column_type type, int64_t value)
{
    const int8_t narrow = (int8_t)value;
    const int16_t half = (int16_t)value;
    const int32_t word = (int32_t)value;

    if (width_of(type) == 1)
        memcpy(to, &narrow, 1);
    else if (width_of(type) == 2)
        memcpy(to, &half, 2);
    else if (width_of(type) == 4)
        memcpy(to, &word, 4);
    else
        memcpy(to, &value, 8);
}

/* A column of one field: packed if stride is 0. */
static nrr_column column_of(size_t which, nrr_column_type type, int64_t stride,
                            column_memory *memory)
{
    size_t step = stride == 0 ? width_of(type) : (size_t)(stride < 0 ? -stride : stride), i;
    nrr_column column;

    memset(memory, 0xEE, sizeof *memory);
    memset(&column, 0, sizeof column);
    for (i = 0; i < ROWS; i++) {
        size_t place = stride < 0 ? ROWS - 1 - i : i;
        write_value(memory->bytes + 1 + place * step, type, fields[which].values[i]);
    }
    column.field = fields[which].field;
    column.type = type;
    column.stride = stride;
    column.data = memory->bytes + 1 + (stride < 0 ? (ROWS - 1) * step : 0);
    return column;
}

/* All columns, ids of customers and lines as such. */
static void all_columns(nrr_column *columns, column_memory *memory)
{
    size_t i;

    for (i = 0; i < COUNT(fields); i++) {
        int holds_ids = fields[i].field == NRR_FIELD_CUSTOMER || fields[i].field == NRR_FIELD_LINE;
        columns[i] = column_of(i, holds_ids ? NRR_COLUMN_ID : NRR_COLUMN_INT64, 0, &memory[i]);
    }
}

static nrr_column columns[COUNT(fields)];
static column_memory memory[COUNT(fields)];

enum { TIME, AMOUNT, SEQUENCE, KIND, REASON, CUSTOMER, LINE };

static void begin(void)
{
    fixture_begin();
    all_columns(columns, memory);
    ask(0, 15);
    ask(15, 35);
    ask(0, 100);
}

static TCase *column_cases(const char *name)
{
    TCase *cases = tcase_create(name);

    tcase_add_checked_fixture(cases, begin, fixture_end);
    return cases;
}

/* What the columns hold is what the rows hold. */
static void assert_as_rows(const nrr_column *given, size_t count, const nrr_fact *rows,
                           size_t row_count)
{
    nrr_ledger *ledger = ledger_new(), *other = ledger_new();
    nrr_report *by_columns = NULL, *by_rows = NULL;
    nrr_refusal refusal = {-77, -77, -77};
    nrr_status status = nrr_ledger_append_columns(ledger, given, count, row_count, &refusal);

    if (status != NRR_OK)
        ck_abort_msg("columns are refused with %d, row %d, field %d", (int)status, (int)refusal.row,
                     (int)refusal.field);
    ck_assert_int_eq(refusal.status, -77);
    ck_assert_int_eq(counter(ledger, NRR_COUNTER_FACTS), (int64_t)row_count);
    ck_assert_int_eq(nrr_ledger_append(other, rows, sizeof *rows, row_count, NULL), NRR_OK);
    ck_assert_int_eq(report_of(ledger, &by_columns), NRR_OK);
    ck_assert_int_eq(report_of(other, &by_rows), NRR_OK);
    assert_same_reports(by_columns, by_rows);
    nrr_report_free(by_columns);
    nrr_report_free(by_rows);
    nrr_ledger_free(other);
    nrr_ledger_free(ledger);
}

START_TEST(columns_of_ids_and_wide_integers_are_the_rows)
{
    assert_as_rows(columns, COUNT(columns), facts, ROWS);
}
END_TEST

START_TEST(columns_come_in_any_order)
{
    nrr_column turned[COUNT(fields)];
    size_t i;

    for (i = 0; i < COUNT(fields); i++)
        turned[i] = columns[(i * 3 + (size_t)_i) % COUNT(fields)];
    assert_as_rows(turned, COUNT(turned), facts, ROWS);
}
END_TEST

/* Each number may have each type of integer, packed (and unaligned), apart, or backwards. */
START_TEST(every_field_takes_every_type_and_stride)
{
    static const int64_t strides[] = {0, 8, 11, -8, -13};
    nrr_column_type type = (nrr_column_type)_i;
    size_t which, i;

    for (which = 0; which < COUNT(fields); which++)
        for (i = 0; i < COUNT(strides); i++) {
            columns[which] = column_of(which, type, strides[i], &memory[which]);
            if (which >= CUSTOMER) { /* integer keys, of which 0 is none */
                columns[which].validity = which == CUSTOMER ? NULL : "\x0D";
                assert_as_rows(columns, COUNT(columns), facts, ROWS);
                columns[which] = column_of(which, NRR_COLUMN_ID, strides[i], &memory[which]);
            }
            assert_as_rows(columns, COUNT(columns), facts, ROWS);
        }
}
END_TEST

START_TEST(a_stride_of_a_struct_reads_rows_as_columns)
{
    size_t i;
    static const struct {
        nrr_column_type type;
        const void *data;
    } members[] = {
        {NRR_COLUMN_INT64, &facts[0].time},      {NRR_COLUMN_INT64, &facts[0].amount},
        {NRR_COLUMN_UINT64, &facts[0].sequence}, {NRR_COLUMN_INT32, &facts[0].kind},
        {NRR_COLUMN_INT32, &facts[0].reason},    {NRR_COLUMN_ID, &facts[0].customer},
        {NRR_COLUMN_ID, &facts[0].line},
    };

    for (i = 0; i < COUNT(members); i++) {
        columns[i].type = members[i].type;
        columns[i].data = members[i].data;
        columns[i].stride = sizeof *facts;
    }
    assert_as_rows(columns, COUNT(columns), facts, ROWS);
}
END_TEST

START_TEST(line_sequence_reason_and_flags_may_be_left_out)
{
    nrr_fact plain[ROWS];
    nrr_column few[4];
    size_t i;

    few[0] = columns[CUSTOMER];
    few[1] = columns[KIND];
    few[2] = columns[AMOUNT];
    few[3] = columns[TIME];
    memcpy(plain, facts, sizeof plain);
    for (i = 0; i < ROWS; i++) {
        plain[i].line = 0;
        plain[i].sequence = 0;
        plain[i].reason = 0;
    }
    assert_as_rows(few, COUNT(few), plain, ROWS);
}
END_TEST

START_TEST(what_is_not_there_is_absent)
{
    static const unsigned char first_and_third = 0x05;
    nrr_fact rows[ROWS];
    size_t i;

    memcpy(rows, facts, sizeof rows);
    for (i = 0; i < ROWS; i++)
        if (i != 0 && i != 2) {
            rows[i].line = 0;
            rows[i].sequence = 0;
            rows[i].reason = 0;
        }
    columns[LINE].validity = &first_and_third;
    columns[SEQUENCE].validity = &first_and_third;
    columns[REASON].validity = &first_and_third;
    assert_as_rows(columns, COUNT(columns), rows, ROWS);
}
END_TEST

START_TEST(a_constant_stands_for_every_row)
{
    nrr_column *column = &columns[_i];
    nrr_fact rows[ROWS];
    size_t i;

    memcpy(rows, facts, sizeof rows);
    column->flags = NRR_COLUMN_CONSTANT;
    for (i = 1; i < ROWS; i++) {
        rows[i].time = _i == TIME ? rows[0].time : rows[i].time;
        rows[i].amount = _i == AMOUNT ? rows[0].amount : rows[i].amount;
        rows[i].sequence = _i == SEQUENCE ? rows[0].sequence : rows[i].sequence;
        rows[i].kind = _i == KIND ? rows[0].kind : rows[i].kind;
        rows[i].reason = _i == REASON ? rows[0].reason : rows[i].reason;
        rows[i].customer = _i == CUSTOMER ? rows[0].customer : rows[i].customer;
        rows[i].line = _i == LINE ? rows[0].line : rows[i].line;
    }
    assert_as_rows(columns, COUNT(columns), rows, ROWS);
}
END_TEST

START_TEST(a_constant_that_is_not_there_is_absent_in_every_row)
{
    static const unsigned char none = 0xFE;
    nrr_fact rows[ROWS];
    size_t i;

    memcpy(rows, facts, sizeof rows);
    for (i = 0; i < ROWS; i++)
        rows[i].line = 0;
    columns[LINE].flags = NRR_COLUMN_CONSTANT;
    columns[LINE].validity = &none;
    assert_as_rows(columns, COUNT(columns), rows, ROWS);
}
END_TEST

START_TEST(columns_without_rows_are_a_batch)
{
    size_t i;

    for (i = 0; i < COUNT(columns); i++)
        columns[i].data = NULL;
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, COUNT(columns), 0, NULL),
                     NRR_OK);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FACTS), 0);
}
END_TEST

START_TEST(a_churn_of_all_needs_no_amount)
{
    static const nrr_fact rows[] = {FACT(A, MAIN, 10, NEW, 100), FACT(A, MAIN, 20, CHURN, ALL)};
    static const int64_t when[] = {10, 20}, much[] = {100, -999};
    static const int8_t what[] = {NRR_KIND_NEW, NRR_KIND_CHURN};
    static const uint32_t who[] = {A, A};
    static const uint64_t all[] = {0, NRR_FACT_ALL};
    static const unsigned char first = 0x01;
    nrr_column few[5];

    memset(few, 0, sizeof few);
    few[0].field = NRR_FIELD_TIME;
    few[0].type = NRR_COLUMN_INT64;
    few[0].data = when;
    few[1].field = NRR_FIELD_AMOUNT;
    few[1].type = NRR_COLUMN_INT64;
    few[1].data = much;
    few[1].validity = &first;
    few[2].field = NRR_FIELD_KIND;
    few[2].type = NRR_COLUMN_INT8;
    few[2].data = what;
    few[3].field = NRR_FIELD_CUSTOMER;
    few[3].type = NRR_COLUMN_ID;
    few[3].data = who;
    few[4].field = NRR_FIELD_FLAGS;
    few[4].type = NRR_COLUMN_UINT64;
    few[4].data = all;
    assert_as_rows(few, COUNT(few), rows, COUNT(rows));
    few[1].validity = NULL; /* it may be there, and is not read */
    assert_as_rows(few, COUNT(few), rows, COUNT(rows));
}
END_TEST

/* Two levels at one instant: the one with the higher sequence is last. */
START_TEST(a_sequence_goes_to_the_end_of_uint64)
{
    static const uint64_t order[ROWS] = {0, 0, UINT64_MAX, UINT64_MAX - 1, (uint64_t)INT64_MAX + 1};
    static const int64_t when[ROWS] = {10, 10, 10, 10, 10}, what[ROWS] = {7, 7, 7, 7, 7},
                         much[ROWS] = {1, 2, 3, 4, 5}, who[ROWS] = {A, A, A, A, A};

    columns[SEQUENCE].type = NRR_COLUMN_UINT64;
    columns[SEQUENCE].data = order;
    columns[TIME].data = when;
    columns[KIND].data = what;
    columns[AMOUNT].data = much;
    columns[CUSTOMER].type = NRR_COLUMN_INT64;
    columns[CUSTOMER].data = who;
    columns[LINE].validity = "";
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, COUNT(columns), ROWS, NULL),
                     NRR_OK);
    ck_assert_int_eq(report_of(the.ledger, &the.report), NRR_OK);
    ck_assert_int_eq(measure(0, NRR_MEASURE_CLOSING), 3);
    ck_assert_int_eq(measure(0, NRR_MEASURE_NEW), 3);
}
END_TEST

static const char names[] = "acmeglobexacmeacmeglobex", line_names[] = "basicbasicextra";
static const int32_t name_offsets[] = {0, 4, 10, 14, 18, 24},
                     line_offsets[] = {0, 5, 5, 10, 15, 15};
static const int64_t large_offsets[] = {0, 4, 10, 14, 18, 24};

static void use_strings(nrr_column_type type)
{
    columns[CUSTOMER].type = type;
    columns[CUSTOMER].data = names;
    if (type == NRR_COLUMN_STRING)
        columns[CUSTOMER].offsets = name_offsets;
    else
        columns[CUSTOMER].offsets = large_offsets;
    columns[LINE].type = NRR_COLUMN_STRING;
    columns[LINE].data = line_names;
    columns[LINE].offsets = line_offsets;
    columns[LINE].validity = "\x0D";
}

START_TEST(strings_are_interned_on_the_way)
{
    uint32_t id = 0;

    use_strings(_i == 0 ? NRR_COLUMN_STRING : NRR_COLUMN_LARGE_STRING);
    assert_as_rows(columns, COUNT(columns), facts, ROWS);
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, COUNT(columns), ROWS, NULL),
                     NRR_OK);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_CUSTOMERS), CUSTOMERS + 2);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_LINES), LINES + 2);
    ck_assert_int_eq(nrr_ledger_find(the.ledger, NRR_KEY_CUSTOMER, "globex", 6, &id), NRR_OK);
    ck_assert_uint_eq(id, CUSTOMERS + 2);
    ck_assert_int_eq(nrr_ledger_find(the.ledger, NRR_KEY_LINE, "extra", 5, &id), NRR_OK);
    ck_assert_uint_eq(id, LINES + 2);
    /* A second frame of the same keys makes no new ones. */
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, COUNT(columns), ROWS, NULL),
                     NRR_OK);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_CUSTOMERS), CUSTOMERS + 2);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_LINES), LINES + 2);
}
END_TEST

START_TEST(an_empty_string_is_a_line_and_a_missing_one_is_not)
{
    static const int32_t zeros[] = {0, 0, 0, 0, 0, 0};

    use_strings(NRR_COLUMN_STRING);
    columns[LINE].data = NULL;
    columns[LINE].offsets = zeros;
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, COUNT(columns), ROWS, NULL),
                     NRR_OK);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_LINES), LINES + 1);
    columns[LINE].validity = "";
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, COUNT(columns), ROWS, NULL),
                     NRR_OK);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_LINES), LINES + 1);
}
END_TEST

START_TEST(integer_keys_are_keys_and_not_ids)
{
    static const int64_t who[ROWS] = {-5, 600, -5, -5, 600};
    uint32_t id = 0;

    columns[CUSTOMER].type = NRR_COLUMN_INT64;
    columns[CUSTOMER].data = who;
    assert_as_rows(columns, COUNT(columns), facts, ROWS);
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, COUNT(columns), ROWS, NULL),
                     NRR_OK);
    ck_assert_int_eq(nrr_ledger_find_integer(the.ledger, NRR_KEY_CUSTOMER, -5, &id), NRR_OK);
    ck_assert_uint_eq(id, CUSTOMERS + 1);
    ck_assert_int_eq(nrr_ledger_find_integer(the.ledger, NRR_KEY_CUSTOMER, 600, &id), NRR_OK);
    ck_assert_uint_eq(id, CUSTOMERS + 2);
}
END_TEST

static TCase *layouts(void)
{
    TCase *cases = column_cases("layouts");
    int count = COUNT(fields);

    tcase_add_test(cases, columns_of_ids_and_wide_integers_are_the_rows);
    tcase_add_loop_test(cases, columns_come_in_any_order, 0, count);
    tcase_add_loop_test(cases, every_field_takes_every_type_and_stride, NRR_COLUMN_INT8,
                        NRR_COLUMN_UINT64 + 1);
    tcase_add_test(cases, a_stride_of_a_struct_reads_rows_as_columns);
    tcase_add_test(cases, line_sequence_reason_and_flags_may_be_left_out);
    tcase_add_test(cases, what_is_not_there_is_absent);
    tcase_add_loop_test(cases, a_constant_stands_for_every_row, 0, count);
    tcase_add_test(cases, a_constant_that_is_not_there_is_absent_in_every_row);
    tcase_add_test(cases, columns_without_rows_are_a_batch);
    tcase_add_test(cases, a_churn_of_all_needs_no_amount);
    tcase_add_test(cases, a_sequence_goes_to_the_end_of_uint64);
    return cases;
}

static TCase *keys(void)
{
    TCase *cases = column_cases("keys");

    tcase_add_loop_test(cases, strings_are_interned_on_the_way, 0, 2);
    tcase_add_test(cases, an_empty_string_is_a_line_and_a_missing_one_is_not);
    tcase_add_test(cases, integer_keys_are_keys_and_not_ids);
    return cases;
}

int main(void)
{
    Suite *suite = suite_create("append columns");

    suite_add_tcase(suite, layouts());
    suite_add_tcase(suite, keys());
    return nrr_test_main(suite);
}
