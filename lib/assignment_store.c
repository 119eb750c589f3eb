/* SPDX-License-Identifier: MIT */
/* Assignment store: see assignment_store.h. */
#include "assignment_store.h"

#include "assignments.h"
#include "invariant.h"
#include "memory.h"

#include <string.h>

/* ---- rows ---- */

static void assignment_rows_release(nrr__assignment_rows *rows)
{
    nrr_allocator memory;

    if (rows == NULL || !nrr__count_release(&rows->references))
        return;
    memory = rows->memory;
    nrr__memory_release(&memory, rows->times, rows->capacity, sizeof *rows->times);
    nrr__memory_release(&memory, rows->customers, rows->capacity, sizeof *rows->customers);
    nrr__memory_release(&memory, rows->values, rows->capacity, sizeof *rows->values);
    nrr__memory_release(&memory, rows->sequences, rows->capacity, sizeof *rows->sequences);
    nrr__memory_release(&memory, rows->lines, rows->capacity, sizeof *rows->lines);
    nrr__memory_release(&memory, rows, 1, sizeof *rows);
}

static nrr__assignment_rows *assignment_rows_new(const nrr_allocator *memory, uint32_t capacity,
                                                 int has_sequences, int has_lines)
{
    nrr__assignment_rows *rows = nrr__memory_zeroed(memory, 1, sizeof *rows);

    if (rows == NULL)
        return NULL;
    nrr__count_begin(&rows->references);
    rows->memory = *memory;
    rows->capacity = capacity;
    rows->times = nrr__memory_array(memory, capacity, sizeof *rows->times);
    rows->customers = nrr__memory_array(memory, capacity, sizeof *rows->customers);
    rows->values = nrr__memory_array(memory, capacity, sizeof *rows->values);
    if (has_sequences)
        rows->sequences = nrr__memory_array(memory, capacity, sizeof *rows->sequences);
    if (has_lines)
        rows->lines = nrr__memory_array(memory, capacity, sizeof *rows->lines);
    if (rows->times == NULL || rows->customers == NULL || rows->values == NULL ||
        (has_sequences && rows->sequences == NULL) || (has_lines && rows->lines == NULL)) {
        assignment_rows_release(rows);
        return NULL;
    }
    return rows;
}

/* Copies the first rows of what was outgrown. */
static void assignment_rows_copy(nrr__assignment_rows *to, const nrr__assignment_rows *from,
                                 uint32_t count)
{
    memcpy(to->times, from->times, count * sizeof *to->times);
    memcpy(to->customers, from->customers, count * sizeof *to->customers);
    memcpy(to->values, from->values, count * sizeof *to->values);
    if (from->sequences != NULL)
        memcpy(to->sequences, from->sequences, count * sizeof *to->sequences);
    else if (to->sequences != NULL)
        memset(to->sequences, 0, count * sizeof *to->sequences);
    if (to->lines != NULL)
        memcpy(to->lines, from->lines, count * sizeof *to->lines);
}

static size_t assignment_rows_size(const nrr__assignment_rows *rows)
{
    size_t row = sizeof *rows->times + sizeof *rows->customers + sizeof *rows->values;

    if (rows->sequences != NULL)
        row += sizeof *rows->sequences;
    if (rows->lines != NULL)
        row += sizeof *rows->lines;
    return sizeof *rows + rows->capacity * row;
}

/* ---- versions ---- */

static void dimension_version_release(nrr__dimension_version *version)
{
    nrr_allocator memory;
    int subject;

    if (version == NULL || !nrr__count_release(&version->references))
        return;
    memory = version->memory;
    nrr__assignment_index_free(nrr__published_get(&version->index));
    for (subject = 0; subject < NRR__SUBJECTS; subject++)
        assignment_rows_release(version->rows[subject]);
    nrr__memory_release(&memory, version, 1, sizeof *version);
}

void nrr__assignments_release(nrr__assignments *assignments)
{
    nrr_allocator memory;
    uint32_t i;

    if (assignments == NULL || !nrr__count_release(&assignments->references))
        return;
    memory = assignments->memory;
    for (i = 0; assignments->dimensions != NULL && i < assignments->count; i++)
        dimension_version_release(assignments->dimensions[i]);
    nrr__memory_release(&memory, assignments->dimensions, assignments->count,
                        sizeof *assignments->dimensions);
    nrr__memory_release(&memory, assignments, 1, sizeof *assignments);
}

