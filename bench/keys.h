/* SPDX-License-Identifier: MIT */
/*
 * The task "keys": ids for as many keys as there are facts, as many of them distinct as there are
 * customers; integers, and strings of 18 characters. The first of each is interned, the others are
 * found. The library's own: peers have nothing of the kind.
 */
#ifndef BENCH_KEYS_H
#define BENCH_KEYS_H

#include "contest.h"

/* Gives 0 when something failed, which was said on standard error. */
int bench_keys_run(bench_contest *contest);

#endif
