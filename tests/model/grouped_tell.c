/* SPDX-License-Identifier: MIT */
/*
 * A ledger that is told a scenario of groups, with snapshots on the way.
 */
#include "model/apart.h"
#include "model/grouped.h"

static size_t tell_facts(arrival_host *host, const arrival_scenario *told, size_t start,
                         size_t until)
{
    while (start < until) {
        size_t end = arrival_batch_end(told, start);
        (void)arrival_feed(host, told->facts + start, end - start, NULL); /* or a conflict */
        start = end;
    }
    return start;
}

static void tell_parents(arrival_host *host, const arrival_scenario *told)
{
    for (size_t start = 0; start < told->parent_count; start = arrival_call_end(told, start)) {
        uint32_t customers[ARRIVAL_PARENTS_MAX];
        uint32_t parents[ARRIVAL_PARENTS_MAX];
        size_t end = arrival_call_end(told, start);
        for (size_t i = start; i < end; i++) {
            customers[i - start] = told->parents[i].customer;
            parents[i - start] = told->parents[i].parent;
        }
        (void)arrival_feed_parents(host, customers, parents, end - start, NULL); /* or a cycle */
    }
}

static size_t tell_assignments(arrival_host *host, const grouped_scenario *given, size_t start,
                               size_t until, compare_difference *difference)
{
    while (start < until) {
        size_t end = grouped_call_end(given, start);
        expect(difference, "answer to assignments",
               grouped_feed(host, given->assignments + start, end - start), NRR_OK);
        start = end;
    }
    return start;
}

static void take(nrr_ledger *ledger, nrr_snapshot **snapshot, compare_difference *difference)
{
    expect(difference, "answer to a snapshot", nrr_ledger_snapshot(ledger, snapshot), NRR_OK);
}

int64_t grouped_known_at(const grouped_scenario *given)
{
    return given->told.clocks[given->told.clock_count - 1].known;
}

/* What is told between the first snapshot and the last one. */
static void go_on(arrival_host *host, const grouped_scenario *given, grouped_snapshots *made,
                  compare_difference *difference)
{
    const arrival_scenario *told = &given->told;
    size_t facts = tell_facts(host, told, 0, told->early);

    made->early_count = tell_assignments(host, given, 0, given->early, difference);
    take(host->ledger, &made->bare, difference);
    (void)tell_facts(host, told, facts, told->count);
    take(host->ledger, &made->early, difference);
    if (random_chance(host->source, 30) && made->early != NULL) { /* its index is made before or after */
        uint64_t count;
        (void)nrr_snapshot_finding_count(made->early, 0, &count);
    }
    (void)tell_assignments(host, given, made->early_count, given->count, difference);
}

grouped_snapshots grouped_tell(const grouped_scenario *given, random_source *source,
                               compare_difference *difference)
{
    grouped_snapshots made = {NULL, NULL, NULL, NULL, 0};
    arrival_host host = arrival_open(source, difference);

    if (host.ledger == NULL) {
        return made;
    }
    expect(difference, "answer to a coverage", check_coverage(host.ledger, &given->coverage),
           NRR_OK);
    if (random_chance(source, 40)) { /* dimensions that nobody has a value of, or not yet */
        for (uint32_t number = ARRIVAL_KEYS; number > 0; number--) {
            (void)arrival_intern(&host, NRR_KEY_DIMENSION, number);
        }
    }
    go_on(&host, given, &made, difference);
    for (uint32_t number = random_chance(source, 20) ? 1 : ARRIVAL_KEYS + 1;
         number <= ARRIVAL_KEYS; number++) {
        (void)arrival_intern(&host, NRR_KEY_DIMENSION, number);
    }
    tell_parents(&host, &given->told);
    take(host.ledger, &made.late, difference);
    nrr_ledger_free(host.ledger);
    if (made.late != NULL) {
        expect(difference, "answer to as_known",
               nrr_snapshot_as_known(made.late, grouped_known_at(given), &made.known), NRR_OK);
    }
    return made;
}

void grouped_forget(grouped_snapshots *snapshots)
{
    nrr_snapshot_free(snapshots->bare);
    nrr_snapshot_free(snapshots->early);
    nrr_snapshot_free(snapshots->late);
    nrr_snapshot_free(snapshots->known);
}

nrr_status grouped_add_dimensions(nrr_query *query, const grouped_scenario *given)
{
    return apart_add_dimensions(query, given->dimensions, given->dimension_count);
}
