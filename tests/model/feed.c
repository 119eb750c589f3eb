/* SPDX-License-Identifier: MIT */
/*
 * Keys, and batches of rows.
 */
#include "model/feed.h"

#include <string.h>

feed_door feed_choose_door(random_source *source)
{
    static const feed_style styles[] = {FEED_INTEGERS, FEED_WIDE_INTEGERS, FEED_BYTES, FEED_MIXED};
    feed_door door;

    door.customers = styles[random_below(source, 4)];
    door.lines = styles[random_below(source, 4)];
    return door;
}

static void make_bytes(feed_key *key, uint32_t number)
{
    /* The empty key, one with a NUL byte, one that is the digits of an integer key, a long one. */
    static const char with_nul[] = {'a', '\0', 'b'};

    switch (number) {
    case 1:
        break;
    case 2:
        key->length = sizeof with_nul;
        memcpy(key->bytes, with_nul, sizeof with_nul);
        break;
    case 3:
        key->length = 2;
        memcpy(key->bytes, "11", 2);
        break;
    default:
        key->length = sizeof key->bytes - number;
        memset(key->bytes, 'x', key->length);
        break;
    }
}

feed_key feed_make_key(feed_style style, uint32_t number)
{
    static const int64_t wide[] = {INT64_MIN, INT64_MAX, -1, 0, INT64_C(1) << 40};
    feed_key key;

    memset(&key, 0, sizeof key);
    key.is_integer = style != FEED_BYTES && !(style == FEED_MIXED && number % 2 == 0);
    if (!key.is_integer) {
        make_bytes(&key, number);
    } else if (style == FEED_WIDE_INTEGERS) {
        key.integer = wide[number];
    } else {
        key.integer = (int64_t)number * 7 - 10;
    }
    return key;
}

nrr_status feed_intern(nrr_ledger *ledger, const feed_door *door, nrr_key_family family,
                       uint32_t number, uint32_t *id)
{
    feed_key key;

    *id = 0;
    if (family == NRR_KEY_LINE && number == 0) {
        return NRR_OK;
    }
    key = feed_make_key(family == NRR_KEY_LINE ? door->lines : door->customers, number);
    if (key.is_integer) {
        return nrr_ledger_key_integer(ledger, family, key.integer, id);
    }
    return nrr_ledger_key(ledger, family, key.length == 0 ? NULL : key.bytes, key.length, id);
}

static nrr_status make_row(nrr_ledger *ledger, const feed_door *door, const model_fact *fact,
                           nrr_fact *row)
{
    nrr_status status;

    memset(row, 0, sizeof *row);
    row->time = fact->time;
    row->amount = fact->amount;
    row->sequence = fact->sequence;
    row->kind = fact->kind;
    row->reason = fact->reason;
    row->flags = fact->all ? NRR_FACT_ALL : 0;
    row->known = fact->time; /* without its flag it is not read */
    status = feed_intern(ledger, door, NRR_KEY_CUSTOMER, fact->customer, &row->customer);
    if (status != NRR_OK) {
        return status;
    }
    return feed_intern(ledger, door, NRR_KEY_LINE, fact->line, &row->line);
}

/* Rows of today's size, or larger ones as a host of the future would have them. */
static nrr_status feed_rows(nrr_ledger *ledger, const feed_door *door, const model_fact *facts,
                            size_t count, random_source *source)
{
    uint64_t memory[MODEL_FACTS_MAX * (sizeof(nrr_fact) + 24) / sizeof(uint64_t)];
    size_t row_size = sizeof(nrr_fact) + 8 * (size_t)random_below(source, 4);

    memset(memory, 0, sizeof memory);
    for (size_t i = 0; i < count; i++) {
        nrr_fact row;
        nrr_status status = make_row(ledger, door, &facts[i], &row);
        if (status != NRR_OK) {
            return status;
        }
        memcpy((unsigned char *)memory + i * row_size, &row, sizeof row);
    }
    return nrr_ledger_append(ledger, (const nrr_fact *)(const void *)memory, row_size, count, NULL);
}

enum {
    STRANGERS_MAX = 3000,
    IDLE_FACTS_MAX = 6000,
    STRANGER_KEY = 1000000 /* the first of their keys: none of the scenario's */
};

