/* SPDX-License-Identifier: MIT */
/* Ids, voids, the second clock, parents and lists: what the random ledgers of tests/model do not
 * show, which is misuse, and memory that runs out. */
#include "support/failing_allocator.h"
#include "support/run.h"

#include <nrr/nrr.h>
#include <string.h>

enum { FACTS = 9, NOBODY = 77, OTHERS = 1024 };

/* A ledger with a bit of everything: findings, a repeat, a conflict, a void, two clocks, parents. */
static nrr_ledger *ledger;
static nrr_snapshot *snapshot;
static uint32_t customers[4], ids[6];
static const nrr_page all_rows = {0, UINT64_MAX};

/* So many customers stand between the first two and the last two that these lie in another block. */
static nrr_status fill_keys(void)
{
    nrr_status status = NRR_OK;
    uint32_t other;
    size_t i;

    for (i = 0; i < 2 && status == NRR_OK; i++)
        status = nrr_ledger_key_integer(ledger, NRR_KEY_CUSTOMER, (int64_t)i, &customers[i]);
    for (i = 0; i < OTHERS && status == NRR_OK; i++)
        status = nrr_ledger_key_integer(ledger, NRR_KEY_CUSTOMER, -1 - (int64_t)i, &other);
    for (i = 2; i < 4 && status == NRR_OK; i++)
        status = nrr_ledger_key_integer(ledger, NRR_KEY_CUSTOMER, (int64_t)i, &customers[i]);
    for (i = 0; i < 6 && status == NRR_OK; i++)
        status = nrr_ledger_key_integer(ledger, NRR_KEY_FACT, (int64_t)(9 - i), &ids[i]);
    return status;
}

static nrr_status fill(void)
{
    nrr_fact facts[FACTS];
    nrr_refusal refusal;
    nrr_status status = fill_keys();
    size_t i;

    if (status != NRR_OK)
        return status;
    memset(facts, 0, sizeof facts);
    for (i = 0; i < FACTS; i++) {
        facts[i].time = (int64_t)(10 - i);
        facts[i].amount = 5;
        facts[i].kind = NRR_KIND_NEW;
        facts[i].customer = customers[i % 3];
        facts[i].id = i < 6 ? ids[i] : 0;
        facts[i].known = (int64_t)i;
        facts[i].flags = NRR_FACT_KNOWN;
    }
    facts[4].kind = NRR_KIND_CONTRACTION;
    facts[4].amount = 50;
    facts[7].kind = NRR_KIND_LEVEL;
    facts[8] = facts[3]; /* it comes again, and was known earlier */
    facts[8].known = 1;
    status = nrr_ledger_append(ledger, facts, sizeof *facts, FACTS, NULL);
    if (status != NRR_OK)
        return status;
    facts[0].kind = NRR_KIND_VOID;
    facts[0].id = ids[1];
    facts[0].known = 6;
    status = nrr_ledger_append(ledger, facts, sizeof *facts, 1, NULL);
    if (status != NRR_OK)
        return status;
    facts[2].amount++;
    status = nrr_ledger_append(ledger, &facts[2], sizeof *facts, 1, &refusal);
    if (status != NRR_E_CONFLICT)
        return status;
    ck_assert_int_eq(refusal.field, NRR_FIELD_ID);
    return NRR_OK;
}

/* Customers 1 and 2 roll up to 0. */
static nrr_status roll_up(void)
{
    uint32_t parents[2] = {customers[0], customers[0]};

    return nrr_ledger_set_parents(ledger, &customers[1], parents, 2, NULL);
}

static void make(void)
{
    ck_assert_int_eq(nrr_ledger_new(NULL, &ledger), NRR_OK);
    ck_assert_int_eq(fill(), NRR_OK);
    ck_assert_int_eq(roll_up(), NRR_OK);
    ck_assert_int_eq(nrr_ledger_snapshot(ledger, &snapshot), NRR_OK);
}

static void end(void)
{
    nrr_snapshot_free(snapshot);
    nrr_ledger_free(ledger);
}

