/* SPDX-License-Identifier: MIT */
#include "apart.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bridge.h"
#include "cohorts.h"
#include "concentration.h"
#include "drill.h"
#include "instant.h"
#include "json.h"
#include "output.h"
#include "quote.h"
#include "series.h"
#include "sheet.h"
#include "stack.h"
#include "status.h"

/* --- what all of them say of the whole --------------------------------------------------------- */

/* Prints members of an object of JSON, up to the array of rows under a name. */
static void apart_begin_json(const job *all, const view *seen, const char *name)
{
    fputs(", \"as_known_at\": ", stdout);
    json_print_instant(&all->chosen->as_known_at);
    printf(", \"findings\": %" PRIu64 ", \"%s\": ", seen->findings, name);
}

/* Behind a table. */
static void apart_end_table(const job *all, const view *seen)
{
    if (all->chosen->as_known_at.given || seen->findings > 0)
        putchar('\n');
    output_table_notes(all->chosen, seen);
}

/* --- cohorts ----------------------------------------------------------------------------------- */

static void apart_begin_cohorts(const job *all, const view *seen)
{
    const char *unit = "?";
    const char *step = "?";

    (void)nrr_vocabulary_name(NRR_VOCABULARY_UNIT, all->chosen->unit, &unit);
    (void)nrr_vocabulary_name(NRR_VOCABULARY_STEP, all->chosen->cohorts, &step);
    printf("{\"unit\": \"%s\", \"step\": \"%s\"", unit, step);
    apart_begin_json(all, seen, "cohorts");
}

static int apart_print_cohorts(const job *all, const view *seen, const cohorts *triangle)
{
    int complete = 1;

    if (all->chosen->format == FORMAT_JSON) {
        apart_begin_cohorts(all, seen);
        complete = cohorts_json(triangle);
        fputs("}\n", stdout);
    } else if (all->chosen->format == FORMAT_CSV) {
        cohorts_csv(triangle);
    } else {
        cohorts_table(triangle);
        apart_end_table(all, seen);
    }
    job_remark(all, seen);
    return complete ? STATUS_FINE : status_complain("the output", NRR_E_MEMORY);
}

/* The edges of the cohorts; there are none, and all is well, if no fact counts. */
static int apart_edges(const job *all, int64_t **edges, size_t *count)
{
    series_steps steps = {all->chosen->cohorts, "--cohorts", 1, &all->times.asked};
    int status;

    if (all->times.asked.is_empty)
        return STATUS_FINE;
    status = series_edges(all->chosen, &steps, edges, count);
    if (status != STATUS_FINE || *count <= NRR_COHORT_EDGES_MAX)
        return status;
    fprintf(stderr, "nrr-report: %s: %zu cohorts are too many (at most %d): choose longer steps\n",
            all->chosen->file, *count - 1, NRR_COHORT_EDGES_MAX - 1);
    free(*edges);
    return STATUS_BAD_INPUT;
}

int apart_cohorts(const job *all)
{
    view seen;
    cohorts triangle = {0};
    nrr_query *query = NULL;
    int64_t *edges = NULL;
    size_t count = 0;
    int status = apart_edges(all, &edges, &count);
    nrr_status answer;

    if (status != STATUS_FINE)
        return status;
    answer = view_open(&seen, all->ledger, &all->chosen->as_known_at, all->columns);
    if (answer == NRR_OK)
        answer = view_find(&seen);
    if (answer == NRR_OK)
        answer = job_query(all, &query);
    triangle.chosen = all->chosen;
    triangle.seen = &seen;
    if (answer == NRR_OK && edges != NULL)
        answer = cohorts_open(&triangle, query, edges, count);
    status = answer == NRR_OK ? apart_print_cohorts(all, &seen, &triangle)
                              : job_complain(all, &seen, answer);
    cohorts_close(&triangle);
    view_close(&seen);
    nrr_query_free(query);
    free(edges);
    return status;
}

/* --- units behind a figure --------------------------------------------------------------------- */

/* What is listed: units of one period, group by group, under the name of what they make up. */
typedef struct apart_list {
    const char *name;
    int is_difference; /* of two rates, all causes together */
    nrr_query *query;
    stack units;
    sheet shown;
    uint64_t total; /* units in all, of which pages are shown */
} apart_list;

