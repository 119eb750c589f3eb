/* SPDX-License-Identifier: MIT */
/* Unit group: see unit_group.h. */
#include "unit_group.h"

nrr_status nrr__unit_groups_begin(nrr__unit_groups *groups, const nrr_snapshot *snapshot,
                                  const nrr_query *query)
{
    nrr_status status = nrr__group_map_begin(&groups->map, snapshot, query);

    groups->kind = query->unit;
    if (status == NRR_OK && snapshot->is_strict && groups->map.grouping.contradictions != 0)
        return NRR_E_FINDINGS;
    return status;
}

void nrr__unit_groups_end(nrr__unit_groups *groups)
{
    nrr__group_map_end(&groups->map);
}

uint32_t nrr__unit_group_at(const nrr__unit_groups *groups, const nrr__unit *unit, int64_t time)
{
    const nrr__grouping *grouping = &groups->map.grouping;
    nrr__grouping_unit grouped;

    if (grouping->count == 0)
        return 0;
    if (grouping->count == 1 && groups->kind != NRR_UNIT_LINE) /* no pairs, and no values of lines */
        return nrr__assignment_group(grouping->dimensions[0], unit->customer, time);
    if (groups->kind == NRR_UNIT_LINE)
        nrr__grouping_line(grouping, unit->customer, unit->line, &grouped);
    else
        nrr__grouping_customer(grouping, unit->customer, &grouped);
    return nrr__group_map_place(&groups->map, nrr__grouping_at(grouping, &grouped, time).code);
}
