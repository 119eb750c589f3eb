/* SPDX-License-Identifier: MIT */
/*
 * DuckDB reads the columns where they lie, through table functions, in chunks that its threads take
 * in turn. A cold run asks these functions, without a table in between; whatever is warm asks a
 * table that was filled from them.
 *
 * As "duckdb kept" it has a second table, of the levels that follow from the facts, much as a snapshot
 * of libnrr has timelines: then what is warm begins with these, and ingesting takes that much longer.
 */
#include "contestant.h"
#include "duckdb_api.h"
#include "peer_facts.h"
#include "sql.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DUCK_COLUMNS = 5 };

typedef struct duck_peer duck_peer;

/* A scan of columns by several threads. */
typedef struct duck_cursor {
    duck_peer *peer;
    pthread_mutex_t lock;
    size_t next;
    size_t columns;
    uint64_t column[DUCK_COLUMNS]; /* those that are asked for */
} duck_cursor;

struct duck_peer {
    duck_api api;
    duck_handle database;
    duck_handle connection;
    const bench_data *data;
    bench_peer_facts facts;          /* all facts of the data */
    const bench_peer_facts *scanned; /* what host_facts() reads */
    bench_figures figures[BENCH_VIEWS];
    unsigned threads;
    int is_kept; /* it keeps the levels in a table, too */
};

static const struct {
    const char *name;
    int type;
    size_t size;
} duck_columns[DUCK_COLUMNS] = {{"customer", DUCK_INTEGER, 4},
                                {"time", DUCK_BIGINT, 8},
                                {"month", DUCK_SMALLINT, 2},
                                {"delta", DUCK_BIGINT, 8},
                                {"opening", DUCK_TINYINT, 1}};

/* --- table functions ---------------------------------------------------------------------------------- */

/* DuckDB's callbacks are told nothing of the interface that they are to call, but for what was
 * handed over with the function. */
static duck_api *callback_api;

static void add_column(duck_handle info, const char *name, int type)
{
    duck_handle made = callback_api->create_logical_type(type);

    callback_api->bind_add_result_column(info, name, made);
    callback_api->destroy_logical_type(&made);
}

static void facts_bind(duck_handle info)
{
    duck_peer *peer = callback_api->bind_get_extra_info(info);

    for (size_t i = 0; i < DUCK_COLUMNS; i++) {
        add_column(info, duck_columns[i].name, duck_columns[i].type);
    }
    callback_api->bind_set_cardinality(info, peer->scanned->count, 1);
}

static void segments_bind(duck_handle info)
{
    duck_peer *peer = callback_api->bind_get_extra_info(info);

    add_column(info, "customer", DUCK_INTEGER);
    add_column(info, "segment", DUCK_TINYINT);
    callback_api->bind_set_cardinality(info, peer->data->size.customers, 1);
}

static void cursor_free(void *data)
{
    duck_cursor *cursor = data;

    pthread_mutex_destroy(&cursor->lock);
    free(cursor);
}

static void cursor_init(duck_handle info)
{
    duck_cursor *cursor = calloc(1, sizeof *cursor);

    if (cursor == NULL) {
        fprintf(stderr, "duckdb: no memory for a scan\n");
        exit(1);
    }
    cursor->peer = callback_api->init_get_extra_info(info);
    pthread_mutex_init(&cursor->lock, NULL);
    cursor->columns = (size_t)callback_api->init_get_column_count(info);
    for (size_t i = 0; i < cursor->columns && i < DUCK_COLUMNS; i++) {
        cursor->column[i] = callback_api->init_get_column_index(info, i);
    }
    callback_api->init_set_max_threads(info, cursor->peer->threads);
    callback_api->init_set_init_data(info, cursor, cursor_free);
}

/* The next rows for one thread: from `*first`, as many as the result says. */
static size_t cursor_take(duck_cursor *cursor, size_t count, size_t *first)
{
    size_t rows = (size_t)callback_api->vector_size();

    pthread_mutex_lock(&cursor->lock);
    *first = cursor->next;
    rows = count - cursor->next < rows ? count - cursor->next : rows;
    cursor->next += rows;
    pthread_mutex_unlock(&cursor->lock);
    return rows;
}

static const char *facts_column(const bench_peer_facts *facts, uint64_t column)
{
    const void *const columns[DUCK_COLUMNS] = {facts->customer, facts->time, facts->month,
                                               facts->delta, facts->opening};

    return columns[column];
}

static void facts_scan(duck_handle info, duck_handle chunk)
{
    duck_cursor *cursor = callback_api->function_get_init_data(info);
    const bench_peer_facts *facts = cursor->peer->scanned;
    size_t first;
    size_t rows = cursor_take(cursor, facts->count, &first);

    for (size_t i = 0; i < cursor->columns; i++) {
        uint64_t column = cursor->column[i];
        if (column < DUCK_COLUMNS) { /* else it asks for no column: for count(*) */
            size_t size = duck_columns[column].size;
            void *vector = callback_api->data_chunk_get_vector(chunk, i);
            memcpy(callback_api->vector_get_data(vector),
                   facts_column(facts, column) + first * size, rows * size);
        }
    }
    callback_api->data_chunk_set_size(chunk, rows);
}

