/* SPDX-License-Identifier: MIT */
/* Fact list: see fact_list.h. */
#include "fact_list.h"

#include "invariant.h"
#include "key_order.h"
#include "memory.h"
#include "replay.h"
#include "sort.h"
#include "table_state.h"

#include <string.h>

void nrr__fact_list_begin(nrr__fact_list *list, const nrr_snapshot *snapshot)
{
    memset(list, 0, sizeof *list);
    list->memory = snapshot->memory;
    list->snapshot = snapshot;
}

void nrr__fact_list_end(nrr__fact_list *list)
{
    nrr__memory_release(&list->memory, list->facts, list->capacity, sizeof *list->facts);
}

nrr_status nrr__fact_list_add(nrr__fact_list *list, const nrr__listed_fact *fact)
{
    nrr__listed_fact *facts;
    size_t capacity;

    if (list->count == list->capacity) {
        capacity = nrr__memory_grown(list->capacity, list->count + 1);
        facts = nrr__memory_resize(&list->memory, list->facts, list->capacity, capacity,
                                   sizeof *facts);
        if (facts == NULL)
            return NRR_E_MEMORY;
        list->facts = facts;
        list->capacity = capacity;
    }
    list->facts[list->count++] = *fact;
    return NRR_OK;
}

/* The columns of a fact, in the order of a table's. */
enum {
    LISTED_TIME,
    LISTED_AMOUNT,
    LISTED_KNOWN,
    LISTED_SEQUENCE,
    LISTED_CUSTOMER,
    LISTED_LINE,
    LISTED_ID,
    LISTED_KIND,
    LISTED_REASON,
    LISTED_FLAGS,
    LISTED_DIMENSION,
    LISTED_VALUE
};

/* The bits of a sequence, which a column of a table holds. */
static int64_t fact_list_bits(uint64_t sequence)
{
    int64_t bits;

    memcpy(&bits, &sequence, sizeof bits);
    return bits;
}

static void fact_list_read_assignment(const nrr_assignment *assignment, int64_t *columns)
{
    columns[LISTED_TIME] = assignment->time;
    columns[LISTED_SEQUENCE] = fact_list_bits(assignment->sequence);
    columns[LISTED_CUSTOMER] = assignment->customer;
    columns[LISTED_LINE] = assignment->line;
    columns[LISTED_FLAGS] = assignment->flags;
    columns[LISTED_DIMENSION] = assignment->dimension;
    columns[LISTED_VALUE] = assignment->value;
}

static void fact_list_read(const nrr__listed_fact *fact, int64_t *columns)
{
    const nrr__fact_chunk *chunk = fact->chunk;
    nrr__fact_core core;

    memset(columns, 0, NRR__FACT_LIST_COLUMNS * sizeof *columns);
    columns[LISTED_KNOWN] = fact->known;
    columns[LISTED_ID] = fact->id;
    if (fact->assignment != NULL)
        fact_list_read_assignment(fact->assignment, columns);
    if (chunk == NULL)
        return;
    core = nrr__fact_chunk_core(chunk, fact->row);
    columns[LISTED_TIME] = core.time;
    columns[LISTED_AMOUNT] = core.amount;
    if (chunk->sequences != NULL)
        columns[LISTED_SEQUENCE] = fact_list_bits(chunk->sequences[fact->row]);
    columns[LISTED_CUSTOMER] = core.customer;
    columns[LISTED_LINE] = chunk->lines == NULL ? 0 : chunk->lines[fact->row];
    columns[LISTED_KIND] = core.kind;
    columns[LISTED_REASON] = core.reason;
    columns[LISTED_FLAGS] = core.flags;
}

