/* SPDX-License-Identifier: MIT */
/*
 * A chain beside its twin: every answer to what is told, and every report of every step.
 */
#include "model/apart.h"
#include "model/chain.h"
#include "model/report_forms.h"

#include <string.h>

typedef struct chain_side {
    random_source source;
    arrival_host host;
    nrr_snapshot *snapshots[CHAIN_SNAPSHOTS_MAX];
} chain_side;

/* Where a walker stands, in the chain and in its twin. */
typedef struct chain_place {
    nrr_snapshot *at[2];
    nrr_snapshot *own[2]; /* the same if they are as known at an instant: the walker's to free */
} chain_place;

typedef struct chain_stand {
    chain_place place;
    nrr_report *reports[CHAIN_QUERIES_MAX]; /* of the chain; NULL until they were made once */
} chain_stand;

typedef struct chain_walk {
    const chain_scenario *given;
    compare_difference *difference;
    chain_side sides[2]; /* the chain, and its twin */
    size_t told;
    size_t snapshot_count;
    chain_stand stands[CHAIN_WALKERS_MAX];
} chain_walk;

/* ---- telling ---- */

static nrr_status tell_facts(arrival_host *host, const chain_event *events, size_t count,
                             compare_difference *difference)
{
    model_fact facts[CHAIN_CALL_MAX];

    for (size_t i = 0; i < count; i++) {
        facts[i] = events[i].fact;
    }
    arrival_feed_ballast(host, facts, count, difference);
    return arrival_feed(host, facts, count, NULL);
}

static nrr_status tell_crowd(arrival_host *host, const chain_event *event)
{
    nrr_status status = NRR_OK;
    uint32_t told = 0;

    while (told < event->crowd && status == NRR_OK) {
        model_fact facts[CHAIN_CALL_MAX];
        size_t count = 0;
        for (; count < CHAIN_CALL_MAX && told < event->crowd; count++, told++) {
            facts[count] = event->fact;
            facts[count].customer += told;
        }
        status = arrival_feed(host, facts, count, NULL);
    }
    return status;
}

static nrr_status tell_parents(arrival_host *host, const chain_event *events, size_t count)
{
    uint32_t customers[CHAIN_CALL_MAX];
    uint32_t parents[CHAIN_CALL_MAX];

    for (size_t i = 0; i < count; i++) {
        customers[i] = events[i].parent.customer;
        parents[i] = events[i].parent.parent;
    }
    return arrival_feed_parents(host, customers, parents, count, NULL);
}

static nrr_status tell_assignments(arrival_host *host, const chain_event *events, size_t count)
{
    model_assignment assignments[CHAIN_CALL_MAX];

    for (size_t i = 0; i < count; i++) {
        assignments[i] = events[i].assignment;
    }
    return grouped_feed(host, assignments, count);
}

static nrr_status tell_call(arrival_host *host, const chain_event *events, size_t count,
                            compare_difference *difference)
{
    switch (events->kind) {
    case CHAIN_FACT:
        return tell_facts(host, events, count, difference);
    case CHAIN_CROWD:
        return tell_crowd(host, events);
    case CHAIN_PARENT:
        return tell_parents(host, events, count);
    default:
        return tell_assignments(host, events, count);
    }
}

static void take_snapshots(chain_walk *walk, const chain_mark *mark)
{
    compare_difference *difference = walk->difference;

    for (size_t s = 0; s < 2; s++) {
        nrr_ledger *ledger = walk->sides[s].host.ledger;
        expect(difference, "answer to a coverage", check_coverage(ledger, &mark->coverage), NRR_OK);
        expect(difference, "answer to strict",
               nrr_ledger_set(ledger, NRR_LEDGER_STRICT, mark->is_strict), NRR_OK);
        expect(difference, "answer to a snapshot",
               nrr_ledger_snapshot(ledger, &walk->sides[s].snapshots[walk->snapshot_count]),
               NRR_OK);
    }
    walk->snapshot_count++;
}