static uint64_t count_of(nrr_rule rule)
{
    uint64_t count = NOBODY;

    ck_assert_int_eq(nrr_snapshot_finding_count(snapshot, rule, &count), NRR_OK);
    return count;
}

START_TEST(each_rule_is_counted_and_listed)
{
    nrr_table *table = NULL;
    const int64_t *rules = NULL, *changes = NULL;
    uint64_t total = 0, listed[6] = {0};
    size_t rows = 0, i;

    ck_assert_int_eq(nrr_snapshot_findings(snapshot, &all_rows, &table), NRR_OK);
    ck_assert_int_eq(nrr_table_count(table, &rows), NRR_OK);
    ck_assert_int_eq(nrr_table_total(table, &total), NRR_OK);
    ck_assert_uint_eq(rows, total);
    ck_assert_int_eq(nrr_table_column(table, NRR_FIELD_RULE, &rules), NRR_OK);
    for (i = 0; i < rows; i++)
        listed[rules[i]]++;
    for (i = NRR_RULE_NEGATIVE_LEVEL; i <= NRR_RULE_CONFLICT; i++)
        ck_assert_uint_eq(listed[i], count_of((nrr_rule)i));
    ck_assert_uint_eq(count_of(0), listed[1] + listed[2] + listed[3]);
    ck_assert_uint_eq(listed[NRR_RULE_NEGATIVE_LEVEL], 1);
    ck_assert_uint_eq(listed[NRR_RULE_DUPLICATE], 1);
    ck_assert_uint_eq(listed[NRR_RULE_CONFLICT], 1);
    ck_assert_int_eq(nrr_table_column(table, NRR_FIELD_CHANGE, &changes), NRR_E_FIELD);
    ck_assert_ptr_null(changes);
    nrr_table_free(table);
}
END_TEST

/* An id that comes twice in one batch with different content leaves nothing behind but itself. */
START_TEST(ids_of_which_no_fact_stands_come_first_and_by_key)
{
    static const int64_t keys[] = {12, -5, 11};
    const int64_t *rules = NULL, *listed = NULL, *excesses = NULL, *customer_ids = NULL;
    nrr_table *table = NULL;
    uint32_t refused[3];

    for (size_t i = 0; i < 3; i++) {
        nrr_fact facts[2];
        ck_assert_int_eq(nrr_ledger_key_integer(ledger, NRR_KEY_FACT, keys[i], &refused[i]), NRR_OK);
        memset(facts, 0, sizeof facts);
        for (size_t j = 0; j < 2; j++) {
            facts[j].customer = customers[j];
            facts[j].kind = NRR_KIND_NEW;
            facts[j].amount = 5;
            facts[j].id = refused[i];
        }
        for (size_t again = 0; again <= i; again++)
            ck_assert_int_eq(nrr_ledger_append(ledger, facts, sizeof *facts, 2, NULL),
                             NRR_E_CONFLICT);
    }
    nrr_snapshot_free(snapshot);
    ck_assert_int_eq(nrr_ledger_snapshot(ledger, &snapshot), NRR_OK);
    ck_assert_uint_eq(count_of(NRR_RULE_CONFLICT), 4);
    ck_assert_int_eq(nrr_snapshot_findings(snapshot, &all_rows, &table), NRR_OK);
    ck_assert_int_eq(nrr_table_column(table, NRR_FIELD_RULE, &rules), NRR_OK);
    ck_assert_int_eq(nrr_table_column(table, NRR_FIELD_ID, &listed), NRR_OK);
    ck_assert_int_eq(nrr_table_column(table, NRR_FIELD_EXCESS, &excesses), NRR_OK);
    ck_assert_int_eq(nrr_table_column(table, NRR_FIELD_CUSTOMER, &customer_ids), NRR_OK);
    for (size_t row = 0; row < 3; row++) {
        static const size_t order[] = {1, 2, 0};
        ck_assert_int_eq(rules[row], NRR_RULE_CONFLICT);
        ck_assert_int_eq(listed[row], refused[order[row]]);
        ck_assert_int_eq(excesses[row], (int64_t)order[row] + 1);
        ck_assert_int_eq(customer_ids[row], 0);
    }
    ck_assert_int_ne(customer_ids[3], 0);
    nrr_table_free(table);
}
END_TEST

