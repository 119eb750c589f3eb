/* SPDX-License-Identifier: MIT */
/*
 * Batches with ids and known, as rows or as columns over the same rows; and ballast: keys without
 * facts and facts without effect, so that ids lie far apart, in several blocks and pages.
 */
#include "model/arrival_feed.h"
#include "model/feed.h"

#include <string.h>

enum {
    BATCH_MAX = MODEL_ARRIVALS_MAX,
    BALLAST_MAX = 3000,
    BALLAST_KEY = 3000000, /* the first of their integer keys: none of the table's */
    COLUMNS_MAX = 10
};

arrival_host arrival_open(random_source *source, compare_difference *difference)
{
    arrival_host host = {NULL, source, 0, 0, 0};

    expect(difference, "answer to a new ledger", nrr_ledger_new(NULL, &host.ledger), NRR_OK);
    if (host.ledger == NULL) {
        return host;
    }
    if (random_chance(source, 50)) {
        expect(difference, "answer to a hash seed",
               nrr_ledger_set(host.ledger, NRR_LEDGER_HASH_SEED, random_between(source, 0, 9)),
               NRR_OK);
    }
    for (uint64_t left = random_below(source, 8); left > 0; left--) {
        nrr_key_family family = 1 + (nrr_key_family)random_below(source, 3);
        (void)arrival_intern(&host, family, 1 + (uint32_t)random_below(source, ARRIVAL_KEYS));
    }
    return host;
}

/* Of a void nothing but its id and its known is read. */
static void fill_with_noise(nrr_fact *row, random_source *source)
{
    row->time = (int64_t)random_bits(source);
    row->amount = random_between(source, -3, 3);
    row->sequence = random_below(source, 3);
    row->reason = random_chance(source, 50) ? 0 : 99;
    row->customer = (uint32_t)random_below(source, 5000);
    row->line = (uint32_t)random_below(source, 5000);
}

static void make_row(arrival_host *host, const model_fact *fact, nrr_fact *row)
{
    memset(row, 0, sizeof *row);
    row->kind = fact->kind;
    row->flags = (fact->all ? NRR_FACT_ALL : 0U) | (fact->has_known ? NRR_FACT_KNOWN : 0U);
    row->known = fact->has_known ? fact->known : random_between(host->source, -9, 9);
    if (fact->kind == NRR_KIND_VOID) {
        if (random_chance(host->source, 50)) {
            fill_with_noise(row, host->source);
        }
        return;
    }
    row->time = fact->time;
    row->amount = fact->amount;
    row->sequence = fact->sequence;
    row->reason = fact->reason;
    row->customer = arrival_intern(host, NRR_KEY_CUSTOMER, fact->customer);
    row->line = arrival_intern(host, NRR_KEY_LINE, fact->line);
}

static void intern_ids(arrival_host *host, nrr_fact *rows, const model_fact *facts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        rows[i].id = arrival_intern(host, NRR_KEY_FACT, facts[i].id);
    }
}

/* A column that lies in the members of rows. */
static nrr_column column_of(nrr_field field, nrr_column_type type, const void *first)
{
    nrr_column column;

    memset(&column, 0, sizeof column);
    column.field = field;
    column.type = type;
    column.data = first;
    column.stride = (int64_t)sizeof(nrr_fact);
    return column;
}

/* Bits of the facts for which a field is there. */
static int make_validity(unsigned char *bits, const model_fact *facts, size_t count, int of_ids)
{
    int any = 0;

    memset(bits, 0, BATCH_MAX / 8);
    for (size_t i = 0; i < count; i++) {
        if (of_ids ? facts[i].id != 0 : facts[i].has_known) {
            bits[i / 8] = (unsigned char)(bits[i / 8] | 1U << (i % 8));
            any = 1;
        }
    }
    return any;
}

/* What stands behind a column of ids as the keys that they are. */
typedef struct id_keys {
    int64_t integers[BATCH_MAX];
    char bytes[BATCH_MAX * 320];
    int32_t offsets[BATCH_MAX + 1];
} id_keys;

