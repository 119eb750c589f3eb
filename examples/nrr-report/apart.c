/* SPDX-License-Identifier: MIT */
#include "apart.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cohorts.h"
#include "json.h"
#include "output.h"
#include "series.h"
#include "sheet.h"
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
    series_steps steps = {all->chosen->cohorts, 1, all->times.first, all->times.last};
    int status;

    if (!job_has_periods(all))
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
