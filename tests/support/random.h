/* SPDX-License-Identifier: MIT */
/*
 * Random numbers of our own, so that a seed means the same ledger on every machine.
 */
#ifndef NRR_TEST_RANDOM_H
#define NRR_TEST_RANDOM_H

#include <stddef.h>
#include <stdint.h>

typedef struct random_source {
    uint64_t state;
} random_source;

/* Seeds that are near each other give sources that have nothing in common. */
random_source random_start(uint64_t seed, uint64_t stream);
uint64_t random_bits(random_source *source);
/* 0 to bound - 1; bound at least 1. */
uint64_t random_below(random_source *source, uint64_t bound);
/* low to high, both included. */
int64_t random_between(random_source *source, int64_t low, int64_t high);
/* True so many times in a hundred. */
int random_chance(random_source *source, unsigned percent);
/* Brings the numbers 0 to count - 1 into any order. */
void random_order(random_source *source, size_t *order, size_t count);

#endif
