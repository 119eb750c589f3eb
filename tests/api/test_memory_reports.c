/* SPDX-License-Identifier: MIT */
/* Snapshots, findings, reports and averages for which there is no memory: see trial.h. */
#include "trial.h"

/* Out of order, of several lines, with renewals and every other kind of
 * reason. */
static const nrr_fact facts[] = {
    FACT(A, P, 0, NEW, 100, WHY(UPSELL)),
    FACT(A, Q, 12, NEW, 7, HOST(3)),
    FACT(A, P, 8, EXPANSION, 4, HOST(11)),
    FACT(A, P, 14, RENEWAL, 90),
    FACT(A, P, 14, EXPANSION, 1, SEQ(4)),
    FACT(B, MAIN, 3, OPENING, 5),
    FACT(B, MAIN, 13, CHURN, ALL, WHY(NON_RENEWAL)),
    FACT(B, MAIN, 18, REACTIVATION, 3),
    FACT(C, R, 2, NEW, 11),
};

static void periods(void)
{
    ask(0, 5);
    ask(5, 20);
    ask(0, 20);
    ask(10, 15);
}

static void some_facts(void)
{
    PUT(facts);
    periods();
}

static void two_blocks(void)
{
    nrr_fact far_away[] = {FACT(1100, MAIN, 6, NEW, 1000), FACT(1099, S, 1, NEW, 20),
                           FACT(1099, P, 1, NEW, 40)};
    uint32_t id;
    int64_t key;

    for (key = CUSTOMERS + 1; key <= 1100; key++)
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, key, &id), NRR_OK);
    some_facts();
    PUT(far_away);
}

static void nothing(void)
{
}

static void take_snapshot(void)
{
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &the.snapshot), NRR_OK);
}

static void a_snapshot(void)
{
    some_facts();
    take_snapshot();
}

static void a_snapshot_of_two_blocks(void)
{
    two_blocks();
    take_snapshot();
}

static void a_snapshot_by_line(void)
{
    a_snapshot();
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    option(NRR_QUERY_EXPIRY, 3);
    ck_assert_int_eq(nrr_query_add_reason(the.query, NRR_REASON_HOST + 3), NRR_OK);
}

static void a_plain_snapshot(void)
{
    static const nrr_fact plain[] = {FACT(A, MAIN, 1, NEW, 5)};

    PUT(plain);
    ask(0, 5);
    take_snapshot();
}

/* Of customers who move in all periods, so that they are swept together. */
static void a_restless_snapshot(void)
{
    enum { MOVES = 20, WINDOW = 4 };
    nrr_fact moves[MOVES];

    for (uint32_t customer = A; customer <= F; customer++) {
        for (int64_t time = 0; time < MOVES; time++) {
            static const nrr_fact one = FACT(A, MAIN, 0, LEVEL, 5);
            moves[time] = one;
            moves[time].customer = customer;
            moves[time].time = time;
            moves[time].amount = (time + customer) % 3;
        }
        PUT(moves);
    }
    for (int64_t end = WINDOW; end <= MOVES; end++)
        ask(end - WINDOW, end);
    take_snapshot();
}

static void a_read_snapshot(void)
{
    a_snapshot();
    nrr_report_free(the.report);
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, the.query, &the.report), NRR_OK);
}

static void a_snapshot_and_news(void)
{
    static const nrr_fact news[] = {FACT(A, P, 1, EXPANSION, 50)};

    a_read_snapshot();
    PUT(news);
}

/* Values of two dimensions, for customers and lines, some of which contradict each other. */
static void some_values(void)
{
    static nrr_assignment rows[20];
    uint32_t id;
    int64_t key;
    size_t i;

    some_facts();
    for (key = 9; key > 6; key--) {
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_DIMENSION, key, &id), NRR_OK);
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_VALUE, key, &id), NRR_OK);
    }
    for (i = 0; i < COUNT(rows); i++) {
        rows[i].time = (int64_t)(9 - i / 3);
        rows[i].dimension = i % 4 == 0 ? 3 : 1;
        rows[i].customer = i % 2 == 0 ? A : B;
        rows[i].value = (uint32_t)(i % 4);
        rows[i].flags = i % 5 == 0 ? NRR_ASSIGNMENT_LINE : 0;
    }
    ck_assert_int_eq(
        nrr_ledger_assign(the.ledger, rows, sizeof *rows, COUNT(rows), NULL), NRR_OK);
}

static void a_snapshot_with_values(void)
{
    some_values();
    take_snapshot();
}