/* A column of integers or of strings, if the ids of a batch are all of one kind; gives 0 if not. */
static int make_id_keys(nrr_column *column, id_keys *keys, const model_fact *facts, size_t count)
{
    size_t integers = 0;
    size_t strings = 0;
    size_t end = 0;

    for (size_t i = 0; i < count; i++) {
        arrival_key none = {0, NULL, 0};
        arrival_key key = facts[i].id == 0 ? none : arrival_key_of(facts[i].id);
        integers += facts[i].id != 0 && key.bytes == NULL;
        strings += key.bytes != NULL;
        keys->integers[i] = key.integer;
        keys->offsets[i] = (int32_t)end;
        if (key.bytes != NULL) {
            memcpy(keys->bytes + end, key.bytes, key.length);
        }
        end += key.length;
    }
    keys->offsets[count] = (int32_t)end;
    column->stride = 0;
    column->type = strings > 0 ? NRR_COLUMN_STRING : NRR_COLUMN_INT64;
    column->data = strings > 0 ? (const void *)keys->bytes : (const void *)keys->integers;
    column->offsets = strings > 0 ? keys->offsets : NULL;
    return integers == 0 || strings == 0;
}

/* Keys, which the ledger may never have seen, or the ids that it gives for them. */
static nrr_column make_id_column(arrival_host *host, nrr_fact *rows, const model_fact *facts,
                                 size_t count, const unsigned char *has_id)
{
    static id_keys keys;
    nrr_column column = column_of(NRR_FIELD_ID, NRR_COLUMN_ID, &rows->id);
    nrr_column as_keys = column;

    as_keys.validity = has_id;
    if (random_chance(host->source, 60) && make_id_keys(&as_keys, &keys, facts, count)) {
        return as_keys;
    }
    intern_ids(host, rows, facts, count);
    column.validity = random_chance(host->source, 50) ? has_id : NULL;
    return column;
}

static nrr_status feed_batch_columns(arrival_host *host, nrr_fact *rows, const model_fact *facts,
                                     size_t count, nrr_refusal *refusal)
{
    static unsigned char has_known[BATCH_MAX / 8];
    static unsigned char has_id[BATCH_MAX / 8];
    nrr_column columns[COLUMNS_MAX] = {
        column_of(NRR_FIELD_TIME, NRR_COLUMN_INT64, &rows->time),
        column_of(NRR_FIELD_AMOUNT, NRR_COLUMN_INT64, &rows->amount),
        column_of(NRR_FIELD_SEQUENCE, NRR_COLUMN_UINT64, &rows->sequence),
        column_of(NRR_FIELD_CUSTOMER, NRR_COLUMN_ID, &rows->customer),
        column_of(NRR_FIELD_LINE, NRR_COLUMN_ID, &rows->line),
        column_of(NRR_FIELD_KIND, NRR_COLUMN_INT32, &rows->kind),
        column_of(NRR_FIELD_REASON, NRR_COLUMN_INT32, &rows->reason),
        column_of(NRR_FIELD_FLAGS, NRR_COLUMN_UINT32, &rows->flags),
    };
    size_t used = 8;
    int any_known = make_validity(has_known, facts, count, 0);
    int any_id = make_validity(has_id, facts, count, 1);

    for (size_t i = 0; i < count; i++) {
        rows[i].flags &= ~(uint32_t)NRR_FACT_KNOWN; /* the column's validity says it */
    }
    if (any_known || random_chance(host->source, 50)) {
        columns[used] = column_of(NRR_FIELD_KNOWN, NRR_COLUMN_INT64, &rows->known);
        columns[used++].validity = has_known;
    }
    if (any_id || random_chance(host->source, 50)) {
        columns[used++] = make_id_column(host, rows, facts, count, has_id);
    }
    return nrr_ledger_append_columns(host->ledger, columns, used, count, refusal);
}

