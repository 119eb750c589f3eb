/* SPDX-License-Identifier: MIT */
/* Every sequence of three facts, each a customer: blocks of facts without sequences, most of which are replayed a quick way,
 * come to the same as blocks with sequences, which never are. */
#include "fixture.h"

#include <string.h>

/* What may happen. */
typedef struct move {
    nrr_kind kind;
    int64_t amount;
    uint32_t flags;
    nrr_reason reason;
} move;

#define MOVE(kind, amount) {NRR_KIND_##kind, (amount), 0, NRR_REASON_UNSPECIFIED}

static const move moves[] = {
    MOVE(OPENING, 1),
    MOVE(OPENING, 2),
    MOVE(NEW, 1),
    MOVE(NEW, 2),
    MOVE(EXPANSION, 1),
    MOVE(EXPANSION, 2),
    MOVE(CONTRACTION, 1),
    MOVE(CONTRACTION, 2),
    MOVE(CHURN, 1),
    MOVE(CHURN, 2),
    {NRR_KIND_CHURN, 1, 0, NRR_REASON_NON_RENEWAL},
    {NRR_KIND_CHURN, 0, NRR_FACT_ALL, NRR_REASON_VOLUNTARY},
    {NRR_KIND_CHURN, 0, NRR_FACT_ALL, NRR_REASON_NON_RENEWAL},
    MOVE(REACTIVATION, 1),
    MOVE(REACTIVATION, 2),
    MOVE(LEVEL, 0),
    MOVE(LEVEL, 1),
    MOVE(LEVEL, 2),
    MOVE(CHANGE_UP, 1),
    MOVE(CHANGE_DOWN, 1),
    MOVE(CHANGE_DOWN, 2),
    MOVE(RENEWAL, 0),
    MOVE(RENEWAL, 1),
    {NRR_KIND_RENEWAL, 2, 0, NRR_REASON_PRICE},
};

enum { MOVES = COUNT(moves), STEPS = 3, SEQUENCES = MOVES * MOVES };

/* In which order the three facts of a customer arrive: in that of time, or one of them late, or all turned round; and two that
 * share an instant. */
static const int64_t times[][STEPS] = {{10, 20, 30}, {10, 30, 20}, {20, 30, 10}, {30, 20, 10}, {10, 20, 20}};

static nrr_fact facts[SEQUENCES * STEPS];

/* All sequences that begin with a move, step by step. */
static void make_facts(size_t first, const int64_t *when, uint64_t sequence)
{
    size_t of[STEPS], number, step;

    for (number = 0; number < SEQUENCES; number++)
        for (step = 0; step < STEPS; step++) {
            nrr_fact *fact = &facts[step * SEQUENCES + number];
            of[0] = first;
            of[1] = number / MOVES;
            of[2] = number % MOVES;
            memset(fact, 0, sizeof *fact);
            fact->customer = (uint32_t)number + 1;
            fact->time = when[step];
            fact->sequence = sequence;
            fact->kind = moves[of[step]].kind;
            fact->amount = moves[of[step]].amount;
            fact->flags = moves[of[step]].flags;
            fact->reason = moves[of[step]].reason;
        }
}

static nrr_ledger *ledger_of_facts(void)
{
    nrr_ledger *ledger = NULL;
    uint32_t id;

    ck_assert_int_eq(nrr_ledger_new(&the.memory.allocator, &ledger), NRR_OK);
    for (uint32_t customer = 1; customer <= SEQUENCES; customer++)
        ck_assert_int_eq(nrr_ledger_key_integer(ledger, NRR_KEY_CUSTOMER, customer, &id), NRR_OK);
    ck_assert_int_eq(nrr_ledger_append(ledger, facts, sizeof *facts, COUNT(facts), NULL), NRR_OK);
    return ledger;
}

static void assert_same_findings(const nrr_snapshot *quick, const nrr_snapshot *slow)
{
    for (nrr_rule rule = 0; rule <= NRR_RULE_CONFLICT; rule++) {
        uint64_t found = 1, wanted = 2;
        ck_assert_int_eq(nrr_snapshot_finding_count(quick, rule, &found), NRR_OK);
        ck_assert_int_eq(nrr_snapshot_finding_count(slow, rule, &wanted), NRR_OK);
        ck_assert_uint_eq(found, wanted);
    }
}

static void assert_same(nrr_ledger *quick, nrr_ledger *slow)
{
    nrr_snapshot *snapshots[2] = {NULL, NULL};
    nrr_report *reports[2] = {NULL, NULL};

    ck_assert_int_eq(nrr_ledger_snapshot(quick, &snapshots[0]), NRR_OK);
    ck_assert_int_eq(nrr_ledger_snapshot(slow, &snapshots[1]), NRR_OK);
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(nrr_snapshot_report(snapshots[i], the.query, &reports[i]), NRR_OK);
    assert_same_reports(reports[0], reports[1]);
    assert_same_findings(snapshots[0], snapshots[1]);
    for (int i = 0; i < 2; i++) {
        nrr_report_free(reports[i]);
        nrr_snapshot_free(snapshots[i]);
    }
}

START_TEST(the_quick_way_comes_to_what_the_long_one_comes_to)
{
    const size_t first = (size_t)_i % MOVES;
    const int64_t *when = times[(size_t)_i / MOVES];
    nrr_ledger *quick, *slow;

    for (int64_t start = 0; start < 40; start += 10) {
        ask(start, start + 15);
        ask(start, start + 25);
    }
    make_facts(first, when, 0);
    quick = ledger_of_facts();
    make_facts(first, when, 1);
    slow = ledger_of_facts();
    assert_same(quick, slow);
    nrr_ledger_free(quick);
    nrr_ledger_free(slow);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("quick replay");
    TCase *cases = fixture_cases("quick replay");

    tcase_add_loop_test(cases, the_quick_way_comes_to_what_the_long_one_comes_to, 0,
                        (int)(MOVES * COUNT(times)));
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
