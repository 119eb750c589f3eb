/* SPDX-License-Identifier: MIT */
/*
 * The movements of a unit and its facts, in a span of time or all of them.
 */
#include "model/apart.h"

#include <string.h>

enum { FACT_COLUMNS = 10 };

static const nrr_field fact_fields[FACT_COLUMNS] = {
    NRR_FIELD_TIME, NRR_FIELD_AMOUNT, NRR_FIELD_KNOWN, NRR_FIELD_SEQUENCE, NRR_FIELD_CUSTOMER,
    NRR_FIELD_LINE, NRR_FIELD_ID,     NRR_FIELD_KIND,  NRR_FIELD_REASON,   NRR_FIELD_FLAGS};

/* A subject, and who that is to the model. */
typedef struct history_subject {
    nrr_subject asked;
    model_unit unit;
} history_subject;

static int is_asked(const nrr_subject *asked, int64_t time)
{
    return (asked->flags & NRR_SUBJECT_HISTORY) != 0 ||
           (asked->start <= time && time < asked->end);
}

/* Any customer or line of the scenario, also one that has no fact, in some period. Whoever the snapshot does
 * not know, or could not look up for lack of memory, has id 0 and is not asked for. */
static history_subject choose_subject(const apart_case *given)
{
    const model_query *query = &given->asked;
    size_t period = (size_t)random_below(given->source, query->period_count);
    history_subject subject;

    memset(&subject, 0, sizeof subject);
    subject.unit.is_line = query->unit == NRR_UNIT_LINE;
    subject.unit.is_parent = query->unit == NRR_UNIT_PARENT;
    subject.unit.customer = 1 + (uint32_t)random_below(given->source, ARRIVAL_KEYS);
    if (given->history->count > 0 && random_chance(given->source, 90)) {
        size_t any = (size_t)random_below(given->source, given->history->count);
        const model_fact *fact = &given->history->steps[any].fact;
        subject.unit.customer =
            subject.unit.is_parent && random_chance(given->source, 70) ? fact->top : fact->customer;
        subject.unit.line = subject.unit.is_line ? fact->line : 0;
    }
    subject.asked.flags = random_chance(given->source, 30) ? NRR_SUBJECT_HISTORY : 0;
    subject.asked.start = query->starts[period];
    subject.asked.end = query->ends[period];
    subject.asked.customer = apart_id(given->snapshot, NRR_KEY_CUSTOMER, subject.unit.customer);
    subject.asked.line = apart_id(given->snapshot, NRR_KEY_LINE, subject.unit.line);
    if (subject.asked.line == 0 && subject.unit.line != 0) {
        subject.asked.customer = 0;
    }
    return subject;
}

static void compare_columns(const apart_case *given, const nrr_table *table,
                            const nrr_field *fields, size_t column_count, const int64_t **values)
{
    for (size_t c = 0; c < column_count; c++) {
        expect_at(given->difference,
                  (compare_place){"status of a column", 0, NRR_VOCABULARY_FIELD, fields[c]},
                  nrr_table_column(table, fields[c], &values[c]), NRR_OK);
    }
}

static void compare_counts(const apart_case *given, const nrr_table *table, nrr_page page,
                           size_t expected)
{
    uint64_t total = 0;
    size_t rows = 0;

    expect(given->difference, "status of the total", nrr_table_total(table, &total), NRR_OK);
    expect(given->difference, "status of the count", nrr_table_count(table, &rows), NRR_OK);
    expect(given->difference, "rows of a history", total, (model_wide)expected);
    expect(given->difference, "rows on a page", (model_wide)rows, apart_rows_on(page, total));
}

/* --- movements --------------------------------------------------------------------------------- */

static void compare_movements(const apart_case *given, const nrr_table *table, nrr_page page,
                              const model_movement *expected, size_t count)
{
    static const nrr_field fields[] = {NRR_FIELD_TIME, NRR_FIELD_BEFORE, NRR_FIELD_AFTER,
                                       NRR_FIELD_CLASS, NRR_FIELD_REASON};
    static const nrr_class classes[MODEL_CLASSES] = {
        [MODEL_OPENING] = NRR_CLASS_OPENING,           [MODEL_NEW] = NRR_CLASS_NEW,
        [MODEL_REACTIVATION] = NRR_CLASS_REACTIVATION, [MODEL_EXPANSION] = NRR_CLASS_EXPANSION,
        [MODEL_CONTRACTION] = NRR_CLASS_CONTRACTION,   [MODEL_CHURN] = NRR_CLASS_CHURN,
    };
    const int64_t *values[5] = {NULL};

    compare_counts(given, table, page, count);
    compare_columns(given, table, fields, 5, values);
    for (size_t row = 0; row < apart_rows_on(page, count) && !given->difference->found; row++) {
        const model_movement *movement = &expected[page.first + row];
        const model_wide wanted[] = {movement->time, movement->before, movement->after,
                                     classes[movement->class_], movement->reason};
        for (size_t c = 0; c < 5; c++) {
            expect_at(given->difference,
                      (compare_place){"movement", row, NRR_VOCABULARY_FIELD, fields[c]},
                      values[c][row], wanted[c]);
        }
    }
}

