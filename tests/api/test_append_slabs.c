/* SPDX-License-Identifier: MIT */
/* Batches that are long enough to be read by the hundred: they give what their facts give one by one, and
 * are refused for the same row and field. */
#include "fixture.h"

#include <string.h>

enum { ROWS = 1200, BROKEN = 837, PERIODS = 4 }; /* some slabs of the library, and a part of one */
enum { SECOND_BLOCK = 1025, THIRD_BLOCK = 2048 }; /* a customer, and the last one before the block */

static nrr_fact facts[ROWS];
static nrr_ledger *single; /* gets the facts one by one */

/* Facts without line, sequence, known and id, of all customers in turn. */
static void make_facts(void)
{
    memset(facts, 0, sizeof facts);
    for (int i = 0; i < ROWS; i++) {
        nrr_fact *fact = &facts[i];
        fact->customer = (uint32_t)(1 + i % CUSTOMERS);
        fact->time = i % 30 == 29 ? i - 20 : i; /* some are late */
        fact->kind = i % 4 == 0 ? NRR_KIND_LEVEL : i % 4 == 1 ? NRR_KIND_CHANGE_UP : NRR_KIND_RENEWAL;
        fact->amount = 1 + i % 97;
        fact->reason = i % 5 == 0 ? NRR_REASON_HOST + i % 3 : NRR_REASON_PRICE;
        if (i % 50 == 47) {
            fact->kind = NRR_KIND_CHURN;
            fact->flags = NRR_FACT_ALL;
            fact->amount = i % 100 == 47 ? -7 : 0; /* which is not read */
        }
    }
}

static void begin(void)
{
    fixture_begin();
    make_facts();
    ck_assert_int_eq(nrr_ledger_new(NULL, &single), NRR_OK);
    for (int64_t key = 1; key <= CUSTOMERS; key++) {
        uint32_t id;
        ck_assert_int_eq(nrr_ledger_key_integer(single, NRR_KEY_CUSTOMER, key, &id), NRR_OK);
        ck_assert_int_eq(nrr_ledger_key_integer(single, NRR_KEY_LINE, key, &id), NRR_OK);
    }
}

static void end(void)
{
    nrr_ledger_free(single);
    fixture_end();
}

/* Integer keys, of which the ids are the numbers. */
static void intern_customers(int64_t last)
{
    for (int64_t key = CUSTOMERS + 1; key <= last; key++) {
        uint32_t id;
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, key, &id), NRR_OK);
        ck_assert_int_eq(nrr_ledger_key_integer(single, NRR_KEY_CUSTOMER, key, &id), NRR_OK);
    }
}

static nrr_report *answer_of(nrr_ledger *ledger, int64_t known)
{
    static const int64_t edges[PERIODS + 1] = {0, 50, 200, 333, 600};
    nrr_snapshot *snapshot, *then;
    nrr_query *query;
    nrr_report *report;

    ck_assert_int_eq(nrr_query_new(NULL, &query), NRR_OK);
    ck_assert_int_eq(nrr_query_add_edges(query, edges, PERIODS + 1, 1), NRR_OK);
    ck_assert_int_eq(nrr_ledger_snapshot(ledger, &snapshot), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_as_known(snapshot, known, &then), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_report(then, query, &report), NRR_OK);
    nrr_snapshot_free(then);
    nrr_snapshot_free(snapshot);
    nrr_query_free(query);
    return report;
}

/* Both ledgers say the same of everything that was known at an instant. */
static void assert_same_as_known(int64_t known)
{
    nrr_report *left = answer_of(the.ledger, known), *right = answer_of(single, known);
    static const nrr_reason reasons[] = {NRR_REASON_UNSPECIFIED, NRR_REASON_PRICE,
                                         NRR_REASON_HOST_SUM};
    const int64_t *ours, *theirs;

    for (nrr_measure measure = NRR_MEASURE_OPENING; measure < NRR_MEASURE_REASON_GAIN; measure++) {
        ck_assert_int_eq(nrr_report_column(left, measure, &ours), NRR_OK);
        ck_assert_int_eq(nrr_report_column(right, measure, &theirs), NRR_OK);
        ck_assert_mem_eq(ours, theirs, PERIODS * sizeof *ours);
    }
    for (size_t i = 0; i < COUNT(reasons); i++)
        for (nrr_measure measure = NRR_MEASURE_REASON_GAIN; measure <= NRR_MEASURE_REASON_LOSS;
             measure++) {
            ck_assert_int_eq(nrr_report_reason(left, measure, reasons[i], &ours), NRR_OK);
            ck_assert_int_eq(nrr_report_reason(right, measure, reasons[i], &theirs), NRR_OK);
            ck_assert_mem_eq(ours, theirs, PERIODS * sizeof *ours);
        }
    nrr_report_free(left);
    nrr_report_free(right);
}

