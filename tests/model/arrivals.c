/* SPDX-License-Identifier: MIT */
/*
 * METRICS.md section 2, ids, voids and parents: from what arrives to what stands; and section 7,
 * the second clock: from what stands to what is seen.
 */
#include "model/model.h"

/* Every field but known. */
static int has_same_content(const model_fact *a, const model_fact *b)
{
    return a->customer == b->customer && a->line == b->line && a->time == b->time &&
           a->kind == b->kind && a->all == b->all && a->reason == b->reason &&
           a->sequence == b->sequence && model_amount_as_read(a) == model_amount_as_read(b);
}

/* Whether the id of a fact is taken by one with other content. */
static int conflicts(const model_books *books, const model_fact *fact)
{
    for (size_t i = 0; i < books->count; i++) {
        const model_fact *other = &books->arrived[i];
        if (fact->id != 0 && other->id == fact->id && fact->kind != NRR_KIND_VOID &&
            other->kind != NRR_KIND_VOID && !has_same_content(fact, other)) {
            return 1;
        }
    }
    return 0;
}

nrr_status model_arrive(model_books *books, const model_fact *batch, size_t count, size_t *row)
{
    size_t before = books->count;

    for (size_t i = 0; i < count; i++) {
        if (conflicts(books, &batch[i])) {
            books->count = before;
            books->conflicts[books->conflict_count++] = batch[i].id;
            *row = i;
            return NRR_E_CONFLICT;
        }
        books->arrived[books->count++] = batch[i];
    }
    return NRR_OK;
}

/* Steps to the top, and the top; more than the customers that there are means round and round. */
static size_t steps_to_top(const model_books *books, uint32_t customer, uint32_t *top)
{
    size_t steps = 0;

    *top = customer;
    while (books->parents[*top] != 0 && steps <= MODEL_CUSTOMERS_MAX) {
        *top = books->parents[*top];
        steps++;
    }
    return steps;
}

uint32_t model_top(const model_books *books, uint32_t customer)
{
    uint32_t top;

    (void)steps_to_top(books, customer, &top);
    return top;
}

static nrr_status judge_parents(const model_books *books)
{
    size_t longest = 0;

    for (uint32_t customer = 1; customer < MODEL_CUSTOMERS_MAX; customer++) {
        uint32_t top;
        size_t steps = steps_to_top(books, customer, &top);
        longest = steps > longest ? steps : longest;
    }
    if (longest > MODEL_CUSTOMERS_MAX) {
        return NRR_E_CYCLE;
    }
    return longest > NRR_PARENT_CHAIN_MAX ? NRR_E_CHAIN : NRR_OK;
}

nrr_status model_set_parents(model_books *books, const uint32_t *customers, const uint32_t *parents,
                             size_t count, size_t *row)
{
    model_books before = *books;

    for (size_t i = 0; i < count; i++) {
        nrr_status status;
        books->parents[customers[i]] = parents[i];
        status = judge_parents(books);
        if (status != NRR_OK) {
            *books = before;
            *row = i;
            return status;
        }
    }
    return NRR_OK;
}

/* Absent is before every instant. */
static void keep_earlier_known(model_fact *kept, const model_fact *copy)
{
    if (!kept->has_known) {
        return;
    }
    if (!copy->has_known || copy->known < kept->known) {
        kept->has_known = copy->has_known;
        kept->known = copy->known;
    }
}

size_t model_standing(const model_books *books, model_fact *facts)
{
    size_t count = 0;

    for (size_t i = 0; i < books->count; i++) {
        const model_fact *fact = &books->arrived[i];
        size_t place = 0;
        if (fact->kind == NRR_KIND_VOID) {
            continue;
        }
        while (place < count && (fact->id == 0 || facts[place].id != fact->id)) {
            place++;
        }
        if (place == count) {
            facts[count++] = *fact;
        } else {
            keep_earlier_known(&facts[place], fact);
        }
    }
    return count;
}

size_t model_times_come(const model_books *books, uint32_t id)
{
    size_t times = 0;

    for (size_t i = 0; i < books->count; i++) {
        times += books->arrived[i].kind != NRR_KIND_VOID && books->arrived[i].id == id;
    }
    return times;
}

const model_fact *model_void_of(const model_books *books, uint32_t id)
{
    const model_fact *earliest = NULL;

    for (size_t i = 0; i < books->count; i++) {
        const model_fact *other = &books->arrived[i];
        if (id == 0 || other->kind != NRR_KIND_VOID || other->id != id) {
            continue;
        }
        if (earliest == NULL || !other->has_known ||
            (earliest->has_known && other->known < earliest->known)) {
            earliest = other;
        }
    }
    return earliest;
}

int model_is_known(const model_fact *fact, model_clock clock)
{
    return !clock.is_set || !fact->has_known || fact->known <= clock.known;
}

int model_is_seen(const model_books *books, const model_fact *fact, model_clock clock)
{
    const model_fact *taken_back = model_void_of(books, fact->id);

    return model_is_known(fact, clock) &&
           (taken_back == NULL || !model_is_known(taken_back, clock));
}

size_t model_seen(const model_books *books, model_clock clock, model_fact *facts)
{
    model_fact standing[MODEL_ARRIVALS_MAX];
    size_t count = model_standing(books, standing);
    size_t seen = 0;

    for (size_t i = 0; i < count; i++) {
        if (model_is_seen(books, &standing[i], clock)) {
            facts[seen] = standing[i];
            facts[seen].top = model_top(books, facts[seen].customer);
            seen++;
        }
    }
    return seen;
}
