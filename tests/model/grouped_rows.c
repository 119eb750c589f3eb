/* SPDX-License-Identifier: MIT */
/*
 * The rows of a report by groups, as the model has them: all groups in all periods, and those that
 * the model has not are empty.
 */
#include "model/grouped.h"

#include <string.h>

/* The number of a value's key in the table; 0 if it is none of them. */
static uint32_t number_of(const nrr_key *value)
{
    for (uint32_t number = 1; number <= ARRIVAL_KEYS; number++) {
        arrival_key key = arrival_key_of(number);
        if (key.bytes == NULL ? value->type == NRR_KEY_INTEGER && value->integer == key.integer
                              : value->type == NRR_KEY_BYTES && value->length == key.length &&
                                    memcmp(value->bytes, key.bytes, key.length) == 0) {
            return number;
        }
    }
    return 0;
}

int grouped_is_given(const model_grouping *grouping, uint32_t dimension, uint32_t value)
{
    for (size_t i = 0; i < grouping->assignment_count; i++) {
        if (grouping->assignments[i].dimension == dimension &&
            grouping->assignments[i].value == value) {
            return 1;
        }
    }
    return 0;
}

model_group grouped_group_of_row(const model_grouping *grouping, const nrr_report *report, size_t row,
                                 size_t groups, compare_difference *difference)
{
    int is_total = row % groups == groups - 1;
    model_group group = {{0, 0}};

    for (size_t d = 0; d < grouping->dimension_count; d++) {
        compare_place where = {"group of a row", row, 0, 0};
        nrr_group_kind kind = 0;
        nrr_key value = {NULL, 7, 7, 7, 7};
        expect_at(difference, where, nrr_report_group(report, row, d, &kind, &value), NRR_OK);
        expect_at(difference, where, kind == NRR_GROUP_TOTAL, is_total);
        if (kind == NRR_GROUP_VALUE) {
            group.values[d] = number_of(&value);
            expect_at(difference, where, grouped_is_given(grouping, grouping->dimensions[d], group.values[d]),
                      1);
            continue;
        }
        expect_at(difference, where, is_total || kind == NRR_GROUP_UNASSIGNED, 1);
        expect_at(difference, where,
                  value.bytes == NULL && value.length == 0 && value.integer == 0 && value.type == 0 && value.reserved == 0,
                  1);
    }
    return group;
}

/* The groups of a report, which are the same in each period and in their order. */
static void read_groups(const grouped_case *given, const nrr_report *report, size_t count,
                        size_t groups, model_group *read, compare_difference *difference)
{
    for (size_t row = 0; row < count && !difference->found; row++) {
        model_group group = grouped_group_of_row(&given->grouping, report, row, groups, difference);
        size_t place = row % groups;
        if (row < groups) {
            read[place] = group;
        }
        expect_at(difference, (compare_place){"group of a period", row, 0, 0},
                  model_group_order(read[place], group), 0);
    }
    for (size_t g = 1; g + 1 < groups; g++) {
        expect_at(difference, (compare_place){"order of groups", g, 0, 0},
                  model_group_order(read[g - 1], read[g]), -1);
    }
    if (groups > 1) {
        expect(difference, "the group without values is the last one",
               model_group_order(read[groups - 2], (model_group){{0, 0}}), 0);
    }
}

/* The rows of a period: the model's in the place of their groups, the others empty, and the total. */
static void expect_period(const grouped_case *given, size_t period, const model_group *read,
                          model_report *expected, compare_difference *difference)
{
    static model_group_row rows[MODEL_GROUPS_MAX];
    model_row *out = &expected->rows[period * expected->row_groups];
    size_t count = model_compute_groups(given->history, &given->query.model, given->coverage,
                                        &given->grouping, period, rows);
    size_t next = 0;

    model_compute_row(given->history, &given->query.model, given->coverage, period, NULL, NULL,
                      &out[expected->row_groups - 1]);
    for (size_t g = 0; g + 1 < expected->row_groups; g++) {
        if (next < count && model_group_order(rows[next].group, read[g]) == 0) {
            out[g] = rows[next++].row;
            continue;
        }
        memset(&out[g], 0, sizeof out[g]);
        out[g].start = given->query.model.starts[period];
        out[g].end = given->query.model.ends[period];
        out[g].flags = out[expected->row_groups - 1].flags | NRR_ROW_EMPTY;
    }
    expect_at(difference, (compare_place){"groups of a period that the report has", period, 0, 0},
              (model_wide)next, (model_wide)count);
}

void grouped_expect(const grouped_case *given, nrr_status status, const nrr_report *report,
                    model_report *expected, compare_difference *difference)
{
    static model_group read[MODEL_ROWS_MAX];
    size_t groups = 0;

    model_compute(given->history, &given->query.model, given->coverage, expected);
    expect(difference, "status of a report by groups", status, expected->status);
    if (status != NRR_OK || difference->found) {
        return;
    }
    expect(difference, "status of the groups", nrr_report_groups(report, &groups), NRR_OK);
    expect(difference, "a report has the group of no value and the total", groups >= 2, 1);
    if (difference->found) {
        return;
    }
    expected->row_groups = groups;
    expected->count = groups * given->query.model.period_count;
    read_groups(given, report, expected->count, groups, read, difference);
    for (size_t i = 0; i < given->query.model.period_count && !difference->found; i++) {
        expect_period(given, i, read, expected, difference);
    }
}

size_t grouped_count_findings(const model_books *books, model_clock clock,
                              const model_grouping *grouping)
{
    static model_finding findings[MODEL_FINDINGS_MAX];
    size_t count = model_findings(books, clock, findings);
    size_t seen = model_contradictions(findings, count);

    for (size_t i = 0; i < count; i++) {
        for (size_t d = 0; d < grouping->dimension_count && findings[i].is_assignment; d++) {
            seen += findings[i].assignment.dimension == grouping->dimensions[d];
        }
    }
    return seen;
}