static void assert_same(void)
{
    assert_same_as_known(INT64_MAX);
}

static void put_one_by_one(void)
{
    for (size_t i = 0; i < ROWS; i++)
        ck_assert_int_eq(nrr_ledger_append(single, &facts[i], sizeof *facts, 1, NULL), NRR_OK);
}

START_TEST(a_long_batch_of_rows_is_its_rows)
{
    ck_assert_int_eq(nrr_ledger_append(the.ledger, facts, sizeof *facts, ROWS, NULL), NRR_OK);
    put_one_by_one();
    assert_same();
}
END_TEST

START_TEST(a_row_that_is_more_than_plain_is_read_as_it_is)
{
    facts[BROKEN].line = P;
    facts[BROKEN + 1].sequence = 3;
    ck_assert_int_eq(nrr_ledger_append(the.ledger, facts, sizeof *facts, ROWS, NULL), NRR_OK);
    put_one_by_one();
    assert_same();
}
END_TEST

START_TEST(plain_facts_go_behind_facts_with_lines)
{
    nrr_fact first = FACT(A, Q, 3, NEW, 5);

    ck_assert_int_eq(nrr_ledger_append(the.ledger, &first, sizeof first, 1, NULL), NRR_OK);
    ck_assert_int_eq(nrr_ledger_append(single, &first, sizeof first, 1, NULL), NRR_OK);
    ck_assert_int_eq(nrr_ledger_append(the.ledger, facts, sizeof *facts, ROWS, NULL), NRR_OK);
    put_one_by_one();
    assert_same();
}
END_TEST

START_TEST(batches_go_on_in_the_chunks_of_earlier_ones)
{
    size_t at = 0, count;

    for (count = 64; at < ROWS; at += count, count = count > ROWS - at ? ROWS - at : count + 9)
        ck_assert_int_eq(nrr_ledger_append(the.ledger, facts + at, sizeof *facts, count, NULL),
                         NRR_OK);
    put_one_by_one();
    assert_same();
}
END_TEST

/* Facts of customers of the first block and of the third, with none of the one between, which has lines. */
START_TEST(a_long_batch_leaves_alone_the_blocks_that_it_has_nothing_of)
{
    static const nrr_fact between = FACT(SECOND_BLOCK, Q, 3, NEW, 5);

    intern_customers(THIRD_BLOCK + CUSTOMERS);
    for (size_t i = 0; i < ROWS; i++)
        facts[i].customer += i % 3 == 0 ? THIRD_BLOCK : 0;
    for (int again = 0; again < 2; again++) { /* into blocks without facts, and with */
        ck_assert_int_eq(nrr_ledger_append(the.ledger, facts, sizeof *facts, ROWS, NULL), NRR_OK);
        put_one_by_one();
        assert_same();
        ck_assert_int_eq(nrr_ledger_append(the.ledger, &between, sizeof between, 1, NULL), NRR_OK);
        ck_assert_int_eq(nrr_ledger_append(single, &between, sizeof between, 1, NULL), NRR_OK);
        assert_same();
    }
}
END_TEST

/* A batch that would be long is short for a ledger of so many customers. */
START_TEST(a_batch_for_hundreds_of_thousands_of_customers_is_its_rows)
{
    enum { MANY = 540000, FEW = 65 };
    static int64_t keys[MANY];
    static uint32_t ids[MANY];
    nrr_column column;

    for (int64_t i = 0; i < MANY; i++)
        keys[i] = i;
    memset(&column, 0, sizeof column);
    column.field = NRR_FIELD_KEY;
    column.type = NRR_COLUMN_INT64;
    column.data = keys;
    ck_assert_int_eq(nrr_ledger_keys(the.ledger, NRR_KEY_CUSTOMER, &column, MANY, ids), NRR_OK);
    ck_assert_int_eq(nrr_ledger_append(the.ledger, facts, sizeof *facts, FEW, NULL), NRR_OK);
    ck_assert_int_eq(nrr_ledger_append(the.ledger, facts + FEW, sizeof *facts, ROWS - FEW, NULL),
                     NRR_OK);
    put_one_by_one();
    assert_same();
}
END_TEST