nrr_status arrival_feed(arrival_host *host, const model_fact *facts, size_t count,
                        nrr_refusal *refusal)
{
    static nrr_fact rows[BATCH_MAX];

    for (size_t i = 0; i < count; i++) {
        make_row(host, &facts[i], &rows[i]);
    }
    if (random_chance(host->source, 40)) {
        return feed_batch_columns(host, rows, facts, count, refusal);
    }
    intern_ids(host, rows, facts, count);
    return nrr_ledger_append(host->ledger, rows, sizeof rows[0], count, refusal);
}

nrr_status arrival_feed_parents(arrival_host *host, const uint32_t *customers,
                                const uint32_t *parents, size_t count, nrr_refusal *refusal)
{
    uint32_t ids[2][ARRIVAL_PARENTS_MAX];

    for (size_t i = 0; i < count; i++) {
        ids[0][i] = arrival_intern(host, NRR_KEY_CUSTOMER, customers[i]);
        ids[1][i] = arrival_intern(host, NRR_KEY_CUSTOMER, parents[i]);
    }
    return nrr_ledger_set_parents(host->ledger, ids[0], ids[1], count, refusal);
}

/* Levels of zero that strangers set, each under an id of its own. Half of them are taken back. */
static nrr_status feed_idle(arrival_host *host, int64_t time, size_t count)
{
    static nrr_fact rows[BALLAST_MAX];
    nrr_status status = NRR_OK;

    memset(rows, 0, sizeof rows);
    for (size_t i = 0; i < count && status == NRR_OK; i++) {
        int64_t key = BALLAST_KEY + (int64_t)i;
        int is_void =
            i > 0 && rows[i - 1].kind == NRR_KIND_LEVEL && random_chance(host->source, 30);
        status = nrr_ledger_key_integer(host->ledger, NRR_KEY_CUSTOMER, key, &rows[i].customer);
        if (status == NRR_OK) {
            status = nrr_ledger_key_integer(host->ledger, NRR_KEY_FACT, key, &rows[i].id);
        }
        rows[i].time = time;
        rows[i].kind = is_void ? NRR_KIND_VOID : NRR_KIND_LEVEL;
        rows[i].id = is_void ? rows[i - 1].id : rows[i].id;
        host->ballast += !is_void;
        host->ballast_voids += (size_t)is_void;
    }
    host->ballast_time = time;
    if (status != NRR_OK) {
        return status;
    }
    return nrr_ledger_append(host->ledger, rows, sizeof rows[0], count, NULL);
}

static nrr_status feed_keys_of_facts(arrival_host *host, uint64_t count)
{
    nrr_status status = NRR_OK;

    for (uint64_t i = 0; i < count && status == NRR_OK; i++) {
        uint32_t id;
        status = nrr_ledger_key_integer(host->ledger, NRR_KEY_FACT,
                                        BALLAST_KEY + BALLAST_MAX + (int64_t)i, &id);
    }
    return status;
}

void arrival_feed_ballast(arrival_host *host, const model_fact *facts, size_t count,
                          compare_difference *difference)
{
    if (random_below(host->source, 400) == 0) {
        size_t strangers = 1018 + (size_t)random_below(host->source, 8);
        expect(difference, "answer to strangers", feed_strangers(host->ledger, strangers), NRR_OK);
    }
    if (random_below(host->source, 200) == 0) {
        expect(difference, "answer to keys of facts",
               feed_keys_of_facts(host, random_below(host->source, BALLAST_MAX)), NRR_OK);
    }
    if (random_below(host->source, 100) == 0 && host->ballast == 0 && count > 0) {
        const model_fact *fact = &facts[random_below(host->source, count)];
        size_t idle = random_chance(host->source, 70) ? 40 : BALLAST_MAX;
        if (fact->kind != NRR_KIND_VOID) {
            expect(difference, "answer to idle facts",
                   feed_idle(host, fact->time, 1 + (size_t)random_below(host->source, idle)),
                   NRR_OK);
        }
    }
}
