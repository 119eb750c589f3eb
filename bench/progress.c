/* SPDX-License-Identifier: MIT */
/*
 * The line is written over itself.
 */
#include "progress.h"

#include <stdio.h>
#include <unistd.h>

void bench_progress(const char *what, unsigned run, unsigned runs)
{
    if (!isatty(STDERR_FILENO)) {
        return;
    }
    if (runs == 0) {
        fprintf(stderr, "\r%-60s", what);
    } else {
        fprintf(stderr, "\r%-30s run %4u of %4u", what, run, runs);
    }
}

void bench_progress_end(void)
{
    if (isatty(STDERR_FILENO)) {
        fprintf(stderr, "\r%60s\r", "");
    }
}