START_TEST(a_long_batch_may_be_of_earlier_times_than_all_before)
{
    static const nrr_fact before = FACT(A, MAIN, 6000, CHANGE_UP, 1);

    ck_assert_int_eq(nrr_ledger_append(the.ledger, &before, sizeof before, 1, NULL), NRR_OK);
    ck_assert_int_eq(nrr_ledger_append(single, &before, sizeof before, 1, NULL), NRR_OK);
    ck_assert_int_eq(nrr_ledger_append(the.ledger, facts, sizeof *facts, ROWS, NULL), NRR_OK);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FIRST_TIME), 0);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_LAST_TIME), 6000);
    for (size_t i = 0; i < ROWS; i++)
        facts[i].time += 4000;
    ck_assert_int_eq(nrr_ledger_append(the.ledger, facts, sizeof *facts, ROWS, NULL), NRR_OK);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FIRST_TIME), 0);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_LAST_TIME), 6000);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_FACTS), 2 * ROWS + 1);
}
END_TEST

/* --- columns ----------------------------------------------------------------------------------- */

static int64_t member_of(const nrr_fact *fact, nrr_field field)
{
    switch (field) {
    case NRR_FIELD_TIME:
        return fact->time;
    case NRR_FIELD_AMOUNT:
        return fact->amount;
    case NRR_FIELD_CUSTOMER:
        return fact->customer;
    case NRR_FIELD_KIND:
        return fact->kind;
    case NRR_FIELD_REASON:
        return fact->reason;
    default:
        return fact->flags;
    }
}

static void write_as(unsigned char *to, nrr_column_type type, int64_t value)
{
    int8_t byte = (int8_t)value;
    int16_t half = (int16_t)value;
    int32_t word = (int32_t)value;

    if (type == NRR_COLUMN_INT8 || type == NRR_COLUMN_UINT8)
        memcpy(to, &byte, sizeof byte);
    else if (type == NRR_COLUMN_INT16 || type == NRR_COLUMN_UINT16)
        memcpy(to, &half, sizeof half);
    else if (type == NRR_COLUMN_INT64 || type == NRR_COLUMN_UINT64)
        memcpy(to, &value, sizeof value);
    else
        memcpy(to, &word, sizeof word);
}

enum { FIELDS = 6, STEP = 24 };

static const nrr_field fields[FIELDS] = {NRR_FIELD_TIME, NRR_FIELD_AMOUNT, NRR_FIELD_CUSTOMER,
                                         NRR_FIELD_KIND, NRR_FIELD_REASON, NRR_FIELD_FLAGS};
static unsigned char memory[FIELDS][ROWS * STEP + 1];

/* Columns of all fields, of which the types that are wide enough are wanted ones; packed and aligned, or
 * apart and not. */
static void make_columns(nrr_column *columns, nrr_column_type type, int is_apart)
{
    static const size_t widths[] = {0, 1, 2, 4, 8, 1, 2, 4, 8, 4};

    for (size_t f = 0; f < FIELDS; f++) {
        nrr_column_type fit = type;
        size_t step;
        if (fields[f] == NRR_FIELD_CUSTOMER)
            fit = NRR_COLUMN_ID;
        else if (fields[f] == NRR_FIELD_TIME || fields[f] == NRR_FIELD_REASON)
            fit = widths[type] < 2 ? NRR_COLUMN_UINT16 : type;
        else if (fields[f] == NRR_FIELD_AMOUNT && type >= NRR_COLUMN_UINT8)
            fit = NRR_COLUMN_INT16; /* there is one below zero */
        step = is_apart ? STEP : widths[fit];
        for (size_t i = 0; i < ROWS; i++)
            write_as(memory[f] + is_apart + i * step, fit, member_of(&facts[i], fields[f]));
        memset(&columns[f], 0, sizeof columns[f]);
        columns[f].field = fields[f];
        columns[f].type = fit;
        columns[f].data = memory[f] + is_apart;
        columns[f].stride = is_apart ? STEP : 0;
    }
}

