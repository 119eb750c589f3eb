/* SPDX-License-Identifier: MIT */
/*
 * Reports that are refreshed from snapshot to snapshot, forwards and back, as known then and now, whole
 * or of some parts; beside reports that are made anew. What is anew is asked for when all is refreshed,
 * so that it leaves nothing behind that refreshing could find.
 */
#include "model/arrival_checks.h"
#include "model/report_forms.h"

#include <string.h>

enum { SNAPSHOTS_MAX = 8, STEPS_MAX = 10, ASKED = 5 };

/* One report, of one query, on its way. */
typedef struct asked_report {
    scenario_query query;
    report_form form;
    nrr_status statuses[STEPS_MAX];
    nrr_report *reports[STEPS_MAX]; /* NULL if the status is an error */
} asked_report;

typedef struct refresh_walk {
    size_t snapshot_count;
    nrr_snapshot *snapshots[SNAPSHOTS_MAX];
    size_t step_count;
    nrr_snapshot *steps[STEPS_MAX]; /* as known at some instant; a snapshot of its own each */
    asked_report asked[ASKED];
} refresh_walk;

static void declare(arrival_host *host, int is_strict, random_source *source,
                    compare_difference *difference)
{
    if (is_strict) {
        expect(difference, "answer to strict",
               nrr_ledger_set(host->ledger, NRR_LEDGER_STRICT, random_chance(source, 50)), NRR_OK);
    }
    if (random_chance(source, 10)) {
        expect(difference, "answer to a coverage",
               nrr_ledger_set(host->ledger, NRR_LEDGER_COVERAGE_START,
                              random_between(source, -9, 9)),
               NRR_OK);
    }
}

/* Tells everything, with a snapshot now and then and one at the end. */
static void tell(const arrival_scenario *given, refresh_walk *walk, random_source *source,
                 compare_difference *difference)
{
    static model_books books;
    arrival_progress progress = {0, 0};
    arrival_host host = arrival_open(source, difference);
    int is_strict = random_chance(source, 20);
    unsigned often = 20 + 20 * (unsigned)random_below(source, 5);

    memset(&books, 0, sizeof books);
    if (host.ledger == NULL) {
        return;
    }
    for (;;) {
        int is_done = progress.facts >= given->count;
        if (is_done || (walk->snapshot_count + 1 < SNAPSHOTS_MAX && random_chance(source, often))) {
            declare(&host, is_strict, source, difference);
            expect(difference, "answer to a snapshot",
                   nrr_ledger_snapshot(host.ledger, &walk->snapshots[walk->snapshot_count]),
                   NRR_OK);
            walk->snapshot_count++;
        }
        if (is_done) {
            break;
        }
        arrival_go_on(given, progress.facts + 1, &progress, &books, &host, difference);
    }
    nrr_ledger_free(host.ledger);
}

/* Mostly from one to the next. */
static void choose_steps(const arrival_scenario *given, refresh_walk *walk, random_source *source,
                         compare_difference *difference)
{
    size_t at = random_chance(source, 70) ? 0 : (size_t)random_below(source, walk->snapshot_count);
    int has_clocks = random_chance(source, 40);
    size_t clock = 0;

    while (walk->step_count < STEPS_MAX && !difference->found) {
        const model_clock *chosen;
        if (has_clocks && random_chance(source, 50)) {
            clock = (size_t)random_below(source, given->clock_count);
        }
        chosen = &given->clocks[clock];
        expect(difference, "answer to as_known",
               nrr_snapshot_as_known(walk->snapshots[at], chosen->is_set ? chosen->known : INT64_MAX,
                                     &walk->steps[walk->step_count]),
               NRR_OK);
        walk->step_count++;
        if (random_chance(source, 80)) {
            if (++at == walk->snapshot_count) {
                return;
            }
        } else {
            at = (size_t)random_below(source, walk->snapshot_count);
        }
    }
}

static void choose_asked(const arrival_scenario *given, refresh_walk *walk, random_source *source)
{
    for (size_t i = 0; i < ASKED; i++) {
        asked_report *asked = &walk->asked[i];
        asked->query = given->query;
        asked->query.model.unit =
            arrival_unit(i < ARRIVAL_UNITS ? i : (size_t)random_below(source, ARRIVAL_UNITS));
        asked->form = i < ARRIVAL_UNITS && random_chance(source, 50) ? (report_form){1, 1}
                                                                      : form_choose(source, 1);
    }
}

static void make_anew(const refresh_walk *walk, asked_report *asked, size_t step,
                      random_source *source)
{
    asked->statuses[step] = form_report(walk->steps[step], &asked->query, asked->form, source,
                                        &asked->reports[step]);
}

