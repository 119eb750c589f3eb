/* SPDX-License-Identifier: MIT */
/* Values of dimensions that are assigned: what is kept, and what is refused and why. (Columns are
 * in test_assign_columns.c, what contradicts each other is in test_assign_contradictions.c.) */
#include "contradictions.h"

#include <string.h>

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

int main(void)
{
    Suite *suite = suite_create("assign");
    TCase *snapshots = assign_cases("snapshots");
    TCase *refused = assign_cases("refusals");

    tcase_add_test(snapshots, a_snapshot_keeps_what_was_assigned_when_it_was_taken);
    tcase_add_loop_test(snapshots, thousands_of_assignments_are_kept_whatever_comes_when, 0, 3);
    tcase_add_test(snapshots, no_assignment_takes_no_memory);
    tcase_add_loop_test(refused, a_bad_row_refuses_all_and_is_named, 0, 12);
    tcase_add_test(refused, rows_may_grow_as_long_as_what_is_new_is_zero);
    tcase_add_test(refused, a_call_as_such_can_be_refused);
    suite_add_tcase(suite, snapshots);
    suite_add_tcase(suite, refused);
    return nrr_test_main(suite);
}
