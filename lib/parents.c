/* SPDX-License-Identifier: MIT */
/* Parents: see parents.h. */
#include "parents.h"

#include "invariant.h"
#include "ledger_state.h"
#include "memory.h"

#include <string.h>

void nrr__parents_release(nrr__parents *parents)
{
    nrr_allocator memory;

    if (parents == NULL || !nrr__count_release(&parents->references))
        return;
    memory = parents->memory;
    nrr__memory_release(&memory, parents->of, parents->count, sizeof *parents->of);
    nrr__memory_release(&memory, parents->heights, parents->count, sizeof *parents->heights);
    nrr__memory_release(&memory, parents, 1, sizeof *parents);
}

uint32_t nrr__parent_of(const nrr__parents *parents, uint32_t customer)
{
    return parents == NULL || customer > parents->count ? 0 : parents->of[customer - 1];
}

uint32_t nrr__parent_top(const nrr__parents *parents, uint32_t customer)
{
    uint32_t parent;

    while ((parent = nrr__parent_of(parents, customer)) != 0)
        customer = parent;
    return customer;
}

/* A mapping for so many customers, a copy of another one as far as that goes. */
static nrr__parents *parents_copy(const nrr__parents *from, const nrr_allocator *memory,
                                  uint32_t count)
{
    nrr__parents *made = nrr__memory_zeroed(memory, 1, sizeof *made);

    if (made == NULL)
        return NULL;
    nrr__count_begin(&made->references);
    made->memory = *memory;
    made->count = count;
    made->heights_are_exact = 1;
    made->of = nrr__memory_zeroed(memory, count, sizeof *made->of);
    made->heights = nrr__memory_zeroed(memory, count, sizeof *made->heights);
    if (made->of == NULL || made->heights == NULL) {
        nrr__parents_release(made);
        return NULL;
    }
    if (from != NULL) {
        memcpy(made->of, from->of, from->count * sizeof *made->of);
        memcpy(made->heights, from->heights, from->count * sizeof *made->heights);
        made->heights_are_exact = from->heights_are_exact;
    }
    return made;
}

/* Gives the ledger a mapping of its own that holds all of its customers. */
static nrr_status parents_own(nrr_ledger *ledger)
{
    uint32_t customers = nrr__ledger_key_count(ledger, NRR_KEY_CUSTOMER), count = customers;
    nrr__parents *old = ledger->parents, *made;

    if (old != NULL && old->count >= customers && nrr__count_is_one(&old->references))
        return NRR_OK;
    /* Room for more, so that customers who come one by one do not cost a copy each. */
    if (customers < UINT32_MAX / 2)
        count = customers + customers / 2;
    made = parents_copy(old, &ledger->memory, count);
    if (made == NULL)
        return NRR_E_MEMORY;
    nrr__parents_release(old);
    ledger->parents = made;
    return NRR_OK;
}

/* Raises what is known of the heights above a customer that is a step below `parent`. */
static void parents_raise(nrr__parents *parents, uint32_t parent, uint32_t height)
{
    for (; parent != 0; parent = nrr__parent_of(parents, parent), height++) {
        if (parents->heights[parent - 1] >= height)
            return;
        nrr__assert(height <= NRR_PARENT_CHAIN_MAX);
        parents->heights[parent - 1] = (uint8_t)height;
    }
}

/* Heights are only ever raised as parents are assigned: where one was taken away they may be too
 * large, and are found anew before a chain is refused for its length. */
static void parents_measure(nrr__parents *parents)
{
    uint32_t customer;

    memset(parents->heights, 0, parents->count * sizeof *parents->heights);
    for (customer = 1; customer <= parents->count; customer++)
        parents_raise(parents, nrr__parent_of(parents, customer), 1);
    parents->heights_are_exact = 1;
}

/* Steps from a customer to its top parent. */
static uint32_t parents_depth(const nrr__parents *parents, uint32_t customer)
{
    uint32_t depth = 0;

    while ((customer = nrr__parent_of(parents, customer)) != 0)
        depth++;
    return depth;
}

static int parents_is_above(const nrr__parents *parents, uint32_t ancestor, uint32_t customer)
{
    for (; customer != 0; customer = nrr__parent_of(parents, customer))
        if (customer == ancestor)
            return 1;
    return 0;
}