static void check_movements(const apart_case *given)
{
    model_movement all[MODEL_FACTS_MAX];
    history_subject subject = choose_subject(given);
    nrr_page page = apart_choose_page(given);
    nrr_table *table = NULL;
    nrr_status status;
    nrr_status wanted =
        model_levels_overflow(given->history, given->asked.unit) ? NRR_E_OVERFLOW : NRR_OK;
    size_t all_count;
    size_t count = 0;

    if (subject.asked.customer == 0) {
        return;
    }
    status =
        nrr_snapshot_movements(given->snapshot, given->query, &subject.asked, &page, &table);
    expect(given->difference, "status of movements", status, wanted);
    all_count = model_movements(given->history, subject.unit, given->asked.expiry, all);
    for (size_t i = 0; i < all_count; i++) {
        if (is_asked(&subject.asked, all[i].time)) {
            all[count++] = all[i];
        }
    }
    if (status == NRR_OK && wanted == NRR_OK) {
        compare_movements(given, table, page, all, count);
    }
    nrr_table_free(table);
}

/* --- facts ------------------------------------------------------------------------------------- */

static model_wide cell_of(const model_fact *fact, nrr_field field)
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
    default: /* NRR_FIELD_FLAGS */
        return fact->all ? NRR_FACT_ALL : 0;
    }
}

static model_wide number_of(const apart_case *given, nrr_field field, int64_t value)
{
    switch (field) {
    case NRR_FIELD_CUSTOMER:
        return apart_number(given->snapshot, NRR_KEY_CUSTOMER, value);
    case NRR_FIELD_LINE:
        return apart_number(given->snapshot, NRR_KEY_LINE, value);
    case NRR_FIELD_ID:
        return apart_number(given->snapshot, NRR_KEY_FACT, value);
    default:
        return value;
    }
}

static void compare_facts(const apart_case *given, const nrr_table *table, nrr_page page,
                          const model_fact *expected, size_t count)
{
    const int64_t *values[FACT_COLUMNS] = {NULL};

    compare_counts(given, table, page, count);
    compare_columns(given, table, fact_fields, FACT_COLUMNS, values);
    for (size_t row = 0; row < apart_rows_on(page, count) && !given->difference->found; row++) {
        for (size_t c = 0; c < FACT_COLUMNS; c++) {
            expect_at(given->difference,
                      (compare_place){"fact", row, NRR_VOCABULARY_FIELD, fact_fields[c]},
                      number_of(given, fact_fields[c], values[c][row]),
                      cell_of(&expected[page.first + row], fact_fields[c]));
        }
    }
}

static void check_facts(const apart_case *given)
{
    nrr_page page = apart_choose_page(given);
    model_fact facts[MODEL_FACTS_MAX];
    model_fact sorted[MODEL_FACTS_MAX];
    history_subject subject = choose_subject(given);
    nrr_table *table = NULL;
    size_t fact_count;
    size_t count = 0;

    if (subject.asked.customer == 0) {
        return;
    }
    expect(given->difference, "status of facts",
           nrr_snapshot_facts(given->snapshot, given->query, &subject.asked, &page, &table), NRR_OK);
    fact_count = model_facts_of(given->history, subject.unit, facts);
    for (size_t i = 0; i < fact_count; i++) {
        size_t place = count;
        if (!is_asked(&subject.asked, facts[i].time)) {
            continue;
        }
        for (; place > 0 && model_list_order(&facts[i], &sorted[place - 1]) < 0; place--) {
            sorted[place] = sorted[place - 1];
        }
        sorted[place] = facts[i];
        count++;
    }
    if (table != NULL) {
        compare_facts(given, table, page, sorted, count);
    }
    nrr_table_free(table);
}

void apart_check_subjects(const apart_case *given)
{
    for (size_t i = 0; i < 3 && !given->difference->found; i++) {
        check_movements(given);
        check_facts(given);
    }
}
