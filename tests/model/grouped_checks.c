/* SPDX-License-Identifier: MIT */
/*
 * What the library makes of assignments beside what the model does. The look-up of groups is no
 * public function: this is linked to the internals.
 */
#include "model/grouped.h"

#include "lib/group_set.h"
#include "lib/grouping.h"
#include "lib/snapshot_state.h"

#include <string.h>

enum { INSTANTS_MAX = 3 * (MODEL_ASSIGNMENTS_MAX + MODEL_FACTS_MAX) + 2, CODES_MAX = 20000 };

/* ---- look-ups ---- */

/* What is met on the way through all units and instants. */
typedef struct grouped_codes {
    nrr__group_set set;
    size_t count;
    uint64_t codes[CODES_MAX];
    model_group groups[CODES_MAX];
} grouped_codes;

/* What is looked at. */
typedef struct grouped_look {
    const nrr_snapshot *snapshot;
    model_grouping model;
    nrr__grouping grouping;
    size_t instant_count;
    int64_t instants[INSTANTS_MAX];
    grouped_codes *codes;
} grouped_look;

static void add_around(grouped_look *look, int64_t time)
{
    look->instants[look->instant_count++] = time;
    if (time > INT64_MIN) {
        look->instants[look->instant_count++] = time - 1;
    }
    if (time < INT64_MAX) {
        look->instants[look->instant_count++] = time + 1;
    }
}

static void choose_instants(grouped_look *look, const grouped_scenario *given)
{
    look->instants[look->instant_count++] = INT64_MIN;
    look->instants[look->instant_count++] = INT64_MAX;
    for (size_t i = 0; i < given->count; i++) {
        add_around(look, given->assignments[i].time);
    }
}

static void remember(grouped_codes *codes, uint64_t code, model_group group,
                     compare_difference *difference)
{
    uint32_t number = UINT32_MAX;

    expect(difference, "answer to a group's number",
           nrr__group_set_number(&codes->set, code, &number), NRR_OK);
    for (size_t i = 0; i < codes->count; i++) {
        if (codes->codes[i] == code) {
            expect(difference, "number of a group that was met", number, (model_wide)i);
            expect(difference, "group of a code that was met",
                   model_group_order(codes->groups[i], group), 0);
            return;
        }
    }
    expect(difference, "number of a new group", number, (model_wide)codes->count);
    if (codes->count < CODES_MAX) {
        codes->codes[codes->count] = code;
        codes->groups[codes->count++] = group;
    }
}

static void check_group(const grouped_look *look, model_group expected, uint64_t code,
                        compare_difference *difference)
{
    uint32_t values[NRR_DIMENSIONS_MAX] = {0, 0};

    nrr__grouping_values(&look->grouping, code, values);
    for (size_t d = 0; d < NRR_DIMENSIONS_MAX; d++) {
        expect_at(difference, (compare_place){"value in force", d, 0, 0},
                  arrival_number(look->snapshot, NRR_KEY_VALUE, values[d]), expected.values[d]);
    }
}

/* Every instant, and that a stretch reaches no farther than it says it may. */
static void check_unit(const grouped_look *look, model_unit unit, const nrr__grouping_unit *looked,
                       compare_difference *difference)
{
    model_group expected[INSTANTS_MAX];

    for (size_t i = 0; i < look->instant_count; i++) {
        expected[i] = model_group_at(&look->model, unit, look->instants[i]);
    }
    for (size_t i = 0; i < look->instant_count && !difference->found; i++) {
        int64_t time = look->instants[i];
        nrr__grouping_stretch stretch = nrr__grouping_at(&look->grouping, looked, time);
        check_group(look, expected[i], stretch.code, difference);
        remember(look->codes, stretch.code, expected[i], difference);
        expect(difference, "a stretch ends behind its beginning",
               stretch.until > time || time == INT64_MAX, 1);
        for (size_t j = 0; j < look->instant_count; j++) {
            if (look->instants[j] >= time && look->instants[j] < stretch.until) {
                expect(difference, "a stretch is of one group",
                       model_group_order(expected[j], expected[i]), 0);
            }
        }
    }
}