static void parts_of_two_blocks(void)
{
    a_snapshot_of_two_blocks();
    option(NRR_QUERY_PARTS, 2);
    for (int64_t part = 0; part < 2; part++) {
        option(NRR_QUERY_PART, part);
        ck_assert_int_eq(nrr_snapshot_report(the.snapshot, the.query, &made.parts[part]), NRR_OK);
    }
}

static void go_on(const nrr_fact *news, size_t count)
{
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, the.query, &made.parts[0]), NRR_OK);
    put(news, count);
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &made.later), NRR_OK);
}

static void a_report_and_news(void)
{
    static const nrr_fact news[] = {FACT(A, P, 1, EXPANSION, 50), FACT(D, MAIN, 3, NEW, 1)};

    a_snapshot_by_line();
    go_on(news, COUNT(news));
}

static void a_report_and_plain_news(void)
{
    static const nrr_fact news[] = {FACT(A, MAIN, 3, EXPANSION, 50), FACT(D, MAIN, 3, NEW, 1)};

    a_plain_snapshot();
    go_on(news, COUNT(news));
}

/* Facts that move nothing: what comes behind them is not simply what comes next. */
static void a_quiet_snapshot(void)
{
    static const nrr_fact quiet[] = {FACT(B, MAIN, 1, NEW, 5), FACT(B, MAIN, 2, LEVEL, 5)};

    PUT(quiet);
    a_plain_snapshot();
}

static void a_report_and_quiet_news(void)
{
    static const nrr_fact news[] = {FACT(A, MAIN, 3, LEVEL, 5), FACT(D, MAIN, 3, LEVEL, 0)};

    a_plain_snapshot();
    go_on(news, COUNT(news));
}

static void a_report_over_contradictions_and_news(void)
{
    static const nrr_fact wrong[] = {FACT(B, MAIN, 1, EXPANSION, 5), FACT(B, MAIN, 2, CHURN, 4)};
    static const nrr_fact news[] = {FACT(A, MAIN, 3, CHURN, 1), FACT(B, MAIN, 3, LEVEL, 0)};

    PUT(wrong);
    a_plain_snapshot();
    go_on(news, COUNT(news));
}

static void a_report_and_a_void(void)
{
    static const nrr_fact taken_back[] = {FACT(B, MAIN, 1, NEW, 5, .id = 1)};
    static const nrr_fact news[] = {{.kind = NRR_KIND_VOID, .id = 1}};
    uint32_t id;

    ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_FACT, 1, &id), NRR_OK);
    PUT(taken_back);
    a_plain_snapshot();
    go_on(news, COUNT(news));
}

static void customers_far_away(void)
{
    uint32_t id;
    int64_t key;

    for (key = CUSTOMERS + 1; key <= 1100; key++)
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, key, &id), NRR_OK);
}

/* A report that was refreshed for so many customers that what it was refreshed by is at its largest. */
static void a_report_of_many_steps_and_news(void)
{
    enum { STEPS = 5, EACH = 64 }; /* one more, and it would have been taken up */
    static const nrr_fact news[] = {FACT(A, MAIN, 100, EXPANSION, 50)};
    nrr_report *report, *refreshed;
    nrr_fact rows[EACH];

    customers_far_away();
    a_plain_snapshot();
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, the.query, &report), NRR_OK);
    for (uint32_t step = 0; step < STEPS; step++) {
        nrr_snapshot *next;
        for (uint32_t i = 0; i < EACH; i++) {
            static const nrr_fact one = FACT(A, MAIN, 3, CHANGE_UP, 1);
            rows[i] = one;
            rows[i].customer += step * EACH + i;
        }
        PUT(rows);
        ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &next), NRR_OK);
        ck_assert_int_eq(nrr_report_refresh((const nrr_report *const *)&report, 1, the.snapshot, next,
                                            &refreshed),
                         NRR_OK);
        nrr_report_free(report);
        nrr_snapshot_free(the.snapshot);
        report = refreshed;
        the.snapshot = next;
    }
    made.parts[0] = report;
    PUT(news);
    ck_assert_int_eq(nrr_ledger_snapshot(the.ledger, &made.later), NRR_OK);
}

/* Of customers of whom there was nobody near. */
static void a_report_and_news_from_far_away(void)
{
    nrr_fact news[] = {FACT(1100, MAIN, 3, NEW, 50)};

    customers_far_away();
    a_plain_snapshot();
    go_on(news, COUNT(news));
}

