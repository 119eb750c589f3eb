/* SPDX-License-Identifier: MIT */
/*
 * Greedy: leave out what can be left out, from the last to the first, and say what remains.
 */
#include "model/chain.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The call that an event ended ends before it, and its snapshot is taken there. */
static void drop_event(chain_scenario *given, size_t place)
{
    const chain_event *dropped = &given->events[place];

    if (place > 0 && dropped->ends_call) {
        chain_event *last = &given->events[place - 1];
        last->ends_call = 1;
        if (dropped->mark.is_taken) {
            last->mark = dropped->mark;
        }
    }
    given->count--;
    memmove(&given->events[place], &given->events[place + 1],
            (given->count - place) * sizeof given->events[0]);
}

static void drop_step(chain_scenario *given, size_t place)
{
    given->step_count--;
    memmove(&given->steps[place], &given->steps[place + 1],
            (given->step_count - place) * sizeof given->steps[0]);
}

/* The steps behind go to the snapshot that has its number now. */
static void drop_mark(chain_scenario *given, size_t place)
{
    size_t number = 0;

    for (size_t i = 0; i < place; i++) {
        number += (size_t)given->events[i].mark.is_taken;
    }
    for (size_t i = 0; i < given->step_count && given->events[place].mark.is_taken; i++) {
        given->steps[i].snapshot -= given->steps[i].snapshot > number;
    }
    memset(&given->events[place].mark, 0, sizeof given->events[place].mark);
}

static void halve_crowd(chain_scenario *given, size_t place)
{
    given->events[place].crowd -= given->events[place].crowd / 2;
}

/* One query less, of the walker that has two. */
static void drop_query(chain_scenario *given, size_t place)
{
    chain_walker *walker = &given->walkers[place / CHAIN_QUERIES_MAX];

    if (walker->count == CHAIN_QUERIES_MAX) {
        walker->count = 1;
        walker->queries[0] = walker->queries[1 - place % CHAIN_QUERIES_MAX];
    }
}

typedef void drop_function(chain_scenario *given, size_t place);

static size_t size_of(const chain_scenario *given)
{
    size_t size = given->count + given->step_count;

    for (size_t i = 0; i < given->count; i++) {
        size += given->events[i].crowd + (size_t)given->events[i].mark.is_taken;
    }
    for (size_t w = 0; w < given->walker_count; w++) {
        size += given->walkers[w].count;
    }
    return size;
}

static int shrink_all(chain_scenario *failing, drop_function *drop, size_t count,
                      chain_check_function *check, compare_difference *difference)
{
    static chain_scenario smaller;
    int shrunk = 0;

    for (size_t i = count; i-- > 0;) {
        compare_difference found;
        memset(&found, 0, sizeof found);
        smaller = *failing;
        drop(&smaller, i);
        if (size_of(&smaller) == size_of(failing)) {
            continue;
        }
        check(&smaller, &found);
        if (found.found) {
            *failing = smaller;
            *difference = found;
            shrunk = 1;
        }
    }
    return shrunk;
}

void chain_shrink(chain_scenario *failing, chain_check_function *check,
                  compare_difference *difference)
{
    int shrunk;

    do {
        shrunk = shrink_all(failing, drop_event, failing->count, check, difference);
        shrunk |= shrink_all(failing, drop_step, failing->step_count, check, difference);
        shrunk |= shrink_all(failing, drop_mark, failing->count, check, difference);
        shrunk |= shrink_all(failing, halve_crowd, failing->count, check, difference);
        shrunk |= shrink_all(failing, drop_query, failing->walker_count * CHAIN_QUERIES_MAX, check,
                             difference);
    } while (shrunk);
}

static void print_fact(const chain_event *event)
{
    const model_fact *fact = &event->fact;
    const char *kind = "?";

    (void)nrr_vocabulary_name(NRR_VOCABULARY_KIND, fact->kind, &kind);
    (void)fprintf(stderr, "%s, customer %" PRIu32, kind, fact->customer);
    if (event->crowd > 0) {
        (void)fprintf(stderr, " and so on, %" PRIu32 " of them", event->crowd);
    }
    if (fact->id != 0) {
        (void)fprintf(stderr, ", id %" PRIu32, fact->id);
    }
    if (fact->has_known) {
        (void)fprintf(stderr, ", known %" PRId64, fact->known);
    }
    (void)fprintf(stderr,
                  ", line %" PRIu32 ", time %" PRId64 ", amount %" PRId64 "%s, reason %" PRId32
                  ", sequence %" PRIu64,
                  fact->line, fact->time, fact->amount, fact->all ? " (ALL)" : "", fact->reason,
                  fact->sequence);
}

static void print_event(const chain_event *event)
{
    const model_assignment *one = &event->assignment;

    switch (event->kind) {
    case CHAIN_PARENT:
        (void)fprintf(stderr, "parent of %" PRIu32 ": %" PRIu32, event->parent.customer,
                      event->parent.parent);
        break;
    case CHAIN_ASSIGNMENT:
        (void)fprintf(stderr,
                      "dimension %" PRIu32 ", customer %" PRIu32 "%s%" PRIu32 ", time %" PRId64
                      ", sequence %" PRIu64 ", value %" PRIu32,
                      one->dimension, one->customer, one->is_line ? ", line " : ", no line ",
                      one->line, one->time, one->sequence, one->value);
        break;
    default:
        print_fact(event);
    }
}

static void print_query(const chain_query *asked)
{
    const model_query *query = &asked->query.model;

    (void)fprintf(stderr, "  unit %" PRId32 ", by %zu dimensions, asked %#" PRIx64, query->unit,
                  asked->dimension_count, query->asked);
    if (query->expiry.on) {
        (void)fprintf(stderr, ", expiry %" PRId64, query->expiry.ticks);
    }
    for (size_t i = 0; i < query->period_count; i++) {
        (void)fprintf(stderr, " [%" PRId64 ", %" PRId64 ")", query->starts[i], query->ends[i]);
    }
    (void)fprintf(stderr, "\n");
}

void chain_print(const chain_scenario *given)
{
    size_t snapshots = 0;

    for (size_t i = 0; i < given->count; i++) {
        const chain_event *event = &given->events[i];
        print_event(event);
        (void)fprintf(stderr, "%s\n", event->ends_call ? "   <- end of a call" : "");
        if (event->mark.is_taken) {
            (void)fprintf(stderr, "snapshot %zu%s\n", snapshots++,
                          event->mark.is_strict ? ", strict" : "");
        }
    }
    (void)fprintf(stderr, "dimensions %" PRIu32 ", %" PRIu32 "%s%s\n", given->dimensions[0],
                  given->dimensions[1], given->tells_all_first ? ", all is told first" : "",
                  given->releases ? ", snapshots are released" : "");
    for (size_t w = 0; w < given->walker_count; w++) {
        (void)fprintf(stderr, "walker %zu\n", w);
        for (size_t q = 0; q < given->walkers[w].count; q++) {
            print_query(&given->walkers[w].queries[q]);
        }
    }
    for (size_t i = 0; i < given->step_count; i++) {
        const chain_step *step = &given->steps[i];
        (void)fprintf(stderr, "step %zu: walker %zu to snapshot %zu", i, step->walker,
                      step->snapshot);
        if (step->clock.is_set) {
            (void)fprintf(stderr, " as known at %" PRId64, step->clock.known);
        }
        (void)fprintf(stderr, "\n");
    }
}
