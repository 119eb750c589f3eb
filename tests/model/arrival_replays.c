/* SPDX-License-Identifier: MIT */
/*
 * What a ledger holds at the end, told in other ways: in another order, in batches of every size,
 * twice, without what was not yet known, under the names of the parents, to a strict ledger.
 */
#include "model/arrival_checks.h"

#include <string.h>

/* A way to tell the facts of some books. */
typedef struct arrival_way {
    const model_fact *facts;
    size_t count;
    size_t batch;               /* facts in a batch; 0: as chance has it */
    const model_books *parents; /* NULL: none */
} arrival_way;

static void tell_parents(const model_books *books, arrival_host *host,
                         compare_difference *difference)
{
    uint32_t customers[MODEL_CUSTOMERS_MAX];
    uint32_t parents[MODEL_CUSTOMERS_MAX];
    size_t count = 0;

    for (uint32_t customer = 1; customer < MODEL_CUSTOMERS_MAX; customer++) {
        if (books->parents[customer] != 0) {
            customers[count] = customer;
            parents[count++] = books->parents[customer];
        }
    }
    expect(difference, "answer to the parents that remain",
           arrival_feed_parents(host, customers, parents, count, NULL), NRR_OK);
}

static arrival_host open_way(arrival_way way, random_source *source, compare_difference *difference)
{
    arrival_host host = arrival_open(source, difference);
    int parents_first = random_chance(source, 50);
    size_t done = 0;

    if (host.ledger == NULL) {
        return host;
    }
    if (way.parents != NULL && parents_first) {
        tell_parents(way.parents, &host, difference);
    }
    while (done < way.count) {
        size_t left = way.count - done;
        size_t batch = way.batch == 0 ? 1 + (size_t)random_below(source, left) : way.batch;
        batch = batch < left ? batch : left;
        if (way.batch == 0) {
            arrival_feed_ballast(&host, way.facts, way.count, difference);
        }
        expect(difference, "answer to facts that don't conflict",
               arrival_feed(&host, way.facts + done, batch, NULL), NRR_OK);
        done += batch;
    }
    if (way.parents != NULL && !parents_first) {
        tell_parents(way.parents, &host, difference);
    }
    return host;
}

static nrr_snapshot *snapshot_of(arrival_way way, random_source *source,
                                 compare_difference *difference)
{
    arrival_host host = open_way(way, source, difference);
    nrr_snapshot *snapshot = NULL;

    if (host.ledger != NULL) {
        expect(difference, "answer to a snapshot", nrr_ledger_snapshot(host.ledger, &snapshot),
               NRR_OK);
        nrr_ledger_free(host.ledger);
    }
    return snapshot;
}

static void ask_way(arrival_answers *answers, const arrival_scenario *given, arrival_way way,
                    random_source *source, compare_difference *difference)
{
    arrival_ask(answers, given, snapshot_of(way, source, difference), source, difference);
}

static arrival_way one_by_one(const model_books *books)
{
    arrival_way way = {books->arrived, books->count, 1, books};

    return way;
}

void arrival_check_other_order(const arrival_scenario *given, compare_difference *difference)
{
    static model_books books;
    static arrival_answers answers[2];
    random_source source = random_start(given->feeding, 12);
    model_fact facts[MODEL_ARRIVALS_MAX];
    size_t order[MODEL_ARRIVALS_MAX];
    arrival_way way = {facts, 0, 0, &books};

    arrival_settle(given, &books);
    books.conflict_count = 0;
    random_order(&source, order, books.count);
    for (size_t i = 0; i < books.count; i++) {
        facts[way.count++] = books.arrived[order[i]];
    }
    ask_way(&answers[0], given, one_by_one(&books), &source, difference);
    ask_way(&answers[1], given, way, &source, difference);
    arrival_compare_answers(given, &answers[0], &answers[1], difference);
    arrival_compare_lists_to_model(given, &books, &answers[1], difference);
    arrival_forget(&answers[0]);
    arrival_forget(&answers[1]);
}