/* In two blocks: what was not kept of the first one for lack of memory does not mislead the second. */
static void a_report_of_two_blocks_and_news(void)
{
    static const nrr_fact told[] = {FACT(A, MAIN, 1, NEW, 5), FACT(1100, MAIN, 1, NEW, 50)};
    static const nrr_fact news[] = {FACT(A, MAIN, 3, EXPANSION, 5), FACT(1100, MAIN, 3, EXPANSION, 50)};

    customers_far_away();
    PUT(told);
    a_plain_snapshot();
    go_on(news, COUNT(news));
}

/* Of so many customers that they are not worth to be told apart from all. */
static void a_report_and_news_of_many(void)
{
    static nrr_fact news[400];
    size_t i;

    for (i = 0; i < COUNT(news); i++) {
        static const nrr_fact one = FACT(A, MAIN, 4, CHANGE_UP, 50);
        news[i] = one;
        news[i].customer += (uint32_t)i;
    }
    customers_far_away();
    a_plain_snapshot();
    go_on(news, COUNT(news));
}

static void a_strict_snapshot(void)
{
    ck_assert_int_eq(nrr_ledger_set(the.ledger, NRR_LEDGER_STRICT, 1), NRR_OK);
    a_snapshot();
}

static void a_report_of_parents_and_news(void)
{
    static const nrr_fact news[] = {FACT(B, MAIN, 3, NEW, 50)};
    static const uint32_t customers[] = {A, B}, tops[] = {C, C};

    ck_assert_int_eq(nrr_ledger_set_parents(the.ledger, customers, tops, 2, NULL), NRR_OK);
    option(NRR_QUERY_UNIT, NRR_UNIT_PARENT);
    a_plain_snapshot();
    go_on(news, COUNT(news));
}

static nrr_status call_reports(void)
{
    const nrr_query *queries[3] = {the.query, the.query, the.query};

    return nrr_snapshot_reports(the.snapshot, queries, 3, made.reports);
}

static void a_snapshot_by_one_dimension(void)
{
    a_snapshot_with_values();
    ck_assert_int_eq(nrr_query_add_dimension_integer(the.query, 9), NRR_OK);
}

static void a_snapshot_by_two_dimensions(void)
{
    a_snapshot_by_one_dimension();
    ck_assert_int_eq(nrr_query_add_dimension_integer(the.query, 7), NRR_OK);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
    option(NRR_QUERY_PARTS, 3);
}

static void a_snapshot_of_groups_of_parents(void)
{
    static const uint32_t customers[] = {A, B};
    static const uint32_t parents[] = {C, C};

    some_values();
    ck_assert_int_eq(nrr_ledger_set_parents(the.ledger, customers, parents, 2, NULL), NRR_OK);
    take_snapshot();
    ck_assert_int_eq(nrr_query_add_dimension_integer(the.query, 9), NRR_OK);
    ck_assert_int_eq(nrr_query_add_dimension(the.query, "nobody's", 8), NRR_OK);
    option(NRR_QUERY_UNIT, NRR_UNIT_PARENT);
}

/* More pairs of values than there is room for at first, of the lines of one customer. */
static void a_snapshot_of_many_values_of_lines(void)
{
    static nrr_assignment rows[24];
    uint32_t id;
    size_t i;

    PUT(facts);
    ask(0, 20);
    for (int64_t key = 1; key <= (int64_t)COUNT(rows); key++)
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_VALUE, key, &id), NRR_OK);
    for (int64_t key = 1; key <= 2; key++)
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_DIMENSION, key, &id), NRR_OK);
    for (i = 0; i < COUNT(rows); i++) {
        static const nrr_assignment row = {.customer = A, .flags = NRR_ASSIGNMENT_LINE};
        rows[i] = row;
        rows[i].line = 1 + (uint32_t)i % LINES;
        rows[i].time = (int64_t)i;
        rows[i].dimension = 1 + (uint32_t)i % 2;
        rows[i].value = 1 + (uint32_t)i;
    }
    ck_assert_int_eq(
        nrr_ledger_assign(the.ledger, rows, sizeof *rows, COUNT(rows), NULL), NRR_OK);
    take_snapshot();
    ck_assert_int_eq(nrr_query_add_dimension_integer(the.query, 1), NRR_OK);
    ck_assert_int_eq(nrr_query_add_dimension_integer(the.query, 2), NRR_OK);
    option(NRR_QUERY_UNIT, NRR_UNIT_LINE);
}

