/* SPDX-License-Identifier: MIT */
/*
 * The readers' side: what snapshots answer, beside what the model does.
 */
#include "fuzz/machine.h"

#include "model/apart.h"
#include "model/grouped.h"

#include <string.h>

static void sum_up(uint64_t *sum, const int64_t *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        *sum = (*sum ^ (uint64_t)values[i]) * UINT64_C(0x9e3779b97f4a7c15);
        *sum ^= *sum >> 32;
    }
}

/* --- the query ----------------------------------------------------------------------------------- */

static void begin_query(machine *m)
{
    nrr_status status;

    nrr_query_free(m->query);
    m->query = NULL;
    memset(&m->asked, 0, sizeof m->asked);
    m->by.count = 0;
    m->asked.unit = NRR_UNIT_CUSTOMER;
    m->asked.asked = MODEL_ASK_ALL;
    do {
        machine_arm(m);
        status = nrr_query_new(&m->arena.allocator, &m->query);
    } while (machine_goes_again(m, status));
    fuzz_expect("a query without success", m->query != NULL, status == NRR_OK);
}

static void add_period(machine *m)
{
    unsigned what = fuzz_byte(&m->input);
    int64_t start = machine_instant(what), end = machine_instant(what / 16);
    size_t place = m->asked.period_count;
    nrr_status status;

    if (place == MACHINE_PERIODS) {
        return;
    }
    do {
        machine_arm(m);
        status = nrr_query_add_period(m->query, start, end);
    } while (machine_goes_again(m, status));
    if (status == NRR_E_MEMORY) {
        return;
    }
    fuzz_expect("status of a period", status, start < end ? NRR_OK : NRR_E_PERIOD);
    if (status == NRR_OK) {
        m->asked.starts[place] = start;
        m->asked.ends[place] = end;
        m->asked.period_count++;
    }
}

static void add_reason(machine *m, nrr_reason reason)
{
    nrr_status status;

    for (size_t i = 0; i < m->asked.code_count; i++) {
        if (m->asked.codes[i] == reason) {
            return;
        }
    }
    do {
        machine_arm(m);
        status = nrr_query_add_reason(m->query, reason);
    } while (machine_goes_again(m, status));
    if (status == NRR_OK) {
        m->asked.codes[m->asked.code_count++] = reason;
    }
}

static void ask_for(machine *m, nrr_measure measure)
{
    if (m->asked.asked == MODEL_ASK_ALL) {
        m->asked.asked = 0;
    }
    m->asked.asked |= MODEL_BIT(measure);
    fuzz_expect("status of a measure", nrr_query_add_measure(m->query, measure), NRR_OK);
}

void machine_ask(machine *m)
{
    unsigned what = fuzz_byte(&m->input);

    if (m->query == NULL || what % 8 == 7) {
        begin_query(m);
    }
    if (m->query == NULL) {
        return;
    }
    switch (what % 8) {
    case 0:
        m->asked.unit = (nrr_unit)(1 + what / 8 % 3);
        fuzz_expect("status of a unit", nrr_query_set(m->query, NRR_QUERY_UNIT, m->asked.unit),
                    NRR_OK);
        break;
    case 1:
        m->asked.expiry.on = 1;
        m->asked.expiry.ticks =
            machine_instant(what / 8 % 12) < 0 ? INT64_MAX : machine_instant(what / 8 % 12);
        fuzz_expect("status of an expiry",
                    nrr_query_set(m->query, NRR_QUERY_EXPIRY, m->asked.expiry.ticks), NRR_OK);
        break;
    case 2:
        ask_for(m, (nrr_measure)(1 + fuzz_byte(&m->input) % NRR_MEASURE_REASON_LOSS));
        break;
    case 3:
        add_reason(m, NRR_REASON_HOST + (nrr_reason)(what / 8 % 2));
        break;
    default:
        add_period(m);
        break;
    }
}

/* The same ones as values are given in, and one that nobody has a value of. */
void machine_ask_by(machine *m)
{
    static const uint32_t keys[] = {3, 12, 7};
    uint32_t number = keys[machine_below(m, 3)];
    nrr_status expected = NRR_OK, status;

    if (m->query == NULL) {
        return;
    }
    for (size_t i = 0; i < m->by.count; i++) {
        expected = m->by.dimensions[i] == number ? NRR_E_DIMENSION_TWICE : expected;
    }
    expected = m->by.count == NRR_DIMENSIONS_MAX ? NRR_E_DIMENSIONS : expected;
    do {
        machine_arm(m);
        status = apart_add_dimensions(m->query, &number, 1);
    } while (machine_goes_again(m, status));
    if (status == NRR_E_MEMORY) {
        return;
    }
    fuzz_expect("status of a dimension", status, expected);
    if (status == NRR_OK) {
        m->by.dimensions[m->by.count++] = number;
    }
}

