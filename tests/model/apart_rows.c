/* SPDX-License-Identifier: MIT */
/*
 * Rows of a report, by number, beside the model's periods and groups.
 */
#include "model/apart.h"
#include "model/grouped.h"

/* A report that asks for a count overflows only where levels do. */
void apart_find_groups(const apart_case *given, apart_groups *groups)
{
    nrr_query *query = apart_make_query(&given->asked, given->difference);
    nrr_report *report = NULL;
    nrr_status status = query == NULL ? NRR_E_MEMORY
                                      : apart_add_dimensions(query, groups->by.dimensions,
                                                             groups->by.dimension_count);

    if (status == NRR_OK) {
        status = nrr_query_add_measure(query, NRR_MEASURE_UNITS_OPENING);
    }
    expect(given->difference, "answer to the groups", status, NRR_OK);
    groups->row_groups = 1;
    expect(given->difference, "number of the groups",
           nrr_snapshot_groups(given->snapshot, query, &groups->row_groups), NRR_OK);
    groups->are_known = nrr_snapshot_report(given->snapshot, query, &report) == NRR_OK;
    for (size_t row = 0; groups->are_known && row + 1 < groups->row_groups; row++) {
        groups->groups[row] = grouped_group_of_row(&groups->by, report, row, groups->row_groups,
                                                   given->difference);
    }
    nrr_report_free(report);
    nrr_query_free(query);
}

static apart_row row_of(const apart_case *given, size_t period, size_t place)
{
    size_t row_groups = given->groups == NULL ? 1 : given->groups->row_groups;
    apart_row row = {(uint64_t)period * row_groups + place, period, NULL};

    if (place + 1 < row_groups) {
        row.group = &given->groups->groups[place];
    }
    return row;
}

/* The place of the group of some unit in a period. */
static size_t place_of_some_unit(const apart_case *given, size_t period)
{
    model_unit units[MODEL_FACTS_MAX];
    size_t count = model_units(given->history, given->asked.unit, units);
    model_group group = {{0, 0}};
    size_t place = 0;

    if (count > 0) {
        group = model_group_of(given->history, &given->asked, &given->groups->by,
                               units[random_below(given->source, count)], period);
    }
    while (place + 2 < given->groups->row_groups &&
           model_group_order(group, given->groups->groups[place]) != 0) {
        place++;
    }
    return place;
}

apart_row apart_choose_row(const apart_case *given)
{
    size_t period = (size_t)random_below(given->source, given->asked.period_count);

    if (given->groups == NULL) {
        return row_of(given, period, 0);
    }
    if (!given->groups->are_known || random_chance(given->source, 15)) {
        return row_of(given, period, given->groups->row_groups - 1);
    }
    return random_chance(given->source, 80)
               ? row_of(given, period, place_of_some_unit(given, period))
               : row_of(given, period,
                        (size_t)random_below(given->source, given->groups->row_groups));
}

void apart_compute_row(const apart_case *given, apart_row row, model_row *out)
{
    static const model_coverage no_coverage;

    model_compute_row(given->history, &given->asked, &no_coverage, row.period,
                      row.group == NULL ? NULL : &given->groups->by, row.group, out);
}

size_t apart_parts(const apart_case *given, apart_row row, model_part *parts)
{
    size_t all = model_parts(given->history, &given->asked, row.period, parts);
    size_t count = 0;

    for (size_t u = 0; u < all; u++) {
        if (row.group == NULL ||
            model_group_order(model_group_of(given->history, &given->asked, &given->groups->by,
                                             parts[u].unit, row.period),
                              *row.group) == 0) {
            parts[count++] = parts[u];
        }
    }
    return count;
}