static void segments_scan(duck_handle info, duck_handle chunk)
{
    duck_cursor *cursor = callback_api->function_get_init_data(info);
    const bench_data *data = cursor->peer->data;
    size_t first;
    size_t rows = cursor_take(cursor, data->size.customers, &first);
    int32_t *customer =
        callback_api->vector_get_data(callback_api->data_chunk_get_vector(chunk, 0));
    void *segment = callback_api->vector_get_data(callback_api->data_chunk_get_vector(chunk, 1));

    for (size_t i = 0; i < rows; i++) {
        customer[i] = (int32_t)(first + i + 1);
    }
    memcpy(segment, data->segment + first, rows);
    callback_api->data_chunk_set_size(chunk, rows);
}

static int add_function(duck_peer *peer, const char *name, duck_callback *bind, duck_scan *scan,
                        int has_pushdown)
{
    duck_handle function = peer->api.create_table_function();
    int failed;

    peer->api.table_function_set_name(function, name);
    peer->api.table_function_set_extra_info(function, peer, NULL);
    peer->api.table_function_set_bind(function, bind);
    peer->api.table_function_set_init(function, cursor_init);
    peer->api.table_function_set_function(function, scan);
    peer->api.table_function_supports_projection_pushdown(function, has_pushdown != 0);
    failed = peer->api.register_table_function(peer->connection, function);
    peer->api.destroy_table_function(&function);
    return !failed;
}

/* --- queries ------------------------------------------------------------------------------------------- */

static int duck_run(duck_peer *peer, const char *sql, duck_result *result)
{
    memset(result, 0, sizeof *result);
    if (peer->api.query(peer->connection, sql, result) != 0) {
        fprintf(stderr, "duckdb: %s\n%.200s\n", peer->api.result_error(result), sql);
        peer->api.destroy_result(result);
        return 0;
    }
    return 1;
}

static int duck_do(duck_peer *peer, const char *sql)
{
    duck_result result;

    if (!duck_run(peer, sql, &result)) {
        return 0;
    }
    peer->api.destroy_result(&result);
    return 1;
}

static int duck_set_threads(duck_peer *peer, unsigned threads)
{
    char sql[32];

    if (threads == peer->threads) {
        return 1;
    }
    peer->threads = threads;
    snprintf(sql, sizeof sql, "SET threads = %u", threads);
    return duck_do(peer, sql);
}

/* The rows of a chunk, each at its place among the figures of its view. */
static int duck_place(duck_peer *peer, duck_handle chunk)
{
    uint64_t rows = peer->api.data_chunk_get_size(chunk);
    const int64_t *column[BENCH_MEASURES + 2];

    if (peer->api.data_chunk_get_column_count(chunk) != BENCH_MEASURES + 2) {
        fprintf(stderr, "duckdb: an answer of so many columns was not asked for\n");
        return 0;
    }
    for (size_t i = 0; i < BENCH_MEASURES + 2; i++) {
        column[i] = peer->api.vector_get_data(peer->api.data_chunk_get_vector(chunk, i));
    }
    for (size_t row = 0; row < rows; row++) {
        bench_figures *figures = &peer->figures[column[0][row]];
        size_t place = (size_t)column[1][row];
        if (place >= figures->rows) {
            fprintf(stderr, "duckdb: view %d has no row %zu\n", (int)column[0][row], place);
            return 0;
        }
        for (size_t i = 0; i < BENCH_MEASURES; i++) {
            figures->value[place * BENCH_MEASURES + i] = column[i + 2][row];
        }
    }
    return 1;
}

static int duck_read(duck_peer *peer, duck_result *result)
{
    duck_handle chunk;
    int is_right = 1;

    while (is_right && (chunk = peer->api.fetch_chunk(*result)) != NULL) {
        is_right = duck_place(peer, chunk);
        peer->api.destroy_data_chunk(&chunk);
    }
    return is_right;
}

static int duck_query(duck_peer *peer, const char *facts, unsigned views, unsigned threads)
{
    bench_sql sql = {facts, peer->is_kept, peer->data->size.months, 0, 0};
    char text[BENCH_SQL_MAX];
    duck_result result;
    int is_right = duck_set_threads(peer, threads);

    for (int view = 0; view < BENCH_VIEWS; view++) {
        size_t rows = bench_view_rows((bench_view)view, peer->data->size.months);
        is_right = is_right && bench_figures_new(&peer->figures[view], rows);
    }
    bench_odd_period(peer->data->edges, peer->data->size.months, &sql.start, &sql.end);
    bench_sql_write(&sql, views, text);
    if (!is_right || !duck_run(peer, text, &result)) {
        return 0;
    }
    is_right = duck_read(peer, &result);
    peer->api.destroy_result(&result);
    return is_right;
}

