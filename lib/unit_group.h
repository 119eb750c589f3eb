/* SPDX-License-Identifier: MIT */
/* Unit group: which group a unit of a walk belongs to, by the dimensions of a query. A report looks up
 * whole blocks at once (sweep.c); here units are asked one by one. */
#ifndef NRR_LIB_UNIT_GROUP_H
#define NRR_LIB_UNIT_GROUP_H

#include "group_map.h"
#include "unit.h"

typedef struct nrr__unit_groups {
    nrr__group_map map;
    nrr_unit kind;
} nrr__unit_groups;

/* Finds the groups of a query; NRR_E_FINDINGS where a report would answer it because of the values that
 * were assigned. Ended with nrr__unit_groups_end(), also after a failure. The snapshot must outlive it. */
nrr_status nrr__unit_groups_begin(nrr__unit_groups *groups, const nrr_snapshot *snapshot,
                                  const nrr_query *query);
void nrr__unit_groups_end(nrr__unit_groups *groups);

/* The rows of a period of the report: one for each group and the total, or the total alone. */
static inline uint32_t nrr__unit_groups_rows(const nrr__unit_groups *groups)
{
    return groups->map.grouping.count == 0 ? 1 : groups->map.count + 1;
}

/* The place of the group that is in force for a unit at an instant, as a report orders them. */
uint32_t nrr__unit_group_at(const nrr__unit_groups *groups, const nrr__unit *unit, int64_t time);

#endif
