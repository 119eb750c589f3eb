/* SPDX-License-Identifier: MIT */
/*
 * A random ledger of the first kind is what happened; here it is told in ids and on a second clock,
 * with all that can go wrong on the way.
 */
#include "model/arrival.h"

#include <string.h>

/* The temper of a whole ledger. */
typedef struct arrival_style {
    unsigned ids;    /* percent of facts that have one */
    unsigned knowns; /* percent of arrivals that have one */
    int64_t first_known;
    int64_t span;
    uint32_t id_count; /* different ids */
    int is_tidy;       /* of facts that can't contradict each other */
    uint32_t customers[SCENARIO_CUSTOMERS_MAX + 1];
    uint32_t lines[SCENARIO_LINES_MAX];
    uint32_t id_names[ARRIVAL_KEYS];
} arrival_style;

static void choose_names(uint32_t *names, size_t count, random_source *source)
{
    size_t order[ARRIVAL_KEYS];

    random_order(source, order, ARRIVAL_KEYS);
    for (size_t i = 0; i < count; i++) {
        names[i] = (uint32_t)order[i] + 1;
    }
}

static void choose_style(arrival_style *style, random_source *source)
{
    static const unsigned parts[] = {0, 30, 70, 100};

    style->ids = parts[random_chance(source, 85) ? 1 + random_below(source, 3) : 0];
    style->knowns = parts[random_below(source, 4)];
    style->first_known = random_between(source, -3, 3);
    style->span = random_between(source, 0, 3);
    style->id_count = 1 + (uint32_t)random_below(source, ARRIVAL_KEYS);
    style->is_tidy = random_chance(source, 15);
    choose_names(style->customers, SCENARIO_CUSTOMERS_MAX + 1, source);
    choose_names(style->lines, SCENARIO_LINES_MAX, source);
    style->lines[0] = 0;
    choose_names(style->id_names, ARRIVAL_KEYS, source);
}

static int64_t choose_instant(const arrival_style *style, random_source *source)
{
    static const int64_t ends[] = {INT64_MIN, INT64_MIN + 1, INT64_MAX - 1, INT64_MAX};

    if (random_chance(source, 2)) {
        return ends[random_below(source, 4)];
    }
    return style->first_known + random_between(source, 0, style->span);
}

/* The one before it, or the same. */
static int64_t or_before(int64_t instant, unsigned percent, random_source *source)
{
    return random_chance(source, percent) && instant > INT64_MIN ? instant - 1 : instant;
}

static void choose_known(model_fact *fact, const arrival_style *style, random_source *source)
{
    fact->has_known = random_chance(source, style->knowns);
    fact->known = fact->has_known ? choose_instant(style, source) : 0;
}

static uint32_t choose_id(const arrival_style *style, random_source *source)
{
    return style->id_names[random_below(source, style->id_count)];
}

static int is_taken(const arrival_scenario *given, uint32_t id)
{
    for (size_t i = 0; i < given->count; i++) {
        if (given->facts[i].id == id) {
            return 1;
        }
    }
    return 0;
}

/* Changes of which only the sign is known never contradict each other, as long as they go up. */
static void tidy(model_fact *fact)
{
    fact->all = 0;
    fact->kind = fact->kind == NRR_KIND_RENEWAL ? NRR_KIND_RENEWAL : NRR_KIND_CHANGE_UP;
    fact->amount = fact->amount > 0 ? fact->amount : 1;
}

static void tell_base(arrival_scenario *out, const scenario *base, const arrival_style *style,
                      random_source *source)
{
    size_t limit = ARRIVAL_FACTS_MAX / 2;

    for (size_t i = 0; i < base->fact_count && out->count < limit; i++) {
        model_fact fact = base->facts[i];
        fact.customer = style->customers[fact.customer - 1];
        fact.line = style->lines[fact.line];
        if (style->is_tidy) {
            tidy(&fact);
        }
        if (random_chance(source, style->ids)) {
            fact.id = choose_id(style, source);
        }
        if (fact.id != 0 && is_taken(out, fact.id) && random_chance(source, 90)) {
            fact.id = 0;
        }
        choose_known(&fact, style, source);
        out->facts[out->count++] = fact;
    }
}