nrr_status feed_strangers(nrr_ledger *ledger, size_t count)
{
    static int64_t keys[STRANGERS_MAX];
    static uint32_t ids[STRANGERS_MAX];
    nrr_column column;
    nrr_status status;

    count = count < STRANGERS_MAX ? count : STRANGERS_MAX;
    for (size_t i = 0; i < count; i++) {
        keys[i] = STRANGER_KEY + (int64_t)i;
    }
    memset(&column, 0, sizeof column);
    column.field = NRR_FIELD_KEY;
    column.type = NRR_COLUMN_INT64;
    column.data = keys;
    status = nrr_ledger_keys(ledger, NRR_KEY_CUSTOMER, &column, count, ids);
    if (status != NRR_OK) {
        return status;
    }
    return nrr_ledger_keys(ledger, NRR_KEY_LINE, &column, count, ids);
}

static void choose_idle_fact(nrr_fact *row, const model_fact *facts, random_source *source)
{
    static const nrr_kind kinds[] = {NRR_KIND_LEVEL, NRR_KIND_RENEWAL, NRR_KIND_CONTRACTION,
                                     NRR_KIND_CHURN, NRR_KIND_CHANGE_DOWN};
    static const nrr_reason reasons[] = {NRR_REASON_UNSPECIFIED, NRR_REASON_NON_RENEWAL,
                                         NRR_REASON_HOST_LAST};

    row->kind = kinds[random_below(source, 5)];
    row->amount = row->kind == NRR_KIND_LEVEL || row->kind == NRR_KIND_RENEWAL ? 0 : 1;
    row->reason = reasons[random_below(source, 3)];
    row->flags = row->kind == NRR_KIND_CHURN && random_chance(source, 50) ? NRR_FACT_ALL : 0;
    row->sequence = random_chance(source, 10) ? random_below(source, 3) : 0;
    row->time = facts[random_below(source, 2)].time;
    row->time -= row->time > 0 && random_chance(source, 50);
}

nrr_status feed_idle_facts(nrr_ledger *ledger, const feed_door *door, const model_fact *facts,
                           size_t count, random_source *source)
{
    static nrr_fact rows[IDLE_FACTS_MAX];
    uint32_t customers[3] = {0, 0, 0};
    uint32_t line = 0;
    nrr_status status = nrr_ledger_key_integer(ledger, NRR_KEY_LINE, STRANGER_KEY, &line);

    for (size_t i = 0; i < 2 && status == NRR_OK; i++) {
        status = feed_intern(ledger, door, NRR_KEY_CUSTOMER, facts[i].customer, &customers[i]);
    }
    if (status == NRR_OK) {
        status = nrr_ledger_key_integer(ledger, NRR_KEY_CUSTOMER, STRANGER_KEY, &customers[2]);
    }
    if (status != NRR_OK) {
        return status;
    }
    count = count < IDLE_FACTS_MAX ? count : IDLE_FACTS_MAX;
    memset(rows, 0, sizeof rows);
    for (size_t i = 0; i < count; i++) {
        choose_idle_fact(&rows[i], facts, source);
        rows[i].customer = customers[random_below(source, 3)];
        rows[i].line = line;
    }
    return nrr_ledger_append(ledger, rows, sizeof rows[0], count, NULL);
}

/* Seldom, what makes a ledger large without making it say anything else. */
static nrr_status feed_ballast(nrr_ledger *ledger, const feed_door *door, const model_fact *facts,
                               size_t count, random_source *source)
{
    nrr_status status = NRR_OK;

    if (random_below(source, 150) == 0) {
        /* The next ids mostly about a border between blocks of customers, of 1024 ids each. */
        size_t strangers = (size_t)random_below(source, STRANGERS_MAX);
        if (random_chance(source, 70)) {
            strangers = 1018 + (size_t)random_below(source, 8);
        }
        status = feed_strangers(ledger, strangers);
    }
    if (status == NRR_OK && count >= 2 && random_below(source, 150) == 0) {
        size_t idle = (size_t)random_below(source, random_chance(source, 80) ? 60 : IDLE_FACTS_MAX);
        status = feed_idle_facts(ledger, door, facts, idle, source);
    }
    return status;
}

static size_t choose_batch(random_source *source, size_t left)
{
    uint64_t size = random_below(source, 10);

    if (size < 4) {
        return left;
    }
    return size < 7 ? 1 : (size_t)random_below(source, left + 1);
}

nrr_status feed_facts(nrr_ledger *ledger, const feed_door *door, const model_fact *facts,
                      size_t count, random_source *source)
{
    size_t done = 0;

    while (done < count) {
        size_t batch = choose_batch(source, count - done);
        nrr_status status = feed_ballast(ledger, door, facts, count, source);
        if (status != NRR_OK) {
            return status;
        }
        status = random_chance(source, 50)
                     ? feed_rows(ledger, door, facts + done, batch, source)
                     : feed_columns(ledger, door, facts + done, batch, source);
        if (status != NRR_OK) {
            return status;
        }
        done += batch;
    }
    return NRR_OK;
}
