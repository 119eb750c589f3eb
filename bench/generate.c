/* SPDX-License-Identifier: MIT */
/*
 * Facts are made customer by customer, as records, sorted by when they arrived (a radix sort: three
 * passes of eleven bits), and then laid out as columns.
 */
#include "generate.h"

#include "nrr/nrr.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DAY INT64_C(86400)

enum {
    LATE_PERCENT = 2,
    LATE_DAYS = 45,
    LIVE_DAYS = 5,
    OPENING_PERCENT = 8,
    RADIX_BITS = 11,
    RADIX_PASSES = 3
};

/* Times are seconds from the first edge: 32 bits are 136 years. */
typedef struct record {
    int64_t amount;
    uint32_t arrival;
    uint32_t time;
    uint32_t customer;
    uint16_t reason;
    int8_t kind;
    int8_t unused;
} record;

/* A customer while its facts are made. */
typedef struct walk {
    uint64_t random;
    int64_t level;
    int64_t base; /* the price that it began with */
} walk;

/* splitmix64 */
static uint64_t random_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* The bias of a remainder does not matter here. */
static uint64_t random_below(uint64_t *state, uint64_t bound)
{
    return random_next(state) % bound;
}

static uint64_t random_stream(uint64_t seed, uint64_t stream)
{
    uint64_t state = seed;
    uint64_t mixed = random_next(&state) ^ stream;

    return random_next(&mixed);
}

/* A normal variate, by Box and Muller. */
static double random_normal(uint64_t *state)
{
    double u = ((double)(random_next(state) >> 11) + 1.0) / 9007199254740993.0;
    double v = (double)(random_next(state) >> 11) / 9007199254740992.0;

    return sqrt(-2.0 * log(u)) * cos(6.283185307179586 * v);
}

/* How many facts each customer has, one at least: shares of a log-normal weight, rounded so that
 * they sum to the whole. */
static int make_counts(const bench_size *size, uint32_t *counts)
{
    uint64_t random = random_stream(size->seed, 1);
    double *weight = malloc(size->customers * sizeof *weight);
    double spare = (double)(size->facts - size->customers);
    double sum = 0;
    double before = 0;
    uint64_t given = 0;

    if (weight == NULL) {
        return 0;
    }
    for (size_t i = 0; i < size->customers; i++) {
        weight[i] = exp(random_normal(&random));
        sum += weight[i];
    }
    for (size_t i = 0; i < size->customers; i++) {
        uint64_t until;
        before += weight[i];
        until = i + 1 == size->customers ? size->facts - size->customers
                                         : (uint64_t)(spare * (before / sum));
        counts[i] = (uint32_t)(1 + until - given);
        given = until;
    }
    free(weight);
    return 1;
}

static const uint16_t gain_reasons[] = {
    NRR_REASON_UPSELL, NRR_REASON_UPSELL,     NRR_REASON_SEATS, NRR_REASON_SEATS,
    NRR_REASON_USAGE,  NRR_REASON_CROSS_SELL, NRR_REASON_PRICE, NRR_REASON_ESCALATOR};
static const uint16_t loss_reasons[] = {
    NRR_REASON_DOWNGRADE, NRR_REASON_DOWNGRADE,    NRR_REASON_SEATS, NRR_REASON_USAGE,
    NRR_REASON_DISCOUNT,  NRR_REASON_PRODUCT_DROP, NRR_REASON_PRICE, NRR_REASON_PLAN_CHANGE};
static const uint16_t churn_reasons[] = {NRR_REASON_VOLUNTARY, NRR_REASON_VOLUNTARY,
                                         NRR_REASON_PAYMENT_FAILURE, NRR_REASON_NON_RENEWAL};
static const uint16_t return_reasons[] = {NRR_REASON_WIN_BACK, NRR_REASON_RESUME};

/* The first fact of a customer: carried in, or new. */
static void walk_first(walk *at, int is_opening, record *fact)
{
    at->base = (int64_t)(20000.0 * exp(random_normal(&at->random))) + 100;
    at->level = at->base;
    fact->kind = is_opening ? NRR_KIND_OPENING : NRR_KIND_NEW;
    fact->reason = NRR_REASON_UNSPECIFIED;
    fact->amount = at->base;
}

static void walk_gain(walk *at, int8_t kind, uint16_t reason, record *fact)
{
    fact->kind = kind;
    fact->reason = reason;
    fact->amount = 1 + (int64_t)random_below(&at->random, (uint64_t)at->base / 2);
    at->level += fact->amount;
}

