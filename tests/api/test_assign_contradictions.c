/* SPDX-License-Identifier: MIT */
/* Values of dimensions that contradict each other: which of them are findings, and in which
 * order. */
#include "contradictions.h"

START_TEST(one_value_after_the_other_is_no_contradiction)
{
    static const nrr_assignment assignments[] = {
        ON(A, 5, SEGMENT, SMALL, NO_LINE),     ON(A, 9, SEGMENT, LARGE, NO_LINE),
        ON(A, 5, REGION, LARGE, NO_LINE),      ON(B, 5, SEGMENT, LARGE, NO_LINE),
        ON(A, 5, SEGMENT, MIDDLE, OF_LINE(0)), ON(A, 5, SEGMENT, LARGE, OF_LINE(P)),
        ON(A, 5, SEGMENT, MIDDLE, OF_LINE(Q)), ON(B, 5, SEGMENT, SMALL, OF_LINE(P)),
        ON(A, INT64_MIN, SEGMENT, 0, NO_LINE), ON(A, INT64_MAX, SEGMENT, MIDDLE, NO_LINE),
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
        ON(B, 5, SEGMENT, SMALL, NO_LINE),    ON(B, 5, SEGMENT, LARGE, NO_LINE),
        ON(A, 5, REGION, SMALL, NO_LINE),     ON(A, 5, REGION, LARGE, NO_LINE),
        ON(A, 5, SEGMENT, SMALL, NO_LINE),    ON(A, 5, SEGMENT, LARGE, NO_LINE),
        ON(A, 5, SEGMENT, SMALL, OF_LINE(Q)), ON(A, 5, SEGMENT, LARGE, OF_LINE(Q)),
        ON(A, 5, SEGMENT, SMALL, OF_LINE(P)), ON(A, 5, SEGMENT, LARGE, OF_LINE(P)),
        ON(A, 5, SEGMENT, SMALL, OF_LINE(0)), ON(A, 5, SEGMENT, LARGE, OF_LINE(0)),
        ON(F, -9, REGION, LARGE, NO_LINE),    ON(F, -9, REGION, MIDDLE, NO_LINE),
    };
    static const nrr_assignment wanted[] = {
        ON(F, -9, REGION, LARGE, NO_LINE),    ON(A, 5, SEGMENT, LARGE, NO_LINE),
        ON(A, 5, REGION, LARGE, NO_LINE),     ON(A, 5, SEGMENT, LARGE, OF_LINE(0)),
        ON(A, 5, SEGMENT, LARGE, OF_LINE(P)), ON(A, 5, SEGMENT, LARGE, OF_LINE(Q)),
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

int main(void)
{
    Suite *suite = suite_create("assignments that contradict");
    TCase *contradicting = assign_cases("contradictions");

    tcase_add_test(contradicting, one_value_after_the_other_is_no_contradiction);
    tcase_add_test(contradicting, the_same_again_is_no_contradiction);
    tcase_add_test(contradicting, each_value_but_the_first_of_an_instant_is_a_finding);
    tcase_add_test(contradicting, a_value_beside_none_is_a_finding);
    tcase_add_test(contradicting, the_greatest_sequence_ends_an_argument);
    tcase_add_test(contradicting, findings_go_by_time_customer_line_subject_dimension_and_value);
    tcase_add_test(contradicting, facts_of_a_time_customer_and_line_stand_before_assignments);
    suite_add_tcase(suite, contradicting);
    return nrr_test_main(suite);
}
