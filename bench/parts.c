/* SPDX-License-Identifier: MIT */
/*
 * The first part is the calling thread's; see parts.h.
 */
#include "parts.h"

#include <pthread.h>

static void *run_part(void *argument)
{
    bench_part *part = argument;

    part->status =
        part->before == NULL
            ? nrr_snapshot_reports(part->snapshot, part->query, part->count, part->report)
            : nrr_report_refresh(part->old, part->count, part->before, part->snapshot, part->report);
    return NULL;
}

nrr_status bench_parts_run(bench_part *parts, unsigned count)
{
    pthread_t thread[BENCH_PARTS_MAX];
    nrr_status status = NRR_OK;
    unsigned started = 1;

    while (started < count &&
           pthread_create(&thread[started], NULL, run_part, &parts[started]) == 0) {
        started++;
    }
    run_part(&parts[0]);
    for (unsigned i = 1; i < started; i++) {
        pthread_join(thread[i], NULL);
    }
    for (unsigned i = 0; i < count; i++) {
        status = status == NRR_OK ? parts[i].status : status;
    }
    return started == count ? status : NRR_E_MEMORY;
}

nrr_status bench_parts_merge(const bench_part *parts, unsigned count, size_t at, nrr_report **report)
{
    const nrr_report *pieces[BENCH_PARTS_MAX];

    for (unsigned i = 0; i < count; i++) {
        pieces[i] = parts[i].report[at];
    }
    return nrr_report_merge(pieces, count, report);
}

void bench_parts_free(bench_part *parts, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        for (size_t at = 0; at < parts[i].count; at++) {
            nrr_report_free(parts[i].report[at]);
            parts[i].report[at] = NULL;
        }
    }
}
