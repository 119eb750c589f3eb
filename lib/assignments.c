/* SPDX-License-Identifier: MIT */
/* Assignments: the making of an index; see assignments.h.
 *
 * The rows of a dimension are gathered by customer, each customer's put in order, and ties decided;
 * what is left are the instants at which something changes. */
#include "assignments.h"

#include "invariant.h"
#include "key_order.h"
#include "memory.h"
#include "snapshot_state.h"
#include "sort.h"

#include <string.h>

/* An assignment as it is sorted. */
typedef struct assigned_entry {
    int64_t time;
    uint64_t sequence;
    uint32_t line;
    uint32_t value;
} assigned_entry;

/* What an index is made in. */
typedef struct assigned_builder {
    nrr_allocator memory;
    const nrr__key_store *values; /* the keys of values */
    uint32_t dimension;
    nrr__assignment_index *index;
    nrr__assignment_list *list; /* where contradictions go; NULL: they are counted alone */
    /* Of the subjects at hand, and of one kind of them: */
    nrr__assignment_track *track;
    uint32_t customer;
    uint32_t flags; /* NRR_ASSIGNMENT_LINE, or 0 */
    uint32_t written; /* changes, of which the groups are values still */
} assigned_builder;

/* ---- contradictions ---- */

static nrr_status assigned_contradict(assigned_builder *builder, const assigned_entry *entry)
{
    nrr__assignment_list *list = builder->list;
    nrr_assignment *assignment;

    builder->index->contradictions++;
    if (list == NULL)
        return NRR_OK;
    if (list->count == list->capacity) {
        size_t capacity = nrr__memory_grown(list->capacity, list->count + 1);
        nrr_assignment *grown = nrr__memory_resize(&list->memory, list->assignments,
                                                   list->capacity, capacity, sizeof *grown);
        if (grown == NULL)
            return NRR_E_MEMORY;
        list->assignments = grown;
        list->capacity = capacity;
    }
    assignment = &list->assignments[list->count++];
    memset(assignment, 0, sizeof *assignment);
    assignment->time = entry->time;
    assignment->sequence = entry->sequence;
    assignment->dimension = builder->dimension;
    assignment->customer = builder->customer;
    assignment->line = entry->line;
    assignment->value = entry->value;
    assignment->flags = builder->flags;
    return NRR_OK;
}

/* ---- ties ---- */

/* The order in which the last one of an instant is that which holds. The context is the keys of
 * values. */
static int assigned_compare(const void *a, const void *b, const void *context)
{
    const assigned_entry *left = a, *right = b;
    const nrr__key_store *values = context;

    if (left->line != right->line)
        return left->line < right->line ? -1 : 1;
    if (left->time != right->time)
        return left->time < right->time ? -1 : 1;
    if (left->sequence != right->sequence)
        return left->sequence < right->sequence ? -1 : 1;
    return nrr__key_order(values, left->value, right->value);
}

/* Writes a change of the subject at hand. */
static void assigned_write(assigned_builder *builder, const assigned_entry *entry)
{
    nrr__assignment_track *track = builder->track;

    nrr__assert(builder->written < track->capacity);
    track->times[builder->written] = entry->time;
    track->groups[builder->written] = entry->value;
    if (track->lines != NULL)
        track->lines[builder->written] = entry->line;
    builder->written++;
}

/* The end of the entries of one line at one time. */
static const assigned_entry *assigned_instant(const assigned_entry *entry,
                                              const assigned_entry *end)
{
    const assigned_entry *next = entry + 1;

    while (next < end && next->line == entry->line && next->time == entry->time)
        next++;
    return next;
}

/* Decides the entries of a customer, which are in order: those of one line after those of another. */
static nrr_status assigned_decide(assigned_builder *builder, const assigned_entry *entry,
                                  const assigned_entry *end)
{
    uint32_t in_force = 0, line = 0;

    while (entry < end) {
        const assigned_entry *next = assigned_instant(entry, end), *last = next - 1;
        if (entry->line != line)
            in_force = 0;
        line = entry->line;
        for (entry++; entry < next; entry++)
            if (entry[-1].sequence == last->sequence && entry[-1].value != entry->value) {
                nrr_status status = assigned_contradict(builder, entry);
                if (status != NRR_OK)
                    return status;
            }
        if (last->value != in_force)
            assigned_write(builder, last);
        in_force = last->value;
    }
    return NRR_OK;
}

/* ---- gathering ---- */