START_TEST(a_page_is_a_part_of_the_list)
{
    const uint64_t total = count_of(0) + count_of(NRR_RULE_DUPLICATE) + count_of(NRR_RULE_CONFLICT);
    const nrr_page pages[] = {{0, 1}, {total, 5}, {UINT64_MAX, UINT64_MAX}, {1, 0}, {1, total}};
    const size_t rows[] = {1, 0, 0, 0, (size_t)total - 1};
    nrr_table *table = NULL;
    size_t count = 0;

    ck_assert_int_eq(nrr_snapshot_findings(snapshot, &pages[_i], &table), NRR_OK);
    ck_assert_int_eq(nrr_table_count(table, &count), NRR_OK);
    ck_assert_uint_eq(count, rows[_i]);
    nrr_table_free(table);
}
END_TEST

START_TEST(a_ledger_without_ids_and_parents_has_none_of_it)
{
    nrr_ledger *plain;
    nrr_table *table = NULL;
    uint64_t total = NOBODY;
    uint32_t parent = NOBODY;

    end();
    ck_assert_int_eq(nrr_ledger_new(NULL, &plain), NRR_OK);
    ck_assert_int_eq(nrr_ledger_key_integer(plain, NRR_KEY_CUSTOMER, 1, &customers[0]), NRR_OK);
    ck_assert_int_eq(nrr_ledger_parent(plain, customers[0], &parent), NRR_OK);
    ck_assert_uint_eq(parent, 0);
    ck_assert_int_eq(nrr_ledger_snapshot(plain, &snapshot), NRR_OK);
    ck_assert_uint_eq(count_of(NRR_RULE_DUPLICATE), 0);
    ck_assert_uint_eq(count_of(NRR_RULE_CONFLICT), 0);
    ck_assert_int_eq(nrr_snapshot_findings(snapshot, &all_rows, &table), NRR_OK);
    ck_assert_int_eq(nrr_table_total(table, &total), NRR_OK);
    ck_assert_uint_eq(total, 0);
    nrr_table_free(table);
    ledger = plain;
}
END_TEST