START_TEST(a_long_batch_of_columns_is_its_rows)
{
    nrr_column columns[FIELDS];

    make_columns(columns, _i / 2 + NRR_COLUMN_INT8, _i % 2);
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, FIELDS, ROWS, NULL), NRR_OK);
    put_one_by_one();
    assert_same();
}
END_TEST

START_TEST(constants_and_keys_and_what_is_left_out)
{
    static int64_t keys[ROWS];
    static const int8_t kind = NRR_KIND_CHANGE_UP;
    nrr_column columns[FIELDS];

    for (size_t i = 0; i < ROWS; i++) {
        facts[i].kind = kind;
        facts[i].flags = 0;
        facts[i].reason = 0;
        facts[i].amount = 1;
        keys[i] = facts[i].customer; /* the integer keys have the numbers of their ids */
    }
    make_columns(columns, NRR_COLUMN_INT64, 0);
    columns[2].type = NRR_COLUMN_INT64;
    columns[2].data = keys;
    columns[3].type = NRR_COLUMN_INT8;
    columns[3].data = &kind;
    columns[3].flags = NRR_COLUMN_CONSTANT;
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, 4, ROWS, NULL), NRR_OK);
    put_one_by_one();
    assert_same();
}
END_TEST

/* Amounts of each type that holds them, packed and aligned, or apart and not. */
START_TEST(amounts_of_each_type_are_read)
{
    nrr_column_type type = _i / 2 + NRR_COLUMN_INT8;
    int is_apart = _i % 2;
    nrr_column columns[FIELDS];
    size_t width = 0;

    for (size_t i = 0; i < ROWS; i++)
        facts[i].amount = (facts[i].flags & NRR_FACT_ALL) != 0 ? 0 : 1 + (int64_t)i % 97;
    make_columns(columns, NRR_COLUMN_INT64, 0);
    while (width < 8 && ((size_t)1 << (type - NRR_COLUMN_INT8) % 4) > width)
        width++;
    for (size_t i = 0; i < ROWS; i++)
        write_as(memory[1] + is_apart + i * (is_apart ? STEP : width), type, facts[i].amount);
    columns[1].type = type;
    columns[1].data = memory[1] + is_apart;
    columns[1].stride = is_apart ? STEP : 0;
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, FIELDS, ROWS, NULL), NRR_OK);
    put_one_by_one();
    assert_same();
}
END_TEST

/* How a column of int64_t lies in memory. */
static const struct {
    size_t at;      /* where the first value lies, */
    size_t step;    /* and how far from it the next one */
    int64_t stride; /* as the column has it */
} layouts[] = {{0, 8, 0}, {0, 8, 8}, {8, 8, 8}, {3, 8, 0}, {5, 8, 8}, {0, 16, 16}, {0, 24, 24}};

START_TEST(columns_of_wide_integers_are_read_wherever_they_lie)
{
    nrr_column columns[FIELDS];

    make_columns(columns, NRR_COLUMN_INT64, 0);
    for (size_t i = ROWS; i-- > 0;)
        write_as(memory[0] + layouts[_i].at + i * layouts[_i].step, NRR_COLUMN_INT64, facts[i].time);
    columns[0].data = memory[0] + layouts[_i].at;
    columns[0].stride = layouts[_i].stride;
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, FIELDS, ROWS, NULL), NRR_OK);
    put_one_by_one();
    assert_same();
}
END_TEST

/* One value for all rows, of each width, also where a column says how far the next one would be. */
START_TEST(a_constant_stands_for_all_rows)
{
    static int64_t amounts[ROWS];
    nrr_column columns[FIELDS];

    for (size_t i = 0; i < ROWS; i++) {
        facts[i].amount = 7;
        amounts[i] = 99; /* what is behind the first one is not read */
    }
    make_columns(columns, NRR_COLUMN_INT64, 0);
    write_as((unsigned char *)amounts, _i / 2, 7);
    columns[1].data = amounts;
    columns[1].type = _i / 2;
    columns[1].flags = NRR_COLUMN_CONSTANT;
    columns[1].stride = _i % 2 == 0 ? 0 : 8;
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, FIELDS, ROWS, NULL), NRR_OK);
    for (size_t i = 0; i < ROWS; i++)
        facts[i].amount = (facts[i].flags & NRR_FACT_ALL) != 0 ? 0 : 7;
    put_one_by_one();
    assert_same();
}
END_TEST