static nrr_status assigned_reserve(assigned_builder *builder, const nrr__assignment_rows *rows,
                                   uint32_t count)
{
    nrr__assignment_track *track = builder->track;
    uint32_t i;

    for (i = 0; i < count; i++)
        if (rows->customers[i] > track->customer_count)
            track->customer_count = rows->customers[i];
    track->first = nrr__memory_zeroed(&builder->memory, (size_t)track->customer_count + 1,
                                      sizeof *track->first);
    track->times = nrr__memory_array(&builder->memory, count, sizeof *track->times);
    track->groups = nrr__memory_array(&builder->memory, count, sizeof *track->groups);
    if (rows->lines != NULL)
        track->lines = nrr__memory_array(&builder->memory, count, sizeof *track->lines);
    track->capacity = count;
    return track->first == NULL || track->times == NULL || track->groups == NULL ||
                   (rows->lines != NULL && track->lines == NULL)
               ? NRR_E_MEMORY
               : NRR_OK;
}

/* Puts rows into an array by customer; `first` is then where each one's begin. */
static void assigned_gather(const nrr__assignment_track *track, const nrr__assignment_rows *rows,
                            uint32_t count, assigned_entry *entries)
{
    uint32_t i, customer;

    for (i = 0; i < count; i++)
        track->first[rows->customers[i] - 1]++;
    for (customer = 1; customer <= track->customer_count; customer++)
        track->first[customer] += track->first[customer - 1];
    for (i = count; i-- > 0;) {
        assigned_entry *entry = &entries[--track->first[rows->customers[i] - 1]];
        entry->time = rows->times[i];
        entry->sequence = rows->sequences == NULL ? 0 : rows->sequences[i];
        entry->line = rows->lines == NULL ? 0 : rows->lines[i];
        entry->value = rows->values[i];
    }
}

/* Puts the entries of a customer in order. */
static nrr_status assigned_sort(const assigned_builder *builder, assigned_entry *entries,
                                size_t count)
{
    nrr__sortable sortable = {entries, NULL, count, sizeof *entries, builder->values};

    if (nrr__sort_is_done(&sortable, assigned_compare))
        return NRR_OK;
    sortable.scratch = nrr__memory_array(&builder->memory, count, sizeof *entries);
    if (sortable.scratch == NULL)
        return NRR_E_MEMORY;
    nrr__sort(&sortable, assigned_compare);
    nrr__memory_release(&builder->memory, sortable.scratch, count, sizeof *entries);
    return NRR_OK;
}

/* Decides all entries, customer by customer; `first` is then where each one's changes begin. */
static nrr_status assigned_decide_all(assigned_builder *builder, assigned_entry *entries)
{
    nrr__assignment_track *track = builder->track;
    nrr_status status = NRR_OK;
    uint32_t customer;

    for (customer = 1; customer <= track->customer_count && status == NRR_OK; customer++) {
        uint32_t first = track->first[customer - 1], end = track->first[customer];
        track->first[customer - 1] = builder->written;
        if (first == end)
            continue;
        builder->customer = customer;
        status = assigned_sort(builder, entries + first, end - first);
        if (status == NRR_OK)
            status = assigned_decide(builder, entries + first, entries + end);
    }
    track->first[track->customer_count] = builder->written;
    return status;
}

/* Most often each customer has one value, and all have them from one instant on: then that instant is all that is
 * kept beside the groups. */
static void assigned_pack(const assigned_builder *builder)
{
    nrr__assignment_track *track = builder->track;
    uint32_t i;

    if (track->lines != NULL || builder->written != track->customer_count)
        return;
    for (i = 0; i < builder->written; i++)
        if (track->first[i] != i || track->times[i] != track->times[0])
            return;
    track->time = track->times[0];
    nrr__memory_release(&builder->memory, track->times, track->capacity, sizeof *track->times);
    nrr__memory_release(&builder->memory, track->first, (size_t)track->customer_count + 1,
                        sizeof *track->first);
    track->times = NULL;
    track->first = NULL;
}

/* Whether rows are such already (assigned_pack()), in the order of customers: as a host has them who knows nothing but who
 * is what. */
static int assigned_is_packed(const nrr__assignment_rows *rows, uint32_t count)
{
    uint32_t i;

    if (rows->lines != NULL)
        return 0;
    for (i = 0; i < count; i++)
        if (rows->customers[i] != i + 1 || rows->times[i] != rows->times[0] || rows->values[i] == 0)
            return 0;
    return count != 0;
}

/* Takes such rows as they are. */
static nrr_status assigned_take(assigned_builder *builder, const nrr__assignment_rows *rows,
                                uint32_t count)
{
    nrr__assignment_track *track = builder->track;

    track->capacity = count;
    track->groups = nrr__memory_array(&builder->memory, count, sizeof *track->groups);
    if (track->groups == NULL)
        return NRR_E_MEMORY;
    memcpy(track->groups, rows->values, count * sizeof *track->groups);
    track->customer_count = count;
    track->time = rows->times[0];
    return NRR_OK;
}

