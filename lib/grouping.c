/* SPDX-License-Identifier: MIT */
/* Grouping: see grouping.h. */
#include "grouping.h"

#include "snapshot_state.h"

#include <string.h>

/* Finds a dimension; one that the snapshot does not know has no index. */
static nrr_status grouping_find(const nrr_snapshot *snapshot, const nrr__key_entry *key,
                                const nrr__assignment_index **index)
{
    uint32_t dimension;
    nrr_status status =
        key->type == NRR_KEY_INTEGER
            ? nrr_snapshot_find_integer(snapshot, NRR_KEY_DIMENSION, key->integer, &dimension)
            : nrr_snapshot_find(snapshot, NRR_KEY_DIMENSION, key->bytes, key->length, &dimension);

    *index = NULL;
    if (status == NRR_E_KEY_UNKNOWN)
        return NRR_OK;
    return status != NRR_OK ? status : nrr__assignment_index_of(snapshot, dimension, index);
}

nrr_status nrr__grouping_begin(nrr__grouping *grouping, const nrr_snapshot *snapshot,
                               const nrr_query *query)
{
    uint32_t i;

    memset(grouping, 0, sizeof *grouping);
    for (i = 0; i < query->dimension_count; i++) {
        nrr_status status =
            grouping_find(snapshot, &query->dimensions[i], &grouping->dimensions[i]);
        if (status != NRR_OK)
            return status;
        if (grouping->dimensions[i] != NULL)
            grouping->contradictions += grouping->dimensions[i]->contradictions;
    }
    grouping->count = query->dimension_count;
    return NRR_OK;
}

void nrr__grouping_customer(const nrr__grouping *grouping, uint32_t customer,
                            nrr__grouping_unit *unit)
{
    uint32_t i;

    unit->is_line = 0;
    for (i = 0; i < grouping->count; i++)
        unit->of_customer[i] = nrr__assignment_customer(grouping->dimensions[i], customer);
}

void nrr__grouping_line(const nrr__grouping *grouping, uint32_t customer, uint32_t line,
                        nrr__grouping_unit *unit)
{
    uint32_t i;

    nrr__grouping_customer(grouping, customer, unit);
    unit->is_line = 1;
    for (i = 0; i < grouping->count; i++)
        unit->own[i] = nrr__assignment_line(grouping->dimensions[i], customer, line);
}

nrr__grouping_stretch nrr__grouping_at(const nrr__grouping *grouping,
                                       const nrr__grouping_unit *unit, int64_t time)
{
    nrr__grouping_stretch stretch = {0, INT64_MAX};
    uint32_t i;

    for (i = 0; i < grouping->count; i++) {
        nrr__assignment_stretch one =
            unit->is_line ? nrr__assignment_line_at(&unit->own[i], &unit->of_customer[i], time)
                          : nrr__assignment_at(&unit->of_customer[i], time);
        stretch.code = stretch.code << 32 | one.group;
        if (one.until < stretch.until)
            stretch.until = one.until;
    }
    return stretch;
}

void nrr__grouping_values(const nrr__grouping *grouping, uint64_t code, uint32_t *values)
{
    uint32_t i;

    for (i = grouping->count; i-- > 0; code >>= 32) {
        const nrr__assignment_index *index = grouping->dimensions[i];
        uint32_t group = (uint32_t)code;
        values[i] = index == NULL || group == index->group_count ? 0 : index->values[group];
    }
}