/* Makes sure that a dimension has a version of what is there now, if there is anything. */
static nrr_status dimension_make_version(nrr__dimension *dimension, const nrr_allocator *memory)
{
    nrr__dimension_version *made;
    int subject;

    if (dimension->version != NULL || (dimension->logs[NRR__SUBJECT_CUSTOMER].count == 0 &&
                                       dimension->logs[NRR__SUBJECT_LINE].count == 0))
        return NRR_OK;
    made = nrr__memory_zeroed(memory, 1, sizeof *made);
    if (made == NULL)
        return NRR_E_MEMORY;
    nrr__count_begin(&made->references);
    made->memory = *memory;
    for (subject = 0; subject < NRR__SUBJECTS; subject++) {
        nrr__assignment_log *log = &dimension->logs[subject];
        if (log->count == 0)
            continue;
        nrr__count_retain(&log->rows->references);
        made->rows[subject] = log->rows;
        made->counts[subject] = log->count;
    }
    dimension->version = made;
    return NRR_OK;
}

static nrr_status assignments_make(nrr__assignment_store *store, const nrr_allocator *memory,
                                   nrr__assignments *made)
{
    uint32_t i;

    nrr__count_begin(&made->references);
    made->memory = *memory;
    made->count = store->count;
    made->dimensions = nrr__memory_zeroed(memory, made->count, sizeof *made->dimensions);
    if (made->dimensions == NULL)
        return NRR_E_MEMORY;
    for (i = 0; i < store->count; i++) {
        nrr__dimension *dimension = &store->dimensions[i];
        nrr_status status = dimension_make_version(dimension, memory);
        if (status != NRR_OK)
            return status;
        if (dimension->version != NULL)
            nrr__count_retain(&dimension->version->references);
        made->dimensions[i] = dimension->version;
    }
    return NRR_OK;
}

nrr_status nrr__assignments_take(nrr__assignment_store *store, const nrr_allocator *memory,
                                 nrr__assignments **assignments)
{
    nrr__assignments *made;
    nrr_status status;

    if (store->version == NULL && store->count != 0) {
        made = nrr__memory_zeroed(memory, 1, sizeof *made);
        if (made == NULL)
            return NRR_E_MEMORY;
        status = assignments_make(store, memory, made);
        if (status != NRR_OK) {
            nrr__assignments_release(made);
            return status;
        }
        store->version = made;
    }
    if (store->version != NULL)
        nrr__count_retain(&store->version->references);
    *assignments = store->version;
    return NRR_OK;
}

/* ---- the ledger's side ---- */

void nrr__assignment_store_end(nrr__assignment_store *store, const nrr_allocator *memory)
{
    uint32_t i;
    int subject;

    nrr__assignments_release(store->version);
    for (i = 0; i < store->count; i++) {
        dimension_version_release(store->dimensions[i].version);
        for (subject = 0; subject < NRR__SUBJECTS; subject++)
            assignment_rows_release(store->dimensions[i].logs[subject].rows);
    }
    nrr__memory_release(memory, store->dimensions, store->count, sizeof *store->dimensions);
}

size_t nrr__assignment_store_size(const nrr__assignment_store *store)
{
    size_t size = store->count * sizeof *store->dimensions;
    uint32_t i;
    int subject;

    for (i = 0; i < store->count; i++)
        for (subject = 0; subject < NRR__SUBJECTS; subject++)
            if (store->dimensions[i].logs[subject].rows != NULL)
                size += assignment_rows_size(store->dimensions[i].logs[subject].rows);
    return size;
}

nrr_status nrr__assignment_store_grow(nrr__assignment_store *store, const nrr_allocator *memory,
                                      uint32_t count)
{
    nrr__dimension *dimensions;
    size_t grown;

    if (count <= store->count)
        return NRR_OK;
    grown = nrr__memory_grown(store->count, count);
    if (grown > UINT32_MAX)
        grown = UINT32_MAX;
    dimensions = nrr__memory_resize(memory, store->dimensions, store->count, grown,
                                    sizeof *dimensions);
    if (dimensions == NULL)
        return NRR_E_MEMORY;
    memset(dimensions + store->count, 0, (grown - store->count) * sizeof *dimensions);
    store->dimensions = dimensions;
    store->count = (uint32_t)grown;
    return NRR_OK;
}