/* The id that a snapshot knows a number of the table by; one that nobody has if it does not. */
static uint32_t id_of(const nrr_snapshot *snapshot, nrr_key_family family, uint32_t number)
{
    arrival_key key = arrival_key_of(number);
    uint32_t id = 4000000000;

    if (key.bytes == NULL) {
        (void)nrr_snapshot_find_integer(snapshot, family, key.integer, &id);
    } else {
        (void)nrr_snapshot_find(snapshot, family, key.bytes, key.length, &id);
    }
    return id;
}

static void check_customer(const grouped_look *look, uint32_t customer,
                           compare_difference *difference)
{
    uint32_t id = id_of(look->snapshot, NRR_KEY_CUSTOMER, customer);
    nrr__grouping_unit looked;
    model_unit unit = {customer, 0, 0, 0};

    nrr__grouping_customer(&look->grouping, id, &looked);
    check_unit(look, unit, &looked, difference);
    unit.is_parent = 1;
    check_unit(look, unit, &looked, difference);
    unit.is_parent = 0;
    unit.is_line = 1;
    for (unit.line = 0; unit.line <= ARRIVAL_KEYS && !difference->found; unit.line++) {
        uint32_t line = unit.line == 0 ? 0 : id_of(look->snapshot, NRR_KEY_LINE, unit.line);
        nrr__grouping_line(&look->grouping, id, line, &looked);
        check_unit(look, unit, &looked, difference);
    }
}

/* Codes in order are groups in order, whenever they were met. */
static void check_order(const grouped_codes *codes, compare_difference *difference)
{
    static uint32_t order[CODES_MAX];

    expect(difference, "answer to the order of groups", nrr__group_set_order(&codes->set, order),
           NRR_OK);
    for (size_t i = 1; i < codes->count && !difference->found; i++) {
        expect_at(difference, (compare_place){"groups are in order", i, 0, 0},
                  model_group_order(codes->groups[order[i - 1]], codes->groups[order[i]]), -1);
    }
}

static void look_up(const grouped_scenario *given, const nrr_snapshot *snapshot, size_t count,
                    const nrr_query *query, compare_difference *difference)
{
    static grouped_codes codes;
    static grouped_look look;
    nrr_allocator memory = snapshot->memory;

    memset(&look, 0, sizeof look);
    look.snapshot = snapshot;
    look.model = grouped_grouping(given, count);
    look.codes = &codes;
    codes.count = 0;
    nrr__group_set_begin(&codes.set, &memory, snapshot->keys[0].hash_key.key);
    choose_instants(&look, given);
    expect(difference, "answer to a grouping",
           nrr__grouping_begin(&look.grouping, snapshot, query), NRR_OK);
    for (uint32_t customer = 1; customer <= ARRIVAL_KEYS && !difference->found; customer++) {
        check_customer(&look, customer, difference);
    }
    if (!difference->found) {
        check_order(&codes, difference);
    }
    nrr__group_set_end(&codes.set);
}

void grouped_check_lookups(const grouped_scenario *given, compare_difference *difference)
{
    random_source source = random_start(given->told.feeding, 5);
    grouped_snapshots snapshots = grouped_tell(given, &source, difference);
    nrr_query *query = NULL;

    expect(difference, "answer to a query", nrr_query_new(NULL, &query), NRR_OK);
    expect(difference, "answer to a dimension", grouped_add_dimensions(query, given), NRR_OK);
    if (!difference->found) {
        look_up(given, snapshots.late, given->count, query, difference);
        look_up(given, snapshots.known, given->count, query, difference);
        look_up(given, snapshots.early, snapshots.early_count, query, difference);
    }
    nrr_query_free(query);
    grouped_forget(&snapshots);
}

/* ---- findings ---- */

