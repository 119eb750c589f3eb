/* SPDX-License-Identifier: MIT */
/*
 * The few functions of DuckDB's C interface that the benchmark uses, found at run time in its shared
 * library, so that nothing of DuckDB is needed to build.
 */
#ifndef BENCH_DUCKDB_API_H
#define BENCH_DUCKDB_API_H

#include <stdint.h>

typedef struct duck_result {
    uint64_t deprecated[3];
    void *deprecated_columns;
    char *deprecated_error;
    void *internal;
} duck_result;

/* Handles: pointers to what is DuckDB's own. */
typedef void *duck_handle;

typedef void duck_callback(duck_handle info);
typedef void duck_scan(duck_handle info, duck_handle chunk);
typedef void duck_delete(void *data);

/* Codes of DUCKDB_TYPE. */
enum { DUCK_TINYINT = 2, DUCK_SMALLINT = 3, DUCK_INTEGER = 4, DUCK_BIGINT = 5 };

typedef struct duck_api {
    const char *(*library_version)(void);
    int (*open)(const char *path, duck_handle *database);
    void (*close)(duck_handle *database);
    int (*connect)(duck_handle database, duck_handle *connection);
    void (*disconnect)(duck_handle *connection);
    int (*query)(duck_handle connection, const char *sql, duck_result *result);
    void (*destroy_result)(duck_result *result);
    const char *(*result_error)(duck_result *result);
    duck_handle (*fetch_chunk)(duck_result result);
    void (*destroy_data_chunk)(duck_handle *chunk);
    uint64_t (*data_chunk_get_size)(duck_handle chunk);
    void (*data_chunk_set_size)(duck_handle chunk, uint64_t size);
    uint64_t (*data_chunk_get_column_count)(duck_handle chunk);
    duck_handle (*data_chunk_get_vector)(duck_handle chunk, uint64_t column);
    void *(*vector_get_data)(duck_handle vector);
    uint64_t (*vector_size)(void);
    duck_handle (*create_logical_type)(int type);
    void (*destroy_logical_type)(duck_handle *type);
    duck_handle (*create_table_function)(void);
    void (*destroy_table_function)(duck_handle *function);
    void (*table_function_set_name)(duck_handle function, const char *name);
    void (*table_function_set_extra_info)(duck_handle function, void *info, duck_delete *destroy);
    void (*table_function_set_bind)(duck_handle function, duck_callback *bind);
    void (*table_function_set_init)(duck_handle function, duck_callback *init);
    void (*table_function_set_function)(duck_handle function, duck_scan *scan);
    void (*table_function_supports_projection_pushdown)(duck_handle function, _Bool pushdown);
    int (*register_table_function)(duck_handle connection, duck_handle function);
    void *(*bind_get_extra_info)(duck_handle info);
    void (*bind_add_result_column)(duck_handle info, const char *name, duck_handle type);
    void (*bind_set_cardinality)(duck_handle info, uint64_t rows, _Bool is_exact);
    void *(*init_get_extra_info)(duck_handle info);
    uint64_t (*init_get_column_count)(duck_handle info);
    uint64_t (*init_get_column_index)(duck_handle info, uint64_t column);
    void (*init_set_init_data)(duck_handle info, void *data, duck_delete *destroy);
    void (*init_set_max_threads)(duck_handle info, uint64_t threads);
    void *(*function_get_init_data)(duck_handle info);
} duck_api;

/* Gives 0, with the reason in `why`, when the library is not there or lacks a function. */
int bench_duck_load(const char *path, duck_api *api, const char **why);

#endif
