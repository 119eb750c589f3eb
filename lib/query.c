/* SPDX-License-Identifier: MIT */
/* Query: what a host asks for, checked as it is said. */
#include "nrr/query.h"

#include "fact_check.h"
#include "invariant.h"
#include "key_order.h"
#include "memory.h"
#include "query_state.h"
#include "rate.h"
#include "reason_sums.h"

#include <string.h>

#define QUERY_PERIODS ((size_t)INT32_MAX) /* periods are numbered with 32 bits inside */

nrr_status nrr_query_new(const nrr_allocator *allocator, nrr_query **query)
{
    nrr_allocator memory;
    nrr_query *made;
    nrr_status status;

    if (query == NULL)
        return NRR_E_NULL;
    status = nrr__memory_copy(allocator, &memory);
    if (status != NRR_OK)
        return status;
    made = nrr__memory_zeroed(&memory, 1, sizeof *made);
    if (made == NULL)
        return NRR_E_MEMORY;
    made->memory = memory;
    made->unit = NRR_UNIT_CUSTOMER;
    made->parts = 1;
    *query = made;
    return NRR_OK;
}

void nrr_query_free(nrr_query *query)
{
    nrr_allocator memory;
    uint32_t i;

    if (query == NULL)
        return;
    memory = query->memory;
    for (i = 0; i < query->dimension_count; i++)
        nrr__memory_release(&memory, query->dimension_bytes[i], query->dimensions[i].length, 1);
    nrr__memory_release(&memory, query->periods, query->period_capacity, sizeof *query->periods);
    nrr__memory_release(&memory, query->reasons, query->reason_capacity, sizeof *query->reasons);
    nrr__memory_release(&memory, query, 1, sizeof *query);
}

nrr_status nrr_query_set(nrr_query *query, nrr_query_option option, int64_t value)
{
    if (query == NULL)
        return NRR_E_NULL;
    switch (option) {
    case NRR_QUERY_UNIT:
        if (value < NRR_UNIT_CUSTOMER || value > NRR_UNIT_PARENT)
            return NRR_E_OPTION_VALUE;
        query->unit = (nrr_unit)value;
        return NRR_OK;
    case NRR_QUERY_EXPIRY:
        if (value < 0)
            return NRR_E_OPTION_VALUE;
        query->has_expiry = 1;
        query->expiry = value;
        return NRR_OK;
    case NRR_QUERY_PARTS:
        if (value < 1 || value > UINT32_MAX)
            return NRR_E_OPTION_VALUE;
        query->parts = (uint32_t)value;
        return NRR_OK;
    case NRR_QUERY_PART:
        if (value < 0 || value >= UINT32_MAX)
            return NRR_E_OPTION_VALUE;
        query->part = (uint32_t)value;
        return NRR_OK;
    default:
        return NRR_E_OPTION;
    }
}

nrr_status nrr_query_unset(nrr_query *query, nrr_query_option option)
{
    if (query == NULL)
        return NRR_E_NULL;
    switch (option) {
    case NRR_QUERY_UNIT:
        query->unit = NRR_UNIT_CUSTOMER;
        return NRR_OK;
    case NRR_QUERY_EXPIRY:
        query->has_expiry = 0;
        return NRR_OK;
    case NRR_QUERY_PARTS:
        query->parts = 1;
        return NRR_OK;
    case NRR_QUERY_PART:
        query->part = 0;
        return NRR_OK;
    default:
        return NRR_E_OPTION;
    }
}

nrr_status nrr_query_get(const nrr_query *query, nrr_query_option option, int64_t *value)
{
    if (query == NULL || value == NULL)
        return NRR_E_NULL;
    switch (option) {
    case NRR_QUERY_UNIT:
        *value = query->unit;
        return NRR_OK;
    case NRR_QUERY_EXPIRY:
        if (!query->has_expiry)
            return NRR_E_UNSET;
        *value = query->expiry;
        return NRR_OK;
    case NRR_QUERY_PARTS:
        *value = query->parts;
        return NRR_OK;
    case NRR_QUERY_PART:
        *value = query->part;
        return NRR_OK;
    default:
        return NRR_E_OPTION;
    }
}

/* Whether so many more periods can be numbered: asked before a list of them is looked at, so that
 * an absurd count is refused and not read. */
static int query_can_number(const nrr_query *query, size_t count)
{
    return count <= QUERY_PERIODS - query->period_count;
}

