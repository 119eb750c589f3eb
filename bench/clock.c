/* SPDX-License-Identifier: MIT */
/*
 * clock_gettime(2), and perf_event_open(2), which has no wrapper in libc.
 */
#define _GNU_SOURCE
#include "clock.h"

#include <time.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/perf_event.h>
#include <string.h>
#include <sys/syscall.h>
#endif

static int counter_file = -1;
static clockid_t clock_used = CLOCK_MONOTONIC;

int64_t bench_now(void)
{
    struct timespec now;

    clock_gettime(clock_used, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void bench_clock_use_cpu(void)
{
    clock_used = CLOCK_PROCESS_CPUTIME_ID;
}

int bench_counter_open(void)
{
#ifdef __linux__
    struct perf_event_attr wanted;

    memset(&wanted, 0, sizeof wanted);
    wanted.type = PERF_TYPE_HARDWARE;
    wanted.size = sizeof wanted;
    wanted.config = PERF_COUNT_HW_INSTRUCTIONS;
    wanted.exclude_kernel = 1;
    wanted.exclude_hv = 1;
    wanted.inherit = 1;
    counter_file = (int)syscall(SYS_perf_event_open, &wanted, 0, -1, -1, 0);
#endif
    return counter_file >= 0;
}

int64_t bench_instructions(void)
{
    int64_t count;

    if (counter_file < 0 || read(counter_file, &count, sizeof count) != (ssize_t)sizeof count) {
        return -1;
    }
    return count;
}
