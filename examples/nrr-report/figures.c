/* SPDX-License-Identifier: MIT */
#include "figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quote.h"

/* A measure is an amount or, from units_opening on, a count; the two by reason are no columns. */
static int figures_is_column(nrr_measure measure)
{
    return measure != NRR_MEASURE_REASON_GAIN && measure != NRR_MEASURE_REASON_LOSS;
}

static void figures_add(figures *chosen, nrr_vocabulary vocabulary, int32_t code)
{
    figure *column = &chosen->columns[chosen->count++];

    memset(column, 0, sizeof *column);
    (void)nrr_vocabulary_name(vocabulary, code, &column->name);
    column->code = code;
    if (vocabulary == NRR_VOCABULARY_RATE)
        column->type = FIGURE_RATE;
    else
        column->type = code < NRR_MEASURE_UNITS_OPENING ? FIGURE_AMOUNT : FIGURE_COUNT;
}

static void figures_add_all(figures *chosen, nrr_vocabulary vocabulary)
{
    int32_t code;
    size_t i;

    for (i = 0; nrr_vocabulary_at(vocabulary, i, &code) == NRR_OK; i++) {
        if (vocabulary == NRR_VOCABULARY_RATE || figures_is_column(code))
            figures_add(chosen, vocabulary, code);
    }
}

void figures_choose_all(figures *chosen)
{
    chosen->count = 0;
    figures_add_all(chosen, NRR_VOCABULARY_MEASURE);
    figures_add_all(chosen, NRR_VOCABULARY_RATE);
}

/* Returns NULL, or what is wrong with the name. */
static const char *figures_add_by_name(figures *chosen, const char *name, size_t length)
{
    int32_t code;
    size_t i;

    for (i = 0; i < chosen->count; i++) {
        if (strlen(chosen->columns[i].name) == length &&
            memcmp(chosen->columns[i].name, name, length) == 0)
            return "is there twice";
    }
    if (nrr_vocabulary_code(NRR_VOCABULARY_MEASURE, name, length, &code) == NRR_OK &&
        figures_is_column(code))
        figures_add(chosen, NRR_VOCABULARY_MEASURE, code);
    else if (nrr_vocabulary_code(NRR_VOCABULARY_RATE, name, length, &code) == NRR_OK)
        figures_add(chosen, NRR_VOCABULARY_RATE, code);
    else
        return "is not the name of an amount, a count or a rate (such as opening or nrr)";
    return NULL;
}

int figures_choose(figures *chosen, const char *names)
{
    chosen->count = 0;
    for (;;) {
        size_t length = strcspn(names, ",");
        const char *wrong = figures_add_by_name(chosen, names, length);

        if (wrong != NULL) {
            fputs("nrr-report: --measures: ", stderr);
            quote_print(names, length);
            fprintf(stderr, " %s\n", wrong);
            return 0;
        }
        if (names[length] == '\0')
            return 1;
        names += length + 1;
    }
}

nrr_status figures_ask(const figures *chosen, nrr_query *query)
{
    nrr_status status = NRR_OK;
    size_t i;

    for (i = 0; i < chosen->count && status == NRR_OK; i++) {
        if (chosen->columns[i].type == FIGURE_RATE)
            status = nrr_query_add_rate(query, chosen->columns[i].code);
        else
            status = nrr_query_add_measure(query, chosen->columns[i].code);
    }
    return status;
}

static nrr_status figures_read_rates(figure *column, const nrr_report *report, size_t rows)
{
    column->ratios = (nrr_ratio *)malloc((rows > 0 ? rows : 1) * sizeof *column->ratios);
    if (column->ratios == NULL)
        return NRR_E_MEMORY;
    return nrr_report_rates(report, column->code, column->ratios, rows);
}

nrr_status figures_read(figures *chosen, const nrr_report *report)
{
    nrr_status status = nrr_report_count(report, &chosen->rows);
    size_t i;

    for (i = 0; i < chosen->count && status == NRR_OK; i++) {
        figure *column = &chosen->columns[i];

        if (column->type == FIGURE_RATE)
            status = figures_read_rates(column, report, chosen->rows);
        else
            status = nrr_report_column(report, column->code, &column->values);
    }
    return status;
}

void figures_free(figures *chosen)
{
    size_t i;

    for (i = 0; i < chosen->count; i++)
        free(chosen->columns[i].ratios);
    chosen->count = 0;
}