START_TEST(what_is_not_there_is_absent_in_a_long_batch)
{
    static unsigned char bitmap[(ROWS + 7) / 8];
    nrr_column columns[FIELDS];

    make_columns(columns, NRR_COLUMN_INT64, 0);
    memset(bitmap, 0xFF, sizeof bitmap);
    columns[4].validity = bitmap; /* reasons, all of which are there, */
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, FIELDS, ROWS, NULL), NRR_OK);
    put_one_by_one();
    assert_same();
    for (size_t i = 0; i < ROWS; i += 7) { /* or not */
        bitmap[i / 8] &= (unsigned char)~(1U << i % 8);
        facts[i].reason = 0;
    }
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, FIELDS, ROWS, NULL), NRR_OK);
    put_one_by_one();
    assert_same();
    memset(bitmap, 0xFF, sizeof bitmap);
    for (size_t i = 0; i < FIELDS; i++)
        if (columns[i].field == NRR_FIELD_CUSTOMER)
            columns[i].validity = bitmap;
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, FIELDS, ROWS, NULL), NRR_OK);
    put_one_by_one();
    assert_same();
}
END_TEST

static const nrr_field more_fields[] = {NRR_FIELD_LINE, NRR_FIELD_ID, NRR_FIELD_SEQUENCE,
                                        NRR_FIELD_KNOWN};

/* Some rows have it, and some have none, which is 0. */
START_TEST(columns_of_what_is_more_than_plain_are_read_as_they_are)
{
    static int64_t more[ROWS];
    nrr_field field = more_fields[_i];
    nrr_column columns[FIELDS + 1];

    if (field == NRR_FIELD_SEQUENCE) /* of facts of one customer at one time */
        for (size_t i = 0; i < ROWS; i++)
            facts[i].time /= 4 * CUSTOMERS;
    make_columns(columns, NRR_COLUMN_INT64, 0);
    memset(&columns[FIELDS], 0, sizeof columns[FIELDS]);
    columns[FIELDS].field = field;
    columns[FIELDS].type = NRR_COLUMN_INT64;
    columns[FIELDS].data = more;
    for (size_t i = 0; i < ROWS; i++)
        more[i] = field == NRR_FIELD_ID     ? 1000 + (int64_t)i
                  : field == NRR_FIELD_LINE ? 1 + (int64_t)i % LINES
                                            : (int64_t)(i * 7 % 11);
    for (size_t i = 0; i < ROWS; i++) {
        if (field == NRR_FIELD_ID)
            ck_assert_int_eq(nrr_ledger_key_integer(single, NRR_KEY_FACT, more[i], &facts[i].id), NRR_OK);
        else if (field == NRR_FIELD_LINE)
            facts[i].line = (uint32_t)more[i];
        else if (field == NRR_FIELD_SEQUENCE)
            facts[i].sequence = (uint64_t)more[i];
        else
            facts[i].known = more[i];
        facts[i].flags |= field == NRR_FIELD_KNOWN ? NRR_FACT_KNOWN : 0;
    }
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, FIELDS + 1, ROWS, NULL), NRR_OK);
    put_one_by_one();
    assert_same();
    assert_same_as_known(5);
    assert_same_as_known(INT64_MIN);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_DUPLICATES), 0);
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, FIELDS + 1, ROWS, NULL), NRR_OK);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_DUPLICATES), field == NRR_FIELD_ID ? ROWS : 0);
}
END_TEST

/* --- refused ------------------------------------------------------------------------------------ */