/* --- reports ------------------------------------------------------------------------------------- */

static uint64_t report_sum(const nrr_report *report)
{
    uint64_t sum = 0, findings = 0;
    size_t rows = 0;

    (void)nrr_report_count(report, &rows);
    (void)nrr_report_findings(report, &findings);
    sum ^= findings;
    for (nrr_measure measure = 1; measure < NRR_MEASURE_REASON_GAIN; measure++) {
        const int64_t *values = NULL;
        if (nrr_report_column(report, measure, &values) == NRR_OK) {
            sum_up(&sum, values, rows);
        }
    }
    return sum;
}

void machine_drop_report(machine *m)
{
    if (m->report != NULL) {
        fuzz_expect("an old report changed", report_sum(m->report) == m->report_sum, 1);
    }
    nrr_report_free(m->report);
    m->report = NULL;
}

model_grouping machine_grouping(const machine_snapshot *of, const machine_by *by)
{
    model_grouping grouping;

    memset(&grouping, 0, sizeof grouping);
    grouping.assignment_count = of->seen.books.assignment_count;
    grouping.assignments = of->seen.books.assignments;
    grouping.dimension_count = by->count;
    memcpy(grouping.dimensions, by->dimensions, sizeof grouping.dimensions);
    return grouping;
}

int64_t machine_contradictions(const machine_snapshot *of, const machine_by *by)
{
    model_grouping grouping = machine_grouping(of, by);

    return (int64_t)grouped_count_findings(&of->seen.books, of->seen.clock, &grouping);
}

static void compare_with_model(machine *m, const machine_snapshot *of, nrr_status status)
{
    static model_history history;
    static model_report expected;
    static grouped_case one;
    model_fact seen[MODEL_ARRIVALS_MAX];
    compare_difference difference;

    memset(&difference, 0, sizeof difference);
    model_replay(seen, model_seen(&of->seen.books, of->seen.clock, seen), &history);
    if (m->report_by.count == 0) {
        model_compute(&history, &m->report_asked, &of->seen.coverage, &expected);
    } else {
        memset(&one, 0, sizeof one);
        one.history = &history;
        one.query.model = m->report_asked;
        one.coverage = &of->seen.coverage;
        one.grouping = machine_grouping(of, &m->report_by);
        grouped_expect(&one, status, m->report, &expected, &difference);
    }
    if (!difference.found) {
        compare_report(&m->report_asked, &expected, status, m->report, &difference);
    }
    machine_expect_none(&difference);
}

/* What came of a report of a snapshot, beside the model. */
static void check_report_of(machine *m, const machine_snapshot *of, nrr_status status)
{
    uint64_t findings = 0;

    fuzz_expect("a report without success", m->report != NULL, status == NRR_OK);
    if (status == NRR_E_MEMORY) {
        return;
    }
    if (m->report_asked.period_count == 0) {
        fuzz_expect("status of a report on no period", status, NRR_E_PERIODS);
    } else if (of->seen.is_strict && machine_contradictions(of, &m->report_by) != 0) {
        fuzz_expect("status of a strict report", status, NRR_E_FINDINGS);
    } else {
        compare_with_model(m, of, status);
    }
    if (m->report != NULL) {
        m->report_of = of->number;
        m->report_sum = report_sum(m->report);
        fuzz_expect("status of a report's findings", nrr_report_findings(m->report, &findings),
                    NRR_OK);
        fuzz_expect("a report's findings", (int64_t)findings,
                    machine_contradictions(of, &m->report_by));
    }
}

void machine_report(machine *m)
{
    const machine_snapshot *of = &m->snapshots[machine_below(m, MACHINE_SNAPSHOTS)];
    nrr_status status;

    if (of->snapshot == NULL || m->query == NULL) {
        return;
    }
    machine_drop_report(m);
    do {
        machine_arm(m);
        status = nrr_snapshot_report(of->snapshot, m->query, &m->report);
    } while (machine_goes_again(m, status));
    m->report_asked = m->asked;
    m->report_by = m->by;
    check_report_of(m, of, status);
}

