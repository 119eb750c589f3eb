/* SPDX-License-Identifier: MIT */
/*
 * One ledger has few customers, and patches are of customers. So several ledgers are told at once, as
 * voices that fall into one another's words: each of customers and ids of its own, but for some that
 * are the first one's, and each brought to the first one's time.
 */
#include "model/chain.h"

#include <string.h>

enum { OWN_NUMBERS = 100, MODEST = 1000, FIRST_CROWD = 100000, CROWDS_APART = 1000 };

typedef struct chain_voice {
    grouped_scenario told;
    size_t facts, parents, assignments; /* told so far */
    uint32_t shift;                     /* of its customers and ids */
} chain_voice;

/* Numbers of links above the table too; 0 stays nobody. */
static uint32_t shifted(const chain_voice *voice, uint32_t number)
{
    return number == 0 ? 0 : number + voice->shift;
}

static int64_t moved(int64_t time, model_wide by)
{
    model_wide sum = time + by;

    return sum < INT64_MIN || sum > INT64_MAX ? time : (int64_t)sum;
}

static void move_query(scenario_query *query, model_wide by)
{
    query->edge_count = 0;
    for (size_t i = 0; i < query->model.period_count; i++) {
        int64_t start = moved(query->model.starts[i], by);
        int64_t end = moved(query->model.ends[i], by);
        if (start < end) {
            query->model.starts[i] = start;
            query->model.ends[i] = end;
        }
    }
}

/* By how much a voice is away from the first one. */
static model_wide distance(const chain_voice *first, const chain_voice *voice)
{
    const arrival_scenario *one = &first->told.told;
    const arrival_scenario *other = &voice->told.told;

    if (one->count == 0 || other->count == 0) {
        return 0;
    }
    return (model_wide)one->facts[0].time - other->facts[0].time;
}

static void make_plain(model_fact *fact)
{
    fact->line = 0;
    fact->sequence = 0;
    fact->has_known = 0;
    fact->known = 0;
}

static void change_fact(model_fact *fact, const chain_style *style)
{
    if (style->is_modest && (fact->amount > MODEST || fact->amount < -MODEST)) {
        fact->amount = 1 + fact->amount % MODEST;
        fact->amount = fact->amount < 1 ? 1 : fact->amount;
    }
    if (style->is_plain) {
        make_plain(fact);
    }
    if (!style->has_ids) {
        fact->id = 0;
    }
}

static int sets_level(const model_fact *fact)
{
    return fact->kind == NRR_KIND_LEVEL || fact->kind == NRR_KIND_RENEWAL;
}

/* Whether one before it, other than a copy, sets a level in its place. */
static int has_rival(const arrival_scenario *told, size_t place)
{
    const model_fact *fact = &told->facts[place];

    for (size_t i = 0; i < place; i++) {
        const model_fact *other = &told->facts[i];
        if (sets_level(other) && other->customer == fact->customer && other->line == fact->line &&
            other->time == fact->time && other->sequence == fact->sequence &&
            (fact->id == 0 || other->id != fact->id)) {
            return 1;
        }
    }
    return 0;
}

/* The same with a kind that fits whatever came before. */
static void tidy(const arrival_scenario *told, size_t place, model_fact *fact)
{
    if (fact->kind == NRR_KIND_VOID) {
        return;
    }
    if (fact->kind == NRR_KIND_CHURN || fact->kind == NRR_KIND_CONTRACTION ||
        fact->kind == NRR_KIND_CHANGE_DOWN) {
        fact->amount = fact->kind == NRR_KIND_CHURN ? 0 : fact->amount / 2;
        fact->kind = NRR_KIND_LEVEL;
    } else if (!sets_level(fact)) {
        fact->kind = NRR_KIND_CHANGE_UP;
    }
    fact->all = 0;
    if (sets_level(fact) && has_rival(told, place)) {
        fact->kind = NRR_KIND_CHANGE_UP;
        fact->amount = fact->amount > 0 ? fact->amount : 1;
    }
}

/* Without ids there are none. */
static void drop_voids(arrival_scenario *told)
{
    size_t kept = 0;

    for (size_t i = 0; i < told->count; i++) {
        if (told->facts[i].kind != NRR_KIND_VOID) {
            told->facts[kept] = told->facts[i];
            told->ends_batch[kept++] = told->ends_batch[i];
        }
    }
    told->count = kept;
}

static void sort_facts(arrival_scenario *told)
{
    for (size_t i = 1; i < told->count; i++) {
        model_fact fact = told->facts[i];
        size_t place = i;
        for (; place > 0 && told->facts[place - 1].time > fact.time; place--) {
            told->facts[place] = told->facts[place - 1];
        }
        told->facts[place] = fact;
    }
}

/* Facts that are in order, each later than its customer's last one. */
static void spread_facts(arrival_scenario *told)
{
    for (size_t i = 1; i < told->count; i++) {
        model_fact *fact = &told->facts[i];
        for (size_t before = i; before-- > 0;) {
            const model_fact *other = &told->facts[before];
            if (other->customer == fact->customer && other->time >= fact->time) {
                fact->time = moved(other->time, 1);
            }
        }
    }
}