static const struct {
    nrr_field field;
    int64_t value;
    nrr_status status;
} broken[] = {
    {NRR_FIELD_KIND, 0, NRR_E_KIND},         {NRR_FIELD_KIND, 12, NRR_E_KIND},
    {NRR_FIELD_KIND, -1, NRR_E_KIND},        {NRR_FIELD_CUSTOMER, 0, NRR_E_CUSTOMER},
    {NRR_FIELD_CUSTOMER, 9, NRR_E_CUSTOMER}, {NRR_FIELD_AMOUNT, -1, NRR_E_AMOUNT},
    {NRR_FIELD_AMOUNT, 0, NRR_E_AMOUNT},     {NRR_FIELD_AMOUNT, INT64_MIN, NRR_E_AMOUNT},
    {NRR_FIELD_REASON, 18, NRR_E_REASON},    {NRR_FIELD_REASON, 1023, NRR_E_REASON},
    {NRR_FIELD_REASON, -1, NRR_E_REASON},    {NRR_FIELD_REASON, 65536, NRR_E_REASON},
    {NRR_FIELD_FLAGS, 4, NRR_E_FLAGS},       {NRR_FIELD_FLAGS, NRR_FACT_ALL, NRR_E_FLAGS},
};

static void break_row(size_t which)
{
    nrr_fact *fact = &facts[BROKEN];

    *fact = (nrr_fact){.customer = A, .time = 1, .kind = NRR_KIND_NEW, .amount = 1};
    switch (broken[which].field) {
    case NRR_FIELD_KIND:
        fact->kind = (nrr_kind)broken[which].value;
        break;
    case NRR_FIELD_CUSTOMER:
        fact->customer = (uint32_t)broken[which].value;
        break;
    case NRR_FIELD_AMOUNT:
        fact->amount = broken[which].value;
        break;
    case NRR_FIELD_REASON:
        fact->reason = (nrr_reason)broken[which].value;
        break;
    default:
        fact->flags = (uint32_t)broken[which].value;
    }
}

static void assert_refused(size_t which, nrr_status status, const nrr_refusal *refusal)
{
    int64_t count;

    ck_assert_int_eq(status, broken[which].status);
    ck_assert_int_eq(refusal->row, BROKEN);
    ck_assert_int_eq(refusal->field, broken[which].field);
    ck_assert_int_eq(nrr_ledger_counter(the.ledger, NRR_COUNTER_FACTS, &count), NRR_OK);
    ck_assert_int_eq(count, 0);
}

START_TEST(a_long_batch_is_refused_for_its_broken_row)
{
    nrr_refusal refusal;
    nrr_column columns[FIELDS];

    break_row((size_t)_i);
    assert_refused((size_t)_i,
                   nrr_ledger_append(the.ledger, facts, sizeof *facts, ROWS, &refusal), &refusal);
    make_columns(columns, NRR_COLUMN_INT64, 0);
    assert_refused((size_t)_i,
                   nrr_ledger_append_columns(the.ledger, columns, FIELDS, ROWS, &refusal),
                   &refusal);
}
END_TEST

START_TEST(unsigned_values_above_the_signed_ones_are_refused)
{
    nrr_refusal refusal;
    nrr_column columns[FIELDS];

    make_columns(columns, NRR_COLUMN_INT64, 0);
    columns[0].type = NRR_COLUMN_UINT64;
    memset(memory[0] + BROKEN * 8, 0xFF, 8);
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, FIELDS, ROWS, &refusal),
                     NRR_E_COLUMN_VALUE);
    ck_assert_int_eq(refusal.row, BROKEN);
    ck_assert_int_eq(refusal.field, NRR_FIELD_TIME);
}
END_TEST

/* A code of 64 bits of which the lower half alone would be right, and one of each signed type below zero. */
START_TEST(codes_that_do_not_fit_are_refused)
{
    static const nrr_column_type types[] = {NRR_COLUMN_INT64, NRR_COLUMN_UINT64};
    nrr_field field = fields[3 + _i / 2]; /* kind, reason, flags */
    size_t f = 3 + (size_t)_i / 2;
    nrr_refusal refusal;
    nrr_column columns[FIELDS];

    make_columns(columns, types[_i % 2], 0);
    write_as(memory[f] + BROKEN * 8, NRR_COLUMN_INT64,
             member_of(&facts[BROKEN], field) + ((int64_t)1 << 32));
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, FIELDS, ROWS, &refusal),
                     NRR_E_COLUMN_VALUE);
    ck_assert_int_eq(refusal.row, BROKEN);
    ck_assert_int_eq(refusal.field, field);
}
END_TEST

