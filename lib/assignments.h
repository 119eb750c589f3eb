/* SPDX-License-Identifier: MIT */
/* Assignments: which value of a dimension is in force for a customer or a line at an instant
 * (METRICS.md section 7). An index over the assignments of one dimension, made when first needed,
 * with all ties decided: for each customer, and for each line that has values of its own, the
 * instants at which its group changes.
 *
 * Values are numbered as groups, from 0 in the order of their keys. One more than the last is the
 * number of the group `unassigned`. Nothing here depends on the numbers of keys. */
#ifndef NRR_LIB_ASSIGNMENTS_H
#define NRR_LIB_ASSIGNMENTS_H

#include "assignment_store.h"

#include "nrr/snapshot.h"

/* The changes of some subjects, by customer, in which by line, and then by time. */
typedef struct nrr__assignment_track {
    uint32_t customer_count; /* customers from here on have none */
    uint32_t *first; /* by customer - 1, and one more for the end of the last; NULL: each customer has one change */
    size_t capacity; /* of the arrays below */
    int64_t *times;
    int64_t time;    /* if `first` is NULL: of all changes, in place of `times` */
    uint32_t *groups;
    uint32_t *lines; /* NULL: these are of customers */
} nrr__assignment_track;

typedef struct nrr__assignment_index {
    nrr_allocator memory;
    nrr__assignment_track tracks[NRR__SUBJECTS];
    uint32_t group_count; /* and the number of the group `unassigned` */
    uint32_t *values;     /* by group: the id of its value */
    uint64_t contradictions; /* findings of rule NRR_RULE_AMBIGUOUS_ORDER */
} nrr__assignment_index;

/* The changes of one customer or line, in order of time: from times[i] on the group is groups[i];
 * before times[0] it is `unassigned`. No two neighbours are equal. */
typedef struct nrr__assignment_view {
    const int64_t *times;
    const uint32_t *groups;
    uint32_t count;
    uint32_t unassigned; /* the number of that group */
} nrr__assignment_view;

/* A group, and the instant from which on it may be another one: INT64_MAX if that is never before it. */
typedef struct nrr__assignment_stretch {
    int64_t until;
    uint32_t group;
} nrr__assignment_stretch;

/* The index of a dimension: the one that is published, or a new one that is then published. NULL if
 * the snapshot has no value of that dimension assigned: everything is `unassigned` then. */
nrr_status nrr__assignment_index_of(const nrr_snapshot *snapshot, uint32_t dimension,
                                    const nrr__assignment_index **index);

/* NULL is allowed. */
void nrr__assignment_index_free(nrr__assignment_index *index);

/* The changes of a customer (of a parent: that of the parent's key). `index` may be NULL. */
nrr__assignment_view nrr__assignment_customer(const nrr__assignment_index *index,
                                              uint32_t customer);

/* The changes of a line's own values, `unassigned` where its customer's hold. */
nrr__assignment_view nrr__assignment_line(const nrr__assignment_index *index, uint32_t customer,
                                          uint32_t line);

/* The group in force at an instant. */
nrr__assignment_stretch nrr__assignment_at(const nrr__assignment_view *view, int64_t time);

/* The same for a line: its own, and where it has none its customer's. */
nrr__assignment_stretch nrr__assignment_line_at(const nrr__assignment_view *own,
                                                const nrr__assignment_view *of_customer,
                                                int64_t time);

/* The group of a customer in force at an instant, as nrr__assignment_at() says of nrr__assignment_customer(): in
 * fewer steps, for who asks for many customers. */
uint32_t nrr__assignment_group(const nrr__assignment_index *index, uint32_t customer, int64_t time);

/* Counts the contradicting assignments of all dimensions. */
nrr_status nrr__assignment_contradiction_count(const nrr_snapshot *snapshot, uint64_t *count);

/* Contradicting assignments, in no order. */
typedef struct nrr__assignment_list {
    nrr_allocator memory;
    nrr_assignment *assignments;
    size_t count, capacity;
} nrr__assignment_list;

/* Lists them into an empty list, whose memory the caller releases. */
nrr_status nrr__assignment_contradictions(const nrr_snapshot *snapshot, nrr__assignment_list *list);

#endif