/* Assigns a parent that is not the customer's descendant, if the chain is not too long then. */
static nrr_status parents_assign(nrr__parents *parents, uint32_t customer, uint32_t parent)
{
    uint32_t above = parents_depth(parents, parent) + 1, old = parents->of[customer - 1];

    parents->of[customer - 1] = 0;
    if (old != 0)
        parents->heights_are_exact = 0;
    if (above + parents->heights[customer - 1] > NRR_PARENT_CHAIN_MAX && !parents->heights_are_exact)
        parents_measure(parents);
    if (above + parents->heights[customer - 1] > NRR_PARENT_CHAIN_MAX) {
        parents->of[customer - 1] = old;
        parents_raise(parents, old, parents->heights[customer - 1] + 1U);
        return NRR_E_CHAIN;
    }
    parents->of[customer - 1] = parent;
    parents_raise(parents, parent, parents->heights[customer - 1] + 1U);
    return NRR_OK;
}

static nrr_status parents_set(nrr_ledger *ledger, uint32_t customer, uint32_t parent,
                              nrr_field *field)
{
    uint32_t customers = nrr__ledger_key_count(ledger, NRR_KEY_CUSTOMER);
    nrr__parents *parents = ledger->parents;

    *field = NRR_FIELD_CUSTOMER;
    if (customer == 0 || customer > customers)
        return NRR_E_CUSTOMER;
    *field = NRR_FIELD_PARENT;
    if (parent > customers)
        return NRR_E_CUSTOMER;
    if (parent == 0) {
        parents->of[customer - 1] = 0;
        parents->heights_are_exact = 0;
        return NRR_OK;
    }
    if (parents_is_above(parents, customer, parent))
        return NRR_E_CYCLE;
    return parents_assign(parents, customer, parent);
}

/* Takes back the pairs that were assigned, the last one first. No chain gets longer than it was. */
static void parents_restore(nrr__parents *parents, const uint32_t *customers, const uint32_t *old,
                            size_t count)
{
    while (count-- > 0)
        parents->of[customers[count] - 1] = old[count];
    parents_measure(parents);
}

static nrr_status parents_set_all(nrr_ledger *ledger, const uint32_t *customers,
                                  const uint32_t *of, uint32_t *old, nrr_refusal *found)
{
    size_t count = (size_t)found->row, i;
    nrr_status status;

    for (i = 0; i < count; i++) {
        old[i] = nrr__parent_of(ledger->parents, customers[i] == 0 ? 1 : customers[i]);
        status = parents_set(ledger, customers[i], of[i], &found->field);
        if (status != NRR_OK) {
            parents_restore(ledger->parents, customers, old, i);
            found->row = (int64_t)i;
            return status;
        }
    }
    return NRR_OK;
}

nrr_status nrr_ledger_set_parents(nrr_ledger *ledger, const uint32_t *customers,
                                  const uint32_t *parents, size_t count, nrr_refusal *refusal)
{
    nrr_refusal found = {-1, 0, NRR_OK};
    uint32_t *old = NULL;

    if (ledger == NULL || ((customers == NULL || parents == NULL) && count != 0))
        found.status = NRR_E_NULL;
    else if ((found.status = parents_own(ledger)) == NRR_OK) {
        old = nrr__memory_array(&ledger->memory, count, sizeof *old);
        found.status = old == NULL ? NRR_E_MEMORY : NRR_OK;
    }
    if (found.status == NRR_OK) {
        found.row = (int64_t)count;
        found.status = parents_set_all(ledger, customers, parents, old, &found);
    }
    if (ledger != NULL)
        nrr__memory_release(&ledger->memory, old, count, sizeof *old);
    if (found.status != NRR_OK && refusal != NULL)
        *refusal = found;
    return found.status;
}

nrr_status nrr_ledger_parent(const nrr_ledger *ledger, uint32_t customer, uint32_t *parent)
{
    if (ledger == NULL || parent == NULL)
        return NRR_E_NULL;
    if (customer == 0 || customer > nrr__ledger_key_count(ledger, NRR_KEY_CUSTOMER))
        return NRR_E_CUSTOMER;
    *parent = nrr__parent_of(ledger->parents, customer);
    return NRR_OK;
}