/* Makes room for more periods, which can be numbered. */
static nrr_status query_reserve_periods(nrr_query *query, size_t count)
{
    nrr__period *periods;
    size_t capacity;

    if (query->period_count + count <= query->period_capacity)
        return NRR_OK;
    capacity = nrr__memory_grown(query->period_capacity, query->period_count + count);
    periods = nrr__memory_resize(&query->memory, query->periods, query->period_capacity, capacity,
                                 sizeof *periods);
    if (periods == NULL)
        return NRR_E_MEMORY;
    query->periods = periods;
    query->period_capacity = capacity;
    return NRR_OK;
}

static void query_put_period(nrr_query *query, int64_t start, int64_t end)
{
    query->periods[query->period_count].start = start;
    query->periods[query->period_count].end = end;
    query->period_count++;
}

nrr_status nrr_query_add_period(nrr_query *query, int64_t start, int64_t end)
{
    return nrr_query_add_periods(query, &start, &end, 1);
}

nrr_status nrr_query_add_periods(nrr_query *query, const int64_t *starts, const int64_t *ends,
                                 size_t count)
{
    nrr_status status;
    size_t i;

    if (query == NULL || ((starts == NULL || ends == NULL) && count != 0))
        return NRR_E_NULL;
    if (!query_can_number(query, count))
        return NRR_E_TOO_MANY;
    for (i = 0; i < count; i++)
        if (starts[i] >= ends[i])
            return NRR_E_PERIOD;
    status = query_reserve_periods(query, count);
    if (status != NRR_OK)
        return status;
    for (i = 0; i < count; i++)
        query_put_period(query, starts[i], ends[i]);
    return NRR_OK;
}

nrr_status nrr_query_add_edges(nrr_query *query, const int64_t *edges, size_t count, size_t window)
{
    nrr_status status;
    size_t i;

    if (query == NULL || edges == NULL)
        return NRR_E_NULL;
    if (window == 0 || window >= count)
        return NRR_E_WINDOW;
    if (!query_can_number(query, count - window))
        return NRR_E_TOO_MANY;
    for (i = 1; i < count; i++)
        if (edges[i - 1] >= edges[i])
            return NRR_E_EDGES;
    status = query_reserve_periods(query, count - window);
    if (status != NRR_OK)
        return status;
    for (i = window; i < count; i++)
        query_put_period(query, edges[i - window], edges[i]);
    return NRR_OK;
}

nrr_status nrr_query_add_measure(nrr_query *query, nrr_measure measure)
{
    if (query == NULL)
        return NRR_E_NULL;
    if (!nrr__measure_is_known(measure))
        return NRR_E_MEASURE;
    query->measures |= nrr__measure_bit(measure);
    return NRR_OK;
}

nrr_status nrr_query_add_rate(nrr_query *query, nrr_rate rate)
{
    if (query == NULL)
        return NRR_E_NULL;
    if (!nrr__rate_is_known(rate))
        return NRR_E_RATE;
    query->measures |= nrr__rate_measures(rate);
    return NRR_OK;
}

nrr_status nrr_query_add_reason(nrr_query *query, nrr_reason reason)
{
    uint16_t *reasons;
    size_t place, capacity;

    if (query == NULL)
        return NRR_E_NULL;
    if (!nrr__reason_is_host(reason))
        return NRR_E_REASON;
    place = nrr__reason_place(query->reasons, query->reason_count, reason);
    if (place < query->reason_count && query->reasons[place] == reason)
        return NRR_OK;
    if (query->reason_count == query->reason_capacity) {
        capacity = nrr__memory_grown(query->reason_capacity, query->reason_count + 1);
        reasons = nrr__memory_resize(&query->memory, query->reasons, query->reason_capacity,
                                     capacity, sizeof *reasons);
        if (reasons == NULL)
            return NRR_E_MEMORY;
        query->reasons = reasons;
        query->reason_capacity = capacity;
    }
    memmove(query->reasons + place + 1, query->reasons + place,
            (query->reason_count - place) * sizeof *query->reasons);
    query->reasons[place] = (uint16_t)reason;
    query->reason_count++;
    return NRR_OK;
}

/* Whether the query can be by one more dimension. */
static nrr_status query_check_dimension(const nrr_query *query, const nrr__key_entry *dimension)
{
    uint32_t i;

    if (query->dimension_count == NRR_DIMENSIONS_MAX)
        return NRR_E_DIMENSIONS;
    for (i = 0; i < query->dimension_count; i++)
        if (nrr__key_entry_order(&query->dimensions[i], dimension) == 0)
            return NRR_E_DIMENSION_TWICE;
    return NRR_OK;
}

