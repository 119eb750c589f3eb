/* SPDX-License-Identifier: MIT */
/*
 * One function for each column.
 */
#include "extra.h"

#include <stdlib.h>
#include <string.h>

const char *bench_field_name(bench_field field)
{
    static const char *const names[BENCH_FIELDS] = {"reason", "line",  "sequence",
                                                    "id",     "known", "parent"};

    return names[field];
}

static uint32_t *make_line(const bench_columns *facts)
{
    uint32_t *line = malloc(facts->count * sizeof *line);

    for (size_t i = 0; line != NULL && i < facts->count; i++) {
        line[i] = 1 + (facts->customer[i] - 1) % BENCH_LINE_KEYS;
    }
    return line;
}

static uint64_t *make_sequence(const bench_columns *facts, uint64_t before)
{
    uint64_t *sequence = malloc(facts->count * sizeof *sequence);

    for (size_t i = 0; sequence != NULL && i < facts->count; i++) {
        sequence[i] = before + i;
    }
    return sequence;
}

static int64_t *make_id(const bench_columns *facts, uint64_t before)
{
    int64_t *id = malloc(facts->count * sizeof *id);

    for (size_t i = 0; id != NULL && i < facts->count; i++) {
        id[i] = (int64_t)(before + i);
    }
    return id;
}

static int64_t *make_known(const bench_columns *facts)
{
    int64_t *known = malloc(facts->count * sizeof *known);
    int64_t latest = INT64_MIN;

    for (size_t i = 0; known != NULL && i < facts->count; i++) {
        latest = facts->time[i] > latest ? facts->time[i] : latest;
        known[i] = latest;
    }
    return known;
}

static int is_asked(unsigned fields, bench_field field)
{
    return (fields >> field & 1U) != 0;
}

int bench_extra_new(const bench_columns *facts, uint64_t before, unsigned fields,
                    bench_extra *extra)
{
    memset(extra, 0, sizeof *extra);
    if (is_asked(fields, BENCH_FIELD_LINE)) {
        extra->line = make_line(facts);
    }
    if (is_asked(fields, BENCH_FIELD_SEQUENCE)) {
        extra->sequence = make_sequence(facts, before);
    }
    if (is_asked(fields, BENCH_FIELD_ID)) {
        extra->id = make_id(facts, before);
    }
    if (is_asked(fields, BENCH_FIELD_KNOWN)) {
        extra->known = make_known(facts);
    }
    if ((extra->line == NULL) == is_asked(fields, BENCH_FIELD_LINE) ||
        (extra->sequence == NULL) == is_asked(fields, BENCH_FIELD_SEQUENCE) ||
        (extra->id == NULL) == is_asked(fields, BENCH_FIELD_ID) ||
        (extra->known == NULL) == is_asked(fields, BENCH_FIELD_KNOWN)) {
        bench_extra_free(extra);
        return 0;
    }
    return 1;
}

void bench_extra_free(bench_extra *extra)
{
    free(extra->line);
    free(extra->sequence);
    free(extra->id);
    free(extra->known);
    memset(extra, 0, sizeof *extra);
}
