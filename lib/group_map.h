/* SPDX-License-Identifier: MIT */
/* Group map: the groups of a query as a report numbers them: dense, in the order of its rows, the last one
 * without a value in any dimension; and the views by which kernels look units up. By one dimension the
 * numbers are those of the index (assignments.h), and its views are borrowed; by two the pairs that occur
 * are numbered, and their views are written. */
#ifndef NRR_LIB_GROUP_MAP_H
#define NRR_LIB_GROUP_MAP_H

#include "group_set.h"
#include "group_view.h"
#include "grouping.h"

typedef struct nrr__group_map {
    nrr_allocator memory;
    nrr__grouping grouping;
    uint32_t count;      /* groups; 1 by no dimension */
    nrr__group_set pairs; /* by two dimensions: the codes that occur, */
    uint32_t *ranks;      /* and by their number in the set that of the report; */
    uint64_t *codes;      /* and by that, the code */
} nrr__group_map;

/* Ended with nrr__group_map_end(), also after a failure. The snapshot must outlive the map. */
nrr_status nrr__group_map_begin(nrr__group_map *map, const nrr_snapshot *snapshot,
                                const nrr_query *query);
void nrr__group_map_end(nrr__group_map *map);

void nrr__group_views_end(nrr__group_views *views, const nrr_allocator *memory);

/* Makes room for so many units, and forgets what was there. */
nrr_status nrr__group_views_start(nrr__group_views *views, const nrr_allocator *memory,
                                  uint32_t units);

/* In place of writing: whether units that are customers, one after the other from the first on, have one group each, from
 * the same time on, which can be looked up as they are. */
int nrr__group_views_share(nrr__group_views *views, const nrr__group_map *map, uint32_t first_customer,
                           uint32_t units);

/* Writes the view of a unit: a customer, or the customer at the top of a parent unit. */
nrr_status nrr__group_views_customer(nrr__group_views *views, const nrr__group_map *map,
                                     uint32_t unit, uint32_t customer);

/* The same of a line of a customer. */
nrr_status nrr__group_views_line(nrr__group_views *views, const nrr__group_map *map, uint32_t unit,
                                 uint32_t customer, uint32_t line);

/* Ends the writing: views are not read before. */
void nrr__group_views_finish(nrr__group_views *views, uint32_t units);

/* The place of a group that occurs, by its code. */
uint32_t nrr__group_map_place(const nrr__group_map *map, uint64_t code);

/* The values of a group: the id in each dimension, 0 = unassigned. */
void nrr__group_map_values(const nrr__group_map *map, uint32_t group, uint32_t *values);

#endif
