/* SPDX-License-Identifier: MIT */
/*
 * Random ledgers. They are small and crowded on purpose: many facts at one instant, amounts so
 * small that levels hit zero and deltas tie, now and then amounts at the edge of what fits.
 */
#include "model/scenario.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The temper of a whole ledger. */
typedef struct scenario_style {
    scenario_clock clock;
    uint32_t customers;
    uint32_t lines;
    int has_sequences;
    int has_odd_instants;
    int only_coming_and_going; /* few kinds, that begin and end lines, for gaps and returns */
    int has_one_reason;
    unsigned renewals; /* percent */
    enum { AMOUNT_TINY, AMOUNT_SMALL, AMOUNT_WIDE, AMOUNT_HUGE } amounts;
} scenario_style;

static size_t choose_fact_count(random_source *source)
{
    uint64_t size = random_below(source, 100);

    if (size < 2) {
        return 0;
    }
    if (size < 85) {
        return 1 + (size_t)random_below(source, 12);
    }
    return size < 97 ? 13 + (size_t)random_below(source, 8) : 21 + (size_t)random_below(source, 20);
}

static void choose_clock(scenario_clock *clock, random_source *source)
{
    clock->span = random_between(source, 0, random_chance(source, 50) ? 4 : 12);
    switch (random_below(source, 12)) {
    case 0:
        clock->first = INT64_MIN;
        break;
    case 1:
        clock->first = INT64_MAX - clock->span;
        break;
    case 2:
        clock->first = (int64_t)(random_bits(source) >> 2);
        break;
    default:
        clock->first = random_between(source, -6, 6);
        break;
    }
}

static void choose_style(scenario_style *style, random_source *source)
{
    uint64_t size = random_below(source, 100);

    choose_clock(&style->clock, source);
    style->customers = 1 + (uint32_t)random_below(source, SCENARIO_CUSTOMERS_MAX);
    style->lines = 1 + (uint32_t)random_below(source, SCENARIO_LINES_MAX);
    style->has_sequences = random_chance(source, 30);
    style->has_odd_instants = random_chance(source, 5);
    style->only_coming_and_going = random_chance(source, 40);
    if (style->only_coming_and_going && random_chance(source, 70)) {
        style->customers = 1 + (uint32_t)random_below(source, 2);
        style->lines = 1;
    }
    style->has_one_reason = random_chance(source, 15);
    style->renewals = random_chance(source, 20) ? 30 : 0;
    style->amounts = AMOUNT_HUGE;
    if (size < 87) {
        style->amounts = size < 50 ? AMOUNT_TINY : AMOUNT_SMALL;
    } else if (size < 91) {
        style->amounts = AMOUNT_WIDE;
    }
}

/* At least 1. */
static int64_t choose_amount(const scenario_style *style, random_source *source)
{
    static const int64_t huge[] = {INT64_MAX,     INT64_MAX - 1,     INT64_MAX - 2,
                                   INT64_MAX / 2, INT64_MAX / 2 + 1, INT64_MAX / 2 + 2};

    switch (style->amounts) {
    case AMOUNT_TINY:
        return random_between(source, 1, 3);
    case AMOUNT_SMALL:
        return random_between(source, 1, 12);
    case AMOUNT_WIDE:
        return random_between(source, 1, INT64_MAX >> random_below(source, 63));
    default:
        if (random_chance(source, 30)) {
            return random_between(source, 1, 2);
        }
        if (random_chance(source, 40)) {
            /* Eighths of 2^63: sums that just fit, or just don't, and long runs of zero bits. */
            return (random_between(source, 1, 7) << 60) + random_between(source, -1, 0);
        }
        return huge[random_below(source, sizeof huge / sizeof huge[0])];
    }
}

