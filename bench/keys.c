/* SPDX-License-Identifier: MIT */
/*
 * Keys look like those of a billing system: "cus_" and fourteen letters and digits, or integers all
 * over the range. They come in no order.
 */
#include "keys.h"

#include "clock.h"
#include "progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_LENGTH = 18 };

typedef struct key_columns {
    size_t count;
    size_t distinct;
    uint32_t *which; /* which of the distinct keys */
    int64_t *integers;
    char *bytes;
    int64_t *offsets;
    uint32_t *ids;
} key_columns;

/* splitmix64's last steps: one to one, so that different numbers stay different. */
static uint64_t mixed(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* Sixty-four bits are eleven digits of base 62; three more are the same for all. */
static void write_string(char *key, uint64_t number)
{
    static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    memcpy(key, "cus_Nff", 7);
    for (size_t i = 7; i < KEY_LENGTH; i++) {
        key[i] = digits[number % 62];
        number /= 62;
    }
}

static void keys_free(key_columns *keys)
{
    free(keys->which);
    free(keys->integers);
    free(keys->bytes);
    free(keys->offsets);
    free(keys->ids);
}

static int keys_make(const bench_size *size, key_columns *keys)
{
    keys->count = size->facts;
    keys->distinct = size->customers;
    keys->which = malloc(keys->count * sizeof *keys->which);
    keys->integers = malloc(keys->count * sizeof *keys->integers);
    keys->bytes = malloc(keys->count * KEY_LENGTH);
    keys->offsets = malloc((keys->count + 1) * sizeof *keys->offsets);
    keys->ids = malloc(keys->count * sizeof *keys->ids);
    if (keys->which == NULL || keys->integers == NULL || keys->bytes == NULL ||
        keys->offsets == NULL || keys->ids == NULL) {
        fprintf(stderr, "nrr-bench: no memory for keys\n");
        return 0;
    }
    keys->offsets[0] = 0;
    for (size_t i = 0; i < keys->count; i++) {
        uint64_t key = mixed(size->seed ^ ((uint64_t)i << 20)) % keys->distinct;
        keys->which[i] = (uint32_t)key;
        keys->integers[i] = (int64_t)mixed(key + 1);
        write_string(keys->bytes + i * KEY_LENGTH, mixed(key + 1));
        keys->offsets[i + 1] = keys->offsets[i] + KEY_LENGTH;
    }
    return 1;
}

static nrr_column keys_column(const key_columns *keys, int are_strings)
{
    nrr_column column;

    memset(&column, 0, sizeof column);
    column.field = NRR_FIELD_KEY;
    column.type = are_strings ? NRR_COLUMN_LARGE_STRING : NRR_COLUMN_INT64;
    column.data = are_strings ? (const void *)keys->bytes : (const void *)keys->integers;
    column.offsets = are_strings ? keys->offsets : NULL;
    return column;
}

/* Equal keys have equal ids, other keys have others: ids are numbered by first occurrence. */
static int keys_hold(const key_columns *keys)
{
    uint32_t *id = calloc(keys->distinct, sizeof *id);
    uint32_t last = 0;
    int holds = id != NULL;

    for (size_t i = 0; holds && i < keys->count; i++) {
        uint32_t key = keys->which[i];
        id[key] = id[key] == 0 ? ++last : id[key];
        holds = keys->ids[i] == id[key];
    }
    free(id);
    return holds;
}

static int keys_once(bench_contest *contest, const key_columns *keys, int are_strings, int is_timed)
{
    bench_line line = are_strings ? BENCH_LINE_KEYS_STRING : BENCH_LINE_KEYS_INTEGER;
    nrr_column column = keys_column(keys, are_strings);
    nrr_ledger *ledger;
    int64_t begun;
    int64_t counted;
    int64_t ns;
    int64_t instructions;
    nrr_status status;

    if (!bench_arena_reset(contest->arena) ||
        nrr_ledger_new(bench_arena_allocator(contest->arena), &ledger) != NRR_OK) {
        return 0;
    }
    begun = bench_now();
    counted = bench_instructions();
    status = nrr_ledger_keys(ledger, NRR_KEY_CUSTOMER, &column, keys->count, keys->ids);
    ns = bench_now() - begun;
    instructions = counted < 0 ? -1 : bench_instructions() - counted;
    nrr_ledger_free(ledger);
    if (status != NRR_OK || !keys_hold(keys)) {
        fprintf(stderr, "libnrr: keys: status %d\n", (int)status);
        return 0;
    }
    return !is_timed || bench_results_add(&contest->results, line, 0, 1, ns, instructions);
}

int bench_keys_run(bench_contest *contest)
{
    key_columns keys;
    int is_done;

    memset(&keys, 0, sizeof keys);
    is_done = keys_make(&contest->data->size, &keys);
    for (unsigned run = 0; is_done && run <= contest->options->runs; run++) {
        bench_progress("keys", run, contest->options->runs);
        is_done = keys_once(contest, &keys, 0, run > 0) && keys_once(contest, &keys, 1, run > 0);
    }
    bench_progress_end();
    keys_free(&keys);
    return is_done;
}