/* Makes the track of one kind of subject, with values for groups. */
static nrr_status assigned_build_track(assigned_builder *builder, const nrr__assignment_rows *rows,
                                       uint32_t count)
{
    assigned_entry *entries;
    nrr_status status;

    if (assigned_is_packed(rows, count))
        return assigned_take(builder, rows, count);
    status = assigned_reserve(builder, rows, count);
    if (status != NRR_OK)
        return status;
    entries = nrr__memory_array(&builder->memory, count, sizeof *entries);
    if (entries == NULL)
        return NRR_E_MEMORY;
    assigned_gather(builder->track, rows, count, entries);
    builder->written = 0;
    status = assigned_decide_all(builder, entries);
    nrr__memory_release(&builder->memory, entries, count, sizeof *entries);
    if (status == NRR_OK)
        assigned_pack(builder);
    return status;
}

/* ---- groups ---- */

static uint32_t assigned_count(const nrr__assignment_track *track)
{
    return track->first == NULL ? track->customer_count : track->first[track->customer_count];
}

static int assigned_compare_values(const void *a, const void *b, const void *context)
{
    const nrr__key_store *values = context;

    return nrr__key_order(values, *(const uint32_t *)a, *(const uint32_t *)b);
}

/* Lists the values that hold somewhere, each once; `group_of`, by value, must be zeroed and is
 * 1 for those then. */
static nrr_status assigned_list_values(assigned_builder *builder, uint32_t *group_of)
{
    nrr__assignment_index *index = builder->index;
    uint32_t count = 0, i;
    int subject;

    for (subject = 0; subject < NRR__SUBJECTS; subject++)
        for (i = 0; i < assigned_count(&index->tracks[subject]); i++) {
            uint32_t value = index->tracks[subject].groups[i];
            count += value != 0 && group_of[value] == 0;
            group_of[value] = 1;
        }
    index->values = nrr__memory_array(&builder->memory, count, sizeof *index->values);
    if (index->values == NULL)
        return NRR_E_MEMORY;
    index->group_count = count;
    for (subject = 0; subject < NRR__SUBJECTS; subject++)
        for (i = 0; i < assigned_count(&index->tracks[subject]); i++) {
            uint32_t value = index->tracks[subject].groups[i];
            if (value == 0 || group_of[value] == 0)
                continue;
            index->values[--count] = value;
            group_of[value] = 0;
        }
    return NRR_OK;
}

static nrr_status assigned_sort_values(assigned_builder *builder)
{
    nrr__assignment_index *index = builder->index;
    nrr__sortable sortable = {index->values, NULL, index->group_count, sizeof *index->values,
                              builder->values};

    sortable.scratch =
        nrr__memory_array(&builder->memory, index->group_count, sizeof *index->values);
    if (sortable.scratch == NULL)
        return NRR_E_MEMORY;
    nrr__sort(&sortable, assigned_compare_values);
    nrr__memory_release(&builder->memory, sortable.scratch, index->group_count,
                        sizeof *index->values);
    return NRR_OK;
}

/* Numbers the values that are listed, and writes their numbers where they stand. */
static void assigned_number(const nrr__assignment_index *index, uint32_t *group_of)
{
    uint32_t i;
    int subject;

    for (i = 0; i < index->group_count; i++)
        group_of[index->values[i]] = i;
    group_of[0] = index->group_count;
    for (subject = 0; subject < NRR__SUBJECTS; subject++)
        for (i = 0; i < assigned_count(&index->tracks[subject]); i++)
            index->tracks[subject].groups[i] = group_of[index->tracks[subject].groups[i]];
}

/* One more than the highest value that holds somewhere. */
static size_t assigned_value_end(const nrr__assignment_index *index)
{
    uint32_t highest = 0, i;
    int subject;

    for (subject = 0; subject < NRR__SUBJECTS; subject++)
        for (i = 0; i < assigned_count(&index->tracks[subject]); i++)
            if (index->tracks[subject].groups[i] > highest)
                highest = index->tracks[subject].groups[i];
    return (size_t)highest + 1;
}

static nrr_status assigned_find_groups(assigned_builder *builder)
{
    size_t values = assigned_value_end(builder->index);
    uint32_t *group_of = nrr__memory_zeroed(&builder->memory, values, sizeof *group_of);
    nrr_status status;

    if (group_of == NULL)
        return NRR_E_MEMORY;
    status = assigned_list_values(builder, group_of);
    if (status == NRR_OK)
        status = assigned_sort_values(builder);
    if (status == NRR_OK)
        assigned_number(builder->index, group_of);
    nrr__memory_release(&builder->memory, group_of, values, sizeof *group_of);
    return status;
}

/* ---- the index ---- */

