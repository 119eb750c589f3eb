/* SPDX-License-Identifier: MIT */
/*
 * The SQL of the peers: one text for each view, and one for the three views together.
 *
 * Facts are (customer, time, month, delta, opening), where month and the signed delta were computed
 * before, in the peers' favour; segments are (customer, segment). Both are tables, or what the
 * peer has in place of one.
 *
 * The idea is that of a running sum over changes: what happens to a customer in a month is one row, and
 * the rows of a trailing window are those at which a month enters or leaves it. Nothing is computed
 * for a customer in a month in which nothing changed for it.
 */
#ifndef BENCH_SQL_H
#define BENCH_SQL_H

#include "figures.h"

#include <stddef.h>

enum { BENCH_SQL_MAX = 32768 };

typedef struct bench_sql {
    const char *facts; /* what stands behind FROM */
    int is_kept;       /* `walked` is a table, made by bench_sql_walked() from all facts */
    size_t months;
    int64_t start; /* of the odd period */
    int64_t end;
} bench_sql;

/* Writes the query whose rows are those of `walked`: the levels of all customers at both ends of all
 * windows, which a patient user could keep in a table, and make anew when a fact comes. */
void bench_sql_walked(const bench_sql *sql, char text[BENCH_SQL_MAX]);

/* Writes the query that answers the views, given as bits. Its rows are: view, row, and the headline
 * measures in the order of bench_measures[], all of them integers. */
void bench_sql_write(const bench_sql *sql, unsigned views, char text[BENCH_SQL_MAX]);

#endif
