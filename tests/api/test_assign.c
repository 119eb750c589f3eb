/* SPDX-License-Identifier: MIT */
/* Values of dimensions that are assigned: what is taken, what is refused and why, and what
 * contradicts each other. */
#include "fixture.h"

#include <string.h>

/* Dimensions and values: integer keys, interned in this order, which is not that of the keys. */
enum { SEGMENT = 1, REGION, DIMENSIONS = 2 };
enum { SMALL = 1, LARGE, MIDDLE, VALUES = 3 };

#define ON(who, when, what, is, ...)                                                               \
    {                                                                                              \
        .customer = (who), .time = (when), .dimension = (what), .value = (is), __VA_ARGS__         \
    }
#define OF_LINE(which) .line = (which), .flags = NRR_ASSIGNMENT_LINE
#define NO_LINE        .flags = 0

static void begin(void)
{
    static const int64_t values[VALUES] = {10, 30, 20};
    uint32_t id;
    size_t i;

    fixture_begin();
    ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_DIMENSION, 8, &id), NRR_OK);
    ck_assert_uint_eq(id, SEGMENT);
    ck_assert_int_eq(nrr_ledger_key(the.ledger, NRR_KEY_DIMENSION, "region", 6, &id), NRR_OK);
    ck_assert_uint_eq(id, REGION);
    for (i = 0; i < VALUES; i++) {
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_VALUE, values[i], &id), NRR_OK);
        ck_assert_uint_eq(id, i + 1);
    }
}

static TCase *assign_cases(const char *name)
{
    TCase *cases = tcase_create(name);

    tcase_add_checked_fixture(cases, begin, fixture_end);
    return cases;
}

static void assign(const nrr_assignment *assignments, size_t count)
{
    nrr_refusal refusal = {-77, -78, -79};

    ck_assert_int_eq(nrr_ledger_assign(the.ledger, assignments, sizeof *assignments, count, &refusal),
                     NRR_OK);
    ck_assert_int_eq(refusal.row, -77);
    ck_assert_int_eq(refusal.field, -78);
    ck_assert_int_eq(refusal.status, -79);
}
#define ASSIGN(assignments) assign((assignments), COUNT(assignments))

static void take(void)
{
    nrr_snapshot_free(the.snapshot);
    the.snapshot = NULL;
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &the.snapshot), NRR_OK);
}

static uint64_t contradictions(const nrr_snapshot *snapshot)
{
    uint64_t all = 99, ambiguous = 98;

    ck_assert_int_eq(nrr_snapshot_finding_count(snapshot, 0, &all), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_finding_count(snapshot, NRR_RULE_AMBIGUOUS_ORDER, &ambiguous),
                     NRR_OK);
    ck_assert_uint_eq(all, ambiguous);
    return all;
}

static nrr_table *findings(void)
{
    static const nrr_page all = {0, UINT64_MAX};
    nrr_table *table = NULL;

    ck_assert_int_eq(nrr_snapshot_findings(the.snapshot, &all, &table), NRR_OK);
    return table;
}

/* A finding about an assignment: what it is about, and nothing of a fact. */
static void assert_finding(const nrr_table *table, size_t row, const nrr_assignment *wanted)
{
    const struct {
        nrr_field field;
        int64_t value;
    } cells[] = {
        {NRR_FIELD_RULE, NRR_RULE_AMBIGUOUS_ORDER},
        {NRR_FIELD_EXCESS, 0},
        {NRR_FIELD_TIME, wanted->time},
        {NRR_FIELD_AMOUNT, 0},
        {NRR_FIELD_KNOWN, INT64_MIN},
        {NRR_FIELD_SEQUENCE, (int64_t)wanted->sequence},
        {NRR_FIELD_CUSTOMER, wanted->customer},
        {NRR_FIELD_LINE, wanted->line},
        {NRR_FIELD_ID, 0},
        {NRR_FIELD_KIND, 0},
        {NRR_FIELD_REASON, 0},
        {NRR_FIELD_FLAGS, wanted->flags},
        {NRR_FIELD_DIMENSION, wanted->dimension},
        {NRR_FIELD_VALUE, wanted->value},
    };
    size_t i;

    for (i = 0; i < COUNT(cells); i++) {
        const int64_t *values = NULL;
        ck_assert_int_eq(nrr_table_column(table, cells[i].field, &values), NRR_OK);
        ck_assert_msg(values[row] == cells[i].value, "row %zu, field %d: %lld, not %lld", row,
                      (int)cells[i].field, (long long)values[row], (long long)cells[i].value);
    }
}