static void compare_findings(const model_books *books, model_clock clock,
                             const nrr_snapshot *snapshot, random_source *source,
                             compare_difference *difference)
{
    static model_finding findings[MODEL_FINDINGS_MAX];
    static arrival_list actual;
    static arrival_list expected;
    size_t count = model_findings(books, clock, findings);
    uint64_t counts[2] = {0, 0};
    size_t ambiguous = 0;
    size_t all = 0;

    arrival_read_list(&actual, snapshot, (arrival_question){NULL, NULL}, source, difference);
    arrival_list_findings(&expected, findings, count);
    arrival_compare_lists("findings", &actual, &expected, difference);
    for (size_t i = 0; i < count; i++) {
        all += findings[i].rule <= NRR_RULE_AMBIGUOUS_ORDER;
        ambiguous += findings[i].rule == NRR_RULE_AMBIGUOUS_ORDER;
    }
    expect(difference, "status of a count", nrr_snapshot_finding_count(snapshot, 0, &counts[0]),
           NRR_OK);
    expect(difference, "status of a count",
           nrr_snapshot_finding_count(snapshot, NRR_RULE_AMBIGUOUS_ORDER, &counts[1]), NRR_OK);
    expect(difference, "contradictions", counts[0], (model_wide)all);
    expect(difference, "ambiguous orders", counts[1], (model_wide)ambiguous);
}

void grouped_check_findings(const grouped_scenario *given, compare_difference *difference)
{
    static const model_clock now;
    static model_books books;
    random_source source = random_start(given->told.feeding, 6);
    grouped_snapshots snapshots = grouped_tell(given, &source, difference);
    model_clock then = {1, grouped_known_at(given)};

    arrival_settle(&given->told, &books);
    books.assignment_count = given->count;
    memcpy(books.assignments, given->assignments, given->count * sizeof given->assignments[0]);
    if (!difference->found) {
        compare_findings(&books, now, snapshots.late, &source, difference);
        compare_findings(&books, then, snapshots.known, &source, difference);
        books.assignment_count = snapshots.early_count;
        compare_findings(&books, now, snapshots.early, &source, difference);
    }
    grouped_forget(&snapshots);
}

/* ---- sums ---- */

static void compare_row(const model_row *total, const model_row *sum,
                        compare_difference *difference)
{
    for (nrr_measure m = 1; m < MODEL_MEASURES; m++) {
        expect_at(difference, (compare_place){"sum of groups", 0, NRR_VOCABULARY_MEASURE, m},
                  sum->measure[m], total->measure[m]);
    }
    for (int c = 0; c < MODEL_REASON_COLUMNS; c++) {
        expect(difference, "sum of groups, gains", sum->gain[c], total->gain[c]);
        expect(difference, "sum of groups, losses", sum->loss[c], total->loss[c]);
    }
}

static void add_row(model_row *sum, const model_row *row)
{
    for (nrr_measure m = 1; m < MODEL_MEASURES; m++) {
        sum->measure[m] += row->measure[m];
    }
    for (int c = 0; c < MODEL_REASON_COLUMNS; c++) {
        sum->gain[c] += row->gain[c];
        sum->loss[c] += row->loss[c];
    }
}

static void check_sums(const grouped_scenario *given, const model_query *query,
                       const model_history *history, compare_difference *difference)
{
    static const model_coverage no_coverage;
    static model_report total;
    static model_group_row rows[MODEL_GROUPS_MAX];
    model_grouping grouping = grouped_grouping(given, given->count);

    model_compute(history, query, &no_coverage, &total);
    for (size_t i = 0; i < query->period_count && !difference->found; i++) {
        model_row sum;
        size_t count =
            model_compute_groups(history, query, &no_coverage, &grouping, i, rows);
        memset(&sum, 0, sizeof sum);
        for (size_t g = 0; g < count; g++) {
            add_row(&sum, &rows[g].row);
            expect(difference, "groups of a period are in order",
                   g == 0 || model_group_order(rows[g - 1].group, rows[g].group) < 0, 1);
        }
        compare_row(&total.rows[i], &sum, difference);
    }
}

void grouped_check_sums(const grouped_scenario *given, compare_difference *difference)
{
    static model_books books;
    static model_history history;
    model_fact seen[MODEL_ARRIVALS_MAX];

    arrival_settle(&given->told, &books);
    model_replay(seen, model_seen(&books, given->told.clocks[0], seen), &history);
    for (size_t u = 0; u < ARRIVAL_UNITS; u++) {
        model_query query = given->told.query.model;
        query.unit = arrival_unit(u);
        check_sums(given, &query, &history, difference);
    }
}
