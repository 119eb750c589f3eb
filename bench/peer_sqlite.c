/* SPDX-License-Identifier: MIT */
/*
 * SQLite in memory, without a journal. It is one thread's.
 */
#include "contestant.h"
#include "peer_facts.h"
#include "sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef BENCH_SQLITE

#include <sqlite3.h>

typedef struct lite_peer {
    sqlite3 *database;
    const bench_data *data;
    bench_peer_facts facts; /* all facts of the data */
    bench_figures figures[BENCH_VIEWS];
} lite_peer;

static int lite_holds(const lite_peer *peer, int code)
{
    if (code != SQLITE_OK && code != SQLITE_DONE) {
        fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(peer->database));
        return 0;
    }
    return 1;
}

static int lite_do(const lite_peer *peer, const char *sql)
{
    return lite_holds(peer, sqlite3_exec(peer->database, sql, NULL, NULL, NULL));
}

/* A prepared statement; NULL, which was said, if it can't be had. */
static sqlite3_stmt *lite_prepare(const lite_peer *peer, const char *sql)
{
    sqlite3_stmt *statement = NULL;

    return lite_holds(peer, sqlite3_prepare_v2(peer->database, sql, -1, &statement, NULL))
               ? statement
               : NULL;
}

static int lite_reset(void *self)
{
    return lite_do(self, "DROP TABLE IF EXISTS facts;"
                         "CREATE TABLE facts(customer INTEGER, time INTEGER, month INTEGER,"
                         " delta INTEGER, opening INTEGER)");
}

static int lite_insert(const lite_peer *peer, const bench_peer_facts *facts)
{
    sqlite3_stmt *row = lite_prepare(peer, "INSERT INTO facts VALUES (?, ?, ?, ?, ?)");
    int is_done = row != NULL && lite_do(peer, "BEGIN");

    for (size_t i = 0; is_done && i < facts->count; i++) {
        sqlite3_bind_int64(row, 1, facts->customer[i]);
        sqlite3_bind_int64(row, 2, facts->time[i]);
        sqlite3_bind_int(row, 3, facts->month[i]);
        sqlite3_bind_int64(row, 4, facts->delta[i]);
        sqlite3_bind_int(row, 5, facts->opening[i]);
        is_done = lite_holds(peer, sqlite3_step(row)) && lite_holds(peer, sqlite3_reset(row));
    }
    sqlite3_finalize(row);
    return is_done && lite_do(peer, "COMMIT");
}

static int lite_ingest(void *self, const bench_columns *facts, unsigned threads)
{
    lite_peer *peer = self;
    bench_peer_facts few;
    int is_done;

    (void)threads;
    if (facts == &peer->data->facts) {
        return lite_insert(peer, &peer->facts) &&
               lite_do(peer, "CREATE INDEX by_customer ON facts(customer, month, delta, opening)");
    }
    is_done = bench_peer_facts_new(peer->data, facts, &few) && lite_insert(peer, &few);
    bench_peer_facts_free(&few);
    return is_done;
}

static int lite_place(lite_peer *peer, sqlite3_stmt *answer)
{
    bench_figures *figures = &peer->figures[sqlite3_column_int(answer, 0)];
    size_t place = (size_t)sqlite3_column_int64(answer, 1);

    if (place >= figures->rows) {
        fprintf(stderr, "sqlite: there is no row %zu\n", place);
        return 0;
    }
    for (int i = 0; i < BENCH_MEASURES; i++) {
        figures->value[place * BENCH_MEASURES + (size_t)i] = sqlite3_column_int64(answer, i + 2);
    }
    return 1;
}

static int lite_ask(void *self, unsigned views, unsigned threads)
{
    lite_peer *peer = self;
    bench_sql sql = {"facts", 0, peer->data->size.months, 0, 0};
    char text[BENCH_SQL_MAX];
    sqlite3_stmt *answer;
    int code = SQLITE_ROW;
    int is_right = 1;

    (void)threads;
    for (int view = 0; view < BENCH_VIEWS; view++) {
        size_t rows = bench_view_rows((bench_view)view, peer->data->size.months);
        is_right = is_right && bench_figures_new(&peer->figures[view], rows);
    }
    bench_odd_period(peer->data->edges, peer->data->size.months, &sql.start, &sql.end);
    bench_sql_write(&sql, views, text);
    answer = is_right ? lite_prepare(peer, text) : NULL;
    while (answer != NULL && is_right && (code = sqlite3_step(answer)) == SQLITE_ROW) {
        is_right = lite_place(peer, answer);
    }
    is_right = answer != NULL && is_right && lite_holds(peer, code);
    sqlite3_finalize(answer);
    return is_right;
}

static int lite_renew(void *self, unsigned threads)
{
    return lite_ask(self, BENCH_THREE, threads);
}

static int lite_figures(void *self, bench_view view, bench_figures *figures)
{
    return bench_figures_copy(&((lite_peer *)self)->figures[view], figures);
}

static void lite_close(void *self)
{
    lite_peer *peer = self;

    sqlite3_close(peer->database);
    for (size_t view = 0; view < BENCH_VIEWS; view++) {
        bench_figures_free(&peer->figures[view]);
    }
    bench_peer_facts_free(&peer->facts);
    free(peer);
}

static int lite_segments(const lite_peer *peer)
{
    sqlite3_stmt *row;
    int is_done = lite_do(peer, "CREATE TABLE segments(customer INTEGER PRIMARY KEY,"
                                " segment INTEGER); BEGIN");

    row = is_done ? lite_prepare(peer, "INSERT INTO segments VALUES (?, ?)") : NULL;
    for (size_t i = 0; row != NULL && is_done && i < peer->data->size.customers; i++) {
        sqlite3_bind_int64(row, 1, (int64_t)i + 1);
        sqlite3_bind_int(row, 2, peer->data->segment[i]);
        is_done = lite_holds(peer, sqlite3_step(row)) && lite_holds(peer, sqlite3_reset(row));
    }
    sqlite3_finalize(row);
    return row != NULL && is_done && lite_do(peer, "COMMIT");
}

int bench_sqlite(const bench_data *data, bench_contestant *contestant, const char **why)
{
    lite_peer *peer = calloc(1, sizeof *peer);

    *why = "it does not open";
    if (peer == NULL) {
        return 0;
    }
    peer->data = data;
    *contestant = (bench_contestant){
        .name = "sqlite",
        .version = sqlite3_libversion(),
        .self = peer,
        .is_peer = 1,
        .threads_max = 1,
        .reset = lite_reset,
        .ingest = lite_ingest,
        .ask = lite_ask,
        .renew = lite_renew,
        .figures = lite_figures,
        .close = lite_close,
    };
    if (!bench_peer_facts_new(data, &data->facts, &peer->facts) ||
        sqlite3_open(":memory:", &peer->database) != SQLITE_OK ||
        !lite_do(peer, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                       "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000000") ||
        !lite_segments(peer)) {
        lite_close(peer);
        return 0;
    }
    return 1;
}

#else

int bench_sqlite(const bench_data *data, bench_contestant *contestant, const char **why)
{
    (void)data, (void)contestant;
    *why = "the benchmark was built without it (Debian: libsqlite3-dev)";
    return 0;
}

#endif