static void assert_findings(const nrr_assignment *wanted, size_t count)
{
    nrr_table *table;
    size_t rows = 99, i;

    take();
    ck_assert_uint_eq(contradictions(the.snapshot), count);
    table = findings();
    ck_assert_int_eq(nrr_table_count(table, &rows), NRR_OK);
    ck_assert_uint_eq(rows, count);
    for (i = 0; i < count; i++)
        assert_finding(table, i, &wanted[i]);
    nrr_table_free(table);
}
#define FINDINGS(wanted) assert_findings((wanted), COUNT(wanted))

/* ---- what contradicts ---- */

START_TEST(one_value_after_the_other_is_no_contradiction)
{
    static const nrr_assignment assignments[] = {
        ON(A, 5, SEGMENT, SMALL, NO_LINE),      ON(A, 9, SEGMENT, LARGE, NO_LINE),
        ON(A, 5, REGION, LARGE, NO_LINE),       ON(B, 5, SEGMENT, LARGE, NO_LINE),
        ON(A, 5, SEGMENT, MIDDLE, OF_LINE(0)),  ON(A, 5, SEGMENT, LARGE, OF_LINE(P)),
        ON(A, 5, SEGMENT, MIDDLE, OF_LINE(Q)),  ON(B, 5, SEGMENT, SMALL, OF_LINE(P)),
        ON(A, INT64_MIN, SEGMENT, 0, NO_LINE),  ON(A, INT64_MAX, SEGMENT, MIDDLE, NO_LINE),
    };

    ASSIGN(assignments);
    assert_findings(NULL, 0);
}
END_TEST

START_TEST(the_same_again_is_no_contradiction)
{
    static const nrr_assignment assignments[] = {
        ON(A, 5, SEGMENT, SMALL, NO_LINE),
        ON(A, 5, SEGMENT, SMALL, NO_LINE),
        ON(A, 5, SEGMENT, 0, OF_LINE(P)),
    };

    ASSIGN(assignments);
    ASSIGN(assignments);
    assert_findings(NULL, 0);
}
END_TEST

START_TEST(each_value_but_the_first_of_an_instant_is_a_finding)
{
    static const nrr_assignment assignments[] = {
        ON(A, 5, SEGMENT, LARGE, NO_LINE),
        ON(A, 5, SEGMENT, SMALL, NO_LINE),
        ON(A, 5, SEGMENT, MIDDLE, NO_LINE),
        ON(A, 5, SEGMENT, SMALL, NO_LINE),
    };
    static const nrr_assignment wanted[] = {
        ON(A, 5, SEGMENT, MIDDLE, NO_LINE), /* by key: 10, 20, 30 */
        ON(A, 5, SEGMENT, LARGE, NO_LINE),
    };

    ASSIGN(assignments);
    FINDINGS(wanted);
}
END_TEST

START_TEST(a_value_beside_none_is_a_finding)
{
    static const nrr_assignment assignments[] = {
        ON(A, 5, SEGMENT, SMALL, OF_LINE(R)),
        ON(A, 5, SEGMENT, 0, OF_LINE(R)),
    };
    static const nrr_assignment wanted[] = {ON(A, 5, SEGMENT, SMALL, OF_LINE(R))};

    ASSIGN(assignments);
    FINDINGS(wanted);
}
END_TEST