/* The period of the list, as a report names it. */
static void apart_write_period(const job *all, char *text)
{
    nrr_calendar calendar = instant_calendar(all->chosen->period);
    int64_t start = all->chosen->at.value;

    (void)nrr_calendar_edge(&calendar, start, 0, &start); /* the query has the period */
    instant_write_step(text, start, all->chosen->period);
}

static int apart_list_json(const job *all, const view *seen, const apart_list *list)
{
    char period[INSTANT_SIZE];
    int complete;

    apart_write_period(all, period);
    putchar('{');
    json_print_subject(all->chosen);
    printf(", \"at\": \"%s\", \"figure\": \"%s\", \"total\": %" PRIu64, period, list->name,
           list->total);
    apart_begin_json(all, seen, "units");
    complete = sheet_json(&list->shown);
    fputs("}\n", stdout);
    return complete;
}

/* What is listed: a figure, a cause, or the difference of two rates. */
static void apart_print_subject(const job *all, const apart_list *list)
{
    const char *rate = "?";
    const char *minus = "?";

    if (!list->is_difference) {
        fputs(list->name, stdout);
        return;
    }
    (void)nrr_vocabulary_name(NRR_VOCABULARY_RATE, all->chosen->rate, &rate);
    (void)nrr_vocabulary_name(NRR_VOCABULARY_RATE, all->chosen->minus, &minus);
    printf("%s less %s", rate, minus);
}

static void apart_list_table(const job *all, const view *seen, const apart_list *list)
{
    char period[INSTANT_SIZE];
    const char *unit = "?";
    int is_part = list->shown.rows < list->total, is_by_group = all->chosen->by_count > 0;

    apart_write_period(all, period);
    (void)nrr_vocabulary_name(NRR_VOCABULARY_UNIT, all->chosen->unit, &unit);
    sheet_table(&list->shown);
    putchar('\n');
    apart_print_subject(all, list);
    printf(", %s: ", period);
    if (is_part && is_by_group)
        printf("the %" PRId64 " largest of each group, of ", all->chosen->top);
    else if (is_part)
        printf("the %zu largest of ", list->shown.rows);
    printf("%" PRIu64 " %s%s%s\n", list->total, unit, list->total == 1 ? "" : "s",
           is_part && is_by_group ? " in all" : "");
    apart_end_table(all, seen);
}

static int apart_print_list(const job *all, const view *seen, const apart_list *list)
{
    int complete = 1;

    if (all->chosen->format == FORMAT_JSON)
        complete = apart_list_json(all, seen, list);
    else if (all->chosen->format == FORMAT_CSV)
        sheet_csv(&list->shown);
    else
        apart_list_table(all, seen, list);
    job_remark(all, seen);
    return complete ? STATUS_FINE : status_complain("the output", NRR_E_MEMORY);
}

static nrr_page apart_page(const job *all)
{
    nrr_page page = {0, all->chosen->top == 0 ? UINT64_MAX : (uint64_t)all->chosen->top};

    return page;
}

/* What a list asks for: a figure, or a cause of a difference. */
typedef struct apart_question {
    nrr_cell cell;
    nrr_reconciliation difference;
    int is_of_cause;
} apart_question;

/* The units behind a row of the report. */
static nrr_status apart_ask_row(const job *all, const view *seen, const apart_list *list,
                                const apart_question *asked, nrr_table **table)
{
    nrr_page page = apart_page(all);

    return asked->is_of_cause
               ? nrr_snapshot_reconcile_units(seen->snapshot, list->query, &asked->difference,
                                              &page, table)
               : nrr_snapshot_units(seen->snapshot, list->query, &asked->cell, &page, table);
}

/* Lists the units of one group, or of all. With groups each unit is of one, so that the total has none that
 * were not listed: it says what is wrong with the question also if nobody is there. How many they are is
 * that of the groups, since the total of a figure that nets may be made up of others. */
