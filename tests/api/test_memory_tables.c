/* SPDX-License-Identifier: MIT */
/* Tables that take figures apart, for which there is no memory: see trial.h. */
#include "trial.h"

static const nrr_fact facts[] = {
    FACT(A, P, 0, NEW, 100, WHY(UPSELL)),
    FACT(A, Q, 12, NEW, 7, HOST(3)),
    FACT(A, P, 14, RENEWAL, 90, WHY(PRICE)),
    FACT(B, MAIN, 3, OPENING, 5),
    FACT(B, MAIN, 13, CHURN, ALL, WHY(NON_RENEWAL)),
    FACT(B, MAIN, 18, REACTIVATION, 3),
    FACT(C, R, 2, NEW, 11),
    FACT(D, MAIN, 2, NEW, 12),
    FACT(E, MAIN, 2, NEW, 13),
};

static void a_snapshot(void)
{
    PUT(facts);
    ask(5, 20);
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &the.snapshot), NRR_OK);
}

static void a_strict_snapshot(void)
{
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_STRICT, 1), NRR_OK);
    a_snapshot();
}

static void a_snapshot_by_line(void)
{
    a_snapshot();
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
}

static void a_snapshot_by_parent(void)
{
    static const uint32_t children[] = {B, C}, parents[] = {A, A};

    ck_assert_int_eq(nrr_ledger_set_parents(the.ledger, children, parents, 2, NULL), NRR_OK);
    a_snapshot();
    option(NRR_QUERY_UNIT, NRR_UNIT_PARENT);
}

/* A parent of two customers that lie in two blocks. */
static void a_snapshot_of_two_blocks_by_parent(void)
{
    enum { AWAY = 1100 };
    static const uint32_t children[] = {B, AWAY}, parents[] = {A, A};
    nrr_fact far_away[] = {FACT(AWAY, MAIN, 6, NEW, 1000), FACT(AWAY, S, 7, NEW, 1000)};
    uint32_t id;
    int64_t key;

    for (key = CUSTOMERS + 1; key <= AWAY; key++)
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, key, &id), NRR_OK);
    ck_assert_int_eq(nrr_ledger_set_parents(the.ledger, children, parents, 2, NULL), NRR_OK);
    PUT(far_away);
    a_snapshot();
    option(NRR_QUERY_UNIT, NRR_UNIT_PARENT);
}

/* With two dimensions, so that pairs are numbered. */
static void a_snapshot_by_groups(void)
{
    static const nrr_assignment assignments[] = {
        {.customer = A, .dimension = 1, .value = 1}, {.customer = B, .dimension = 1, .value = 2},
        {.customer = C, .dimension = 2, .value = 2}};
    uint32_t id;

    ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_DIMENSION, 1, &id), NRR_OK);
    ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_DIMENSION, 2, &id), NRR_OK);
    ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_VALUE, 1, &id), NRR_OK);
    ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_VALUE, 2, &id), NRR_OK);
    ck_assert_int_eq(nrr_ledger_assign(the.ledger, assignments, sizeof *assignments,
                                       COUNT(assignments), NULL),
                     NRR_OK);
    a_snapshot();
    ck_assert_int_eq(nrr_query_add_dimension_integer(the.query, 1), NRR_OK);
    ck_assert_int_eq(nrr_query_add_dimension_integer(the.query, 2), NRR_OK);
}

static nrr_status call_cohorts(void)
{
    static const int64_t edges[] = {0, 5, 10, 15};

    return nrr_snapshot_cohorts(the.snapshot, the.query, edges, 4, &made.table);
}

static nrr_status call_units(void)
{
    static const nrr_cell cell = {.measure = NRR_MEASURE_OPENING, .flags = NRR_CELL_ALL};
    static const nrr_page page = {1, 2};

    return nrr_snapshot_units(the.snapshot, the.query, &cell, &page, &made.table);
}

static nrr_status call_units_with_lines(void)
{
    static const nrr_cell cell = {.rate = NRR_RATE_GRR_LINES};
    static const nrr_page page = {0, UINT64_MAX};

    return nrr_snapshot_units(the.snapshot, the.query, &cell, &page, &made.table);
}