void arrival_check_batches(const arrival_scenario *given, compare_difference *difference)
{
    static model_books books;
    static arrival_answers answers[2];
    random_source source = random_start(given->feeding, 13);
    arrival_way way = one_by_one(&books);

    arrival_settle(given, &books);
    books.conflict_count = 0;
    way.count = books.count;
    ask_way(&answers[0], given, way, &source, difference);
    arrival_compare_lists_to_model(given, &books, &answers[0], difference);
    for (way.batch = 2; way.batch <= books.count && !difference->found; way.batch++) {
        ask_way(&answers[1], given, way, &source, difference);
        arrival_compare_answers(given, &answers[0], &answers[1], difference);
        for (size_t i = 0; i < given->clock_count; i++) {
            arrival_compare_lists("findings in batches of another size",
                                  &answers[1].by_clock[i].findings,
                                  &answers[0].by_clock[i].findings, difference);
        }
        arrival_forget(&answers[1]);
    }
    arrival_forget(&answers[0]);
}

/* Everything with an id comes again, with the same known or with a later one. */
static size_t repeat(const model_books *books, model_fact *facts, random_source *source)
{
    size_t order[MODEL_ARRIVALS_MAX];
    model_fact told[MODEL_ARRIVALS_MAX];
    size_t count = 0;

    for (size_t i = 0; i < books->count; i++) {
        told[count++] = books->arrived[i];
        if (books->arrived[i].id != 0) {
            told[count] = books->arrived[i];
            if (told[count].has_known && told[count].known < INT64_MAX) {
                told[count].known += random_chance(source, 50);
            }
            count++;
        }
    }
    random_order(source, order, count);
    for (size_t i = 0; i < count; i++) {
        facts[i] = told[order[i]];
    }
    return count;
}

void arrival_check_repeats(const arrival_scenario *given, compare_difference *difference)
{
    static model_books books;
    static model_books again;
    static arrival_answers answers[2];
    random_source source = random_start(given->feeding, 14);
    arrival_way way = {again.arrived, 0, 0, &books};

    arrival_settle(given, &books);
    books.conflict_count = 0;
    again = books;
    again.count = repeat(&books, again.arrived, &source);
    way.count = again.count;
    ask_way(&answers[0], given, one_by_one(&books), &source, difference);
    ask_way(&answers[1], given, way, &source, difference);
    arrival_compare_answers(given, &answers[0], &answers[1], difference);
    arrival_compare_lists_to_model(given, &again, &answers[1], difference);
    arrival_forget(&answers[0]);
    arrival_forget(&answers[1]);
}

static void compare_known(const arrival_scenario *given, const model_books *books,
                          const nrr_snapshot *snapshot, model_clock clock, random_source *source,
                          compare_difference *difference)
{
    static arrival_answer answers[2];
    model_fact facts[MODEL_ARRIVALS_MAX];
    arrival_way way = {facts, 0, 0, books};
    nrr_snapshot *parts[2] = {NULL, NULL};
    nrr_snapshot *late = NULL;

    for (size_t i = 0; i < books->count; i++) {
        if (model_is_known(&books->arrived[i], clock)) {
            facts[way.count++] = books->arrived[i];
        }
    }
    memset(answers[0].reports, 0, sizeof answers[0].reports);
    memset(answers[1].reports, 0, sizeof answers[1].reports);
    if (clock.known < INT64_MAX && random_chance(source, 50)) {
        /* By way of a later instant. */
        expect(difference, "answer to as_known",
               nrr_snapshot_as_known(snapshot, clock.known + 1, &late), NRR_OK);
    }
    expect(difference, "answer to as_known",
           nrr_snapshot_as_known(late != NULL ? late : snapshot, clock.known, &parts[0]), NRR_OK);
    nrr_snapshot_free(late);
    parts[1] = snapshot_of(way, source, difference);
    for (size_t i = 0; i < 2 && parts[0] != NULL && parts[1] != NULL; i++) {
        arrival_ask_at(&answers[i], given, parts[i], source, difference);
    }
    if (parts[0] != NULL && parts[1] != NULL) {
        arrival_compare_answer(given, &answers[0], &answers[1], difference);
    }
    for (size_t i = 0; i < 2; i++) {
        nrr_snapshot_free(parts[i]);
        arrival_forget_answer(&answers[i]);
    }
}

void arrival_check_known(const arrival_scenario *given, compare_difference *difference)
{
    static model_books books;
    random_source source = random_start(given->feeding, 15);
    nrr_snapshot *snapshot;

    arrival_settle(given, &books);
    snapshot = snapshot_of(one_by_one(&books), &source, difference);
    for (size_t i = 1; i < given->clock_count && snapshot != NULL && !difference->found; i++) {
        compare_known(given, &books, snapshot, given->clocks[i], &source, difference);
    }
    nrr_snapshot_free(snapshot);
}