static void make_voice(chain_voice *voice, const chain_voice *first, const chain_style *style,
                       random_source *source)
{
    arrival_scenario *told = &voice->told.told;
    model_wide by = distance(first, voice);

    if (!style->has_ids) {
        drop_voids(told);
    }
    for (size_t i = 0; i < told->count; i++) {
        model_fact *fact = &told->facts[i];
        change_fact(fact, style);
        fact->time = moved(fact->time, by);
        fact->customer = shifted(voice, fact->customer);
        fact->id = shifted(voice, fact->id);
        if (style->is_tidy) {
            tidy(told, i, fact);
        }
        if (style->batch_ends > 0) {
            told->ends_batch[i] = random_chance(source, style->batch_ends);
        }
    }
    if (style->is_ordered) {
        sort_facts(told);
    }
    if (style->is_spread) {
        spread_facts(told);
    }
    for (size_t i = 0; i < told->parent_count; i++) {
        told->parents[i].customer = shifted(voice, told->parents[i].customer);
        told->parents[i].parent = shifted(voice, told->parents[i].parent);
    }
    for (size_t i = 0; i < voice->told.count; i++) {
        model_assignment *one = &voice->told.assignments[i];
        one->time = moved(one->time, by);
        one->customer = shifted(voice, one->customer);
        one->dimension = random_chance(source, 20)
                             ? one->dimension
                             : first->told.dimensions[one->dimension % NRR_DIMENSIONS_MAX];
    }
    move_query(&told->query, by);
}

static chain_event *add_event(chain_scenario *out, chain_kind kind, int ends_call)
{
    chain_event *added =
        &out->events[out->count < CHAIN_EVENTS_MAX ? out->count : CHAIN_EVENTS_MAX - 1];

    out->count += out->count < CHAIN_EVENTS_MAX;
    memset(added, 0, sizeof *added);
    added->kind = kind;
    added->ends_call = ends_call;
    return added;
}

static int tell_facts(chain_scenario *out, chain_voice *voice)
{
    const arrival_scenario *told = &voice->told.told;
    size_t end = arrival_batch_end(told, voice->facts);

    for (; voice->facts < end; voice->facts++) {
        add_event(out, CHAIN_FACT, voice->facts + 1 == end)->fact = told->facts[voice->facts];
    }
    return end < told->count;
}

static int tell_parents(chain_scenario *out, chain_voice *voice)
{
    const arrival_scenario *told = &voice->told.told;
    size_t end;

    if (voice->parents == told->parent_count ||
        told->parents[voice->parents].after > voice->facts) {
        return 0;
    }
    end = arrival_call_end(told, voice->parents);
    for (; voice->parents < end; voice->parents++) {
        /* The longest calls are of chains, which are cut where a call has no more room. */
        int is_full = (voice->parents + 1) % CHAIN_CALL_MAX == 0;
        add_event(out, CHAIN_PARENT, is_full || voice->parents + 1 == end)->parent =
            told->parents[voice->parents];
    }
    return 1;
}

static int tell_assignments(chain_scenario *out, chain_voice *voice)
{
    size_t end = grouped_call_end(&voice->told, voice->assignments);

    if (voice->assignments == voice->told.count) {
        return 0;
    }
    for (; voice->assignments < end; voice->assignments++) {
        add_event(out, CHAIN_ASSIGNMENT, voice->assignments + 1 == end)->assignment =
            voice->told.assignments[voice->assignments];
    }
    return 1;
}

/* A crowd is plain, as is what most hosts tell. It is of one voice's numbers that none has. */
static void tell_crowd(chain_scenario *out, const grouped_scenario *first, int is_tidy,
                       random_source *source)
{
    chain_event *added = add_event(out, CHAIN_CROWD, 1);
    const arrival_scenario *told = &first->told;

    added->crowd = 1 + (uint32_t)random_below(source, random_chance(source, 30) ? 400 : 40);
    added->fact.customer = FIRST_CROWD + CROWDS_APART * (uint32_t)random_below(source, 2) +
                           (uint32_t)random_below(source, 100);
    added->fact.time = told->count == 0 ? 0 : told->facts[random_below(source, told->count)].time;
    added->fact.kind = is_tidy || random_chance(source, 30) ? NRR_KIND_CHANGE_UP : NRR_KIND_LEVEL;
    added->fact.amount = random_between(source, 1, 9);
    added->fact.reason = random_chance(source, 50) ? NRR_REASON_UNSPECIFIED : NRR_REASON_PRICE;
}

/* The last of so many voices has its place. */
static void silence(chain_voice *voice, chain_voice *last)
{
    static chain_voice other;

    if (voice != last) {
        other = *last;
        *last = *voice;
        *voice = other;
    }
}

/* The voices begin; what they have to say before all facts is said. */
static void begin(chain_scenario *out, const chain_style *style, random_source *source,
                  chain_voice *voices, chain_told *told)
{
    for (uint32_t v = 0; v < style->voices; v++) {
        memset(&voices[v], 0, sizeof voices[v]);
        grouped_make(&voices[v].told, style->seed + v, style->index);
        voices[v].shift = !style->is_tidy && random_chance(source, 20) ? 0 : v * OWN_NUMBERS;
        make_voice(&voices[v], &voices[0], style, source);
        told->queries[v] = voices[v].told.told.query;
        while (style->assigns_first && tell_assignments(out, &voices[v])) {
        }
    }
    told->first = voices[0].told;
}

void chain_tell(chain_scenario *out, const chain_style *style, random_source *source,
                chain_told *told)
{
    static chain_voice voices[CHAIN_VOICES_MAX];
    size_t left = style->voices;

    begin(out, style, source, voices, told);
    while (left > 0) {
        chain_voice *voice = &voices[random_below(source, left)];
        if (style->has_crowds && random_chance(source, 20)) {
            tell_crowd(out, &told->first, style->is_tidy, source);
        }
        if (random_chance(source, 20)) {
            (void)tell_assignments(out, voice);
        }
        while (tell_parents(out, voice)) {
        }
        if (!tell_facts(out, voice)) {
            while (tell_parents(out, voice) || tell_assignments(out, voice)) {
            }
            silence(voice, &voices[--left]);
        }
    }
}