static nrr_kind choose_kind(const scenario_style *style, random_source *source)
{
    static const nrr_kind coming_and_going[] = {NRR_KIND_NEW,   NRR_KIND_REACTIVATION,
                                                NRR_KIND_LEVEL, NRR_KIND_CHURN,
                                                NRR_KIND_CHURN, NRR_KIND_CHURN};
    /* Huge amounts up and down again: levels that fit, with sums of movements that don't. */
    static const nrr_kind see_saw[] = {NRR_KIND_LEVEL, NRR_KIND_LEVEL, NRR_KIND_CHURN};
    /* As many ways up as down, or hardly a level would ever come back to zero. */
    static const nrr_kind any[] = {
        NRR_KIND_OPENING,     NRR_KIND_NEW,         NRR_KIND_NEW,         NRR_KIND_EXPANSION,
        NRR_KIND_EXPANSION,   NRR_KIND_CONTRACTION, NRR_KIND_CONTRACTION, NRR_KIND_CHURN,
        NRR_KIND_CHURN,       NRR_KIND_CHURN,       NRR_KIND_CHURN,       NRR_KIND_REACTIVATION,
        NRR_KIND_LEVEL,       NRR_KIND_LEVEL,       NRR_KIND_CHANGE_UP,   NRR_KIND_CHANGE_DOWN,
        NRR_KIND_CHANGE_DOWN, NRR_KIND_RENEWAL};

    if (random_chance(source, style->renewals)) {
        return NRR_KIND_RENEWAL;
    }
    if (style->amounts == AMOUNT_HUGE && style->only_coming_and_going) {
        return see_saw[random_below(source, 3)];
    }
    if (style->only_coming_and_going) {
        return coming_and_going[random_below(source, 6)];
    }
    return any[random_below(source, sizeof any / sizeof any[0])];
}

static nrr_reason choose_reason(nrr_kind kind, random_source *source)
{
    static const nrr_reason often[] = {NRR_REASON_PRICE, NRR_REASON_ESCALATOR, NRR_REASON_HOST,
                                       NRR_REASON_HOST + 1, NRR_REASON_HOST_LAST};

    if (kind == NRR_KIND_CHURN && random_chance(source, 30)) {
        return NRR_REASON_NON_RENEWAL;
    }
    if (random_chance(source, 35)) {
        return NRR_REASON_UNSPECIFIED;
    }
    if (random_chance(source, 40)) {
        return often[random_below(source, sizeof often / sizeof often[0])];
    }
    return (nrr_reason)random_below(source, MODEL_REASONS);
}

static void choose_fact(model_fact *fact, const scenario_style *style, random_source *source)
{
    static const int64_t ends_of_time[] = {INT64_MIN, INT64_MIN + 1, INT64_MAX - 1, INT64_MAX};

    fact->customer = 1 + (uint32_t)random_below(source, style->customers);
    fact->line = (uint32_t)random_below(source, style->lines);
    fact->time = style->clock.first + random_between(source, 0, style->clock.span);
    if (style->has_odd_instants && random_chance(source, 30)) {
        /* As far apart as time allows: differences of instants don't fit int64_t then. */
        fact->time = ends_of_time[random_below(source, 4)];
    }
    fact->sequence = 0;
    if (style->has_sequences) {
        fact->sequence = random_chance(source, 2) ? UINT64_MAX : random_below(source, 3);
    }
    fact->kind = choose_kind(style, source);
    fact->reason = style->has_one_reason ? NRR_REASON_PRICE : choose_reason(fact->kind, source);
    fact->all = fact->kind == NRR_KIND_CHURN && random_chance(source, 60);
    fact->amount = choose_amount(style, source);
    if (fact->all) {
        /* It is not read: any will do, the same one for no two of them. */
        fact->amount = random_between(source, -2, 9);
    }
    if ((fact->kind == NRR_KIND_LEVEL || fact->kind == NRR_KIND_RENEWAL) &&
        random_chance(source, 30)) {
        fact->amount = 0;
    }
}