static void a_report_by_one_dimension(void)
{
    a_snapshot_by_one_dimension();
    ck_assert_int_eq(nrr_snapshot_report(the.snapshot, the.query, &the.report), NRR_OK);
}

/* From point to point alone, of more parents than there are customers with facts. */
static void a_net_snapshot_of_groups_of_parents(void)
{
    enum { FIRST = CUSTOMERS + 1, PARENTS = 100 };

    for (uint32_t i = 0; i < 2 * PARENTS; i++) {
        uint32_t id;
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_CUSTOMER, FIRST + (int64_t)i, &id),
                         NRR_OK);
    }
    for (uint32_t i = 0; i < PARENTS; i++) {
        uint32_t child = FIRST + i, top = FIRST + PARENTS + i;
        ck_assert_int_eq(nrr_ledger_set_parents(the.ledger, &child, &top, 1, NULL), NRR_OK);
    }
    a_snapshot_of_groups_of_parents();
    ck_assert_int_eq(nrr_query_add_measure(the.query, NRR_MEASURE_NET_NEW), NRR_OK);
}

/* More ids that came again, and more that came with other content, than a list has room for at first. */
static void a_snapshot_of_facts_that_came_again(void)
{
    enum { AGAIN = 20 };
    nrr_fact fact = FACT(A, P, 30, CHANGE_UP, 4), other;
    nrr_refusal refusal;
    int64_t key;

    some_facts();
    for (key = 1; key <= AGAIN; key++) {
        ck_assert_int_eq(nrr_ledger_key_integer(the.ledger, NRR_KEY_FACT, key, &fact.id), NRR_OK);
        fact.time = 30 + key;
        other = fact;
        other.amount = 7;
        ck_assert_int_eq(nrr_ledger_append(the.ledger, &fact, sizeof fact, 1, NULL), NRR_OK);
        ck_assert_int_eq(nrr_ledger_append(the.ledger, &fact, sizeof fact, 1, NULL), NRR_OK);
        ck_assert_int_eq(nrr_ledger_append(the.ledger, &other, sizeof other, 1, &refusal),
                         NRR_E_CONFLICT);
    }
    take_snapshot();
}

static nrr_status call_groups(void)
{
    size_t count = 77;
    nrr_status status = nrr_snapshot_groups(the.snapshot, the.query, &count);

    ck_assert(status == NRR_OK || count == 77);
    return status;
}

static void a_report_by_groups_and_news(void)
{
    static const nrr_fact news[] = {FACT(A, P, 1, EXPANSION, 50), FACT(D, MAIN, 3, NEW, 1)};

    a_snapshot_by_one_dimension();
    go_on(news, COUNT(news));
}

static nrr_status call_merge(void)
{
    return nrr_report_merge((const nrr_report *const *)made.parts, 2, &made.report);
}

static nrr_status call_refresh(void)
{
    return nrr_report_refresh((const nrr_report *const *)made.parts, 1, the.snapshot, made.later,
                              &made.report);
}

static nrr_status call_merge_groups(void)
{
    const nrr_report *report = the.report;

    return nrr_report_merge(&report, 1, &made.report);
}

static nrr_status call_snapshot(void)
{
    return nrr_ledger_snapshot(the.ledger, &made.snapshot);
}

static nrr_status call_snapshot_find(void)
{
    nrr_status status = nrr_snapshot_find(the.snapshot, NRR_KEY_LINE, "?", 1, &made.id);

    /* Both of the answers that there may be: not there, or no memory. */
    return status == NRR_E_KEY_UNKNOWN ? NRR_OK : status;
}

static nrr_status call_snapshot_find_integer(void)
{
    return nrr_snapshot_find_integer(the.snapshot, NRR_KEY_CUSTOMER, 5, &made.id);
}

static nrr_status call_as_known(void)
{
    return nrr_snapshot_as_known(the.snapshot, 5, &made.snapshot);
}

static nrr_status call_finding_count(void)
{
    return nrr_snapshot_finding_count(the.snapshot, NRR_RULE_AMBIGUOUS_ORDER, &made.count);
}

static nrr_status call_findings(void)
{
    static const nrr_page all = {0, UINT64_MAX};

    return nrr_snapshot_findings(the.snapshot, &all, &made.table);
}

static nrr_status call_report(void)
{
    return nrr_snapshot_report(the.snapshot, the.query, &made.report);
}

