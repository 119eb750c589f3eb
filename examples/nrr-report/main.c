/* SPDX-License-Identifier: MIT */
/* nrr-report: facts in a CSV file, retention figures out. The flow of every host of libnrr: facts
 * into a ledger, a snapshot of it, a query, a report. */
#include <stdio.h>

#include <nrr/nrr.h>

#include "figures.h"
#include "headline.h"
#include "input.h"
#include "json.h"
#include "listing.h"
#include "options.h"
#include "output.h"
#include "restatement.h"
#include "series.h"
#include "span.h"
#include "status.h"
#include "view.h"

/* What every answer needs. */
typedef struct job {
    const options *chosen;
    const figures *columns;
    nrr_ledger *ledger;
    span times; /* as the report knows them; of a restatement, the earlier one if it knows any */
} job;

static nrr_status declare(nrr_ledger *ledger, const options *chosen)
{
    nrr_status status = NRR_OK;

    if (chosen->coverage_start.given)
        status = nrr_ledger_set(ledger, NRR_LEDGER_COVERAGE_START, chosen->coverage_start.value);
    if (status == NRR_OK && chosen->coverage_end.given)
        status = nrr_ledger_set(ledger, NRR_LEDGER_COVERAGE_END, chosen->coverage_end.value);
    if (status == NRR_OK && chosen->is_strict)
        status = nrr_ledger_set(ledger, NRR_LEDGER_STRICT, 1);
    return status;
}

/* All that is asked, but for the periods. */
static nrr_status describe(nrr_query *query, const job *all)
{
    nrr_status status = nrr_query_set(query, NRR_QUERY_UNIT, all->chosen->unit);

    if (status == NRR_OK && all->chosen->expiry.given)
        status = nrr_query_set(query, NRR_QUERY_EXPIRY, all->chosen->expiry.value);
    if (status == NRR_OK)
        status = figures_ask(all->columns, query);
    return status;
}

/* Make the query. Returns the status to exit with; what is not 0 has been said. */
static int ask(const job *all, nrr_query **query)
{
    nrr_status answer = nrr_query_new(NULL, query);

    if (answer == NRR_OK)
        answer = describe(*query, all);
    if (answer != NRR_OK)
        return status_complain(all->chosen->file, answer);
    return series_add(all->chosen, &all->times.asked, *query);
}

/* --- the report -------------------------------------------------------------------------------- */

/* Say that facts contradict each other, in one line. */
static void say_findings(const job *all, const view *seen)
{
    char text[OUTPUT_FINDINGS_SIZE];

    fprintf(stderr, "nrr-report: %s: ", all->chosen->file);
    if (seen->known->given) {
        instant_write(text, seen->known->value);
        fprintf(stderr, "as known at %s: ", text);
    }
    output_write_findings(text, seen->findings);
    fprintf(stderr, "%s\n", text);
}

/* Say why there is no report. That facts contradict each other is the file's fault. */
static int complain(const job *all, const view *seen, nrr_status answer)
{
    if (answer != NRR_E_FINDINGS)
        return status_complain(all->chosen->file, answer);
    say_findings(all, seen);
    return STATUS_BAD_INPUT;
}

/* CSV has no place for what is said about the whole: it goes to standard error, behind the rows also
 * where both go to one file. */
static void remark(const job *all, const view *seen)
{
    if (all->chosen->format != FORMAT_CSV || seen->findings == 0)
        return;
    fflush(stdout);
    say_findings(all, seen);
}

static int print(const job *all, const view *seen)
{
    int complete = 1;

    if (all->chosen->format == FORMAT_JSON)
        complete = output_json(all->chosen, seen);
    else if (all->chosen->format == FORMAT_CSV)
        output_csv(all->chosen, seen);
    else
        output_table(all->chosen, seen);
    remark(all, seen);
    return complete ? STATUS_FINE : status_complain("the output", NRR_E_MEMORY);
}

static int report(const job *all)
{
    view seen;
    nrr_query *query = NULL;
    nrr_status answer = view_open(&seen, all->ledger, &all->chosen->as_known_at, all->columns);
    int status = STATUS_FINE;

    if (answer == NRR_OK && !all->times.asked.is_empty) {
        status = ask(all, &query);
        if (status == STATUS_FINE)
            answer = view_report(&seen, query);
    }
    if (answer != NRR_OK)
        status = complain(all, &seen, answer);
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
        remark(all, &both->before);
        remark(all, &both->after);
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
        status = ask(all, &query);
        if (status == STATUS_FINE)
            answer = restatement_report(&both, query);
    }
    if (answer != NRR_OK)
        status = complain(all, both.before.findings > 0 ? &both.before : &both.after, answer);
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

static int answer_file(job *all)
{
    const options *chosen = all->chosen;
    nrr_status answer = nrr_ledger_new(NULL, &all->ledger);
    int status = STATUS_FINE;

    begin_span(all);
    if (answer == NRR_OK)
        answer = declare(all->ledger, chosen);
    if (answer == NRR_OK)
        status = input_read(chosen->file, all->ledger, &all->times);
    span_finish(&all->times);
    if (answer != NRR_OK)
        status = status_complain(chosen->file, answer);
    else if (status == STATUS_FINE && chosen->lists_findings)
        status = find(all);
    else if (status == STATUS_FINE)
        status = chosen->known_from.given ? restate(all) : report(all);
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

int main(int argc, char **argv)
{
    options chosen;
    figures columns = {0};
    job all = {0};
    int status;

    if (!options_read(&chosen, argc, argv, &status))
        return finish(status);
    if (chosen.measures != NULL) {
        if (!figures_choose(&columns, chosen.measures))
            return STATUS_BAD_INPUT;
    } else if (chosen.format == FORMAT_TABLE) {
        headline_choose(&columns);
    } else {
        figures_choose_all(&columns);
    }
    all.chosen = &chosen;
    all.columns = &columns;
    return finish(answer_file(&all));
}
