/* SPDX-License-Identifier: MIT */
/*
 * One line on a terminal that says what goes on; nothing where standard error is none.
 */
#ifndef BENCH_PROGRESS_H
#define BENCH_PROGRESS_H

/* `runs` is 0 where there is but one. */
void bench_progress(const char *what, unsigned run, unsigned runs);
void bench_progress_end(void);

#endif