/* Goes on until there are so many snapshots, or no more to be told. */
static void tell_until(chain_walk *walk, size_t snapshots)
{
    const chain_scenario *given = walk->given;

    while (walk->snapshot_count < snapshots && walk->told < given->count &&
           !walk->difference->found) {
        size_t start = walk->told;
        nrr_status statuses[2];
        walk->told = chain_call_end(given, start);
        for (size_t s = 0; s < 2; s++) {
            statuses[s] = tell_call(&walk->sides[s].host, &given->events[start], walk->told - start,
                                    walk->difference);
        }
        expect(walk->difference, "answers of a ledger and its twin", statuses[1], statuses[0]);
        if (given->events[walk->told - 1].mark.is_taken) {
            take_snapshots(walk, &given->events[walk->told - 1].mark);
        }
    }
}

/* ---- walking ---- */

static nrr_status make_report(chain_walk *walk, size_t which, const nrr_snapshot *snapshot,
                              const chain_query *asked, nrr_report **report)
{
    nrr_query *query = NULL;
    nrr_status status = check_query(&asked->query, &walk->sides[which].source, &query);

    if (status == NRR_OK) {
        status = apart_add_dimensions(query, walk->given->dimensions, asked->dimension_count);
    }
    if (status == NRR_OK) {
        status = nrr_snapshot_report(snapshot, query, report);
    }
    nrr_query_free(query);
    return status;
}

static chain_place go_to(chain_walk *walk, const chain_step *step)
{
    chain_place gone = {{NULL, NULL}, {NULL, NULL}};

    for (size_t s = 0; s < 2; s++) {
        gone.at[s] = walk->sides[s].snapshots[step->snapshot];
        if (step->clock.is_set) {
            expect(walk->difference, "answer to as_known",
                   nrr_snapshot_as_known(gone.at[s], step->clock.known, &gone.own[s]), NRR_OK);
            gone.at[s] = gone.own[s];
        }
    }
    return gone;
}

static void leave(chain_place *left)
{
    nrr_snapshot_free(left->own[0]);
    nrr_snapshot_free(left->own[1]);
    memset(left, 0, sizeof *left);
}

static void free_reports(nrr_report **reports, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        nrr_report_free(reports[i]);
        reports[i] = NULL;
    }
}

/* Made once, each on its own. */
static void make_first(chain_walk *walk, const chain_walker *asked, const chain_place *to,
                       nrr_report **made, nrr_status *statuses)
{
    for (size_t q = 0; q < asked->count; q++) {
        statuses[q] = make_report(walk, 0, to->at[0], &asked->queries[q], &made[q]);
    }
}

/* Together; or if that fails each on its own, and one of them as together. */
static void refresh(chain_walk *walk, const chain_stand *stand, size_t count, const chain_place *to,
                    nrr_report **made, nrr_status *statuses)
{
    const nrr_report *const *reports = (const nrr_report *const *)stand->reports;
    nrr_status together = nrr_report_refresh(reports, count, stand->place.at[0], to->at[0], made);
    int is_found = together == NRR_OK;

    for (size_t q = 0; q < count; q++) {
        statuses[q] = together;
        if (together != NRR_OK && count > 1) {
            statuses[q] =
                nrr_report_refresh(&reports[q], 1, stand->place.at[0], to->at[0], &made[q]);
        }
        is_found |= statuses[q] == together;
    }
    expect(walk->difference, "some report fails as all together did", is_found, 1);
}

/* Beside the reports that the twin makes anew. */
static void compare_step(chain_walk *walk, const chain_walker *asked, const chain_place *to,
                         size_t step, nrr_report *const *made, const nrr_status *statuses)
{
    for (size_t q = 0; q < asked->count && !walk->difference->found; q++) {
        const model_query *query = &asked->queries[q].query.model;
        compare_place where = {"status of a step's report", step, NRR_VOCABULARY_UNIT, query->unit};
        nrr_report *anew = NULL;
        expect_at(walk->difference, where, statuses[q],
                  make_report(walk, 1, to->at[1], &asked->queries[q], &anew));
        if (anew != NULL && made[q] != NULL) {
            form_compare(query, anew, made[q], walk->difference);
            expect(walk->difference, "check of a step's report", nrr_report_check(made[q], NULL),
                   NRR_OK);
        }
        nrr_report_free(anew);
    }
}