static void insert(arrival_scenario *out, const model_fact *fact, random_source *source)
{
    size_t place = (size_t)random_below(source, out->count + 1);

    for (size_t i = out->count; i > place; i--) {
        out->facts[i] = out->facts[i - 1];
    }
    out->facts[place] = *fact;
    out->count++;
}

/* Other content in one field, if the choice falls well. */
static void contradict(model_fact *fact, const arrival_style *style, random_source *source)
{
    switch (random_below(source, 8)) {
    case 0:
        fact->customer = style->customers[random_below(source, SCENARIO_CUSTOMERS_MAX)];
        break;
    case 1:
        fact->line = style->lines[random_below(source, SCENARIO_LINES_MAX)];
        break;
    case 2:
        fact->time += fact->time < 0 ? 1 : -1;
        break;
    case 3:
        fact->amount = fact->amount == INT64_MAX ? 1 : fact->amount + 1;
        break;
    case 4:
        fact->sequence ^= random_chance(source, 50) ? 1 : UINT64_C(1) << 63;
        break;
    case 5:
        fact->kind = fact->all ? fact->kind : 1 + (nrr_kind)random_below(source, 10);
        fact->amount += fact->amount == 0;
        break;
    case 6:
        fact->reason = fact->reason == 0 ? NRR_REASON_HOST_LAST : 0;
        break;
    default:
        fact->all = fact->kind == NRR_KIND_CHURN ? !fact->all : fact->all;
        fact->amount = fact->all || fact->amount > 0 ? fact->amount : 1;
        break;
    }
}

static void tell_void(arrival_scenario *out, const arrival_style *style, random_source *source)
{
    model_fact fact;

    memset(&fact, 0, sizeof fact);
    fact.kind = NRR_KIND_VOID;
    fact.id = choose_id(style, source);
    choose_known(&fact, style, source);
    insert(out, &fact, source);
}

static void tell_again(arrival_scenario *out, const arrival_style *style, random_source *source)
{
    model_fact fact = out->facts[random_below(source, out->count)];

    if (fact.id == 0) {
        return;
    }
    choose_known(&fact, style, source);
    if (fact.kind != NRR_KIND_VOID && random_chance(source, 15)) {
        contradict(&fact, style, source);
    } else if (fact.all) {
        fact.amount = random_between(source, -2, 9); /* not read */
    }
    insert(out, &fact, source);
}

static void tell_more(arrival_scenario *out, const arrival_style *style, random_source *source)
{
    uint64_t voids = random_below(source, 5);
    uint64_t repeats = random_below(source, random_chance(source, 20) ? 12 : 5);

    for (; voids > 0 && style->ids > 0 && out->count < ARRIVAL_FACTS_MAX; voids--) {
        tell_void(out, style, source);
    }
    for (; repeats > 0 && out->count > 0 && out->count < ARRIVAL_FACTS_MAX; repeats--) {
        tell_again(out, style, source);
    }
}

static void choose_batches(arrival_scenario *out, random_source *source)
{
    static const unsigned parts[] = {0, 20, 50, 100};
    unsigned ends = parts[random_below(source, 4)];

    for (size_t i = 0; i < out->count; i++) {
        out->ends_batch[i] = random_chance(source, ends);
    }
}

static void add_parent(arrival_scenario *out, size_t after, uint32_t customer, uint32_t parent)
{
    arrival_parent *added = &out->parents[out->parent_count];

    if (out->parent_count == ARRIVAL_PARENTS_MAX) {
        return;
    }
    added->after = after;
    added->customer = customer;
    added->parent = parent;
    added->ends_call = 1;
    out->parent_count++;
}

