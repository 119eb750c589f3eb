/* SPDX-License-Identifier: MIT */
/*
 * dlopen(3); the library stays open until the program ends, since it may have threads.
 */
#include "duckdb_api.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

#define SYMBOL(member)                                                                             \
    {                                                                                              \
        "duckdb_" #member, offsetof(duck_api, member)                                              \
    }

static const struct {
    const char *name;
    size_t offset;
} duck_symbols[] = {
    SYMBOL(library_version),
    SYMBOL(open),
    SYMBOL(close),
    SYMBOL(connect),
    SYMBOL(disconnect),
    SYMBOL(query),
    SYMBOL(destroy_result),
    SYMBOL(result_error),
    SYMBOL(fetch_chunk),
    SYMBOL(destroy_data_chunk),
    SYMBOL(data_chunk_get_size),
    SYMBOL(data_chunk_set_size),
    SYMBOL(data_chunk_get_column_count),
    SYMBOL(data_chunk_get_vector),
    SYMBOL(vector_get_data),
    SYMBOL(vector_size),
    SYMBOL(create_logical_type),
    SYMBOL(destroy_logical_type),
    SYMBOL(create_table_function),
    SYMBOL(destroy_table_function),
    SYMBOL(table_function_set_name),
    SYMBOL(table_function_set_extra_info),
    SYMBOL(table_function_set_bind),
    SYMBOL(table_function_set_init),
    SYMBOL(table_function_set_function),
    SYMBOL(table_function_supports_projection_pushdown),
    SYMBOL(register_table_function),
    SYMBOL(bind_get_extra_info),
    SYMBOL(bind_add_result_column),
    SYMBOL(bind_set_cardinality),
    SYMBOL(init_get_extra_info),
    SYMBOL(init_get_column_count),
    SYMBOL(init_get_column_index),
    SYMBOL(init_set_init_data),
    SYMBOL(init_set_max_threads),
    SYMBOL(function_get_init_data),
};

int bench_duck_load(const char *path, duck_api *api, const char **why)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);

    if (library == NULL) {
        *why = dlerror();
        return 0;
    }
    for (size_t i = 0; i < sizeof duck_symbols / sizeof *duck_symbols; i++) {
        void *symbol = dlsym(library, duck_symbols[i].name);
        if (symbol == NULL) {
            *why = "its library lacks a function";
            return 0;
        }
        /* POSIX says that this works; ISO C has no cast for it. */
        memcpy((char *)api + duck_symbols[i].offset, &symbol, sizeof symbol);
    }
    return 1;
}