/* Lines of different customers stay apart under one name: a line for each of both. */
static uint32_t line_of_both(uint32_t pairs[][2], uint32_t *count, const model_fact *fact)
{
    uint32_t place = 0;

    while (place < *count && (pairs[place][0] != fact->customer || pairs[place][1] != fact->line)) {
        place++;
    }
    if (place == *count) {
        pairs[place][0] = fact->customer;
        pairs[place][1] = fact->line;
        *count += 1;
    }
    return place + 1;
}

static size_t rename_to_tops(const model_books *books, model_fact *facts)
{
    uint32_t pairs[MODEL_ARRIVALS_MAX][2];
    uint32_t count = 0;

    for (size_t i = 0; i < books->count; i++) {
        facts[i] = books->arrived[i];
        if (facts[i].kind != NRR_KIND_VOID) {
            facts[i].line = line_of_both(pairs, &count, &facts[i]);
            facts[i].customer = model_top(books, facts[i].customer);
        }
    }
    return books->count;
}

void arrival_check_parents(const arrival_scenario *given, compare_difference *difference)
{
    static model_books books;
    static arrival_answers answers[2];
    random_source source = random_start(given->feeding, 16);
    model_fact facts[MODEL_ARRIVALS_MAX];
    arrival_way way = {facts, 0, 0, NULL};

    arrival_settle(given, &books);
    way.count = rename_to_tops(&books, facts);
    ask_way(&answers[0], given, one_by_one(&books), &source, difference);
    ask_way(&answers[1], given, way, &source, difference);
    for (size_t i = 0; i < given->clock_count; i++) {
        const arrival_answer *by_parent = &answers[0].by_clock[i];
        const arrival_answer *renamed = &answers[1].by_clock[i];
        expect(difference, "status of a report by customers that were renamed to their parents",
               renamed->statuses[0], by_parent->statuses[2]);
        if (by_parent->reports[2] != NULL && renamed->reports[0] != NULL) {
            compare_twins(&given->query.model, by_parent->reports[2], renamed->reports[0],
                          difference);
        }
    }
    arrival_forget(&answers[0]);
    arrival_forget(&answers[1]);
}

static void compare_strict(const arrival_scenario *given, const arrival_answers *lenient,
                           const arrival_answers *strict, compare_difference *difference)
{
    for (size_t i = 0; i < given->clock_count; i++) {
        const arrival_answer *one = &lenient->by_clock[i];
        const arrival_answer *other = &strict->by_clock[i];
        for (size_t u = 0; u < ARRIVAL_UNITS; u++) {
            expect(difference, "answer of a strict ledger", other->statuses[u],
                   one->counts[0] > 0 ? NRR_E_FINDINGS : one->statuses[u]);
        }
        if (one->counts[0] == 0) {
            arrival_compare_answer(given, one, other, difference);
        }
        arrival_compare_lists("findings of a strict ledger", &other->findings, &one->findings,
                              difference);
    }
}

void arrival_check_strict(const arrival_scenario *given, compare_difference *difference)
{
    static model_books books;
    static arrival_answers answers[3];
    random_source source = random_start(given->feeding, 17);
    arrival_host host;
    nrr_snapshot *snapshots[3] = {NULL, NULL, NULL};

    arrival_settle(given, &books);
    host = open_way(one_by_one(&books), &source, difference);
    if (host.ledger == NULL) {
        return;
    }
    for (int64_t i = 0; i < 3; i++) {
        expect(difference, "answer to strict",
               nrr_ledger_set(host.ledger, NRR_LEDGER_STRICT, i % 2), NRR_OK);
        expect(difference, "answer to a snapshot", nrr_ledger_snapshot(host.ledger, &snapshots[i]),
               NRR_OK);
    }
    nrr_ledger_free(host.ledger);
    for (size_t i = 0; i < 3; i++) {
        arrival_ask(&answers[i], given, snapshots[i], &source, difference);
    }
    compare_strict(given, &answers[0], &answers[1], difference);
    arrival_compare_answers(given, &answers[0], &answers[2], difference);
    for (size_t i = 0; i < 3; i++) {
        arrival_forget(&answers[i]);
    }
}
