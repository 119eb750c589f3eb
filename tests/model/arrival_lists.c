/* SPDX-License-Identifier: MIT */
/*
 * Lists of a snapshot, read page by page and put together; and those of the model beside them.
 */
#include "model/arrival_answers.h"

#include <string.h>

static const nrr_field fields_of_findings[] = {
    NRR_FIELD_RULE,  NRR_FIELD_EXCESS,   NRR_FIELD_TIME,     NRR_FIELD_AMOUNT,
    NRR_FIELD_KNOWN, NRR_FIELD_SEQUENCE, NRR_FIELD_CUSTOMER, NRR_FIELD_LINE,
    NRR_FIELD_ID,    NRR_FIELD_KIND,     NRR_FIELD_REASON,   NRR_FIELD_FLAGS,
    NRR_FIELD_DIMENSION, NRR_FIELD_VALUE};
static const nrr_field fields_of_changes[] = {
    NRR_FIELD_CHANGE,   NRR_FIELD_TIME,     NRR_FIELD_AMOUNT, NRR_FIELD_KNOWN,
    NRR_FIELD_SEQUENCE, NRR_FIELD_CUSTOMER, NRR_FIELD_LINE,   NRR_FIELD_ID,
    NRR_FIELD_KIND,     NRR_FIELD_REASON,   NRR_FIELD_FLAGS};
static const nrr_field fields_of_stale[] = {NRR_FIELD_CUSTOMER, NRR_FIELD_LEVEL, NRR_FIELD_TIME};

static void begin(arrival_list *list, const nrr_field *fields, size_t columns)
{
    list->status = NRR_OK;
    list->count = 0;
    list->columns = columns;
    memcpy(list->fields, fields, columns * sizeof fields[0]);
}

static void begin_question(arrival_list *list, arrival_question question)
{
    if (question.restatement != NULL) {
        begin(list, fields_of_changes, sizeof fields_of_changes / sizeof fields_of_changes[0]);
    } else if (question.staleness != NULL) {
        begin(list, fields_of_stale, sizeof fields_of_stale / sizeof fields_of_stale[0]);
    } else {
        begin(list, fields_of_findings, sizeof fields_of_findings / sizeof fields_of_findings[0]);
    }
}

static nrr_status ask(const nrr_snapshot *snapshot, arrival_question question, const nrr_page *page,
                      nrr_table **table)
{
    *table = NULL;
    if (question.restatement != NULL) {
        return nrr_snapshot_restatement(snapshot, question.restatement, page, table);
    }
    if (question.staleness != NULL) {
        return nrr_snapshot_stale(snapshot, question.staleness, page, table);
    }
    return nrr_snapshot_findings(snapshot, page, table);
}

static int64_t resolve(const nrr_snapshot *snapshot, nrr_field field, int64_t value)
{
    switch (field) {
    case NRR_FIELD_CUSTOMER:
        return arrival_number(snapshot, NRR_KEY_CUSTOMER, value);
    case NRR_FIELD_LINE:
        return arrival_number(snapshot, NRR_KEY_LINE, value);
    case NRR_FIELD_ID:
        return arrival_number(snapshot, NRR_KEY_FACT, value);
    case NRR_FIELD_DIMENSION:
        return arrival_number(snapshot, NRR_KEY_DIMENSION, value);
    case NRR_FIELD_VALUE:
        return arrival_number(snapshot, NRR_KEY_VALUE, value);
    default:
        return value;
    }
}

static void add_page(arrival_list *list, const nrr_snapshot *snapshot, const nrr_table *table,
                     size_t count, compare_difference *difference)
{
    for (size_t c = 0; c < list->columns; c++) {
        const int64_t *values = NULL;
        expect_at(difference,
                  (compare_place){"status of a column", c, NRR_VOCABULARY_FIELD, list->fields[c]},
                  nrr_table_column(table, list->fields[c], &values), NRR_OK);
        for (size_t row = 0; row < count && values != NULL; row++) {
            list->cells[list->count + row][c] = resolve(snapshot, list->fields[c], values[row]);
        }
    }
    list->count += count;
}

void arrival_read_list(arrival_list *list, const nrr_snapshot *snapshot, arrival_question question,
                       random_source *source, compare_difference *difference)
{
    nrr_page page = {0, UINT64_MAX};
    uint64_t total = 0;
    size_t count;

    begin_question(list, question);
    if (random_chance(source, 50)) {
        page.count = 1 + random_below(source, 6);
    }
    do {
        nrr_table *table = NULL;
        uint64_t all = 0;
        count = 0;
        list->status = ask(snapshot, question, &page, &table);
        if (list->status != NRR_OK) {
            return;
        }
        expect(difference, "status of a table's count", nrr_table_count(table, &count), NRR_OK);
        expect(difference, "status of a table's total", nrr_table_total(table, &all), NRR_OK);
        expect(difference, "total on another page", all, page.first == 0 ? all : total);
        total = all;
        expect(difference, "rows on a page", (model_wide)count,
               total - page.first < page.count ? total - page.first : page.count);
        if (list->count + count > LIST_ROWS_MAX) {
            expect(difference, "rows of a list at the most", 1, 0);
            count = 0;
        }
        add_page(list, snapshot, table, count, difference);
        nrr_table_free(table);
        page.first += count;
    } while (count > 0 && page.count != UINT64_MAX);
    expect(difference, "rows on all pages", (model_wide)list->count, total);
}