static nrr_status call_units_capped(void)
{
    static const nrr_cell cell = {.rate = NRR_RATE_GRR_AGGREGATE};
    static const nrr_page page = {0, UINT64_MAX};

    return nrr_snapshot_units(the.snapshot, the.query, &cell, &page, &made.table);
}

static nrr_status call_movements(void)
{
    static const nrr_subject subject = {.customer = A, .flags = NRR_SUBJECT_HISTORY};
    static const nrr_page page = {0, UINT64_MAX};

    return nrr_snapshot_movements(the.snapshot, the.query, &subject, &page, &made.table);
}

static nrr_status call_facts(void)
{
    static const nrr_subject subject = {.customer = A, .flags = NRR_SUBJECT_HISTORY};
    static const nrr_page page = {0, UINT64_MAX};

    return nrr_snapshot_facts(the.snapshot, the.query, &subject, &page, &made.table);
}

static nrr_status call_causes(void)
{
    static const nrr_reconciliation asked = {.rate = NRR_RATE_GRR_LINES,
                                             .minus = NRR_RATE_GRR_AGGREGATE};

    return nrr_snapshot_reconcile(the.snapshot, the.query, &asked, &made.table);
}

static nrr_status call_units_behind(void)
{
    static const nrr_reconciliation asked = {.rate = NRR_RATE_GRR_LINES,
                                             .minus = NRR_RATE_GRR_AGGREGATE};
    static const nrr_page page = {0, UINT64_MAX};

    return nrr_snapshot_reconcile_units(the.snapshot, the.query, &asked, &page, &made.table);
}

static void a_report(void)
{
    a_snapshot();
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, the.query, &the.report), NRR_OK);
}

static nrr_status call_contributions(void)
{
    return nrr_report_contributions(the.report, 0, &made.table);
}

static nrr_status call_concentration(void)
{
    static const nrr_concentration asked = {0, 2};

    return nrr_snapshot_concentration(the.snapshot, the.query, &asked, &made.table);
}

static const trial trials[] = {
    {a_snapshot, call_cohorts, 20, 0, 0, 0},
    {a_snapshot_by_line, call_cohorts, 20, 0, 0, 0},
    {a_snapshot_by_parent, call_cohorts, 20, 0, 0, 0},
    {a_snapshot, call_units, 20, 0, 0, 0},
    {a_strict_snapshot, call_units, 20, 0, 0, 0},
    {a_snapshot_by_line, call_units, 20, 0, 0, 0},
    {a_snapshot_by_parent, call_units_with_lines, 25, 0, 0, 0},
    {a_snapshot_by_parent, call_units_capped, 25, 0, 0, 0},
    {a_snapshot_by_parent, call_movements, 20, 0, 0, 0},
    {a_snapshot, call_facts, 5, 0, 0, 0},
    {a_snapshot_of_two_blocks_by_parent, call_facts, 5, 0, 1, 0},
    {a_snapshot, call_causes, 20, 0, 0, 0},
    {a_snapshot_by_parent, call_causes, 25, 0, 0, 0},
    {a_snapshot_by_parent, call_units_behind, 25, 0, 0, 0},
    {a_report, call_contributions, 2, 0, 0, 0},
    {a_snapshot, call_concentration, 25, 0, 0, 0},
    {a_snapshot_by_parent, call_concentration, 25, 0, 0, 0},
    {a_snapshot_by_groups, call_cohorts, 40, 0, 0, 0},
    {a_snapshot_by_groups, call_units, 40, 0, 0, 0},
    {a_snapshot_by_groups, call_units_capped, 40, 0, 0, 0},
    {a_snapshot_by_groups, call_causes, 40, 0, 0, 0},
    {a_snapshot_by_groups, call_units_behind, 40, 0, 0, 0},
    {a_snapshot_by_groups, call_concentration, 40, 0, 0, 0},
};

START_TEST(a_call_that_finds_no_memory_changes_nothing_and_can_be_made_again)
{
    run_trial(&trials[_i]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("memory of tables");
    TCase *cases = tcase_create("running out");

    tcase_add_loop_test(cases, a_call_that_finds_no_memory_changes_nothing_and_can_be_made_again, 0,
                        COUNT(trials));
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