static nrr_status apart_list_row(const job *all, const view *seen, apart_list *list,
                                 apart_question asked, size_t row)
{
    stack_part part = {NULL, 0, 0, NULL};
    nrr_table *table = NULL;
    uint64_t total = 0;
    int is_listed;
    nrr_status status;

    asked.cell.row = row;
    asked.difference.row = row;
    if (all->chosen->by_count > 0)
        part.group = groups_name_of(&seen->groups, row)->text;
    is_listed = part.group != NULL || all->chosen->by_count == 0;
    status = apart_ask_row(all, seen, list, &asked, &table);
    part.table = table;
    if (status == NRR_OK && is_listed)
        status = nrr_table_total(table, &total);
    if (status == NRR_OK && is_listed)
        status = nrr_table_count(table, &part.count);
    if (status == NRR_OK)
        status = stack_add(&list->units, &part);
    list->total += total;
    nrr_table_free(table);
    return status;
}

static nrr_status apart_list_units(const job *all, view *seen, apart_list *list,
                                   const apart_question *asked)
{
    nrr_status status = NRR_OK;
    size_t i;

    list->units = drill_stack();
    if (all->chosen->by_count == 0) {
        status = apart_list_row(all, seen, list, *asked, 0);
    } else {
        status = view_report(seen, list->query);
        for (i = 0; status == NRR_OK && i < seen->groups.row_count; i++)
            status = apart_list_row(all, seen, list, *asked, seen->groups.rows[i]);
    }
    list->shown = sheet_begin(all->chosen, seen->snapshot, list->units.rows);
    drill_put(&list->shown, &list->units, !asked->is_of_cause && drill_is_count(&asked->cell));
    return status;
}

static int apart_refuse_figure(const char *name)
{
    fputs("nrr-report: --drill: ", stderr);
    quote_print(name, strlen(name));
    fputs(" is no measure, no rate, and no gain_ or loss_ with a reason\n", stderr);
    return STATUS_BAD_INPUT;
}

/* The cause of a name, 0 for "all". The library says whether it is one between the two rates. */
static int apart_find_cause(const char *name, nrr_cause *cause)
{
    *cause = 0;
    return strcmp(name, "all") == 0 ||
           nrr_vocabulary_code(NRR_VOCABULARY_CAUSE, name, strlen(name), cause) == NRR_OK;
}

static int apart_refuse_cause(const char *name)
{
    fputs("nrr-report: --drill: ", stderr);
    quote_print(name, strlen(name));
    fputs(" is no cause between the two rates\n", stderr);
    return STATUS_BAD_INPUT;
}

/* What the options ask for. Returns the status to exit with; what is not 0 has been said. */
static int apart_find_question(const job *all, apart_question *asked)
{
    const char *name = all->chosen->drill;

    memset(asked, 0, sizeof *asked);
    asked->is_of_cause = all->chosen->rate != 0;
    asked->difference.rate = all->chosen->rate;
    asked->difference.minus = all->chosen->minus;
    if (asked->is_of_cause && !apart_find_cause(name, &asked->difference.cause))
        return apart_refuse_cause(name);
    if (!asked->is_of_cause && !drill_find(name, &asked->cell))
        return apart_refuse_figure(name);
    return STATUS_FINE;
}

int apart_drill(const job *all)
{
    apart_list list = {0};
    apart_question asked;
    view seen;
    nrr_status answer;
    int status = apart_find_question(all, &asked);

    if (status != STATUS_FINE)
        return status;
    list.name = all->chosen->drill;
    list.is_difference = asked.is_of_cause && asked.difference.cause == 0;
    status = job_ask(all, &list.query);
    answer = view_open(&seen, all->ledger, &all->chosen->as_known_at, all->columns);
    if (answer == NRR_OK)
        answer = view_find(&seen);
    if (answer == NRR_OK && status == STATUS_FINE)
        answer = apart_list_units(all, &seen, &list, &asked);
    if (answer == NRR_E_CAUSE)
        status = apart_refuse_cause(list.name);
    else if (answer != NRR_OK)
        status = job_complain(all, &seen, answer);
    else if (status == STATUS_FINE)
        status = apart_print_list(all, &seen, &list);
    stack_free(&list.units);
    nrr_query_free(list.query);
    view_close(&seen);
    return status;
}

/* --- two definitions --------------------------------------------------------------------------- */