/* What happens next to a customer: one fact that fits the level at which it is. */
static void walk_next(walk *at, record *fact)
{
    uint64_t pick = random_next(&at->random);
    uint64_t percent = pick % 100;
    size_t reason = (size_t)(pick >> 32);

    if (at->level == 0) {
        walk_gain(at, NRR_KIND_REACTIVATION, return_reasons[reason % 2], fact);
    } else if (percent < 52 || (percent < 85 && at->level == 1)) {
        walk_gain(at, NRR_KIND_EXPANSION, gain_reasons[reason % 8], fact);
    } else if (percent < 85) {
        int64_t most = at->level - 1 < at->base / 2 ? at->level - 1 : at->base / 2;
        fact->kind = NRR_KIND_CONTRACTION;
        fact->reason = loss_reasons[reason % 8];
        fact->amount = 1 + (int64_t)random_below(&at->random, (uint64_t)most);
        at->level -= fact->amount;
    } else {
        fact->kind = NRR_KIND_CHURN;
        fact->reason = churn_reasons[reason % 4];
        fact->amount = at->level;
        at->level = 0;
    }
}

/* `count` instants of [from, to), ascending, no two of them equal. */
static void make_times(uint64_t *random, uint32_t from, uint32_t to, record *facts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t time = from + (uint32_t)random_below(random, to - from);
        size_t place = i;
        for (; place > 0 && facts[place - 1].time > time; place--) {
            facts[place].time = facts[place - 1].time;
        }
        facts[place].time = time;
    }
    for (size_t i = 1; i < count; i++) {
        if (facts[i].time <= facts[i - 1].time) {
            facts[i].time = facts[i - 1].time + 1;
        }
    }
}

static void make_customer(bench_data *data, size_t customer, uint32_t end, record *facts,
                          size_t count)
{
    walk at = {random_stream(data->size.seed, customer + 16), 0, 0};
    int is_opening = random_below(&at.random, 100) < OPENING_PERCENT;
    uint32_t start = is_opening ? 0 : (uint32_t)random_below(&at.random, end - end / 10);

    facts[0].time = start;
    walk_first(&at, is_opening, &facts[0]);
    make_times(&at.random, start + 1, end, facts + 1, count - 1);
    for (size_t i = 1; i < count; i++) {
        walk_next(&at, &facts[i]);
    }
    for (size_t i = 0; i < count; i++) {
        uint64_t late = random_next(&at.random);
        facts[i].customer = (uint32_t)customer + 1;
        facts[i].arrival = facts[i].time;
        if (late % 100 < LATE_PERCENT) {
            facts[i].arrival += 1 + (uint32_t)((late >> 32) % (LATE_DAYS * DAY));
        }
    }
    data->level[customer] = at.level;
    data->first[customer] = data->edges[0] + start;
}

/* Segment s is about as large as 1 / (s + 1) says. The first customers are one of each. */
static void make_segments(bench_data *data)
{
    uint64_t random = random_stream(data->size.seed, 2);
    uint64_t share[BENCH_SEGMENTS];
    uint64_t sum = 0;

    for (size_t s = 0; s < BENCH_SEGMENTS; s++) {
        sum += 1000000 / (s + 1);
        share[s] = sum;
    }
    for (size_t i = 0; i < data->size.customers; i++) {
        uint64_t pick = random_below(&random, sum);
        uint8_t segment = 0;
        while (share[segment] <= pick) {
            segment++;
        }
        data->segment[i] = i < BENCH_SEGMENTS ? (uint8_t)i : segment;
    }
}

static void radix_pass(const record *from, record *to, size_t count, unsigned shift)
{
    static size_t place[1 << RADIX_BITS];
    const uint32_t mask = (1 << RADIX_BITS) - 1;
    size_t sum = 0;

    memset(place, 0, sizeof place);
    for (size_t i = 0; i < count; i++) {
        place[(from[i].arrival >> shift) & mask]++;
    }
    for (size_t i = 0; i <= mask; i++) {
        size_t here = place[i];
        place[i] = sum;
        sum += here;
    }
    for (size_t i = 0; i < count; i++) {
        to[place[(from[i].arrival >> shift) & mask]++] = from[i];
    }
}

static void lay_out(const bench_data *data, const record *sorted)
{
    const bench_columns *facts = &data->facts;

    for (size_t i = 0; i < facts->count; i++) {
        facts->time[i] = data->edges[0] + sorted[i].time;
        facts->amount[i] = sorted[i].amount;
        facts->customer[i] = sorted[i].customer;
        facts->reason[i] = sorted[i].reason;
        facts->kind[i] = sorted[i].kind;
    }
}

/* Puts the records in the order of arrival; gives the array, of the two, in which they are then. */
static record *sort_records(record *records, record *other, size_t count)
{
    for (unsigned pass = 0; pass < RADIX_PASSES; pass++) {
        record *from = records;
        radix_pass(from, other, count, pass * RADIX_BITS);
        records = other;
        other = from;
    }
    return records;
}

