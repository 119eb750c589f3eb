/* SPDX-License-Identifier: MIT */
/* nrr-report: facts in a CSV file, retention figures out. The flow of every host of libnrr: facts
 * into a ledger, a snapshot of it, a query, a report. */
#include <stdio.h>

#include <nrr/nrr.h>

#include "apart.h"
#include "figures.h"
#include "headline.h"
#include "input.h"
#include "job.h"
#include "json.h"
#include "listing.h"
#include "options.h"
#include "output.h"
#include "reasons.h"
#include "restatement.h"
#include "span.h"
#include "status.h"
#include "view.h"

/* --- the report -------------------------------------------------------------------------------- */

static int print_reasons(const job *all, const view *seen)
{
    nrr_status answer = reasons_table(all->chosen, seen);

    return answer == NRR_OK ? STATUS_FINE : job_complain(all, seen, answer);
}

static int print(const job *all, const view *seen)
{
    int complete = 1;

    if (all->chosen->format == FORMAT_JSON)
        complete = output_json(all->chosen, seen);
    else if (all->chosen->format == FORMAT_CSV)
        output_csv(all->chosen, seen);
    else if (all->chosen->shows_reasons)
        return print_reasons(all, seen);
    else
        output_table(all->chosen, seen);
    job_remark(all, seen);
    return complete ? STATUS_FINE : status_complain("the output", NRR_E_MEMORY);
}

static int report(const job *all)
{
    view seen;
    nrr_query *query = NULL;
    int status = STATUS_FINE;
    nrr_status answer = view_open(&seen, all->ledger, &all->chosen->as_known_at, all->columns);

    if (answer == NRR_OK && !all->times.asked.is_empty) {
        status = job_ask(all, &query);
        if (status == STATUS_FINE)
            answer = view_report(&seen, query);
    }
    if (answer != NRR_OK)
        status = job_complain(all, &seen, answer);
    else if (status == STATUS_FINE)
        status = print(all, &seen);
    view_close(&seen);
    nrr_query_free(query);
    return status;
}

/* --- the restatement --------------------------------------------------------------------------- */

static int print_restatement(const job *all, const restatement *both)
{
    int complete = 1;

    if (all->chosen->format == FORMAT_JSON)
        complete = restatement_json(both);
    else if (all->chosen->format == FORMAT_CSV)
        restatement_csv(both);
    else
        restatement_table(both);
    if (!all->chosen->lists_facts) {
        job_remark(all, &both->before);
        job_remark(all, &both->after);
    }
    return complete ? STATUS_FINE : status_complain("the output", NRR_E_MEMORY);
}

static int restate(const job *all)
{
    restatement both;
    nrr_query *query = NULL;
    nrr_status answer = restatement_open(&both, all->chosen, all->ledger, all->columns);
    int status = STATUS_FINE;

    if (answer == NRR_OK && !all->times.asked.is_empty) {
        status = job_ask(all, &query);
        if (status == STATUS_FINE)
            answer = restatement_report(&both, query);
    }
    if (answer != NRR_OK)
        status = job_complain(all, both.before.findings > 0 ? &both.before : &both.after, answer);
    else if (status == STATUS_FINE)
        status = print_restatement(all, &both);
    restatement_close(&both);
    nrr_query_free(query);
    return status;
}

/* --- the findings ------------------------------------------------------------------------------ */

static int print_findings(const job *all, const listing *findings)
{
    int complete = 1;

    if (all->chosen->format == FORMAT_JSON) {
        fputs("{\"as_known_at\": ", stdout);
        json_print_instant(&all->chosen->as_known_at);
        fputs(", \"findings\": ", stdout);
        complete = listing_json(findings);
        fputs("}\n", stdout);
    } else if (all->chosen->format == FORMAT_CSV) {
        listing_csv(findings);
    } else if (findings->rows == 0) {
        fputs("No findings.\n", stdout);
    } else {
        listing_table(findings);
    }
    return complete ? STATUS_FINE : status_complain("the output", NRR_E_MEMORY);
}

static int find(const job *all)
{
    view seen;
    listing findings;
    nrr_status answer = view_open(&seen, all->ledger, &all->chosen->as_known_at, all->columns);
    int status;

    listing_begin_findings(&findings, all->chosen, seen.snapshot);
    if (answer == NRR_OK)
        answer = listing_find(&findings);
    status = answer == NRR_OK ? print_findings(all, &findings)
                              : status_complain(all->chosen->file, answer);
    listing_free(&findings);
    view_close(&seen);
    return status;
}

/* --- the whole --------------------------------------------------------------------------------- */

/* What is known when says which is the first fact and which the last. */
static void begin_span(job *all)
{
    const options *chosen = all->chosen;
    int64_t known = chosen->as_known_at.given ? chosen->as_known_at.value : INT64_MAX;

    if (chosen->known_from.given)
        span_begin(&all->times, chosen->known_from.value, chosen->known_to.value);
    else
        span_begin(&all->times, known, known);
}

/* What is asked for, of a ledger that has the facts. */
static int answer_question(job *all)
{
    const options *chosen = all->chosen;
    int status = job_check_dimensions(all);

    if (status != STATUS_FINE)
        return status;
    if (chosen->lists_findings)
        return find(all);
    if (chosen->cohorts != 0)
        return apart_cohorts(all);
    if (chosen->drill != NULL)
        return apart_drill(all);
    if (chosen->rate != 0)
        return apart_reconcile(all);
    if (chosen->top != 0)
        return apart_concentrate(all);
    return chosen->known_from.given ? restate(all) : report(all);
}

static int answer_file(job *all)
{
    const options *chosen = all->chosen;
    nrr_status answer = nrr_ledger_new(NULL, &all->ledger);
    int status = STATUS_FINE;

    begin_span(all);
    if (answer == NRR_OK)
        answer = job_declare(all->ledger, chosen);
    if (answer == NRR_OK)
        status = input_read(chosen->file, all->ledger, &all->times);
    span_finish(&all->times);
    if (answer != NRR_OK)
        status = status_complain(chosen->file, answer);
    else if (status == STATUS_FINE)
        status = answer_question(all);
    span_free(&all->times);
    nrr_ledger_free(all->ledger);
    return status;
}

/* A full disk shows when the last of the output is written, not before. */
static int finish(int status)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("nrr-report: the output could not be written\n", stderr);
        return STATUS_TROUBLE;
    }
    return status;
}

/* 0, and a message, if the options name what is no column. */
static int choose_columns(figures *columns, const options *chosen)
{
    int is_table = chosen->format == FORMAT_TABLE;

    if (chosen->measures != NULL) {
        if (!figures_choose(columns, chosen->measures))
            return 0;
    } else if (chosen->drill != NULL) {
        (void)figures_choose(columns, "units_opening"); /* a report is made for its groups alone */
    } else if (is_table && chosen->shows_reasons) {
        (void)figures_choose(columns, "opening"); /* what they are points of */
    } else if (is_table) {
        headline_choose(columns);
    } else {
        figures_choose_all(columns);
    }
    if (chosen->shows_reasons)
        figures_add_reasons(columns);
    return 1;
}

int main(int argc, char **argv)
{
    options chosen;
    figures columns = {0};
    job all = {0};
    int status;

    if (!options_read(&chosen, argc, argv, &status))
        return finish(status);
    if (!choose_columns(&columns, &chosen))
        return STATUS_BAD_INPUT;
    all.chosen = &chosen;
    all.columns = &columns;
    return finish(answer_file(&all));
}
