/* SPDX-License-Identifier: MIT */
#include "series.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "instant.h"
#include "status.h"

enum {
    SERIES_ROWS_MAX = 100000 /* 270 years of days; more is a slip in the file's times */
};

/* Where the rows begin, how many there are, and the edge that the first row's window begins at. */
typedef struct series {
    nrr_calendar calendar;
    int64_t start;
    int64_t rows;
} series;

static int series_refuse(const char *file, const char *what)
{
    fprintf(stderr, "nrr-report: %s: %s\n", file, what);
    return STATUS_BAD_INPUT;
}

static int series_refuse_fact(const char *file, uint64_t line)
{
    fprintf(stderr,
            "nrr-report: %s:%" PRIu64 ": the period of this time would begin or end outside of the "
            "calendar\n",
            file, line);
    return STATUS_BAD_INPUT;
}

static int series_refuse_time(const options *chosen, nrr_status status)
{
    if (status == NRR_E_TIME)
        return series_refuse(chosen->file, "a period would begin or end outside of the calendar");
    return status_complain(chosen->file, status);
}

/* The rows go from the step that holds `from` to the one that holds the last tick before `to`. */
static int series_measure(series *rows, const options *chosen, const series_steps *steps)
{
    const span_range *times = steps->times;
    int64_t from = chosen->from.given ? chosen->from.value : times->first;
    int64_t to = chosen->to.value;
    nrr_status status = nrr_calendar_edge(&rows->calendar, from, 0, &rows->start);

    if (status == NRR_E_TIME && !chosen->from.given)
        return series_refuse_fact(chosen->file, times->first_line);
    if (status == NRR_OK && !chosen->to.given)
        status = nrr_calendar_edge(&rows->calendar, times->last, 1, &to);
    if (status == NRR_E_TIME && !chosen->to.given)
        return series_refuse_fact(chosen->file, times->last_line);
    if (status == NRR_OK && to <= rows->start) {
        if (!chosen->to.given)
            return series_refuse(chosen->file, "there is no fact in or after the period of --from");
        if (!chosen->from.given)
            return series_refuse(chosen->file, "there is no fact in the periods before --to");
        return series_refuse(chosen->file, "there is no period between --from and --to");
    }
    if (status == NRR_OK)
        status = nrr_calendar_steps(&rows->calendar, rows->start, to, &rows->rows);
    if (status != NRR_OK)
        return series_refuse_time(chosen, status);
    if (rows->rows > SERIES_ROWS_MAX) {
        fprintf(stderr,
                "nrr-report: %s: %" PRId64 " periods are too many (at most %d): are the times of "
                "the first fact (line %" PRIu64 ") and the last (line %" PRIu64 ") right? "
                "Otherwise choose --from and --to, or a longer %s\n",
                chosen->file, rows->rows, SERIES_ROWS_MAX, times->first_line, times->last_line,
                steps->option);
        return STATUS_BAD_INPUT;
    }
    return STATUS_FINE;
}

int series_edges(const options *chosen, const series_steps *steps, int64_t **edges, size_t *count)
{
    series rows = {instant_calendar(steps->step), 0, 0};
    int status = series_measure(&rows, chosen, steps);
    nrr_status answer;

    if (status != STATUS_FINE)
        return status;
    *count = (size_t)(rows.rows + steps->window);
    *edges = (int64_t *)malloc(*count * sizeof **edges);
    if (*edges == NULL)
        return status_complain(chosen->file, NRR_E_MEMORY);
    answer = nrr_calendar_edge(&rows.calendar, rows.start, 1 - steps->window, &rows.start);
    if (answer == NRR_OK)
        answer = nrr_calendar_edges(&rows.calendar, rows.start, *edges, *count);
    if (answer == NRR_OK)
        return STATUS_FINE;
    free(*edges);
    return series_refuse_time(chosen, answer);
}

int series_add(const options *chosen, const span_range *times, nrr_query *query)
{
    series_steps steps = {chosen->period, "--period", chosen->window, times};
    int64_t *edges = NULL;
    size_t count = 0;
    int status = series_edges(chosen, &steps, &edges, &count);
    nrr_status answer;

    if (status != STATUS_FINE)
        return status;
    answer = nrr_query_add_edges(query, edges, count, (size_t)chosen->window);
    free(edges);
    return answer == NRR_OK ? STATUS_FINE : series_refuse_time(chosen, answer);
}