static void choose_coverage(model_coverage *coverage, const scenario_clock *clock,
                            random_source *source)
{
    memset(coverage, 0, sizeof *coverage);
    if (random_chance(source, 70)) {
        return;
    }
    coverage->start = scenario_instant(source, clock);
    coverage->end = scenario_instant(source, clock);
    coverage->has_start = random_chance(source, 60);
    coverage->has_end = random_chance(source, 60);
    if (coverage->start >= coverage->end) {
        coverage->has_end = 0;
    }
}

/* Some measures, named one by one or as what a rate is made of; mostly all of them. */
static void choose_measures(scenario_query *query, random_source *source)
{
    static const model_row nothing = {.start = 0};

    query->measures = 0;
    query->rates = 0;
    query->model.asked = MODEL_ASK_ALL;
    if (random_chance(source, 60)) {
        return;
    }
    if (random_chance(source, 15)) {
        /* Alone: a reason's sum can overflow like any other. */
        query->measures =
            MODEL_BIT(random_between(source, NRR_MEASURE_REASON_GAIN, NRR_MEASURE_REASON_LOSS));
        query->model.asked = query->measures;
        return;
    }
    for (uint64_t left = random_below(source, 8); left > 0; left--) {
        query->measures |= MODEL_BIT(random_between(source, 1, NRR_MEASURE_REASON_LOSS));
    }
    for (uint64_t left = random_below(source, 3); left > 0; left--) {
        query->rates |= MODEL_BIT(random_between(source, NRR_RATE_NRR, NRR_RATE_ARPA));
    }
    if (query->measures == 0 && query->rates == 0) {
        return;
    }
    query->model.asked = query->measures;
    for (nrr_rate rate = NRR_RATE_NRR; rate <= NRR_RATE_ARPA; rate++) {
        model_rate formula;
        model_rate_of(&nothing, rate, &formula);
        query->model.asked |= (query->rates & MODEL_BIT(rate)) != 0 ? formula.made_of : 0;
    }
}

static void choose_codes(model_query *query, random_source *source)
{
    static const nrr_reason codes[] = {NRR_REASON_HOST, NRR_REASON_HOST + 1, NRR_REASON_HOST + 2,
                                       NRR_REASON_HOST_LAST};
    size_t order[4];

    random_order(source, order, 4);
    query->code_count = random_chance(source, 50) ? 0 : (size_t)random_below(source, 4);
    for (size_t i = 0; i < query->code_count; i++) {
        query->codes[i] = codes[order[i]];
    }
}

static void choose_query(scenario_query *query, const scenario_clock *clock, random_source *source)
{
    memset(query, 0, sizeof *query);
    query->model.unit = random_chance(source, 60) ? NRR_UNIT_CUSTOMER : NRR_UNIT_LINE;
    if (random_chance(source, 40)) {
        query->model.expiry.on = 1;
        query->model.expiry.ticks = random_between(source, 0, 4);
        if (random_chance(source, 5)) {
            query->model.expiry.ticks = INT64_MAX;
        }
    }
    choose_measures(query, source);
    choose_codes(&query->model, source);
    scenario_make_periods(query, source, clock);
}

void scenario_make(scenario *out, uint64_t seed, uint64_t index)
{
    random_source source = random_start(seed, index);
    scenario_style style;

    memset(out, 0, sizeof *out);
    choose_style(&style, &source);
    out->fact_count = choose_fact_count(&source);
    for (size_t i = 0; i < out->fact_count; i++) {
        choose_fact(&out->facts[i], &style, &source);
    }
    out->early = (size_t)random_below(&source, out->fact_count + 1);
    choose_coverage(&out->early_coverage, &style.clock, &source);
    out->coverage = out->early_coverage;
    if (random_chance(&source, 30)) {
        choose_coverage(&out->coverage, &style.clock, &source);
    }
    out->query_count = random_chance(&source, 75) ? 1 : 2;
    for (size_t i = 0; i < out->query_count; i++) {
        choose_query(&out->queries[i], &style.clock, &source);
    }
    out->feeding = random_bits(&source);
}