START_TEST(the_greatest_sequence_ends_an_argument)
{
    static const nrr_assignment argument[] = {
        ON(A, 5, SEGMENT, SMALL, NO_LINE),
        ON(A, 5, SEGMENT, LARGE, NO_LINE),
    };
    static const nrr_assignment end[] = {ON(A, 5, SEGMENT, LARGE, .sequence = 1)};
    static const nrr_assignment rival[] = {
        ON(A, 5, SEGMENT, MIDDLE, .sequence = UINT64_MAX),
        ON(A, 5, SEGMENT, SMALL, .sequence = UINT64_MAX),
    };
    static const nrr_assignment wanted[] = {
        ON(A, 5, SEGMENT, MIDDLE, .sequence = UINT64_MAX),
    };

    ASSIGN(argument);
    take();
    ck_assert_uint_eq(contradictions(the.snapshot), 1);
    ASSIGN(end);
    assert_findings(NULL, 0);
    ASSIGN(rival);
    FINDINGS(wanted);
}
END_TEST

START_TEST(findings_go_by_time_customer_line_subject_dimension_and_value)
{
    static const nrr_assignment assignments[] = {
        ON(B, 5, SEGMENT, SMALL, NO_LINE),     ON(B, 5, SEGMENT, LARGE, NO_LINE),
        ON(A, 5, REGION, SMALL, NO_LINE),      ON(A, 5, REGION, LARGE, NO_LINE),
        ON(A, 5, SEGMENT, SMALL, NO_LINE),     ON(A, 5, SEGMENT, LARGE, NO_LINE),
        ON(A, 5, SEGMENT, SMALL, OF_LINE(Q)),  ON(A, 5, SEGMENT, LARGE, OF_LINE(Q)),
        ON(A, 5, SEGMENT, SMALL, OF_LINE(P)),  ON(A, 5, SEGMENT, LARGE, OF_LINE(P)),
        ON(A, 5, SEGMENT, SMALL, OF_LINE(0)),  ON(A, 5, SEGMENT, LARGE, OF_LINE(0)),
        ON(F, -9, REGION, LARGE, NO_LINE),     ON(F, -9, REGION, MIDDLE, NO_LINE),
    };
    static const nrr_assignment wanted[] = {
        ON(F, -9, REGION, LARGE, NO_LINE),     ON(A, 5, SEGMENT, LARGE, NO_LINE),
        ON(A, 5, REGION, LARGE, NO_LINE),      ON(A, 5, SEGMENT, LARGE, OF_LINE(0)),
        ON(A, 5, SEGMENT, LARGE, OF_LINE(P)),  ON(A, 5, SEGMENT, LARGE, OF_LINE(Q)),
        ON(B, 5, SEGMENT, LARGE, NO_LINE),
    };

    ASSIGN(assignments);
    FINDINGS(wanted);
}
END_TEST

START_TEST(facts_of_a_time_customer_and_line_stand_before_assignments)
{
    static const nrr_fact facts[] = {
        FACT(A, MAIN, 5, CONTRACTION, 3), /* below zero, and no correct use */
        FACT(A, P, 5, CONTRACTION, 3),
    };
    static const nrr_assignment assignments[] = {
        ON(A, 5, SEGMENT, SMALL, NO_LINE),
        ON(A, 5, SEGMENT, LARGE, NO_LINE),
    };
    static const int64_t kinds[] = {NRR_KIND_CONTRACTION, NRR_KIND_CONTRACTION, 0,
                                    NRR_KIND_CONTRACTION, NRR_KIND_CONTRACTION};
    const int64_t *kind, *dimension, *value;
    nrr_table *table;
    size_t rows, i;

    PUT(facts);
    ASSIGN(assignments);
    take();
    table = findings();
    ck_assert_int_eq(nrr_table_count(table, &rows), NRR_OK);
    ck_assert_uint_eq(rows, COUNT(kinds));
    ck_assert_int_eq(nrr_table_column(table, NRR_FIELD_KIND, &kind), NRR_OK);
    ck_assert_int_eq(nrr_table_column(table, NRR_FIELD_DIMENSION, &dimension), NRR_OK);
    ck_assert_int_eq(nrr_table_column(table, NRR_FIELD_VALUE, &value), NRR_OK);
    for (i = 0; i < rows; i++) {
        ck_assert_int_eq(kind[i], kinds[i]);
        ck_assert_int_eq(dimension[i], kinds[i] == 0 ? SEGMENT : 0);
        ck_assert_int_eq(value[i], kinds[i] == 0 ? LARGE : 0);
    }
    nrr_table_free(table);
}
END_TEST

