/* SPDX-License-Identifier: MIT */
#include "job.h"

#include <stdio.h>
#include <string.h>

#include "output.h"
#include "quote.h"
#include "series.h"
#include "status.h"

nrr_status job_declare(nrr_ledger *ledger, const options *chosen)
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
static nrr_status job_describe(nrr_query *query, const job *all)
{
    nrr_status status = nrr_query_set(query, NRR_QUERY_UNIT, all->chosen->unit);
    size_t i;

    if (status == NRR_OK && all->chosen->expiry.given)
        status = nrr_query_set(query, NRR_QUERY_EXPIRY, all->chosen->expiry.value);
    for (i = 0; i < all->chosen->by_count && status == NRR_OK; i++)
        status = nrr_query_add_dimension(query, all->chosen->by[i], strlen(all->chosen->by[i]));
    if (status == NRR_OK)
        status = figures_ask(all->columns, query);
    return status;
}

int job_check_dimensions(const job *all)
{
    uint32_t id;
    size_t i;

    for (i = 0; i < all->chosen->by_count; i++) {
        const char *name = all->chosen->by[i];
        nrr_status answer =
            nrr_ledger_find(all->ledger, NRR_KEY_DIMENSION, name, strlen(name), &id);

        if (answer == NRR_OK)
            continue;
        if (answer != NRR_E_KEY_UNKNOWN && answer != NRR_E_KEY_LENGTH)
            return status_complain(all->chosen->file, answer);
        fprintf(stderr, "nrr-report: %s: --by: there is no column dim: or linedim: for ",
                all->chosen->file);
        quote_print(name, strlen(name));
        fputs("\n", stderr);
        return STATUS_BAD_INPUT;
    }
    return STATUS_FINE;
}

nrr_status job_query(const job *all, nrr_query **query)
{
    nrr_status status = nrr_query_new(NULL, query);

    return status == NRR_OK ? job_describe(*query, all) : status;
}

int job_ask(const job *all, nrr_query **query)
{
    nrr_status answer = job_query(all, query);

    if (answer != NRR_OK)
        return status_complain(all->chosen->file, answer);
    return series_add(all->chosen, &all->times.asked, *query);
}

/* Say that facts contradict each other, in one line. */
static void job_say_findings(const job *all, const view *seen)
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

int job_complain(const job *all, const view *seen, nrr_status answer)
{
    if (answer != NRR_E_FINDINGS)
        return status_complain(all->chosen->file, answer);
    job_say_findings(all, seen);
    return STATUS_BAD_INPUT;
}

void job_remark(const job *all, const view *seen)
{
    if (all->chosen->format != FORMAT_CSV || seen->findings == 0)
        return;
    fflush(stdout);
    job_say_findings(all, seen);
}
