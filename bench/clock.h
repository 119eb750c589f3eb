/* SPDX-License-Identifier: MIT */
/*
 * The clock of the benchmark, and the counter of instructions beside it, where the machine lets a
 * program have one.
 */
#ifndef BENCH_CLOCK_H
#define BENCH_CLOCK_H

#include <stdint.h>

/* Nanoseconds of a clock that only goes forward: of the wall, or of the processors' time that this
 * process took, all threads together. The latter says more on a machine that has other work to do,
 * and nothing about what a second thread gains. */
int64_t bench_now(void);
void bench_clock_use_cpu(void);

/* Opens the counter of instructions in user space of this process, threads that it starts later
 * included. Gives 0 where that is not possible: then nothing is ever counted. */
int bench_counter_open(void);

/* The instructions so far, or -1 where they are not counted. */
int64_t bench_instructions(void);

#endif