/* ---- snapshots ---- */

START_TEST(a_snapshot_keeps_what_was_assigned_when_it_was_taken)
{
    static const nrr_assignment first[] = {ON(A, 5, SEGMENT, SMALL, NO_LINE)};
    static const nrr_assignment second[] = {ON(A, 5, SEGMENT, LARGE, NO_LINE)};
    static const nrr_assignment third[] = {ON(A, 7, REGION, LARGE, .sequence = 4)};
    static const nrr_assignment fourth[] = {ON(A, 7, REGION, SMALL, .sequence = 4)};
    nrr_snapshot *taken[5] = {NULL}, *known = NULL;
    size_t i;

    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &taken[0]), NRR_OK);
    ASSIGN(first);
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &taken[1]), NRR_OK);
    ASSIGN(second);
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &taken[2]), NRR_OK);
    ASSIGN(third);
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &taken[3]), NRR_OK);
    ASSIGN(fourth);
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &taken[4]), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_as_known(taken[4], INT64_MIN, &known), NRR_OK);
    nrr_ledger_free(the.ledger);
    the.ledger = NULL;
    ck_assert_uint_eq(contradictions(taken[0]), 0);
    ck_assert_uint_eq(contradictions(taken[1]), 0);
    ck_assert_uint_eq(contradictions(taken[2]), 1);
    ck_assert_uint_eq(contradictions(taken[3]), 1);
    ck_assert_uint_eq(contradictions(taken[4]), 2);
    ck_assert_uint_eq(contradictions(known), 2);
    for (i = 0; i < COUNT(taken); i++)
        nrr_snapshot_free(taken[i]);
    ck_assert_uint_eq(contradictions(known), 2);
    nrr_snapshot_free(known);
}
END_TEST

/* Growing copies what is there, with sequences that came first, later, or never. */
START_TEST(thousands_of_assignments_are_kept_whatever_comes_when)
{
    enum { MANY = 5000 };
    nrr_assignment one = ON(A, 0, SEGMENT, SMALL, NO_LINE);
    nrr_snapshot *half = NULL;
    int64_t before, after;
    uint32_t i;

    before = counter(the.ledger, NRR_COUNTER_BYTES);
    for (i = 0; i < MANY; i++) {
        one.time = i / 2;
        one.value = i % 2 == 0 ? LARGE : SMALL;
        one.sequence = _i != 0 && (_i == 1 ? i < 10 : i >= 4990) ? 7 : 0;
        assign(&one, 1);
        if (i + 1 == MANY / 2)
            ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &half), NRR_OK);
    }
    after = counter(the.ledger, NRR_COUNTER_BYTES);
    ck_assert_int_ge(after - before, MANY * 16);
    take();
    ck_assert_uint_eq(contradictions(half), MANY / 4);
    ck_assert_uint_eq(contradictions(the.snapshot), MANY / 2);
    nrr_snapshot_free(half);
}
END_TEST

START_TEST(no_assignment_takes_no_memory)
{
    static const nrr_assignment one[] = {ON(A, 5, SEGMENT, SMALL, NO_LINE)};
    static const nrr_assignment of_line[] = {ON(A, 5, SEGMENT, SMALL, OF_LINE(P))};
    int64_t before = counter(the.ledger, NRR_COUNTER_BYTES);

    take();
    ck_assert_uint_eq(contradictions(the.snapshot), 0);
    ck_assert_int_eq(counter(the.ledger, NRR_COUNTER_BYTES), before);
    ASSIGN(one);
    ck_assert_int_gt(counter(the.ledger, NRR_COUNTER_BYTES), before);
    before = counter(the.ledger, NRR_COUNTER_BYTES);
    ASSIGN(of_line);
    ck_assert_int_gt(counter(the.ledger, NRR_COUNTER_BYTES), before);
}
END_TEST