/* --- the contestant -------------------------------------------------------------------------------------- */

static int duck_reset(void *self)
{
    return duck_do(self, "CREATE OR REPLACE TABLE facts(customer INTEGER, time BIGINT,"
                         " month SMALLINT, delta BIGINT, opening TINYINT)");
}

/* The levels are made anew from all facts. */
static int duck_keep(duck_peer *peer)
{
    bench_sql sql = {"facts", 0, peer->data->size.months, 0, 0};
    char text[BENCH_SQL_MAX + 64];
    size_t length = (size_t)snprintf(text, sizeof text, "CREATE OR REPLACE TABLE walked AS ");

    bench_sql_walked(&sql, text + length);
    return duck_do(peer, text);
}

static int duck_insert(duck_peer *peer, const bench_peer_facts *facts)
{
    peer->scanned = facts;
    return duck_do(peer, "INSERT INTO facts SELECT * FROM host_facts()") &&
           (!peer->is_kept || duck_keep(peer));
}

static int duck_ingest(void *self, const bench_columns *facts, unsigned threads)
{
    duck_peer *peer = self;
    bench_peer_facts few;
    int is_done;

    if (!duck_set_threads(peer, threads)) {
        return 0;
    }
    if (facts == &peer->data->facts) {
        return duck_insert(peer, &peer->facts);
    }
    is_done = bench_peer_facts_new(peer->data, facts, &few) && duck_insert(peer, &few);
    bench_peer_facts_free(&few);
    return is_done;
}

static int duck_ask(void *self, unsigned views, unsigned threads)
{
    return duck_query(self, "facts", views, threads);
}

static int duck_renew(void *self, unsigned threads)
{
    return duck_ask(self, BENCH_THREE, threads);
}

static int duck_cold(void *self, const bench_columns *facts, unsigned threads)
{
    duck_peer *peer = self;

    (void)facts; /* which are those of the data */
    peer->scanned = &peer->facts;
    return duck_query(peer, "host_facts()", BENCH_THREE, threads);
}

static int duck_figures(void *self, bench_view view, bench_figures *figures)
{
    return bench_figures_copy(&((duck_peer *)self)->figures[view], figures);
}

static void duck_close(void *self)
{
    duck_peer *peer = self;

    peer->api.disconnect(&peer->connection);
    peer->api.close(&peer->database);
    for (size_t view = 0; view < BENCH_VIEWS; view++) {
        bench_figures_free(&peer->figures[view]);
    }
    bench_peer_facts_free(&peer->facts);
    free(peer);
}

/* What is set is in its favour: the order of rows need not be kept, small groups are counted in an
 * array, and its allocator keeps memory that it had before. */
static int duck_prepare(duck_peer *peer)
{
    return duck_do(peer, "SET preserve_insertion_order = false") &&
           duck_do(peer, "SET perfect_ht_threshold = 16") &&
           duck_do(peer, "SET allocator_flush_threshold = '1TB'") &&
           duck_do(peer, "SET allocator_bulk_deallocation_flush_threshold = '1TB'") &&
           duck_set_threads(peer, 1) &&
           add_function(peer, "host_facts", facts_bind, facts_scan, 1) &&
           add_function(peer, "host_segments", segments_bind, segments_scan, 0) &&
           duck_do(peer, "CREATE TABLE segments AS SELECT * FROM host_segments()");
}

int bench_duckdb(const char *path, const bench_data *data, int is_kept,
                 bench_contestant *contestant, const char **why)
{
    duck_peer *peer = calloc(1, sizeof *peer);

    *why = "no memory";
    if (peer == NULL) {
        return 0;
    }
    if (!bench_duck_load(path, &peer->api, why)) {
        free(peer);
        return 0;
    }
    callback_api = &peer->api;
    peer->data = data;
    peer->is_kept = is_kept;
    peer->scanned = &peer->facts;
    *contestant = (bench_contestant){
        .name = is_kept ? "duckdb kept" : "duckdb",
        .version = peer->api.library_version(),
        .self = peer,
        .is_peer = 1,
        .threads_max = 2,
        .reset = duck_reset,
        .ingest = duck_ingest,
        .ask = duck_ask,
        .renew = duck_renew,
        .cold = is_kept ? NULL : duck_cold,
        .figures = duck_figures,
        .close = duck_close,
    };
    *why = "it does not open";
    if (!bench_peer_facts_new(data, &data->facts, &peer->facts) ||
        peer->api.open(NULL, &peer->database) != 0 ||
        peer->api.connect(peer->database, &peer->connection) != 0 || !duck_prepare(peer)) {
        duck_close(peer);
        return 0;
    }
    return 1;
}
