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

/* Both columns of each reason, in the order of METRICS.md, and of all of the host's own together. */
static const struct {
    nrr_reason reason;
    const char *gain;
    const char *loss;
} figures_reasons[] = {
    {NRR_REASON_UNSPECIFIED, "gain_unspecified", "loss_unspecified"},
    {NRR_REASON_UPSELL, "gain_upsell", "loss_upsell"},
    {NRR_REASON_CROSS_SELL, "gain_cross_sell", "loss_cross_sell"},
    {NRR_REASON_SEATS, "gain_seats", "loss_seats"},
    {NRR_REASON_USAGE, "gain_usage", "loss_usage"},
    {NRR_REASON_PRICE, "gain_price", "loss_price"},
    {NRR_REASON_ESCALATOR, "gain_escalator", "loss_escalator"},
    {NRR_REASON_DISCOUNT, "gain_discount", "loss_discount"},
    {NRR_REASON_PLAN_CHANGE, "gain_plan_change", "loss_plan_change"},
    {NRR_REASON_DOWNGRADE, "gain_downgrade", "loss_downgrade"},
    {NRR_REASON_PRODUCT_DROP, "gain_product_drop", "loss_product_drop"},
    {NRR_REASON_PAUSE, "gain_pause", "loss_pause"},
    {NRR_REASON_RESUME, "gain_resume", "loss_resume"},
    {NRR_REASON_VOLUNTARY, "gain_voluntary", "loss_voluntary"},
    {NRR_REASON_PAYMENT_FAILURE, "gain_payment_failure", "loss_payment_failure"},
    {NRR_REASON_NON_RENEWAL, "gain_non_renewal", "loss_non_renewal"},
    {NRR_REASON_WIN_BACK, "gain_win_back", "loss_win_back"},
    {NRR_REASON_MIGRATION, "gain_migration", "loss_migration"},
    {NRR_REASON_HOST_SUM, "gain_host", "loss_host"},
};

static void figures_add_reason(figures *chosen, nrr_measure measure, nrr_reason reason,
                               const char *name)
{
    figures_add(chosen, NRR_VOCABULARY_MEASURE, measure);
    chosen->columns[chosen->count - 1].name = name;
    chosen->columns[chosen->count - 1].type = FIGURE_AMOUNT;
    chosen->columns[chosen->count - 1].reason = reason;
}

void figures_add_reasons(figures *chosen)
{
    size_t i;

    for (i = 0; i < sizeof figures_reasons / sizeof figures_reasons[0]; i++) {
        nrr_reason reason = figures_reasons[i].reason;

        figures_add_reason(chosen, NRR_MEASURE_REASON_GAIN, reason, figures_reasons[i].gain);
        figures_add_reason(chosen, NRR_MEASURE_REASON_LOSS, reason, figures_reasons[i].loss);
    }
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
        else if (column->code >= NRR_MEASURE_REASON_GAIN)
            status = nrr_report_reason(report, column->code, column->reason, &column->values);
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