void scenario_ask_for_adjoining(scenario *out, random_source *source)
{
    scenario_query *query = &out->queries[0];
    model_query *model = &query->model;
    scenario_clock clock = {0, 8};

    if (out->fact_count > 0) {
        clock.first = out->facts[random_below(source, out->fact_count)].time;
    }
    out->query_count = 1;
    query->edge_count = 0;
    query->measures = 0;
    query->rates = 0;
    model->asked = MODEL_ASK_ALL;
    model->period_count = 0;
    while (model->period_count < 9) {
        int64_t a = scenario_instant(source, &clock);
        int64_t b = scenario_instant(source, &clock);
        int64_t c = scenario_instant(source, &clock);
        if (a < b && b < c) {
            size_t n = model->period_count;
            model->starts[n] = model->starts[n + 2] = a;
            model->ends[n] = model->starts[n + 1] = b;
            model->ends[n + 1] = model->ends[n + 2] = c;
            model->period_count += 3;
        }
        clock.span++; /* ends at last, wherever the clock stands */
        clock.first -= clock.first > INT64_MAX / 2;
    }
}

void scenario_reorder(scenario *out, random_source *source)
{
    size_t order[MODEL_FACTS_MAX];
    scenario before = *out;

    random_order(source, order, before.fact_count);
    for (size_t i = 0; i < before.fact_count; i++) {
        out->facts[i] = before.facts[order[i]];
    }
}

static void print_query(const scenario_query *query)
{
    const model_query *model = &query->model;

    (void)fprintf(stderr, "query: unit %" PRId32 ", asked %#" PRIx64, model->unit, model->asked);
    if (model->expiry.on) {
        (void)fprintf(stderr, ", expiry %" PRId64, model->expiry.ticks);
    }
    for (size_t i = 0; i < model->code_count; i++) {
        (void)fprintf(stderr, ", host reason %" PRId32, model->codes[i]);
    }
    (void)fprintf(stderr, "\n");
    if (query->edge_count > 0) {
        (void)fprintf(stderr, "  %zu edges, window %zu\n", query->edge_count, query->window);
    }
    for (size_t i = 0; i < model->period_count; i++) {
        (void)fprintf(stderr, "  row %zu: [%" PRId64 ", %" PRId64 ")\n", i, model->starts[i],
                      model->ends[i]);
    }
}

static void print_coverage(const char *name, const model_coverage *coverage)
{
    if (coverage->has_start) {
        (void)fprintf(stderr, "%s begins at %" PRId64 "\n", name, coverage->start);
    }
    if (coverage->has_end) {
        (void)fprintf(stderr, "%s ends at %" PRId64 "\n", name, coverage->end);
    }
}

void scenario_print(const scenario *given)
{
    static const char *const kinds[] = {"?",           "OPENING",     "NEW",          "EXPANSION",
                                        "CONTRACTION", "CHURN",       "REACTIVATION", "LEVEL",
                                        "CHANGE_UP",   "CHANGE_DOWN", "RENEWAL"};

    for (size_t i = 0; i < given->fact_count; i++) {
        const model_fact *fact = &given->facts[i];
        (void)fprintf(stderr,
                      "fact %zu: customer %" PRIu32 ", line %" PRIu32 ", time %" PRId64
                      ", %s%s %" PRId64 ", reason %" PRId32 ", sequence %" PRIu64 "%s\n",
                      i, fact->customer, fact->line, fact->time, kinds[fact->kind],
                      fact->all ? " of ALL" : "", fact->amount, fact->reason, fact->sequence,
                      i + 1 == given->early ? "   <- early snapshot" : "");
    }
    print_coverage("early coverage", &given->early_coverage);
    print_coverage("coverage", &given->coverage);
    for (size_t i = 0; i < given->query_count; i++) {
        print_query(&given->queries[i]);
    }
}
