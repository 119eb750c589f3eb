/* SPDX-License-Identifier: MIT */
/*
 * Fields that a fact need not have, made from what it has, so that it can be shown what each costs
 * and that nobody else pays for it. None of them changes a figure.
 */
#ifndef BENCH_EXTRA_H
#define BENCH_EXTRA_H

#include "generate.h"

typedef enum bench_field {
    BENCH_FIELD_REASON,
    BENCH_FIELD_LINE,     /* each customer has one line that is not its default line */
    BENCH_FIELD_SEQUENCE, /* the order of arrival */
    BENCH_FIELD_ID,       /* integer keys, interned on the way */
    BENCH_FIELD_KNOWN,    /* the time of the latest fact that had arrived by then */
    BENCH_FIELD_PARENT,   /* of customers, not of facts: four of them have a parent */
    BENCH_FIELDS
} bench_field;

enum { BENCH_LINE_KEYS = 1000, BENCH_PARENT_CHILDREN = 4 };

/* Columns beside those of the facts; NULL for what is not asked for. */
typedef struct bench_extra {
    uint32_t *line;
    uint64_t *sequence;
    int64_t *id;
    int64_t *known;
} bench_extra;

const char *bench_field_name(bench_field field);

/* Of facts of which `before` have come before. `fields` has a bit for each field. Gives 0 when there
 * is no memory. */
int bench_extra_new(const bench_columns *facts, uint64_t before, unsigned fields,
                    bench_extra *extra);
void bench_extra_free(bench_extra *extra);

#endif