/* What fails leaves the walker where it is, with the reports that it has. */
static void take_step(chain_walk *walk, size_t number)
{
    const chain_step *step = &walk->given->steps[number];
    const chain_walker *asked = &walk->given->walkers[step->walker];
    chain_stand *stand = &walk->stands[step->walker];
    nrr_report *made[CHAIN_QUERIES_MAX] = {NULL};
    nrr_status statuses[CHAIN_QUERIES_MAX] = {NRR_OK};
    chain_place to;
    int is_done = 1;

    tell_until(walk, step->snapshot + 1);
    if (walk->difference->found || step->snapshot >= walk->snapshot_count) {
        return;
    }
    to = go_to(walk, step);
    if (stand->reports[0] == NULL) {
        make_first(walk, asked, &to, made, statuses);
    } else {
        refresh(walk, stand, asked->count, &to, made, statuses);
    }
    compare_step(walk, asked, &to, number, made, statuses);
    for (size_t q = 0; q < asked->count; q++) {
        is_done &= made[q] != NULL;
    }
    if (!is_done) {
        free_reports(made, asked->count);
        leave(&to);
        return;
    }
    free_reports(stand->reports, asked->count);
    leave(&stand->place);
    memcpy(stand->reports, made, sizeof made);
    stand->place = to;
}

static int is_wanted(const chain_walk *walk, size_t next_step, size_t snapshot)
{
    for (size_t w = 0; w < CHAIN_WALKERS_MAX; w++) {
        if (walk->stands[w].place.at[0] == walk->sides[0].snapshots[snapshot]) {
            return 1;
        }
    }
    for (size_t i = next_step; i < walk->given->step_count; i++) {
        if (walk->given->steps[i].snapshot == snapshot) {
            return 1;
        }
    }
    return 0;
}

static void release(chain_walk *walk, size_t next_step)
{
    for (size_t i = 0; i < walk->snapshot_count; i++) {
        if (!is_wanted(walk, next_step, i)) {
            nrr_snapshot_free(walk->sides[0].snapshots[i]);
            walk->sides[0].snapshots[i] = NULL;
        }
    }
}

/* A report made anew where all was refreshed, in the end: what refreshing left behind does not mislead it. */
static void compare_end(chain_walk *walk)
{
    for (size_t w = 0; w < walk->given->walker_count; w++) {
        const chain_walker *asked = &walk->given->walkers[w];
        chain_stand *stand = &walk->stands[w];
        nrr_report *made[CHAIN_QUERIES_MAX] = {NULL};
        nrr_status statuses[CHAIN_QUERIES_MAX] = {NRR_OK};
        if (stand->reports[0] != NULL && !walk->difference->found) {
            make_first(walk, asked, &stand->place, made, statuses);
            compare_step(walk, asked, &stand->place, CHAIN_STEPS_MAX, made, statuses);
        }
        free_reports(made, CHAIN_QUERIES_MAX);
    }
}

static void end_walk(chain_walk *walk)
{
    for (size_t w = 0; w < CHAIN_WALKERS_MAX; w++) {
        free_reports(walk->stands[w].reports, CHAIN_QUERIES_MAX);
        leave(&walk->stands[w].place);
    }
    for (size_t s = 0; s < 2; s++) {
        for (size_t i = 0; i < CHAIN_SNAPSHOTS_MAX; i++) {
            nrr_snapshot_free(walk->sides[s].snapshots[i]);
        }
        nrr_ledger_free(walk->sides[s].host.ledger);
    }
}

void chain_check(const chain_scenario *given, compare_difference *difference)
{
    static chain_walk walk;

    memset(&walk, 0, sizeof walk);
    walk.given = given;
    walk.difference = difference;
    for (size_t s = 0; s < 2; s++) {
        walk.sides[s].source = random_start(given->feeding, 21 + s);
        walk.sides[s].host = arrival_open(&walk.sides[s].source, difference);
    }
    if (given->tells_all_first) {
        tell_until(&walk, CHAIN_SNAPSHOTS_MAX + 1);
    }
    for (size_t i = 0; i < given->step_count && !difference->found; i++) {
        take_step(&walk, i);
        if (given->releases) {
            release(&walk, i + 1);
        }
    }
    compare_end(&walk);
    end_walk(&walk);
}
