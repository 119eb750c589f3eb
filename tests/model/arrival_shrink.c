/* SPDX-License-Identifier: MIT */
/*
 * Greedy, as for ledgers of the first kind: leave out what can be left out, and say what remains.
 */
#include "model/arrival_checks.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void drop_fact(arrival_scenario *given, size_t place)
{
    given->count--;
    given->early -= place < given->early;
    if (place > 0 && given->ends_batch[place]) {
        given->ends_batch[place - 1] = 1;
    }
    for (size_t i = place; i < given->count; i++) {
        given->facts[i] = given->facts[i + 1];
        given->ends_batch[i] = given->ends_batch[i + 1];
    }
    for (size_t i = 0; i < given->parent_count; i++) {
        given->parents[i].after -= place < given->parents[i].after;
    }
}

static void drop_parent(arrival_scenario *given, size_t place)
{
    given->parent_count--;
    for (size_t i = place; i < given->parent_count; i++) {
        given->parents[i] = given->parents[i + 1];
    }
}

static void drop_clock(arrival_scenario *given, size_t place)
{
    given->clock_count--;
    for (size_t i = place; i < given->clock_count; i++) {
        given->clocks[i] = given->clocks[i + 1];
    }
}

static void drop_period(arrival_scenario *given, size_t place)
{
    model_query *query = &given->query.model;

    given->query.edge_count = 0;
    query->period_count--;
    for (size_t i = place; i < query->period_count; i++) {
        query->starts[i] = query->starts[i + 1];
        query->ends[i] = query->ends[i + 1];
    }
}

static int keep_if_failing(arrival_scenario *failing, const arrival_scenario *smaller,
                           arrival_check *check, compare_difference *difference)
{
    compare_difference found;

    memset(&found, 0, sizeof found);
    check(smaller, &found);
    if (!found.found) {
        return 0;
    }
    *failing = *smaller;
    *difference = found;
    return 1;
}

typedef void drop_function(arrival_scenario *given, size_t place);

/* All of one kind, from the last to the first that may go. */
static int shrink_all(arrival_scenario *failing, drop_function *drop, size_t first, size_t count,
                      arrival_check *check, compare_difference *difference)
{
    int shrunk = 0;

    for (size_t i = count; i-- > first;) {
        arrival_scenario smaller = *failing;
        drop(&smaller, i);
        shrunk += keep_if_failing(failing, &smaller, check, difference);
    }
    return shrunk;
}

void arrival_shrink(arrival_scenario *failing, arrival_check *check, compare_difference *difference)
{
    int shrunk;

    do {
        shrunk = shrink_all(failing, drop_fact, 0, failing->count, check, difference);
        shrunk += shrink_all(failing, drop_parent, 0, failing->parent_count, check, difference);
        shrunk += shrink_all(failing, drop_clock, 1, failing->clock_count, check, difference);
        shrunk += shrink_all(failing, drop_period, 1, failing->query.model.period_count, check,
                             difference);
    } while (shrunk > 0);
}

static void print_fact(const arrival_scenario *given, size_t place)
{
    const model_fact *fact = &given->facts[place];
    const char *kind = "?";

    (void)nrr_vocabulary_name(NRR_VOCABULARY_KIND, fact->kind, &kind);
    (void)fprintf(stderr, "fact %zu: %s", place, kind);
    if (fact->id != 0) {
        (void)fprintf(stderr, ", id %" PRIu32, fact->id);
    }
    if (fact->has_known) {
        (void)fprintf(stderr, ", known %" PRId64, fact->known);
    }
    if (fact->kind != NRR_KIND_VOID) {
        (void)fprintf(stderr,
                      ", customer %" PRIu32 ", line %" PRIu32 ", time %" PRId64 ", amount %" PRId64
                      "%s, reason %" PRId32 ", sequence %" PRIu64,
                      fact->customer, fact->line, fact->time, fact->amount,
                      fact->all ? " (ALL)" : "", fact->reason, fact->sequence);
    }
    (void)fprintf(stderr, "%s%s\n", given->ends_batch[place] ? "   <- end of a batch" : "",
                  place + 1 == given->early ? "   <- early snapshot" : "");
}

static void print_questions(const arrival_scenario *given)
{
    const model_query *query = &given->query.model;

    for (size_t i = 1; i < given->clock_count; i++) {
        (void)fprintf(stderr, "as known at %" PRId64 "\n", given->clocks[i].known);
    }
    for (size_t i = 0; i < ARRIVAL_PAIRS; i++) {
        const nrr_restatement *restatement = &given->restatements[i];
        (void)fprintf(stderr,
                      "restatement (%" PRId64 ", %" PRId64 "] of [%" PRId64 ", %" PRId64
                      "), stale at %" PRId64 " after %" PRId64 "\n",
                      restatement->known_from, restatement->known_to, restatement->start,
                      restatement->end, given->staleness[i].at, given->staleness[i].longer_than);
    }
    (void)fprintf(stderr, "asked %#" PRIx64, query->asked);
    if (query->expiry.on) {
        (void)fprintf(stderr, ", expiry %" PRId64, query->expiry.ticks);
    }
    (void)fprintf(stderr, "\n");
    for (size_t i = 0; i < query->period_count; i++) {
        (void)fprintf(stderr, "  row %zu: [%" PRId64 ", %" PRId64 ")\n", i, query->starts[i],
                      query->ends[i]);
    }
}

void arrival_print(const arrival_scenario *given)
{
    for (size_t i = 0; i < given->count; i++) {
        print_fact(given, i);
    }
    for (size_t i = 0; i < given->parent_count; i++) {
        const arrival_parent *parent = &given->parents[i];
        (void)fprintf(stderr, "parent of %" PRIu32 ": %" PRIu32 " after %zu facts%s\n",
                      parent->customer, parent->parent, parent->after,
                      parent->ends_call ? "   <- end of a call" : "");
    }
    print_questions(given);
}