/* Some parts, of which one may have failed for lack of memory, or for what the whole would fail. */
static nrr_status make_parts(machine *m, const machine_snapshot *of, int64_t count,
                             nrr_report **parts)
{
    nrr_status worst = NRR_OK, status;

    (void)nrr_query_set(m->query, NRR_QUERY_PARTS, count);
    for (int64_t part = 0; part < count; part++) {
        (void)nrr_query_set(m->query, NRR_QUERY_PART, part);
        status = nrr_snapshot_report(of->snapshot, m->query, &parts[part]);
        worst = worst == NRR_OK || status == NRR_E_FINDINGS ? status : worst;
    }
    (void)nrr_query_unset(m->query, NRR_QUERY_PARTS);
    (void)nrr_query_unset(m->query, NRR_QUERY_PART);
    return worst;
}

void machine_parts(machine *m)
{
    enum { PARTS_MAX = 4 };
    unsigned what = fuzz_byte(&m->input);
    const machine_snapshot *of = &m->snapshots[what % MACHINE_SNAPSHOTS];
    size_t count = 1 + what / 4 % PARTS_MAX;
    nrr_report *parts[PARTS_MAX] = {NULL};
    nrr_status status;

    if (of->snapshot == NULL || m->query == NULL) {
        return;
    }
    machine_drop_report(m);
    status = make_parts(m, of, (int64_t)count, parts);
    if (status == NRR_OK) {
        do {
            machine_arm(m);
            status = nrr_report_merge((const nrr_report *const *)parts, count, &m->report);
        } while (machine_goes_again(m, status));
    }
    m->report_asked = m->asked;
    m->report_by = m->by;
    check_report_of(m, of, status);
    for (size_t i = 0; i < count; i++) {
        nrr_report_free(parts[i]);
    }
}

void machine_refresh(machine *m)
{
    unsigned what = fuzz_byte(&m->input);
    const machine_snapshot *before = &m->snapshots[what % MACHINE_SNAPSHOTS];
    const machine_snapshot *after = &m->snapshots[what / 4 % MACHINE_SNAPSHOTS];
    const nrr_report *old = m->report;
    nrr_report *made = NULL;
    nrr_status status;

    if (before->snapshot == NULL || after->snapshot == NULL || old == NULL) {
        return;
    }
    do {
        machine_arm(m);
        status = nrr_report_refresh(&old, 1, before->snapshot, after->snapshot, &made);
    } while (machine_goes_again(m, status));
    if (before->number != m->report_of || before->seen.ledger != after->seen.ledger) {
        fuzz_expect("status of a refresh from elsewhere", status, NRR_E_SNAPSHOT);
        fuzz_expect("a report without success", made != NULL, 0);
        return;
    }
    machine_drop_report(m);
    m->report = made;
    check_report_of(m, after, status);
}

/* --- lists --------------------------------------------------------------------------------------- */

/* A table that is kept for a while. */
static uint64_t table_sum(const nrr_table *table)
{
    static const nrr_field fields[] = {NRR_FIELD_TIME, NRR_FIELD_AMOUNT, NRR_FIELD_CUSTOMER,
                                       NRR_FIELD_ID, NRR_FIELD_RULE,
                                       NRR_FIELD_CLOSING, NRR_FIELD_REVENUE, NRR_FIELD_VALUE};
    uint64_t sum = 0;
    size_t rows = 0;

    (void)nrr_table_count(table, &rows);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        const int64_t *values = NULL;
        if (nrr_table_column(table, fields[i], &values) == NRR_OK) {
            sum_up(&sum, values, rows);
        }
    }
    return sum;
}

void machine_drop_table(machine *m)
{
    if (m->table != NULL) {
        fuzz_expect("an old table changed", table_sum(m->table) == m->table_sum, 1);
    }
    nrr_table_free(m->table);
    m->table = NULL;
}

void machine_keep(machine *m, nrr_table *table)
{
    machine_drop_table(m);
    m->table = table;
    if (table != NULL) {
        m->table_sum = table_sum(table);
    }
}

void machine_keep_table(machine *m)
{
    const machine_snapshot *of = &m->snapshots[machine_below(m, MACHINE_SNAPSHOTS)];
    nrr_page all = {0, UINT64_MAX};
    nrr_table *table = NULL;

    if (of->snapshot != NULL) {
        (void)nrr_snapshot_findings(of->snapshot, &all, &table); /* none without memory */
    }
    machine_keep(m, table);
}

/* Reads a list, by pages of a size that follows from the input; answers whether it is there to be
 * compared. */