nrr_status nrr_query_add_dimension(nrr_query *query, const void *bytes, size_t length)
{
    nrr__key_entry dimension = {NULL, 0, 0, NRR_KEY_BYTES};
    nrr_status status;
    void *copy;

    if (query == NULL || (bytes == NULL && length != 0))
        return NRR_E_NULL;
    if (length > NRR_KEY_LENGTH_MAX)
        return NRR_E_KEY_LENGTH;
    dimension.bytes = bytes;
    dimension.length = length;
    status = query_check_dimension(query, &dimension);
    if (status != NRR_OK)
        return status;
    copy = nrr__memory_array(&query->memory, length, 1);
    if (copy == NULL)
        return NRR_E_MEMORY;
    if (length != 0)
        memcpy(copy, bytes, length);
    dimension.bytes = copy;
    query->dimension_bytes[query->dimension_count] = copy;
    query->dimensions[query->dimension_count++] = dimension;
    return NRR_OK;
}

nrr_status nrr_query_add_dimension_integer(nrr_query *query, int64_t integer)
{
    nrr__key_entry dimension = {NULL, 0, 0, NRR_KEY_INTEGER};
    nrr_status status;

    if (query == NULL)
        return NRR_E_NULL;
    dimension.integer = integer;
    status = query_check_dimension(query, &dimension);
    if (status == NRR_OK)
        query->dimensions[query->dimension_count++] = dimension;
    return status;
}

/* Copies the keys of dimensions into a copy that has none of its own yet. */
static int query_copy_dimensions(nrr_query *copy, const nrr_query *query)
{
    uint32_t i;

    for (i = 0; i < query->dimension_count; i++) {
        const nrr__key_entry *key = &query->dimensions[i];
        copy->dimensions[i] = *key;
        copy->dimension_bytes[i] = NULL;
        if (key->type == NRR_KEY_BYTES) {
            copy->dimension_bytes[i] = nrr__memory_array(&copy->memory, key->length, 1);
            if (copy->dimension_bytes[i] == NULL)
                return 0;
            if (key->length != 0)
                memcpy(copy->dimension_bytes[i], key->bytes, key->length);
            copy->dimensions[i].bytes = copy->dimension_bytes[i];
        }
        copy->dimension_count = i + 1;
    }
    return 1;
}

nrr_query *nrr__query_copy(const nrr_query *query, const nrr_allocator *memory)
{
    nrr_query *copy = nrr__memory_array(memory, 1, sizeof *copy);

    if (copy == NULL)
        return NULL;
    *copy = *query;
    copy->memory = *memory;
    copy->dimension_count = 0;
    copy->period_capacity = query->period_count;
    copy->reason_capacity = query->reason_count;
    copy->periods = nrr__memory_array(memory, copy->period_capacity, sizeof *copy->periods);
    copy->reasons = nrr__memory_array(memory, copy->reason_capacity, sizeof *copy->reasons);
    if (copy->periods == NULL || copy->reasons == NULL || !query_copy_dimensions(copy, query)) {
        nrr_query_free(copy);
        return NULL;
    }
    nrr__assert(query->period_count != 0); /* reports have periods, and only theirs are copied */
    memcpy(copy->periods, query->periods, query->period_count * sizeof *query->periods);
    if (query->reason_count != 0)
        memcpy(copy->reasons, query->reasons, query->reason_count * sizeof *query->reasons);
    return copy;
}

static int query_equal_dimensions(const nrr_query *a, const nrr_query *b)
{
    uint32_t i;

    if (a->dimension_count != b->dimension_count)
        return 0;
    for (i = 0; i < a->dimension_count; i++)
        if (nrr__key_entry_order(&a->dimensions[i], &b->dimensions[i]) != 0)
            return 0;
    return 1;
}

/* The set of the measures that a query asks for. */
static uint64_t query_measures(const nrr_query *query)
{
    return query->measures != 0 ? query->measures : nrr__measures_all();
}

int nrr__query_equal(const nrr_query *a, const nrr_query *b)
{
    return query_equal_dimensions(a, b) && nrr__query_equal_totals(a, b);
}

int nrr__query_equal_totals(const nrr_query *a, const nrr_query *b)
{
    if (a->unit != b->unit || a->has_expiry != b->has_expiry ||
        (a->has_expiry && a->expiry != b->expiry) || query_measures(a) != query_measures(b) ||
        a->period_count != b->period_count || a->reason_count != b->reason_count)
        return 0;
    nrr__assert(a->period_count != 0); /* they are of reports */
    return memcmp(a->periods, b->periods, a->period_count * sizeof *a->periods) == 0 &&
           (a->reason_count == 0 ||
            memcmp(a->reasons, b->reasons, a->reason_count * sizeof *a->reasons) == 0);
}
