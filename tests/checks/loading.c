/* SPDX-License-Identifier: MIT */
/* For loading.sh: loads the library a thousand times, and unloads it, in which it must leave nothing
 * behind; then works from several threads, each with a ledger of its own. Prints what was wrong. */
#define _POSIX_C_SOURCE 200809L
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include <nrr/nrr.h>

enum { TIMES = 1000, THREADS = 8, ROUNDS = 40, FACTS = 600 };

/* The functions that are called, looked up in what is loaded. */
static struct library {
    const char *(*version)(void);
    nrr_status (*ledger_new)(const nrr_allocator *, nrr_ledger **);
    void (*ledger_free)(nrr_ledger *);
    nrr_status (*ledger_key_integer)(nrr_ledger *, nrr_key_family, int64_t, uint32_t *);
    nrr_status (*ledger_append)(nrr_ledger *, const nrr_fact *, size_t, size_t, nrr_refusal *);
    nrr_status (*ledger_snapshot)(nrr_ledger *, nrr_snapshot **);
    void (*snapshot_free)(nrr_snapshot *);
    nrr_status (*query_new)(const nrr_allocator *, nrr_query **);
    nrr_status (*query_add_period)(nrr_query *, int64_t, int64_t);
    void (*query_free)(nrr_query *);
    nrr_status (*snapshot_report)(const nrr_snapshot *, const nrr_query *, nrr_report **);
    nrr_status (*report_measure)(const nrr_report *, size_t, nrr_measure, int64_t *);
    void (*report_free)(nrr_report *);
} library;

static int find(void *handle, const char *name, void *function, size_t size)
{
    void *address = dlsym(handle, name);

    if (address == NULL)
        return 0;
    memcpy(function, &address, size); /* ISO C has no cast from one to the other */
    return 1;
}

#define FIND(name) find(handle, "nrr_" #name, &library.name, sizeof library.name)

static void *load(const char *path)
{
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);

    if (handle == NULL)
        return NULL;
    if (!FIND(version) || !FIND(ledger_new) || !FIND(ledger_free) || !FIND(ledger_key_integer) ||
        !FIND(ledger_append) || !FIND(ledger_snapshot) || !FIND(snapshot_free) || !FIND(query_new) ||
        !FIND(query_add_period) || !FIND(query_free) || !FIND(snapshot_report) ||
        !FIND(report_measure) || !FIND(report_free)) {
        dlclose(handle);
        return NULL;
    }
    return handle;
}

/* A ledger of many customers, each with revenue of its own; the closing of all, -1 if a call failed. */
static int64_t work(int64_t amount)
{
    nrr_ledger *ledger = NULL;
    nrr_snapshot *snapshot = NULL;
    nrr_query *query = NULL;
    nrr_report *report = NULL;
    nrr_fact facts[FACTS];
    int64_t closing = -1;
    int failed = library.ledger_new(NULL, &ledger) != NRR_OK;
    int i;

    memset(facts, 0, sizeof facts);
    for (i = 0; i < FACTS && !failed; i++) {
        failed = library.ledger_key_integer(ledger, NRR_KEY_CUSTOMER, i / 2, &facts[i].customer) != NRR_OK;
        facts[i].time = i % 2;
        facts[i].kind = i % 2 == 0 ? NRR_KIND_NEW : NRR_KIND_EXPANSION;
        facts[i].amount = amount + i;
    }
    failed = failed || library.ledger_append(ledger, facts, sizeof *facts, FACTS, NULL) != NRR_OK ||
             library.ledger_snapshot(ledger, &snapshot) != NRR_OK ||
             library.query_new(NULL, &query) != NRR_OK ||
             library.query_add_period(query, 1, 2) != NRR_OK ||
             library.snapshot_report(snapshot, query, &report) != NRR_OK ||
             library.report_measure(report, 0, NRR_MEASURE_CLOSING, &closing) != NRR_OK;
    library.report_free(report);
    library.query_free(query);
    library.snapshot_free(snapshot);
    library.ledger_free(ledger);
    return failed ? -1 : closing;
}

static int64_t wanted(int64_t amount)
{
    return FACTS * amount + (int64_t)FACTS * (FACTS - 1) / 2;
}

/* Whether the library is mapped into the process; -1 where that can't be seen. */
static int is_mapped(void)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[4096];
    int found = 0;

    if (maps == NULL)
        return -1;
    while (fgets(line, sizeof line, maps) != NULL)
        if (strstr(line, "libnrr.so") != NULL)
            found = 1;
    fclose(maps);
    return found;
}

static int load_and_unload(const char *path)
{
    int i;

    for (i = 0; i < TIMES; i++) {
        void *handle = load(path);

        if (handle == NULL)
            return printf("it does not load: %s\n", dlerror());
        if (strchr(library.version(), '.') == NULL)
            return printf("it has no version\n");
        if (i % 50 == 0 && work(i + 1) != wanted(i + 1))
            return printf("it does not work when it is loaded for the %dth time\n", i + 1);
        if (i == 0 && is_mapped() == 0)
            return printf("it is loaded, and not in the maps\n");
        if (dlclose(handle) != 0)
            return printf("it does not unload: %s\n", dlerror());
        if (is_mapped() == 1)
            return printf("it is still there after the %dth unloading\n", i + 1);
    }
    return 0;
}

static void *run_thread(void *number)
{
    int64_t amount = *(const int *)number;
    int i;

    for (i = 0; i < ROUNDS; i++)
        if (work(amount) != wanted(amount))
            return number;
    return NULL;
}

static int work_in_threads(const char *path)
{
    pthread_t threads[THREADS];
    int numbers[THREADS], i, wrong = 0;
    void *handle = load(path), *failed;

    if (handle == NULL)
        return printf("it does not load again\n");
    for (i = 0; i < THREADS; i++) {
        numbers[i] = 1000 * (i + 1);
        if (pthread_create(&threads[i], NULL, run_thread, &numbers[i]) != 0)
            return printf("no thread\n");
    }
    for (i = 0; i < THREADS; i++) {
        pthread_join(threads[i], &failed);
        if (failed != NULL)
            wrong += printf("a thread got a wrong figure from its own ledger\n");
    }
    dlclose(handle);
    return wrong;
}

int main(int count, char **arguments)
{
    if (count != 3)
        return 2;
    if (strcmp(arguments[1], "load") == 0)
        return load_and_unload(arguments[2]) != 0;
    return work_in_threads(arguments[2]) != 0;
}