static nrr_status call_average(nrr_average average)
{
    static const nrr_precision precision = {6, NRR_ROUND_HALF_EVEN};

    return nrr_report_average(the.report, NRR_RATE_LOGO_CHURN_WITH_NEW, average, &precision,
                              &made.decimal);
}

static nrr_status call_chain(void)
{
    return call_average(NRR_AVERAGE_CHAIN);
}

static nrr_status call_mean(void)
{
    return call_average(NRR_AVERAGE_MEAN);
}

static nrr_status call_weighted(void)
{
    return call_average(NRR_AVERAGE_WEIGHTED);
}

static const trial trials[] = {
    {nothing, call_snapshot, 2, 0, 0, 0},
    {some_facts, call_snapshot, 3, 0, 0, 0},
    {two_blocks, call_snapshot, 4, 0, 1, 0},
    {a_read_snapshot, call_snapshot, 2, 0, 0, 0},
    {a_snapshot_and_news, call_snapshot, 3, 0, 0, 0},
    {a_snapshot, call_snapshot_find, 2, 0, 0, 0},
    {a_snapshot, call_snapshot_find_integer, 2, 0, 0, 0},
    {a_plain_snapshot, call_report, 20, 0, 0, 0},
    {a_snapshot, call_report, 30, 0, 0, 0},
    {a_snapshot_by_line, call_report, 30, 0, 0, 0},
    {a_read_snapshot, call_report, 10, 0, 0, 0},
    {a_quiet_snapshot, call_report, 20, 0, 0, 0},
    {a_restless_snapshot, call_report, 30, 0, 0, 0},
    {a_restless_snapshot, call_reports, 60, 0, 0, 0},
    {a_strict_snapshot, call_report, 30, 0, 0, 0},
    {a_snapshot_of_two_blocks, call_report, 30, 0, 1, 0},
    {a_snapshot_by_line, call_reports, 60, 0, 0, 0},
    {parts_of_two_blocks, call_merge, 8, 0, 1, 0},
    {a_report_and_news, call_refresh, 30, 0, 0, 1},
    {a_report_and_plain_news, call_refresh, 30, 0, 0, 1},
    {a_report_and_quiet_news, call_refresh, 30, 0, 0, 1},
    {a_report_over_contradictions_and_news, call_refresh, 30, 0, 0, 1},
    {a_report_and_a_void, call_refresh, 30, 0, 0, 1},
    {a_report_of_many_steps_and_news, call_refresh, 30, 0, 1, 1},
    {a_report_and_news_from_far_away, call_refresh, 30, 0, 1, 1},
    {a_report_of_two_blocks_and_news, call_refresh, 30, 0, 1, 1},
    {a_report_and_news_of_many, call_refresh, 30, 0, 1, 1},
    {a_report_of_parents_and_news, call_refresh, 30, 0, 0, 1},
    {a_read_snapshot, call_chain, 2, 0, 0, 0},
    {a_read_snapshot, call_mean, 2, 0, 0, 0},
    {a_read_snapshot, call_weighted, 1, 0, 0, 0},
    {some_values, call_snapshot, 8, 0, 0, 0},
    {a_snapshot_with_values, call_as_known, 4, 0, 0, 0},
    {a_snapshot_with_values, call_finding_count, 30, 0, 0, 0},
    {a_snapshot_with_values, call_findings, 60, 0, 0, 0},
    {a_snapshot_by_one_dimension, call_report, 40, 0, 0, 0},
    {a_snapshot_by_two_dimensions, call_report, 50, 0, 0, 0},
    {a_snapshot_by_two_dimensions, call_groups, 20, 0, 0, 0},
    {a_snapshot_of_many_values_of_lines, call_groups, 20, 0, 0, 0},
    {a_snapshot_of_facts_that_came_again, call_findings, 10, 0, 0, 0},
    {a_snapshot_of_groups_of_parents, call_report, 50, 0, 0, 0},
    {a_net_snapshot_of_groups_of_parents, call_report, 40, 0, 0, 0},
    {a_report_by_groups_and_news, call_refresh, 40, 0, 0, 1},
    {a_report_by_one_dimension, call_merge_groups, 10, 0, 0, 0},
};

START_TEST(a_call_that_finds_no_memory_changes_nothing_and_can_be_made_again)
{
    run_trial(&trials[_i]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("memory of reports");
    TCase *cases = tcase_create("running out");

    tcase_add_loop_test(cases, a_call_that_finds_no_memory_changes_nothing_and_can_be_made_again, 0,
                        COUNT(trials));
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