static int apart_bridge_json(const job *all, const view *seen, const bridge *between)
{
    const char *rate = "?";
    const char *minus = "?";
    int complete;

    (void)nrr_vocabulary_name(NRR_VOCABULARY_RATE, all->chosen->rate, &rate);
    (void)nrr_vocabulary_name(NRR_VOCABULARY_RATE, all->chosen->minus, &minus);
    putchar('{');
    json_print_subject(all->chosen);
    printf(", \"rate\": \"%s\", \"minus\": \"%s\"", rate, minus);
    apart_begin_json(all, seen, "causes");
    complete = bridge_json(between);
    fputs("}\n", stdout);
    return complete;
}

static int apart_print_bridge(const job *all, const view *seen, const bridge *between)
{
    int complete = 1;

    if (all->chosen->format == FORMAT_JSON) {
        complete = apart_bridge_json(all, seen, between);
    } else if (all->chosen->format == FORMAT_CSV) {
        bridge_csv(between);
    } else {
        bridge_table(between);
        apart_end_table(all, seen);
    }
    job_remark(all, seen);
    return complete ? STATUS_FINE : status_complain("the output", NRR_E_MEMORY);
}

/* The report says what the two rates are. */
static nrr_status apart_ask_rates(const job *all, nrr_query *query)
{
    nrr_status status = nrr_query_add_rate(query, all->chosen->rate);

    return status == NRR_OK ? nrr_query_add_rate(query, all->chosen->minus) : status;
}

int apart_reconcile(const job *all)
{
    int is_for_people = all->chosen->format == FORMAT_TABLE;
    bridge between = {0};
    view seen;
    nrr_query *query = NULL;
    nrr_status answer = view_open(&seen, all->ledger, &all->chosen->as_known_at, all->columns);
    int status = STATUS_FINE;

    between.chosen = all->chosen;
    between.seen = &seen;
    if (answer == NRR_OK && !all->times.asked.is_empty) {
        status = job_ask(all, &query);
        if (status == STATUS_FINE)
            answer = apart_ask_rates(all, query);
        if (status == STATUS_FINE && answer == NRR_OK)
            answer = view_report(&seen, query);
        if (status == STATUS_FINE && answer == NRR_OK)
            answer = bridge_build(&between, query, is_for_people);
    }
    if (answer != NRR_OK)
        status = job_complain(all, &seen, answer);
    else if (status == STATUS_FINE)
        status = apart_print_bridge(all, &seen, &between);
    bridge_free(&between);
    view_close(&seen);
    nrr_query_free(query);
    return status;
}

/* --- concentration ----------------------------------------------------------------------------- */

static int apart_print_concentration(const job *all, const view *seen,
                                     const concentration *found)
{
    int complete = 1;

    if (all->chosen->format == FORMAT_JSON) {
        putchar('{');
        json_print_subject(all->chosen);
        printf(", \"top\": %" PRId64, all->chosen->top);
        apart_begin_json(all, seen, "rows");
        complete = concentration_json(found);
        fputs("}\n", stdout);
    } else if (all->chosen->format == FORMAT_CSV) {
        concentration_csv(found);
    } else {
        concentration_table(found);
        apart_end_table(all, seen);
    }
    job_remark(all, seen);
    return complete ? STATUS_FINE : status_complain("the output", NRR_E_MEMORY);
}

int apart_concentrate(const job *all)
{
    concentration found = {0};
    view seen;
    nrr_query *query = NULL;
    nrr_status answer = view_open(&seen, all->ledger, &all->chosen->as_known_at, all->columns);
    int status = STATUS_FINE;

    found.chosen = all->chosen;
    found.seen = &seen;
    if (answer == NRR_OK && !all->times.asked.is_empty) {
        status = job_ask(all, &query);
        if (status == STATUS_FINE)
            answer = view_report(&seen, query);
        if (status == STATUS_FINE && answer == NRR_OK)
            answer = concentration_build(&found, query);
    }
    if (answer != NRR_OK)
        status = job_complain(all, &seen, answer);
    else if (status == STATUS_FINE)
        status = apart_print_concentration(all, &seen, &found);
    concentration_free(&found);
    view_close(&seen);
    nrr_query_free(query);
    return status;
}