static int fact_list_order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int fact_list_order_unsigned(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* Facts and assignments by time, customer and line. */
static int fact_list_order_lines(const int64_t *left, const int64_t *right,
                                 const nrr_snapshot *snapshot)
{
    int order = fact_list_order(left[LISTED_TIME], right[LISTED_TIME]);

    if (order == 0)
        order = nrr__key_order(snapshot->keys[NRR_KEY_CUSTOMER - 1].store,
                               (uint32_t)left[LISTED_CUSTOMER], (uint32_t)right[LISTED_CUSTOMER]);
    if (order == 0)
        order = nrr__key_order(snapshot->keys[NRR_KEY_LINE - 1].store,
                               (uint32_t)left[LISTED_LINE], (uint32_t)right[LISTED_LINE]);
    return order;
}

/* Facts of one line at one time, by all that orders them but the id. */
static int fact_list_order_replay(const int64_t *left, const int64_t *right)
{
    int order = fact_list_order_unsigned((uint64_t)left[LISTED_SEQUENCE],
                                         (uint64_t)right[LISTED_SEQUENCE]);

    if (order == 0)
        order = fact_list_order(
            nrr__replay_rank((nrr_kind)left[LISTED_KIND], (uint32_t)left[LISTED_FLAGS]),
            nrr__replay_rank((nrr_kind)right[LISTED_KIND], (uint32_t)right[LISTED_FLAGS]));
    if (order == 0)
        order = fact_list_order(left[LISTED_AMOUNT], right[LISTED_AMOUNT]);
    return order == 0 ? fact_list_order(left[LISTED_REASON], right[LISTED_REASON]) : order;
}

/* Assignments at one time, of one customer and line, or of the customer and its default line. */
static int fact_list_order_values(const nrr_assignment *a, const nrr_assignment *b,
                                  const nrr_snapshot *snapshot)
{
    int order = fact_list_order(a->flags, b->flags);

    if (order == 0)
        order = nrr__key_order(snapshot->keys[NRR_KEY_DIMENSION - 1].store, a->dimension,
                               b->dimension);
    if (order == 0)
        order = nrr__key_order(snapshot->keys[NRR_KEY_VALUE - 1].store, a->value, b->value);
    return order;
}

/* Facts whose rows are there, and assignments, by all that orders them but the id. */
static int fact_list_order_rows(const nrr__listed_fact *a, const nrr__listed_fact *b,
                                const nrr_snapshot *snapshot)
{
    int64_t left[NRR__FACT_LIST_COLUMNS], right[NRR__FACT_LIST_COLUMNS];
    int order;

    fact_list_read(a, left);
    fact_list_read(b, right);
    order = fact_list_order_lines(left, right, snapshot);
    if (order == 0)
        order = (a->assignment != NULL) - (b->assignment != NULL);
    if (order != 0)
        return order;
    return a->assignment != NULL ? fact_list_order_values(a->assignment, b->assignment, snapshot)
                                 : fact_list_order_replay(left, right);
}

/* Whether all that is there of a fact is its id. */
static int fact_list_is_id(const nrr__listed_fact *fact)
{
    return fact->chunk == NULL && fact->assignment == NULL;
}

/* Facts that are the same in every way, but for that one of them was replayed first. */
static int fact_list_order_places(const nrr__listed_fact *a, const nrr__listed_fact *b)
{
    if (a->chunk == NULL)
        return 0;
    return fact_list_order_unsigned(a->chunk->place + a->row, b->chunk->place + b->row);
}

static int fact_list_compare(const void *a, const void *b, const void *context)
{
    const nrr__listed_fact *left = a, *right = b;
    const nrr_snapshot *snapshot = context;
    int order = fact_list_is_id(right) - fact_list_is_id(left);

    if (order == 0 && !fact_list_is_id(left))
        order = fact_list_order_rows(left, right, snapshot);
    if (order == 0)
        order = nrr__key_order(snapshot->keys[NRR_KEY_FACT - 1].store, left->id, right->id);
    if (order == 0)
        order = fact_list_order(left->known, right->known); /* of facts without ids */
    if (order == 0)
        order = fact_list_order_places(left, right);
    if (order == 0)
        order = fact_list_order(left->why, right->why);
    return order;
}

static int fact_list_compare_addresses(const void *a, const void *b, const void *context)
{
    const nrr__listed_fact *left = a, *right = b;

    (void)context;
    return fact_list_order_unsigned(left->address, right->address);
}

static nrr_status fact_list_sort(nrr__fact_list *list, nrr__compare compare)
{
    nrr__sortable sortable = {list->facts, NULL, list->count, sizeof *list->facts, list->snapshot};

    sortable.scratch = nrr__memory_array(&list->memory, list->count, sizeof *list->facts);
    if (sortable.scratch == NULL)
        return NRR_E_MEMORY;
    nrr__sort(&sortable, compare);
    nrr__memory_release(&list->memory, sortable.scratch, list->count, sizeof *list->facts);
    return NRR_OK;
}

/* The first fact of a list sorted by address whose address is not below this one. */
static size_t fact_list_find(const nrr__fact_list *list, uint32_t address)
{
    size_t low = 0, high = list->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->facts[middle].address < address)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Finds the ids of the listed facts. A fact does not hold its id (an id leads to its fact), so all
 * ids are gone through once. Addresses are kept plus 1: 0 is a row without one. */
static nrr_status fact_list_find_ids(nrr__fact_list *list)
{
    const nrr_snapshot *snapshot = list->snapshot;
    uint64_t id;
    nrr_status status;
    size_t i;

    if (snapshot->ids == NULL)
        return NRR_OK;
    for (i = 0; i < list->count; i++) {
        const nrr__listed_fact *fact = &list->facts[i];
        list->facts[i].address = fact->chunk == NULL || (fact->chunk->columns & NRR__CHUNK_IDS) == 0
                                     ? 0
                                     : fact->chunk->address + (uint32_t)fact->row + 1;
    }
    status = fact_list_sort(list, fact_list_compare_addresses);
    if (status != NRR_OK)
        return status;
    for (id = 1; id <= snapshot->id_count; id++) {
        uint32_t address = nrr__id_address(snapshot->ids, (uint32_t)id);
        for (i = fact_list_find(list, address);
             address != 0 && i < list->count && list->facts[i].address == address; i++)
            list->facts[i].id = (uint32_t)id;
    }
    return NRR_OK;
}

/* How many columns of a table stand before those of the fact. */
static size_t fact_list_before(size_t field_count)
{
    if (field_count > NRR__FACT_LIST_COLUMNS)
        return 2;
    return field_count - NRR__FACT_LIST_FACT_COLUMNS;
}

nrr_status nrr__fact_list_table(nrr__fact_list *list, const nrr_field *fields, size_t field_count,
                                const nrr_page *page, nrr_table **table)
{
    nrr__page_rows rows = nrr__page_rows_of(page, list->count);
    size_t before = fact_list_before(field_count), row, column;
    nrr_status status = fact_list_find_ids(list);
    nrr_table *made;

    if (status == NRR_OK)
        status = fact_list_sort(list, fact_list_compare);
    if (status != NRR_OK)
        return status;
    made = nrr__table_new(&list->memory, fields, field_count, rows.end - rows.first);
    if (made == NULL)
        return NRR_E_MEMORY;
    made->total = list->count;
    for (row = 0; row < made->row_count; row++) {
        const nrr__listed_fact *fact = &list->facts[rows.first + row];
        int64_t columns[NRR__FACT_LIST_COLUMNS];
        fact_list_read(fact, columns);
        if (before >= 1)
            nrr__table_values(made, 0)[row] = fact->why;
        if (before == 2)
            nrr__table_values(made, 1)[row] = fact->much;
        for (column = before; column < field_count; column++)
            nrr__table_values(made, column)[row] = columns[column - before];
    }
    *table = made;
    return NRR_OK;
}
