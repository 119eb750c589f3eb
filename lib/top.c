/* SPDX-License-Identifier: MIT */
/* Top: see top.h. */
#include "top.h"

#include "key_order.h"
#include "memory.h"
#include "sort.h"
#include "wide.h"

#include <string.h>

void nrr__top_begin(nrr__top *top, const nrr_snapshot *snapshot, const nrr_page *page)
{
    memset(top, 0, sizeof *top);
    top->snapshot = snapshot;
    top->page = *page;
}

void nrr__top_end(nrr__top *top)
{
    nrr__memory_release(&top->snapshot->memory, top->units, top->capacity, sizeof *top->units);
}

int nrr__top_compare(const nrr__top_unit *a, const nrr__top_unit *b, const nrr_snapshot *snapshot)
{
    uint64_t left = nrr__wide_magnitude(a->amount), right = nrr__wide_magnitude(b->amount);
    int order;

    if (left != right)
        return left > right ? -1 : 1;
    if (a->amount != b->amount)
        return a->amount > b->amount ? -1 : 1;
    order = nrr__key_order(snapshot->keys[NRR_KEY_CUSTOMER - 1].store, a->customer, b->customer);
    return order != 0 ? order
                      : nrr__key_order(snapshot->keys[NRR_KEY_LINE - 1].store, a->line, b->line);
}

static int top_compare(const void *a, const void *b, const void *context)
{
    const nrr__top_unit *left = a, *right = b;
    const nrr_snapshot *snapshot = context;

    return nrr__top_compare(left, right, snapshot);
}

/* How many units the page reaches. */
static uint64_t top_limit(const nrr__top *top)
{
    uint64_t left = UINT64_MAX - top->page.first;

    return top->page.count == 0 ? 0
           : top->page.count < left ? top->page.first + top->page.count
                                    : UINT64_MAX;
}

/* Whether the unit at one place belongs behind that at the other. */
static int top_is_behind(const nrr__top *top, size_t a, size_t b)
{
    return nrr__top_compare(&top->units[a], &top->units[b], top->snapshot) > 0;
}

static void top_swap(nrr__top *top, size_t a, size_t b)
{
    nrr__top_unit unit = top->units[a];

    top->units[a] = top->units[b];
    top->units[b] = unit;
}

/* Lets a unit sink in the heap, below those that belong behind it. */
static void top_sink(nrr__top *top, size_t place)
{
    for (;;) {
        size_t child = 2 * place + 1;
        if (child >= top->count)
            return;
        if (child + 1 < top->count && top_is_behind(top, child + 1, child))
            child++;
        if (!top_is_behind(top, child, place))
            return;
        top_swap(top, child, place);
        place = child;
    }
}

static nrr_status top_append(nrr__top *top, const nrr__top_unit *unit)
{
    nrr__top_unit *units;
    size_t capacity, place;

    if (top->count == top->capacity) {
        capacity = nrr__memory_grown(top->capacity, top->count + 1);
        units = nrr__memory_resize(&top->snapshot->memory, top->units, top->capacity, capacity,
                                   sizeof *units);
        if (units == NULL)
            return NRR_E_MEMORY;
        top->units = units;
        top->capacity = capacity;
    }
    top->units[top->count++] = *unit;
    if (top->count == top_limit(top))
        for (place = top->count / 2; place-- > 0;)
            top_sink(top, place);
    return NRR_OK;
}

nrr_status nrr__top_offer(nrr__top *top, const nrr__top_unit *unit)
{
    top->total++;
    if (top->count < top_limit(top))
        return top_append(top, unit);
    if (top->count != 0 && nrr__top_compare(unit, &top->units[0], top->snapshot) < 0) {
        top->units[0] = *unit;
        top_sink(top, 0);
    }
    return NRR_OK;
}

nrr_status nrr__top_sort(nrr__top *top)
{
    const nrr_allocator *memory = &top->snapshot->memory;
    nrr__sortable sortable = {top->units, NULL, top->count, sizeof *top->units, top->snapshot};

    sortable.scratch = nrr__memory_array(memory, top->count, sizeof *top->units);
    if (sortable.scratch == NULL)
        return NRR_E_MEMORY;
    nrr__sort(&sortable, top_compare);
    nrr__memory_release(memory, sortable.scratch, top->count, sizeof *top->units);
    return NRR_OK;
}

nrr_status nrr__top_table(nrr__top *top, nrr_table **table)
{
    static const nrr_field fields[] = {NRR_FIELD_CUSTOMER, NRR_FIELD_LINE, NRR_FIELD_AMOUNT,
                                       NRR_FIELD_OPENING, NRR_FIELD_CLOSING};
    nrr__page_rows rows = nrr__page_rows_of(&top->page, top->count);
    nrr_status status = nrr__top_sort(top);
    nrr_table *made;
    size_t row;

    if (status != NRR_OK)
        return status;
    made = nrr__table_new(&top->snapshot->memory, fields, sizeof fields / sizeof *fields,
                          rows.end - rows.first);
    if (made == NULL)
        return NRR_E_MEMORY;
    made->total = top->total;
    for (row = 0; row < made->row_count; row++) {
        const nrr__top_unit *unit = &top->units[rows.first + row];
        nrr__table_values(made, 0)[row] = unit->customer;
        nrr__table_values(made, 1)[row] = unit->line;
        nrr__table_values(made, 2)[row] = unit->amount;
        nrr__table_values(made, 3)[row] = unit->opening;
        nrr__table_values(made, 4)[row] = unit->closing;
    }
    *table = made;
    return NRR_OK;
}