START_TEST(null_pointers_are_refused)
{
    const nrr_restatement restatement = {0, 5, 0, 20};
    const nrr_staleness staleness = {20, 1};
    const int64_t *values;
    nrr_table *table = NULL;
    uint64_t number;
    uint32_t id = 0;
    size_t count;

    ck_assert_int_eq(nrr_snapshot_findings(NULL, &all_rows, &table), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_findings(snapshot, NULL, &table), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_findings(snapshot, &all_rows, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_finding_count(NULL, 0, &number), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_finding_count(snapshot, 0, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_restatement(NULL, &restatement, &all_rows, &table), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_restatement(snapshot, NULL, &all_rows, &table), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_restatement(snapshot, &restatement, NULL, &table), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_restatement(snapshot, &restatement, &all_rows, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_stale(NULL, &staleness, &all_rows, &table), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_stale(snapshot, NULL, &all_rows, &table), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_stale(snapshot, &staleness, NULL, &table), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_stale(snapshot, &staleness, &all_rows, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_as_known(NULL, 1, &snapshot), NRR_E_NULL);
    ck_assert_int_eq(nrr_snapshot_as_known(snapshot, 1, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_set_parents(NULL, &id, &id, 1, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_set_parents(ledger, NULL, &id, 1, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_set_parents(ledger, &id, NULL, 1, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_set_parents(ledger, NULL, NULL, 0, NULL), NRR_OK);
    ck_assert_int_eq(nrr_ledger_parent(NULL, 1, &id), NRR_E_NULL);
    ck_assert_int_eq(nrr_ledger_parent(ledger, 1, NULL), NRR_E_NULL);
    ck_assert_ptr_null(table);
    ck_assert_int_eq(nrr_snapshot_findings(snapshot, &all_rows, &table), NRR_OK);
    ck_assert_int_eq(nrr_table_count(NULL, &count), NRR_E_NULL);
    ck_assert_int_eq(nrr_table_count(table, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_table_total(NULL, &number), NRR_E_NULL);
    ck_assert_int_eq(nrr_table_total(table, NULL), NRR_E_NULL);
    ck_assert_int_eq(nrr_table_column(NULL, NRR_FIELD_RULE, &values), NRR_E_NULL);
    ck_assert_int_eq(nrr_table_column(table, NRR_FIELD_RULE, NULL), NRR_E_NULL);
    nrr_table_free(table);
    nrr_table_free(NULL);
}
END_TEST

START_TEST(what_is_out_of_range_is_refused)
{
    const nrr_restatement backwards = {5, 5, 0, 20}, no_period = {0, 5, 20, 20};
    const nrr_staleness negative = {20, -1};
    nrr_table *table = NULL;
    uint64_t number = NOBODY;
    uint32_t id = NOBODY;

    ck_assert_int_eq(nrr_snapshot_finding_count(snapshot, -1, &number), NRR_E_RULE);
    ck_assert_int_eq(nrr_snapshot_finding_count(snapshot, NRR_RULE_CONFLICT + 1, &number),
                     NRR_E_RULE);
    ck_assert_int_eq(nrr_snapshot_restatement(snapshot, &backwards, &all_rows, &table),
                     NRR_E_KNOWN);
    ck_assert_int_eq(nrr_snapshot_restatement(snapshot, &no_period, &all_rows, &table),
                     NRR_E_PERIOD);
    ck_assert_int_eq(nrr_snapshot_stale(snapshot, &negative, &all_rows, &table),
                     NRR_E_OPTION_VALUE);
    ck_assert_int_eq(nrr_ledger_parent(ledger, 0, &id), NRR_E_CUSTOMER);
    ck_assert_int_eq(nrr_ledger_parent(ledger, customers[3] + 1, &id), NRR_E_CUSTOMER);
    ck_assert_int_eq(nrr_ledger_set(ledger, NRR_LEDGER_STRICT, 2), NRR_E_OPTION_VALUE);
    ck_assert_int_eq(nrr_ledger_set(ledger, NRR_LEDGER_STRICT, -1), NRR_E_OPTION_VALUE);
    ck_assert_ptr_null(table);
    ck_assert_uint_eq(number, NOBODY);
    ck_assert_uint_eq(id, NOBODY);
}
END_TEST

START_TEST(parents_are_assigned_all_or_none)
{
    uint32_t whose[2] = {customers[3], 0}, of[2] = {customers[0], customers[0]}, parent = NOBODY;
    nrr_refusal refusal = {0, 0, 0};

    ck_assert_int_eq(nrr_ledger_set_parents(ledger, whose, of, 2, &refusal), NRR_E_CUSTOMER);
    ck_assert_int_eq(refusal.row, 1);
    ck_assert_int_eq(refusal.field, NRR_FIELD_CUSTOMER);
    ck_assert_int_eq(nrr_ledger_parent(ledger, customers[3], &parent), NRR_OK);
    ck_assert_uint_eq(parent, 0);
    whose[1] = customers[0];
    of[1] = customers[3] + 1;
    ck_assert_int_eq(nrr_ledger_set_parents(ledger, whose, of, 2, &refusal), NRR_E_CUSTOMER);
    ck_assert_int_eq(refusal.field, NRR_FIELD_PARENT);
    whose[1] = customers[3] + 1;
    ck_assert_int_eq(nrr_ledger_set_parents(ledger, whose, of, 2, &refusal), NRR_E_CUSTOMER);
    whose[1] = customers[0];
    of[1] = customers[2]; /* which rolls up to customer 0 */
    ck_assert_int_eq(nrr_ledger_set_parents(ledger, whose, of, 2, &refusal), NRR_E_CYCLE);
    ck_assert_int_eq(nrr_ledger_parent(ledger, customers[3], &parent), NRR_OK);
    ck_assert_uint_eq(parent, 0);
}
END_TEST

START_TEST(a_customer_who_comes_later_has_no_parent)
{
    uint32_t customer = 0, parent = NOBODY;
    int64_t key, bytes = 0;

    for (key = 100; key < 100 + OTHERS; key++)
        ck_assert_int_eq(nrr_ledger_key_integer(ledger, NRR_KEY_CUSTOMER, key, &customer), NRR_OK);
    ck_assert_int_eq(nrr_ledger_parent(ledger, customer, &parent), NRR_OK);
    ck_assert_uint_eq(parent, 0);
    ck_assert_int_eq(nrr_ledger_counter(ledger, NRR_COUNTER_BYTES, &bytes), NRR_OK);
    ck_assert_int_gt(bytes, 0);
}
END_TEST

/* The customer that a list names beside the conflict about an id. */
static uint32_t conflict_customer(const nrr_snapshot *listed, uint32_t id)
{
    const int64_t *rules = NULL, *listed_ids = NULL, *whose = NULL;
    uint32_t customer = NOBODY;
    nrr_table *table = NULL;
    size_t rows = 0, i;

    ck_assert_int_eq(nrr_snapshot_findings(listed, &all_rows, &table), NRR_OK);
    ck_assert_int_eq(nrr_table_count(table, &rows), NRR_OK);
    ck_assert_int_eq(nrr_table_column(table, NRR_FIELD_RULE, &rules), NRR_OK);
    ck_assert_int_eq(nrr_table_column(table, NRR_FIELD_ID, &listed_ids), NRR_OK);
    ck_assert_int_eq(nrr_table_column(table, NRR_FIELD_CUSTOMER, &whose), NRR_OK);
    for (i = 0; i < rows; i++)
        if (rules[i] == NRR_RULE_CONFLICT && listed_ids[i] == (int64_t)id)
            customer = (uint32_t)whose[i];
    nrr_table_free(table);
    return customer;
}

/* To a block that the snapshot knows, or to one that was empty. */
START_TEST(a_fact_that_comes_after_its_conflict_is_not_in_an_earlier_list)
{
    nrr_snapshot *before = NULL, *after = NULL;
    nrr_fact facts[2];
    uint32_t customer = customers[3], id = 0;
    int64_t key;

    for (key = 0; _i == 1 && key < OTHERS; key++)
        ck_assert_int_eq(nrr_ledger_key_integer(ledger, NRR_KEY_CUSTOMER, 100 + key, &customer),
                         NRR_OK);
    ck_assert_int_eq(nrr_ledger_key_integer(ledger, NRR_KEY_FACT, 100, &id), NRR_OK);
    memset(facts, 0, sizeof facts);
    facts[0].kind = NRR_KIND_NEW;
    facts[0].amount = 5;
    facts[0].customer = customer;
    facts[0].id = id;
    facts[1] = facts[0];
    facts[1].amount = 6;
    ck_assert_int_eq(nrr_ledger_append(ledger, facts, sizeof *facts, 2, NULL), NRR_E_CONFLICT);
    ck_assert_int_eq(nrr_ledger_snapshot(ledger, &before), NRR_OK);
    ck_assert_uint_eq(conflict_customer(before, id), 0);
    ck_assert_int_eq(nrr_ledger_append(ledger, facts, sizeof *facts, 1, NULL), NRR_OK);
    ck_assert_uint_eq(conflict_customer(before, id), 0);
    ck_assert_int_eq(nrr_ledger_snapshot(ledger, &after), NRR_OK);
    ck_assert_uint_eq(conflict_customer(after, id), customer);
    nrr_snapshot_free(after);
    nrr_snapshot_free(before);
}
END_TEST

START_TEST(a_level_that_is_too_large_is_no_list_of_stale_customers)
{
    nrr_staleness staleness = {20, 0};
    nrr_snapshot *large = NULL;
    nrr_table *table = NULL;
    nrr_fact facts[2];

    memset(facts, 0, sizeof facts);
    facts[0].kind = NRR_KIND_LEVEL;
    facts[0].amount = INT64_MAX;
    facts[0].customer = customers[0];
    facts[1] = facts[0];
    ck_assert_int_eq(nrr_ledger_key_integer(ledger, NRR_KEY_LINE, 1, &facts[1].line), NRR_OK);
    ck_assert_int_eq(nrr_ledger_append(ledger, facts, sizeof *facts, 2, NULL), NRR_OK);
    ck_assert_int_eq(nrr_ledger_snapshot(ledger, &large), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_stale(large, &staleness, &all_rows, &table), NRR_E_OVERFLOW);
    ck_assert_ptr_null(table);
    nrr_snapshot_free(large);
}
END_TEST

START_TEST(a_strict_ledger_reports_without_contradictions_alone)
{
    nrr_snapshot *strict = NULL, *early = NULL;
    nrr_report *report = NULL;
    nrr_query *query = NULL;
    uint64_t findings = NOBODY;
    int64_t value = NOBODY;

    ck_assert_int_eq(nrr_query_new(NULL, &query), NRR_OK);
    ck_assert_int_eq(nrr_query_add_period(query, 0, 20), NRR_OK);
    ck_assert_int_eq(nrr_ledger_set(ledger, NRR_LEDGER_STRICT, 1), NRR_OK);
    ck_assert_int_eq(nrr_ledger_get(ledger, NRR_LEDGER_STRICT, &value), NRR_OK);
    ck_assert_int_eq(value, 1);
    ck_assert_int_eq(nrr_ledger_snapshot(ledger, &strict), NRR_OK);
    ck_assert_int_eq(nrr_ledger_unset(ledger, NRR_LEDGER_STRICT), NRR_OK);
    ck_assert_int_eq(nrr_snapshot_report(strict, query, &report), NRR_E_FINDINGS);
    ck_assert_int_eq(nrr_snapshot_report(snapshot, query, &report), NRR_OK);
    ck_assert_int_eq(nrr_report_findings(report, &findings), NRR_OK);
    ck_assert_uint_eq(findings, count_of(0));
    ck_assert_int_eq(nrr_report_findings(NULL, &findings), NRR_E_NULL);
    ck_assert_int_eq(nrr_report_findings(report, NULL), NRR_E_NULL);
    nrr_report_free(report);
    ck_assert_int_eq(nrr_snapshot_as_known(strict, -1, &early), NRR_OK); /* nothing was known */
    ck_assert_int_eq(nrr_snapshot_report(early, query, &report), NRR_OK);
    nrr_report_free(report);
    nrr_snapshot_free(early);
    nrr_snapshot_free(strict);
    nrr_query_free(query);
}
END_TEST

/* What can run out of memory, each on a state that is there. */
static nrr_table *table_made;
static nrr_snapshot *snapshot_made;
static nrr_report *report_made;
static nrr_query *by_parent;

static nrr_status try_findings(void)
{
    return nrr_snapshot_findings(snapshot, &all_rows, &table_made);
}

static nrr_status try_counts(void)
{
    uint64_t count;
    nrr_rule rule;
    nrr_status status = NRR_OK;

    for (rule = 0; rule <= NRR_RULE_CONFLICT && status == NRR_OK; rule++)
        status = nrr_snapshot_finding_count(snapshot, rule, &count);
    return status;
}

static nrr_status try_restatement(void)
{
    const nrr_restatement restatement = {1, 6, 0, 20};

    return nrr_snapshot_restatement(snapshot, &restatement, &all_rows, &table_made);
}

static nrr_status try_stale(void)
{
    const nrr_staleness staleness = {20, 1};

    return nrr_snapshot_stale(snapshot, &staleness, &all_rows, &table_made);
}

static nrr_status try_as_known(void)
{
    return nrr_snapshot_as_known(snapshot, 4, &snapshot_made);
}

static nrr_status try_parents(void)
{
    return nrr_snapshot_report(snapshot, by_parent, &report_made);
}

static nrr_status (*const tries[])(void) = {fill,           try_findings, try_counts, try_restatement,
                                            try_stale,      try_as_known, try_parents, roll_up};

static void free_made(void)
{
    nrr_table_free(table_made);
    nrr_snapshot_free(snapshot_made);
    nrr_report_free(report_made);
    table_made = NULL;
    snapshot_made = NULL;
    report_made = NULL;
}

/* The call on a fresh ledger whose n-th request of memory fails; whether it got through. */
static int try_failing(nrr_status (*call)(void), size_t n, int for_good)
{
    failing_allocator memory;
    nrr_status status;

    failing_allocator_init(&memory);
    ck_assert_int_eq(nrr_ledger_new(&memory.allocator, &ledger), NRR_OK);
    snapshot = NULL;
    if (call != fill) {
        ck_assert_int_eq(fill(), NRR_OK);
        if (call != roll_up)
            ck_assert_int_eq(roll_up(), NRR_OK);
        ck_assert_int_eq(nrr_ledger_snapshot(ledger, &snapshot), NRR_OK);
    }
    if (for_good)
        failing_allocator_fail_from(&memory, n);
    else
        failing_allocator_fail_once(&memory, n);
    status = call();
    failing_allocator_fail_never(&memory);
    ck_assert(status == NRR_OK || status == NRR_E_MEMORY);
    if (status != NRR_OK) {
        ck_assert_ptr_null(table_made);
        ck_assert_ptr_null(snapshot_made);
        ck_assert_ptr_null(report_made);
        ck_assert_int_eq(call(), NRR_OK);
    }
    free_made();
    end();
    ck_assert_uint_eq(memory.live_blocks, 0);
    ck_assert_ptr_null(failing_allocator_complaint(&memory));
    return status == NRR_OK;
}

START_TEST(a_call_without_memory_changes_nothing_and_can_be_made_again)
{
    nrr_status (*call)(void) = tries[_i / 2];
    size_t n;

    end();
    ck_assert_int_eq(nrr_query_new(NULL, &by_parent), NRR_OK);
    ck_assert_int_eq(nrr_query_set(by_parent, NRR_QUERY_UNIT, NRR_UNIT_PARENT), NRR_OK);
    ck_assert_int_eq(nrr_query_add_period(by_parent, 0, 20), NRR_OK);
    for (n = 1; !try_failing(call, n, _i % 2); n++)
        ck_assert_uint_lt(n, 500);
    ck_assert_uint_gt(n, 1);
    nrr_query_free(by_parent);
    make();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("arrivals");
    TCase *cases = tcase_create("arrivals");

    tcase_add_checked_fixture(cases, make, end);
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, each_rule_is_counted_and_listed);
    tcase_add_test(cases, ids_of_which_no_fact_stands_come_first_and_by_key);
    tcase_add_loop_test(cases, a_page_is_a_part_of_the_list, 0, 5);
    tcase_add_test(cases, a_ledger_without_ids_and_parents_has_none_of_it);
    tcase_add_test(cases, null_pointers_are_refused);
    tcase_add_test(cases, what_is_out_of_range_is_refused);
    tcase_add_test(cases, parents_are_assigned_all_or_none);
    tcase_add_test(cases, a_customer_who_comes_later_has_no_parent);
    tcase_add_loop_test(cases, a_fact_that_comes_after_its_conflict_is_not_in_an_earlier_list, 0, 2);
    tcase_add_test(cases, a_level_that_is_too_large_is_no_list_of_stale_customers);
    tcase_add_test(cases, a_strict_ledger_reports_without_contradictions_alone);
    tcase_add_loop_test(cases, a_call_without_memory_changes_nothing_and_can_be_made_again, 0,
                        2 * (int)(sizeof tries / sizeof *tries));
    suite_add_tcase(suite, cases);
    return nrr_test_main(suite);
}