static int read_list(machine *m, const nrr_snapshot *snapshot, arrival_question question,
                     arrival_list *list)
{
    random_source source = random_start(fuzz_byte(&m->input), 0);
    compare_difference difference;

    memset(&difference, 0, sizeof difference);
    do {
        machine_arm(m);
        arrival_read_list(list, snapshot, question, &source, &difference);
    } while (machine_goes_again(m, list->status));
    machine_expect_none(&difference);
    return list->status != NRR_E_MEMORY;
}

static void compare_list(const char *what, const arrival_list *actual, const arrival_list *expected)
{
    compare_difference difference;

    memset(&difference, 0, sizeof difference);
    arrival_compare_lists(what, actual, expected, &difference);
    machine_expect_none(&difference);
}

static void check_count(const nrr_snapshot *snapshot, nrr_rule rule, const arrival_list *findings)
{
    uint64_t count = 0;
    int64_t listed = 0;

    for (size_t i = 0; i < findings->count; i++) {
        int64_t its = findings->cells[i][0];
        listed += rule == 0 ? its <= NRR_RULE_AMBIGUOUS_ORDER : its == rule;
    }
    fuzz_expect("status of a count of findings", nrr_snapshot_finding_count(snapshot, rule, &count),
                NRR_OK);
    fuzz_expect("count of findings", (int64_t)count, listed);
}

void machine_findings(machine *m)
{
    static arrival_list actual, expected;
    static model_finding findings[MODEL_FINDINGS_MAX];
    const machine_snapshot *of = &m->snapshots[machine_below(m, MACHINE_SNAPSHOTS)];
    arrival_question question = {NULL, NULL};

    if (of->snapshot == NULL || !read_list(m, of->snapshot, question, &actual)) {
        return;
    }
    arrival_list_findings(&expected, findings,
                          model_findings(&of->seen.books, of->seen.clock, findings));
    compare_list("findings", &actual, &expected);
    for (nrr_rule rule = 0; actual.status == NRR_OK && rule <= NRR_RULE_CONFLICT; rule++) {
        check_count(of->snapshot, rule, &actual);
    }
}

void machine_restatement(machine *m)
{
    static arrival_list actual, expected;
    static model_change changes[MODEL_ARRIVALS_MAX];
    unsigned when = fuzz_byte(&m->input), where = fuzz_byte(&m->input);
    const machine_snapshot *of = &m->snapshots[machine_below(m, MACHINE_SNAPSHOTS)];
    nrr_restatement asked = {machine_instant(when), machine_instant(when / 16),
                             machine_instant(where), machine_instant(where / 16)};
    arrival_question question = {&asked, NULL};

    if (of->snapshot == NULL || !read_list(m, of->snapshot, question, &actual)) {
        return;
    }
    if (asked.known_from >= asked.known_to || asked.start >= asked.end) {
        fuzz_expect("status of a restatement", actual.status,
                    asked.known_from >= asked.known_to ? NRR_E_KNOWN : NRR_E_PERIOD);
        return;
    }
    arrival_list_changes(&expected, changes,
                         model_restate(&of->seen.books, of->seen.clock, &asked, changes));
    compare_list("a restatement", &actual, &expected);
}

/* Whether a level of a customer at any instant does not fit. */
static int overflows(const machine_snapshot *of)
{
    static model_history history;
    model_fact seen[MODEL_ARRIVALS_MAX];

    model_replay(seen, model_seen(&of->seen.books, of->seen.clock, seen), &history);
    return model_levels_overflow(&history, NRR_UNIT_CUSTOMER);
}

void machine_stale(machine *m)
{
    static arrival_list actual, expected;
    static model_stale stale[MODEL_FACTS_MAX];
    unsigned when = fuzz_byte(&m->input);
    const machine_snapshot *of = &m->snapshots[machine_below(m, MACHINE_SNAPSHOTS)];
    nrr_staleness asked = {machine_instant(when), machine_instant(when / 16)};
    arrival_question question = {NULL, &asked};

    if (of->snapshot == NULL || !read_list(m, of->snapshot, question, &actual)) {
        return;
    }
    if (asked.longer_than < 0 || overflows(of)) {
        fuzz_expect("status of stale customers", actual.status,
                    asked.longer_than < 0 ? NRR_E_OPTION_VALUE : NRR_E_OVERFLOW);
        return;
    }
    arrival_list_stale(&expected, stale,
                       model_list_stale(&of->seen.books, of->seen.clock, &asked, stale));
    compare_list("stale customers", &actual, &expected);
}