/* All reports that are there in one call; whether it did. */
static int refresh_together(refresh_walk *walk, size_t step, compare_difference *difference)
{
    const nrr_report *before[ASKED];
    nrr_report *after[ASKED] = {NULL};
    size_t count = 0;
    nrr_status status;

    for (size_t i = 0; i < ASKED; i++) {
        if (walk->asked[i].reports[step - 1] != NULL) {
            before[count++] = walk->asked[i].reports[step - 1];
        }
    }
    status = nrr_report_refresh(before, count, walk->steps[step - 1], walk->steps[step], after);
    for (size_t i = 0, at = 0; i < ASKED; i++) {
        if (walk->asked[i].reports[step - 1] != NULL) {
            walk->asked[i].statuses[step] = status;
            walk->asked[i].reports[step] = after[at++];
        }
    }
    for (size_t i = 0; i < count; i++) {
        expect(difference, "a refreshed report is there", after[i] != NULL, status == NRR_OK);
    }
    return status == NRR_OK;
}

/* Each on its own; if they failed together, for the reason for which one of them fails. */
static void refresh_alone(refresh_walk *walk, size_t step, nrr_status together,
                          compare_difference *difference)
{
    int is_found = together == NRR_OK;
    int is_strict_about = 0;

    for (size_t i = 0; i < ASKED; i++) {
        asked_report *asked = &walk->asked[i];
        const nrr_report *before = asked->reports[step - 1];
        if (before != NULL) {
            asked->statuses[step] = nrr_report_refresh(&before, 1, walk->steps[step - 1],
                                                       walk->steps[step], &asked->reports[step]);
            is_found |= asked->statuses[step] == together;
            is_strict_about |= asked->statuses[step] == NRR_E_FINDINGS;
        }
    }
    expect(difference, "some report fails as all together did", is_found, 1);
    if (is_strict_about && together != NRR_OK) {
        expect(difference, "status of all together", together, NRR_E_FINDINGS);
    }
}

static void take_step(refresh_walk *walk, size_t step, random_source *source,
                      compare_difference *difference)
{
    nrr_status together = NRR_OK;
    int is_done = 0;

    if (random_chance(source, 50)) {
        is_done = refresh_together(walk, step, difference);
        for (size_t i = 0; i < ASKED && !is_done; i++) {
            if (walk->asked[i].reports[step - 1] != NULL) {
                together = walk->asked[i].statuses[step];
            }
        }
    }
    if (!is_done) {
        refresh_alone(walk, step, together, difference);
    }
    for (size_t i = 0; i < ASKED; i++) {
        if (walk->asked[i].reports[step - 1] == NULL) {
            make_anew(walk, &walk->asked[i], step, source);
        }
    }
}

/* A whole one beside one that was made whole. */
static void compare_step(const refresh_walk *walk, const asked_report *asked, size_t step,
                         random_source *source, compare_difference *difference)
{
    report_form form = form_is_whole(asked->form) ? (report_form){1, 1} : asked->form;
    nrr_report *anew = NULL;
    compare_place where = {"status of a refreshed report", step, NRR_VOCABULARY_UNIT,
                           asked->query.model.unit};

    expect_at(difference, where, asked->statuses[step],
              form_report(walk->steps[step], &asked->query, form, source, &anew));
    if (anew != NULL && asked->reports[step] != NULL) {
        form_compare(&asked->query.model, anew, asked->reports[step], difference);
    }
    nrr_report_free(anew);
}

static void end_walk(refresh_walk *walk)
{
    for (size_t step = 0; step < STEPS_MAX; step++) {
        for (size_t i = 0; i < ASKED; i++) {
            nrr_report_free(walk->asked[i].reports[step]);
        }
        nrr_snapshot_free(walk->steps[step]);
    }
    for (size_t i = 0; i < SNAPSHOTS_MAX; i++) {
        nrr_snapshot_free(walk->snapshots[i]);
    }
}

void arrival_check_refreshed(const arrival_scenario *given, compare_difference *difference)
{
    static refresh_walk walk;
    random_source source = random_start(given->feeding, 18);

    memset(&walk, 0, sizeof walk);
    tell(given, &walk, &source, difference);
    if (walk.snapshot_count == 0) {
        return;
    }
    choose_steps(given, &walk, &source, difference);
    choose_asked(given, &walk, &source);
    for (size_t i = 0; i < ASKED && !difference->found; i++) {
        make_anew(&walk, &walk.asked[i], 0, &source);
    }
    for (size_t step = 1; step < walk.step_count && !difference->found; step++) {
        take_step(&walk, step, &source, difference);
    }
    for (size_t step = 0; step < walk.step_count && !difference->found; step++) {
        for (size_t i = 0; i < ASKED && !difference->found; i++) {
            compare_step(&walk, &walk.asked[i], step, &source, difference);
        }
    }
    end_walk(&walk);
}