START_TEST(codes_below_zero_are_refused_of_each_type)
{
    static const size_t rows[] = {BROKEN, ROWS - 1}; /* among others, and behind all that are many */
    nrr_column_type type = NRR_COLUMN_INT8 + _i / 2;
    nrr_refusal refusal;
    nrr_column columns[FIELDS];

    facts[rows[_i % 2]].kind = -1;
    make_columns(columns, type, 0);
    ck_assert_int_eq(nrr_ledger_append_columns(the.ledger, columns, FIELDS, ROWS, &refusal),
                     NRR_E_KIND);
    ck_assert_int_eq(refusal.row, (int64_t)rows[_i % 2]);
    ck_assert_int_eq(refusal.field, NRR_FIELD_KIND);
}
END_TEST

/* Amounts of which one half or the other is zero, or has its highest bit. */
START_TEST(amounts_are_read_in_all_their_bits)
{
    static const int64_t amounts[] = {(int64_t)1 << 31, (int64_t)1 << 32, INT64_C(0x180000000),
                                      UINT32_MAX, INT64_C(1) << 40};

    for (size_t i = 0; i < ROWS; i++) {
        facts[i].kind = i % 5 == 0 ? NRR_KIND_LEVEL : i % 5 == 1 ? NRR_KIND_RENEWAL : NRR_KIND_CHANGE_UP;
        facts[i].flags = 0;
        facts[i].amount = i % 5 < 2 && i % 3 == 0 ? 0 : amounts[i % COUNT(amounts)];
    }
    ck_assert_int_eq(nrr_ledger_append(the.ledger, facts, sizeof *facts, ROWS, NULL), NRR_OK);
    put_one_by_one();
    assert_same();
}
END_TEST

static TCase *slab_cases(const char *name)
{
    TCase *cases = tcase_create(name);

    tcase_add_checked_fixture(cases, begin, end);
    return cases;
}

int main(void)
{
    Suite *suite = suite_create("append slabs");
    TCase *taken = slab_cases("taken"), *refused = slab_cases("refused");

    tcase_add_test(taken, a_long_batch_of_rows_is_its_rows);
    tcase_add_test(taken, a_row_that_is_more_than_plain_is_read_as_it_is);
    tcase_add_test(taken, plain_facts_go_behind_facts_with_lines);
    tcase_add_test(taken, batches_go_on_in_the_chunks_of_earlier_ones);
    tcase_add_test(taken, a_long_batch_leaves_alone_the_blocks_that_it_has_nothing_of);
    tcase_add_test(taken, a_batch_for_hundreds_of_thousands_of_customers_is_its_rows);
    tcase_add_test(taken, a_long_batch_may_be_of_earlier_times_than_all_before);
    tcase_add_loop_test(taken, a_long_batch_of_columns_is_its_rows, 0, 16);
    tcase_add_loop_test(taken, columns_of_wide_integers_are_read_wherever_they_lie, 0,
                        (int)COUNT(layouts));
    tcase_add_loop_test(taken, a_constant_stands_for_all_rows, 2 * NRR_COLUMN_INT8,
                        2 * NRR_COLUMN_UINT64 + 2);
    tcase_add_test(taken, what_is_not_there_is_absent_in_a_long_batch);
    tcase_add_loop_test(taken, columns_of_what_is_more_than_plain_are_read_as_they_are, 0,
                        (int)COUNT(more_fields));
    tcase_add_test(taken, constants_and_keys_and_what_is_left_out);
    tcase_add_loop_test(taken, amounts_of_each_type_are_read, 0, 16);
    tcase_add_test(taken, amounts_are_read_in_all_their_bits);
    tcase_add_loop_test(refused, codes_that_do_not_fit_are_refused, 0, 6);
    tcase_add_loop_test(refused, codes_below_zero_are_refused_of_each_type, 0, 8);
    tcase_add_loop_test(refused, a_long_batch_is_refused_for_its_broken_row, 0,
                        (int)COUNT(broken));
    tcase_add_test(refused, unsigned_values_above_the_signed_ones_are_refused);
    suite_add_tcase(suite, taken);
    suite_add_tcase(suite, refused);
    return nrr_test_main(suite);
}