static int make_facts(bench_data *data)
{
    size_t count = data->size.facts;
    uint32_t *counts = malloc(data->size.customers * sizeof *counts);
    record *facts = malloc(count * sizeof *facts);
    record *other = malloc(count * sizeof *other);
    uint32_t end = (uint32_t)(data->edges[data->size.months] - data->edges[0] - LIVE_DAYS * DAY);
    size_t at = 0;
    int made = counts != NULL && facts != NULL && other != NULL && make_counts(&data->size, counts);

    for (size_t i = 0; made && i < data->size.customers; i++) {
        make_customer(data, i, end, facts + at, counts[i]);
        at += counts[i];
    }
    if (made) {
        lay_out(data, sort_records(facts, other, count));
    }
    free(counts);
    free(facts);
    free(other);
    return made;
}

static int make_edges(bench_data *data)
{
    const nrr_calendar months = {NRR_TIME_SECONDS, NRR_STEP_MONTH, 0, 0, 0, 0};
    const nrr_civil begin = {2020, 1, 1, 0, 0, 0, 0};
    int64_t first;

    return nrr_calendar_ticks(&months, &begin, &first) == NRR_OK &&
           nrr_calendar_edges(&months, first, data->edges, data->size.months + 1) == NRR_OK;
}

int bench_generate(const bench_size *size, bench_data *data)
{
    memset(data, 0, sizeof *data);
    data->size = *size;
    data->edges = malloc((size->months + 1) * sizeof *data->edges);
    data->segment = malloc(size->customers * sizeof *data->segment);
    data->level = malloc(size->customers * sizeof *data->level);
    data->first = malloc(size->customers * sizeof *data->first);
    data->sequence = random_stream(size->seed, 3);
    if (data->edges == NULL || data->segment == NULL || data->level == NULL ||
        data->first == NULL || !bench_columns_new(size->facts, &data->facts) || !make_edges(data) ||
        !make_facts(data)) {
        bench_data_free(data);
        return 0;
    }
    make_segments(data);
    return 1;
}

void bench_data_free(bench_data *data)
{
    free(data->edges);
    free(data->segment);
    free(data->level);
    free(data->first);
    bench_columns_free(&data->facts);
    memset(data, 0, sizeof *data);
}

/* A late fact is a change upwards, whatever the customer's level was then. */
static int live_late(bench_data *data, size_t customer, int64_t now, record *fact, int64_t *time)
{
    int64_t back = 1 + (int64_t)random_below(&data->sequence, LATE_DAYS * DAY);

    if (random_below(&data->sequence, 100) >= LATE_PERCENT || now - back <= data->first[customer]) {
        return 0;
    }
    *time = now - back;
    fact->kind = NRR_KIND_CHANGE_UP;
    fact->reason = NRR_REASON_USAGE;
    fact->amount = 1 + (int64_t)random_below(&data->sequence, 10000);
    data->level[customer] += fact->amount;
    return 1;
}

void bench_generate_live(bench_data *data, bench_columns *batch)
{
    /* Each batch has a minute of its own behind the history, so that time goes on. */
    int64_t begin = data->edges[data->size.months] - LIVE_DAYS * DAY + 60 * (int64_t)data->live;

    batch->count = BENCH_LIVE_BATCH;
    for (size_t i = 0; i < BENCH_LIVE_BATCH; i++) {
        size_t customer = (size_t)random_below(&data->sequence, data->size.customers);
        int64_t now = begin + (int64_t)(i * 60 / BENCH_LIVE_BATCH);
        walk at = {0, data->level[customer], 20000};
        record fact;
        at.random = random_next(&data->sequence);
        if (!live_late(data, customer, now, &fact, &now)) {
            walk_next(&at, &fact);
            data->level[customer] = at.level;
        }
        batch->time[i] = now;
        batch->amount[i] = fact.amount;
        batch->customer[i] = (uint32_t)customer + 1;
        batch->reason[i] = fact.reason;
        batch->kind[i] = fact.kind;
    }
    data->live++;
}

int bench_columns_new(size_t count, bench_columns *columns)
{
    columns->count = count;
    columns->time = malloc(count * sizeof *columns->time);
    columns->amount = malloc(count * sizeof *columns->amount);
    columns->customer = malloc(count * sizeof *columns->customer);
    columns->reason = malloc(count * sizeof *columns->reason);
    columns->kind = malloc(count * sizeof *columns->kind);
    if (columns->time == NULL || columns->amount == NULL || columns->customer == NULL ||
        columns->reason == NULL || columns->kind == NULL) {
        bench_columns_free(columns);
        return 0;
    }
    return 1;
}

void bench_columns_free(bench_columns *columns)
{
    free(columns->time);
    free(columns->amount);
    free(columns->customer);
    free(columns->reason);
    free(columns->kind);
    memset(columns, 0, sizeof *columns);
}

int64_t bench_delta(const bench_columns *facts, size_t i)
{
    int8_t kind = facts->kind[i];
    int is_loss =
        kind == NRR_KIND_CONTRACTION || kind == NRR_KIND_CHURN || kind == NRR_KIND_CHANGE_DOWN;

    return is_loss ? -facts->amount[i] : facts->amount[i];
}