void nrr__assignment_index_free(nrr__assignment_index *index)
{
    nrr_allocator memory;
    int subject;

    if (index == NULL)
        return;
    memory = index->memory;
    for (subject = 0; subject < NRR__SUBJECTS; subject++) {
        nrr__assignment_track *track = &index->tracks[subject];
        nrr__memory_release(&memory, track->first, (size_t)track->customer_count + 1,
                            sizeof *track->first);
        nrr__memory_release(&memory, track->times, track->capacity, sizeof *track->times);
        nrr__memory_release(&memory, track->groups, track->capacity, sizeof *track->groups);
        nrr__memory_release(&memory, track->lines, track->capacity, sizeof *track->lines);
    }
    nrr__memory_release(&memory, index->values, index->group_count, sizeof *index->values);
    nrr__memory_release(&memory, index, 1, sizeof *index);
}

static nrr_status assigned_build(assigned_builder *builder, const nrr__dimension_version *version)
{
    nrr_status status = NRR_OK;
    int subject;

    for (subject = 0; subject < NRR__SUBJECTS && status == NRR_OK; subject++) {
        if (version->counts[subject] == 0)
            continue;
        builder->track = &builder->index->tracks[subject];
        builder->flags = subject == NRR__SUBJECT_LINE ? NRR_ASSIGNMENT_LINE : 0;
        status = assigned_build_track(builder, version->rows[subject], version->counts[subject]);
    }
    return status == NRR_OK ? assigned_find_groups(builder) : status;
}

/* Makes the index of a dimension, and lists its contradictions if there is a list. */
static nrr_status assigned_make(const nrr_snapshot *snapshot, uint32_t dimension,
                                nrr__assignment_list *list, nrr__assignment_index **index)
{
    const nrr_allocator *memory = &snapshot->memory;
    nrr__assignment_index *made = nrr__memory_zeroed(memory, 1, sizeof *made);
    assigned_builder builder;
    nrr_status status;

    if (made == NULL)
        return NRR_E_MEMORY;
    made->memory = *memory;
    memset(&builder, 0, sizeof builder);
    builder.memory = *memory;
    builder.values = snapshot->keys[NRR_KEY_VALUE - 1].store;
    builder.dimension = dimension;
    builder.index = made;
    builder.list = list;
    status = assigned_build(&builder, snapshot->assignments->dimensions[dimension - 1]);
    if (status != NRR_OK) {
        nrr__assignment_index_free(made);
        return status;
    }
    *index = made;
    return NRR_OK;
}

/* What a snapshot holds of a dimension; NULL if nothing. */
static nrr__dimension_version *assigned_version(const nrr_snapshot *snapshot, uint32_t dimension)
{
    const nrr__assignments *assignments = snapshot->assignments;

    nrr__assert(dimension != 0);
    if (assignments == NULL || dimension > assignments->count)
        return NULL;
    return assignments->dimensions[dimension - 1];
}

nrr_status nrr__assignment_index_of(const nrr_snapshot *snapshot, uint32_t dimension,
                                    const nrr__assignment_index **index)
{
    nrr__dimension_version *version = assigned_version(snapshot, dimension);
    nrr__assignment_index *made;
    nrr_status status;

    *index = version == NULL ? NULL : nrr__published_get(&version->index);
    if (version == NULL || *index != NULL)
        return NRR_OK;
    status = assigned_make(snapshot, dimension, NULL, &made);
    if (status != NRR_OK)
        return status;
    *index = nrr__published_set(&version->index, made);
    if (*index != made)
        nrr__assignment_index_free(made);
    return NRR_OK;
}

nrr_status nrr__assignment_contradiction_count(const nrr_snapshot *snapshot, uint64_t *count)
{
    uint32_t dimensions = snapshot->assignments == NULL ? 0 : snapshot->assignments->count, i;

    *count = 0;
    for (i = 1; i <= dimensions; i++) {
        const nrr__assignment_index *index;
        nrr_status status = nrr__assignment_index_of(snapshot, i, &index);
        if (status != NRR_OK)
            return status;
        *count += index == NULL ? 0 : index->contradictions;
    }
    return NRR_OK;
}

nrr_status nrr__assignment_contradictions(const nrr_snapshot *snapshot, nrr__assignment_list *list)
{
    uint32_t dimensions = snapshot->assignments == NULL ? 0 : snapshot->assignments->count, i;

    for (i = 1; i <= dimensions; i++) {
        const nrr__assignment_index *index;
        nrr__assignment_index *made;
        nrr_status status = nrr__assignment_index_of(snapshot, i, &index);
        if (status == NRR_OK && index != NULL && index->contradictions != 0) {
            status = assigned_make(snapshot, i, list, &made);
            if (status == NRR_OK)
                nrr__assignment_index_free(made);
        }
        if (status != NRR_OK)
            return status;
    }
    return NRR_OK;
}