/* The kind of subject that an assignment is about. */
static int assignment_subject(const nrr_assignment *assignment)
{
    return (assignment->flags & NRR_ASSIGNMENT_LINE) != 0 ? NRR__SUBJECT_LINE
                                                          : NRR__SUBJECT_CUSTOMER;
}

/* A log of the list of those that are touched; NULL at its end. */
static nrr__assignment_log *assignment_log(const nrr__assignment_store *store,
                                           uint64_t number_plus_1)
{
    if (number_plus_1 == 0)
        return NULL;
    return &store->dimensions[(number_plus_1 - 1) / NRR__SUBJECTS]
                .logs[(number_plus_1 - 1) % NRR__SUBJECTS];
}

nrr_status nrr__assignment_store_touch(nrr__assignment_store *store,
                                       const nrr_assignment *assignment)
{
    int subject = assignment_subject(assignment);
    uint64_t number = (uint64_t)(assignment->dimension - 1) * NRR__SUBJECTS + (uint64_t)subject;
    nrr__assignment_log *log = assignment_log(store, number + 1);

    nrr__assert(assignment->dimension != 0 && assignment->dimension <= store->count);
    if (log->pending == UINT32_MAX - log->count)
        return NRR_E_TOO_MANY;
    if (log->pending == 0) {
        log->next_pending = store->touched;
        store->touched = number + 1;
    }
    log->pending++;
    log->pending_sequences |= assignment->sequence != 0;
    return NRR_OK;
}

/* Gives a log rows with room for what is pending. */
static nrr_status assignment_log_reserve(nrr__assignment_log *log, int has_lines,
                                         const nrr_allocator *memory)
{
    nrr__assignment_rows *old = log->rows, *made;
    uint32_t needed = log->count + log->pending;
    int has_sequences = old != NULL && old->sequences != NULL;
    size_t capacity = old == NULL ? 0 : old->capacity;

    if (old != NULL && needed <= capacity && (has_sequences || !log->pending_sequences))
        return NRR_OK;
    if (needed > capacity)
        capacity = nrr__memory_grown(capacity, needed);
    if (capacity > UINT32_MAX)
        capacity = UINT32_MAX;
    made = assignment_rows_new(memory, (uint32_t)capacity, has_sequences || log->pending_sequences,
                               has_lines);
    if (made == NULL)
        return NRR_E_MEMORY;
    if (old != NULL)
        assignment_rows_copy(made, old, log->count);
    assignment_rows_release(old);
    log->rows = made;
    return NRR_OK;
}

nrr_status nrr__assignment_store_reserve(nrr__assignment_store *store,
                                         const nrr_allocator *memory)
{
    uint64_t number = store->touched;
    nrr_status status = NRR_OK;

    while (number != 0 && status == NRR_OK) {
        nrr__assignment_log *log = assignment_log(store, number);
        status = assignment_log_reserve(log, (number - 1) % NRR__SUBJECTS == NRR__SUBJECT_LINE,
                                        memory);
        number = log->next_pending;
    }
    return status;
}

void nrr__assignment_store_forget(nrr__assignment_store *store)
{
    nrr__assignment_log *log = assignment_log(store, store->touched);

    for (; log != NULL; log = assignment_log(store, log->next_pending)) {
        log->pending = 0;
        log->pending_sequences = 0;
    }
    store->touched = 0;
}

void nrr__assignment_store_put(nrr__assignment_store *store, const nrr_assignment *assignment)
{
    nrr__dimension *dimension = &store->dimensions[assignment->dimension - 1];
    nrr__assignment_log *log = &dimension->logs[assignment_subject(assignment)];
    nrr__assignment_rows *rows = log->rows;

    nrr__assert(log->count < rows->capacity);
    rows->times[log->count] = assignment->time;
    rows->customers[log->count] = assignment->customer;
    rows->values[log->count] = assignment->value;
    if (rows->sequences != NULL)
        rows->sequences[log->count] = assignment->sequence;
    if (rows->lines != NULL)
        rows->lines[log->count] = assignment->line;
    log->count++;
    dimension_version_release(dimension->version);
    dimension->version = NULL;
    nrr__assignments_release(store->version);
    store->version = NULL;
}
