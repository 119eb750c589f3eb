/* SPDX-License-Identifier: MIT */
/*
 * What came out: a table for people, or an object a line for programs.
 */
#ifndef BENCH_OUTPUT_H
#define BENCH_OUTPUT_H

#include "contest.h"

void bench_output_table(const bench_contest *contest);
void bench_output_json(const bench_contest *contest);

#endif
