/* SPDX-License-Identifier: MIT */
/* Stale: customers who still count, and of whom nothing has been heard for long. */
#include "nrr/finding.h"

#include "key_order.h"
#include "memory.h"
#include "snapshot_state.h"
#include "sort.h"
#include "table_state.h"
#include "timeline_build.h"

#include <string.h>

typedef struct stale_customer {
    int64_t level;
    int64_t last; /* the time of the last fact before the instant */
    uint32_t customer;
    uint32_t reserved;
} stale_customer;

typedef struct stale_list {
    const nrr_snapshot *snapshot;
    const nrr_staleness *staleness;
    stale_customer *customers;
    size_t count, capacity;
} stale_list;

/* The level of a customer of the block at hand, which is no copy, just before an instant. */
static int64_t stale_level(const nrr__track *customers, uint32_t customer, int64_t at)
{
    uint32_t low = customers->first[customer], high = customers->first[customer + 1], first = low;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (customers->times[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low == first ? 0 : customers->levels[low - 1];
}

/* The time of the last fact of a customer before an instant; there is one if the level is positive. */
static int64_t stale_last(const nrr__timeline_builder *builder, uint32_t customer, int64_t at)
{
    uint32_t record = builder->starts[customer], end = builder->starts[customer + 1];
    int64_t last = INT64_MIN;

    for (; record < end; record++) {
        int64_t time = builder->records[record].time;
        if (time < at && time > last)
            last = time;
    }
    return last;
}

static nrr_status stale_add(stale_list *list, const stale_customer *customer)
{
    const nrr_allocator *memory = &list->snapshot->memory;
    stale_customer *customers;
    size_t capacity;

    if (list->count == list->capacity) {
        capacity = nrr__memory_grown(list->capacity, list->count + 1);
        customers = nrr__memory_resize(memory, list->customers, list->capacity, capacity,
                                       sizeof *customers);
        if (customers == NULL)
            return NRR_E_MEMORY;
        list->customers = customers;
        list->capacity = capacity;
    }
    list->customers[list->count++] = *customer;
    return NRR_OK;
}

/* Adds the outdated customers of the block that was just built. */
static nrr_status stale_add_block(stale_list *list, const nrr__timeline_builder *builder,
                                  uint32_t first_customer)
{
    const nrr__track *customers = &builder->scratch.customers;
    int64_t at = list->staleness->at;
    uint64_t longer_than = (uint64_t)list->staleness->longer_than;
    uint32_t i;

    if (builder->scratch.customer_overflow)
        return NRR_E_OVERFLOW;
    for (i = 0; i < customers->unit_count; i++) {
        stale_customer customer = {0, 0, first_customer + i, 0};
        nrr_status status;
        customer.level = stale_level(customers, i, at);
        if (customer.level == 0)
            continue;
        customer.last = stale_last(builder, i, at);
        if ((uint64_t)at - (uint64_t)customer.last <= longer_than)
            continue;
        status = stale_add(list, &customer);
        if (status != NRR_OK)
            return status;
    }
    return NRR_OK;
}

static nrr_status stale_find(stale_list *list)
{
    const nrr_snapshot *snapshot = list->snapshot;
    nrr__timeline_builder builder;
    nrr_status status = NRR_OK;
    uint32_t i;

    nrr__timeline_builder_begin(&builder, &snapshot->memory);
    builder.keeps_records = 1;
    for (i = 0; i < snapshot->version_count && status == NRR_OK; i++) {
        status = nrr__timeline_build(&builder, snapshot->versions[i]);
        if (status == NRR_OK)
            status = stale_add_block(list, &builder, snapshot->versions[i]->first_customer);
    }
    nrr__timeline_builder_end(&builder);
    return status;
}

static int stale_compare(const void *a, const void *b, const void *context)
{
    const stale_customer *left = a, *right = b;
    const nrr_snapshot *snapshot = context;

    if (left->level != right->level)
        return left->level > right->level ? -1 : 1;
    return nrr__key_order(snapshot->keys[NRR_KEY_CUSTOMER - 1].store, left->customer,
                          right->customer);
}

static nrr_status stale_table(stale_list *list, const nrr_page *page, nrr_table **table)
{
    static const nrr_field fields[] = {NRR_FIELD_CUSTOMER, NRR_FIELD_LEVEL, NRR_FIELD_TIME};
    const nrr_allocator *memory = &list->snapshot->memory;
    nrr__sortable sortable = {list->customers, NULL, list->count, sizeof *list->customers,
                              list->snapshot};
    nrr__page_rows rows = nrr__page_rows_of(page, list->count);
    nrr_table *made;
    size_t row;

    sortable.scratch = nrr__memory_array(memory, list->count, sizeof *list->customers);
    if (sortable.scratch == NULL)
        return NRR_E_MEMORY;
    nrr__sort(&sortable, stale_compare);
    nrr__memory_release(memory, sortable.scratch, list->count, sizeof *list->customers);
    made = nrr__table_new(memory, fields, sizeof fields / sizeof *fields, rows.end - rows.first);
    if (made == NULL)
        return NRR_E_MEMORY;
    made->total = list->count;
    for (row = 0; row < made->row_count; row++) {
        const stale_customer *customer = &list->customers[rows.first + row];
        nrr__table_values(made, 0)[row] = customer->customer;
        nrr__table_values(made, 1)[row] = customer->level;
        nrr__table_values(made, 2)[row] = customer->last;
    }
    *table = made;
    return NRR_OK;
}

nrr_status nrr_snapshot_stale(const nrr_snapshot *snapshot, const nrr_staleness *staleness,
                              const nrr_page *page, nrr_table **table)
{
    stale_list list = {snapshot, staleness, NULL, 0, 0};
    nrr_status status;

    if (snapshot == NULL || staleness == NULL || page == NULL || table == NULL)
        return NRR_E_NULL;
    if (staleness->longer_than < 0)
        return NRR_E_OPTION_VALUE;
    status = stale_find(&list);
    if (status == NRR_OK)
        status = stale_table(&list, page, table);
    nrr__memory_release(&snapshot->memory, list.customers, list.capacity, sizeof *list.customers);
    return status;
}