static int64_t cell_of_fact(const model_fact *fact, nrr_field field)
{
    switch (field) {
    case NRR_FIELD_TIME:
        return fact->time;
    case NRR_FIELD_AMOUNT:
        return model_amount_as_read(fact);
    case NRR_FIELD_KNOWN:
        return fact->has_known ? fact->known : INT64_MIN;
    case NRR_FIELD_SEQUENCE:
        return (int64_t)fact->sequence;
    case NRR_FIELD_CUSTOMER:
        return fact->customer;
    case NRR_FIELD_LINE:
        return fact->line;
    case NRR_FIELD_ID:
        return fact->id;
    case NRR_FIELD_KIND:
        return fact->kind;
    case NRR_FIELD_REASON:
        return fact->reason;
    case NRR_FIELD_DIMENSION:
    case NRR_FIELD_VALUE:
        return 0;
    default:                                 /* NRR_FIELD_FLAGS */
        return fact->all ? NRR_FACT_ALL : 0; /* whether known is there shows in its own column */
    }
}

static int64_t cell_of_assignment(const model_assignment *assignment, nrr_field field)
{
    switch (field) {
    case NRR_FIELD_TIME:
        return assignment->time;
    case NRR_FIELD_KNOWN:
        return INT64_MIN;
    case NRR_FIELD_SEQUENCE:
        return (int64_t)assignment->sequence;
    case NRR_FIELD_CUSTOMER:
        return assignment->customer;
    case NRR_FIELD_LINE:
        return assignment->is_line ? assignment->line : 0;
    case NRR_FIELD_FLAGS:
        return assignment->is_line ? NRR_ASSIGNMENT_LINE : 0;
    case NRR_FIELD_DIMENSION:
        return assignment->dimension;
    case NRR_FIELD_VALUE:
        return assignment->value;
    default:
        return 0; /* it has none */
    }
}

void arrival_list_findings(arrival_list *list, const model_finding *findings, size_t count)
{
    begin_question(list, (arrival_question){NULL, NULL});
    for (size_t i = 0; i < count; i++) {
        if (findings[i].excess > INT64_MAX) {
            list->status = NRR_E_OVERFLOW;
            list->count = 0;
            return;
        }
        list->cells[i][0] = findings[i].rule;
        list->cells[i][1] = (int64_t)findings[i].excess;
        for (size_t c = 2; c < list->columns; c++) {
            list->cells[i][c] =
                findings[i].is_assignment
                    ? cell_of_assignment(&findings[i].assignment, list->fields[c])
                    : cell_of_fact(&findings[i].fact, list->fields[c]);
        }
        list->count++;
    }
}

void arrival_list_changes(arrival_list *list, const model_change *changes, size_t count)
{
    static const nrr_restatement any = {0, 1, 0, 1};

    begin_question(list, (arrival_question){&any, NULL});
    for (size_t i = 0; i < count; i++) {
        list->cells[i][0] = changes[i].change;
        for (size_t c = 1; c < list->columns; c++) {
            list->cells[i][c] = cell_of_fact(&changes[i].fact, list->fields[c]);
        }
        list->count++;
    }
}

void arrival_list_stale(arrival_list *list, const model_stale *stale, size_t count)
{
    static const nrr_staleness any = {0, 0};

    begin_question(list, (arrival_question){NULL, &any});
    for (size_t i = 0; i < count; i++) {
        if (stale[i].level > INT64_MAX) {
            list->status = NRR_E_OVERFLOW;
            list->count = 0;
            return;
        }
        list->cells[i][0] = stale[i].customer;
        list->cells[i][1] = (int64_t)stale[i].level;
        list->cells[i][2] = stale[i].time;
        list->count++;
    }
}

void arrival_list_contradictions(arrival_list *out, const arrival_list *findings)
{
    begin(out, findings->fields, findings->columns);
    out->status = findings->status;
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->cells[i][0] <= NRR_RULE_AMBIGUOUS_ORDER) {
            memcpy(out->cells[out->count++], findings->cells[i], sizeof out->cells[0]);
        }
    }
}

void arrival_compare_lists(const char *what, const arrival_list *actual,
                           const arrival_list *expected, compare_difference *difference)
{
    expect(difference, what, actual->status, expected->status);
    if (actual->status != NRR_OK || expected->status != NRR_OK) {
        return;
    }
    for (size_t row = 0; row < expected->count && row < actual->count; row++) {
        for (size_t c = 0; c < expected->columns; c++) {
            expect_at(difference,
                      (compare_place){what, row, NRR_VOCABULARY_FIELD, expected->fields[c]},
                      actual->cells[row][c], expected->cells[row][c]);
        }
    }
    expect_at(difference, (compare_place){what, actual->count, 0, 0}, (model_wide)actual->count,
              (model_wide)expected->count);
}