/* ---- what is refused ---- */

/* A good row between two others, of which each case spoils a member. */
static void refuses_row(const nrr_assignment *bad, nrr_field field, nrr_status status)
{
    nrr_assignment rows[3] = {ON(A, 5, SEGMENT, SMALL, NO_LINE), ON(A, 5, SEGMENT, LARGE, NO_LINE),
                              ON(A, 5, SEGMENT, MIDDLE, NO_LINE)};
    nrr_refusal refusal = {-77, -78, -79};

    rows[1] = *bad;
    ck_assert_int_eq(nrr_ledger_assign(the.ledger, rows, sizeof *rows, 3, &refusal), status);
    ck_assert_int_eq(refusal.row, 1);
    ck_assert_int_eq(refusal.field, field);
    ck_assert_int_eq(refusal.status, status);
    ck_assert_int_eq(nrr_ledger_assign(the.ledger, rows, sizeof *rows, 3, NULL), status);
    assert_findings(NULL, 0); /* the rows around it would be one */
    rows[1] = rows[0];
    assign(rows, 3);
    take();
    ck_assert_uint_eq(contradictions(the.snapshot), 1);
}

START_TEST(a_bad_row_refuses_all_and_is_named)
{
    static const struct {
        nrr_assignment row;
        nrr_field field;
        nrr_status status;
    } bad[] = {
        {ON(A, 5, 0, SMALL, NO_LINE), NRR_FIELD_DIMENSION, NRR_E_DIMENSION},
        {ON(A, 5, DIMENSIONS + 1, SMALL, NO_LINE), NRR_FIELD_DIMENSION, NRR_E_DIMENSION},
        {ON(A, 5, UINT32_MAX, SMALL, NO_LINE), NRR_FIELD_DIMENSION, NRR_E_DIMENSION},
        {ON(0, 5, SEGMENT, SMALL, NO_LINE), NRR_FIELD_CUSTOMER, NRR_E_CUSTOMER},
        {ON(CUSTOMERS + 1, 5, SEGMENT, SMALL, NO_LINE), NRR_FIELD_CUSTOMER, NRR_E_CUSTOMER},
        {ON(A, 5, SEGMENT, VALUES + 1, NO_LINE), NRR_FIELD_VALUE, NRR_E_VALUE},
        {ON(A, 5, SEGMENT, UINT32_MAX, NO_LINE), NRR_FIELD_VALUE, NRR_E_VALUE},
        {ON(A, 5, SEGMENT, SMALL, OF_LINE(LINES + 1)), NRR_FIELD_LINE, NRR_E_LINE},
        {ON(A, 5, SEGMENT, SMALL, .line = P), NRR_FIELD_FLAGS, NRR_E_FLAGS},
        {ON(A, 5, SEGMENT, SMALL, .flags = 2), NRR_FIELD_FLAGS, NRR_E_FLAGS},
        {ON(A, 5, SEGMENT, SMALL, .flags = 0x80000001), NRR_FIELD_FLAGS, NRR_E_FLAGS},
        {ON(A, 5, SEGMENT, SMALL, .reserved = 1), NRR_FIELD_RESERVED, NRR_E_RESERVED},
    };

    refuses_row(&bad[_i].row, bad[_i].field, bad[_i].status);
}
END_TEST

START_TEST(rows_may_grow_as_long_as_what_is_new_is_zero)
{
    static const nrr_assignment good = ON(A, 5, SEGMENT, SMALL, NO_LINE);
    static const nrr_assignment other = ON(A, 5, SEGMENT, LARGE, NO_LINE);
    unsigned char rows[2][sizeof(nrr_assignment) + 8] = {{0}};
    nrr_refusal refusal = {-77, -78, -79};

    memcpy(rows[0], &good, sizeof good);
    memcpy(rows[1], &other, sizeof other);
    rows[1][sizeof rows[1] - 1] = 1;
    ck_assert_int_eq(nrr_ledger_assign(the.ledger, (const nrr_assignment *)(const void *)rows,
                                       sizeof rows[0], 2, &refusal),
                     NRR_E_ROW_TAIL);
    ck_assert_int_eq(refusal.row, 1);
    ck_assert_int_eq(refusal.field, NRR_FIELD_RESERVED);
    assert_findings(NULL, 0);
    rows[1][sizeof rows[1] - 1] = 0;
    ck_assert_int_eq(nrr_ledger_assign(the.ledger, (const nrr_assignment *)(const void *)rows,
                                       sizeof rows[0], 2, NULL),
                     NRR_OK);
    take();
    ck_assert_uint_eq(contradictions(the.snapshot), 1);
}
END_TEST