/* Nearly as long as a chain may be, from its one end or its other, or both halves and the joint. */
static void make_chain(arrival_scenario *out, const arrival_style *style, random_source *source)
{
    uint32_t length = (uint32_t)random_between(source, ARRIVAL_LINKS - 6, ARRIVAL_LINKS - 1);
    uint32_t start = random_chance(source, 50) ? 0 : (uint32_t)random_below(source, length);
    int upwards = random_chance(source, 50);

    for (uint32_t i = 0; i < length; i++) {
        uint32_t step = upwards ? (start + i) % length : (start + length - i) % length;
        uint32_t link = ARRIVAL_FIRST_LINK + step;
        add_parent(out, 0, link, link + 1);
    }
    add_parent(out, 0, style->customers[0], ARRIVAL_FIRST_LINK + (uint32_t)random_below(source, 6));
    add_parent(out, 0, ARRIVAL_FIRST_LINK + length, style->customers[1]);
    if (random_chance(source, 60)) {
        /* Then cut somewhere: what is above has less below it again. */
        add_parent(out, 0, ARRIVAL_FIRST_LINK + (uint32_t)random_below(source, length), 0);
        add_parent(out, 0, style->customers[1], style->customers[2]);
    }
}

static void choose_parents(arrival_scenario *out, const arrival_style *style, random_source *source)
{
    uint64_t left = 1 + random_below(source, 8);
    size_t after = 0;
    unsigned ends = random_chance(source, 50) ? 100 : 40;

    if (random_chance(source, 50)) {
        return;
    }
    if (random_below(source, 60) == 0) {
        make_chain(out, style, source);
    }
    for (; left > 0; left--) {
        uint32_t customer = style->customers[random_below(source, SCENARIO_CUSTOMERS_MAX + 1)];
        uint32_t parent = style->customers[random_below(source, SCENARIO_CUSTOMERS_MAX + 1)];
        if (random_chance(source, 20)) {
            parent = random_chance(source, 60) ? 0 : ARRIVAL_FIRST_LINK;
        }
        after += (size_t)random_below(source, out->count - after + 1);
        add_parent(out, after, customer, parent);
    }
    for (size_t i = 0; i < out->parent_count; i++) {
        out->parents[i].ends_call = random_chance(source, ends);
    }
}

static void choose_questions(arrival_scenario *out, const arrival_style *style,
                             const scenario_clock *clock, random_source *source)
{
    out->clock_count = 1 + (size_t)random_below(source, ARRIVAL_CLOCKS_MAX);
    for (size_t i = 1; i < out->clock_count; i++) {
        out->clocks[i].is_set = 1;
        out->clocks[i].known = or_before(choose_instant(style, source), 20, source);
    }
    for (size_t i = 0; i < ARRIVAL_PAIRS; i++) {
        nrr_restatement *restatement = &out->restatements[i];
        do {
            restatement->known_from = or_before(choose_instant(style, source), 40, source);
            restatement->known_to = choose_instant(style, source);
        } while (restatement->known_from >= restatement->known_to);
        do {
            restatement->start = scenario_instant(source, clock);
            restatement->end = scenario_instant(source, clock);
        } while (restatement->start >= restatement->end);
        out->staleness[i].at = scenario_instant(source, clock);
        out->staleness[i].longer_than = random_between(source, 0, 4);
    }
}

void arrival_make(arrival_scenario *out, uint64_t seed, uint64_t index)
{
    static scenario base;
    random_source source = random_start(~seed, index);
    arrival_style style;
    scenario_clock clock = {0, 6};

    memset(out, 0, sizeof *out);
    scenario_make(&base, seed, index);
    choose_style(&style, &source);
    tell_base(out, &base, &style, &source);
    tell_more(out, &style, &source);
    choose_batches(out, &source);
    choose_parents(out, &style, &source);
    out->early = (size_t)random_below(&source, out->count + 1);
    if (base.fact_count > 0) {
        clock.first = base.facts[random_below(&source, base.fact_count)].time;
    }
    choose_questions(out, &style, &clock, &source);
    out->query = base.queries[0];
    out->feeding = random_bits(&source);
}

size_t arrival_batch_end(const arrival_scenario *given, size_t start)
{
    size_t end = start;

    while (end + 1 < given->count && !given->ends_batch[end]) {
        end++;
    }
    return end < given->count ? end + 1 : end;
}

size_t arrival_call_end(const arrival_scenario *given, size_t start)
{
    size_t end = start;

    while (end + 1 < given->parent_count && !given->parents[end].ends_call) {
        end++;
    }
    return end + 1;
}