START_TEST(a_call_as_such_can_be_refused)
{
    static const nrr_assignment rows[] = {ON(A, 5, SEGMENT, SMALL, NO_LINE)};
    nrr_refusal refusal = {-77, -78, -79};

    ck_assert_int_eq(nrr_ledger_assign(NULL, rows, sizeof *rows, 1, &refusal), NRR_E_NULL);
    ck_assert_int_eq(refusal.row, -1);
    ck_assert_int_eq(refusal.field, 0);
    ck_assert_int_eq(refusal.status, NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_assign(the.ledger, NULL, sizeof *rows, 1, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_assign(the.ledger, NULL, sizeof *rows, 0, NULL), NRR_OK);
    ck_assert_int_eq(nrr_ledger_assign(the.ledger, rows, sizeof *rows - 1, 1, NULL),
                     NRR_E_ROW_SIZE);
    ck_assert_int_eq(nrr_ledger_assign(the.ledger, rows, sizeof *rows, SIZE_MAX, NULL),
                     NRR_E_TOO_MANY);
}
END_TEST

/* ---- columns ---- */

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

    begin();
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
    Suite *suite = suite_create("assign");
    TCase *contradicting = assign_cases("contradictions");
    TCase *snapshots = assign_cases("snapshots");
    TCase *refused = assign_cases("refusals");
    TCase *frames = tcase_create("columns");

    tcase_add_test(contradicting, one_value_after_the_other_is_no_contradiction);
    tcase_add_test(contradicting, the_same_again_is_no_contradiction);
    tcase_add_test(contradicting, each_value_but_the_first_of_an_instant_is_a_finding);
    tcase_add_test(contradicting, a_value_beside_none_is_a_finding);
    tcase_add_test(contradicting, the_greatest_sequence_ends_an_argument);
    tcase_add_test(contradicting, findings_go_by_time_customer_line_subject_dimension_and_value);
    tcase_add_test(contradicting, facts_of_a_time_customer_and_line_stand_before_assignments);
    tcase_add_test(snapshots, a_snapshot_keeps_what_was_assigned_when_it_was_taken);
    tcase_add_loop_test(snapshots, thousands_of_assignments_are_kept_whatever_comes_when, 0, 3);
    tcase_add_test(snapshots, no_assignment_takes_no_memory);
    tcase_add_loop_test(refused, a_bad_row_refuses_all_and_is_named, 0, 12);
    tcase_add_test(refused, rows_may_grow_as_long_as_what_is_new_is_zero);
    tcase_add_test(refused, a_call_as_such_can_be_refused);
    tcase_add_checked_fixture(frames, begin_columns, fixture_end);
    tcase_add_test(frames, columns_say_what_rows_say);
    tcase_add_test(frames, lines_sequences_and_flags_may_be_left_out);
    tcase_add_loop_test(frames, a_default_line_is_told_by_its_flag_or_by_being_there, 0, 2);
    tcase_add_test(frames, a_value_that_is_not_there_takes_back);
    tcase_add_loop_test(frames, a_bad_column_refuses_all_and_is_named, 0, 15);
    tcase_add_loop_test(frames, four_columns_must_be_there, 0, 4);
    tcase_add_test(frames, columns_need_a_ledger_and_a_place);
    suite_add_tcase(suite, contradicting);
    suite_add_tcase(suite, snapshots);
    suite_add_tcase(suite, refused);
    suite_add_tcase(suite, frames);
    return nrr_test_main(suite);
}
